"""What the exercises draw alike: documents, questions, and saving an answer once.

A text is taken from the store when its field is first drawn, and never set again: what a student
types is not overwritten by a rerun. A choice shows what is stored, also where that changed on a
second device.
"""

from collections.abc import Callable, Mapping
from hashlib import blake2b
from json import dumps
from typing import Any, Final

import streamlit as st

from dash_app.components import widgets
from dash_app.components.html import escape, format_date, plain
from dash_core import Collection
from dash_core.classroom.exercises import Exercise, check_answer, texts_of
from dash_core.classroom.exercises.values import MAX_TEXT
from dash_core.common.errors import AnswerError
from dash_core.common.i18n import _

__all__ = [
    "Form",
    "Save",
    "document_html",
    "draw_document",
    "draw_example",
    "heading",
    "letter",
    "name_of",
    "number_heading",
]

Save = Callable[[str, object], None]
_LONG: Final = 900  # characters of a summary; the rest opens


class Form:
    """The questions of one exercise as fields; each is saved when it is left or chosen."""

    def __init__(
        self, exercise: Exercise, answers: Mapping[str, object], save: Save, frozen: bool
    ) -> None:
        self.exercise, self.answers, self.save, self.frozen = exercise, answers, save, frozen
        self.sent: dict[str, str] = {}  # choices that came with the first run of a visit

    def key(self, question: str) -> str:
        """The key of the widget of a question."""
        return f"ex-{self.exercise.digest}-{question}"

    def text(
        self, question: str, label: str, *, begin: str = "", lines: int = 1, most: int = MAX_TEXT
    ) -> None:
        """A field for text: one line, or several; `begin` is how an answer may begin."""
        key = self.key(question)
        is_new = widgets.is_new(key)
        stored = self.answers.get(question)
        before = stored if isinstance(stored, str) else ""
        if not is_new and key not in st.session_state:
            st.session_state[key] = before
            st.session_state[f"{key}-saved"] = stored
        shared: dict[str, Any] = {
            "key": key,
            "on_change": self._keep,
            "args": (question, key),
            "max_chars": most,
            "disabled": self.frozen,
        }
        label = f"{plain(label)} *{plain(begin)}*" if begin else plain(label)
        if lines > 1:
            text = st.text_area(label, before, height=24 * lines + 28, **shared)
        else:
            text = st.text_input(label, before, **shared)
        if is_new:
            st.session_state[f"{key}-saved"] = stored
            # Typed when the server was gone; what another device wrote meanwhile stays.
            if text != before and str(text).startswith(before):
                self.keep(question, text)
        self._say(key)

    def choice(
        self,
        question: str,
        label: str,
        options: Mapping[str, str],
        *,
        names: Mapping[str, str] | None = None,
        is_shown: bool = True,
        horizontal: bool = True,
    ) -> None:
        """One of some options, by radio buttons: arrow keys, a thumb or a mouse.

        `names` are said beside options and may change while somebody chooses: the options
        themselves may not. streamlit-1.67: where one is called something else, nothing is shown
        as chosen; drawn anew under another key, a click that was on its way is lost.
        """
        told = dumps([] if names else list(options.items())).encode()
        key = f"{self.key(question)}-{blake2b(told, digest_size=4).hexdigest()}"
        stored = self.answers.get(question)
        value = stored if isinstance(stored, str) and stored in options else None
        is_new = widgets.is_new(key)
        if not is_new and (key not in st.session_state or st.session_state[key] != value):
            st.session_state[key] = value
        st.session_state[f"{self.key(question)}-saved"] = stored
        shown = st.radio(
            plain(label),
            list(options),
            index=list(options).index(value) if is_new and value else None,
            key=key,
            format_func=lambda value: plain(options.get(value, value)),
            captions=[plain(names.get(value, "")) for value in options] if names else None,
            horizontal=horizontal,
            label_visibility="visible" if is_shown else "collapsed",
            on_change=self._keep,
            args=(question, key),
            disabled=self.frozen,
        )
        if is_new and shown is not None and shown != value:
            self.sent[question] = shown
        self._say(self.key(question))

    def keep(self, question: str, value: object) -> None:
        """From a callback: save a value, unless it is the one that was saved last."""
        key = self.key(question)
        try:
            checked = check_answer(self.exercise, question, value)
        except AnswerError as err:
            st.session_state[f"{key}-error"] = str(err)
            return
        st.session_state.pop(f"{key}-error", None)
        before = st.session_state.get(f"{key}-saved", self.answers.get(question))
        if self.frozen or checked == before:
            return
        st.session_state[f"{key}-saved"] = checked
        self.save(question, checked)

    def _keep(self, question: str, key: str) -> None:
        self.keep(question, st.session_state.get(key))

    def _say(self, key: str) -> None:
        place = st.empty()  # there in any case: what moves loses what is being typed
        if error := st.session_state.get(f"{key}-error"):
            place.html(f'<p class="ex-error" role="alert">{escape(error)}</p>')


def name_of(collection: Collection, id_: str) -> str:
    """What a document is called."""
    return collection.names[collection.row(id_)]


def number_heading(n: int, of: int) -> str:
    """`3 of 8`, above a document; nothing where it is alone."""
    return _("{n} of {of}").format(n=n, of=of) if of > 1 else ""


def draw_example(exercise: Exercise) -> None:
    """A worked example of the kind of exercise, closed."""
    lines = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>"
        for name, text in texts_of(exercise).example
    )
    with st.expander(_("An example"), key=f"ex-{exercise.digest}-example"):
        st.html(f'<dl class="ex-example">{lines}</dl>')


def heading(text: str) -> None:
    """A heading above a group of documents."""
    if text:
        st.html(f'<h2 class="ex-heading">{escape(text)}</h2>')


def letter(n: int) -> str:
    """What the document at a place (from 0) is called: A, B, C."""
    return chr(ord("A") + n)


def document_html(
    collection: Collection, id_: str, *, number: str = "", is_dated: bool = True
) -> str:
    """A document to be read: title and description in full."""
    row = collection.row(id_)
    document = collection.table.iloc[row]
    facts = [number, format_date(document) if is_dated else "", document["genre"]]
    shown = " · ".join(escape(fact) for fact in facts if fact)
    summary = str(document["summary"])
    text = f'<p class="archival">{escape(summary)}</p>' if summary else ""
    if len(summary) > _LONG:
        cut = summary.rfind(" ", 0, _LONG) + 1 or _LONG
        text = (
            f'<p class="archival">{escape(summary[:cut])}…</p><details><summary>'
            f"{escape(_('Read all'))}</summary>"
            f'<p class="archival">{escape(summary[cut:])}</p></details>'
        )
    return (
        f'<div class="ex-document"><p class="facts">{shown}</p>'
        f'<h2 class="archival">{escape(collection.names[row])}</h2>{text}</div>'
    )


def draw_document(
    collection: Collection, id_: str, *, number: str = "", is_dated: bool = True
) -> None:
    """Draw a document to be read."""
    st.html(document_html(collection, id_, number=number, is_dated=is_dated))
