"""A listing page as a person copies it: date, title, summary, again and again.

    • February 01, 1946

      Letter, M.D. Bagirov to Cdes. Kafar-Zade, …

      Bagirov requests proposals …

A record starts at a line that holds a date and nothing else, after a bullet where the page
has bullets. Its first paragraph is the title, the rest is the summary; wrapped lines are
joined. What stands above the first record is the page's header.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from dash_core import settings
from dash_core.dates import parse_date
from dash_core.errors import ReadError
from dash_core.readers.report import LineUse, Note, Reading, Record, Report, Role
from dash_core.words import _

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "listing page, as copied"

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_BULLET: Final = re.compile(r"\s*(?:[•●▪◦‣∙·]\s*|[*\-–—]\s+)(?P<rest>\S.*)")
_YEAR: Final = re.compile(r"\b[12][0-9]{3}\b|\b[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}\b")
_UNDATED: Final = re.compile(r"\[?(n\. ?d\.|no date|undated|date unknown)\]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a record starts: position of its date line, and the date as printed."""

    line: int
    date: str


def sniff(text: str) -> bool:
    """Whether `text` holds at least one record of this form."""
    return bool(_starts(_split_lines(text)))


def read(text: str, name: str) -> Reading:
    """Read a copied listing page.

    Raises
    ------
    ReadError
        If no line of `text` starts a record.
    """
    lines = _split_lines(text)
    starts = _starts(lines)
    if not starts:
        raise ReadError(
            _(
                "No document was found in “{name}” ({n} lines): a listing has a date on a line "
                "of its own, then a title, then a summary."
            ).format(name=name, n=f"{len(lines):,}")
        )
    first = starts[0].line
    uses = [
        LineUse(i + 1, line, "header" if line.strip() else "blank")
        for i, line in enumerate(lines[:first])
    ]
    records: list[Record] = []
    notes: list[Note] = []
    ends = [start.line for start in starts[1:]] + [len(lines)]
    for position, (start, end) in enumerate(zip(starts, ends, strict=True)):
        roles = list(_roles(lines[start.line : end]))
        last = start.line
        for i, role in enumerate(roles, start.line):
            uses.append(LineUse(i + 1, lines[i], role, None if role == "blank" else position))
            if role != "blank":
                last = i
        record = Record(
            date=start.date,
            title=_join(lines, uses, start.line, end, "title"),
            summary=_join(lines, uses, start.line, end, "summary"),
            first_line=start.line + 1,
            last_line=last + 1,
        )
        records.append(record)
        notes.extend(_remarks(record))
    return Reading(records, Report(name, uses, tuple(notes), len(records)))


def _split_lines(text: str) -> list[str]:
    """Lines as an editor numbers them (no extra ones at form feeds and the like)."""
    lines = _LINE_END.split(text)
    return lines[:-1] if lines[-1] == "" else lines


def _starts(lines: list[str]) -> list[_Start]:
    """The lines that start a record.

    Where any bullet holds a date, only bullets start records: a date alone on a wrapped
    line of a summary is then no start. A bullet that stands like the dated ones (same sign,
    same indent, blank line after it or not) starts a record too, whatever it says ("do").
    """
    dated: list[_Start] = []
    others: list[_Start] = []
    plain: list[_Start] = []
    after_blank = True
    for i, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        bullet = _BULLET.fullmatch(line)
        if bullet and _is_date(bullet["rest"]):
            dated.append(_Start(i, bullet["rest"].strip()))
        elif bullet and len(bullet["rest"].strip()) <= settings.MAX_DATE_CHARS:
            others.append(_Start(i, bullet["rest"].strip()))
        elif after_blank and not bullet and _is_date(line):
            plain.append(_Start(i, line.strip()))
        after_blank = False
    known = sum(parse_date(start.date).is_known for start in plain)
    if len(dated) < known:  # the bullets are lists inside summaries
        return plain
    if not dated:
        return plain if known else []
    outer = _indent(lines, dated[0])  # a date in a list inside a summary stands further in
    stances = {_stance(lines, start.line) for start in dated if _indent(lines, start) <= outer}
    return sorted(
        (start for start in (*dated, *others) if _stance(lines, start.line) in stances),
        key=lambda start: start.line,
    )


def _indent(lines: list[str], start: _Start) -> int:
    line = lines[start.line]
    return len(line) - len(line.lstrip())


def _stance(lines: list[str], at: int) -> tuple[str, bool]:
    """How a bullet stands: what is before its text, and whether a blank line follows."""
    line = lines[at]
    before = line[: len(line) - len(line.lstrip()) + 1]
    return before, at + 1 >= len(lines) or not lines[at + 1].strip()


def _is_date(text: str) -> bool:
    text = text.strip()
    if len(text) > settings.MAX_DATE_CHARS:
        return False
    return parse_date(text).is_known or bool(_UNDATED.fullmatch(text)) or _looks_like_date(text)


def _looks_like_date(text: str) -> bool:
    """A date we cannot read is still a date: it has a year or the form of one, and no word but
    months and the like."""
    words = re.findall(r"[^\W\d_]+", text)
    return bool(_YEAR.search(text)) and all(
        parse_date(f"{word} 1946").is_known or word.lower() in _DATE_WORDS for word in words
    )


_DATE_WORDS: Final = frozenset(
    "after and around before between by circa ca c early end from late mid no or st nd rd th "
    "s the to until".split()
)


def _roles(lines: list[str]) -> Iterator[Role]:
    """What each line of one record is, its date line first."""
    yield "date"
    compact = len(lines) > 1 and bool(lines[1].strip())
    role: Role = "title"
    seen = False
    for line in lines[1:]:
        if not line.strip():
            if seen:
                role = "summary"
            yield "blank"
            continue
        yield role
        seen = True
        if compact:  # date, title and summary follow line by line: the title is one line
            role = "summary"


def _join(lines: list[str], uses: list[LineUse], start: int, end: int, role: Role) -> str:
    text = " ".join(lines[i] for i in range(start, end) if uses[i].role == role)
    return normalize("NFC", " ".join(text.split()))


def _remarks(record: Record) -> Iterator[Note]:
    if not parse_date(record.date).is_known:
        yield Note(
            record.first_line,
            _("The date “{date}” was not understood; it is kept as printed.").format(
                date=record.date
            ),
        )
    if not record.title:
        yield Note(record.first_line, _("This document has no title."))
    elif not record.summary:
        yield Note(record.first_line, _("This document has no summary."))
