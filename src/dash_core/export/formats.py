"""The file formats of the table, by ending.

To add a format, write a function that returns a table and its provenance as bytes, add it to
`FORMATS`, and list the columns that the format has no place for in `MISSING_COLUMNS`.
"""

from collections.abc import Callable
from typing import Final

import pandas as pd

from dash_core.export.provenance import Provenance
from dash_core.export.references.bibtex import to_bibtex
from dash_core.export.references.csl_json import to_csl_json
from dash_core.export.references.ris import to_ris
from dash_core.export.tables.csv_json_parquet import report_to_csv, to_csv, to_jsonl, to_parquet
from dash_core.export.tables.excel import to_xlsx

__all__ = [
    "FORMATS",
    "MISSING_COLUMNS",
    "report_to_csv",
    "to_bibtex",
    "to_csl_json",
    "to_csv",
    "to_jsonl",
    "to_parquet",
    "to_ris",
    "to_xlsx",
]

FORMATS: Final[dict[str, Callable[[pd.DataFrame, Provenance], bytes]]] = {
    "xlsx": to_xlsx,
    "csv": to_csv,
    "jsonl": to_jsonl,
    "parquet": to_parquet,
    "ris": to_ris,
    "bib": to_bibtex,
    "csl.json": to_csl_json,
}

_NO_REFERENCE: Final = (
    "date_earliest",
    "date_latest",
    "date_precision",
    "date_qualifier",
    "date_note",
    "source",
    "source_first",
    "source_last",
)
MISSING_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "xlsx": (),
    "csv": (),
    "jsonl": (),
    "parquet": (),
    "ris": _NO_REFERENCE,
    "bib": _NO_REFERENCE,
    "csl.json": _NO_REFERENCE,
}
"""Columns of the table that a format has no place for."""
