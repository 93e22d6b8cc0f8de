"""The tags and values of a reference in RIS, or Web of Science's form of it -> a record.

A name is "family, given"; one with a comma at its end is kept as it is ("Yakubov, T.,"). The
fourth part of a date `YYYY/MM/DD/other` is the printed date where it includes the year.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from dash_core.dates.stated import StatedDate
from dash_core.readers.names import NameParts, parse_name
from dash_core.readers.references.common import (
    DOSSIER,
    EDITED,
    PROVENANCE,
    REPOSITORY,
    TOPICS,
    Names,
    Values,
    genre_of_type,
    split_items,
    unlabel,
)
from dash_core.readers.report import Record
from dash_core.readers.tables.records import one_line

__all__ = ["TaggedReference", "meanings", "record", "wos_record"]

_NAMES: Final = {  # of tags whose meaning in rispy is less clear
    "JF": "journal",
    "JO": "journal, short",
    "JA": "journal, short",
    "T2": "in",
    "VL": "volume",
    "ED": "editors",
    "M1": "number",
}
_DATE: Final = re.compile(r"(\d{4})(?:/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?)?")
_DOSSIER_DATE: Final = re.compile(r"([^/]*)/([^/]*)/([^/]*)/(.*)")
_ADDRESSES: Final = re.compile(r"\s*;\s*(?=https?://)")


@dataclass(slots=True)
class TaggedReference:
    """A reference: its first and last line, its tags and values in order."""

    first: int
    last: int
    pairs: list[tuple[str, str]] = field(default_factory=list)
    more: list[str] = field(default_factory=list)  # lines that continue the last value


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


def record(reference: TaggedReference) -> Record:
    """The record of a reference in RIS."""
    from rispy.config import TYPE_OF_REFERENCE_MAPPING

    values = Values((tag, text) for tag, text in reference.pairs if tag != "N1")
    notes = [one_line(text) for tag, text in reference.pairs if tag == "N1"]
    kind = values.first("TY")
    is_dossier = values.peek("DP") == DOSSIER
    given: dict[str, Any] = {}
    extra: dict[str, str] = {}
    topics: tuple[str, ...] = ()
    if is_dossier:
        values.drop("DP", DOSSIER)
        given, extra = _dossier_notes([*notes, *values.all("U1")])
        # Topics are keywords, too; they are not read, but computed again.
        topics = split_items(extra.pop(TOPICS, ""))
        extra.pop(PROVENANCE, None)
        for tag in ("DB", "AN", "Y2"):
            values.all(tag)
    elif notes := list(filter(None, notes)):
        extra = {"notes (N1)": "; ".join(notes)}
    names = Names(as_written=is_dossier)
    names.add("creators", map(_name, values.all("AU", "A1")))
    is_letter = kind.upper() in ("PCOMM", "ICOMM") or kind.lower().startswith("personal")
    people = values.all("A2", "ED", "A3", "A4", "TA")
    names.add("recipients" if is_letter else "people", map(_name, people))
    given = names.fields | given
    subjects = values.all("KW")
    if is_dossier:
        subjects = [item for item in subjects if item not in topics]
    else:
        subjects = [item for text in subjects for item in map(one_line, text.split(";")) if item]
        given["places"] = tuple(values.all("CY"))
    url, *more = _addresses(values, is_dossier=is_dossier)
    if is_dossier and extra.pop("url", "") == url:
        url = ""  # the address of the listing
    date, normal = _dossier_date(values) if is_dossier else _date(values)
    genre = values.first("M3")
    if not genre and not is_dossier:
        genre = genre_of_type(TYPE_OF_REFERENCE_MAPPING.get(kind.upper(), kind))
    elif not is_dossier:
        extra["type (TY)"] = kind
    return Record(
        title=values.first("TI", "T1", "CT", "BT", "ST"),
        summary=values.first("AB", "N2"),
        subjects=tuple(subjects),
        genre=genre,
        url=url,
        language=values.first("LA"),
        id=values.first("ID", "AN"),
        extra=values.rest(_extra_names())
        | ({"urls (UR)": "; ".join(more)} if more else {})
        | names.extra
        | extra,
        names=names.parts,
        first=reference.first,
        last=reference.last,
        **{"date": date, "stated": StatedDate(machine=normal), **given},
    )


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


def _addresses(values: Values, *, is_dossier: bool) -> list[str]:
    """The address of the document, then further ones."""
    texts = values.all("UR")
    if is_dossier:
        return texts or [""]
    return [url for text in texts for url in _ADDRESSES.split(text)] or [values.first("L2", "L1")]


def _dossier_date(values: Values) -> tuple[str, str]:
    """The printed and the normal date of a reference that Dossier wrote."""
    year, month, day = "", "", ""
    if match := _DOSSIER_DATE.fullmatch(printed := values.first("DA")):
        year, month, day, printed = match.groups()
    values.first("PY")
    return printed, "-".join(filter(None, (year, month, day)))


def _date(values: Values) -> tuple[str, str]:
    """The printed and the normal date, from the tags of dates.

    The date with most parts is taken; other dates that it does not include are kept.
    """
    dated = [(tag, text) for tag in ("DA", "Y1", "PY") if (text := values.peek(tag))]
    full = [(tag, text, match) for tag, text in dated if (match := _DATE.fullmatch(text))]
    if not full:
        return (values.first(dated[0][0]) if dated else ""), ""
    tag, text, match = max(full, key=lambda one: sum(map(bool, one[2].groups())))
    values.drop(tag, text)
    year, month, day, other = (part or "" for part in match.groups())
    normal = "-".join([year, *(part.zfill(2) for part in (month, month and day) if part)])
    for tag, text in dated:
        if text.rstrip("/") == year:
            values.drop(tag, text)
    if other:  # "1946/04//circa April 1946", "1998/12//Fall"
        return (other if year in other else f"{normal} {other}"), normal
    for tag, text in dated:
        if not month and not _DATE.fullmatch(text):  # "MAY 12" beside the year
            values.drop(tag, text)
            return (text if year in text else f"{text} {year}"), normal
    return normal, ""


def wos_record(reference: TaggedReference) -> Record:
    """The record of a reference in Web of Science's form."""
    values = Values(reference.pairs)
    values.first("PT")
    names = Names()
    names.add("creators", map(parse_name, values.all("AF") or values.all("AU")))
    date = " ".join(filter(None, (values.first("PD"), values.first("PY", "EY"))))
    subjects = (item for text in values.all("DE", "ID") for item in map(one_line, text.split(";")))
    return Record(
        title=values.first("TI"),
        summary=values.first("AB"),
        date=date,
        creators=names.fields["creators"],
        subjects=tuple(filter(None, dict.fromkeys(subjects))),
        genre=values.first("DT"),
        language=values.first("LA"),
        id=values.first("UT"),
        extra=values.rest(_extra_names(wos=True)) | names.extra,
        names=names.parts,
        first=reference.first,
        last=reference.last,
    )
