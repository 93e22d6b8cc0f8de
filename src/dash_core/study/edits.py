"""What a person put right, of documents and of names, kept apart from what was read.

An edit names its document by the id it got as read, so that it can be taken back at any time
and survives a new reading of the same listing. An edit of names (`NAME_KINDS`) names a spelling
instead (see `dash_core.text.people.decisions`), one of places (`PLACE_KINDS`) a printed name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, Final, Literal

from dash_core.common.i18n import _
from dash_core.readers import LIST_FIELDS, Record, Report

__all__ = [
    "EDITABLE",
    "NAME_KINDS",
    "PLACE_KINDS",
    "Edit",
    "Edited",
    "Kind",
    "add",
    "apply",
    "with_edit",
]

Kind = Literal[
    "set", "accept", "add", "leave out", "same person", "keep apart", "no person", "role", "place"
]
NAME_KINDS: Final = ("same person", "keep apart", "no person", "role")
PLACE_KINDS: Final = ("place",)
EDITABLE: Final = ("date", "title", "summary", *LIST_FIELDS, "genre", "url", "language")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to one document, or one decision about a name.

    `kind` is "set" (a field gets another value), "accept" (the date is right as it was read),
    "add" (an unread piece of the file `source`, number `number`, becomes a document) or
    "leave out" (what was read as a document is none). Lists are joined by "; ".

    Of names, `document` is the spelling or name: "same person" (it is one of the name `after`),
    "keep apart" (it is not of the name `after`), "no person", "role" (`after` is what is known).
    "place": the name `document` is the place `after` of the gazetteer; none if that is empty.
    """

    kind: Kind
    document: str
    field: str = ""
    before: str = ""
    after: str = ""
    source: str = ""
    number: int = 0

    def sentence(self) -> str:
        """The edit in words: `date: “Feb. 30, 1946” changed to “Feb. 3, 1946”`."""
        if self.kind == "set":
            return _("{field}: “{before}” changed to “{after}”").format(
                field=self.field, before=self.before, after=self.after
            )
        if self.kind == "accept":
            return _("date accepted as read")
        if self.kind == "add":
            return _("made a document of “{text}”, which had not been read").format(
                text=self.before
            )
        if self.kind == "same person":
            return _("“{spelling}” is a spelling of “{name}”").format(
                spelling=self.document, name=self.after
            )
        if self.kind == "keep apart":
            return _("“{spelling}” is kept apart from “{name}”").format(
                spelling=self.document, name=self.after
            )
        if self.kind == "no person":
            return _("“{name}” is not a person").format(name=self.document)
        if self.kind == "role":
            return _("“{name}”: {role}").format(name=self.document, role=self.after)
        if self.kind == "place":
            return (
                _("“{name}” is the place {place}").format(name=self.document, place=self.after)
                if self.after
                else _("“{name}” is not a place").format(name=self.document)
            )
        return _("left out: no document")


@dataclass(frozen=True)
class Edited:
    """Records after the edits, their ids, the sentences of the edits of each, which of them
    have an accepted date, and the edits whose document is not there."""

    records: list[Record]
    ids: list[str]
    said: list[list[str]]
    accepted: list[bool]
    lost: list[Edit]


def add(source: str, number: int, text: str) -> Edit:
    """The edit that makes a document of an unread piece, its text as the title."""
    content = "\x1f".join((source, str(number), text)).encode("utf-8", "replace")
    return Edit(
        "add",
        blake2b(content, digest_size=5).hexdigest(),
        before=text,
        source=source,
        number=number,
    )


def with_edit(edits: Sequence[Edit], new: Edit) -> tuple[Edit, ...]:
    """The edits with one more; it takes the place of an earlier one of the same thing or to the
    contrary, and a value set back to what was read takes its edit away."""
    same = [e for e in edits if _thing(e) == _thing(new) or _contradict(e, new)]
    kept = tuple(e for e in edits if e not in same)
    if new.kind == "set":
        if same:
            new = replace(new, before=same[0].before)
        if new.before == new.after:
            return kept
    return (*kept, new)


def _thing(edit: Edit) -> tuple[str, str, str]:
    if edit.kind == "keep apart":
        return (edit.kind, *sorted((edit.document, edit.after)))  # type: ignore[return-value]
    return (edit.kind, edit.document, edit.field)


def _contradict(edit: Edit, new: Edit) -> bool:
    """Whether one edit joins what the other keeps apart."""
    kinds = {edit.kind, new.kind}
    return kinds == {"same person", "keep apart"} and {edit.document, edit.after} == {
        new.document,
        new.after,
    }


def apply(
    records: Sequence[Record], ids: Sequence[str], edits: Iterable[Edit], report: Report
) -> Edited:
    """Make the edits, in their order.

    Parameters
    ----------
    records, ids
        The records as read, and the id of each.
    report
        The account of the reading: a piece can be added only if it is there, unread.
    """
    done = dict(zip(ids, records, strict=True))
    said: dict[str, list[str]] = {id_: [] for id_ in done}
    accepted: set[str] = set()
    lost: list[Edit] = []
    for edit in edits:
        if edit.kind in (*NAME_KINDS, *PLACE_KINDS):
            continue
        if edit.kind == "add":
            if not _is_unread(report, edit):
                lost.append(edit)
                continue
            done[edit.document] = Record(
                title=" ".join(edit.before.split()),
                source=edit.source,
                first=edit.number,
                last=edit.number,
            )
            said[edit.document] = []
        elif edit.document not in done:
            lost.append(edit)
            continue
        elif edit.kind == "leave out":
            del done[edit.document], said[edit.document]
            continue
        elif edit.kind == "accept":
            accepted.add(edit.document)
        elif edit.field in EDITABLE:
            done[edit.document] = _set(done[edit.document], edit.field, edit.after)
        else:
            lost.append(edit)
            continue
        said[edit.document].append(edit.sentence())
    return Edited(
        list(done.values()), list(done), list(said.values()), [i in accepted for i in done], lost
    )


def _set(record: Record, field: str, value: str) -> Record:
    value = " ".join(value.split())
    new: Any = value
    if field in LIST_FIELDS:
        new = tuple(part.strip() for part in value.split(";") if part.strip())
    changed = {field: new} | ({"normal_date": ""} if field == "date" else {})
    return replace(record, **changed)


def _is_unread(report: Report, edit: Edit) -> bool:
    return any(
        piece.number == edit.number and piece.text == edit.before
        for file in report.files
        if file.source == edit.source
        for piece in file.unread
    )
