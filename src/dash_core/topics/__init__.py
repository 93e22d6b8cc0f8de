"""Topics: named ones, steered by a person, beside found ones, with how far to trust them."""

from dash_core.topics.file import Step, TopicFile, TopicSpec, parse
from dash_core.topics.found import divide, find_topics
from dash_core.topics.ground import Ground, without_names
from dash_core.topics.map import lay_out
from dash_core.topics.model import OTHER, PALETTE, Topic, Topics
from dash_core.topics.named import assign, find_evidence, phrases_of
from dash_core.topics.number import Suggestion
from dash_core.topics.writing import to_toml

__all__ = [
    "OTHER",
    "PALETTE",
    "Ground",
    "Step",
    "Suggestion",
    "Topic",
    "TopicFile",
    "TopicSpec",
    "Topics",
    "assign",
    "divide",
    "find_evidence",
    "find_topics",
    "lay_out",
    "parse",
    "phrases_of",
    "to_toml",
    "without_names",
]
