"""Footnotes of a Markdown page: `[^1]: Torn.` below its documents, `[^1]` in the text of one.

A note goes to the document that refers to it; one that none refers to is not read.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from dash_core.common.i18n import _
from dash_core.readers.report import Piece, Record, Remark, Role

__all__ = ["give_notes", "without_notes"]

_NOTE: Final = re.compile(r"\s{0,3}\[\^([^\s\[\]]{1,40})\]:\s*(\S.*)")
_MARK: Final = re.compile(r"\s?\[\^([^\s\[\]]{1,40})\](?!:)")


def without_notes(lines: Sequence[str]) -> tuple[Sequence[str], dict[int, tuple[str, str]]]:
    """The lines with blank ones in place of notes, and the mark and text of each note, by line."""
    notes = {
        at: (match[1], match[2].strip())
        for at, line in enumerate(lines)
        if "[^" in line and (match := _NOTE.fullmatch(line))
    }
    if not notes:
        return lines, notes
    return ["" if at in notes else line for at, line in enumerate(lines)], notes


def give_notes(
    lines: Sequence[str],
    records: Sequence[Record],
    pieces: Sequence[Piece],
    notes: Mapping[int, tuple[str, str]],
) -> tuple[list[Record], list[Piece], list[Remark]]:
    """The records with their notes and without the marks of these, the pieces of all lines, and a
    remark on notes that none has."""
    known = {mark for mark, _text in notes.values()}
    of: dict[str, int] = {}
    changed: list[Record] = []
    for i, record in enumerate(records):
        marks = [m for m in _MARK.findall(f"{record.title} {record.summary}") if m in known]
        for mark in marks:
            of.setdefault(mark, i)
        texts = [text for mark, text in notes.values() if mark in marks]
        changed.append(_with_notes(record, texts) if marks else record)
    given: list[Piece] = list(pieces)
    left: list[int] = []
    for at, (mark, _text) in notes.items():
        record_of = of.get(mark)
        number = pieces[at].number
        role: Role = "unread" if record_of is None else "field"
        given[at] = Piece(number, lines[at], role, record_of)
        left += [number] if record_of is None else []
    text = _("No document refers to this footnote: it was not read.")
    return changed, given, [Remark(number, text) for number in left[:1]]


def _with_notes(record: Record, texts: Sequence[str]) -> Record:
    return replace(
        record,
        title=_MARK.sub("", record.title),
        summary=_MARK.sub("", record.summary),
        extra={**record.extra, "note": "; ".join(filter(None, (record.extra.get("note"), *texts)))},
    )
