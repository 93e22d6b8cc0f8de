"""How many groups: a number with its reason, or why there is none."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
import pandas as pd

from dash_core.common.i18n import _, format_percent, ngettext
from dash_core.topics.found.stability import MAX_SUGGESTED_GROUPS, Clustering

__all__ = ["SuggestedNumber", "max_suggested", "suggest_number"]

MIN_SILHOUETTE: Final = 0.25  # a lower mean is no structure (Kaufman & Rousseeuw 1990)
MIN_SCORE_SHARE: Final = 0.75  # of the best score: the fewest groups that reach it are suggested
ROOT_FACTOR: Final = 1.5  # times the square root of the documents: so many are tried
MIN_MEAN_SIZE: Final = 5  # documents a group, on average: pairs and triples are no topics


@dataclass(frozen=True, eq=False)
class SuggestedNumber:
    """A number of groups, or None; the reason, in a sentence or two; and what was tried: columns
    `k`, `stability` (0 to 1), `separation` and `score` (mean silhouettes, -1 to 1, of the
    documents before and after smoothing over neighbours)."""

    k: int | None
    reason: str
    trials: pd.DataFrame


def max_suggested(n: int) -> int:
    """The most groups that are tried for `n` documents."""
    return min(MAX_SUGGESTED_GROUPS, max(3, min(n // MIN_MEAN_SIZE, round(ROOT_FACTOR * sqrt(n)))))


def suggest_number(clustering: Clustering, n: int) -> SuggestedNumber:
    """The fewest groups that reach `MIN_SCORE_SHARE` of the best score of all numbers tried: how
    well they are separated, times the square root of how far they are found again. (Stability is
    high for two groups of nearly anything; its root lets it warn without deciding alone.)

    The best score alone splits ever finer where documents are few; of numbers that come near
    it the smallest is the simplest account (the reasoning of the one-standard-error rule,
    Breiman et al. 1984).
    """
    trials = clustering.trials(max_suggested(n))
    if trials.empty:
        return SuggestedNumber(None, _("The documents are too similar to be grouped."), trials)
    stability = np.maximum(trials["stability"].to_numpy(), 0)
    score = trials["score"].to_numpy() * np.sqrt(stability)
    best = float(score.max())
    at = int(np.flatnonzero(score >= best * (MIN_SCORE_SHARE if best > 0 else 1))[0])
    k = int(trials["k"].to_numpy()[at])
    reason = ngettext(
        "{n} group is suggested:",
        "{n} groups are suggested:",
        k,
    )
    if score[at] == best:
        reason += " " + _(
            "no other number up to {most} separates the groups as well and finds them again as "
            "often."
        )
    else:
        reason += " " + _(
            "the smallest number with at least {nearly} of the best separation, weighed by "
            "stability (up to {most})."
        )
    reason = reason.format(most=int(trials["k"].max()), nearly=format_percent(MIN_SCORE_SHARE))
    reason += " " + _(
        "Repeated with a fifth of the documents left out, the whole grouping agrees to {share} "
        "(0%: no more than by chance)."
    ).format(share=format_percent(trials["stability"].to_numpy()[at]))
    if trials["separation"].to_numpy()[at] < MIN_SILHOUETTE:
        reason += " " + _("The groups still overlap: take them as a hint of what to read together.")
    return SuggestedNumber(k, reason, trials)
