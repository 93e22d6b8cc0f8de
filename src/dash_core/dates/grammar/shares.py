"""The part of a span that words leave: "late 1946", "first half of the 18th century"."""

from dataclasses import replace
from datetime import MAXYEAR, MINYEAR
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.spans import Span
from dash_core.dates.model import UnreadError

__all__ = ["portion"]

_MIDDLE: Final = (1, 3, 4)  # from the second quarter to the third
_MIDDLE_OF_A_DECADE: Final = (3, 8, 10)
# By what share of the whole a loose part is wider at each end.
_WIDER: Final = {"month": 4, "year": 4, "decade": 10, "century": 10}


def portion(span: Span, first: int, last: int, of: int, *, loose: bool = False) -> Span:
    """The part of a month, a year, a decade or a century from the `first` to the `last` of `of`.

    The middle of a decade is its years 3 to 7, as most cataloguers count. A `loose` part ("circa
    early 1940s") is wider at each end: of a year or a month by a quarter and of a decade by a year,
    within it; of a century by ten years, also beyond it.

    Of other spans the bounds of a part are not known: they stay whole, and are marked.

    >>> portion(spans.year(1946), 1, 2, 2).edtf  # its second half
    '1946-07/1946-12'

    Raises
    ------
    UnreadError
        For a day.
    """
    if span.precision == "day":
        raise UnreadError(_("A part of a day is no date."))
    if span.closed or span.precision not in ("month", "year", "decade", "century"):
        return span.with_notes(_("Only a part of this span is meant; all of it is covered."))
    if span.precision == "decade" and (first, last, of) == _MIDDLE:
        first, last, of = _MIDDLE_OF_A_DECADE
    if loose:
        wider = _WIDER[span.precision]
        first, last, of = first * wider - of, last * wider + of, of * wider
        if span.precision != "century":
            first, last = max(first, 0), min(last, of)
    start, end = span.earliest, span.latest
    if span.precision == "month":
        start = start.replace(day=30 * first // of + 1)
        end = end if last == of else end.replace(day=min(30 * last // of, end.day))
    elif span.precision == "year":
        start = start.replace(month=12 * first // of + 1)
        end = spans.month(end.year, -(-12 * last // of)).latest
    else:
        years = end.year - start.year + 1
        end = end.replace(year=min(start.year - (-years * last // of) - 1, MAXYEAR))
        start = start.replace(year=max(start.year + years * first // of, MINYEAR))
    return replace(
        span,
        edtf=spans.span_of_days(start, end),
        earliest=start,
        latest=end,
        precision="interval",
        closed=True,
    )
