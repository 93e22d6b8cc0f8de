"""The lessons that come with Dossier, on its sample.

What a lesson says in another language is in a file beside it (`45-minutes.de.toml`): its texts and
those of its exercises, in order. Documents and options are those of the lesson itself: topics are
called as in the listing, so that the program's can be compared with them.
"""

import tomllib
from importlib.resources import files
from typing import Any, Final

from dash_core.classroom.exercises import Lesson
from dash_core.classroom.lessons.lesson_file import lesson_from_data
from dash_core.common.i18n import cached_words, language

__all__ = ["ready_lessons"]

_NAMES: Final = ("15-minutes", "45-minutes", "90-minutes")


@cached_words(4)
def ready_lessons() -> tuple[Lesson, ...]:
    """The lessons on the sample in the language of the run, the shortest first."""
    return tuple(_lesson(name) for name in _NAMES)


def _lesson(name: str) -> Lesson:
    data = _read(f"{name}.toml")
    told = _read(f"{name}.{language()}.toml") or data
    pairs = zip(data["exercise"], told["exercise"], strict=True)
    return lesson_from_data(data | told | {"exercise": [a | b for a, b in pairs]}, name)


def _read(name: str) -> dict[str, Any]:
    """A file of this folder; nothing where there is none."""
    file = files(__package__) / name
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
