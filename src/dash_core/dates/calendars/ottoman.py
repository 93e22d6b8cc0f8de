"""Dates of the Ottoman financial (Rumi) calendar: "10 Temmuz 1324" is July 23, 1908.

Its months are the Julian ones with Turkish names, its years those of Christ less 584 from March on.
From March 1917 (1333) its days are those of today. A year of Christ is never meant: no document of
the 13th or 14th century has these names.
"""

import re
from datetime import date
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.vocabulary import fold_word
from dash_core.dates.model import UnreadError

__all__ = ["OTTOMAN_YEARS", "read_ottoman"]

_MONTHS: Final = (
    "kanun ?[ıiu]? ?sani|ocak",
    "subat",
    "mart",
    "nisan",
    "may[ıi]s",
    "haziran",
    "temmuz",
    "agustos",
    "eylul",
    "tesrin ?[ıiu]? ?evvel|ekim",
    "tesrin ?[ıiu]? ?sani|kas[ıi]m",
    "kanun ?[ıiu]? ?evvel|aral[ıi]k",
)
_NAME: Final = "|".join(_MONTHS)
_FORM: Final = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}}) )?(?P<month>{_NAME}),? (?:sene |rumi )?(?P<year>1[23][0-9]{{2}})"
    r"(?: rumi)?"
)
_YEAR: Final = re.compile(r"(?<![0-9])1[23][0-9]{2}(?![0-9])")
_ANY_NAME: Final = re.compile(rf"(?<![^\W\d_])(?:{_NAME})(?![^\W\d_])")
OTTOMAN_YEARS: Final = range(1256, 1342)  # 1840, when offices took it up, to 1925
_BEHIND: Final = 584
_REFORM: Final = (1917, 3)  # from this month on the days are those of today


def read_ottoman(text: str) -> Span | None:
    """The span of a day or month with a Turkish name and a year of this calendar, marked; None
    where the text has none.

    Raises
    ------
    UnreadError
        For a day that the month does not have, and where more is said than a day or month.
    """
    found = _YEAR.search(text)
    if found is None or int(found[0]) not in OTTOMAN_YEARS:
        return None
    plain = re.sub(r"[-. ]+", " ", fold_word(text))
    if _ANY_NAME.search(plain) is None:
        return None
    match = _FORM.fullmatch(plain)
    if match is None:
        note = _("“{year}” may be a year of the Ottoman financial calendar; it is not converted.")
        raise UnreadError(note.format(year=found[0]))
    month = next(n for n, names in enumerate(_MONTHS, 1) if re.fullmatch(names, match["month"]))
    year = int(match["year"]) + _BEHIND
    is_julian = (year, month) < _REFORM or (year, month) in ((1917, 1), (1917, 2))
    year += is_julian and month < _REFORM[1]  # these months were the last of a year
    first = int(match["day"] or 1)
    last = first if match["day"] else spans.month(year, month).latest.day
    days = [
        spans.julian_day(year, month, day).earliest if is_julian else date(year, month, day)
        for day in (first, last)
    ]
    span = spans.through(*(spans.day(*day.timetuple()[:3]) for day in days))
    note = _("“{year}” is taken for a year of the Ottoman financial calendar, and converted.")
    return span.with_notes(note.format(year=match["year"]))
