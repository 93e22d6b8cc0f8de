"""What the keys of objects mean, as `keys.toml` lists them."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from dash_core.readers.columns.cell_text import one_line
from dash_core.readers.columns.fields import known_field

__all__ = [
    "CODES",
    "DATES",
    "HUMPS",
    "KEYS",
    "NO_LANGUAGE",
    "OWN_DATES",
    "RECORDS",
    "ROLES",
    "are_addresses",
    "column_name",
    "field_of",
    "first_of",
    "is_address",
    "is_keyed",
    "is_language_map",
    "one_value",
]


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files(__package__) / "keys.toml").read_text("utf-8"))


def _ordered(section: str) -> dict[str, dict[str, int]]:
    """Keys by their meaning, each with its rank."""
    return {
        name: {key: rank for rank, key in enumerate(keys)}
        for name, keys in _data()[section].items()
    }


KEYS: Final = _ordered("objects")
"""Keys by what they mean in an object with one content, the best first."""

RECORDS: Final = _ordered("records")
"""Names around documents: wrappers, lists of documents, lists of something else."""

DATES: Final = _ordered("dates")
"""Keys of the parts of a date."""

OWN_DATES: Final = DATES.pop("own")

ROLES: Final = {
    role.casefold(): name if name in ("author", "recipient") else f"contributor ({role})"
    for name, roles in _data()["roles"].items()
    for role in roles
}
"""The name of a column for each role of a person."""

NO_LANGUAGE: Final = frozenset(_data()["languages"]["none"])
CODES: Final = frozenset(_data()["languages"]["codes"].split()) | NO_LANGUAGE
_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})
_WORDS: Final = frozenset(_data()["languages"]["words"])


HUMPS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word begins within `journalArticle`."""


@lru_cache(maxsize=10_000)
def field_of(key: str) -> str:
    """The field that a key means by its name; "" if none."""
    return known_field(column_name(key))


@lru_cache(maxsize=10_000)
def column_name(key: str) -> str:
    """The name of the column for a key; of an address its last part.

    >>> column_name("http://purl.org/dc/terms/title")
    'title'
    """
    if "://" in key and (local := key.rstrip("/#").replace("#", "/").rpartition("/")[2]):
        key = local
    return one_line(key) or "no name"


def first_of(value: Mapping[str, Any], ranks: Mapping[str, int]) -> str | None:
    """The key of lowest rank whose value is not empty; None if there is none."""
    best, lowest = None, len(ranks)
    for key, inner in value.items():
        rank = ranks.get(key, lowest)
        if rank < lowest and inner not in _EMPTY:
            best, lowest = key, rank
    return best


def one_value(value: Any) -> str:
    """A single value as people write it; "" for nothing, objects and lists."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case int() | float():
            return str(value)
        case _ if value is None or isinstance(value, (dict, list, tuple)):
            return ""
        case _:
            return str(value)


def is_address(text: str) -> bool:
    """Whether a text is the address of something on the web."""
    return text.startswith(("http://", "https://")) and " " not in text


def are_addresses(value: Mapping[str, Any]) -> bool:
    """Whether the keys are names, each with an address: `{"rook, ida": "https://…"}`."""
    return not value.keys() & KEYS["addresses"].keys() and all(
        isinstance(inner, str) and is_address(inner) for inner in value.values()
    )


def is_language_map(value: Mapping[str, Any]) -> bool:
    """Whether the keys are codes of languages: `{"en": ["Plan"], "de": "Plan"}`.

    Wikibase's `{"en": {"language": "en", "value": "Plan"}}` is one, too.
    """
    for key, inner in value.items():
        code = key.partition("-")[0].lower() if len(key) > 2 else key
        if code not in CODES:
            return False
        if isinstance(inner, dict):
            if "language" not in inner:
                return False
        elif not isinstance(inner, (str, list)) or (
            isinstance(inner, list) and not all(isinstance(one, (str, dict)) for one in inner)
        ):
            return False
    return bool(value) and not value.keys() <= _WORDS


def is_keyed(value: Mapping[str, Any]) -> bool:
    """Whether the keys are numbers or ids of objects: `{"1": {…}, "2": {…}}`."""
    return bool(value) and all(
        isinstance(inner, dict) and any(c.isdigit() for c in key) for key, inner in value.items()
    )
