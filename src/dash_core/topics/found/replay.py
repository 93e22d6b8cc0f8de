"""What a person did to found topics, done again after every fit.

A step names its group by documents, so that it still means something when the number of groups
or the listing changes: the group that holds most of them. What can no longer be done is given
back with the reason; nothing is dropped in silence.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dash_core.common.i18n import _
from dash_core.topics.file.schema import Step

__all__ = ["Replayed", "Split", "UnappliedStep", "group_of", "replay", "unique_labels"]

Split = Callable[[NDArray[np.int64], int], NDArray[np.int64]]
"""Divides documents (rows) into parts: a number from 0 for each row; fewer parts where they
cannot be told apart."""


@dataclass(frozen=True, slots=True)
class UnappliedStep:
    """A step that could not be done, and why, in one sentence."""

    step: Step
    why: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """Groups after the steps: `labels` has the group of each row (-1: none; numbers may have
    gaps), `said` and `colors` what a person called a group and which colour it got, `pinned` the
    group of each row that was put there by hand, `unapplied` the steps that could not be done."""

    labels: NDArray[np.int64]
    said: dict[int, str]
    colors: dict[int, str]
    pinned: dict[int, int]
    unapplied: tuple[UnappliedStep, ...]


def replay(
    labels: NDArray[np.int64], steps: Sequence[Step], ids: Sequence[str], split: Split
) -> Replayed:
    """Do the steps, in order. Never raises.

    Parameters
    ----------
    labels
        The group of each row of the table, from 0; -1 for a document without words.
    ids
        The id of each row.
    split
        How to divide a group.
    """
    game = _Game(np.array(labels, dtype=np.int64), {id_: i for i, id_ in enumerate(ids)}, split)
    for step in steps:
        why = game.do(step)
        if why:
            game.unapplied.append(UnappliedStep(step, why))
    game.drop_empty()
    return Replayed(
        game.labels,
        dict(zip(game.said, unique_labels(list(game.said.values())), strict=True)),
        game.colors,
        {row: int(game.labels[row]) for row in sorted(game.pinned)},
        tuple(game.unapplied),
    )


def group_of(
    documents: Sequence[str], row_of: Mapping[str, int], labels: NDArray[np.int64]
) -> int | None:
    """The group that holds most of the documents; of several, that of the first document. None
    if none of them is in a group."""
    groups = [int(labels[row_of[id_]]) for id_ in dict.fromkeys(documents) if id_ in row_of]
    counts = Counter(group for group in groups if group >= 0)
    return counts.most_common(1)[0][0] if counts else None


def unique_labels(labels: Sequence[str]) -> list[str]:
    """The labels, a later one with a number behind it where it is taken, or is “Other”.

    >>> unique_labels(["Oil", "Bread", "oil"])
    ['Oil', 'Bread', 'oil (2)']
    """
    taken, given = {_("Other").casefold()}, {label.casefold() for label in labels}
    unique = []
    for label in labels:
        own, n = label, 1
        while own.casefold() in taken or (n > 1 and own.casefold() in given):
            n += 1
            own = f"{label} ({n})"
        taken.add(own.casefold())
        unique.append(own)
    return unique


@dataclass
class _Game:
    labels: NDArray[np.int64]
    row_of: dict[str, int]
    split: Split
    said: dict[int, str] = field(default_factory=dict)
    said_by: dict[int, Step] = field(default_factory=dict)
    colors: dict[int, str] = field(default_factory=dict)
    pinned: set[int] = field(default_factory=set)
    unapplied: list[UnappliedStep] = field(default_factory=list)

    def do(self, step: Step) -> str:
        """Do one step; gives why it could not be done, else nothing."""
        group = group_of(step.documents, self.row_of, self.labels)
        if group is None:
            return _(
                "None of the documents by which “{group}” was known is in a group now."
            ).format(group=step.of)
        if step.do == "rename":
            self._rename(group, step)
        elif step.do == "color":
            self.colors[group] = step.color
        elif step.do == "merge":
            return self._merge(group, step)
        elif step.do == "split":
            return self._split(group, step)
        else:
            return self._pin(group, step)
        return ""

    def drop_empty(self) -> None:
        """Forget groups whose documents were all put elsewhere by hand."""
        left = set(self.labels.tolist())
        for group in [own for own in self.said if own not in left]:
            why = _("“{label}” has no document any more: all were put elsewhere.").format(
                label=self.said.pop(group)
            )
            self.unapplied.append(UnappliedStep(self.said_by[group], why))
        self.colors = {group: color for group, color in self.colors.items() if group in left}

    def _rename(self, group: int, step: Step) -> None:
        """Of two names for what has become one group, the earlier is given back as lost."""
        before = self.said.get(group)
        if before not in (None, step.label, step.of):
            why = _("“{before}” and “{of}” are one group now: it is called “{label}”.").format(
                before=before, of=step.of, label=step.label
            )
            self.unapplied.append(UnappliedStep(self.said_by[group], why))
        self.said[group] = step.label
        self.said_by[group] = step

    def _merge(self, group: int, step: Step) -> str:
        into = group_of(step.into_documents, self.row_of, self.labels)
        if into is None:
            return _(
                "The group that “{group}” was put together with is not there: none of its "
                "documents is in a group now."
            ).format(group=step.of)
        if into == group:
            return ""  # they have come together by themselves
        self.labels[self.labels == group] = into
        if group in self.said:
            self.said.setdefault(into, self.said.pop(group))
            self.said_by.setdefault(into, self.said_by.pop(group))
        if group in self.colors:
            self.colors.setdefault(into, self.colors.pop(group))
        return ""

    def _split(self, group: int, step: Step) -> str:
        fixed = np.array(sorted(self.pinned), dtype=np.int64)
        rows = np.setdiff1d(np.flatnonzero(self.labels == group), fixed)
        parts = np.zeros(0, dtype=np.int64)
        if len(rows) >= step.into:
            parts = np.unique(np.asarray(self.split(rows, step.into)), return_inverse=True)[1]
        n = int(parts.max(initial=-1)) + 1
        if n < 2:
            return _(
                "“{group}” could not be split: its documents are too few, or too much alike."
            ).format(group=step.of)
        # The part that holds most of the documents named stays what it was called.
        within = np.full(len(self.labels), -1, dtype=np.int64)
        within[rows] = parts
        kept = group_of(step.documents, self.row_of, within)
        if kept is None:
            kept = int(np.argmax(np.bincount(parts)))
        first = int(self.labels.max()) + 1
        for i, part in enumerate(p for p in range(n) if p != kept):
            self.labels[rows[parts == part]] = first + i
        return ""

    def _pin(self, group: int, step: Step) -> str:
        row = self.row_of.get(step.document)
        if row is None:
            return _("The document “{id}”, put into “{group}” by hand, is not there now.").format(
                id=step.document, group=step.of
            )
        self.labels[row] = group
        self.pinned.add(row)
        return ""
