"""Tokens of a printed date -> the span they stand for.

A date is one or more *parts* ("April 5", "7", "1946") with connectors between them ("-",
",", "or"). Parts that lack a year or a month take it from a neighbour, in the order in which
people print: after the month ("April 5-7, 1946") or before it ("1946 April 5-7"). Where the
order leaves two readings, there is no reading, or one that covers both.
"""

from collections.abc import Sequence
from dataclasses import replace

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.parts import Parser, Part, short_end
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.tokens import Token
from dash_core.dates.model import TrackedRules, UnreadError, YearlessError

__all__ = ["read_tokens"]


def read_tokens(
    tokens: Sequence[Token], rules: TrackedRules, *, julian: bool = False, is_edtf: bool = False
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
    for comma_joins, one_order in _ways(tokens):
        try:
            parts = Parser(tokens, rules, comma_joins, one_order, is_edtf).parts()
            found = _combine(_resolve(parts, rules, julian))
        except UnreadError as err:
            refusals.append(err)
        else:
            readings.append(found)
    if not readings:
        raise min(refusals, key=lambda err: not isinstance(err, YearlessError))
    first, *others = readings
    for other in others:
        if (first.earliest, first.latest) != (other.earliest, other.latest):
            note = _("This can be read two ways; both are covered.")
            return spans.either([first, other]).noted(note)
    return first


def _ways(tokens: Sequence[Token]) -> list[tuple[bool, bool]]:
    """The ways in which the tokens could be cut into parts, as arguments of the parser.

    Whether a comma after a year joins ("1946, April 5") or parts; and whether a year that once
    stood before its month always does ("2001 March, October, 2005 February").
    """
    signs = " ".join(
        "m" if token.is_a("month", "season") else "y" if token.is_a("year") else token.text
        for token in tokens
    )
    joins = (False, True) if "y , m" in signs else (False,)
    orders = (False, True) if "y m" in signs and "m , y" in signs else (False,)
    return [(comma_joins, one_order) for comma_joins in joins for one_order in orders]


def _resolve(parts: Sequence[Part], rules: TrackedRules, julian: bool) -> list[tuple[Part, Span]]:
    """Give each part its year and month, and make it a span."""
    resolved: list[tuple[Part, Span]] = []
    for i, part in enumerate(parts):
        if part.span is not None:
            span = part.span
        elif part.is_bare_number and i and _continues_years(parts, i):
            span = _short_after(resolved[-1][1], part)
        else:
            whole = _with_month(parts, i)
            span = _to_span(replace(whole, year=_year_of(parts, i)), julian)
        if part.misspelt:
            note = _("“{word}” is taken for a misspelt month.")
            span = span.noted(note.format(word=part.misspelt))
        resolved.append((part, span))
    return resolved


def _continues_years(parts: Sequence[Part], i: int) -> bool:
    """Whether the bare number is a short year: "1976 – 7", "1764 or 66"."""
    before = parts[i - 1]
    is_year = before.day is None and (
        before.year is not None or (before.span is not None and "year" in before.span.precision)
    )
    span_of_years = before.span is not None and before.span.precision == "interval"
    month_follows = any(part.month for part in parts[i + 1 :])
    return (is_year or span_of_years) and not before.year_leads and not month_follows


def _short_after(before: Span, part: Part) -> Span:
    number = part.day or 0
    year = before.latest.year
    last = short_end(year, number, 1 if number < 10 else 2)
    if last is None:
        raise UnreadError(_("The end of this span is not after its beginning."))
    return spans.year(last)


def _with_month(parts: Sequence[Part], i: int) -> Part:
    """A part that is a bare day ("7" in "April 5-7"), with its month."""
    part = parts[i]
    if part.month is not None or part.day is None:
        return part
    earlier = next((p for p in reversed(parts[:i]) if p.month and not p.day_leads), None)
    later = next((p for p in parts[i + 1 :] if p.month and p.day_leads), None)
    if (earlier is None) == (later is None):
        raise UnreadError(_("“{day}” in this date has no month.").format(day=part.day))
    source = earlier or later
    assert source is not None
    if source is earlier and source.day is None:  # "April-5"
        raise UnreadError(_("“{day}” in this date was not understood.").format(day=part.day))
    return replace(part, month=source.month)


def _year_of(parts: Sequence[Part], i: int) -> int:
    """The year of a part: its own, that of the following, or that of the one it continues."""
    part = parts[i]
    if part.year is not None:
        return part.year
    earlier = next((p for p in reversed(parts[:i]) if p.year is not None or p.span), None)
    later = next((p for p in parts[i + 1 :] if p.year is not None or p.span), None)
    before = earlier.year if earlier is not None and earlier.year_leads else None
    after = None
    if later is not None and not later.year_leads and (later.month or later.season or later.day):
        after = later.year
    if (before is None) == (after is None):
        if not any(p.year is not None or p.span for p in parts):
            raise YearlessError(_("This date has no year."))
        raise UnreadError(_("A part of this date has no year."))
    return before if before is not None else after or 0


def _to_span(part: Part, julian: bool) -> Span:
    year = part.year or 0
    if part.season is not None:
        return spans.season(year, part.season)
    if part.month is None:
        return spans.year(year)
    if part.day is None:
        return spans.month(year, part.month)
    make = spans.julian_day if julian else spans.day
    return make(year, part.month, part.day)


def _combine(resolved: Sequence[tuple[Part, Span]]) -> Span:
    """Join the spans by their connectors: ranges first, then lists and choices."""
    runs: list[list[tuple[Part, Span]]] = []
    for part, span in resolved:
        if part.joined_by in ("", "comma", "and", "or"):
            runs.append([(part, span)])
        else:
            runs[-1].append((part, span))
    connectors = {run[0][0].joined_by for run in runs[1:]}
    if "or" in connectors and len(connectors) > 1:
        raise UnreadError(_("This date both lists and leaves a choice."))
    joined = [_run(run) for run in runs]
    return spans.either(joined) if "or" in connectors else spans.together(joined)


def _run(run: Sequence[tuple[Part, Span]]) -> Span:
    """One date, or a range; "c." or "?" before it holds for both ends."""
    circa, doubted = run[0][0].circa, run[0][0].doubted
    ends = [
        _qualified(span, circa or part.circa, doubted or part.doubted or part.query)
        for part, span in run
    ]
    found = ends[0]
    if len(ends) == 1:
        return found
    if len(ends) == 2 and _is_one_winter(run[0][0], run[1][0]):
        return replace(spans.winter(ends[0].earliest.year), approximate=found.approximate)
    for (part, _span), end in zip(run[1:], ends[1:], strict=True):
        found = spans.through(found, end)
        own_year = run[0][0].span is not None or run[0][0].year is not None
        if part.joined_by == "slash" and not own_year:
            found = found.noted(_("The stroke may join or part; all between is covered."))
    if len(ends) > 2:
        found = found.noted(_("This span has a date in the middle; the whole is covered."))
    return found


def _is_one_winter(first: Part, last: Part) -> bool:
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
    sign = {(True, True): "%", (True, False): "~"}.get((circa, uncertain), "?")
    return replace(qualified, edtf=f"{start}{sign}/{end}{sign}")
