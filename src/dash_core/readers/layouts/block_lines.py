"""What a line of a paragraph may be: its title, or its date."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from dash_core.readers.layouts.page import Page
from dash_core.readers.layouts.plain_lines import is_counter, is_heading, plain_of
from dash_core.readers.lines.codes import is_code
from dash_core.readers.lines.date_within import date_within
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.holding_words import is_level, is_marking, split_trailing_holding
from dash_core.readers.lines.labels import field_of, label_of
from dash_core.readers.lines.parts import fields_of_line, may_be_parted, parts_of
from dash_core.readers.lines.people import person_of

__all__ = ["FOOTNOTE", "DatedLine", "Place", "dated_line", "has_date", "may_be_title"]

_MAX_TITLE: Final = 400  # characters
FOOTNOTE: Final = re.compile(r"\[[0-9]{1,3}\] ")

Place = Literal["label", "line", "end", "start", "within"]


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A line with a date: where that stands on it, what stands before and after it, and the sign
    that parts it from these."""

    at: int
    place: Place
    date: str
    before: str = ""
    after: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    mark: str = ""


def may_be_title(page: Page, at: int, badges: Collection[str] = ()) -> bool:
    """Whether a line may be a title: no number, code, badge, date, box, level, marking or
    label."""
    text = page.texts[at]
    held, rest = split_trailing_holding(text)
    return not (
        is_counter(text)
        or (held and _is_bare_code(rest))  # "RG 59, Entry 12, Box 3"
        or page.kind(at)
        or text in badges
        or is_date(text)
        or is_level(text)
        or is_marking(text)
        or len(text) > _MAX_TITLE
        or _is_bare_code(text)
        or fields_of_line(plain_of(page, at)[0])
        or label_of(text)[0]
        or is_heading(page, at)
    )


def _is_bare_code(text: str) -> bool:
    """Whether a text may be a code and has no word of a title, but the kind of document behind it
    ("741.90D/5-446: Telegram")."""
    code, colon, kind = text.partition(": ")
    if colon and is_marking(kind):
        text = code
    return (text[:1] > "\u0400" and is_code(text)) or (
        is_code(text)
        and not any(
            len(word) > 3 and word.isalpha() and not word.isupper() for word in text.split()
        )
    )


def dated_line(page: Page, at: int) -> DatedLine | None:
    """The line with its date; None where it has none."""
    text = plain_of(page, at)[0]
    if person_of(text) or FOOTNOTE.match(text):
        return None
    label, value = label_of(text)
    if label:
        return DatedLine(at, "label", value) if field_of(label) == "date" else None
    if is_date(text):
        return DatedLine(at, "line", text)
    parts = parts_of(text)
    if parts.date and parts.is_sure:
        place: Place = "end" if parts.at_end else "start"
        before, after = (parts.title, "") if parts.at_end else ("", parts.title)
        return DatedLine(at, place, parts.date, before, after, parts.fields, parts.mark.strip())
    before, date, after = date_within(text)
    return DatedLine(at, "within", date, before, after) if date else None


def has_date(page: Page, at: int) -> bool:
    """Whether there is a date on a line, were it only a space that parts it from other text."""
    text = page.texts[at]
    if not text or not (may_be_parted(text) or label_of(text)[0]):
        return False
    return dated_line(page, at) is not None or bool(parts_of(plain_of(page, at)[0]).date)
