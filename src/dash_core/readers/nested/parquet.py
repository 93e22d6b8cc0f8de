"""Apache Parquet tables; lists stay lists, dates become ISO 8601."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from math import isfinite, isnan
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.readers.columns.inner import InnerColumn
from dash_core.readers.nested.columns import unique_name
from dash_core.readers.nested.keys import column_name
from dash_core.readers.nested.objects import unwrap
from dash_core.readers.report import Reading, Unused
from dash_core.readers.source import Options, SourceFile
from dash_core.readers.tables.records import Row, SourceTable, build, check_size

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "Parquet"

_MAGIC: Final = b"PAR1"
_MAX_UNPACKED: Final = 512 * 2**20  # bytes of all columns, as stated in the file
_MAX_TEXT: Final = 256 * 2**20  # characters of all cells
_BATCH: Final = 250  # rows; one text of a dictionary may be in all of them
_DEPTH: Final = 20  # nested lists and structures


def sniff(file: SourceFile) -> bool:
    """Whether the content begins as a Parquet file."""
    return file.data.startswith(_MAGIC)


def read(file: SourceFile, options: Options) -> Reading:
    """Read all rows.

    Raises
    ------
    ReadError
        If the file is damaged, too large, or has no row.
    """
    rows: list[Row] = []
    names: dict[str, None] = {}
    inner = dict[str, InnerColumn]()
    unused = Counter[str]()
    n_chars = 0
    for number, (done, value) in enumerate(_values(file), 1):
        if number % _BATCH == 0:
            options.progress(done / 2)
        by_name, columns, left = unwrap(value)
        inner.update(columns)
        unused.update(left)
        text = "\t".join(v if isinstance(v, str) else "; ".join(v) for v in by_name.values())
        n_chars += len(text)
        if n_chars > _MAX_TEXT:
            raise _too_large(file.name)
        rows.append(Row(number, text, by_name))
        names.update(
            (column_name(key), None) for key, v in value.items() if not isinstance(v, dict)
        )
        names.update(dict.fromkeys(by_name))
        check_size(file.name, number, len(names))
    table = SourceTable(
        file.name,
        NAME,
        list(names),
        rows,
        flat=False,
        unused=tuple(Unused(name, n) for name, n in unused.items()),
        inner=inner,
    )
    return build(table, options)


def _too_large(name: str) -> ReadError:
    text = _("“{name}” unpacks to more than can be read: split it and try again.")
    return ReadError(text.format(name=name))


def _values(file: SourceFile) -> Iterator[tuple[float, dict[str, Any]]]:
    """Each row as an object, and the share of rows before it."""
    import pyarrow.parquet as pq  # slow to import, not always needed

    try:
        table = pq.ParquetFile(io.BytesIO(file.data))
        about = table.metadata
        n_rows, names = about.num_rows, table.schema_arrow.names
        size = sum(about.row_group(i).total_byte_size for i in range(about.num_row_groups))
    except Exception as err:  # the library raises many kinds on a damaged file
        raise _damaged(file.name) from err
    check_size(file.name, n_rows, about.num_columns)
    if size > _MAX_UNPACKED:
        raise _too_large(file.name)
    unique: dict[str, None] = {}
    used: dict[str, int] = {}
    for name in names:
        unique[unique_name(name, unique, used)] = None
    number = 0
    batches = table.iter_batches(batch_size=_BATCH)
    while True:
        try:
            batch = next(batches)
            columns = [_plain_column(values) for values in batch.columns]
        except StopIteration:
            return
        except Exception as err:
            raise _damaged(file.name) from err
        for values in zip(*columns, strict=True):
            yield number / n_rows, dict(zip(unique, values, strict=True))
            number += 1


def _damaged(name: str) -> ReadError:
    text = _("“{name}” is a damaged Parquet file: export it again and try again.")
    return ReadError(text.format(name=name))


def _plain_column(values: Any) -> list[Any]:
    """The values of a column as JSON values."""
    try:
        return [_plain(value) for value in values.to_pylist()]
    except (OverflowError, ValueError):  # days that Python has no date for
        return [_plain(value) for value in values.cast("string").to_pylist()]


def _plain(value: Any, depth: int = 0) -> Any:
    match value:
        case datetime():
            midnight = value.time() == time() and value.tzinfo is None
            return value.date().isoformat() if midnight else value.isoformat()
        case date() | time():
            return value.isoformat()
        case bytes():
            return value.decode("utf-8", "backslashreplace")
        case float() if not isfinite(value):
            return None if isnan(value) else str(value)
        case None | str() | bool() | int() | float():
            return value
        case dict() if depth < _DEPTH:
            return {str(key): _plain(inner, depth + 1) for key, inner in value.items()}
        case list() | tuple() if depth < _DEPTH:
            return [_plain(inner, depth + 1) for inner in value]
        case _:
            return str(value)
