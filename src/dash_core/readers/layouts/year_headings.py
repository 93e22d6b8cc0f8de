"""A year that is a heading gives the dates below it their year.

1845
Jan. 4. Roe to Pym. Sends the map.        -> Jan. 4 1845
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dash_core.common.i18n import ngettext
from dash_core.dates.parse import is_yearless
from dash_core.readers.lines.parts import parts_of
from dash_core.readers.report import Remark

__all__ = ["is_yearless_date", "with_year", "year_lines", "year_of", "years_remark"]

_YEAR: Final = re.compile(r"[\W_]{0,10}([12][0-9]{3})[\W_]{0,10}")
_SIGNS: Final = " \t•●▪■◦○‣⁃∙·*-–—+"
_MAX_CHARS: Final = 40
_NEAR: Final = 6  # lines below a heading, blank ones with them, that are looked at
_MOST: Final = 0.8  # share of the years alone on a line that are headings


def year_of(text: str) -> str:
    """The year that a whole line is; "" if it is something else.

    >>> year_of("## 1845"), year_of("1845."), year_of("May 1845")
    ('1845', '1845', '')
    """
    match = _YEAR.fullmatch(text) if len(text) <= _MAX_CHARS else None
    return match[1] if match else ""


def is_yearless_date(date: str) -> bool:
    """Whether a printed date lacks but its year."""
    return 0 < len(date) <= _MAX_CHARS and is_yearless(date.strip(" .,:;"))


def year_lines(texts: Sequence[str]) -> dict[int, str]:
    """The lines that are a year above a line with a date without one; none where other such lines
    are dates themselves."""
    found: dict[int, str] = {}
    years = {at: year for at, text in enumerate(texts) if (year := year_of(text))}
    for at, year in years.items():
        below = next((t for t in texts[at + 1 : at + _NEAR] if t), "").lstrip(_SIGNS)
        first = parts_of(below).date or below.partition(":")[0]  # "March: Lease"
        if is_yearless_date(below) or is_yearless_date(first):
            found[at] = year
    return found if len(found) >= _MOST * len(years) else {}


def with_year(date: str, year: str) -> str:
    """A date without year, and the year of its heading behind it."""
    return f"{date.strip(' .,:;')} {year}"


def years_remark(lines: Iterable[int]) -> Iterator[Remark]:
    """A remark on the documents (by their lines) whose year is that of a heading."""
    if first := sorted(lines):
        text = ngettext(
            "The year of {n} date is that of the heading above it.",
            "The year of {n} dates is that of the heading above them.",
            len(first),
        )
        yield Remark(first[0], text)
