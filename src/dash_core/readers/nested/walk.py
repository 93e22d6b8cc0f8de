"""The lists of objects in a JSON document, with the position of each object, broken ones included.

Python's decoder reads the values; it lacks the position of each one, and continuing after a broken
one.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Final

from dash_core.common.i18n import _, phrase
from dash_core.common.progress import Progress
from dash_core.readers.nested.columns import unique_name
from dash_core.readers.tables.records import known_field

__all__ = ["EACH", "BrokenError", "Decoder", "FoundList", "Walker", "select"]

EACH: Final = "*"
"""In a path: each element of a list."""

_DEPTH: Final = 3  # nested objects in which lists are followed
_MAX_FOLLOWED: Final = 8  # objects in an object; further ones are likely records by their ids
_MAX_TRIED: Final = 5  # times the file's length to decode for broken objects
_MAX_DIGITS: Final = 300  # longer whole numbers are kept as text
_PROGRESS_EVERY: Final = 1_000  # objects

_SPACE: Final = re.compile(r"[ \t\r\n]*")

_REASONS: Final = {  # Python's error messages -> plain words
    "Expecting ',' delimiter": phrase("a comma or a bracket is missing"),
    "Expecting ':' delimiter": phrase("a colon is missing"),
    "Expecting value": phrase("a value is missing"),
    "Expecting property name": phrase("a name in quotation marks is missing"),
    "Unterminated string": phrase("a quotation mark is not closed"),
    "Invalid \\": phrase("a backslash is followed by the wrong letter"),
    "Illegal trailing comma": phrase("there is a comma too many"),
    "Extra data": phrase("something follows where nothing should"),
    "too deep": phrase("it is nested too deeply"),
}


class BrokenError(Exception):
    """Where a text is not valid JSON, and why: a clause that ends a sentence."""

    def __init__(self, at: int, reason: str) -> None:
        self.at = at
        reasons = (_(words) for start, words in _REASONS.items() if reason.startswith(start))
        self.reason = next(reasons, _("it is not valid JSON"))


class Decoder:
    """Python's decoder, with numbers as printed, and every value of a repeated name.

    `twice` says whether a name was repeated since it was last set to False.
    """

    def __init__(self) -> None:
        self.twice = False
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_int=lambda digits: int(digits) if len(digits) < _MAX_DIGITS else digits,
            parse_float=_number,
            parse_constant=lambda name: None if name == "NaN" else name,
            strict=False,  # allows tabs and line ends in texts
        )

    def at(self, text: str, start: int) -> tuple[Any, int]:
        """The value that starts at `start`, and where it ends. Raises `BrokenError`."""
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
            plain[unique_name(key, plain, used)] = value
        return plain


def _number(printed: str) -> float | str:
    """The number if it prints as it was printed, else its text ("1.10")."""
    number = float(printed)
    return number if isfinite(number) and repr(number) == printed else printed


@dataclass(slots=True)
class FoundList:
    """A list in the file: the names that lead to it, its position, and its elements with theirs;
    None for what could not be read."""

    path: tuple[str, ...]
    start: int
    end: int = 0
    elements: list[tuple[int, int, Any]] = field(default_factory=list)
    broken: list[tuple[int, BrokenError]] = field(default_factory=list)  # with their positions
    twice: list[int] = field(default_factory=list)

    @property
    def n_objects(self) -> int:
        """The number of elements that are objects."""
        return len(self.objects)

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The elements that are objects."""
        return [value for _start, _end, value in self.elements if isinstance(value, dict)]


class Walker:
    """Walks through a document once and collects the lists that may contain objects.

    `root` is the value of the whole document, None where it is broken.
    """

    def __init__(self, text: str, progress: Progress) -> None:
        self.lists: list[FoundList] = []
        self.end = 0
        self.is_document = False  # the outermost object has a date, title or summary
        self.broken: BrokenError | None = None
        self._text = text
        self._tick = progress
        self._decoder = Decoder()
        self._left = _MAX_TRIED * len(text)
        self.root: Any = None
        try:
            self.root, self.end = self._value(self._skip(0), ())
        except BrokenError as err:
            self.broken = err

    def _skip(self, at: int) -> int:
        return _skip(self._text, at)

    def _value(self, at: int, path: tuple[str, ...]) -> tuple[Any, int]:
        """The value that starts at `at`, and where it ends."""
        opening = self._text[at : at + 1]
        if opening == "[" and self._text[(first := self._skip(at + 1)) : first + 1] == "{":
            objects, end = self._list(at, path)
            return [value for _start, _end, value in objects.elements], end
        if opening == "{" and len(path) < _DEPTH:
            return self._object(at, path)
        return self._decoder.at(self._text, at)

    def _object(self, at: int, path: tuple[str, ...]) -> tuple[dict[str, Any], int]:
        made: dict[str, Any] = {}
        used: dict[str, int] = {}
        n_objects = 0
        at = self._skip(at + 1)
        if self._text[at : at + 1] == "}":
            return made, at + 1
        while True:
            if self._text[at : at + 1] != '"':
                raise BrokenError(at, "Expecting property name")
            name, at = self._decoder.at(self._text, at)
            at = self._skip(at)
            if not path and known_field(name) in ("date", "title", "summary"):
                self.is_document = True
            if self._text[at : at + 1] != ":":
                raise BrokenError(at, "Expecting ':' delimiter")
            at = self._skip(at + 1)
            if n_objects < _MAX_FOLLOWED:
                value, at = self._value(at, (*path, name))
            else:
                value, at = self._decoder.at(self._text, at)
            n_objects += isinstance(value, dict)
            made[unique_name(name, made, used)] = value
            at = self._skip(at)
            mark = self._text[at : at + 1]
            if mark == "}":
                return made, at + 1
            if mark != ",":
                raise BrokenError(at, "Expecting ',' delimiter")
            at = self._skip(at + 1)

    def _list(self, at: int, path: tuple[str, ...]) -> tuple[FoundList, int]:
        objects = FoundList(path, at)
        self.lists.append(objects)
        line = self._text.rfind("\n", 0, (first := self._skip(at + 1))) + 1
        indent = (
            self._text[line - 1 : first] if line else ""
        )  # of the first object, where it begins a line
        at = first
        while True:
            start = at
            if len(objects.elements) % _PROGRESS_EVERY == 0:
                self._tick(at / len(self._text) / 2)
            self._decoder.twice = False
            try:
                value, at = self._decoder.at(self._text, at)
                objects.elements.append((start, at, value))
                if self._decoder.twice:
                    objects.twice.append(len(objects.elements) - 1)
                objects.end = at
                start = at = self._skip(at)
                mark = self._text[at : at + 1]
                if mark == "]":
                    objects.end = at + 1
                    return objects, at + 1
                if mark == ",":
                    at = self._skip(at + 1)
                elif mark != "{":  # a missing comma is accepted
                    raise BrokenError(at, "Expecting ',' delimiter")
            except BrokenError as err:
                if start == len(self._text):
                    raise
                # The cost: what was decoded in vain, and counting lines up to there, which is 40
                # times faster.
                self._left -= err.at - start + err.at // 40
                objects.broken.append((len(objects.elements), err))
                at = self._next(start, indent)
                objects.elements.append((start, at, None))
                objects.end = at
                if at == len(self._text):
                    return objects, at

    def _next(self, broken: int, indent: str) -> int:
        """Where the next object with the indent of the first one begins; else the end."""
        if not indent or indent.strip() or self._left < 0:
            return len(self._text)
        objects = self._text.find(indent + "{", broken + 1)
        return objects + len(indent) if objects >= 0 else len(self._text)


def select(text: str, path: Sequence[str]) -> FoundList:
    """The elements of the list at a path of a valid document, or the members of the object there.

    Where the path goes through the elements of other lists (`EACH`), those of all are given.
    """
    found = FoundList(tuple(path), 0)
    _select(text, _skip(text, 0), tuple(path), found, Decoder())
    if found.elements:
        found.start, found.end = found.elements[0][0], found.elements[-1][1]
    return found


def _select(text: str, at: int, path: tuple[str, ...], found: FoundList, decoder: Decoder) -> int:
    """Add the elements from `at` on to those found; return where the value there ends."""
    opening = text[at : at + 1]
    if opening not in ("[", "{") or (path and (opening == "[") != (path[0] == EACH)):
        return decoder.at(text, at)[1]
    at = _skip(text, at + 1)
    while text[at] not in "]}":
        start, name = at, ""
        if opening == "{":
            name, at = decoder.at(text, at)
            at = _skip(text, _skip(text, at) + 1)
        if path and path[0] in (EACH, name):
            at = _select(text, at, path[1:], found, decoder)
        else:
            decoder.twice = False
            value, at = decoder.at(text, at)
            if not path:
                if decoder.twice:
                    found.twice.append(len(found.elements))
                found.elements.append((start, at, value))
        at = _skip(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return at + 1


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
