'''Lessons as data: JSON for the store, TOML for a file to hand on.

title = "Sort first"
about = "What the lesson is for."        # for the teacher
language = "de"                          # of the class; left out: each student's own

[[exercise]]
kind = "sort_first"                      # one of `KindName`
title = "What are these letters about?"
minutes = 15
documents = ["4fa7baef1e", "1238c887c2", "c5ef76c688"]
instructions = """Read. Decide."""       # left out: those of the kind; a line is a step
notes = "Pairs may talk after five minutes."
[exercise.options]
topics = ["Troops", "Oil"]
'''

import tomllib
from collections.abc import Mapping
from typing import Any, Final

import tomlkit

from dash_core.classroom.exercises import KINDS, Exercise, Lesson
from dash_core.classroom.exercises.options import check_known
from dash_core.common.errors import LessonError
from dash_core.common.i18n import LANGUAGES, _, format_number, is_known

__all__ = [
    "MAX_LESSON_FILE",
    "check_lesson",
    "lesson_from_data",
    "lesson_to_data",
    "parse_lesson",
    "to_toml",
]

MAX_LESSON_FILE: Final = 2**18  # characters
MAX_EXERCISES: Final = 20  # of one lesson
MAX_TITLE: Final = 120  # characters
MAX_PROSE: Final = 4_000  # characters of instructions, notes and what a lesson is about
MAX_MINUTES: Final = 240
MAX_ID: Final = 1_000  # characters of a document's id

_LESSON_KEYS: Final = ("title", "about", "language", "exercise")
_EXERCISE_KEYS: Final = (
    "kind",
    "title",
    "minutes",
    "documents",
    "instructions",
    "notes",
    "options",
)


def parse_lesson(text: str, name: str) -> Lesson:
    """Read a lesson file. `name` is what to call it in an error.

    Raises
    ------
    LessonError
        If it is no TOML, or a value makes no sense: one sentence with the exercise and the key.
    """
    if len(text) > MAX_LESSON_FILE:
        raise LessonError(
            _("“{name}” is too long for a lesson: {limit} characters at most.").format(
                name=name, limit=format_number(MAX_LESSON_FILE)
            )
        )
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as err:  # tomllib.TOMLDecodeError is a ValueError
        reason = " ".join(str(err).split())
        raise LessonError(
            _("“{name}” is no lesson file (TOML): {reason}.").format(name=name, reason=reason)
        ) from err
    return lesson_from_data(data, name)


def lesson_from_data(data: Any, name: str) -> Lesson:
    """A lesson from JSON or TOML values.

    Raises
    ------
    LessonError
        If a value makes no sense: one sentence with the exercise and the key.
    """
    where = f"“{name}”"
    _check_table(data, _LESSON_KEYS, where)
    entries = data.get("exercise")
    if not isinstance(entries, list) or not 1 <= len(entries) <= MAX_EXERCISES:
        problem = _("a lesson needs from 1 to {most} exercises, each as [[exercise]]")
        raise _error(where, problem.format(most=MAX_EXERCISES))
    title = _text(data, "title", where, MAX_TITLE, is_needed=True)
    exercises = tuple(
        _exercise(entry, _("“{name}”, exercise {n}").format(name=name, n=n))
        for n, entry in enumerate(entries, 1)
    )
    seen: set[str] = set()
    for exercise in exercises:
        if exercise.title.casefold() in seen:
            problem = _("two exercises are called “{title}”: give each a title of its own")
            raise _error(where, problem.format(title=exercise.title))
        seen.add(exercise.title.casefold())
    spoken = _text(data, "language", where, MAX_TITLE)
    if spoken and not is_known(spoken):
        problem = _("“language” must be one of {codes}").format(codes=", ".join(LANGUAGES))
        raise _error(where, problem)
    return Lesson(title, exercises, _text(data, "about", where, MAX_PROSE), spoken)


def check_lesson(lesson: Lesson, name: str) -> Lesson:
    """The lesson as it would be read again. Raises `LessonError` as `lesson_from_data`."""
    return lesson_from_data(lesson_to_data(lesson), name)


def lesson_to_data(lesson: Lesson) -> dict[str, Any]:
    """A lesson as JSON; `lesson_from_data` gives it back."""
    given = {"title": lesson.title, "about": lesson.about, "language": lesson.language}
    exercises = [_exercise_data(exercise) for exercise in lesson.exercises]
    return {**{key: text for key, text in given.items() if text}, "exercise": exercises}


def to_toml(lesson: Lesson) -> str:
    """A lesson as the text of a file; `parse_lesson` gives it back."""
    document = tomlkit.document()
    data = lesson_to_data(lesson)
    for name in ("title", "about", "language"):
        if name in data:
            document[name] = _toml_text(data[name])
    tables = tomlkit.aot()
    for entry in data["exercise"]:
        table = tomlkit.table()
        table.trivia.indent = "\n"
        for key, value in entry.items():
            table[key] = _toml_value(value)
        tables.append(table)
    document["exercise"] = tables
    return tomlkit.dumps(document)


def _toml_value(value: Any) -> Any:
    if isinstance(value, str):
        return _toml_text(value)
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend(_toml_value(item) for item in value)
        return array.multiline(len(array.as_string()) > 88)
    if isinstance(value, dict):
        table = tomlkit.table()
        for key, item in value.items():
            table[key] = _toml_value(item)
        return table
    return value


def _toml_text(text: str) -> Any:
    is_plain = "\n" in text and all(c == "\n" or c.isprintable() for c in text)
    return tomlkit.string(text, multiline=is_plain)


def _exercise_data(exercise: Exercise) -> dict[str, Any]:
    options = {
        key: [list(item) if isinstance(item, tuple) else item for item in value]
        if isinstance(value, (list, tuple))
        else value
        for key, value in exercise.options.items()
    }
    return {
        "kind": exercise.kind,
        "title": exercise.title,
        "minutes": exercise.minutes,
        "documents": list(exercise.documents),
        **({"instructions": exercise.instructions} if exercise.instructions else {}),
        **({"notes": exercise.notes} if exercise.notes else {}),
        **({"options": options} if options else {}),
    }


def _exercise(entry: Any, where: str) -> Exercise:
    _check_table(entry, _EXERCISE_KEYS, where)
    kind = entry.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        kinds = ", ".join(f"“{one}”" for one in KINDS)
        raise _error(where, _("“kind” must be one of {kinds}").format(kinds=kinds))
    documents = _documents(entry, KINDS[kind].LEAST, KINDS[kind].MOST, where)
    minutes = entry.get("minutes", KINDS[kind].texts().minutes)
    if type(minutes) is not int or not 1 <= minutes <= MAX_MINUTES:
        problem = _("“minutes” must be a whole number from 1 to {most}").format(most=MAX_MINUTES)
        raise _error(where, problem)
    options = entry.get("options", {})
    if not isinstance(options, Mapping):
        raise _error(where, _("“options” must be keys with values"))
    try:
        KINDS[kind].check_options(options, documents)
    except ValueError as err:
        raise _error(where, str(err)) from err
    return Exercise(
        kind,  # type: ignore[arg-type]  # one of KINDS
        _text(entry, "title", where, MAX_TITLE, is_needed=True),
        documents,
        minutes,
        _text(entry, "instructions", where, MAX_PROSE),
        _text(entry, "notes", where, MAX_PROSE),
        dict(options),
    )


def _documents(entry: Mapping[str, Any], least: int, most: int, where: str) -> tuple[str, ...]:
    ids = entry.get("documents", [])
    is_list = isinstance(ids, (list, tuple))
    if not is_list or not all(isinstance(i, str) and 0 < len(i) <= MAX_ID for i in ids):
        raise _error(where, _("“documents” must be a list of documents’ ids"))
    if not least <= len(ids) <= most:
        problem = _("this kind of exercise needs from {least} to {most} documents, not {n}")
        raise _error(where, problem.format(least=least, most=most, n=len(ids)))
    if len(set(ids)) < len(ids):
        raise _error(where, _("a document is there twice in “documents”"))
    return tuple(ids)


def _text(
    table: Mapping[str, Any], key: str, where: str, most: int, *, is_needed: bool = False
) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or (is_needed and not value.strip()):
        raise _error(where, _("“{key}” is missing or no text").format(key=key))
    if len(value) > most:
        problem = _("“{key}” has more than {n} characters").format(key=key, n=format_number(most))
        raise _error(where, problem)
    if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise _error(where, _("“{key}” has characters that are no text").format(key=key))
    return value.strip()


def _check_table(table: Any, known: tuple[str, ...], where: str) -> None:
    if not isinstance(table, Mapping):
        raise _error(where, _("keys with values are needed here"))
    try:
        check_known(table, known)
    except ValueError as err:
        raise _error(where, str(err)) from err


def _error(where: str, problem: str) -> LessonError:
    return LessonError(_("{where}: {problem}.").format(where=where, problem=problem))
