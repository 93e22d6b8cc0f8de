"""How many groups: a number with its reason, or why there is none."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from dash_core.common.i18n import _, ngettext
from dash_core.topics.found.stability import MAX_FOUND, Grouping

__all__ = ["Suggestion", "most_suggested", "suggest_number"]

SEPARATE: Final = 0.25  # Kaufman & Rousseeuw (1990): a lower mean silhouette is no structure
NEARLY: Final = 0.7  # of the best separation: fewer groups that reach it are preferred

MIN_MEAN_SIZE: Final = 5  # documents a group, on average: pairs and triples are no topics


@dataclass(frozen=True, eq=False)
class Suggestion:
    """A number of groups, or None; why, in a sentence or two; and what was tried: columns `k`,
    `stability` (0 to 1), `separation` and `score` (mean silhouettes, -1 to 1, as the documents
    are and drawn to their neighbours)."""

    k: int | None
    reason: str
    trials: pd.DataFrame


def most_suggested(n: int) -> int:
    """The most groups that are tried for `n` documents."""
    return min(MAX_FOUND, max(3, n // MIN_MEAN_SIZE))


def suggest_number(grouping: Grouping, n: int) -> Suggestion:
    """The fewest groups that have `NEARLY` of the separation of the best number tried.

    The best separation alone splits ever finer where documents are few; of numbers that come
    near it the smallest is the plainer account (the reasoning of the
    one-standard-error rule, Breiman et al. 1984).
    """
    trials = grouping.trials(most_suggested(n))
    if trials.empty:
        return Suggestion(None, _("The documents are too alike to be told apart."), trials)
    score = trials["score"].to_numpy()
    best = float(score.max())
    at = int(np.flatnonzero(score >= best * (NEARLY if best > 0 else 1))[0])
    k = int(trials["k"].to_numpy()[at])
    reason = ngettext(
        "{n} group is suggested:",
        "{n} groups are suggested:",
        k,
    )
    if score[at] == best:
        reason += " " + _("no other number up to {most} sets the groups as far apart.")
    else:
        reason += " " + _(
            "the fewest that are at least {nearly} as far apart as with the best number up to "
            "{most}."
        )
    reason = reason.format(most=int(trials["k"].max()), nearly=f"{NEARLY:.0%}")
    reason += " " + _(
        "Made again with a fifth of the documents left out, the whole grouping agrees to {share} "
        "(0%: as chance would have it)."
    ).format(share=f"{trials['stability'].to_numpy()[at]:.0%}")
    if trials["separation"].to_numpy()[at] < SEPARATE:
        reason += " " + _(
            "The groups overlap all the same: take them as a hint of what to read together."
        )
    return Suggestion(k, reason, trials)
