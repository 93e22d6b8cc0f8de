"""Undo and redo: the studies before and after, whose keys are in the URL."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dash_app.session import studies, url
from dash_core import Study
from dash_core.study.annotations import Note

__all__ = ["MAX_UNDO", "UndoState", "redo_stack", "state_at", "undo_stack"]

MAX_UNDO: Final = 20  # changes of topics and notes that can be undone: each has a key in the URL

_KEY = re.compile("[0-9a-f]{24}")


@dataclass(frozen=True, slots=True)
class UndoState:
    """What of a study can be undone: its topics file ("" where it has none) and its notes."""

    topics: str
    notes: tuple[Note, ...]

    @classmethod
    def of(cls, study: Study) -> "UndoState":
        """What a study has of it."""
        return cls(study.topics or "", study.notes)


def undo_stack() -> list[str]:
    """The keys of the studies before each change that can be undone, the first first."""
    stack, named = _stack(url.UNDO), studies.named_key()
    if stack or studies.source_key() == named or state_at(named) == UndoState.of(studies.study()):
        return stack
    return [named]  # the URL holds the changes, not the steps there


def redo_stack() -> list[str]:
    """The keys of the studies that were undone, the last undone last."""
    return _stack(url.REDO)


def _stack(name: str) -> list[str]:
    offered = {source.key for source in studies.sources()}
    keys = url.parameter(name).split(".")
    return [key for key in keys if key in offered or _KEY.fullmatch(key)][-MAX_UNDO:]


def state_at(key: str) -> UndoState:
    """What a study of the undo or redo stack has.

    Raises
    ------
    StudyError
        If the study is not on this server any more.
    """
    for source in studies.sources():
        if source.key == key:
            return UndoState.of(studies.study_of(source))
    return _stored(key)


@lru_cache(maxsize=256)
def _stored(key: str) -> UndoState:
    return UndoState.of(studies.STORE.open(key))
