"""A row of a table -> a record: lists are divided, parts of a date and of a name put together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from dash_core.dates import parse_date
from dash_core.dates.parse import is_yearless
from dash_core.dates.stated import NOTHING_STATED, StatedDate, qualifier_of
from dash_core.readers.columns.cell_lists import Empty, join_lists, split_list, split_tags
from dash_core.readers.columns.cell_text import (
    Value,
    one_line,
    text_of_value,
    unescape_formulas,
)
from dash_core.readers.columns.fields import STATED_FIELDS
from dash_core.readers.columns.groups import doubt_of, person_pairs
from dash_core.readers.columns.names import ColumnName, words_of
from dash_core.readers.columns.source_table import Row
from dash_core.readers.columns.values import doubt_in
from dash_core.readers.report import LIST_FIELDS, NO_DATE, Record

__all__ = ["COMPUTED", "RecordMaker"]

COMPUTED: Final = "computed"
"""The field of a column that Dossier computes: its values in an export are not read back."""

_DOSSIER_ITEM: Final = re.compile(r"(?:\\.|[^;])+", re.DOTALL)
_DOSSIER_ESCAPE: Final = re.compile(r"\\([\\;])")
_ADDRESS: Final = re.compile(r"https?://\S+")
_ADDRESSES: Final = re.compile(r"[;|\s]+(?=https?://)")
_WHOLE: Final = re.compile(r"([0-9]+)\.0")  # a number as some programs write it
_ENDS: Final = re.compile(r"\s*(?:\||\^\^|;)\s*")
# Numbers for year, month and day in Wikibase -> characters of the date that count.
_WIDTHS: Final = {"9": 4, "10": 7, "11": 10}
_WIKIBASE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z\Z")
_DIGITS: Final = re.compile(r"[0-9]+")
_MACHINE: Final = frozenset({"edtf", "w3cdtf", "iso8601"})


@dataclass(frozen=True)
class RecordMaker:
    """Rows -> records, for a table whose columns have these fields.

    `is_dossier` says that Dossier wrote it, `flat` that its cells have no lists, `escaped` that
    formulas in them are escaped; in columns of `tags` commas divide the items; `versions` are the
    fields of columns that are read where the field's own column has nothing.
    """

    fields: Mapping[str, str]
    is_dossier: bool
    flat: bool
    escaped: bool
    empty: Empty
    tags: frozenset[str] = frozenset()
    versions: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    pairs: Mapping[str, str] = field(init=False)  # a given name's column -> the surname's
    givens: Mapping[str, str] = field(init=False)  # and the other way round
    precision: str = field(init=False)  # the column of the precision of Wikibase's dates
    is_machine: bool = field(init=False)  # whether the name of the dates says that they are EDTF
    plain: Mapping[str, str] = field(init=False)  # how a cell without lists is read, by column

    def __post_init__(self) -> None:
        pairs = {} if self.is_dossier else person_pairs(self.fields)
        pairs = {
            given: surname
            for given, surname in pairs.items()
            if self.fields[given] == self.fields[surname] and self.fields[given] in LIST_FIELDS
        }
        object.__setattr__(self, "pairs", pairs)
        precise = (name for name in self.fields if words_of(name)[-1:] == ("precision",))
        object.__setattr__(self, "precision", "" if self.is_dossier else next(precise, ""))
        dates = [name for name, of in self.fields.items() if of == "date"]
        is_machine = not self.is_dossier and len(dates) == 1 and _declares_edtf(dates[0])
        object.__setattr__(self, "is_machine", is_machine)
        object.__setattr__(self, "givens", {surname: given for given, surname in pairs.items()})
        object.__setattr__(self, "plain", self._plain_columns())

    def record(self, row: Row) -> Record:
        """The record of a row; several columns of one field are joined in their order."""
        values: dict[str, Any] = {}
        extra: dict[str, str] = {}
        said: dict[str, list[tuple[str, str]]] = {}
        has_empty = bool(self.empty.counts)
        for name, value in row.cells.items():
            of = self.fields[name]
            if of == COMPUTED or (has_empty and self.empty.is_empty(value, of)):
                continue
            if has_empty and of and isinstance(value, str) and "|" in value:
                value = self.empty.filled(value)
            how = self.plain.get(name)
            if (
                how
                and isinstance(value, str)
                and (
                    how == "text"
                    or not (";" in value or "|" in value or "\n" in value or "^^" in value)
                )
            ):
                text = one_line(value)
                if how == "list":
                    if text:
                        values[of] = (*values[of], text) if of in values else (text,)
                elif how == "extra":
                    extra[name] = text
                else:
                    values[of] = f"{values[of]} {text}" if of in values else text
                continue
            if self.escaped and isinstance(value, str):
                name, value = unescape_formulas(name), unescape_formulas(value)
            if of in STATED_FIELDS:
                said.setdefault(of, []).append((name, text_of_value(value)))
            elif of in LIST_FIELDS:
                values[of] = (*values.get(of, ()), *self._items(row, name, value))
            else:
                self._put(of, name, value, values, extra)
        doubt = self._take_versions(values, extra, bool(said)) if self.versions else ""
        if "url" not in values and not self.is_dossier and _ADDRESS.fullmatch(values.get("id", "")):
            values["url"] = values["id"]  # the "@id" of JSON-LD
        if self.precision and (width := _WIDTHS.get(str(row.cells.get(self.precision)))):
            values["date"] = _WIKIBASE.sub(lambda day: day[0][:width], values.get("date", ""))
        stated = _stated(said, extra) if said else NOTHING_STATED
        if doubt:
            stated = _stated({"date_qualifier": [("", doubt)]}, extra)
        if self.is_machine and not stated.machine:
            stated = replace(stated, machine=values.get("date", ""))
        if self.is_dossier:
            stated = self._date_of_source(row, values.get("date", "")) or stated
        return Record(
            **values,
            stated=stated,
            extra=extra,
            source=self.source,
            first=row.number,
            last=row.number,
        )

    def _take_versions(self, values: dict[str, Any], extra: dict[str, str], is_dated: bool) -> str:
        """Fill empty fields from other columns; the qualifier of a date from one of doubtful dates,
        which is taken where nothing else is said of the date."""
        qualifier = ""
        for name, of in self.versions.items():
            if name not in extra or of in values:
                continue
            doubt = doubt_of(name) if of == "date" else ""
            if not doubt:
                values[of] = extra.pop(name)
            elif not is_dated and parse_date(extra[name]).is_known:
                values[of], qualifier = extra.pop(name), doubt
        return qualifier

    def _plain_columns(self) -> dict[str, str]:
        """The columns whose cells mostly need no more than one line: what becomes of them."""
        if self.is_dossier:
            return {}
        in_pairs = {*self.pairs, *self.givens}
        plain = {}
        for name, of in self.fields.items():
            if of in LIST_FIELDS:
                if name not in in_pairs and name not in self.tags:
                    plain[name] = "list"
            elif of in ("", "title", "summary"):
                plain[name] = "text" if of else "extra"
            elif of not in STATED_FIELDS and of != "url":
                plain[name] = "one"
        return plain

    def _put(
        self, of: str, name: str, value: Value, values: dict[str, Any], extra: dict[str, str]
    ) -> None:
        """Put the text of a cell into its field, or keep it under its name."""
        text = one_line(value if isinstance(value, str) else "; ".join(value))
        if not self.is_dossier and of not in ("title", "summary"):
            text = join_lists(text)
            if self.flat and of in ("language", "genre"):
                text = "; ".join(self._divided(text))
        if of == "":
            extra[name] = text
        elif (
            of == "url"
            and not self.is_dossier
            and of not in values
            and (parts := _ADDRESSES.split(text))[1:]
        ):
            values[of], extra[name] = parts[0], text  # several: a link has one
        else:
            values[of] = f"{values[of]} {text}" if of in values else text

    def _divided(self, value: str) -> list[str]:
        items = [one_line(item) for item in split_list(value)]
        return [item for item in items if item and item not in self.empty.counts]

    def _items(self, row: Row, name: str, value: Value) -> list[str]:
        if self.pairs:
            if self.givens.get(name) in row.cells:
                return []  # with the given name
            if (surname := row.cells.get(self.pairs.get(name, ""))) is not None:
                return self._persons(value, surname)
        if not isinstance(value, str):
            items = list(value)
        elif self.is_dossier and self.flat:
            items = [_DOSSIER_ESCAPE.sub(r"\1", item) for item in _DOSSIER_ITEM.findall(value)]
        elif self.is_dossier:
            items = [value]
        elif name in self.tags:
            items = split_tags(value)
        else:
            return self._divided(value)
        return [item for item in map(one_line, items) if item]

    def _persons(self, given: Value, surname: Value) -> list[str]:
        """Names whose parts are in two cells: as "surname, given name"."""
        parts = [self._divided(text_of_value(value)) for value in (surname, given)]
        if len(parts[0]) != len(parts[1]):
            parts = [[one_line(text_of_value(value))] for value in (surname, given)]
        return [", ".join(filter(None, pair)) for pair in zip(*parts, strict=True)]

    def _date_of_source(self, row: Row, date: str) -> StatedDate | None:
        """The stated date of the source, in an export whose printed date does not mean it."""
        edtf = row.cells.get("date_edtf", "")
        if not isinstance(edtf, str) or self.fields["date_edtf"] != COMPUTED:
            return None
        edtf = unescape_formulas(edtf) if self.escaped else edtf
        if not edtf and is_yearless(date):
            return StatedDate(NO_DATE)  # it had no year, and must not get one here
        return StatedDate(edtf) if edtf and parse_date(date).edtf != edtf else None


def _declares_edtf(name: str) -> bool:
    """Whether a name says that dates are in a machine's form, where "1902-03" is March: Drupal's
    `field_edtf_date`, DSpace's `dc.date.issued` (docs of both)."""
    return name.startswith("dc.date.") or not _MACHINE.isdisjoint(words_of(name))


def _stated(said: Mapping[str, Sequence[tuple[str, str]]], extra: dict[str, str]) -> StatedDate:
    """What the columns of a row say of its date beside the printed one.

    `said` has, for each field, the columns and their texts. A text that says nothing of the date
    is kept in `extra`.
    """
    values: dict[str, Any] = {}
    for of, cells in said.items():
        part = STATED_FIELDS[of]
        if part == "qualifier":
            values[part] = _qualifier(cells, extra)
        elif part in ("begin", "end"):
            values[part] = _end(cells, last=part == "end")
        else:
            texts = [one_line(text) for _name, text in cells]
            values[part] = " ".join(texts) if part in ("machine", "calendar") else _plain(texts[0])
            extra.update(cells[1:] if part in ("year", "month", "day") else ())
    return StatedDate(**values)


def _plain(text: str) -> str:
    """A number of a date as people write it; "" for 0, which no month or day has."""
    text = one_line(text)
    whole = _WHOLE.fullmatch(text)
    text = whole[1] if whole else text
    return "" if text.strip("0") == "" else text


def _end(cells: Sequence[tuple[str, str]], *, last: bool) -> str:
    """One end of a date: of several dates in a cell the outermost, of parts in several columns
    (year, month, day) the whole."""
    if len(cells) == 1:
        texts = [text for text in _ENDS.split(one_line(cells[0][1])) if text]
        whole = [number[1] if (number := _WHOLE.fullmatch(text)) else text for text in texts]
        if len(whole) > 1 and all(text[:4].isdecimal() for text in whole):
            whole.sort()
        return whole[-1 if last else 0] if whole else ""
    parts: dict[str, str] = {}
    for name, text in cells:
        parts.setdefault(ColumnName.of(name).part.rpartition(" ")[2], _plain(text))
    year, month, day = (parts.get(part, "") for part in ("year", "month", "day"))
    if not month or not year:
        return year or " ".join(filter(None, parts.values()))
    if _DIGITS.fullmatch(year) and _DIGITS.fullmatch(month) and (day.isdecimal() or not day):
        return f"{year:0>4}-{month:0>2}" + (f"-{day:0>2}" if day else "")
    return " ".join(filter(None, (day, month, year)))


def _qualifier(cells: Iterable[tuple[str, str]], extra: dict[str, str]) -> str:
    """The strongest doubt that the cells say; what is not understood is kept."""
    words = []
    for name, text in cells:
        part = ColumnName.of(name).part
        qualifier = doubt_in(part if part.startswith("doubt") else "doubt open", text)
        if qualifier is None:
            extra[name] = one_line(text)
        else:
            words.append(qualifier)
    return qualifier_of(" ".join(words))
