"""What the readers of XML share: a tree without traps, its text folded, the account of all of it.

A format's reader fills a `Draft` a record; each element put into one is claimed for it, and
`reading` then walks the whole tree once and gives every piece of text the claim of the element
it stands in. Names are compared without their namespace: the same formats are written with
one, with another version's and with none.

As a reader, this module only says why a file of XML cannot be read: it stands behind the others.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.entities import html5
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, ngettext
from dash_core.common.progress import Progress, no_progress, progress_part
from dash_core.readers.markup.parse import SHOWN, parser, problem
from dash_core.readers.markup.text import Element, fold, named, said
from dash_core.readers.report import LIST_FIELDS, FileReport, Piece, Reading, Record, Remark, Role
from dash_core.readers.source import Options, SourceFile

__all__ = [
    "NAME",
    "Claims",
    "Draft",
    "Tree",
    "account",
    "open_tree",
    "payload",
    "read",
    "reading",
    "sniff",
]

NAME: Final = "XML"

Claims = dict[Element, tuple[Role, int | None]]

_KNOWN: Final = re.compile(  # how a broken file begins that was of a kind we read
    rb"<(?:[a-z-]+:)?(?:ead|tei|mods|modscollection|oai-pmh|listrecords)\b[^<]*>"
)
_TICK: Final = 5_000  # elements between two words on progress
_JOIN: Final = {"date": ", ", "genre": "; ", "language": "; "}  # else a space
_ROLES: Final[dict[str, Role]] = {"date": "date", "title": "title", "summary": "summary"}


@dataclass(frozen=True)
class Tree:
    """A document: its outermost element and what is to be said of it."""

    root: Element
    remarks: tuple[Remark, ...] = ()


@dataclass
class Draft:
    """A record in the making; what is put into it is claimed for it.

    A value said twice is kept once, its second copy claimed as a repeat.
    """

    claims: Claims
    position: int
    element: Element
    values: dict[str, dict[str, None]] = field(default_factory=dict)
    extra: dict[str, dict[str, None]] = field(default_factory=dict)

    def put(self, name: str, element: Element, text: str | None = None) -> None:
        """Put an element's text (or the `text` made of it) into a field of the model."""
        self._add(self.values, name, element, text, _ROLES.get(name, "field"))

    def keep(self, name: str, element: Element, text: str | None = None) -> None:
        """Keep an element's text under the source's own name."""
        self._add(self.extra, name, element, text, "field")

    def put_text(self, name: str, text: str) -> None:
        """Put into a field what is no text of the document, or is claimed already."""
        if text := fold(text):
            self.values.setdefault(name, {})[text] = None

    def keep_text(self, name: str, text: str) -> None:
        """Keep what is no text of the document: an attribute, a path."""
        if text := fold(text):
            self.extra.setdefault(name, {})[text] = None

    def has(self, name: str) -> bool:
        """Whether the field holds anything yet."""
        return bool(self.values.get(name))

    def record(self, last: int = 0) -> Record:
        """Give the record, its last piece on line `last`."""
        values: dict[str, Any] = {
            name: tuple(texts) if name in LIST_FIELDS else _JOIN.get(name, " ").join(texts)
            for name, texts in self.values.items()
        }
        if "date" in values:  # "1902-1976 (bulk 1975)"
            values["date"] = values["date"].replace(", (", " (")
        extra = {name: "; ".join(texts) for name, texts in self.extra.items()}
        first = self.element.sourceline or 1
        return Record(**values, extra=extra, first=first, last=max(first, last))

    def _add(
        self,
        into: dict[str, dict[str, None]],
        name: str,
        element: Element,
        text: str | None,
        role: Role,
    ) -> None:
        text = said(element) if text is None else fold(text)
        known = into.setdefault(name, {}) if text else {}
        again = text in known
        self.claims.setdefault(element, ("repeat" if again else role, self.position))
        if text:
            known[text] = None


def sniff(file: SourceFile) -> bool:
    """Whether it is XML, well-formed or not, and no web page."""
    start = file.data[:2_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if re.search(rb"<(!doctype\s+)?html\b", start):
        return False
    return start.startswith(b"<?xml") or file.xml is not None or _KNOWN.match(start) is not None


def read(file: SourceFile, options: Options) -> Reading:
    """Say why this XML cannot be read.

    Raises
    ------
    ReadError
        Always: where it is broken, or that no reader knows it.
    """
    if file.xml is None:
        raise ReadError(problem(file))
    raise ReadError(
        _(
            "“{name}” is XML of a kind that is not read here (its outermost tag is <{tag}>): a "
            "finding aid (EAD), TEI, Dublin Core or MODS is; export one of these and try again."
        ).format(name=file.name, tag=named(file.xml)[:SHOWN])
    )


def open_tree(file: SourceFile) -> Tree:
    """Give the document with its entities named or resolved.

    Entities that the document defines by itself are resolved. Others (kept elsewhere, or names
    of characters like `&eacute;` from a DTD that is never fetched) are left in the tree by the
    parser as nodes no text is in; they are put into the text here, as the character where the
    name is a standard one, else as they stand, with a note.

    Raises
    ------
    ReadError
        If it is not well-formed.
    """
    from lxml import etree

    root = file.xml
    if root is None:
        raise ReadError(problem(file))
    if next(root.iter(etree.Entity), None) is None:
        return Tree(root)
    try:  # fails on any entity that is kept elsewhere
        return Tree(etree.fromstring(file.data, parser(resolve_entities="internal")))
    except etree.XMLSyntaxError:
        root = etree.fromstring(file.data, parser(resolve_entities=False))
    entities = list(root.iter(etree.Entity))
    unknown = {e.text: e.sourceline or 1 for e in reversed(entities) if not _character(e)}
    for parent in dict.fromkeys([entity.getparent() for entity in entities]):
        _put_into_text(parent)
    if not unknown:
        return Tree(root)
    *_others, (name, line) = unknown.items()  # the first
    said_of = ngettext(
        "{name} stands for something kept elsewhere.",
        "{n} names, such as {name}, stand for something kept elsewhere.",
        len(unknown),
        name=name[:SHOWN],
    )
    return Tree(root, (Remark(line, said_of),))


def payload(root: Element) -> str:
    """Name what an OAI-PMH reply carries: its first record's format, "" if it has none."""
    if named(root) != "OAI-PMH":
        return ""
    metadata = next(root.iter("{*}metadata"), None)
    return named(metadata[0]) if metadata is not None and len(metadata) else ""


def account(root: Element, claims: Claims, progress: Progress = no_progress) -> list[Piece]:
    """Give every piece of text once, in order, with the claim of the nearest element around it.

    The line of a piece is that of the last tag opened before it. Text in no claimed element is
    unread.
    """
    from lxml import etree

    pieces: list[Piece] = []
    around: list[tuple[Role, int | None]] = [("unread", None)]
    line, seen, total = 1, 0, sum(1 for _element in root.iter())
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            around.append(claims.get(element, around[-1]))
            line = element.sourceline or line
            chunk = element.text
            seen += 1
            if not seen % _TICK:
                progress(seen / total)
        else:
            around.pop()
            chunk = None if element is root else element.tail
        if chunk and not chunk.isspace() and (text := fold(chunk)):
            pieces.append(Piece(line, text, *around[-1]))
    return pieces


def reading(
    file: SourceFile,
    tree: Tree,
    drafts: Sequence[Draft],
    claims: Claims,
    form: str,
    options: Options,
    remarks: Iterable[Remark] = (),
) -> Reading:
    """Join the records and the account of the whole document."""
    pieces = account(tree.root, claims, progress_part(options.progress, 0.5, 1))
    last = {piece.record: piece.number for piece in pieces if piece.record is not None}
    records = [draft.record(last.get(draft.position, 0)) for draft in drafts]
    said_of = sorted((*tree.remarks, *remarks), key=lambda remark: remark.number)
    encoding = tree.root.getroottree().docinfo.encoding or "UTF-8"
    report = FileReport(
        file.name, pieces, tuple(said_of), unit="element", form=form, encoding=encoding
    )
    return Reading.of(records, report)


def _character(entity: Element) -> str:
    """The character an entity node stands for by a standard name, else nothing."""
    return html5.get(entity.text[1:], "")


def _put_into_text(parent: Element) -> None:
    """Replace the entity nodes in an element by text."""
    before: Element = None
    parts = [parent.text or ""]

    def close() -> None:
        if before is None:
            parent.text = "".join(parts)
        else:
            before.tail = "".join(parts)

    for child in list(parent):
        if isinstance(child.tag, str):
            close()
            before, parts = child, [child.tail or ""]
        else:
            parts += [_character(child) or child.text, child.tail or ""]
            parent.remove(child)
    close()
