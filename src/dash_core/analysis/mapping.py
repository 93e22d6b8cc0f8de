"""Which column of a table is read as which field: changing that, and what is likely amiss."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from dash_core.collection.table import Table
from dash_core.dates import DateRules, parse_date
from dash_core.dates.model import MAX_DATE_CHARS
from dash_core.readers import LIST_FIELDS, Column, FileReport, Reading, Record
from dash_core.readers.columns.fields import is_date_field, likely_field
from dash_core.readers.columns.names import vocabulary, words_of
from dash_core.readers.columns.values import ColumnSample

__all__ = ["MANY", "Missing", "assign", "missing_fields", "replaced"]

MANY: Final = (*LIST_FIELDS, "date_begin", "date_end", "date_qualifier")
"""Fields that are read from several columns together."""

_SAMPLED: Final = 200  # values of a column that are looked at
_MOST: Final = 0.5  # share of the documents that lack a field, or of the values that are dates
_RULES: Final = DateRules(day_first=True, century=1900)  # any: whether it is a date is asked
_TITLE: Final = range(8, 200)  # characters, on average, of a column that may be offered as title


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that most documents of a table lack: how many of how many, and the column that it
    can likely be read from ("" if none looks like it)."""

    source: str
    field: Literal["date", "title"]
    n: int
    total: int
    column: str = ""


def assign(columns: Iterable[Column], field: str, names: Sequence[str]) -> dict[str, str]:
    """The field of each column after a person chose the columns of one: this choice wins over what
    these columns were before; a column that is no longer chosen keeps its own name."""
    chosen = names if field in MANY else names[:1]
    return {
        column.name: field
        if column.name in chosen
        else ("" if column.field == field else column.field)
        for column in columns
    }


def replaced(columns: Iterable[Column], after: dict[str, str]) -> list[Column]:
    """The columns, as they were, that a change takes from one field to another or to none."""
    return [c for c in columns if c.field and after.get(c.name, c.field) != c.field]


def missing_fields(reading: Reading, table: Table) -> list[Missing]:
    """For each table of a listing, whether most of its documents have no date or no title."""
    found = []
    for file in reading.report.files:
        if not file.columns:
            continue
        of_file = table.frame[table.frame["source"] == file.source]
        undated = int((of_file["date_precision"] == "unknown").sum())
        untitled = int((of_file["title"] == "").sum())
        if undated > _MOST * len(of_file):
            column = _column_of_dates(reading, file)
            if column or undated == len(of_file):
                found.append(Missing(file.source, "date", undated, len(of_file), column))
        if untitled > _MOST * len(of_file):
            column = _column_of_titles(reading, file)
            if column or untitled == len(of_file):
                found.append(Missing(file.source, "title", untitled, len(of_file), column))
    return found


def _values(reading: Reading, source: str, column: Column) -> list[str]:
    """The first values of a column that are not empty, as they were read."""

    def value(record: Record) -> str:
        if not column.field:
            return record.extra.get(column.name, "")
        read = getattr(record, column.field, "")
        return read if isinstance(read, str) else "; ".join(read)

    values = (value(record) for record in reading.records if record.source == source)
    return list(islice(filter(None, values), _SAMPLED))


def _column_of_dates(reading: Reading, file: FileReport) -> str:
    """The column most of whose values are dates; one whose name means a date before others."""
    best = (False, _MOST, "")
    for column in file.columns:
        if is_date_field(column.field):
            continue
        values = _values(reading, file.source, column)
        dates = sum(_is_date(value) for value in values)
        if values and dates >= _MOST * len(values):
            best = max(best, (is_date_field(likely_field(column.name)), dates, column.name))
    return best[-1]


def _is_date(value: str) -> bool:
    if value.isdecimal() and len(value) != 4:
        return False  # a number, not a year
    date = parse_date(value, _RULES) if len(value) <= MAX_DATE_CHARS else None
    return date is not None and date.is_known


def _column_of_titles(reading: Reading, file: FileReport) -> str:
    """The column of texts that is likest to one of titles: words, of some length."""
    best = (False, 0.0, "")
    for column in file.columns:
        if column.field not in ("", "summary"):
            continue
        values = ColumnSample(_values(reading, file.source, column))
        has_words = sum(" " in value for value in values.values) > len(values.values) * _MOST
        if values.kind == "text" and int(values.length) in _TITLE and has_words:
            is_likely = not (vocabulary().no_title | vocabulary().excluded) & {
                *words_of(column.name)
            }
            best = max(best, (is_likely, values.length, column.name))
    return best[-1]
