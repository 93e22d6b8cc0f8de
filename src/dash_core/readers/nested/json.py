"""JSON with a list of objects in it, and JSON lines: an object is a row.

The list is the whole file, or is in an object under a name like "records" (else the largest list
is taken); the text around it is the file's header. Objects in objects become columns with dotted
names (`place.name`), deeper ones stay JSON. Numbers are kept as printed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from json import dumps
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, format_number
from dash_core.readers.columns.inner import ADMINISTRATION, InnerColumn
from dash_core.readers.nested.arrays import table_of
from dash_core.readers.nested.documents import (
    WHOLE,
    Candidate,
    candidates,
    choose,
    left_outside,
    quality,
    rate,
    record_paths,
)
from dash_core.readers.nested.keys import RECORDS, column_name, field_of
from dash_core.readers.nested.links import join_links
from dash_core.readers.nested.meaning import is_manifest
from dash_core.readers.nested.objects import Unwrapped, unwrap
from dash_core.readers.nested.walk import BrokenError, Decoder, FoundList, Walker, select
from dash_core.readers.report import Reading, RecordPath, RemarkCollector, Unused
from dash_core.readers.source import Options, SourceFile
from dash_core.readers.tables.records import (
    MAX_COLUMNS,
    Row,
    SourceTable,
    build,
    check_size,
)

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "JSON"

_NO_GENRES: Final = frozenset(RECORDS["no_genres"])
_TOP: Final = 20  # first lines, which decide whether each line is an object
_PROGRESS_EVERY: Final = 1_000

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_START: Final = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:\{|\[\s*\"|\]\s*\Z))")
_OBJECT: Final = re.compile(r"\{\s*[\"}]")
_EMPTY: Final[tuple[object, ...]] = (None, "", [])
_OPENING: Final = re.compile(r"[\s\[]*")
_CLOSING: Final = re.compile(r"[\s\]}]*")
_BETWEEN: Final = re.compile(r"[\s,\[\]{}]*")


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
    unused = Counter[str]()
    paths: list[RecordPath] = []
    if _are_objects(text):
        values = _from_lines(text, options, collector)
    else:
        values = _from_document(file, options, collector, unused, paths)
    found = join_links(list(values), unused)
    rows = _Rows(found, collector)
    if len(rows.names) > MAX_COLUMNS:  # objects whose keys are names of things
        rows = _Rows(found, collector, flat=True)
    check_size(file.name, len(rows.rows), len(rows.names))
    unused.update(rows.unused)
    table = SourceTable(
        file.name,
        NAME,
        list(rows.names),
        rows.rows,
        collector.remarks(),
        file.decoded.encoding,
        flat=False,
        unused=tuple(Unused(name, n) for name, n in unused.items()),
        inner=rows.inner_columns(),
    )
    return _with_paths(build(table, options), paths, options.record_path(file.name))


def _with_paths(reading: Reading, paths: Sequence[RecordPath], selected: str) -> Reading:
    """The reading, with what else its documents could be."""
    (report,) = reading.report.files
    report = replace(report, record_paths=tuple(paths), record_path=selected)
    return Reading.of(reading.records, report)


class _Rows:
    """The rows with their cells, the names of their columns, and what is in none.

    Stops at too many columns, unless `flat`.
    """

    def __init__(
        self,
        found: Iterable[tuple[Row, dict[str, Any]]],
        collector: RemarkCollector,
        flat: bool = False,
    ) -> None:
        self.rows: list[Row] = []
        self.names: dict[str, None] = {}
        self.unused = Counter[str]()
        self._inner: dict[str, InnerColumn] = {}
        self._own: set[str] = set()
        self._shapes: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
        for row, value in found:
            try:
                unwrapped = unwrap(value, flat)
            except RecursionError:
                if not flat:
                    _refuse(collector, row.number, BrokenError(0, "too deep").reason)
                row, unwrapped = replace(row, role="unread"), unwrap({})
            self._add(row, value, unwrapped)
            if len(self.names) > MAX_COLUMNS and not flat:
                break

    def _add(self, row: Row, value: Mapping[str, Any], unwrapped: Unwrapped) -> None:
        by_name, inner, unused = unwrapped
        self.rows.append(Row(row.number, row.text, by_name, row.role) if by_name else row)
        for key, thing in value.items():
            if not thing and thing in _EMPTY:
                self.names[column_name(key)] = None
        shape = (tuple(by_name), tuple(inner))
        if shape not in self._shapes:  # that of few rows or of all
            self._shapes.add(shape)
            self.names |= dict.fromkeys(by_name)
            self._inner = inner | self._inner
            self._own |= by_name.keys() - inner.keys()
        if unused:
            self.unused.update(unused)

    def inner_columns(self) -> dict[str, InnerColumn]:
        """The columns of objects in the documents, and those of no document's genre."""
        inner = {
            name: column
            for name, column in self._inner.items()
            if name not in self._own or column == ADMINISTRATION
        }
        for name in self._own:
            if field_of(name) == "genre" and self._are_no_genres(name):
                inner[name] = ADMINISTRATION
        return inner

    def _are_no_genres(self, name: str) -> bool:
        """Whether all values of a column say only what a thing is for a program."""
        for row in self.rows:
            value = row.cells.get(name, ())
            values = (value,) if isinstance(value, str) else value
            if any(one not in _NO_GENRES and "--" not in one for one in values):
                return False
        return True


def _are_objects(text: str) -> bool:
    """Whether there are several lines and the first, or many of the first ones, is an object."""
    fits: list[bool] = []
    at = 0
    while len(fits) < _TOP and at < len(text):
        end = _LINE_END.search(text, at)
        line = text[at : end.start() if end else len(text)].strip()
        at = end.end() if end else len(text)
        if line:
            fits.append(_is_object(line if fits else line.rstrip(","), not fits))
    n = sum(fits)
    return len(fits) > 1 and (fits[0] or (n > 1 and n * 3 >= len(fits) and text.lstrip()[0] != "["))


def _is_object(line: str, check: bool) -> bool:
    """Whether a line looks like an object; with `check`, whether it is one as a whole.

    The first line of a document may look like it: `{"config": {"id": 1},`.
    """
    if not line.endswith("}") or _OBJECT.match(line) is None:
        return False
    try:
        return not check or Decoder().at(line, 0)[1] == len(line)
    except BrokenError:
        return False


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


def _from_document(
    file: SourceFile,
    options: Options,
    collector: RemarkCollector,
    unused: Counter[str],
    paths: list[RecordPath],
) -> _Found:
    text = file.text
    walker = Walker(text, options.progress)
    selected = options.record_path(file.name)
    table = None if walker.broken or text[walker.end :].strip() else table_of(walker.root)
    if table:
        unused.update(table.unused)
        if table.is_of_columns:
            message = _("The lists were read as columns: what stands at one place is a document.")
            collector.add(1, message)
        yield Row(1, dumps([*table.rows[0]], ensure_ascii=False), role="header"), {}
        for number, cells in enumerate(table.rows, 1):
            yield Row(number, dumps([*cells.values()], ensure_ascii=False)), dict(cells)
        return
    records = _records(text, walker, selected, collector, unused, paths)
    if records is None:
        yield _only_object(file, walker, collector)
        return
    if not _OPENING.fullmatch(before := text[: records.elements[0][0]]):
        yield Row(1, before.strip(), role="header"), {}
    yield from _elements(text, records, collector)
    n = len(records.elements)
    end = len(text) if walker.broken else walker.end
    if not _CLOSING.fullmatch(after := text[records.elements[-1][1] : end]):
        if walker.broken:
            message = _("The text after the last object could not be read: {reason}.")
            collector.add(n, message, reason=walker.broken.reason)
        yield Row(n, after.strip(), role="unread" if walker.broken else "header"), {}
    elif walker.broken and not records.broken:
        collector.add(n, _("The file breaks off here: there may have been more."))
    if rest := text[end:].strip():
        collector.add(n, _("The text after the end was not read."))
        yield Row(n, rest, role="unread"), {}


def _records(
    text: str,
    walker: Walker,
    selected: str,
    collector: RemarkCollector,
    unused: Counter[str],
    paths: list[RecordPath],
) -> FoundList | None:
    """The list of documents; None where the whole file is a single document or has none.

    Adds what is in no document, and what else could be the documents.
    """
    if walker.broken:
        lists = {one.path: one for one in walker.lists if one.n_objects}
        rated = [rate(path, one.objects) for path, one in lists.items()]
        best = max(rated, key=lambda one: (one.score, one.n), default=None)
        return lists[best.path] if best and not (walker.is_document and best.score < 1) else None
    found = [] if is_manifest(walker.root) else candidates(walker.root)
    best = choose(walker.root, found)
    paths += record_paths(walker.root, found, best)
    if selected:
        other = None if selected == WHOLE else best
        best = next((one for one in found if one.joined == selected), other)
    _remark_others(found, best, collector)
    if best is None:
        return None
    unused.update(left_outside(walker.root, best.path))
    same = [one for one in walker.lists if one.path == best.path]
    return same[0] if len(same) == 1 else select(text, best.path)


def _remark_others(
    found: Sequence[Candidate], best: Candidate | None, collector: RemarkCollector
) -> None:
    """Remark on the lists that could be the documents as well."""
    for other in found:
        if other is best or not other.may_be_instead(best):
            continue
        if best is None or other.path[: len(best.path)] == best.path:
            message = _("The list “{name}” has {n} objects that were read as part of a document.")
        else:
            message = _("The list “{name}” has {n} objects that were not read as documents.")
        collector.add(1, message, name=other.name, n=format_number(other.n))


def _elements(text: str, records: FoundList, collector: RemarkCollector) -> _Found:
    broken, twice = dict(records.broken), set(records.twice)
    line, at, last = 1, 0, records.elements[0][0]
    for i, (start, end, value) in enumerate(records.elements):
        if i and not _BETWEEN.fullmatch(between := text[last:start]):
            yield Row(i, between.strip(), role="header"), {}
        last = end
        row = Row(i + 1, text[start:end].strip())
        if i not in broken:
            yield _row(row, value, i in twice, collector)
            continue
        line, at = line + text.count("\n", at, start), start
        message = _("The object that begins in line {line} could not be read: {reason}.")
        collector.add(i + 1, message, line=format_number(line), reason=broken[i].reason)
        yield replace(row, role="unread"), {}


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
            ).format(name=file.name, line=format_number(line), reason=broken.reason)
        ) from broken
    if not (walker.is_document or (isinstance(walker.root, dict) and quality([walker.root]))):
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
