"""Putting right what was marked or not read: a table to edit, and the edits made so far."""

from dataclasses import replace
from itertools import chain, islice
from typing import Any, Final

import pandas as pd
import streamlit as st

from dash_app.components import html, summary, widgets
from dash_app.components.messages import show_error
from dash_app.session import revise, url
from dash_app.session.errors import catch_error
from dash_app.views.data.causes import chosen, show_causes, show_fill_down
from dash_core import Collection, DossierError, View
from dash_core.analysis.review import ambiguous_dates_of, causes, edits_of, review_table
from dash_core.analysis.standing import keep_groups
from dash_core.common.i18n import _, format_number, ngettext
from dash_core.study.edits import Edit, batches

__all__ = ["show_review"]

REPAIR_PAGE_SIZE: Final = 100  # rows of the table to be put right

_KINDS: Final = ("marked", "all")
_PLACE: Final = "review"
_ROW: Final = 84  # pixels: three lines of text


def show_review(collection: Collection, view: View) -> None:
    """The table, its button, and the edits made so far with a way back."""
    show_error(_PLACE)
    found = causes(collection)
    n_marked = sum(len(cause.rows) for cause in found)
    unread = len(collection.report.unread)
    summary.date_rules(
        ambiguous_dates_of(collection),
        collection.rules,
        collection.study.rules,
        lambda rules: _keep(collection, rules=rules),
    )
    show_causes(collection, found, _keep)
    only = chosen(found)
    key = "repair-kind"
    widgets.sync_widget(key, url.choice("rows", _KINDS, "marked"))
    kind = st.segmented_control(
        _("Documents to edit"),
        _KINDS,
        format_func=lambda kind: (
            _("To check ({n})").format(n=format_number(n_marked + unread))
            if kind == "marked"
            else _("All in the filter ({n})").format(n=format_number(len(view)))
        ),
        required=True,
        key=key,
        on_change=lambda: widgets.write_choice(key, "rows", _KINDS),
        label_visibility="collapsed",
    )
    if kind == "marked":
        rows = chain.from_iterable(cause.rows for cause in ([only] if only else found))
        n_rows, unread = (len(only.rows), 0) if only else (n_marked, unread)
    else:
        rows, n_rows = iter(view.rows[:REPAIR_PAGE_SIZE].tolist()), len(view)
    with_unread = kind == "marked" and not only
    first = list(islice(rows, REPAIR_PAGE_SIZE))
    frame = review_table(collection, first, with_unread=with_unread)
    frame = frame.iloc[:REPAIR_PAGE_SIZE]
    if frame.empty:
        st.caption(_("Nothing is marked for checking, and everything was read."))
    else:
        total = n_rows + (unread if kind == "marked" else 0)
        _editor(
            collection,
            frame,
            f"repair-{kind}-{only.key if only else ''}-{collection.fingerprint}",
            total,
        )
    show_fill_down(collection, view, _keep)
    _made(collection)


def _editor(collection: Collection, frame: pd.DataFrame, key: str, total: int) -> None:
    """The table; what is typed waits for the button, so that one reading does for all."""
    labels = {
        "": "–",
        "accept": _("Correct as it is"),
        "add": _("Make it a document"),
        "leave out": _("Leave it out"),
    }
    text = st.column_config.TextColumn
    shown = frame.drop(columns=["id", "number", "file"])
    st.data_editor(
        shown.assign(action=labels[""]),
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=["why", "where", "as printed"],
        row_height=_ROW,
        height=min(8 * _ROW, 38 + _ROW * len(frame)),
        column_order=["date", "why", "as printed", "action", "title", "summary", "where"],
        column_config={
            "why": text(_("Why"), width=250),
            "where": text(_("File and lines"), width=160),
            "as printed": text(_("In the source"), width=290),
            "date": text(_("Date"), width=130),
            "title": text(_("Title"), width=240),
            "summary": text(_("Summary"), width=300),
            "action": st.column_config.SelectboxColumn(
                _("Or decide"),
                options=list(labels.values()),
                required=True,
                width=140,
            ),
        },
    )
    if total > len(frame):
        st.caption(
            _("{n} of {all} are shown; the next follow when these are done.").format(
                n=format_number(len(frame)), all=format_number(total)
            )
        )
    actions = {label: action for action, label in labels.items()}
    typed = {
        row: {name: actions[value] if name == "action" else value for name, value in values.items()}
        for row, values in st.session_state.get(key, {}).get("edited_rows", {}).items()
    }
    edits = edits_of(frame, typed, collection.study.edits)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Apply changes"),
            type="primary",
            disabled=edits == collection.study.edits,
            on_click=_keep,
            args=(collection,),
            kwargs={"edits": edits},
            key="apply-edits",
        )
        st.caption(
            _("Type into date, title or summary, then apply. The printed text is kept beside it.")
        )


def _keep(collection: Collection, **changes: Any) -> None:
    """Make the study another one; the address then names that."""
    with catch_error(_PLACE):
        revise.replace_study(keep_groups(collection, replace(collection.study, **changes)))


def _made(collection: Collection) -> None:
    """The edits, newest first, each with its undo."""
    edits = collection.study.edits
    if not edits:
        return
    last, _end = batches(edits)[-1]
    st.subheader(ngettext("{n} edit", "{n} edits", len(edits)), anchor=False)
    st.caption(
        _(
            "This address shows the listing with these edits; the file is unchanged. Every "
            "download includes them."
        )
    )
    with st.container(horizontal=True):
        st.button(
            _("Undo the last"),
            icon=":material/undo:",
            on_click=_keep,
            args=(collection,),
            kwargs={"edits": edits[:last]},
            key="undo-last",
        )
        st.button(
            _("Undo all"),
            type="tertiary",
            on_click=_keep,
            args=(collection,),
            kwargs={"edits": ()},
            key="undo-all",
        )
    for first, end in reversed(batches(edits)[-REPAIR_PAGE_SIZE:]):
        sentence = _say(collection, edits[first])
        if end - first > 1:
            more = ngettext("{n} more like it", "{n} more like it", end - first - 1)
            sentence = _("{edit}; {more}").format(edit=sentence, more=more)
        with st.container(horizontal=True, vertical_alignment="center", key=f"edit-{first}"):
            st.html(f'<p class="words">{html.escape(sentence)}</p>')
            st.button(
                _("Undo") if end - first == 1 else _("Undo these {n}").format(n=end - first),
                type="tertiary",
                on_click=_keep,
                args=(collection,),
                kwargs={"edits": edits[:first] + edits[end:]},
                key=f"undo-{first}",
            )


def _say(collection: Collection, edit: Edit) -> str:
    """The edit with the document it is of; one that finds no document says so."""
    sentence = edit.sentence()
    if edit in collection.unapplied_edits:
        return _("{edit} (its document is no longer in the listing)").format(edit=sentence)
    try:
        title = collection.names[collection.row(edit.document)]
    except DossierError:
        return sentence
    return f"{title}: {sentence}"
