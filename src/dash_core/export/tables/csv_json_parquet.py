"""The table as CSV, JSON lines or Parquet."""

import io
import json
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, Final

import pandas as pd

from dash_core.collection.table import LIST_COLUMNS
from dash_core.export.provenance import Provenance
from dash_core.readers import Report
from dash_core.readers.columns.cell_text import escape_formulas, join_items
from dash_core.readers.report import PROVENANCE

__all__ = ["flat", "report_to_csv", "safe_csv", "to_csv", "to_jsonl", "to_parquet"]

_DAYS: Final = ("date_earliest", "date_latest")


def to_csv(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    r"""Comma-separated, UTF-8 with a byte-order mark (Excel needs it), lists joined by "; ".

    A ";" or "\\" within an item of a list is escaped with "\\". What a spreadsheet would run as a
    formula, in a cell or in the name of a column, gets an apostrophe in front (`escape_formulas`).
    """
    return safe_csv(flat(_with_days(frame)), provenance)


def flat(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with its lists joined: a text a cell."""
    joined = {
        column: [join_items(values) for values in frame[column]]
        for column in LIST_COLUMNS
        if column in frame
    }
    return frame.assign(**joined)


def report_to_csv(report: Report, provenance: Provenance) -> bytes:
    """The account of every line (`Report.to_frame`), in the same kind of CSV."""
    return safe_csv(report.to_frame(), provenance)


def safe_csv(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """Any table in the same kind of CSV; its last column says where it comes from.

    Lists are joined as in `to_csv`, days are ISO 8601, what is not known is empty.
    """
    safe = frame.assign(**{PROVENANCE: provenance.line})
    for column in safe.columns:
        if safe[column].dtype.kind not in "iufb":
            safe[column] = [escape_formulas(_text(value)) for value in safe[column]]
    safe.columns = pd.Index([escape_formulas(str(column)) for column in safe.columns])
    return b"\xef\xbb\xbf" + safe.to_csv(index=False, lineterminator="\r\n").encode(
        "utf-8", "backslashreplace"
    )


def to_jsonl(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """One JSON object a line, UTF-8; days as `1946-04-05`, what is not known as null."""
    source = {PROVENANCE: provenance.line}
    lines = (json.dumps(row | source, ensure_ascii=False) + "\n" for row in rows(frame))
    return "".join(lines).encode("utf-8", "backslashreplace")


def rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Each row as a dictionary of plain values that JSON can hold."""
    plain = _with_days(frame).astype(object)
    for row in plain.to_dict(orient="records"):
        yield {
            str(key): None if isinstance(value, str) and key in _DAYS and not value else value
            for key, value in row.items()
        }


def to_parquet(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """Apache Parquet, with real lists and timestamps; the schema's metadata has the provenance
    as JSON, under `dossier`."""
    import pyarrow as pa  # slow to import, not always needed
    import pyarrow.parquet as pq

    texts = pa.list_(pa.string())  # else a list column of empty lists would have no type
    table = pa.Table.from_pandas(frame, preserve_index=False)
    for i, field in enumerate(table.schema):
        if field.name in LIST_COLUMNS:
            column = pa.array([list(values) for values in frame[field.name]], texts)
            table = table.set_column(i, pa.field(field.name, texts), column)
    metadata = {b"dossier": json.dumps(provenance.as_json()).encode()}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **metadata})
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def _with_days(frame: pd.DataFrame) -> pd.DataFrame:
    days = {
        column: ["" if pd.isna(day) else day.date().isoformat() for day in frame[column]]
        for column in _DAYS
    }
    return frame.assign(**days, date_precision=frame["date_precision"].astype(str))


def _text(value: Any) -> str:
    match value:
        case str():
            return value
        case list() | tuple() | set() | frozenset():
            return join_items(map(str, value))
        case datetime() if not pd.isna(value) and value.time() == time():
            return value.date().isoformat()
        case _:
            return "" if pd.isna(value) else str(value)
