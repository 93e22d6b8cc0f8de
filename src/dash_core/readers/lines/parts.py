"""One line of a copied page -> its title, its date, and what else archives print beside them.

`Diary, 1894` and `Diary · File · 1894, Box 1` end in a date, `12 March 1891: Roe to Doe` and
`**12 March 1891** Roe to Doe` begin with one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from dash_core.dates.cleaning import is_undated
from dash_core.dates.grammar.vocabulary import WORDS, fold_word
from dash_core.dates.model import MAX_DATE_CHARS
from dash_core.dates.no_place import NOT_SAID
from dash_core.readers.lines.codes import is_code
from dash_core.readers.lines.date_words import (
    first_other_word,
    is_plain_date,
    last_other_word,
    may_have_date,
    with_undated,
)
from dash_core.readers.lines.feast_days import feast_at_end
from dash_core.readers.lines.holding_words import (
    NOTE_AT_END,
    is_level,
    may_name_holding,
    split_extent,
    split_holding_before_note,
    split_leading_holding,
    split_trailing_holding,
)
from dash_core.readers.lines.leaders import split_at_dots, split_leader
from dash_core.readers.lines.near_date import near_date
from dash_core.readers.lines.people import person_of
from dash_core.readers.lines.republic import YEAR_OF_THE_REPUBLIC

__all__ = [
    "GOES_ON",
    "LineParts",
    "fields_of_line",
    "may_be_parted",
    "meta_fields",
    "parts_of",
]

_MAX_LINE: Final = 600  # characters; a longer line is a text
_MAX_HEAD: Final = 400
# Before a date, with how surely it parts: a space alone does not.
_BEFORE: Final = re.compile(
    r",\]\s+|,?\]?\s*(?:[,;|·•\t，、；：。،؛]|:(?![0-9])|(?<![0-9]):)\s*|\s+[-–—/]+\s+|\s+(?=[(\[])|[.!?]['”’\")\]]?\s+|,?\]\s+|\s+"
)
_AFTER: Final = re.compile(r"\s*[,;:|·•\t，、；：。،؛]\s*|\.?\s+[-–—]+\s+|\.\s+|\s+")
_META: Final = re.compile(r"\s*[·•|\t]\s*|\s+—\s+")
_FIRST: Final = re.compile(r"\s*[:|\t]\s*|\s+[-–—]+\s+")
_LAST: Final = re.compile(r"[,;:|·\t(，、；：،؛]\s*|\s(?=\[)|\s[-–—]\s")
GOES_ON: Final = re.compile(
    r"(?:^|\W)(?:in|of|on|from|to|until|till|since|by|and|or|the|a|during|between|before|after|"
    r"dated|for|about|around|circa|than|at|im|vom|am|von|seit|bis|du|de|le|en|del|dal|nel|от|в)$",
    re.IGNORECASE,
)
_YEAR_DIGITS: Final = 4
_YEAR_NEAR: Final = re.compile(r"[0-9]{4}")  # in all of these
_CUT: Final = re.compile(r"(?:to|of|and|or|by|in|on|at|from|for), ", re.IGNORECASE)
_INITIAL: Final = re.compile(r"[A-Z](?:[-–][A-Z])?(?:\.(?! ?[DECH]\b)|,)? (?![ABCDE]\b)")
_LEAD: Final = re.compile(r"[._…]+|[-–—/]\s+")
_OF_RECEIPT: Final = re.compile(
    r"[\[(]?(?:eingang|eingegangen|arrivée?|ricevut[oa]|arrivo|recibid[oa]|recebid[oa]|ontvangen"
    r"|получен[ао]?|otrzymano|mottaget|modtaget)(?: am| le| il| el)?[:.,]*", re.IGNORECASE
)  # fmt: skip
_RECEIPT: Final = re.compile(r"[(\[]?(?:received|rec[’']?d|reçue?)\b", re.IGNORECASE)
_DASH_AT_END: Final = re.compile(r"[.,;]?\s+[-–—]+$")  # before an extent
_DIGIT: Final = re.compile(r"\d")
# Words that an expression for "undated" has, by their letters ("n" and "d" of "n.d.").
_UNDATED_WORDS: Final = frozenset(
    "n nd s sd o od oj z zj zd u b k é б бд о undated date dates dated datum data daty dato no not "
    "null none nan nat undefined unknown sin senza sem sans ohne zonder utan uten bez без udateret "
    "udatert odaterad undatiert undat dat daté datée datés datées datato datata datado datada f "
    "sine ongedateerd niedatowane nedatováno недатировано недатированное недатированный".split()
)
_UNDATED_START: Final = re.compile(
    r"((?:n\. ?d|s\. ?d|o\. ?D|u\. ?d|б\. ?д)\.|[uU]ndated) "
    r"(?=(?:to|til|till|an|à|a|al|к|from|fra|von|de) )"
)
_UNDATED_END: Final = re.compile(
    r" (?:n\. ?d\.|s\. ?d\.|o\. ?[DJ]\.|z\. ?j\.|[бБ]\. ?д\.?|b\. ?[dr]\.|[uU]ndated|S\. ?[dD]\.)$"
)
_DIGIT_NEAR: Final = 40  # characters from an end within which a date has a digit
_WORD: Final = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]")
_DAY_AT_END: Final = re.compile(r"(?:^|[\s(\[])[0-9]{1,2}$")
_DAY_ALONE: Final = re.compile(r"^\D*\d{1,2}\D*$")  # a date without a year
_CODE_BEHIND: Final = re.compile(
    r"(?<=[0-9.d\])?~])\s+[(\[]([A-Z]{1,6}[ ./-]?[0-9][\w ./-]{0,20})[)\]]$"
)
_PUBLISHED: Final = re.compile(
    r"\((?P<publisher>(?:[^()]{0,200},)?)(?P<date>[^(),]{4,40})\)(?P<names>(?:\s+[^()]{2,300})?)"
)
_SPAN: Final = re.compile(r"[0-9]{4} ?[-–] ?[0-9]{4}")  # of a life
# The end of a name of a file.
_FILE: Final = re.compile(
    r"(?<=\w)\.(?:jpe?g|png|tiff?|gif|svg|pdf|djvu|webm|og[gv]|mp[34]|wav)$", re.I
)
# On pages of Wikimedia Commons with how large it is: "Letter, 1907.jpg 2,448 × 3,264; 1.2 MB".
_FILE_SIZE: Final = re.compile(
    r"(?<=\w)\.[a-z][a-z0-9]{2,3}\s+"
    r"(?P<size>[0-9][0-9.,\s]*×[^×]{4,60}?\b[KMG]?i?B|[0-9.,:\s]{1,20}s[ ,;].{0,40}B)$",
    re.IGNORECASE,
)
_ISO: Final = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]")
_FEW_WORDS: Final = 6  # of a title before a date with a full stop; more are a sentence
_MANY_WORDS: Final = 16  # where a number or code begins the line
_LISTED: Final = re.compile(
    r"[\[(]?[0-9]|[A-Z]{1,4}[ ./-]{0,2}[0-9]|[^\W\d_]{2,8}\.? [0-9]{1,4}[,:]"
)
_NUMBERED: Final = re.compile(
    r"\[?([0-9]{1,4})(?:[.)\]]\s+(?=(?:[12][0-9]{3}[,.]?|[0-9]{1,2}\.?) [^\W\d_]{3,})"
    r"|[.)\]]?\s+(?=(?:[\u4e00-\u9fff]{2}[0-9]{1,2}|[12][0-9]{3})年))"  # "3 昭和12年7月9日"
)
_TO_END: Final = re.compile(
    r" (?:to|til|till|tot|bis|an|à|a|au|al|do|from|fra|von|от|до)$", re.IGNORECASE
)
_DATE_WORDS: Final = 3  # of a day and month before a year in brackets
_MAX_MARK: Final = 10  # characters between a title and its date
_MOST_TRIED: Final = 12  # separators near an end that are tried


@dataclass(frozen=True, slots=True)
class LineParts:
    """What is on a line: `title` and `date` (where `at_end` says on which side it is), the text
    that parts them, and further fields (`box`, `folder`, `level`, `id`)."""

    title: str = ""
    date: str = ""
    at_end: bool = True
    mark: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_sure(self) -> bool:
        """Whether more than a space parts title and date, or the date is one in figures."""
        return bool(self.mark.strip() or "\t" in self.mark or _ISO.fullmatch(self.date))


def may_be_parted(text: str) -> bool:
    """Whether a line has a number, a container or a word for "undated"; told quickly."""
    return _DIGIT.search(text) is not None or may_name_holding(text, _UNDATED_WORDS)


@lru_cache(maxsize=100_000)
def parts_of(text: str) -> LineParts:
    """The parts of a line, as `cells_text` gives it; without date where it has none at an end."""
    if not 0 < len(text) <= _MAX_LINE:
        return LineParts()
    if not may_be_parted(text):
        return LineParts()
    if "..." in text or ". ." in text or "…" in text or "\t" in text:
        dotted, text = _before_dots(text)
        if dotted is not None:
            return dotted
    if text[-2:] in ("m.", "g.") and (not_said := NOT_SAID.search(text)):  # "1908, s. m."
        parts = parts_of(text[: not_said.start()])
        dated = bool(parts.date) and parts.at_end
        return replace(parts, date=parts.date + not_said[0]) if dated else parts
    if text[-5:].find(".") >= 0:
        text = _FILE.sub("", text)
    if text[0] == "(" and (published := _published(text)) is not None:
        return published
    if person_of(text):
        return LineParts()
    size = _FILE_SIZE.search(text) if text[-1] in "bB" else None
    text = text[: size.start()] if size is not None else text
    held, rest = split_leading_holding(text)
    is_row = bool(held and rest)  # of a list: it begins with what holds the document
    if not is_row:
        more, rest = split_holding_before_note(text if not held else rest)
        held = {**more, **held}
    held |= {"size": size["size"]} if size is not None else {}
    found = None
    if (split := split_extent(rest))[0]:  # "1904, 12 pp."
        found = _date_at_end(_DASH_AT_END.sub("", split[1]))
        found = found if found is not None and found.is_sure else None
        held |= {} if found is None else {"extent": split[0]}
    found = _date_at_end(rest, is_row=is_row) if found is None else found
    note = NOTE_AT_END.search(rest) if found is None and rest.endswith((")", "]")) else None
    if note is not None:  # "1904 [oversize]"
        found = _date_at_end(rest[: note.start()])
        if found is not None:
            held["note"] = note[1]
    code = _CODE_BEHIND.search(rest) if found is None and rest.endswith((")", "]")) else None
    if code is not None:  # "1904 (OH 12)"
        found = _date_at_end(rest[: code.start()])
        if found is not None:
            held["id"] = code[1]
    if found is None or not found.is_sure or _DAY_ALONE.search(found.date):
        # "9 May 1819: Rents of May 1818", "9 May 1819: Rents, May 7"
        first = _date_at_start(rest)
        found = first if found is None or (first is not None and first.is_sure) else found
    if found is None and rest != text:
        return LineParts(rest, fields=held)
    if found is None:
        return LineParts()
    if found.at_end and (day := feast_at_end(found.title, found.date))[1]:
        found = LineParts(day[0], rest[rest.rindex(day[1]) :].rstrip(" .,;"), True, ", ")
    title, fields = meta_fields(found.title) if found.at_end else (found.title, found.fields)
    title, fields = (title, fields) if title else (found.title, {})
    return LineParts(title, found.date, found.at_end, found.mark, {**held, **fields})


def _before_dots(text: str) -> tuple[LineParts | None, str]:
    """The parts of a line whose dots lead to a page or a date, else None; the line before them."""
    title, date = split_at_dots(text)
    text, page = split_leader(text)
    parts = parts_of(text) if page else None
    if parts and parts.date and (parts.is_sure or len(page) != _YEAR_DIGITS):
        return replace(parts, fields={**parts.fields, "page": page}), text  # "3 May 1911 ..... 34"
    if _YEAR_NEAR.search(date) and is_plain_date(date):
        return LineParts(title, date, True, "...."), text  # "War of 1870 ...... 1894"
    return parts, text


def _published(text: str) -> LineParts | None:
    """The parts of a line that begins with publisher and date in brackets, as DSpace has it below
    a title: "(Valley Library, 1911-03) Moss, Ada; Fern, Bo"."""
    match = _PUBLISHED.fullmatch(text)
    date = match["date"].strip() if match else ""
    if match is None or _SPAN.search(date) or not is_plain_date(date):
        return None
    fields = {"publisher": match["publisher"].strip(" ,"), "creators": match["names"].strip(" ;·")}
    return LineParts("", match["date"].strip(), True, ", ", {k: v for k, v in fields.items() if v})


def _date_at_end(text: str, *, is_row: bool = False) -> LineParts | None:
    if "an " in text and (year := YEAR_OF_THE_REPUBLIC.search(text)) is not None:
        head, mark = text[: year.start()], text[year.start() : year.start("date")]
        if _is_head(head, goes_on="," not in mark):
            return LineParts(head.rstrip(" ,;:"), year["date"], True, mark)
    tail = text[-_DIGIT_NEAR:]
    undated = is_undated(_LAST.split(tail)[-1]) or _UNDATED_END.search(tail) is not None
    if not undated and not may_have_date(tail):
        return None
    whole = text.rstrip(" ,;")
    stopped = whole.endswith(".")
    begin = max(0, len(whole) - MAX_DATE_CHARS - _MAX_MARK)
    last = last_other_word(whole)
    near = _YEAR_NEAR.search(whole, begin) is not None
    if not (undated or near):  # only what has no other word in it may be a date
        begin = max(begin, last)
    spans = [m.span() for m in _BEFORE.finditer(whole, begin)][-_MOST_TRIED:]
    weak: LineParts | None = None
    spans.sort(key=lambda span: not _parts_surely(whole, *span))  # most often it is one of these
    for start, end in spans:
        head, mark = whole[:start], whole[start:end]
        if "]" in mark and "[" in head:  # "[Graz,] 14 October"
            head += mark.rstrip() if "," not in mark else "]"
            mark = ", "
        may_be = end > last or undated or (near and near_date(whole[end:]))
        date = _bare(whole[end:]) if may_be else ""
        head, mark, date = with_undated(head, mark, date) if date else (head, mark, date)
        if whole[end:].startswith(("(", "[")) and not mark.strip():
            mark = " ("
        if not date or not _is_head(head, goes_on="," not in mark):
            continue
        if mark.startswith(".") and date[0].isalpha() and _DAY_AT_END.search(head):
            continue  # "12. June 1905"
        if mark.startswith(".") and _is_circa(head.rpartition(" ")[2]):
            continue  # "Lease ca. 1905"
        if stopped and date[-2:-1].isdigit():  # "г." has its own
            date = date.removesuffix(".")
            is_listed = ("," in mark or "(" in mark) and (is_row or _LISTED.match(text))
            if len(head.split()) > (_MANY_WORDS if is_listed else _FEW_WORDS):
                continue
        head = head.rstrip(" ._…") if head.endswith("..") else head
        parts = LineParts(head.rstrip(" ,;:|·•-–—，、；：،؛"), date, True, mark)
        if parts.is_sure:
            return _with_part_before(parts, head) if date.startswith("[") else parts
        weak = weak or parts
    return weak


def _is_circa(word: str) -> bool:
    return "circa" in WORDS.get(fold_word(word), ())


def _with_part_before(parts: LineParts, head: str) -> LineParts:
    """The parts with all of a date of which only the year is in brackets: "To Ray 9 May [1844]"."""
    words = head.rstrip(" ._…").split()
    for n in range(min(_DATE_WORDS, len(words) - 1), 0, -1):
        title, date = " ".join(words[:-n]), " ".join([*words[-n:], parts.date])
        is_whole = is_plain_date(date) and not is_plain_date(words[-1])
        if is_whole and _is_head(title, goes_on=True):
            return replace(parts, title=title.rstrip(" ,;:|·•-–—"), date=date)
    return parts


def _parts_surely(text: str, start: int, end: int) -> bool:
    mark = text[start:end]
    return bool(mark.strip()) or "\t" in mark or text.startswith(("(", "["), end)


def _bare(text: str) -> str:
    """The date that a text is, without the round brackets around it; "" if it is none."""
    text = text.strip(" ,;|")
    if lead := _LEAD.match(text):
        text = text[lead.end() :]
    if _CUT.match(text) or _INITIAL.match(text):  # of "Repairs to, 1934", "Roe, A-C, 1934"
        return ""
    if _RECEIPT.match(text) and not _YEAR_NEAR.search(text):  # "Roe to Ray (Received May 5)"
        return ""
    if near_date(text) == text:
        return text
    if text.startswith("(") and text.rstrip(".").endswith(")"):
        text = text.rstrip(".")[1:-1]
    elif text.endswith(")") and "(" not in text:
        text = text[:-1]
    return text if is_plain_date(text) else ""


def _is_head(text: str, *, goes_on: bool) -> bool:
    """Whether a text may be a title before a date; one that `goes_on` may not end in "to"."""
    text = text.rstrip()
    return (
        0 < len(text) <= _MAX_HEAD
        and _WORD.search(text) is not None
        and not (goes_on and GOES_ON.search(text))
        and not _OF_RECEIPT.fullmatch(text)
        and not is_plain_date(text)
    )


def _date_at_start(text: str) -> LineParts | None:
    if (numbered := _NUMBERED.match(text)) is not None:  # "1. 1848 maggio 12, Roma. ..."
        parts = _date_at_start(text[numbered.end() :])
        return parts and replace(parts, fields={"number": numbered[1]})
    head = text[:_DIGIT_NEAR]
    if (undated_start := _UNDATED_START.match(text)) is not None:  # "u.d. til Ray"
        return LineParts(text[undated_start.end() :], undated_start[1], False, " ")
    undated = is_undated(_FIRST.split(head)[0])
    first = first_other_word(text)
    anywhere = undated or bool(near_date(text))
    if not undated and (not (first or anywhere) or not may_have_date(head)):
        return None
    spans = [m.span() for m in _AFTER.finditer(text[: MAX_DATE_CHARS + 1])][:_MOST_TRIED]
    weak: LineParts | None = None
    for start, end in reversed(spans):
        date = _bare(text[:start]) if start <= first or anywhere else ""
        rest = text[end:]
        if not date or not _WORD.search(rest) or _TO_END.search(date):
            continue
        parts = LineParts(rest, date, False, text[start:end])
        if parts.is_sure:
            return parts
        weak = weak or parts
    return weak


def meta_fields(text: str) -> tuple[str, dict[str, str]]:
    """What is left of a text whose parts stand between dots or bars, and the fields among them.

    >>> meta_fields("Diary · File"), meta_fields("MR 1/1 · Item")
    (('Diary', {'level': 'File'}), ('', {'id': 'MR 1/1', 'level': 'Item'}))
    """
    parts = [part for part in _META.split(text) if part]
    fields: dict[str, str] = {}
    if len(parts) < 2 and not is_level(text):
        return text, fields
    rest: list[str] = []
    for part in parts:
        held, other = split_trailing_holding(part)
        if held and (not other or is_level(other)):
            fields.update(held)
            part = other
        if "level" not in fields and is_level(part):
            fields["level"] = part
        elif "id" not in fields and is_code(part):
            fields["id"] = part
        elif part:
            rest.append(part)
    return " · ".join(rest), fields


def fields_of_line(text: str) -> dict[str, str]:
    """The fields of a line that has nothing but a box, a folder, a level or a code.

    >>> fields_of_line("File — Box: 2, Folder: 7"), fields_of_line("Letters")
    ({'box': '2', 'folder': '7', 'level': 'File'}, {})
    """
    if person := person_of(text):
        return person
    held, rest = split_leading_holding(text)
    if not held:
        held, rest = split_trailing_holding(text)
    rest = rest.strip(" ,;:·|—–-")
    if held and (not rest or is_level(rest)):
        return {**held, **({"level": rest} if rest else {})}
    if "·" in text or "\t" in text or is_level(text):
        left, fields = meta_fields(text)
        return {} if left else fields
    return {}
