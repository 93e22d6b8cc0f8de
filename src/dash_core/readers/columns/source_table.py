"""A table as read from a file, before its columns are understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dash_core.readers.columns.cell_text import Value
from dash_core.readers.columns.inner import InnerColumn
from dash_core.readers.report import Remark, Role, Unused

__all__ = ["Row", "SourceTable"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number and text in the source, its cells by column name, and its role.

    A row with the role `field` and no text in any cell is blank.
    """

    number: int
    text: str
    cells: Mapping[str, Value] = field(default_factory=dict)
    role: Role = "field"


@dataclass(frozen=True)
class SourceTable:
    """A table as read from a file; `flat` where cells have no lists, `escaped` where formulas in
    cells that Dossier wrote are escaped (`escape_formulas`), `may_have_html` where the text of a
    cell may be HTML; `is_markdown` of a table of Markdown; `unused` is what is in no cell;
    `inner` are columns of objects within the documents."""

    source: str
    form: str
    names: Sequence[str]
    rows: Sequence[Row]
    remarks: Sequence[Remark] = ()
    encoding: str = ""
    flat: bool = True
    escaped: bool = True
    may_have_html: bool = True
    is_markdown: bool = False
    unused: Sequence[Unused] = ()
    inner: Mapping[str, InnerColumn] = field(default_factory=dict)
