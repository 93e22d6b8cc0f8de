"""Words of the events that columns of dates are named after."""

from typing import Final

__all__ = ["CREATED", "EVENTS", "LIVES", "MADE", "MODIFIED"]

EVENTS: Final = frozenset("created creation made issued published sent received written".split())

# Whose beginnings and ends are those of lives.
LIVES: Final = frozenset("artist artists author constituent creator maker person".split())
# Events that make a document, where several columns have dates of events.
MADE: Final = frozenset(
    "created creation made issued published sent written signed signature signing concluded".split()
)
# A date of creation beside one of modification may be that of the catalogue entry.
CREATED: Final = frozenset("created added entered".split())
MODIFIED: Final = frozenset("modified updated changed edited".split())
