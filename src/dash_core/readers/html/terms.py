"""Where documents begin whose labels and values (`<dt>`, `<th>`) stand in one list or table."""

from collections.abc import Sequence

from dash_core.readers.html.text import Element, collapse_space

__all__ = ["first_terms"]


def first_terms(starts: Sequence[Element]) -> list[Element]:
    """The elements at which documents begin, given one of each in a list: those before it count
    whose labels stand before that of the first document and come again (a reference code)."""
    wanted = set(starts)
    gaps: list[list[tuple[Element, str]]] = [[]]
    for child in starts[0].getparent().iterchildren("*"):
        if child in wanted:
            gaps.append([])
        elif label := _label(child):
            gaps[-1].append((child, label))
    again = {label for gap in gaps[1:-1] for _child, label in gap}
    again &= {label for _child, label in gaps[0]}
    firsts: list[Element] = []
    for start, gap in zip(starts, gaps, strict=False):
        first = start
        for child, label in reversed(gap):
            if label not in again:
                break
            first = child
        firsts.append(first)
    return firsts


def _label(element: Element) -> str:
    """The text of a term, or of the one that an element or a row begins with; "" for others."""
    if element.tag != "dt":
        element = next(element.iterchildren("*"), element)
    is_term = element.tag in ("dt", "th")
    return collapse_space("".join(element.itertext())).strip(": ").casefold() if is_term else ""
