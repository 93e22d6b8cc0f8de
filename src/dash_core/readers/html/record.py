"""The text of one record on a web page -> its date, title, summary and other fields."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final
from unicodedata import normalize

from dash_core.dates.stated import NOTHING_STATED, StatedDate, qualifier_of
from dash_core.readers import boilerplate
from dash_core.readers.columns.fields import STATED_FIELDS, known_field
from dash_core.readers.html.cues import cell_tag, date_among, dateline_of, is_title, printed_date
from dash_core.readers.html.marked import HtmlRecord, read_badges, read_marked, read_trail
from dash_core.readers.html.text import Chunk, Element, Markup, chunks_text, collapse_space
from dash_core.readers.lines.parts import fields_of_line, meta_fields, parts_of
from dash_core.readers.report import FIELDS, LIST_FIELDS, Record

__all__ = ["read_record"]

_ISO: Final = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:[T ].*)?")
_INLINE_LABEL: Final = frozenset("b strong span label em i dt th".split())
_LABELS: Final = {"dt": "dd", "th": "td"}
_LABELLED: Final = re.compile(r"\s*([^\W\d_][^:\n]{0,40}):\s+(\S.*)", re.DOTALL)
_COUNTER: Final = re.compile(r"\s*\W?\d+\W?\s*")  # "12. " before a title
_WORD: Final = re.compile(r"\w")
_EMPTY: Final = re.compile(r"[(\[][\s,;·|]*[)\]]|[,;·|]\s*(?=[)\]])|(?<=[(\[])\s*[,;·|]")
_BESIDE_DATE: Final = " ·•|,;:—–-"
_REPEATED: Final = 3  # times that a label stands in one document
_MAX_LABEL: Final = 60  # characters


def read_record(
    page: Markup,
    chunks: Sequence[Chunk],
    position: int,
    dated_title: bool = False,
    repeated: Counter[str] | None = None,
) -> Record:
    """The record that these chunks are; their roles are set. Labels that stand in it several times,
    as in a list of documents, are counted in `repeated`.

    `dated_title` says that titles end in dates where there is no other date. Buttons ("Read more")
    and lone separators keep the role `header`.
    """
    seen = [chunk for chunk in chunks if chunk.shown]
    seen = [chunk for chunk in seen if not _is_in_button(chunk)] or seen
    blocks = [list(group) for _block, group in groupby(seen, key=lambda chunk: chunk.block)]
    record = HtmlRecord(page, blocks, position)
    read_trail(record)
    _read_date(record)
    if not record.values.get("date"):
        _read_dateline(record)
    _read_title(record)
    _split_title(record, dated_title)
    _read_labelled(record)
    read_marked(record)
    read_badges(record)
    _read_rest(record)
    if repeated is not None:
        repeated.update(label for label, n in record.labels.items() if n >= _REPEATED)
    numbers = [chunk.line for chunk in seen if chunk.record is not None] or [chunks[0].line]
    return Record(**record.values, extra=record.extra, first=min(numbers), last=max(numbers))


def _read_date(record: HtmlRecord) -> None:
    """Take the first `<time>`, else the first paragraph that is a date, else the first other text
    that is one and not part of a title."""
    chunks = [chunk for block in record.blocks for chunk in record.left(block)]
    chunks = [chunk for chunk in chunks if not chunk.coded]
    for chunk in chunks:
        if _is_time(chunk.element):
            time = [c for c in chunks if c.element is chunk.element]
            _take_date(record, time, chunks_text(time), chunk.element.get("datetime") or "")
            return
    named = _named_cells(record)
    for i, block in enumerate(record.blocks):
        if named.get(i) == "date":
            _take_date(record, block, chunks_text(block))
            return
    for i, block in enumerate(record.blocks):
        name, marks, rest = _label_of(block) if not named.get(i) else ("", [], "")
        if marks and not rest:
            value = [chunk for chunk in block if chunk not in marks]
            if known_field(name) == "date" and (date := printed_date(chunks_text(value))):
                _take_date(record, value, date)
                record.take(marks, "date")
                return
        elif block[0].coded:
            continue
        elif not named.get(i) and (date := printed_date(chunks_text(block))):
            _take_date(record, block, date)
            return
    for chunk in chunks:
        date = printed_date(chunk.text)
        is_separate = chunk.heading is None or any(
            c.heading is chunk.heading and c.link is not None for c in chunks
        )
        if date and chunk.link is None and is_separate:
            _take_date(record, [chunk], date)
            return
    for chunk in chunks:  # set apart within the link of the title
        date = printed_date(chunk.text)
        beside = [c for c in chunks if c.link is chunk.link and c is not chunk]
        if date and chunk.element is not chunk.link and any(is_title(c.text) for c in beside):
            _take_date(record, [chunk], date)
            return


def _read_dateline(record: HtmlRecord) -> None:
    """Take the first paragraph that is a place and a date ("Varna, 9 May 1951"), or a date among
    other short parts ("File · 1951")."""
    for block in record.blocks:
        date, others = date_among(block)
        if date:
            _take_date(record, block, date)
            rest, fields = meta_fields(others)
            _keep(record, fields | ({"note": rest} if rest else {}))
            return
        place, date = dateline_of(block)
        if date:
            _take_date(record, block, date)
            record.values["places"] = (place,)
            return


def _named_cells(record: HtmlRecord) -> dict[int, str]:
    """The fields of the blocks that stand in a cell behind the name of a field, by position;
    "other" where the name means none."""
    if record.named is not None:
        return record.named
    named: dict[int, str] = {}
    label = of = ""
    for i, block in enumerate(record.blocks):
        tag = cell_tag(block[0])
        if tag in _LABELS or _is_label_block(block):
            label, of = _label_text(block), _LABELS.get(tag, tag)
            named[i] = "label"
        elif label and tag == of:
            named[i] = known_field(label) or "other"
            label = label if tag else ""
        else:
            label = ""
    record.named = named
    return named


def _all(record: HtmlRecord) -> list[Chunk]:
    return [chunk for block in record.blocks for chunk in block]


def _is_in_button(chunk: Chunk) -> bool:
    at = chunk.element
    return at.tag == "button" or any(above.tag == "button" for above in at.iterancestors())


def _is_time(element: Element) -> bool:
    return element.tag == "time" and (
        bool(_ISO.fullmatch(element.get("datetime") or ""))
        or bool(printed_date("".join(element.itertext())))
    )


def _take_date(record: HtmlRecord, chunks: Sequence[Chunk], text: str, normal: str = "") -> None:
    record.take(chunks, "date")
    record.values["date"] = normalize("NFC", text)
    if match := _ISO.fullmatch(normal):
        record.values["stated"] = StatedDate(machine=match[1])


def _read_title(record: HtmlRecord) -> None:
    """Take the first heading, else the first link that is most of its paragraph, else an element
    with "title" in its class, else the first paragraph."""
    chunks = [chunk for block in record.blocks for chunk in record.left(block)]
    title_chunks: list[Chunk] = []
    for chunk in chunks:
        if chunk.heading is not None and not title_chunks:
            heading = [c for c in chunks if c.heading is chunk.heading]
            while len(heading) > 1 and _COUNTER.fullmatch(heading[0].text):
                del heading[0]
            title_chunks = heading if is_title(chunks_text(heading)) else []
    named = _named_cells(record)
    for i, block in enumerate(record.blocks) if not title_chunks else ():
        if named.get(i) == "title" and is_title(chunks_text(record.left(block))):
            title_chunks = record.left(block)
            break
    for block in record.blocks if not title_chunks else ():
        name, marks, _rest = _label_of(left) if (left := record.left(block)) else ("", [], "")
        if known_field(name) == "title" and len(marks) < len(left):
            record.take(marks, "field")
            title_chunks = [chunk for chunk in left if chunk not in marks]
            break
    for block in record.blocks if not title_chunks else ():
        links = [c for c in record.left(block) if c.link is not None]
        link = [c for c in links if c.link is links[0].link]
        text = chunks_text(link)
        if is_title(text) and 2 * len(text) >= len(chunks_text(record.left(block))):
            title_chunks = link
            break
    for chunk in chunks if not title_chunks else ():
        if "title" in (chunk.element.get("class") or "") and is_title(chunk.text):
            title_chunks = [
                c
                for c in chunks
                if c.block == chunk.block and (chunk.link is None or c.link is chunk.link)
            ]
            break
    for i, block in enumerate(record.blocks) if not title_chunks else ():
        left = record.left(block) if not named.get(i) else []
        if left and is_title(chunks_text(left)) and not _label_of(left)[0]:
            title_chunks = left
            break
    if not title_chunks:
        return
    record.values["title"] = record.take(title_chunks, "title")
    first = title_chunks[0]
    dates = [chunk for chunk in _all(record) if chunk.role == "date"]
    if any(c.link is first.link is not None for c in dates):
        record.values["title"] = record.values["title"].strip(_BESIDE_DATE)
    elif any(chunk.block == first.block for chunk in dates):  # "<b>9 May 1904</b> – Letter to Ray"
        record.values["title"] = record.values["title"].lstrip(_BESIDE_DATE)
    link_of = next((c.link for c in title_chunks if c.link is not None), None)
    if link_of is None:  # "View document"
        link_of = next((c.link for b in record.blocks for c in b if _is_button(c)), None)
    if link_of is not None and (url := record.page.resolve(link_of.get("href") or "")):
        record.values["url"] = url


def _split_title(record: HtmlRecord, dated: bool) -> None:
    """Take the date off the end of the title ("Diary, 1894"), where it is that of the record or
    there is no other and all titles have one (`dated`)."""
    title = boilerplate.visible_text(record.values.get("title", ""))
    date = record.values.get("date", "")
    if date not in title or not (date or dated):
        return
    parts = parts_of(title)
    date = date or parts.date
    if parts.date == date != "" and parts.at_end and parts.is_sure:
        record.values["title"], record.values["date"] = parts.title, parts.date
        record.extra.update(parts.fields)
        for chunk in (chunk for block in record.blocks for chunk in block):
            if chunk.record is not None and chunk.role == "title":
                chunk.role = "field"


def _read_meta(record: HtmlRecord, block: Sequence[Chunk], left: Sequence[Chunk]) -> str:
    """Take the level and the code from a line of parts ("MR 1/1 · File · 1911"); what is left."""
    text = chunks_text(left)
    if (fields := fields_of_line(text)) and "id" not in fields:
        _keep(record, fields)
        record.take(left, "field")
        return ""
    if not any(sign in text for sign in "·•|"):
        return text
    rest, fields = meta_fields(text.strip(" ·•|"))
    if fields.get("id") and record.values.get("id"):
        return text
    _keep(record, fields)
    if fields and not rest:
        record.take(left, "field")
    return rest if fields else text


def _keep(record: HtmlRecord, fields: Mapping[str, str]) -> None:
    for name, value in fields.items():
        kept: dict[str, Any] = record.values if name == "id" else record.extra
        kept.setdefault(name, normalize("NFC", value))


def _is_button(chunk: Chunk) -> bool:
    """Whether a link has a generic text ("Read more"), so that it leads to the document."""
    text = boilerplate.visible_text(chunk.text)
    return chunk.link is not None and bool(boilerplate.kind(text) == "link" or printed_date(text))


def _label_of(block: Sequence[Chunk]) -> tuple[str, list[Chunk], str]:
    """The label that a paragraph begins with, its chunks, and the text after it in the same chunk
    (`Creator: M. Bagirov` is one text); "" if there is none.

    A separate element with a colon is always a label; a word before a colon in a text
    ("Memorandum: …") only where it is the name of a field.
    """
    first = block[0]
    text = boilerplate.visible_text(first.text)
    is_label = first.element.tag in _INLINE_LABEL and first.after is None and len(block) > 1
    if is_label and len(text) <= _MAX_LABEL:
        colon = text.endswith(":") or block[1].text.lstrip().startswith(":")
        named = "label" in (first.element.get("class") or "") and known_field(text)
        if (colon or named) and text.strip(": "):
            return text.strip(": "), [first], ""
    is_text = text.endswith(":") and text[:1].isalpha() and len(text) <= _MAX_LABEL
    if is_text and len(block) > 1 and block[1].element is not first.element:
        return text.strip(": "), [first], ""
    match = _LABELLED.fullmatch(first.text)
    if match and known_field(match[1]):
        return boilerplate.visible_text(match[1]), [first], match[2]
    return "", [], ""


def _read_labelled(record: HtmlRecord) -> None:
    """Take pairs of a label and a value: a term and its description, a header cell and its cell,
    or a label at the start of a paragraph."""
    label: list[Chunk] = []
    for block in record.blocks:
        left = record.left(block)
        if not left:
            if label and known_field(_label_text(label)) == block[0].role:
                record.take(label, block[0].role)
            label = []
            continue
        tag = cell_tag(left[0])
        if tag in _LABELS or _is_label_block(left):
            label = left
            continue
        if label and tag == _LABELS.get(cell_tag(label[0]), tag):
            name = _label_text(label)
            if 0 < len(name) <= _MAX_LABEL:
                _take_field(record, name, label, left, chunks_text(left))
                if not tag:
                    label = []
                continue
        label = []
        name, marks, rest = _label_of(left)
        if name:
            value = left if rest else [chunk for chunk in left if chunk not in marks]
            text = f"{rest} {chunks_text(left[1:])}" if rest else chunks_text(value).lstrip(": ")
            _take_field(record, name, [] if rest else marks, value, text)


def _is_label_block(block: Sequence[Chunk]) -> bool:
    """Whether a paragraph is the label of the next one: its markup says so."""
    is_marked = len(block) == 1 and "label" in (block[0].element.get("class") or "")
    return is_marked and 0 < len(_label_text(block)) <= _MAX_LABEL


def _label_text(label: Sequence[Chunk]) -> str:
    return boilerplate.visible_text(chunks_text(label)).strip(": ")


def _take_field(
    record: HtmlRecord, name: str, label: Sequence[Chunk], value: Sequence[Chunk], text: str
) -> None:
    """Put a labelled value into its field; into `extra` where there is none or it is full."""
    text = normalize("NFC", " ".join(text.split()))
    record.take([*label, *value], "field")
    of = known_field(name)
    if label:
        record.labels[name] += 1
    if of in LIST_FIELDS:
        links = list({id(c.link): c.link for c in value if c.link is not None}.values())
        parts = [chunks_text([c for c in value if c.link is link]) for link in links]
        # Several links are several values where there are no words between them.
        unlinked = chunks_text([c for c in value if c.link is None])
        whole = len(parts) > 1 and not _WORD.search(unlinked)
        items = parts if whole else text.split(";")
        items = [normalize("NFC", part.strip()) for part in items]
        record.values[of] = (*record.values.get(of, ()), *filter(None, items))
    elif of in STATED_FIELDS:
        said = qualifier_of(text) if of == "date_qualifier" else text
        stated = record.values.get("stated", NOTHING_STATED)
        record.values["stated"] = replace(stated, **{STATED_FIELDS[of]: said})
    elif of in FIELDS and of not in ("url", "title") and not record.values.get(of):
        record.values[of] = text
        if of in ("date", "summary"):
            record.take(value, "date" if of == "date" else "summary")
    else:
        record.extra[name] = f"{record.extra[name]}; {text}" if name in record.extra else text


def _read_rest(record: HtmlRecord) -> None:
    """Take all that is left as summary, except buttons, and separators and counters before the
    title or beside a taken text."""
    parts = [record.values["summary"]] if record.values.get("summary") else []
    before_title = True
    for block in record.blocks:
        before_title = before_title and not any(chunk.role == "title" for chunk in block)
        left = record.left(block)
        words = [c for c in left if _WORD.search(c.text) and not _COUNTER.fullmatch(c.text)]
        is_beside = not words and (len(left) < len(block) or before_title)
        if not left or is_beside or boilerplate.kind(boilerplate.visible_text(chunks_text(left))):
            continue
        rest = _read_meta(record, block, left)
        if rest:
            record.take(left, "summary")
            parts.append(normalize("NFC", _tidy(rest) if len(left) < len(block) else rest))
    record.values["summary"] = " ".join(filter(None, parts))


def _tidy(text: str) -> str:
    """A text without the brackets and commas around what was taken out of it."""
    text = _EMPTY.sub(" ", text)
    return collapse_space(text).strip(" ·•|,;")
