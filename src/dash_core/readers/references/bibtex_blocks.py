"""The blocks of a BibTeX file, by `bibtexparser`: entries, abbreviations, comments.

An entry that the library refuses or misreads is read again by `bibtex_repair`, with what is wrong
with it.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.readers.references.bibtex_inheritance import Entry
from dash_core.readers.references.bibtex_repair import Fault, is_suspect, repair

__all__ = ["Block", "blocks"]


@dataclass(frozen=True, slots=True)
class Block:
    """A block: an entry, an abbreviation (name and value), text between blocks, another (@comment,
    @preamble), or one that cannot be read.

    `first` and `last` are its lines, from 0; `at` and `end` its place in the text. The place of
    each of the `faults` is a line, too.
    """

    first: int
    last: int
    at: int
    end: int
    entry: Entry | None = None
    string: tuple[str, str] | None = None
    is_text: bool = False
    is_broken: bool = False
    is_twice: bool = False
    faults: Sequence[Fault] = ()


def blocks(text: str, name: str) -> list[Block]:
    """Every block of the file of this name, in order.

    Raises
    ------
    ReadError
        If the library fails.
    """
    found = list(_found(text, name))
    whole: list[Block] = []
    after = 0  # the end of the last block
    for block, end in zip(found, _ends(found, text), strict=True):
        if block.at < after:  # part of one that was repaired, or is broken
            continue
        if block.is_broken or (block.entry and any(is_suspect(v) for _n, v in block.entry.fields)):
            block = _repaired(block, text, end)
        whole.append(block)
        after = block.end
    return whole


def _ends(found: Sequence[Block], text: str) -> list[int]:
    """Where each block ends if the text up to the next one is its own."""
    ends, end = [], len(text)
    for block in reversed(found):
        ends.append(end)
        if not block.is_text:
            end = block.at
    return ends[::-1]


def _repaired(block: Block, text: str, end: int) -> Block:
    """A block read again by its own rules; with all text up to `end` where that fails."""
    repaired = repair(text[block.at : end])
    if repaired is None:
        last = block.first + text.count("\n", block.at, len(text[:end].rstrip()))
        return replace(block, entry=None, is_broken=True, end=end, last=max(block.first, last))
    stop = block.at + repaired.end
    return replace(
        block,
        end=stop,
        last=block.first + text[block.at : stop].rstrip().count("\n"),
        entry=Entry(repaired.kind, repaired.key, repaired.fields),
        is_broken=False,
        faults=[
            replace(fault, at=block.first + text.count("\n", block.at, block.at + fault.at))
            for fault in repaired.faults
        ],
    )


def _found(text: str, name: str) -> Iterator[Block]:
    """The blocks as the library finds them."""
    from bibtexparser.entrypoint import parse_string

    log = logging.getLogger("bibtexparser")
    log.setLevel(logging.CRITICAL)  # its warnings are in the report
    try:
        found = parse_string(text, parse_stack=[]).blocks
    except Exception as err:  # the library documents that it may raise any error
        raise ReadError(
            _("“{name}” is not readable BibTeX: export it again and try again.").format(name=name)
        ) from err
    at, line = 0, 0
    for block in found:
        raw = block.raw or ""
        start = text.find(raw, at)
        if start < 0:
            continue
        line += text.count("\n", at, start)
        last, at = line + raw.rstrip().count("\n"), start + len(raw)
        yield _block(block, Block(line, last, start, at))
        line += raw.count("\n")


def _block(found: Any, block: Block) -> Block:
    from bibtexparser import model

    is_twice = isinstance(found, model.DuplicateBlockKeyBlock)
    while isinstance(found, (model.DuplicateBlockKeyBlock, model.DuplicateFieldKeyBlock)):
        found = found.ignore_error_block
    if isinstance(found, model.Entry):
        fields = [(field.key.lower(), field.value) for field in found.fields]
        entry = Entry(found.entry_type.lower(), found.key, fields)
        return replace(block, entry=entry, is_twice=is_twice and bool(entry.key))
    if isinstance(found, model.String):
        return replace(block, string=(found.key, found.value))
    return replace(
        block,
        is_text=isinstance(found, model.ImplicitComment),
        is_broken=isinstance(found, model.ParsingFailedBlock),
    )
