"""The forms in which most dates are printed, read at once: the grammar reads them alike, slower."""

import re
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import Final

from dash_core.common.i18n import _, cached_words
from dash_core.dates.calendars.ottoman import OTTOMAN_YEARS
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.parts import order_of
from dash_core.dates.grammar.resolve import MIN_STEP_BACK, listed
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.vocabulary import MONTHS, WORDS, fold_word
from dash_core.dates.model import TrackedRules, UnreadError

__all__ = ["read_plain"]

_WORD: Final = r"([^\W\d_]{3,12})"
_D: Final = "([0-9]{1,2})"
_Y: Final = "([12][0-9]{3})"
_DASH: Final = r"(?: [-–] |[-–—])"
_ONE: Final = re.compile(
    rf"{_WORD}\.? {_D}, {_Y}"  # April 5, 1946
    rf"|{_D} {_WORD}\.? {_Y}"  # 5 April 1946
    rf"|{_WORD}\.?,? {_Y}"  # April 1946
    rf"|{_Y}(?: {_WORD}(?:\.? {_D})?)?"  # 1946 April 5
    rf"|{_Y}-(0[1-9]|1[0-9])-(0[1-9]|[1-3][0-9])"  # 1946-04-05
)
_NUMERIC: Final = re.compile(rf"{_D}([-/.]){_D}\2{_Y}")  # 27/03/1915, 27.3.1915
_IN_ONE_YEAR: Final = re.compile(
    rf"{_WORD}\.? ([1-9][0-9]?){_DASH}([1-9][0-9]?), {_Y}"  # April 5-7, 1946
    rf"|{_WORD}\.?{_DASH}{_WORD}\.? {_Y}"  # April-May 1946
    rf"|{_Y} {_WORD}\.?{_DASH}{_WORD}\.?"  # 1946 April-May
)
_YEARS: Final = "(?:[12][0-9]{3}(?:-[12][0-9]{3})?|undated)"
_LIST: Final = re.compile(rf"{_YEARS}(?: ?, {_YEARS})+")  # 1884, 1893-1897, undated
_CIRCA: Final = re.compile(r"(?:[Cc]irca |ca\. ?|c\. ?)(?=\w)")
_TO: Final = re.compile(r"(?<=[0-9a-z]{3})(?: [-–] |[-–—])(?=\w)")
_AFTER_YEAR: Final = re.compile(  # the hour of a telegram, a full stop
    r"(?<= [0-9]{4})(?:(?:—|, )(?:[1-9]|1[0-2]) [ap]\.m\.|—noon|—midnight|\.)$"
)
_SUPPLIED: Final = re.compile(r"\[([^\W_][^\[\]()]*[0-9])\]")  # [April 5, 1946]
_ONLY_A_MONTH: Final = frozenset({"month"})


def read_plain(text: str, rules: TrackedRules) -> Span | None:
    """A day, a month, a year, a span of two of a kind or a list of years; None if it is in another
    form.

    Raises
    ------
    UnreadError
        If the day does not exist, or the span runs backwards.
    """
    if numeric := _NUMERIC.fullmatch(text):
        return _numeric(text, numeric, rules)
    if (supplied := _SUPPLIED.fullmatch(text)) and not _NUMERIC.fullmatch(supplied[1]):
        span = read_plain(supplied[1], rules)
        return span and replace(span, inferred=True)
    if _LIST.fullmatch(text):
        return _list(text)
    circa = _CIRCA.match(text)
    if circa:
        text = text[circa.end() :]
    elif text[-1:] in ".n":
        text = _AFTER_YEAR.sub("", text)
    ends = _ends(text)
    if ends is None:
        return None
    first, last = ends
    if circa:
        first = replace(first, approximate=True)
        last = last and replace(last, approximate=True)
    return spans.through(first, last) if last else first


def _numeric(text: str, match: re.Match[str], rules: TrackedRules) -> Span | None:
    """A day in figures, year last; None where the calendar has it in neither order."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    days = []
    for month, day in ((second, first), (first, second)):
        with suppress(UnreadError):
            days.append(spans.day(year, month, day))
    if len(days) < 2 or first == second:
        return days[0] if days else None
    day_first, note = order_of(text, rules, is_dotted=match[2] == ".")
    if day_first is None:
        return spans.either(days).with_notes(*note)
    return days[0 if day_first else 1].with_notes(*note)


def _ends(text: str) -> tuple[Span, Span | None] | None:
    """A date, or the two ends of a span; None if it is in another form."""
    if one := _one(text):
        return one, None
    if match := _IN_ONE_YEAR.fullmatch(text):
        return _in_one_year(match)
    parts = _TO.split(text)
    if len(parts) != 2:
        return None
    first, last = map(_one, parts)
    return (first, last) if first and last and first.precision == last.precision else None


@cached_words(maxsize=20_000)
def _one(text: str) -> Span | None:
    match = _ONE.fullmatch(text)
    if match is None:
        return None
    word, day, year, d, w, y, month_word, month_year, lead, lead_word, lead_day, *iso = (
        match.groups()
    )
    if iso[0]:
        return spans.day(*map(int, iso))
    name = word or w or month_word or lead_word
    number = int(year or y or month_year or lead)
    if name is None:
        return spans.year(number)
    month = _month(name)
    if month is None or number in OTTOMAN_YEARS:
        return None
    printed_day = day or d or lead_day
    return spans.day(number, month, int(printed_day)) if printed_day else spans.month(number, month)


def _in_one_year(match: re.Match[str]) -> tuple[Span, Span] | None:
    """The ends of a span of days of a month, or of months of a year."""
    name, day, last_day, year, *names = match.groups()
    if name:
        month = _month(name)
        if month is None or int(year) in OTTOMAN_YEARS:
            return None
        return spans.day(int(year), month, int(day)), spans.day(int(year), month, int(last_day))
    before, after, of, lead, lead_before, lead_after = names
    first, last = _month(before or lead_before), _month(after or lead_after)
    if first is None or last is None or first - last >= MIN_STEP_BACK:  # "December-January 1946"
        return None
    number = int(of or lead)
    if number in OTTOMAN_YEARS:
        return None
    return spans.month(number, first), spans.month(number, last)


def _list(text: str) -> Span | None:
    """Years and spans of years; None where all of it is undated."""
    members = [part.strip() for part in text.split(",")]
    dated = [
        spans.through(*(spans.year(int(year)) for year in member.split("-")))
        if "-" in member
        else spans.year(int(member))
        for member in members
        if member != "undated"
    ]
    if not dated:
        return None
    whole = listed(dated)
    return whole if len(dated) == len(members) else whole.with_notes(_("A part of it is undated."))


@lru_cache(maxsize=2_000)
def _month(name: str) -> int | None:
    """The number of a month, where the word is nothing else."""
    word = fold_word(name)
    return MONTHS.get(word) if WORDS.get(word) == _ONLY_A_MONTH else None
