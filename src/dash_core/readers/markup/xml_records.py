"""Any other XML with an element that repeats: a document an element, its parts columns.

Which element is a document is guessed by how much of the file's text its repetitions have, and can
be chosen (`Options.record_path`); which column is what is guessed and asked as for tables.
Attributes are columns, too. Text that stands in none of these elements is accounted for by name.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.common.progress import progress_part, with_progress
from dash_core.readers.columns.fields import known_field
from dash_core.readers.markup import xml
from dash_core.readers.markup.record_paths import (
    LANGUAGE,
    attributes_of,
    find_record_paths,
    records_at,
)
from dash_core.readers.markup.text import Element, local_name, normalize_space, text_of
from dash_core.readers.nested.objects import unwrap
from dash_core.readers.report import Reading, Remark, Unused
from dash_core.readers.source import Options, SourceFile
from dash_core.readers.tables.records import Row, SourceTable, Value, build

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "XML"

_FAMILY: Final = frozenset("last lastname last-name surname family familyname nachname nom".split())
_GIVEN: Final = frozenset(
    "first firstname first-name forename given givenname vorname prenom".split()
)
_CONTENT: Final = "@value"  # as in JSON-LD: the text of an element that has attributes, too


def sniff(file: SourceFile) -> bool:
    """Whether it is XML, of a kind that is not refused by name, in which an element repeats."""
    root = file.xml
    return (
        root is not None
        and not xml.is_refused(root)
        and local_name(root) not in {"html", "svg"}
        and bool(find_record_paths(root))
    )


def read(file: SourceFile, options: Options) -> Reading:
    """Read the elements of the path that a person chose, else of the likeliest one.

    Raises
    ------
    ReadError
        If no element repeats, or it is not well-formed.
    """
    tree = xml.open_tree(file)
    paths = find_record_paths(tree.root)
    selected = options.record_path(file.name)
    records = records_at(tree.root, selected)
    if not records and paths:
        selected = paths[0].path
        records = records_at(tree.root, selected)
    if not records:
        raise ReadError(
            _(
                "“{name}” is XML in which no element with parts repeats: there is no list of "
                "documents in it."
            ).format(name=file.name)
        )
    rows: list[Row] = []
    folded = Counter[str]()
    titles = _titles(tree.root)
    for i, element in with_progress(
        list(enumerate(records, 1)), progress_part(options.progress, 0, 0.5)
    ):
        value = _object(element)
        found, unused = _cells(
            element, value if isinstance(value, dict) else {local_name(element): value}, titles
        )
        folded += unused
        rows.append(Row(i, text_of(element), found))
    rows, left = _with_rest(rows, tree.root, records)
    names = list(dict.fromkeys(name for row in rows for name in row.cells))
    name = selected.rpartition("/")[2]
    remark = Remark(
        1,
        _("Read as a table: each <{tag}> is a document, its parts are columns.").format(tag=name),
    )
    table = SourceTable(
        file.name, NAME, names, rows, [*tree.remarks, remark], "", flat=False, escaped=False
    )
    reading = build(table, options)
    (report,) = reading.report.files
    more = [Unused(name, n) for name, n in (left + folded).most_common()]
    report = replace(
        report, unused=(*report.unused, *more), record_paths=tuple(paths), record_path=selected
    )
    return replace(reading, report=replace(reading.report, files=(report,)))


def _object(element: Element) -> Any:
    """An element as nested objects: its text, or its parts and attributes by name."""
    parts: dict[str, Any] = dict(attributes_of(element))
    own = (element.text, *(e.tail for e in element))
    if not len(element) or any(text and not text.isspace() for text in own):
        text = text_of(element)
        if not parts:
            return text
        if len(parts) == 1 and not text:
            return next(iter(parts.values()))  # <person name="…"/>
        return parts | {_CONTENT: text}
    if name := _name(element):
        return name
    languages = {e.get(LANGUAGE) for e in element} - {None}
    children: dict[str, list[Any]] = {}
    for child in element:
        value = _object(child)
        name = local_name(child)
        if isinstance(value, dict) and len(value) == 1 and len(child):
            ((inner, value),) = value.items()  # <people><person/>…</people>
            name = inner if known_field(inner) and not known_field(name) else name
        elif isinstance(value, str) and len(languages) > 1 and child.get(LANGUAGE):
            value = {"@language": child.get(LANGUAGE), _CONTENT: value}
        children.setdefault(name, []).extend(value if isinstance(value, list) else [value])
    for name, values in children.items():
        if name in parts:
            values.insert(0, parts[name])
        parts[name] = values if len(values) > 1 else values[0]
    return parts


def _name(element: Element) -> str:
    """A person's name given by its parts alone: `Moss, Ada`; "" if it is something else."""
    parts = {local_name(e).casefold(): text_of(e) for e in element if not len(e)}
    family = [text for name, text in parts.items() if name in _FAMILY]
    given = [text for name, text in parts.items() if name in _GIVEN]
    is_name = len(family) == len(given) == 1 and len(element) == 2 and not attributes_of(element)
    return ", ".join(filter(None, (*family, *given))) if is_name else ""


def _cells(
    element: Element, value: dict[str, Any], titles: list[str]
) -> tuple[dict[str, Value], Counter[str]]:
    """The cells of a record, and what is in none; where its parts have no names, by their place."""
    names = {local_name(e) for e in element}
    if len(names) == 1 and len(titles) == len(element):
        cells: dict[str, Value] = {
            title: text
            for title, e in zip(titles, element, strict=True)
            if (text := "; ".join(filter(None, map(text_of, e if len(e) else [e]))))
        }
        return dict[str, Value](attributes_of(element)) | cells, Counter()
    found = unwrap(value)
    return dict(found.cells), found.unused


def _titles(root: Element) -> list[str]:
    """The names of columns that FileMaker's XML gives apart from its rows (FMPXMLRESULT)."""
    return [e.get("NAME") or "" for e in root.iterfind("{*}METADATA/{*}FIELD")]


def _with_rest(
    rows: list[Row], root: Element, records: list[Element]
) -> tuple[list[Row], Counter[str]]:
    """The rows with the text outside of the records between them, and the names of what is left.

    A text before the first record is of the file as a whole.
    """
    inside = set(records)
    above = {e for record in records for e in record.iterancestors()}
    out: list[Row] = []
    left = Counter[str]()
    waiting = iter(rows)
    last = 0
    for e in _outside(root, inside, above):
        if e in inside:
            row = next(waiting)
            out.append(row)
            last = row.number
            continue
        text = normalize_space(e.text or "") if e in above else text_of(e)
        for inner in [e] if e in above else e.iter():
            text = text or "; ".join(attributes_of(inner).values())
        if text and last:
            left[local_name(e)] += 1
        if text:
            out.append(Row(last or 1, text, role="unread" if last else "header"))
    return out, left


def _outside(root: Element, inside: set[Element], above: set[Element]) -> Iterator[Element]:
    """The records, the elements around them, and the outermost elements of the rest, in order."""
    waiting = [root]
    while waiting:
        e = waiting.pop()
        if not isinstance(e.tag, str):
            continue
        yield e
        if e in above and e not in inside:
            waiting += reversed(e)
