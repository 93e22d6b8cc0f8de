"""Choosing, changing, opening and handing on a lesson."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from dash_app.components import downloads
from dash_app.components.html import escape, plain
from dash_app.components.messages import show_error
from dash_app.session import loading, revise, studies
from dash_app.session.errors import catch_error
from dash_app.views.classroom.exercise_fields import draw_fields
from dash_core import Collection, Filter
from dash_core.classroom.exercises import KINDS, Exercise, KindName, Lesson, texts_of
from dash_core.classroom.lessons.adapt import (
    adapt_lesson,
    check_fits,
    missing_documents,
    new_exercise,
)
from dash_core.classroom.lessons.lesson_file import check_lesson, parse_lesson, to_toml
from dash_core.classroom.lessons.ready_lessons import ready_lessons
from dash_core.classroom.paper.sheets import sheet_to_html, sheet_to_pdf
from dash_core.common.errors import DossierError, LessonError
from dash_core.common.i18n import _
from dash_core.common.keep import keep
from dash_core.export.handout.pdf import can_print
from dash_core.export.provenance import Provenance, provenance

__all__ = ["draw_lesson_editor"]

_DRAFT: Final = "lesson-draft"  # the lesson as it is now, and what it was begun from
_TURN: Final = "lesson-turn"  # counts changes of structure: fields get new keys
_PLACE: Final = "lesson"
_FILE: Final = "lesson-file"


def draw_lesson_editor(collection: Collection, ids: Sequence[str] = ()) -> Lesson | None:
    """A lesson for these documents (`ids`; none: all of the listing), as the teacher wants it.

    None while there is none that can be done; the page says why.
    """
    offers = _offers(collection, ids)
    if not offers:
        st.info(_("These documents are too few for a lesson."), icon=":material/info:")
        return None
    names = list(offers)
    chosen = st.radio(_("Lesson"), names, format_func=plain, key="teach-lesson") or names[0]
    draft = _draft(collection, chosen, offers[chosen])
    _plan(draft)
    _open_file(collection)
    with st.expander(_("Change this lesson"), icon=":material/edit:", key="lesson-edit"):
        _edit(collection, draft, ids)
    draft = st.session_state[_DRAFT][1]
    try:
        lesson = check_lesson(draft, draft.title or _("This lesson"))
        check_fits(lesson, collection)
    except DossierError as err:
        st.error(plain(str(err)), icon=":material/error:")
        return None
    _hand_on(collection, lesson)
    return lesson


# What there is to choose from


def _offers(collection: Collection, ids: Sequence[str]) -> dict[str, Lesson]:
    """Lessons by what they are called: that of the study, opened ones, ready ones."""
    offers: dict[str, Lesson] = {}
    if text := collection.study.lesson:
        with catch_error(_PLACE):
            lesson = parse_lesson(text, _("the lesson of this study"))
            offers[_("{title} (kept with this listing)").format(title=lesson.title)] = lesson
    if (opened := st.session_state.get(_FILE)) and opened[0] == collection.study.core().key:
        offers[_("{title} (from a file)").format(title=opened[1].title)] = opened[1]
    for n, lesson in enumerate(ready_lessons()):
        if fitted := _fitted(collection, n, tuple(ids)):
            name = _("{title} ({n} minutes)").format(title=lesson.title, n=lesson.minutes)
            offers[name] = fitted
    return offers


@keep(8)
def _fitted(collection: Collection, n: int, ids: tuple[str, ...]) -> Lesson | None:
    """A ready lesson, fitted to these documents if it is not on them; None where it cannot be."""
    lesson = ready_lessons()[n]
    inside = {id_ for exercise in lesson.exercises for id_ in exercise.documents} <= set(ids)
    if not missing_documents(lesson, collection) and (inside or not ids):
        return lesson
    try:
        return adapt_lesson(lesson, collection, ids)
    except LessonError:
        return None  # too few documents, or topics


def _open_file(collection: Collection) -> None:
    """A lesson that someone handed on."""

    def opened() -> None:
        file = st.session_state["lesson-upload"]
        if file is None:
            return
        with catch_error(_PLACE):
            lesson = parse_lesson(_decode(file.getvalue(), file.name), file.name)
            check_fits(lesson, collection)
            st.session_state[_FILE] = (collection.study.core().key, lesson)
            st.session_state["teach-lesson"] = _("{title} (from a file)").format(title=lesson.title)

    with st.expander(_("Open a lesson file"), icon=":material/upload:", key="lesson-open"):
        st.file_uploader(
            _("A lesson that was downloaded here (TOML)"),
            type="toml",
            key="lesson-upload",
            on_change=opened,
        )
    show_error(_PLACE)


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        problem = _("“{name}” is not UTF-8 text: save it as UTF-8 and try again.")
        raise LessonError(problem.format(name=name)) from err


def _draft(collection: Collection, name: str, lesson: Lesson) -> Lesson:
    """The lesson with what was changed in this visit; another choice begins anew."""
    begun = (collection.study.core().key, name, lesson)
    if st.session_state.get(_DRAFT, (None,))[0] != begun:
        st.session_state[_DRAFT] = (begun, lesson)
        _turn()
    draft: Lesson = st.session_state[_DRAFT][1]
    return draft


def _turn() -> None:
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _keep(lesson: Lesson, *, moves: bool = False) -> None:
    """From a callback: the lesson is now this; `moves`: its fields are others."""
    st.session_state[_DRAFT] = (st.session_state[_DRAFT][0], lesson)
    if moves:
        _turn()


def _plan(lesson: Lesson) -> None:
    rows = "".join(
        f"<li><b>{escape(one.title)}</b> · {escape(texts_of(one).name)} · "
        f"{escape(_('{n} minutes').format(n=one.minutes))}</li>"
        for one in lesson.exercises
    )
    about = f'<p class="archival">{escape(lesson.about)}</p>' if lesson.about else ""
    st.html(f'{about}<ol class="lesson-plan">{rows}</ol>')


# Changing


def _edit(collection: Collection, lesson: Lesson, ids: Sequence[str]) -> None:
    turn = st.session_state[_TURN]

    def set_lesson(name: str, key: str) -> Callable[[], None]:
        return lambda: _keep(replace(lesson, **{name: st.session_state[key].strip()}))

    for name, label in (("title", _("Title of the lesson")), ("about", _("What it is for"))):
        key = f"lesson-{name}-{turn}"
        st.session_state.setdefault(key, getattr(lesson, name))
        field = st.text_input if name == "title" else st.text_area
        field(label, key=key, on_change=set_lesson(name, key))
    for i, exercise in enumerate(lesson.exercises):
        with st.container(border=True, key=f"lesson-exercise-{i}-{turn}"):
            st.html(f"<h3>{i + 1}. {escape(texts_of(exercise).name)}</h3>")
            draw_fields(collection, exercise, f"{i}-{turn}", ids, _set_exercise(lesson, i))
            _move_buttons(lesson, i)
    _add(collection, lesson, ids)


def _set_exercise(lesson: Lesson, i: int) -> Callable[[Exercise], None]:
    """Gives a function for callbacks: exercise i is now another."""

    def changed(exercise: Exercise) -> None:
        exercises = list(lesson.exercises)
        exercises[i] = exercise
        _keep(replace(lesson, exercises=tuple(exercises)))

    return changed


def _move_buttons(lesson: Lesson, i: int) -> None:
    """Buttons that move or remove exercise i."""
    n, turn = len(lesson.exercises), st.session_state[_TURN]

    def move(to: int | None) -> None:
        exercises = list(lesson.exercises)
        one = exercises.pop(i)
        if to is not None:
            exercises.insert(to, one)
        _keep(replace(lesson, exercises=tuple(exercises)), moves=True)

    with st.container(horizontal=True, gap="small"):
        for label, icon, to, can in (
            (_("Earlier"), "arrow_upward", i - 1, i > 0),
            (_("Later"), "arrow_downward", i + 1, i < n - 1),
            (_("Remove"), "delete", None, n > 1),
        ):
            st.button(
                label,
                key=f"lesson-{icon}-{i}-{turn}",
                icon=f":material/{icon}:",
                on_click=move,
                args=(to,),
                disabled=not can,
            )


def _add(collection: Collection, lesson: Lesson, ids: Sequence[str]) -> None:
    kinds: list[KindName] = list(KINDS)  # type: ignore[arg-type]  # the names of all kinds
    kind = st.selectbox(
        _("Another exercise"),
        kinds,
        format_func=lambda one: KINDS[one].texts().name,
        key="lesson-kind",
    )
    st.caption(plain(KINDS[kind].texts().aim))

    def add() -> None:
        with catch_error("lesson-add"):
            made = new_exercise(kind, collection, ids)
            taken = {exercise.title.casefold() for exercise in lesson.exercises}
            title, n = made.title, 2
            while title.casefold() in taken:
                title, n = f"{made.title} {n}", n + 1
            exercises = (*lesson.exercises, replace(made, title=title))
            _keep(replace(lesson, exercises=exercises), moves=True)

    st.button(_("Add this exercise"), key="lesson-add", icon=":material/add:", on_click=add)
    show_error("lesson-add")


# Handing on


def _hand_on(collection: Collection, lesson: Lesson) -> None:
    """Paper for students and teacher, the file, and keeping it with the listing."""

    def source() -> Provenance:
        return provenance(collection, loading.view_of(collection, Filter()))

    def sheet(for_teacher: bool) -> Callable[[], bytes]:
        make: Any = sheet_to_pdf if can_print() else sheet_to_html
        return lambda: make(lesson, collection, source(), for_teacher=for_teacher)

    form = "pdf" if can_print() else "html"
    text = to_toml(lesson)

    def keep() -> None:
        with catch_error("lesson-keep"):
            revise.replace_study(studies.study().with_lesson(text))

    with st.expander(_("Print it, hand it on"), icon=":material/print:", key="lesson-hand-on"):
        with st.container(horizontal=True, gap="small"):
            for offer in (
                downloads.Offer(_("Sheets for students"), "lesson-sheets", form, sheet(False)),
                downloads.Offer(_("Notes for you"), "lesson-notes", form, sheet(True)),
                downloads.Offer(_("Lesson file"), "lesson", "toml", text.encode),
            ):
                downloads.button(collection, offer)
            is_kept = collection.study.lesson == text
            st.button(
                _("Kept with this listing") if is_kept else _("Keep it with this listing"),
                key="lesson-keep",
                icon=":material/bookmark:",
                on_click=keep,
                disabled=is_kept,
                help=_("It is then in the study file, and in links to this study."),
            )
        show_error("lesson-keep")
        st.caption(
            _(
                "The lesson file names documents and does not contain them: who opens it needs "
                "the same listing. A study file has both."
            )
        )
