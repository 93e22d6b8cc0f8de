"""Corrections of many documents at once: one question for one cause, and values filled down."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from dash_app.components import html, summary
from dash_app.session import links, url
from dash_core import Collection, View
from dash_core.analysis.review import FILLED, Cause, accepted, filled_down
from dash_core.common.i18n import _, first_few, format_number, ngettext
from dash_core.common.keep import keep
from dash_core.study.edits import with_edits

__all__ = ["chosen", "show_causes", "show_fill_down"]

_SHOWN: Final = 6  # causes asked about; what is left is in the table
_EXAMPLES: Final = 3
_FEWEST: Final = 2  # documents of one cause that are asked about together

Keep = Callable[..., None]


def chosen(causes: list[Cause]) -> Cause | None:
    """The cause whose documents alone are in the table."""
    key = url.choice("cause", [cause.key for cause in causes])
    return next((cause for cause in causes if cause.key == key), None)


def show_causes(collection: Collection, causes: list[Cause], keep: Keep) -> None:
    """What several documents are to be reviewed for, each with one answer for all of them.

    `keep` takes the `rules` and `edits` of the study from then on.
    """
    asked = [cause for cause in causes if len(cause.rows) >= _FEWEST]
    only = chosen(causes)
    for cause in asked[:_SHOWN]:
        with st.container(key=f"cause-{cause.key}", gap="small"):
            st.html(f'<p class="words">{html.escape(_format(collection, cause))}</p>')
            with st.container(horizontal=True, gap="small"):
                _buttons(collection, cause, only == cause, keep)
    more = asked[_SHOWN:]
    if more:
        rest = ngettext("{n} more cause", "{n} more causes", len(more))
        st.caption(_("{causes} in the table below.").format(causes=rest))


def _buttons(collection: Collection, cause: Cause, is_chosen: bool, keep: Keep) -> None:
    n = format_number(len(cause.rows))
    if cause.kind != "title":
        label = _("Leave all {n} as printed") if cause.kind == "unread" else _("Accept all {n}")

        def accept() -> None:
            rules, edits = accepted(collection, cause)
            keep(collection, rules=rules, edits=edits)
            links.set_parameters(cause="")

        st.button(
            label.format(n=n), key=f"accept-{cause.key}", icon=":material/check:", on_click=accept
        )
    st.button(
        _("Show all causes") if is_chosen else _("Show only these"),
        key=f"show-{cause.key}",
        type="tertiary",
        on_click=lambda: links.set_parameters(cause="" if is_chosen else cause.key, rows=""),
    )


@keep(32)
def _format(collection: Collection, cause: Cause) -> str:
    """The question: how many documents, some of their dates, how these were read, and why."""
    n = len(cause.rows)
    if cause.kind == "title":
        return ngettext("{n} document has no title.", "{n} documents have no title.", n)
    dates = collection.table["date"].iloc[list(cause.rows)]
    printed = list(dict.fromkeys(dates))
    examples = ", ".join(f"“{date}”" for date in printed[:_EXAMPLES])
    if cause.kind == "unread":
        form = _("{n} dates were not understood, like {examples}. {why}")
        return form.format(n=format_number(n), examples=examples, why=cause.why)
    document = collection.table.iloc[cause.rows[0]].copy()
    document["date_note"] = ""
    read = summary.format_read_date(document)
    form = _("{n} dates like “{first}”: is that {read}? {why}")
    return form.format(n=format_number(n), first=printed[0], read=read, why=cause.why)


def show_fill_down(collection: Collection, view: View, keep: Keep) -> None:
    """Fill empty values with those of the row above, as tables leave out what repeats."""
    with st.expander(
        _("Fill empty values from the row above"),
        icon=":material/vertical_align_bottom:",
        key="fill-down",
        on_change="rerun",
    ) as opened:
        if not opened.open:
            return
        rows = view.rows.tolist()
        made = {field: filled_down(collection, field, rows) for field in FILLED}
        made = {field: edits for field, edits in made.items() if edits}
        if not made:
            st.caption(_("No document in the filter has an empty value below another."))
            return
        labels = summary.field_labels()
        field = st.selectbox(
            _("Fill in"),
            list(made),
            format_func=lambda field: f"{labels[field]} ({format_number(len(made[field]))})",
            key="fill-down-field",
        )
        edits = made[field]
        lines = [
            _("{document}: {value}").format(document=_called(collection, edit.document),
            value=edit.after)
            for edit in edits
        ]  # fmt: skip
        st.html(f'<p class="words">{html.escape("; ".join(first_few(lines, _EXAMPLES)))}</p>')
        st.button(
            ngettext("Fill in {n} value", "Fill in {n} values", len(edits)),
            key="fill-down-do",
            icon=":material/check:",
            on_click=lambda: keep(collection, edits=with_edits(collection.study.edits, edits)),
        )


def _called(collection: Collection, id_: str) -> str:
    return str(collection.names[collection.row(id_)])
