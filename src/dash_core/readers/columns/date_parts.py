"""Which part of a date a name means: "Start date", "dateEnd", "Jahr von", "Slutår"."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

__all__ = ["PARTS", "DateParts"]

_ENDS: Final = ("begin", "end")
_UNITS: Final = ("year", "month", "day")
PARTS: Final = (*_ENDS, *_UNITS, "printed", "calendar")
_WITH_DATE: Final = "date"  # may follow both: "coverage start date"
_NONE: Final = frozenset[str]()


class DateParts:
    """The parts of a date by the words that name them, alone or beside a word for "date".

    `words` has the words of each part, `dates` those for "date", all without case and spaces.
    """

    def __init__(self, words: Mapping[str, Iterable[str]], dates: frozenset[str]) -> None:
        self._dates = dates
        self._kinds: dict[str, frozenset[str]] = {}
        for part, names in words.items():
            for name in names:
                self._kinds[name] = self._kinds.get(name, _NONE) | {part}
        self.of = lru_cache(maxsize=20_000)(self._of)

    def is_bare(self, name: str) -> bool:
        """Whether a name means a beginning or an end without a word for "date"."""
        return not self._kinds.get(name, _NONE).isdisjoint(_ENDS)

    def is_printed(self, name: str) -> bool:
        """Whether a name, without a word for "date", means the date as printed: "Anzeige"."""
        return "printed" in self._kinds.get(name, _NONE)

    def _of(self, name: str) -> str:
        """The part that a name means, "" for none.

        >>> parts = DateParts({"begin": ["start"], "year": ["year"]}, frozenset(["date"]))
        >>> parts.of("startdate"), parts.of("startyear"), parts.of("startled")
        ('begin', 'begin year', '')
        """
        if name == "expression":
            return "printed"
        alone = self._kinds.get(name, _NONE) - {"printed"}
        for part in ("calendar", *reversed(_UNITS)):
            if part in alone:
                return part
        if alone:
            return next(part for part in PARTS if part in alone)
        found: set[str] = set()
        for i in range(1, len(name)):
            first, second = self._kinds.get(name[:i]), self._kinds.get(name[i:])
            if first and second and (both := _both(first, second) or _both(second, first)):
                return both
            if first and name[i:] in self._dates:
                found |= first
            if second and name[:i] in self._dates:
                found |= second
        if not found and name.endswith(_WITH_DATE):
            found |= {self._of(name.removesuffix(_WITH_DATE)).partition(" ")[0]} & {*_ENDS}
        return next((part for part in PARTS if part in found), "")


def _both(ends: frozenset[str], units: frozenset[str]) -> str:
    """A part as `begin year`, where one word may mean an end and another a unit; "" for none."""
    pairs = ((end, unit) for end in _ENDS if end in ends for unit in _UNITS if unit in units)
    return next((f"{end} {unit}" for end, unit in pairs), "")
