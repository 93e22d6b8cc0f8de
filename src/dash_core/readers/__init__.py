"""Readers: a file of one format -> records and a report. One module for each format.

To add a format, write a module in the fitting folder (`pages`, `tables`, `references`, `markup`)
with

- `NAME`, the name of the format that people see,
- `sniff(file) -> bool`, whether the content is of this format; a file's name does not decide,
- `read(file, options) -> Reading`, its records, and a report (`report.FileReport`) in which each
  line, row or element of the file has a role (`report.ROLES`): nothing is dropped silently,

and add it to `read.READERS`, where the most specific format comes first: the first reader whose
`sniff` is true reads the file. A format of rows and columns returns `tables.records.build(table,
options)`, which recognises the columns; one of XML fills a `markup.xml.RecordBuilder` for each
record. Add a small valid file of it to `tests/fuzz/corpus.py`, and its tests to the same folder of
`tests/core/readers`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.common.late import late_names
from dash_core.readers.report import (
    FIELDS,
    LIST_FIELDS,
    NO_DATE,
    Column,
    FileReport,
    Piece,
    Reading,
    Record,
    RecordPath,
    Remark,
    Report,
)
from dash_core.readers.source import RECORD_PATH, Options, SourceFile

if TYPE_CHECKING:
    from dash_core.readers.read import READERS, read_file, read_files

__all__ = [
    "FIELDS",
    "LIST_FIELDS",
    "NO_DATE",
    "READERS",
    "RECORD_PATH",
    "Column",
    "FileReport",
    "Options",
    "Piece",
    "Reading",
    "Record",
    "RecordPath",
    "Remark",
    "Report",
    "SourceFile",
    "load",
    "read_file",
    "read_files",
]

__getattr__ = late_names(__name__, {"read": "READERS read_file read_files"})


def load(path: Path) -> SourceFile:
    """The file at a path.

    Raises
    ------
    ReadError
        If there is no such file or it cannot be opened.
    """
    try:
        # Bytes of a name that are invalid in the file system's encoding are lone surrogates.
        return SourceFile(path.name.encode("utf-8", "replace").decode(), path.read_bytes())
    except FileNotFoundError as err:
        raise ReadError(
            _("There is no file “{path}”: check the name and the folder.").format(path=path)
        ) from err
    except IsADirectoryError as err:
        raise ReadError(
            _("“{path}” is a folder: name the listing file in it.").format(path=path)
        ) from err
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or str(err)
        raise ReadError(
            _("“{path}” could not be opened: {reason}.").format(path=path, reason=reason)
        ) from err
