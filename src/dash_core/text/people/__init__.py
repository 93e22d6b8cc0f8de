"""People: who wrote, who received and who is named, with their spellings merged.

`titles` takes a title apart; `letters` does it for a listing; `mentions` finds people in running
text; `parties` collects both with the columns of the source; `spellings` merges the spellings of
one person, with reasons; `decisions` is what a person decided; `people` does all of it for a
collection; `family` tells which part of a name is the family name.
"""

from typing import TYPE_CHECKING

from dash_core.common.late import late_names
from dash_core.text.people.decisions import Decisions, parse_table, to_table
from dash_core.text.people.model import Correspondence, Party, PersonMention
from dash_core.text.people.name_groups import Spelling
from dash_core.text.people.parties import PeopleColumns
from dash_core.text.people.reading import PeopleFound, PeopleReading, Role
from dash_core.text.people.spellings import MergeCandidate

if TYPE_CHECKING:
    from dash_core.text.people.family import (
        family_name_in_reference,
        family_names,
        split_name,
    )
    from dash_core.text.people.people import find_people, read_people
    from dash_core.text.people.titles import correspondents

__all__ = [
    "Correspondence",
    "Decisions",
    "MergeCandidate",
    "Party",
    "PeopleColumns",
    "PeopleFound",
    "PeopleReading",
    "PersonMention",
    "Role",
    "Spelling",
    "correspondents",
    "family_name_in_reference",
    "family_names",
    "find_people",
    "parse_table",
    "read_people",
    "split_name",
    "to_table",
]

__getattr__ = late_names(
    __name__,
    {
        "family": "family_name_in_reference family_names split_name",
        "people": "find_people read_people",
        "titles": "correspondents",
    },
)
