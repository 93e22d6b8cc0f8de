"""What every reading must be: checks that hold for any bytes and every reader."""

import re
import signal
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, Final

from dash_core import Collection, DossierError, Study, readers
from dash_core.collection.document import source_pieces
from dash_core.collection.filter import Filter
from dash_core.collection.view import View
from dash_core.dates import read_dates
from dash_core.export.formats import FORMATS
from dash_core.export.provenance import provenance
from dash_core.readers import Options, Reading, SourceFile, read_file, read_files
from dash_core.readers.html import page as html
from dash_core.readers.nested import json as json_reader
from dash_core.readers.pages import listing
from dash_core.readers.report import LIST_FIELDS, ROLES, FileReport, Record
from dash_core.readers.tables import csv
from tests.fuzz.corpus import seeds

__all__ = ["PACKED", "SECONDS", "check", "check_reading", "every_reader", "warm_up"]

SECONDS: Final = 20  # of processor time for one small input; the slowest valid ones take one
_MAX_MESSAGE: Final = 1_000  # characters of a message
PACKED: Final = (b"PK", b"\x1f\x8b")
_IN_RECORD: Final = ("date", "title", "summary", "field")
_FIELDS: Final = [field.name for field in fields(Record)]
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


@cache
def every_reader() -> list[Any]:
    """All modules of `dash_core.readers` that are readers, registered or not."""
    names = [m.name for m in walk_packages(readers.__path__, f"{readers.__name__}.")]
    modules = map(import_module, names)
    return [m for m in modules if hasattr(m, "NAME") and hasattr(m, "sniff") and hasattr(m, "read")]


def warm_up() -> None:
    """Read each seed once, so that all libraries are imported; errors are ignored."""
    for seed in seeds().values():
        for reader in every_reader():
            with suppress(Exception):
                reader.read(SourceFile("input", seed.data), Options())


def check(data: bytes) -> int:
    """Read bytes with every reader; return how many readers found documents in them.

    Raises
    ------
    AssertionError
        If a reading is not as it must be. Any other exception except `DossierError` is a failure,
        too.
    """
    with _in_time():
        n = sum(_check_reader(reader, data) for reader in every_reader()) if data else 0
        reading = _attempt(
            lambda: read_file(SourceFile("input", data), Options(progress=_progress))
        )
        if reading:
            check_reading(reading, data)
            again = read_file(SourceFile("input", data))
            assert again == reading, "the same bytes were read in two ways"
        share = sum(data) % 16  # the same for the same input
        if share < 2 or data.startswith(b"PK"):
            _check_joined(data)
        if share == 0 or b"study.json" in data:
            _check_collection(data)
        return n


def _check_reader(reader: Any, data: bytes) -> bool:
    """Read bytes with a reader, even if they are of another format."""
    file = SourceFile("input", data)
    sniffed = _attempt(lambda: reader.sniff(file))
    assert sniffed in (None, True, False), f"{reader.NAME} sniffs {sniffed!r}"
    reading = _attempt(lambda: reader.read(file, Options(progress=_progress)))
    if reading is None:
        return False
    assert reading.records, f"{reader.NAME} gives no document and does not say so"
    check_reading(reading, data)
    return True


def _check_joined(data: bytes) -> None:
    """Read the same page twice as one listing, which merges overlapping pages."""
    files = [SourceFile("one", data), SourceFile("two", data)]
    if reading := _attempt(lambda: read_files(files)):
        check_reading(reading, b"")


def _check_collection(data: bytes) -> None:
    collection = _attempt(lambda: Collection(Study.of([SourceFile("input", data)])))
    if collection is not None and len(collection) < 30:
        assert collection.table["id"].is_unique
        source = provenance(collection, View(Filter(), collection.all_rows))
        for write in FORMATS.values():
            assert write(collection.table, source)
        for row in range(len(collection)):
            source_pieces(collection, row)


def check_reading(reading: Reading, data: bytes) -> None:
    """Raise `AssertionError` where a reading is not as `dash_core.readers.report` says.

    `data` is what was read, if the pieces can be compared with it; else empty.
    """
    at = 0
    for file in reading.report.files:
        records = reading.records[at : at + file.n_records]
        at += file.n_records
        _check_file(file, records)
        if data and len(reading.report.files) == 1 and not data.startswith(PACKED):
            _check_nothing_lost(file, data)
    assert at == len(reading.records) == reading.report.n_records
    for record in reading.records:
        _check_record(record)
    assert reading.report.sentence()
    assert len(reading.report.to_frame(50)) == min(50, len(_pieces(reading)))
    for texts in zip(*((r.date, r.stated.machine) for r in reading.records[:50]), strict=True):
        assert len(read_dates(texts).dates) == len(texts)


def _pieces(reading: Reading) -> list[Any]:
    return [piece for file in reading.report.files for piece in file.pieces]


def _check_file(file: FileReport, records: Any) -> None:
    counts = file.counts()
    assert sum(counts.values()) == len(file.pieces)
    assert set(counts) == set(ROLES)
    number = 0 if file.unit == "line" else 1
    seen = set()
    for piece in file.pieces:
        if file.unit == "line":
            assert piece.number == number + 1, f"line {piece.number} after {number}"
        assert piece.number >= number, f"piece {piece.number} after {number}"
        number = piece.number
        assert piece.role in ROLES
        if piece.role in _IN_RECORD:
            assert piece.record is not None, f"{piece.role} in no record: {piece!r:.200}"
        if piece.role in ("header", "unread"):
            assert piece.record is None, f"{piece.role} in a record: {piece!r:.200}"
        if piece.record is not None:
            assert 0 <= piece.record < len(records), f"no such record: {piece!r:.200}"
            record = records[piece.record]
            assert record.first <= number <= record.last, (
                f"piece {number} outside of its record's {record.first} to {record.last}"
            )
            seen.add(piece.record)
        _check_text(piece.text, normalized=False)
    for i, record in enumerate(records):
        assert record.source == file.source
        assert 1 <= record.first <= record.last, f"from {record.first} to {record.last}"
        if file.unit != "element":  # an element may be without text
            assert record.last <= number, f"record to {record.last}, pieces to {number}"
            # The line of two records belongs to the first.
            shares = i > 0 and record.first <= records[i - 1].last
            assert i in seen or shares, f"record {i} from no piece"
    for remark in file.remarks:
        assert remark.number >= 1
        _check_message(remark.text)


def _check_record(record: Record) -> None:
    for name in _FIELDS:
        value = getattr(record, name)
        if name in LIST_FIELDS:
            assert isinstance(value, tuple), f"{name} is {value!r:.100}"
            assert all(value), f"{name} has an empty text"
        if name == "names":
            texts = [text for parts in value.values() for text in asdict(parts).values()]
        elif name in ("extra", "stated"):
            texts = (value if name == "extra" else asdict(value)).values()
        else:
            texts = value if name in LIST_FIELDS else [value]
        for text in texts:
            if name not in ("first", "last", "source"):
                try:
                    _check_text(text, normalized=name not in ("url", "id"))
                except AssertionError as err:
                    raise AssertionError(f"{name} {err}") from err


def _check_text(text: Any, *, normalized: bool) -> None:
    assert isinstance(text, str), f"{text!r:.100} is not a text"
    text.encode()  # no lone surrogates
    if normalized:
        assert text == unicodedata.normalize("NFC", text), f"not composed: {text!a:.200}"
        assert text == " ".join(text.split()), f"white space not normalized: {text!a:.200}"


def _check_message(text: str) -> None:
    assert text.strip(), "an empty message"
    assert len(text) <= _MAX_MESSAGE, f"a message of {len(text)} characters: {text[:300]!r}"
    text.encode()


def _check_nothing_lost(file: FileReport, data: bytes) -> None:
    """Compare the pieces with the file, in formats where this is possible without the reader."""
    source = SourceFile("input", data)
    texts = [piece.text for piece in file.pieces]
    if file.form == listing.NAME or (file.unit == "line" and _is_text(source)):
        lines = _LINE_END.split(source.text)
        assert texts == (lines if lines[-1] else lines[:-1]), "not the lines of the file"
    elif file.form == csv.NAME:
        joined, whole = ("".join(_LINE_END.split(t)) for t in ("".join(texts), source.text))
        assert joined == whole, "not the rows of the file"
    elif file.form == json_reader.NAME:
        at = 0
        for text in filter(None, texts):
            start = source.text.find(text, at)
            assert start >= 0, f"a piece that is not in the file: {text!r:.200}"
            _check_between(source.text[at:start])
            at = start + len(text)
        _check_between(source.text[at:])
    elif file.unit != "element" or file.form == html.NAME:
        return  # only the reader knows what a page hides and how it breaks lines
    elif source.xml is not None and b"<!" not in data.replace(b"\0", b""):
        inside = [unicodedata.normalize("NFC", text) for text in source.xml.itertext()]
        words, words_read = " ".join(inside).split(), " ".join(texts).split()
        assert words == words_read, "not the words of the document"


def _is_text(source: SourceFile) -> bool:
    """Whether a file's lines can be compared; those of HTML are lines as displayed."""
    return not source.text.lstrip("\ufeff \t\r\n").startswith("<")


def _check_between(text: str) -> None:
    assert re.fullmatch(r"[\s,\[\]{}\ufeff]*", text), f"lost: {text[:200]!r}"


def _progress(done: float) -> None:
    assert -1e-9 <= done <= 1 + 1e-9, f"{done} of the work is done"


def _attempt(read: Callable[[], Any]) -> Any:
    """The result of `read`; None where it raises a `DossierError` with a proper message."""
    try:
        return read()
    except DossierError as err:
        _check_message(str(err))
        return None


@contextmanager
def _in_time() -> Iterator[None]:
    """Raise `TimeoutError` after `SECONDS` of processor time, where the system has such timers."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def stop(_signal: int, _frame: Any) -> None:
        raise TimeoutError(f"more than {SECONDS} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
