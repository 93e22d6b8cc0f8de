"""Printed date -> EDTF, earliest and latest day, precision, qualifier and a note.

A date is read only where the result explains every part of the printed string. Anything else
is widened and marked, or kept as printed with precision `unknown`; nothing is guessed.

EDTF is the Extended Date/Time Format of the Library of Congress (ISO 8601-2:2019). The printed
forms are read by the grammar of this package, because the `edtf` package silently drops what
it does not understand.

    parse       one string: `parse_date`, and `parse_machine_date` for a declared EDTF
    listing     the dates of a whole listing: `read_dates`, `infer_rules`
    column      what the shape of a column decides
    eras        years before our era
    ambiguity   what only a person can decide
    detect      whether a line is a date
    format      days, spans and dates as text
    plain       the commonest forms, read at once
    cleaning    removes what is no part of the date (time of day, footnote mark)
    edtf        EDTF, levels 0 to 2
    machine     RIS, YYYYMMDD and what programs leave of a date
    stated      what a source says of a date beside its printed expression
    combine     the one date of both
    printed     forms around an expression: bulk dates, events, two calendars
    grammar     text -> `tokens` (by `vocabulary`) -> `parts` (by `shapes`) -> `spans`, put
                together by `resolve` (`shares` for parts of spans) and `expression`
    model       the types that these modules share
"""

from typing import TYPE_CHECKING

from dash_core.common.late import late_names
from dash_core.dates.format import format_date, format_day, format_month, format_span, format_years
from dash_core.dates.model import PRECISIONS, ArchivalDate, DateRules, DatesReading, Precision

if TYPE_CHECKING:
    from dash_core.dates.ambiguity import has_short_year, has_two_orders, is_settled
    from dash_core.dates.combine import combine_dates
    from dash_core.dates.detect import looks_like_date
    from dash_core.dates.listing import infer_rules, read_dates
    from dash_core.dates.parse import parse_date, parse_machine_date

__all__ = [
    "PRECISIONS",
    "ArchivalDate",
    "DateRules",
    "DatesReading",
    "Precision",
    "combine_dates",
    "format_date",
    "format_day",
    "format_month",
    "format_span",
    "format_years",
    "has_short_year",
    "has_two_orders",
    "infer_rules",
    "is_settled",
    "looks_like_date",
    "parse_date",
    "parse_machine_date",
    "read_dates",
]

__getattr__ = late_names(
    __name__,
    {
        "ambiguity": "has_short_year has_two_orders is_settled",
        "combine": "combine_dates",
        "detect": "looks_like_date",
        "listing": "infer_rules read_dates",
        "parse": "parse_date parse_machine_date",
    },
)
