"""What a person decided about names: the authority table.

It lives among the edits of a study (`dash_core.study.edits`), so every line has its undo. As text
it is one decision a line:

    Pishevari = Pishavari; J. Pishevari     # spellings of one person
    keep apart: A. Smith; B. Smith
    not a person: Negotiate Peace
    role: Sadchikov = Soviet ambassador, 1946
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dash_core.common.errors import NamesError
from dash_core.common.i18n import _, format_number
from dash_core.study.edits import Edit
from dash_core.text.language.tokens import fold

__all__ = ["Decisions", "parse_table", "same_name", "to_table"]

_MOST_LINES: Final = 5_000
_MOST_CHARS: Final = 300
_KEEP_APART: Final = "keep apart"
_NOT_A_PERSON: Final = "not a person"
_ROLE: Final = "role"
_WORDS: Final = (_KEEP_APART, _NOT_A_PERSON, _ROLE)
_PART: Final = re.compile(r'\s*"[^"]*"\s*|[^;]+')
_EQUALS: Final = re.compile(r'(?P<name>\s*"[^"]*"\s*|[^=]*)=')


def same_name(text: str) -> str:
    """What two prints of a name have in common: its letters, without accents and marks.

    >>> same_name("M. D. Bagirov") == same_name("M.D. Bagirov")
    True
    """
    return re.sub(r"[\W_]+", "", fold(text)) or text


@dataclass(frozen=True)
class Decisions:
    """The decisions, by `same_name`: `names` maps a spelling to the name it is settled to be
    of, `apart` holds pairs, `no_person` what is none, `roles` what is known of a name."""

    names: dict[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    no_person: frozenset[str] = frozenset()
    roles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> "Decisions":
        """The decisions among the edits of a study, in their order."""
        names: dict[str, str] = {}
        apart: set[frozenset[str]] = set()
        no_person: set[str] = set()
        roles: dict[str, str] = {}
        for edit in edits:
            name = edit.document
            if edit.kind == "same person":
                names[name] = edit.after
            elif edit.kind == "keep apart":
                apart.add(frozenset((name, edit.after)))
            elif edit.kind == "no person":
                no_person.add(same_name(name))
            elif edit.kind == "role":
                roles[same_name(name)] = edit.after
        return cls(names, frozenset(apart), frozenset(no_person), roles)

    def __bool__(self) -> bool:
        return bool(self.names or self.apart or self.no_person or self.roles)


def to_table(edits: Iterable[Edit]) -> str:
    """The decisions as text, a line each; spellings of one name are on one line."""
    lines: list[str] = []
    spellings: dict[str, list[str]] = {}
    for edit in edits:
        name, after = _quoted(edit.document), _quoted(edit.after)
        if edit.kind == "same person":
            spellings.setdefault(after, []).append(name)
        elif edit.kind == "keep apart":
            lines.append(f"{_KEEP_APART}: {after}; {name}")
        elif edit.kind == "no person":
            lines.append(f"{_NOT_A_PERSON}: {name}")
        elif edit.kind == "role":
            lines.append(f"{_ROLE}: {name} = {after}")
    joined = [f"{name} = {'; '.join(printed)}" for name, printed in spellings.items()]
    return "\n".join([*joined, *lines])


def _quoted(name: str) -> str:
    """In quotation marks, where a sign of the table stands in it."""
    return f'"{name}"' if re.search(r"[;:=#]", name) and '"' not in name else name


def parse_table(text: str, before: Sequence[Edit] = ()) -> tuple[Edit, ...]:
    """The edits of a study when its decisions about names are these.

    Parameters
    ----------
    text
        The table, as `to_table` writes it; lines that start with # say nothing.
    before
        All edits there were; those of documents stay as they are.

    Raises
    ------
    NamesError
        One sentence with the line that cannot be read.
    """
    edits: dict[tuple[str, str, str], tuple[int, Edit]] = {}
    lines = text.splitlines()
    if len(lines) > _MOST_LINES:
        raise NamesError(
            _("The table of names has more than {n} lines.").format(n=format_number(_MOST_LINES))
        )
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        for edit in _line(line, number):
            pair = edit.after if edit.kind == "keep apart" else ""
            edits[edit.kind, edit.document, pair] = (number, edit)
    _check(list(edits.values()))
    new = [edit for _number, edit in edits.values()]
    others = tuple(edit for edit in before if edit.target != "name")
    kept = [edit for edit in before if edit in new]
    return (*others, *kept, *(edit for edit in new if edit not in kept))


def _line(line: str, number: int) -> list[Edit]:
    word = next((w for w in _WORDS if _starts(line, w)), "")
    rest = line.partition(":")[2] if word else line
    if word == _NOT_A_PERSON:
        names = _names(rest, number)
        if not names:
            raise _wrong(number, _("“not a person” needs a name"))
        return [Edit("no person", name) for name in names]
    if word == _KEEP_APART:
        names = _names(rest, number)
        if len(names) < 2:
            raise _wrong(number, _("“keep apart” needs two names with ; between them"))
        return [
            Edit("keep apart", name, after=other)
            for i, other in enumerate(names)
            for name in names[i + 1 :]
        ]
    equals = _EQUALS.match(rest)
    if equals is None:
        raise _wrong(
            number,
            _(
                "it is none of “Name = spelling; spelling”, “keep apart: A; B”, “not a person: X” "
                "and “role: Name = what”"
            ),
        )
    shown = _name(equals["name"], number)
    if word == _ROLE:
        return [Edit("role", shown, after=_name(rest[equals.end() :], number))]
    spellings = _names(rest[equals.end() :], number)
    if not spellings:
        raise _wrong(number, _("a name is missing"))
    return [
        Edit("same person", spelling, after=shown) for spelling in spellings if spelling != shown
    ]


def _starts(line: str, word: str) -> bool:
    head, colon, _rest = line.partition(":")
    return bool(colon) and " ".join(head.lower().split()) == word


def _names(text: str, number: int) -> list[str]:
    return [_name(part, number) for part in _PART.findall(text) if part.strip()]


def _name(text: str, number: int) -> str:
    name = " ".join(text.split())
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1].strip()
    if not name:
        raise _wrong(number, _("a name is missing"))
    if len(name) > _MOST_CHARS:
        raise _wrong(number, _("a name has more than {n} characters").format(n=_MOST_CHARS))
    return name


def _check(edits: Sequence[tuple[int, Edit]]) -> None:
    """Two decisions must not contradict each other."""
    apart = {
        frozenset(map(same_name, (edit.document, edit.after)))
        for _number, edit in edits
        if edit.kind == "keep apart"
    }
    for number, edit in edits:
        pair = frozenset(map(same_name, (edit.document, edit.after)))
        if edit.kind == "same person" and len(pair) == 2 and pair in apart:
            raise _wrong(
                number,
                _("“{a}” and “{b}” cannot be one person and be kept apart as well").format(
                    a=edit.document, b=edit.after
                ),
            )


def _wrong(number: int, what: str) -> NamesError:
    return NamesError(_("Line {n}: {what}.").format(n=number, what=what))
