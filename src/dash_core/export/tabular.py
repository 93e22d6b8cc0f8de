"""The table as CSV, JSON lines or Parquet."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import pandas as pd

from dash_core.readers import Report
from dash_core.table import LIST_COLUMNS

__all__ = ["FORMATS", "report_to_csv", "to_csv", "to_jsonl", "to_parquet"]

_DAYS: Final = ("date_earliest", "date_latest")
# A spreadsheet runs a cell that starts like this as a formula (OWASP, "CSV Injection").
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def to_csv(frame: pd.DataFrame) -> bytes:
    """Comma-separated, UTF-8 with a byte-order mark (Excel needs it), lists joined by "; ".

    A cell that a spreadsheet would run as a formula gets an apostrophe in front; so does one
    that starts with an apostrophe, so that taking one off gives the text back.
    """
    flat = _with_days(frame)
    for column in flat.columns:
        if column in LIST_COLUMNS:
            flat[column] = ["; ".join(values) for values in frame[column]]
    return _csv(flat)


def report_to_csv(report: Report) -> bytes:
    """The account of every line (`Report.to_frame`), in the same kind of CSV."""
    return _csv(report.to_frame())


def _csv(frame: pd.DataFrame) -> bytes:
    safe = frame.copy()
    for column in safe.columns:
        if safe[column].dtype.kind not in "iufb":
            safe[column] = [_escape(str(value)) for value in safe[column]]
    return b"\xef\xbb\xbf" + safe.to_csv(index=False, lineterminator="\r\n").encode(
        "utf-8", "backslashreplace"
    )


def to_jsonl(frame: pd.DataFrame) -> bytes:
    """One JSON object a line, UTF-8; days as `1946-04-05`, what is not known as null."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(frame)).encode(
        "utf-8", "backslashreplace"
    )


def rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Each row as a dictionary of plain values that JSON can hold."""
    plain = _with_days(frame).astype(object)
    for row in plain.to_dict(orient="records"):
        yield {
            str(key): None if isinstance(value, str) and key in _DAYS and not value else value
            for key, value in row.items()
        }


def to_parquet(frame: pd.DataFrame) -> bytes:
    """Apache Parquet, with real lists and timestamps."""
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def _with_days(frame: pd.DataFrame) -> pd.DataFrame:
    flat = frame.copy()
    for column in _DAYS:
        flat[column] = ["" if pd.isna(day) else day.date().isoformat() for day in frame[column]]
    flat["date_precision"] = flat["date_precision"].astype(str)
    return flat


def _escape(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


FORMATS: Final[dict[str, Callable[[pd.DataFrame], bytes]]] = {
    "csv": to_csv,
    "jsonl": to_jsonl,
    "parquet": to_parquet,
}
