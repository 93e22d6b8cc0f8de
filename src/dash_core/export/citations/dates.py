"""A date as Chicago, APA and MLA cite it."""

from calendar import month_name
from typing import Any, Final

from dash_core.dates.cleaning import is_undated
from dash_core.dates.parse import is_yearless
from dash_core.export.references.reference import PLAIN_DATE, Reference

__all__ = ["issued"]

_ABOUT: Final = {"chicago-note": "ca.", "chicago": "ca.", "apa": "ca.", "mla": "Circa"}


def issued(reference: Reference, style: str) -> dict[str, Any]:
    """The date for CSL: its parts where it is certain or only approximate, else as printed.

    Nothing where the source says that there is none: the styles then say "n.d.". An approximate
    date is "ca." in Chicago and APA, "circa" in MLA. What an archive puts into brackets stays in
    them; a year taken from the entry before is put into them, as editors do.
    """
    if is_undated(reference.date):
        return {}
    is_about = reference.edtf.endswith("~") and not reference.is_noted
    bare = [end.rstrip("~") if is_about else end for end in reference.edtf.split("/")]
    ends = [PLAIN_DATE.fullmatch(end) for end in bare]
    parts = [[int(part) for part in end.groups() if part] for end in ends if end]
    if not parts or len(parts) != len(ends) or len(parts) > 2:
        return {"literal": reference.date} if reference.date else {}
    first, last = parts[0], parts[-1]
    is_span_of_style = len(first) == len(last) and (len(first) == 1 or first[0] == last[0])
    if reference.is_sure and is_span_of_style:
        return {"date-parts": parts}
    if is_about and not is_yearless(reference.date):
        if len(parts) == 1 and not style.startswith("chicago"):  # whose style prints "[1946?]"
            return {"date-parts": parts, "circa": True}
        if len(parts) == 1 or len(first) == len(last) == 1:
            return {"literal": f"{_ABOUT[style]} {'–'.join(map(_words, parts))}"}
    if len(parts) == 1 and is_yearless(reference.date):
        return {"literal": f"{reference.date.rstrip(',')}, [{first[0]}]"}
    return {"literal": reference.date} if reference.date else {}


def _words(parts: list[int]) -> str:
    """`1946`, `April 1946`, `April 5, 1946`."""
    year, *rest = parts
    if not rest:
        return str(year)
    month, *day = rest
    return f"{month_name[month]} {day[0]}, {year}" if day else f"{month_name[month]} {year}"
