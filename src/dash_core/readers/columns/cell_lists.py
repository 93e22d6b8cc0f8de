"""Several values in one cell, and cells that only say that they are empty."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dash_core.readers.columns.cell_text import Value
from dash_core.readers.columns.names import ColumnName, vocabulary
from dash_core.readers.report import LIST_FIELDS

__all__ = ["Empty", "has_tags", "join_lists", "split_list", "split_tags"]

_SEPARATOR: Final = re.compile(r"[;|\n]|\^\^")  # never a comma: "Smith, John"
_MARK: Final = re.compile(r"(?<=\S)\s*\^\^\s*(?=\S)")  # of lists, and of nothing else
_LONGEST: Final = 16  # characters of a word for an empty cell
_REPEATED: Final = 2  # cells with the same word
_TAG_WORDS: Final = 3  # words of a tag
_STROKES: Final = frozenset({"-", "--", "—", "–"})  # nobody and no place has such a name
_PEOPLE: Final = ("creators", "recipients", "people")


def split_list(text: str) -> list[str]:
    """The items of a cell: divided by `;`, `|`, `||` (DSpace), `^^` (Omeka) or line breaks."""
    if not (";" in text or "|" in text or "\n" in text or "^^" in text):
        return [text]
    return _SEPARATOR.split(text)


def join_lists(text: str) -> str:
    """The text of a field with one value, with Omeka's mark of lists as "; "."""
    return _MARK.sub("; ", text) if "^^" in text else text


def split_tags(text: str) -> list[str]:
    """The items of a cell of tags that commas divide."""
    return text.split(",")


def has_tags(name: str, values: Sequence[str]) -> bool:
    """Whether commas divide the items of this column: its name is one of tags, the items are
    short, and they are neither headings nor names with a comma in them ("Rivers, regulation of").
    """
    _before, colon, last = name.rpartition(":")
    if not ColumnName.of(name).is_of_tags and not (colon and ColumnName.of(last).is_of_tags):
        return False
    lists = [[item.strip() for item in split_tags(value)] for value in values]
    several = [items for items in lists if len(items) > 1]
    if not several or any(_SEPARATOR.search(value) for value in values):
        return False
    if any(not item or len(item.split()) > _TAG_WORDS for items in several for item in items):
        return False
    if any(char.isdecimal() for items in several for char in items[-1]):
        return False  # "Moss, Ada, 1860-1920"
    first = {items[0] for items in several}
    later = {item for items in several for item in items[1:]}
    alone = {items[0] for items in lists if len(items) == 1}
    if (first & later) or (later & alone):
        return True
    return any(len(items) > 2 for items in several) or not any(
        item[:1].isupper() for items in several for item in items
    )


@cache
def _pattern() -> re.Pattern[str]:
    strong, weak = vocabulary().empty
    words = "|".join(map(re.escape, sorted(strong | weak, key=len, reverse=True)))
    return re.compile(rf"\s*({words})(?:\s*\|\s*(?:{words}))*\s*")


@dataclass(frozen=True)
class Empty:
    """The words that stand for an empty cell in a table, and in how many cells each does."""

    counts: Mapping[str, int]
    first: int = 0  # row
    strong: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, rows: Iterable[tuple[int, Mapping[str, Value]]], fields: Mapping[str, str]
    ) -> "Empty":
        """Find them: words of programs ("NULL", "nan") that stand in several whole cells.

        Words that people use, too ("None", "Null", "–"), must stand in several columns, not only of
        people: a person called Null is kept.
        """
        match, words = _pattern().fullmatch, frozenset[str]().union(*vocabulary().empty)
        strong, weak = vocabulary().empty
        cells: Counter[tuple[str, str]] = Counter()
        first = 0
        for number, by_name in rows:
            for name, value in by_name.items():
                text = value if isinstance(value, str) else value[0] if len(value) == 1 else ""
                if len(text) > _LONGEST and "|" not in text:
                    continue
                word = text if text in words else ""
                if not word and ("|" in text or text[:1] == " "):
                    found = match(text)
                    word = found[1] if found else _first_of(text, strong)
                if word:
                    cells[word, name] += 1
                    first = first or number
        counts: Counter[str] = Counter()
        for (word, name), n in cells.items():
            counts[word] += n * (word in strong or fields.get(name, "") != "")
        empty = {}
        for word, n in counts.items():
            columns = [name for w, name in cells if w == word and (fields.get(name) or w in strong)]
            of_people = all(fields.get(name) in _PEOPLE for name in columns)
            is_sure = (word in strong and (n >= _REPEATED or _has_one_value(columns, fields))) or (
                word in vocabulary().never_content and any(fields.get(name) for name in columns)
            )
            is_sure = is_sure or (
                word in _STROKES and any(fields.get(name) in LIST_FIELDS for name in columns)
            )
            is_likely = word in weak and not of_people and len(columns) >= _REPEATED
            if is_sure or is_likely:
                empty[word] = n
        return cls(empty, first, strong)

    def is_empty(self, value: Value, of: str) -> bool:
        """Whether a cell of a column of this field says only that it is empty. What people write
        themselves ("None") is kept where it is in no field."""
        if not isinstance(value, str):
            return all(self.is_empty(item, of) for item in value)
        if "|" in value and len(value) > 1:
            return all(self.is_empty(part, of) for part in value.split("|"))
        text = value.strip()
        return len(text) <= _LONGEST and text in self.counts and (of != "" or text in self.strong)

    def filled(self, text: str) -> str:
        """A cell divided by bars without the parts of which a program says that they are empty."""
        kept = [part for part in text.split("|") if part.strip() not in self.counts]
        return "|".join(kept)


def _first_of(text: str, words: frozenset[str]) -> str:
    """The first part of a cell divided by bars that is one of these words, "" if none is."""
    return next((part for part in map(str.strip, text.split("|")) if part in words), "")


def _has_one_value(columns: Iterable[str], fields: Mapping[str, str]) -> bool:
    """Whether some are columns in which such a word can mean nothing: a date, an address."""
    return any(fields.get(name, "").startswith(("date", "url", "language")) for name in columns)
