"""What a source says about one date beside its printed expression."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["NOTHING_STATED", "Event", "StatedDate"]

Event = Literal["", "made", "sent", "received", "issued", "published", "copyright"]


@dataclass(frozen=True, slots=True)
class StatedDate:
    """The machine-readable and divided forms of a date, as its source gives them.

    Readers fill in what the source has and judge nothing. Every value is the source's own text.

    Attributes
    ----------
    machine
        In a machine-readable format (EDTF, ISO 8601): EAD's `@normal`, TEI's `@when`, a column
        of ISO dates beside a printed one.
    begin, end
        Each end in a place of its own: columns of begin and end, TEI's `@notBefore` and
        `@notAfter`. An empty one is not stated, which is not the same as open.
    year, month, day
        The parts in places of their own.
    calendar
        The calendar of the printed expression, as named by the source ("julian", "hijri").
    qualifier
        `approximate`, `uncertain`, `inferred` or "": MODS's `@qualifier`, `@certainty`, `@cert`,
        a column "date is approximate".
    event
        What happened on the date; "" where the source does not say.
    """

    machine: str = ""
    begin: str = ""
    end: str = ""
    year: str = ""
    month: str = ""
    day: str = ""
    calendar: str = ""
    qualifier: Literal["", "approximate", "uncertain", "inferred"] = ""
    event: Event = ""


NOTHING_STATED = StatedDate()
