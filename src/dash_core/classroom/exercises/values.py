"""Checking what a browser sent as an answer, and what a file says in its options."""

import re
import unicodedata
from collections.abc import Container
from typing import Any, Final

from dash_core.common.errors import AnswerError
from dash_core.common.i18n import _, format_number

__all__ = [
    "MAX_LABEL",
    "MAX_TEXT",
    "check_choice",
    "check_text",
    "number_of",
    "unknown_key",
]

MAX_TEXT: Final = 2_000  # characters of what a student writes
MAX_LABEL: Final = 60  # characters of the name of a topic
_MAX_SHOWN: Final = 40

_NUMBERED: Final = re.compile(r"([a-z-]{1,40})-([1-9][0-9]{0,2})")


def number_of(key: str, names: Container[str], most: int) -> tuple[str, int]:
    """The name and the number of a key such as `why-3`.

    Raises
    ------
    AnswerError
        If the name is another, or the number higher than `most`.
    """
    match = _NUMBERED.fullmatch(key) if isinstance(key, str) else None
    if match is None or match[1] not in names or int(match[2]) > most:
        raise unknown_key(key)
    return match[1], int(match[2])


def unknown_key(key: Any) -> AnswerError:
    """The error for an answer to a question that is not there."""
    shown = _short(key)
    return AnswerError(
        _("This exercise has no question “{key}”: reload the page.").format(key=shown)
    )


def check_text(value: Any, most: int = MAX_TEXT, *, lines: bool = True) -> str | None:
    """What a student wrote, without control characters; None where it is empty.

    Raises
    ------
    AnswerError
        If it is no text, or longer than `most` characters.
    """
    if value is None:
        return None
    if not isinstance(value, str):
        raise AnswerError(_("Text is needed as an answer here: write it again."))
    kept = "\n" if lines else ""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(
        c if c in kept or unicodedata.category(c) not in ("Cc", "Cs", "Cn") else " " for c in text
    ).strip()
    text = text if lines else " ".join(text.split())
    if len(text) > most:
        raise AnswerError(
            _("The answer has {n} characters: shorten it to {most}.").format(
                n=format_number(len(text)), most=format_number(most)
            )
        )
    return text or None


def check_choice(value: Any, options: Container[str]) -> str | None:
    """One of the options; None where nothing is chosen. Raises `AnswerError` for another."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or value not in options:
        raise AnswerError(
            _("“{value}” cannot be chosen here: choose again.").format(value=_short(value))
        )
    return value


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else type(value).__name__
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"
