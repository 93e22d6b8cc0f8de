"""MODS, the Library of Congress's catalogue entries (loc.gov/standards/mods), one or many.

A record is a `<mods>`, alone, in a `<modsCollection>` or in an OAI-PMH reply.
"""

import re
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.common.progress import progress_part, with_progress
from dash_core.readers.markup import xml
from dash_core.readers.markup.text import Element, fold, iso, named, said, web
from dash_core.readers.markup.xml import Claims, Draft
from dash_core.readers.report import Reading
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "MODS"

# Terms and codes of loc.gov/marc/relators. A correspondent wrote or received: no creator.
_CREATORS: Final = frozenset(
    "creator cre author aut sender writer artist art photographer pht".split()
)
_RECIPIENTS: Final = frozenset("addressee recipient rcp".split())
# The date of the document itself first.
_DATES: Final = ("dateCreated", "dateIssued", "copyrightDate", "dateOther")
_MARKS: Final = {"approximate": "~", "questionable": "?"}  # EDTF has none for inferred
_MACHINE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?")


def sniff(file: SourceFile) -> bool:
    """Whether it is MODS, bare or in an OAI-PMH reply."""
    root = file.xml
    kinds = {"mods", "modsCollection"}
    return root is not None and (named(root) in kinds or xml.payload(root) in kinds)


def read(file: SourceFile, options: Options) -> Reading:
    """Read MODS records.

    Raises
    ------
    ReadError
        If there are none, or it is not well-formed.
    """
    tree = xml.open_tree(file)
    claims: Claims = {tree.root: ("header", None)}
    drafts: list[Draft] = []
    for element in with_progress(
        list(tree.root.iter("{*}mods")), progress_part(options.progress, 0, 0.5)
    ):
        if next(element.iterancestors("{*}mods"), None) is None:  # else a part of another
            claims[element] = ("unread", None)
            drafts.append(_describe(element, claims, len(drafts)))
    if not drafts:
        raise ReadError(
            _("“{name}” has no MODS record: export it again from where it came.").format(
                name=file.name
            )
        )
    return xml.reading(file, tree, drafts, claims, NAME, options)


def _describe(element: Element, claims: Claims, position: int) -> Draft:
    draft = Draft(claims, position, element)
    dates: list[Element] = []
    names: list[Element] = []  # that it is known by
    kinds: list[Element] = []
    for child in element:
        name = named(child)
        if name == "titleInfo":
            other = child.get("type") or draft.has("title")
            (draft.keep if other else draft.put)(
                "other titles" if other else "title", child, _title(child)
            )
        elif name == "name":
            _name(draft, child)
        elif name == "originInfo":
            for part in child:
                if named(part) in _DATES:
                    dates.append(part)
                elif named(part) == "place":
                    _terms(draft, "places", part, "placeTerm")
                else:
                    draft.keep(named(part), part)
        elif name == "abstract":
            draft.put("summary", child)
        elif name == "subject":
            _subject(draft, child)
        elif name == "genre":
            draft.put("genre", child)
        elif name == "typeOfResource":
            kinds.append(child)
        elif name == "language":
            _terms(draft, "language", child, "languageTerm")
        elif name == "location":
            for part in child:
                _address(draft, part)
        elif name == "identifier":
            names.append(child)
        elif name == "relatedItem":
            _related(draft, child)
        elif name == "recordInfo":  # on the catalogue entry, not on the document
            claims[child] = ("header", None)
            names += child.iter("{*}recordIdentifier")
        else:
            draft.keep(name, child)
    _dates(draft, dates)
    for kind in kinds:
        (draft.keep if draft.values.get("genre") else draft.put)(
            "typeOfResource" if draft.values.get("genre") else "genre", kind
        )
    _identify(draft, names)
    return draft


def _title(element: Element) -> str:
    """The parts of a title as a catalogue prints them."""
    text = ""
    for part in element:
        name, words = named(part), said(part)
        if not words:
            continue
        if not text or text.endswith(("'", "’", "-")):
            between = ""
        else:
            between = {"subTitle": ": ", "partNumber": ". ", "partName": ". "}.get(name, " ")
        text += between + words
    return text or said(element)


def _name(draft: Draft, element: Element, field: str = "") -> None:
    """Put a name where its role says."""
    roles = [said(term) for term in element.iter("{*}roleTerm")]
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
                draft.keep_text(role, text)
    draft.put(field, element, text)
    for part in element:
        if named(part) not in {"namePart", "role", "displayForm"} or (
            named(part) == "displayForm" and said(part) != text
        ):
            draft.keep(named(part), part)


def _full_name(element: Element) -> str:
    """`Family, Given, 1900-1980`, as libraries head their entries."""
    parts = [(part.get("type") or "", said(part)) for part in element.iter("{*}namePart")]
    order = {"family": 0, "": 1, "given": 2, "termsOfAddress": 3, "date": 4}
    ranked = sorted(parts, key=lambda part: order.get(part[0], 1))
    return ", ".join(text for _kind, text in ranked if text) or said(element, frozenset({"role"}))


def _terms(draft: Draft, field: str, element: Element, term: str) -> None:
    """Put what is named in words, else its code; a code beside words is kept."""
    terms = list(element.iter("{*}" + term))
    in_words = any(e.get("type") != "code" for e in terms)
    for e in terms:
        if in_words and e.get("type") == "code":
            draft.keep(f"{term} (code)", e)
        else:
            draft.put(field, e)
    for e in element:
        if named(e) != term:
            draft.keep(named(e), e)


def _subject(draft: Draft, element: Element) -> None:
    for part in element:
        name = named(part)
        if name == "topic":
            draft.put("subjects", part)
        elif name == "geographic":
            draft.put("places", part)
        elif name == "hierarchicalGeographic":
            draft.put("places", part, ", ".join(filter(None, map(said, part))))
        elif name == "name":
            _name(draft, part, "people")
        else:
            draft.keep(name, part)
    if not len(element):
        draft.put("subjects", element)


def _address(draft: Draft, element: Element) -> None:
    text = said(element)
    if named(element) == "url" and web(text) and not draft.has("url"):
        draft.put("url", element)
    else:
        draft.keep(named(element), element)


def _related(draft: Draft, element: Element) -> None:
    """The collection it is in; other relations are kept whole."""
    if element.get("type") not in {"host", "series"}:
        draft.keep("relatedItem", element)
        return
    for part in element:
        if named(part) == "titleInfo":
            draft.keep("part of", part, _title(part))
        else:
            draft.keep(f"part of: {named(part)}", part)


def _identify(draft: Draft, names: list[Element]) -> None:
    """An address, an identifier; in an OAI-PMH reply at least the reply's own."""
    header = draft.element.getparent()
    header = None if header is None or header.getparent() is None else header.getparent()
    if header is not None:
        names = [*names, *header.findall("{*}header/{*}identifier")]
    for e in names:
        text = said(e)
        if web(text) and not draft.has("url"):
            draft.put("url", e)
        elif not draft.has("id"):
            draft.put("id", e)
        elif text not in draft.values["id"]:
            draft.keep("identifier", e)


def _dates(draft: Draft, dates: list[Element]) -> None:
    """Put the document's own date as printed, and as a machine reads it; keep the others."""
    dates = [date for date in dates if said(date)]
    kind = min((_DATES.index(named(date)) for date in dates), default=0)
    own = [date for date in dates if named(date) == _DATES[kind]]
    for date in dates:
        if named(date) != _DATES[kind]:
            draft.keep(named(date), date)
    ends = {date.get("point"): date for date in reversed(own) if date.get("point")}
    free = [date for date in own if not date.get("point")]
    printed = [date for date in free if not date.get("encoding")]
    machine = [date for date in free if date.get("encoding")]
    if printed or not ends:
        text = ", ".join(said(date) for date in printed or machine)
    else:
        text = _range(*(said(ends[p]) if p in ends else "" for p in ("start", "end")))
    for i, date in enumerate(own):
        draft.put("date", date, "" if i else text)
        draft.keep_text("date qualifier", date.get("qualifier") or "")
    if ends:
        both = [_normal(ends[p]) if p in ends else ".." for p in ("start", "end")]
        draft.put_text("normal_date", "/".join(both) if all(both) else "")
    elif machine or own:
        draft.put_text("normal_date", _normal((machine or own)[0]))


def _range(start: str, end: str) -> str:
    """`1945-1946`; with more than years, the sign of ISO 8601."""
    years = len(start) == len(end) == 4
    return f"{start}{'-' if years else '/'}{end}" if start and end else start or end


def _normal(date: Element) -> str:
    """EDTF, where the text is a machine's."""
    text = iso(fold(said(date)))
    if date.get("encoding") == "edtf":
        return text
    return text + _MARKS.get(date.get("qualifier") or "", "") if _MACHINE.fullmatch(text) else ""
