"""What a file that leaves the house is called."""

import re
from typing import Final

from dash_core.collection.collection import Collection
from dash_core.collection.filter import View

__all__ = ["file_name"]

_BETWEEN: Final = re.compile(r"[\W_]+")
_SUFFIX: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,5}\Z")  # of a listing's own file
_LONGEST: Final = 40  # characters of the listing's name
_SHORT: Final = 8  # digits of the fingerprint


def file_name(collection: Collection, what: str, form: str, view: View | None = None) -> str:
    """The listing's short name, what is in the file, how much of it a filter left (if any), and
    which state it is of: `iran-crisis-1945-46_documents-4-of-20_fe09ba3a.csv`.

    Parameters
    ----------
    what
        One or two words of what is in it, with hyphens.
    form
        The ending, without a dot in front.
    view
        What the file holds of the listing, where a filter matters.
    """
    part = f"-{len(view)}-of-{len(collection)}" if view is not None and view.filter else ""
    return f"{_short(collection.name)}_{what}{part}_{collection.fingerprint[:_SHORT]}.{form}"


def _short(name: str) -> str:
    """Words of a name with hyphens between them: nothing that a file system minds."""
    words = _BETWEEN.sub("-", _SUFFIX.sub("", name.lower())).strip("-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return words or "listing"
