"""Paragraphs of one shape, each a record -> draft records."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from dash_core.common.i18n import _
from dash_core.common.progress import Progress
from dash_core.readers import boilerplate
from dash_core.readers.layouts.block_lines import DatedLine
from dash_core.readers.layouts.blocks import BlockLayout, BlockRecord
from dash_core.readers.layouts.date_drafts import assign_gaps, remarks_on_dates
from dash_core.readers.layouts.draft import ENDS, DraftRecord, take_body
from dash_core.readers.layouts.inline_drafts import read_below
from dash_core.readers.layouts.page import Page
from dash_core.readers.layouts.plain_lines import is_counter, plain_of
from dash_core.readers.lines.codes import is_code, split_kind
from dash_core.readers.lines.holding_words import is_level
from dash_core.readers.lines.labels import label_of
from dash_core.readers.lines.parts import fields_of_line, meta_fields, parts_of
from dash_core.readers.lines.places import may_be_place
from dash_core.readers.report import Remark, RemarkCollector

__all__ = ["drafts_by_block"]

_PROGRESS_EVERY: Final = 1_000  # records
_MAX_KINDS: Final = 3  # lines below a date of which one may be the kind
_KIND_WORDS: Final = 6  # "Book - open access"
_TWO: Final = 2
_BY: Final = re.compile(r"(?:by|von|par|por|door|av|af|di)(?::? (?P<name>\W?[A-ZÀ-Þ].{1,200}))?")
_YEARS: Final = re.compile(r",? \(?(?:b\. |d\. )?[0-9]{4}\??(?: ?[-–] ?(?:[0-9]{4})?)?\)?\.?$")
_DOTS: Final = frozenset("·•|")  # part kinds from dates, not places
_OFTEN: Final = 0.6  # share of the records with a kind, and of kinds that are alike


def drafts_by_block(
    page: Page, layout: BlockLayout, progress: Progress
) -> tuple[list[DraftRecord], list[Remark]]:
    """The draft records of a page of paragraphs, and remarks on them."""
    starts = layout.starts
    drafts: list[DraftRecord] = []
    gaps: list[list[int]] = []
    undated = RemarkCollector()
    ends = [*(start.line for start in starts[1:]), len(page)]
    page.find_rules([start.line for start in starts])
    if layout.foot is not None:
        page.foot = layout.foot
    kinds = _kinds(page, starts, ends)
    buttons = _buttons(page, layout, ends)
    authors = _authors(page, starts, ends)
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if i % _PROGRESS_EVERY == 0:
            progress(i / len(starts))
        draft = DraftRecord(start.line)
        title, url = plain_of(page, start.title)
        draft.roles[start.title] = "title"
        if start.dated is not None:
            title = _read_date(draft, start.dated, title, is_title=start.dated.at == start.title)
        else:
            text = _("This paragraph has no date: it was read as a document like those around it.")
            undated.add(page.numbers[start.line], text)
        draft.values["title"] = title
        if url:
            draft.add("url", url)
        content, gap = take_body(page, draft, start.line, end)
        content = [at for at in content if at not in draft.roles]
        for at in content:
            if at in buttons:
                draft.roles[at] = "header"
            elif at in authors:
                draft.roles[at] = "field"
                if authors[at]:
                    draft.add("creators", authors[at])
        content = [at for at in content if at not in draft.roles]
        date = start.dated.at if start.dated is not None else -1
        content = _read_above(page, draft, content, start.title, date)
        for at in content:
            if at in kinds:
                draft.roles[at] = "field"
                draft.add("genre", page.texts[at])
        content = [at for at in content if at not in kinds]
        read_below(page, draft, content)
        drafts.append(draft)
        gaps.append(gap)
    dates = [(s.dated.at, s.dated.date) for s in starts if s.dated is not None]
    remarks = [*remarks_on_dates(page, dates), *undated.remarks()]
    if layout.in_rhythm:
        text = _(
            "Where documents begin was told from what each of them has in the same place: look at "
            "the first and the last of them."
        )
        remarks.append(Remark(page.numbers[starts[0].line], text))
    return drafts, [*assign_gaps(page, drafts, gaps), *remarks]


def _buttons(page: Page, layout: BlockLayout, ends: Sequence[int]) -> set[int]:
    """The lines with which each record begins or ends, the same but for numbers: what a click
    does ("Save Cite Cited by 12"), and signs between fields."""
    found: set[int] = set()
    firsts = Counter(page.texts[start.line] for start in layout.starts)
    for start, end in zip(layout.starts, ends, strict=True):
        first = page.texts[start.line]
        if start.line < start.title and firsts[first] > _TWO and boilerplate.may_be_button(first):
            found.add(start.line)
        lines = [at for at in range(start.line, min(end, page.foot)) if page.texts[at]]
        for at in layout.marks.intersection(lines):
            text = page.texts[at]
            is_edge = at == lines[-1] or (at == lines[0] and any(map(str.isdigit, text)))
            is_field = label_of(text)[0] or fields_of_line(text)
            is_button = is_edge and len(text.split()) > 1 and not is_field
            if is_button or boilerplate.may_be_button(text) or not any(map(str.isalnum, text)):
                found.add(at)
    return found if len(layout.starts) > _TWO else set()


def _authors(page: Page, starts: Sequence[BlockRecord], ends: Sequence[int]) -> dict[int, str]:
    """The names on lines below titles that begin with "by", without the years of a life, where
    most records have such a line; and the word alone above them."""
    found: dict[int, str] = {}
    n = 0
    for start, end in zip(starts, ends, strict=True):
        lines = [at for at in range(start.title + 1, end) if page.texts[at]][:_MAX_KINDS]
        for at, below in zip(lines, [*lines[1:], -1], strict=False):
            match = _BY.fullmatch(page.texts[at])
            if match is None:
                continue
            n += 1
            name = match["name"] or (page.texts[below] if below >= 0 else "")
            found[at] = match["name"] and _YEARS.sub("", match["name"])
            if not match["name"] and below >= 0:
                found[below] = _YEARS.sub("", name)
            break
    return found if n >= max(_TWO, _OFTEN * len(starts)) else {}


def _kinds(page: Page, starts: Sequence[BlockRecord], ends: Sequence[int]) -> set[int]:
    """The lines that say what kind of document each is: short ones in the same place below
    dates alone on their lines, many of which are alike ("Image", "Book")."""
    by_place: dict[int, list[int]] = {}
    for start, end in zip(starts, ends, strict=True):
        alone = start.dated is not None and start.dated.place == "line"
        at = start.dated.at if start.dated is not None and alone else end
        for place in range(1, _MAX_KINDS + 1):
            line = at + place
            if line >= end or page.is_edge(line):
                break
            by_place.setdefault(place, []).append(line)
    for lines in by_place.values():
        short = [at for at in lines if _is_kind(page.texts[at])]
        times = Counter(page.texts[at] for at in short)
        alike = sum(n for n in times.values() if n > 1)
        if len(short) == len(lines) >= _OFTEN * len(starts) and alike >= _OFTEN * len(lines):
            return set(short)
    return set()


def _is_kind(text: str) -> bool:
    is_short = len(text.split()) == 1 or (" - " in text and len(text.split()) <= _KIND_WORDS)
    return is_short and not text.endswith(ENDS) and not label_of(text)[0]


def _read_date(draft: DraftRecord, dated: DatedLine, title: str, *, is_title: bool) -> str:
    """Put the date and what stands beside it on its line into the draft; the title."""
    draft.date = draft.values["date"] = dated.date
    draft.roles[dated.at] = "field"
    if is_title:
        return dated.before
    parts = parts_of(title)
    if parts.at_end and parts.date == dated.date:  # printed twice
        title = parts.title
        for name, text in parts.fields.items():
            draft.add(name, text)
    before, fields = meta_fields(dated.before)
    for name, text in {**dated.fields, **fields}.items():
        draft.add(name, text)
    place, imprint, publisher = before.partition(" : ")  # ISBD: "Dell : May & Co., 1901"
    if imprint and dated.place in ("end", "within") and may_be_place(place):
        draft.add("places", place.strip(" [](),"))
        draft.add("publisher", publisher)
        before = ""
    elif before and " " not in before and dated.mark in _DOTS:  # "Volume · 1901"
        draft.add("note", before)
        before = ""
    elif before and dated.place in ("end", "within") and may_be_place(before) and "/" not in before:
        draft.add("places", before.strip(" [](),"))
        before = ""
    for text in (before, dated.after):
        if text:
            draft.add("summary", text)
    return title


def _read_above(
    page: Page, draft: DraftRecord, content: Sequence[int], title: int, date: int
) -> list[int]:
    """Take the number, code and level above a title, and the code between it and its date; the
    lines that are left."""
    left: list[int] = []
    for at in content:
        text = page.texts[at]
        if at > title:
            if (
                at == title + 1 < date
                and "," not in text
                and is_code(text)
                and "id" not in draft.values
            ):
                draft.roles[at] = "field"
                draft.add("id", label_of(text)[1] or text)
            else:
                left.append(at)
        elif is_counter(text):
            word, _space, number = text.rpartition(" ")
            draft.roles[at] = "field" if word.isalpha() else "header"
            if word.isalpha():  # "Lot 12"
                draft.add(word.casefold(), number)
        elif is_level(text):
            draft.roles[at] = "field"
            draft.add("level", text)
        elif is_code(text) and "id" not in draft.values:
            draft.roles[at] = "field"
            for name, part in split_kind(text).items():
                draft.add(name, part)
        elif text.isupper() and text.replace(" ", "").isalpha():  # "LETTER", "BOOK CHAPTER"
            draft.roles[at] = "field"
            draft.add("genre", text)
        else:
            left.append(at)
    return left
