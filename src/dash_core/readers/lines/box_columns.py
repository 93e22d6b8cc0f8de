"""Lines below a head such as `Box  Folder  Contents`: the numbers they begin with are a box and a
folder.

    Box   Folder
    3     1      Diaries, 1903-1904
          2      Diaries, 1906
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from dash_core.readers.columns.fields import known_field

__all__ = ["lines_with_boxes"]

_VALUE: Final = re.compile(r"[0-9]{1,4}[A-Za-z]?(?:[-–,/][0-9]{1,4}[A-Za-z]?)*")
_MAX_HEAD: Final = 60  # characters


@cache
def _containers() -> Mapping[str, str]:
    data = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return {
        word.casefold(): name
        for name, words in data["containers"].items()
        if " " not in name
        for word in words
    }


def _head(text: str) -> list[str]:
    """The containers that a line names, where it names two and at most known fields beside them."""
    if len(text) > _MAX_HEAD:
        return []
    words = text.casefold().replace(".", "").split()
    containers = _containers()
    names = [name for word in words if (name := containers.get(word))]
    if len(set(names)) < len(names) or len(names) < 2:
        return []
    rest = " ".join(words[len(names) :])
    leads = [containers.get(word) for word in words[: len(names)]] == names
    fits = not rest or known_field(rest) or all(map(known_field, rest.split()))
    return names if leads and fits else []


def lines_with_boxes(texts: Sequence[str]) -> dict[int, str]:
    """The lines below such a head, with the names of their containers: "Box 3, Folder 1: …"."""
    found: dict[int, str] = {}
    names: list[str] = []
    above: list[str] = []
    for at, text in enumerate(texts):
        if head := _head(text):
            names, above = head, []
            continue
        words = text.split(maxsplit=len(names)) if names else []
        values = []
        for word in words[: len(names)]:
            if not _VALUE.fullmatch(word):
                break
            values.append(word)
        rest = text.split(maxsplit=len(values))[len(values) :] if values else []
        if not values or not rest or (len(values) < len(names) and not above):
            continue
        above = [*above[: len(names) - len(values)], *values]
        held = ", ".join(
            f"{name.capitalize()} {value}" for name, value in zip(names, above, strict=True)
        )
        found[at] = f"{held}: {rest[0]}"
    return found
