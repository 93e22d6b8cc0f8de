"""A small listing of invented letters, and an exercise of each kind on it."""

from functools import cache
from typing import Any, Final

from dash_core import Collection
from dash_core.classroom.exercises import Exercise, KindName

TEXT: Final = """
• March 3, 1881

Letter from Ada Brook to Tom Hale on the new bridge

The bridge over the river will cost more than the council has. Stone is dear this year.

• April 1881

Letter from Tom Hale to Ada Brook about the price of stone

The quarry asks more for stone than last year; the bridge must wait for the council.

• May 20, 1882

Petition to the council from the mill workers

The workers ask for shorter hours at the mill and for a school for their children.

• June 2, 1882

Report by Inspector Dunn on the mill

The inspector finds that children work at the mill by night, and that no school is near.

• July 9, 1883

Letter from Ada Brook to Ruth Brook

A family letter about the harvest, the garden and a wedding in August.

• August 1883

Invitation from Ruth Brook to the wedding

The wedding is in the garden after the harvest; all of the family are asked.
"""

TOPICS: Final = """
[[topic]]
id = "bridge"
label = "Bridge"
words = ["bridge", "stone", "quarry"]

[[topic]]
id = "mill"
label = "Mill"
words = ["mill", "workers", "school"]

[[topic]]
id = "family"
label = "Family"
words = ["wedding", "garden", "harvest"]
"""

OPTIONS: Final[list[tuple[KindName, dict[str, Any]]]] = [
    ("sort_first", {"topics": ["Bridge", "Mill", "Family"]}),
    ("sort_first", {}),
    ("name_topic", {"groups": [2, 4]}),
    ("name_topic", {}),
    ("misfit", {"of": "words"}),
    ("misfit", {}),
    ("order", {}),
    ("corroborate", {}),
    ("missing_voice", {}),
    ("source_card", {"level": 2}),
    ("source_card", {}),
]


@cache
def listing() -> Collection:
    """The listing with its topics."""
    return Collection.read(TEXT, topics="").with_topics(TOPICS)


def exercise_of(kind: KindName, options: dict[str, Any]) -> Exercise:
    """An exercise of a kind on the whole listing."""
    title = f"{kind} {' '.join(options)}".strip()
    return Exercise(kind, title, tuple(listing().table["id"]), options=options)
