"""The account of an XML file: each text once with its role; what is in no record, by name."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from dash_core.common.i18n import _
from dash_core.common.progress import Progress, no_progress
from dash_core.readers.markup.text import Element, iso_date, local_name, normalize_space
from dash_core.readers.report import Piece, Record, Role, Unused

__all__ = ["Claims", "account", "count_unused", "unused_attributes", "walk"]

Claims = dict[Element, tuple[Role, int | None]]
"""The role of an element's text and the position of its record, for the elements that have one."""

_PROGRESS_EVERY: Final = 5_000  # elements
_MAX_NAMES: Final = 12  # of elements that a person reads
# Attributes with content of their own in EAD, TEI and MODS; others are of layout, or name a kind.
_SAYING: Final = frozenset(
    "normal standarddate level otherlevel ref when when-iso when-custom notBefore notAfter from to "
    "key cert certainty precision qualifier calendar authfilenumber valueURI href target".split()
)
_DOUBT: Final = frozenset({"cert", "certainty", "precision", "qualifier"})
_SURE: Final = frozenset({"high", "certain", "sure", "exact", "1"})
_OPEN: Final = frozenset({"", "..", "9999"})
_SIGNS: Final = re.compile(r"[\W_]+")


def account(root: Element, claims: Claims, progress: Progress = no_progress) -> list[Piece]:
    """Every piece of text once, in order, with the claim of the nearest claimed element around it.

    The line of a piece is that of the last tag opened before it. Text in no claimed element has
    the role `unread`.
    """
    return [piece for piece, _owner in walk(root, claims, progress)]


def walk(
    root: Element, claims: Claims, progress: Progress = no_progress
) -> list[tuple[Piece, Element]]:
    """As `account`, each piece with the element that it is counted under.

    That is the nearest claimed element around it; of text that is not read, the outermost element
    in which nothing is claimed.
    """
    from lxml import etree

    touched = _touched(claims)
    found: list[tuple[Piece, Element]] = []
    # Of the elements around: the claim, the owner, whether something is claimed in it.
    around: list[tuple[tuple[Role, int | None], Element, bool]] = [(("unread", None), root, True)]
    line, seen, total = 1, 0, int(root.xpath("count(descendant-or-self::*)"))
    opened = root
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            opened = element
            claim = claims.get(element)
            if claim is not None:
                around.append((claim, element, element in touched))
            elif (above := around[-1])[0][0] != "unread":
                around.append(above)  # the role of all in it
            else:
                is_touched = element in touched
                owner = element if is_touched or above[2] else above[1]
                around.append((above[0], owner, is_touched))
            chunk = element.text
            seen += 1
            if not seen % _PROGRESS_EVERY:
                progress(seen / total)
        else:
            around.pop()
            chunk = None if element is root else element.tail
        if chunk and not chunk.isspace() and (text := normalize_space(chunk)):
            line = opened.sourceline or line
            claim, owner, _touches = around[-1]
            found.append((Piece(line, text, *claim), owner))
    return found


def count_unused(
    walked: Iterable[tuple[Piece, Element]], records: Sequence[Record]
) -> tuple[Unused, ...]:
    """The elements with text that is in no value of a record, by name, the most frequent first."""
    elements: dict[Element, None] = {}
    last, whole = -1, ""  # the record of the piece before, and its values
    for piece, owner in walked:
        if piece.role == "header":
            continue
        if piece.record is not None:
            if piece.record != last:
                last, whole = piece.record, _values(records[piece.record])
            if piece.text in whole or _bare(piece.text) in _bare(whole):
                continue
        elements[owner] = None
    counted = Counter(map(local_name, elements)).most_common()
    more = sum(n for _name, n in counted[_MAX_NAMES:])
    others = [Unused(_("other elements"), more)] if more else []
    return (*(Unused(name, n) for name, n in counted[:_MAX_NAMES]), *others)


def unused_attributes(
    root: Element, claims: Claims, records: Sequence[Record]
) -> tuple[Unused, ...]:
    """The attributes of records that say something of a document and are in no value of it, as
    "@ref", the most frequent first. Ids, languages and layout are none of these."""
    found = Counter[str]()
    wholes: dict[int, str] = {}
    for e in root.xpath("descendant-or-self::*[@*]"):
        here = _record_around(e, claims)
        if here is None:
            continue
        for key, value in e.attrib.items():
            name = key.rpartition("}")[2]
            if name not in _SAYING or not (text := normalize_space(value)):
                continue
            if here not in wholes:
                wholes[here] = _bare(_values(records[here]))
            if not _says(name, text, wholes[here], records[here]):
                found[f"@{name}"] += 1
    return tuple(Unused(name, n) for name, n in found.most_common(_MAX_NAMES))


def _record_around(element: Element, claims: Claims) -> int | None:
    """The position of the record that an element is of; None where it is of none."""
    at = element
    while at is not None:
        role, here = claims.get(at, ("unread", None))
        if here is not None or role == "header":
            return here
        at = at.getparent()
    return None


def _says(name: str, text: str, whole: str, record: Record) -> bool:
    """Whether the record has what the attribute says."""
    if name in _DOUBT:
        return bool(record.stated.qualifier) or text in _SURE
    if any(_bare(form) in whole for form in (text, text.removeprefix("#"), iso_date(text))):
        return True
    ends = iso_date(text).split("/")
    return len(ends) > 1 and all(_bare(end) in whole or end in _OPEN for end in ends)


def _bare(text: str) -> str:
    """The letters and digits of a text, without case."""
    return _SIGNS.sub("", text).casefold()


def _touched(claims: Claims) -> set[Element]:
    """The elements in which something is claimed."""
    touched: set[Element] = set()
    for element in claims:
        for above in element.iterancestors():
            if above in touched:
                break
            touched.add(above)
    return touched


def _values(record: Record) -> str:
    """All values of a record, and the names of those kept under the source's."""
    stated = record.stated
    lists = (record.creators, record.recipients, record.people, record.places, record.subjects)
    texts = [
        *(record.title, record.summary, record.date, record.genre, record.url, record.language),
        *(record.id, stated.machine, stated.begin, stated.end, stated.calendar),
    ]
    for some in lists:
        texts += some
    texts += [parts.inverted for parts in record.names.values()]
    for item in record.extra.items():
        texts += item
    return "\n".join(texts)
