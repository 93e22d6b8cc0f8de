"""News feeds: RSS 2.0 (rssboard.org), RSS 1.0 (web.resource.org) and Atom (RFC 4287).

Each `<item>` or `<entry>` is a record. HTML in a description is read as text. What is said of the
feed as a whole is header; its title is kept as `part of`.
"""

import re
from html import unescape
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, phrase
from dash_core.common.progress import progress_part, with_progress
from dash_core.readers.markup import xml
from dash_core.readers.markup.text import Element, local_name, normalize_space, text_of, web_address
from dash_core.readers.markup.xml import Claims, RecordBuilder
from dash_core.readers.report import Reading
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "plain_text", "read", "sniff"]

NAME: Final = phrase("RSS or Atom feed")

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_RSS1: Final = "{http://purl.org/rss/1.0/}"
_ITEMS: Final = ("{*}item", "{*}entry")
_FIELDS: Final = {
    "title": "title",
    "description": "summary",
    "summary": "summary",
    "subtitle": "summary",
    "abstract": "summary",
    "author": "creators",
    "creator": "creators",
    "contributor": "people",
    "subject": "subjects",
    "language": "language",
    "spatial": "places",
}
# In order of preference: what Dublin Core says of the document, then when it was published.
_DATES: Final = ("created", "date", "issued", "pubDate", "published", "modified", "updated")
_TAG: Final = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--)>", re.DOTALL)
_BLOCK: Final = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|td|tr|table|blockquote)\b[^<>]*>", re.I)


def sniff(file: SourceFile) -> bool:
    """Whether it is a feed."""
    root = file.xml
    if root is None:
        return False
    name = local_name(root)
    return (
        name == "rss"
        or (name == "feed" and str(root.tag).startswith(("feed", _ATOM)))
        or (name == "RDF" and root.find(_RSS1 + "item") is not None)
    )


def read(file: SourceFile, options: Options) -> Reading:
    """Read a feed.

    Raises
    ------
    ReadError
        If it has no item, or is not well-formed.
    """
    tree = xml.open_tree(file)
    root = tree.root
    claims: Claims = {root: ("header", None)}
    about = root if local_name(root) == "feed" else root.find("{*}channel")
    title = "" if about is None else text_of_child(about, "title")
    builders: list[RecordBuilder] = []
    items = list(root.iter(*_ITEMS))
    for item in with_progress(items, progress_part(options.progress, 0, 0.5)):
        claims[item] = ("unread", None)
        builder = RecordBuilder(claims, len(builders), item)
        _describe(builder)
        builder.keep_text("part of", title)
        builders.append(builder)
    if not builders:
        raise ReadError(
            _("The feed “{name}” has no entry: open it in a browser and save it again.").format(
                name=file.name
            )
        )
    return xml.make_reading(file, tree, builders, claims, NAME, options)


def text_of_child(element: Element, name: str) -> str:
    """The text of the first child of a name, "" if there is none."""
    child = element.find("{*}" + name)
    return "" if child is None else text_of(child)


def _describe(builder: RecordBuilder) -> None:
    dates: list[Element] = []
    ids: list[Element] = []
    contents: list[Element] = []
    for e in builder.element:
        name = local_name(e)
        if name in _DATES:
            dates.append(e)
        elif name == "link":
            _link(builder, e)
        elif name in {"guid", "id", "identifier"}:
            ids.append(e)
        elif name in {"encoded", "content"}:
            contents.append(e)
        elif name == "category":
            _category(builder, e)
        elif name in {"author", "creator", "contributor"}:
            _person(builder, _FIELDS[name], e)
        elif name == "title" and builder.has("title"):
            builder.keep("other titles", e, plain_text(e))
        elif name in _FIELDS:
            builder.put(_FIELDS[name], e, plain_text(e))
        else:
            builder.keep(name, e, plain_text(e))
            for key, value in e.attrib.items():
                if key.rpartition("}")[2] in {"url", "href", "resource"}:
                    builder.keep_text(name, value)
    _date(builder, dates)
    for e in contents:  # the whole text, where a summary is beside it
        (builder.keep if builder.has("summary") else builder.put)(
            "content" if builder.has("summary") else "summary", e, plain_text(e)
        )
    for e in ids:
        _identify(builder, e)
    if not builder.has("id"):
        about = next((v for k, v in builder.element.attrib.items() if k.endswith("}about")), "")
        builder.put_text("id", about if about not in builder.values.get("url", ()) else "")


def plain_text(element: Element) -> str:
    """An element's text, without tags of HTML that are written as text in it; those of a text
    that Atom calls plain stay."""
    text = text_of(element)
    if str(element.tag).startswith(_ATOM) and element.get("type", "text") == "text":
        return text  # RFC 4287, 3.1.1.1: not HTML
    if "<" not in text:
        return unescape(text) if "&" in text else text
    return normalize_space(unescape(_TAG.sub("", _BLOCK.sub(" ", text))))


def _link(builder: RecordBuilder, element: Element) -> None:
    """Put the address of the document; keep other links."""
    address = element.get("href") or text_of(element)
    kind = element.get("rel") or "alternate"
    if kind == "alternate" and web_address(address) and not builder.has("url"):
        builder.put("url", element, web_address(address))
    else:
        builder.keep("link" if kind == "alternate" else f"link: {kind}", element, address)


def _identify(builder: RecordBuilder, element: Element) -> None:
    """Put an identifier that is not merely the address again."""
    text = text_of(element)
    if text in builder.values.get("url", ()) or (
        web_address(text) and not builder.has("url") and element.get("isPermaLink") != "false"
    ):
        builder.put("url", element)
    elif builder.has("id"):
        builder.keep(local_name(element), element)
    else:
        builder.put("id", element)


def _category(builder: RecordBuilder, element: Element) -> None:
    builder.put(
        "subjects", element, plain_text(element) or element.get("label") or element.get("term")
    )


def _person(builder: RecordBuilder, field: str, element: Element) -> None:
    """Put a name: Atom's, or RSS's `address@example.org (Name)`."""
    name = element.find("{*}name")
    if name is not None:
        builder.put(field, name)
        for part in element:
            if part is not name:
                builder.keep(f"author: {local_name(part)}", part)
        return
    text = plain_text(element)
    named = re.fullmatch(r"(\S+@\S+)\s*\((.+)\)", text)
    if named:
        builder.keep_text("author: email", named[1])
    builder.put(field, element, named[2] if named else text)


def _date(builder: RecordBuilder, dates: list[Element]) -> None:
    """Put the preferred date, keep the others under their names."""
    ranked = sorted((e for e in dates if text_of(e)), key=lambda e: _DATES.index(local_name(e)))
    for i, e in enumerate(ranked):
        if i and text_of(e) != text_of(ranked[0]):
            builder.keep(local_name(e), e)
        else:
            builder.put("date", e)
