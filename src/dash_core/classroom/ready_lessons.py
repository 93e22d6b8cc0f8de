"""The lessons that come with Dossier, on its sample."""

from functools import lru_cache
from importlib.resources import files
from typing import Final

from dash_core.classroom.exercises import Lesson
from dash_core.classroom.lesson_file import parse_lesson

__all__ = ["ready_lessons"]

_FILES: Final = ("15-minutes.toml", "45-minutes.toml", "90-minutes.toml")


@lru_cache(maxsize=1)
def ready_lessons() -> tuple[Lesson, ...]:
    """The lessons on the sample, the shortest first."""
    folder = files("dash_core.classroom") / "lessons"
    return tuple(parse_lesson((folder / name).read_text("utf-8"), name) for name in _FILES)
