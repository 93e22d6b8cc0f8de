"""Dates of CSL-JSON and CSL-YAML -> as printed or said in words, and machine-readable.

`date-parts` has one day, or two for a span; its months 13–16 and 21–24 are seasons (citeproc-js,
EDTF), an end that is 0 or empty is open, a year below 0 is one BC (-323 is 323 BC; EDTF and
astronomers count it as -0322). CSL-YAML also has `year`, `month`, `day`, and a list of two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dash_core.dates.stated import NOTHING_STATED, StatedDate
from dash_core.readers.columns.cell_text import one_line
from dash_core.readers.references.ris_dates import iso_date, shown_date

__all__ = ["date_of"]

_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_MONTH_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_USED: Final = ("date-parts", "circa", "season", "year", "month", "day", "literal", "raw", "edtf")
_NO: Final = ("", "0", "false", "no", "none")


@dataclass(frozen=True, slots=True)
class _End:
    """A day, month, season or year, in words and as EDTF; both empty for an open end."""

    words: str = ""
    edtf: str = ""


def date_of(issued: Any) -> tuple[str, StatedDate, Any]:
    """What `issued` says, what it states beside that, and what of it was not understood.

    >>> date_of({"date-parts": [[1987], [0]]})[0], date_of({"date-parts": [[2013, 21]]})[0]
    ('1987/..', 'spring 2013')
    """
    if day := _plain_day(issued):
        return day, NOTHING_STATED, None
    if isinstance(issued, list):
        ends = [_end(_yaml_parts(one)) if isinstance(one, dict) else None for one in issued]
        left, about = {}, {}
        if len(issued) == 1 and isinstance(issued[0], dict):
            return date_of(issued[0])
    elif isinstance(issued, dict):
        left, about = dict(issued), issued
        parts = issued.get("date-parts")
        if parts is None and "year" in issued:
            parts = [_yaml_parts(issued)]
        ends = [_end(one) for one in parts] if isinstance(parts, list) else []
    else:
        return shown_date(_text(issued)), NOTHING_STATED, None if _text(issued) else issued
    printed = _text(about.get("literal")) or shown_date(_text(about.get("raw")))
    made, machine = _joined(ends, about)
    machine = machine or _text(about.get("edtf"))
    if not (printed or made or machine):
        return "", NOTHING_STATED, issued
    for name in _USED:
        is_used = made or name not in ("date-parts", "circa", "season")
        if is_used and not (name == "raw" and about.get("literal") and about.get("raw")):
            left.pop(name, None)
    date = printed or made
    return date, StatedDate(machine=machine) if machine != date else NOTHING_STATED, left


def _plain_day(issued: Any) -> str:
    """The day that most items have, and nothing else; "" for any other date."""
    match issued:
        case {"date-parts": [[int(year), int(month), int(day)]]} if len(issued) == 1:
            if year > 999 and 1 <= month <= len(_MONTH_DAYS) and 1 <= day <= _MONTH_DAYS[month - 1]:
                return f"{year}-{month:02d}-{day:02d}"
    return ""


def _yaml_parts(one: Mapping[str, Any]) -> list[Any]:
    season = _text(one.get("season"))
    month = f"2{season}" if season in ("1", "2", "3", "4") else one.get("month", "")
    return [one.get("year", ""), month, one.get("day", "")]


def _joined(ends: list[_End | None], about: Mapping[str, Any]) -> tuple[str, str]:
    """The date of its ends, in words and as EDTF; "" where they are none."""
    if not 1 <= len(ends) <= 2 or None in ends or not any(end and end.edtf for end in ends):
        return "", ""
    known = [end for end in ends if end]
    edtf = "/".join(end.edtf or ".." for end in known)
    is_iso = all(end.edtf[:1].isdigit() and end.edtf[4:6] != "-2" for end in known if end.edtf)
    words = edtf if is_iso or len(known) == 1 else " to ".join(end.words or ".." for end in known)
    words = known[0].words if len(known) == 1 else words
    season = _text(about.get("season"))
    if season.isdecimal() and 1 <= (n := int(season[:3])) <= 4 and len(edtf) == 4:
        return f"{_SEASONS[n - 1]} {words}", f"{edtf}-2{n}"
    if season.lower() not in _NO and len(known) == 1 and not season.isdecimal():
        return f"{season} {words}", edtf
    if _text(about.get("circa")).lower() not in _NO:
        return f"circa {words}", "/".join(f"{end.edtf}~" if end.edtf else ".." for end in known)
    return words, edtf


def _end(parts: Any) -> _End | None:
    """One end of a date; None where it is none."""
    if not isinstance(parts, list) or len(parts) > 3:
        return None
    numbers = [_text(part) for part in parts]
    while numbers and numbers[-1] in ("", "0", "00"):
        numbers.pop()
    if not numbers:
        return _End()
    if any(not n.removeprefix("-").isdecimal() or len(n) > 5 or not n.isascii() for n in numbers):
        return None
    year, month, day = (int(n) for n in (*numbers, "0", "0")[:3])
    if not (-9999 <= year < 0 or 0 < year <= 9999) or month < 0 or day < 0:
        return None
    iso = f"{year:04d}" if year > 0 else f"-{-year - 1:04d}".replace("-0000", "0000")
    said = f"{year:04d}" if year > 0 else f"{-year} BC"
    if month in (13, 14, 15, 16, 21, 22, 23, 24) and not day:
        n = (month - 1) % 10 if month > 20 else month - 13
        return _End(f"{_SEASONS[n]} {said}", f"{iso}-2{n + 1}")
    edtf = "-".join([iso, *(f"{part:02d}" for part in (month, month and day) if part)])
    if year > 0:
        return _End(iso_date(said, numbers[1] if month else "", numbers[2] if day else ""), edtf)
    return _End(f"{said}, {edtf[len(iso) + 1 :]}".rstrip(", "), edtf)


def _text(value: Any) -> str:
    """A text or number on one line; "" for anything else."""
    if isinstance(value, bool):
        return "true" if value else ""
    return one_line(str(value)) if isinstance(value, (str, int, float)) else ""
