"""What moved: by a correction of the listing, and by the last change of a group."""

from functools import partial
from typing import Final

import streamlit as st

from dash_app.components import html
from dash_app.components.messages import show_error
from dash_app.components.topic_edits import edit
from dash_app.session import links, revise, studies
from dash_app.session.errors import catch_error
from dash_core import Collection, Filter
from dash_core.analysis import standing, topics
from dash_core.charts.graphs.flow import moves
from dash_core.collection.filter import MAX_LINKED
from dash_core.common.i18n import _, ngettext
from dash_core.topics import Topics
from dash_core.topics.edit import edits, hold
from dash_core.topics.model import OTHER_LABEL

__all__ = ["note_change", "show_moved", "show_standing"]

_PLACE: Final = "topics-moved"
_BEFORE: Final = (
    "change-of-groups"  # the found topics before the last change, and the study after it
)
_SHOWN: Final = 5  # documents or moves named one by one


def note_change(before: Topics) -> None:
    """From a callback, after a change of found topics: say on this page what it changed."""
    st.session_state[_BEFORE] = (before, studies.source_key())


def show_moved(collection: Collection, shown: Topics) -> None:
    """What the last change changed, and who moved since the listing was corrected."""
    show_error(_PLACE)
    before, key = st.session_state.get(_BEFORE, (None, ""))
    if before is not None and key == studies.source_key() and shown.kind == "found":
        _changed(collection, before, shown)
    _corrected(collection, collection.found if shown.kind == "found" else shown)


def _changed(collection: Collection, before: Topics, after: Topics) -> None:
    """What the last change of a group did to the groups."""
    all_moves = moves(before, after)
    renamed = [
        _("“{before}” is now “{after}”").format(before=m.before.label, after=m.after.label)
        for m in all_moves
        if m.is_kept and m.before.label != m.after.label
    ]
    gone = [move for move in all_moves if not move.is_kept]
    with st.container(border=True, key="topics-changed"):
        lines = [f"{one}." for one in [*renamed, *(move.sentence() for move in gone)]]
        shown = lines[:_SHOWN] or [_("No document moved, and no group is called otherwise.")]
        if len(lines) > _SHOWN:
            shown.append(_("And {n} more changes.").format(n=len(lines) - _SHOWN))
        text = "<br>".join(html.escape(line) for line in shown)
        st.html(f'<p class="facts" role="status"><b>{_("What that changed:")}</b><br>{text}</p>')
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            rows = sorted({row for move in gone for row in move.rows})
            if 0 < len(rows) <= MAX_LINKED:
                st.page_link(
                    "pages/documents.py",
                    label=_("Show what moved"),
                    icon=":material/arrow_forward:",
                    query_params=links.parameters(
                        Filter(ids=tuple(str(collection.table["id"][row]) for row in rows))
                    ),
                )
            st.button(
                _("Undo this"), icon=":material/undo:", key="topics-changed-undo", on_click=_undo
            )
            st.button(_("Keep it so"), key="topics-changed-keep", on_click=_forget)


def _undo() -> None:
    with catch_error(_PLACE):
        revise.undo()
    _forget()


def _forget() -> None:
    st.session_state.pop(_BEFORE, None)


def _corrected(collection: Collection, shown: Topics) -> None:
    """The documents that moved since the listing was corrected: to be put back, or left there."""
    if not shown.moves:
        return
    ids, labels = topics.ids_of(collection), {topic.id: topic.label for topic in shown}
    with st.container(border=True, key="topics-moved"):
        sentence = ngettext(
            "{n} document moved since the listing was corrected:",
            "{n} documents moved since the listing was corrected:",
            len(shown.moves),
        )
        st.html(f'<p class="facts" role="status"><b>{html.escape(sentence)}</b></p>')
        for move in shown.moves[:_SHOWN]:
            title = collection.names[move.row]
            text, act = st.columns([5, 1], vertical_alignment="center")
            into = _("“{title}” from “{before}” to “{after}”").format(
                title=title,
                before=labels.get(move.before, OTHER_LABEL),
                after=labels.get(move.after, OTHER_LABEL),
            )
            text.html(f'<p class="archival">{html.escape(into)}</p>')
            if move.before in labels and move.before != "other":
                act.button(
                    _("Put back"),
                    key=f"{_PLACE}-{ids[move.row]}",
                    on_click=partial(_put_back, shown, ids[move.row], move.before, ids),
                )
        if len(shown.moves) > _SHOWN:
            st.caption(_("And {n} more.").format(n=len(shown.moves) - _SHOWN))
        st.button(
            _("Leave them there"),
            key=f"{_PLACE}-accept",
            on_click=lambda: edit(_PLACE, lambda file: standing.accept(collection, file)),
        )


def _put_back(shown: Topics, document: str, topic: str, ids: list[str]) -> None:
    edit(_PLACE, lambda file: edits.pin(file, shown, document, topic, ids))


def show_standing(collection: Collection, shown: Topics) -> None:
    """That groups stand, and how to find them anew."""
    if not topics.read_file(collection.study.topics).groups:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            _("These groups stay as they are while you correct the listing."), width="content"
        )
        st.button(
            _("Find groups anew"),
            icon=":material/refresh:",
            type="tertiary",
            key=f"{_PLACE}-anew",
            on_click=partial(_find_anew, shown),
        )


def _find_anew(shown: Topics) -> None:
    edit(_PLACE, hold.find_anew, moves=True)
    note_change(shown)
