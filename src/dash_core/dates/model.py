"""What a date that was read is made of; the words every other module of dates speaks."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

__all__ = ["PRECISIONS", "ArchivalDate", "DateRules", "DatesReading", "Precision", "UnreadError"]

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
    """A date as an archive prints it, with what can be said of it for certain.

    Attributes
    ----------
    text
        Verbatim.
    edtf
        Extended Date/Time Format (ISO 8601-2:2019); empty where the date was not understood.
    earliest, latest
        First and last day it may stand for, both inclusive. Of a date open to one side
        ("after 1946", "before 1946", "1918-") only the named end is known: both bounds then
        stay within what is named, the EDTF says that it is open (`1946/..`) and so does `note`.
    precision
        What was printed: a day, a month, …; `unknown` where the date was not understood.
    qualifier
        `approximate`, `uncertain`, `inferred` or `none`.
    note
        One sentence on why a person should look at this date; empty if it was read without
        doubt, or says plainly that there is no date.
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
        """Whether a person should look at it."""
        return bool(self.note)

    @property
    def says_undated(self) -> bool:
        """Whether the text was understood to say that there is no date ("n.d.")."""
        return not self.is_known and not self.note and bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class DateRules:
    """What only the whole listing, or a person, can say of its dates.

    Attributes
    ----------
    day_first
        How 4/5/1946 is meant: `True` 4 May, `False` April 5, `None` not decided.
    century
        First year of the hundred years that two-digit years fall into; `None` not decided.
    """

    day_first: bool | None = None
    century: int | None = None


@dataclass(frozen=True)
class DatesReading:
    """The dates of a listing in its order, the rules they were read by, and remarks on them."""

    dates: list[ArchivalDate]
    rules: DateRules
    remarks: tuple[str, ...]


class UnreadError(Exception):
    """A date, or a part of one, that is not read; the message tells a historian why."""


class YearlessError(UnreadError):
    """A date that would be read if its year were known."""
