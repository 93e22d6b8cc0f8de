"""A study in which every text that somebody may write is hostile."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

from dash_core import Collection, Study
from dash_core.classroom.exercises import Exercise, Lesson
from dash_core.readers import SourceFile
from dash_core.study.annotations import Note
from dash_core.study.edits import Edit
from dash_core.topics import PALETTE, TopicFile, TopicSpec, to_toml
from tests.hostile_text import KEYS, TEXTS

__all__ = ["LABELS", "PEOPLE", "hostile_collection", "hostile_lesson", "hostile_study"]

PEOPLE: Final = [text for text in TEXTS if len(text) < 60][::2]
LABELS: Final = ("constructor", "__proto__", "toString", TEXTS[0], "$x^2$ :red[x]")
_OWN: Final = ("constructor", "__proto__", "image", "<img src=x onerror=window.pwned=1>")
_KINDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "sort_first": {"topics": list(LABELS)},
    "name_topic": {"groups": [2, 2]},
    "misfit": {"of": "words"},
    "order": {},
    "corroborate": {},
    "missing_voice": {},
    "source_card": {"level": 2},
}


@cache
def hostile_study() -> Study:
    """Each text is a title, a part of a summary, a name, a place, a subject and a value."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["date", "title", "summary", "from", "to", "subject", *_OWN])
    for n, text in enumerate(TEXTS):
        near = TEXTS[(n + 1) % len(TEXTS)]
        sender, recipient = PEOPLE[n % len(PEOPLE)], PEOPLE[(n * 7 + 1) % len(PEOPLE)]
        date = f"{1900 + n % 40}-05-{1 + n % 28:02}"
        writer.writerow([date, text, f"On {near}.", sender, recipient, KEYS[n % 36], *[text] * 4])
    words = ("window", "evil", "x", "script", "on")
    topics = TopicFile(
        named=tuple(
            TopicSpec(f"t{n}", label, PALETTE[n], (word,))
            for n, (label, word) in enumerate(zip(LABELS, words, strict=True))
        )
    )
    file = SourceFile("<b onclick=window.pwned=1>.csv", out.getvalue().encode())
    made = Study(TEXTS[1], (file,), to_toml(topics))
    ids = Collection(made).table["id"].tolist()
    notes = tuple(Note(ids[n], TEXTS[n], (TEXTS[n][:40].strip(),)) for n in range(0, 60, 6))
    edits = tuple(Edit("set", ids[n], "title", "", TEXTS[n + 9]) for n in range(1, 40, 9))
    return replace(made, notes=notes, edits=edits)


@cache
def hostile_collection() -> Collection:
    """The study, fitted."""
    return Collection(hostile_study())


def hostile_lesson() -> Lesson:
    """An exercise of each kind, on four documents of it."""
    ids = hostile_collection().table["id"].tolist()
    exercises = tuple(
        Exercise(kind, TEXTS[n * 5], tuple(ids[n * 9 : n * 9 + 4]), options=dict(options))
        for n, (kind, options) in enumerate(_KINDS.items())
    )
    return Lesson(TEXTS[3], exercises, TEXTS[88])
