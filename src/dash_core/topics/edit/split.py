"""Splitting a named topic: its documents, and the words of each part."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dash_core.common.errors import TopicFileError
from dash_core.common.i18n import _
from dash_core.text.search.index import Index
from dash_core.topics.edit.helpers import WORDS_PER_NEW_TOPIC
from dash_core.topics.file.schema import TopicSpec
from dash_core.topics.found.labels import typical_terms
from dash_core.topics.found.replay import Split
from dash_core.topics.model import Topic
from dash_core.topics.named.assign import columns_of

__all__ = ["divide_members", "divide_spec"]


def divide_members(topic: Topic, divide: Split, into: int) -> list[NDArray[np.int64]]:
    """The rows of each part of a topic, largest first.

    Raises
    ------
    TopicFileError
        If there are too few documents, or they are too much alike.
    """
    rows = np.array(sorted(topic.members), dtype=np.int64)
    labels = divide(rows, into) if len(rows) >= into else np.zeros(len(rows), dtype=np.int64)
    parts = [rows[labels == label] for label in np.unique(labels)]
    if len(parts) < 2:
        raise TopicFileError(
            _("“{label}” cannot be split: its documents are too few or too similar.").format(
                label=topic.label
            )
        )
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def divide_spec(
    spec: TopicSpec,
    parts: Sequence[NDArray[np.int64]],
    ids: Sequence[str],
    index: Index,
    names: frozenset[str],
) -> list[TopicSpec]:
    """A topic for each part. A word goes to the part where it weighs most; a part without words
    gets those that distinguish it from the others. The first keeps id, label and colour; the others
    are labelled by their distinctive words, and still need another id and colour."""
    means = np.vstack([np.asarray(index.subject[rows].mean(axis=0)).ravel() for rows in parts])
    best = means.argmax(axis=0)
    words: list[list[str]] = [[] for _part in parts]
    for word in spec.words:
        columns = columns_of(word, index)
        words[int(means[:, columns].sum(axis=1).argmax()) if columns else 0].append(word)
    divided = {ids[row] for rows in parts for row in rows}
    specs = []
    for i, rows in enumerate(parts):
        inside = {ids[row] for row in rows}
        typical = typical_terms(index, rows, names, 5 * WORDS_PER_NEW_TOPIC)
        distinctive = [w for w in typical if all(best[c] == i for c in columns_of(w, index))]
        distinctive = distinctive or list(typical) or list(spec.words)
        specs.append(
            replace(
                spec,
                label=spec.label if i == 0 else ", ".join(distinctive[:2]) or spec.label,
                words=tuple(words[i]) or tuple(distinctive[:WORDS_PER_NEW_TOPIC]),
                pinned=tuple(
                    id_ for id_ in spec.pinned if id_ in inside or (i == 0 and id_ not in divided)
                ),
            )
        )
    return specs
