"""Names of people as documents print them: in titles of letters and in running text.

`titles` tells who wrote to whom, with `title_split`, `bare_titles` and `other_languages`; `party`
takes one side of a letter apart, by the words of `vocabulary`; `mentions` finds people in running
text; `correspondence` says whether a listing shows letters at all.
"""

from typing import TYPE_CHECKING

from dash_core.common.late import late_names
from dash_core.text.names.model import Correspondence, Party, PersonMention

if TYPE_CHECKING:
    from dash_core.text.names.titles import correspondents

__all__ = ["Correspondence", "Party", "PersonMention", "correspondents"]

__getattr__ = late_names(__name__, {"titles": "correspondents"})
