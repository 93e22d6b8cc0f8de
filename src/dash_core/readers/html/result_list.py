"""The list of results on a web page: which of its elements are the records.

No class names of particular sites are used. Each date and each title (the text of a heading or
link) is followed outwards through the elements around it; the records are the largest set of
elements that contain both and have the same position in the page's structure (after Liu, Grossman
& Zhai, "Mining data records in web pages", KDD 2003: data records are siblings with the same tags
below one parent). Where date, title and summary are siblings without an element around each
record, a record goes from one such sibling to the next.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dash_core.readers import boilerplate
from dash_core.readers.html.cues import Cues, find_cues, has_words, is_title, printed_date
from dash_core.readers.html.terms import first_terms
from dash_core.readers.html.text import Chunk, Element, Markup

__all__ = ["ResultList", "find_result_list", "find_undated_list", "repeated_items"]

_MIN_RECORDS: Final = 2  # a single one does not repeat
_MIN_UNDATED: Final = 3  # where no dates show what repeats
_CHANGING: Final = re.compile(
    r"^(?:odd|even|first|last|active|current|selected|clearfix|.*[-_](?:odd|even|first|last))$"
)
_ENDS: Final = frozenset("hr nav footer aside form".split())
_MAX_AROUND: Final = 8  # elements around a text, one of which may be its document
_MOST: Final = 0.8  # of the elements that repeat have several paragraphs
_TIMES: Final = 2  # times as many dates as documents show that most were not found
_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())


@dataclass
class ResultList:
    """The chunks of each record, in order; text between the records that is in none of them; and
    another list that was not read (its line and number of records); and whether the titles of the
    records end in their dates."""

    records: list[list[Chunk]] = field(default_factory=list)
    between: list[Chunk] = field(default_factory=list)
    passed_over: tuple[int, int] | None = None
    dated_titles: bool = False


def find_result_list(page: Markup) -> ResultList:
    """The records of a page; none where no elements repeat."""
    cues = find_cues(page.chunks)
    n = len(cues.dates)
    few = 2 * n < len(cues.named) and 2 * n < len(cues.dated_titles)
    dated_titles = n < _MIN_RECORDS or few
    results = _results(page, cues, dated_titles)
    if not (results.records or dated_titles):  # the dates are those of filters
        results = _results(page, cues, dated_titles=True)
    best = max(len(results.records), _MIN_UNDATED - 1)
    if not results.records or len(cues.dates) > _TIMES * best:  # links are codes, titles bare text
        more = _results(page, replace(cues, titles=[*cues.titles, *cues.links]), dated_titles=False)
        has_all = _MIN_RECORDS <= len(more.records) == len(cues.dates)
        results = more if has_all or len(more.records) > _TIMES * best else results
    return results


def _results(page: Markup, cues: Cues, dated_titles: bool) -> ResultList:
    """The records with these dates: of their own, or at the ends of titles."""
    dates = _headings_first(cues.dated_titles) if dated_titles else cues.dates
    if len(dates) < _MIN_RECORDS:
        return ResultList()
    dated, titled = _outwards(dates), _outwards(cues.titles)
    whole = _best(element for element in dated if element in titled)
    flat = _flat(dated, titled)
    if len(flat) > len(whole):
        roots, alone = flat, False
    else:
        roots, alone = _with_likes(whole, dated, titled), True
    if len(roots) < _MIN_RECORDS:
        return ResultList()
    owners = dict.fromkeys(roots)
    alone = alone and not _has_followers(owners)
    owner = dict(zip(roots, roots, strict=True)) if alone else _with_followers(owners)
    records = _share_out(page, owner)
    between = list(_between(page.chunks, records, owner))
    results = ResultList(records, between, dated_titles=dated_titles)
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
        results.passed_over = (others[0].sourceline or 1, len(others))
    return results


def _headings_first(titles: Sequence[Element]) -> list[Element]:
    """Titles with dates: those that are linked headings, where there are such, for other links are
    then of what they belong to ("Papers, 1880-1950", "Series 3, 1899-1940")."""
    headings = [
        title
        for title in titles
        if any(at.tag in _HEADINGS for at in (title, *title.iterancestors()))
        and any(at.tag == "a" for at in (title, *title.iterancestors()))
    ]
    return headings if len(headings) >= _MIN_RECORDS else list(titles)


def find_undated_list(page: Markup) -> ResultList:
    """The records of a page without dates: elements at one position that have one heading each,
    which is a link, and other text; none where fewer than three repeat."""
    headings = {
        chunk.heading: None
        for chunk in page.chunks
        if chunk.shown
        and not chunk.aside
        and chunk.heading is not None
        and chunk.link is not None
        and is_title(chunk.text)
    }
    times: Counter[Element] = Counter()
    for heading in headings:
        times.update(list(_outwards([heading])))
    roots = _best(element for element, n in times.items() if n == 1)
    if len(roots) < _MIN_UNDATED:
        return ResultList()
    owners = dict.fromkeys(roots)
    is_whole = roots[0].tag not in _HEADINGS and not _has_followers(owners)
    owner = dict(zip(roots, roots, strict=True)) if is_whole else _with_followers(owners)
    records = _share_out(page, owner)
    told = sum(
        any(c.heading is None and has_words(c.text) for c in chunks if c.shown)
        for chunks in records
    )
    if 2 * told < len(records):  # headings alone are a menu
        return ResultList()
    between = list(_between(page.chunks, records, owner))
    return ResultList(records, between, dated_titles=True)


def repeated_items(chunks: Sequence[Chunk]) -> dict[int, Element]:
    """Chunk (by its id) -> the element that it is in, of the siblings of one tag and class that
    hold most of the text of a page, two paragraphs or more each; none where there are no such."""
    siblings: dict[tuple[Element, str, frozenset[str]], dict[Element, list[Chunk]]] = {}
    inside: dict[Element, list[tuple[Element, str, frozenset[str]]]] = {}
    classes: dict[Element, frozenset[str]] = {}
    for chunk in chunks:
        around = inside.get(chunk.element)
        if around is None:
            around = inside[chunk.element] = []
            at = chunk.element
            while at is not None and at.tag not in ("body", "html") and len(around) < _MAX_AROUND:
                if at not in classes:
                    classes[at] = _classes(at)
                around.append((at.getparent(), str(at.tag), classes[at]))
                at = at.getparent()
        at = chunk.element
        for key in around:
            siblings.setdefault(key, {}).setdefault(at, []).append(chunk)
            at = at.getparent()
    whole = sum(len(chunk.text) for chunk in chunks)
    best: dict[Element, list[Chunk]] = {}
    for group in siblings.values():
        if len(group) < _MIN_UNDATED or len(group) <= len(best):
            continue
        several = sum(len({chunk.block for chunk in own}) > 1 for own in group.values())
        text = sum(len(chunk.text) for own in group.values() for chunk in own)
        if several >= _MOST * len(group) and 2 * text > whole:
            best = group
    return {id(chunk): item for item, own in best.items() for chunk in own}


def _outwards(elements: Iterable[Element]) -> dict[Element, None]:
    """These elements and all ancestors of them within the body, each once."""
    around: dict[Element, None] = {}
    for element in elements:
        at = element
        while at is not None and at not in around and at.tag not in ("body", "html"):
            around[at] = None
            at = at.getparent()
    return around


def _classes(element: Element) -> frozenset[str]:
    """An element's classes without those that differ between siblings."""
    names = (element.get("class") or "").split()
    return frozenset(re.sub(r"\d+", "0", name) for name in names if not _CHANGING.match(name))


def _best(elements: Iterable[Element]) -> list[Element]:
    """The largest set of elements at one position of the structure; if equal, the outermost."""
    paths: dict[Element, int] = {}
    known: dict[tuple[int, str], int] = {}

    def path(element: Element) -> int:
        """A number for the sequence of tags from the root to this element."""
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
    # The outermost has the lowest path number: its tags come first on the way to the others.
    best: tuple[object, list[Element]] = min(
        groups.items(), key=lambda kv: (-len(kv[1]), kv[0][0]), default=(None, [])
    )
    return best[1]


def _with_likes(
    roots: list[Element], dated: dict[Element, None], titled: dict[Element, None]
) -> list[Element]:
    """The records, with their siblings that have a title but no date, or a date and the same parts
    but no words in their title ("$x^2$", "***"), and with elements of the same tag and classes
    elsewhere on the page."""
    if not roots:
        return roots
    tag = roots[0].tag
    each = [_classes(root) for root in roots]
    common = frozenset.intersection(*each)
    parents = {root.getparent() for root in roots}
    owners = dict.fromkeys(roots)
    around = _outwards(parents)
    parts = {tuple(child.tag for child in root) for root in roots if len(root)}
    unlinked = [
        element
        for element in dated
        if element.tag == tag and element not in titled and tuple(c.tag for c in element) in parts
    ]
    likes = [
        element
        for element in (*titled, *unlinked)
        if element.tag == tag
        and not _is_head(element)
        and element not in owners
        and common <= _classes(element)
        and (bool(common) or not element.get("class"))
        and (element.getparent() in parents or (common and element in dated))
        and not _is_inside(element, owners)
        and element not in around
    ]
    return [*roots, *likes]


def _is_head(element: Element) -> bool:
    """Whether an element is the row of the names of a table's columns."""
    return element.tag == "tr" and len(element) > 0 and all(cell.tag == "th" for cell in element)


def _is_inside(element: Element, owners: Container[Element]) -> bool:
    return any(above in owners for above in element.iterancestors())


def _flat(dated: dict[Element, None], titled: dict[Element, None]) -> list[Element]:
    """Siblings that each start a record: those with the date or those with the title, whichever
    comes first."""
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
                best = first_terms([_with_term(child) for child in starts])
    return best


def _with_term(element: Element) -> Element:
    """The term (`<dt>`) before a description, else the element."""
    before = _next(element, back=True) if element.tag == "dd" else None
    return before if before is not None and before.tag == "dt" else element


def _has_followers(roots: dict[Element, None]) -> bool:
    """Whether the siblings after each element belong to its record: a heading or term is not a
    whole record, nor are other elements where most have the same sibling after them."""
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
    """The next (or previous) sibling of an element, comments left out."""
    return next(element.itersiblings("*", preceding=back), None)


def _with_followers(roots: dict[Element, None]) -> dict[Element, Element]:
    """Element -> the first element of its record, up to the next record or a heading above both."""
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
    """The chunks of each record: those in its elements, and between them."""
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
    """The text between the records that is not a heading, date or boilerplate."""
    in_records = {id(chunk) for record in records for chunk in record}
    parents = {root.getparent(): root for root in owner.values()}
    first = next((i for i, chunk in enumerate(chunks) if id(chunk) in in_records), len(chunks))
    last = max((i for i, chunk in enumerate(chunks) if id(chunk) in in_records), default=-1)
    for chunk in chunks[first : last + 1]:
        if not chunk.shown or chunk.aside or chunk.heading is not None or id(chunk) in in_records:
            continue
        text = boilerplate.visible_text(chunk.text)
        has_text = has_words(text) and not boilerplate.kind(text) and not printed_date(text)
        if has_text and _owner(chunk.element, parents) is not None:
            yield chunk


def _is_above(child: Element, root: Element, roots: dict[Element, None]) -> bool:
    """Whether an element between records ends one: a rule, a part of the page (footer, form), or
    the heading of a group of records."""
    if child.tag not in _HEADINGS:
        return child.tag in _ENDS
    before_a_record = _next(child) in roots and _next(child, back=True) not in roots
    return before_a_record or (root.tag in _HEADINGS and child.tag < root.tag)


def _owner(element: Element, owner: dict[Element, Element]) -> Element:
    """The record that an element is in; `owner` is filled in for all elements on the way."""
    chain: list[Element] = []
    at = element
    while at is not None and at not in owner:
        chain.append(at)
        at = at.getparent()
    record = owner[at] if at is not None else None
    if record is not None:
        owner.update(dict.fromkeys(chain, record))
    return record
