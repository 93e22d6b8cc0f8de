"""The forms in which most dates are printed, read at once: the grammar reads them alike, slower."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from dash_core.dates.grammar import spans
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.vocabulary import MONTHS, WORDS, fold_word

__all__ = ["read_plain"]

_WORD: Final = r"([^\W\d_]{3,12})"
_D: Final = "([0-9]{1,2})"
_Y: Final = "([12][0-9]{3})"
_ONE: Final = re.compile(
    rf"{_WORD}\.? {_D}, {_Y}"  # April 5, 1946
    rf"|{_D} {_WORD}\.? {_Y}"  # 5 April 1946
    rf"|{_WORD}\.?,? {_Y}"  # April 1946
    rf"|{_Y}(?: {_WORD}(?:\.? {_D})?)?"  # 1946 April 5
)
_CIRCA: Final = re.compile(r"(?:circa|ca\.) ")
_TO: Final = re.compile(r"(?<=[0-9a-z]{3})(?: [-–] |[-–—])(?=\w)")
_ONLY_A_MONTH: Final = frozenset({"month"})


def read_plain(text: str) -> Span | None:
    """A day, a month, a year or a span of two of a kind; None if it is in another form.

    Raises
    ------
    UnreadError
        If the day does not exist, or the span runs backwards.
    """
    circa = _CIRCA.match(text)
    if circa:
        text = text[circa.end() :]
    ends = [text]
    match = _ONE.fullmatch(text)
    if match is None:
        ends = _TO.split(text)
        if len(ends) != 2:
            return None
    read = [_one(end) for end in ends]
    first, last = read[0], read[-1]
    if first is None or last is None or first.precision != last.precision:
        return None
    if circa:
        first, last = replace(first, approximate=True), replace(last, approximate=True)
    return spans.through(first, last) if len(read) == 2 else first


@lru_cache(maxsize=20_000)
def _one(text: str) -> Span | None:
    match = _ONE.fullmatch(text)
    if match is None:
        return None
    word, day, year, d, w, y, month_word, month_year, lead, lead_word, lead_day = match.groups()
    name = word or w or month_word or lead_word
    number = int(year or y or month_year or lead)
    if name is None:
        return spans.year(number)
    month = _month(name)
    if month is None:
        return None
    printed_day = day or d or lead_day
    return spans.day(number, month, int(printed_day)) if printed_day else spans.month(number, month)


@lru_cache(maxsize=2_000)
def _month(name: str) -> int | None:
    """The number of a month, where the word is nothing else."""
    word = fold_word(name)
    return MONTHS.get(word) if WORDS.get(word) == _ONLY_A_MONTH else None
