"""Changing a topic: controls that act at once and can be undone.

They open in their place (an expander), not over the page: Streamlit (1.67) puts a popover at the
end of the page, where a keyboard does not find it.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from dash_app.components import html, widgets
from dash_app.components.messages import show_error
from dash_app.components.topic_edits import Change, edit, opener, split_words
from dash_app.views.topics.moved import note_change
from dash_core import Collection
from dash_core.analysis import topics
from dash_core.common.i18n import _, ngettext
from dash_core.topics import Topic, Topics
from dash_core.topics.edit import edits
from dash_core.topics.file.schema import TopicFile, TopicSpec

__all__ = ["change"]

_PARTS: Final = (2, 3, 4)


def change(collection: Collection, shown: Topics, topic: Topic) -> None:
    """The controls of one topic, drawn when they are opened."""
    key = f"change-{shown.kind}-{topic.id}"
    with st.expander(
        _("Change"),
        icon=":material/edit:",
        key=opener(key),
        on_change="rerun",
    ) as opened:
        if opened.open:
            _Controls(collection, shown, topic, key).show()


class _Controls:
    """The controls of one topic; `place` is the key of what opens them."""

    def __init__(self, collection: Collection, shown: Topics, topic: Topic, place: str) -> None:
        self.collection, self.shown, self.topic, self.place = collection, shown, topic, place

    def show(self) -> None:
        show_error(self.place)
        self._name_and_color()
        if self.shown.kind == "named":
            spec = next(
                s
                for s in topics.read_file(self.collection.study.topics).named
                if s.id == self.topic.id
            )
            self._words(spec)
        else:
            self._veto_found()
        self._merge()
        self._split()
        with st.container(horizontal=True):
            if self.shown.kind == "named":
                self._button(
                    _("Remove this topic"),
                    ":material/delete:",
                    lambda file: edits.remove_topic(file, self.topic.id),
                )
            else:
                self._button(
                    _("Make it a named topic"),
                    ":material/bookmark_add:",
                    lambda file: edits.from_found(file, self.shown, self.topic.id),
                    help_=_(
                        "A topic defined by its words, which you can change; the found group "
                        "stays as well."
                    ),
                )

    def _edit(self, change: Change, *, structural: bool = False) -> None:
        edit(self.place, change, closes=structural, moves=structural)
        if structural and self.shown.kind == "found":
            note_change(self.shown)

    def _button(self, label: str, icon: str, change: Change, help_: str = "") -> None:
        st.button(
            label,
            icon=icon,
            key=f"{self.place}-{label}",
            help=help_ or None,
            on_click=partial(self._edit, change, structural=True),
        )

    def _name_and_color(self) -> None:
        ids, topic, shown = topics.ids_of(self.collection), self.topic, self.shown
        name, color = f"{self.place}-name", f"{self.place}-color"
        widgets.sync_widget(name, topic.label)
        widgets.sync_widget(color, topic.color.lower())
        left, right = st.columns([5, 1], vertical_alignment="bottom")
        left.text_input(
            _("Name"),
            key=name,
            max_chars=120,
            on_change=lambda: self._edit(
                lambda file: edits.rename(file, shown, topic.id, st.session_state[name], ids)
            ),
        )
        right.color_picker(
            _("Colour"),
            key=color,
            on_change=lambda: self._edit(
                lambda file: edits.recolor(file, shown, topic.id, st.session_state[color], ids)
            ),
        )

    def _words(self, spec: TopicSpec) -> None:
        """The words a named topic looks for, what could be added, and what does not count."""
        self._list(
            _("Words to look for, with commas between"),
            "words",
            spec.words,
            lambda file, words: edits.set_words(file, spec.id, words),
            _("Any ending of a word is found; a phrase is found in this order."),
        )
        near = topics.suggest(self.collection, spec)
        if near:
            labels = {
                word.word: ngettext("{word} (+{n})", "{word} (+{n})", word.new, word=word.word)
                for word in near
            }
            self._pills(
                _("Used in similar contexts here: click to add (+ documents it adds)"),
                "add",
                labels,
                lambda file, word: edits.set_words(file, spec.id, (*_spec(file, spec).words, word)),
            )
        self._list(
            _("Words that do not count"),
            "veto",
            spec.veto,
            lambda file, words: _with_vetoes(file, _spec(file, spec).veto, words, spec.id),
            _("A word or phrase that contains one of the words but means something else."),
        )

    def _veto_found(self) -> None:
        """Words that do not count in this found topic, or in any."""
        file, ids = topics.read_file(self.collection.study.topics), topics.ids_of(self.collection)
        shown, topic = self.shown, self.topic
        if topic.terms:
            self._pills(
                _("Typical words: click one that should not count in this group"),
                "leave",
                {word: word for word in topic.terms},
                lambda file, word: edits.veto_in_group(file, shown, topic.id, word, ids),
                moves=True,
            )
        if topic.veto:
            self._pills(
                _("Not counted in this group: click one to count it again"),
                "count",
                {word: word for word in topic.veto},
                lambda file, word: edits.unveto_in_group(file, shown, topic.id, word, ids),
                moves=True,
            )
        self._list(
            _("Left out of all groups"),
            "veto",
            file.veto,
            lambda file, words: _with_vetoes(file, file.veto, words, None),
            _("Words that neither form nor describe a group. All groups are found anew."),
            moves=True,
        )

    def _merge(self) -> None:
        others = [topic for topic in self.shown.grouped if topic.id != self.topic.id]
        if not others:
            return
        key = f"{self.place}-merge"
        widgets.sync_widget(key, None)
        labels = {topic.id: topic.label for topic in others}
        ids = topics.ids_of(self.collection)

        def picked() -> None:
            other = st.session_state[key]
            if other:
                pair = [self.topic.id, other]
                self._edit(lambda f: edits.merge(f, self.shown, pair, ids), structural=True)

        st.selectbox(
            _("Merge with"),
            list(labels),
            key=key,
            format_func=labels.__getitem__,
            placeholder=_("Choose a topic"),
            on_change=picked,
        )

    def _split(self) -> None:
        if self.topic.size < _PARTS[0]:
            return
        key = f"{self.place}-split"
        widgets.sync_widget(key, None)
        collection = self.collection

        def picked() -> None:
            into = st.session_state[key]
            if into:
                self._edit(
                    lambda file: edits.split(
                        file,
                        self.shown,
                        self.topic.id,
                        topics.ids_of(collection),
                        collection.index,
                        topics.names(collection),
                        topics.divide(collection),
                        into,
                    ),
                    structural=True,
                )

        st.segmented_control(
            _("Split into"),
            [n for n in _PARTS if n <= self.topic.size],
            key=key,
            on_change=picked,
        )

    def _list(
        self,
        label: str,
        name: str,
        words: tuple[str, ...],
        change: Callable[[TopicFile, tuple[str, ...]], TopicFile],
        help_: str,
        *,
        moves: bool = False,
    ) -> None:
        """A list of words as text that can be changed."""
        key = f"{self.place}-{name}"
        widgets.sync_widget(key, ", ".join(words))

        def changed() -> None:
            now = split_words(st.session_state[key])
            if now != split_words(", ".join(words)):
                self._edit(lambda file: change(file, now), structural=moves)

        st.text_area(
            label,
            key=key,
            height="content",
            placeholder=_("none yet"),
            help=help_,
            on_change=changed,
        )

    def _pills(
        self,
        label: str,
        name: str,
        words: dict[str, str],
        change: Callable[[TopicFile, str], TopicFile],
        *,
        moves: bool = False,
    ) -> None:
        """Words of which a click takes one."""
        key = f"{self.place}-{name}"
        widgets.sync_widget(key, None)

        def clicked() -> None:
            word = st.session_state[key]
            if word is not None:
                self._edit(lambda file: change(file, word), structural=moves)

        st.pills(
            label,
            list(words),
            key=key,
            format_func=lambda word: html.plain(words[word]),
            on_change=clicked,
        )


def _spec(file: TopicFile, spec: TopicSpec) -> TopicSpec:
    """The topic as the file has it now."""
    return next((named for named in file.named if named.id == spec.id), spec)


def _with_vetoes(
    file: TopicFile, before: tuple[str, ...], words: tuple[str, ...], topic_id: str | None
) -> TopicFile:
    for word in before:
        if word not in words:
            file = edits.unveto(file, word, topic_id)
    for word in words:
        if word not in before:
            file = edits.veto(file, word, topic_id)
    return file
