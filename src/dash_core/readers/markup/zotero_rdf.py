"""Zotero RDF, as Zotero exports it (zotero.org; its translator “Zotero RDF”).

A document is each item. Notes and attachments are kept with the item they belong to, collections
as the names of those an item is in; none of them is a document. `dc:coverage` is the location in
the archive, `dc:description` the field Extra.
"""

from collections.abc import Iterator
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.common.progress import progress_part, with_progress
from dash_core.readers.markup import xml
from dash_core.readers.markup.feed import plain_text
from dash_core.readers.markup.text import Element, local_name, text_of, web_address
from dash_core.readers.markup.xml import Claims, RecordBuilder
from dash_core.readers.names import NameParts, split_particle
from dash_core.readers.references.common import genre_of_type
from dash_core.readers.report import Reading
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "Zotero RDF"

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ZOTERO: Final = "{http://www.zotero.org/namespaces/export#}"
_BIB: Final = "{http://purl.org/net/biblio#}"
_NO_ITEMS: Final = frozenset({"Memo", "Attachment", "Collection", "Journal", "Series"})
_KINDS: Final = {  # Zotero's types -> CSL's, as from CSL-JSON; the others are words already
    "journalArticle": "article-journal",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "bookSection": "chapter",
    "conferencePaper": "paper-conference",
    "document": "",
    "attachment": "",
}
_PEOPLE: Final = {"authors": "creators", "recipients": "recipients"}
_FIELDS: Final = {
    "title": "title",
    "abstract": "summary",
    "date": "date",
    "language": "language",
}
_NAMED: Final = {  # elements -> names under which their text is kept
    "archive": "archive",
    "coverage": "archive_location",
    "libraryCatalog": "library catalog",
    "source": "library catalog",
    "description": "extra",
    "dateSubmitted": "accessed",
}


def sniff(file: SourceFile) -> bool:
    """Whether it is RDF with Zotero's namespace."""
    root = file.xml
    return (
        root is not None
        and str(root.tag) == f"{_RDF}RDF"
        and (
            next(root.iter(f"{_ZOTERO}itemType"), None) is not None
            or any(str(e.tag).startswith(_BIB) for e in root)
        )
    )


def read(file: SourceFile, options: Options) -> Reading:
    """Read a library exported as Zotero RDF.

    Raises
    ------
    ReadError
        If there is no item, or it is not well-formed.
    """
    tree = xml.open_tree(file)
    claims: Claims = {tree.root: ("header", None)}
    about = {_about(e): e for e in tree.root if _about(e)}
    collections = _collections(tree.root)
    builders: list[RecordBuilder] = []
    items = [e for e in tree.root if _is_item(e)]
    for e in tree.root:
        claims[e] = ("unread", None)
        if local_name(e) == "Collection":
            claims[e] = ("header", None)
    for item in with_progress(items, progress_part(options.progress, 0, 0.5)):
        builder = RecordBuilder(claims, len(builders), item)
        claims.setdefault(item, ("unread", None))
        _describe(builder, about)
        for name in collections.get(_about(item), ()):
            builder.keep_text("Zotero collection", name)
        builders.append(builder)
    if not builders:
        raise ReadError(
            _(
                "“{name}” has notes and attachments of Zotero, but no item: export the items "
                "themselves."
            ).format(name=file.name)
        )
    return xml.make_reading(file, tree, builders, claims, NAME, options)


def _about(element: Element) -> str:
    return element.get(f"{_RDF}about") or ""


def _is_item(element: Element) -> bool:
    return local_name(element) not in _NO_ITEMS and _kind(element) != "attachment"


def _kind(element: Element) -> str:
    """Zotero's type of an item; older exports have only the name of the element."""
    kind = element.find(f"{_ZOTERO}itemType")
    name = local_name(element)
    return text_of(kind) if kind is not None else "" if name == "Description" else name.lower()


def _collections(root: Element) -> dict[str, list[str]]:
    """The names of the collections that each item is in."""
    names: dict[str, list[str]] = {}
    for e in root.iterfind(f"{_ZOTERO}Collection"):
        title = e.find("{*}title")
        for part in e.iterfind("{*}hasPart"):
            if title is not None:
                names.setdefault(_resource(part), []).append(text_of(title))
    return names


def _resource(element: Element) -> str:
    return element.get(f"{_RDF}resource") or ""


def _describe(builder: RecordBuilder, about: dict[str, Element]) -> None:
    """Put in what the elements of an item say."""
    item = builder.element
    kind = _kind(item)
    builder.put_text("genre", genre_of_type(_KINDS.get(kind, _words(kind))))
    address = _about(item)
    if web_address(address):
        builder.put_text("url", address)
    elif not address.startswith("#item_"):
        builder.put_text("id", address)
    for e in item:
        name = local_name(e)
        if name == "itemType":
            builder.claims[e] = ("field", builder.position)
            builder.keep_text("type", text_of(e) if kind == "document" else "")
        elif e.find(".//{*}Person") is not None or e.find("{*}Organization") is not None:
            _people(builder, e, name)
        elif name in _FIELDS:
            taken = builder.has(_FIELDS[name])
            (builder.keep if taken else builder.put)(name if taken else _FIELDS[name], e)
        elif name == "subject":
            _subject(builder, e)
        elif name == "identifier":
            _identifier(builder, e)
        elif name == "isPartOf":
            _container(builder, e, about)
        elif name in {"isReferencedBy", "link"}:
            _attached(builder, about.get(_resource(e)))
        elif name == "relation":
            builder.keep_text("relation", _resource(e))
        else:
            builder.keep(_NAMED.get(name, _words(name)), e)


def _words(name: str) -> str:
    """The words of a name in camel case: `shortTitle` is `short title`."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


def _people(builder: RecordBuilder, element: Element, role: str) -> None:
    """Put the names of a role into its field; those of a publisher are kept."""
    if role == "publisher":
        for name in element.iter("{*}name"):
            builder.keep("publisher", name)
        for place in element.iter("{*}locality"):
            builder.keep("publisher-place", place)
        return
    for person in element.iter("{*}Person", "{*}Organization"):
        name = _name(person)
        builder.put_name(_PEOPLE.get(role, "people"), person, name)
        if role not in _PEOPLE:
            builder.keep_text(_words(role).rstrip("s"), name.inverted)


def _name(person: Element) -> NameParts:
    parts = {local_name(e).lower(): text_of(e) for e in person}
    family, given = parts.get("surname", ""), parts.get("givenname", "")
    if not family or not given:
        return NameParts(literal=family or given or parts.get("name", "") or text_of(person))
    particle, family = split_particle(family)
    return NameParts(family, given, particle)


def _subject(builder: RecordBuilder, element: Element) -> None:
    """A tag, or a call number (within `dcterms:LCC`)."""
    if element.find("{*}LCC") is not None:
        builder.keep("call number", element)
    else:
        builder.put("subjects", element)


def _identifier(builder: RecordBuilder, element: Element) -> None:
    """An address (within `dcterms:URI`), or a number with its kind: `ISBN 978-…`."""
    text = text_of(element)
    if web_address(text) and not builder.has("url"):
        builder.put("url", element)
        return
    kind, _space, number = text.partition(" ")
    named = kind in {"ISBN", "ISSN", "DOI"} and number
    builder.keep(kind if named else "identifier", element, number if named else text)


def _container(builder: RecordBuilder, element: Element, about: dict[str, Element]) -> None:
    """Keep what it appeared in: given in place, or elsewhere by reference."""
    for e in element if len(element) else _at(element, about):
        is_series = local_name(e) == "Series"
        for part in e:
            name = local_name(part)
            if name == "title":
                builder.keep("collection-title" if is_series else "container-title", part)
                builder.keep_text(
                    "collection-title" if is_series else "container-title", text_of(part)
                )
            elif name == "identifier":
                _identifier(builder, part)
            else:
                builder.keep(_words(name), part)
                builder.keep_text(_words(name), text_of(part))


def _attached(builder: RecordBuilder, element: Element | None) -> None:
    """Keep the text of a note, the title and address of an attachment."""
    if element is None:
        return
    if local_name(element) == "Memo":
        builder.claims[element] = ("field", builder.position)
        for value in element.iter("{*}value"):
            builder.keep("note", value, plain_text(value))
        for tag in element.iterfind("{*}subject"):
            builder.keep("note: tag", tag)
        return
    builder.claims[element] = ("field", builder.position)
    for e in _leaves(element):
        name = local_name(e)
        if name == "title":
            builder.keep("attachment", e)
        elif name != "itemType":
            builder.keep(f"attachment: {_words(name)}", e, text_of(e) or _resource(e))


def _leaves(element: Element) -> Iterator[Element]:
    return (e for e in element.iterdescendants() if not len(e))


def _at(element: Element, about: dict[str, Element]) -> list[Element]:
    """The element that another one refers to."""
    found = about.get(_resource(element))
    return [] if found is None else [found]
