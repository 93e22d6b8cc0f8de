"""The dates of a whole listing: what one date alone does not say, the others may."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from dash_core.common.i18n import _, ngettext
from dash_core.dates.cleaning import is_ditto, tidy
from dash_core.dates.model import MAX_DATE_CHARS, ArchivalDate, DateRules, DatesReading
from dash_core.dates.parse import is_yearless, parse_date

__all__ = ["draw_rules", "read_dates"]

_NUMERIC: Final = re.compile(
    r"(?<![0-9/.-])(?P<a>[0-9]{1,2})(?P<s>[-/.])(?P<b>[0-9]{1,2})(?P=s)(?:[0-9]{4}|[0-9]{2})"
    r"(?![0-9/.-])"
)
_YEAR: Final = re.compile(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2})(?![0-9])")
_TWO_DIGITS: Final = re.compile(r"(?<![0-9])[0-9]{2}(?![0-9])")
_MIN_TO_STRAY_FROM: Final = 20  # dates; in a shorter list none is out of the way
_STRAY_YEARS: Final = 100
_SHARE_IN_CENTURY: Final = 0.95  # of the years of a listing; one reprint date changes nothing
_MIN_YEARS: Final = 3  # fewer four-digit years do not show what century a listing is in


def draw_rules(texts: Iterable[str]) -> DateRules:
    """Decide from all dates of a listing what some of them leave open.

    The order of day and month is that of the dates with a number above 12, if all of them
    have the same. The century is the one nearly all printed years are in; where they are in
    two, the hundred years in whose middle they lie.
    """
    return _draw([text for text in texts if len(text) <= MAX_DATE_CHARS])[0]


def _draw(texts: Sequence[str]) -> tuple[DateRules, int]:
    """The rules, and how many dates the order of day and month was seen in."""
    day_first = month_first = 0
    years: list[int] = []
    for text in texts:
        for match in _NUMERIC.finditer(text):
            first, second = int(match["a"]), int(match["b"])
            if 12 < first <= 31 and 1 <= second <= 12:
                day_first += 1
            elif 12 < second <= 31 and 1 <= first <= 12:
                month_first += 1
        if parse_date(text).is_known:
            years.extend(int(found) for found in _YEAR.findall(text))
    order = None
    if bool(day_first) != bool(month_first):
        order = bool(day_first)
    return DateRules(order, _century(years)), day_first or month_first


def _century(years: list[int]) -> int | None:
    if len(years) < _MIN_YEARS:
        return None
    years = sorted(years)
    middle = years[len(years) // 2]
    whole = middle - middle % 100
    inside = sum(whole <= found < whole + 100 for found in years)
    if inside >= _SHARE_IN_CENTURY * len(years):
        return whole
    first, last = years[0], years[-1]
    if last - first >= 50:  # so wide that two-digit years at its ends would be a guess
        return None
    start = (first + last) // 2 - 50
    return start - start % 10


def read_dates(texts: Sequence[str], rules: DateRules = DateRules()) -> DatesReading:
    """Read the dates of a listing in its order.

    Rules that are `None` are drawn from the listing. A date without a year ("Feb. 26") takes
    the year of the nearest dated record before it, "do" its whole date; both are `inferred`
    and marked.
    """
    drawn, seen = _draw([text for text in texts if len(text) <= MAX_DATE_CHARS])
    used = DateRules(
        drawn.day_first if rules.day_first is None else rules.day_first,
        drawn.century if rules.century is None else rules.century,
    )
    dates: list[ArchivalDate] = []
    before: ArchivalDate | None = None  # the last dated record: what "do" repeats
    of_year: ArchivalDate | None = None  # the last in one year, printed in full
    carried = 0
    for text in texts:
        found = parse_date(text, used)
        source = before if is_ditto(text) else of_year
        if not found.is_known and source is not None and is_yearless(text):
            found = _carry(text, source, used)
            carried += found.is_known
        elif _gives_year(found):
            of_year = found
        dates.append(found)
        if found.is_known:
            before = found
    dates = _with_strays_marked(dates)
    return DatesReading(dates, used, tuple(_remarks(texts, rules, used, seen, carried)))


def _with_strays_marked(dates: Sequence[ArchivalDate]) -> list[ArchivalDate]:
    """Mark a date centuries away from the others: "May 30, 1061" in a volume of 1861."""
    years = sorted(found.earliest.year for found in dates if found.earliest is not None)
    if len(years) < _MIN_TO_STRAY_FROM:
        return list(dates)
    tail = len(years) // 20
    first, last = years[tail] - _STRAY_YEARS, years[-1 - tail] + _STRAY_YEARS
    note = _("This date is more than {n} years from nearly all others of the listing.")
    return [
        replace(found, note=note.format(n=_STRAY_YEARS))
        if found.earliest is not None
        and not found.note
        and not first <= found.earliest.year <= last
        else found
        for found in dates
    ]


def _gives_year(found: ArchivalDate) -> bool:
    """Whether a date without a year may take its year from this one.

    It must lie in one year and print it in full: "June 30 45)" may be a page number.
    """
    first, last = found.earliest, found.latest
    if first is None or last is None or first.year != last.year:
        return False
    return f"{first.year:04d}" in found.text


def _carry(text: str, before: ArchivalDate, rules: DateRules) -> ArchivalDate:
    """A date without a year, read by the dated record before it.

    The year is never turned on, not even from December to January: in printed lists of papers
    a step back is a paper out of order, and a new year is printed (see evaluation/dates.py).
    """
    assert before.latest is not None
    if is_ditto(text):
        note = _("“{text}” repeats the date of an entry before it: {date}.")
        return replace(
            before, text=text, qualifier="inferred", note=note.format(text=text, date=before.edtf)
        )
    year = before.latest.year
    found = _in_year(text, year, rules)
    if not found.is_known:
        return parse_date(text, rules)
    note = _("The year is not printed; {year} is taken from “{text}” before it.")
    return replace(
        found,
        text=text,
        qualifier="inferred" if found.qualifier == "none" else found.qualifier,
        note=" ".join([note.format(year=year, text=before.text), found.note]).strip(),
    )


def _in_year(text: str, year: int, rules: DateRules) -> ArchivalDate:
    """The date with a year put after the day, where print would have it."""
    plain = tidy(text)
    bracket = re.search(r" ?[\[(]", plain[1:])
    at = bracket.start() + 1 if bracket and not plain.startswith("[") else len(plain)
    head, tail = plain[:at].rstrip(" .,"), plain[at:]
    if plain.startswith("[") and plain.endswith("]"):
        return parse_date(f"{plain[:-1]} {year}]", rules)
    return parse_date(f"{head} {year}{tail}", rules)


def _remarks(
    texts: Sequence[str], asked: DateRules, used: DateRules, seen: int, carried: int
) -> list[str]:
    """Sentences on what the whole listing decided."""
    remarks: list[str] = []
    open_order = [text for text in dict.fromkeys(texts) if _is_open(text)]
    if open_order:
        example = open_order[0]
        if used.day_first is None:
            remarks.append(
                _("“{text}” can be read two ways; both are covered.").format(text=example)
            )
        elif asked.day_first is None:
            order = _("day first") if used.day_first else _("month first")
            remarks.append(
                _(
                    "“{text}” can be read two ways; {others} the {order}, so all are read so."
                ).format(
                    text=example,
                    others=ngettext("{n} other date has", "{n} other dates have", seen),
                    order=order,
                )
            )
    short = [text for text in dict.fromkeys(texts) if _has_short_year(text)]
    if short and used.century is None:
        remarks.append(
            _("The year of “{text}” has two digits; nothing says of which century.").format(
                text=short[0]
            )
        )
    elif short and asked.century is None and used.century is not None:
        remarks.append(
            _(
                "Years of two digits, as in “{text}”, are taken for {first}–{last}, where the "
                "years printed in full are."
            ).format(text=short[0], first=used.century, last=used.century + 99)
        )
    if carried:
        remarks.append(
            ngettext(
                "{n} date has no year of its own; it was taken from the dated entry before it.",
                "{n} dates have no year of their own; it was taken from the dated entry before "
                "them.",
                carried,
            )
        )
    return remarks


def _is_open(text: str) -> bool:
    """Whether the order of day and month is not to be seen in this date."""
    match = _NUMERIC.search(text) if len(text) <= MAX_DATE_CHARS else None
    return bool(
        match
        and match["a"] != match["b"]
        and 1 <= int(match["a"]) <= 12
        and 1 <= int(match["b"]) <= 12
    )


def _has_short_year(text: str) -> bool:
    """Whether a date has a year of two digits, whose century is not printed."""
    if len(text) > MAX_DATE_CHARS or not _TWO_DIGITS.search(text):
        return False
    one, other = (parse_date(text, DateRules(True, first)) for first in (1800, 1900))
    return one.edtf != other.edtf
