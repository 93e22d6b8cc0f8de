"""Whether a whole line is a date, readable or not, and nothing else."""

from typing import Final

from dash_core.dates.cleaning import clean_date, is_ditto, is_undated
from dash_core.dates.grammar.token import kinds_of
from dash_core.dates.grammar.tokens import tokenize_date
from dash_core.dates.model import MAX_DATE_CHARS
from dash_core.dates.parse import is_yearless, parse_date
from dash_core.dates.printed import has_place

__all__ = ["looks_like_date"]

_NUMBERS: Final = ("day", "numeric", "dotted", "numeric_short", "dotted_short", "day_short")
_YEARS: Final = ("year", "short", "short_range", "short_slash", "decade", "century")
_YEAR_CHARS: Final = 4
# A line that starts so is the end of a sentence: "… was signed\nin 1946."
_RUNS_ON: Final = ("in ", "on ", "of ", "to ", "at ", "and ", "or ", "im ", "am ", "en ", "в ")


def looks_like_date(text: str) -> bool:
    """Whether a line is a date, or is in the place of one, and nothing else.

    True also for what cannot be read ("February 30, 1946", "Feb. 26", "n.d.", "do"). A bare
    number must be a year from 1000 to 2100; a month alone ("May") is taken for a name.
    """
    line = text.strip()
    if not line or len(line) > MAX_DATE_CHARS:
        return False
    if is_undated(line) or is_ditto(line):
        return True
    if line.lower().startswith(_RUNS_ON) or line.count("(") != line.count(")"):
        return False
    date = parse_date(line)
    if not any(char.isdigit() for char in line):
        return date.is_known  # "XIX век"
    if line.isdigit():
        return date.is_known and not (len(line) == _YEAR_CHARS and date.is_marked)
    if date.is_known or date.says_undated:
        return not has_place(line)  # "… signed in\nBerlin, 5 April 1946": the end of a sentence
    return _has_form_of_date(line)


def _has_form_of_date(line: str) -> bool:
    """A month with a day or a year, or a numeric date, among words of dates only."""
    if is_yearless(line):
        return {"month", "number"} <= kinds_of(tokenize_date(line))
    tokens = tokenize_date(clean_date(line).text)
    if not tokens or not all(token.kinds for token in tokens):
        return False
    kinds = kinds_of(tokens)
    has_number, has_month = "number" in kinds, "month" in kinds
    if not kinds.isdisjoint(_NUMBERS):
        return not has_number
    return not kinds.isdisjoint(_YEARS) and (has_month or not has_number)
