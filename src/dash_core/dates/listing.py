"""The dates of a whole listing: what one date leaves open, the others may decide."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dash_core.common.i18n import _, ngettext
from dash_core.dates.ambiguity import has_short_year, has_two_orders
from dash_core.dates.calendars.column import with_calendar_of_column
from dash_core.dates.cleaning import is_ditto, normalize
from dash_core.dates.column import languages_of, pair_of, with_spreadsheet_days
from dash_core.dates.model import (
    MAX_DATE_CHARS,
    ArchivalDate,
    ColumnRules,
    DateRules,
    DatesReading,
)
from dash_core.dates.parse import is_yearless, parse_date

__all__ = ["infer_rules", "read_dates"]

_NUMERIC: Final = re.compile(
    r"(?<![0-9/.-])(?P<a>[0-9]{1,2})(?P<s>[-/.])(?P<b>[0-9]{1,2})(?P=s)(?:[0-9]{4}|[0-9]{2})"
    r"(?![0-9/.-])"
)
_YEAR: Final = re.compile(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2})(?![0-9])")
_MIN_DATES_FOR_OUTLIERS: Final = 20  # a shorter listing has no outliers
_OUTLIER_YEARS: Final = 100
_OUTLIER_SPANS: Final = 5  # of the time of nearly all dates: a collection of ages has no outliers
_SHARE_IN_CENTURY: Final = 0.95  # of the years of a listing; one reprint date changes nothing
_MIN_YEARS: Final = 3  # fewer four-digit years do not show what century a listing is in
_MAX_YEARS_APART: Final = 50  # wider, and the century of a year at either end would be a guess


def infer_rules(texts: Iterable[str]) -> DateRules:
    """Decide from all dates of a listing what some of them leave open.

    The order of day and month is that of the dates with a number above 12, if all of them
    have the same. The century is the one that nearly all printed years are in; where they are
    in two, the hundred years in whose middle they lie.
    """
    return _infer(Counter(texts))[0]


def _infer(counts: Mapping[str, int]) -> tuple[DateRules, int]:
    """The rules, and how many dates show the order of day and month.

    `counts` says how often each string occurs in the listing.
    """
    day_first = month_first = 0
    years: list[int] = []
    for text, count in counts.items():
        if len(text) > MAX_DATE_CHARS:
            continue
        for match in _NUMERIC.finditer(text):
            first, second = int(match["a"]), int(match["b"])
            if 12 < first <= 31 and 1 <= second <= 12:
                day_first += count
            elif 12 < second <= 31 and 1 <= first <= 12:
                month_first += count
        if parse_date(text).is_known:
            years.extend([int(year) for year in _YEAR.findall(text)] * count)
    order = None
    if bool(day_first) != bool(month_first):
        order = bool(day_first)
    return DateRules(order, _century(years)), day_first or month_first


def _century(years: list[int]) -> int | None:
    """The first of the hundred years that the years of a listing lie in."""
    if len(years) < _MIN_YEARS:
        return None
    years = sorted(years)
    middle = years[len(years) // 2]
    whole = middle - middle % 100
    inside = bisect_left(years, whole + 100) - bisect_left(years, whole)
    if inside >= _SHARE_IN_CENTURY * len(years):
        return whole
    first, last = years[0], years[-1]
    if last - first >= _MAX_YEARS_APART:
        return None
    start = (first + last) // 2 - 50
    return start - start % 10


def read_dates(
    texts: Sequence[str], rules: DateRules = DateRules(), sources: Sequence[str] | None = None
) -> DatesReading:
    """Read the dates of a listing in its order.

    Rules that are `None` are inferred from the listing. A date without a year ("Feb. 26") takes
    the year of the nearest dated record before it, "do" its whole date; both are `inferred`
    and marked.

    Parameters
    ----------
    sources
        The file of each date, where there are several: no date is completed by, or compared
        with, one of another file, and each file decides what the whole listing leaves open.
    """
    counts = Counter(texts)
    inferred, votes = _infer(counts)
    used = _filled(rules, inferred)
    files: dict[str, list[int]] = defaultdict(list)
    for i, source in enumerate(sources or ("",) * len(texts)):
        files[source].append(i)
    by_row: dict[int, ArchivalDate] = {}
    carried = 0
    for rows in files.values():
        printed = [texts[i] for i in rows]
        rules_of_file = used if len(files) == 1 else _filled(used, infer_rules(printed))
        distinct = dict.fromkeys(text for text in printed if len(text) <= MAX_DATE_CHARS)
        rules_of_column = ColumnRules(
            rules_of_file.day_first,
            rules_of_file.century,
            pair_of(distinct),
            languages_of(distinct),
        )
        dates, n = _read_in_order(printed, rules_of_column)
        carried += n
        dates = with_calendar_of_column(with_spreadsheet_days(dates))
        dates = _with_outliers_marked(dates)
        by_row.update(zip(rows, dates, strict=True))
    remarks = _remarks(counts, rules, used, votes, carried)
    return DatesReading([by_row[i] for i in range(len(texts))], used, tuple(remarks))


def _filled(rules: DateRules, inferred: DateRules) -> DateRules:
    """The rules, with what they leave open as `inferred` has it."""
    return DateRules(
        inferred.day_first if rules.day_first is None else rules.day_first,
        inferred.century if rules.century is None else rules.century,
    )


def _read_in_order(texts: Sequence[str], rules: DateRules) -> tuple[list[ArchivalDate], int]:
    """The dates of one file, and how many were completed by a date before them."""
    dates: list[ArchivalDate] = []
    last_dated: ArchivalDate | None = None  # what "do" repeats
    last_of_one_year: ArchivalDate | None = None  # and with that year printed in full
    carried = 0
    read = {text: parse_date(text, rules) for text in dict.fromkeys(texts)}
    giving = {text for text, date in read.items() if _gives_year(date)}
    for text in texts:
        date = read[text]
        source = None
        if not date.is_known:
            source = last_dated if is_ditto(text) else last_of_one_year
        if source is not None and is_yearless(text):
            date = _carry(text, source, rules)
            carried += date.is_known
        elif text in giving:
            last_of_one_year = date
        dates.append(date)
        if date.is_known:
            last_dated = date
    return dates, carried


def _with_outliers_marked(dates: Sequence[ArchivalDate]) -> list[ArchivalDate]:
    """Mark a date centuries away from the others: "May 30, 1061" in a volume of 1861.

    In what was gathered over a long time an early date is rare, not doubtful: 1545 among works
    of art since 1700.
    """
    years = sorted(date.earliest.year for date in dates if date.earliest is not None)
    if len(years) < _MIN_DATES_FOR_OUTLIERS:
        return list(dates)
    tail = len(years) // 20
    reach = max(_OUTLIER_YEARS, _OUTLIER_SPANS * (years[-1 - tail] - years[tail]))
    first, last = years[tail] - reach, years[-1 - tail] + reach
    note = _("This date is more than {n} years from nearly all others of the listing.")
    return [
        replace(date, note=note.format(n=reach))
        if date.earliest is not None and not date.note and not first <= date.earliest.year <= last
        else date
        for date in dates
    ]


def _gives_year(date: ArchivalDate) -> bool:
    """Whether a date without a year may take its year from this one.

    It must lie in one year and print it in full: "June 30 45)" may be a page number.
    """
    first, last = date.earliest, date.latest
    if first is None or last is None or first.year != last.year:
        return False
    return f"{first.year:04d}" in date.text


def _carry(text: str, before: ArchivalDate, rules: DateRules) -> ArchivalDate:
    """A date without a year, completed by the dated record before it.

    The year never advances, not even from December to January: in printed lists of papers a
    step back is a paper out of order, and a new year is printed (see evaluation/dates.py).
    """
    if is_ditto(text):
        note = _("“{text}” repeats the date of an entry before it: {date}.")
        return replace(
            before, text=text, qualifier="inferred", note=note.format(text=text, date=before.edtf)
        )
    assert before.latest is not None
    year = before.latest.year
    date = _in_year(text, year, rules)
    if not date.is_known:
        return parse_date(text, rules)
    note = _("The year is not printed; {year} is taken from “{text}” before it.")
    return replace(
        date,
        text=text,
        qualifier="inferred" if date.qualifier == "none" else date.qualifier,
        note=" ".join([note.format(year=year, text=before.text), date.note]).strip(),
    )


def _in_year(text: str, year: int, rules: DateRules) -> ArchivalDate:
    """The date with a year put after the day, where print would have it."""
    plain = normalize(text)
    bracket = re.search(r" ?[\[(]", plain[1:])
    at = bracket.start() + 1 if bracket and not plain.startswith("[") else len(plain)
    head, tail = plain[:at].rstrip(" .,"), plain[at:]
    if plain.startswith("[") and plain.endswith("]"):
        return parse_date(f"{plain[:-1]} {year}]", rules)
    return parse_date(f"{head} {year}{tail}", rules)


def _remarks(
    texts: Iterable[str], decided: DateRules, used: DateRules, votes: int, carried: int
) -> list[str]:
    """Sentences on what the whole listing decided.

    `texts` are its distinct strings, `decided` the rules of a person, `votes` the dates that
    show the order of day and month, `carried` those that were completed by a date before them.
    """
    texts = [text for text in texts if len(text) <= MAX_DATE_CHARS]
    remarks: list[str] = []
    two_orders = next(filter(has_two_orders, texts), None)
    if two_orders is not None and used.day_first is None:
        remarks.append(
            _("“{text}” can be read two ways; both are covered.").format(text=two_orders)
        )
    elif two_orders is not None and decided.day_first is None:
        remarks.append(
            _("“{text}” can be read two ways; {others} the {order}, so all are read so.").format(
                text=two_orders,
                others=ngettext("{n} other date has", "{n} other dates have", votes),
                order=_("day first") if used.day_first else _("month first"),
            )
        )
    short_year = next(filter(has_short_year, texts), None)
    if short_year is not None and used.century is None:
        remarks.append(
            _("The year of “{text}” has two digits; nothing says of which century.").format(
                text=short_year
            )
        )
    elif short_year is not None and decided.century is None and used.century is not None:
        remarks.append(
            _(
                "Years of two digits, as in “{text}”, are taken for {first}–{last}, where the "
                "years printed in full are."
            ).format(text=short_year, first=used.century, last=used.century + 99)
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
