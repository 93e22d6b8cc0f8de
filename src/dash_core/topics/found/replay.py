"""A person's changes to found topics, replayed after every fit.

A step names its group by documents, so that it still applies when the number of groups or the
listing changes: to the group with most of them. A step that cannot be applied any more is
returned with the reason.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dash_core.common.i18n import _
from dash_core.topics.file.schema import Step
from dash_core.topics.model import OTHER_LABEL

__all__ = ["Replayed", "Split", "UnappliedStep", "group_of", "replay", "unique_labels"]

LeaveOut = Callable[[NDArray[np.int64], int, str], NDArray[np.int64]]
"""The groups of all rows after a word ceased to count in one of them."""

Split = Callable[[NDArray[np.int64], int], NDArray[np.int64]]
"""Divides documents (rows) into parts: a number from 0 for each row; fewer parts where they
cannot be told apart."""


@dataclass(frozen=True, slots=True)
class UnappliedStep:
    """A step that could not be applied, and the reason, in one sentence."""

    step: Step
    reason: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """Groups after the steps: `groups` has the group of each row (-1: none; numbers may have
    gaps), `labels` and `colors` those a person gave to groups, `pinned` the group of each row
    that was put there by hand, `vetoed` the words that do not count in a group, `unapplied` the
    steps that could not be applied."""

    groups: NDArray[np.int64]
    labels: dict[int, str]
    colors: dict[int, str]
    pinned: dict[int, int]
    vetoed: dict[int, tuple[str, ...]]
    unapplied: tuple[UnappliedStep, ...]


def replay(
    groups: NDArray[np.int64],
    steps: Sequence[Step],
    ids: Sequence[str],
    split: Split,
    leave_out: LeaveOut = lambda groups, _group, _word: groups,
) -> Replayed:
    """Apply the steps, in order. Never raises.

    Parameters
    ----------
    groups
        The group of each row of the table, from 0; -1 for a document without words.
    ids
        The id of each row.
    split
        How to divide a group.
    leave_out
        Who moves when a word does not count in a group; by default nobody.
    """
    row_of = {id_: i for i, id_ in enumerate(ids)} if steps else {}
    state = _State(np.array(groups, dtype=np.int64), row_of, split, leave_out)
    for step in steps:
        reason = state.apply(step)
        if reason:
            state.unapplied.append(UnappliedStep(step, reason))
    state.drop_empty()
    return Replayed(
        state.groups,
        dict(zip(state.labels, unique_labels(list(state.labels.values())), strict=True)),
        state.colors,
        {row: int(state.groups[row]) for row in sorted(state.pinned)},
        {group: tuple(dict.fromkeys(words)) for group, words in state.vetoed.items()},
        tuple(state.unapplied),
    )


def group_of(
    documents: Sequence[str], row_of: Mapping[str, int], groups: NDArray[np.int64]
) -> int | None:
    """The group with most of the documents; of several, that of the first document. None if
    none of them is in a group."""
    members = [int(groups[row_of[id_]]) for id_ in dict.fromkeys(documents) if id_ in row_of]
    counts = Counter(group for group in members if group >= 0)
    return counts.most_common(1)[0][0] if counts else None


def unique_labels(labels: Sequence[str]) -> list[str]:
    """The labels; one that is taken, or is “Other”, gets a number.

    >>> unique_labels(["Oil", "Bread", "oil"])
    ['Oil', 'Bread', 'oil (2)']
    """
    taken, given = {OTHER_LABEL.casefold()}, {label.casefold() for label in labels}
    unique = []
    for label in labels:
        numbered, n = label, 1
        while numbered.casefold() in taken or (n > 1 and numbered.casefold() in given):
            n += 1
            numbered = f"{label} ({n})"
        taken.add(numbered.casefold())
        unique.append(numbered)
    return unique


@dataclass
class _State:
    """The groups while the steps are applied; attributes as of `Replayed`."""

    groups: NDArray[np.int64]
    row_of: dict[str, int]
    split: Split
    leave_out: LeaveOut
    labels: dict[int, str] = field(default_factory=dict)
    labelled_by: dict[int, Step] = field(default_factory=dict)
    colors: dict[int, str] = field(default_factory=dict)
    pinned: set[int] = field(default_factory=set)
    vetoed: dict[int, list[str]] = field(default_factory=dict)
    unapplied: list[UnappliedStep] = field(default_factory=list)

    def apply(self, step: Step) -> str:
        """Apply one step; returns the reason where that was not possible, else ""."""
        group = group_of(step.documents, self.row_of, self.groups)
        if group is None:
            return _("None of the documents that identified “{group}” is in a group now.").format(
                group=step.of
            )
        if step.do == "rename":
            self._rename(group, step)
        elif step.do == "color":
            self.colors[group] = step.color
        elif step.do == "merge":
            return self._merge(group, step)
        elif step.do == "split":
            return self._split(group, step)
        elif step.do == "veto":
            self._veto(group, step)
        else:
            return self._pin(group, step)
        return ""

    def drop_empty(self) -> None:
        """Drop the labels and colours of groups whose documents were all moved by hand."""
        left = set(self.groups.tolist())
        for group in [group for group in self.labels if group not in left]:
            reason = _("“{label}” no longer has documents: all were moved to other groups.").format(
                label=self.labels.pop(group)
            )
            self.unapplied.append(UnappliedStep(self.labelled_by[group], reason))
        self.colors = {group: color for group, color in self.colors.items() if group in left}

    def _rename(self, group: int, step: Step) -> None:
        """Of two labels for what has become one group, the earlier is unapplied."""
        before = self.labels.get(group)
        if before not in (None, step.label, step.of):
            reason = _("“{before}” and “{of}” are one group now: it is called “{label}”.").format(
                before=before, of=step.of, label=step.label
            )
            self.unapplied.append(UnappliedStep(self.labelled_by[group], reason))
        self.labels[group] = step.label
        self.labelled_by[group] = step

    def _merge(self, group: int, step: Step) -> str:
        into = group_of(step.into_documents, self.row_of, self.groups)
        if into is None:
            return _(
                "The group that “{group}” was merged with is gone: none of its documents is in a "
                "group now."
            ).format(group=step.of)
        if into == group:
            return ""  # they are one group already
        self.groups[self.groups == group] = into
        if group in self.labels:
            self.labels.setdefault(into, self.labels.pop(group))
            self.labelled_by.setdefault(into, self.labelled_by.pop(group))
        if group in self.colors:
            self.colors.setdefault(into, self.colors.pop(group))
        if group in self.vetoed:
            self.vetoed.setdefault(into, []).extend(self.vetoed.pop(group))
        return ""

    def _split(self, group: int, step: Step) -> str:
        fixed = np.array(sorted(self.pinned), dtype=np.int64)
        rows = np.setdiff1d(np.flatnonzero(self.groups == group), fixed)
        parts = np.zeros(0, dtype=np.int64)
        if len(rows) >= step.into:
            parts = np.unique(np.asarray(self.split(rows, step.into)), return_inverse=True)[1]
        n = int(parts.max(initial=-1)) + 1
        if n < 2:
            return _(
                "“{group}” could not be split: its documents are too few or too similar."
            ).format(group=step.of)
        # The part with most of the step's documents keeps the label.
        within = np.full(len(self.groups), -1, dtype=np.int64)
        within[rows] = parts
        kept = group_of(step.documents, self.row_of, within)
        if kept is None:
            kept = int(np.argmax(np.bincount(parts)))
        first = int(self.groups.max()) + 1
        for i, part in enumerate(p for p in range(n) if p != kept):
            self.groups[rows[parts == part]] = first + i
            if group in self.vetoed:
                self.vetoed[first + i] = list(self.vetoed[group])
        return ""

    def _veto(self, group: int, step: Step) -> None:
        fixed = np.array(sorted(self.pinned), dtype=np.int64)
        groups = self.leave_out(self.groups, group, step.word)
        groups[fixed] = self.groups[fixed]
        if (groups == group).any():  # a word alone does not end a group
            self.groups = groups
        self.vetoed.setdefault(group, []).append(step.word)

    def _pin(self, group: int, step: Step) -> str:
        row = self.row_of.get(step.document)
        if row is None:
            return _("The document “{id}”, put into “{group}” by hand, is no longer there.").format(
                id=step.document, group=step.of
            )
        self.groups[row] = group
        self.pinned.add(row)
        return ""
