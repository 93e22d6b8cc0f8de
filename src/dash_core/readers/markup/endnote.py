"""EndNote XML, as EndNote exports it (“XML” of its output styles), a record a reference.

Text stands in `<style>` elements, whose fonts are left. Names are put into display order, as from
the other formats of reference managers. Of a manuscript, publisher and place are the archive's.
"""

from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.common.progress import progress_part, with_progress
from dash_core.readers.markup import xml
from dash_core.readers.markup.text import Element, local_name, normalize_space, text_of, web_address
from dash_core.readers.markup.xml import Claims, RecordBuilder
from dash_core.readers.names import parse_name
from dash_core.readers.references.common import genre_of_type
from dash_core.readers.references.published import is_place_of_publisher
from dash_core.readers.report import Reading
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "EndNote XML"

_FIELDS: Final = {
    "title": "title",
    "abstract": "summary",
    "keyword": "subjects",
    "pub-location": "places",
    "language": "language",
    "rec-number": "id",
    "author": "creators",
}
_NAMED: Final = {  # elements -> names under which their text is kept
    "secondary-title": "container-title",
    "tertiary-title": "collection-title",
    "full-title": "container-title",
    "abbr-1": "container-title-short",
    "electronic-resource-num": "DOI",
    "call-num": "call number",
    "remote-database-name": "library catalog",
    "work-type": "genre (work-type)",
}
_OF_AN_ARCHIVE: Final = {
    "publisher": "archive",
    "pub-location": "archive_place",
    "secondary-title": "collection",
    "call-num": "shelfmark",
    "accession-num": "shelfmark",
    "volume": "container",
    "number": "folio",
}
_OF_THE_FILE: Final = frozenset({"database", "source-app", "foreign-keys", "ref-type"})
_MANUSCRIPTS: Final = frozenset({"manuscript", "unpublished work", "ancient text"})


def sniff(file: SourceFile) -> bool:
    """Whether it is EndNote XML."""
    root = file.xml
    if root is None or local_name(root) not in {"xml", "records", "record"}:
        return False
    return next(root.iter("ref-type"), None) is not None


def read(file: SourceFile, options: Options) -> Reading:
    """Read EndNote XML.

    Raises
    ------
    ReadError
        If there is no reference, or it is not well-formed.
    """
    tree = xml.open_tree(file)
    claims: Claims = {tree.root: ("header", None)}
    builders: list[RecordBuilder] = []
    records = [e for e in tree.root.iter("record") if e.find("ref-type") is not None]
    for element in with_progress(records, progress_part(options.progress, 0, 0.5)):
        claims[element] = ("unread", None)
        builders.append(RecordBuilder(claims, len(builders), element))
        _describe(builders[-1])
    if not builders:
        raise ReadError(
            _(
                "“{name}” is XML of EndNote without a reference: export the references again, as "
                "XML or RIS."
            ).format(name=file.name)
        )
    return xml.make_reading(file, tree, builders, claims, NAME, options)


def _describe(builder: RecordBuilder) -> None:
    record = builder.element
    kind = record.find("ref-type").get("name") or ""
    builder.put_text("genre", genre_of_type(kind))
    has_publisher = any(map(text_of, record.iter("publisher")))
    is_published = is_place_of_publisher(kind, has_publisher=has_publisher)
    held = {"pub-location": "publisher-place"} if is_published else {}
    held = _OF_AN_ARCHIVE if kind.lower() in _MANUSCRIPTS else held
    for e in record:
        name = local_name(e)
        if name in _OF_THE_FILE:
            builder.claims.setdefault(e, ("header", None))
        elif name == "contributors":
            _people(builder, e, kind)
        elif name == "dates":
            _date(builder, e)
        elif name == "urls":
            _addresses(builder, e)
        elif name in {"titles", "periodical", "alt-periodical", "keywords"}:
            for part in e:
                _put(builder, part, held)
        else:
            _put(builder, e, held)


def _put(builder: RecordBuilder, e: Element, held: dict[str, str]) -> None:
    name = local_name(e)
    field = "" if name in held else _FIELDS.get(name, "")
    if field == "title" and builder.has("title"):
        builder.keep("other titles", e)
    elif field:
        builder.put(field, e)
    else:
        builder.keep(held.get(name) or _NAMED.get(name) or name.replace("-", " "), e)


def _people(builder: RecordBuilder, element: Element, kind: str) -> None:
    """Put names by their group: authors; the second names of a letter are its recipients."""
    is_letter = kind.lower() in {"personal communication", "letter"}
    for group in element:
        role = local_name(group)
        field = {"authors": "creators", "secondary-authors": "recipients" if is_letter else ""}
        for e in group:
            name = parse_name(text_of(e).rstrip(","))
            builder.put_name(field.get(role) or "people", e, name)
            if not field.get(role):
                builder.keep_text(role.replace("-", " ").rstrip("s"), name.inverted)


def _date(builder: RecordBuilder, element: Element) -> None:
    """Put the date with its year, which stands apart; a day of publication has often none."""
    year, days = element.find("year"), list(element.iter("date"))
    stated = "" if year is None else text_of(year)
    for i, e in enumerate(days):
        text = text_of(e)
        (builder.keep if i else builder.put)(
            "dates" if i else "date",
            e,
            text if not stated or stated in text else f"{text} {stated}",
        )
    if year is not None:
        builder.put("date", year, "" if days and text_of(days[0]) else stated)
    for e in element:
        if local_name(e) not in {"year", "pub-dates"}:
            builder.keep(local_name(e), e)


def _addresses(builder: RecordBuilder, element: Element) -> None:
    """Put the first address of the web; keep the others and files."""
    for e in element.iter("url"):
        text = normalize_space(text_of(e))
        if web_address(text) and not builder.has("url"):
            builder.put("url", e)
        else:
            builder.keep(local_name(e.getparent()).replace("-", " "), e)
    builder.keep_rest(element)
