"""What the header of a TEI file says of a letter, and lists of letters (CMIF).

A `<correspDesc>` names who sent a letter and who received it, where and when. In the
Correspondence Metadata Interchange Format (CMIF, correspsearch.net) a file is a list of them: each
is a document, with its number (`@key`), its address (`@ref`) and the edition that prints it
(`@source`). The references of people and places to authority files (`@ref`: GND, VIAF, GeoNames)
are kept beside their names.
"""

import re
from collections.abc import Iterator
from typing import Final

from dash_core.dates.stated import Event, Qualifier, StatedDate, qualifier_of
from dash_core.readers.markup.text import Element, iso_date, local_name, text_of, web_address
from dash_core.readers.markup.xml import RecordBuilder

__all__ = [
    "XML_ID",
    "describe_header",
    "describe_listed_letter",
    "editions_of",
    "is_letter_list",
    "letters_of",
    "put_date",
    "when",
]

XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"

_NAMES: Final = frozenset({"persName", "orgName", "name", "rs"})
_PLACES: Final = frozenset(
    {"placeName", "settlement", "geogName", "region", "country", "district", "bloc"}
)
_PLACE_TYPES: Final = frozenset("place city settlement town geo country region".split())
_FIELDS: Final = {"sent": "creators", "received": "recipients"}
# Elements of a manuscript's identifier -> facts of `dash_core.readers.holding`.
_HELD: Final = {
    "settlement": "archive_place",
    "institution": "archive",
    "repository": "archive",
    "collection": "collection",
    "idno": "shelfmark",
}
_HOLDER: Final = re.compile(
    r"(?:\w+ ){0,4}(?:Library|Libraries|Archives?|Museum|[Bb]ibliothek)"
    r"|(?:Bibliothèque|Biblioteca)(?: \w+){0,4}"
)
# Of the edition or the file, not of the letter.
_OF_THE_FILE: Final = frozenset(
    "encodingDesc revisionDesc xenoData editionStmt publicationStmt respStmt funder sponsor "
    "principal editor extent seriesStmt".split()
)


def _describe_letter(builder: RecordBuilder, letter: Element) -> None:
    """Put in what a `<correspDesc>` says: sender, recipient, places, dates, references."""
    others: list[tuple[str, Element]] = []
    for action in letter.iter("{*}correspAction"):
        kind = action.get("type") or "sent"
        named = list(_outermost(action, _NAMES))
        named_places = [e for e in named if e.get("type") in _PLACE_TYPES]  # <rs type="place">
        for person in named:
            if person not in named_places:
                builder.put(_FIELDS.get(kind, "people"), person)
                _reference(builder, f"{kind}: person", person)
        for place in (*_outermost(action, _PLACES), *named_places):
            builder.put("places", place, _place(place))
            builder.keep_text(f"{kind}: place", _place(place))
            _reference(builder, f"{kind}: place", place)
        dates = list(action.iter("{*}date"))
        if kind == "sent":
            for date in dates:
                put_date(builder, date)
        else:
            others += [(kind, date) for date in dates]
    for kind, date in others:
        if kind == "received" and not builder.has_date:
            put_date(builder, date, "received")
        else:  # also where it was only forwarded
            builder.keep(f"{kind}: date", date)
            builder.keep_text(f"{kind}: date", "" if text_of(date) else when(date))
    for reference in letter.iter("{*}ref", "{*}ptr"):
        builder.keep_text("ref", reference.get("target") or "")
    builder.keep_rest(letter)


def describe_listed_letter(
    builder: RecordBuilder, letter: Element, editions: dict[str, str]
) -> None:
    """Put in a letter of a list (CMIF); `editions` has the titles of the editions by their id."""
    address = web_address(letter.get("ref"))
    builder.put_text("url", address)
    key = letter.get("key") or letter.get("n") or letter.get(XML_ID) or ""
    builder.put_text("id", key)
    if not address:
        builder.keep_text("ref", letter.get("ref") or "")
    source = letter.get("source") or ""
    for one in source.split():
        builder.keep_text("edition", editions.get(one.removeprefix("#"), one))
    _describe_letter(builder, letter)


def editions_of(header: Element) -> dict[str, str]:
    """The titles of the editions that a list of letters names, by their id."""
    return {
        e.get(XML_ID): text_of(e) for e in header.iter("{*}bibl", "{*}biblStruct") if e.get(XML_ID)
    }


def is_letter_list(whole: Element) -> bool:
    """Whether a `<TEI>` lists letters (CMIF): several, or one without a text of its own."""
    letters = len(letters_of(whole))
    if letters != 1:
        return letters > 1
    body = whole.find("{*}text")
    sources = whole.iterfind("{*}teiHeader/{*}fileDesc/{*}sourceDesc/{*}bibl")
    has_edition = any(e.get("type") in {"online", "print", "hybrid"} for e in sources)
    return has_edition and (body is None or not text_of(body))


def letters_of(whole: Element) -> list[Element]:
    """The descriptions of letters in the header of a `<TEI>`."""
    return list(whole.iterfind("{*}teiHeader/{*}profileDesc//{*}correspDesc"))


def describe_header(builder: RecordBuilder, whole: Element) -> None:
    """Put in what the header of a `<TEI>` says of its only text."""
    header = whole.find("{*}teiHeader")
    if header is None:
        return
    holders = _holders_as_title(header)
    for e in header.iter():
        name, above = local_name(e), local_name(e.getparent())
        if name == "title" and above == "titleStmt" and text_of(e) in holders:
            builder.keep("other titles", e)
        elif name == "title" and (above == "titleStmt" or _is_work(e, holders)):
            (builder.keep if builder.has("title") else builder.put)(
                "other titles" if builder.has("title") else "title", e
            )
        elif name == "correspDesc":
            _describe_letter(builder, e)
        elif name == "abstract" or (name == "summary" and above == "msContents"):
            builder.put("summary", e)
        elif name == "term":
            builder.put("subjects", e)
        elif name == "language" and above == "langUsage":
            builder.put("language", e)
        elif above == "msIdentifier" and name in _HELD:
            builder.keep(_HELD[name], e)
        elif name == "idno" and above == "publicationStmt":
            text = text_of(e)
            field = "url" if web_address(text) else "id"
            (builder.keep if builder.has(field) else builder.put)(
                "idno" if builder.has(field) else field, e
            )
        if name in _OF_THE_FILE:
            builder.claims.setdefault(e, ("header", None))
    for author in header.iterfind("{*}fileDesc/{*}titleStmt/{*}author"):
        if not builder.has("creators") or text_of(author) in builder.values["creators"]:
            builder.put("creators", author)
        else:
            builder.keep("author", author)
    for date in (
        *header.iterfind("{*}profileDesc/{*}creation//{*}date"),
        *header.iter("{*}origDate"),
        *header.iterfind(".//{*}msDesc/{*}history/{*}origin//{*}date"),
    ):
        put_date(builder, date)
    builder.keep_rest(header)


def _holders_as_title(header: Element) -> frozenset[str]:
    """The names of who holds a manuscript, where a catalogue has no other title for it."""
    names = header.iterfind(".//{*}msDesc/{*}msIdentifier/*")
    holders = frozenset(text_of(e) for e in names if _HELD.get(local_name(e)) == "archive")
    titles = {text_of(e) for e in header.iterfind("{*}fileDesc/{*}titleStmt/{*}title")}
    holders |= {title for title in titles if holders and _HOLDER.fullmatch(title)}
    has_works = header.find(".//{*}msItem/{*}title") is not None
    return holders if has_works and titles and titles <= holders else frozenset()


def _is_work(title: Element, holders: frozenset[str]) -> bool:
    """Whether it is the title of a work in a manuscript that has none of its own."""
    item = title.getparent()
    return bool(holders) and local_name(item) == "msItem" and item.find("{*}title") is title


def put_date(builder: RecordBuilder, date: Element, event: Event = "") -> None:
    """Put the first date; keep the others. `event` is what happened on it."""
    if builder.has_date:
        builder.keep("dates", date)
        builder.keep_text("dates", "" if text_of(date) else when(date))
        return
    builder.put("date", date)
    builder.stated = stated_date(date, event)


def stated_date(date: Element, event: Event = "") -> StatedDate:
    """What the attributes of a date state (TEI P5, att.datable and att.editLike)."""
    calendar = date.get("calendar") or date.get("datingMethod") or ""
    return StatedDate(
        when(date), calendar=calendar.lstrip("#"), qualifier=_qualifier(date), event=event
    )


def _qualifier(date: Element) -> Qualifier:
    """How sure a date is: by `@cert` (a word or a probability), `@precision`, `@evidence`."""
    cert = date.get("cert") or ""
    if cert in ("low", "medium", "unknown") or re.fullmatch(r"0?\.[0-9]+|0", cert):
        return "uncertain"
    if date.get("precision") in ("low", "medium", "unknown"):
        return "approximate"
    return qualifier_of(cert) or qualifier_of(date.get("evidence") or "")


def when(date: Element) -> str:
    """The date in an element's attributes, as ISO 8601 or EDTF."""
    if stated := iso_date(date.get("when") or date.get("value")):
        return stated
    for start, end in (("from", "to"), ("notBefore", "notAfter")):
        ends = iso_date(date.get(start)), iso_date(date.get(end))
        if any(ends):
            return iso_date("/".join(e or ".." for e in ends))
    return iso_date(date.get("when-iso"))


def _outermost(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """The outermost elements of these names in an element."""
    waiting = list(reversed(element))
    while waiting:
        e = waiting.pop()
        if local_name(e) in names:
            yield e
        else:
            waiting += reversed(e)


def _place(element: Element) -> str:
    """A place's name; one given by its parts, from the smallest, with commas."""
    parts = [text_of(e) for e in element if local_name(e) in _PLACES]
    return ", ".join(filter(None, parts)) if len(parts) > 1 else text_of(element)


def _reference(builder: RecordBuilder, name: str, element: Element) -> None:
    """Keep the references of a name to authority files."""
    for e in element.iter():
        for key in ("ref", "key", *(key for key in e.attrib if key.endswith("-ref"))):
            builder.keep_text(f"{name} ({key})", e.get(key) or "")
