"""The fields in which a teacher changes one exercise."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from dash_core import Collection
from dash_core.classroom.exercises import KINDS, Exercise, instructions_of
from dash_core.classroom.exercises.misfit import OF
from dash_core.classroom.exercises.source_card import LEVELS
from dash_core.common.i18n import _
from dash_core.common.keep import keep

__all__ = ["draw_fields"]

_OFFERED: Final = 200  # documents that can be chosen from without a search
_FOUND: Final = 50  # of a search


def draw_fields(
    collection: Collection,
    exercise: Exercise,
    name: str,
    ids: Sequence[str],
    changed: Callable[[Exercise], None],
) -> None:
    """Title, time, documents, options, instructions and notes of an exercise.

    Parameters
    ----------
    name
        Part of the keys of its fields; another one where another exercise is drawn.
    ids
        The documents offered first; none: those of the listing.
    changed
        Called from a callback with the exercise after a change.
    """

    def key(field: str) -> str:
        return f"lesson-{field}-{name}"

    def field(name_: str, value: object, read: Callable[[Any], Any]) -> dict[str, Any]:
        """What a widget needs; its value is set once, so that a rerun undoes no typing."""

        def change() -> None:
            changed(replace(exercise, **{name_: read(st.session_state[key(name_)])}))

        st.session_state.setdefault(key(name_), value)
        return {"key": key(name_), "on_change": change}

    title, minutes = st.columns([3, 1])
    title.text_input(_("Title"), **field("title", exercise.title, str.strip))
    minutes.number_input(_("Minutes"), 1, 240, step=1, **field("minutes", exercise.minutes, int))
    _documents(collection, exercise, key, ids, changed)
    _options(exercise, key, changed)
    st.text_area(
        _("Instructions for students, a step a line"),
        **field(
            "instructions",
            "\n".join(instructions_of(exercise)),
            lambda text: _own(exercise, text),
        ),
    )
    st.text_area(_("Notes for you"), **field("notes", exercise.notes, str.strip))


def _own(exercise: Exercise, text: str) -> str:
    """Instructions that are the teacher's own; "" where they are those of the kind."""
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    return "" if lines == KINDS[exercise.kind].texts().instructions else "\n".join(lines)


def _documents(
    collection: Collection,
    exercise: Exercise,
    key: Callable[[str], str],
    ids: Sequence[str],
    changed: Callable[[Exercise], None],
) -> None:
    """Which documents, in which order: they are shown as they are chosen."""
    sought = st.session_state.get(key("search"), "").strip()
    if sought:
        offered = [str(id_) for id_ in collection.search(sought, _FOUND)["id"]]
    else:
        offered = list(ids or [str(id_) for id_ in collection.table["id"][:_OFFERED]])[:_OFFERED]
    known = [id_ for id_ in exercise.documents if id_ in collection.core.row_of]

    def choose() -> None:
        documents = tuple(st.session_state[key("documents")])
        options = dict(exercise.options)
        if exercise.kind == "name_topic" and len(documents) != len(exercise.documents):
            options.pop("groups", None)
        changed(replace(exercise, documents=documents, options=options))

    kind = KINDS[exercise.kind]
    st.session_state.setdefault(key("documents"), known)
    st.multiselect(
        _("Documents, in the order in which they are shown"),
        list(dict.fromkeys([*known, *offered])),
        format_func=lambda id_: _called(collection, id_),
        key=key("documents"),
        on_change=choose,
        help=_("From {least} to {most}.").format(least=kind.LEAST, most=kind.MOST),
    )
    if len(collection) > len(offered) or sought:
        st.text_input(_("Find other documents by their words"), key=key("search"))


@keep(1_024)
def _called(collection: Collection, id_: str) -> str:
    """What a document is called."""
    return collection.names[collection.row(id_)]


def _options(
    exercise: Exercise, key: Callable[[str], str], changed: Callable[[Exercise], None]
) -> None:
    """What only exercises of this kind have."""

    def field(option: str, value: object, read: Callable[[Any], Any]) -> dict[str, Any]:
        def change() -> None:
            options = {**exercise.options, option: read(st.session_state[key(option)])}
            kept = {name: value for name, value in options.items() if value != []}
            changed(replace(exercise, options=kept))

        st.session_state.setdefault(key(option), value)
        return {"key": key(option), "on_change": change}

    options = exercise.options
    if exercise.kind == "sort_first":
        st.text_area(
            _("Topics, one a line; none: students make their own"),
            **field("topics", "\n".join(options.get("topics", ())), _lines),
        )
    elif exercise.kind == "name_topic":
        st.text_input(
            _("How many documents each group has, with commas between; none: one group"),
            **field("groups", ", ".join(map(str, options.get("groups", ()))), _numbers),
        )
    elif exercise.kind == "misfit":
        names = {"both": _("Words and documents"), "words": _("Words"), "documents": _("Documents")}
        st.selectbox(
            _("What is to be found"),
            OF,
            format_func=lambda of: names[of],
            **field("of", options.get("of", OF[0]), str),
        )
    elif exercise.kind == "source_card":
        help_ = {1: _("Sentences to finish"), 2: _("Beginnings that ask for more")}
        st.selectbox(
            _("Help for writing"),
            LEVELS,
            format_func=lambda level: help_[level],
            **field("level", options.get("level", LEVELS[0]), int),
        )


def _lines(text: str) -> list[str]:
    """What stands in each line."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _numbers(text: str) -> list[int | str]:
    """Numbers with commas between; what is none stays text, which is told."""
    return [
        int(one) if one.isdecimal() and one.isascii() and len(one) < 5 else one
        for one in re.split(r"[\s,;]+", text.strip())
        if one
    ]
