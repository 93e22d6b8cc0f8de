"""Order the undated: documents in time, by what their words give away; dates are not shown.

Each document gets a place; documents whose order one cannot tell may get the same.

Keys: `place-n` is the place of document n, "1" for the earliest; `why` what the order rests on.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Final

from dash_core.classroom.exercises.model import Exercise, Question, Texts
from dash_core.classroom.exercises.options import check_known
from dash_core.classroom.exercises.values import check_choice, check_text, number_of
from dash_core.collection.collection import Collection
from dash_core.common.i18n import _

__all__ = [
    "LEAST",
    "MOST",
    "check_answer",
    "check_options",
    "places",
    "questions",
    "shown_order",
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
            _("Give each a place: 1 is the earliest. If you cannot tell, give two the same."),
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


def shown_order(exercise: Exercise) -> list[int]:
    """The numbers of the documents as they are shown: shuffled, the same for all."""

    def shuffled(number: int) -> bytes:
        text = f"{exercise.digest} {exercise.documents[number - 1]}"
        return blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()

    return sorted(range(1, len(exercise.documents) + 1), key=shuffled)


def places(exercise: Exercise) -> list[str]:
    """The places that a document can get."""
    return [str(n) for n in range(1, len(exercise.documents) + 1)]


def questions(exercise: Exercise, collection: Collection) -> tuple[Question, ...]:
    """A place for each document, and what the order rests on."""
    options = {place: place for place in places(exercise)}
    return (
        *(
            Question(
                f"place-{n}",
                _("Place in time of “{name}”").format(name=collection.names[collection.row(id_)]),
                options,
            )
            for n, id_ in enumerate(exercise.documents, 1)
        ),
        Question("why", _("What the order rests on"), required=False),
    )


def check_answer(exercise: Exercise, key: str, value: Any) -> Any:
    """The value to keep; None for nothing. Raises `AnswerError`."""
    if key == "why":
        return check_text(value)
    number_of(key, ("place",), len(exercise.documents))
    return check_choice(value, places(exercise))
