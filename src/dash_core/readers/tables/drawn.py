"""Tables drawn with signs, as databases and programs print them.

 id |    date    | title          +----+------------+        -[ RECORD 1 ]----
----+------------+-------         | id | date       |        id   | 7
  7 | 1861-03-12 | On rye         +----+------------+        date | 1861-03-12
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dash_core.readers.columns.fields import known_field
from dash_core.readers.tables.grid import Line, is_row_count

__all__ = ["drawn_lines"]

_BOX: Final = str.maketrans(
    dict.fromkeys("│┃║", "|")
    | dict.fromkeys("─━═╌┄", "-")
    | dict.fromkeys("┼╪╫╬┬┴╤╧├┤╞╡┌┐└┘╭╮╰╯╔╗╚╝╠╣╦╩", "+")
)
# Below or between rows: "+----+---+", "----+---", "|----+---|"; and of columns parted by spaces.
_RULE: Final = re.compile(r"\s*[|+]?(?:[-=]+\+)+[-=]*[|+]?\s*")
_SPACED_RULE: Final = re.compile(r"\s*(?:-{2,}|={2,})(?: +(?:-{2,}|={2,}))+\s*")
_STROKES: Final = re.compile(r"[-=]+")
# Between records of one value a line: of psql, of mysql.
_RECORD: Final = re.compile(r"-\[ .{2,20} [0-9]+ \][-+]*|\*{5,} [0-9]+\. \w+ \*{5,}")
_VALUE: Final = re.compile(r"\s*(?P<name>[^\s|=:][^|=:]{0,40}?)\s*(?: \||: | = )\s?(?P<text>.*)")
_EQUALS: Final = re.compile(r"\s*[\w ]{1,40} = .*")
_TOP: Final = 200  # lines among which the first rule is
_MIN_FIELDS: Final = 2


@dataclass
class _Drawn:
    """A record of one value a line: its first line, its text, and its values by name."""

    number: int
    text: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)


def drawn_lines(lines: Sequence[str]) -> list[Line]:
    """The rows of a drawn table; none where there is none."""
    top = [_straight(line) for line in lines[:_TOP]]
    if any(map(_RECORD.fullmatch, top)) or _are_equations(top):
        return _records([line.rstrip("\r\n") for line in lines])
    if any(map(_RULE.fullmatch, top)):
        return _ruled([line.rstrip("\r\n") for line in lines])
    head = next((n for n, line in enumerate(top) if n and _SPACED_RULE.fullmatch(line)), 0)
    return _below_strokes([line.rstrip("\r\n") for line in lines], head) if head else []


def _straight(line: str) -> str:
    line = line.rstrip("\r\n")
    return line if line.isascii() else line.translate(_BOX)


def _ruled(printed: Sequence[str]) -> list[Line]:
    """The rows of a table with bars; rows between rules are one where all are so parted."""
    lines = list(map(_straight, printed))
    rules = [n for n, line in enumerate(lines) if _RULE.fullmatch(line)]
    width = len(_STROKES.findall(lines[rules[0]]))
    first = rules[0] - 1 if rules[0] and "|" in lines[rules[0] - 1] else rules[0] + 1
    last = max(n for n, line in enumerate(lines) if "|" in line or n in rules)
    parted = len(rules) > 3 and lines[rules[0]].lstrip()[0] == "+"  # above, below, and between
    found: list[Line] = []
    goes_on = False
    for n, (line, text) in enumerate(zip(lines, printed, strict=True)):
        if n < first or n > last:
            found.append(Line(n + 1, text, [text.strip()] if text.strip() else []))
            continue
        if n in rules:
            found.append(Line(n + 1, text, ["---"] * width))
            goes_on = False
            continue
        cells = _cells(line, width)
        if not cells:
            return []
        if goes_on:
            above = found[-1]
            joined = [f"{a} {b}".strip() for a, b in zip(above.cells, cells, strict=True)]
            found[-1] = Line(above.number, f"{above.text}\n{text}", joined)
        else:
            found.append(Line(n + 1, text, cells))
        goes_on = parted or line.rstrip().endswith("+") or "+|" in line.replace(" ", "")
        if goes_on and not parted:
            row = found[-1]
            found[-1] = Line(
                row.number, row.text, [c.removesuffix("+").rstrip() for c in row.cells]
            )
    return found if _has_names(found, width) else []


def _cells(line: str, width: int) -> list[str]:
    """The cells of a line between bars; none where there are not so many."""
    text = line.strip()
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) == width + 2 and text.startswith("|"):
        cells = cells[1:-1]
    return cells if len(cells) == width else []


def _has_names(lines: Sequence[Line], width: int) -> bool:
    names = next((line.cells for line in lines if len(line.cells) == width > 1), [])
    return any(known_field(name) for line in lines[:_TOP] for name in line.cells if names)


def _below_strokes(lines: Sequence[str], rule: int) -> list[Line]:
    """The rows of a table whose columns are as wide as the strokes below their names."""
    starts = [match.start() for match in _STROKES.finditer(lines[rule])]
    found: list[Line] = []
    known = 0
    for n, line in enumerate(lines):
        if n == rule or _SPACED_RULE.fullmatch(line):
            found.append(Line(n + 1, line, ["---"] * len(starts)))
            continue
        ends = [*starts[1:], len(line)]
        straight = all(line[end - 1 : end].isspace() or end > len(line) for end in starts[1:])
        cells = [line[a:b].strip() for a, b in zip(starts, ends, strict=True)]
        if n < rule - 1 or not straight or sum(map(bool, cells)) < _MIN_FIELDS:
            if rule < n and line.strip() and any(lines[n + 1 :]) and not straight:
                return []
            found.append(Line(n + 1, line, [line.strip()] if line.strip() else []))
            continue
        known += n == rule - 1 and sum(bool(known_field(name)) for name in cells)
        found.append(Line(n + 1, line, cells))
    return found if known >= _MIN_FIELDS else []


def _are_equations(lines: Sequence[str]) -> bool:
    """Whether all lines are "name = value", in blocks with the same names."""
    texts = [line for line in lines if line.strip()]
    if len(texts) < _MIN_FIELDS or not all(map(_EQUALS.fullmatch, texts)):
        return False
    names = [line.partition("=")[0].strip() for line in texts]
    return len(set(names)) * 2 <= len(names) and any(map(known_field, names))


def _records(lines: Sequence[str]) -> list[Line]:
    """The rows of records with one value a line, below a row of their names."""
    records: list[_Drawn] = []
    others: list[Line] = []
    is_marked = any(_RECORD.fullmatch(line) for line in lines[:_TOP])
    name = ""
    for n, line in enumerate(lines, 1):
        match = _VALUE.fullmatch(line)
        known = records[0].values if len(records) > 1 else {}
        if is_marked and _RECORD.fullmatch(line):
            records.append(_Drawn(n, [line]))
        elif not line.strip() or (is_marked and not records) or is_row_count(line):
            others.append(Line(n, line, [line.strip()] if line.strip() else []))
        elif match is None or (known and match["name"] not in known):  # goes on from above
            if not name:
                return []
            records[-1].text.append(line)
            records[-1].values[name] += f" {line.strip().lstrip('|').strip()}"
        else:
            if not is_marked and (not records or match["name"] in records[-1].values):
                records.append(_Drawn(n))
            name = match["name"]
            records[-1].text.append(line)
            records[-1].values[name] = match["text"].strip()
    names = list(dict.fromkeys(name for record in records for name in record.values))
    if len(names) < _MIN_FIELDS or not any(map(known_field, names)):
        return []
    return list(_in_order(records, names, others))


def _in_order(
    records: Sequence[_Drawn], names: Sequence[str], others: Sequence[Line]
) -> Iterator[Line]:
    """The other lines above, the names, the records, and the other lines below."""
    first = records[0].number
    yield from (line for line in others if line.number < first)
    yield Line(first, "", names)
    for record in records:
        yield Line(
            record.number, "\n".join(record.text), [record.values.get(name, "") for name in names]
        )
    yield from (line for line in others if line.number >= first)
