"""EAD finding aids (1.0, 2002 and EAD3; ead3.archivists.org): one record per component.

Each `<c>`, `<c01>` … `<c12>` with a `<did>` is a record, series as well as files. Its column
`part of` has the path of the components above it; `collection` and `repository` are those of the
finding aid, whose other description is header text. A finding aid without components is one
record: its collection.
"""

import re
from collections.abc import Iterator
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, phrase
from dash_core.common.progress import progress_part, with_progress
from dash_core.dates.stated import StatedDate, qualifier_of
from dash_core.readers.markup import xml
from dash_core.readers.markup.text import (
    Element,
    iso_date,
    local_name,
    normalize_space,
    text_of,
    web_address,
)
from dash_core.readers.markup.xml import Claims, RecordBuilder
from dash_core.readers.report import Reading, Remark
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = phrase("finding aid (EAD)")

_COMPONENTS: Final = frozenset({"c", *(f"c{n:02d}" for n in range(1, 13))})
_DATES: Final = frozenset({"unitdate", "unitdatestructured"})
_NAMES: Final = frozenset({"persname", "corpname", "famname", "name"})
_SUBJECTS: Final = frozenset({"subject", "function", "occupation", "title"})
_LINKS: Final = frozenset({"dao", "daoloc", "daogrp", "daoset"})
_PHYSICAL: Final = frozenset({"physdesc", "physdescset", "physdescstructured"})
_WRAPPERS: Final = frozenset({"descgrp", "did", "unitdateset"})  # their children are fields
_PATH_CHARS: Final = 200  # of one title in a component's path, which deep trees repeat


def sniff(file: SourceFile) -> bool:
    """Whether it is a finding aid, a part of one, or one within something else (METS, a reply)."""
    root = file.xml
    return root is not None and (
        local_name(root) in {"ead", "eadgrp", "archdesc", "dsc"}
        or root.find(".//{*}ead/{*}archdesc") is not None
    )


def read(file: SourceFile, options: Options) -> Reading:
    """Read a finding aid.

    Raises
    ------
    ReadError
        If it has no description, or is not well-formed.
    """
    tree = xml.open_tree(file)
    claims: Claims = {tree.root: ("header", None)}
    remarks: list[Remark] = []
    builders: list[RecordBuilder] = []
    paths: dict[Element, str] = {}
    collections: dict[Element, dict[str, str]] = {}
    components = list(tree.root.iter(*("{*}" + name for name in sorted(_COMPONENTS))))
    for component in with_progress(components, progress_part(options.progress, 0, 0.5)):
        claims[component] = ("unread", None)  # except what is put into a record
        above = paths.get(component.getparent(), "")
        paths[component] = above
        if _child(component, "did") is None:
            remarks.append(
                Remark(component.sourceline or 1, _("This component has no description (<did>)."))
            )
            continue
        builder = _describe(component, claims, len(builders))
        builder.keep_text("part of", above)
        for name, text in _collection_of(component, collections).items():
            if name not in builder.extra:
                builder.keep_text(name, text)
        title = " ".join(builder.values.get("title") or builder.values.get("date") or ())
        if len(title) > _PATH_CHARS:
            title = title[:_PATH_CHARS] + "…"
        paths[component] = " > ".join(filter(None, (above, title)))
        builders.append(builder)
    if not builders:
        remarks.clear()
        for whole in tree.root.iter("{*}archdesc"):
            if _child(whole, "did") is not None:
                builders.append(_describe(whole, claims, len(builders)))
    if not builders:
        raise ReadError(
            _(
                "The finding aid “{name}” describes nothing (no component and no collection with "
                "a <did>): export it again from where it came."
            ).format(name=file.name)
        )
    return xml.make_reading(file, tree, builders, claims, NAME, options, remarks)


def _child(element: Element, name: str) -> Element:
    return element.find("{*}" + name)


def _collection_of(component: Element, known: dict[Element, dict[str, str]]) -> dict[str, str]:
    """The name and repository of the collection that a component belongs to."""
    whole = next(component.iterancestors("{*}archdesc"), None)
    if whole is None:
        return {}
    if whole not in known:
        holder = whole.find("{*}did/{*}repository/{*}corpname")
        title = whole.find("{*}did/{*}unittitle")
        known[whole] = {
            "repository": "" if holder is None else text_of(holder),
            "collection": "" if title is None else text_of(title, _DATES).rstrip(" ,;:"),
        }
    return known[whole]


def _describe(element: Element, claims: Claims, position: int) -> RecordBuilder:
    """The values in a component's or collection's elements, without those of its parts."""
    builder = RecordBuilder(claims, position, element)
    level = element.get("level") or ""
    builder.keep_text(
        "level", element.get("otherlevel") or level if level == "otherlevel" else level
    )
    genres: list[Element] = []
    dates: list[Element] = []
    containers: list[tuple[Element, str]] = []
    for child in _parts(element):
        name = local_name(child)
        if name == "unittitle":
            dates += _title(builder, child)
        elif name in _DATES:
            dates.append(child)
        elif name == "unitid" and not builder.has("id"):
            builder.put("id", child)
        elif name == "origination":
            _each(builder, "creators", child)
        elif name == "container":
            containers.append((child, _container(child)))
        elif name in _PHYSICAL:
            builder.keep("extent", child)
        elif name == "langmaterial":
            _language(builder, child)
        elif name in {"abstract", "scopecontent"}:
            _summary(builder, child)
        elif name in _NAMES:
            builder.put("people", child)
        elif name == "controlaccess":
            genres += _access(builder, child)
        elif name in _LINKS:
            _link(builder, child)
        elif name == "thead":
            claims[child] = ("header", None)  # names of columns
        else:
            builder.keep(name, child)
    _dates(builder, dates)
    if not builder.has("title"):  # a date alone describes it: archives print it as the title
        builder.put_text("title", builder.text("date"))
    boxes = ", ".join(text for _box, text in containers if text)
    for i, (box, _text) in enumerate(containers):
        builder.keep("container", box, "" if i else boxes)
    for genre in genres:
        builder.put("genre" if len(genres) == 1 else "subjects", genre)
    if not builder.has("id") and element.get("id"):
        builder.put_text("id", element.get("id"))
    return builder


def _parts(element: Element) -> Iterator[Element]:
    """The elements that describe it, unwrapped, without its components."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        name = local_name(child)
        if name in _WRAPPERS:
            waiting += reversed(child)
        elif name not in _COMPONENTS and name != "dsc":
            yield child


def _title(builder: RecordBuilder, element: Element) -> list[Element]:
    """Put the title into the record; return the dates in it."""
    marked = list(element.iterdescendants()) if len(element) else []
    dates = [e for e in marked if local_name(e) in _DATES]
    text = text_of(element, _DATES)
    if dates:  # without the punctuation between title and date
        text = re.sub(r"^[\s,;:]+|([,;:]) (?=[,;:])", "", text)
    text = text.rstrip(" ,;:" if dates else " ,")  # as finding aids print before the date
    if builder.has("title"):
        builder.keep("unittitle", element, text)
    else:
        builder.put("title", element, text)
    for name in marked:
        if local_name(name) in _NAMES:
            builder.put_text("people", text_of(name))
    return dates


def _dates(builder: RecordBuilder, dates: list[Element]) -> None:
    """Put the dates as printed, and what their attributes state of all but the bulk dates."""
    whole: list[Element] = []
    bulk: list[Element] = []
    for date in dates:
        is_bulk = (date.get("type") or date.get("unitdatetype")) == "bulk"
        text = _printed(date).strip(" ,;")
        if text and is_bulk and "bulk" not in text.casefold():
            text = f"(bulk {text})"
        builder.put("date", date, text)
        (bulk if is_bulk else whole).append(date)
    machine, begin, end = _of_all([one for date in whole or bulk for one in _machine(date)])
    calendar = next((said for date in dates if (said := date.get("calendar"))), "")
    doubts = [said for date in whole or bulk if (said := date.get("certainty"))]
    if machine or begin or end or calendar or doubts:
        qualifier = qualifier_of(" ".join(doubts)) if doubts else ""
        builder.stated = StatedDate(machine, begin, end, calendar=calendar, qualifier=qualifier)


def _of_all(normal: list[str]) -> tuple[str, str, str]:
    """The machine-readable date of one, or of several the earliest beginning and the latest end.

    Nothing is stated of all where one of them has none.
    """
    if not normal or not all(normal):
        return "", "", ""
    if len(normal) == 1:
        return normal[0], "", ""
    ends = [(machine.split("/")[0], machine.split("/")[-1]) for machine in normal]
    begin = min(begin for begin, _end in ends)
    return (
        "",
        begin,
        max(
            (end for _begin, end in ends),
            key=lambda end: "~" if end == ".." else end.ljust(10, "~"),
        ),
    )


def _printed(date: Element) -> str:
    """A date's text; for EAD3's structured dates with a hyphen between the ends of a range."""
    if not len(date):
        return text_of(date)
    parts = []
    for e in date.iter("{*}daterange", "{*}datesingle"):
        ends = [text for end in e if (text := text_of(end))] or [text_of(e)]
        parts.append((" - " if any(" " in end for end in ends) else "-").join(ends))
    return ", ".join(filter(None, parts)) or text_of(date)


def _machine(date: Element) -> list[str]:
    """`@normal`; of each of EAD3's structured dates `@standarddate` of it or of both ends."""
    if (normal := iso_date(date.get("normal"))) or not len(date):
        return [normal]
    found = []
    for one in date.iter("{*}daterange", "{*}datesingle"):
        ends = {local_name(e): iso_date(e.get("standarddate")) for e in (one, *one)}
        begin, end = ends.get("fromdate", ""), ends.get("todate", "")
        both = f"{begin or '..'}/{end or '..'}" if begin or end else ""
        found.append(both or ends.get("datesingle", ""))
    return found


def _container(element: Element) -> str:
    """A container with its kind, `Box 1`, where only its number is printed."""
    text = text_of(element)
    kind = normalize_space(element.get("type") or element.get("localtype") or "")
    if not text or not kind or text.casefold().startswith(kind.casefold()):
        return text
    return f"{kind[:1].upper()}{kind[1:]} {text}"


def _language(builder: RecordBuilder, element: Element) -> None:
    languages = [e for e in element.iter() if local_name(e) == "language" and text_of(e)]
    for language in languages:
        builder.put("language", language, text_of(language).rstrip("."))
    if not languages:
        builder.put("language", element)
    elif normalize_space(element.text or "") or any(
        normalize_space(e.tail or "") for e in element.iterdescendants()
    ):
        builder.keep("langmaterial", element)


def _summary(builder: RecordBuilder, element: Element) -> None:
    """Put a summary, without its heading, into the record."""
    for head in element.iter("{*}head"):
        builder.claims[head] = ("header", None)
    builder.put("summary", element, text_of(element, frozenset({"head"})))


def _each(builder: RecordBuilder, name: str, element: Element) -> None:
    """Put the names in an element into the record, or its text where no name is marked."""
    names = [e for e in element if local_name(e) in _NAMES]
    for e in names:
        builder.put(name, e)
    if not names:
        builder.put(name, element)
    elif any(normalize_space(text or "") for text in (element.text, *(e.tail for e in element))):
        builder.keep(local_name(element), element)


def _access(builder: RecordBuilder, element: Element) -> list[Element]:
    """Put the terms of a controlaccess into the record; return its genre terms."""
    genres = []
    waiting = list(reversed(element))
    while waiting:
        e = waiting.pop()
        name = local_name(e)
        if name in _NAMES:
            builder.put("people", e)
        elif name == "geogname":
            builder.put("places", e)
        elif name in _SUBJECTS:
            builder.put("subjects", e)
        elif name == "genreform":
            genres.append(e)
        elif name == "head":
            builder.claims[e] = ("header", None)
        elif name == "controlaccess" or (len(e) and not normalize_space(e.text or "")):
            waiting += reversed(e)
        else:
            builder.keep(name if name != "p" else "controlaccess", e)
    return genres


def _link(builder: RecordBuilder, element: Element) -> None:
    """Take the first address of a digital object as the record's; keep others and its text."""
    for e in element.iter():
        hrefs = [value for key, value in e.attrib.items() if key.rpartition("}")[2] == "href"]
        for href in hrefs:
            if web_address(href) and not builder.has("url"):
                builder.put_text("url", web_address(href))
            elif not builder.has("url") or web_address(href) not in builder.values["url"]:
                builder.keep_text("dao", href)
    builder.keep("dao", element)
