"""The readers of all formats, and reading files with them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

from dash_core.common import settings
from dash_core.common.errors import ReadError
from dash_core.common.garbage import put_off
from dash_core.common.i18n import _, format_number, ngettext
from dash_core.common.parts import each
from dash_core.common.progress import Progress, no_progress, progress_part
from dash_core.readers import archive, unsupported
from dash_core.readers.html import page as html
from dash_core.readers.markup import (
    dublin_core,
    ead,
    endnote,
    feed,
    lido,
    marc,
    mods,
    tei,
    xml,
    xml_records,
    zotero_rdf,
)
from dash_core.readers.nested import json, parquet
from dash_core.readers.pages import front_matter, listing, markdown
from dash_core.readers.pages.overlap import count_repeats
from dash_core.readers.plausible import with_doubts
from dash_core.readers.reference_codes import with_reference_codes
from dash_core.readers.references import bibtex, csl_json, csl_yaml, ris, tagged, wos_table
from dash_core.readers.report import Reading, Remark
from dash_core.readers.source import Options, SourceFile
from dash_core.readers.tables import csv, excel

__all__ = ["READERS", "read_file", "read_files"]


class Reader(Protocol):
    """The interface of a reader's module."""

    NAME: str

    def sniff(self, file: SourceFile) -> bool:
        """Whether the content is of this format; raises nothing but `ReadError`."""

    def read(self, file: SourceFile, options: Options) -> Reading:
        """Read it. Raises `ReadError` with one sentence where there is no record."""


READERS: Final[tuple[Reader, ...]] = (
    excel,
    archive,
    parquet,
    marc,
    unsupported,
    ead,
    tei,
    mods,
    lido,
    zotero_rdf,
    endnote,
    feed,
    dublin_core,
    html,
    xml_records,
    xml,
    csl_json,
    json,
    ris,
    wos_table,
    tagged,
    csl_yaml,
    bibtex,
    front_matter,
    markdown,
    csv,
    listing,
)
_CHECKED: Final = (html, listing, markdown, csv, excel)  # by how plausible they are
_TEXTS: Final = (markdown, csv, listing)  # that may stand below front matter
_PAGES: Final = (listing.NAME, html.NAME)


@put_off()
def read_file(file: SourceFile, options: Options = Options()) -> Reading:
    """Read a file with the first reader that recognises its content.

    Raises
    ------
    ReadError
        If the file is empty, too large, or has no record of any known format.
    """
    if not file.data:
        raise ReadError(_("“{name}” is empty: there is nothing to read.").format(name=file.name))
    if len(file.data) > settings.MAX_FILE.value:
        raise ReadError(
            _("“{name}” has {size} MB; the limit is {limit} MB: split it and try again.").format(
                name=file.name,
                size=format_number(len(file.data) / 2**20, 1),
                limit=format_number(settings.MAX_FILE.value / 2**20, 0),
            )
        )
    chosen = options.record_path(file.name) and file.xml is not None
    *others, last = READERS  # what no other reader recognises is read as a page, or refused
    reader = next((reader for reader in others if reader.sniff(file)), last)
    if reader in _TEXTS and html.sniff(page := front_matter.without_front_matter(file)):
        file, reader = page, html
    reader = xml_records if chosen else reader
    try:
        reading = with_reference_codes(reader.read(file, options))
        return _with_encoding(with_doubts(reading) if reader in _CHECKED else reading, file)
    except ReadError as err:
        # What is no listing may be plainly a table, only without a column that we know.
        reason = csv.refusal(file) if reader is listing else ""
        if not reason and reader in (html, listing):
            reason = unsupported.explain(file)
        if not reason:
            raise
        raise ReadError(reason) from err


def _with_encoding(reading: Reading, file: SourceFile) -> Reading:
    """The reading, with a remark where the encoding of the text was guessed."""
    if not file.is_decoded or not file.decoded.remark or not reading.report.files:
        return reading
    first, *others = reading.report.files
    remark = Remark(1, file.decoded.remark)
    report = replace(
        reading.report, files=(replace(first, remarks=(remark, *first.remarks)), *others)
    )
    return replace(reading, report=report)


def read_files(
    files: Iterable[SourceFile],
    columns: Mapping[str, Mapping[str, str]] | None = None,
    progress: Progress = no_progress,
) -> Reading:
    """Read several files as one listing, in this order.

    Parameters
    ----------
    columns
        The fields a person chose for the columns of tables (see `Options`).
    progress
        Called with the share that is done.

    Raises
    ------
    ReadError
        As `read_file`, for the first file that cannot be read.
    """
    readings = each(_read_each, list(files), shared=(columns or {},), progress=progress, rows=1)
    return Reading.join(_without_repeats(readings))


def _read_each(
    files: Sequence[SourceFile], columns: Mapping[str, Mapping[str, str]], progress: Progress
) -> list[Reading]:
    readings = []
    for i, file in enumerate(files):
        part_progress = progress_part(progress, i / len(files), (i + 1) / len(files))
        readings.append(read_file(file, Options(columns, part_progress)).packed())
        part_progress(1)
    return readings


def _without_repeats(readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings without what a copied page repeats from the end of the page before it."""
    pages = [r.records if _is_page(r) else () for r in readings]
    for reading, k in zip(readings, count_repeats(pages), strict=True):
        yield _without_first(reading, k) if k else reading


def _is_page(reading: Reading) -> bool:
    return len(reading.report.files) == 1 and reading.report.files[0].form in _PAGES


def _without_first(reading: Reading, k: int) -> Reading:
    """A reading without its first `k` records; their lines get the role `repeat`."""
    (file,) = reading.report.files
    pieces = [
        piece
        if piece.record is None
        else replace(piece, record=piece.record - k)
        if piece.record >= k
        else replace(piece, record=None, role="blank" if piece.role == "blank" else "repeat")
        for piece in file.pieces
    ]
    first, last = reading.records[0].first, reading.records[k - 1].last
    remark = Remark(
        first,
        ngettext(
            "{n} document (up to line {last}) is also at the end of the previous file in the "
            "same words; it is counted once.",
            "{n} documents (up to line {last}) are also at the end of the previous file in the "
            "same words; they are counted once.",
            k,
            last=format_number(last),
        ),
    )
    report = replace(file, pieces=pieces, remarks=(remark, *file.remarks))
    return Reading.of(reading.records[k:], report)
