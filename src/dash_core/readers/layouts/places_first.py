"""Places between a date and what a document is: `1642, Aug. 25. Derby.—The King to Sir Hugh.`

May 4. Derby.
To the sheriff of Lincoln. Order to elect a coroner.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.layouts.plain_lines import is_heading
from dash_core.readers.lines.places import may_be_place

__all__ = ["without_places"]

_MIN: Final = 3
_MOST: Final = 0.8  # share of the titles that begin with a place
_PLACE: Final = re.compile(r"(?P<place>[^.—–:]{2,40})\. ?[—–] ?(?=\S)")
_MAX_TITLE: Final = 16  # words
# A word before a dash that says what the document is, not where it was written.
_KIND: Final = re.compile(
    r"(?:letters?|warrants?|orders?|petitions?|reports?|notes?|cop(?:y|ies)|drafts?|minutes?|memo"
    r"|accounts?|bonds?|deeds?|grants?|leases?|wills?|lists?|telegrams?|despatch|dispatch|receipts?"
    r"|commission|licen[cs]e|proclamation|certificate|pass|the same|ditto|endorsed)\b",
    re.IGNORECASE,
)


def without_places(page: Page, starts: Sequence[RecordStart]) -> list[RecordStart]:
    """The starts whose titles begin with a place, or are one above the line with the title, with
    the place in its own field; as they are where few are such."""
    if len(starts) < _MIN:
        return list(starts)
    parted = [_behind_dash(start) or _below(page, start) for start in starts]
    if sum(one is not None for one in parted) < _MOST * len(starts):
        return list(starts)
    taken = [one or start for one, start in zip(parted, starts, strict=True)]
    begins = {start.line for start in starts}
    if any(one.date_line in begins and one.date_line != one.line for one in taken):
        return list(starts)  # the line below is a document, too
    return taken


def _behind_dash(start: RecordStart) -> RecordStart | None:
    match = _PLACE.match(start.title)
    if match is None or not _is_place(match["place"]):
        return None
    return _placed(start, match["place"], start.title[match.end() :])


def _below(page: Page, start: RecordStart) -> RecordStart | None:
    if not start.title.endswith(".") or not _is_place(start.title):
        return None
    at = start.date_line + 1
    if at >= len(page) or not page.texts[at] or page.kind(at) or is_heading(page, at):
        return None
    title, _stop, summary = page.texts[at].partition(". ")
    if len(title.split()) > _MAX_TITLE:
        title, summary = page.texts[at], ""
    placed = _placed(start, start.title, title)
    fields = {**placed.fields, "summary": summary} if summary else placed.fields
    return replace(placed, date_line=at, fields=fields)


def _is_place(text: str) -> bool:
    return may_be_place(text) and not _KIND.match(text)


def _placed(start: RecordStart, place: str, title: str) -> RecordStart:
    return replace(start, title=title, fields={**start.fields, "places": place.rstrip(". ")})
