"""CSL-YAML, the references of Pandoc (alone or before a text), and Hayagriva, those of Typst.

    references:
    - id: pell1890
      type: manuscript
      author:
      - family: Pell
        given: Ada

PyYAML finds the parts; every value is a text, so that "no" and "1890-03" stay what they are. What
refers to another part of the file (`*alias`) is refused: a few lines of it can mean gigabytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, format_number, phrase
from dash_core.readers.references.csl_json import TYPES
from dash_core.readers.references.csl_record import record_of
from dash_core.readers.report import FileReport, Piece, Reading, Record, RemarkCollector
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = phrase("references (CSL-YAML)")

_TOP: Final = 20_000  # characters among which the first reference must begin
_MAX_DEPTH: Final = 30
_PROGRESS_EVERY: Final = 10_000  # parts
_BEGINS: Final = re.compile(
    r"\A\ufeff?(?:\s|#[^\n]*\n|%[^\n]*\n)*(?:---\s|-[ \t]+[a-zA-Z-]+:|[^\s:]+:)"
)
_TYPE: Final = re.compile(
    rf"(?m)^[ \t]+(?:-[ \t]+)?type:[ \t]*[\"']?(?:{'|'.join(sorted(TYPES))})[\"']?[ \t]*$"
    rf"|^-[ \t]+type:[ \t]*[\"']?(?:{'|'.join(sorted(TYPES))})[\"']?[ \t]*$",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"\A\ufeff?\s*(?:---\s*\n)?(?:references:[ \t]*\n[ \t]*- "
    r"|- id:[^\n]*\n(?:[ ]{2,}[^\n]*\n){1,20}?[ ]{2}(?:container-title|issued):)"
)
_KEY: Final = re.compile(r"(?m)^(?:[ \t]*-[ \t]+|[ \t]+)(?:title|author|issued|date):")


@dataclass(slots=True)
class _Node:
    """A part of the file, with its first and last line (from 1)."""

    first: int
    last: int
    text: str = ""
    items: list["_Node"] | None = None
    pairs: list[tuple["_Node", "_Node"]] | None = None
    key: "_Node | None" = field(default=None, repr=False)

    def add(self, node: "_Node") -> None:
        """Add a part to a list or to a mapping, whose keys and values come in turn."""
        if self.items is not None:
            self.items.append(node)
        elif self.key is None:
            self.key = node
        elif self.pairs is not None:
            self.pairs.append((self.key, node))
            self.key = None

    def value(self) -> Any:
        """The part as text, list or dictionary; a key that is there again is called "key (2)"."""
        if self.items is not None:
            return [item.value() for item in self.items]
        if self.pairs is not None:
            named: dict[str, Any] = {}
            for key, node in self.pairs:
                name, n = key.text, 1
                while name in named:
                    n += 1
                    name = f"{key.text} ({n})"
                named[name] = node.value()
            return named
        return self.text


def sniff(file: SourceFile) -> bool:
    """Whether it begins like YAML, and has an item with a type of CSL or a list `references`."""
    top = file.text[:_TOP].replace("\r\n", "\n")
    is_yaml = _BEGINS.match(top) is not None and top.lstrip("\ufeff \n\t")[:1] not in "{[<@"
    has_items = _TYPE.search(top) is not None or _NAMED.match(top) is not None
    return is_yaml and has_items and _KEY.search(top) is not None


def read(file: SourceFile, options: Options) -> Reading:
    """Read every item of the list `references`, or of the first list or mapping of items.

    Raises
    ------
    ReadError
        If it is not valid, or has no item.
    """
    text = file.text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    root, end = _parsed(text, file.name, options)
    collector = RemarkCollector()
    pieces = [
        Piece(n, line, "header" if line.strip() else "blank") for n, line in enumerate(lines, 1)
    ]
    records: list[Record] = []
    for id_, node in _items(root):
        value = node.value()
        if not isinstance(value, dict) or not value:
            collector.add(node.first, _("This is not an item with named variables: not read."))
        else:
            value = {"issued": value.pop("date"), **value} if "date" in value else value
            value = {"id": id_, **value} if id_ else value
            records.append(replace(record_of(value, node.first), last=node.last))
        for i in range(node.first - 1, min(node.last, len(pieces))):
            if pieces[i].role != "blank":
                is_read = isinstance(value, dict) and bool(value)
                pieces[i] = replace(
                    pieces[i],
                    role="field" if is_read else "unread",
                    record=len(records) - 1 if is_read else None,
                )
    for i in range(end, len(pieces)):
        if pieces[i].role == "header" and pieces[i].text.strip() not in ("---", "..."):
            collector.add(i + 1, _("This is behind the references and was not read."))
            pieces[i] = replace(pieces[i], role="unread")
    if not records:
        raise ReadError(
            _("“{name}” is YAML without a list of references: export it as CSL-JSON.").format(
                name=file.name
            )
        )
    report = FileReport(
        file.name, pieces, tuple(collector.remarks()), form=NAME, encoding=file.decoded.encoding
    )
    return Reading.of(records, report)


def _items(root: _Node | None) -> Iterator[tuple[str, _Node]]:
    """The items, each with the name it has in a mapping of items ("" in a list)."""
    if root is None:
        return
    if root.items is not None:
        yield from (("", node) for node in root.items)
        return
    pairs = root.pairs or []
    for key, node in pairs:
        if key.text == "references" and node.items is not None:
            yield from (("", item) for item in node.items)
            return
    for key, node in pairs:  # Hayagriva; a name stands on the line before its fields
        if node.pairs is not None:
            yield key.text, replace(node, first=key.first)


def _parsed(text: str, name: str, options: Options) -> tuple[_Node | None, int]:
    """The first document of the file, and the line on which it ends (from 0).

    Raises
    ------
    ReadError
        If it is not valid, nested too deeply or has an alias.
    """
    import yaml

    stack: list[_Node] = []
    root: _Node | None = None
    end = text.count("\n") + 1
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        for i, event in enumerate(yaml.parse(text, Loader=loader)):
            if i % _PROGRESS_EVERY == 0:
                options.progress(min(0.9, event.start_mark.line / end))
            if isinstance(event, yaml.DocumentEndEvent):
                end = event.start_mark.line
                break
            if isinstance(event, yaml.AliasEvent) or len(stack) > _MAX_DEPTH:
                raise ReadError(
                    _(
                        "“{name}” refers to other parts of itself or is nested too deeply (line "
                        "{line}): export it as CSL-JSON and try again."
                    ).format(name=name, line=format_number(event.start_mark.line + 1))
                )
            node = _node(event)
            if node is not None:
                if stack:
                    stack[-1].add(node)
                root = root or node
                if node.items is not None or node.pairs is not None:
                    stack.append(node)
            elif isinstance(event, yaml.CollectionEndEvent):
                node = stack.pop()
            if node is not None and stack:
                stack[-1].last = max(stack[-1].last, node.last)
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ReadError(
            _(
                "“{name}” is not valid YAML (in line {line}): repair that line, or export it as "
                "CSL-JSON, and try again."
            ).format(name=name, line=format_number(line))
        ) from err
    return root, end


def _node(event: Any) -> _Node | None:
    """A part that begins with an event; None where it is of another kind."""
    import yaml

    first, end = event.start_mark.line + 1, event.end_mark
    if isinstance(event, yaml.ScalarEvent):
        last = end.line + (1 if end.column or end.line < first else 0)
        return _Node(first, max(first, last), event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return _Node(first, first, items=[])
    if isinstance(event, yaml.MappingStartEvent):
        return _Node(first, first, pairs=[])
    return None
