"""Dublin Core: OAI-PMH replies (openarchives.org) and any XML with its elements (dublincore.org).

A record is an OAI-PMH `<record>`, else any element that contains Dublin Core elements. Both the
fifteen elements and the terms (`created`, `spatial` …) are read.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, ngettext
from dash_core.common.progress import progress_part, with_progress
from dash_core.readers.markup import xml
from dash_core.readers.markup.text import Element, local_name, normalize_space, text_of, web_address
from dash_core.readers.markup.xml import Claims, RecordBuilder, Tree
from dash_core.readers.report import LIST_FIELDS, Reading, Remark
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "Dublin Core"

_SPACES: Final = ("http://purl.org/dc/elements/", "http://purl.org/dc/terms/")
_CONTAINERS: Final = frozenset({"dc", "qualifieddc"})
_FIELDS: Final = {
    "title": "title",
    "description": "summary",
    "abstract": "summary",
    "creator": "creators",
    "contributor": "people",
    "spatial": "places",
    "subject": "subjects",
    "language": "language",
}
# In order of preference: the date of the document itself first.
_DATES: Final = ("created", "date", "issued", "dateCopyrighted")
_STAMP: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:?[0-9]{2})?")
_SEVERAL: Final = re.compile(r"\s*;(?:\s+|\Z)")
_SNIFFED: Final = 200  # elements looked at
_NO_RECORDS: Final = ("ListMetadataFormats", "ListIdentifiers", "ListSets", "Identify", "error")


def sniff(file: SourceFile) -> bool:
    """Whether it is an OAI-PMH reply or has Dublin Core elements near its start."""
    root = file.xml
    if root is None or local_name(root) in {"html", "svg"}:
        return False
    if local_name(root) == "OAI-PMH":
        return xml.payload(root) not in {"ead", "mods", "modsCollection", "lido", "lidoWrap"}
    if (
        local_name(root) == "mets"
        and root.find("{*}dmdSec//{http://purl.org/dc/elements/1.1/}*") is not None
    ):
        return True
    return any(_is_statement(e) or _is_container(e) for e in islice(root.iter(), _SNIFFED))


def read(file: SourceFile, options: Options) -> Reading:
    """Read Dublin Core records.

    Raises
    ------
    ReadError
        If there are none (an OAI-PMH reply of another kind), or it is not well-formed.
    """
    tree = xml.open_tree(file)
    if local_name(tree.root) == "OAI-PMH":
        return _oai(file, tree, options)
    claims: Claims = {tree.root: ("header", None)}
    builders: list[RecordBuilder] = []
    names = _names(tree.root)
    for element in with_progress(
        list(_containers(tree.root)), progress_part(options.progress, 0, 0.5)
    ):
        claims[element] = ("unread", None)
        builder = RecordBuilder(claims, len(builders), element)
        _describe(builder, element, names)
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == "about":
                builder.put_text(
                    "url" if web_address(value) and not builder.has("url") else "id", value
                )
        builders.append(builder)
    if not builders:
        raise ReadError(
            _("“{name}” has no Dublin Core record: export it again from where it came.").format(
                name=file.name
            )
        )
    remarks = _stamped(builders)
    return xml.make_reading(file, tree, builders, claims, NAME, options, remarks)


def _oai(file: SourceFile, tree: Tree, options: Options) -> Reading:
    """Read a reply of an OAI-PMH server."""
    root = tree.root
    claims: Claims = {root: ("header", None)}
    builders: list[RecordBuilder] = []
    deleted: list[int] = []
    foreign: list[int] = []
    for element in with_progress(
        list(root.iter("{*}record")), progress_part(options.progress, 0, 0.5)
    ):
        header, metadata = element.find("{*}header"), element.find("{*}metadata")
        if header is None:
            continue  # an element of this name in another format
        claims[element] = ("unread", None)
        inside = None if metadata is None else next(_containers(metadata), None)
        if inside is None:
            gone = metadata is None or header.get("status") == "deleted"
            (deleted if gone else foreign).append(element.sourceline or 1)
            continue
        claims[header] = ("header", None)
        builder = RecordBuilder(claims, len(builders), element)
        for child in header:
            if local_name(child) == "identifier" and not builder.has("id"):
                builder.put("id", child)
            elif local_name(child) == "setSpec":
                builder.keep("setSpec", child)
        _describe(builder, inside, _names(element))
        builders.append(builder)
    if not builders:
        raise ReadError(_no_records(file, root, deleted, foreign))
    remarks = [*_stamped(builders), *_missing(deleted, foreign), *_continued(root)]
    return xml.make_reading(file, tree, builders, claims, f"{NAME} (OAI-PMH)", options, remarks)


def _is_statement(element: Element) -> bool:
    """Whether it is a Dublin Core element, and not a container in the same namespace."""
    return str(element.tag)[1:].startswith(_SPACES) and local_name(element) not in _CONTAINERS


def _is_container(element: Element) -> bool:
    return local_name(element) in _CONTAINERS and len(element) > 0


def _containers(root: Element) -> Iterator[Element]:
    """The outermost elements that contain Dublin Core elements."""
    walk = [root]
    while walk:
        element = walk.pop()
        if _is_container(element) or any(map(_is_statement, element)):
            yield element
        else:
            walk += reversed(element)


def _names(root: Element) -> dict[str, str]:
    """The names of the people, places and times that a file describes beside its records, by the
    addresses that these refer to (the Europeana Data Model)."""
    found: dict[str, str] = {}
    for label in root.iter("{http://www.w3.org/2004/02/skos/core#}prefLabel"):
        of = label.getparent()
        about = next((v for k, v in of.attrib.items() if k.endswith("}about")), "")
        found.setdefault(about, text_of(label))
    return found


def _content(builder: RecordBuilder, element: Element, names: Mapping[str, str]) -> str:
    """The text of an element; in RDF an attribute may have an address instead: its name, with the
    address kept, or itself."""
    if text := text_of(element):
        return text
    address = next((v for k, v in element.attrib.items() if k.endswith("}resource")), "")
    if name := names.get(address, ""):
        builder.keep_text(f"{local_name(element)} (ref)", address)
    return name or normalize_space(address)


def _describe(builder: RecordBuilder, container: Element, names: Mapping[str, str]) -> None:
    """Put the elements of one record into it."""
    dates: list[tuple[Element, str]] = []
    for element in container:
        name = local_name(element)
        if name in _DATES:
            dates.append((element, _content(builder, element, names)))
            continue
        for part in list(element.iter("{*}li")) or [element]:  # RDF's lists
            _put(builder, name, part, _content(builder, part, names))
    _date(builder, dates)


def _put(builder: RecordBuilder, name: str, element: Element, text: str) -> None:
    field = _FIELDS.get(name, "")
    if name == "title" and builder.has("title") and text not in builder.values["title"]:
        builder.keep("other titles", element, text)
    elif name == "type" and (not builder.has("genre") or text in builder.values["genre"]):
        builder.put("genre", element, text)
    elif name == "identifier" and web_address(text) and not builder.has("url"):
        builder.put("url", element, text)
    elif name == "coverage" and not re.search(r"[0-9]", text):
        builder.put("places", element, text)
    elif name == "contributor" and text in builder.values.get("creators", {}):
        builder.put("creators", element, text)  # a repeat
    elif field in LIST_FIELDS:
        for part in filter(None, _SEVERAL.split(text)):  # as CONTENTdm and others write them
            builder.put(field, element, part)
    elif field:
        builder.put(field, element, text)
    else:
        builder.keep(name, element, text)


def _date(builder: RecordBuilder, dates: list[tuple[Element, str]]) -> None:
    """Put the date of the document, rather than a time stamp of the repository; keep the others."""
    dates = [(element, text) for element, text in dates if text]
    ranked = sorted(
        dates, key=lambda d: (bool(_STAMP.fullmatch(d[1])), _DATES.index(local_name(d[0])))
    )
    preferred = ranked[0][1] if ranked else ""
    for element, text in dates:
        if text == preferred:
            builder.put("date", element, text)
        else:
            builder.keep("dates", element, text)


def _stamped(builders: list[RecordBuilder]) -> Iterator[Remark]:
    """A remark where documents have no date but a time stamp."""
    stamped = [d for d in builders if _STAMP.fullmatch("".join(d.values.get("date", ())))]
    if stamped:
        yield Remark(
            stamped[0].element.sourceline or 1,
            ngettext(
                "The only date of {n} document is a time stamp, perhaps that of its catalogue "
                "entry.",
                "The only dates of {n} documents are time stamps, perhaps those of their "
                "catalogue entries.",
                len(stamped),
            ),
        )


def _missing(deleted: list[int], foreign: list[int]) -> Iterator[Remark]:
    if deleted:
        yield Remark(
            deleted[0],
            ngettext(
                "{n} entry was deleted at the archive; only its number is left.",
                "{n} entries were deleted at the archive; only their numbers are left.",
                len(deleted),
            ),
        )
    if foreign:
        yield Remark(
            foreign[0],
            ngettext(
                "{n} entry is in another format than Dublin Core.",
                "{n} entries are in another format than Dublin Core.",
                len(foreign),
            ),
        )


def _continued(root: Element) -> Iterator[Remark]:
    """A remark where the reply is one page of a longer list."""
    for token in root.iter("{*}resumptionToken"):
        if not normalize_space(token.text or ""):
            continue  # the last page
        total = normalize_space(token.get("completeListSize") or "")
        yield Remark(
            token.sourceline or 1,
            (
                _("This is one page of a list of {total} entries: ask the archive for the rest.")
                if total.isdecimal()
                else _("This is one page of a longer list: ask the archive for the rest.")
            ).format(total=total[:20]),
        )


def _no_records(file: SourceFile, root: Element, deleted: list[int], foreign: list[int]) -> str:
    verb = next((local_name(e) for e in root if local_name(e) in _NO_RECORDS), "")
    if verb == "error":
        error = next(e for e in root if local_name(e) == "error")
        return _("The archive's reply in “{name}” is an error: {error}. Ask it again.").format(
            name=file.name, error=(text_of(error) or error.get("code") or "?")[:200].rstrip(".")
        )
    if verb:
        return _(
            "“{name}” is an archive's reply to {verb}, which lists no documents: ask it for "
            "ListRecords and open that reply."
        ).format(name=file.name, verb=verb)
    if foreign:
        return _(
            "The entries in “{name}” are in a format that is not read here: ask the archive for "
            "the format oai_dc and open that reply."
        ).format(name=file.name)
    if deleted:
        return _("Every entry in “{name}” was deleted at the archive.").format(name=file.name)
    return _("The archive's reply in “{name}” has no entries.").format(name=file.name)
