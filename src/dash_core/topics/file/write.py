"""Writing the topics file; the comments of a person's own file stay where they can."""

from collections.abc import Mapping
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Table

from dash_core.common.errors import TopicFileError
from dash_core.common.i18n import _
from dash_core.topics.file.parse import parse
from dash_core.topics.file.schema import Step, TopicFile, TopicSpec
from dash_core.topics.file.validate import check_length

__all__ = ["to_toml"]

_WIDE: Final = 88  # longer lists are written an entry a line


def to_toml(file: TopicFile, before: str = "") -> str:
    """The file as text; `parse` gives it back. Empty where nothing was decided.

    `before` is the text that the file was made from: its comments, its order and its layout
    stay as far as they can.

    Raises
    ------
    TopicFileError
        If the text is too long to be read again.
    """
    text = _render(file, before)
    check_length(text, _("the topics after this change"))
    return text


def _render(file: TopicFile, before: str) -> str:
    if file == TopicFile():
        return ""
    if before:
        try:
            changed = _rewrite(before, parse(before, ""), file)
            if parse(changed, "") == file:
                return changed
        except (TopicFileError, TOMLKitError, ValueError, LookupError, TypeError, AttributeError):
            pass  # tomlkit cannot change every layout in place
    return _rewrite("", TopicFile(), file)


def _rewrite(text: str, was: TopicFile, file: TopicFile) -> str:
    document = tomlkit.parse(text)
    old, new = _found(was), _found(file)
    if "found" in document:
        _update(document["found"], old, new)
    elif new:
        document["found"] = _table(new, is_first=not text)
    topics = [_topic(spec) for spec in was.named], [_topic(spec) for spec in file.named]
    _change(document, "topic", *topics, "id")
    _change(document, "step", [_step(s) for s in was.steps], [_step(s) for s in file.steps], "")
    return tomlkit.dumps(document).lstrip("\n")


def _found(file: TopicFile) -> dict[str, Any]:
    return ({} if file.k is None else {"k": file.k}) | _filled({"veto": file.veto})


def _topic(spec: TopicSpec) -> dict[str, Any]:
    names = ("id", "label", "color", "words", "veto", "pinned", "excluded")
    return _filled({name: getattr(spec, name) for name in names})


def _step(step: Step) -> dict[str, Any]:
    names = ("do", "of", "documents", "label", "color", "into_documents", "into", "document")
    return _filled({name.replace("_", "-"): getattr(step, name) for name in names})


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value
    }


def _change(
    document: Any, key: str, old: list[dict[str, Any]], new: list[dict[str, Any]], by: str
) -> None:
    """Make one list of tables another: entries that are the same thing (`by` its value, or
    altogether) are changed where they stand, the rest is dropped or put behind."""
    if old == new:
        return
    if not new:
        document.pop(key, None)
        return
    if key not in document:
        document[key] = AoT([])
    entries = document[key]
    rest = list(new)
    for position in reversed(range(len(old))):
        same = [
            one for one in rest if (one[by] == old[position][by] if by else one == old[position])
        ]
        if same:
            _update(entries[position], old[position], same[-1])
            rest.remove(same[-1])
        else:
            del entries[position]
    for values in rest:
        entries.append(_table(values))


def _update(table: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    for name in old.keys() - new.keys():
        table.pop(name, None)
    for name, value in new.items():
        if old.get(name) == value:
            continue
        if isinstance(value, list) and isinstance(array := table.get(name), Array):
            for gone in [item for item in array if item not in value]:
                array.remove(gone)
            array.extend(item for item in value if item not in list(array))
            if list(array) == value:
                continue
        table[name] = _value(value)


def _table(values: Mapping[str, Any], *, is_first: bool = False) -> Table:
    table = tomlkit.table()
    table.trivia.indent = "" if is_first else "\n"
    for name, value in values.items():
        table[name] = _value(value)
    return table


def _value(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    array = tomlkit.array()
    array.extend(value)
    return array.multiline(len(array.as_string()) > _WIDE)
