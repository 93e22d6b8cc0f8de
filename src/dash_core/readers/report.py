"""What a reader made of every line of its input: nothing is lost without being named."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import pandas as pd

from dash_core.words import _, count, ngettext

__all__ = ["ROLES", "LineUse", "Note", "Reading", "Record", "Report", "Role"]

Role = Literal["blank", "header", "date", "title", "summary", "unread"]
ROLES: Final[tuple[Role, ...]] = ("blank", "header", "date", "title", "summary", "unread")


@dataclass(frozen=True, slots=True)
class LineUse:
    """One line of the input: its number (from 1), its text, what it was read as, and the
    position of the record it went into (None for blank, header and unread lines)."""

    number: int
    text: str
    role: Role
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about one line: what is off, in a sentence."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """One description as printed, white space folded, with the lines it came from."""

    date: str
    title: str
    summary: str
    first_line: int
    last_line: int


@dataclass(frozen=True)
class Report:
    """The account of one reading: every line of the input once, in order, and the notes."""

    source: str
    lines: Sequence[LineUse]
    notes: tuple[Note, ...] = ()
    n_records: int = 0

    @property
    def unread(self) -> list[LineUse]:
        """The lines that are in no record and are no page header either."""
        return [line for line in self.lines if line.role == "unread"]

    def counts(self) -> dict[Role, int]:
        """How many lines were read as what; the sum is the number of lines."""
        counts: dict[Role, int] = dict.fromkeys(ROLES, 0)
        for line in self.lines:
            counts[line.role] += 1
        return counts

    def sentence(self) -> str:
        """The account in words: `20 documents from 123 lines. Every line was read.`"""
        found = _("{documents} from {lines}.").format(
            documents=count(self.n_records),
            lines=ngettext("{n} line", "{n} lines", len(self.lines)),
        )
        unread = len(self.unread)
        rest = (
            ngettext("{n} line was not read.", "{n} lines were not read.", unread)
            if unread
            else _("Every line was read.")
        )
        noted = len(self.notes)
        remarks = ngettext("{n} remark.", "{n} remarks.", noted) if noted else ""
        return " ".join(part for part in (found, rest, remarks) if part)

    def to_frame(self) -> pd.DataFrame:
        """One row a line: `line`, `read as`, `document` (from 1), `text`."""
        return pd.DataFrame(
            {
                "line": [line.number for line in self.lines],
                "read as": [line.role for line in self.lines],
                "document": pd.array(
                    [None if line.record is None else line.record + 1 for line in self.lines],
                    dtype="Int64",
                ),
                "text": [line.text for line in self.lines],
            }
        )


@dataclass(frozen=True)
class Reading:
    """What a reader gives: records in the order of the source, and the report."""

    records: list[Record] = field(default_factory=list)
    report: Report = field(default_factory=lambda: Report("", ()))
