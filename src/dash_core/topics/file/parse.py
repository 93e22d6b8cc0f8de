"""Reading the topics file (`dash_core.topics.file.schema`)."""

import tomllib
from collections.abc import Collection
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, Final

from dash_core.common.errors import TopicFileError
from dash_core.common.i18n import _
from dash_core.topics.file.schema import Step, TopicFile, TopicSpec
from dash_core.topics.file.validate import check_length, validate
from dash_core.topics.model import PALETTE

__all__ = ["parse_topics"]

_KEY_OF_KIND: Final[dict[str, str]] = {
    "rename": "label",
    "color": "color",
    "merge": "into-documents",
    "split": "into",
    "pin": "document",
    "veto": "word",
}


def parse_topics(text: str, name: str) -> TopicFile:
    """Read a topics file. `name` is what to call it in an error.

    Raises
    ------
    TopicFileError
        If it is no TOML, says nothing, has an unknown key, or a value makes no sense: one
        sentence with the topic or step, the key and what it should be.
    """
    check_length(text, name)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as err:  # tomllib.TOMLDecodeError is a ValueError
        reason = " ".join(str(err).split())
        raise TopicFileError(
            _("“{name}” is not a topics file (TOML): {reason}.").format(name=name, reason=reason)
        ) from err
    _check_keys(data, f"“{name}”", ("found", "topic", "step"))
    found_table = data.get("found", {})
    known = ("k", "veto", "groups", "documents")
    _check_keys(found_table, _("“{name}”, [found]").format(name=name), known)
    file = TopicFile(
        **_values(found_table),
        named=tuple(
            _topic(table, _("“{name}”, topic {n}").format(name=name, n=n), n)
            for n, table in enumerate(_tables(data, "topic", name), 1)
        ),
        steps=tuple(
            _step(table, _("“{name}”, step {n}").format(name=name, n=n))
            for n, table in enumerate(_tables(data, "step", name), 1)
        ),
    )
    if file == TopicFile():
        raise TopicFileError(
            _(
                "“{name}” names no topic: it needs at least one [[topic]] with id, label and words."
            ).format(name=name)
        )
    validate(file, name)
    return file


def _topic(table: Any, where: str, number: int) -> TopicSpec:
    _check_keys(table, where, [field.name for field in fields(TopicSpec)])
    color = PALETTE[(number - 1) % len(PALETTE)]
    values = {"id": "", "label": "", "color": color, **_values(table)}
    for key in ("id", "label"):
        if isinstance(values[key], str):
            values[key] = values[key].strip()
    return TopicSpec(**values)


def _step(table: Any, where: str) -> Step:
    _check_table(table, where)
    do = table.get("do")
    if not isinstance(do, str) or do not in _KEY_OF_KIND:
        return Step(do, ())  # `validate` rejects it
    _check_keys(table, f"{where} ({do})", ("do", "of", "documents", _KEY_OF_KIND[do]))
    return Step(**{"documents": (), **_values(table)})


def _values(table: dict[str, Any]) -> dict[str, Any]:
    """The values of a table by the names of attributes, tuples for lists."""
    return {
        key.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
    }


def _tables(data: dict[str, Any], key: str, name: str) -> list[Any]:
    tables = data.get(key, [])
    if not isinstance(tables, list):
        raise TopicFileError(
            _("“{name}”: “{key}” must be written as [[{key}]], in double brackets.").format(
                name=name, key=key
            )
        )
    return tables


def _check_table(table: Any, where: str) -> None:
    if not isinstance(table, dict):
        raise TopicFileError(
            _('{where}: keys with values are needed here, such as label = "Oil".').format(
                where=where
            )
        )


def _check_keys(table: Any, where: str, known: Collection[str]) -> None:
    """A mistyped key is an error: its value would be ignored without a word."""
    _check_table(table, where)
    for key in table:
        if key in known:
            continue
        shown = " ".join(key.split())[:60]
        if near := get_close_matches(key, known, n=1):
            raise TopicFileError(
                _("{where}: “{key}” is not known here; perhaps “{near}” is meant.").format(
                    where=where, key=shown, near=near[0]
                )
            )
        raise TopicFileError(
            _("{where}: “{key}” is not known here; there can be {names}.").format(
                where=where, key=shown, names=", ".join(f"“{name}”" for name in known)
            )
        )
