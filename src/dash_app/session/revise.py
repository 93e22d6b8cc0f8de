"""Changing the study of the visit: each change is kept as a study, and the URL names it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dash_app.session import history, studies, url
from dash_app.session.history import UndoState
from dash_core import Filter, Study
from dash_core.analysis.standing import keep_through_undo
from dash_core.collection.filter import is_parameter
from dash_core.study.annotations import Note

__all__ = [
    "redo",
    "replace_notes",
    "replace_study",
    "replace_topics",
    "reset_topics",
    "undo",
]


def replace_study(changed: Study) -> None:
    """Keep a changed study and put it into the URL; filter and page stay.

    Raises
    ------
    StudyError
        If it cannot be kept.
    """
    now = {name: values for name, values in url.parameters().items() if name != url.EDITS}
    url.replace({**now, url.SOURCE: [studies.key_for_url(changed)]})


def replace_topics(text: str, *, adapt: Callable[[Filter], Filter] = lambda same: same) -> None:
    """Give the study another topics file; `undo` brings the old one back.

    `adapt` makes the filter one that fits the new topics.

    Raises
    ------
    StudyError
        If the study cannot be kept.
    """
    _replace(replace(UndoState.of(studies.study()), topics=text), adapt)


def replace_notes(notes: tuple[Note, ...]) -> None:
    """Give the study other notes; `undo` brings the old ones back.

    Raises
    ------
    StudyError
        If the study cannot be kept.
    """
    _replace(replace(UndoState.of(studies.study()), notes=notes))


def undo() -> None:
    """From a callback: topics and notes as they were before the last change."""
    *before, last = history.undo_stack()
    _set_state(_state_at(last), before, [*history.redo_stack(), studies.kept_key()])


def redo() -> None:
    """From a callback: the change that was undone last, again."""
    *after, last = history.redo_stack()
    _set_state(_state_at(last), [*history.undo_stack(), studies.kept_key()], after)


def _state_at(key: str) -> UndoState:
    """What the study of a key has; found groups stay as corrections since then left them."""
    state = history.state_at(key)
    topics = keep_through_undo(studies.study(), state.topics, studies.study(key).edits)
    return replace(state, topics=topics)


def reset_topics() -> None:
    """From a callback: the topics as they were before the first change. That can be undone."""
    replace_topics(history.state_at(history.undo_stack()[0]).topics)


def _replace(new: UndoState, adapt: Callable[[Filter], Filter] = lambda same: same) -> None:
    if new != UndoState.of(studies.study()):
        _set_state(new, [*history.undo_stack(), studies.kept_key()], [], adapt)


def _set_state(
    new: UndoState,
    undo_stack: Sequence[str],
    redo_stack: Sequence[str],
    adapt: Callable[[Filter], Filter] = lambda same: same,
) -> None:
    """Change the study and both stacks. The first state stays when the undo stack is cut."""
    cut = [*undo_stack[:1], *undo_stack[1:][-history.MAX_UNDO + 1 :]]
    changed = studies.study().with_topics(new.topics).with_notes(new.notes)
    filter_ = adapt(url.current_filter()).to_url()
    kept = {
        name: values
        for name, values in url.parameters().items()
        if not is_parameter(name) and name not in (url.UNDO, url.REDO, url.EDITS)
    }
    stacks = {
        name: [".".join(keys)] for name, keys in ((url.UNDO, cut), (url.REDO, redo_stack)) if keys
    }
    url.replace({**filter_, **kept, **stacks, url.SOURCE: [studies.key_for_url(changed)]})
