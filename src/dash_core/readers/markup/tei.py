"""TEI (tei-c.org): a volume of documents, a list of papers, or single letters.

A volume, such as those of the Foreign Relations of the United States (FRUS), marks its documents
as `<div type="document">`: each is a record, with the beginning of its text as summary. Without
documents, the rows of its lists of papers are the records. Without these, each `<TEI>` is one,
described by its header (`<correspDesc>` names sender and recipient).
"""

from collections.abc import Iterator
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, ngettext
from dash_core.common.progress import Progress, progress_part, with_progress
from dash_core.readers.markup import xml
from dash_core.readers.markup.tei_tables import DIVISIONS, NOTES, is_document, read_papers
from dash_core.readers.markup.text import Element, iso_date, local_name, text_of, web_address
from dash_core.readers.markup.xml import Claims, RecordBuilder
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
# Elements of a manuscript's identifier -> the columns that `dash_core.study.repository` reads.
_HELD: Final = {
    "settlement": "archive-place",
    "repository": "repository",
    "collection": "collection",
    "idno": "archive_location",
}
_PATH_CHARS: Final = 300  # of one heading in the path of a document
_SUMMARY_CHARS: Final = 600  # of the beginning of a document's text


def sniff(file: SourceFile) -> bool:
    """Whether it is TEI, or an element in TEI's namespace."""
    root = file.xml
    return root is not None and (
        str(root.tag).startswith(_SPACE)
        or local_name(root) in {"TEI", "TEI.2", "teiCorpus", "teiCorpus.2"}
    )


def read(file: SourceFile, options: Options) -> Reading:
    """Read TEI.

    Raises
    ------
    ReadError
        If it has neither documents nor a list of papers, or is not well-formed.
    """
    tree = xml.open_tree(file)
    root = tree.root
    half = progress_part(options.progress, 0, 0.5)
    claims: Claims = {}
    builders: list[RecordBuilder] = []
    remarks: list[Remark] = []
    documents = [e for e in root.iter(*DIVISIONS) if is_document(e)]
    whole = [e for e in root.iter(*_WHOLE) if next(e.iterdescendants(*_WHOLE), None) is None]
    papers: list[RecordBuilder] = []
    of_papers: Claims = {}
    read_papers(root, papers, of_papers)
    if documents or papers:
        for e in root.iter("{*}teiHeader", "{*}front", "{*}back", "{*}head", "{*}fw"):
            if not any(map(is_document, e.iterancestors(*DIVISIONS))):
                claims[e] = ("header", None)
    if documents:
        _read_documents(root, documents, builders, claims, half)
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
        builders = papers
        claims.update(of_papers)
    else:
        for element in with_progress(whole, half):
            builders.append(RecordBuilder(claims, len(builders), element))
            _describe_whole(builders[-1])
    if not builders:
        raise ReadError(
            _(
                "“{name}” is a part of a TEI edition in which no document is marked "
                '(<div type="document">) and no list of papers was found: open the whole edition.'
            ).format(name=file.name)
        )
    if builders is not papers:
        remarks.append(
            Remark(
                builders[0].element.sourceline or 1,
                _("The text of the documents themselves is not kept, only its beginning."),
            )
        )
    return xml.make_reading(file, tree, builders, claims, NAME, options, remarks)


def _read_documents(
    root: Element,
    documents: list[Element],
    builders: list[RecordBuilder],
    claims: Claims,
    progress: Progress,
) -> None:
    """Append a builder for each document of a volume."""
    paths: dict[Element, str] = {}
    for division in root.iter(*DIVISIONS):
        above = paths.get(next(division.iterancestors(*DIVISIONS), None), "")
        head = division.find("{*}head")
        title = "" if head is None else text_of(head, NOTES)[:_PATH_CHARS]
        paths[division] = " > ".join(filter(None, (above, title)))
    for division in with_progress(documents, progress):
        claims[division] = ("field", len(builders))
        builder = RecordBuilder(claims, len(builders), division)
        _describe_division(builder)
        builder.keep_text("part of", paths.get(next(division.iterancestors(*DIVISIONS), None), ""))
        builders.append(builder)


def _describe_division(builder: RecordBuilder) -> None:
    """Put in what a document's elements say, without those of its enclosures."""
    division = builder.element
    builder.put_text("id", division.get(_ID) or "")
    for name in ("n", "subtype"):
        builder.keep_text(name, division.get(name) or "")
    dates: list[Element] = []
    for e in _elements(division):
        name = local_name(e)
        if name == "head" and e.getparent() is division and not builder.has("title"):
            builder.put("title", e, text_of(e, NOTES))
            for person in e.iter():
                field = {"from": "creators", "to": "recipients"}.get(person.get("type") or "")
                if field:
                    builder.put_text(field, text_of(person, NOTES))
        elif name == "dateline":
            builder.keep("dateline", e, text_of(e, NOTES))
            dates += e.iter("{*}date")
            for place in e.iter("{*}placeName"):
                builder.put("places", place)
        elif name == "signed":
            builder.keep("signed", e, text_of(e, NOTES))
        elif name == "note":
            _note(builder, e)
    if not builder.has("creators"):
        for signed in (e for e in _elements(division) if local_name(e) == "signed"):
            for person in signed.iter("{*}persName"):
                builder.put_text("creators", text_of(person))
    for i, date in enumerate(dates):
        if i:
            builder.keep("dates", date)
        else:
            builder.put("date", date, text_of(date, NOTES))
            builder.state_date(_when(date))
    if not builder.stated.machine:
        ends = [iso_date(division.get(f"{_FRUS}{end}")) for end in ("min", "max")]
        builder.state_date(iso_date("/".join(ends)) if all(ends) else "")
    if not builder.has("summary"):
        _put_beginning(builder, division)


def _elements(division: Element) -> Iterator[Element]:
    """The elements of a document in order, without its enclosures and inner documents."""
    waiting = list(reversed(division))
    while waiting:
        e = waiting.pop()
        if local_name(e) != "attachment" and not is_document(e):
            yield e
            waiting += reversed(e)


def _note(builder: RecordBuilder, element: Element) -> None:
    """Put the editors' summary, keep the source note; footnotes belong to the text."""
    if element.get("type") == "summary":
        builder.put("summary", element)
    elif element.get("type") == "source":
        builder.keep("source note", element)
    else:
        builder.claims.setdefault(element, ("field", builder.position))


def _put_beginning(builder: RecordBuilder, element: Element) -> None:
    """Put the beginning of the text as summary."""
    text, blocks = "", _blocks(element)
    for block in blocks:
        builder.claims.setdefault(block, ("summary", builder.position))
        for note in block.iter("{*}note"):
            builder.claims.setdefault(note, ("field", builder.position))
        text = f"{text} {text_of(block, NOTES)}".strip()
        if len(text) > _SUMMARY_CHARS:
            break
    if len(text) > _SUMMARY_CHARS:
        text = text[: _SUMMARY_CHARS + 1].rpartition(" ")[0] or text[:_SUMMARY_CHARS]
        builder.put_text("summary", f"{text} …")
    else:
        builder.put_text("summary", text)


def _blocks(element: Element) -> Iterator[Element]:
    """The outermost paragraphs, lists and tables of a text."""
    waiting = list(reversed(element))
    while waiting:
        e = waiting.pop()
        if local_name(e) in _BLOCKS:
            yield e
        elif local_name(e) not in _NO_TEXT and not is_document(e):
            waiting += reversed(e)


def _when(date: Element) -> str:
    """The date in an element's attributes, as ISO 8601 or EDTF."""
    if when := iso_date(date.get("when") or date.get("value")):
        return when
    for start, end in (("from", "to"), ("notBefore", "notAfter")):
        ends = iso_date(date.get(start)), iso_date(date.get(end))
        if any(ends):
            return iso_date("/".join(e or ".." for e in ends))
    return iso_date(date.get("when-iso"))


def _describe_whole(builder: RecordBuilder) -> None:
    """Put in what an edition's header says of its only text, and the beginning of that."""
    element, claims = builder.element, builder.claims
    claims[element] = ("header", None)
    builder.put_text("id", element.get(_ID) or "")
    header = element.find("{*}teiHeader")
    for e in () if header is None else header.iter():
        name, above = local_name(e), local_name(e.getparent())
        if name == "title" and above == "titleStmt":
            (builder.keep if builder.has("title") else builder.put)(
                "other titles" if builder.has("title") else "title", e
            )
        elif name == "correspAction":
            field = {"sent": "creators", "received": "recipients"}.get(e.get("type") or "")
            for person in e.iter(*_NAMES):
                builder.put(field or "people", person)
            for place in e.iter("{*}placeName", "{*}settlement"):
                builder.put("places", place)
            for date in e.iter("{*}date"):
                _date(builder, date)
        elif name == "abstract":
            builder.put("summary", e)
        elif name == "term":
            builder.put("subjects", e)
        elif name == "language" and above == "langUsage":
            builder.put("language", e)
        elif above == "msIdentifier" and name in _HELD:
            builder.keep(_HELD[name], e)
        elif name == "idno" and above == "publicationStmt":
            text = text_of(e)
            field = "url" if web_address(text) else "id"
            (builder.keep if builder.has(field) else builder.put)(
                "idno" if builder.has(field) else field, e
            )
    if header is not None:
        if not builder.has("creators"):
            for author in header.iterfind("{*}fileDesc/{*}titleStmt/{*}author"):
                builder.put("creators", author)
        for date in (
            *header.iterfind("{*}profileDesc/{*}creation//{*}date"),
            *header.iter("{*}origDate"),
        ):
            _date(builder, date)
    for text in element.iterfind("{*}text"):
        claims[text] = ("field", builder.position)
        for date in text.iterfind(".//{*}dateline//{*}date"):
            if not builder.has_date:
                _date(builder, date)
        if not builder.has("summary"):
            _put_beginning(builder, text)


def _date(builder: RecordBuilder, date: Element) -> None:
    """Put the first date; keep the others."""
    if builder.has_date:
        builder.keep("dates", date)
        return
    builder.put("date", date)
    builder.state_date(_when(date))
