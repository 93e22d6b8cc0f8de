"""Topics: named ones, steered by a person, beside found ones, with how far to trust them."""

from dash_core.topics.found import find_topics, without_names
from dash_core.topics.map import lay_out
from dash_core.topics.model import OTHER, PALETTE, Topic, Topics
from dash_core.topics.named import TopicSpec, assign, find_evidence, parse_specs, phrases_of

__all__ = [
    "OTHER",
    "PALETTE",
    "Topic",
    "TopicSpec",
    "Topics",
    "assign",
    "find_evidence",
    "find_topics",
    "lay_out",
    "parse_specs",
    "phrases_of",
    "without_names",
]
