"""Corrections that a person made to documents, people's names and places, kept apart from what
was read.

An edit of a document has the id the document got as read, so that it can be undone at any time
and survives a new reading of the same listing. An edit of a name has a spelling
(`dash_core.text.spellings.decisions`), one of a place a printed place name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, Final, Literal

from dash_core.common.columns import Changed
from dash_core.common.i18n import _
from dash_core.dates.stated import NOTHING_STATED
from dash_core.readers import LIST_FIELDS, Record, Report

__all__ = [
    "EDITABLE",
    "Edit",
    "Edited",
    "Kind",
    "Target",
    "add",
    "apply",
    "batches",
    "join_edits",
    "with_edit",
    "with_edits",
]

Kind = Literal[
    "set", "accept", "add", "leave out", "same person", "keep apart", "no person", "role", "place"
]
Target = Literal["document", "name", "place"]
EDITABLE: Final = ("date", "title", "summary", *LIST_FIELDS, "genre", "url", "language")

_TARGETS: Final[dict[Kind, Target]] = {
    "set": "document",
    "accept": "document",
    "add": "document",
    "leave out": "document",
    "same person": "name",
    "keep apart": "name",
    "no person": "name",
    "role": "name",
    "place": "place",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a document, or one decision about a name or a place.

    Of a document (its id), `kind` is "set" (a field gets another value), "accept" (the date is
    right as it was read), "add" (an unread piece of the file `source`, number `number`, becomes a
    document) or "leave out" (what was read as a document is none). Lists are joined by "; ".

    Of a name, `document` is the spelling or name: "same person" (it is one of the name `after`),
    "keep apart" (it is not of the name `after`), "no person", "role" (`after` is the role).
    "place": the name `document` is the place `after` of the gazetteer; none if that is empty.
    """

    kind: Kind
    document: str
    field: str = ""
    before: str = ""
    after: str = ""
    source: str = ""
    number: int = 0

    @property
    def target(self) -> Target:
        """What the edit is of: a document, a person's name or a place name."""
        return _TARGETS[self.kind]

    def sentence(self) -> str:
        """The edit in words: `date: “Feb. 30, 1946” changed to “Feb. 3, 1946”`."""
        if self.kind == "place" and not self.after:
            return _("“{document}” is not a place").format(document=self.document)
        return {
            "set": _("{field}: “{before}” changed to “{after}”"),
            "accept": _("date accepted as read"),
            "add": _("made a document of “{before}”, which had not been read"),
            "leave out": _("left out: no document"),
            "same person": _("“{document}” is a spelling of “{after}”"),
            "keep apart": _("“{document}” is kept apart from “{after}”"),
            "no person": _("“{document}” is not a person"),
            "role": _("“{document}”: {after}"),
            "place": _("“{document}” is the place {after}"),
        }[self.kind].format(
            document=self.document, field=self.field, before=self.before, after=self.after
        )


@dataclass(frozen=True)
class Edited:
    """Records after the edits, their ids, the sentences of the edits of each, which of them
    have an accepted date, and the edits whose document is not there."""

    records: Sequence[Record]
    ids: list[str]
    sentences: list[list[str]]
    accepted: list[bool]
    unapplied: list[Edit]


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
    """The edits with one more. It replaces an earlier one of the same thing or to the contrary; a
    value set back to what was read removes its edit."""
    same = [e for e in edits if _subject(e) == _subject(new) or _contradict(e, new)]
    kept = tuple(e for e in edits if e not in same)
    if new.kind == "set":
        if same:
            new = replace(new, before=same[0].before)
        if new.before == new.after:
            return kept
    return (*kept, new)


def with_edits(edits: Sequence[Edit], new: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits with many more of documents, each as by `with_edit`."""
    result = {_subject(edit): edit for edit in edits}
    for edit in new:
        subject = _subject(edit)
        before = result.pop(subject, None)
        if edit.kind == "set":
            edit = replace(edit, before=before.before if before else edit.before)
            if edit.before == edit.after:
                continue
        result[subject] = edit
    return tuple(result.values())


def join_edits(edits: Sequence[Edit], other: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits, and those of another study that are of something none of these is of."""
    subjects = {_subject(edit) for edit in edits}
    new = (
        edit
        for edit in other
        if _subject(edit) not in subjects and not any(_contradict(edit, mine) for mine in edits)
    )
    return (*edits, *new)


def batches(edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """Edits beside each other that did the same to many documents, as they are undone together:
    the first position of each and the one after its last. Alike are accepted dates, documents left
    out, and values filled in where a field was empty."""
    found: list[tuple[int, int]] = []
    for i, edit in enumerate(edits):
        if found and i and _is_alike(edits[i - 1], edit):
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _is_alike(one: Edit, other: Edit) -> bool:
    if (one.kind, one.field) != (other.kind, other.field):
        return False
    is_filled = one.kind == "set" and not one.before and not other.before
    return is_filled or one.kind in ("accept", "leave out")


def _subject(edit: Edit) -> tuple[str, str, str]:
    """What only one edit of a study can be about."""
    if edit.kind == "keep apart":
        first, second = sorted((edit.document, edit.after))
        return (edit.kind, first, second)
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
    """Apply the edits of documents, in their order.

    Parameters
    ----------
    records, ids
        The records as read, and the id of each.
    report
        The report of the reading: a piece can be added only if it is there, unread.
    """
    edits = [edit for edit in edits if edit.target == "document"]
    if not edits:
        return Edited(records, list(ids), [[]] * len(ids), [False] * len(ids), [])
    edited = dict(zip(ids, range(len(records)), strict=True))
    changed: dict[str, Record] = {}
    sentences: dict[str, list[str]] = {id_: [] for id_ in edited}
    accepted: set[str] = set()
    unapplied: list[Edit] = []
    for edit in edits:
        if edit.kind == "add":
            if not _is_unread(report, edit):
                unapplied.append(edit)
                continue
            edited[edit.document] = 0  # any row: what is added stands in its place
            changed[edit.document] = Record(
                title=" ".join(edit.before.split()),
                source=edit.source,
                first=edit.number,
                last=edit.number,
            )
            sentences[edit.document] = []
        elif edit.document not in edited:
            unapplied.append(edit)
            continue
        elif edit.kind == "leave out":
            del edited[edit.document], sentences[edit.document]
            changed.pop(edit.document, None)
            continue
        elif edit.kind == "accept":
            accepted.add(edit.document)
        elif edit.field in EDITABLE:
            before = changed.get(edit.document) or records[edited[edit.document]]
            changed[edit.document] = _set(before, edit.field, edit.after)
        else:
            unapplied.append(edit)
            continue
        sentences[edit.document].append(edit.sentence())
    rows: Sequence[int] = range(len(records))
    if list(edited.values()) != list(rows):
        rows = list(edited.values())
    others = {at: changed[id_] for at, id_ in enumerate(edited) if id_ in changed}
    return Edited(
        Changed(records, rows, others),
        list(edited),
        list(sentences.values()),
        [id_ in accepted for id_ in edited],
        unapplied,
    )


def _set(record: Record, field: str, value: str) -> Record:
    value = " ".join(value.split())
    new: Any = value
    if field in LIST_FIELDS:
        new = tuple(part.strip() for part in value.split(";") if part.strip())
    changed = {field: new} | ({"stated": NOTHING_STATED} if field == "date" else {})
    return replace(record, **changed)


def _is_unread(report: Report, edit: Edit) -> bool:
    return any(
        piece.number == edit.number and piece.text == edit.before
        for file in report.files
        if file.source == edit.source
        for piece in file.unread
    )
