"""Notes in Markdown whose headings are titles, each with its date or above a line with that.

### Letter to the Harbour Board          ### 12 June 1884: Letter to the Harbour Board
*12 June 1884* · Box 3, Folder 1         The ferry sank.
"""

import re
from typing import Final

from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.layouts.plain_lines import plain_line, plain_of
from dash_core.readers.lines.date_within import date_within
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.holding_words import split_trailing_holding
from dash_core.readers.lines.parts import parts_of

__all__ = ["find_heading_titles"]

_HEADING: Final = re.compile(r"(?P<level>#{1,6})\s+(?P<title>\S.*?)\s*#*")
_MIN: Final = 2
_MOST: Final = 0.8  # share of the headings of a level that have a date below


def find_heading_titles(page: Page) -> list[RecordStart]:
    """The records of a page that begin with headings of one level; none where few of these have
    a date below, or most of the dates stand alone on their lines."""
    by_level: dict[str, list[tuple[int, str]]] = {}
    for at, text in enumerate(page.texts):
        if text.startswith("#") and (match := _HEADING.fullmatch(page.lines[at].strip())):
            by_level.setdefault(match["level"], []).append((at, match["title"]))
    for level in sorted(by_level, key=len, reverse=True):
        headings = by_level[level]
        if len(dated := [x for at, title in headings if (x := _dated(at, title))]) >= max(
            _MIN, _MOST * len(headings)
        ):
            return dated
        starts = [start for at, title in headings if (start := _start(page, at, title))]
        beside = sum(start.text != page.texts[start.date_line] for start in starts)
        enough = len(starts) >= max(_MIN, _MOST * len(headings)) and 2 * beside > len(starts)
        if enough and not any(_is_group(page, start) for start in starts):
            return starts
    return []


def _is_group(page: Page, start: RecordStart) -> bool:
    """Whether another line below a heading has a date in the same place: it is that of a group."""
    at = start.date_line
    begin = page.lines[at].strip()[:2]
    while (at := page.next_text(at)) < len(page) and not page.texts[at].startswith("#"):
        if page.lines[at].strip()[:2] == begin and date_within(plain_of(page, at)[0])[1]:
            return True
    return False


def _dated(at: int, heading: str) -> RecordStart | None:
    """The record whose heading has its date beside the title; None where it has none."""
    plain, url = plain_line(heading)
    parts = parts_of(plain)
    if not parts.date or not parts.title or not parts.is_sure:
        return None
    fields = {**parts.fields, **({"url": url} if url else {})}
    return RecordStart(at, at, parts.date, True, parts.title, fields)


def _start(page: Page, at: int, title: str) -> RecordStart | None:
    """The record below a heading; None where no date is in the line below."""
    below = page.next_text(at)
    if below >= len(page) or page.texts[below].startswith("#"):
        return None
    plain, url = plain_of(page, below)
    held, rest = split_trailing_holding(plain)
    rest = rest.strip(" ·|,;—–-")
    if is_date(rest):
        date, fields = rest, dict(held)
    else:
        before, date, after = date_within(plain)
        rest = "; ".join(part.strip(" ·|") for part in (before, after) if part)
        fields = {"summary": rest} if rest else {}
    if not date:
        return None
    if url:
        fields["url"] = url
    return RecordStart(at, below, date, True, title.strip("*_ "), fields)
