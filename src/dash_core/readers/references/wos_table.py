"""References of Web of Science in a table, as its "tab delimited file" has them.

    PT <tab> AU          <tab> TI             <tab> PY
    J  <tab> Pell, A; …  <tab> Logs of whalers <tab> 2011

Its columns have the tags of the other format of Web of Science (`ris`); names and keywords are
divided by semicolons.
"""

import re
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, phrase
from dash_core.readers.references.ris_record import TaggedReference, wos_record
from dash_core.readers.report import FileReport, Piece, Reading, Role, Unused
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = phrase("references (Web of Science, table)")

_TAG: Final = re.compile(r"[A-Z][A-Z0-9]")
_NEEDED: Final = frozenset({"PT", "TI", "PY"})
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_LISTS: Final = frozenset({"AU", "AF", "BA", "BE", "BF", "CA", "ED", "GP", "DE", "ID", "CR"})
_MAX_HEAD: Final = 2_000  # characters of the row of tags
_PROGRESS_EVERY: Final = 10_000  # lines


def sniff(file: SourceFile) -> bool:
    """Whether the first line has the tags of Web of Science, parted by tabs."""
    return b"\t" in file.data[:_MAX_HEAD] and set(_tags(file.text[:_MAX_HEAD])) >= _NEEDED


def _tags(text: str) -> list[str]:
    """The tags in the first line with text; none where it has anything else."""
    first = _LINE_END.split(text.lstrip("\ufeff \r\n"), maxsplit=1)[0]
    tags = [cell.strip() for cell in first.rstrip().split("\t")]
    return tags if all(map(_TAG.fullmatch, tags)) else []


def read(file: SourceFile, options: Options) -> Reading:
    """Read a reference from each row.

    Raises
    ------
    ReadError
        If there is no row below the tags.
    """
    tags = _tags(file.text)
    lines = _LINE_END.split(file.text)
    if lines[-1] == "":
        lines.pop()
    nameless = 0  # cells
    references: list[TaggedReference] = []
    pieces: list[Piece] = []
    is_above = True
    for number, line in enumerate(lines, 1):
        if number % _PROGRESS_EVERY == 0:
            options.progress(number / len(lines))
        role: Role = "field" if line.strip("\ufeff \t") else "blank"
        if role == "field" and is_above:
            role, is_above = "header", False
        elif role == "field":
            cells = line.split("\t")
            nameless += sum(bool(cell.strip()) for cell in cells[len(tags) :])
            pairs = [(tag, cell) for tag, cell in zip(tags, cells, strict=False) if cell.strip()]
            references.append(TaggedReference(number, number, _divided(pairs)))
        pieces.append(Piece(number, line, role, len(references) - 1 if role == "field" else None))
    if not references:
        raise ReadError(
            _("“{name}” has no reference below the tags of Web of Science.").format(name=file.name)
        )
    report = FileReport(
        file.name,
        pieces,
        unit="row",
        form=NAME,
        encoding=file.decoded.encoding,
        unused=(Unused(_("cells without a tag"), nameless),) if nameless else (),
    )
    return Reading.of([wos_record(reference) for reference in references], report)


def _divided(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The tags with one value each."""
    return [
        (tag, text.strip())
        for tag, cell in pairs
        for text in (cell.split(";") if tag in _LISTS else [cell])
        if text.strip()
    ]
