"""Texts of a record on a web page whose markup says what they are: names of fields, badges."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from unicodedata import normalize

from dash_core.readers import boilerplate
from dash_core.readers.html.cues import marked_field
from dash_core.readers.html.text import Chunk, Markup, chunks_text, is_trail
from dash_core.readers.lines.holding_words import is_level
from dash_core.readers.report import LIST_FIELDS, Role

__all__ = ["HtmlRecord", "read_badges", "read_marked", "read_trail"]

_BADGES: Final = frozenset({"badge", "chip", "pill"})
_COUNTER: Final = re.compile(r"\s*\W?\d+\W?\s*")
_WORD: Final = re.compile(r"\w")
_AROUND: Final = " »›>/\\→|"  # the parts of a path
_TRAIL: Final = "part of"


@dataclass
class HtmlRecord:
    """The fields of a record being read. Each chunk is taken once, by the first field it fits.

    `labels` counts how often each label stands in it."""

    page: Markup
    blocks: list[list[Chunk]]
    position: int
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)
    named: dict[int, str] | None = None  # fields of blocks behind a name, once looked for

    def take(self, chunks: Sequence[Chunk], role: Role) -> str:
        """Give these chunks a role in the record; return their text."""
        for chunk in chunks:
            chunk.role, chunk.record = role, self.position
            self.taken.add(id(chunk))
        return normalize("NFC", chunks_text(chunks))

    def left(self, block: Sequence[Chunk]) -> list[Chunk]:
        """The chunks of a block that are not taken yet."""
        return [chunk for chunk in block if id(chunk) not in self.taken]


def read_trail(record: HtmlRecord) -> None:
    """Take the path to the collection or series that a document stands in."""
    for block in record.blocks:
        for chunk in record.left(block):
            if chunk.aside and any(map(is_trail, (chunk.element, *chunk.element.iterancestors()))):
                text = record.take([chunk], "field").strip(_AROUND)
                if _WORD.search(text):
                    above = record.extra.get(_TRAIL)
                    record.extra[_TRAIL] = f"{above} » {text}" if above else text


def read_marked(record: HtmlRecord) -> None:
    """Take texts whose markup names a field of a list, an id or the publisher."""
    for block in record.blocks:
        for chunk in record.left(block):
            of = marked_field(chunk.element)
            text = chunks_text([chunk]).strip(" ,;")
            if not _WORD.search(text) or boilerplate.kind(text):
                continue
            if of in LIST_FIELDS:
                record.values[of] = (*record.values.get(of, ()), record.take([chunk], "field"))
            elif of == "id" and not record.values.get("id"):
                record.values["id"] = record.take([chunk], "field")
            elif of == "publisher":
                record.extra.setdefault(of, record.take([chunk], "field"))


def read_badges(record: HtmlRecord) -> None:
    """Take small labels that the markup sets apart ("Open Access") as level or note."""
    for block in record.blocks:
        for chunk in record.left(block):
            names = (chunk.element.get("class") or "").casefold().split()
            if not _BADGES & {name.partition("-")[0] for name in names} or chunk.link is not None:
                continue
            if not _WORD.search(chunk.text) or _COUNTER.fullmatch(chunk.text):
                continue
            text = record.take([chunk], "field")
            if is_level(text) and "level" not in record.extra:
                record.extra["level"] = text
            elif text not in record.extra.get("note", "").split("; "):
                note = record.extra.get("note")
                record.extra["note"] = f"{note}; {text}" if note else text
