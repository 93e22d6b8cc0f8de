"""Which elements of a web page may be the date or the title of a document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Final

from dash_core.common.i18n import cached_words
from dash_core.dates.model import MAX_DATE_CHARS
from dash_core.readers import boilerplate
from dash_core.readers.columns.fields import known_field
from dash_core.readers.html.text import Chunk, Element, chunks_text
from dash_core.readers.lines.codes import is_code
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.labels import field_of
from dash_core.readers.lines.parts import LineParts, parts_of
from dash_core.readers.lines.places import may_be_place
from dash_core.readers.report import LIST_FIELDS

__all__ = [
    "Cues",
    "cell_tag",
    "date_among",
    "dateline_of",
    "find_cues",
    "has_words",
    "is_title",
    "marked_field",
    "printed_date",
]

_AROUND: Final = " \t\r\n\u00a0|–—-·•,;:/"  # around a date that is beside other text
_LABEL: Final = re.compile(r"([^\W\d_][^:\n]{0,40}):\s*(.+)", re.DOTALL)
_TWO: Final = 2
_MARKED_LEVELS: Final = 4  # elements around a text that may name its field
_CELLS: Final = ("dt", "dd", "th", "td")
_MAX_LIST: Final = 2_000  # characters of a list of names
_DIGIT: Final = re.compile(r"\d")
_PARTS_APART: Final = re.compile(r"[;|·•]")  # a comma parts the names of one person, too
_PARTS: Final = re.compile(r"[;,|·•]")
_BARS: Final = re.compile(r"[|·•]")
_MAX_AMONG: Final = 100  # characters of a line of parts, one of which is a date
_PART_WORDS: Final = 3
# Classes that programs give to elements with one field; others ("text", "name") say too little.
_CLASSES: Final = {
    "author": "creators",
    "authors": "creators",
    "creator": "creators",
    "creators": "creators",
    "recipient": "recipients",
    "recipients": "recipients",
    "identifier": "id",
    "unitid": "id",
    "call-number": "id",
    "reference-code": "id",
    "publisher": "publisher",
}
_DAY: Final = re.compile(r"(?<![0-9])[0-9]{1,2}(?![0-9])")
_WORD: Final = re.compile(r"[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7af]")


def has_words(text: str) -> bool:
    """Whether a text has a word: a few letters together."""
    return bool(_WORD.search(text))


@cached_words(maxsize=10_000)  # each text is looked at up to five times
def printed_date(text: str) -> str:
    """The date that a whole text is, without label and separators; "" if it is not a date.

    >>> printed_date(" | May 5, 1946"), printed_date("Date: 1946"), printed_date("May Smith")
    ('May 5, 1946', '1946', '')
    """
    if len(text) > 2 * MAX_DATE_CHARS or not _DIGIT.search(text):
        return ""
    text = boilerplate.visible_text(text).strip(_AROUND)
    label = _LABEL.fullmatch(text)
    if label and known_field(label[1]) == "date":
        text = label[2].strip(_AROUND)
    date = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    return date if is_date(date) and _DIGIT.search(date) else ""


def date_among(block: Sequence[Chunk]) -> tuple[str, str]:
    """The one part between dots or bars of a text without links that is a date ("File · 1911"),
    and the other parts, of few words each; two "" if there is none."""
    text = block[0].text
    if len(block) > 1 or block[0].link is not None or len(text) > _MAX_AMONG:
        return "", ""
    parts = [part for part in map(str.strip, _BARS.split(boilerplate.visible_text(text))) if part]
    dates = [part for part in parts if printed_date(part)] if len(parts) > 1 else []
    rest = [part for part in parts if part not in dates]
    if len(dates) != 1 or any(len(part.split()) > _PART_WORDS for part in rest):
        return "", ""
    return printed_date(dates[0]), " · ".join(rest)


def dateline_of(block: Sequence[Chunk]) -> tuple[str, str]:
    """The place and the date that a paragraph without links is, the date with a day; two "" if it
    is something else."""
    if len(block) > 1 or block[0].link is not None or block[0].heading is not None:
        return "", ""
    text = boilerplate.visible_text(block[0].text)
    parts = parts_of(text) if len(text) <= 2 * MAX_DATE_CHARS else LineParts()
    day = _DAY.search(parts.date) and parts.at_end and parts.is_sure and not parts.fields
    return (parts.title.strip(" []"), parts.date) if day and may_be_place(parts.title) else ("", "")


def is_title(text: str) -> bool:
    """Whether the text of a heading or link may be a title."""
    text = boilerplate.visible_text(text)
    return has_words(text) and not printed_date(text) and not boilerplate.kind(text)


@dataclass
class Cues:
    """The elements that contain a date, those that contain a title with the texts of headings and
    links among them, and links without words ("23-1166")."""

    dates: list[Element] = field(default_factory=list)
    titles: list[Element] = field(default_factory=list)
    named: list[tuple[Element, str]] = field(default_factory=list)
    links: list[Element] = field(default_factory=list)

    @cached_property
    def dated_titles(self) -> list[Element]:
        """The headings and links whose text is a title and a date ("Diary, 1894")."""
        parted = ((at, parts_of(boilerplate.visible_text(text))) for at, text in self.named)
        return [at for at, parts in parted if parts.date and parts.at_end and parts.is_sure]


def cell_tag(chunk: Chunk) -> str:
    """The tag of the table cell, term or description that a chunk is in, "" if none."""
    cell = _cell(chunk)
    return "" if cell is None else "th" if _is_name(cell) else str(cell.tag)


def _is_name(cell: Element) -> bool:
    """Whether a cell is the first of two in its row and the name of a field."""
    row = [e for e in cell.getparent() if e.tag in _CELLS]
    text = "".join(cell.itertext()) if len(row) == _TWO and row[0] is cell else ""
    return cell.tag == "td" and bool(field_of(text.strip(": \n\t\r")))


def _cell(chunk: Chunk) -> Element | None:
    at = chunk.element
    for _n in range(6):  # farther out it belongs to more than this record
        if at is None or at.tag in _CELLS:
            break
        at = at.getparent()
    return at if at is not None and at.tag in _CELLS else None


def marked_field(element: Element) -> str:
    """The field that an element's markup names: microdata, RDFa or a class with a plain name."""
    text = "".join(element.itertext()).strip()
    bare = text.strip(_AROUND)
    at = element
    for n in range(_MARKED_LEVELS):
        if at is None or (n and "".join(at.itertext()).strip(_AROUND) != bare):
            break
        name = at.get("itemprop") or at.get("property") or ""
        if name.strip() and (of := known_field(name.split()[0].rpartition("/")[2])):
            return of
        for word in (at.get("class") or "").casefold().split():
            if marked := _CLASSES.get(word) or _CLASSES.get(word.rpartition("-")[2]):
                return marked
        at = at.getparent()
    return _list_of(at, text) if at is not None else ""


def _list_of(at: Element, text: str) -> str:
    """The field of a list that an element is, by its class: of several texts parted by signs."""
    whole = "".join(at.itertext())
    if len(whole) > _MAX_LIST or not _PARTS.search(whole.replace(text, "", 1)):
        return ""
    for _n in range(_MARKED_LEVELS):
        for word in (at.get("class") or "").casefold().split():
            name = _CLASSES.get(word) or _CLASSES.get(word.rpartition("-")[2])
            if name in LIST_FIELDS and (word.endswith("s") or _has_only_parts(at, whole)):
                return name
        tail, at = at.tail, at.getparent()
        if at is None or len(at) > 1 or (tail or "").strip() or (at.text or "").strip():
            break
    return ""


def _has_only_parts(at: Element, whole: str) -> bool:
    """Whether each part of a list, between its signs, is an element of its own."""
    parts = ["".join(child.itertext()).strip() for child in at.iter() if not len(child)]
    return len(parts) > 1 and parts == [part.strip() for part in _PARTS_APART.split(whole)]


def _mark_codes(chunks: Sequence[Chunk]) -> None:
    """Mark the dates in elements of a class of which most hold codes: numbers of objects, as
    "1930.3.11" among "1921.14.2" and "K-A-11"."""
    by_class: dict[str, list[Chunk]] = {}
    for chunk in chunks:
        is_whole = chunk.shown and chunk.link is None and not len(chunk.element)
        name = chunk.element.get("class") if is_whole else None
        if name and len(chunk.text) <= MAX_DATE_CHARS and _DIGIT.search(chunk.text):
            by_class.setdefault(name, []).append(chunk)
    for alike in by_class.values():
        dates = [chunk for chunk in alike if printed_date(chunk.text)]
        if dates and 2 * len(dates) <= len(alike):
            codes = sum(is_code(boilerplate.visible_text(chunk.text)) for chunk in alike)
            for chunk in dates if 2 * (codes + len(dates)) > len(alike) and codes > 1 else ():
                chunk.coded = True


def find_cues(chunks: Sequence[Chunk]) -> Cues:
    """The elements of a page that may be dates and titles of documents."""
    _mark_codes(chunks)
    cues = Cues()
    label = ""
    last_link: Element = None
    is_heading = False
    labelled: Element | None = None  # the term or the row that has the label
    for _block, group in groupby(chunks, key=lambda chunk: chunk.block):
        block = [chunk for chunk in group if chunk.shown]
        if not block or block[0].aside:
            continue
        cell = _cell(block[0])
        if cell is not None and cell.tag in ("dt", "th"):
            label, labelled = known_field(chunks_text(block).strip(": ")), cell.getparent()
        elif label and cell is not None and cell.getparent() is labelled:
            text = chunks_text(block)
            if label == "title" and is_title(text):
                cues.titles.append(block[0].element)
                label = ""
                continue
            if label == "date" and text:
                cues.dates.append(block[0].element)
                label = ""
                continue
        _add_cues(cues, block, last_link, is_heading)
        last_link = block[-1].link
        is_heading = block[-1].heading is not None
    return cues


def _add_cues(cues: Cues, block: Sequence[Chunk], above: Element, is_below_heading: bool) -> None:
    """Add the dates and titles of a paragraph; `above` is the link that the one before ends in: of
    a link around several paragraphs only the first may be a title. Below a heading a place and a
    date are a date."""
    whole = len(block) > 1 and printed_date(chunks_text(block))
    if date_among(block)[0] or (is_below_heading and dateline_of(block)[1]):
        cues.dates.append(block[0].element)
        return
    for chunk in block:
        if chunk.coded:
            continue
        if whole or chunk.element.get("datetime") or printed_date(chunk.text):
            cues.dates.append(chunk.element)
        elif chunk.heading is None and above is not None and chunk.link is above:
            continue
        elif chunk.link is not None and not has_words(chunk.text):
            cues.links.append(chunk.element)
        elif (chunk.heading is not None or chunk.link is not None) and is_title(chunk.text):
            cues.titles.append(chunk.element)
            cues.named.append((chunk.element, chunk.text))
