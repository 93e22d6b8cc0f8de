"""The account of an XML file: each text once with its role; what is in no record, by name."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from dash_core.common.i18n import _
from dash_core.common.progress import Progress, no_progress
from dash_core.readers.markup.text import Element, local_name, normalize_space
from dash_core.readers.report import Piece, Record, Role, Unused

__all__ = ["Claims", "account", "count_unused", "walk"]

Claims = dict[Element, tuple[Role, int | None]]
"""The role of an element's text and the position of its record, for the elements that have one."""

_PROGRESS_EVERY: Final = 5_000  # elements
_MAX_NAMES: Final = 12  # of elements that a person reads
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
    around: list[tuple[Role, int | None]] = [("unread", None)]
    owners: list[Element] = [root]
    above = [True]  # whether something is claimed in each element around
    line, seen, total = 1, 0, sum(1 for _element in root.iter())
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            claim = claims.get(element)
            is_touched = element in touched
            if claim is not None:
                around.append(claim)
                owners.append(element)
            else:
                around.append(around[-1])
                begins = around[-1][0] == "unread" and (is_touched or above[-1])
                owners.append(element if begins else owners[-1])
            above.append(is_touched)
            line = element.sourceline or line
            chunk = element.text
            seen += 1
            if not seen % _PROGRESS_EVERY:
                progress(seen / total)
        else:
            around.pop()
            owners.pop()
            above.pop()
            chunk = None if element is root else element.tail
        if chunk and not chunk.isspace() and (text := normalize_space(chunk)):
            found.append((Piece(line, text, *around[-1]), owners[-1]))
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
    texts = (
        *(record.title, record.summary, record.date, record.genre, record.url, record.language),
        *(record.id, stated.machine, stated.begin, stated.end, stated.calendar),
        *(text for texts in lists for text in texts),
        *(text for item in record.extra.items() for text in item),
    )
    return "\n".join(texts)
