"""Objects that are dates: `{"expression": "c. 1902", "begin": "1901", "end": "1903"}`.

ArchivesSpace, DPLA, NARA, Wikibase and others write them with keys of their own (`nested.toml`).
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from dash_core.readers.columns.names import joined, vocabulary
from dash_core.readers.nested.keys import (
    DATES,
    OWN_DATES,
    field_of,
    first_of,
    one_value,
)
from dash_core.readers.nested.meaning import syntax_of

__all__ = ["expression", "is_date", "kind", "own_date", "part_of"]

_PARTS: Final = ("begin", "end", "year", "month", "day", "qualifier")
_TIMES: Final = DATES["begin"].keys() | DATES["end"].keys() | DATES["year"].keys()
_MAX_KEY: Final = 40  # characters
_DIGIT: Final = re.compile(r"\d")
_ISO: Final = re.compile(r"-?\d{4}(?:-\d\d){0,2}")
_MIDNIGHT: Final = re.compile(r"T(?:00:00:00|23:59:59)(?:\.0+)?(?:Z|\+00:00)?\Z")
_KINDS: Final = tuple(DATES["kinds"])


def is_date(value: Mapping[str, Any], name: str) -> bool:
    """Whether an object under this name is a date."""
    named = "date" in name.lower() or field_of(name) == "date"
    if (not named and _TIMES.isdisjoint(value)) or syntax_of(value):
        return False  # one text, not parts
    if named:
        begin, end, year = (_key_of(value, part) for part in ("begin", "end", "year"))
    else:
        begin, end, year = (first_of(value, DATES[part]) for part in ("begin", "end", "year"))
    if year:
        return named or bool(first_of(value, DATES["month"]) or first_of(value, DATES["machine"]))
    if begin or end:
        printed = bool(named or (begin and end) or _printed(value))
        return printed and any(_is_point(value[key]) for key in (begin, end) if key)
    return named and (_printed(value) is not None or bool(_csl_parts(value)))


def expression(value: Mapping[str, Any]) -> tuple[Any, str]:
    """The printed expression and its key; else one made of the parts, and "".

    >>> expression({"begin": "1902", "end": "1904"}), expression({"year": 1945, "month": 5})
    (('1902/1904', ''), ('1945-05', ''))
    """
    if key := _printed(value) or ("date-time" if "date-time" in value else ""):
        return value[key], key
    if made := _csl_parts(value):
        return made, "date-parts"
    if _key_of(value, "year"):
        parts = [_part(value, "year", 4), _part(value, "month", 2), _part(value, "day", 2)]
        return "-".join(parts[: parts.index("")] if "" in parts else parts), ""
    ends = [_point(value[key]) for key in _ends(value)]
    if len(ends) == 2 and ends[0] != ends[1]:
        sign = "/" if all(map(_ISO.fullmatch, ends)) else " - "
        return sign.join(ends), ""
    return ends[0] if ends else "", ""


def kind(value: Mapping[str, Any]) -> str:
    """What kind of date the object says it is ("creation", "bulk"); "" if it does not."""
    said = [one_value(value[key]) for key in _KINDS if key in value]
    words = [word for word in said if word and not _DIGIT.search(word)]
    return next(
        (word for word in words if word.lower() not in OWN_DATES), words[0] if words else ""
    )


def own_date(values: Sequence[Mapping[str, Any]]) -> int:
    """The position of the date that is the document's own, among several."""
    for i, value in enumerate(values):
        word = kind(value).lower()
        if not word or word in OWN_DATES:
            return i
    return 0


def part_of(key: str) -> str:
    """What a key of a date says of it: `begin`, `end`, `year`, `month`, `day` or `qualifier`; ""
    for others."""
    return next((part for part in _PARTS if key in DATES[part]), "") or _said(key)


def _csl_parts(value: Mapping[str, Any]) -> str:
    """The date that CSL has as lists of year, month and day; "" if there is none."""
    days = value.get("date-parts")
    if not isinstance(days, list) or not all(isinstance(day, list) for day in days):
        return ""
    texts = [[one_value(part) for part in day] for day in days]
    if not all(day and all(part.isdecimal() for part in day) for day in texts):
        return ""
    circa = "~" if value.get("circa") not in (None, False, "", 0, "0", "false") else ""
    return "/".join(
        "-".join([day[0].zfill(4), *(p.zfill(2) for p in day[1:])]) + circa for day in texts
    )


def _printed(value: Mapping[str, Any]) -> str | None:
    """The key of the printed expression."""
    keys = [key for key in DATES["expression"] if value.get(key) not in (None, "", [], {})]
    for key in keys:
        if key not in _KINDS or _DIGIT.search(str(value[key])):
            return key
    others = (key for key, inner in value.items() if inner and isinstance(inner, str))
    return next((key for key in others if _is_printed(key)), None)


def _ends(value: Mapping[str, Any]) -> list[str]:
    return [key for key in (_key_of(value, "begin"), _key_of(value, "end")) if key]


def _key_of(value: Mapping[str, Any], part: str) -> str | None:
    """The key of a part of the date, also in other languages than English ("debut", "bis")."""
    others = (key for key, inner in value.items() if inner not in (None, "") and _said(key) == part)
    return first_of(value, DATES[part]) or next(others, None)


@lru_cache(maxsize=1_000)
def _said(key: str) -> str:
    """The part of a date that a key is called after; "" for none."""
    part = vocabulary().parts.of(joined(key)) if len(key) <= _MAX_KEY else ""
    return part if part in _PARTS else ""


@lru_cache(maxsize=1_000)
def _is_printed(key: str) -> bool:
    """Whether a key is called after the date as printed in another language ("anzeige")."""
    return len(key) <= _MAX_KEY and vocabulary().parts.is_printed(joined(key))


def _is_point(value: Any) -> bool:
    return isinstance(value, dict) or _DIGIT.search(one_value(value)) is not None


def _point(value: Any) -> str:
    """One end as text."""
    if isinstance(value, dict):
        text, _key = expression(value)
        return one_value(text)
    return _MIDNIGHT.sub("", one_value(value))


def _part(value: Mapping[str, Any], part: str, width: int) -> str:
    key = _key_of(value, part)
    text = one_value(value[key]).strip() if key else ""
    if not text.isdecimal():
        return text if part == "year" else ""
    return text.zfill(width) if int(text) else ""
