"""Name the topic: a name for a group of documents, before seeing what the program calls it.

Option `groups`: how many of the documents each group has, in order; left out, all are one group.

Keys: `name-n` is the name of group n, `why-n` what its documents have in common.
"""

from collections.abc import Mapping
from itertools import accumulate
from typing import Any, Final

from dash_core.classroom.exercises.model import Exercise, Question, Texts
from dash_core.classroom.exercises.options import check_known
from dash_core.classroom.exercises.values import MAX_LABEL, check_text, number_of
from dash_core.collection.collection import Collection
from dash_core.common.i18n import _

__all__ = [
    "LEAST",
    "MAX_REASON",
    "MOST",
    "check_answer",
    "check_options",
    "groups",
    "questions",
    "texts",
]

LEAST: Final = 2
MOST: Final = 30
MAX_GROUPS: Final = 6
MAX_REASON: Final = 300  # characters


def texts() -> Texts:
    """What the exercise says."""
    return Texts(
        name=_("Name the topic"),
        aim=_(
            "Students see that the name of a topic is an interpretation: the program only has "
            "words that occur together; what they mean is for a reader to say."
        ),
        instructions=(
            _("Read all documents of a group before you write."),
            _("What do they have in common? Give the group a name of one to four words."),
            _("The name must fit every document of the group, and not everything in the archive."),
            _("Write down in a few words what your name rests on."),
        ),
        ask=(
            _("Which names mean the same? Which see something that the others do not?"),
            _("Is there a document that your name does not fit? Is it the name, or the group?"),
            _("Would the people who wrote these papers have accepted your name for them?"),
            _("Put the program’s words beside yours: what can it not know?"),
        ),
        example=(
            (
                _("Given"),
                _("“Fees for carts”, “Petition against the toll at the bridge”, “Closed gate”"),
            ),
            (_("One answer"), _("Tolls and fees: “all three are about paying to pass.”")),
            (
                _("Another"),
                _("Anger about tolls: “two complain, one shuts the gate.”"),
            ),
            (
                _("The program"),
                _("Its words: “toll, gate, carts, bridge”. Anger is not in them."),
            ),
        ),
        minutes=10,
    )


def check_options(options: Mapping[str, Any], documents: tuple[str, ...]) -> None:
    """Raise `ValueError` where options make no sense."""
    check_known(options, ("groups",))
    sizes = options.get("groups", ())
    is_list = isinstance(sizes, (list, tuple))
    if not is_list or not all(type(n) is int and n > 0 for n in sizes):
        raise ValueError(_("“groups” must be a list of numbers: how many documents each has"))
    if sizes and (len(sizes) > MAX_GROUPS or sum(sizes) != len(documents)):
        raise ValueError(
            _(
                "“groups” must be at most {most} numbers that make {n} together, all documents"
            ).format(most=MAX_GROUPS, n=len(documents))
        )


def groups(exercise: Exercise) -> list[tuple[str, ...]]:
    """The ids of the documents of each group."""
    sizes = exercise.options.get("groups") or [len(exercise.documents)]
    ends = list(accumulate(sizes))
    starts = [0, *ends[:-1]]
    return [exercise.documents[a:b] for a, b in zip(starts, ends, strict=True)]


def questions(exercise: Exercise, collection: Collection) -> tuple[Question, ...]:
    """A name and a reason for each group."""
    for id_ in exercise.documents:
        collection.row(id_)
    return tuple(
        question
        for n in range(1, len(groups(exercise)) + 1)
        for question in (
            Question(f"name-{n}", _("Your name for group {n}").format(n=n)),
            Question(f"why-{n}", _("What group {n} has in common").format(n=n), required=False),
        )
    )


def check_answer(exercise: Exercise, key: str, value: Any) -> Any:
    """The value to keep; None for nothing. Raises `AnswerError`."""
    name, _n = number_of(key, ("name", "why"), len(groups(exercise)))
    if name == "name":
        return check_text(value, MAX_LABEL, lines=False)
    return check_text(value, MAX_REASON)
