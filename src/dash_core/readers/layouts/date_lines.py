"""Where the records of a copied page start: at a date alone on its line, in one of four layouts.

• May 5, 1946      -                 May 5, 1946      May 5, 1946
                   May 5, 1946                        A title
  A title          A title           A title          A summary
                   A summary
  A summary                          A summary        May 6, 1946
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from dash_core.dates import parse_date
from dash_core.readers.layouts.near_dates import date_shape, near_date_lines
from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.lines.date_words import is_date

__all__ = ["find_date_lines"]

_SIGNS: Final = "•●▪■◦○‣⁃∙·\uf0b7"  # the last is Word's
_BULLET: Final = re.compile(rf"(?:[{_SIGNS}] ?|[*\-–—] )(?P<rest>[^ ].*)")
_MARKS: Final = frozenset(("##", "**", "==", "__", "''"))  # of headings and bold print
_ALONE: Final = frozenset(f"{_SIGNS}*-–—")
# A line that ends like this continues on the next.
_GOES_ON: Final = re.compile(
    r"(?:,|-|\b(?:in|of|on|from|to|until|till|since|by|and|or|the|a|during|between|before|after|"
    r"dated|for|about|around|circa))$"
)
_WRAPPED: Final = 40  # characters of a line that is wrapped because it is full
_NOTHING_ELSE: Final = 0.9
_FEW: Final = 3  # dated bullets indented more than most; fewer are a list in a summary


def find_date_lines(page: Page) -> list[RecordStart]:
    """The starts of records, in the layout that has most of them."""
    dated: list[RecordStart] = []
    others: list[RecordStart] = []
    alone: list[RecordStart] = []
    alone_others: list[RecordStart] = []
    after_edge: list[RecordStart] = []
    after_text: list[RecordStart] = []
    near: list[int] = []  # lines with numbers that may stand in the place of a date
    at = -1
    while (at := page.next_text(at)) < len(page):
        text = page.texts[at]
        if at in page.years or page.kind(at) == "mark":  # "1851 - 1860 of 2425"
            continue
        if text in _ALONE:
            date_line = page.next_text(at)
            if date_line < len(page) and is_date(page.texts[date_line]):
                alone.append(RecordStart(at, date_line, page.texts[date_line]))
                at = date_line
            else:
                alone_others.append(RecordStart(at, at, "", is_date=False))
            continue
        bullet = _BULLET.fullmatch(text)
        if bullet:
            sure = is_date(bullet["rest"])
            (dated if sure else others).append(RecordStart(at, at, bullet["rest"], sure))
        elif is_date(text := _unmarked(text)):
            plain = after_edge if page.is_edge(at - 1) else after_text
            if plain is after_edge or _is_separate_line(page, at):
                plain.append(RecordStart(at, at, text))
        elif date_shape(text) and _is_separate_line(page, at):
            near.append(at)
    plain = after_edge
    by_line = all(start.line + 1 == page.next_text(start.line) for start in after_edge)
    if _strong(after_text) + by_line > _strong(after_edge):  # no blank lines before the dates
        plain = sorted([*after_edge, *after_text], key=lambda start: start.line)
    else:
        plain = _with_first(page, after_edge, after_text)
    # Where most dates have no bullet, bullets are lists in summaries; where most have one, a date
    # without a bullet is a line of a summary.
    most = max(len(dated), len(alone), _strong(plain) if _is_listing(plain) else 0)
    if not most:
        return []
    if most == len(dated):
        return _alike(page, dated, others)
    if most == len(alone):
        return _alike(page, alone, alone_others)
    return _alike(page, _with_near(page, list(_without_titles(page, plain)), near), [])


def _with_first(
    page: Page, after_edge: Sequence[RecordStart], after_text: Sequence[RecordStart]
) -> list[RecordStart]:
    """The dates below blank lines, and one right below the head of the page: with as many lines
    below it as the others have."""
    plain = list(after_edge)
    above = [start for start in after_text if plain and start.line < plain[0].line]
    if len(above) == 1 and _is_strong(above[0].text):
        least = min(_lines_below(page, start.line) for start in plain)
        if 0 < least <= _lines_below(page, above[0].line):
            return [*above, *plain]
    return plain


def _lines_below(page: Page, at: int) -> int:
    """The number of lines down to the next blank one."""
    end = at + 1
    while not page.is_edge(end):
        end += 1
    return end - at - 1


def _unmarked(text: str) -> str:
    """A line without the signs of a Markdown or wiki heading and of bold print."""
    return text.strip("#*=_' ") if text[:2] in _MARKS or text.startswith(("# ", "## ")) else text


def _with_near(page: Page, plain: list[RecordStart], near: list[int]) -> list[RecordStart]:
    """The starts, with the lines in the place of a date that are not understood."""
    if not near:
        return plain
    starts = [start.line for start in plain]
    if all(page.is_edge(at - 1) for at in starts):
        near = [at for at in near if page.is_edge(at - 1)]
    n_above = list(accumulate((bool(text) for text in page.texts), initial=0))
    found = near_date_lines(near, starts, page.texts, n_above)
    more = [RecordStart(at, at, page.texts[at]) for at in found]
    return sorted([*plain, *more], key=lambda start: start.line)


def _is_strong(text: str) -> bool:
    """Whether a date is one in any context; "n.d." and "do" are only among other dates."""
    return any(map(str.isnumeric, text))  # also 一九五〇年


def _strong(group: Sequence[RecordStart]) -> int:
    return sum(_is_strong(start.text) for start in group)


def _is_listing(plain: Sequence[RecordStart]) -> bool:
    """Whether dates without bullets make a listing: one is certain, or there are several."""
    return _strong(plain) > 1 or any(parse_date(start.text).is_known for start in plain)


def _is_separate_line(page: Page, at: int) -> bool:
    """Whether a date line is not part of a wrapped sentence ("… they met in / 1979 / and …")."""
    if page.is_edge(at - 1):
        return True
    before = page.texts[at - 1]
    if is_date(before):
        return True
    after = "" if page.is_edge(at + 1) else page.texts[at + 1]
    lower = after[:1].islower() and not is_date(after)  # "do" is a date or a title
    wraps = lower and len(before) >= _WRAPPED and before[-1] not in ".!?…:"
    return not (wraps or _GOES_ON.search(before))


def _without_titles(page: Page, plain: Sequence[RecordStart]) -> Iterator[RecordStart]:
    """The starts without dates that are titles ("do", "1979"): right below a date, with too little
    below for a title and a summary; and without a "do" that has nothing below it."""
    n_texts = sum(bool(text) for text in page.texts[plain[0].line :]) if plain else 0
    if len(plain) > _FEW and len(plain) + len(page.years) >= _NOTHING_ELSE * n_texts:
        yield from plain  # a list of nothing but dates
        return
    before = -1  # the line of the date before, if that is no title
    ends = [*(start.line for start in plain[1:]), len(page)]
    for i, (start, end) in enumerate(zip(plain, ends, strict=False)):
        is_last = i + 1 == len(plain) or _is_strong(plain[i + 1].text)
        if is_last and not _is_strong(start.text) and page.next_text(start.line) >= end:
            continue
        if before >= 0 and page.next_text(before) == start.line:
            below = page.next_text(start.line)
            if below > start.line + 1:  # paragraphs, not line by line
                while below + 1 < end and page.texts[below + 1]:
                    below += 1
            if page.next_text(below) >= end:
                before = -1
                continue
        yield start
        before = start.line


def _alike(page: Page, dated: list[RecordStart], others: list[RecordStart]) -> list[RecordStart]:
    """The dates that are not a list in a summary, and the bullets that look like theirs: with the
    same sign and indent, and a blank line after both or neither."""
    by_indent: dict[int, list[RecordStart]] = {}
    for start in dated:
        by_indent.setdefault(page.indent(start.line), []).append(start)
    # Below a date in a list is the next date, not a text.
    lines = {start.line for start in dated}
    texts = {
        indent: sum(page.next_text(s.date_line) not in lines for s in group)
        for indent, group in by_indent.items()
    }
    main = max(by_indent, key=lambda indent: (texts[indent], -indent))
    kept = [
        start
        for indent, group in by_indent.items()
        if indent <= main or (texts[indent] >= _FEW and 2 * texts[indent] >= len(group))
        for start in group
    ]
    looks = Counter(_look(page, start) for start in kept)
    kept += [start for start in others if _look(page, start) in looks]
    return sorted(kept, key=lambda start: start.line)


def _look(page: Page, start: RecordStart) -> tuple[int, str, bool]:
    at = start.line
    after = at + 1 >= len(page) or not page.texts[at + 1]
    return page.indent(at), page.texts[at][:1], after
