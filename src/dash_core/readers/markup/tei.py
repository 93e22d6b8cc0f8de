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
from dash_core.readers.markup.tei_header import (
    XML_ID,
    describe_header,
    describe_listed_letter,
    editions_of,
    is_letter_list,
    letters_of,
    stated_date,
)
from dash_core.readers.markup.tei_tables import DIVISIONS, NOTES, is_document, read_papers
from dash_core.readers.markup.text import Element, iso_date, local_name, text_of
from dash_core.readers.markup.xml import Claims, RecordBuilder
from dash_core.readers.report import Reading, Remark
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "TEI"

_SPACE: Final = "{http://www.tei-c.org/ns/1.0}"
_WHOLE: Final = ("{*}TEI", "{*}TEI.2")
_FRUS: Final = "{http://history.state.gov/frus/ns/1.0}doc-dateTime-"
_BLOCKS: Final = frozenset({"p", "ab", "lg", "list", "table", "quote", "sp"})
_NO_TEXT: Final = frozenset(
    "attachment back closer dateline front head note opener postscript teiHeader".split()
)
_PATH_CHARS: Final = 300  # of one heading in the path of a document
_SUMMARY_CHARS: Final = 600  # of the beginning of a document's text


_INCLUDE: Final = "{http://www.w3.org/2001/XInclude}include"
_AROUND: Final = frozenset({"div", "body"})  # in which an edition may have text without paragraphs


def sniff(file: SourceFile) -> bool:
    """Whether it is TEI, an element in TEI's namespace, or a list of TEI's descriptions of letters
    in an element of its own."""
    root = file.xml
    return root is not None and (
        str(root.tag).startswith(_SPACE)
        or local_name(root) in {"TEI", "TEI.2", "teiCorpus", "teiCorpus.2"}
        or next(root.iterfind("{*}correspDesc/{*}correspAction"), None) is not None
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
    papers: list[RecordBuilder] = []
    of_papers: Claims = {}
    read_papers(root, papers, of_papers)
    if documents or papers:
        for e in root.iter("{*}teiHeader", "{*}front", "{*}back", "{*}head", "{*}fw"):
            if not any(map(is_document, e.iterancestors(*DIVISIONS))):
                claims[e] = ("header", None)
    if documents and papers:
        remarks.append(_papers_left(papers))
    if papers and not documents:
        builders = papers
        claims.update(of_papers)
    else:
        _read_texts(root, documents, builders, claims, half)
    if not builders:
        raise ReadError(_why_none(file, root))
    texts = [e for e in builders if local_name(e.element) != "correspDesc"]
    if builders is not papers and texts:
        remarks.append(
            Remark(
                texts[0].element.sourceline or 1,
                _("The text of the documents themselves is not kept, only its beginning."),
            )
        )
    is_letter = local_name(builders[0].element) == "correspDesc" or len(letters_of(root)) == 1
    return xml.make_reading(
        file, tree, builders, claims, NAME, options, remarks, may_divide=not is_letter
    )


def _why_none(file: SourceFile, root: Element) -> str:
    """Why there is no document in it, and what to open instead."""
    others = [e.get("href") for e in root.iter(_INCLUDE) if e.get("href")]
    if others:
        return ngettext(
            "“{name}” has no document itself: it names {n} other file that has (“{first}”). Open "
            "that.",
            "“{name}” has no document itself: it names {n} other files that have (“{first}” and so "
            "on). Open those, together.",
            len(others),
            name=file.name,
            first=others[0],
        )
    return _(
        "“{name}” is a part of a TEI edition in which no document is marked "
        '(<div type="document">) and no list of papers was found: open the whole edition.'
    ).format(name=file.name)


def _papers_left(papers: list[RecordBuilder]) -> Remark:
    return Remark(
        papers[0].element.sourceline or 1,
        ngettext(
            "The list of papers ({n} entry) was not read as documents: the documents "
            "themselves follow.",
            "The list of papers ({n} entries) was not read as documents: the "
            "documents themselves follow.",
            len(papers),
        ),
    )


def _read_texts(
    root: Element,
    documents: list[Element],
    builders: list[RecordBuilder],
    claims: Claims,
    progress: Progress,
) -> None:
    """Append a builder for each marked document, each letter of a list, and each other text."""
    paths = _paths(root)
    inside: dict[Element, list[Element]] = {}  # the documents of each text
    for division in documents:
        inside.setdefault(next(division.iterancestors(*_WHOLE), None), []).append(division)
    wholes = [e for e in root.iter(*_WHOLE) if next(e.iterdescendants(*_WHOLE), None) is None]
    for whole in with_progress([*wholes, *({None} & inside.keys())], progress):
        for division in inside.get(whole, ()):
            claims[division] = ("field", len(builders))
            builder = RecordBuilder(claims, len(builders), division)
            if len(inside[whole]) == 1 and _has_letters_header(whole, division):
                claims.pop(whole.find("{*}teiHeader"), None)
                builder.header = whole.find("{*}teiHeader")
                describe_header(builder, whole)
            _describe_division(builder)
            above = next(division.iterancestors(*DIVISIONS), None)
            builder.keep_text("part of", paths.get(above, ""))
            builders.append(builder)
        if whole in inside:
            continue
        if is_letter_list(whole):
            _read_letters(whole, builders, claims)
        else:
            builders.append(RecordBuilder(claims, len(builders), whole))
            _describe_whole(builders[-1])
    if not builders:  # a list of letters without TEI around it
        _append_letters(root.findall("{*}correspDesc"), builders, claims, {})


def _has_letters_header(whole: Element, division: Element) -> bool:
    """Whether the header of a file is that of its only document."""
    return whole is not None and (
        len(letters_of(whole)) == 1
        or (division.find("{*}head") is None and whole.find("{*}teiHeader") is not None)
    )


def _read_letters(whole: Element, builders: list[RecordBuilder], claims: Claims) -> None:
    """Append a builder for each letter of a list of letters (CMIF)."""
    header = whole.find("{*}teiHeader")
    claims[header] = ("header", None)
    title = header.find("{*}fileDesc/{*}titleStmt/{*}title")
    first = len(builders)
    _append_letters(letters_of(whole), builders, claims, editions_of(header))
    for builder in builders[first:]:
        builder.keep_text("part of", "" if title is None else text_of(title))


def _append_letters(
    letters: list[Element],
    builders: list[RecordBuilder],
    claims: Claims,
    editions: dict[str, str],
) -> None:
    for letter in letters:
        claims[letter] = ("unread", None)
        builder = RecordBuilder(claims, len(builders), letter)
        describe_listed_letter(builder, letter, editions)
        builders.append(builder)


def _paths(root: Element) -> dict[Element, str]:
    """The headings above and of each division of a volume, joined."""
    paths: dict[Element, str] = {}
    for division in root.iter(*DIVISIONS):
        above = paths.get(next(division.iterancestors(*DIVISIONS), None), "")
        head = division.find("{*}head")
        title = "" if head is None else text_of(head, NOTES)[:_PATH_CHARS]
        paths[division] = " > ".join(filter(None, (above, title)))
    return paths


def _describe_division(builder: RecordBuilder) -> None:
    """Put in what a document's elements say, without those of its enclosures."""
    division = builder.element
    if not builder.has("id"):
        builder.put_text("id", division.get(XML_ID) or "")
    for name in ("n", "subtype"):
        builder.keep_text(name, division.get(name) or "")
    dates: list[Element] = []
    for e in _elements(division):
        name = local_name(e)
        if name == "head" and (e.getparent() is division or _is_body_of(e.getparent(), division)):
            if builder.has("title"):  # from the header of the file
                builder.keep("head", e, text_of(e, NOTES))
            else:
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
        elif name == "docDate":
            dates.append(e)
        elif name == "signed":
            builder.keep("signed", e, text_of(e, NOTES))
        elif name == "note":
            _note(builder, e)
    if not builder.has("creators"):
        for signed in (e for e in _elements(division) if local_name(e) == "signed"):
            for person in signed.iter("{*}persName"):
                builder.put_text("creators", text_of(person))
    for i, date in enumerate(dates):
        if i or builder.has("date"):
            builder.keep("dates", date)
        else:
            _printed_date(builder, date)
    if not builder.stated.machine:
        ends = [iso_date(division.get(f"{_FRUS}{end}")) for end in ("min", "max")]
        builder.state_date(iso_date("/".join(ends)) if all(ends) else "")
    if not builder.has("summary"):
        _put_beginning(builder, division)


def _is_body_of(element: Element, text: Element) -> bool:
    """Whether it is the body or front of a text."""
    return element.getparent() is text and local_name(element) in ("body", "front")


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
        runs = any(text and not text.isspace() for text in (e.text, *(child.tail for child in e)))
        if local_name(e) in _BLOCKS or (runs and local_name(e) in _AROUND):
            yield e
        elif local_name(e) not in _NO_TEXT and not is_document(e):
            waiting += reversed(e)


def _describe_whole(builder: RecordBuilder) -> None:
    """Put in what an edition's header says of its only text, and the beginning of that."""
    element, claims = builder.element, builder.claims
    builder.put_text("id", element.get(XML_ID) or "")
    describe_header(builder, element)
    for text in element.iterfind("{*}text"):
        claims[text] = ("field", builder.position)
        date = next(text.iterfind(".//{*}dateline//{*}date"), None)
        if date is not None and not builder.has("date"):
            _printed_date(builder, date)
        if not builder.has("summary"):
            _put_beginning(builder, text)


def _printed_date(builder: RecordBuilder, date: Element) -> None:
    """Put the date that a letter prints, beside what its header says of it."""
    builder.put("date", date, text_of(date, NOTES))
    if not builder.stated.machine:
        builder.stated = stated_date(date)
