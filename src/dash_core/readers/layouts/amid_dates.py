"""A list with a line for each document, its date amid it: what it is, when, and what it says.

1. Ann Roe to Jon Doe, Bath, 3 May 1812. Thanks him for the almanac.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dash_core.readers.layouts.alike import lines_alike
from dash_core.readers.layouts.draft import ENDS
from dash_core.readers.layouts.inline_dates import Layout
from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.layouts.plain_lines import is_counter, is_heading, plain_of
from dash_core.readers.lines.date_within import date_in_name, date_within, is_apart
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.enumeration import split_number
from dash_core.readers.lines.holding_words import split_leading_holding
from dash_core.readers.lines.labels import label_of
from dash_core.readers.lines.parts import parts_of
from dash_core.readers.lines.places import may_be_place

__all__ = ["find_amid_dates"]

_MIN: Final = 3
_HEADINGS: Final = 2  # lines above or below such a list
_MIN_AMONG: Final = 5  # where more of the page is no list
_MOST: Final = 0.8  # share of the lines that are such
_OFTEN: Final = 0.7  # share of the titles that end in a place
_YEAR: Final = re.compile(r"[12][0-9]{3}")
_UNDATED: Final = re.compile(
    r"(?:[,.] \[?| [(\[])(n\. ?d\.|undated|s\. ?d\.|o\. ?D\.|b\. ?d\.|[бБ]\. ?д\.|z\. ?j\."
    r"|undatiert|ohne Datum|non datée?|sin fecha|sem data|senza data|odaterad|odaterat|udateret"
    r"|udatert|nedatován[oaý]|niedatowan[ya])"
    r"[\]),.;]*(?: [–—-])? (?=\w)"
)
_BRACKETED: Final = re.compile(r"(\[[^\[\]]*[0-9]{4}[^\[\]]*\])[.,;:]? ")
_PLACE_WORDS: Final = 4
_TITLE_WORDS: Final = 16
_WORD: Final = re.compile(r"[^\W\d_]{5,}")
_TO: Final = re.compile(r" (?:to|an|à|a|al|till|aan|к) (?=[^\W\d_])")


def find_amid_dates(page: Page) -> Layout | None:
    """The records of a page whose lines have their dates amid them; None where too few have."""
    if sum(_YEAR.search(text) is not None for text in page.texts) < _MIN - 1:
        return None
    lines = [
        at
        for at, text in enumerate(page.texts)
        if text and not page.kind(at) and not is_counter(text) and not is_heading(page, at)
    ]
    starts = _in_formula(page, lines)
    starts = starts or [start for at in lines if (start := _start(page, at))]
    if not starts:
        return None
    alike = lines_alike(page, starts)
    starts = sorted([*starts, *_undated(page, alike)], key=_line_of)
    n = sum(starts[0].line <= at <= starts[-1].line for at in lines)
    few = len(lines) - n <= _HEADINGS or _is_paragraph(page, starts)
    least = _MIN if few else _MIN_AMONG
    if len(starts) < max(least, _MOST * n):
        return None
    places = [_place_of(start.title) for start in starts]
    if sum(map(bool, places)) >= _OFTEN * len(starts):
        starts = list(map(_with_place, starts, places))
    elif sum(map(_is_place_first, starts)) >= _OFTEN * len(starts):
        starts = [_with_title_behind(start) for start in starts]
    return Layout("date amid", starts)


def _in_formula(page: Page, lines: Sequence[int]) -> list[RecordStart]:
    """The starts of lines that all have their date between the same two words, as a citation has
    ("Harbour dues HC Deb 9 May 1911 vol 25 c1014"); none where one has not, or ends a sentence."""
    parts = [date_within(plain_of(page, at)[0]) for at in lines[: _MIN_AMONG - 1]]
    if len(lines) < _MIN or len(_words_beside(parts)) > 1:
        return []  # soon told
    parts = [date_within(plain_of(page, at)[0]) for at in lines]
    if len(_words_beside(parts)) > 1 or any(after.endswith(ENDS) for _b, _d, after in parts):
        return []
    return [
        RecordStart(at, at, date, True, before, {"summary": after})
        for at, (before, date, after) in zip(lines, parts, strict=True)
    ]


def _words_beside(parts: Sequence[tuple[str, str, str]]) -> set[tuple[str, str]]:
    """The last word before and the first behind each date; two pairs where one is missing."""
    words = {(before.rpartition(" ")[2], after.partition(" ")[0]) for before, _d, after in parts}
    is_whole = all(before and date and after for before, date, after in parts)
    return words if is_whole else {("", ""), ("", "-")}


def _is_paragraph(page: Page, starts: Sequence[RecordStart]) -> bool:
    """Whether the lines are a paragraph of their own, or one each, have a word in common, and none
    goes on from the one above or in what follows its date."""
    first, last = starts[0].line, starts[-1].line
    texts = [page.texts[at] for at in range(first, last + 1) if page.texts[at]]
    begins = [text for s in starts for text in (s.title, s.fields.get("summary", "")) if text]
    common = Counter(word for text in texts for word in set(_WORD.findall(text)))
    return (
        len(texts) == len(starts)
        and page.is_edge(first - 1)
        and page.is_edge(last + 1)
        and not any(text[:1].islower() for text in begins)
        and max(common.values(), default=0) >= _MOST * len(texts)  # "Interviewed by"
    )


def _place_of(title: str) -> str:
    """What may be the place behind sender and recipient ("Ann Roe to Jon Doe, Bath")."""
    people, _comma, place = title.rpartition(", ")
    return place if may_be_place(place) and _TO.search(people) else ""


def _with_place(start: RecordStart, place: str) -> RecordStart:
    if not place:
        return start
    fields = {**start.fields, "places": place}
    return replace(start, title=start.title.removesuffix(f", {place}"), fields=fields)


def _is_place_first(start: RecordStart) -> bool:
    """Whether what stands before a date is a place, and behind it who wrote to whom."""
    place = split_number(start.title)[1]
    first = start.fields.get("summary", "").partition(". ")[0]
    return may_be_place(place) and bool(_TO.search(first)) and len(first.split()) <= _TITLE_WORDS


def _with_title_behind(start: RecordStart) -> RecordStart:
    """The start of "Linz, 9 May 1741. Roe to Doe. On salt.": the title stands behind the date."""
    few = len(split_number(start.title)[1].split()) <= _PLACE_WORDS
    if not few or not start.fields.get("summary"):
        return start
    number, place = split_number(start.title)
    title, _stop, text = start.fields["summary"].partition(". ")
    fields = {**start.fields, "number": number, "places": place, "summary": text}
    return replace(start, title=title, fields={name: text for name, text in fields.items() if text})


def _undated(page: Page, lines: Sequence[int]) -> Iterator[RecordStart]:
    """The starts on these lines; the date may stand in brackets, in words that are not known."""
    for at in lines:
        plain = plain_of(page, at)[0]
        bracketed = _BRACKETED.search(plain)
        if bracketed is not None and is_date(bracketed[1]):
            fields = {"summary": plain[bracketed.end() :]}
            title = plain[: bracketed.start()].rstrip(" ,.;")
            yield RecordStart(at, at, bracketed[1], True, title, fields)
        else:
            yield RecordStart(at, at, "", False, plain)


def _line_of(start: RecordStart) -> int:
    return start.line


def _start(page: Page, at: int) -> RecordStart | None:
    plain, url = plain_of(page, at)
    if label_of(plain)[0]:
        return None
    fields = {"url": url} if url else {}
    before, date, after = date_within(plain)
    if date and after and is_apart(plain, date) and 0 < len(before.split()) <= _TITLE_WORDS:
        held, rest = split_leading_holding(after)  # "9 May 1904, box 2, folder 3, Ray papers"
        fields |= {**held, "summary": rest.lstrip(" ,;.")} if rest else {"summary": after}
        return RecordStart(at, at, date, True, before, fields)
    if undated := _UNDATED.search(plain):
        before, after = plain[: undated.start()], plain[undated.end() :]
        return RecordStart(at, at, undated[1], True, before, {**fields, "summary": after})
    parts = parts_of(plain)
    if parts.date and parts.at_end and parts.is_sure:
        return RecordStart(at, at, parts.date, True, parts.title, {**fields, **parts.fields})
    if named := date_in_name(plain):
        return RecordStart(at, at, named, True, plain, fields)
    return None
