"""Topics: those a person named, and those found in the listing with how far to trust them."""

from typing import TYPE_CHECKING

from dash_core.common.late import late_names
from dash_core.topics.file.schema import Step, TopicFile, TopicSpec
from dash_core.topics.found.number import SuggestedNumber
from dash_core.topics.model import OTHER, PALETTE, MovedDocument, Topic, Topics

if TYPE_CHECKING:
    from dash_core.topics.file.parse import parse_topics
    from dash_core.topics.file.write import to_toml
    from dash_core.topics.found.cluster import divide, find_topics, start_groups
    from dash_core.topics.found.features import Features
    from dash_core.topics.found.map import lay_out
    from dash_core.topics.named.assign import assign, find_evidence, phrases_of

__all__ = [
    "OTHER",
    "PALETTE",
    "Features",
    "MovedDocument",
    "Step",
    "SuggestedNumber",
    "Topic",
    "TopicFile",
    "TopicSpec",
    "Topics",
    "assign",
    "divide",
    "find_evidence",
    "find_topics",
    "lay_out",
    "parse_topics",
    "phrases_of",
    "start_groups",
    "to_toml",
]

__getattr__ = late_names(
    __name__,
    {
        "file.parse": "parse_topics",
        "file.write": "to_toml",
        "found.cluster": "divide find_topics start_groups",
        "found.features": "Features",
        "found.map": "lay_out",
        "named.assign": "assign find_evidence phrases_of",
    },
)
