"""Writing the topics file; comments of an earlier text stay where they can."""

from collections.abc import Mapping
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Table

from dash_core.common.errors import TopicFileError
from dash_core.common.i18n import _
from dash_core.topics.file.parse import parse_topics
from dash_core.topics.file.schema import Step, TopicFile, TopicSpec
from dash_core.topics.file.validate import check_length

__all__ = ["to_toml"]

_LINE_CHARS: Final = 88  # longer lists are written with an entry on each line


def to_toml(file: TopicFile, before: str = "") -> str:
    """The file as text; `parse_topics` gives it back. Empty where nothing was decided.

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
            changed = _rewrite(before, parse_topics(before, ""), file)
            if parse_topics(changed, "") == file:
                return changed
        except (TopicFileError, TOMLKitError, ValueError, LookupError, TypeError, AttributeError):
            pass  # tomlkit cannot change every layout in place
    return _rewrite("", TopicFile(), file)


def _rewrite(text: str, before: TopicFile, after: TopicFile) -> str:
    document = tomlkit.parse(text)
    old, new = _found(before), _found(after)
    if "found" in document:
        _update(document["found"], old, new)
    elif new:
        document["found"] = _table(new, is_first=not text)
    old_topics, new_topics = ([_topic(spec) for spec in file.named] for file in (before, after))
    _change(document, "topic", old_topics, new_topics, "id")
    old_steps, new_steps = ([_step(step) for step in file.steps] for file in (before, after))
    _change(document, "step", old_steps, new_steps, "")
    return tomlkit.dumps(document).lstrip("\n")


def _found(file: TopicFile) -> dict[str, Any]:
    lists = {"veto": file.veto, "groups": file.groups, "documents": file.documents}
    return ({} if file.k is None else {"k": file.k}) | _filled(lists)


def _topic(spec: TopicSpec) -> dict[str, Any]:
    names = ("id", "label", "color", "words", "veto", "pinned", "excluded")
    return _filled({name: getattr(spec, name) for name in names})


def _step(step: Step) -> dict[str, Any]:
    names = (
        "do",
        "of",
        "documents",
        "label",
        "color",
        "into_documents",
        "into",
        "document",
        "word",
    )
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
    """Change one list of tables into another: entries with the same value of the key `by` (without
    one, equal entries) are changed in place, others removed or appended."""
    if old == new:
        return
    if not new:
        document.pop(key, None)
        return
    if key not in document:
        document[key] = AoT([])
    entries = document[key]
    added = list(new)
    for position in reversed(range(len(old))):
        same = [
            one for one in added if (one[by] == old[position][by] if by else one == old[position])
        ]
        if same:
            _update(entries[position], old[position], same[-1])
            added.remove(same[-1])
        else:
            del entries[position]
    for values in added:
        entries.append(_table(values))


def _update(table: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    for name in old.keys() - new.keys():
        table.pop(name, None)
    for name, value in new.items():
        if old.get(name) == value:
            continue
        if isinstance(value, list) and isinstance(array := table.get(name), Array):
            for item in [item for item in array if item not in value]:
                array.remove(item)
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
    if value and isinstance(value[0], int):
        return array  # thousands of lines with a number each are no help
    return array.multiline(len(array.as_string()) > _LINE_CHARS)
