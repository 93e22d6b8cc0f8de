"""TEI (tei-c.org): a volume of documents, a list of papers, or letters of their own.

A volume, as the Foreign Relations of the United States (FRUS), marks its documents as
`<div type="document">`: each is a record, with the beginning of its text as summary. Without
documents, the rows of its lists of papers are the records; without these, each `<TEI>` is one,
described by its header (`<correspDesc>` says who wrote to whom).
"""

from collections.abc import Iterator
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, ngettext
from dash_core.common.progress import Progress, progress_part, with_progress
from dash_core.readers.markup import xml
from dash_core.readers.markup.tei_tables import DIVISIONS, NOTES, is_document, read_papers
from dash_core.readers.markup.text import Element, iso, named, said, web
from dash_core.readers.markup.xml import Claims, Draft
from dash_core.readers.report import Reading, Remark
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "TEI"

_SPACE: Final = "{http://www.tei-c.org/ns/1.0}"
_WHOLE: Final = ("{*}TEI", "{*}TEI.2")
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_FRUS: Final = "{http://history.state.gov/frus/ns/1.0}doc-dateTime-"
_BLOCKS: Final = frozenset({"p", "ab", "lg", "list", "table", "quote", "sp"})
_NO_TEXT: Final = frozenset(
    "attachment back closer dateline front head note opener postscript teiHeader".split()
)
_NAMES: Final = ("{*}persName", "{*}orgName", "{*}name", "{*}rs")
# Of a manuscript's identifier -> the columns that `dash_core.study.repository` reads.
_HELD: Final = {
    "settlement": "archive-place",
    "repository": "repository",
    "collection": "collection",
    "idno": "archive_location",
}
_PATH_CHARS: Final = 300  # of one heading in the path of a document
_SUMMARY_CHARS: Final = 600  # of a document's text: its beginning


def sniff(file: SourceFile) -> bool:
    """Whether it is TEI, or a part of it in TEI's namespace."""
    root = file.xml
    return root is not None and (
        str(root.tag).startswith(_SPACE)
        or named(root) in {"TEI", "TEI.2", "teiCorpus", "teiCorpus.2"}
    )


def read(file: SourceFile, options: Options) -> Reading:
    """Read TEI.

    Raises
    ------
    ReadError
        If it holds neither documents nor a list of papers, or is not well-formed.
    """
    tree = xml.open_tree(file)
    root = tree.root
    half = progress_part(options.progress, 0, 0.5)
    claims: Claims = {}
    drafts: list[Draft] = []
    remarks: list[Remark] = []
    documents = [e for e in root.iter(*DIVISIONS) if is_document(e)]
    whole = [e for e in root.iter(*_WHOLE) if next(e.iterdescendants(*_WHOLE), None) is None]
    papers: list[Draft] = []
    of_papers: Claims = {}
    read_papers(root, papers, of_papers)
    if documents or papers:
        for e in root.iter("{*}teiHeader", "{*}front", "{*}back", "{*}head", "{*}fw"):
            if not any(map(is_document, e.iterancestors(*DIVISIONS))):
                claims[e] = ("header", None)
    if documents:
        _read_documents(root, documents, drafts, claims, half)
        if papers:
            remarks.append(
                Remark(
                    papers[0].element.sourceline or 1,
                    ngettext(
                        "The list of papers ({n} entry) was not read as documents: the documents "
                        "themselves follow.",
                        "The list of papers ({n} entries) was not read as documents: the "
                        "documents themselves follow.",
                        len(papers),
                    ),
                )
            )
    elif papers:
        drafts = papers
        claims.update(of_papers)
    else:
        for element in with_progress(whole, half):
            drafts.append(Draft(claims, len(drafts), element))
            _describe_whole(drafts[-1])
    if not drafts:
        raise ReadError(
            _(
                "“{name}” is a part of a TEI edition in which no document is marked "
                '(<div type="document">) and no list of papers was found: open the whole edition.'
            ).format(name=file.name)
        )
    if drafts is not papers:
        remarks.append(
            Remark(
                drafts[0].element.sourceline or 1,
                _("The text of the documents themselves is not kept, only its beginning."),
            )
        )
    return xml.reading(file, tree, drafts, claims, NAME, options, remarks)


def _read_documents(
    root: Element,
    documents: list[Element],
    drafts: list[Draft],
    claims: Claims,
    progress: Progress,
) -> None:
    """The documents of a volume."""
    paths: dict[Element, str] = {}
    for division in root.iter(*DIVISIONS):
        above = paths.get(next(division.iterancestors(*DIVISIONS), None), "")
        head = division.find("{*}head")
        title = "" if head is None else said(head, NOTES)[:_PATH_CHARS]
        paths[division] = " > ".join(filter(None, (above, title)))
    for division in with_progress(documents, progress):
        claims[division] = ("field", len(drafts))
        draft = Draft(claims, len(drafts), division)
        _describe_division(draft)
        draft.keep_text("part of", paths.get(next(division.iterancestors(*DIVISIONS), None), ""))
        drafts.append(draft)


def _describe_division(draft: Draft) -> None:
    """What a document's own elements say, not those of its enclosures."""
    division = draft.element
    draft.put_text("id", division.get(_ID) or "")
    for name in ("n", "subtype"):
        draft.keep_text(name, division.get(name) or "")
    dates: list[Element] = []
    for e in _own(division):
        name = named(e)
        if name == "head" and e.getparent() is division and not draft.has("title"):
            draft.put("title", e, said(e, NOTES))
            for person in e.iter():
                field = {"from": "creators", "to": "recipients"}.get(person.get("type") or "")
                if field:
                    draft.put_text(field, said(person, NOTES))
        elif name == "dateline":
            draft.keep("dateline", e, said(e, NOTES))
            dates += e.iter("{*}date")
            for place in e.iter("{*}placeName"):
                draft.put("places", place)
        elif name == "signed":
            draft.keep("signed", e, said(e, NOTES))
        elif name == "note":
            _note(draft, e)
    if not draft.has("creators"):
        for signed in (e for e in _own(division) if named(e) == "signed"):
            for person in signed.iter("{*}persName"):
                draft.put_text("creators", said(person))
    for i, date in enumerate(dates):
        if i:
            draft.keep("dates", date)
        else:
            draft.put("date", date, said(date, NOTES))
            draft.put_text("normal_date", _when(date))
    if not draft.has("normal_date"):
        ends = [iso(division.get(f"{_FRUS}{end}")) for end in ("min", "max")]
        draft.put_text("normal_date", iso("/".join(ends)) if all(ends) else "")
    if not draft.has("summary"):
        _begin(draft, division)


def _own(division: Element) -> Iterator[Element]:
    """The elements of a document in order, without enclosures and documents within it."""
    waiting = list(reversed(division))
    while waiting:
        e = waiting.pop()
        if named(e) != "attachment" and not is_document(e):
            yield e
            waiting += reversed(e)


def _note(draft: Draft, element: Element) -> None:
    """The editors' summary, or where the document is; footnotes stay with the text."""
    if element.get("type") == "summary":
        draft.put("summary", element)
    elif element.get("type") == "source":
        draft.keep("source note", element)
    else:
        draft.claims.setdefault(element, ("field", draft.position))


def _begin(draft: Draft, element: Element) -> None:
    """Put the beginning of the text, in the words of the source."""
    text, blocks = "", _blocks(element)
    for block in blocks:
        draft.claims.setdefault(block, ("summary", draft.position))
        for note in block.iter("{*}note"):
            draft.claims.setdefault(note, ("field", draft.position))
        text = f"{text} {said(block, NOTES)}".strip()
        if len(text) > _SUMMARY_CHARS:
            break
    if len(text) > _SUMMARY_CHARS:
        text = text[: _SUMMARY_CHARS + 1].rpartition(" ")[0] or text[:_SUMMARY_CHARS]
        draft.put_text("summary", f"{text} …")
    else:
        draft.put_text("summary", text)


def _blocks(element: Element) -> Iterator[Element]:
    """The paragraphs and the like of a text, outermost."""
    waiting = list(reversed(element))
    while waiting:
        e = waiting.pop()
        if named(e) in _BLOCKS:
            yield e
        elif named(e) not in _NO_TEXT and not is_document(e):
            waiting += reversed(e)


def _when(date: Element) -> str:
    """A date's attributes as ISO 8601 or EDTF."""
    if when := iso(date.get("when") or date.get("value")):
        return when
    for start, end in (("from", "to"), ("notBefore", "notAfter")):
        ends = iso(date.get(start)), iso(date.get(end))
        if any(ends):
            return iso("/".join(e or ".." for e in ends))
    return iso(date.get("when-iso"))


def _describe_whole(draft: Draft) -> None:
    """What the header of an edition says of its one text, and how this begins."""
    element, claims = draft.element, draft.claims
    claims[element] = ("header", None)
    draft.put_text("id", element.get(_ID) or "")
    header = element.find("{*}teiHeader")
    for e in () if header is None else header.iter():
        name, above = named(e), named(e.getparent())
        if name == "title" and above == "titleStmt":
            (draft.keep if draft.has("title") else draft.put)(
                "other titles" if draft.has("title") else "title", e
            )
        elif name == "correspAction":
            field = {"sent": "creators", "received": "recipients"}.get(e.get("type") or "")
            for person in e.iter(*_NAMES):
                draft.put(field or "people", person)
            for place in e.iter("{*}placeName", "{*}settlement"):
                draft.put("places", place)
            for date in e.iter("{*}date"):
                _date(draft, date)
        elif name == "abstract":
            draft.put("summary", e)
        elif name == "term":
            draft.put("subjects", e)
        elif name == "language" and above == "langUsage":
            draft.put("language", e)
        elif above == "msIdentifier" and name in _HELD:
            draft.keep(_HELD[name], e)
        elif name == "idno" and above == "publicationStmt":
            text = said(e)
            field = "url" if web(text) else "id"
            (draft.keep if draft.has(field) else draft.put)(
                "idno" if draft.has(field) else field, e
            )
    if header is not None:
        if not draft.has("creators"):
            for author in header.iterfind("{*}fileDesc/{*}titleStmt/{*}author"):
                draft.put("creators", author)
        for date in (
            *header.iterfind("{*}profileDesc/{*}creation//{*}date"),
            *header.iter("{*}origDate"),
        ):
            _date(draft, date)
    for text in element.iterfind("{*}text"):
        claims[text] = ("field", draft.position)
        for date in text.iterfind(".//{*}dateline//{*}date"):
            if not (draft.has("date") or draft.has("normal_date")):
                _date(draft, date)
        if not draft.has("summary"):
            _begin(draft, text)


def _date(draft: Draft, date: Element) -> None:
    """Put the first date; keep others."""
    if draft.has("date") or draft.has("normal_date"):
        draft.keep("dates", date)
        return
    draft.put("date", date)
    draft.put_text("normal_date", _when(date))
