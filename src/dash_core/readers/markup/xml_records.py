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
from dash_core.readers.columns.event_words import EVENTS
from dash_core.readers.columns.fields import known_field
from dash_core.readers.markup import xml
from dash_core.readers.markup.named_parts import ELEMENT_SETS, element_sets, field_name, naming
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
from dash_core.readers.tables.grid import Line, columns_and_rows
from dash_core.readers.tables.records import MAX_COLUMNS, Row, SourceTable, Value, build

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "XML"

_FAMILY: Final = frozenset("last lastname last-name surname family familyname nachname nom".split())
_GIVEN: Final = frozenset(
    "first firstname first-name forename given givenname vorname prenom".split()
)
_ROWS: Final = frozenset(("row", "tr", "table-row"))
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
    titles = _titles(tree.root)
    folded = Counter[str]()
    name = selected.rpartition("/")[2]
    text = _("Read as a table: each <{tag}> is a document, its parts are columns.")
    if not titles and _are_rows(records):
        lines = [Line(n, text_of(e), _cells_of(e)) for n, e in enumerate(records, 1)]
        names, rows, remarks = columns_and_rows(file.name, lines, ragged=False)
    else:
        rows, folded = _rows(records, titles, options)
        names = list(dict.fromkeys(name for row in rows for name in row.cells))
        remarks = [Remark(1, text.format(tag=name))]
    rows, left = _with_rest(rows, tree.root, records)
    table = SourceTable(
        file.name, NAME, names, rows, [*tree.remarks, *remarks], "", flat=False, escaped=False
    )
    reading = build(table, options)
    (report,) = reading.report.files
    more = [Unused(name, n) for name, n in (left + folded).most_common()]
    report = replace(
        report, unused=(*report.unused, *more), record_paths=tuple(paths), record_path=selected
    )
    return replace(reading, report=replace(reading.report, files=(report,)))


def _rows(
    records: list[Element], titles: list[str], options: Options
) -> tuple[list[Row], Counter[str]]:
    """A row for each record, and what is in none."""
    rows: list[Row] = []
    folded = Counter[str]()
    progress = progress_part(options.progress, 0, 0.5)
    for i, element in with_progress(list(enumerate(records, 1)), progress):
        value = _object(element)
        found, unused = _cells(
            element, value if isinstance(value, dict) else {local_name(element): value}, titles
        )
        folded += unused
        rows.append(Row(i, text_of(element), found))
    return rows, folded


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
    if local_name(element) == ELEMENT_SETS:
        return element_sets(element)
    languages = {e.get(LANGUAGE) for e in element} - {None}
    children: dict[str, list[Any]] = {}
    attribute = naming(element)
    for child in element:
        value = _object(child)
        name = field_name(child, attribute)
        if attribute:
            value = _without_name(value, attribute)
        elif isinstance(value, dict) and len(value) == 1 and len(child) and name not in EVENTS:
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


def _without_name(value: Any, attribute: str) -> Any:
    """The object of a part that an attribute names, without that; its content, if that is all."""
    if not isinstance(value, dict):
        return ""  # <field name="date"/>
    rest = {key: inner for key, inner in value.items() if key not in (attribute, "qualifier")}
    return next(iter(rest.values()), "") if len(rest) <= 1 else rest


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


def _are_rows(records: list[Element]) -> bool:
    """Whether most records have parts of one name alone, as rows of a table have cells."""
    rows = sum(
        len(e) > 1 and len({local_name(part) for part in e}) == 1 and not naming(e) for e in records
    )
    return rows * 2 > len(records) and {local_name(e).casefold() for e in records} <= _ROWS


def _cells_of(row: Element) -> list[str]:
    """The texts of the cells of a row; `Index` counts those that are left out (Excel 2003)."""
    cells: list[str] = []
    for cell in row:
        index = attributes_of(cell).get("Index", "")
        if index.isdecimal() and len(cells) < int(index) <= MAX_COLUMNS:
            cells += [""] * (int(index) - 1 - len(cells))
        cells.append(text_of(cell))
    return cells


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
