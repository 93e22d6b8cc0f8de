"""Some values of a column, and what they look like."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dash_core.dates import parse_date
from dash_core.dates.cleaning import is_undated
from dash_core.dates.model import MAX_DATE_CHARS
from dash_core.dates.parse import is_yearless
from dash_core.dates.stated import qualifier_of
from dash_core.readers.columns.names import vocabulary

__all__ = ["MOST", "ColumnSample", "doubt_in"]

MOST: Final = 0.8
"""Share of the values that must agree."""

_HALF: Final = 0.5  # share of them that must, where the name speaks for a field already
_LONG: Final = 100  # characters, on average, of a column of summaries

_URL: Final = re.compile(r"(?:https?://|www\.|doi\.org/)\S+", re.IGNORECASE)
_ENDING: Final = re.compile(r".\.\w{2,5}\Z")  # of the name of a file
# What stands in a store, not on the map.
_STORED: Final = re.compile(
    r"(?:(?:shelf|shelves|box|boxes|folder|drawer|cabinet|safe|vault|room|stacks?|bay|rack|cupboard"
    r"|case|crate|tray|aisle|regal|fach|karton|kasten|schrank|schublade|magazin|mappe|raum|armoire"
    r"|rayon|tiroir|bo[iî]te|carton|caja|estante|caj[oó]n|armario|scaffale|scatola|armadio|busta"
    r"|шкаф|полка|ящик|коробка)\b(?!\s+(?:hill|bay|creek))|[A-Z]?[0-9]+(?:[-./][A-Z]?[0-9]+)+\Z)",
    re.IGNORECASE,
)
_SECONDS: Final = re.compile(r"1\d{9}(?:\d{3})?")  # since 1970, as programs count them
_FILE: Final = re.compile(r"[^\s]+\.(?:[a-z]{2,4}|mp[34]|[a-z]{1,3}[0-9])", re.IGNORECASE)
_KEYS: Final = re.compile(r"#?([^\W\d]{1,12})[_-]?[0-9]{1,6}(?:\s*[;|,]\s*#?\1[_-]?[0-9]{1,6})*")
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9.,\u00a0 ]*%?")
_CODE: Final = re.compile(r"(?=.*[0-9])[A-Z][\w .]{0,15}(?:[/.-][\w,-]{1,8}){1,6}")
_ISO: Final = re.compile(r"[0-9]{4}(?:-[0-9XZ?~%-]+)?[~?%]?(?:[T ][0-9:.Z+-]+)?")
_COMPACT: Final = re.compile(r"(?:1[0-9]|20)[0-9]{6}")
_TIME: Final = re.compile(r"[0-9][T ][0-9]{1,2}:[0-9]{2}")
_PART: Final = {  # of a date in a column of its own
    "year": re.compile(r"\W*(?:ca?\.? ?)?[0-9]{3,4}[?~x-]?(?:\.0)?\W*", re.IGNORECASE),
    "month": re.compile(r"\W*(?:0?[0-9]|1[0-2]|[^\W\d]{3,}\.?|[IVXivx]+)(?:\.0)?\W*"),
    "day": re.compile(r"\W*(?:[0-2]?[0-9]|3[01])(?:st|nd|rd|th|\.0)?\W*"),
}
_DATE_IN_TEXT: Final = re.compile(r"(?<![0-9])[0-9]{3,4}(?![0-9])|[0-9]+[./-][0-9]+[./-][0-9]+")


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
            if self._agree(fits) and (kind != "date" or self.are_dates):
                return kind
        return "text"

    @cached_property
    def are_dates(self) -> bool:
        """Whether half of the values or more are dates, however they are printed."""
        return self._agree(_is_date, _HALF)

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
        return self._agree(
            lambda v: all(
                _ISO.fullmatch(p) or _COMPACT.fullmatch(p)
                for p in v.removesuffix("/..").removeprefix("../").split("/")
            )
        )

    @cached_property
    def has_times(self) -> bool:
        """Whether most are dates with a time of day, as programs note them."""
        return self._agree(_TIME.search)

    @cached_property
    def has_dates(self) -> bool:
        """Whether half of the values have a date in them, or none has any value."""
        return not self.values or self._agree(_has_date, _HALF)

    @property
    def are_yearless(self) -> bool:
        """Whether most are dates without a year."""
        return bool(self.values) and self._agree(is_yearless)

    @property
    def are_codes(self) -> bool:
        """Whether all are reference codes ("D/12/3")."""
        return bool(self.values) and all(map(_CODE.fullmatch, self.values))

    @property
    def are_keys(self) -> bool:
        """Whether all are numbered keys of one register ("person12; person3"), no names."""
        stems = {match and match[1] for match in map(_KEYS.fullmatch, self.values)}
        return len(stems) == 1 and None not in stems

    def fits_part(self, part: str) -> bool:
        """Whether the values may be this part of a date (`ColumnName.part`)."""
        if part.startswith("doubt"):
            return self._agree(lambda value: doubt_in(part, value) is not None)
        if part == "calendar":
            return self.kind == "text" and self.length < _LONG
        pattern = _PART.get(part.rpartition(" ")[2])
        if pattern:
            return not self.values or self._agree(pattern.fullmatch)
        return self.has_dates and self.length <= MAX_DATE_CHARS

    def speaks_against(self, field: str, weakly: bool = False) -> bool:
        """Whether the values cannot be of this field, whatever the name of the column is;
        `weakly` where the name alone does not say much."""
        if not self.values:
            return False
        match field:
            case "date":
                too_long = self.kind == "url" or self.length > MAX_DATE_CHARS
                seconds = self._agree(_SECONDS.fullmatch)
                return too_long or seconds or (weakly and not self.has_dates)
            case "url":
                return self.kind != "url"
            case "id":
                return self.distinct < MOST or self.length > _LONG
            case "title":
                bare = self.kind in ("url", "path") or self._agree(_FILE.fullmatch)
                return bare or (weakly and self.kind in ("number", "date"))
            case "summary":
                return self.kind in ("url", "path") or (weakly and self.kind == "number")
            case "places":
                stored = self._agree(_STORED.match, _HALF)
                return self.kind != "text" or stored or self.are_keys
            case "people" | "creators" | "recipients":
                return self.kind != "text" or self.are_keys
            case "genre" | "language":
                return self.kind != "text" or self.length > _LONG
            case _:
                return self.kind != "text"

    def _agree(self, fits: Callable[[str], object], least: float = MOST) -> bool:
        """Whether this share of the values or more fit; the rest is not looked at once it cannot
        change the answer."""
        n = len(self.values)
        needed, fitting = least * n, 0
        for left, value in zip(range(n - 1, -1, -1), self.values, strict=True):
            fitting += bool(fits(value))
            if fitting >= needed:
                return True
            if fitting + left < needed:
                return False
        return False


def doubt_in(part: str, value: str) -> str | None:
    """The qualifier that a cell of a column of this part says; "" for none, None where the cell
    is not understood.

    >>> doubt_in("doubt approximate", "yes"), doubt_in("doubt open", "circa")
    ('approximate', 'approximate')
    """
    terms = vocabulary()
    kind, word = part.removeprefix("doubt "), value.strip().casefold()
    if word in terms.yes:
        return {"sure": "", "open": None}.get(kind, kind)
    if word in terms.no or not word:
        return {"sure": "uncertain", "open": None}.get(kind, "")
    if word in ("certain", "exact", "high", "sure", "known", "sicher", "none", "day", "precise"):
        return ""
    if (said := terms.doubt.get(word)) and said not in ("sure", "open"):
        return said
    return qualifier_of(value) or None


def _has_date(value: str) -> bool:
    return _DATE_IN_TEXT.search(value) is not None or _is_date(value)


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
    "date": lambda value: _is_date(value) or is_undated(value),
    "url": _is_url,
    "number": _NUMBER.fullmatch,
    "path": lambda value: _is_path(value) or _is_url(value),
}
