"""Tokens of a printed date -> its parts, by a table of the shapes a part may have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.tokens import Token
from dash_core.dates.model import TrackedRules, UnreadError

__all__ = ["Parser", "Part", "short_end"]


@dataclass(frozen=True, slots=True)
class Part:
    """What one stretch of tokens says; `span` where it says all by itself."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    span: Span | None = None
    year_leads: bool = False  # "1946 April", not "April 1946"
    day_leads: bool = False  # "5 April", not "April 5"
    circa: bool = False  # said before it, so of the whole run: "c. 1945-46"
    doubted: bool = False  # "?" before it, of the whole run
    query: bool = False  # "?" after it, of this part
    joined_by: str = ""  # connector before it
    misspelt: str = ""  # a word taken for a month

    @property
    def is_bare_number(self) -> bool:
        """Whether it is a number alone."""
        return self.day is not None and self.month is None and self.year is None


# What a part may be made of, longest first. A trailing "?" makes a token optional.
_YEAR_FIRST: Final = (
    ("year", "comma?", "month", "number"),
    ("year", "number", "month"),
    ("year", "comma?", "month"),
    ("year", "comma?", "season"),
)
_SHAPES: Final = (
    ("month", "comma?", "number", "comma?", "year"),
    ("month", "comma?", "number", "comma?", "short_slash"),
    ("number", "month", "comma?", "short_slash"),
    ("number", "month", "comma?", "year"),
    ("month", "comma?", "number", "comma?", "short_year"),
    ("number", "month", "comma?", "short_year"),
    ("number", "month", "big"),
    ("month", "dash", "comma?", "year"),
    ("month", "comma?", "year"),
    ("month", "hyphen", "year"),
    ("month", "comma?", "short_year"),
    ("month", "range", "big"),
    ("month", "comma?", "short"),
    ("month", "comma?", "short_range"),
    ("season", "comma?", "year"),
    ("short", "winter"),
    ("short_range", "winter"),
    ("short_slash", "winter"),
    ("season", "comma?", "short"),
    ("season", "comma?", "short_range"),
    ("season", "comma?", "short_slash"),
    ("month", "number"),
    ("number", "month"),
    ("number", "comma?", "year"),
    ("short",),
    ("short_year",),
    ("short_range",),
    ("short_slash",),
    ("year",),
    ("month",),
    ("season",),
    ("number",),
    ("day",),
    ("day_short",),
    ("numeric",),
    ("dotted",),
    ("numeric_short",),
    ("dotted_short",),
    ("month_of_year",),
    ("numeric_month",),
    ("decade",),
    ("short_decade",),
    ("century",),
)
_YEAR_LAST: Final = frozenset(shape for shape in _SHAPES if shape[-1] == "year" and shape[1:])
_MAY_BE_DOUBTED: Final = ("number", "month", "season")  # inside a date: "October 24?, 1917"
_BY_FIRST: Final[dict[str, list[tuple[str, ...]]]] = {}
for _shape in (*_YEAR_FIRST, *_SHAPES):
    _BY_FIRST.setdefault(_shape[0], []).append(_shape)
_CONNECTORS: Final = ("range", "comma", "and", "or", "slash")


def _shapes_from(kinds: frozenset[str]) -> list[tuple[str, ...]]:
    """The shapes that a token of these kinds may begin, longest first."""
    return [shape for kind in sorted(kinds) for shape in _BY_FIRST.get(kind, ())]


class Parser:
    """Tokens -> parts. One pass from left to right, the longest shape at each place."""

    def __init__(
        self,
        tokens: Sequence[Token],
        rules: TrackedRules,
        comma_joins: bool,
        one_order: bool,
        is_edtf: bool = False,
    ) -> None:
        self._tokens = tokens
        self._rules = rules
        self._comma_joins = comma_joins
        self._one_order = one_order
        self._year_led = False
        self._is_edtf = is_edtf or any(token.is_a("month_of_year") for token in tokens)
        self._at = 0

    def parts(self) -> list[Part]:
        """All parts, each with the connector before it."""
        parts: list[Part] = []
        connector = ""
        while True:
            part = self._part()
            parts.append(replace(part, joined_by=connector) if connector else part)
            if self._at == len(self._tokens):
                return parts
            connector = self._connector()

    def _connector(self) -> str:
        names = []
        while self._at < len(self._tokens) and self._tokens[self._at].is_a(*_CONNECTORS):
            token = self._tokens[self._at]
            names.append(next(name for name in _CONNECTORS if token.is_a(name)))
            self._at += 1
        if not names or (len(names) > 1 and set(names[:-1]) != {"comma"}):
            raise _unexplained(self._tokens[self._at :] or self._tokens[-1:])
        return names[-1]  # ", and": the comma says nothing more

    def _part(self) -> Part:
        circa = doubted = False
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.is_a("circa") and not token.is_a("and"):
                circa = True
            elif token.is_a("query", "uncertain"):
                doubted = True
            elif not token.is_a("part") or token.is_a("month", "season"):
                break
            self._at += 1
        part = self._shape()
        if circa or doubted:
            part = replace(part, circa=circa or part.circa, doubted=doubted)
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.is_a("query"):
                part = replace(part, query=True)
            elif token.text == "~" or (token.is_a("circa") and len(token.text) > 1):
                part = replace(part, circa=True)
            else:
                break
            self._at += 1
        return part

    def _shape(self) -> Part:
        rest = self._tokens[self._at :]
        for shape in _shapes_from(rest[0].kinds) if rest else ():
            if self._one_order and self._year_led and shape in _YEAR_LAST:
                continue
            taken = self._match(shape, rest)
            if taken is None:
                continue
            self._year_led |= shape in _YEAR_FIRST
            used = rest[:taken]
            self._at += taken
            found = {
                token_kind: token
                for token, token_kind in zip(
                    (t for t in used if not t.is_a("comma", "range") and not _is_doubt(t)),
                    (k for k in shape if k not in ("comma?", "range", "dash", "hyphen")),
                    strict=True,
                )
            }
            query = any(token.is_a("query") for token in used)
            part = self._build(shape, found)
            slips = [token.text for token in used if token.is_a("misspelt")]
            circa = any(_is_doubt(token) and not token.is_a("query") for token in used)
            if query or circa or slips:
                misspelt = slips[0] if slips else ""
                part = replace(part, query=query, circa=circa, misspelt=misspelt)
            return part
        raise _unexplained(rest)

    def _match(self, shape: tuple[str, ...], rest: Sequence[Token]) -> int | None:
        """How many tokens the shape takes; None where it does not fit."""
        at = 0
        year_first = shape in _YEAR_FIRST
        for kind in shape:
            token = rest[at] if at < len(rest) else None
            if kind == "comma?":
                if token is not None and token.is_a("comma"):
                    if year_first and not self._comma_joins:
                        return None
                    at += 1
                    while at < len(rest) and _is_doubt(rest[at]):  # "12 August, circa 1881"
                        at += 1
                continue
            if token is None:
                return None
            if kind == "big":
                if not token.is_a("number") or token.values[0] <= 31 or token.values[1] != 2:
                    return None
            elif kind == "winter":  # "1946-47 winter"
                if not token.is_a("season") or token.values[0] != 24:
                    return None
            elif kind == "dash":
                if not token.is_a("range") or token.text == "-":
                    return None
            elif kind == "hyphen":  # "Dec-1981"
                if token.text != "-" or not token.glued:
                    return None
            elif not token.is_a(kind):
                return None
            at += 1
            inside = kind in _MAY_BE_DOUBTED and shape[-1] != kind
            while inside and at < len(rest) and _is_doubt(rest[at]):
                at += 1
        return at

    def _build(self, shape: tuple[str, ...], found: dict[str, Token]) -> Part:
        """The part a shape stands for."""
        leads = shape in _YEAR_FIRST
        values = {kind: token.values for kind, token in found.items()}
        year = values["year"][0] if "year" in values else None
        month = values["month"][0] if "month" in values else None
        day = values["number"][0] if "number" in values else None
        season = next((values[kind][0] for kind in ("season", "winter") if kind in values), None)
        day_leads = (
            "number" in shape
            and "month" in shape
            and (shape.index("number") < shape.index("month"))
        )
        if "big" in values:
            year = self._full_year(values["big"][0])
        if "short_year" in values:
            year = self._full_year(values["short_year"][0])
        two_digits = "big" in values or "short_year" in values
        for kind in ("short", "short_range", "short_slash"):
            if kind in values:
                return self._with_short(kind, values[kind], month, day, season, found[kind])
        if len(shape) == 1 and shape[0] in _SINGLES:
            return Part(span=self._single(shape[0], values[shape[0]], found[shape[0]].text))
        if "dash" in shape and year and month:
            blank = spans.month(year, month).noted(_("The day was left blank."))
            return Part(span=blank)
        part = Part(year, month, day, season, None, leads, day_leads)
        if two_digits and year is not None:
            note = _short_year_note(year)
            whole = spans.year(year)
            if month:
                whole = spans.day(year, month, day) if day else spans.month(year, month)
            return Part(span=whole.noted(note))
        return part

    def _with_short(
        self,
        kind: str,
        values: tuple[int, ...],
        month: int | None,
        day: int | None,
        season: int | None,
        token: Token,
    ) -> Part:
        """A part that ends in "1945-46", "1731/32" or "1946-04"."""
        first, number, length = values
        last = short_end(first, number, length)
        if day is not None and month is not None:  # "February 10, 1731/32"
            if last != first + 1 or month > 3:
                raise _unexplained([token])
            return Part(span=spans.julian_day(last, month, day))
        if season is not None:
            if last != first + 1 or season != 24:
                raise _unexplained([token])
            return Part(span=spans.winter(first))
        if month is not None:
            if last is None:
                raise _unexplained([token])
            return Part(span=spans.through(spans.month(first, month), spans.year(last)))
        if self._is_edtf and kind == "short" and 21 <= number <= 24:
            return Part(span=spans.season(first, number))
        may_be_month = kind != "short_range" and length == 2 and 1 <= number <= 12
        if may_be_month and (last is None or self._is_edtf):
            return Part(span=spans.month(first, number))
        if last is not None:
            span = spans.through(spans.year(first), spans.year(last))
            if may_be_month:
                note = _("“{text}” may be {month} or the years {years}; both are covered.")
                edtf = f"{first:04d}-{number:02d}"
                span = span.noted(note.format(text=token.text, month=edtf, years=f"{first}–{last}"))
            return Part(span=span)
        if kind == "short" and 21 <= number <= 24:
            return Part(span=spans.season(first, number))
        raise UnreadError(_("“{text}” runs backwards.").format(text=token.text))

    def _single(self, kind: str, values: tuple[int, ...], text: str) -> Span:
        if not values:  # the word alone: "century"
            raise UnreadError(_("“{text}” in this date was not understood.").format(text=text))
        if kind == "day":
            return spans.day(*values[:3])
        if kind == "day_short":
            year = self._full_year(values[0])
            return spans.day(year, values[1], values[2]).noted(_short_year_note(year))
        if kind in ("month_of_year", "numeric_month"):
            return spans.month(values[0], values[1])
        if kind == "decade":
            return spans.decade(values[0])
        if kind == "century":
            return spans.century(values[0])
        if kind == "short_decade":
            year = self._full_year(values[0])
            return spans.decade(year).noted(_short_year_note(year))
        return self._numeric(kind, values, text)

    def _numeric(self, kind: str, values: tuple[int, ...], text: str) -> Span:
        """A date of three numbers, year last."""
        first, second, year = values
        notes: list[str] = []
        if kind.endswith("_short"):
            year = self._full_year(year)
            notes.append(_short_year_note(year))
        options: list[Span] = []  # day first, then month first
        refusal: UnreadError | None = None
        for month, day in ((second, first), (first, second)):
            try:
                options.append(spans.day(year, month, day))
            except UnreadError as err:
                refusal = err
        if not options:
            if refusal is not None and max(first, second) <= 12:
                raise refusal
            raise UnreadError(_("“{text}” is no day of the calendar.").format(text=text))
        if len(options) == 1 or first == second:
            return options[0].noted(*notes)
        day_first = self._rules.day_first
        if day_first is None and kind.startswith("dotted"):
            day_first = True
        if day_first is None:
            note = _("“{text}” may be day/month or month/day; both are covered.")
            return spans.either(options).noted(*notes, note.format(text=text))
        note = (
            _("“{text}” is read with the day before the month; the other order is possible.")
            if day_first
            else _("“{text}” is read with the month before the day; the other order is possible.")
        )
        return options[0 if day_first else 1].noted(*notes, note.format(text=text))

    def _full_year(self, two_digits: int) -> int:
        start = self._rules.century
        if start is None:
            raise UnreadError(_("The year has two digits, and the century is not known."))
        return start + (two_digits - start) % 100


_SINGLES: Final = frozenset(
    "day day_short numeric dotted numeric_short dotted_short month_of_year numeric_month decade "
    "short_decade century".split()
)


def _short_year_note(year: int) -> str:
    return _("The year has two digits; it is taken for {year}.").format(year=year)


def short_end(first: int, number: int, length: int) -> int | None:
    """The year that "46" or "6" stands for after `first`; None if that is no later year."""
    unit = 10**length
    last = first - first % unit + number
    return last if last > first else first + 1 if last == first - unit + 1 else None


def _is_doubt(token: Token) -> bool:
    """ "?" or "circa" within a part."""
    return token.is_a("query") or (token.is_a("circa") and not token.is_a("and", "century"))


def _unexplained(tokens: Sequence[Token]) -> UnreadError:
    if not tokens:
        return UnreadError(_("This date breaks off."))
    text = tokens[0].text
    return UnreadError(_("“{text}” in this date was not understood.").format(text=text))
