"""Tokens of a printed date -> its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.edtf import read_edtf
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.shapes import Match, match_shape, shapes_from
from dash_core.dates.grammar.short_years import short_end, wrapped_end
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.token import DateToken
from dash_core.dates.model import TrackedRules, UnreadError

__all__ = ["DatePart", "PartParser", "order_of"]

_CONNECTORS: Final = ("range", "comma", "and", "or", "slash")
_SHORT_KINDS: Final = ("short", "short_range", "short_slash")
_SINGLE_KINDS: Final = frozenset(
    "day day_short numeric dotted numeric_short dotted_short dotted_month month_of_year "
    "numeric_month decade short_decade century".split()
)
_SEASON_CODES: Final = range(21, 25)  # of EDTF
_WINTER: Final = 24
_LATEST_HIJRI: Final = 1500
_GROUPS: Final = range(25, 42)  # of months, in EDTF
_FIRST_EDTF_YEAR: Final = 2000  # before, "1919-21" is years
_LAST_YEAR: Final = date.today().year + 1  # that a document can have


@dataclass(slots=True)
class DatePart:
    """What a run of tokens means; `span` where it is complete by itself."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    span: Span | None = None
    year_leads: bool = False  # "1946 April", not "April 1946"
    day_leads: bool = False  # "5 April", not "April 5"
    circa: bool = False  # before it, so of the whole run: "c. 1945-46"
    doubted: bool = False  # "?" before it, of the whole run
    query: bool = False  # "?" after it, of this part
    joined_by: str = ""  # connector before it
    portion: tuple[int, int, int] | None = None  # "late": from the second to the second half
    notes: tuple[str, ...] = ()

    @property
    def is_bare_number(self) -> bool:
        """Whether it is a number alone."""
        return self.day is not None and self.month is None and self.year is None

    @property
    def has_year(self) -> bool:
        """Whether its year is known."""
        return self.year is not None or self.span is not None


class PartParser:
    """Tokens -> parts. One pass from left to right, the longest shape at each place.

    Parameters
    ----------
    comma_joins
        Whether a comma after a leading year is within a part ("1946, April 5").
    one_order
        Whether a year that once precedes its month always does.
    is_edtf
        Whether the tokens are EDTF, where "1911-12" is a month.
    julian
        Whether the days are of the Julian calendar.
    """

    def __init__(
        self,
        tokens: Sequence[DateToken],
        rules: TrackedRules,
        *,
        comma_joins: bool,
        one_order: bool,
        is_edtf: bool = False,
        julian: bool = False,
    ) -> None:
        self._make_day = spans.julian_day if julian else spans.day
        self._tokens = tokens
        self._rules = rules
        self._comma_joins = comma_joins
        self._one_order = one_order
        self._year_led = False
        self._is_edtf = is_edtf or any("month_of_year" in token.kinds for token in tokens)
        self._at = 0
        # "1900s" is the ten years beside "1880s"
        self._names_decades = any(
            "decade" in token.kinds and token.values and token.values[0] % 100 for token in tokens
        )

    def parts(self) -> list[DatePart]:
        """All parts, each with the connector before it."""
        parts: list[DatePart] = []
        connector = ""
        while True:
            part = self._part()
            part.joined_by = connector
            parts.append(part)
            if self._at == len(self._tokens):
                return parts
            connector = self._connector()

    def _connector(self) -> str:
        names = []
        while self._at < len(self._tokens) and self._tokens[self._at].is_a(*_CONNECTORS):
            kinds = self._tokens[self._at].kinds
            names.append(next(name for name in _CONNECTORS if name in kinds))
            self._at += 1
        if not names or (len(names) > 1 and set(names[:-1]) != {"comma"}):
            raise _unexplained(self._tokens[self._at :] or self._tokens[-1:])
        return names[-1]  # ", and": the comma says nothing more

    def _part(self) -> DatePart:
        circa = doubted = False
        portion = None
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            kinds = token.kinds
            if "circa" in kinds and "and" not in kinds:
                circa = True
            elif "query" in kinds or "uncertain" in kinds:
                doubted = True
            elif "part" in kinds and token.values and portion is None:
                portion = _portion_of(token)
            else:
                break
            self._at += 1
        part = self._longest_part()
        part.portion = portion or self._portion_after()
        part.circa |= circa
        part.doubted |= doubted
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if "query" in token.kinds:
                part.query = True
            elif token.text == "~" or ("circa" in token.kinds and len(token.text) > 1):
                part.circa = True
            else:
                break
            self._at += 1
        return part

    def _portion_after(self) -> tuple[int, int, int] | None:
        """The part that words after a date leave: "1946, late", "1946 Q1", "1946-Q1"."""
        at = self._at
        rest = self._tokens[at : at + 3]
        if rest and (rest[0].is_a("comma") or (rest[0].text == "-" and rest[0].glued)):
            rest = rest[1:]
            at += 1
        if not rest or "part" not in rest[0].kinds or not rest[0].values:
            return None
        if len(rest) > 1 and not rest[1].is_a(*_CONNECTORS):  # "1946, late 1947"
            return None
        self._at = at + 1
        return _portion_of(rest[0])

    def _longest_part(self) -> DatePart:
        """The part of the longest shape that fits here."""
        rest = len(self._tokens) - self._at
        for shape in shapes_from(self._tokens[self._at].kinds) if rest else ():
            if shape.min_tokens > rest or (self._one_order and self._year_led and shape.year_ends):
                continue
            match = match_shape(shape, self._tokens, self._at, comma_joins=self._comma_joins)
            if match is None:
                continue
            self._year_led |= shape.year_leads
            self._at += match.length
            part = self._build(match)
            for doubt in match.doubts:
                part.query |= "query" in doubt.kinds
                part.circa |= "query" not in doubt.kinds
            month = match.tokens.get("month")
            if month is not None and "misspelt" in month.kinds:
                note = _("“{word}” is taken for a misspelt month.")
                part.notes += (note.format(word=month.text),)
            return part
        raise _unexplained(self._tokens[self._at :])

    def _build(self, match: Match) -> DatePart:
        """The part that a match stands for."""
        shape, tokens = match.shape, match.tokens
        kind = shape.pieces[0]
        if kind == "day_month":
            values = tokens[kind].values
            return DatePart(month=values[0], day=values[1], day_leads=True)
        if kind in _SINGLE_KINDS:
            return self._single(kind, tokens[kind])
        year, month, day, season = (
            tokens[kind].values[0] if kind in tokens else None
            for kind in ("year", "month", "number", "winter" if "winter" in tokens else "season")
        )
        for kind in _SHORT_KINDS:
            if kind in tokens:
                return DatePart(span=self._with_short(kind, tokens[kind], month, day, season))
        two_digits = tokens.get("big") or tokens.get("two") or tokens.get("short_year")
        if two_digits is not None:
            year = self._full_year(two_digits.values[0])
            span = spans.year(year)
            if month:
                span = self._make_day(year, month, day) if day else spans.month(year, month)
            return DatePart(span=span.with_notes(_short_year_note(year)))
        if "dash" in shape.pieces and year and month:
            return DatePart(span=spans.month(year, month).with_notes(_("The day was left blank.")))
        return DatePart(year, month, day, season, None, shape.year_leads, shape.day_leads)

    def _with_short(
        self, kind: str, token: DateToken, month: int | None, day: int | None, season: int | None
    ) -> Span:
        """A part that ends in "1945-46", "1731/32" or "1946-04"."""
        first, number, length = token.values
        last = short_end(first, number, length)
        is_dual = month is not None and month <= 3 and last == first + 1
        if day is not None and month is not None:  # "February 10, 1731/32"
            if not is_dual:
                raise _unexplained([token])
            return spans.julian_day(first + 1, month, day)
        if month is not None and kind == "short_slash":  # "February 1731/32"
            if not is_dual:
                raise _unexplained([token])
            note = _("Old Style (Julian) date; it is not converted.")
            return spans.month(first + 1, month).with_notes(note)
        if season is not None:
            if last != first + 1 or season != _WINTER:
                raise _unexplained([token])
            return spans.winter(first)
        if month is not None:
            if last is None:
                raise _unexplained([token])
            return spans.through(spans.month(first, month), spans.year(last))
        if self._is_edtf and kind == "short" and number in _SEASON_CODES:
            return spans.season(first, number)
        if kind != "short_range" and not self._is_edtf and (read := self._by_column(token, last)):
            return read
        may_be_month = kind != "short_range" and length == 2 and 1 <= number <= 12
        if may_be_month and (last is None or self._is_edtf):
            return spans.month(first, number)
        if last is not None and last > _LAST_YEAR and kind == "short" and number in _GROUPS:
            return _edtf_group(token.text)
        if last is not None:
            span = spans.through(spans.year(first), spans.year(last))
            if kind == "short" and first >= _FIRST_EDTF_YEAR and number in _SEASON_CODES:
                note = _("“{text}” may also be a season in EDTF.")
                return span.with_notes(note.format(text=token.text))
            if may_be_month:
                return _month_or_years(span, token)
            return span
        if kind == "short" and number in _SEASON_CODES:
            return spans.season(first, number)
        if kind == "short" and number in _GROUPS:
            return _edtf_group(token.text)
        raise UnreadError(_("“{text}” runs backwards.").format(text=token.text))

    def _by_column(self, token: DateToken, last: int | None) -> Span | None:
        """ "1998-02" as the column has it: a month, or years to 2002; None if it says nothing."""
        first, number, length = token.values
        if number > 12 and last is not None:
            return None
        pair = self._rules.pair
        if pair == "month" and 1 <= number <= 12:
            return spans.month(first, number)
        last = last or wrapped_end(first, number, length)
        if pair == "years" and last is not None:
            return spans.through(spans.year(first), spans.year(last))
        if pair == "mixed" and 1 <= number <= 12 and length == 2:
            if last is not None:
                return _month_or_years(spans.through(spans.year(first), spans.year(last)), token)
            note = _("“{text}” is read as a month; others of this form in the listing are years.")
            return spans.month(first, number).with_notes(note.format(text=token.text))
        return None

    def _single(self, kind: str, token: DateToken) -> DatePart:
        """The part that one token is by itself."""
        values = token.values
        if kind == "day" and not token.text[:4].isdigit():  # its month may be that of a day before
            return DatePart(values[0], values[1], values[2], day_leads=True)
        if kind in ("numeric", "dotted", "numeric_short", "dotted_short"):
            return self._numeric(kind, values, token.text)
        return DatePart(span=self._single_span(kind, token))

    def _single_span(self, kind: str, token: DateToken) -> Span:
        values = token.values
        is_dotted = kind == "dotted_month"  # "1912.4", read in a column of such
        if not values or (is_dotted and self._rules.pair != "month"):  # "century" alone
            raise _unexplained([token])
        if kind == "day":
            span = self._make_day(*values)
            if values[0] <= _LATEST_HIJRI and token.text[4] != "-":  # "1325/4/21"
                note = _("The year may be of another calendar, which is not said.")
                return span.with_notes(note)
            return span
        if kind == "day_short":
            year = self._full_year(values[0])
            return self._make_day(year, values[1], values[2]).with_notes(_short_year_note(year))
        if is_dotted or kind in ("month_of_year", "numeric_month"):
            return spans.month(values[0], values[1])
        if kind == "decade":  # "190-" has the number of its years
            is_exact = len(values) > 1 or self._names_decades
            return spans.ten_years(values[0]) if is_exact else spans.decade(values[0])
        if kind == "century":
            return spans.century(values[0])
        year = self._full_year(values[0])  # a decade: "the 30s"
        return spans.decade(year).with_notes(_short_year_note(year))

    def _numeric(self, kind: str, values: tuple[int, ...], text: str) -> DatePart:
        """A date of three numbers, year last."""
        first, second, year = values
        notes: list[str] = []
        if kind.endswith("_short"):
            year = self._full_year(year)
            notes.append(_short_year_note(year))
        options: list[DatePart] = []  # day first, then month first
        days: list[Span] = []
        refusal: UnreadError | None = None
        for month, day in ((second, first), (first, second)):
            try:
                days.append(self._make_day(year, month, day))
            except UnreadError as err:
                refusal = err
            else:
                options.append(DatePart(year, month, day, day_leads=True))
        if not options:
            if refusal is not None and max(first, second) <= 12:
                raise refusal
            raise UnreadError(_("“{text}” is no day of the calendar.").format(text=text))
        if len(options) == 1 or first == second:
            options[0].notes = tuple(notes)
            return options[0]
        day_first, note = order_of(text, self._rules, is_dotted=kind.startswith("dotted"))
        if day_first is None:
            return DatePart(span=spans.either(days).with_notes(*notes, *note))
        part = options[0 if day_first else 1]
        part.notes = (*notes, *note)
        return part

    def _full_year(self, two_digits: int) -> int:
        start = self._rules.century
        if start is None:
            raise UnreadError(_("The year has two digits, and the century is not known."))
        return start + (two_digits - start) % 100


def order_of(
    text: str, rules: TrackedRules, *, is_dotted: bool
) -> tuple[bool | None, tuple[str, ...]]:
    """Whether the day stands first in a date that can be read two ways, None where nothing decides
    it, and the note on it, if any."""
    day_first = rules.day_first
    if day_first is not False and is_dotted:
        return True, ()  # no one prints the month first with full stops
    if day_first is None:
        note = _("“{text}” may be day/month or month/day; both are covered.")
    elif day_first:
        note = _("“{text}” is read with the day before the month; the other order is possible.")
    else:
        note = _("“{text}” is read with the month before the day; the other order is possible.")
    return day_first, (note.format(text=text),)


def _portion_of(token: DateToken) -> tuple[int, int, int]:
    first, last, of = token.values
    return first, last, of


def _short_year_note(year: int) -> str:
    return _("The year has two digits; it is taken for {year}.").format(year=year)


def _month_or_years(years: Span, token: DateToken) -> Span:
    """The years of "1911-12", with a note that it may be a month."""
    note = _("“{text}” may be {month} or the years {years}; both are covered.")
    month = f"{token.values[0]:04d}-{token.values[1]:02d}"
    both = f"{years.earliest.year}–{years.latest.year}"
    return years.with_notes(note.format(text=token.text, month=month, years=both))


def _edtf_group(text: str) -> Span:
    """ "2001-34", "1972-36", which no one will have meant as years: quarters in EDTF."""
    read = read_edtf(text)
    assert read is not None
    assert read.earliest is not None
    assert read.latest is not None
    return Span(text, read.earliest, read.latest, read.precision, closed=True)


def _unexplained(tokens: Sequence[DateToken]) -> UnreadError:
    if not tokens:
        return UnreadError(_("This date breaks off."))
    text = tokens[0].text
    return UnreadError(_("“{text}” in this date was not understood.").format(text=text))
