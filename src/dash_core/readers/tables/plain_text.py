"""Tables that were copied as text: columns parted by spaces, and texts below their rows.

No.   Date         Subject                     Date    Nr.  Subject
1     3 Feb 1805   Repairs                     3.4.46  51   Visas
2     17 Feb 1805  Loss of the mizzen          Asks for a quick answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dash_core.readers.columns.fields import known_field
from dash_core.readers.tables.grid import Line, trim

__all__ = ["aligned_lines", "with_texts_below"]

_TOP: Final = 10  # lines among which the names of the columns stand
_MIN_COLUMNS: Final = 3
_MIN_ROWS: Final = 2
_MOST: Final = 0.8  # share of the cells that begin where the name of their column does
_HALF: Final = 0.5  # share of the rows with a text below
_CELL: Final = re.compile(r"\S+(?: \S+)*")  # parted by two spaces or more


def aligned_lines(lines: Sequence[str]) -> list[Line]:
    """The lines of a table whose columns are parted by spaces, each below its name; none where
    that is not so of every line below the names."""
    top = lines[:_TOP]
    header = next((i for i, line in enumerate(top) if _is_header(line)), -1)
    if header < 0:
        return []
    starts = [match.start() for match in _CELL.finditer(lines[header])]
    found = [
        Line(n + 1, line.rstrip("\r\n"), [line.strip()]) for n, line in enumerate(top[:header])
    ]
    rows = even = cells = 0
    for n, line in enumerate(lines[header:], header + 1):
        text = line.rstrip("\r\n")
        placed = _placed(text, starts)
        if placed is None:
            return []
        row, n_even = placed
        rows += bool(row)
        even += n_even
        cells += sum(map(bool, row))
        if row and not row[0] and n > header + 1 and found[-1].cells:  # goes on from above
            above = found[-1]
            joined = [" ".join(filter(None, two)) for two in zip(above.cells, row, strict=True)]
            found[-1] = replace(above, text=f"{above.text}\n{text}", cells=joined)
        else:
            found.append(Line(n, text, row))
    return found if rows > _MIN_ROWS and even >= _MOST * cells else []


def _is_header(line: str) -> bool:
    if "  " not in line or "|" in line or "\t" in line:
        return False
    names = [match[0] for match in _CELL.finditer(line)]
    return len(names) >= _MIN_COLUMNS and sum(bool(known_field(name)) for name in names) > 1


def _placed(text: str, starts: Sequence[int]) -> tuple[list[str], int] | None:
    """The cells of a line, one for each column, and how many begin where its name does; None
    where a cell reaches into the next column or two are in one."""
    if not text.strip():
        return [], 0
    row = [""] * len(starts)
    even = 0
    for match in _CELL.finditer(text):
        at = max((i for i, start in enumerate(starts) if start <= match.start()), default=-1)
        end = starts[at + 1] if at + 1 < len(starts) else len(text) + 1
        if at < 0 or row[at] or match.end() >= end:
            return None
        row[at] = match[0]
        even += match.start() == starts[at]
    return row, even


def with_texts_below(lines: Sequence[Line], width: int) -> Iterator[Line]:
    """The lines of a table; a text without cells below a whole row is its last cell, where many
    rows have one and never more."""
    n_cells = [len(trim(line.cells)) for line in lines]
    whole = [i for i, n in enumerate(n_cells) if n == width][1:]  # without the names
    below = {i + 1 for i in whole if n_cells[i + 1 : i + 2] == [1]}
    is_even = bool(whole) and len(below) == n_cells[whole[0] - 1 : whole[-1] + 2].count(1)
    if width < _MIN_COLUMNS or len(below) < max(_MIN_ROWS, _HALF * len(whole)) or not is_even:
        yield from lines
        return
    for i, line in enumerate(lines):
        if i + 1 in below:
            text = lines[i + 1]
            cells = [*trim(line.cells), *text.cells[:1]]
            yield Line(line.number, f"{line.text}\n{text.text}", cells)
        elif i not in below:
            yield line
