"""The text of one entry of a web page -> a record: which of it is date, title, summary, field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final
from unicodedata import normalize

from dash_core.readers.pages import boilerplate
from dash_core.readers.pages.cues import is_title, printed_date
from dash_core.readers.pages.html_text import Chunk, Element, Markup, shown
from dash_core.readers.report import FIELDS, LIST_FIELDS, Record, Role
from dash_core.readers.tables.columns import known_field

__all__ = ["read_entry"]

_ISO: Final = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:[T ].*)?")
_INLINE_LABEL: Final = frozenset("b strong span label em i dt th".split())
_LABELS: Final = {"dt": "dd", "th": "td"}
_LABELLED: Final = re.compile(r"\s*([^\W\d_][^:\n]{0,40}):\s+(\S.*)", re.DOTALL)
_COUNTER: Final = re.compile(r"\s*\W?\d+\W?\s*")  # "12. " before a title
_WORD: Final = re.compile(r"\w")
_MAX_LABEL: Final = 60  # characters


@dataclass
class _Entry:
    """A record in the making. A chunk is taken once, by the first that wants it."""

    page: Markup
    blocks: list[list[Chunk]]
    position: int
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def take(self, chunks: Sequence[Chunk], role: Role) -> str:
        """Claim these for the record; give their text."""
        for chunk in chunks:
            chunk.role, chunk.record = role, self.position
            self.taken.add(id(chunk))
        return normalize("NFC", shown(chunks))

    def left(self, block: Sequence[Chunk]) -> list[Chunk]:
        """What of a block is not taken."""
        return [chunk for chunk in block if id(chunk) not in self.taken]


def read_entry(page: Markup, chunks: Sequence[Chunk], position: int) -> Record:
    """Give the record that these chunks are, and mark them with what they were read as.

    What is on every page's entries ("Read more") and lone separators stay `header`.
    """
    seen = [chunk for chunk in chunks if chunk.shown]
    blocks = [list(group) for _block, group in groupby(seen, key=lambda chunk: chunk.block)]
    entry = _Entry(page, blocks, position)
    _read_date(entry)
    _read_title(entry)
    _read_labelled(entry)
    _read_rest(entry)
    numbers = [chunk.line for chunk in seen if chunk.record is not None] or [chunks[0].line]
    return Record(**entry.values, extra=entry.extra, first=min(numbers), last=max(numbers))


def _read_date(entry: _Entry) -> None:
    """The first `<time>`; else the first paragraph that is a date; else the first other text
    that is one, beside a title but not in it."""
    chunks = [chunk for block in entry.blocks for chunk in block]
    for chunk in chunks:
        if _is_time(chunk.element):
            time = [c for c in chunks if c.element is chunk.element]
            _take_date(entry, time, shown(time), chunk.element.get("datetime") or "")
            return
    for block in entry.blocks:
        if date := printed_date(shown(block)):
            _take_date(entry, block, date)
            return
    for chunk in chunks:
        date = printed_date(chunk.text)
        beside = chunk.heading is None or any(
            c.heading is chunk.heading and c.link is not None for c in chunks
        )
        if date and chunk.link is None and beside:
            _take_date(entry, [chunk], date)
            return


def _is_time(element: Element) -> bool:
    return element.tag == "time" and (
        bool(_ISO.fullmatch(element.get("datetime") or ""))
        or bool(printed_date("".join(element.itertext())))
    )


def _take_date(entry: _Entry, chunks: Sequence[Chunk], text: str, normal: str = "") -> None:
    entry.take(chunks, "date")
    entry.values["date"] = normalize("NFC", text)
    if match := _ISO.fullmatch(normal):
        entry.values["normal_date"] = match[1]


def _read_title(entry: _Entry) -> None:
    """The first heading; else the first link that is most of its paragraph; else what calls
    itself a title; else the first paragraph."""
    chunks = [chunk for block in entry.blocks for chunk in entry.left(block)]
    found: list[Chunk] = []
    for chunk in chunks:
        if chunk.heading is not None and not found:
            heading = [c for c in chunks if c.heading is chunk.heading]
            while len(heading) > 1 and _COUNTER.fullmatch(heading[0].text):
                del heading[0]
            found = heading if is_title(shown(heading)) else []
    for block in entry.blocks if not found else ():
        links = [c for c in entry.left(block) if c.link is not None]
        link = [c for c in links if c.link is links[0].link]
        text = shown(link)
        if is_title(text) and 2 * len(text) >= len(shown(entry.left(block))):
            found = link
            break
    for chunk in chunks if not found else ():
        if "title" in (chunk.element.get("class") or "") and is_title(chunk.text):
            found = [c for c in chunks if c.block == chunk.block]
            break
    for block in entry.blocks if not found else ():
        left = entry.left(block)
        if left and is_title(shown(left)) and not _label_of(left)[0]:
            found = left
            break
    if not found:
        return
    entry.values["title"] = entry.take(found, "title")
    link_of = next((c.link for c in found if c.link is not None), None)
    if link_of is None:  # "View document"
        link_of = next((c.link for b in entry.blocks for c in b if _is_button(c)), None)
    if link_of is not None and (url := entry.page.resolve(link_of.get("href") or "")):
        entry.values["url"] = url


def _is_button(chunk: Chunk) -> bool:
    """Whether a link says nothing of where it leads, so that it leads to the document."""
    text = boilerplate.bare(chunk.text)
    return chunk.link is not None and bool(boilerplate.kind(text) == "link" or printed_date(text))


def _label_of(block: Sequence[Chunk]) -> tuple[str, list[Chunk], str]:
    """A label that a paragraph begins with, its chunks, and the text after it in the same chunk
    (`Creator: M. Bagirov` is one text); "" if there is none.

    An element of its own with a colon is a label whatever it says; a text's first word before a
    colon ("Memorandum: …") only where it is a field's name.
    """
    first = block[0]
    text = boilerplate.bare(first.text)
    own = first.element.tag in _INLINE_LABEL and first.after is None and len(block) > 1
    if own and len(text) <= _MAX_LABEL:
        colon = text.endswith(":") or block[1].text.lstrip().startswith(":")
        if colon and text.strip(": "):
            return text.strip(": "), [first], ""
    match = _LABELLED.fullmatch(first.text)
    if match and known_field(match[1]):
        return boilerplate.bare(match[1]), [first], match[2]
    return "", [], ""


def _read_labelled(entry: _Entry) -> None:
    """Pairs of a label and a value: a term and its description, a row's head and its cell, or a
    label at the start of a paragraph."""
    label: list[Chunk] = []
    for block in entry.blocks:
        left = entry.left(block)
        if not left:
            if label and known_field(boilerplate.bare(shown(label)).strip(": ")) == block[0].role:
                entry.take(label, block[0].role)
            label = []
            continue
        tag = _cell(left[0])
        if tag in _LABELS:
            label = left
            continue
        if label and tag == _LABELS[_cell(label[0])]:
            name = boilerplate.bare(shown(label)).strip(": ")
            if 0 < len(name) <= _MAX_LABEL:
                _take_field(entry, name, label, left, shown(left))
                continue
        label = []
        name, marks, rest = _label_of(left)
        if name:
            value = left if rest else [chunk for chunk in left if chunk not in marks]
            text = f"{rest} {shown(left[1:])}" if rest else shown(value).lstrip(": ")
            _take_field(entry, name, [] if rest else marks, value, text)


def _cell(chunk: Chunk) -> str:
    """The tag of the table cell, term or description that a chunk is in ("" if none)."""
    at = chunk.element
    for _n in range(6):  # further out it is of something larger
        if at is None or at.tag in ("dt", "dd", "th", "td"):
            break
        at = at.getparent()
    return str(at.tag) if at is not None and at.tag in ("dt", "dd", "th", "td") else ""


def _take_field(
    entry: _Entry, name: str, label: Sequence[Chunk], value: Sequence[Chunk], text: str
) -> None:
    """Put a labelled value into its field; into `extra` where there is none or it is full."""
    text = normalize("NFC", " ".join(text.split()))
    entry.take([*label, *value], "field")
    of = known_field(name)
    if of in LIST_FIELDS:
        links = list({id(c.link): c.link for c in value if c.link is not None}.values())
        parts = [shown([c for c in value if c.link is link]) for link in links]
        # Several links are several values where nothing else is said between them.
        whole = len(parts) > 1 and not _WORD.search(shown([c for c in value if c.link is None]))
        items = [normalize("NFC", part) for part in parts] if whole else [text]
        entry.values[of] = (*entry.values.get(of, ()), *filter(None, items))
    elif of in FIELDS and of not in ("url", "title") and not entry.values.get(of):
        entry.values[of] = text
        if of in ("date", "summary"):
            entry.take(value, "date" if of == "date" else "summary")
    else:
        entry.extra[name] = f"{entry.extra[name]}; {text}" if name in entry.extra else text


def _read_rest(entry: _Entry) -> None:
    """All that is left is the summary, but for buttons, and separators and counters before the
    title or beside what was read."""
    parts = [entry.values["summary"]] if entry.values.get("summary") else []
    before_title = True
    for block in entry.blocks:
        before_title = before_title and not any(chunk.role == "title" for chunk in block)
        left = entry.left(block)
        words = [c for c in left if _WORD.search(c.text) and not _COUNTER.fullmatch(c.text)]
        is_beside = not words and (len(left) < len(block) or before_title)
        if not left or is_beside or boilerplate.kind(boilerplate.bare(shown(left))):
            continue
        parts.append(entry.take(left, "summary"))
    entry.values["summary"] = " ".join(parts)
