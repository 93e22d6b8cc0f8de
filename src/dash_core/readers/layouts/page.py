"""The lines of a copied page, and where its records start."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from dash_core.readers import boilerplate
from dash_core.readers.layouts.year_headings import year_lines
from dash_core.readers.lines.box_columns import lines_with_boxes
from dash_core.readers.lines.date_words import may_have_date
from dash_core.readers.lines.levels import level_records

__all__ = ["Page", "RecordStart", "is_rule", "split_lines"]

_RULE: Final = re.compile(r"[-=_*~–—]{3,}")
_RUNNING: Final = re.compile(
    r"(?P<head>.{3,120}?)\W+(?:page|p\.|pg\.?|seite|s\.|página|pagina|folio|стр\.?) ?[0-9]+"
    r"(?: ?(?:of|/|von|de|sur) ?[0-9]+)?",
    re.IGNORECASE,
)
_MIN_RULES: Final = 2
_MOST: Final = 0.8  # share of the records with a rule before them that makes it their sign
_MOST_PARAGRAPHS: Final = 3  # of the records of a page whose foot is told from them
_MAX_FOOT: Final = 80  # characters of a line of the foot
_MAX_FEET: Final = 400  # of all of them
_NO_TEXT: Final = frozenset({"mark", "number"})
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Page:
    """The lines of a page as printed (`lines`) and as seen (`texts`), and which are boilerplate.

    `numbers` are the line numbers in the source, where these do not count from 1.
    """

    def __init__(self, lines: Sequence[str], numbers: Sequence[int] | None = None) -> None:
        self.lines = lines
        self.numbers = range(1, len(lines) + 1) if numbers is None else numbers
        self.is_ruled = False  # a rule ends each record
        self.foot = len(lines)  # the first line of the page's foot, once records are found
        self.texts = [boilerplate.visible_text(line) for line in lines]
        self.plain: dict[int, tuple[str, str]] = {}  # what `inline_dates` found, once asked for
        self.headings: dict[int, bool] = {}
        self.heads: frozenset[int] = frozenset()  # headings that a layout found

    def __len__(self) -> int:
        return len(self.lines)

    def kind(self, at: int) -> boilerplate.Kind:
        """The kind of boilerplate the line is, "" for none."""
        return self.kinds[at]

    @cached_property
    def kinds(self) -> list[boilerplate.Kind]:
        """The kind of each line."""
        kinds = [boilerplate.kind(text) for text in self.texts]
        for at in self._running_heads():
            kinds[at] = "number"
        for at in self._code():
            kinds[at] = "mark"
        for at in self._buttons():
            kinds[at] = kinds[at] or "link"
        return kinds

    def _code(self) -> list[int]:
        """The lines of blocks of code of Markdown, between lines that begin with ```."""
        fences = [at for at, text in enumerate(self.texts) if text.startswith("```")]
        pairs = zip(fences[::2], fences[1::2], strict=False)
        return [at for a, b in pairs for at in range(a, b + 1) if self.texts[at]]

    def _buttons(self) -> list[int]:
        """The lines that end paragraphs of three lines or more again and again, or are below other
        lines more often, and say what a click does ("Add to lightbox")."""
        found: dict[str, list[int]] = {}
        for at, text in enumerate(self.texts):
            if boilerplate.may_be_button(text):
                found.setdefault(text, []).append(at)
        return [at for lines in found.values() if self._end_paragraphs(lines) for at in lines]

    def _end_paragraphs(self, lines: Sequence[int]) -> bool:
        texts = ["", *self.texts, ""]  # of line `at` at `at + 1`
        below = [texts[at + 2] for at in lines]
        often = len(lines) > _MIN_RULES
        return len(lines) > 1 and all(
            at > 0 and texts[at] and (often or texts[at - 1]) and (not text or text in below)
            for at, text in zip(lines, below, strict=True)
        )

    def _running_heads(self) -> list[int]:
        """The lines that are the same but for the number of the page, with a rule above or below
        them."""
        found: dict[str, list[int]] = {}
        for at, text in enumerate(self.texts):
            if text and text[-1].isdigit() and (match := _RUNNING.fullmatch(text)):
                near = self.texts[max(0, at - 1) : at + 2]
                if any(map(is_rule, near)):
                    found.setdefault(match["head"], []).append(at)
        return [at for lines in found.values() if len(lines) > 1 for at in lines]

    @cached_property
    def boxed(self) -> dict[int, str]:
        """The lines of a list in columns with the names of their boxes and folders."""
        return lines_with_boxes(self.texts)

    @cached_property
    def years(self) -> dict[int, str]:
        """The lines that are a year above dates without one, with it."""
        return year_lines(self.texts)

    @cached_property
    def level_records(self) -> frozenset[int]:
        """The lines that are documents though they begin with a level and its number."""
        return level_records(self.texts)

    def year_above(self, at: int) -> str:
        """The year that is the heading of the part a line is in; "" if none."""
        above = bisect_left(list(self.years), at)
        return list(self.years.values())[above - 1] if above else ""

    def is_edge(self, at: int) -> bool:
        """Whether there is no text on this line: outside the page, blank, or boilerplate."""
        return not 0 <= at < len(self.texts) or not self.texts[at] or bool(self.kind(at))

    def indent(self, at: int) -> int:
        """The indent of the line, in characters."""
        line = self.lines[at].expandtabs()
        return len(line) - len(line.lstrip())

    def find_rules(self, starts: Sequence[int]) -> None:
        """Find out whether rules stand before the records that start at these lines."""
        before = [self._above(at) for at in starts[1:]]
        ruled = sum(at >= 0 and is_rule(self.texts[at]) for at in before)
        self.is_ruled = ruled >= _MIN_RULES and ruled >= _MOST * len(before)

        self.foot = self._find_foot(starts)

    def _find_foot(self, starts: Sequence[int]) -> int:
        """The first of the short lines that stand apart below the last record, as none do in the
        other records; the number of lines where there are none."""
        ends = [*starts[1:], len(self.texts)]
        paragraphs = [self._paragraphs(a, b) for a, b in zip(starts, ends, strict=True)]
        *others, last = map(len, paragraphs)
        most = max(others, default=0)
        if len(others) < _MIN_RULES or not most < last or most > _MOST_PARAGRAPHS:
            return len(self.texts)
        foot = paragraphs[-1][most]
        if 0 < self.indent(foot) == self.indent(paragraphs[-1][most - 1]):
            return len(self.texts)  # set in as the text of the document is: part of it
        lines = [text for text in self.texts[foot:] if text]
        is_foot = (
            all(len(text) <= _MAX_FOOT for text in lines)
            and sum(map(len, lines)) <= _MAX_FEET
            and not any(map(may_have_date, lines))
        )
        return foot if is_foot else len(self.texts)

    def _paragraphs(self, begin: int, end: int) -> list[int]:
        """The first lines of the paragraphs between two lines."""
        is_text = [
            bool(self.texts[at]) and self.kinds[at] not in _NO_TEXT for at in range(begin, end)
        ]
        return [begin + i for i, text in enumerate(is_text) if text and not (i and is_text[i - 1])]

    def _above(self, at: int) -> int:
        at -= 1
        while at >= 0 and not self.texts[at]:
            at -= 1
        return at

    def text_before(self, at: int) -> int:
        """The line before that has text and is no boilerplate; -1 if none."""
        at -= 1
        while at >= 0 and (not self.texts[at] or self.kinds[at]):
            at -= 1
        return at

    def next_text(self, at: int) -> int:
        """The next line that is not blank (the number of lines if none)."""
        at += 1
        while at < len(self.texts) and not self.texts[at]:
            at += 1
        return at


def is_rule(text: str) -> bool:
    """Whether a line is drawn across the page with signs."""
    return _RULE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class RecordStart:
    """Where a record starts: its first line, the line of its date, the text there after a bullet,
    and whether that is certainly a date (else a bullet like those before dates).

    Where title and date are not on lines of their own, `title` is the title, and `fields` has what
    else these lines say.
    """

    line: int
    date_line: int
    text: str
    is_date: bool = True
    title: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def split_lines(text: str) -> list[str]:
    """Lines as an editor numbers them (none are added at form feeds and the like)."""
    lines = _LINE_END.split(text)
    return lines[:-1] if lines[-1] == "" else lines
