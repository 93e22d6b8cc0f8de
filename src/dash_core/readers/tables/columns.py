"""Which field each column of a table is: by its name first, then by its values.

The known names are in `columns.toml`. The guess is shown to people, who may change it
(`Options.columns`).
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Final
from unicodedata import combining, normalize

from dash_core.dates import parse_date
from dash_core.dates.model import MAX_DATE_CHARS
from dash_core.readers.holding import fact_of
from dash_core.readers.report import FIELDS, LIST_FIELDS

__all__ = [
    "MACHINE_DATE",
    "SAMPLE",
    "STATED_FIELDS",
    "ColumnSample",
    "guess_columns",
    "known_field",
]

MACHINE_DATE: Final = "date_machine"
"""The field of a machine-readable date column beside the printed one."""

STATED_FIELDS: Final = {
    MACHINE_DATE: "machine",
    **{
        f"date_{part}": part
        for part in ("begin", "end", "year", "month", "day", "calendar", "qualifier")
    },
}
"""The fields of columns that say more of the date than is printed -> attributes of `StatedDate`."""

SAMPLE: Final = 50  # values of a column that the guess is based on
_MOST: Final = 0.8  # share of them that must agree
_LONG: Final = 100  # characters, on average, of a column of summaries
_TITLE: Final = range(8, 301)  # characters, on average, of a column of titles
_MAX_NAME: Final = 80  # characters; a longer cell is not a column's name

_URL: Final = re.compile(r"(?:https?://|www\.|doi\.org/)\S+", re.IGNORECASE)
_ENDING: Final = re.compile(r".\.\w{2,5}\Z")  # of the name of a file
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9.,\u00a0 ]*%?")
_ISO: Final = re.compile(r"[0-9]{4}(?:-[0-9XZ?~%-]+)?[~?%]?(?:[T ][0-9:.Z+-]+)?")
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_PREFIX: Final = re.compile(r"\s*(?:dc|dcterms|dct|ead|mods|edm|schema|foaf|vra)\s*[.:_]\s*", re.I)
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue"})
_OF: Final = frozenset("of de del della des di do du da von der".split())
# Fields that the last or first word of a longer name may mean ("letter title", "date of receipt").
_BY_PART: Final = frozenset(FIELDS) - {"url", "language", "id", "genre"}


@dataclass(frozen=True)
class ColumnSample:
    """Some values of a column, and what they look like."""

    values: Sequence[str]

    @cached_property
    def kind(self) -> str:
        """What most values are: `date`, `url`, `number`, `path` or `text`; "" without values."""
        if not self.values:
            return ""
        for kind, fits in _KINDS.items():
            if sum(bool(fits(value)) for value in self.values) >= _MOST * len(self.values):
                return kind
        return "text"

    @cached_property
    def length(self) -> float:
        """The mean length of a value, in characters."""
        return sum(map(len, self.values)) / len(self.values) if self.values else 0

    @cached_property
    def distinct(self) -> float:
        """Share of the values that differ."""
        return len(set(self.values)) / len(self.values) if self.values else 0

    @cached_property
    def is_iso(self) -> bool:
        """Whether most are machine-readable dates."""
        fits = sum(all(_ISO.fullmatch(part) for part in v.split("/")) for v in self.values)
        return bool(self.values) and fits >= _MOST * len(self.values)

    def speaks_against(self, field: str) -> bool:
        """Whether the values cannot be of this field, whatever the name of the column is."""
        if not self.values:
            return False
        match field:
            case "date":
                return self.kind == "url" or self.length > MAX_DATE_CHARS
            case "url":
                return self.kind != "url"
            case "id":
                return self.distinct < _MOST or self.length > _LONG
            case "title" | "summary":
                return self.kind in ("url", "path")
            case "genre" | "language":
                return self.kind != "text" or self.length > _LONG
            case _:
                return self.kind != "text"


def _is_date(value: str) -> bool:
    if value.isdecimal() and not (len(value) == 4 and "1000" <= value <= "2100"):
        return False  # a number, not a year
    return len(value) <= MAX_DATE_CHARS and parse_date(value).is_known


def _is_path(value: str) -> bool:
    """Whether it is the path of a file: one word with a folder and a name with an extension."""
    if len(value.split()) != 1:
        return False
    _folder, slash, name = value.replace("\\", "/").rpartition("/")
    return bool(slash) and _ENDING.search(name[-7:]) is not None


def _is_url(value: str) -> bool:
    """Whether it is one or several addresses."""
    parts = [part for part in (printed.strip(";|") for printed in value.split()) if part]
    return bool(parts) and all(_URL.fullmatch(part) for part in parts)


_KINDS: Final[dict[str, Callable[[str], object]]] = {
    "date": _is_date,
    "url": _is_url,
    "number": _NUMBER.fullmatch,
    "path": lambda value: _is_path(value) or _is_url(value),
}


def _words(name: str) -> list[str]:
    """The words of a name without case, accents and punctuation."""
    plain = "".join(c for c in normalize("NFKD", name) if not combining(c)).casefold()
    return re.findall(r"[^\W_]+", plain)


@cache
def _names() -> tuple[dict[str, dict[str, int]], dict[str, int], frozenset[str]]:
    """Names -> fields and ranks; names of machine-readable date columns; words of no field."""
    data = tomllib.loads((files(__package__) / "columns.toml").read_text("utf-8"))
    ranks: dict[str, dict[str, int]] = {}
    for field, names in data["fields"].items():
        for rank, name in enumerate(names):
            for form in (name, name.translate(_UMLAUTS)):  # "Empfaenger"
                ranks.setdefault("".join(_words(form)), {}).setdefault(field, rank)
    date_names = {"".join(_words(name)): i for i, name in enumerate(data["beside"][MACHINE_DATE])}
    return ranks, date_names, frozenset(data["other"]["words"])


def _forms(name: str) -> Iterator[str]:
    """A name and its shorter forms: `dc.title[en]`, `title[en]`, `dc.title`, `title`."""
    bare = _BRACKETS.sub(" ", name)
    for form in (name, _PREFIX.sub("", name, 1), bare, _PREFIX.sub("", bare, 1)):
        yield "".join(_words(form))
    if "/" in bare:  # "Titel / Title"
        yield from ("".join(_words(part)) for part in bare.split("/"))


def _fields(name: str) -> dict[str, int]:
    """The fields that a column of this name may be, with ranks: the lowest is the likeliest."""
    ranks, _beside, excluded = _names()
    if len(name) > _MAX_NAME or fact_of(name):
        return {}
    for form in _forms(name):
        if form in ranks:
            return ranks[form]
        numbered = form.rstrip("0123456789")  # "subject 2"
        if numbered != form and numbered in ranks:
            return {f: rank for f, rank in ranks[numbered].items() if f in LIST_FIELDS}
    words = _words(_BRACKETS.sub(" ", name))
    if len(words) < 2 or excluded & set(words):
        return {}
    part = words[0] if words[1] in _OF else words[-1]
    return {f: rank + 1_000 for f, rank in ranks.get(part, {}).items() if f in _BY_PART}


def known_field(name: str) -> str:
    """The field that the name of a column means; "" if none.

    >>> known_field("dc:title"), known_field("Empfänger"), known_field("shoe size")
    ('title', 'recipients', '')
    """
    if len(name) > _MAX_NAME:
        return ""
    ranks, date_names, _bars = _names()
    for form in _forms(name):
        match = ranks.get(form) or ranks.get(form.rstrip("0123456789"))
        if match:
            return min(match, key=match.__getitem__)
        if form in date_names:
            return MACHINE_DATE
    return ""


def guess_columns(names: Sequence[str], samples: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The field of each column: one of `FIELDS`, `MACHINE_DATE`, or "" (kept under its name).

    Only the fields of `LIST_FIELDS` may have several columns. `samples` has some non-empty values
    of each column.

    >>> guess_columns(["Datum", "Titel", "Farbe"], {})
    {'Datum': 'date', 'Titel': 'title', 'Farbe': ''}
    """
    columns = {name: ColumnSample(samples.get(name, ())[:SAMPLE]) for name in names}
    ranks = {name: _fields(name) for name in names}
    guess = dict.fromkeys(names, "")
    for field in FIELDS:
        fitting = [
            name
            for name in names
            if field in ranks[name] and not guess[name] and not columns[name].speaks_against(field)
        ]
        if field not in LIST_FIELDS:  # an empty column comes last
            fitting.sort(key=lambda name: (not columns[name].values, ranks[name][field]))
            del fitting[1:]
        for name in fitting:
            guess[name] = field
    _by_content(guess, columns)
    if "date" in guess.values():
        _ranks, date_names, _bars = _names()
        for name in names:
            fits = columns[name].is_iso and any(form in date_names for form in _forms(name))
            if fits and not guess[name] and MACHINE_DATE not in guess.values():
                guess[name] = MACHINE_DATE
    return guess


def _by_content(guess: dict[str, str], columns: Mapping[str, ColumnSample]) -> None:
    """Add fields that no name meant, by content: a date, an address, a long text, a short one."""
    _ranks, date_names, excluded = _names()

    def left(kind: str) -> list[str]:
        """Columns with values of this kind whose names mean no other field."""
        return [
            name
            for name, field in guess.items()
            if not field
            and columns[name].kind == kind
            and not fact_of(name)
            and not excluded & set(_words(name))
            and not (kind == "text" and _fields(name))
            and all(columns[name].speaks_against(f) for f in _fields(name))
            and not any(form in date_names for form in _forms(name))
        ]

    fields = set(guess.values())
    if "date" not in fields and (dates := left("date")):
        guess[dates[0]] = "date"
    if "url" not in fields:
        urls = [name for name in left("url") if columns[name].distinct >= _MOST]
        guess.update((name, "url") for name in urls[:1])
    if "summary" not in fields:
        texts = [name for name in left("text") if columns[name].length >= _LONG]
        if texts:
            guess[max(texts, key=lambda name: columns[name].length)] = "summary"
    if "title" not in fields:
        texts = [
            name
            for name in left("text")
            if int(columns[name].length) in _TITLE
            and columns[name].distinct >= _MOST
            and sum(" " in value for value in columns[name].values) * 2 > len(columns[name].values)
        ]
        if texts:
            guess[max(texts, key=lambda name: columns[name].length)] = "title"
