"""Printed date -> EDTF, earliest and latest day, precision, qualifier and a note.

The rule: a date is read only when every part of the printed string is explained by the
result. Anything else is widened and marked, or kept as printed with precision `unknown`;
nothing is guessed.

EDTF is the Extended Date/Time Format of the Library of Congress (ISO 8601-2:2019). The printed
forms are read by the grammar of this package, because the `edtf` package silently drops what
it does not understand; dates that are EDTF already and that the grammar does not know are
given to that package.

    cleaning    takes off what is no part of the date (time of day, footnote mark)
    tokens      the rest, taken apart; words by `vocabulary`
    grammar     tokens -> span; `spans` joins stretches of time
    reading     one date: `parse_date`
    listing     the dates of a whole listing: `infer_rules`, `read_dates`
    questions   what only a person can settle
    look        whether a line is a date
"""

from dash_core.dates.ambiguity import has_short_year, has_two_orders, is_settled
from dash_core.dates.detect import looks_like_date
from dash_core.dates.format import format_date, format_day, format_span
from dash_core.dates.listing import infer_rules, read_dates
from dash_core.dates.model import PRECISIONS, ArchivalDate, DateRules, DatesReading, Precision
from dash_core.dates.parse import parse_date, parse_machine_date

__all__ = [
    "PRECISIONS",
    "ArchivalDate",
    "DateRules",
    "DatesReading",
    "Precision",
    "format_date",
    "format_day",
    "format_span",
    "has_short_year",
    "has_two_orders",
    "infer_rules",
    "is_settled",
    "looks_like_date",
    "parse_date",
    "parse_machine_date",
    "read_dates",
]
