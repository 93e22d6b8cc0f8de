"""EAD finding aids (1.0, 2002 and EAD3; ead3.archivists.org): a record a described component.

Each `<c>`, `<c01>` … `<c12>` with a `<did>` is a record, series as well as files, and says in
`part of` what it stands in, and which collection of which repository it is of; the rest of the
description of the collection is then the page's header. A finding aid without components is one
record, its collection.
"""

import re
from collections.abc import Iterator
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.common.progress import progress_part, with_progress
from dash_core.readers.markup import xml
from dash_core.readers.markup.text import Element, fold, iso, named, said, web
from dash_core.readers.markup.xml import Claims, Draft
from dash_core.readers.report import Reading, Remark
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "finding aid (EAD)"

_COMPONENTS: Final = frozenset({"c", *(f"c{n:02d}" for n in range(1, 13))})
_DATES: Final = frozenset({"unitdate", "unitdatestructured"})
_NAMES: Final = frozenset({"persname", "corpname", "famname", "name"})
_SUBJECTS: Final = frozenset({"subject", "function", "occupation", "title"})
_LINKS: Final = frozenset({"dao", "daoloc", "daogrp", "daoset"})
_PHYSICAL: Final = frozenset({"physdesc", "physdescset", "physdescstructured"})
_WRAPPERS: Final = frozenset({"descgrp", "did", "unitdateset"})  # one field each within
_PATH_CHARS: Final = 200  # of one title in the path of a component: deep trees repeat it


def sniff(file: SourceFile) -> bool:
    """Whether it is a finding aid, bare, as a part of one, or in an OAI-PMH reply."""
    root = file.xml
    return root is not None and (
        named(root) in {"ead", "eadgrp", "archdesc", "dsc"} or xml.payload(root) == "ead"
    )


def read(file: SourceFile, options: Options) -> Reading:
    """Read a finding aid.

    Raises
    ------
    ReadError
        If it describes nothing, or is not well-formed.
    """
    tree = xml.open_tree(file)
    claims: Claims = {tree.root: ("header", None)}
    remarks: list[Remark] = []
    drafts: list[Draft] = []
    paths: dict[Element, str] = {}
    wholes: dict[Element, dict[str, str]] = {}
    components = list(tree.root.iter(*("{*}" + name for name in sorted(_COMPONENTS))))
    for component in with_progress(components, progress_part(options.progress, 0, 0.5)):
        claims[component] = ("unread", None)  # but for what is put into a record
        above = paths.get(component.getparent(), "")
        paths[component] = above
        if _child(component, "did") is None:
            remarks.append(
                Remark(component.sourceline or 1, _("This component has no description (<did>)."))
            )
            continue
        draft = _describe(component, claims, len(drafts))
        draft.keep_text("part of", above)
        for name, text in _whole(component, wholes).items():
            if name not in draft.extra:
                draft.keep_text(name, text)
        title = " ".join(draft.values.get("title") or draft.values.get("date") or ())
        if len(title) > _PATH_CHARS:
            title = title[:_PATH_CHARS] + "…"
        paths[component] = " > ".join(filter(None, (above, title)))
        drafts.append(draft)
    if not drafts:
        remarks.clear()
        for whole in tree.root.iter("{*}archdesc"):
            if _child(whole, "did") is not None:
                drafts.append(_describe(whole, claims, len(drafts)))
    if not drafts:
        raise ReadError(
            _(
                "The finding aid “{name}” describes nothing (no component and no collection with "
                "a <did>): export it again from where it came."
            ).format(name=file.name)
        )
    return xml.reading(file, tree, drafts, claims, NAME, options, remarks)


def _child(element: Element, name: str) -> Element:
    return element.find("{*}" + name)


def _whole(component: Element, known: dict[Element, dict[str, str]]) -> dict[str, str]:
    """What the collection that a component is of says of itself: its name and who has it."""
    whole = next(component.iterancestors("{*}archdesc"), None)
    if whole is None:
        return {}
    if whole not in known:
        holder = whole.find("{*}did/{*}repository/{*}corpname")
        title = whole.find("{*}did/{*}unittitle")
        known[whole] = {
            "repository": "" if holder is None else said(holder),
            "collection": "" if title is None else said(title, _DATES).rstrip(" ,;:"),
        }
    return known[whole]


def _describe(element: Element, claims: Claims, position: int) -> Draft:
    """What a component's or collection's own elements say of it."""
    draft = Draft(claims, position, element)
    level = element.get("level") or ""
    draft.keep_text("level", element.get("otherlevel") or level if level == "otherlevel" else level)
    genres: list[Element] = []
    dates: list[Element] = []
    containers: list[tuple[Element, str]] = []
    for child in _parts(element):
        name = named(child)
        if name == "unittitle":
            dates += _title(draft, child)
        elif name in _DATES:
            dates.append(child)
        elif name == "unitid" and not draft.has("id"):
            draft.put("id", child)
        elif name == "origination":
            _each(draft, "creators", child)
        elif name == "container":
            containers.append((child, _container(child)))
        elif name in _PHYSICAL:
            draft.keep("extent", child)
        elif name == "langmaterial":
            _language(draft, child)
        elif name in {"abstract", "scopecontent"}:
            _headless(draft, child)
        elif name in _NAMES:
            draft.put("people", child)
        elif name == "controlaccess":
            genres += _access(draft, child)
        elif name in _LINKS:
            _link(draft, child)
        elif name == "thead":
            claims[child] = ("header", None)  # names of columns
        else:
            draft.keep(name, child)
    _dates(draft, dates)
    said_of = ", ".join(text for _box, text in containers if text)
    for i, (box, _text) in enumerate(containers):
        draft.keep("container", box, "" if i else said_of)
    for genre in genres:
        draft.put("genre" if len(genres) == 1 else "subjects", genre)
    if not draft.has("id") and element.get("id"):
        draft.put_text("id", element.get("id"))
    return draft


def _parts(element: Element) -> Iterator[Element]:
    """The elements that describe it, out of their wrappers, without the components in it."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        name = named(child)
        if name in _WRAPPERS:
            waiting += reversed(child)
        elif name not in _COMPONENTS and name != "dsc":
            yield child


def _title(draft: Draft, element: Element) -> list[Element]:
    """Put the title; give the dates in it."""
    dates = [e for e in element.iter() if named(e) in _DATES]
    text = said(element, _DATES)
    if dates:  # what stood between title and date is left over
        text = re.sub(r"^[\s,;:]+|([,;:]) (?=[,;:])", "", text)
    text = text.rstrip(" ,;:" if dates else " ,")  # as finding aids print before the date
    if draft.has("title"):
        draft.keep("unittitle", element, text)
    else:
        draft.put("title", element, text)
    for name in element.iter():
        if named(name) in _NAMES:
            draft.put_text("people", said(name))
    return dates


def _dates(draft: Draft, dates: list[Element]) -> None:
    """Dates as printed, one after the other; the machine's form of the first that is no bulk."""
    normal: dict[bool, str] = {}
    for date in dates:
        kind = date.get("type") or date.get("unitdatetype") or ""
        text = _printed(date).strip(" ,;")
        if text and kind == "bulk" and "bulk" not in text.casefold():
            text = f"(bulk {text})"
        draft.put("date", date, text)
        machine = iso(date.get("normal")) or _standard(date)
        if machine:
            normal.setdefault(kind == "bulk", machine)
    if normal:
        draft.put_text("normal_date", normal.get(False) or normal[True])


def _printed(date: Element) -> str:
    """A date's text; of EAD3's dates in parts, with a hyphen between the ends of a range."""
    parts = []
    for e in date.iter("{*}daterange", "{*}datesingle"):
        ends = [text for end in e if (text := said(end))] or [said(e)]
        parts.append((" - " if any(" " in end for end in ends) else "-").join(ends))
    return ", ".join(filter(None, parts)) or said(date)


def _standard(date: Element) -> str:
    """EAD3's dates in parts: `@standarddate` of a single date or of both ends of a range."""
    found = {named(e): iso(e.get("standarddate")) for e in date.iter() if e.get("standarddate")}
    if "fromdate" in found or "todate" in found:
        return f"{found.get('fromdate', '..')}/{found.get('todate', '..')}"
    return found.get("datesingle", "")


def _container(element: Element) -> str:
    """`Box 1`, where only the number is printed."""
    text = said(element)
    kind = fold(element.get("type") or element.get("localtype") or "")
    if not text or not kind or text.casefold().startswith(kind.casefold()):
        return text
    return f"{kind[:1].upper()}{kind[1:]} {text}"


def _language(draft: Draft, element: Element) -> None:
    languages = [e for e in element.iter() if named(e) == "language" and said(e)]
    for language in languages:
        draft.put("language", language, said(language).rstrip("."))
    if not languages:
        draft.put("language", element)
    elif fold(element.text or "") or any(fold(e.tail or "") for e in element.iterdescendants()):
        draft.keep("langmaterial", element)


def _headless(draft: Draft, element: Element) -> None:
    """A summary, without the heading that names it."""
    for head in element.iter("{*}head"):
        draft.claims[head] = ("header", None)
    draft.put("summary", element, said(element, frozenset({"head"})))


def _each(draft: Draft, name: str, element: Element) -> None:
    """The names in an element, or its text where no name is marked."""
    names = [e for e in element if named(e) in _NAMES]
    for e in names:
        draft.put(name, e)
    if not names:
        draft.put(name, element)
    elif any(fold(text or "") for text in (element.text, *(e.tail for e in element))):
        draft.keep(named(element), element)


def _access(draft: Draft, element: Element) -> list[Element]:
    """Put the terms of a controlaccess; give those of genre."""
    genres = []
    waiting = list(reversed(element))
    while waiting:
        e = waiting.pop()
        name = named(e)
        if name in _NAMES:
            draft.put("people", e)
        elif name == "geogname":
            draft.put("places", e)
        elif name in _SUBJECTS:
            draft.put("subjects", e)
        elif name == "genreform":
            genres.append(e)
        elif name == "head":
            draft.claims[e] = ("header", None)
        elif name == "controlaccess" or (len(e) and not fold(e.text or "")):
            waiting += reversed(e)
        else:
            draft.keep(name if name != "p" else "controlaccess", e)
    return genres


def _link(draft: Draft, element: Element) -> None:
    """The first address of a digital object is the record's; others and its text are kept."""
    for e in element.iter():
        hrefs = [value for key, value in e.attrib.items() if key.rpartition("}")[2] == "href"]
        for href in hrefs:
            if web(href) and not draft.has("url"):
                draft.put_text("url", web(href))
            elif not draft.has("url") or web(href) not in draft.values["url"]:
                draft.keep_text("dao", href)
    draft.keep("dao", element)
