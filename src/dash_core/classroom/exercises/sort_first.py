"""Sort first: documents into topics, before anyone sees the program's.

Options: `topics`, the teacher's topics; without them each student makes topics of their own.

Keys: `document-n` is the number of a topic as text, or "none"; `why-n` the reason; `topic-n` the
name of a student's own topic.
"""

from collections.abc import Mapping
from typing import Any, Final

from dash_core.classroom.exercises.model import Exercise, Question, Texts
from dash_core.classroom.exercises.options import check_known, check_texts
from dash_core.classroom.exercises.values import MAX_LABEL, check_choice, check_text, number_of
from dash_core.collection.collection import Collection
from dash_core.common.i18n import _

__all__ = [
    "LEAST",
    "MAX_OWN",
    "MOST",
    "NONE",
    "check_answer",
    "check_options",
    "has_own_topics",
    "labels",
    "none_label",
    "questions",
    "texts",
    "topic_labels",
]

LEAST: Final = 3
MOST: Final = 30
MAX_OWN: Final = 6  # topics that a student makes
MAX_TOPICS: Final = 8  # topics that a teacher gives: more do not fit on a phone
MAX_REASON: Final = 300  # characters
NONE: Final = "none"  # the value for what fits no topic


def texts() -> Texts:
    """What the exercise says."""
    return Texts(
        name=_("Sort first"),
        aim=_(
            "Students see that a topic is a judgement: people who read the same words sort them "
            "differently, and so does a program, for reasons that can be named."
        ),
        instructions=(
            _("Read each description. What is it mainly about?"),
            _("Choose one topic for each. If none fits, say so: that is an answer too."),
            _("Write down in a few words what decided it."),
            _("Work alone, and do not look anything up: there is no right answer to find."),
        ),
        ask=(
            _("Which words decided it for you? Did others read the same words differently?"),
            _("Where you disagree: is it the document or the name of the topic that is unclear?"),
            _("By which words did the program go? What did it miss, and what did you miss?"),
            _("Who would be helped by your sorting, and who by the other?"),
        ),
        example=(
            (
                _("Given"),
                _("Topics: Family, Trade. “Letter to her brother in Lyon on the price of silk”"),
            ),
            (_("One answer"), _("Trade: “It is about a price.”")),
            (_("Another"), _("Family: “She writes to her brother; silk is only the occasion.”")),
            (
                _("The program"),
                _("Trade, because of the words “price” and “silk”. It cannot see who she is."),
            ),
        ),
        minutes=15,
    )


def check_options(options: Mapping[str, Any], documents: tuple[str, ...]) -> None:
    """Raise `ValueError` where options make no sense."""
    check_known(options, ("topics",))
    if options.get("topics"):
        check_texts(options, "topics", least=2, most=MAX_TOPICS, characters=MAX_LABEL)
    else:
        check_texts(options, "topics", most=MAX_TOPICS, characters=MAX_LABEL)


def labels(exercise: Exercise) -> tuple[str, ...]:
    """The teacher's topics; none where students make their own."""
    return tuple(label.strip() for label in exercise.options.get("topics", ()))


def has_own_topics(exercise: Exercise) -> bool:
    """Whether students make topics of their own."""
    return not labels(exercise)


def none_label() -> str:
    """What fits no topic is called."""
    return _("None of these")


def topic_labels(exercise: Exercise, answers: Mapping[str, Any]) -> dict[str, str]:
    """What a student can choose: the values and their names. The last is “none of these”."""
    if has_own_topics(exercise):
        named = {str(n): answers.get(f"topic-{n}") for n in range(1, MAX_OWN + 1)}
        options = {number: str(label) for number, label in named.items() if label}
    else:
        options = {str(n): label for n, label in enumerate(labels(exercise), 1)}
    return {**options, NONE: none_label()}


def questions(exercise: Exercise, collection: Collection) -> tuple[Question, ...]:
    """Each student's own topics, if any, then a topic and a reason for each document."""
    asked: list[Question] = []
    options: dict[str, str] = topic_labels(exercise, {})
    if has_own_topics(exercise):
        asked += [
            Question(f"topic-{n}", _("Your topic {n}").format(n=n), required=n <= 2)
            for n in range(1, MAX_OWN + 1)
        ]
        numbered = {str(n): _("Topic {n}").format(n=n) for n in range(1, MAX_OWN + 1)}
        options = numbered | options
    for n, id_ in enumerate(exercise.documents, 1):
        name = collection.names[collection.row(id_)]
        asked += [
            Question(f"document-{n}", _("Topic of “{name}”").format(name=name), options),
            Question(f"why-{n}", _("Why, of “{name}”").format(name=name), required=False),
        ]
    return tuple(asked)


def check_answer(exercise: Exercise, key: str, value: Any) -> Any:
    """The value to keep; None for nothing. Raises `AnswerError`."""
    own = has_own_topics(exercise)
    names = ("document", "why", "topic") if own else ("document", "why")
    name, _n = number_of(key, names, max(len(exercise.documents), MAX_OWN))
    number_of(key, names, MAX_OWN if name == "topic" else len(exercise.documents))
    if name == "topic":
        return check_text(value, MAX_LABEL, lines=False)
    if name == "why":
        return check_text(value, MAX_REASON)
    most = MAX_OWN if own else len(labels(exercise))
    return check_choice(value, {NONE, *(str(number) for number in range(1, most + 1))})
