"""What timelines say: the text alternative, what is not drawn and why, what a click does."""

from collections.abc import Iterator

import pandas as pd

from dash_core.collection.collection import Collection
from dash_core.collection.view import View
from dash_core.common.i18n import _, count, ngettext
from dash_core.dates import format_day, format_span

__all__ = ["alt_of", "hint", "not_drawn"]


def hint() -> str:
    """What a click does."""
    return _("Click a mark or a bar to keep only its days.")


def alt_of(frame: pd.DataFrame) -> str:
    """The text alternative: how many documents of when, and the busiest day."""
    inside = frame[frame["inside"]].drop_duplicates("row")
    if inside.empty:
        return _("Timeline: no dated document matches the filter.")
    first, last = inside["first"].min().date(), inside["last"].max().date()
    alt_text = _("Timeline of {documents}, {span}.").format(
        documents=count(len(inside)), span=format_span(first, last)
    )
    busiest = inside.loc[inside["first"] == inside["last"], "first"].value_counts()
    if len(busiest) and busiest.iloc[0] > 1:
        alt_text += " " + _("Most on {day}: {n}.").format(
            day=format_day(busiest.index[0].date()), n=int(busiest.iloc[0])
        )
    return alt_text


def not_drawn(
    collection: Collection, view: View, *, wide: int = 0, topicless: int = 0
) -> Iterator[str]:
    """What of the view the chart does not show, and why."""
    undated = int(collection.table["date_earliest"].iloc[view.rows].isna().sum())
    if undated:
        yield ngettext(
            "Not drawn: {n} document without a readable date.",
            "Not drawn: {n} documents without a readable date.",
            undated,
        )
    if wide:
        yield ngettext(
            "Not drawn: {n} document with a date less precise than these.",
            "Not drawn: {n} documents with dates less precise than these.",
            wide,
        )
    if topicless:
        yield ngettext(
            "Not drawn: {n} document that is in no topic.",
            "Not drawn: {n} documents that are in no topic.",
            topicless,
        )
