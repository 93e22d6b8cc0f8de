"""What the readers of XML share: a safely parsed tree, record builders, and an account of its text.

A format's reader fills one `RecordBuilder` for each record. An element put into a record is
claimed for it, and `make_reading` then walks the tree once and gives each piece of text the claim
of the element it is in. Names are compared without their namespace, because the same format is
written with one, with that of another version, and with none.

As a reader, this module comes after the other XML readers and only explains why a file cannot be
read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html.entities import html5
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, format_number, ngettext
from dash_core.common.progress import progress_part
from dash_core.dates.stated import NOTHING_STATED, StatedDate
from dash_core.readers.markup.account import Claims, account, count_unused, unused_attributes, walk
from dash_core.readers.markup.record_paths import find_repeated
from dash_core.readers.markup.text import Element, local_name, normalize_space, text_of
from dash_core.readers.markup.xml_error import MAX_SHOWN, xml_error
from dash_core.readers.names import NameParts
from dash_core.readers.report import (
    LIST_FIELDS,
    FileReport,
    Reading,
    Record,
    RecordPath,
    Remark,
    Role,
)
from dash_core.readers.source import Options, SourceFile, make_xml_parser

__all__ = [
    "NAME",
    "Claims",
    "RecordBuilder",
    "Tree",
    "account",
    "is_refused",
    "make_reading",
    "open_tree",
    "payload",
    "read",
    "sniff",
]

NAME: Final = "XML"

_KNOWN: Final = re.compile(  # how a broken file of a kind we read begins
    rb"<(?:[a-z-]+:)?(?:ead|tei|mods|modscollection|oai-pmh|listrecords)\b[^<]*>"
)
_JOIN: Final = {"date": ", ", "genre": "; ", "language": "; "}  # else a space
_ROLES: Final[dict[str, Role]] = {"date": "date", "title": "title", "summary": "summary"}


@dataclass(frozen=True)
class Tree:
    """A document: its outermost element and the remarks on it."""

    root: Element
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class RecordBuilder:
    """Collects the values of one record, and claims the elements they come from.

    A value that occurs twice is kept once; its second element is claimed as a repeat.
    """

    claims: Claims
    position: int
    element: Element
    values: dict[str, dict[str, None]] = field(default_factory=dict)
    extra: dict[str, dict[str, None]] = field(default_factory=dict)
    stated: StatedDate = NOTHING_STATED
    names: dict[str, NameParts] = field(default_factory=dict)
    header: Element = None  # of the file, where it describes this record, too

    def put(self, name: str, element: Element, text: str | None = None) -> None:
        """Put an element's text (or `text`, made from it) into a field of the record."""
        self._add(self.values, name, element, text, _ROLES.get(name, "field"))

    def keep(self, name: str, element: Element, text: str | None = None) -> None:
        """Keep an element's text under the source's name."""
        self._add(self.extra, name, element, text, "field")

    def put_name(self, field: str, element: Element, name: NameParts) -> None:
        """Put a person's name into a field, and keep its parts."""
        text = normalize_space(name.display)
        self.put(field, element, text)
        if text and name.family:
            self.names.setdefault(text, name)

    def put_text(self, name: str, text: str) -> None:
        """Put a text into a field that is not in the tree (an attribute), or is claimed already."""
        if text := normalize_space(text):
            self.values.setdefault(name, {})[text] = None

    def keep_text(self, name: str, text: str) -> None:
        """Keep a text that is not in the tree (an attribute, a path) under this name."""
        if text := normalize_space(text):
            self.extra.setdefault(name, {})[text] = None

    def state_date(self, machine: str) -> None:
        """Add the machine-readable date that the source gives beside the printed one."""
        machine = normalize_space(machine)
        if machine != self.stated.machine:
            self.stated = replace(self.stated, machine=machine)

    def keep_rest(self, element: Element) -> None:
        """Keep every text in an element that is not claimed yet, under the names of the elements.

        An element in which nothing is claimed is kept whole; of another, what is left.
        """
        touched = set()
        for e in element.iter():
            if e in self.claims and e is not element:
                touched.update(e.iterancestors())
        self._keep_rest(element, touched)

    def _keep_rest(self, element: Element, touched: set[Element]) -> None:
        for child in element:
            if child in self.claims:
                continue
            if child in touched:
                self._keep_rest(child, touched)
            elif text_of(child):
                self._keep_whole(child)
        own = [element.text, *(child.tail for child in element)]
        if text := normalize_space(" ".join(filter(None, own))):
            self.keep(local_name(element), element, text)

    def _keep_whole(self, element: Element) -> None:
        """Keep an element; of a mere container, each of the elements in it."""
        own = (element.text, *(e.tail for e in element))
        if not len(element) or any(text and not text.isspace() for text in own):
            self.keep(local_name(element), element)
        else:
            for child in element:
                if text_of(child):
                    self._keep_whole(child)

    def has(self, name: str) -> bool:
        """Whether the field has a value yet."""
        return bool(self.values.get(name))

    @property
    def has_date(self) -> bool:
        """Whether anything is said of the date yet."""
        return self.has("date") or self.stated != NOTHING_STATED

    def text(self, name: str) -> str:
        """The values of a field as one text."""
        text = _JOIN.get(name, " ").join(self.values.get(name, ()))
        return text.replace(", (", " (") if name == "date" else text  # "1902-1976 (bulk 1975)"

    def record(self, last: int = 0, source: str = "") -> Record:
        """The record; `last` is the line of its last piece."""
        values: dict[str, Any] = {
            name: tuple(texts) if name in LIST_FIELDS else self.text(name)
            for name, texts in self.values.items()
        }
        extra = {name: "; ".join(texts) for name, texts in self.extra.items()}
        begin = self.element if self.header is None else self.header
        first = begin.sourceline or 1
        return Record(
            **values,
            stated=self.stated,
            extra=extra,
            names=self.names,
            source=source,
            first=first,
            last=max(first, last),
        )

    def _add(
        self,
        into: dict[str, dict[str, None]],
        name: str,
        element: Element,
        text: str | None,
        role: Role,
    ) -> None:
        text = text_of(element) if text is None else normalize_space(text)
        known = into.setdefault(name, {}) if text else {}
        again = text in known
        self.claims.setdefault(element, ("repeat" if again else role, self.position))
        if text:
            known[text] = None


def sniff(file: SourceFile) -> bool:
    """Whether it is XML, well-formed or not, and not a web page."""
    start = file.data[:2_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if re.search(rb"<(!doctype\s+)?html\b", start):
        return False
    return start.startswith(b"<?xml") or file.xml is not None or _KNOWN.match(start) is not None


def read(file: SourceFile, options: Options) -> Reading:
    """Explain why this XML cannot be read.

    Raises
    ------
    ReadError
        Always: with the place where it is broken, or because no reader knows its format.
    """
    if file.xml is None:
        raise ReadError(xml_error(file))
    if refused := _refusals().get(local_name(file.xml).lower()):
        raise ReadError(refused.format(name=file.name))
    raise ReadError(
        _(
            "“{name}” is XML of a kind that is not read here (its outermost tag is <{tag}>), and "
            "no element with parts repeats in it, to be read as a list of documents. A finding "
            "aid (EAD), TEI, MARC, MODS, Dublin Core or a feed is read: export one of these."
        ).format(name=file.name, tag=local_name(file.xml)[:MAX_SHOWN])
    )


def _refusals() -> dict[str, str]:
    """Formats that are known and describe no documents, by their outermost element: what to do."""
    eac = _(
        "“{name}” is an authority file (EAC-CPF): it describes a person, body or family, not "
        "documents. Open the finding aid (EAD) or a list of the documents instead."
    )
    mads = _(
        "“{name}” is an authority file (MADS): it describes names and terms, not documents. Open "
        "the MODS records or a list of the documents instead."
    )
    return {
        "eac-cpf": eac,
        "eac": eac,
        "cpfdescription": eac,
        "mads": mads,
        "madscollection": mads,
    }


def is_refused(root: Element) -> bool:
    """Whether it is of a kind that is known and describes no documents."""
    return local_name(root).lower() in _refusals()


def open_tree(file: SourceFile) -> Tree:
    """The document with its entities resolved.

    Entities that the document itself defines are resolved. Others (defined in another file, or
    names of characters like `&eacute;` from a DTD, which is never fetched) become nodes without
    text in lxml; they are put into the text here: as the character where the name is a standard
    one, else as printed, with a remark.

    Raises
    ------
    ReadError
        If it is not well-formed.
    """
    from lxml import etree

    root = file.xml
    if root is None:
        raise ReadError(xml_error(file))
    if next(root.iter(etree.Entity), None) is None:
        return Tree(root)
    try:  # fails where an entity is defined in another file
        return Tree(etree.fromstring(file.data, make_xml_parser(resolve_entities="internal")))
    except etree.XMLSyntaxError:
        root = etree.fromstring(file.data, make_xml_parser(resolve_entities=False))
    entities = list(root.iter(etree.Entity))
    unknown = {e.text: e.sourceline or 1 for e in reversed(entities) if not _character(e)}
    for parent in dict.fromkeys([entity.getparent() for entity in entities]):
        _put_into_text(parent)
    if not unknown:
        return Tree(root)
    *_others, (name, line) = unknown.items()  # the first
    message = ngettext(
        "{name} stands for something kept elsewhere.",
        "{n} names, such as {name}, stand for something kept elsewhere.",
        len(unknown),
        name=name[:MAX_SHOWN],
    )
    return Tree(root, (Remark(line, message),))


def payload(root: Element) -> str:
    """The format of the first record in an OAI-PMH reply; "" if it has none."""
    if local_name(root) != "OAI-PMH":
        return ""
    metadata = next(root.iter("{*}metadata"), None)
    return local_name(metadata[0]) if metadata is not None and len(metadata) else ""


def make_reading(
    file: SourceFile,
    tree: Tree,
    builders: Sequence[RecordBuilder],
    claims: Claims,
    form: str,
    options: Options,
    remarks: Iterable[Remark] = (),
    may_divide: bool = True,
) -> Reading:
    """The records, and the account of the whole document.

    Where it is one record in which elements repeat, a remark says so, if it `may_divide`.
    """
    walked = walk(tree.root, claims, progress_part(options.progress, 0.5, 1))
    pieces = [piece for piece, _owner in walked]
    last = {piece.record: piece.number for piece in pieces if piece.record is not None}
    records = [builder.record(last.get(builder.position, 0), file.name) for builder in builders]
    ordered = sorted((*tree.remarks, *remarks), key=lambda remark: remark.number)
    one = builders[0].element if may_divide and len(builders) == 1 else None
    paths = [] if one is None else find_repeated(one)
    if paths:
        ordered.insert(0, _repeated(paths[0]))
    report = FileReport(
        file.name,
        pieces,
        tuple(ordered),
        unit="element",
        form=form,
        encoding=tree.root.getroottree().docinfo.encoding or "UTF-8",
        unused=(
            *count_unused(walked, records),
            *unused_attributes(tree.root, claims, records),
        ),
        record_paths=tuple(paths),
    )
    return Reading.of(records, report)


def _repeated(path: RecordPath) -> Remark:
    return Remark(
        1,
        _(
            "Read as one document, in which <{tag}> stands {n} times: if each is a document, "
            "choose it before you open the listing."
        ).format(tag=path.path.rpartition("/")[2], n=format_number(path.n)),
    )


def _character(entity: Element) -> str:
    """The character of an entity node with a standard name, else ""."""
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
