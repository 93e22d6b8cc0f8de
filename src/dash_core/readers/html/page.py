"""A listing saved from the browser as a web page, or any page of results.

A table whose first row names its columns is read by these names (`html_table`). Else what repeats
on the page is read as records (`result_list`, `record`). On a page without either, the text
is read line by line, as if it had been copied (`listing`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, count, format_number, ngettext, phrase
from dash_core.readers.boilerplate import may_be_button
from dash_core.readers.decode import decode
from dash_core.readers.html.record import read_record
from dash_core.readers.html.result_list import (
    ResultList,
    find_result_list,
    find_undated_list,
    repeated_items,
)
from dash_core.readers.html.table import read_tables
from dash_core.readers.html.text import (
    MAX_LINE,
    Chunk,
    Element,
    Markup,
    chunks_text,
    collapse_space,
    line_text,
    parse_html,
)
from dash_core.readers.layouts.year_headings import (
    is_yearless_date,
    with_year,
    year_of,
    years_remark,
)
from dash_core.readers.pages.listing import missing_remarks, read_lines
from dash_core.readers.report import FileReport, Piece, Reading, Record, Remark
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = phrase("web page")

_PROGRESS_EVERY: Final = 1_000  # records
_START: Final = re.compile(r"(?:\s|\ufeff|<\?xml[^>]{0,500}\?>|<!--.{0,2000}?-->)*", re.DOTALL)
_DOCUMENT: Final = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_TAG: Final = re.compile(
    r"<(?:head|body|title|meta|link|div|p|ul|ol|li|dl|dt|table|tbody|thead|tr|td|th|h[1-6]|article"
    r"|section|main|header|nav|footer|form|details|blockquote|span|a|b|i|em|strong|br|hr|time|pre|center|font)[\s/>]",
    re.IGNORECASE,
)
_BROKEN: Final = re.compile(r"[^<]{0,20}>?\s*<html[\s>]", re.IGNORECASE)
_MANY_TAGS: Final = 20
_SNIFFED: Final = 20_000  # characters
_MIN_LISTED: Final = 3  # records of a list that shows where it ends
_MANY_HEADINGS: Final = 2  # times as many as documents
_MOST_LINES: Final = 10_000  # of a page that is read in two ways
_MIN_TAGS: Final = 4
_MHTML: Final = re.compile(rb"content-type:\s*multipart/related", re.IGNORECASE)


def sniff(file: SourceFile) -> bool:
    """Whether the content is HTML: a page, a part of one, or a browser's archive of one."""
    if _is_archive(file.data):
        return True
    if b"<" not in file.data[:_SNIFFED]:
        return False
    text = file.text[:_SNIFFED]
    start = _START.match(text)
    at = start.end() if start else 0
    if _DOCUMENT.match(text, at):
        return True
    if _BROKEN.match(text):  # its first characters are lost
        return len(_TAG.findall(text)) >= _MANY_TAGS
    other = "<?xml" in text[:at] or re.match(r"<[^>]*\bxmlns", text[at:])
    return not other and bool(_TAG.match(text, at)) and len(_TAG.findall(text)) >= _MIN_TAGS


def read(file: SourceFile, options: Options) -> Reading:
    """Read a web page.

    Raises
    ------
    ReadError
        If there is no document on it.
    """
    page, encoding, remarks = _open(file)
    options.progress(0.3)
    results: list[ResultList] = []  # searched for once

    def find() -> ResultList:
        results[:] = results or [find_result_list(page)]
        return results[0]

    records, columns, more = read_tables(page, file.name, options, lambda: len(find().records))
    if not records:
        records, more = _read_results(page, find(), options)
    pieces: list[Piece] = []
    if not records:
        records, pieces, more = _read_as_text(page, options)
    is_undated = not records
    if is_undated:
        pieces, (records, more) = [], _read_undated(page, options)
    if records and not pieces:
        pieces = _pieces(page.chunks)
        remarks += missing_remarks(records)
    remarks += more
    remarks += _remark_on_headings(page.chunks, records)
    if not records:
        raise ReadError(
            _(
                "No document was found on the web page “{name}”: save the page that shows the "
                "list, with a date and a title for each document, and try again."
            ).format(name=file.name)
        )
    report = FileReport(
        file.name,
        pieces,
        tuple(sorted(remarks, key=lambda remark: remark.number)),
        unit="element",
        form=NAME,
        encoding=encoding,
        columns=tuple(columns),
    )
    reading = Reading.of(records, report)
    if is_undated:
        reading = replace(reading, report=reading.report.with_remarks((_question(file, records),)))
    return reading


def _remark_on_headings(chunks: Iterable[Chunk], records: Sequence[Record]) -> Iterator[Remark]:
    """A remark where far more headings of one level are on a page than documents were read."""
    headings: dict[str, dict[Element, int]] = {}
    for chunk in chunks:
        if chunk.shown and not chunk.aside and chunk.heading is not None:
            headings.setdefault(str(chunk.heading.tag), {}).setdefault(chunk.heading, chunk.line)
    most = max(headings.values(), key=len, default={})
    if records and len(most) >= _MIN_LISTED and len(most) >= _MANY_HEADINGS * len(records):
        text = _(
            "There are {n} headings of one level on the page, from here on, but {of} read: below "
            "each heading may be one."
        )
        yield Remark(
            min(most.values()), text.format(n=format_number(len(most)), of=count(len(records)))
        )


def _question(file: SourceFile, records: Sequence[Record]) -> str:
    """What is asked where the evidence for documents is weak."""
    return _(
        "Are these documents? No list with dates was found in “{name}”: what repeats with a linked "
        "heading was taken for documents ({n}). If they are posts of a blog or other links, choose "
        "another page."
    ).format(name=file.name, n=format_number(len(records)))


def _open(file: SourceFile) -> tuple[Markup, str, list[Remark]]:
    """The page in a file, its encoding, and remarks on what of it was not read as it is."""
    remarks: list[Remark] = []
    if _is_archive(file.data):
        text, address, encoding = _unpack(file)
        message = _("This is a browser's archive; lines are counted on the page in it.")
        remarks.append(Remark(1, message))
        page = parse_html(text, file.name, address)
    else:
        page = parse_html(file.text, file.name)
        encoding = file.decoded.encoding
    if page.flattened:
        message = _("The page is nested too deep; its innermost parts were read as plain text.")
        remarks.append(Remark(1, message))
    if page.chunks and page.chunks[-1].line >= MAX_LINE:
        message = _("Lines after {n} are not counted.").format(n=format_number(MAX_LINE))
        remarks.append(Remark(MAX_LINE, message))
    return page, encoding, remarks


def _read_undated(page: Markup, options: Options) -> tuple[list[Record], list[Remark]]:
    """The records of a page on which blocks with a linked heading repeat, but no dates."""
    return _read_results(page, find_undated_list(page), options)


def _read_results(
    page: Markup, results: ResultList, options: Options
) -> tuple[list[Record], list[Remark]]:
    """The records of a list of results; what is between them gets the role `unread`."""
    records: list[Record] = []
    repeated: Counter[str] = Counter()
    buttons = _buttons(results.records)
    for i, found in enumerate(results.records):
        chunks = [c for c in found if collapse_space(c.text) not in buttons] or found
        if i % _PROGRESS_EVERY == 0:
            options.progress(0.3 + 0.7 * i / len(results.records))
        records.append(read_record(page, chunks, i, results.dated_titles, repeated))
    for chunk in results.between:
        chunk.role = "unread"
    remarks = list(_take_years(page.chunks, records))
    remarks += _remark_on_lists(records, repeated)
    if results.between:
        message = ngettext(
            "{n} text between the documents has no title or is unlike them: it was not read.",
            "{n} texts between the documents have no title or are unlike them: they were not "
            "read (the first is here).",
            len(results.between),
        )
        remarks.append(Remark(results.between[0].line, message))
    if results.passed_over:
        line, n = results.passed_over
        message = _(
            "Another list of {n} entries with dates begins here; it was not read as documents."
        ).format(n=format_number(n))
        remarks.append(Remark(line, message))
    return records, remarks


def _buttons(records: Sequence[Sequence[Chunk]]) -> frozenset[str]:
    """The texts of links and buttons that say what a click does and that each record has."""
    times: Counter[str] = Counter()
    for chunks in records:
        texts = {collapse_space(c.text) for c in chunks if c.shown and _is_clicked(c)}
        times.update(text for text in texts if may_be_button(text))
    return frozenset(text for text, n in times.items() if n > 1 and n == len(records))


def _is_clicked(chunk: Chunk) -> bool:
    tags = {str(chunk.element.tag), str(getattr(chunk.element.getparent(), "tag", ""))}
    return chunk.heading is None and bool(tags & {"a", "button"})


def _take_years(chunks: Iterable[Chunk], records: list[Record]) -> Iterator[Remark]:
    """Give the dates without a year the one that is the heading above them; a remark on that."""
    year = ""
    below: list[int] = []
    seen = -1
    for chunk in chunks:
        if chunk.record is None:
            year = (chunk.shown and year_of(collapse_space(chunk.text))) or year
        elif chunk.record > seen:
            seen = chunk.record
            record = records[seen]
            if year and not record.stated.machine and is_yearless_date(record.date):
                records[seen] = replace(record, date=with_year(record.date, year))
                below.append(record.first)
    yield from years_remark(below)


def _remark_on_lists(records: Sequence[Record], repeated: Counter[str]) -> Iterator[Remark]:
    """A remark where most documents have a label several times: they may be lists of documents."""
    for label, n in repeated.most_common(1):
        if 2 * n > len(records) > 1:
            text = _(
                "“{label}” stands several times in {n} of {of} documents: what was read as one "
                "document may be a list of them."
            )
            values = {"label": label, "n": format_number(n), "of": format_number(len(records))}
            yield Remark(records[0].first, text.format(**values))


def _pieces(chunks: Iterable[Chunk]) -> list[Piece]:
    """The text of the page: a piece for each part of a paragraph with one role and record."""
    pieces: list[Piece] = []
    together: list[Chunk] = []

    def close() -> None:
        if together:
            first = together[0]
            text = chunks_text(together) if first.shown else first.text
            pieces.append(Piece(first.line, text, first.role, first.record))
            together.clear()

    for chunk in chunks:
        if together:
            last = together[-1]
            same = (chunk.block, chunk.role, chunk.record) == (last.block, last.role, last.record)
            if not (same and chunk.shown and last.shown):
                close()
        together.append(chunk)
    close()
    return pieces


def _read_as_text(page: Markup, options: Options) -> tuple[list[Record], list[Piece], list[Remark]]:
    """Read the text of the page as the lines that copying it gives: first with the elements that
    repeat on it as paragraphs, where each of these then is a document."""
    chunks = [chunk for chunk in page.chunks if chunk.shown and not chunk.aside]
    items = repeated_items(chunks)
    at = _lines_of(chunks, items)
    lines, numbers = _texts(at)
    records: list[Record] = []
    if items and len(lines) <= _MOST_LINES:
        records, read_as, remarks = read_lines(lines, options.progress, numbers)
        records = records if len(records) == len(set(items.values())) else []
    if not records:
        at = _lines_of(chunks, {})
        lines, numbers = _texts(at)
        records, read_as, remarks = read_lines(lines, options.progress, numbers)
    end = _end_of_list(at, read_as)
    if records and end < len(lines):
        records, read_as, remarks = read_lines(lines[:end], options.progress, numbers[:end])
    for parts, piece in zip(at, read_as, strict=False):  # below the list is none
        for chunk in parts:
            chunk.role, chunk.record = piece.role, piece.record
        if piece.record is None or piece.role not in ("title", "field"):
            continue
        if not records[piece.record].url:
            href = next((c.link.get("href") for c in parts if c.link is not None), "")
            url = page.resolve(href)
            records[piece.record] = replace(records[piece.record], url=url)
    return records, _pieces(page.chunks), remarks


def _lines_of(chunks: Iterable[Chunk], items: Mapping[int, Element]) -> list[list[Chunk]]:
    """The chunks of each line; none for a blank one, which stands between paragraphs, or between
    `items` (chunk -> the element that it is in) where there are such."""
    at: list[list[Chunk]] = []
    for chunk in chunks:
        if at and at[-1] and at[-1][-1].block == chunk.block:
            at[-1].append(chunk)
            continue
        item = items.get(id(chunk))
        goes_on = at and at[-1] and item is not None and items.get(id(at[-1][-1])) is item
        if at and not chunk.soft and not goes_on:
            at.append([])
        at.append([chunk])
    return at


def _texts(at: Sequence[Sequence[Chunk]]) -> tuple[list[str], list[int]]:
    """The texts of lines, and their numbers in the source."""
    numbers: list[int] = []
    for chunks in at:
        numbers.append(chunks[0].line if chunks else numbers[-1] if numbers else 1)
    return list(map(line_text, at)), numbers


def _end_of_list(lines: Sequence[Sequence[Chunk]], pieces: Sequence[Piece]) -> int:
    """Where the lines of the list end whose items all records begin in; the number of lines where
    there is none."""
    seen: set[int] = set()
    lists: list[Element] = []
    for chunks, piece in zip(lines, pieces, strict=True):
        if chunks and piece.record is not None and piece.record not in seen:
            seen.add(piece.record)
            item = next((e for e in _around(chunks[0].element) if e.tag == "li"), None)
            lists.append(None if item is None else item.getparent())
    if len(lists) < _MIN_LISTED or lists[0] is None or any(at is not lists[0] for at in lists):
        return len(lines)
    inside = (
        i
        for i, chunks in enumerate(lines)
        if any(at is lists[0] for chunk in chunks[:1] for at in _around(chunk.element))
    )
    return max(inside, default=len(lines)) + 1


def _around(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()


def _is_archive(data: bytes) -> bool:
    """Whether this is MHTML: a mail of parts, as browsers save a page in one file."""
    head = data[:4_000]
    return not head.lstrip().startswith(b"<") and bool(
        re.search(rb"^mime-version:", head, re.IGNORECASE | re.MULTILINE) and _MHTML.search(head)
    )


def _unpack(file: SourceFile) -> tuple[str, str, str]:
    """The page in a browser's archive, its address and its encoding."""
    from email import message_from_bytes, policy

    why = _(
        "“{name}” is a browser's archive in which no page was found: save the page as HTML "
        "(“web page, HTML only”) and try again."
    ).format(name=file.name)
    try:
        mail = message_from_bytes(file.data, policy=policy.compat32)
        part = next((p for p in mail.walk() if p.get_content_type() == "text/html"), None)
        data = part.get_payload(decode=True) if part is not None else None
    except (LookupError, ValueError, RecursionError) as err:  # RecursionError: parts in parts
        raise ReadError(why) from err
    if part is None or not isinstance(data, bytes) or not data.strip():
        raise ReadError(why)
    address = str(part.get("Content-Location") or mail.get("Snapshot-Content-Location") or "")
    charset = part.get_content_charset() or "utf-8"
    try:
        return data.decode(charset), address.strip(), charset.upper()
    except (LookupError, UnicodeDecodeError):
        decoded = decode(data, file.name)
        return decoded.text, address.strip(), decoded.encoding
