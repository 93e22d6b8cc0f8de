"""Every number of the topics page, and in a plain sentence how it is counted."""

from typing import Final

import numpy as np
import pandas as pd
import streamlit as st

from dash_app.components import html, view_state
from dash_app.views.topics.blocks import format_stability
from dash_core import Collection
from dash_core.analysis import topics
from dash_core.common.i18n import _, format_number, format_percent
from dash_core.topics import OTHER, Topics
from dash_core.topics.found.number import MIN_SILHOUETTE
from dash_core.topics.found.stability import RESAMPLES
from dash_core.topics.named.assign import MIN_STRENGTH

__all__ = ["show_counted"]

_COUNTED: Final = "topics-counted"
_ROW: Final = 36  # pixels of a row of the table


def show_counted(collection: Collection, shown: Topics) -> None:
    """A table with a row a topic, and below it what each column means."""
    with view_state.expand(
        _COUNTED, _("The numbers, and how they are counted"), ":material/calculate:"
    ) as opened:
        if opened.open:
            frame = _found(shown) if shown.kind == "found" else _named(shown)
            st.dataframe(
                frame,
                hide_index=True,
                height=min(10 * _ROW, 38 + _ROW * len(frame)),
                alt=_("The numbers of each topic"),
            )
            for sentence in _sentences(collection, shown):
                st.html(f'<p class="facts">{html.escape(sentence)}</p>')


def _found(shown: Topics) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (
                topic.label,
                topic.size,
                format_stability(topic.stability or 0),
                format_percent(topic.stability or 0),
                format_number(topic.strength, 2),
            )
            for topic in shown.grouped
        ],
        columns=[
            _("group"),
            _("documents"),
            _("how stable"),
            _("stability"),
            _("mean similarity"),
        ],
    )


def _named(shown: Topics) -> pd.DataFrame:
    several = (shown.strengths[:, [t.id != OTHER for t in shown]] > 0).sum(axis=1) > 1
    return pd.DataFrame(
        [
            (
                topic.label,
                topic.size,
                int(np.count_nonzero(several[list(topic.members)])),
                sum(id_ == topic.id for _row, id_ in shown.pinned),
                "" if topic.id == OTHER else format_percent(topic.strength),
            )
            for topic in shown
        ],
        columns=[
            _("topic"),
            _("documents"),
            _("also in another"),
            _("put in by hand"),
            _("mean strength"),
        ],
    )


def _sentences(collection: Collection, shown: Topics) -> list[str]:
    documents = _("Documents: how many are in it, of {n} in the listing.").format(
        n=format_number(len(collection))
    )
    if shown.kind == "named":
        return [
            documents,
            _(
                "Strength: the share of a document’s wording that is words of the topic, rare "
                "words counting more than common ones (TF-IDF). From {least} on a document is in "
                "the topic; one put in by hand has 100%. The table has the mean of all."
            ).format(least=format_percent(MIN_STRENGTH)),
            _(
                "“n in Other read like it”: the three most similar documents of the topic are more "
                "similar to them than the three most similar documents of Other."
            ),
        ]
    return [
        documents,
        _(
            "Stability: the groups are made again {n} times, each time without a fifth of the "
            "documents. It is the share of a group that is found again, on average (Jaccard "
            "index; 100%: all of it, every time). From 75% on a group is called stable, from 60% "
            "on partly stable."
        ).format(n=RESAMPLES),
        _(
            "Mean similarity: how close its documents are to the group’s centre (cosine: 1 is the "
            "same direction of wording, 0 has nothing in common)."
        ),
        _(
            "Silhouette: how much closer a document is to its own group than to the next, from -1 "
            "to 1. Under {bound} there is no clear structure."
        ).format(bound=MIN_SILHOUETTE),
        *_suggested(collection, shown),
    ]


def _suggested(collection: Collection, shown: Topics) -> list[str]:
    file = topics.read_file(collection.study.topics)
    if file.groups:
        return [_("{n} groups: those that stand.").format(n=len(shown.grouped))]
    if file.k is not None:
        return [_("{n} groups: the number a person chose.").format(n=file.k)]
    suggested = topics.suggestion(collection)
    return [suggested.reason] if suggested is not None and suggested.reason else []
