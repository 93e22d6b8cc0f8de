"""Lists of finding aids in which a line with box and folder stands above each title.

box 1, folder 2
Heddle, Robert 1871 March 3
"""

from typing import Final

from dash_core.dates.cleaning import is_undated
from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.layouts.plain_lines import is_heading, plain_of
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.holding_words import split_leading_holding
from dash_core.readers.lines.labels import label_of
from dash_core.readers.lines.parts import parts_of

__all__ = ["find_below_containers"]

_MAX: Final = 60  # characters of a line with nothing but a container
_MIN: Final = 3
_MOST: Final = 0.9  # share of the containers with a title below
_DATED: Final = 0.6  # and of these titles that end in a date, or have one below


def find_below_containers(page: Page) -> list[RecordStart]:
    """The records of a page that begin with a line of nothing but a container; none where the
    titles stand above such lines, or few have dates."""
    held = _containers(page)
    if len(held) < _MIN:
        return []
    starts: list[RecordStart] = []
    above = 0
    lines = list(held)
    for at, end in zip(lines, [*lines[1:], len(page)], strict=True):
        before = page.text_before(at)
        above += before >= 0 and before not in held and bool(_date_of(page, before))
        if (start := _start(page, at, end, held[at])) is not None:
            starts.append(start)
    if not starts or starts[-1].line != lines[-1]:
        return []  # nothing is below the last of them
    head = [at for at in range(lines[0]) if page.texts[at] and not is_heading(page, at)]
    if not starts[-1].text and any(_date_of(page, at) for at in head):
        return []
    dated = sum(bool(start.text) for start in starts)
    enough = len(starts) >= max(_MIN, _MOST * len(held)) and dated >= _DATED * len(starts)
    return starts if enough and dated > above else []


def _containers(page: Page) -> dict[int, dict[str, str]]:
    """The lines with nothing but a container: those with folders, where there are such."""
    found: dict[int, dict[str, str]] = {}
    for at, text in enumerate(page.texts):
        if text and len(text) <= _MAX and not page.kind(at):
            fields, rest = split_leading_holding(text)
            if fields and not rest.strip(" :,;."):
                found[at] = fields
    finer = {at: fields for at, fields in found.items() if fields.keys() - {"box"}}
    return finer if len(finer) >= _MIN else found


def _start(page: Page, at: int, end: int, held: dict[str, str]) -> RecordStart | None:
    """The record with the title below a container; None where what is below is no title."""
    title = page.next_text(at)
    if title >= end or page.kind(title) or is_heading(page, title) or is_date(page.texts[title]):
        return None
    plain, url = plain_of(page, title)
    if label_of(plain)[0] or split_leading_holding(plain)[0]:  # "Box 1" above "Folder 2: Lease"
        return None
    fields = {**held, **({"url": url} if url else {})}
    parts = parts_of(plain)
    if parts.date and parts.at_end:
        return RecordStart(at, title, parts.date, True, parts.title, {**fields, **parts.fields})
    below = page.next_text(title)
    if below < end and is_date(page.texts[below]):
        return RecordStart(at, below, page.texts[below], True, plain, fields)
    return RecordStart(at, title, "", False, plain, fields)


def _date_of(page: Page, at: int) -> str:
    """The date that a line is or ends in."""
    text = plain_of(page, at)[0]
    if is_date(text) or is_undated(text):
        return text
    parts = parts_of(text)
    return parts.date if parts.at_end else ""
