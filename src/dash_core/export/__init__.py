"""Ways out of the house: the table in files that other programmes read."""

from dash_core.export.tabular import FORMATS, report_to_csv, to_csv, to_jsonl, to_parquet

__all__ = ["FORMATS", "report_to_csv", "to_csv", "to_jsonl", "to_parquet"]
