"""Spellings of one name: merged or kept apart, each with its reason.

`name_groups` holds printed forms of a name together; `spellings` merges those of one person, by
`similarity`, `clusters`, `likely` and what scanning takes for others (`misread`); `column_names`
does so for columns of the source (`from_columns`); `decisions` is what a person decided, and
`decided_groups` what follows; `family` tells which part of a name is the family name.
"""

from typing import TYPE_CHECKING

from dash_core.common.late import late_names
from dash_core.text.spellings.decisions import Decisions, parse_table, to_table
from dash_core.text.spellings.name_groups import Spelling
from dash_core.text.spellings.spellings import MergeCandidate

if TYPE_CHECKING:
    from dash_core.text.spellings.family import (
        family_name_in_reference,
        family_names,
        split_name,
    )

__all__ = [
    "Decisions",
    "MergeCandidate",
    "Spelling",
    "family_name_in_reference",
    "family_names",
    "parse_table",
    "split_name",
    "to_table",
]

__getattr__ = late_names(__name__, {"family": "family_name_in_reference family_names split_name"})
