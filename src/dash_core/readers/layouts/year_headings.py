"""A year that is a heading gives the dates below it their year, and so does that of a month.

1845                                      January 1845
Jan. 4. Roe to Pym. Sends the map.        Jan. 4.
-> Jan. 4 1845                            Roe to Pym. Sends the map.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dash_core.common.i18n import ngettext
from dash_core.dates.parse import is_yearless, parse_date
from dash_core.readers.lines.parts import parts_of
from dash_core.readers.report import Remark

__all__ = [
    "is_yearless_date",
    "with_year",
    "year_lines",
    "year_of",
    "years_remark",
]

_YEAR: Final = re.compile(r"[\W_]{0,10}([12][0-9]{3})[\W_]{0,10}")
_SIGNS: Final = " \t•●▪■◦○‣⁃∙·*-–—+"
_MAX_CHARS: Final = 40
# "February 1689", "November 15–December 25, 1689"
_SPAN: Final = re.compile(
    r"[\W_]{0,10}[^\W\d_]{3,}\.?(?: [0-9]{1,2})?(?: ?[-–—] ?[^\W\d_]{3,}\.?(?: [0-9]{1,2})?)?,? "
    r"[12][0-9]{3}[\W_]{0,3}"
)
_FIRST: Final = re.compile(r"\W{0,2}([12][0-9]{3})[.,:;]? [^\W\d_]")  # "1689. Feb. 13."
_FAR: Final = 40  # lines below a month that are looked at
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
    years = {at: year for at, text in enumerate(texts) if (year := year_of(text))}
    return _above_yearless(texts, years) or _spans_above(texts)


def _spans_above(texts: Sequence[str]) -> dict[int, str]:
    """The lines that are a month or a span of time with its year, right above dates without one, or
    one that begins with the year; none where another such line is not."""
    found = {
        at: text[-5:].strip(" .])")
        for at, text in enumerate(texts)
        if _SPAN.fullmatch(text) and parse_date(text).precision in ("month", "interval")
    }
    ends = [*list(found)[1:], len(texts)]
    for at, end in zip(found, ends, strict=False):
        below = [text.lstrip(_SIGNS) for text in texts[at + 1 : min(end, at + _FAR)] if text]
        dates = [is_yearless_date(text) or is_yearless_date(parts_of(text).date) for text in below]
        if not any(dates) or not (dates[0] or _FIRST.match(below[0])):
            return {}
    return found


def _above_yearless(texts: Sequence[str], years: dict[int, str]) -> dict[int, str]:
    found: dict[int, str] = {}
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
