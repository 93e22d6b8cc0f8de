"""Checking the options of an exercise, as a file or an editor gives them.

Each function raises `ValueError` with what is wrong, without a full stop.
"""

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from dash_core.common.i18n import _

__all__ = ["check_flag", "check_known", "check_one_of", "check_texts"]


def check_known(options: Mapping[str, Any], known: Collection[str]) -> None:
    """A mistyped option is an error: it would be ignored without a word."""
    for name in options:
        if name in known:
            continue
        shown = " ".join(str(name).split())[:60]
        if near := get_close_matches(str(name), known, n=1):
            raise ValueError(
                _("“{key}” is not known here; perhaps “{near}” is meant").format(
                    key=shown, near=near[0]
                )
            )
        if not known:
            raise ValueError(
                _("“{key}” is not known: this exercise has no options").format(key=shown)
            )
        raise ValueError(
            _("“{key}” is not known here; there can be {names}").format(
                key=shown, names=", ".join(f"“{name}”" for name in known)
            )
        )


def check_texts(
    options: Mapping[str, Any], name: str, *, least: int = 0, most: int, characters: int
) -> None:
    """A list of texts, each once (case does not tell them apart); left out, there is none."""
    values = options.get(name, ())
    is_list = isinstance(values, (list, tuple))
    if not is_list or not all(isinstance(value, str) and value.strip() for value in values):
        raise ValueError(_("“{key}” must be a list of texts").format(key=name))
    if not least <= len(values) <= most:
        raise ValueError(
            _("“{key}” must have from {least} to {most} entries").format(
                key=name, least=least, most=most
            )
        )
    if any(len(value) > characters for value in values):
        raise ValueError(
            _("an entry of “{key}” has more than {n} characters").format(key=name, n=characters)
        )
    if len({value.strip().casefold() for value in values}) < len(values):
        raise ValueError(_("an entry of “{key}” is there twice").format(key=name))


def check_one_of(options: Mapping[str, Any], name: str, allowed: Sequence[Any]) -> None:
    """One of some values; left out, it is the first."""
    value = options.get(name, allowed[0])
    if type(value) is not type(allowed[0]) or value not in allowed:
        raise ValueError(
            _("“{key}” must be one of {values}").format(
                key=name, values=", ".join(f"“{one}”" for one in allowed)
            )
        )


def check_flag(options: Mapping[str, Any], name: str) -> None:
    """True or false; left out, it is false."""
    if type(options.get(name, False)) is not bool:
        raise ValueError(_("“{key}” must be true or false").format(key=name))
