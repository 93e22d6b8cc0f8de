"""Lists of papers in TEI: tables whose rows are documents, as in the volumes of FRUS."""

import re
from itertools import chain
from typing import Final

from dash_core.common.i18n import _
from dash_core.readers.markup.text import Element, local_name, normalize_space, text_of
from dash_core.readers.markup.xml import Claims, RecordBuilder

__all__ = ["DIVISIONS", "NOTES", "is_document", "read_papers"]

DIVISIONS: Final = ("{*}div", *(f"{{*}}div{n}" for n in range(1, 8)), "{*}text")
NOTES: Final = frozenset({"note"})

_DOCUMENTS: Final = frozenset({"document", "letter", "telegram"})
_HEADING_CHARS: Final = 300  # a longer paragraph above a table is not a heading
_MAX_HEADINGS: Final = 3  # above one table: country, correspondence, matter
# Column names of a list of papers, in lower case -> fields.
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
    """Whether a division, or one of a group of texts, is marked as a document."""
    if element.get("type") not in _DOCUMENTS:
        return False
    name = local_name(element)
    return name.startswith("div") or (name == "text" and local_name(element.getparent()) == "group")


def read_papers(root: Element, builders: list[RecordBuilder], claims: Claims) -> None:
    """Append a builder for each row of the lists of papers, with the headings above its table.

    A list of papers is a table with a row of the column names of `_COLUMNS`.
    """
    names: list[str] = []
    headings: list[str] = []
    above: Element = None
    for table in root.iter("{*}table"):
        if any(is_document(e) for e in table.iterancestors(*DIVISIONS)):
            continue
        if table.getparent() is not above:
            names, headings, above = [], [], table.getparent()
        headings_here: list[str] = []
        to_claim: list[Element] = []
        for e in chain(table.findall("{*}head"), table.itersiblings(preceding=True)):
            if local_name(e) == "table" or len(headings_here) == _MAX_HEADINGS:
                break
            text = text_of(e, NOTES) if local_name(e) in {"p", "head"} else ""
            if (
                text
                and len(text) <= _HEADING_CHARS
                and (local_name(e) == "p" or e.getparent() is table)
            ):
                headings_here.append(text)
                to_claim.append(e)
        headings = headings_here[::-1] or headings
        in_list = False
        for row in table.iterfind("{*}row"):
            cells = list(row)
            printed = [text_of(cell, NOTES) for cell in cells]
            here = _columns(row, printed)
            if here:
                names, in_list = here, True
                claims[row] = ("header", None)
            elif names and any(printed) and (in_list or len(cells) == len(names)):
                in_list = True
                if sum(map(bool, printed)) == 1 and any(cell.get("cols") for cell in cells):
                    claims[row] = ("header", None)  # a heading across the table
                    headings = [text for text in printed if text]
                    continue
                builder = RecordBuilder(claims, len(builders), row)
                has_title = any(_COLUMNS.get(name.casefold()) == "title" for name in names)
                for i, cell in enumerate(cells):
                    _cell(builder, names[i] if i < len(names) else "", cell, has_title)
                for heading in headings:
                    # A full stop ends a heading in print; that of "U.S.S.R." does not.
                    builder.put_text(
                        "subjects", heading.rstrip(".") if heading.count(".") == 1 else heading
                    )
                builders.append(builder)
        if in_list:
            claims.update((e, ("header", None)) for e in to_claim)


def _columns(row: Element, printed: list[str]) -> list[str]:
    """The column names if this is a row of column names, else none."""
    names = [re.sub(r"[.,:;]+$", "", text).strip() for text in printed]
    folded = [name.casefold() for name in names]
    known = [_COLUMNS[name] for name in folded if name in _COLUMNS]
    if ("title" in known or "summary" in known) and len(known) > 1:
        return names
    if len(folded) == 3 and folded[:2] == ["", ""] and _COLUMNS.get(folded[2]) == "":
        return [_("Title"), _("Date"), names[2]]  # as the volumes of the 1860s have it
    return []


def _cell(builder: RecordBuilder, name: str, cell: Element, has_title: bool) -> None:
    field = _COLUMNS.get(name.casefold(), "")
    text = text_of(cell, NOTES)
    split = field == "date" and " and " in name and re.fullmatch(r"(.*\S)\s*\(([^()]*)\)", text)
    if split:  # "Date and number"
        builder.put("date", cell, split[1])
        builder.keep_text(name.split(" and ", 1)[1], split[2])
    elif field == "summary" and not has_title:  # the title, a line's end, the summary
        end = next(cell.iterfind("{*}lb"), None)
        title = text if end is None else _before(cell, end)
        builder.put("title" if title == text else "summary", cell, text[len(title) :])
        builder.put_text("title", title)
        for e in () if end is None else end.itersiblings(preceding=True):
            builder.claims[e] = ("title", builder.position)
    elif field:
        builder.put(field, cell, text)
    else:
        builder.keep(name or "(column without a name)", cell, text)


def _before(cell: Element, end: Element) -> str:
    """The text of a cell up to an element in it."""
    parts = [cell.text or ""]
    for e in cell:
        if e is end:
            break
        parts += [text_of(e, NOTES) if local_name(e) not in NOTES else "", e.tail or ""]
    return normalize_space("".join(parts))
