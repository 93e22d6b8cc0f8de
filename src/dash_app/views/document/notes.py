"""What a person writes on a document: a note, tags, highlighted passages; kept when it is left."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from dash_app.components import highlighter as highlighter_button
from dash_app.components import undo_buttons, widgets
from dash_app.components.html import escape
from dash_app.components.messages import show_error
from dash_app.session import embedding, history, links, revise, studies
from dash_app.session.errors import catch_error, error_at
from dash_core import Collection, Filter
from dash_core.common.i18n import _, count, ngettext
from dash_core.study.annotations import (
    NOTE_PARTS,
    Field,
    Highlight,
    Note,
    find_passage,
    highlight,
    locate,
    normalize_note,
    note_on,
    split_tags,
    with_highlight,
    with_note,
)

__all__ = ["highlighter", "overview", "show_note"]

_SAVED: Final = "note-saved"
_PLACE: Final = "notes"


def highlighter(collection: Collection, row: int) -> None:
    """The button under a text that highlights what is selected in it."""
    if embedding.is_on():  # in a course page it is read
        return
    id_ = str(collection.table["id"][row])

    def highlighted(selection: dict[str, Any]) -> None:
        texts = _texts(collection, row)
        words, start = str(selection.get("text", "")), selection.get("start")
        field: Field = "title" if selection.get("field") == "title" else "summary"
        place = None
        if type(start) is int:
            place = locate(Highlight(field, start, start + len(words), words), texts[field])
        _change(
            id_,
            lambda note: with_highlight(
                note,
                highlight(field, texts[field], *place) if place else find_passage(texts, words),
                texts[field],
            ),
        )

    highlighter_button.draw(f"passage-{id_}", highlighted)


def show_note(collection: Collection, row: int) -> None:
    """The note on a document, its tags and passages, to read and to change."""
    id_ = str(collection.table["id"][row])
    note = collection.notes.get(row, Note(id_))
    if embedding.is_on():
        if note.text or note.tags:
            st.html(_shown(note))
        return
    st.header(_("Your note"), anchor=False)
    with st.container(key="note", gap="small"):
        _text(note)
        _tags(collection, note)
        _passages(collection, row, note)
        show_error(f"{_PLACE}-{id_}")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            undo_buttons.buttons(_PLACE)
            st.html(f'<p class="facts" role="status">{escape(_said(collection))}</p>')
        show_error(f"{_PLACE}-history")
        st.caption(
            _(
                "Notes are part of this address and of the study file; everyone with the link "
                "can see them."
            )
        )


def _shown(note: Note) -> str:
    """A note and its tags to read, as HTML."""
    tags = "".join(f'<span class="badge tag">{escape(tag)}</span>' for tag in note.tags)
    paragraphs = [f'<p class="written">{escape(note.text)}</p>'] if note.text else []
    return "".join([*paragraphs, *([f'<p class="facts under">{tags}</p>'] if tags else [])])


def _said(collection: Collection) -> str:
    """What was saved last in this visit, or what undoing would take back, or how it is saved."""
    last = undo_buttons.last_change(collection)
    if not last:
        return _("What you write is saved when you leave the field.")
    state = history.UndoState.of(studies.study())
    if st.session_state.get(_SAVED) is True:
        st.session_state[_SAVED] = state  # said until the next change: a run may follow at once
    if st.session_state.get(_SAVED) == state:
        return _("Saved. {change}").format(change=last)
    return _("Last change: {change}").format(change=last)


def _text(note: Note) -> None:
    key = f"note-text-{note.document}"
    is_new = widgets.is_new(key)
    if not is_new and not error_at(f"{_PLACE}-{note.document}"):  # too long: to be shortened
        widgets.sync_widget(key, note.text)
    text = st.text_area(
        _("Note on this document"),
        note.text,
        key=key,
        height=110,
        placeholder=_("What it says, what to check, what it leaves out …"),
        on_change=lambda: _change(
            note.document, lambda note: replace(note, text=st.session_state[key])
        ),
    )
    if is_new and text != note.text:  # typed when the server was gone
        _change(note.document, lambda note: replace(note, text=text))
        st.rerun()


def _tags(collection: Collection, note: Note) -> None:
    key = f"note-tags-{note.document}"
    is_new = widgets.is_new(key)
    if not is_new and not error_at(f"{_PLACE}-{note.document}"):
        widgets.sync_widget(key, list(note.tags))
    tags = st.multiselect(
        _("Tags"),
        list(dict.fromkeys([*collection.facets["tags"].values, *note.tags])),
        list(note.tags),
        key=key,
        accept_new_options=True,
        placeholder=_("Choose a tag, or type a new one"),
        on_change=lambda: _change(
            note.document, lambda note: replace(note, tags=split_tags(*st.session_state[key]))
        ),
    )
    if is_new and tags != list(note.tags):
        _change(note.document, lambda note: replace(note, tags=split_tags(*tags)))
        st.rerun()


def _passages(collection: Collection, row: int, note: Note) -> None:
    """The highlighted passages, each with its removal, and a way to highlight by keyboard."""
    texts = _texts(collection, row)
    for i, mark in enumerate(note.highlights):
        with st.container(horizontal=True, vertical_alignment="center", key=f"passage-line-{i}"):
            gone = "" if locate(mark, texts[mark.field]) else _("no longer in the text")
            after = f' <span class="muted">({escape(gone)})</span>' if gone else ""
            st.html(f'<p class="words"><mark class="passage">{escape(mark.text)}</mark>{after}</p>')
            st.button(
                _("Remove"),
                type="tertiary",
                icon=":material/close:",
                key=f"passage-remove-{note.document}-{i}",
                on_click=_change,
                args=(note.document, _without(mark)),
            )
    with st.expander(
        _("Highlight without a mouse"), key="highlight-words", on_change="rerun"
    ) as opened:
        if opened.open:
            key = f"passage-words-{note.document}"

            def typed() -> None:
                words = st.session_state[key]
                if words.strip():
                    _change(note.document, _with_words(texts, words))

            if not error_at(f"{_PLACE}-{note.document}"):
                widgets.sync_widget(key, "")
            st.text_input(
                _("Words of the passage, as in title or summary"), key=key, on_change=typed
            )


def _without(mark: Highlight) -> Callable[[Note], Note]:
    return lambda note: replace(
        note, highlights=tuple(other for other in note.highlights if other != mark)
    )


def _with_words(texts: dict[Field, str], words: str) -> Callable[[Note], Note]:
    def act(note: Note) -> Note:
        mark = find_passage(texts, words)
        return with_highlight(note, mark, texts[mark.field])

    return act


def _texts(collection: Collection, row: int) -> dict[Field, str]:
    return {
        "title": str(collection.table["title"][row]),
        "summary": str(collection.table["summary"][row]),
    }


def _change(id_: str, act: Callable[[Note], Note]) -> None:
    """From a callback: change the note on a document; what is wrong is said beside it."""
    notes = studies.study().notes
    with catch_error(f"{_PLACE}-{id_}"):
        revise.replace_notes(with_note(notes, normalize_note(act(note_on(notes, id_)))))
        st.session_state[_SAVED] = True


def overview(collection: Collection) -> None:
    """How much was written and the way to it; what was written on documents that are not here."""
    notes = collection.notes.values()
    place = "data-notes"
    if history.undo_stack() or history.redo_stack():
        undo_buttons.buttons(place)
        show_error(f"{place}-history")
    if not notes and not collection.unmatched_notes:
        st.caption(
            _(
                "On the page of a document you can write a note, tag it and highlight passages. "
                "Every download and the study include them."
            )
        )
        return
    counts = [
        _("{documents} with notes, tags or highlights").format(documents=count(len(notes))),
        ngettext("{n} note", "{n} notes", sum(bool(note.text) for note in notes)),
        ngettext("{n} tag", "{n} tags", len(collection.facets["tags"].values)),
        ngettext(
            "{n} highlighted passage",
            "{n} highlighted passages",
            sum(len(note.highlights) for note in notes),
        ),
    ]
    st.html(f'<p class="facts">{escape(" · ".join(counts))}</p>')
    if notes:
        st.page_link(
            "pages/documents.py",
            label=_("Read them with their documents"),
            icon=":material/arrow_forward:",
            query_params=links.parameters(Filter(noted=NOTE_PARTS)),
        )
    for i, note in enumerate(collection.unmatched_notes):
        _lost(note, i)


def _lost(note: Note, i: int) -> None:
    """A note whose document is left out, or not in the listing any more."""
    passages = "; ".join(f"“{mark.text}”" for mark in note.highlights)
    with st.container(key=f"lost-note-{i}", gap="small"):
        st.html(
            f'<p class="facts">{escape(_("Its document is not in this listing"))}'
            f' <span class="muted">({escape(note.document)})</span></p>'
            + _shown(note)
            + (f'<p class="words">{escape(passages)}</p>' if passages else "")
        )
        st.button(
            _("Remove"),
            type="tertiary",
            icon=":material/close:",
            key=f"lost-note-remove-{i}",
            on_click=_change,
            args=(note.document, lambda lost: Note(lost.document)),
        )
