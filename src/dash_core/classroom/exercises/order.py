"""Order the undated: documents in time, by what their words give away; dates are not shown.

Keys: `order` is the list of the documents, the earliest first, each as its place in the exercise
from "1"; `why` what the order rests on.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Final

from dash_core.classroom.exercises.model import Exercise, Question, Texts
from dash_core.classroom.exercises.options import check_known
from dash_core.classroom.exercises.values import check_choices, check_text, unknown_key
from dash_core.collection.collection import Collection
from dash_core.common.i18n import _

__all__ = [
    "LEAST",
    "MOST",
    "check_answer",
    "check_options",
    "first_shown",
    "questions",
    "texts",
]

LEAST: Final = 3
MOST: Final = 10


def texts() -> Texts:
    """What the exercise says."""
    return Texts(
        name=_("Order the undated"),
        aim=_(
            "Students date papers as archivists do: by what a text takes for granted, answers or "
            "cannot know yet; and they say how sure they are."
        ),
        instructions=(
            _("These documents are shown without their dates. Which came first?"),
            _("Move each with “Earlier” and “Later” until the order makes sense to you."),
            _("Look for what answers something else, and for what nobody could know yet."),
            _("Write down which clues the order rests on, and where you are guessing."),
        ),
        ask=(
            _("Which two could you order for certain? What made it certain?"),
            _("Where did you use what you know from elsewhere, and not the documents?"),
            _("Some dates are only a month or a year: which order can nobody know?"),
            _("How would you write such a date into a catalogue, so that others see the doubt?"),
        ),
        example=(
            (
                _("Given"),
                _("A: “Thanks for the seed you sent.” B: “Could you send seed?” C: “A dry spring”"),
            ),
            (_("Answer"), _("B, then A: a request comes before the thanks for it.")),
            (_("In doubt"), _("C: nothing ties it to the others. Any place is a guess; say so.")),
        ),
        minutes=15,
    )


def check_options(options: Mapping[str, Any], documents: tuple[str, ...]) -> None:
    """Raise `ValueError` where options make no sense."""
    check_known(options, ())


def first_shown(exercise: Exercise) -> list[str]:
    """The documents in the order in which they are first shown: shuffled, for all alike."""

    def shuffled(number: str) -> bytes:
        text = f"{exercise.digest} {exercise.documents[int(number) - 1]}"
        return blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()

    return sorted((str(n) for n in range(1, len(exercise.documents) + 1)), key=shuffled)


def questions(exercise: Exercise, collection: Collection) -> tuple[Question, ...]:
    """The order, and what it rests on."""
    options = {
        str(n): collection.names[collection.row(id_)] for n, id_ in enumerate(exercise.documents, 1)
    }
    return (
        Question("order", _("The earliest first"), options),
        Question("why", _("What the order rests on"), required=False),
    )


def check_answer(exercise: Exercise, key: str, value: Any) -> Any:
    """The value to keep; None for nothing. Raises `AnswerError`."""
    if key == "order":
        numbers = [str(n) for n in range(1, len(exercise.documents) + 1)]
        return check_choices(value, numbers, complete=True)
    if key == "why":
        return check_text(value)
    raise unknown_key(key)
