"""What is found among the documents that are in no named topic."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dash_core.topics.model import OTHER, PALETTE, Topic, Topics, with_other

__all__ = ["REST", "found_in_rest", "with_rest"]

REST = "rest-"  # begins the id of a found group among named topics


def found_in_rest(named: Topics, found: Topics) -> tuple[Topic, ...]:
    """The found groups with only those of their documents that are in no named topic, largest
    first; in colours that no named topic has, as far as there are any."""
    rest = {row for topic in named if topic.id == OTHER for row in topic.members}
    used = {topic.color for topic in named.grouped}
    free = [color for color in PALETTE if color not in used] or list(PALETTE)
    groups = []
    for topic in found.grouped:
        members = tuple(row for row in topic.members if row in rest)
        if members:
            groups.append(replace(topic, id=f"{REST}{topic.id}", members=members))
    groups.sort(key=lambda group: -group.size)
    return tuple(
        replace(group, color=free[i % len(free)]) if group.color in used else group
        for i, group in enumerate(groups)
    )


def with_rest(named: Topics, found: Topics, groups: Sequence[Topic]) -> Topics:
    """The named topics, and these groups of `found_in_rest` after them, for charts of both."""
    own = [i for i, topic in enumerate(named.topics) if topic.id != OTHER]
    columns = {topic.id: i for i, topic in enumerate(found.topics)}
    strengths = np.zeros((len(named.strengths), len(own) + len(groups)))
    strengths[:, : len(own)] = named.strengths[:, own]
    evidence = [dict(words) for words in named.evidence]
    for i, group in enumerate(groups, len(own)):
        rows, found_id = list(group.members), group.id.removeprefix(REST)
        strengths[rows, i] = found.strengths[rows, columns[found_id]]
        for row in rows:
            evidence[row][group.id] = found.evidence[row].get(found_id, ())
    topics, strengths = with_other((*named.grouped, *groups), strengths)
    return replace(named, topics=topics, strengths=strengths, evidence=tuple(evidence))
