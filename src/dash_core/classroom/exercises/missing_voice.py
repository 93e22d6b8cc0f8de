"""Whose voice is missing?: from who does not speak in some documents to a question for an archive.

Keys: `voice` is whose voice is missing, `how` in which way, `cause` why it may be missing, `where`
where it may be found, `question` the question for the archive.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from dash_core.analysis.gaps import Gap, find_gaps
from dash_core.classroom.exercises.model import Exercise, Question, Texts
from dash_core.classroom.exercises.options import check_known
from dash_core.classroom.exercises.values import check_choice, check_text, unknown_key
from dash_core.collection.collection import Collection
from dash_core.collection.filter import Filter
from dash_core.collection.view import View
from dash_core.common.i18n import _

__all__ = [
    "LEAST",
    "MOST",
    "Voices",
    "causes",
    "check_answer",
    "check_options",
    "questions",
    "texts",
    "voices",
    "ways",
]

LEAST: Final = 2
MOST: Final = 40
MAX_VOICE: Final = 200  # characters
_NAMES: Final = 12  # people of each kind


@dataclass(frozen=True)
class Voices:
    """Who speaks in some documents, who is only spoken to, who is only spoken of (each with the
    number of documents, most first), and what else is missing by the program's count."""

    speak: tuple[tuple[str, int], ...]
    addressed: tuple[tuple[str, int], ...]
    named: tuple[tuple[str, int], ...]
    gaps: tuple[Gap, ...]


def texts() -> Texts:
    """What the exercise says."""
    return Texts(
        name=_("Whose voice is missing?"),
        aim=_(
            "Students turn a silence into a question: an archive keeps what somebody wrote, kept "
            "and described; who could not do so is spoken of, or not there at all."
        ),
        instructions=(
            _("Read the documents. Who speaks in them? Who is only spoken about?"),
            _("Choose one voice that you miss: a person, or a group of people."),
            _("Why may it be missing? Several reasons can be right: choose the likeliest."),
            _("Write one question that an archive could answer. Say who, what and when."),
        ),
        ask=(
            _("Whose voices did nobody name? Why not?"),
            _("Was it never written, not kept, or not listed? How could one find out?"),
            _("Who decided what is in this listing, and for whom?"),
            _("Which of your questions could be sent today, and to whom?"),
        ),
        example=(
            (_("Given"), _("Five reports of inspectors on a mill where children work")),
            (_("Missing"), _("The children: the reports speak of them; none of them speaks.")),
            (_("Why"), _("They could not write, and nobody asked them on paper.")),
            (
                _("Question"),
                _(
                    "“Does the county archive hold statements of mill children before the "
                    "commission of 1833, or school registers with their marks?”"
                ),
            ),
        ),
        minutes=15,
    )


def check_options(options: Mapping[str, Any], documents: tuple[str, ...]) -> None:
    """Raise `ValueError` where options make no sense."""
    check_known(options, ())


def ways() -> dict[str, str]:
    """In which way a voice is missing: the values and what they are called."""
    return {
        "addressed": _("They are written to, and do not answer"),
        "named": _("They are spoken about"),
        "absent": _("They are not mentioned at all"),
    }


def causes() -> dict[str, str]:
    """Why a voice may be missing: the values and what they are called."""
    return {
        "unwritten": _("They could not write, or nobody wrote it down"),
        "unkept": _("It was not kept, or was destroyed"),
        "elsewhere": _("It is kept somewhere else"),
        "unlisted": _("It is there, but not listed, opened or translated"),
        "silenced": _("They were not allowed to speak, or it was dangerous"),
        "unsure": _("I do not know"),
    }


def voices(exercise: Exercise, collection: Collection) -> Voices:
    """Who speaks in the documents, and who does not."""
    rows = np.array([collection.row(id_) for id_ in exercise.documents], dtype=np.int64)
    table = collection.table.iloc[rows]
    speak, addressed, everyone = (
        Counter(name for names in table[column] for name in names)
        for column in ("creators", "recipients", "people")
    )
    view = View(Filter(ids=exercise.documents), rows)
    return Voices(
        tuple(speak.most_common(_NAMES)),
        tuple(_without(addressed, speak).most_common(_NAMES)),
        tuple(_without(everyone, speak + addressed).most_common(_NAMES)),
        tuple(find_gaps(collection, view)),
    )


def questions(exercise: Exercise, collection: Collection) -> tuple[Question, ...]:
    """Five questions about one voice."""
    for id_ in exercise.documents:
        collection.row(id_)
    return (
        Question("voice", _("Whose voice is missing?")),
        Question("how", _("In which way is it missing?"), ways(), required=False),
        Question("cause", _("Why may it be missing?"), causes(), required=False),
        Question("where", _("Where might it be found?"), required=False),
        Question("question", _("Your question for the archive")),
    )


def check_answer(exercise: Exercise, key: str, value: Any) -> Any:
    """The value to keep; None for nothing. Raises `AnswerError`."""
    if key in ("voice", "where"):
        return check_text(value, MAX_VOICE)
    if key == "question":
        return check_text(value)
    if key == "how":
        return check_choice(value, ways())
    if key == "cause":
        return check_choice(value, causes())
    raise unknown_key(key)


def _without(counted: Counter[str], others: Counter[str]) -> Counter[str]:
    return Counter({name: n for name, n in counted.items() if name not in others})
