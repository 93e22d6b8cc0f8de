"""One printed date -> `ArchivalDate`.

The rule: a date is read only when every part of the printed string is explained by the
result. What can be read in two ways is widened to cover both, and marked; anything else is
kept as printed with precision `unknown`, never guessed.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates import machine
from dash_core.dates.cleaning import Cleaned, clean, is_ditto, is_undated
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.expression import read_expression
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.tokens import tokenize
from dash_core.dates.grammar.vocabulary import EVENT_WORDS, EVENTS, WORDS, fold
from dash_core.dates.model import (
    MAX_DATE_CHARS,
    ArchivalDate,
    DateRules,
    TrackedRules,
    UnreadError,
    YearlessError,
)

__all__ = ["has_place", "is_yearless", "parse_date", "parse_machine_date"]

_NO_RULES: Final = DateRules()
_CACHED_STRINGS: Final = 100_000

_WORD: Final = re.compile(r"[^\W\d_]+")
_CORRECTED: Final = re.compile(r"(?P<as_printed>\b[0-9]{4}) ?\[(?P<meant>[0-9]{4})\]")
_SUPPLIED_DIGITS: Final = re.compile(
    r"(?<![0-9])(?:([0-9]{2})\[([0-9]{2})(\??)\]|([0-9]{3})\[([0-9])(\??)\]|\[([0-9]{2})\]([0-9]{2}))"
    r"(?![0-9])"
)
_BULK: Final = re.compile(
    r"[,;]? ?[\[(]?\b(?:bulk|predominantly|primarily|mostly|chiefly|mainly)\b(?: dates?)?:? ?"
    r"(?P<inner>[^()\[\]]+)[\])]?$",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"(?P<name>[A-ZÀ-ÖØ-ÞА-Я][^\W\d_]{2,}(?:[ -][^\W\d_]+){0,3}), ")
_CLAUSE_END: Final = re.compile(r"[,;()]")
# The two days of a date in both calendars: "12/25 January", "12 (25)", "March 27 (April 8)",
# "25 December 1917 (7 January 1918)".
_DAY: Final = r"[0-9]{1,2}"
_DAY_MONTH: Final = r"(?:[0-9]{1,2}\.? [^\W\d_]+\.?|[^\W\d_]+\.? [0-9]{1,2})"
_FULL: Final = rf"{_DAY_MONTH},? [0-9]{{4}}"
_TWO_CALENDARS: Final = tuple(
    re.compile(
        rf"(?<![0-9/.-])(?P<old>{form})"
        rf"(?: ?/ ?(?P<after_stroke>{form})| ?\((?P<in_brackets>{form})\))(?![0-9/.-])"
    )
    for form in (_DAY, _FULL, _DAY_MONTH)
)


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


@dataclass(frozen=True, slots=True)
class _Parse:
    """What one parse of a string has found."""

    date: ArchivalDate
    is_yearless: bool
    rules: TrackedRules


@lru_cache(maxsize=_CACHED_STRINGS)
def _parses_of(_text: str) -> list[_Parse]:
    """The parses of a string so far: one, unless it is ambiguous and was read by several rules."""
    return []


def _parse(text: str, rules: DateRules) -> _Parse:
    """Read a string, or take the result of an earlier parse that does not depend on the rules."""
    if len(text) > MAX_DATE_CHARS:  # not worth a place in the cache
        return _parse_anew(text, rules)
    parses = _parses_of(text)
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
        date = ArchivalDate(text, note=str(err))
        return _Parse(date, isinstance(err, YearlessError), tracked)
    return _Parse(_from_span(text, span) if span else ArchivalDate(text), False, tracked)


def _from_span(text: str, span: Span) -> ArchivalDate:
    qualifier = (
        "uncertain"
        if span.uncertain
        else "approximate"
        if span.approximate
        else "inferred"
        if span.inferred
        else "none"
    )
    return ArchivalDate(
        text,
        span.full_edtf,
        span.earliest,
        span.latest,
        span.precision,
        qualifier,
        " ".join(dict.fromkeys(span.notes)),
    )


@lru_cache(maxsize=_CACHED_STRINGS)
def parse_machine_date(text: str) -> ArchivalDate:
    """Read a date that its source declares to be in a machine-readable format (EDTF, ISO 8601).

    Other than in print, "1911-12" is December 1911, never 1911 to 1912.

    >>> parse_machine_date("1911-12").precision
    'month'
    """
    try:
        span = machine.read_edtf(clean(text).text) if len(text) <= MAX_DATE_CHARS else None
    except UnreadError as err:
        return ArchivalDate(text, note=str(err))
    return _from_span(text, span) if span else parse_date(text)


def _read(text: str, rules: TrackedRules) -> Span | None:
    """The span of a printed date; None where the text says that there is no date.

    Raises
    ------
    UnreadError
        With the reason, where the date is not read.
    """
    if not text.strip() or (len(text) <= MAX_DATE_CHARS and is_undated(text)):
        return None
    if len(text) > MAX_DATE_CHARS:
        raise UnreadError(_("This is too long for a date."))
    if is_ditto(text):
        raise YearlessError(_("This date is that of the entry before."))
    cleaned = clean(text)
    if is_undated(cleaned.text):  # "Undated [Rec'd Nov. 5]"
        return None
    found = machine.read(cleaned.text)
    if found is not None:
        return found
    try:
        found = _read_printed(cleaned, rules)
        other = [
            y for y in cleaned.received_in if not found.earliest.year <= y <= found.latest.year
        ]
        notes = [_("It was received in {year}.").format(year=year) for year in other]
        return found.noted(*notes)
    except UnreadError:
        found = machine.read_with_edtf(cleaned.text) or _with_place(cleaned, rules)
        if found is None:
            raise
        return found


def has_place(text: str) -> bool:
    """Whether words that are no date stand before the date ("Berlin, April 5, 1946")."""
    match = _PLACE.match(clean(text).text)
    return match is not None and not any(fold(word) in WORDS for word in _WORD.findall(match[0]))


def _with_place(cleaned: Cleaned, rules: TrackedRules) -> Span | None:
    """ "Berlin, April 5, 1946": a day after a name; marked, for the name is not understood."""
    match = _PLACE.match(cleaned.text)
    if match is None or not has_place(cleaned.text):
        return None
    try:
        found = _read_printed(Cleaned(cleaned.text[match.end() :], cleaned.julian), rules)
    except UnreadError:
        return None
    if found.precision != "day":
        return None
    return found.noted(_("“{name}” is taken for a place.").format(name=match["name"]))


def _read_printed(cleaned: Cleaned, rules: TrackedRules) -> Span:
    """A date in print, with what may be said beside it."""
    text = _SUPPLIED_DIGITS.sub(_join_digits, cleaned.text)
    corrected = _CORRECTED.search(text)
    if corrected:
        variants = [
            text[: corrected.start()] + corrected[year] + text[corrected.end() :]
            for year in ("as_printed", "meant")
        ]
        both = [_read_printed(Cleaned(variant, cleaned.julian), rules) for variant in variants]
        note = _("The archive corrects the year; both are covered.")
        return spans.either(both).noted(note)
    bulk = _BULK.search(text)
    if bulk:
        return _with_bulk(Cleaned(text[: bulk.start()], cleaned.julian), bulk["inner"], rules)
    if any(fold(word) in EVENTS for word in _WORD.findall(text)):
        return _with_events(text, rules)
    return _in_both_calendars(text, rules) or read_expression(tokenize(text), rules, cleaned.julian)


def _join_digits(match: re.Match[str]) -> str:
    """ "194[6]" is 1946, with digits that the archivist supplied."""
    digits = "".join(part for part in match.groups() if part and part != "?")
    return f"[{digits}{'?' if '?' in match.group() else ''}]"


def _with_bulk(outer: Cleaned, inner: str, rules: TrackedRules) -> Span:
    """ "1924-1957 (bulk 1934-1939)": the whole, checked against the bulk."""
    bulk = read_expression(tokenize(inner), rules, outer.julian)
    if not outer.text.strip() or is_undated(outer.text):
        return bulk.noted(_("Only where most of the material lies is said."))
    whole = _read_printed(outer, rules)
    if whole.earliest <= bulk.earliest and bulk.latest <= whole.latest:
        return whole
    return whole.noted(_("The bulk dates are not within the dates."))


def _with_events(text: str, rules: TrackedRules) -> Span:
    """ "1927, printed 1977", "exhibited 1836": the date of making as far as it is said."""
    text = re.sub(r"\bsigned and dated\b", "signed", text, flags=re.IGNORECASE)
    text = re.sub(r"\bre[–-](?=[a-z])", "re", text)
    text = re.sub(r"\b(?:released )?by the artist\b", "released", text, flags=re.IGNORECASE)
    clauses: list[tuple[bool, str]] = []
    start = 0
    for end in [*(match.start() for match in _CLAUSE_END.finditer(text)), len(text)]:
        clause = text[start:end].strip()
        if clause:
            says_event = any(fold(word) in EVENTS for word in _WORD.findall(clause))
            clauses.append((says_event, clause))
        start = end + 1
    first = next(i for i, (says_event, _clause) in enumerate(clauses) if says_event)
    made = ", ".join(clause for _event, clause in clauses[:first])
    events: list[str] = []
    for says_event, clause in clauses[first:]:
        if says_event:
            events.append(_WORD.sub(_without_event_word, clause).strip())
        else:  # "exhibited 1809, 1840"
            events[-1] += f", {clause}"
    dates = [read_expression(tokenize(event), rules) for event in events if event.strip(" ?.")]
    word = next(word for word in _WORD.findall(clauses[first][1]) if fold(word) in EVENTS)
    if made:
        note = _("Beside the date of making, “{word}” is said.").format(word=word)
        return read_expression(tokenize(made), rules).noted(note)
    if not dates:
        raise UnreadError(_("“{word}” has no date.").format(word=word))
    note = _("The date says when it was {word}, which need not be when it was made.")
    return dates[0].noted(note.format(word=word.lower()))


def _without_event_word(match: re.Match[str]) -> str:
    return "" if fold(match.group()) in EVENT_WORDS else match.group()


def _in_both_calendars(text: str, rules: TrackedRules) -> Span | None:
    """ "12/25 January 1918": one day in Old Style and in New Style.

    Two days that the calendars do not explain are both covered, and marked.
    """
    match = next(filter(None, (pattern.search(text) for pattern in _TWO_CALENDARS)), None)
    if match is None:
        return None
    variants = [
        text[: match.start()] + day + text[match.end() :]
        for day in (match["old"], match["after_stroke"] or match["in_brackets"])
    ]
    try:
        days = [read_expression(tokenize(variant), rules) for variant in variants]
        if any(day.precision != "day" for day in days):
            return None
        old = read_expression(tokenize(variants[0]), rules, julian=True)
    except UnreadError:
        return None
    if old.earliest == days[1].earliest:
        return old
    note = _("Two days are given; both are covered.")
    return spans.either(days).noted(note)
