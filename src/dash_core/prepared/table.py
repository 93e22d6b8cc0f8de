"""The table for other programs: a data set of Parquet files of so many rows each.

Where a cluster helps and workers reach the place, they write it; the files are the same.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, overload

from dash_core.common.parts import each
from dash_core.common.progress import Progress
from dash_core.prepared.directory import Files, write_file
from dash_core.prepared.places import Place, place_at

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["DATA_SET", "ROWS", "write_table"]

DATA_SET: Final = "documents"
ROWS: Final = 50_000  # of a file


def write_table(table: "pd.DataFrame", place: Place, folder: str) -> Files:
    """Write a table as a data set; gives length and checksum of each file.

    Raises
    ------
    PreparedError
        If it cannot be written.
    """
    import pyarrow as pa  # slow to import, not always needed

    whole = pa.Table.from_pandas(table, preserve_index=False)  # one schema for all files
    parts = _Parts(whole, ROWS)
    names = [f"{DATA_SET}/part-{number:05}.parquet" for number in range(len(parts))]
    if place.shared:
        measured = each(_write, names, parts, shared=(place.shared, folder), rows=1)
    else:  # workers do not reach it
        measured = [
            _write_part(name, whole.slice(ROWS * number, ROWS), place, folder)
            for number, name in enumerate(names)
        ]
    return dict(zip(names, measured, strict=True))


class _Parts(Sequence[bytes]):
    """The rows of a table, some at a time, as they are sent."""

    def __init__(self, table: "pa.Table", rows: int) -> None:
        self._table, self._rows = table, rows

    def __len__(self) -> int:
        return max(1, -(-len(self._table) // self._rows))

    @overload
    def __getitem__(self, at: int) -> bytes: ...

    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...

    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        import pyarrow as pa

        if not 0 <= at < len(self):
            raise IndexError(at)
        part = self._table.slice(at * self._rows, self._rows).combine_chunks()
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, part.schema) as stream:
            stream.write_table(part)
        return bytes(sink.getvalue())


def _write(
    names: Sequence[str],
    parts: Sequence[bytes],
    address: str,
    folder: str,
    progress: Progress,
) -> list[list[int]]:
    """On a worker: write some files; gives length and checksum of each."""
    import pyarrow as pa

    place, measured = place_at(address), []
    for i, name in enumerate(names):
        table = pa.ipc.open_stream(parts[i]).read_all()
        measured.append(_write_part(name, table, place, folder))
        progress((i + 1) / len(names))
    return measured


def _write_part(name: str, table: "pa.Table", place: Place, folder: str) -> list[int]:
    """Write one file; gives its length and checksum."""
    import pyarrow as pa
    from pyarrow import parquet

    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    return write_file(place, f"{folder}/{name}", bytes(sink.getvalue()))
