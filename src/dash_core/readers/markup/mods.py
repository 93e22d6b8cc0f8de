"""MODS, catalogue entries of the Library of Congress (loc.gov/standards/mods), one or many.

A record is a `<mods>`: alone, in a `<modsCollection>`, in an OAI-PMH reply or in a descriptive
section of METS (loc.gov/standards/mets), where the sections of a work's parts are records, too.
"""

import re
from dataclasses import replace
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.common.progress import progress_part, with_progress
from dash_core.dates.stated import qualifier_of
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
from dash_core.readers.report import Reading
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "MODS"

# Terms and codes of loc.gov/marc/relators. A correspondent may be sender or recipient.
_CREATORS: Final = frozenset(
    "creator cre author aut sender writer artist art photographer pht".split()
)
_RECIPIENTS: Final = frozenset("addressee recipient rcp".split())
# As MARC 21 writes the year of a copyright, which catalogues give for that of publication.
_COPYRIGHT: Final = re.compile(r"^(?:c|©|copyright )\s?(?=\d{4}\b)")
_PUBLISHED: Final = ("dateIssued", "copyrightDate")
# In order of preference: the date of the document itself first.
_DATES: Final = ("dateCreated", "dateIssued", "copyrightDate", "dateOther", "date")
# ArchivesSpace writes some names in lower case (archivesspace/archivesspace#1634).
_CASED: Final = {
    name.lower(): name
    for name in "titleInfo originInfo physicalDescription recordInfo relatedItem tableOfContents "
    "targetAudience typeOfResource accessCondition".split()
}
_MARKS: Final = {"approximate": "~", "questionable": "?"}  # EDTF has no sign for inferred
_MACHINE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?")


def sniff(file: SourceFile) -> bool:
    """Whether it is MODS: by itself, in an OAI-PMH reply or in METS."""
    root = file.xml
    kinds = {"mods", "modsCollection"}
    return root is not None and (
        local_name(root) in kinds
        or xml.payload(root) in kinds
        or (local_name(root) == "mets" and root.find("{*}dmdSec//{*}mods") is not None)
    )


def read(file: SourceFile, options: Options) -> Reading:
    """Read MODS records.

    Raises
    ------
    ReadError
        If there are none, or it is not well-formed.
    """
    tree = xml.open_tree(file)
    claims: Claims = {tree.root: ("header", None)}
    builders: list[RecordBuilder] = []
    for element in with_progress(
        list(tree.root.iter("{*}mods")), progress_part(options.progress, 0, 0.5)
    ):
        # Else a part of another, or in METS what is said of rights and files.
        if next(element.iterancestors("{*}mods", "{*}amdSec"), None) is None:
            claims[element] = ("unread", None)
            builders.append(_describe(element, claims, len(builders)))
    _name_wholes(tree.root, builders)
    if not builders:
        raise ReadError(
            _("“{name}” has no MODS record: export it again from where it came.").format(
                name=file.name
            )
        )
    return xml.make_reading(file, tree, builders, claims, NAME, options)


def _name_wholes(root: Element, builders: list[RecordBuilder]) -> None:
    """Give the parts of a work in METS the titles of the divisions around them."""
    divisions = root.findall("{*}structMap//{*}div[@DMDID]")
    if not divisions:
        return
    of_section = {
        section.get("ID"): builder
        for builder in builders
        for section in builder.element.iterancestors("{*}dmdSec")
    }
    for div in divisions:
        above = [e.get("DMDID", "").split() for e in div.iterancestors("{*}div")]
        wholes = [
            of_section[name]
            for names in reversed(above)
            for name in names[:1]
            if name in of_section
        ]
        titles = [title for whole in wholes if (title := whole.text("title"))]
        for name in div.get("DMDID").split():
            if name in of_section and titles:
                of_section[name].keep_text("part of", " > ".join(titles))


def _describe(element: Element, claims: Claims, position: int) -> RecordBuilder:
    builder = RecordBuilder(claims, position, element)
    dates: list[Element] = []
    identifiers: list[Element] = []
    kinds: list[Element] = []
    for child in element:
        name = local_name(child)
        name = _CASED.get(name.lower(), name)
        if name == "titleInfo":
            other = child.get("type") or builder.has("title")
            (builder.keep if other else builder.put)(
                "other titles" if other else "title", child, _title(child)
            )
        elif name == "name":
            _name(builder, child)
        elif name == "originInfo":
            for part in child:
                if local_name(part) in _DATES:
                    dates.append(part)
                elif local_name(part) == "place":
                    _terms(builder, "places", part, "placeTerm")
                else:
                    builder.keep(local_name(part), part)
        elif name == "abstract":
            builder.put("summary", child)
        elif name == "subject":
            _subject(builder, child)
        elif name == "genre":
            builder.put("genre", child)
        elif name == "typeOfResource":
            kinds.append(child)
        elif name == "language":
            _terms(builder, "language", child, "languageTerm")
        elif name == "location":
            for part in child:
                _address(builder, part)
        elif name == "identifier":
            identifiers.append(child)
        elif name == "relatedItem":
            _related(builder, child)
        elif name == "recordInfo":  # on the catalogue entry, not on the document
            claims[child] = ("header", None)
            identifiers += child.iter("{*}recordIdentifier")
        else:
            builder.keep(name, child)
    _dates(builder, dates or _dates_of_part(element))
    for kind in kinds:
        (builder.keep if builder.values.get("genre") else builder.put)(
            "typeOfResource" if builder.values.get("genre") else "genre", kind
        )
    _identify(builder, identifiers)
    return builder


def _title(element: Element) -> str:
    """The parts of a title, joined as a catalogue prints them."""
    text = ""
    for part in element:
        name, words = local_name(part), text_of(part)
        if not words:
            continue
        if not text or text.endswith(("'", "’", "-")):
            between = ""
        else:
            between = {"subTitle": ": ", "partNumber": ". ", "partName": ". "}.get(name, " ")
        text += between + words
    return text or text_of(element)


def _name(builder: RecordBuilder, element: Element, field: str = "") -> None:
    """Put a name into the field of its role."""
    roles = [text_of(term) for term in element.iter("{*}roleTerm")]
    for role in element.iterchildren("{*}role"):  # which field the name is put into says it
        builder.claims.setdefault(role, ("header", None))
    folded = {role.casefold() for role in roles}
    text = _full_name(element)
    if not field:
        field = "people"
        if folded & _RECIPIENTS:
            field = "recipients"
        elif folded & _CREATORS:
            field = "creators"
        else:
            for role in roles:
                builder.keep_text(role, text)
    builder.put(field, element, text)
    for part in element:
        if local_name(part) not in {"namePart", "role", "displayForm"} or (
            local_name(part) == "displayForm" and text_of(part) != text
        ):
            builder.keep(local_name(part), part)


def _full_name(element: Element) -> str:
    """A name as a library catalogue prints it: `Family, Given, 1900-1980`."""
    parts = [(part.get("type") or "", text_of(part)) for part in element.iter("{*}namePart")]
    if len(parts) == 1 and parts[0][1]:
        return parts[0][1]
    order = {"family": 0, "": 1, "given": 2, "termsOfAddress": 3, "date": 4}
    ranked = sorted(parts, key=lambda part: order.get(part[0], 1))
    return ", ".join(text for _kind, text in ranked if text) or text_of(
        element, frozenset({"role"})
    )


def _terms(builder: RecordBuilder, field: str, element: Element, term: str) -> None:
    """Put the term in words, else its code; keep a code that has words beside it, or is of a
    country ("le")."""
    terms = list(element.iter("{*}" + term))
    in_words = field == "places" or any(e.get("type") != "code" for e in terms)
    for e in terms:
        if in_words and e.get("type") == "code":
            builder.keep(f"{term} (code)", e)
        else:
            builder.put(field, e)
    for e in element:
        if local_name(e) != term:
            builder.keep(local_name(e), e)


def _subject(builder: RecordBuilder, element: Element) -> None:
    for part in element:
        name = local_name(part)
        if name == "topic":
            builder.put("subjects", part)
        elif name == "geographic":
            builder.put("places", part)
        elif name == "hierarchicalGeographic":
            builder.put("places", part, ", ".join(filter(None, map(text_of, part))))
        elif name == "name":
            _name(builder, part, "people")
        else:
            builder.keep(name, part)
    if not len(element):
        builder.put("subjects", element)


def _address(builder: RecordBuilder, element: Element) -> None:
    text = text_of(element)
    if local_name(element) == "url" and web_address(text) and not builder.has("url"):
        builder.put("url", element)
    else:
        builder.keep(local_name(element), element)


def _related(builder: RecordBuilder, element: Element) -> None:
    """Keep the collection it is part of by its parts, and other relations as one text."""
    if element.get("type") not in {"host", "series"}:
        builder.keep("relatedItem", element)
        return
    if normalize_space(element.text or ""):  # ArchivesSpace writes its title without parts
        builder.keep("part of", element, element.text)
    for part in element:
        if local_name(part).lower() == "titleinfo":
            builder.keep("part of", part, _title(part))
        else:
            builder.keep(f"part of: {local_name(part)}", part)


def _identify(builder: RecordBuilder, identifiers: list[Element]) -> None:
    """Put the address and the identifier; in an OAI-PMH reply also those in its header."""
    header = builder.element.getparent()
    header = None if header is None or header.getparent() is None else header.getparent()
    if header is not None:
        identifiers = [*identifiers, *header.findall("{*}header/{*}identifier")]
    for e in identifiers:
        text = text_of(e)
        if web_address(text) and not builder.has("url"):
            builder.put("url", e)
        elif not builder.has("id"):
            builder.put("id", e)
        elif text not in builder.values["id"]:
            builder.keep("identifier", e)


def _dates_of_part(element: Element) -> list[Element]:
    """The dates of the issue that an article is in, for one without a date of its own."""
    host = "{*}relatedItem[@type='host']/"
    own: list[Element] = element.findall("{*}part/{*}date")
    own = own or element.findall(host + "{*}part/{*}date")
    if own or element.find(host + "{*}part") is None:  # a host without a part is no issue
        return own
    issued = element.iterfind(host + "{*}originInfo/{*}dateIssued")
    return [date for date in issued if not date.get("point")]


def _dates(builder: RecordBuilder, dates: list[Element]) -> None:
    """Put the document's date as printed and in its normal form; keep the other dates."""
    dates = [date for date in dates if text_of(date)]
    keyed = [date for date in dates if date.get("keyDate") == "yes"]  # its main date
    kind = min((_DATES.index(local_name(date)) for date in keyed or dates), default=0)
    preferred = [date for date in dates if local_name(date) == _DATES[kind]]
    for date in dates:
        if local_name(date) != _DATES[kind]:
            builder.keep(local_name(date), date)
    ends = {date.get("point"): date for date in reversed(preferred) if date.get("point")}
    free = [date for date in preferred if not date.get("point")]
    printed = [date for date in free if not date.get("encoding")]
    machine = [date for date in free if date.get("encoding")]
    if printed or not ends:
        text = ", ".join(text_of(date) for date in printed or machine)
    else:
        text = _range(*(text_of(ends[p]) if p in ends else "" for p in ("start", "end")))
    if _DATES[kind] in _PUBLISHED and (year := _COPYRIGHT.sub("", text)) != text:
        builder.keep_text(_DATES[kind], text)
        builder.stated = replace(builder.stated, event="copyright")
        text = year
    for i, date in enumerate(preferred):
        builder.put("date", date, "" if i else text)
        builder.keep_text("date qualifier", date.get("qualifier") or "")
    if ends:
        both = [_normal(ends[p]) if p in ends else ".." for p in ("start", "end")]
        builder.state_date("/".join(both) if all(both) else "")
    elif machine or preferred:
        builder.state_date(_all_of([_normal(date) for date in machine or preferred[:1]]))
    said = [date.get("qualifier") or "" for date in preferred]
    if ends and len({*said}) > 1 and {*said} <= {"", *_MARKS} and builder.stated.machine:
        return  # each end has its own sign already
    if qualifier := qualifier_of(" ".join(said)):
        builder.stated = replace(builder.stated, qualifier=qualifier)


def _all_of(normal: list[str]) -> str:
    """Several machine-readable dates as one, a set in EDTF; "" where one of them is none."""
    distinct = list(dict.fromkeys(normal))
    if len(distinct) == 1 or not all(distinct) or any("/" in one for one in distinct):
        return distinct[0]
    return "{" + ",".join(distinct) + "}"


def _range(start: str, end: str) -> str:
    """`1945-1946`; with "/" (ISO 8601) where more than years are given."""
    years = len(start) == len(end) == 4
    return f"{start}{'-' if years else '/'}{end}" if start and end else start or end


def _normal(date: Element) -> str:
    """The date as EDTF where its text is machine-readable, else ""."""
    text = iso_date(normalize_space(text_of(date)))
    if date.get("encoding") == "edtf":
        return text
    return text + _MARKS.get(date.get("qualifier") or "", "") if _MACHINE.fullmatch(text) else ""
