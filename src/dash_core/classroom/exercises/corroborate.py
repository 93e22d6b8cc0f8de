"""Do they corroborate?: two documents about the same thing, side by side.

The documents of the exercise are taken in pairs: the first two, the next two.

Keys: `both-n` is what both of pair n say, `first-n` and `second-n` what only one says, `reason-n`
who had a reason to say it so ("first", "second", "both", "unsure"), `why-n` which.
"""

from collections.abc import Mapping
from typing import Any, Final

from dash_core.classroom.exercises.model import Exercise, Question, Texts
from dash_core.classroom.exercises.options import check_known
from dash_core.classroom.exercises.values import check_choice, check_text, number_of
from dash_core.collection.collection import Collection
from dash_core.common.i18n import _

__all__ = [
    "LEAST",
    "MAX_PART",
    "MOST",
    "check_answer",
    "check_options",
    "pairs",
    "questions",
    "reasons",
    "texts",
]

LEAST: Final = 2
MOST: Final = 8
MAX_PART: Final = 1_000  # characters of an answer
_PARTS: Final = ("both", "first", "second", "why")


def texts() -> Texts:
    """What the exercise says."""
    return Texts(
        name=_("Do they corroborate?"),
        aim=_(
            "Students compare two sources on one event, and ask of each who speaks, to whom, and "
            "what for, before they believe either."
        ),
        instructions=(
            _("Read both documents twice."),
            _("What do both say? Write down only what stands in both."),
            _("What does only one of them say? Is it forgotten in the other, or left out?"),
            _("Who had a reason to say it in this way? Think of who was to read it."),
        ),
        ask=(
            _("If both say it, is it true? Could one have it from the other?"),
            _("What would the writer have lost by saying more?"),
            _("Which third document would you want to see, and where might it be kept?"),
        ),
        example=(
            (
                _("Given"),
                _("The mayor’s report: “The meeting was calm.” A guest’s diary: “Men shouted.”"),
            ),
            (_("Both"), _("There was a meeting, and many came.")),
            (_("Only one"), _("The shouting: the report does not say that there was none.")),
            (_("A reason"), _("The mayor: the report went to those who could dismiss him.")),
        ),
        minutes=15,
    )


def check_options(options: Mapping[str, Any], documents: tuple[str, ...]) -> None:
    """Raise `ValueError` where options make no sense."""
    check_known(options, ())
    if len(documents) % 2:
        raise ValueError(_("“documents” are compared in pairs: their number must be even"))


def pairs(exercise: Exercise) -> list[tuple[str, str]]:
    """The ids of the two documents of each pair."""
    ids = exercise.documents
    return list(zip(ids[::2], ids[1::2], strict=True))


def reasons() -> dict[str, str]:
    """Who had a reason to say it so: the values and what they are called."""
    return {
        "first": _("The writer of A"),
        "second": _("The writer of B"),
        "both": _("Both"),
        "unsure": _("The documents do not show it"),
    }


def questions(exercise: Exercise, collection: Collection) -> tuple[Question, ...]:
    """Five questions a pair."""
    asked = []
    for n, (first, second) in enumerate(pairs(exercise), 1):
        a, b = (collection.names[collection.row(id_)] for id_ in (first, second))
        asked += [
            Question(f"both-{n}", _("What both say: A “{a}” and B “{b}”").format(a=a, b=b)),
            Question(f"first-{n}", _("What only A says: “{a}”").format(a=a)),
            Question(f"second-{n}", _("What only B says: “{b}”").format(b=b)),
            Question(
                f"reason-{n}", _("Who had a reason to say it so, pair {n}").format(n=n), reasons()
            ),
            Question(f"why-{n}", _("Which reason, pair {n}").format(n=n), required=False),
        ]
    return tuple(asked)


def check_answer(exercise: Exercise, key: str, value: Any) -> Any:
    """The value to keep; None for nothing. Raises `AnswerError`."""
    name, _n = number_of(key, (*_PARTS, "reason"), len(exercise.documents) // 2)
    if name == "reason":
        return check_choice(value, reasons())
    return check_text(value, MAX_PART)
