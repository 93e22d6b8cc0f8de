"""One printed date -> `ArchivalDate`.

A date is read only where the result explains every part of the printed string. What can be
read in two ways is widened to cover both, and marked; anything else is kept as printed with
precision `unknown`, never guessed.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dash_core.common.i18n import _, cached_words, language
from dash_core.dates import machine
from dash_core.dates.calendars.pairs import read_pair_of_years
from dash_core.dates.cleaning import clean_date, is_ditto, is_undated, normalize
from dash_core.dates.edtf import EdtfDate, is_edtf_in_print, read_edtf, without_spaces
from dash_core.dates.eras import has_era, read_with_era
from dash_core.dates.grammar.spans import Span
from dash_core.dates.model import (
    MAX_DATE_CHARS,
    ArchivalDate,
    DateRules,
    TrackedRules,
    UnreadError,
    YearlessError,
)
from dash_core.dates.plain import read_plain
from dash_core.dates.printed import read_after_place, read_before_place, read_printed
from dash_core.dates.quotes import quote_as_printed, reason_as_printed
from dash_core.dates.reasons import reason_by_kind

__all__ = [
    "asks_for_century",
    "asks_for_order",
    "forget_parses",
    "is_yearless",
    "parse_date",
    "parse_machine_date",
]

_NO_RULES: Final = DateRules()
_CACHED_STRINGS: Final = 100_000


def parse_date(text: str, rules: DateRules = _NO_RULES) -> ArchivalDate:
    """Read a printed date; never fails.

    Parameters
    ----------
    text
        The date as printed, in English, French, German, Italian, Portuguese, Russian or
        Spanish, in numbers, or in EDTF.
    rules
        How ambiguous dates are read (see `infer_rules`).

    Returns
    -------
    ArchivalDate
        With precision `unknown` where a part of `text` stays unexplained or the day does not
        exist (February 30), and with a note wherever a person should check the result.

    >>> parse_date("February, 1946").edtf
    '1946-02'
    >>> parse_date("February 30, 1946").precision
    'unknown'
    """
    return _parse(text, rules).date


def is_yearless(text: str) -> bool:
    """Whether the date would be read if its year were known."""
    return _parse(text, _NO_RULES).is_yearless


def asks_for_century(text: str, rules: DateRules) -> bool:
    """Whether the century of the rules was looked at when the date was read by them."""
    return _parse(text, rules).rules.uses_century


def asks_for_order(text: str, rules: DateRules) -> bool:
    """The same for the order of day and month."""
    return _parse(text, rules).rules.uses_order


def forget_parses() -> None:
    """Empty the memory of strings read before, to measure how fast they are read anew."""
    _parses_of.cache_clear()


@dataclass(frozen=True, slots=True)
class _Parse:
    """The result of one parse of a string, and the rules that it used."""

    date: ArchivalDate
    is_yearless: bool
    rules: TrackedRules


@lru_cache(maxsize=_CACHED_STRINGS)
def _parses_of(_language: str, _text: str) -> list[_Parse]:
    """The parses of a string so far, in one language: one, unless it is ambiguous
    and was read by several rules."""
    return []


def _parse(text: str, rules: DateRules) -> _Parse:
    """Read a string, or take the result of an earlier parse that does not depend on the rules."""
    if len(text) > MAX_DATE_CHARS:  # not worth a place in the cache
        return _parse_anew(text, rules)
    parses = _parses_of(language(), text)
    for parse in parses:
        if parse.rules.same_result(rules):
            return parse
    parse = _parse_anew(text, rules)
    parses.append(parse)
    return parse


def _parse_anew(text: str, rules: DateRules) -> _Parse:
    tracked = TrackedRules(rules)
    try:
        span = _read(text, tracked)
    except UnreadError as err:
        note = reason_by_kind(text) if len(text) <= MAX_DATE_CHARS else ""
        date = ArchivalDate(text, note=note or reason_as_printed(str(err), text))
        return _Parse(date, isinstance(err, YearlessError), tracked)
    return _Parse(_from_span(text, span) if span else ArchivalDate(text), False, tracked)


def _from_span(text: str, span: Span | EdtfDate) -> ArchivalDate:
    qualifier = "none"
    if span.uncertain:
        qualifier = "uncertain"
    elif span.approximate:
        qualifier = "approximate"
    elif span.inferred:
        qualifier = "inferred"
    return ArchivalDate(
        text,
        span.full_edtf,
        span.earliest,
        span.latest,
        span.precision,
        qualifier,
        quote_as_printed(" ".join(dict.fromkeys(span.notes)), text),
    )


@cached_words(maxsize=_CACHED_STRINGS)
def parse_machine_date(text: str) -> ArchivalDate:
    """Read a date that its source declares to be in a machine-readable format (EDTF, ISO 8601).

    Other than in print, "1911-12" is December 1911, never 1911 to 1912.

    >>> parse_machine_date("1911-12").precision
    'month'
    """
    try:
        span = (
            machine.read_declared_edtf(text) or machine.read_declared_edtf(clean_date(text).text)
            if len(text) <= MAX_DATE_CHARS
            else None
        )
    except UnreadError as err:
        return ArchivalDate(text, note=str(err))
    return _from_span(text, span) if span else parse_date(text)


def _read(text: str, rules: TrackedRules) -> Span | EdtfDate | None:
    """The span of a printed date; None where the text says that there is no date.

    Raises
    ------
    UnreadError
        With the reason, where the date is not read.
    """
    if plain := read_plain(text, rules):
        return plain
    if not text.strip() or (len(text) <= MAX_DATE_CHARS and is_undated(text)):
        return None
    if len(text) > MAX_DATE_CHARS:
        raise UnreadError(_("This is too long for a date."))
    if is_ditto(text):
        raise YearlessError(_("This date is that of the entry before."))
    if "/" in text and (pair := read_pair_of_years(text.strip())):
        return pair
    bare = without_spaces(text) if " " in text else text
    if is_edtf_in_print(bare) and (edtf := read_edtf(bare)):
        return edtf  # before its signs are taken for those of print
    if text[0] in "0123456789uU?X+" or text[0].isspace():
        if machine.says_nothing(text.strip()):
            return None
        if left := machine.read_left_by_programs(text.strip()):
            return left
    if has_era(text) and (
        era := read_with_era(normalize(text), lambda moved: read_printed(clean_date(moved), rules))
    ):
        return era
    cleaned = clean_date(text)
    if is_undated(cleaned.text):  # "Undated [Rec'd Nov. 5]"
        return None
    read = None if cleaned.julian else machine.read_machine_format(cleaned.text)
    if read is not None:
        return read
    try:
        span = read_printed(cleaned, rules)
    except UnreadError:
        after_place = read_after_place(cleaned, rules) or read_before_place(cleaned, rules)
        if after_place is None:
            raise
        return after_place
    first, last = span.earliest.year, span.latest.year
    return span.with_notes(
        *(
            _("It was received in {year}.").format(year=year)
            for year in cleaned.received_in
            if not first <= year <= last
        )
    )
