"""Whether the values of a topics file make sense, be they read from TOML or changed by an edit.

Each error is one sentence with the topic or step, the key and what its value should be.
"""

import re
from typing import Any, Final, get_args

from dash_core.common.errors import TopicFileError
from dash_core.common.i18n import _, format_number
from dash_core.study.study_file import MAX_TOPIC_FILE
from dash_core.topics.file.schema import Step, StepKind, TopicFile, TopicSpec
from dash_core.topics.model import OTHER, OTHER_LABEL

__all__ = [
    "COLOR",
    "MAX_GROUPS",
    "MAX_HELD",
    "MAX_LABEL_CHARS",
    "MAX_SPLIT",
    "check_length",
    "validate",
]

MAX_TOPICS: Final = 100  # named topics
MAX_TOPIC_ID_CHARS: Final = 40
MAX_LABEL_CHARS: Final = 200  # of a topic
MAX_TOPIC_WORDS: Final = 1_000  # words of one topic
MAX_PINNED: Final = 10_000  # documents put into one topic, or taken out, by hand
MAX_GROUPS: Final = 1_000  # found topics that can be asked for
MAX_TOPIC_STEPS: Final = 1_000  # changes made to found topics
MAX_SPLIT: Final = 10  # parts a topic is split into at once
MAX_HELD: Final = 20_000  # documents whose groups are kept while the listing is corrected
MAX_ID_CHARS: Final = 1_000  # of a document

COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_TOPIC_ID: Final = re.compile(r"[A-Za-z0-9_-]+")


def validate(file: TopicFile, name: str) -> None:
    """Raise `TopicFileError` where a value of the file makes no sense.

    The values may be of any type, as TOML has them, with tuples for lists. `name` is what to
    call the file.
    """
    where = _("“{name}”, [found]").format(name=name)
    if file.k is not None:
        _check_number(where, "k", file.k, 2, MAX_GROUPS)
    _check_words(where, "veto", file.veto)
    _check_groups(where, file)
    for key, entries, most in (
        ("topic", file.named, MAX_TOPICS),
        ("step", file.steps, MAX_TOPIC_STEPS),
    ):
        if len(entries) > most:
            problem = _("there are more than {n} of [[{key}]]").format(
                n=format_number(most), key=key
            )
            raise _error(f"“{name}”", problem)
    for number, spec in enumerate(file.named, 1):
        _validate_topic(spec, _("“{name}”, topic {n}").format(name=name, n=number))
    for number, step in enumerate(file.steps, 1):
        _validate_step(step, _("“{name}”, step {n}").format(name=name, n=number))
    _check_unique(file, name)


def check_length(text: str, name: str) -> None:
    """Raise `TopicFileError` where the text of a topics file is too long to be read."""
    if len(text) > MAX_TOPIC_FILE:
        raise TopicFileError(
            _("“{name}” is too long for a topics file: {limit} characters at most.").format(
                name=name, limit=format_number(MAX_TOPIC_FILE)
            )
        )


def _validate_topic(spec: TopicSpec, where: str) -> None:
    _check_text(where, "id", spec.id, MAX_TOPIC_ID_CHARS)
    if not _TOPIC_ID.fullmatch(spec.id):
        raise _error(
            where, _("“id” may have letters from a to z, digits, - and _ only (it is in the URL)")
        )
    _check_text(where, "label", spec.label, MAX_LABEL_CHARS)
    where += f" (“{spec.label}”)"
    _check_color(where, spec.color)
    _check_ids(where, "pinned", spec.pinned)
    _check_ids(where, "excluded", spec.excluded)
    if both := set(spec.pinned) & set(spec.excluded):
        raise _error(
            where,
            _("document “{id}” is both in “pinned” and in “excluded”: take it out of one").format(
                id=min(both)
            ),
        )
    _check_words(where, "words", spec.words, is_needed=not spec.pinned)
    _check_words(where, "veto", spec.veto)


def _validate_step(step: Step, where: str) -> None:
    if step.do not in get_args(StepKind):
        kinds = ", ".join(f"“{word}”" for word in get_args(StepKind))
        raise _error(where, _("“do” must be one of {words}").format(words=kinds))
    where += f" ({step.do})"
    _check_ids(where, "documents", step.documents, is_needed=True)
    if not isinstance(step.of, str):
        raise _error(where, _("“{key}” must be text").format(key="of"))
    if step.do == "rename":
        _check_text(where, "label", step.label, MAX_LABEL_CHARS)
    elif step.do == "color":
        _check_color(where, step.color)
    elif step.do == "merge":
        _check_ids(where, "into-documents", step.into_documents, is_needed=True)
    elif step.do == "split":
        _check_number(where, "into", step.into, 2, MAX_SPLIT)
    elif step.do == "veto":
        _check_text(where, "word", step.word, MAX_ID_CHARS)
    else:
        _check_text(where, "document", step.document, MAX_ID_CHARS)


def _check_unique(file: TopicFile, name: str) -> None:
    """Named topics share no id or label, and none is “Other”."""
    ids, labels = {OTHER}, {OTHER_LABEL.casefold()}
    for spec in file.named:
        if spec.id in ids:
            raise TopicFileError(
                _(
                    "“{name}” uses the topic id “{id}” more than once or keeps it for itself."
                ).format(name=name, id=spec.id)
            )
        if spec.label.casefold() in labels:
            raise TopicFileError(
                _(
                    "“{name}” uses the topic label “{label}” more than once, or keeps it for what "
                    "fits no topic."
                ).format(name=name, label=spec.label)
            )
        ids.add(spec.id)
        labels.add(spec.label.casefold())


def _error(where: str, problem: str) -> TopicFileError:
    return TopicFileError(_("{where}: {problem}.").format(where=where, problem=problem))


def _check_text(where: str, key: str, value: Any, most: int) -> None:
    if not isinstance(value, str) or not value.strip():
        raise _error(where, _("“{key}” is missing or no text").format(key=key))
    if len(value) > most:
        problem = _("“{key}” has more than {n} characters").format(key=key, n=format_number(most))
        raise _error(where, problem)


def _check_color(where: str, value: Any) -> None:
    if not isinstance(value, str) or not COLOR.fullmatch(value):
        raise _error(where, _("“color” must look like #0072B2"))


def _check_number(where: str, key: str, value: Any, least: int, most: int) -> None:
    if type(value) is not int or not least <= value <= most:
        raise _error(
            where,
            _("“{key}” must be a whole number from {least} to {most}").format(
                key=key, least=least, most=format_number(most)
            ),
        )


def _check_groups(where: str, file: TopicFile) -> None:
    numbers = file.groups
    is_list = isinstance(numbers, tuple) and all(type(number) is int for number in numbers)
    if not is_list or any(abs(number) > MAX_GROUPS for number in numbers):
        problem = _("“groups” must be a list of whole numbers up to {most}")
        raise _error(where, problem.format(most=format_number(MAX_GROUPS)))
    if len(numbers) > MAX_HELD:
        problem = _("“{key}” has more than {n} entries").format(
            key="groups", n=format_number(MAX_HELD)
        )
        raise _error(where, problem)
    if not isinstance(file.documents, str) or bool(numbers) != bool(file.documents):
        raise _error(where, _("“groups” and “documents” must be there together"))


def _check_words(where: str, key: str, value: Any, *, is_needed: bool = False) -> None:
    problem = _("“{key}” must be a list of words or phrases").format(key=key)
    _check_texts(where, key, value, MAX_TOPIC_WORDS, problem, is_needed)


def _check_ids(where: str, key: str, value: Any, *, is_needed: bool = False) -> None:
    problem = _("“{key}” must be a list of documents’ ids").format(key=key)
    _check_texts(where, key, value, MAX_PINNED, problem, is_needed)


def _check_texts(
    where: str, key: str, value: Any, most: int, problem: str, is_needed: bool
) -> None:
    is_list = isinstance(value, tuple) and all(isinstance(item, str) for item in value)
    if not is_list or (is_needed and not value):
        raise _error(where, problem)
    if len(value) > most:
        raise _error(
            where, _("“{key}” has more than {n} entries").format(key=key, n=format_number(most))
        )
