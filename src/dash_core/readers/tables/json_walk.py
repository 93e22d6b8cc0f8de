"""The lists of objects in a JSON document, with the place of each object, broken ones included.

Python's decoder reads the values; what it lacks is where each one stands, and going on after a
broken one.
"""

import json
import re
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Final

from dash_core.common.i18n import _
from dash_core.common.progress import Progress
from dash_core.readers.tables.nested import free
from dash_core.readers.tables.records import known_field

__all__ = ["BrokenError", "Decoder", "FoundList", "Walker"]

_DEPTH: Final = 3  # objects in objects among which the list is looked for
_MAX_TRIED: Final = 5  # times the file's length that broken objects may cost
_MAX_DIGITS: Final = 300  # longer whole numbers are kept as text
_TICK: Final = 1_000  # objects

_SPACE: Final = re.compile(r"[ \t\r\n]*")

_SAID: Final = {  # Python's words for what is wrong -> ours
    "Expecting ',' delimiter": _("a comma or a bracket is missing"),
    "Expecting ':' delimiter": _("a colon is missing"),
    "Expecting value": _("a value is missing"),
    "Expecting property name": _("a name in quotation marks is missing"),
    "Unterminated string": _("a quotation mark is not closed"),
    "Invalid \\": _("a backslash is followed by the wrong letter"),
    "Illegal trailing comma": _("there is a comma too many"),
    "Extra data": _("something follows where nothing should"),
    "too deep": _("it is nested too deeply"),
}


class BrokenError(Exception):
    """Where a text is no JSON, and why, in words that end a sentence."""

    def __init__(self, at: int, reason: str) -> None:
        self.at = at
        said = (words for start, words in _SAID.items() if reason.startswith(start))
        self.reason = next(said, _("it is no valid JSON"))


class Decoder:
    """Python's decoder, with numbers as printed, and no name lost that stands twice."""

    def __init__(self) -> None:
        self.twice = False
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_int=lambda digits: int(digits) if len(digits) < _MAX_DIGITS else digits,
            parse_float=_number,
            parse_constant=lambda name: None if name == "NaN" else name,
            strict=False,  # tabs and line ends in texts do no harm
        )

    def at(self, text: str, start: int) -> tuple[Any, int]:
        """The value that starts there, and where it ends. Raises `BrokenError`."""
        try:
            return self._decoder.raw_decode(text, start)
        except json.JSONDecodeError as err:
            raise BrokenError(err.pos, err.msg) from err
        except RecursionError as err:
            raise BrokenError(start, "too deep") from err

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        plain = dict(pairs)
        if len(plain) == len(pairs):
            return plain
        self.twice = True
        plain = {}
        used: dict[str, int] = {}
        for key, value in pairs:
            plain[free(key, plain, used)] = value
        return plain


def _number(printed: str) -> float | str:
    """A number that prints as it was printed, else its text ("1.10")."""
    number = float(printed)
    return number if isfinite(number) and repr(number) == printed else printed


@dataclass(slots=True)
class FoundList:
    """A list in the file: the names that lead to it, where it stands, and its elements with
    their places; None for what could not be read."""

    path: tuple[str, ...]
    start: int
    end: int = 0
    elements: list[tuple[int, int, Any]] = field(default_factory=list)
    broken: list[tuple[int, BrokenError]] = field(default_factory=list)  # with its position
    twice: list[int] = field(default_factory=list)

    @property
    def n_objects(self) -> int:
        """How many of its elements can be rows."""
        return sum(isinstance(value, dict) for _start, _end, value in self.elements)


class Walker:
    """Goes through a document once and keeps the lists that may hold objects."""

    def __init__(self, text: str, progress: Progress) -> None:
        self.lists: list[FoundList] = []
        self.end = 0
        self.is_document = False  # an object that says itself what it is of
        self.broken: BrokenError | None = None
        self._text = text
        self._tick = progress
        self._decoder = Decoder()
        self._left = _MAX_TRIED * len(text)
        try:
            self.end = self._value(self._skip(0), ())
        except BrokenError as err:
            self.broken = err

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _value(self, at: int, path: tuple[str, ...]) -> int:
        """Read the value that starts there; give where it ends."""
        opening = self._text[at : at + 1]
        if opening == "[" and self._text[self._skip(at + 1) :][:1] == "{":
            return self._list(at, path)
        if opening == "{" and len(path) < _DEPTH:
            return self._object(at, path)
        return self._decoder.at(self._text, at)[1]

    def _object(self, at: int, path: tuple[str, ...]) -> int:
        at = self._skip(at + 1)
        if self._text[at : at + 1] == "}":
            return at + 1
        while True:
            if self._text[at : at + 1] != '"':
                raise BrokenError(at, "Expecting property name")
            name, at = self._decoder.at(self._text, at)
            at = self._skip(at)
            if not path and known_field(name) in ("date", "title", "summary"):
                self.is_document = True
            if self._text[at : at + 1] != ":":
                raise BrokenError(at, "Expecting ':' delimiter")
            at = self._skip(self._value(self._skip(at + 1), (*path, name)))
            mark = self._text[at : at + 1]
            if mark == "}":
                return at + 1
            if mark != ",":
                raise BrokenError(at, "Expecting ',' delimiter")
            at = self._skip(at + 1)

    def _list(self, at: int, path: tuple[str, ...]) -> int:
        found = FoundList(path, at)
        self.lists.append(found)
        line = self._text.rfind("\n", 0, (first := self._skip(at + 1))) + 1
        indent = self._text[line - 1 : first] if line else ""  # of objects that begin a line
        at = first
        while True:
            start = at
            if len(found.elements) % _TICK == 0:
                self._tick(at / len(self._text) / 2)
            self._decoder.twice = False
            try:
                value, at = self._decoder.at(self._text, at)
                found.elements.append((start, at, value))
                if self._decoder.twice:
                    found.twice.append(len(found.elements) - 1)
                found.end = at
                start = at = self._skip(at)
                mark = self._text[at : at + 1]
                if mark == "]":
                    found.end = at + 1
                    return at + 1
                if mark == ",":
                    at = self._skip(at + 1)
                elif mark != "{":  # a comma is missing: no harm
                    raise BrokenError(at, "Expecting ',' delimiter")
            except BrokenError as err:
                if start == len(self._text):
                    raise
                # What was read in vain; and the decoder counts lines up to there, 40 times faster.
                self._left -= err.at - start + err.at // 40
                found.broken.append((len(found.elements), err))
                at = self._next(start, indent)
                found.elements.append((start, at, None))
                found.end = at
                if at == len(self._text):
                    return at

    def _next(self, broken: int, indent: str) -> int:
        """Where the next object begins that stands like the first one; else the end."""
        if not indent or indent.strip() or self._left < 0:
            return len(self._text)
        found = self._text.find(indent + "{", broken + 1)
        return found + len(indent) if found >= 0 else len(self._text)
