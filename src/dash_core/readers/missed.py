"""Whether documents were missed: signs of some within others, or in no document at all.

Each check gives a remark that says what looks wrong; none changes a document.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from dash_core.common.i18n import _, format_number
from dash_core.dates.stated import NOTHING_STATED
from dash_core.readers import boilerplate
from dash_core.readers.columns.cell_text import shorten
from dash_core.readers.doubt import doubt, what_to_do
from dash_core.readers.lines.date_within import date_within
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.parts import parts_of
from dash_core.readers.report import FileReport, Piece, Record, Remark

__all__ = ["MISSED"]

_LOOKED_AT: Final = 300  # first documents
_HALF: Final = 0.5
_MANY: Final = 0.6  # share of the documents
_SHOWN: Final = 60  # characters of an example
_MAX_DATE: Final = 60  # characters of a date alone
_MAX_DATED: Final = 90  # characters of a line with a date that may be a title or a dateline
_MANY_DATES: Final = 5  # in no document
_LIST: Final = 4  # dates in a document
_ITEMS: Final = 3  # lines that are a list
_TWICE: Final = 2
_FEW: Final = 0.3  # share of the titles that may begin otherwise than all others
_GOES_ON: Final = (",", ";", "-", "–")
_MOST_LINES: Final = 2  # of a document, on average, where most have one
_WRAPPED: Final = 0.8  # share of the longest line at which a line may go on below
_MOST_PIECES: Final = 20_000  # lines of a page that are looked at

_DAY: Final = re.compile(r"\d\D+\d{2}|[^\W\d_]{3}\.? \d{1,2}\b")  # more than a year or a month
_YEAR: Final = re.compile(r"(?<![\w./:-])(?:1[0-9]{3}|20[0-9]{2})(?![\w/:-]|\.[0-9])")
_ITEM: Final = re.compile(r"\s*(?:[•●▪■◦○‣⁃∙\uf0b7]\s*|[*+–—-]\s+|[\[(]?[0-9]{1,4}[.)\]]\s+)(?=\w)")
_MAY_BE_DAY: Final = re.compile(
    r"\W{0,3}(?:[0-9]{1,2}\.? ?[^\W\d_]{3}|[^\W\d_]{3,12}\.? [0-9]{1,2}\b|[12][0-9]{3}[.,:]? )"
)
_CUT: Final = re.compile(r"[–—,;:.)\]·|…-]")  # what no title begins with


def _dated_texts(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Documents without a date of whose texts each has one: it may be theirs."""
    looked = records[:_LOOKED_AT]
    bare = [record for record in looked if not record.date]
    if file.unit == "row" or len(bare) < max(2, _MANY * len(looked)):
        return
    such = [(record, date) for record in bare if (date := date_within(record.summary)[1])]
    if len(such) >= max(2, _MANY * len(bare)):
        text = _(
            "{n} documents have no date, though one stands in the text of each (“{date}”). {help}"
        )
        yield doubt([such[0][0]], text, n=len(such), date=such[0][1], help=what_to_do(file))


def _dates_left(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Dates alone on a line or in an element, as many as documents or more, that are in none."""
    if file.unit == "row":
        return
    left = [
        piece
        for piece in file.pieces[:_MOST_PIECES]
        if piece.record is None
        and piece.role == "header"
        and len(piece.text) < _MAX_DATE
        and _DAY.search(piece.text)
        and is_date(boilerplate.visible_text(piece.text).strip(" ()[]|·,;"))
    ]
    if len(left) >= max(_MANY_DATES, _HALF * len(records)):
        text = _(
            "{n} dates on the page are in no document (the first is “{line}”): documents may be "
            "missing. {help}"
        )
        yield _on_lines(left, text, file)


def _lists_within(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Documents of a web page that hold several dates each, as lists do."""
    if file.unit != "element" or len(records) < 2:
        return
    dates = Counter(
        piece.record
        for piece in file.pieces[:_MOST_PIECES]
        if piece.record is not None
        and len(piece.text) < _MAX_DATE
        and _DAY.search(piece.text)
        and is_date(boilerplate.visible_text(piece.text).strip(" ()[]|·,;"))
    )
    longer = [i for i, n in dates.items() if n >= _LIST]
    if 2 * len(longer) > len(records):
        text = _(
            "{n} of {of} documents have {least} dates or more in them: they may be lists of "
            "documents. {help}"
        )
        values = {"n": len(longer), "of": len(records), "least": _LIST, "help": what_to_do(file)}
        yield Remark(records[min(longer)].first, text.format(**values).strip())


def _items_within(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Lines in the texts of very few documents that begin as those of a list do: with a bullet, a
    number or a day."""
    if file.unit != "line":
        return
    inside = [p for p in file.pieces[:_MOST_PIECES] if p.record is not None and p.text.strip()]
    if len(inside) < (1 + _TWICE) * len(records):
        return
    firsts = {record.first for record in records}
    items = [p for p in inside if p.number not in firsts and _begins_item(p.text)]
    if len(items) >= _ITEMS and len(items) >= _TWICE * len(records):
        text = _(
            "{n} lines in the texts of documents begin as those of a list do (“{line}”): each may "
            "be a document. {help}"
        )
        yield _on_lines(items, text, file)


def _begins_item(text: str) -> bool:
    if _ITEM.match(text):
        return True
    if not _MAY_BE_DAY.match(text):  # most lines are no more than words
        return False
    parts = parts_of(boilerplate.visible_text(text))
    return bool(parts.date) and not parts.at_end and _DAY.search(parts.date) is not None


def _datelines_within(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Short lines with a day and a year in the texts of documents, as many as documents or more:
    each may be the date of one."""
    if file.unit != "line":
        return
    dated = [
        piece
        for piece in file.pieces[:_MOST_PIECES]
        if piece.role == "summary"
        and piece.record is not None
        and len(text := piece.text.strip()) <= _MAX_DATED
        and _YEAR.search(text)
        and _DAY.search(text)
        and parts_of(text).date
    ]
    if len(dated) >= max(_TWICE, len(records)):
        text = _(
            "{n} short lines in the texts of documents have a date (“{line}”): documents may be "
            "missing. {help}"
        )
        yield _on_lines(dated, text, file)


def _years_in_titles(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Documents of a page without a date whose titles have a year, among others with a date."""
    looked = records[:_LOOKED_AT]
    if file.unit == "row" or not any(record.date for record in looked):
        return
    such = [
        r for r in looked if not r.date and r.stated == NOTHING_STATED and _YEAR.search(r.title)
    ]
    if such:
        text = _(
            "{n} of {of} documents have no date, though a year stands in the title (“{title}”)."
        )
        yield doubt(such, text, n=len(such), of=len(looked), title=shorten(such[0].title, _SHOWN))


def _cut_starts(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Titles of a page that begin with a sign, or with a small letter where hardly any other does:
    they may be the rest of something."""
    if file.unit == "row":
        return
    looked = [record for record in records[:_LOOKED_AT] if record.title]
    small = [record for record in looked if record.title[0].islower()]
    if len(small) > _FEW * len(looked) and len(small) > 1:
        small = []
    such = [r for r in looked if _CUT.match(r.title)] + small
    if such and len(looked) > 1:
        text = _(
            "{n} of {of} titles begin as no title does (“{title}”): they may be the rest of a line "
            "or of another document. {help}"
        )
        values = {"title": shorten(such[0].title, _SHOWN), "help": what_to_do(file)}
        yield doubt(such, text, n=len(such), of=len(looked), **values)


def _datelines_left(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Lines with a title and a date that are in no document, twice as many as documents."""
    if file.unit != "line":
        return
    left = [
        p
        for p in file.pieces[:_MOST_PIECES]
        if p.role == "header" and _YEAR.search(p.text) and len(p.text) < _MAX_DATED
    ]
    if len(left) < max(_MANY_DATES, _TWICE * len(records)):
        return
    left = [p for p in left if parts_of(boilerplate.visible_text(p.text)).date]
    if len(left) >= max(_MANY_DATES, _TWICE * len(records)):
        text = _(
            "{n} lines with a date are in no document (the first is “{line}”): documents may be "
            "missing. {help}"
        )
        yield _on_lines(left, text, file)


def _lines_below(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """A line below a document in a list whose documents have a line each, where the line above is
    too short to go on in it: it may be one more."""
    if file.unit != "line" or len(records) < _ITEMS - 1:
        return
    inside = [p for p in file.pieces[:_MOST_PIECES] if p.record is not None]
    if len(inside) > _MOST_LINES * len(records):
        return
    lines: dict[int, list[Piece]] = {}
    for piece in inside:
        if piece.record is not None and piece.text.strip():
            lines.setdefault(piece.record, []).append(piece)
    single = sum(len(pieces) == 1 for pieces in lines.values())
    if single < _HALF * len(lines):
        return
    longest = max(len(piece.text) for pieces in lines.values() for piece in pieces)
    extra = [
        below
        for pieces in lines.values()
        for above, below in pairwise(pieces)
        if len(above.text) < _WRAPPED * longest and not above.text.rstrip().endswith(_GOES_ON)
    ]
    if extra and len(extra) <= max(1, _FEW * len(lines)):
        text = _(
            "“{line}” stands below a document, as no line does below most others: it was read as "
            "a part of it, and may be a document of its own. {help}"
        )
        yield _on_lines(extra, text, file)


def _on_lines(lines: Sequence[Piece], text: str, file: FileReport) -> Remark:
    """A remark at the first of some lines: how many there are, that line, and what to do."""
    values = {
        "n": format_number(len(lines)),
        "line": shorten(lines[0].text.strip(), _SHOWN),
        "help": what_to_do(file),
    }
    return Remark(lines[0].number, text.format(**values).strip())


MISSED: Final[tuple[Callable[[Sequence[Record], FileReport], Iterator[Remark]], ...]] = (
    _dated_texts,
    _dates_left,
    _lists_within,
    _items_within,
    _datelines_within,
    _years_in_titles,
    _cut_starts,
    _datelines_left,
    _lines_below,
)
"""Checks for documents that were missed."""
