"""Found groups that stay where they are while the listing is corrected."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dash_core.topics.edit.helpers import check, exemplars
from dash_core.topics.file.schema import Step, TopicFile
from dash_core.topics.found.standing import digest_of, encode
from dash_core.topics.model import PALETTE, Topics

__all__ = ["accept_moves", "find_anew", "hold", "take_groups", "with_groups_of"]

_STRUCTURAL = ("merge", "split")


def hold(
    file: TopicFile,
    topics: Topics,
    start: NDArray[np.int64],
    ids: Sequence[str],
    corrected: Collection[str],
    ids_after: Sequence[str],
) -> TopicFile:
    """Keep the found groups as they stand through a correction of the listing.

    Parameters
    ----------
    topics
        The found topics as they are shown.
    start
        The group of each row before the steps.
    corrected
        Ids of the documents that the correction is about.
    ids_after
        The ids that the listing will have.
    """
    is_held = bool(file.groups) and file.documents == digest_of(ids)
    if any(step.do == "split" for step in file.steps):
        # A split would divide the corrected documents in another way.
        start, file = _as_they_are(file, topics, ids)
        is_held = False
    numbers = file.groups if is_held else encode(start, ids)
    by_id = dict(zip(sorted(ids), numbers, strict=True))
    kept = [by_id.get(id_, 0) for id_ in sorted(ids_after)]
    marked = [
        -abs(n) if id_ in corrected else n for id_, n in zip(sorted(ids_after), kept, strict=True)
    ]
    return check(replace(file, groups=tuple(marked), documents=digest_of(ids_after)))


def accept_moves(file: TopicFile, start: NDArray[np.int64], ids: Sequence[str]) -> TopicFile:
    """Let the documents that moved stand where they are now."""
    return check(replace(file, groups=encode(start, ids), documents=digest_of(ids)))


def take_groups(file: TopicFile, groups: Sequence[Sequence[int]], ids: Sequence[str]) -> TopicFile:
    """Let these groups (their rows) stand. The steps go with the groups that they were made on."""
    start = np.full(len(ids), -1, dtype=np.int64)
    for number, rows in enumerate(sorted(groups, key=len, reverse=True)):
        start[list(rows)] = number
    held = replace(file, k=len(groups), steps=(), groups=encode(start, ids))
    return check(replace(held, documents=digest_of(ids)))


def find_anew(file: TopicFile) -> TopicFile:
    """Find the groups anew: none stands any more. The steps are replayed on the new ones."""
    return replace(file, groups=(), documents="")


def with_groups_of(file: TopicFile, now: TopicFile) -> TopicFile:
    """An earlier file with the groups that stand now: undoing a step undoes no correction. Groups
    in which a step of the earlier file is contained already are not taken."""
    steps = [step for step in file.steps if step.do in _STRUCTURAL]
    if not now.groups or any(step not in now.steps for step in steps):
        return file
    return replace(file, groups=now.groups, documents=now.documents)


def _as_they_are(
    file: TopicFile, topics: Topics, ids: Sequence[str]
) -> tuple[NDArray[np.int64], TopicFile]:
    """The groups with all steps done, and a file without the steps that made them."""
    groups = np.full(len(ids), -1, dtype=np.int64)
    steps = [step for step in file.steps if step.do not in _STRUCTURAL]
    for number, topic in enumerate(topics.grouped):
        groups[list(topic.members)] = number
        if topic.color != PALETTE[number % len(PALETTE)]:
            documents = exemplars(topics, topic, ids)
            steps.append(Step("color", documents, topic.label, color=topic.color))
    return groups, replace(file, steps=tuple(steps))
