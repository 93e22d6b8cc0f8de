"""People: who wrote, who received and who is named; their spellings joined.

`titles` takes a title apart, `mentions` finds people in running text, `joining` makes spellings
of one person one name and says why, `decisions` is what a person settled, and `reading` does it
all for a collection; `order` says which part of a name is the family name.
"""

from dash_core.text.people.decisions import Decisions, parse_table, to_table
from dash_core.text.people.family_names import family_name_in_reference, family_names, split_name
from dash_core.text.people.model import Correspondence, Party, PersonMention
from dash_core.text.people.people import PeopleColumns, PeopleReading, Role, read_people
from dash_core.text.people.spellings import MergeCandidate, Spelling
from dash_core.text.people.titles import correspondents

__all__ = [
    "Correspondence",
    "Decisions",
    "MergeCandidate",
    "Party",
    "PeopleColumns",
    "PeopleReading",
    "PersonMention",
    "Role",
    "Spelling",
    "correspondents",
    "family_name_in_reference",
    "family_names",
    "parse_table",
    "read_people",
    "split_name",
    "to_table",
]
