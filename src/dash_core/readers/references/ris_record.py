"""The tags and values of a reference in RIS, or Web of Science's form of it -> a record.

A name is "family, given"; one with a comma at its end is kept as it is ("Yakubov, T.,").
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from dash_core.dates.stated import StatedDate
from dash_core.readers.columns.cell_text import one_line, split_items
from dash_core.readers.names import NameParts, parse_name
from dash_core.readers.references.common import (
    DOSSIER,
    EDITED,
    REPOSITORY,
    TOPICS,
    Names,
    Values,
    genre_of_type,
    unlabel,
)
from dash_core.readers.references.published import is_place_of_publisher, variables
from dash_core.readers.references.ris_dates import take_date, with_year
from dash_core.readers.report import PROVENANCE, Record

__all__ = ["OWN", "Dialect", "TaggedReference", "meanings", "record", "wos_record"]

OWN: Final = "own "
"""Before a tag of a dialect that means nothing in RIS."""

_NAMES: Final = {  # of tags whose meaning in rispy is less clear
    "AV": "location in archives",
    "JF": "journal",
    "JO": "journal, short",
    "JA": "journal, short",
    "T2": "in",
    "VL": "volume",
    "ED": "editors",
    "M1": "number",
}
_DOSSIER_DATE: Final = re.compile(r"([^/]*)/([^/]*)/([^/]*)/(.*)")
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_DOI: Final = re.compile(
    r"(?:doi\s*:?\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE
)
_WOS_TYPES: Final = {"J": "journal article", "B": "book", "S": "book", "P": "patent"}
_CODES: Final = {  # types in words, as other formats than RIS have them
    "manuscript": "MANSCPT",
    "unpublished work": "UNPB",
    "unpublished material": "UNPB",
    "personal communication": "PCOMM",
    "journal article": "JOUR",
    "abstract": "ABST",
    "book": "BOOK",
    "thesis": "THES",
}
_UNPUBLISHED: Final = frozenset({"MANSCPT", "UNPB", "UNPD"})
_PUBLISHED: Final = frozenset(  # types whose accession number is that of a database of articles
    "JOUR EJOUR MGZN NEWS ABST INPR CPAPER CONF CHAP BOOK THES".split()
)
_IN_BOOKS: Final = frozenset("CHAP ECHAP CPAPER CONF DICT ENCYC JOUR MGZN NEWS".split())
_IN_SERIES: Final = frozenset("BOOK EBOOK EDBOOK".split())
_SERIES: Final = frozenset({*_IN_SERIES, "RPRT", "MAP", "COMP", "PAMP", "DATA"})  # of `T2`
_ADDRESSES: Final = re.compile(r"\s*;\s*(?=https?://)")


@dataclass(slots=True)
class TaggedReference:
    """A reference: its first and last line, its tags and values in order."""

    first: int
    last: int
    pairs: list[tuple[str, str]] = field(default_factory=list)
    more: list[str] = field(default_factory=list)  # lines that continue the last value

    def close(self) -> None:
        """Append the continuation lines to the last value; one by one would take quadratic time."""
        if self.more:
            tag, text = self.pairs[-1]
            self.pairs[-1] = (tag, "\n".join([text, *self.more]))
            self.more.clear()


@dataclass(frozen=True)
class Dialect:
    """A format whose tags are told as those of RIS: what it calls each, and the sign before its
    own (`%`)."""

    names: Mapping[str, str]
    shown: str = ""

    def name(self, tag: str) -> str:
        """The name of the column of a tag."""
        return self.names.get(tag, f"{self.shown}{tag.removeprefix(OWN)}")

    def names_of(self, tags: Iterable[str]) -> dict[str, str]:
        """The names of the columns of these tags."""
        return {tag: self.name(tag) for tag in tags}


@cache
def _ris() -> Dialect:
    return Dialect(_extra_names())


@cache
def meanings(wos: bool = False) -> dict[str, str]:
    """What each tag means, according to rispy."""
    from rispy import config  # not needed for other formats

    return dict(config.WOK_TAG_KEY_MAPPING if wos else config.TAG_KEY_MAPPING)


@cache
def _extra_names(wos: bool = False) -> dict[str, str]:
    """Tag -> the name of its column: `start page (SP)`."""
    names = {tag: meaning.replace("_", " ") for tag, meaning in meanings(wos).items()}
    names |= {} if wos else _NAMES
    return {tag: f"{meaning} ({tag})" for tag, meaning in names.items()}


def record(reference: TaggedReference, dialect: Dialect | None = None) -> Record:
    """The record of a reference in RIS, or in a dialect of it."""
    dialect = dialect or _ris()
    values = Values((tag, text) for tag, text in reference.pairs if tag != "N1")
    notes = [one_line(text) for tag, text in reference.pairs if tag == "N1"]
    kind = values.first("TY")
    if values.peek("DP") == DOSSIER:
        return _of_dossier(reference, values, notes)
    extra: dict[str, str] = {dialect.name("N1"): "; ".join(filter(None, notes))}
    code = _CODES.get(kind.lower(), kind.upper())
    names = Names()
    authors = values.all("AU", "A1") or values.all("XA")  # a dialect's short forms of names
    names.add("creators", map(_name, authors))
    is_letter = code in ("PCOMM", "ICOMM")
    for tag in ("A2", "ED", "A3", "A4", "TA"):
        if people := values.all(tag):
            field = "recipients" if is_letter and tag == "A2" else "people"
            role = _role(tag, code, has_authors=bool(authors)) if dialect is _ris() else ""
            names.add(field, map(_name, people), role or dialect.name(tag))
    date, stated = take_date(values, "DA", "Y1", "PY")
    extra |= _holding(code, values)
    if code in _SERIES or code == "THES":
        extra["series title (T2)" if code in _SERIES else "department (T2)"] = values.first("T2")
    url, *more = _addresses(values)
    extra[dialect.name("UR")] = "; ".join(more)
    genre = _genre(values, extra, dialect)
    if genre:
        extra["type (TY)" if dialect is _ris() else dialect.name("TY")] = kind
    else:
        genre = genre_of_type(_types().get(kind.upper(), kind))
    subjects = (item for text in values.all("KW") for item in map(one_line, text.split(";")))
    is_published = is_place_of_publisher(code, has_publisher=bool(values.peek("PB")))
    places = () if is_published else tuple(values.all("CY"))
    known = dialect.names if dialect is _ris() else dialect.names_of(values.tags())
    return Record(
        title=values.first("TI", "T1", "CT", "BT", "ST"),
        summary=values.first("AB", "N2"),
        date=date,
        stated=stated,
        places=places,
        subjects=tuple(filter(None, subjects)),
        genre=genre,
        url=url,
        language=values.first("LA"),
        id=values.first("ID", *(["AN"] if code in _PUBLISHED else [])),
        extra=_not_empty(values.rest(known) | names.roles | names.extra | extra),
        names=names.parts,
        first=reference.first,
        last=reference.last,
        creators=names.fields["creators"],
        recipients=names.fields.get("recipients", ()),
        people=names.fields.get("people", ()),
    )


def _role(tag: str, code: str, *, has_authors: bool) -> str:
    """What the people of a tag do in a reference of this type, as EndNote and Zotero mean it; ""
    where the tag's name says as much. A book without authors has editors."""
    if tag == "A2" and code in _IN_SERIES and has_authors:
        return "series editors (A2)"
    if (tag == "A2" and code in {*_IN_BOOKS, *_IN_SERIES}) or (tag == "A3" and code in _IN_SERIES):
        return f"editors ({tag})"
    return f"translators ({tag})" if tag == "A4" and code in {*_IN_BOOKS, *_IN_SERIES} else ""


@cache
def _types() -> dict[str, str]:
    from rispy.config import TYPE_OF_REFERENCE_MAPPING

    return dict(TYPE_OF_REFERENCE_MAPPING)


def _not_empty(columns: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in columns.items() if text}


def _of_dossier(reference: TaggedReference, values: Values, notes: list[str]) -> Record:
    """The record of a reference that Dossier wrote."""
    values.drop("DP", DOSSIER)
    given, extra = _dossier_notes([*notes, *values.all("U1")])
    # Topics are keywords, too; they are not read, but computed again.
    topics = split_items(extra.pop(TOPICS, ""))
    extra.pop(PROVENANCE, None)
    for tag in ("DB", "AN", "Y2", "ED", "A4", *(variable.ris for variable in variables().values())):
        values.all(tag)  # it is among the columns, too
    names = Names(as_written=True)
    names.add("creators", map(_name, values.all("AU", "A1")))
    names.add("recipients", map(_name, values.all("A2")))
    url = (values.all("UR") or [""])[0]
    if extra.pop("url", "") == url:
        url = ""  # the address of the listing
    date, normal = _dossier_date(values)
    fields: dict[str, Any] = {"date": date, "stated": StatedDate(machine=normal), **names.fields}
    return Record(
        title=values.first("TI"),
        summary=values.first("AB"),
        subjects=tuple(item for item in values.all("KW") if item not in topics),
        genre=values.first("M3"),
        url=url,
        language=values.first("LA"),
        id=values.first("ID"),
        extra=values.rest(_extra_names()) | extra,
        names=names.parts,
        first=reference.first,
        last=reference.last,
        **(fields | given),
    )


def _genre(values: Values, extra: dict[str, str], dialect: Dialect) -> str:
    """The kind of document that `M3` names, if it names one; it may be an identifier."""
    text = values.first("M3")
    if match := _DOI.fullmatch(text):
        extra[dialect.name("DO")] = values.first("DO") or match[1]
        return ""
    if text and (_ADDRESS.match(text) or not any(map(str.isalpha, text))):
        extra[dialect.name("M3")] = text
        return ""
    return text


def _holding(kind: str, values: Values) -> dict[str, str]:
    """What a reference of an unpublished document says of who holds it.

    EndNote's type "Manuscript" has the archive as publisher, its town as the place of
    publication, the collection as `T2`, the container as `VL`, the folio as `M1`.
    """
    if kind not in _UNPUBLISHED:
        return {}
    held: dict[str, str] = {}
    if values.peek("PB"):
        held = {"archive": values.first("PB"), "archive_place": values.first("CY")}
    held["collection"] = values.first("T2")
    if any(map(str.isalpha, values.peek("VL"))):
        held["container"] = values.first("VL")
    held["folio"] = values.first("M1")
    return held


def _name(text: str) -> NameParts:
    """A name in its parts; one that ends with a comma is left as it is."""
    return NameParts(literal=one_line(text[:-1])) if text.endswith(",") else parse_name(text)


def _dossier_notes(notes: list[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields and other columns that Dossier wrote as notes."""
    given: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for note in notes:
        name, text = unlabel(note)
        if name in ("creators", "recipients", "people", "places"):
            given[name] = split_items(text)
        elif name == REPOSITORY:
            extra |= dict(unlabel(item) for item in split_items(text))
        elif name == "date":
            given["date"] = text
        elif name == "date_edtf":
            given["stated"] = StatedDate(machine=text)
        elif name == EDITED:
            extra["edits"] = text
        elif name:
            extra[name.removeprefix("\\")] = text
        elif text:
            extra["notes (N1)"] = text
    return given, extra


def _addresses(values: Values) -> list[str]:
    """The address of the document, then further ones; a file on someone's disk is none."""
    urls = [url for text in values.all("UR") for url in _ADDRESSES.split(text)]
    for tag in ("L2", "L1"):
        if not urls and _ADDRESS.match(values.peek(tag)):
            urls = [values.first(tag)]
    return urls or [""]


def _dossier_date(values: Values) -> tuple[str, str]:
    """The printed and the normal date of a reference that Dossier wrote."""
    year, month, day = "", "", ""
    if match := _DOSSIER_DATE.fullmatch(printed := values.first("DA")):
        year, month, day, printed = match.groups()
    values.first("PY")
    return printed, "-".join(filter(None, (year, month, day)))


def wos_record(reference: TaggedReference) -> Record:
    """The record of a reference in Web of Science's form."""
    values = Values(reference.pairs)
    kind = values.first("PT")
    names = Names()
    names.add("creators", map(parse_name, values.all("AF") or values.all("AU")))
    names.add("people", map(parse_name, values.all("BE", "ED")), _extra_names(wos=True)["BE"])
    date = with_year(values.first("PD"), values.first("PY", "EY"))
    subjects = (item for text in values.all("DE", "ID") for item in map(one_line, text.split(";")))
    return Record(
        title=values.first("TI"),
        summary=values.first("AB"),
        date=date,
        creators=names.fields["creators"],
        subjects=tuple(filter(None, dict.fromkeys(subjects))),
        genre=values.first("DT") or _WOS_TYPES.get(kind, kind),
        people=names.fields["people"],
        language=values.first("LA"),
        id=values.first("UT"),
        extra=values.rest(_extra_names(wos=True)) | names.roles | names.extra,
        names=names.parts,
        first=reference.first,
        last=reference.last,
    )
