"""Which field each column of a table is: by its name first, then by what is in it.

The names are those of `columns.toml`. What is guessed here is shown to people, who may
change it (`Options.columns`).
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
from dash_core.readers.report import FIELDS, LIST_FIELDS

__all__ = ["NORMAL_DATE", "SAMPLE", "Evidence", "guess_columns", "known_field"]

NORMAL_DATE: Final = "normal_date"
"""The field of a machine-readable date column beside the printed one."""

SAMPLE: Final = 50  # values of a column that a guess is made from
_MOST: Final = 0.8  # share of them that must agree
_LONG: Final = 100  # characters, on average, of a column of summaries
_TITLE: Final = range(8, 301)  # characters, on average, of a column of titles
_MAX_NAME: Final = 80  # characters; a longer cell is no column's name

_URL: Final = re.compile(r"(?:https?://|www\.|doi\.org/)\S+", re.IGNORECASE)
_ENDING: Final = re.compile(r".\.\w{2,5}\Z")  # of the name of a file
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9.,\u00a0 ]*%?")
_ISO: Final = re.compile(r"[0-9]{4}(?:-[0-9XZ?~%-]+)?[~?%]?(?:[T ][0-9:.Z+-]+)?")
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_PREFIX: Final = re.compile(r"\s*(?:dc|dcterms|dct|ead|mods|edm|schema|foaf|vra)\s*[.:_]\s*", re.I)
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue"})
_OF: Final = frozenset("of de del della des di do du da von der".split())
# What the last or first word of a longer name may say ("letter title", "date of receipt").
_BY_PART: Final = frozenset(FIELDS) - {"url", "language", "id", "genre"}


@dataclass(frozen=True)
class Evidence:
    """Some of a column's values, and what they look like."""

    values: Sequence[str]

    @cached_property
    def kind(self) -> str:
        """What most of the values are: `date`, `url`, `number`, `path`, `text`; "" for none."""
        if not self.values:
            return ""
        for kind, fits in _KINDS.items():
            if sum(bool(fits(value)) for value in self.values) >= _MOST * len(self.values):
                return kind
        return "text"

    @cached_property
    def length(self) -> float:
        """Characters of a value, on average."""
        return sum(map(len, self.values)) / len(self.values) if self.values else 0

    @cached_property
    def distinct(self) -> float:
        """Share of the values that differ."""
        return len(set(self.values)) / len(self.values) if self.values else 0

    @cached_property
    def is_iso(self) -> bool:
        """Whether most are dates as machines write them."""
        fits = sum(all(_ISO.fullmatch(part) for part in v.split("/")) for v in self.values)
        return bool(self.values) and fits >= _MOST * len(self.values)

    def speaks_against(self, field: str) -> bool:
        """Whether the values cannot be of this field, whatever the column is called."""
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
    """Whether it is a path of a file: one word, a folder, a name with an ending."""
    if len(value.split()) != 1:
        return False
    _folder, slash, name = value.replace("\\", "/").rpartition("/")
    return bool(slash) and _ENDING.search(name[-7:]) is not None


def _is_url(value: str) -> bool:
    """Whether it is an address, or several."""
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
    """Names -> fields and ranks; names of machine-readable date columns; words that bar."""
    data = tomllib.loads((files(__package__) / "columns.toml").read_text("utf-8"))
    ranks: dict[str, dict[str, int]] = {}
    for field, names in data["fields"].items():
        for rank, name in enumerate(names):
            for form in (name, name.translate(_UMLAUTS)):  # "Empfaenger"
                ranks.setdefault("".join(_words(form)), {}).setdefault(field, rank)
    beside = {"".join(_words(name)): i for i, name in enumerate(data["beside"][NORMAL_DATE])}
    return ranks, beside, frozenset(data["other"]["words"])


def _forms(name: str) -> Iterator[str]:
    """A name, and less of it: `dc.title[en]`, `title[en]`, `dc.title`, `title`."""
    bare = _BRACKETS.sub(" ", name)
    for form in (name, _PREFIX.sub("", name, 1), bare, _PREFIX.sub("", bare, 1)):
        yield "".join(_words(form))
    if "/" in bare:  # "Titel / Title"
        yield from ("".join(_words(part)) for part in bare.split("/"))


def _fields(name: str) -> dict[str, int]:
    """The fields that a column of this name may be, with ranks: the lower, the likelier."""
    ranks, _beside, bars = _names()
    if len(name) > _MAX_NAME:
        return {}
    for form in _forms(name):
        if form in ranks:
            return ranks[form]
        numbered = form.rstrip("0123456789")  # "subject 2"
        if numbered != form and numbered in ranks:
            return {f: rank for f, rank in ranks[numbered].items() if f in LIST_FIELDS}
    words = _words(_BRACKETS.sub(" ", name))
    if len(words) < 2 or bars & set(words):
        return {}
    part = words[0] if words[1] in _OF else words[-1]
    return {f: rank + 1_000 for f, rank in ranks.get(part, {}).items() if f in _BY_PART}


def known_field(name: str) -> str:
    """The field that a column's name alone says; "" if none.

    >>> known_field("dc:title"), known_field("Empfänger"), known_field("shoe size")
    ('title', 'recipients', '')
    """
    if len(name) > _MAX_NAME:
        return ""
    ranks, beside, _bars = _names()
    for form in _forms(name):
        found = ranks.get(form) or ranks.get(form.rstrip("0123456789"))
        if found:
            return min(found, key=found.__getitem__)
        if form in beside:
            return NORMAL_DATE
    return ""


def guess_columns(names: Sequence[str], samples: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Give the field of each column: one of `FIELDS`, `NORMAL_DATE`, or "" (its own name).

    Only lists (`LIST_FIELDS`) are given several columns. `samples` has some of each column's
    non-empty values.

    >>> guess_columns(["Datum", "Titel", "Farbe"], {})
    {'Datum': 'date', 'Titel': 'title', 'Farbe': ''}
    """
    evidence = {name: Evidence(samples.get(name, ())[:SAMPLE]) for name in names}
    ranks = {name: _fields(name) for name in names}
    guess = dict.fromkeys(names, "")
    for field in FIELDS:
        fitting = [
            name
            for name in names
            if field in ranks[name] and not guess[name] and not evidence[name].speaks_against(field)
        ]
        if field not in LIST_FIELDS:  # a column with nothing in it stands back
            fitting.sort(key=lambda name: (not evidence[name].values, ranks[name][field]))
            del fitting[1:]
        for name in fitting:
            guess[name] = field
    _by_content(guess, evidence)
    if "date" in guess.values():
        _ranks, beside, _bars = _names()
        for name in names:
            fits = evidence[name].is_iso and any(form in beside for form in _forms(name))
            if fits and not guess[name] and NORMAL_DATE not in guess.values():
                guess[name] = NORMAL_DATE
    return guess


def _by_content(guess: dict[str, str], evidence: Mapping[str, Evidence]) -> None:
    """Fill in what no name said: a date, an address, a long text, a short one."""
    _ranks, beside, bars = _names()

    def left(kind: str) -> list[str]:
        """Columns with such values whose name says nothing else."""
        return [
            name
            for name, field in guess.items()
            if not field
            and evidence[name].kind == kind
            and not bars & set(_words(name))
            and not (kind == "text" and _fields(name))
            and all(evidence[name].speaks_against(f) for f in _fields(name))
            and not any(form in beside for form in _forms(name))
        ]

    found = set(guess.values())
    if "date" not in found and (dates := left("date")):
        guess[dates[0]] = "date"
    if "url" not in found:
        urls = [name for name in left("url") if evidence[name].distinct >= _MOST]
        guess.update((name, "url") for name in urls[:1])
    if "summary" not in found:
        texts = [name for name in left("text") if evidence[name].length >= _LONG]
        if texts:
            guess[max(texts, key=lambda name: evidence[name].length)] = "summary"
    if "title" not in found:
        texts = [
            name
            for name in left("text")
            if int(evidence[name].length) in _TITLE
            and evidence[name].distinct >= _MOST
            and sum(" " in value for value in evidence[name].values) * 2
            > len(evidence[name].values)
        ]
        if texts:
            guess[max(texts, key=lambda name: evidence[name].length)] = "title"
