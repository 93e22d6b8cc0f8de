"""A date in print: the forms around and between the expressions that the grammar reads.

Years that the archive corrects, bulk dates, events beside the making, a day in two calendars,
a place before the date.
"""

import re
from calendar import month_name
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.calendars.east_asian import has_east_asian_signs, to_words
from dash_core.dates.calendars.other import has_other_calendar, read_other_calendar
from dash_core.dates.calendars.ottoman import read_ottoman
from dash_core.dates.calendars.pairs import read_pair, read_pair_of_years
from dash_core.dates.cleaning import CleanedDate, clean_date, is_undated
from dash_core.dates.corrections import read_corrected
from dash_core.dates.feasts import read_feast
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.expression import read_expression
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.tokens import tokenize_date
from dash_core.dates.grammar.vocabulary import (
    EVENT_WORDS,
    EVENTS,
    MONTHS_BY_LANGUAGE,
    NAMED_EVENTS,
    WORDS,
    fold_word,
)
from dash_core.dates.model import TrackedRules, UnreadError, YearlessError
from dash_core.dates.office_years import read_office_year

__all__ = ["has_place", "read_after_place", "read_before_place", "read_printed"]

# Words that only these languages have in a date.
_WORDS_OF: Final = {"roku": ("pl", "cs"), "godine": ("hr",), "dnia": ("pl",), "dne": ("cs",)}
_LATEST_HIJRI: Final = 1500
_WORD: Final = re.compile(r"[^\W\d_]+")
_EVENT_WORD: Final = re.compile(r"[^\W\d_]+(?:['’]d\b)?")  # "rec'd"
_SUPPLIED_DIGITS: Final = re.compile(
    r"(?<![0-9])(?:([0-9]{2})\[([0-9]{2})(\??)\]|([0-9]{3})\[([0-9])(\??)\]|\[([0-9]{2})\]([0-9]{2}))"
    r"(?![0-9])"
)
_BULK: Final = re.compile(
    r"[,;]? ?[\[(]?\b(?:bulk|predominantly|primarily|mostly|chiefly|mainly|majority(?: within)?)\b"
    r"(?: dates?)?:? ?"
    r"(?P<inner>[^()\[\]]+)[\])]?$",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"(?P<name>[A-ZÀ-ÖØ-ÞА-Я][^\W\d_]{2,}(?:[ -][^\W\d_]+){0,3}), ")
_PLACE_BEHIND: Final = re.compile(
    r"(?<=[0-9\])]), (?P<name>[A-ZÀ-ÖØ-ÞА-Я][^\W\d_]{2,}(?:[ -][^\W\d_]+){0,3})$"
)
_CLAUSE_END: Final = re.compile(r"[,;()]")
_TWO_SIGNS: Final = frozenset("/([")
# The two days of a date in both calendars: "12/25 January", "12 (25)", "March 27 (April 8)",
# "25 December 1917 (7 January 1918)".
_DAY: Final = r"[0-9]{1,2}"
_DAY_MONTH: Final = r"(?:[0-9]{1,2}\.? [^\W\d_]+\.?|[^\W\d_]+\.? [0-9]{1,2})"
_FULL: Final = rf"{_DAY_MONTH},? [0-9]{{4}}"
_TWO_CALENDARS: Final = tuple(
    re.compile(
        rf"(?<![0-9/.-])(?P<old>{form})"
        rf"(?: ?/ ?(?P<after_stroke>{form})| ?[(\[](?P<in_brackets>{form})[)\]])(?![0-9/.-])"
    )
    for form in (_DAY, _FULL, _DAY_MONTH)
)


def read_printed(cleaned: CleanedDate, rules: TrackedRules) -> Span:
    """The span of a date in print.

    Raises
    ------
    UnreadError
        With the reason, where a part of it stays unexplained.
    """
    text = cleaned.text
    if not cleaned.is_plain:
        if "[" in text:
            text = _SUPPLIED_DIGITS.sub(_join_digits, text)
        span = _of_a_rarer_form(replace(cleaned, text=text), rules)
        if span is not None:
            return span.with_notes(*cleaned.notes)
    span = _of_a_common_form(text, cleaned, rules)
    if cleaned.has_other_digits and span.earliest.year <= _LATEST_HIJRI:
        span = span.with_notes(_("The year may be of another calendar, which is not said."))
    return span.with_notes(*cleaned.notes)


def _of_a_rarer_form(cleaned: CleanedDate, rules: TrackedRules) -> Span | None:
    """The span of a date with a correction, of another calendar, a feast or an office's year."""

    def read(text: str) -> Span:
        return read_printed(replace(cleaned, text=text, notes=()), rules)

    text = cleaned.text
    span = read_pair_of_years(text) if "(" in text or "[" in text else None
    if span is None and cleaned.has_words:
        span = _of_another_calendar(cleaned, rules)
    if span is None and (cleaned.has_words or "[" in text):
        span = read_corrected(text, read)
    if span is None and cleaned.has_words:
        span = read_feast(text) or read_office_year(text) or read_ottoman(text)
    return span


def _of_a_common_form(text: str, cleaned: CleanedDate, rules: TrackedRules) -> Span:
    words = {_fold(word) for word in _EVENT_WORD.findall(text)}
    if not words.isdisjoint(MONTHS_BY_LANGUAGE):
        return _with_month_of_a_language(text, words, cleaned.julian, rules)
    bulk = _BULK.search(text) if any("bulk" in WORDS.get(word, ()) for word in words) else None
    if bulk:
        outer = CleanedDate(text[: bulk.start()], cleaned.julian)
        return _with_bulk(outer, bulk["inner"], rules)
    if not words.isdisjoint(EVENTS):
        return _with_events(text, rules)
    if "/" in text and (pair := read_pair_of_years(text)):
        return pair
    return _in_both_calendars(text, rules) or read_expression(
        tokenize_date(text), rules, julian=cleaned.julian
    )


def _of_another_calendar(cleaned: CleanedDate, rules: TrackedRules) -> Span | None:
    """The span of a date of another calendar, or in two; None where it is of today's."""
    text = cleaned.text
    if has_east_asian_signs(text):
        words = to_words(text)
        if has_east_asian_signs(words):
            raise UnreadError(_("This date could not be read with certainty."))
        return read_printed(replace(cleaned, text=words), rules)
    if not has_other_calendar(text):
        return None
    return read_other_calendar(text) or read_pair(
        text, lambda side: read_expression(tokenize_date(side), rules, julian=cleaned.julian)
    )


def has_place(text: str) -> bool:
    """Whether words that are no date precede the date ("Berlin, April 5, 1946")."""
    match = _PLACE.match(clean_date(text).text)
    return match is not None and not any(
        fold_word(word) in WORDS for word in _WORD.findall(match[0])
    )


def read_before_place(cleaned: CleanedDate, rules: TrackedRules) -> Span | None:
    """ "1741 Mai 3, Wien": a day before a name, as calendars of letters have it; marked."""
    match = _PLACE_BEHIND.search(cleaned.text)
    if match is None or any(fold_word(word) in WORDS for word in _WORD.findall(match["name"])):
        return None
    try:
        span = read_printed(CleanedDate(cleaned.text[: match.start()], cleaned.julian), rules)
    except UnreadError:
        return None
    if span.precision != "day":
        return None
    return span.with_notes(_("“{name}” is taken for a place.").format(name=match["name"]))


def read_after_place(cleaned: CleanedDate, rules: TrackedRules) -> Span | None:
    """ "Berlin, April 5, 1946": a day after a name; marked, for the name is not understood."""
    match = _PLACE.match(cleaned.text)
    if match is None or not has_place(cleaned.text):
        return None
    try:
        span = read_printed(CleanedDate(cleaned.text[match.end() :], cleaned.julian), rules)
    except UnreadError:
        return None
    if span.precision != "day":
        return None
    return span.with_notes(_("“{name}” is taken for a place.").format(name=match["name"]))


def _with_month_of_a_language(
    text: str, words: set[str], julian: bool, rules: TrackedRules
) -> Span:
    """ "5 listopada 1946" is of October in Croatian and of November in Polish.

    Another word of the date may say which, or the other dates of the column; else both are covered.
    """
    month = min(words & MONTHS_BY_LANGUAGE.keys())
    by_language = MONTHS_BY_LANGUAGE[month]
    languages = {language for word in words for language in _WORDS_OF.get(word, ())}
    likely = _in(by_language, languages) or _in(by_language, rules.languages)
    variants = []
    for number in sorted(likely or set(by_language.values())):
        variant = "".join(
            month_name[number] if fold_word(word) == month else word
            for word in re.split(r"([^\W\d_]+)", text)
        )
        variants.append(read_printed(CleanedDate(variant, julian), rules))
    if len(variants) == 1:
        return variants[0]
    note = _("The month has this name in one language, and another has it for another month.")
    return spans.either(variants).with_notes(note)


def _in(by_language: dict[str, int], languages: Collection[str]) -> set[int]:
    return {number for language, number in by_language.items() if language in languages}


def _join_digits(match: re.Match[str]) -> str:
    """ "194[6]" is 1946, with digits that the archivist supplied."""
    digits = "".join(part for part in match.groups() if part and part != "?")
    return f"[{digits}{'?' if '?' in match.group() else ''}]"


def _with_bulk(outer: CleanedDate, inner: str, rules: TrackedRules) -> Span:
    """ "1924-1957 (bulk 1934-1939)": the whole, checked against the bulk."""
    bulk = read_expression(tokenize_date(inner), rules, julian=outer.julian)
    if not outer.text.strip() or is_undated(outer.text):
        return bulk.with_notes(_("Only where most of the material lies is said."))
    whole = read_printed(outer, rules)
    if whole.earliest <= bulk.earliest and bulk.latest <= whole.latest:
        return whole
    return whole.with_notes(_("The bulk dates are not within the dates."))


def _with_events(text: str, rules: TrackedRules) -> Span:
    """ "1927, printed 1977", "exhibited 1836": the date of making, as far as it is printed."""
    text = re.sub(r"\bsigned and dated\b", "signed", text, flags=re.IGNORECASE)
    text = re.sub(r"\bre[–-](?=[a-z])", "re", text)
    text = re.sub(r"\b(?:released )?by the artist\b", "released", text, flags=re.IGNORECASE)
    clauses: list[tuple[bool, str]] = []
    start = 0
    for end in [*(match.start() for match in _CLAUSE_END.finditer(text)), len(text)]:
        clause = text[start:end].strip()
        if clause:
            names_event = any(_fold(word) in EVENTS for word in _EVENT_WORD.findall(clause))
            clauses.append((names_event, clause))
        start = end + 1
    first = next(i for i, (names_event, _clause) in enumerate(clauses) if names_event)
    made = ", ".join(clause for _event, clause in clauses[:first])
    events: list[str] = []
    for names_event, clause in clauses[first:]:
        if names_event:
            events.append(_EVENT_WORD.sub(_without_event_word, clause).strip(" .:,"))
        else:  # "exhibited 1809, 1840"
            events[-1] = f"{events[-1]}, {clause}".strip(" ,")
    dates = _dates_of_events(events, bool(made), rules)
    named = clauses[first][1]
    word = next(word for word in _EVENT_WORD.findall(named) if _fold(word) in EVENTS)
    if made and any(char.isdigit() for char in made):
        note = _("Beside the date of making, “{word}” is said.").format(word=word)
        return read_expression(tokenize_date(made), rules).with_notes(note)
    if not dates:
        raise UnreadError(_("“{word}” has no date.").format(word=word))
    if _fold(word) in NAMED_EVENTS:
        note = _("The date is said to be of “{word}”, which need not be when it was made.")
        return dates[0].with_notes(note.format(word=word))
    note = _("The date says when it was {word}, which need not be when it was made.")
    return dates[0].with_notes(note.format(word=word.lower()))


def _dates_of_events(events: list[str], is_made: bool, rules: TrackedRules) -> list[Span]:
    """Their dates; beside a date of making ("5 April 1946, received 8 April") the year may lack."""
    dates = []
    for event in events:
        if not event.strip(" ?."):
            continue
        try:
            dates.append(read_expression(tokenize_date(event), rules))
        except YearlessError:
            if not is_made:
                raise
    return dates


def _without_event_word(match: re.Match[str]) -> str:
    return "" if _fold(match.group()) in EVENT_WORDS else match.group()


def _fold(word: str) -> str:
    return fold_word(word).replace("’", "'")


def _in_both_calendars(text: str, rules: TrackedRules) -> Span | None:
    """ "12/25 January 1918": one day in Old Style and in New Style.

    Two days that the calendars do not explain are both covered, and marked.
    """
    if not _TWO_SIGNS & {*text}:
        return None
    match = next(filter(None, (pattern.search(text) for pattern in _TWO_CALENDARS)), None)
    if match is None:
        return None
    variants = [
        text[: match.start()] + day + text[match.end() :]
        for day in (match["old"], match["after_stroke"] or match["in_brackets"])
    ]
    try:
        days = [read_expression(tokenize_date(variant), rules) for variant in variants]
        if any(day.precision != "day" for day in days):
            return None
        olds = [read_expression(tokenize_date(variant), rules, julian=True) for variant in variants]
    except UnreadError:
        return None
    for old, new in zip(olds, reversed(days), strict=True):  # the new one may stand first
        if old.earliest == new.earliest:
            return old
    note = _("Two days are given; both are covered.")
    return spans.either(days).with_notes(note)
