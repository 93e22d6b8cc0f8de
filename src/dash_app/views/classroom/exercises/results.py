"""What the results of all exercises are drawn with: sections of HTML, one at a time on a wall.

On a projector each section fills the screen, and two buttons lead through them, so that the class
sees its own answers before the program's.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

import streamlit as st

from dash_app.components.html import escape
from dash_core.classroom.exercises import Answers, Exercise
from dash_core.common.i18n import _, format_percent, ngettext

__all__ = ["Bar", "Results", "bars", "chips", "cut", "matrix", "share", "table", "words_of_machine"]

_ON_PAGE: Final = 60  # answers in words
_WALL_CHARS: Final = 150  # of one answer on a projector
_LINE_CHARS: Final = 90  # of a line on a projector
_TITLE_CHARS: Final = 55  # of a line of a title there
_CHIP_CHARS: Final = 45  # of a chip there, before it is cut: two in a line
_CHIP_LINE: Final = 1.5  # the height of a line of them
_WALL_LINES: Final = 12.5  # below a section's title
_HEIGHTS: Final = {"li": 1.2, "tr": 1.4, "p": 1.25, "h3": 1.6, "br": 1.0}  # in lines, with gaps
_BLOCK: Final = re.compile(r"<(li|tr|p|h3|br)\b([^>]*>.*?)(?=<(?:li|tr|p|h3|br)\b|\Z)", re.DOTALL)
_MANY: Final = 6  # columns of a table for which smaller letters are needed there
_LONG: Final = 14  # characters of a column's name for which it is made to fit
_CHIPS: Final = (14, 60)  # names with their number, on a projector and on a page

Part = tuple[str, str]
"""A label and its content as HTML; nothing is drawn where the content is empty."""


@dataclass(frozen=True)
class Bar:
    """A line of a bar chart: name, number, length from 0 to 1, and what is said beside it."""

    name: str
    n: int
    length: float
    note: str = ""


@dataclass
class Results:
    """The results of one exercise: sections that are added, then drawn."""

    exercise: Exercise
    answers: Answers
    names: Mapping[str, str] | None
    projector: bool
    _sections: list[tuple[str, list[list[Part]]]] = field(default_factory=list)

    def section(self, title: str, parts: Iterable[Part], then: Iterable[Part] = ()) -> None:
        """Add a section; on a projector `then` is seen after the rest, on a page of its own."""
        both = [[part for part in some if part[1]] for some in (parts, then)]
        self._sections.append((title, both))

    def lines(self, key: str) -> str:
        """What students wrote as an answer, each in a line, with their names if they are shown."""
        written = [
            (text, self.names.get(student, "") if self.names else "")
            for student, given in self.answers.items()
            if isinstance(text := given.get(key), str) and text
        ]
        if self.projector:
            short = [(cut(text, _WALL_CHARS), name) for text, name in written]
            ends = accumulate(_HEIGHTS["li"] + len(text) // _LINE_CHARS for text, _name in short)
            return texts(short, sum(end <= _WALL_LINES - 3 for end in ends))
        return texts(written, _ON_PAGE)

    def counted(self, key: str) -> str:
        """Short answers, each once, with how many gave it."""
        counted: dict[str, tuple[str, int]] = {}
        for given in self.answers.values():
            text = given.get(key)
            if isinstance(text, str) and text:
                name, n = counted.get(text.casefold(), (text, 0))
                counted[text.casefold()] = (name, n + 1)
        most_first = sorted(counted.values(), key=lambda pair: (-pair[1], pair[0]))
        return chips(most_first, _CHIPS[0 if self.projector else 1])

    def chosen(self, key: str, options: Mapping[str, str]) -> list[Bar]:
        """How many chose each of some options; the length is their share of who chose any."""
        n = Counter(given.get(key) for given in self.answers.values())
        of = max(sum(n[value] for value in options), 1)
        return [Bar(name, n[value], n[value] / of) for value, name in options.items()]

    def draw(self) -> None:
        """Draw the sections that were added."""
        name = "ex-wall" if self.projector else "ex-results"
        with st.container(key=f"{name}-{self.exercise.digest}"):
            if self.projector:
                pages = [
                    page
                    for title, turns in self._sections
                    for parts in turns[: 1 + bool(turns[1])]
                    for page in _pages(title, parts)
                ]
                at = self._turn(len(pages))
                shown = pages[at : at + 1]
            else:
                shown = [(title, first + then) for title, (first, then) in self._sections]
            for title, parts in shown:
                st.html(_section_html(title, parts))

    def _turn(self, n: int) -> int:
        """Which of `n` pages is shown on a projector; two buttons turn to the next."""
        key = f"ex-wall-at-{self.exercise.digest}"
        if n < 2:
            return 0
        at = min(int(st.session_state.get(key, 0)), n - 1)
        with st.container(horizontal=True, key=f"ex-turn-{self.exercise.digest}"):
            for label, to in ((_("Back"), at - 1), (_("Next"), at + 1)):
                st.button(
                    label,
                    key=f"{key}-{'back' if to < at else 'next'}",
                    on_click=st.session_state.__setitem__,
                    args=(key, to),
                    disabled=not 0 <= to < n,
                )
            st.html(f'<p class="muted">{escape(_("{n} of {of}").format(n=at + 1, of=n))}</p>')
        return at


def texts(written: Sequence[tuple[str, str]], most: int) -> str:
    """Answers in words as a list; the rest is counted."""
    if not written:
        return ""
    items = [
        f"<li>{escape(text)}" + (f' <span class="muted">{escape(name)}</span>' if name else "")
        for text, name in written[:most]
    ]
    if (more := len(written) - most) > 0:
        items.append(f'<li class="muted">{escape(ngettext("{n} more", "{n} more", more))}')
    return f'<ul class="ex-lines">{"</li>".join(items)}</li></ul>'


def chips(counted: Sequence[tuple[str, int]], most: int = 60) -> str:
    """Short texts beside each other, with how many said so where it is more than one."""
    shown = [
        f'<span class="ex-chip" title="{escape(name)}"><span>{escape(name)}</span>'
        f"{f' <b>{n}</b>' if n > 1 else ''}</span>"
        for name, n in counted[:most]
    ]
    if (more := len(counted) - most) > 0:
        shown.append(f'<span class="muted">{escape(ngettext("{n} more", "{n} more", more))}</span>')
    return f'<p class="ex-chips">{" ".join(shown)}</p>' if shown else ""


def words_of_machine(words: Sequence[str]) -> str:
    """Words that the program goes by."""
    shown = " ".join(f'<span class="ex-chip word">{escape(word)}</span>' for word in words)
    return f'<p class="ex-chips">{shown}</p>' if words else ""


def bars(lines: Sequence[Bar]) -> str:
    """A bar chart as a table; nothing where all numbers are 0."""
    if not any(bar.n for bar in lines):
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(bar.name)}'
        + (f' <span class="ex-note">{escape(bar.note)}</span>' if bar.note else "")
        + f'</th><td class="n">{bar.n}</td><td class="track" aria-hidden="true">'
        f'<span style="width:{min(bar.length, 1):.1%}"></span></td></tr>'
        for bar in lines
    )
    return f'<table class="ex-bars">{rows}</table>'


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of texts; the second column is a row's heading."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{escape(cell)}</th>' if n == 1 else f"<td>{escape(cell)}</td>"
            for n, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return _scrolled(f'<table class="ex-table"><tr>{head}</tr>{body}</table>')


def matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    numbers: Mapping[tuple[int, int], float],
    marked: Iterable[tuple[int, int]] = (),
    corner: str = "",
) -> str:
    """A table of numbers, darker where they are higher; `marked` cells are the program's."""
    most = max(numbers.values(), default=0) or 1
    mark = f'<span class="ex-mark" title="{escape(_("the program"))}">◆</span>'
    marks = set(marked)
    head = "".join(f'<th scope="col">{_clamped(name)}</th>' for name in columns)
    body = ""
    for i, name in enumerate(rows):
        cells = "".join(
            f'<td style="--share:{numbers.get((i, j), 0) / most:.2f}">'
            f"{numbers.get((i, j), 0):.3g}{mark if (i, j) in marks else ''}</td>"
            for j in range(len(columns))
        )
        body += f'<tr><th scope="row">{_clamped(name)}</th>{cells}</tr>'
    head = f"<td>{escape(corner)}</td>{head}"
    size = (
        " many"
        if len(columns) > _MANY
        else " long"
        if max(map(len, columns), default=0) > _LONG
        else ""
    )
    return _scrolled(f'<table class="ex-matrix{size}"><tr>{head}</tr>{body}</table>')


def _clamped(name: str) -> str:
    """A heading of a row or column that may be long: where it is cut, it is whole in a tip."""
    return f'<span class="ex-clamped" title="{escape(name)}">{escape(name)}</span>'


def _scrolled(html: str) -> str:
    """What may be wider than a phone."""
    return f'<div class="ex-scroll" tabindex="0">{html}</div>'


def cut(text: str, most: int) -> str:
    """A text cut at a word."""
    if len(text) <= most:
        return text
    short = textwrap.shorten(text, most, placeholder="…")
    return short if len(short) > most // 2 else f"{text[: most - 1].rstrip()}…"  # a long word


def share(value: float) -> str:
    """A share in per cent."""
    return format_percent(value)


def _pages(title: str, parts: Sequence[Part]) -> list[tuple[str, list[Part]]]:
    """A section in parts that fit on a projector, each under its title."""
    pages: list[list[Part]] = [[]]
    begun = filled = float(len(title) // _TITLE_CHARS)
    for part in parts:
        lines = _lines_of(part)
        if pages[-1] and filled + lines > _WALL_LINES:
            pages.append([])
            filled = begun
        pages[-1].append(part)
        filled += lines
    return [(title, page) for page in pages]


def _lines_of(part: Part) -> float:
    """About how many lines a part takes on a projector."""
    label, content = part
    height = _HEIGHTS["h3"] if label else 0.0
    for tag, block in _BLOCK.findall(content if content.startswith("<") else f"<p>{content}"):
        told = re.sub(r"<[^>]*>|^[^>]*>", "", block)
        if chips := re.findall(r'"ex-chip[^>]*>(.*?)</span>', block):
            n = sum(min(len(chip), _CHIP_CHARS) + 6 for chip in chips)
            height += _CHIP_LINE * (1 + n // _CHIP_CHARS // 2)
        elif told:
            height += _HEIGHTS[tag] + len(told) // _LINE_CHARS
    return height


def _section_html(title: str, parts: Sequence[Part]) -> str:
    heading = f"<h2>{escape(title)}</h2>" if title else ""
    body = "".join(
        (f"<h3>{escape(label)}</h3>" if label else "")
        + (content if content.startswith("<") else f"<p>{content}</p>")
        for label, content in parts
    )
    return f'<section class="ex-section">{heading}{body}</section>'
