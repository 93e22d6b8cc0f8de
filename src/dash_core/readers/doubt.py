"""What the checks of a whole listing say: the remark, what to do, the lines of a document."""

from collections.abc import Sequence

from dash_core.common.i18n import _
from dash_core.readers.report import FileReport, Piece, Record, Remark

__all__ = ["doubt", "lines_of", "what_to_do"]


def lines_of(record: Record, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The lines that a document was read from."""
    if (
        record.first
        and len(pieces) >= record.last
        and pieces[record.last - 1].number == record.last
    ):
        return pieces[record.first - 1 : record.last]
    return [piece for piece in pieces if record.first <= piece.number <= record.last]


def doubt(records: Sequence[Record], text: str, **values: object) -> Remark:
    """A remark that begins with the first of these documents."""
    return Remark(records[0].first, text.format(**values).strip())


def what_to_do(file: FileReport) -> str:
    """What a person can do about it; "" for nothing."""
    if file.unit == "row" or file.columns:
        return _("Choose which column is which.")
    return _("Another way to read the page can be chosen.") if file.record_paths else ""
