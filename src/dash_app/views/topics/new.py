"""A new topic: typed words, or the documents of the filter."""

from typing import Final

import streamlit as st

from dash_app.components import html, widgets
from dash_app.components.messages import show_error
from dash_app.components.topic_edits import edit, opener, split_words
from dash_app.session import links
from dash_app.session.errors import error_at
from dash_core import Collection, View
from dash_core.analysis import topics
from dash_core.common.i18n import _, count, format_number
from dash_core.topics import TopicSpec
from dash_core.topics.edit import edits

__all__ = ["show_new_topic"]

_PLACE: Final = "new-topic"
_LABEL, _WORDS = f"{_PLACE}-label", f"{_PLACE}-words"


def show_new_topic(collection: Collection, view: View) -> None:
    """The form, drawn when it is opened."""
    with st.expander(
        _("New topic"), icon=":material/add:", key=opener(_PLACE), on_change="rerun"
    ) as opened:
        if opened.open:
            show_error(_PLACE)
            _typed(collection)
            _from_filter(collection, view)


def _typed(collection: Collection) -> None:
    """A name and words, with what they find while they are typed."""
    for key in (_LABEL, _WORDS):
        st.session_state.setdefault(key, "")
    st.text_input(_("Name"), key=_LABEL, max_chars=120, placeholder=_("Bread and wheat"))
    typed = st.text_input(
        _("Words to look for, with commas between"),
        key=_WORDS,
        live="300ms",
        placeholder=_("bread, wheat, grain harvest"),
        help=_("Any ending of a word is found; a phrase is found in this order."),
    )
    words = split_words(typed)
    spec = TopicSpec("new", st.session_state[_LABEL] or _("New topic"), "#000000", words)
    if words:
        n = topics.count_documents(collection, spec)
        st.html(
            f'<p class="facts" role="status">'
            f"{html.escape(_('{documents} would be in it.').format(documents=count(n)))}</p>"
        )
        _suggested(collection, spec)
    st.button(
        _("Make this topic"),
        type="primary",
        key=f"{_PLACE}-make",
        disabled=not words,
        on_click=_make,
    )


def _suggested(collection: Collection, spec: TopicSpec) -> None:
    near = {
        near_word.word: f"{near_word.word} (+{format_number(near_word.new)})"
        for near_word in topics.suggest(collection, spec)
    }
    if not near:
        return
    key = f"{_PLACE}-add"
    widgets.sync_widget(key, None)

    def clicked() -> None:
        word = st.session_state[key]
        if word is not None:
            st.session_state[_WORDS] = ", ".join((*split_words(st.session_state[_WORDS]), word))

    st.pills(
        _("Used in similar contexts here: click to add (+ documents it adds)"),
        list(near),
        key=key,
        format_func=lambda word: html.plain(near[word]),
        on_change=clicked,
    )


def _make() -> None:
    words = split_words(st.session_state[_WORDS])
    label = st.session_state[_LABEL].strip() or ", ".join(words[:2])
    edit(_PLACE, lambda file: edits.add_topic(file, label, words), closes=True)
    _after()


def _from_filter(collection: Collection, view: View) -> None:
    """Of the documents the filter lets through: by the words that tell them from the rest."""
    if not view.filter or not len(view) or len(view) == len(collection):
        st.caption(
            _(
                "Or choose documents first, by search, filter or on the map: their typical words "
                "then define a topic."
            )
        )
        return

    def made() -> None:
        edit(
            _PLACE,
            lambda file: edits.from_documents(
                file,
                view.rows,
                collection.index,
                topics.names(collection),
                st.session_state[_LABEL],
            ),
            closes=True,
        )
        _after()

    st.button(
        _("Make a topic of the {documents} of the filter").format(documents=count(len(view))),
        key=f"{_PLACE}-filter",
        help=_(
            "From the words that distinguish them from the rest; you can change the words "
            "afterwards."
        ),
        on_click=made,
    )


def _after() -> None:
    """A topic was made: show the named ones, and an empty form next time."""
    if error_at(_PLACE):
        return
    st.session_state[_LABEL], st.session_state[_WORDS] = "", ""
    links.set_parameters(kind="")
