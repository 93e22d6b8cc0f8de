"""Records told by the lines that each of them has, where no blank lines part them.

    The mill at Oar            1                       Newspaper
    Add to clipboard           Book                    FLOOD AT OAR
    MR 1/1                     The mill at Oar         Oar Mercury, 9 May 1904
    9 May 1904                 Roe, Ann                Save Cite
    Part of Ray papers         Leipzig : Dell, 1904    Newspaper

A page that is selected and copied as a whole has few blank lines or too many. What each record has
in the same order is a button, a badge, a caption, a label, or its number; what stands between the
last such line of one record and the first of the next is the end of one and the head of the other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import Final

from dash_core.readers.layouts.block_lines import has_date, may_be_title
from dash_core.readers.layouts.page import Page
from dash_core.readers.layouts.plain_lines import is_counter, plain_of
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.parts import fields_of_line, parts_of

__all__ = ["Rhythm", "find_rhythms", "line_key"]

_LABEL: Final = re.compile(r"([^\W\d_][^:]{0,40}):(?:\s|$)")
_LABEL_WORDS: Final = 4
_DIGITS: Final = re.compile(r"[0-9][0-9.,]*")
_YEAR: Final = re.compile(r"[(\[]?[12][0-9]{3}\??[)\]]?")
_MAX_KEY: Final = 120  # characters of a line that each record may have
_LEAST: Final = 3  # records that have one line in common; two have two
_MAX_RECORD: Final = 40  # lines
_MIN_RECORD: Final = 2
_MAX_EVEN: Final = 8  # lines of a record whose like have as many
_A_YEAR: Final = re.compile(r"[12][0-9]{3}")
_MOST: Final = 0.8  # share of the records that have a date
_OFTEN: Final = 0.6  # share of the lines that may be titles, or end in dates
_MAX_KEYS: Final = 40  # keys of one number of lines that are compared


@dataclass(frozen=True)
class Rhythm:
    """The lines with text of each record, the lines that all have, and the first line that is
    below the last record."""

    records: Sequence[Sequence[int]]
    marks: frozenset[int]
    foot: int


def find_rhythms(page: Page) -> Iterator[Rhythm]:
    """The rhythms of a page whose records are of one length, or have lines in common; the one with
    most records first.
    """
    by_number: dict[int, list[list[int]]] = {}
    for lines in _alike(page):
        if len(lines) > 1 and _is_even(lines):
            by_number.setdefault(len(lines), []).append(lines)
    if (even := _even(page)) is not None:
        yield even
    for n in sorted(by_number, reverse=True):
        marks = _in_turn(by_number[n][:_MAX_KEYS])
        if len(marks) + (n >= _LEAST) < 2 or not _have_dates(page, marks):
            continue
        if (rhythm := _cut(page, marks)) is not None:
            yield rhythm


def _even(page: Page) -> Rhythm | None:
    """The records of as many lines each, told by the steps between their dates; the page begins
    and ends as that asks."""
    n_years = sum(_A_YEAR.search(text) is not None for text in page.texts)
    lines = _texts(page, 0, len(page))
    if n_years < _LEAST or n_years * _MAX_EVEN < len(lines):
        return None
    dated = [i for i, at in enumerate(lines) if not page.kind(at) and has_date(page, at)]
    steps = [b - a for a, b in pairwise(dated)]
    size = min(steps, default=0)
    if (
        len(dated) < _LEAST + (size < _LEAST)
        or not _MIN_RECORD <= size <= _MAX_EVEN
        or any(n % size for n in steps)
    ):
        return None
    end = dated[-1] + 1
    while end < len(lines) and page.kind(lines[end]) != "mark":
        end += 1
    above = size - (end - dated[-1])
    if above < 0:  # what follows is no part of the list
        above = 0
        while not page.is_edge(lines[dated[0] - above] - 1):
            above += 1
        end = dated[-1] + size - above
    begin = dated[0] - above
    if above >= size or begin < 0 or not page.is_edge(lines[begin] - 1):
        return None
    records = [lines[i : i + size] for i in range(begin, end, size)]
    titles = sum(may_be_title(page, record[0]) for record in records)
    if len(records) > _LEAST * len(dated) / 2 or titles < len(records):
        return None
    return Rhythm(records, frozenset(), lines[end] if end < len(lines) else len(page))


def _alike(page: Page) -> Iterable[list[int]]:
    """The lines that are the same but for numbers, or have the same label; not those that are but
    dates of one month."""
    found: dict[str, list[int]] = {}
    for at, text in enumerate(page.texts):
        if text and len(text) <= _MAX_KEY and page.kind(at) != "mark":
            found.setdefault(line_key(text), []).append(at)
    found.pop("", None)
    alike = [
        lines
        for key, lines in found.items()
        if len(lines) > 1 and not ("0" in key and is_date(plain_of(page, lines[0])[0]))
    ]
    return map(_counted, repeat(page), alike)


def _counted(page: Page, lines: list[int]) -> list[int]:
    """The lines; of numbers, those that count up from the first."""
    if not is_counter(page.texts[lines[0]]):
        return lines
    numbers = [int("".join(filter(str.isdigit, page.texts[at]))) for at in lines]
    n = next((i for i in range(1, len(lines)) if numbers[i] != numbers[0] + i), len(lines))
    return lines[:n]


def line_key(text: str) -> str:
    """What a line has in common with others: its label, or it all but for numbers; "" for a
    year."""
    if _YEAR.fullmatch(text):
        return ""
    label = _LABEL.match(text)
    if label is not None and len(label[1].split()) <= _LABEL_WORDS:
        return label[0].strip()
    return _DIGITS.sub("0", text)


def _is_even(lines: Sequence[int]) -> bool:
    """Whether lines are apart as those are that each record has once."""
    steps = [b - a for a, b in pairwise(lines)]
    return min(steps) >= _MIN_RECORD and max(steps) <= _MAX_RECORD


def _in_turn(keys: Sequence[list[int]]) -> list[list[int]]:
    """The largest set of keys whose lines come in the same order in each record, in that order."""

    def fit(a: list[int], b: list[int]) -> bool:
        first, second = (a, b) if a[0] < b[0] else (b, a)
        return all(x < y for x, y in zip(first, second, strict=True)) and all(
            y < x for x, y in zip(first[1:], second, strict=False)
        )

    sets = [[other for other in keys if other is key or fit(key, other)] for key in keys]
    largest: list[list[int]] = max(sets, key=len)
    best = sorted(largest)
    kept = best[:1]
    for key in best[1:]:
        if all(fit(key, other) for other in kept):
            kept.append(key)
    return kept


def _have_dates(page: Page, marks: Sequence[list[int]]) -> bool:
    """Whether nearly each record has a date: from the first line of one to that of the next."""
    firsts = marks[0]
    last = marks[-1]
    size = max(b - a for a, b in pairwise(firsts))
    spans = [*pairwise(firsts), (firsts[-1], min(len(page), last[-1] + size))]
    above = (max(0, firsts[0] - size), firsts[0])
    dated = [any(has_date(page, at) for at in range(*span)) for span in (above, *spans)]
    return sum(dated[1:]) >= _MOST * len(spans) or sum(dated[:-1]) >= _MOST * len(spans)


def _texts(page: Page, begin: int, end: int) -> list[int]:
    return [at for at in range(begin, end) if page.texts[at]]


def _cut(page: Page, marks: Sequence[list[int]]) -> Rhythm | None:
    """The records, cut between the last of their marks and the first of those below."""
    first, last = marks[0], marks[-1]
    gaps = [_texts(page, a + 1, b) for a, b in zip(last, first[1:], strict=False)]
    above: list[int] = []
    for at in range(first[0] - 1, -1, -1):
        if page.kind(at) == "mark":
            break
        if page.texts[at]:
            above.insert(0, at)
    below: list[int] = []
    for at in range(last[-1] + 1, len(page)):
        if page.kind(at) == "mark":
            break
        if page.texts[at]:
            below.append(at)
    sizes = [len(gap) for gap in gaps]
    if not max(sizes) or not above or _begin(page, first):
        heads = [0] * len(first)
    elif not below:
        size = min(len(above), max(sizes))
        heads = [_first_head(page, above, min(sizes), size), *sizes]
    else:
        heads = [_head(page, [above, *gaps])] * len(first)
    tail = max(size - head for size, head in zip(sizes, heads[1:], strict=True))
    begins = [
        around[len(around) - head] if head else at
        for at, head, around in zip(first, heads, [above, *gaps], strict=True)
    ]
    foot = below[tail] if len(below) > tail else len(page)
    ends = [*begins[1:], foot]
    records = [_texts(page, a, b) for a, b in zip(begins, ends, strict=True)]
    if min(map(len, records)) < _MIN_RECORD:
        return None
    return Rhythm(records, frozenset(at for lines in marks for at in lines), foot)


def _begin(page: Page, first: Sequence[int]) -> bool:
    """Whether marks begin records: numbers, or boxes above titles that end in dates."""
    if all(is_counter(page.texts[at]) for at in first):
        return True
    after, before = (
        sum(
            0 <= at + step < len(page)
            and parts_of(plain_of(page, at + step)[0]).at_end
            and bool(parts_of(plain_of(page, at + step)[0]).date)
            for at in first
        )
        for step in (1, -1)
    )
    held = all(fields_of_line(page.texts[at]) for at in first)
    return held and after >= _OFTEN * len(first) and after > before


def _first_head(page: Page, above: Sequence[int], least: int, most: int) -> int:
    """The number of lines above the first mark that are of the first record: up to a blank line
    where there is one among them."""
    for n in range(max(1, least), most):
        if not page.texts[above[-n] - 1]:
            return n
    return most


def _head(page: Page, around: Sequence[Sequence[int]]) -> int:
    """The number of lines above the first mark of each record that are its head: one, more where
    these are no titles, none where there is none."""
    most = min(map(len, around))
    for n in range(1, most):
        lines = [lines[-n] for lines in around]
        titles = {page.texts[at] for at in lines if may_be_title(page, at)}
        if len(titles) >= _OFTEN * len(lines):
            return n
    return most
