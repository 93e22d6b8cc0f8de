"""HTML -> its tree, and every piece of its text once, in the order of the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, format_number
from dash_core.readers.lines.labels import field_of, parted_pairs
from dash_core.readers.report import Role

__all__ = [
    "MAX_LINE",
    "Chunk",
    "Element",
    "Markup",
    "chunks_text",
    "collapse_space",
    "is_trail",
    "line_text",
    "parse_html",
]

Element = Any  # lxml gives no types

# An element, the heading and link it is (in), and whether it is navigation.
_Around = tuple[Element, Element, Element, bool]

MAX_LINE: Final = 65_535
"""libxml2 counts the lines of HTML up to here."""

_MAX_LABEL: Final = 40  # characters
_MAX_DEPTH: Final = 200  # nested elements; deeper ones are flattened, as in browsers
_MAX_CHUNKS: Final = 2_000_000  # pieces of text
_OF_NO_WIDTH: Final = "\ufeff\u200b"
_MAX_URL: Final = 2_000  # characters; a longer address is ignored

_BLOCKS: Final = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup "
    "hr html legend li main menu nav noframes ol optgroup option p plaintext pre search section "
    "select summary table tbody td textarea tfoot th thead title tr ul xmp".split()
)
_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
_ASIDE: Final = frozenset("nav footer aside head option button textarea label".split())
_PREFORMATTED: Final = frozenset("pre textarea xmp plaintext".split())
# Elements without visible text: they are in the account, but not read.
_UNSHOWN: Final = frozenset(
    "script style template noscript svg math iframe object canvas audio video map".split()
)
_NOTE: Final = re.compile(
    r"\s*\[\s*(?:[0-9]{1,4}|[a-z]|(?:note|n\.?b\.?|nota|anm\.?) ?[0-9a-z]{1,3})\s*\]\s*"
)
_NOTED: Final = re.compile(r"\b(?:reference|Inline-Template|noprint)\b")  # "citation needed"
_EDIT: Final = re.compile(r"\bmw-editsection\b")
_HIDDEN: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
_XML: Final = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_SAVED: Final = re.compile(r"saved from url=\(\d+\)(\S+)")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,50})[^>]*>")
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
_CLOSED_BY_NEXT: Final = frozenset("p li dt dd tr td th option thead tbody tfoot colgroup".split())


@dataclass(slots=True)
class Chunk:
    """One text node, or (`shown` false) the place of an element without visible text.

    `element` is the element around it, `after` the element right before it there, `block` the
    number of its paragraph, `soft` whether only a line break begins that. `aside` says that it
    belongs to the page itself (navigation, footer), `coded` that it is no date but a code, as most
    texts of its class are. `role` and `record` are set by the readers.
    """

    text: str
    line: int
    element: Element
    after: Element = None
    block: int = 0
    soft: bool = False
    heading: Element = None
    link: Element = None
    aside: bool = False
    shown: bool = True
    coded: bool = False
    role: Role = "header"
    record: int | None = None


@dataclass(frozen=True)
class Markup:
    """A page: its tree, its text, the address it was saved from ("" if unknown), and whether deep
    nesting was flattened."""

    root: Element
    chunks: list[Chunk]
    address: str = ""
    flattened: bool = False

    def resolve(self, href: str) -> str:
        """The absolute address of a link on this page; "" if it leads to no page."""
        href = "".join(href.split())
        if not href or href == "#" or len(href) > _MAX_URL:
            return ""
        try:
            whole = urljoin(self.address, href) if self.address else href
            scheme = urlsplit(whole).scheme
        except ValueError:  # "http://[" and the like
            return ""
        return whole if scheme in ("http", "https", "") else ""


def collapse_space(text: str) -> str:
    """The text on one line, single-spaced."""
    return " ".join(text.split())


def chunks_text(chunks: Sequence[Chunk]) -> str:
    """The visible text of these chunks; those of different paragraphs are parted by a space."""
    if len(chunks) == 1:
        return collapse_space(chunks[0].text)
    parts: list[str] = []
    block = -1
    for chunk in chunks:
        if chunk.block != block:
            parts.append(" ")
        block = chunk.block
        parts.append(chunk.text)
    return collapse_space("".join(parts))


def line_text(chunks: Sequence[Chunk]) -> str:
    """As `chunks_text`; with a colon behind the name of a field that is marked as a label."""
    text = chunks_text(chunks)
    if len(chunks) > 1 and "label" in (chunks[0].element.get("class") or ""):
        label = collapse_space(chunks[0].text).rstrip(": ")
        value = text.removeprefix(label)
        if chunks[1].element is not chunks[0].element and value[:1] == " " and field_of(label):
            return f"{label}:{value}"
    return text


def parse_html(text: str, name: str, address: str = "") -> Markup:
    """The tree and text of a page.

    Raises
    ------
    ReadError
        If there is nothing in it, or too much.
    """
    text = _XML.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    flattened = False
    root = _tree(text)
    # libxml2 silently drops what is nested too deep: drop tags rather than text.
    for depth in (_MAX_DEPTH, 0):
        if root is not None:
            break
        flattened = True
        root = _tree(_flat(text, depth))
    if root is None:
        raise ReadError(
            _("“{name}” is a web page with nothing on it that can be read.").format(name=name)
        )
    chunks: list[Chunk] = []
    for chunk in _walk(root):
        chunks.append(chunk)
        if len(chunks) > _MAX_CHUNKS:
            raise ReadError(
                _(
                    "“{name}” is a web page of more than {n} pieces of text: save its parts "
                    "one by one and try again."
                ).format(name=name, n=format_number(_MAX_CHUNKS))
            )
    return Markup(root, chunks, _address(root, text, address), flattened)


def _tree(text: str) -> Element | None:
    """The root element; None where there is none or a part was dropped."""
    from lxml import etree  # slow to import, not always needed

    # Without `huge_tree`, libxml2 silently stops at a text of 10 MB; HTML has no entities that
    # could explode, and depth is limited all the same.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    dropped = any(e.level == etree.ErrorLevels.FATAL for e in parser.error_log)
    return None if dropped else root


def _flat(text: str, depth: int) -> str:
    """The page with line breaks in place of tags nested deeper than `depth`."""
    open_now = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal open_now
        closes, tag = match[1], match[2].lower()
        if tag in _VOID or (depth and tag in _CLOSED_BY_NEXT):
            return match[0]
        if closes:
            open_now = max(0, open_now - 1)
            deep = open_now >= depth
        else:
            deep = open_now >= depth
            open_now += 1
        return "<br>" + "\n" * match[0].count("\n") if deep else match[0]

    return _TAG.sub(replaced, text)


def _address(root: Element, text: str, given: str) -> str:
    """The address of the page: as browsers write it at the top, or in its canonical link."""
    saved = _SAVED.search(text[:5_000])
    address: str = given or (saved[1] if saved else "")
    for link in root.iter("link"):
        if not address and (link.get("rel") or "").lower() == "canonical":
            address = (link.get("href") or "").strip()
    for base in root.iter("base"):
        if base.get("href"):
            try:
                address = urljoin(address, base.get("href").strip())
            except ValueError:
                continue
            break
    return address if address.startswith(("http://", "https://")) else ""


def _why_unshown(element: Element) -> str:
    """What makes an element no text of the page; "" where it is one: the mark of a footnote and
    the button of a wiki stand within titles and dates."""
    tag = element.tag
    if tag in _UNSHOWN:
        return str(tag)
    if _is_hidden(element):
        return "hidden"
    if tag == "sup" and (
        _NOTE.fullmatch("".join(element.itertext())) or _NOTED.search(element.get("class") or "")
    ):
        return "note"
    return "button" if tag == "span" and _EDIT.search(element.get("class") or "") else ""


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_aside(element: Element) -> bool:
    """Whether the element is navigation or the like; the footer of an article is not."""
    if element.tag == "footer" and next(element.iterancestors("article"), None) is not None:
        return False
    return element.tag in _ASIDE or is_trail(element)


def is_trail(element: Element) -> bool:
    """Whether the element says where on its site a page or a document stands ("breadcrumbs")."""
    return "breadcrumb" in f"{element.get('class')} {element.get('aria-label')}".casefold()


def _is_glued_label(element: Element) -> bool:
    """Whether an inline element is the name of a field, with another one right behind it and
    nothing between: a style sheet sets them apart."""
    text = element.text or ""
    if element.tail or len(element) or not 0 < len(text) <= _MAX_LABEL or not text[0].isalpha():
        return False
    following = element.getnext()
    if following is None or following.tag in _BLOCKS or following.tag in ("br", "a"):
        return False  # before a link it may be a badge
    return text[0].isupper() and bool(field_of(text.strip()))


@dataclass(slots=True)
class _Place:
    """The position of the walk in the page: line and paragraph, whether only a line break began
    that (`soft`), whether it is still empty (`is_new`), whether white space alone came last
    (`is_apart`), and whether a label that a style sheet parts from its value (`is_labelled`)."""

    line: int = 0
    block: int = 0
    soft: bool = False
    is_new: bool = True
    is_apart: bool = False
    is_labelled: bool = False

    def new_block(self, *, soft: bool = False) -> None:
        """Begin another paragraph, or line of one (`soft`); two line breaks are a blank line."""
        self.block += 1
        self.soft = soft and not self.is_new
        self.is_new = True
        self.is_apart = self.is_labelled = False

    def chunks(self, text: str | None, around: _Around, after: Element = None) -> Iterator[Chunk]:
        """The chunk of a text node; in preformatted text, one for each of its lines."""
        if not text:
            return
        element, heading, link, aside = around
        is_text = element.tag in _PREFORMATTED
        lines = text.split("\n") if is_text else [text]
        if "|" in text and not is_text and len(pairs := parted_pairs(text)) > 1:
            lines = pairs  # "No.: 1 | Date: 1911"
        for i, part in enumerate(lines):
            if i:
                self.new_block(soft=True)
            if not part.strip(_OF_NO_WIDTH).strip():
                self.is_apart = bool(part.strip(_OF_NO_WIDTH))
            else:
                line, self.is_new = self.line + (i if is_text else 0), False
                part = f" {part}" if self.is_apart else part
                part = f": {part}" if self.is_labelled else part
                self.is_apart = self.is_labelled = False
                yield Chunk(part, line, element, after, self.block, self.soft, heading, link, aside)


def _walk(root: Element) -> Iterator[Chunk]:
    """Every text node in order; without recursion, so that nesting may be deep."""
    from lxml import etree

    place = _Place()
    stack: list[_Around] = [(None, None, None, False)]
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            place.line = max(place.line, element.sourceline or 0)
            _above, heading, link, aside = stack[-1]
            around = (
                element,
                element if tag in _HEADINGS else heading,
                element if tag == "a" and element.get("href") else link,
                aside or _is_aside(element),
            )
            stack.append(around)
            if tag in _BLOCKS or tag == "br":
                place.new_block(soft=tag == "br")
            if name := _why_unshown(element):
                inside = (
                    ""
                    if tag in ("script", "style")
                    else collapse_space("".join(element.itertext()))
                )
                yield Chunk(f"({name}) {inside}".strip(), place.line, element, shown=False)
                walker.skip_subtree()
            else:
                yield from place.chunks(element.text, around)
            continue
        if event == "end":
            stack.pop()
            if tag in _BLOCKS:
                place.new_block()
            else:
                is_label = _is_glued_label(element)
                has_colon = is_label and element.text.rstrip().endswith(":")
                place.is_labelled, place.is_apart = is_label and not has_colon, has_colon
        else:
            place.line = max(place.line, element.sourceline or 0)
            yield Chunk("(comment)", place.line, element, shown=False)
        if len(stack) > 1:
            yield from place.chunks(element.tail, stack[-1], element)
