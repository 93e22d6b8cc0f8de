"""BibTeX and BibLaTeX.

`bibtexparser` finds the entries; `bibtex_record` makes records of their fields.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, TypeAlias

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.readers.references.bibtex_record import MONTHS, Entry, record_of, value_of
from dash_core.readers.report import FileReport, Piece, Reading, Record, RemarkCollector, Role
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "references (BibTeX)"

_TOP: Final = 200_000  # characters among which the first entry must begin
_PROGRESS_EVERY: Final = 500  # entries
_START: Final = re.compile(
    r"(?im)^[ \t]*@(?!comment|string|preamble)[a-z]{1,30}[ \t]*[{(][ \t\n]*[^,={}\s]{0,200}[ \t]*,"
    r"[ \t\r\n]{0,100}(?:[\w:+.-]{1,60}\s{0,100}=|[})])"
)


def sniff(file: SourceFile) -> bool:
    """Whether an entry, `@type{key, field = …`, begins near the top."""
    return "@" in file.text[:_TOP] and _START.search(file.text[:_TOP]) is not None


_Block: TypeAlias = Entry | tuple[str, str] | str | None
"""An entry; name and value of a @string; "" for a comment or @preamble; None = broken."""


def read(file: SourceFile, options: Options) -> Reading:
    """Read every entry, also those with the key of another one.

    Raises
    ------
    ReadError
        If there is none.
    """
    text = file.text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    collector = RemarkCollector()
    pieces = [
        Piece(n, line, "header" if line.strip() else "blank") for n, line in enumerate(lines, 1)
    ]
    records: list[Record] = []
    blocks = list(_blocks(text, file.name))
    strings = dict(MONTHS)
    after = 0  # the first line after the last block that could be read
    is_broken = False
    for i, (block, first, last) in enumerate(blocks):
        if i % _PROGRESS_EVERY == 0:
            options.progress(0.5 + i / len(blocks) / 2)
        if is_broken:  # what follows a broken entry belongs to it
            _mark(pieces, range(after, first), None)
        if block == "" and first < after and not is_broken:
            collector.add(first + 1, _("The text after an entry on this line was not read."))
        is_broken = block is None or (is_broken and block == "")
        if isinstance(block, tuple):
            name, value = block
            strings[name.lower()] = value_of(value, strings)
        elif block is None:
            collector.add(
                first + 1, _("This entry is not closed or has a sign too many: not read.")
            )
            _mark(pieces, range(max(first, after), last + 1), None)
        elif isinstance(block, Entry):
            if block.is_twice:
                collector.add(first + 1, _("The key of this entry occurs twice in the file."))
            if len({name for name, _value in block.fields}) < len(block.fields):
                collector.add(first + 1, _("A field occurs twice in this entry: both are kept."))
            record = record_of(block, strings, first + 1, last + 1)
            _mark(pieces, range(max(first, after), last + 1), len(records))
            records.append(record)
        after = max(after, last + 1)
    if is_broken:
        _mark(pieces, range(after, len(lines)), None)
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


def _mark(pieces: list[Piece], lines: range, record: int | None) -> None:
    """Give lines to a record; with None, mark them as unread."""
    for i in lines:
        if pieces[i].role != "blank":
            role: Role = "unread" if record is None else "field"
            pieces[i] = replace(pieces[i], role=role, record=record)


def _blocks(text: str, name: str) -> Iterator[tuple[_Block, int, int]]:
    """Each block with its first and last line, counted from 0."""
    from bibtexparser.entrypoint import parse_string

    log = logging.getLogger("bibtexparser")
    log.setLevel(logging.CRITICAL)  # its warnings are in the report
    try:
        blocks = parse_string(text, parse_stack=[]).blocks
    except Exception as err:  # the library documents that it may raise any error
        raise ReadError(
            _("“{name}” is not readable BibTeX: export it again and try again.").format(name=name)
        ) from err
    at, line = 0, 0
    for block in blocks:
        raw = block.raw or ""
        start = text.find(raw, at)
        if start < 0:
            continue
        line += text.count("\n", at, start)
        last = line + raw.rstrip().count("\n")
        yield _block(block), line, last
        at, line = start + len(raw), line + raw.count("\n")


def _block(block: Any) -> _Block:
    from bibtexparser import model

    is_twice = isinstance(block, model.DuplicateBlockKeyBlock)
    while isinstance(block, (model.DuplicateBlockKeyBlock, model.DuplicateFieldKeyBlock)):
        block = block.ignore_error_block
    if isinstance(block, model.Entry):
        fields = [(field.key.lower(), field.value) for field in block.fields]
        return Entry(block.entry_type.lower(), block.key, fields, is_twice)
    if isinstance(block, model.String):
        return block.key, block.value
    return None if isinstance(block, model.ParsingFailedBlock) else ""
