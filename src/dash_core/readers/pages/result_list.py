"""A web page's list of results: which of its elements are the records.

No site's class names are known here. What repeats is found from the text: each date and each
title (a heading's or a link's text) is followed outwards through the elements around it, and the
elements that hold both, stand at the same place of the page's structure and are most in number
are the records (after Liu, Grossman & Zhai, "Mining data records in web pages", KDD 2003: data
records are neighbours of the same tags below one parent). Where date, title and summary are
neighbours with nothing around each record, a record goes from one such neighbour to the next.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dash_core.readers.pages import boilerplate
from dash_core.readers.pages.cues import evidence, has_words, printed_date
from dash_core.readers.pages.html_text import Chunk, Element, Markup

__all__ = ["Results", "find_results"]

_MIN_RECORDS: Final = 2  # one alone does not repeat
_CHANGING: Final = re.compile(
    r"^(?:odd|even|first|last|active|current|selected|clearfix|.*[-_](?:odd|even|first|last))$"
)
_ENDS: Final = frozenset("hr nav footer aside form".split())
_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())


@dataclass
class Results:
    """Each record's chunks, in order; text among the records that is in none of them; and where
    another list was passed over (line, number)."""

    records: list[list[Chunk]] = field(default_factory=list)
    between: list[Chunk] = field(default_factory=list)
    passed_over: tuple[int, int] | None = None


def find_results(page: Markup) -> Results:
    """The records of a page; none where nothing repeats."""
    dates, titles = evidence(page.chunks)
    if len(dates) < _MIN_RECORDS:
        return Results()
    dated, titled = _outwards(dates), _outwards(titles)
    whole = _best(element for element in dated if element in titled)
    flat = _flat(dated, titled)
    if len(flat) > len(whole):
        roots, alone = flat, False
    else:
        roots, alone = _with_likes(whole, dated, titled), True
    if len(roots) < _MIN_RECORDS:
        return Results()
    owners = dict.fromkeys(roots)
    alone = alone and not _has_followers(owners)
    owner = dict(zip(roots, roots, strict=True)) if alone else _with_followers(owners)
    records = _share_out(page, owner)
    found = Results(records, list(_between(page.chunks, records, owner)))
    around = _outwards(root.getparent() for root in roots)
    others = _best(
        element
        for element in dated
        if element in titled
        and element not in around
        and element not in owner
        and not _is_inside(element, owner)
    )
    if len(others) >= _MIN_RECORDS:
        found.passed_over = (others[0].sourceline or 1, len(others))
    return found


def _outwards(elements: Iterable[Element]) -> dict[Element, None]:
    """These elements and all around them, each once, within the page's body."""
    found: dict[Element, None] = {}
    for element in elements:
        at = element
        while at is not None and at not in found and at.tag not in ("body", "html"):
            found[at] = None
            at = at.getparent()
    return found


def _classes(element: Element) -> frozenset[str]:
    """An element's classes without those that change from neighbour to neighbour."""
    names = (element.get("class") or "").split()
    return frozenset(re.sub(r"\d+", "0", name) for name in names if not _CHANGING.match(name))


def _best(elements: Iterable[Element]) -> list[Element]:
    """The largest set of elements at the same place of the structure; the outermost of equals."""
    paths: dict[Element, int] = {}
    known: dict[tuple[int, str], int] = {}

    def path(element: Element) -> int:
        """A number for the tags from the root down to this element."""
        chain = []
        while element is not None and element not in paths:
            chain.append(element)
            element = element.getparent()
        number = paths[element] if element is not None else 0
        for at in reversed(chain):
            number = known.setdefault((number, str(at.tag)), len(known) + 1)
            paths[at] = number
        return number

    groups: dict[tuple[int, frozenset[str]], list[Element]] = {}
    for element in elements:
        parent = element.getparent()
        classes = _classes(parent) if parent is not None else frozenset()
        groups.setdefault((path(element), classes), []).append(element)
    # The outermost has the lowest number of a path: its tags were met on the way to the others.
    best: tuple[object, list[Element]] = min(
        groups.items(), key=lambda kv: (-len(kv[1]), kv[0][0]), default=(None, [])
    )
    return best[1]


def _with_likes(
    roots: list[Element], dated: dict[Element, None], titled: dict[Element, None]
) -> list[Element]:
    """The records, with their neighbours that have a title but no date, and with those of the
    same tag and classes elsewhere on the page."""
    if not roots:
        return roots
    tag = roots[0].tag
    each = [_classes(root) for root in roots]
    common = frozenset.intersection(*each)
    parents = {root.getparent() for root in roots}
    owners = dict.fromkeys(roots)
    around = _outwards(parents)
    likes = [
        element
        for element in titled
        if element.tag == tag
        and element not in owners
        and common <= _classes(element)
        and (bool(common) or not element.get("class"))
        and (element.getparent() in parents or (common and element in dated))
        and not _is_inside(element, owners)
        and element not in around
    ]
    return [*roots, *likes]


def _is_inside(element: Element, owners: Container[Element]) -> bool:
    return any(above in owners for above in element.iterancestors())


def _flat(dated: dict[Element, None], titled: dict[Element, None]) -> list[Element]:
    """Neighbours that each start a record: of date and title, the one that comes first."""
    best: list[Element] = []
    children: dict[Element, list[Element]] = {}
    for element in dated:
        if element not in titled and element.getparent() in titled:
            children.setdefault(element.getparent(), [])
    for parent in children:
        kinds: dict[Element, str] = {}
        signs: Counter[tuple[str, str, frozenset[str]]] = Counter()
        for child in parent.iterchildren("*"):
            if (child in dated) != (child in titled):
                kinds[child] = "date" if child in dated else "title"
                signs[kinds[child], child.tag, _classes(child)] += 1
        for kind in ("date", "title"):
            common = max((s for s in signs if s[0] == kind), key=signs.__getitem__, default=None)
            if common is None:
                break
            kinds = {
                child: of
                for child, of in kinds.items()
                if of != kind or (of, child.tag, _classes(child)) == common
            }
        else:
            first = next(iter(kinds.values()))
            starts = [child for child, kind in kinds.items() if kind == first]
            if len(starts) >= _MIN_RECORDS and len(starts) > len(best):
                best = starts
    return best


def _has_followers(roots: dict[Element, None]) -> bool:
    """Whether what follows each element belongs to it: a heading or term holds no record by
    itself, and other elements do not where the same neighbours stand after most of them."""
    if next(iter(roots)).tag in _HEADINGS | {"dt"}:
        return True
    after = Counter(
        (following.tag, _classes(following))
        for root in roots
        if (following := _next(root)) is not None
        and following not in roots
        and "".join(following.itertext()).strip()
    )
    return bool(after) and 2 * max(after.values()) > len(roots)


def _next(element: Element, *, back: bool = False) -> Element | None:
    """The neighbour of an element; comments are none."""
    return next(element.itersiblings("*", preceding=back), None)


def _with_followers(roots: dict[Element, None]) -> dict[Element, Element]:
    """Each record's element, and what follows it up to the next or to a heading above both."""
    owner: dict[Element, Element] = {}
    for parent in dict.fromkeys(root.getparent() for root in roots):
        current: Element = None
        for child in parent:
            if child in roots:
                current = child
            elif current is not None and _is_above(child, current, roots):
                current = None
            if current is not None:
                owner[child] = current
    return owner


def _share_out(page: Markup, owner: dict[Element, Element]) -> list[list[Chunk]]:
    """The text of each record: what is in its elements, and between them."""
    shares: dict[Element, list[Chunk]] = {}
    between = any(element is not root for element, root in owner.items())
    parents = {root.getparent() for root in owner.values()}
    owner = dict(owner)
    for chunk in page.chunks:
        at: Element = None
        if between and chunk.element in parents and chunk.after is not None:
            at = owner.get(chunk.after)
        if at is None:
            at = _owner(chunk.element, owner)
        if at is not None:
            shares.setdefault(at, []).append(chunk)
    return list(shares.values())


def _between(
    chunks: Sequence[Chunk], records: Sequence[Sequence[Chunk]], owner: dict[Element, Element]
) -> Iterator[Chunk]:
    """What stands among the records, beside them, and is no heading, date or furniture."""
    own = {id(chunk) for record in records for chunk in record}
    parents = {root.getparent(): root for root in owner.values()}
    first = next((i for i, chunk in enumerate(chunks) if id(chunk) in own), len(chunks))
    last = max((i for i, chunk in enumerate(chunks) if id(chunk) in own), default=-1)
    for chunk in chunks[first : last + 1]:
        if not chunk.shown or chunk.aside or chunk.heading is not None or id(chunk) in own:
            continue
        text = boilerplate.bare(chunk.text)
        said = has_words(text) and not boilerplate.kind(text) and not printed_date(text)
        if said and _owner(chunk.element, parents) is not None:
            yield chunk


def _is_above(child: Element, root: Element, roots: dict[Element, None]) -> bool:
    """Whether an element between records ends one: a rule, the page's own parts, or the heading
    of a group of records."""
    if child.tag not in _HEADINGS:
        return child.tag in _ENDS
    before_a_record = _next(child) in roots and _next(child, back=True) not in roots
    return before_a_record or (root.tag in _HEADINGS and child.tag < root.tag)


def _owner(element: Element, owner: dict[Element, Element]) -> Element:
    """The record that an element is in; what is found is remembered for all on the way."""
    chain: list[Element] = []
    at = element
    while at is not None and at not in owner:
        chain.append(at)
        at = at.getparent()
    found = owner[at] if at is not None else None
    if found is not None:
        owner.update(dict.fromkeys(chain, found))
    return found
