"""JSON with a list of objects in it, and JSON lines: an object is a row.

The list is the whole file, or is in an object under a name like "records" (else the largest list
is taken); the text around it is the file's header. Objects in objects become columns with dotted
names (`place.name`), deeper ones stay JSON. Numbers are kept as printed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.readers.report import Reading, RemarkCollector
from dash_core.readers.source import Options, SourceFile
from dash_core.readers.tables.json_walk import BrokenError, Decoder, FoundList, Walker
from dash_core.readers.tables.nested import cells, column_name
from dash_core.readers.tables.records import Row, SourceTable, build, check_size

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "JSON"

_LISTS: Final = frozenset("records items results docs documents data hits entries rows".split())
_TOP: Final = 20  # first lines, which decide whether each line is an object
_PROGRESS_EVERY: Final = 1_000

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_START: Final = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:\{|\]\s*\Z))")
_OBJECT: Final = re.compile(r"\{\s*[\"}]")
_EMPTY: Final[tuple[object, ...]] = (None, "", [])
_OPENING: Final = re.compile(r"[\s\[]*")
_CLOSING: Final = re.compile(r"[\s\]}]*")


def sniff(file: SourceFile) -> bool:
    """Whether the text begins like a list of objects or an object, or its lines do."""
    return _START.match(file.text) is not None or _are_objects(file.text)


def read(file: SourceFile, options: Options) -> Reading:
    """Read a list of objects, an object that contains one, or lines of objects.

    Raises
    ------
    ReadError
        If no object could be read, or the table is too large.
    """
    text = file.text
    collector = RemarkCollector("row")
    if _are_objects(text):
        values = _from_lines(text, options, collector)
    else:
        values = _from_document(file, options, collector)
    rows: list[Row] = []
    names: dict[str, None] = {}
    for row, value in values:
        try:
            by_name = cells(value) if value else {}
        except RecursionError:
            _refuse(collector, row.number, BrokenError(0, "too deep").reason)
            row, by_name = replace(row, role="unread"), {}
        rows.append(replace(row, cells=by_name) if by_name else row)
        names.update((column_name(key), None) for key, inner in value.items() if inner in _EMPTY)
        names.update(dict.fromkeys(by_name))
        check_size(file.name, len(rows), len(names))
    encoding = file.decoded.encoding
    table = SourceTable(
        file.name, NAME, list(names), rows, collector.remarks(), encoding, flat=False
    )
    return build(table, options)


def _are_objects(text: str) -> bool:
    """Whether there are several lines and the first, or many of the first ones, is an object."""
    fits: list[bool] = []
    at = 0
    while len(fits) < _TOP and at < len(text):
        end = _LINE_END.search(text, at)
        line = text[at : end.start() if end else len(text)].strip()
        at = end.end() if end else len(text)
        if line:
            end_of_it = line if fits else line.rstrip(",")
            fits.append(end_of_it.endswith("}") and _OBJECT.match(line) is not None)
    n = sum(fits)
    return len(fits) > 1 and (fits[0] or (n > 1 and n * 3 >= len(fits) and text.lstrip()[0] != "["))


_Found = Iterator[tuple[Row, dict[str, Any]]]
"""Each row and its object; an empty one where it is not an object."""


def _from_lines(text: str, options: Options, collector: RemarkCollector) -> _Found:
    decoder = Decoder()
    lines = _LINE_END.split(text)
    for number, line in enumerate(lines[:-1] if lines[-1] == "" else lines, 1):
        if number % _PROGRESS_EVERY == 0:
            options.progress(number / len(lines) / 2)
        row = Row(number, line)
        if not line.strip():
            yield row, {}
            continue
        decoder.twice = False
        try:
            value, end = decoder.at(line, len(line) - len(line.lstrip()))
            if line[end:].strip() not in ("", ","):
                raise BrokenError(end, "Extra data")
        except BrokenError as err:
            _refuse(collector, number, err.reason)
            yield replace(row, role="unread"), {}
            continue
        yield _row(row, value, decoder.twice, collector)


def _refuse(collector: RemarkCollector, number: int, reason: str) -> None:
    collector.add(number, _("This could not be read: {reason}."), reason=reason)


def _row(
    row: Row, value: Any, twice: bool, collector: RemarkCollector
) -> tuple[Row, dict[str, Any]]:
    """The row of a valid JSON value, and its object."""
    if twice:
        message = _("A name occurs twice here: the second one is kept as “… (2)”.")
        collector.add(row.number, message)
    if isinstance(value, dict):
        return row, value
    if value is None:
        return replace(row, role="blank"), {}
    collector.add(row.number, _("This is not an object with named fields: not read."))
    return replace(row, role="unread"), {}


def _from_document(file: SourceFile, options: Options, collector: RemarkCollector) -> _Found:
    text = file.text
    walker = Walker(text, options.progress)
    records = _choose(walker)
    if records is None:
        yield _only_object(file, walker, collector)
        return
    for other in walker.lists:
        if other is not records and other.n_objects:
            message = _("The list “{name}” has {n} objects that were not read as documents.")
            name = ".".join(other.path)
            collector.add(1, message, name=name, n=f"{other.n_objects:,}")
    if not _OPENING.fullmatch(before := text[: records.start + 1]):
        yield Row(1, before.strip(), role="header"), {}
    yield from _elements(text, records, collector)
    n = len(records.elements)
    end = len(text) if walker.broken else walker.end
    if not _CLOSING.fullmatch(after := text[records.end : end]):
        if walker.broken:
            message = _("The text after the last object could not be read: {reason}.")
            collector.add(n, message, reason=walker.broken.reason)
        yield Row(n, after.strip(), role="unread" if walker.broken else "header"), {}
    elif walker.broken and not records.broken:
        collector.add(n, _("The file breaks off here: there may have been more."))
    if rest := text[end:].strip():
        collector.add(n, _("The text after the end was not read."))
        yield Row(n, rest, role="unread"), {}


def _elements(text: str, records: FoundList, collector: RemarkCollector) -> _Found:
    broken, twice = dict(records.broken), set(records.twice)
    line, at = 1, 0
    for i, (start, end, value) in enumerate(records.elements):
        row = Row(i + 1, text[start:end].strip())
        if i not in broken:
            yield _row(row, value, i in twice, collector)
            continue
        line, at = line + text.count("\n", at, start), start
        message = _("The object that begins in line {line} could not be read: {reason}.")
        collector.add(i + 1, message, line=f"{line:,}", reason=broken[i].reason)
        yield replace(row, role="unread"), {}


def _choose(walker: Walker) -> FoundList | None:
    """The list of documents; None where the file is a single document."""
    lists = [one for one in walker.lists if one.n_objects]
    named = [one for one in lists if not one.path or one.path[-1].lower() in _LISTS]
    if not named and walker.is_document:
        return None
    return max(named or lists, key=lambda one: one.n_objects, default=None)


def _only_object(
    file: SourceFile, walker: Walker, collector: RemarkCollector
) -> tuple[Row, dict[str, Any]]:
    """The whole file as a row. Raises `ReadError` if it is not an object."""
    text = file.text
    broken = next((err for one in walker.lists for _i, err in one.broken), walker.broken)
    if broken:
        line = text.count("\n", 0, broken.at) + 1
        raise ReadError(
            _(
                "“{name}” is not valid JSON (in line {line}, {reason}): export it again or "
                "repair that line, and try again."
            ).format(name=file.name, line=f"{line:,}", reason=broken.reason)
        ) from broken
    if not walker.is_document:
        raise ReadError(
            _(
                '“{name}” contains no list of objects with named fields, such as [{{"date": "…", '
                '"title": "…"}}, …].'
            ).format(name=file.name)
        )
    if text[walker.end :].strip():
        raise ReadError(
            _("“{name}” has something after the end of its only object: delete it.").format(
                name=file.name
            )
        )
    decoder = Decoder()
    value, _end = decoder.at(text, len(text) - len(text.lstrip()))
    return _row(Row(1, text.strip()), value, decoder.twice, collector)
