"""Lines that begin as the documents of a list do, though no date was read in them.

`- Map of the weir` between `- Lease, 1911` and `- Diary, 1916` is a document of the list, and so is
`F/44/2. Mills. An XII` between `F/44/1. Tolls. 1812` and `F/44/3. Tanners. 1815`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dash_core.readers.layouts.page import Page, RecordStart

__all__ = ["above_in_count", "count_up", "lead_shape", "lines_alike"]

_SIGN: Final = re.compile(r"(\s*)([•●▪■◦○‣⁃∙\uf0b7*+–—-])\s*(?=\S)")
_CODE: Final = re.compile(
    r"[0-9]{1,3} ?[A-Z][A-Za-z]{0,3} [0-9]+(?:[/.-][0-9]+)*(?=\s)"  # "1 Mi 12", as in France
    r"|(?:(?:Nr|No|Nos|n[º°]|Nº|N°|№|Doc|Lot)\.? )?"
    r"[\[(]?[A-Za-z]{0,6}[\w./:-]*[0-9][\w./:-]*[\]).:,]*(?=\s)"
)
_COUNTED: Final = re.compile(r"([0-9]{1,5})(?: ?[-–/] ?([0-9]{1,5}))?[a-z]? +[^\W\d_]")
_NUMBERS: Final = re.compile(r"[0-9]+")
_CAPITALS: Final = re.compile(r"[A-Z]+")
_BARE: Final = frozenset({"0", "0,", "0-0", "0-0,", "0:"})  # may be years or amounts
_MAX_LEAD: Final = 80  # characters of a line that are looked at
_MOST: Final = 0.8  # share of the documents that begin alike


def lead_shape(line: str) -> str:
    """What a line begins with, all numbers and capitals alike: the sign of a list with its
    indent, or a number or code; "" for none of these.

    >>> lead_shape("* Lease"), lead_shape("F/44/2. Mills"), lead_shape("12 mills"), lead_shape("A")
    ('0*', 'A/0/0.', '', '')
    """
    begin = line.expandtabs()[:_MAX_LEAD]  # a line may be a million digits
    if sign := _SIGN.match(begin):
        return f"{len(sign[1])}{sign[2]}"
    code = _CODE.match(begin.strip())
    if code is None:
        return ""
    shape = _CAPITALS.sub("A", _NUMBERS.sub("0", code[0]))
    return "" if shape in _BARE else shape


def lines_alike(page: Page, starts: Sequence[RecordStart]) -> list[int]:
    """The further lines that begin as most records of a list do.

    Those above the first record and below the last one stand right there, or count on from it.
    """
    shapes = Counter(lead_shape(page.lines[start.line]) for start in starts)
    shape, n = shapes.most_common(1)[0]
    if not shape and len(starts) > 1:
        return _counted(page, starts)
    if not shape or len(starts) < 2 or n < _MOST * len(starts):
        return []
    taken = {at for start in starts for at in range(start.line, start.date_line + 1)}
    first, last = starts[0].line, starts[-1].date_line
    above = above_in_count(page, range(first), first)
    while first > 0 and lead_shape(page.lines[first - 1]) == shape:
        first -= 1
    end = last + 1
    while end < len(page) and not page.is_edge(end):
        end += 1
    inside = [
        at
        for at in range(first, end)
        if at not in taken and page.texts[at] and lead_shape(page.lines[at]) == shape
    ]
    return sorted({*above, *inside})


def _counted(page: Page, starts: Sequence[RecordStart]) -> list[int]:
    """The lines with the numbers that are missing among records with bare numbers (`12 Lease`,
    `13-15 Maps`), and those that count on from the last one."""
    numbers = [_bare_numbers(page.lines[start.line]) for start in starts]
    steps = [b[0] - a[1] for a, b in pairwise(numbers)]
    first = min(number for number, _last in numbers)
    if first < 0 or min(steps) < 1 or sum(step == 1 for step in steps) < len(steps) / 2:
        return []
    ends = [*(start.line for start in starts[1:]), len(page)]
    found: list[int] = []
    for start, end, (_first, last) in zip(starts, ends, numbers, strict=True):
        lead = page.indent(start.line)
        for at in range(start.date_line + 1, end):
            number, up_to = _bare_numbers(page.lines[at])
            if page.indent(at) == lead and number == last + 1:
                last = up_to
                found.append(at)
    return found


def _bare_numbers(line: str) -> tuple[int, int]:
    """The first and the last of the numbers that a line begins with; -1 for none."""
    match = _COUNTED.match(line.strip())
    if match is None:
        return -1, -1
    return int(match[1]), int(match[2] or match[1])


def count_up(page: Page, starts: Sequence[RecordStart]) -> bool:
    """Whether all records begin alike, with numbers that count up by one."""
    lines = [page.lines[start.line] for start in starts]
    numbers = list(map(_last_number, lines))
    return len(set(map(lead_shape, lines)) - {""}) == 1 and all(
        b == a + 1 for a, b in pairwise(numbers)
    )


def above_in_count(page: Page, lines: Sequence[int], first: int) -> list[int]:
    """Those of the lines above that begin as the first record does, with the numbers before its
    own: 3, 2, 1 above 4."""
    shape = lead_shape(page.lines[first])
    number = _last_number(page.lines[first])
    found: list[int] = []
    for at in reversed(lines):
        if shape and lead_shape(page.lines[at]) == shape:
            if _last_number(page.lines[at]) != number - 1:
                break
            number -= 1
            found.append(at)
    return found[::-1]


def _last_number(line: str) -> int:
    """The last number of the code that a line begins with, -1 for none."""
    code = _CODE.match(line.strip())
    numbers = _NUMBERS.findall(code[0]) if code else []
    return int(numbers[-1]) if numbers else -1
