"""CSL-JSON, the format of references that Zotero and citation processors exchange.

A row is an item of the array; `csl_record` makes a record of its variables.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, format_number, phrase
from dash_core.readers.nested.walk import BrokenError, Decoder, FoundList, Walker
from dash_core.readers.references.csl_record import record_of
from dash_core.readers.report import FileReport, Piece, Reading, Record, RemarkCollector
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "TYPES", "read", "sniff"]

NAME: Final = phrase("references (CSL-JSON)")

TYPES: Final = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song "
    "speech standard thesis treaty webpage".split()
)
_VARIABLES: Final = frozenset(  # of CSL 1.0.2 that items of one type or another have
    "id type citation-key categories language journalAbbreviation shortTitle author chair "
    "collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director executive-producer guest host interviewer illustrator narrator organizer "
    "original-author performer producer recipient reviewed-author script-writer series-creator "
    "translator accessed container event-date issued original-date submitted abstract annote "
    "archive archive_collection archive_location archive-place authority call-number "
    "chapter-number citation-number citation-label collection-number collection-title "
    "container-title container-title-short dimensions division DOI edition event event-title "
    "event-place first-reference-note-number genre ISBN ISSN issue jurisdiction keyword locator "
    "medium note number number-of-pages number-of-volumes original-publisher "
    "original-publisher-place original-title page page-first part part-title PMCID PMID printing "
    "publisher publisher-place references reviewed-genre reviewed-title scale section source "
    "status supplement title title-short URL version volume volume-title volume-title-short "
    "year-suffix custom".split()
)
_SAMPLE: Final = 5  # first items that must be of this form
_TOP: Final = 200_000  # characters in which these begin
_HEADER: Final = object()  # in place of an item: text around the items
_UNREAD: Final = object()  # in place of an item: broken text
_OPENING: Final = re.compile(r'\ufeff?\s*(?:\{\s*"items"\s*:\s*)?(?:\[\s*)?(?=\{)')
_BETWEEN: Final = re.compile(r"\s*,?\s*")
_MARKS: Final = re.compile(r"[\s\[\],]*")


def sniff(file: SourceFile) -> bool:
    """Whether the text begins like an array of items, or a single item.

    An item has a type of CSL; and it has names or a date in CSL's structure, or an id and only
    variables of CSL, because other JSON has "type" and "title", too.
    """
    top = file.text[:_TOP]
    opening = _OPENING.match(top)
    if opening is None or not ('"type"' in top or '"issued"' in top):
        return False
    at, n = opening.end(), 0
    decoder = Decoder()
    while n < _SAMPLE and top[at : at + 1] == "{":
        try:
            item, end = decoder.at(top, at)
        except BrokenError:
            break
        if not _is_item(item):
            return False
        n += 1
        between = _BETWEEN.match(top, end)
        at = between.end() if between else end
    return n > 0


def _is_item(item: Mapping[str, Any]) -> bool:
    if not isinstance(kind := item.get("type", ""), str):
        return False
    if kind not in TYPES:
        return _is_bare_item(item)
    if isinstance(custom := item.get("custom"), dict) and "dossier" in custom:
        return True
    if not {"title", "author", "issued"} & item.keys():
        return False
    names, issued = item.get("author"), item.get("issued")
    is_built = isinstance(issued, dict) and issued.keys() & {"date-parts", "literal", "raw"}
    if isinstance(names, list) and names and isinstance(names[0], dict):
        is_built = is_built or names[0].keys() & {"family", "given", "literal"}
    return bool(is_built) or ("id" in item and item.keys() <= _VARIABLES)


def _is_bare_item(item: Mapping[str, Any]) -> bool:
    """Whether it is an item without a type of CSL: by a date that only CSL writes like this."""
    issued = item.get("issued")
    return (
        "id" in item
        and isinstance(item.get("title"), str)
        and isinstance(issued, dict)
        and not issued.keys().isdisjoint({"date-parts", "literal", "raw"})
        and item.keys() <= _VARIABLES
    )


def read(file: SourceFile, options: Options) -> Reading:
    """Read every item.

    Raises
    ------
    ReadError
        If there is none.
    """
    collector = RemarkCollector()
    records: list[Record] = []
    pieces: list[Piece] = []
    for number, text, value in _rows(file, options, collector):
        if value is _HEADER or value is _UNREAD:
            pieces.append(Piece(number, text, "header" if value is _HEADER else "unread"))
            continue
        record = None
        if value is None:
            pieces.append(Piece(number, text, "blank"))
            continue
        if isinstance(value, dict) and value:
            try:
                record = record_of(value, number, file.name)
            except RecursionError:
                collector.add(number, _("This item is nested too deeply: not read."))
        else:
            collector.add(number, _("This is not an item with named variables: not read."))
        if record is None:
            pieces.append(Piece(number, text, "unread"))
        else:
            pieces.append(Piece(number, text, "field", len(records)))
            records.append(record)
    if not records:
        raise ReadError(
            _(
                "“{name}” contains no readable item of CSL-JSON: export it again and try again."
            ).format(name=file.name)
        )
    report = FileReport(
        file.name,
        pieces,
        tuple(collector.remarks()),
        unit="row",
        form=NAME,
        encoding=file.decoded.encoding,
    )
    return Reading.of(records, report)


def _rows(
    file: SourceFile, options: Options, collector: RemarkCollector
) -> Iterator[tuple[int, str, Any]]:
    """Number, text and value of each item; `_HEADER` or `_UNREAD` as value of other text."""
    text = file.text
    walker = Walker(text, options.progress)
    items = next((one for one in walker.lists if one.path in ((), ("items",))), None)
    if items is None:
        yield 1, text.strip(), _only_item(file)
        return
    if not _MARKS.fullmatch(before := text[: items.start]):
        yield 1, before.strip(), _HEADER
    yield from _elements(text, items, collector)
    n, end = max(len(items.elements), 1), walker.end if not walker.broken else len(text)
    after, rest = text[items.end : end].strip(), text[end:].strip()
    broken = walker.broken
    if broken:
        message = _("The file breaks off or goes wrong after this item: {reason}.")
        collector.add(n, message, reason=broken.reason)
    if not re.fullmatch(r"[\s\]}]*", after):
        yield n, after, _UNREAD if broken else _HEADER
    if rest:
        collector.add(n, _("The text after the end was not read."))
        yield n, rest, _UNREAD


def _elements(
    text: str, items: FoundList, collector: RemarkCollector
) -> Iterator[tuple[int, str, Any]]:
    broken, twice = dict(items.broken), set(items.twice)
    for i, (start, end, value) in enumerate(items.elements):
        if i in broken:
            message = _("This item could not be read: {reason}.")
            collector.add(i + 1, message, reason=broken[i].reason)
        if i in twice:
            message = _("A variable occurs twice here: the second one is kept as “… (2)”.")
            collector.add(i + 1, message)
        yield i + 1, text[start:end].strip(), _UNREAD if i in broken else value


def _only_item(file: SourceFile) -> Any:
    text = file.text.lstrip("\ufeff")
    try:
        value, end = Decoder().at(text, len(text) - len(text.lstrip()))
    except BrokenError as err:
        line = text.count("\n", 0, err.at) + 1
        raise ReadError(
            _(
                "“{name}” is not valid JSON (in line {line}, {reason}): export it again or "
                "repair that line, and try again."
            ).format(name=file.name, line=format_number(line), reason=err.reason)
        ) from err
    if text[end:].strip():
        raise ReadError(
            _("“{name}” has something after the end of its only item: delete it.").format(
                name=file.name
            )
        )
    return value
