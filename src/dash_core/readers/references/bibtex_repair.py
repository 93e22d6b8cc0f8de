"""An entry of BibTeX that breaks the rules -> its fields, and what is wrong with it.

For entries that `bibtexparser` refuses or misreads: without a key, with a comma missing or twice,
a brace or quotation mark not closed, text between the fields. Only what stands there is read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dash_core.common.i18n import _

__all__ = ["Fault", "Repaired", "is_suspect", "repair"]

_NAME: Final = r"[A-Za-z][\w:+.-]{0,60}"
_HEAD: Final = re.compile(r"\s*@[ \t]*(\w+)\s*([{(])")
_KEY: Final = re.compile(
    rf"\s*(?!{_NAME}\s*=)([^,={{}}\"\n]{{0,200}}?)\s*(?:(,)|(?=\n|{_NAME}\s*=|[}})]))"
)
_FIELD: Final = re.compile(rf"({_NAME})\s*(?:(=)\s*|(?=[{{\"]))")
_GAP: Final = re.compile(r"(?:\s|%[^\n]*(?=\n))+")
_BARE: Final = re.compile(rf"(?:(?!\s+{_NAME}\s*=)[^,{{}}()\"#=\n])+")
_MARK: Final = re.compile(r'(?<!\\)[{}"]')
_QUOTE_ENDS: Final = re.compile(rf"\s*(?:[,#}})]|\Z|\n|{_NAME}\s*=)")
_JUNK: Final = re.compile(r"[^,;\n{}]*[,;\n]?|[{}]")
# Where a field begins on a line of its own, inside what should have ended before.
_KNOWN: Final = (
    "abstract|address|author|booktitle|chapter|date|day|doi|edition|editor|eprint|howpublished|"
    "institution|isbn|issn|journal|journaltitle|keywords|language|location|month|note|number|"
    "organization|pages|publisher|recipient|school|series|title|translator|type|url|urldate|volume|"
    "year"
)
_NEXT: Final = re.compile(rf"[ \t]*(,?)[ \t]*\n[ \t]*,?[ \t]*(?:{_KNOWN})[ \t]*=[ \t]*[{{\"\w]")
_RUN_ON: Final = re.compile(rf"[}}\"\w;]\s*{_NAME}\s*=\s*[{{\"\w]")
_MAX_FAULTS: Final = 50  # of one entry; it is read no further
_MAX_LENGTH: Final = 100_000  # characters of an entry
_MAX_JUNK: Final = 60  # characters of it that are shown


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place (an offset) of an entry; `values` go into the text."""

    at: int
    text: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Repaired:
    """What an entry says: its type, key ("" for none), fields as written; where it ends."""

    kind: str
    key: str
    fields: Sequence[tuple[str, str]]
    end: int
    faults: Sequence[Fault]


def is_suspect(value: str) -> bool:
    """Whether a value may have swallowed the fields behind it."""
    if "=" not in value:
        return False
    if value[:1] == "{" and _close(value, 0) == len(value) - 1:
        return _NEXT.search(value) is not None
    return _RUN_ON.search(value) is not None


def repair(text: str) -> Repaired | None:
    """Read the entry at the beginning of a text; None where it has no field."""
    head = _HEAD.match(text)
    if head is None:
        return None
    scanner = _Scanner(text[:_MAX_LENGTH], head.end(), "}" if head[2] == "{" else ")")
    key = scanner.key()
    scanner.read_fields()
    if not scanner.fields:
        return None
    return Repaired(head[1].lower(), key, scanner.fields, scanner.at, scanner.faults)


def _close(text: str, at: int) -> int:
    """The offset of the brace that closes the one at `at`; -1 if none does."""
    depth = 0
    for match in _MARK.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.start()
    return -1


class _Scanner:
    """Walks through an entry, from behind its opening brace."""

    def __init__(self, text: str, at: int, closing: str) -> None:
        self.text, self.at, self._closing = text, at, closing
        self.fields: list[tuple[str, str]] = []
        self.faults: list[Fault] = []

    def key(self) -> str:
        """The key; "" where a field comes first."""
        match = _KEY.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        if match[1] and not match[2]:
            self._fault(_("A comma is missing after the key of this entry."))
        return match[1]

    def read_fields(self) -> None:
        """Read every field up to the end of the entry."""
        commas = 1  # behind the key
        while len(self.faults) < _MAX_FAULTS:
            if gap := _GAP.match(self.text, self.at):
                self.at = gap.end()
            sign = self.text[self.at : self.at + 1]
            if sign == "" or sign == self._closing:
                if not sign:
                    self.at = len(self.text.rstrip())
                    self._fault(_("This entry is not closed: read up to here."))
                self.at += len(sign)
                return
            if sign in ",;":
                commas += sign == ","
                if commas == 2:
                    self._fault(_("There is a comma too many here."))
                self.at += 1
            elif match := _FIELD.match(self.text, self.at):
                if not commas:
                    self._fault(
                        _("A comma is missing before “{name}”; read as if it were there."),
                        name=match[1],
                    )
                self.at, commas = match.end(), 0
                if not match[2]:
                    self._fault(_("A “=” is missing after “{name}”."), name=match[1])
                self.fields.append((match[1].lower(), self._value(match[1])))
            else:
                junk = _JUNK.match(self.text, self.at)
                words = (junk[0] if junk else sign).strip(" ,;\n")
                if words:
                    self._fault(
                        _("“{words}” is no field of this entry and was not read."),
                        words=words[:_MAX_JUNK],
                    )
                self.at, commas = max(self.at + 1, junk.end() if junk else 0), 1

    def _value(self, name: str) -> str:
        pieces = []
        while True:
            pieces.append(self._piece(name))
            behind = _GAP.match(self.text, self.at)
            at = behind.end() if behind else self.at
            if self.text[at : at + 1] != "#":
                return " # ".join(pieces)
            gap = _GAP.match(self.text, at + 1)
            self.at = gap.end() if gap else at + 1

    def _piece(self, name: str) -> str:
        """A value in braces or quotation marks, closed where it is not; or a word."""
        start, sign = self.at, self.text[self.at : self.at + 1]
        if sign not in ("{", '"'):
            bare = _BARE.match(self.text, start)
            self.at = bare.end() if bare else start
            return self.text[start : self.at].strip()
        end = _close(self.text, start) if sign == "{" else self._end_of_quote()
        following = _NEXT.search(self.text, start, end if end >= 0 else len(self.text))
        if following is None and end >= 0:
            self.at = end + 1
            return self.text[start : self.at]
        if following is not None:
            self._fault(_("“{name}” is not closed; read up to the next field."), name=name)
            self.at = following.start()
        else:
            self._fault(_("“{name}” is not closed; read up to the end."), name=name)
            self.at = len(self.text.rstrip(f" \t\n{self._closing}"))
            self.at = max(self.at, start + 1)
        written = self.text[start : self.at]
        depth = sum({"{": 1, "}": -1}.get(match[0], 0) for match in _MARK.finditer(written))
        return written + ("}" * max(0, depth) if sign == "{" else '"')

    def _end_of_quote(self) -> int:
        depth = 0
        for match in _MARK.finditer(self.text, self.at + 1):
            if match[0] == '"' and depth <= 0 and _QUOTE_ENDS.match(self.text, match.end()):
                return match.start()
            depth += {"{": 1, "}": -1}.get(match[0], 0)
        return -1

    def _fault(self, message: str, **values: str) -> None:
        self.faults.append(Fault(self.at, message, values))
