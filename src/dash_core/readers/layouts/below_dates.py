"""Lists whose documents have one date together, on a line above them.

Tuesday, 9 June 1871            9 June 1871
• Trade                         Motion on tolls ........ 1911
  • Why tolls rose              Question on carts ...... 1918
  • How many carts there are
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from dash_core.common.i18n import ngettext
from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.layouts.plain_lines import plain_of
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.labels import label_of
from dash_core.readers.lines.leaders import split_leader
from dash_core.readers.lines.parts import parts_of
from dash_core.readers.report import Remark

__all__ = ["dates_remark", "find_below_dates"]

_BULLET: Final = re.compile(r"\s*[•●▪■◦○‣⁃∙\uf0b7*+–—-]\s+(?=[^\W\d_])")
_DIGIT: Final = re.compile(r"\d")
_MARKS: Final = "#=*_ "  # of headings
_MIN: Final = 3  # documents
_MOST: Final = 0.8  # share of the lines of the list that have no date
_OFTEN: Final = 1.5  # documents to a date, at least


def find_below_dates(page: Page) -> list[RecordStart]:
    """The records of a page whose items stand below dates; none where items have dates, or a date
    has but one below it. The dates, and items above further ones, are then headings of the page."""
    lists = [items for find in (_with_leaders, _with_bullets) if len(items := find(page)) >= _MIN]
    if not lists:
        return []
    dates = [at for at, text in enumerate(page.texts) if _is_date_line(page, at, text)]
    for items in lists if dates else ():
        items = [at for at in items if at > dates[0]]
        if len(items) < max(_MIN, _OFTEN * len(dates)) or not _is_whole(page, dates, items):
            continue
        sections = _sections(page, items)
        leaves = [at for at in items if at not in sections]
        titles = (split_leader(plain_of(page, at)[0])[0] for at in leaves)
        dated = sum(bool(parts_of(title).date) for title in titles)
        if len(leaves) < _MIN or dated > (1 - _MOST) * len(leaves):
            continue
        page.heads = frozenset({*dates, *sections})
        page.headings.clear()
        return list(_starts(page, dates, sections, leaves))
    return []


def _is_date_line(page: Page, at: int, text: str) -> bool:
    text = text.strip(_MARKS)
    return bool(text) and not page.kind(at) and bool(_DIGIT.search(text)) and is_date(text)


def _with_leaders(page: Page) -> list[int]:
    """The lines that end in a row of dots and the number of a page."""
    return [at for at, text in enumerate(page.texts) if split_leader(text)[1]]


def _with_bullets(page: Page) -> list[int]:
    lines = enumerate(page.lines)
    return [at for at, line in lines if _BULLET.match(line) and not label_of(line.strip())[0]]


def _is_whole(page: Page, dates: Sequence[int], items: Sequence[int]) -> bool:
    """Whether an item follows right below each date."""
    return all(page.next_text(at) in items for at in dates)


def _sections(page: Page, items: Sequence[int]) -> dict[int, str]:
    """The items with others below them, set in further, and no text of their own: with these."""
    found: dict[int, str] = {}
    for at, below in pairwise(items):
        if page.next_text(at) == below and page.indent(below) > page.indent(at):
            found[at] = plain_of(page, at)[0]
    return found


def _starts(
    page: Page, dates: Sequence[int], sections: dict[int, str], leaves: Iterable[int]
) -> Iterator[RecordStart]:
    heads = list(sections)
    for at in leaves:
        title, url = plain_of(page, at)
        title, number = split_leader(title)
        fields = {"url": url, "page": number}
        above = bisect_left(heads, at)
        if above and page.indent(heads[above - 1]) < page.indent(at):
            fields["section"] = sections[heads[above - 1]]
        date = page.texts[dates[bisect_left(dates, at) - 1]].strip(_MARKS)
        fields = {name: text for name, text in fields.items() if text}
        yield RecordStart(at, at, date, True, title, fields)


def dates_remark(page: Page, lines: Sequence[int]) -> Iterator[Remark]:
    """A remark on the documents (by their lines) whose date is that of a line above them."""
    if lines:
        text = ngettext(
            "The date of {n} document is that of the line above it.",
            "The date of {n} documents is that of the line above them.",
            len(lines),
        )
        yield Remark(page.numbers[min(page.heads)], text)
