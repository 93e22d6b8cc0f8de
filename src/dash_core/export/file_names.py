"""The names of exported files."""

import re
from typing import Final

from dash_core.collection.collection import Collection
from dash_core.collection.view import View

__all__ = ["file_name"]

_BETWEEN: Final = re.compile(r"[\W_]+")
_SUFFIX: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,5}\Z")  # of the file of a listing
_MAX_NAME: Final = 40  # characters of the listing's name
_DIGITS: Final = 8  # digits of the fingerprint


def file_name(collection: Collection, what: str, form: str, view: View | None = None) -> str:
    """The file name: the listing, what is in the file, how many documents of how many (if a
    filter is set) and the start of the fingerprint:
    `iran-crisis-1945-46_documents-4-of-20_fe09ba3a.csv`.

    Parameters
    ----------
    what
        One or two words of what is in it, with hyphens.
    form
        The ending, without a dot in front.
    view
        The documents in the file, where a filter matters.
    """
    part = f"-{len(view)}-of-{len(collection)}" if view is not None and view.filter else ""
    return f"{_short(collection.name)}_{what}{part}_{collection.fingerprint[:_DIGITS]}.{form}"


def _short(name: str) -> str:
    """The words of a name joined by hyphens, safe in a file name."""
    words = _BETWEEN.sub("-", _SUFFIX.sub("", name.lower())).strip("-")
    if len(words) > _MAX_NAME:
        words = words[: _MAX_NAME + 1].rpartition("-")[0] or words[:_MAX_NAME]
    return words or "listing"
