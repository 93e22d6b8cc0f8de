"""Spans of time with their EDTF, and how they are joined."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, date, timedelta
from typing import Final

from dash_core.common.i18n import _, cached_words
from dash_core.dates.model import Precision, UnreadError

__all__ = [
    "Span",
    "century",
    "day",
    "decade",
    "either",
    "julian_day",
    "month",
    "one_within",
    "open_end",
    "open_start",
    "qualifier_sign",
    "season",
    "span_of_days",
    "ten_years",
    "through",
    "together",
    "winter",
    "year",
]

_PLAIN_YEARS: Final = range(1000, 2101)
_LISTED: Final = 30  # years or months of a qualified range in a set, named one by one
_PLAIN: Final[tuple[Precision, ...]] = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days that a part of a printed date stands for.

    `edtf` is without the signs `~ ? %`, which follow from `approximate` and `uncertain`;
    for an interval or a set they are in `edtf` already, and `closed` is set.
    """

    edtf: str
    earliest: date
    latest: date
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    inferred: bool = False
    closed: bool = False
    notes: tuple[str, ...] = field(default=())

    @property
    def full_edtf(self) -> str:
        """The EDTF with its qualifier."""
        sign = qualifier_sign(self.approximate, self.uncertain)
        if self.closed or not sign:
            return self.edtf
        if self.precision == "season":  # the format qualifies months, not seasons
            return f"{_ends(self)[0]}{sign}/{_ends(self)[1]}{sign}"
        return self.edtf + sign

    def with_notes(self, *notes: str) -> "Span":
        """The same span with more notes."""
        return replace(self, notes=self.notes + notes) if notes else self


def qualifier_sign(approximate: bool, uncertain: bool) -> str:
    """The EDTF sign of a qualifier; empty for none."""
    if approximate:
        return "%" if uncertain else "~"
    return "?" if uncertain else ""


@cached_words(maxsize=2_000)
def year(number: int) -> Span:
    """A whole year, marked if no archive is likely to have it.

    Raises
    ------
    UnreadError
        If the calendar does not have it.
    """
    if not 1 <= number <= MAXYEAR:
        raise UnreadError(_("There is no such year."))
    span = Span(f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "year")
    return span if number in _PLAIN_YEARS else span.with_notes(_unlikely(number))


def _unlikely(number: int) -> str:
    return _("The year {year} is unlikely.").format(year=number)


@cached_words(maxsize=10_000)
def month(year_: int, month_: int) -> Span:
    """A whole month.

    Raises
    ------
    UnreadError
        If the calendar does not have it.
    """
    whole = year(year_)
    if not 1 <= month_ <= 12:
        raise UnreadError(_("There is no month {month}.").format(month=month_))
    last = date(year_, month_, monthrange(year_, month_)[1])
    return Span(
        f"{year_:04d}-{month_:02d}", date(year_, month_, 1), last, "month", notes=whole.notes
    )


def day(year_: int, month_: int, day_: int) -> Span:
    """A day.

    Raises
    ------
    UnreadError
        If the calendar does not have it (February 30).
    """
    whole = month(year_, month_)
    if not 1 <= day_ <= whole.latest.day:
        raise UnreadError(
            _("This day does not exist: {month} has {n} days.").format(
                month=f"{year_:04d}-{month_:02d}", n=whole.latest.day
            )
        )
    only = date(year_, month_, day_)
    return Span(only.isoformat(), only, only, "day", notes=whole.notes)


def season(year_: int, code: int) -> Span:
    """A season by its EDTF number: 21 spring, 22 summer, 23 autumn, 24 winter.

    A winter may be at either end of its year: it is from January to the next February.
    """
    whole = year(year_)
    edtf = f"{year_:04d}-{code}"
    if code < 24:
        first = 3 * (code - 20)
        last = month(year_, first + 2).latest
        return Span(edtf, date(year_, first, 1), last, "season", notes=whole.notes)
    if year_ == MAXYEAR:
        raise UnreadError(_("There is no such year."))
    note = _("A winter lies in two years: which one's end is meant is not said.")
    return Span(
        edtf, whole.earliest, month(year_ + 1, 2).latest, "season", notes=(*whole.notes, note)
    )


def winter(first: int) -> Span:
    """The winter between this year and the next."""
    if first == MAXYEAR:
        raise UnreadError(_("There is no such year."))
    return replace(through(month(first, 12), month(first + 1, 2)), precision="season")


def decade(first: int) -> Span:
    """The ten years from `first`, a multiple of 10; "1900s" may be a whole century."""
    if first % 100 == 0:
        return century(first).with_notes(
            _("“{year}s” may be the ten or the hundred years; both are covered.").format(year=first)
        )
    return ten_years(first)


def ten_years(first: int) -> Span:
    """The ten years from `first`, a multiple of 10, where only they can be meant: "190-"."""
    notes = year(first).notes
    return Span(
        f"{first // 10:03d}X", date(first, 1, 1), date(first + 9, 12, 31), "decade", notes=notes
    )


def century(first: int) -> Span:
    """The hundred years from `first`, a multiple of 100, as EDTF counts them."""
    notes = year(first).notes
    return Span(
        f"{first // 100:02d}XX", date(first, 1, 1), date(first + 99, 12, 31), "century", notes=notes
    )


def span_of_days(first: date, last: date) -> str:
    """EDTF of the simplest interval with these bounds: of years, months or days."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        ends = [f"{first.year:04d}", f"{last.year:04d}"]
    elif first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        ends = [first.isoformat()[:7], last.isoformat()[:7]]
    else:
        ends = [first.isoformat(), last.isoformat()]
    return "/".join(dict.fromkeys(ends)) if len(set(ends)) > 1 else ends[0]


def _ends(span: Span) -> tuple[str, str]:
    """The first and last plain date of a span, without signs."""
    if span.precision in _PLAIN and not span.closed:
        return span.edtf, span.edtf
    first, _slash, last = span_of_days(span.earliest, span.latest).partition("/")
    return first, last or first


def through(first: Span, last: Span) -> Span:
    """The span from `first` to `last`.

    Raises
    ------
    UnreadError
        If it ends before it begins.
    """
    if first.edtf == last.edtf and not first.closed:  # "1842-1842"
        return replace(
            first,
            approximate=first.approximate or last.approximate,
            uncertain=first.uncertain or last.uncertain,
        )
    if last.latest < first.earliest:
        raise UnreadError(_("The end of this span is not after its beginning."))
    notes = first.notes + last.notes
    latest = last.latest
    if first.precision == "century" and not first.closed:  # "1800s" begins in 1800 either way
        notes = last.notes
    elif last.edtf.endswith("-24") and last.earliest < first.earliest:
        # "Fall-Winter 1996": up to the end of the winter, in the next year
        last = replace(last, earliest=first.earliest)
    elif last.earliest < first.earliest or last.latest < first.latest:  # "1946-April 1946"
        notes += (_("The ends of this span overlap."),)
        latest = max(first.latest, last.latest)
    earliest = min(first.earliest, last.earliest)
    signs = [qualifier_sign(end.approximate, end.uncertain) for end in (first, last)]
    plain = first.precision in _PLAIN and last.precision in _PLAIN
    is_wide = any(end.edtf.endswith("-24") for end in (first, last))
    units = not is_wide and {first.precision, last.precision} <= {*_PLAIN, "decade", "season"}
    simple = not first.closed and not last.closed and units and (plain or not any(signs))
    if simple and latest == last.latest:
        start, end = first.edtf, last.edtf
    else:
        if earliest < first.earliest:
            first = replace(first, earliest=earliest, closed=True)
        start, end = _ends(first)[0], _ends(replace(last, latest=latest, closed=True))[1]
    return Span(
        f"{start}{signs[0]}/{end}{signs[1]}",
        earliest,
        latest,
        "interval",
        first.approximate or last.approximate,
        first.uncertain or last.uncertain,
        first.inferred or last.inferred,
        closed=True,
        notes=notes,
    )


def _member(span: Span) -> str:
    """A span as a member of an EDTF set, where an interval is `a..b` and has no signs."""
    if not span.closed and span.precision != "season":
        return span.full_edtf
    first, last = _ends(span)
    sign = qualifier_sign(span.approximate, span.uncertain)
    if sign and len(first) == len(last) == 4 and int(last) - int(first) < _LISTED:
        return ",".join(f"{n:04d}{sign}" for n in range(int(first), int(last) + 1))
    if sign and len(first) == len(last) == 7:
        ends = [12 * int(end[:4]) + int(end[5:]) - 1 for end in (first, last)]
        if ends[1] - ends[0] < _LISTED:
            numbers = range(ends[0], ends[1] + 1)
            return ",".join(f"{n // 12:04d}-{n % 12 + 1:02d}{sign}" for n in numbers)
    return f"{first}..{last}" if first != last else first


def together(spans: Sequence[Span]) -> Span:
    """All of these dates ("1884, 1893")."""
    return _set(spans, "{}")


def either(spans: Sequence[Span]) -> Span:
    """One of these dates ("1946 or 1947")."""
    return _set(spans, "[]")


def one_within(span: Span) -> Span:
    """One date of an interval ("between 1951 and 1955"); a set of EDTF has no signs in a range."""
    start, _slash, end = span.edtf.partition("/")
    if any(sign in span.edtf for sign in "~?%X[{"):
        return span
    return replace(span, edtf=f"[{start}..{end}]")


def _set(spans: Sequence[Span], brackets: str) -> Span:
    if len(spans) == 1:
        return spans[0]
    ordered = sorted(spans, key=lambda span: (span.earliest, span.latest))
    members = list(dict.fromkeys(_member(span) for span in ordered))
    notes = [note for span in spans for note in span.notes]
    qualified = any(span.approximate or span.uncertain for span in spans)
    if qualified and not any(sign in member for member in members for sign in "~?%"):
        notes.append(_("That it is not sure cannot be said in EDTF."))
    if len(members) == 1:  # "1884, [1884]"
        return ordered[0]
    return Span(
        f"{brackets[0]}{','.join(members)}{brackets[1]}",
        ordered[0].earliest,
        max(span.latest for span in spans),
        "interval",
        any(span.approximate for span in spans),
        any(span.uncertain for span in spans),
        any(span.inferred for span in spans),
        closed=True,
        notes=tuple(notes),
    )


def open_end(span: Span) -> Span:
    """From this date on; the bounds stay those of the span (see `ArchivalDate`)."""
    start = _ends(span)[0] + qualifier_sign(span.approximate, span.uncertain)
    return replace(span, edtf=f"{start}/..", precision="interval", closed=True).with_notes(
        _("Only the beginning of this span is known.")
    )


def open_start(span: Span) -> Span:
    """Up to this date; the bounds stay those of the span (see `ArchivalDate`)."""
    end = _ends(span)[1] + qualifier_sign(span.approximate, span.uncertain)
    return replace(span, edtf=f"../{end}", precision="interval", closed=True).with_notes(
        _("Only the end of this span is known.")
    )


def julian_day(year_: int, month_: int, day_: int) -> Span:
    """A day of the Julian calendar (Old Style) as a Gregorian day, marked."""
    length = 29 if month_ == 2 and year_ % 4 == 0 else month(2001, month_).latest.day
    if not 1 <= day_ <= length:
        raise UnreadError(_("This day does not exist, not even in Old Style."))
    first = month(year_, month_).earliest
    try:
        gregorian = first + timedelta(days=day_ - 1 + _lag_of_julian(year_, month_))
    except OverflowError as err:
        raise UnreadError(_("There is no such year.")) from err
    span = day(gregorian.year, gregorian.month, gregorian.day)
    return span.with_notes(
        _("Old Style (Julian) date; it is {date} in the calendar of today.").format(
            date=gregorian.isoformat()
        )
    )


def _lag_of_julian(year_: int, month_: int) -> int:
    """Days by which the Julian calendar is behind in one of its months: 13 from March 1900.

    Meeus, Astronomical Algorithms (1998), chapter 7: the lag grows at the end of February of
    each century year that 400 does not divide.
    """
    before_march = year_ - (month_ < 3)
    return before_march // 100 - before_march // 400 - 2
