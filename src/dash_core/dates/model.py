"""The types that the modules of this package share."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

__all__ = [
    "MAX_DATE_CHARS",
    "PRECISIONS",
    "ArchivalDate",
    "ColumnRules",
    "DateRules",
    "DatesReading",
    "Pair",
    "Precision",
    "TrackedRules",
    "UnreadError",
    "YearlessError",
]

MAX_DATE_CHARS: Final = 120  # a longer line is never taken for a date

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval", "unknown"]
PRECISIONS: Final[tuple[Precision, ...]] = (
    "day",
    "month",
    "season",
    "year",
    "decade",
    "century",
    "interval",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class ArchivalDate:
    """A date as an archive prints it, with what is certain about it.

    Attributes
    ----------
    text
        Verbatim.
    edtf
        Extended Date/Time Format (ISO 8601-2:2019); empty where the date was not understood.
    earliest, latest
        First and last day it may stand for, both inclusive. Of a date that is open at one end
        ("after 1946", "before 1946", "1918-") only the printed end is known: both bounds then
        stay within it, and `edtf` (`1946/..`) and `note` say that the other end is open.
        Python has the years 1 to 9999 only: of a date beyond them both are None, of a span that
        reaches beyond, the end is the calendar's; `edtf` (`-0043`) is whole, and `note` says so.
    precision
        The unit that was printed: a day, a month, …; `unknown` where the date was not understood.
    qualifier
        `approximate`, `uncertain`, `inferred` or `none`.
    note
        Why a person should check this date; empty if it was read without doubt, or says
        plainly that there is no date.
    """

    text: str
    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    precision: Precision = "unknown"
    qualifier: str = "none"
    note: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the date was understood."""
        return self.precision != "unknown"

    @property
    def is_marked(self) -> bool:
        """Whether a person should check it."""
        return bool(self.note)

    @property
    def says_undated(self) -> bool:
        """Whether the text was understood to say that there is no date ("n.d.")."""
        return not self.is_known and not self.note and bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class DateRules:
    """How to read dates that are ambiguous by themselves.

    Attributes
    ----------
    day_first
        What 4/5/1946 means: `True` 4 May, `False` April 5, `None` not decided.
    century
        First year of the hundred years that two-digit years fall into; `None` not decided.
    """

    day_first: bool | None = None
    century: int | None = None


Pair = Literal["", "month", "years", "mixed"]


@dataclass(frozen=True, slots=True)
class ColumnRules(DateRules):
    """The rules, with what the column decides.

    Attributes
    ----------
    pair
        A year and one or two figures ("1946-11") are a `month` or `years` in it; where they are
        `mixed`, a month is marked.
    languages
        That its names of months are in, as far as they tell Polish, Czech and Croatian apart.
    """

    pair: Pair = ""
    languages: frozenset[str] = frozenset()


class TrackedRules:
    """The rules of one parse, and which of them it has used."""

    __slots__ = ("_rules", "uses_century", "uses_languages", "uses_order", "uses_pair")

    def __init__(self, rules: DateRules) -> None:
        self._rules = rules
        self.uses_order = self.uses_century = self.uses_pair = self.uses_languages = False

    @property
    def day_first(self) -> bool | None:
        """As in `DateRules`."""
        self.uses_order = True
        return self._rules.day_first

    @property
    def century(self) -> int | None:
        """As in `DateRules`."""
        self.uses_century = True
        return self._rules.century

    @property
    def pair(self) -> Pair:
        """As in `ColumnRules`."""
        self.uses_pair = True
        return _pair(self._rules)

    @property
    def languages(self) -> frozenset[str]:
        """As in `ColumnRules`."""
        self.uses_languages = True
        return _languages(self._rules)

    def same_result(self, rules: DateRules) -> bool:
        """Whether a parse by `rules` would have the same result."""
        return not (
            (self.uses_order and self._rules.day_first != rules.day_first)
            or (self.uses_century and self._rules.century != rules.century)
            or (self.uses_pair and _pair(self._rules) != _pair(rules))
            or (self.uses_languages and _languages(self._rules) != _languages(rules))
        )


def _pair(rules: DateRules) -> Pair:
    return rules.pair if isinstance(rules, ColumnRules) else ""


def _languages(rules: DateRules) -> frozenset[str]:
    return rules.languages if isinstance(rules, ColumnRules) else frozenset()


@dataclass(frozen=True)
class DatesReading:
    """The dates of a listing in its order, the rules they were read by, and remarks on them."""

    dates: list[ArchivalDate]
    rules: DateRules
    remarks: tuple[str, ...]


class UnreadError(Exception):
    """A date, or a part of one, cannot be read; the message tells a historian why."""


class YearlessError(UnreadError):
    """A date that would be read if its year were known."""
