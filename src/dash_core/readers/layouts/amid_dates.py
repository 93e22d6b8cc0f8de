"""A list with a line for each document, its date amid it: what it is, when, and what it says.

1. Ann Roe to Jon Doe, Bath, 3 May 1812. Thanks him for the almanac.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dash_core.readers.layouts.inline_dates import Layout, is_counter, is_heading, plain_line
from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.lines.date_within import date_within, is_apart
from dash_core.readers.lines.labels import label_of
from dash_core.readers.lines.parts import is_place, parts_of

__all__ = ["find_amid_dates"]

_MIN: Final = 3
_HEADINGS: Final = 2  # lines above or below such a list
_MIN_AMONG: Final = 5  # where more of the page is no list
_MOST: Final = 0.8  # share of the lines that are such
_OFTEN: Final = 0.7  # share of the titles that end in a place
_TITLE_WORDS: Final = 16
_WORD: Final = re.compile(r"[^\W\d_]{5,}")
_TO: Final = re.compile(r" (?:to|an|à|a|al|till|aan|к) (?=[^\W\d_])")


def find_amid_dates(page: Page) -> Layout | None:
    """The records of a page whose lines have their dates amid them; None where too few have."""
    starts: list[RecordStart] = []
    lines: list[int] = []
    for at, text in enumerate(page.texts):
        if not text or page.kind(at) or is_counter(text) or is_heading(page, at):
            continue
        lines.append(at)
        if start := _start(page, at):
            starts.append(start)
    if not starts:
        return None
    n = sum(starts[0].line <= at <= starts[-1].line for at in lines)
    few = len(lines) - n <= _HEADINGS or _is_paragraph(page, starts)
    least = _MIN if few else _MIN_AMONG
    if len(starts) < max(least, _MOST * n):
        return None
    places = [_place_of(start.title) for start in starts]
    if sum(map(bool, places)) >= _OFTEN * len(starts):
        starts = list(map(_with_place, starts, places))
    return Layout("date amid", starts)


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
    return place if is_place(place) and _TO.search(people) else ""


def _with_place(start: RecordStart, place: str) -> RecordStart:
    if not place:
        return start
    fields = {**start.fields, "places": place}
    return replace(start, title=start.title.removesuffix(f", {place}"), fields=fields)


def _start(page: Page, at: int) -> RecordStart | None:
    plain, url = plain_line(page.lines[at])
    if label_of(plain)[0]:
        return None
    fields = {"url": url} if url else {}
    before, date, after = date_within(plain)
    if date and after and is_apart(plain, date) and 0 < len(before.split()) <= _TITLE_WORDS:
        return RecordStart(at, at, date, True, before, {**fields, "summary": after})
    parts = parts_of(plain)
    if parts.date and parts.at_end and parts.is_sure:
        return RecordStart(at, at, parts.date, True, parts.title, {**fields, **parts.fields})
    return None
