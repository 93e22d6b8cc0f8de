"""The people of a whole listing: who wrote, who received and who is named.

`letters` tells who wrote to whom from all titles together; `parties` collects that with the names
in texts and in columns of the source; `people` does all of it for a listing, and `reading` is what
comes: names as printed, and as they are settled.
"""

from typing import TYPE_CHECKING

from dash_core.common.late import late_names
from dash_core.text.people.parties import PeopleColumns
from dash_core.text.people.reading import PeopleFound, PeopleReading, Role

if TYPE_CHECKING:
    from dash_core.text.people.people import find_people, read_people

__all__ = [
    "PeopleColumns",
    "PeopleFound",
    "PeopleReading",
    "Role",
    "find_people",
    "read_people",
]

__getattr__ = late_names(__name__, {"people": "find_people read_people"})
