"""Tokens of a printed date -> the span they stand for.

A date is one or more *parts* ("April 5", "7", "1946") with connectors between them ("-",
",", "or"). Parts that lack a year or a month take it from a neighbour, in the order in which
people print: after the month ("April 5-7, 1946") or before it ("1946 April 5-7"). Where the
order leaves two readings, there is no reading, or one that covers both.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.parts import DatePart, PartParser
from dash_core.dates.grammar.shares import portion
from dash_core.dates.grammar.short_years import short_end
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.token import DateToken
from dash_core.dates.model import TrackedRules, UnreadError, YearlessError

__all__ = ["MIN_STEP_BACK", "listed", "read_tokens"]

MIN_STEP_BACK: Final = 6  # months: "June-May 1946" is as likely a slip
_YEAR_COMMA: Final = re.compile("y , (?:[0-9]{1,2} )?m")
_MAX_STEP_BACK: Final = 50  # years; a list whose dates are in no order has them nearer


def read_tokens(
    tokens: Sequence[DateToken], rules: TrackedRules, *, julian: bool = False, is_edtf: bool = False
) -> Span:
    """Read the tokens of one date expression.

    In EDTF "1911-12" is a month, "1911-21" a season; in print they may be years.

    Raises
    ------
    UnreadError
        With the reason, where any token stays unexplained.
    """
    readings: list[Span] = []
    refusals: list[UnreadError] = []
    for comma_joins, one_order in _groupings(tokens):
        parser = PartParser(
            tokens,
            rules,
            comma_joins=comma_joins,
            one_order=one_order,
            is_edtf=is_edtf,
            julian=julian,
        )
        try:
            span = _combine(_resolve(parser.parts(), julian))
        except UnreadError as err:
            refusals.append(err)
        else:
            readings.append(span)
    if not readings:
        raise min(refusals, key=lambda err: not isinstance(err, YearlessError))
    first, *others = readings
    for other in others:
        if (first.earliest, first.latest) != (other.earliest, other.latest):
            note = _("This can be read two ways; both are covered.")
            return spans.either([first, other]).with_notes(note)
    return first


def _groupings(tokens: Sequence[DateToken]) -> list[tuple[bool, bool]]:
    """The ways to group the tokens into parts: `comma_joins` and `one_order` of the parser.

    A comma after a year may join ("1946, April 5", "1946, 5 April") or separate; and a year that
    once precedes its month may always do so ("2001 March, October, 2005 February").
    """
    if not any("comma" in token.kinds for token in tokens):
        return [(False, False)]
    signs = " ".join(
        "m"
        if "month" in token.kinds or "season" in token.kinds
        else "y"
        if "year" in token.kinds
        else token.text
        for token in tokens
    )
    joins = (False, True) if _YEAR_COMMA.search(signs) else (False,)
    orders = (False, True) if "y m" in signs and "m , y" in signs else (False,)
    return [(comma_joins, one_order) for comma_joins in joins for one_order in orders]


def _resolve(parts: Sequence[DatePart], julian: bool) -> list[tuple[DatePart, Span]]:
    """Give each part its year and month, and make it a span."""
    resolved: list[tuple[DatePart, Span]] = []
    for i, part in enumerate(parts):
        if part.span is not None:
            span = part.span
        elif i and part.is_bare_number and _continues_years(parts, i):
            span = _short_after(resolved[-1][1], part)
        else:
            month = _month_of(parts, i)
            year = _year_of(parts, i)
            if i == 0 and _over_new_year(parts):
                year -= 1
                note = _("It begins before the new year: in {year}, which is not printed.")
                part.notes += (note.format(year=year),)
            span = _to_span(year, month, part, julian)
        if part.portion is not None:
            loose = part.circa or parts[0].circa
            span = portion(span, *part.portion, loose=loose)
        resolved.append((part, span.with_notes(*part.notes)))
    return resolved


def _continues_years(parts: Sequence[DatePart], i: int) -> bool:
    """Whether the bare number is a short year: "1976 – 7", "1764 or 66"."""
    before = parts[i - 1]
    is_year = before.day is None and (
        before.year is not None or (before.span is not None and "year" in before.span.precision)
    )
    span_of_years = before.span is not None and before.span.precision == "interval"
    month_follows = any(part.month for part in parts[i + 1 :])
    return (is_year or span_of_years) and not before.year_leads and not month_follows


def _short_after(before: Span, part: DatePart) -> Span:
    number = part.day or 0
    last = short_end(before.latest.year, number, 1 if number < 10 else 2)
    if last is None:
        raise UnreadError(_("The end of this span is not after its beginning."))
    return spans.year(last)


def _month_of(parts: Sequence[DatePart], i: int) -> int | None:
    """The month of a part; that of a neighbour for a bare day ("7" in "April 5-7")."""
    part = parts[i]
    if part.month is not None or part.day is None:
        return part.month
    earlier = next((p for p in reversed(parts[:i]) if p.month and not p.day_leads), None)
    later = next((p for p in parts[i + 1 :] if p.month and p.day_leads), None)
    if (earlier is None) == (later is None):
        raise UnreadError(_("“{day}” in this date has no month.").format(day=part.day))
    if earlier is not None and earlier.day is None:  # "April-5"
        raise UnreadError(_("“{day}” in this date was not understood.").format(day=part.day))
    source = earlier or later
    assert source is not None
    return source.month


def _year_of(parts: Sequence[DatePart], i: int) -> int:
    """The printed year of a part, that of the following, or that of the one it continues."""
    part = parts[i]
    if part.year is not None:
        return part.year
    earlier = next((p for p in reversed(parts[:i]) if p.has_year), None)
    later = next((p for p in parts[i + 1 :] if p.has_year), None)
    before = earlier.year if earlier is not None and earlier.year_leads else None
    after = None
    if later is not None and not later.year_leads and (later.month or later.season or later.day):
        after = later.year
    if (before is None) == (after is None):
        if not any(p.has_year for p in parts):
            raise YearlessError(_("This date has no year."))
        raise UnreadError(_("A part of this date has no year."))
    return before if before is not None else after or 0


def _to_span(year: int, month: int | None, part: DatePart, julian: bool) -> Span:
    if part.season is not None:
        return spans.season(year, part.season)
    if month is None:
        return spans.year(year)
    if part.day is None:
        return spans.month(year, month)
    make = spans.julian_day if julian else spans.day
    return make(year, month, part.day)


def _over_new_year(parts: Sequence[DatePart]) -> bool:
    """Whether it is "December-January 1946": two months and one year, the later month first."""
    if len(parts) != 2 or parts[1].joined_by not in ("range", "slash"):
        return False
    first, last = parts
    return bool(
        first.month
        and last.month
        and not first.has_year
        and last.year is not None
        and not last.year_leads
        and first.month - last.month >= MIN_STEP_BACK
    )


def _combine(resolved: Sequence[tuple[DatePart, Span]]) -> Span:
    """Join the spans by their connectors: ranges first, then lists and choices."""
    runs: list[list[tuple[DatePart, Span]]] = []
    for part, span in resolved:
        if part.joined_by in ("", "comma", "and", "or"):
            runs.append([(part, span)])
        else:
            runs[-1].append((part, span))
    if len(runs) == 1:
        return _run(runs[0])
    connectors = {run[0][0].joined_by for run in runs[1:]}
    is_choice = connectors == {"comma", "or"} and runs[-1][0][0].joined_by == "or"
    if "or" in connectors and len(connectors) > 1 and not is_choice:  # "1946, 1947 or 1948"
        raise UnreadError(_("This date both lists and leaves a choice."))
    joined = [_run(run) for run in runs]
    if "or" in connectors:
        return spans.either(joined)
    return listed(joined)


def listed(members: Sequence[Span]) -> Span:
    """All of these dates, marked if their order says that one may be a slip."""
    whole = spans.together(members)
    steps = (one.earliest.year - other.latest.year for one, other in pairwise(members))
    if max(steps, default=0) > _MAX_STEP_BACK:  # "1981-1982, 1898" is as likely a slip for 1989
        return whole.with_notes(
            _("This list goes back by more than {n} years.").format(n=_MAX_STEP_BACK)
        )
    return whole


def _run(run: Sequence[tuple[DatePart, Span]]) -> Span:
    """One date, or a range; "c." or "?" before it applies to both ends."""
    first_part = run[0][0]
    circa, doubted = first_part.circa, first_part.doubted
    ends = [
        _qualified(span, circa or part.circa, doubted or part.doubted or part.query)
        for part, span in run
    ]
    whole = ends[0]
    if len(ends) == 1:
        return whole
    if len(ends) == 2 and _is_one_winter(first_part, run[1][0]):
        return replace(spans.winter(whole.earliest.year), approximate=whole.approximate)
    for (part, _span), end in zip(run[1:], ends[1:], strict=True):
        whole = spans.through(whole, end)
        if part.joined_by == "slash" and not first_part.has_year:
            whole = whole.with_notes(_("The stroke may join or part; all between is covered."))
    if len(ends) > 2:
        whole = whole.with_notes(_("This span has a date in the middle; the whole is covered."))
    return whole


def _is_one_winter(first: DatePart, last: DatePart) -> bool:
    """Whether two years are those of one winter: "Winter 1945-1946", "1945-1946 Winter"."""
    is_winter = {first.season, last.season} == {24, None}
    bare = not (first.month or first.day or last.month or last.day)
    ordered = last.year_leads if last.season else not first.year_leads
    years = first.year is not None and last.year == first.year + 1
    return is_winter and bare and ordered and years


def _qualified(span: Span, circa: bool, uncertain: bool) -> Span:
    """The span with its qualifiers, also inside an interval like "1805–10"."""
    if not circa and not uncertain:
        return span
    qualified = replace(
        span, approximate=circa or span.approximate, uncertain=uncertain or span.uncertain
    )
    if not span.closed:
        return qualified
    start, slash, end = span.edtf.partition("/")
    if not slash or span.edtf[0] in "[{":
        return qualified
    sign = spans.qualifier_sign(circa, uncertain)
    return replace(qualified, edtf=f"{start}{sign}/{end}{sign}")
