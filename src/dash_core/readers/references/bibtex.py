"""BibTeX and BibLaTeX.

`bibtex_blocks` finds the entries, `bibtex_inheritance` gives them what they take from others, and
`bibtex_record` makes records of their fields.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, phrase
from dash_core.readers.references.bibtex_blocks import Block, blocks
from dash_core.readers.references.bibtex_inheritance import Entry, Inheritance
from dash_core.readers.references.bibtex_record import MONTHS, record_of, value_of
from dash_core.readers.report import FileReport, Piece, Reading, Record, RemarkCollector, Role
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = phrase("references (BibTeX)")

_TOP: Final = 200_000  # characters among which the first entry must begin
_FOREWORD: Final = 100  # lines before the first entry, as programs write them
_PROGRESS_EVERY: Final = 500  # entries
_START: Final = re.compile(
    r"(?im)^[ \t]*@(?!comment|string|preamble)[a-z]{1,30}\s{0,100}[{(]\s{0,100}"
    r"(?:[^,={}\"\n]{0,200}?\s{0,100},[\s,]{0,100}(?:[\w:+.-]{1,60}\s{0,100}=|[})])"
    r"|[\w:+.-]{1,60}\s{0,100}=\s{0,100}[{\"\w])"
)
_LATE_BRACE: Final = re.compile(r"(?im)^([ \t]*@[a-z]{1,30})(\s{0,100}\n\s{0,100})([{(])")
_LOST_FIELD: Final = re.compile(r"\s*,?\s*[A-Za-z][\w-]{1,40}\s*=\s*[{\"\d].*")
_DATA: Final = frozenset({"xdata", "set"})
"""Types of entries that are no documents: fields for others, names of a group."""


def sniff(file: SourceFile) -> bool:
    """Whether an entry, `@type{key, field = …`, begins near the top; not the only one, in a block
    of code or below a long text: how to cite what a README or a page is about."""
    start = _START.search(file.text[:_TOP]) if "@" in file.text[:_TOP] else None
    if start is None:
        return False
    in_code = file.text.count("```", 0, start.start()) % 2 == 1
    is_below = file.text.count("\n", 0, start.start()) > _FOREWORD
    return not (in_code or is_below) or _START.search(file.text, start.end()) is not None


def read(file: SourceFile, options: Options) -> Reading:
    """Read every entry, also those with the key of another one, or with a fault.

    Raises
    ------
    ReadError
        If there is none.
    """
    text = file.text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    text = _LATE_BRACE.sub(r"\1\3\2", text)  # the library wants it on the line of the type
    if lines[-1] == "":
        lines.pop()
    pieces = [
        Piece(n, line, "header" if line.strip() else "blank") for n, line in enumerate(lines, 1)
    ]
    collector = RemarkCollector()
    found = [_without_type(block) for block in blocks(text, file.name)]
    entries = _joined(found)
    inheritance = Inheritance(entries.values())
    records: list[Record] = []
    used: set[str] = set()
    after = 0  # the first line behind the last block
    for i, block in enumerate(found):
        if i % _PROGRESS_EVERY == 0:
            options.progress(0.5 + i / len(found) / 2)
        _remark(block, after, collector)
        lines_of = range(max(block.first, after), block.last + 1)
        if block.is_broken:
            _mark(pieces, lines_of, "unread")
        elif i in entries and entries[i].kind not in _DATA:
            inherited = inheritance.of(entries[i])
            used |= inherited.used
            for key in inherited.missing:
                message = _("This entry refers to “{key}”, which is not in the file.")
                collector.add(block.first + 1, message, key=key)
            if pieces[block.first].record is None:  # the line of a broken block, too
                lines_of = range(block.first, block.last + 1)
            _mark(pieces, lines_of, "field", len(records))
            at = block.first + 1, block.last + 1
            records.append(record_of(inherited.entry, *at, file.name))
        if not block.is_text:  # an entry may begin on its last line
            after = max(after, block.last + 1)
    _mark_data(pieces, found, entries, used, collector)
    if records:
        _mark_lost(pieces, found, collector)
    if not records:
        raise ReadError(
            _(
                "No entry of “{name}” could be read: in BibTeX each has the form "
                "“@type{{key, field = {{…}}}}”."
            ).format(name=file.name)
        )
    report = FileReport(
        file.name, pieces, tuple(collector.remarks()), form=NAME, encoding=file.decoded.encoding
    )
    return Reading.of(records, report)


def _without_type(block: Block) -> Block:
    """An entry without a type (`@{…}`) is none."""
    is_none = block.entry is not None and not block.entry.kind
    return replace(block, entry=None, is_broken=True) if is_none else block


def _joined(found: Sequence[Block]) -> dict[int, Entry]:
    """The entries by their place among the blocks, abbreviations in their values resolved."""
    strings = dict(MONTHS)
    entries: dict[int, Entry] = {}
    for i, block in enumerate(found):
        if block.string is not None:
            name, value = block.string
            strings[name.lower()] = value_of(value, strings)
        elif block.entry is not None:
            fields = [(name, value_of(value, strings)) for name, value in block.entry.fields]
            entries[i] = Entry(block.entry.kind, block.entry.key, fields)
    return entries


def _remark(block: Block, after: int, collector: RemarkCollector) -> None:
    """Say what is wrong with a block; `after` is the line behind the last one."""
    if block.is_text and block.first < after:
        collector.add(block.first + 1, _("The text after an entry on this line was not read."))
    if block.is_broken:
        message = _("This entry is not closed or has a sign too many: not read.")
        collector.add(block.first + 1, message)
    if block.is_twice:
        collector.add(block.first + 1, _("The key of this entry occurs twice in the file."))
    for fault in block.faults:
        collector.add(fault.at + 1, fault.text, **fault.values)
    names = [name for name, _value in block.entry.fields] if block.entry else []
    if len(set(names)) < len(names):
        message = _("A field occurs twice in this entry: both are kept.")
        collector.add(block.first + 1, message)


def _mark_data(
    pieces: list[Piece],
    found: Sequence[Block],
    entries: Mapping[int, Entry],
    used: Collection[str],
    collector: RemarkCollector,
) -> None:
    """Mark entries that hold fields for others, and that none uses, as unread."""
    for i, entry in entries.items():
        if entry.kind in _DATA and entry.key.lower() not in used:
            first, last = found[i].first, found[i].last
            collector.add(first + 1, _("No entry takes its fields from this one: not read."))
            _mark(pieces, range(first, last + 1), "unread")


def _mark_lost(pieces: list[Piece], found: Sequence[Block], collector: RemarkCollector) -> None:
    """Mark fields outside of entries as unread; other text there is a comment in BibTeX."""
    inside = {
        line for block in found if not block.is_text for line in range(block.first, block.last + 1)
    }
    for i, piece in enumerate(pieces):
        if piece.role == "header" and i not in inside and _LOST_FIELD.fullmatch(piece.text):
            collector.add(piece.number, _("This field is in no entry and was not read."))
            _mark(pieces, range(i, i + 1), "unread")


def _mark(pieces: list[Piece], lines: range, role: Role, record: int | None = None) -> None:
    """Give lines that are not blank a role, and to a record."""
    for i in lines:
        piece = pieces[i]
        if piece.role != "blank":
            pieces[i] = Piece(piece.number, piece.text, role, record)
