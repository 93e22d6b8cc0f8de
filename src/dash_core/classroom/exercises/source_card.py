"""Source card: who wrote it, to whom, when, why, and what it does not say.

Option `level`: 1 (sentences to finish) or 2 (questions that ask for more).

Keys: `who-n`, `whom-n`, `when-n`, `why-n`, `silent-n` of document n.
"""

from collections.abc import Mapping
from typing import Any, Final

from dash_core.classroom.exercises.model import Exercise, Question, Texts
from dash_core.classroom.exercises.options import check_known, check_one_of
from dash_core.classroom.exercises.values import check_text, number_of
from dash_core.collection.collection import Collection
from dash_core.common.i18n import _

__all__ = [
    "LEAST",
    "LEVELS",
    "MAX_LINE",
    "MOST",
    "PARTS",
    "check_answer",
    "check_options",
    "parts",
    "questions",
    "starters",
    "texts",
]

LEAST: Final = 1
MOST: Final = 8
MAX_LINE: Final = 600  # characters of one answer
LEVELS: Final = (1, 2)
PARTS: Final = ("who", "whom", "when", "why", "silent")


def texts() -> Texts:
    """What the exercise says."""
    return Texts(
        name=_("Source card"),
        aim=_(
            "Students question a source before they use it: who speaks, to whom, when, what for, "
            "and what it leaves out."
        ),
        instructions=(
            _("Read the description once without writing."),
            _("Fill in the card. Begin with the words given, or with your own."),
            _("If the description does not say it, write “it does not say”: that is a finding."),
            _("The last line counts most: what does it not say that you would like to know?"),
        ),
        ask=(
            _("Where do two of you have different answers to the same line?"),
            _("What comes from the document, and what from the archivist who described it?"),
            _("Who was meant to read it? Who was not?"),
            _("What would you have to find to fill in the last line?"),
        ),
        example=(
            (_("Given"), _("“Bill of Anna Weber, baker, to the garrison for bread, May 1809”")),
            (_("Who"), _("It was written by Anna Weber, a baker.")),
            (_("To whom, when"), _("To the garrison, in May 1809, in the middle of a war.")),
            (_("Why"), _("She wants to be paid.")),
            (
                _("It does not say"),
                _("whether she was paid, or whether she could have refused to bake."),
            ),
        ),
        minutes=10,
    )


def check_options(options: Mapping[str, Any], documents: tuple[str, ...]) -> None:
    """Raise `ValueError` where options make no sense."""
    check_known(options, ("level",))
    check_one_of(options, "level", LEVELS)


def parts() -> dict[str, str]:
    """The lines of a card: the beginning of the key and what the line asks."""
    return {
        "who": _("Who wrote it?"),
        "whom": _("To whom?"),
        "when": _("When?"),
        "why": _("Why?"),
        "silent": _("What does it not say?"),
    }


def starters(level: int) -> dict[str, str]:
    """How an answer may begin, by line."""
    if level == 1:
        return {
            "who": _("It was written by …, who was …"),
            "whom": _("It was written to …"),
            "when": _("It is from …"),
            "why": _("The writer wants …"),
            "silent": _("It does not say …"),
        }
    return {
        "who": _("The writer speaks as …, and could know this because …"),
        "whom": _("It was meant for …; if … had read it, …"),
        "when": _("It was written after … and before …; nobody knew yet that …"),
        "why": _("The writer needed … to believe that …"),
        "silent": _("It leaves out …, perhaps because …"),
    }


def questions(exercise: Exercise, collection: Collection) -> tuple[Question, ...]:
    """Five lines a document."""
    lines = parts()
    asked = []
    for n, id_ in enumerate(exercise.documents, 1):
        name = collection.names[collection.row(id_)]
        asked += [
            Question(
                f"{part}-{n}",
                _("{question} “{name}”").format(question=line, name=name),
                required=part != "when",
            )
            for part, line in lines.items()
        ]
    return tuple(asked)


def check_answer(exercise: Exercise, key: str, value: Any) -> Any:
    """The value to keep; None for nothing. Raises `AnswerError`."""
    number_of(key, PARTS, len(exercise.documents))
    return check_text(value, MAX_LINE)
