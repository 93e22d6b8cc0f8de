"""An entry of BibTeX or BibLaTeX -> a record.

Values are joined here, because `bibtexparser` neither joins pieces (`apr # " 5"`) nor resolves
abbreviations in entries with a repeated key or field. The fields `dossier-…` are those of Dossier's
export.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from dash_core.dates.stated import StatedDate
from dash_core.readers.columns.cell_text import one_line, split_items
from dash_core.readers.names import NameParts
from dash_core.readers.references.bibtex_inheritance import Entry
from dash_core.readers.references.bibtex_names import OTHERS, names_of
from dash_core.readers.references.common import (
    EDITED,
    REPOSITORY,
    TOPICS,
    Names,
    Values,
    genre_of_type,
    join_title,
    unlabel,
)
from dash_core.readers.references.latex import addresses, plain
from dash_core.readers.references.published import is_place_of_publisher, variables
from dash_core.readers.references.ris_dates import shown_date, with_year
from dash_core.readers.report import PROVENANCE, Record

__all__ = ["MONTHS", "record_of", "value_of"]

_MAX_VALUE: Final = 100_000  # characters of a value joined from pieces
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
MONTHS: Final = {month[:3].lower(): month for month in _MONTHS}
_MARK: Final = re.compile(r'(?<!\\)[{}"#]')
_ADDRESS: Final = re.compile(r"\\url\s*\{([^{}]*)\}|https?://\S+")
_URL_ESCAPE: Final = re.compile(r"\\([%#_&~$])")
_KEYWORDS: Final = re.compile(r"[;,]")
_GENRES: Final = {
    "article": "journal article",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "conference paper",
    "conference": "conference paper",
    "techreport": "report",
    "phdthesis": "PhD thesis",
    "mastersthesis": "master’s thesis",
    "online": "web page",
    "electronic": "web page",
    "mvbook": "book",
    **dict.fromkeys(("collection", "mvcollection", "reference", "mvreference"), "edited book"),
    # Keys of BibLaTeX for types of their own.
    "mathesis": "master’s thesis",
    "bathesis": "bachelor’s thesis",
    "candthesis": "candidate’s thesis",
    "resreport": "research report",
    **{f"patent{of}": "patent" for of in ("de", "eu", "fr", "uk", "us")},
    **{f"patreq{of}": "patent request" for of in ("", "de", "eu", "fr", "uk", "us")},
}
_TITLE: Final = ("title", "subtitle", "titleaddon")
_PEOPLE: Final = {  # fields of names -> the field of the record
    "author": "creators",
    "recipient": "recipients",
    **dict.fromkeys(
        "editor editora editorb editorc translator annotator commentator introduction foreword "
        "afterword bookauthor holder compiler collector interviewer redactor director".split(),
        "people",
    ),
}
_PUBLISHERS: Final = ("publisher", "organization", "institution", "school")
_PUBLISHED_BY: Final = {name: f"publisher ({name})" for name in _PUBLISHERS[1:]}
_YEAR: Final = re.compile(r"\d{3}[\dXu]")
_EDTF: Final = re.compile(r"[\dXYTZ:.,/~%?+-]+")
_DOSSIER: Final = "dossier-"
_EXPORTED: Final = (
    "organization location library urldate booktitle institution entrysubtype".split()
)


def value_of(written: str, strings: Mapping[str, str]) -> str:
    """The pieces of a value joined; an undefined abbreviation is left as it is.

    >>> value_of('apr # " 5"', {"apr": "April"})
    'April 5'
    """
    parts: list[str] = []
    depth, start, is_quoted = 0, 0, False
    for match in _MARK.finditer(written):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
        elif mark == '"' and depth <= 0:
            is_quoted = not is_quoted
        elif mark == "#" and depth <= 0 and not is_quoted:
            parts.append(written[start : match.start()])
            start = match.end()
    parts.append(written[start:])
    value = [_part(part.strip(), strings) for part in parts]
    if len(parts) > 1 and sum(map(len, value)) > _MAX_VALUE:
        return written  # abbreviations of abbreviations can double without end
    return "".join(value)


def _part(part: str, strings: Mapping[str, str]) -> str:
    if len(part) > 1 and (part[0], part[-1]) in (("{", "}"), ('"', '"')):
        return part[1:-1]
    return strings.get(part.lower(), part)


def record_of(entry: Entry, first: int, last: int, source: str = "") -> Record:
    """The record of an entry, its values joined, on lines `first` to `last` of a source."""
    written = dict(reversed(entry.fields))
    is_dossier = any(name.startswith(_DOSSIER) for name in written)
    names = _people(entry, ("author", "recipient") if is_dossier else _PEOPLE)
    left = Values(
        (name, _VERBATIM.get(name, plain)(text))
        for name, text in entry.fields
        if name not in _PEOPLE
    )
    fields: dict[str, Any] = dict(names.fields)
    extra: dict[str, str] = {}
    kind = entry.kind
    own_type = left.first("type")
    url, how = left.first("url"), left.first("howpublished")
    address = _ADDRESS.fullmatch(written.get("howpublished", "").strip())
    if address and not is_dossier and not url:
        url, how = address[1] or address[0], ""
    keywords = left.first("keywords", "keyword")
    fields["subjects"] = tuple(filter(None, map(one_line, _KEYWORDS.split(keywords))))
    fields["genre"] = (
        (own_type and _GENRES.get(own_type, own_type))
        or how
        or _GENRES.get(kind)
        or genre_of_type(kind)
    )
    if is_dossier:
        fields["genre"] = own_type
    if own_type and how:
        extra["howpublished"] = how
    if is_dossier:
        fields |= _dossier_fields(left, fields)
        extra |= _dossier_columns(left)
        if extra.pop("url", "") == url:
            url = ""  # the address of the listing
    else:
        if own_type or how:
            extra["entry type"] = kind
        fields["date"] = _date(left)
        has_publisher = any(map(left.peek, _PUBLISHERS))
        if not is_place_of_publisher(kind, has_publisher=has_publisher):
            fields["places"] = tuple(left.all("location", "address"))
        extra |= names.roles
        for name, text in entry.fields:
            if links := addresses(text):
                extra[f"links in {name}"] = " ".join(links)
    title = left.first("title") if is_dossier else _title(left)
    summary, language = left.first("abstract"), left.first("language", "langid")
    is_unpublished = is_dossier or not is_place_of_publisher(kind, has_publisher=False)
    return Record(
        title,
        summary,
        language=language,
        names=names.parts,
        **{"url": url, "id": one_line(entry.key), **fields},
        extra=left.rest({} if is_unpublished else _PUBLISHED_BY) | extra | names.extra,
        source=source,
        first=first,
        last=last,
    )


def _title(left: Values) -> str:
    """The title with its subtitle and addition, as BibLaTeX prints them."""
    for title in ("title", "maintitle"):
        if left.peek(title):
            part = title.removesuffix("title")
            return join_title(*(left.first(f"{part}{name}") for name in _TITLE))
    return left.first("booktitle", "shorttitle", "journaltitle")


def _people(entry: Entry, roles: Iterable[str]) -> Names:
    """The names of people in these fields."""
    names = Names(as_written=True)  # a name in braces may be "others"
    for role in roles:
        field = _PEOPLE[role]
        for name, text in entry.fields:
            if name == role:
                said = "patent holder" if role == "holder" else role
                names.add(field, _without_others(names_of(text), field, names), said)
    return names


def _without_others(people: Iterable[NameParts], field: str, names: Names) -> Iterator[NameParts]:
    for name in people:
        if name == OTHERS:
            names.say_others(field)
        else:
            yield name


def _dossier_fields(left: Values, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry that Dossier wrote."""
    values: dict[str, Any] = {"date": left.first("dossier-date")}
    values["stated"] = StatedDate(machine=left.first("dossier-edtf", "date"))
    for name in ("creators", "recipients", "people", "places", "subjects"):
        text = left.first(f"{_DOSSIER}{name}")
        values[name] = split_items(text) or fields.get(name, ())
        if name == "subjects" and (
            left.first(f"{_DOSSIER}{TOPICS}") or left.peek(f"{_DOSSIER}tags")
        ):
            values[name] = split_items(text)  # topics and tags are keywords, too
    values |= {name: text for name in ("id", "url") if (text := left.first(f"{_DOSSIER}{name}"))}
    return values


def _dossier_columns(left: Values) -> dict[str, str]:
    """The columns beyond the schema, and what a person changed."""
    extra: dict[str, str] = {}
    name, text = unlabel(left.peek("note"))
    if name == EDITED:
        left.first("note")
        extra["edits"] = text
    written = {name: left.first(f"{_DOSSIER}{name}") for name in ("tags", "highlights")}
    written["note"] = left.first("annotation")
    extra |= {name: text for name, text in written.items() if text}
    left.first(f"{_DOSSIER}{PROVENANCE}")
    for field in (*_EXPORTED, *(variable.bib for variable in variables().values())):
        left.first(field)  # it is among the columns, too
    extra |= dict(unlabel(item) for item in split_items(left.first(f"{_DOSSIER}{REPOSITORY}")))
    n = 1
    while labelled := left.first(f"{_DOSSIER}extra{n}"):
        name, text = unlabel(labelled)
        extra[name] = text
        n += 1
    return extra


def _plain_date(text: str) -> str:
    """A date; in BibLaTeX's format "~" and "%" are not LaTeX, else it is any text."""
    return one_line(text) if _EDTF.fullmatch(text.strip()) else plain(text)


def _address(text: str) -> str:
    """An address; only some escaped characters in it are LaTeX."""
    match = _ADDRESS.fullmatch(text.strip())
    return one_line(_URL_ESCAPE.sub(r"\1", (match and match[1]) or text))


_VERBATIM: Final[dict[str, Callable[[str], str]]] = {"url": _address, "date": _plain_date}


def _date(left: Values) -> str:
    """The printed date: the field `date`, or day, month and year."""
    year = left.peek("year")
    if date := left.first("date"):
        if date.startswith(year) or not _YEAR.search(date):  # "Mar 3" beside the year
            left.drop("year", year)
            date = with_year(date, year)
        return shown_date(date)
    year, month, day = left.first("year"), left.first("month"), left.first("day")
    if month.isascii() and month.isdecimal() and 1 <= int(month[:4]) <= 12:
        month = _MONTHS[int(month) - 1]
    if any(sign.isdigit() for sign in month):  # "April 5"
        return " ".join(filter(None, (day, f"{month}, {year}" if year else month)))
    return " ".join(filter(None, (day, month, year)))
