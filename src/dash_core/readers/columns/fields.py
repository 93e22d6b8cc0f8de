"""Which field each column of a table is: by its name first, then by its values.

The known names and how they are read are in `names`. The guess is shown to people, who may
change it (`Options.columns`).
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dash_core.readers.columns.event_words import CREATED, EVENTS, LIVES, MADE, MODIFIED
from dash_core.readers.columns.groups import letter_pair, person_pairs, role_of_name
from dash_core.readers.columns.names import (
    OF,
    PART_RANK,
    STRIPPED_RANK,
    ColumnName,
    vocabulary,
    words_of,
)
from dash_core.readers.columns.stamps import older_than_stamps
from dash_core.readers.columns.titles import (
    TITLE_LENGTH,
    are_links,
    is_beside_text,
    labels_of_links,
    title_of_other_field,
)
from dash_core.readers.columns.values import MOST, ColumnSample
from dash_core.readers.holding import fact_of
from dash_core.readers.report import FIELDS, LIST_FIELDS

__all__ = [
    "MACHINE_DATE",
    "SAMPLE",
    "STATED_FIELDS",
    "ColumnSample",
    "guess_columns",
    "is_date_field",
    "known_field",
    "likely_field",
]

MACHINE_DATE: Final = "date_machine"
"""The field of a machine-readable date column beside the printed one."""

_STATED: Final = ("begin", "end", "year", "month", "day", "calendar", "qualifier")
STATED_FIELDS: Final = {MACHINE_DATE: "machine", **{f"date_{part}": part for part in _STATED}}
"""The fields of columns that say more of the date than is printed -> attributes of `StatedDate`."""

SAMPLE: Final = 50  # values of a column that the guess is based on
_LONG: Final = 100  # characters, on average, of a column of summaries
_SHORT: Final = 40  # and of one of identifiers
_FILLED: Final = 5  # a title stands in one row of so many, at least
_PARTS: Final = ("begin", "end", "begin year", "end year", "year", "month")  # each with another


def is_date_field(of: str) -> bool:
    """Whether a column of this field says something of the document's date."""
    return of == "date" or of in STATED_FIELDS


def known_field(name: str) -> str:
    """The field that the name of a column means; "" if none.

    >>> known_field("dc:title"), known_field("Empfänger"), known_field("shoe size")
    ('title', 'recipients', '')
    >>> known_field("creator_tesim"), known_field("itemLabel"), known_field("dateEnd")
    ('creators', 'title', 'date_end')
    """
    read = ColumnName.of(name)
    if read.part and not read.is_bare:
        if read.part.startswith("doubt"):
            return "date_qualifier"
        stated = f"date_{read.part.rpartition(' ')[0] or read.part}"
        if stated in STATED_FIELDS and not (
            read.part in ("year", "machine") and "date" in read.fields
        ):
            return stated
    return read.best if read.fields.get(read.best, PART_RANK) < PART_RANK else ""


def likely_field(name: str) -> str:
    """As `known_field`, but also by the last or first word of a longer name.

    >>> likely_field("Letter title")
    'title'
    """
    return known_field(name) or ColumnName.of(name).best


def guess_columns(
    names: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    rare: Container[str] = (),
) -> dict[str, str]:
    """The field of each column: of `FIELDS`, of `STATED_FIELDS`, or "" (kept under its name).

    Only the fields of `LIST_FIELDS`, and the parts of a date, may have several columns. `samples`
    has some non-empty values of each column; `rare` are columns that most rows leave empty.

    >>> guess_columns(["Datum", "Titel", "Farbe"], {})
    {'Datum': 'date', 'Titel': 'title', 'Farbe': ''}
    >>> guess_columns(["Start date", "End date"], {})
    {'Start date': 'date_begin', 'End date': 'date_end'}
    """
    known = {name: ColumnName.of(name) for name in names}
    values = {name: ColumnSample(samples.get(name, ())[:SAMPLE]) for name in names}
    guess = _Guess(known, values, rare)
    guess.dates()
    guess.by_name()
    guess.by_content()
    guess.beside_the_date()
    return guess.fields


def _is_of_another(name: str) -> bool:
    """Whether a name is one of something else than the document: `sender_id`, `placeURI`."""
    return any(ColumnName.of(word).best in LIST_FIELDS for word in words_of(name))


@dataclass
class _Guess:
    """The fields of the columns of one table, as far as they are known."""

    known: Mapping[str, ColumnName]
    values: Mapping[str, ColumnSample]
    rare: Container[str]
    fields: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.fields = dict.fromkeys(self.known, "")

    def has_date(self) -> bool:
        """Whether a column says something of the date."""
        return any(map(is_date_field, self.fields.values()))

    def free(self) -> list[str]:
        """The columns without a field."""
        return [name for name, of in self.fields.items() if not of]

    # --- dates

    def dates(self) -> None:
        """Find the parts of a date in columns of their own, and the printed date."""
        parts = self._parts()
        for begin, end in (("begin", "end"), ("begin year", "end year")):
            if parts[begin] and parts[end] and "date_begin" not in self.fields.values():
                self._set("date_begin", self._with_parts(begin, parts[begin][0]))
                self._set("date_end", self._with_parts(end, parts[end][0]))
        if "date_begin" not in self.fields.values():
            for end, name in self._divided_span().items():
                self._set(f"date_{end}", [name])
        if parts["year"] and parts["month"]:
            for part in ("year", "month", "day"):
                self._set(f"date_{part}", self._fitting(part)[:1])
        elif "date_begin" not in self.fields.values():
            for part, name in self._divided_date().items():
                self._set(f"date_{part}", [name])
        printed = self._printed()
        if parts["end"] and not self.has_date() and printed and self.values[printed].is_iso:
            self._set("date_begin", [printed])
            self._set("date_end", parts["end"][:1])
        elif printed:
            self._set("date", [printed])
            if parts["year"] and self.values[printed].are_yearless:
                self._set("date_year", [n for n in parts["year"] if n != printed][:1])

    def _divided_date(self) -> dict[str, str]:
        """The columns of year, month and day in longer names that are alike otherwise."""
        terms = vocabulary()
        alike: dict[frozenset[str], dict[str, str]] = {}
        for name in self.known:
            words = set(words_of(name))
            units = [word for word in words if terms.parts.of(word) in ("year", "month", "day")]
            if len(units) != 1 or terms.excluded & words:
                continue
            unit = terms.parts.of(units[0])
            if self.values[name].values and self.values[name].fits_part(unit):
                rest = frozenset(words - {*units, *OF})
                alike.setdefault(rest, {}).setdefault(unit, name)
        return next((found for found in alike.values() if {"year", "month"} <= found.keys()), {})

    def _divided_span(self) -> dict[str, str]:
        """The columns of beginning and end in longer names that are alike otherwise: the first,
        with the names that no other word makes longer."""
        terms = vocabulary()
        alike: dict[frozenset[str], dict[str, str]] = {}
        for name in self.free():
            words = words_of(name)
            ends = [word for word in words if terms.parts.of(word) in ("begin", "end")]
            rest = frozenset(words) - {*ends}
            values = self.values[name]
            is_date = rest & terms.dates and not rest & (terms.excluded | LIVES)
            if len(ends) == 1 and is_date and values.values and values.fits_part("begin"):
                alike.setdefault(rest, {}).setdefault(terms.parts.of(ends[0]), name)
        spans = [span for span in alike.values() if len(span) == 2]
        return min(spans, key=lambda span: len(words_of(span["begin"])), default={})

    def _parts(self) -> dict[str, list[str]]:
        return {part: self._fitting(part) for part in _PARTS}

    def _fitting(self, part: str) -> list[str]:
        """The columns of this part of a date, those with values first."""
        fitting = [
            name
            for name, read in self.known.items()
            if read.part == part
            and self.values[name].fits_part(part)
            and not (read.is_bare and self.values[name].kind != "date")
        ]
        return sorted(fitting, key=lambda name: not self.values[name].values)

    def _with_parts(self, part: str, first: str) -> list[str]:
        """The column, and those of the month and day of the same end."""
        end, _space, is_year = part.partition(" ")
        if not is_year:
            return [first]
        return [first, *(n for p in ("month", "day") for n in self._fitting(f"{end} {p}")[:1])]

    def _printed(self) -> str:
        """The column with the date as printed; "" if there is none."""
        divided = self.has_date()
        is_logged = any(MODIFIED & set(words_of(name)) for name in self.known)
        fitting: list[tuple[bool, bool, int, bool, int, str]] = []
        for at, name in enumerate(self.free()):
            read, values = self.known[name], self.values[name]
            other = {"printed": PART_RANK, "machine": -1 if values.is_iso else STRIPPED_RANK}
            rank = read.fields.get("date", other.get(read.part, -1))
            is_part = read.part in (*_PARTS, "day") or read.part.startswith(("begin ", "end "))
            is_other = rank >= PART_RANK and read.part != "printed"
            if rank < 0 or (divided and (is_part or is_other or values.has_times)):
                continue
            if values.speaks_against("date", weakly=rank >= STRIPPED_RANK):
                continue
            is_printed = read.part == "printed" and bool(values.values) and values.has_dates
            unfit = not values.values or (is_logged and not CREATED.isdisjoint(words_of(name)))
            is_other_event = MADE.isdisjoint(words_of(name))
            fitting.append((unfit, not is_printed, rank, is_other_event, at, name))
        return older_than_stamps([one[-1] for one in sorted(fitting)], self.known, self.values)

    def beside_the_date(self) -> None:
        """Find what is said of the date: in a machine's form, its calendar, whether it is sure."""
        if not self.has_date():
            return
        if machine := self._machine():
            self._set(MACHINE_DATE, [machine])
        for name in self.free():
            part = self.known[name].part
            has_calendar = "date_calendar" in self.fields.values()
            if part == "calendar" and not has_calendar and self.values[name].fits_part(part):
                self._set("date_calendar", [name])
            elif part.startswith("doubt") and self.values[name].fits_part(part):
                self._set("date_qualifier", [name])

    def _machine(self) -> str:
        """The column with a machine-readable date of the same event; "" if there is none."""
        printed = next((name for name, of in self.fields.items() if of == "date"), "")
        for name in self.free():
            if self.known[name].part == "machine" and self.values[name].is_iso:
                return name
        if not printed or self.known[printed].part != "printed":
            return ""
        event = EVENTS & set(words_of(printed))
        for name in self.free():
            read = self.known[name]
            if (
                (read.fields.get("date", PART_RANK) < PART_RANK or self._is_same(name, printed))
                and read.part in ("", "year")
                and self.values[name].is_iso
                and EVENTS & set(words_of(name)) <= event
            ):
                return name
        return ""

    def _is_same(self, name: str, printed: str) -> bool:
        """Whether a name is that of the printed date without what says that it is printed."""
        return self.known[name].base == self.known[printed].base != ""

    # --- other fields

    def by_name(self) -> None:
        """Find the fields that names mean."""
        for given, surname in person_pairs(self.free()).items():
            self._set(role_of_name(given), [given, surname])
        self.fields |= letter_pair(self.free())
        for of in FIELDS[1:]:
            fitting = [
                name
                for name in self.free()
                if (rank := self.known[name].fields.get(of)) is not None
                and not self.values[name].speaks_against(of, weakly=self._is_weak(name, of, rank))
                and not (of == "title" and self._is_summary(name))
                and not (of == "summary" and are_links(self.known[name], self.values[name]))
            ]
            fitting.sort(key=lambda name: self._order(name, of))
            self._set(of, self._versions(fitting) if of in LIST_FIELDS else fitting[:1])

    def _is_weak(self, name: str, of: str, rank: int) -> bool:
        """Whether a name says little of this field: "Item" may be a number, "Opis" an inventory."""
        is_counted = of == "title" and self.known[name].base in vocabulary().counted
        return rank >= STRIPPED_RANK or is_counted or (of == "summary" and fact_of(name) != "")

    def _is_summary(self, name: str) -> bool:
        """Whether a name that may be one of titles or of summaries ("What") has long texts."""
        return "summary" in self.known[name].fields and self.values[name].length >= _LONG

    def _order(self, name: str, of: str) -> tuple[bool, bool, int]:
        """An empty column comes last, before it one of ids that most documents do not have."""
        is_rare = of == "id" and name in self.rare
        return not self.values[name].values, is_rare, self.known[name].fields[of]

    def _versions(self, names: Iterable[str]) -> list[str]:
        """The columns, of several versions of one (by language, as marked) the best."""
        chosen: dict[str, list[str]] = {}
        for name in names:
            versions = chosen.setdefault(self.known[name].base, [])
            if not versions or not any(self.known[n].is_variant for n in (name, *versions)):
                versions.append(name)
        return [name for versions in chosen.values() for name in versions]

    def by_content(self) -> None:
        """Add fields that no name meant: a date, an address, a long text, a short one."""
        fields = set(self.fields.values())
        if not self.has_date():
            machine = [name for name in self.free() if self.known[name].part == "machine"]
            dates = [name for name in machine if self.values[name].kind == "date"]
            self._set("date", (dates or self._left("date"))[:1])
        if "url" not in fields:
            urls = [name for name in self._left("url") if self.values[name].distinct >= MOST]
            self._set("url", [name for name in urls if not _is_of_another(name)][:1])
        if "id" not in fields:
            self._set("id", [name for name in self.free() if self._may_be_id(name)][:1])
        if "summary" not in fields:
            texts = [
                name
                for name in self._left("text")
                if self.values[name].length >= _LONG and not _is_of_another(name)
            ]
            self._set("summary", self._longest(texts))
        if "title" not in fields:
            self._set("title", labels_of_links(self.fields))
        if "title" not in self.fields.values():
            self._set("title", self._longest([*filter(self._may_be_title, self._left("text"))]))
            self.fields |= title_of_other_field(self.fields, self.values)

    def _left(self, kind: str) -> list[str]:
        """Columns with values of this kind whose names mean no other field."""
        excluded = vocabulary().excluded - ({"file"} if kind == "date" else set())  # "File date"
        return [
            name
            for name in self.free()
            if self.values[name].kind == kind
            and not fact_of(name)
            and not excluded & set(words_of(name))
            and not (kind == "text" and self.known[name].fields)
            and all(
                self.values[name].speaks_against(f) or (kind == "url" and f == "id")
                for f in self.known[name].fields
            )
            and (self.known[name].is_bare or self.known[name].part in ("", "begin", "printed"))
        ]

    def _may_be_title(self, name: str) -> bool:
        values = self.values[name]
        most = max(len(sample.values) for sample in self.values.values())
        return (
            int(values.length) in TITLE_LENGTH
            and not values.are_dates
            and len(values.values) * _FILLED >= most
            and values.distinct >= MOST
            and sum(" " in value for value in values.values) * 2 > len(values.values)
            and not is_beside_text(name)
            and not _is_of_another(name)
        )

    def _may_be_id(self, name: str) -> bool:
        """Whether the values differ and the name ends in "id": that of a project, of a database; or
        they are numbers of items."""
        words, values = words_of(name), self.values[name]
        is_counted = self.known[name].base in vocabulary().counted and values.kind == "number"
        is_counted |= name.startswith("column ") and values.are_codes  # of a table without names
        return (
            (is_counted or (len(words) > 1 and words[-1] == "id"))
            and len(values.values) > 1
            and values.distinct == 1
            and values.kind in ("number", "text")
            and values.length <= _SHORT
            and not vocabulary().excluded & set(words)
            and not _is_of_another(" ".join(words[:-1]))
        )

    def _longest(self, names: Sequence[str]) -> list[str]:
        return sorted(names, key=lambda name: self.values[name].length)[-1:]

    def _set(self, of: str, names: Iterable[str]) -> None:
        for name in names:
            self.fields[name] = of
