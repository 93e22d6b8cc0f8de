"""Lists of papers in TEI: tables whose rows are documents, as in the volumes of FRUS."""

import re
from itertools import chain
from typing import Final

from dash_core.common.i18n import _
from dash_core.readers.markup.text import Element, fold, named, said
from dash_core.readers.markup.xml import Claims, Draft

__all__ = ["DIVISIONS", "NOTES", "is_document", "read_papers"]

DIVISIONS: Final = ("{*}div", *(f"{{*}}div{n}" for n in range(1, 8)))
NOTES: Final = frozenset({"note"})

_DOCUMENTS: Final = frozenset({"document", "letter", "telegram"})
_HEADING_CHARS: Final = 300  # a longer paragraph above a table is no heading
_MAX_HEADINGS: Final = 3  # above one table: country, correspondence, matter
# Columns of a list of papers, folded.
_COLUMNS: Final = {
    "date": "date",
    "date and number": "date",
    "date and no": "date",
    "document": "title",
    "from and to whom": "title",
    "from whom and to whom": "title",
    "name": "title",
    "title": "title",
    "subject": "summary",
    "subjects": "summary",
    "subject matter": "summary",
    "no": "",
    "number": "",
    "page": "",
    "pages": "",
}


def is_document(element: Element) -> bool:
    """Whether a division is marked as a document."""
    return element.get("type") in _DOCUMENTS and named(element).startswith("div")


def read_papers(root: Element, drafts: list[Draft], claims: Claims) -> None:
    """The rows of the lists of papers: tables with columns named as such, with headings above."""
    names: list[str] = []
    headings: list[str] = []
    above: Element = None
    for table in root.iter("{*}table"):
        if any(is_document(e) for e in table.iterancestors(*DIVISIONS)):
            continue
        if table.getparent() is not above:
            names, headings, above = [], [], table.getparent()
        said_here: list[str] = []
        to_claim: list[Element] = []
        for e in chain(table.findall("{*}head"), table.itersiblings(preceding=True)):
            if named(e) == "table" or len(said_here) == _MAX_HEADINGS:
                break
            text = said(e, NOTES) if named(e) in {"p", "head"} else ""
            if text and len(text) <= _HEADING_CHARS and (named(e) == "p" or e.getparent() is table):
                said_here.append(text)
                to_claim.append(e)
        headings = said_here[::-1] or headings
        found = False
        for row in table.iterfind("{*}row"):
            cells = list(row)
            printed = [said(cell, NOTES) for cell in cells]
            here = _columns(row, printed)
            if here:
                names, found = here, True
                claims[row] = ("header", None)
            elif names and any(printed) and (found or len(cells) == len(names)):
                found = True
                if sum(map(bool, printed)) == 1 and any(cell.get("cols") for cell in cells):
                    claims[row] = ("header", None)  # a heading across the table
                    headings = [text for text in printed if text]
                    continue
                draft = Draft(claims, len(drafts), row)
                has_title = any(_COLUMNS.get(name.casefold()) == "title" for name in names)
                for i, cell in enumerate(cells):
                    _cell(draft, names[i] if i < len(names) else "", cell, has_title)
                for heading in headings:
                    # A full stop ends a heading in print; that of "U.S.S.R." does not.
                    draft.put_text(
                        "subjects", heading.rstrip(".") if heading.count(".") == 1 else heading
                    )
                drafts.append(draft)
        if found:
            claims.update((e, ("header", None)) for e in to_claim)


def _columns(row: Element, printed: list[str]) -> list[str]:
    """The names of the columns if the row has them, else none."""
    names = [re.sub(r"[.,:;]+$", "", text).strip() for text in printed]
    folded = [name.casefold() for name in names]
    known = [_COLUMNS[name] for name in folded if name in _COLUMNS]
    if ("title" in known or "summary" in known) and len(known) > 1:
        return names
    if len(folded) == 3 and folded[:2] == ["", ""] and _COLUMNS.get(folded[2]) == "":
        return [_("Title"), _("Date"), names[2]]  # as the volumes of the 1860s have it
    return []


def _cell(draft: Draft, name: str, cell: Element, has_title: bool) -> None:
    field = _COLUMNS.get(name.casefold(), "")
    text = said(cell, NOTES)
    split = field == "date" and " and " in name and re.fullmatch(r"(.*\S)\s*\(([^()]*)\)", text)
    if split:  # "Date and number"
        draft.put("date", cell, split[1])
        draft.keep_text(name.split(" and ", 1)[1], split[2])
    elif field == "summary" and not has_title:  # the title, a line's end, the summary
        end = next(cell.iterfind("{*}lb"), None)
        title = text if end is None else _before(cell, end)
        draft.put("title" if title == text else "summary", cell, text[len(title) :])
        draft.put_text("title", title)
        for e in () if end is None else end.itersiblings(preceding=True):
            draft.claims[e] = ("title", draft.position)
    elif field:
        draft.put(field, cell, text)
    else:
        draft.keep(name or _("(column without a name)"), cell, text)


def _before(cell: Element, end: Element) -> str:
    """The text of a cell up to an element in it."""
    parts = [cell.text or ""]
    for e in cell:
        if e is end:
            break
        parts += [said(e, NOTES) if named(e) not in NOTES else "", e.tail or ""]
    return fold("".join(parts))
