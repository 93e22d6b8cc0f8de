"""The cells of a table of a web page: where they stand, what they say, which are names."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dash_core.readers.html.text import Chunk, Element, chunks_text
from dash_core.readers.layouts.year_headings import year_of

__all__ = [
    "ABOVE",
    "YEAR",
    "Cells",
    "below_years",
    "cell_of",
    "in_bold",
    "is_bold",
    "is_head",
    "places",
    "span",
    "spans_table",
    "texts_of",
    "upwards",
]

ABOVE: Final = -1
"""The column of a date that stands in the heading above the table."""
YEAR: Final = -3
"""The column of a year that stands in a heading among the rows."""

_MIN_CELLS: Final = 3
_BOLD: Final = ("b", "strong", "th")
_MOST_FROM_ABOVE: Final = 30  # cells of a row that span it from above; no table for people has more

Cells = dict[int, list[Chunk]]
"""The pieces of text of a row, by column."""


def is_head(row: Cells) -> bool:
    """Whether all cells of a row are marked as names."""
    own = (cell for at, cell in row.items() if at != ABOVE)
    cells = (cell_of(chunk) for cell in own for chunk in cell)
    return all(cell.tag == "th" or cell.getparent().getparent().tag == "thead" for cell in cells)


def is_bold(row: Cells) -> bool:
    """Whether all text of a row is bold, as names are where they are not marked as such."""
    return all(in_bold(chunk) for cell in row.values() for chunk in cell if chunk.text.strip())


def in_bold(chunk: Chunk) -> bool:
    """Whether a piece of text is bold."""
    return any(e.tag in _BOLD for e in upwards(chunk.element))


def cell_of(chunk: Chunk) -> Element:
    """The cell that a piece of text is in; None for none."""
    return next((e for e in upwards(chunk.element) if e.tag in ("td", "th")), None)


def places(body: Element) -> dict[Element, list[tuple[Element, int]]]:
    """The rows and the column of each cell in a body of a table: one that spans several rows is in
    all of them."""
    found: dict[Element, list[tuple[Element, int]]] = {}
    below: dict[int, tuple[Element, int]] = {}  # column -> cell from above, rows left
    for row in body.iterchildren("tr"):
        at = 0
        above, below = below, {}
        for column, (cell, left) in above.items():
            found[cell].append((row, column))
            if left > 1:
                below[column] = (cell, left - 1)
        for cell in row.iterchildren("td", "th"):
            while at in above:
                at += 1
            found[cell] = [(row, at)]
            left = span(cell, "rowspan") - 1
            if left > 0 and len(below) < _MOST_FROM_ABOVE:
                below[at] = (cell, left)
            at += span(cell)
    return found


def upwards(element: Element) -> Iterable[Element]:
    """An element and those around it."""
    return () if element is None else (element, *element.iterancestors())


def span(cell: Element, way: str = "colspan") -> int:
    """The number of columns, or of rows, that a cell spans."""
    number = cell.get(way) or "1"
    return min(int(number), 1_000) if number.isascii() and number.isdigit() else 1


def texts_of(row: Cells) -> dict[int, str]:
    """The text of each cell of a row that has one, by column."""
    return {i: text for i, cell in sorted(row.items()) if (text := chunks_text(cell))}


def below_years(body: Sequence[Cells], head: Cells) -> Iterator[Cells]:
    """The rows without the headings among them, those below a year with that."""
    year: Sequence[Chunk] = ()
    for row in body:
        if not spans_table(row, head):
            yield {**row, YEAR: list(year)} if year and not is_head(row) else row
            continue
        (chunks,) = (chunks for at, chunks in row.items() if at != ABOVE)
        year = chunks if year_of(chunks_text(chunks)) else ()


def spans_table(row: Cells, head: Cells) -> bool:
    """Whether a row is a heading of those below it: a cell across the table."""
    own = {at: chunks for at, chunks in row.items() if at != ABOVE}
    if len(own) != 1 or len(head) < _MIN_CELLS:
        return False
    ((at, chunks),) = own.items()
    columns = set(head) - {ABOVE}
    return at == min(columns) and span(cell_of(chunks[0])) >= len(columns)
