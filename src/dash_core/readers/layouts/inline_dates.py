"""Records whose date shares its line with other text, in one of three layouts.

Diary, 1894               [12] The Consul to the Minister     12 March 1891: Roe to Doe
Kept on the barge.        Linz, October 9, 1926               On salt.
Lease, 1911, Box 1        C 33 Salt office                    **4 May 1891** Doe to Roe
                          C 33 · File · 1903-1911
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from dash_core.dates.grammar.vocabulary import MONTHS, fold_word
from dash_core.readers.layouts.alike import above_in_count, count_up, lead_shape, lines_alike
from dash_core.readers.layouts.badges import BADGE_WORDS, badges_above
from dash_core.readers.layouts.dense_lists import below_front_matter
from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.layouts.places_first import without_places
from dash_core.readers.layouts.plain_lines import is_counter, is_heading, plain_line, plain_of
from dash_core.readers.lines.codes import is_code, split_kind
from dash_core.readers.lines.date_words import is_plain_date
from dash_core.readers.lines.holding_words import is_level, is_marking
from dash_core.readers.lines.labels import label_of
from dash_core.readers.lines.parts import LineParts, may_be_parted, meta_fields, parts_of
from dash_core.readers.lines.people import people_together, person_of
from dash_core.readers.lines.places import may_be_place
from dash_core.readers.lines.tails import is_page, parts_before_tail

__all__ = ["Layout", "find_inline_dates"]

_NUMBERED: Final = re.compile(r"\[?\d+[a-z]?\]?[.)]?\s+\S")
_DAY: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_ISSUE: Final = re.compile(
    r"\b(?:vol(?:ume|\.)?|issue|no\.?|n[º°o]\.?|nr\.?|number|band|bd\.|jahrgang|jg\.|tome|année|año|"
    r"anno|numero|número|årgang|årg\.|jaargang) ?[0-9IVXLC]",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(r"(?P<name>[^\W\d_]{3,})\.?(?P<mark>[:.,]| [–—-]) (?=\S)")
_SOURCE: Final = re.compile(r"[^\W\d_]+: ")
_WRAPPED: Final = 40  # characters of a line that may go on below
_SENTENCE_END: Final = (".", "!", "?", "…", ".”", '."')
_DENSE: Final = 0.75  # share of lines with a date that makes the others documents without one
_MAX_LINES: Final = 12  # of a record in an even rhythm
_DAYS: Final = 0.6  # share of the datelines that have a day
_MOST_PARAGRAPHS: Final = 8  # of a record, on average, where its heading has one of its own
_SHARED: Final = 0.8  # share of the records that have a line in common


@dataclass(frozen=True)
class Layout:
    """A way to read a page: its name and the starts of its records. `is_strong` says whether the
    rhythm of the page shows it, `extra` the fields of headings for the records below them."""

    name: str
    starts: Sequence[RecordStart]
    is_strong: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with a date beside other text; `first` is the line above where that begins there.
    `tailed` says that a note follows the date."""

    at: int
    parts: LineParts
    url: str
    first: int = -1
    tailed: bool = False

    def start(self, line: int, title: str, fields: dict[str, str]) -> RecordStart:
        if self.url:
            fields = {**fields, "url": self.url}
        return RecordStart(line, self.at, self.parts.date, True, title, fields)


def find_inline_dates(page: Page) -> list[Layout]:
    """The layouts in which the page can be read, the one with most records first."""
    parted = _parted_lines(page)
    if not parted:
        return []
    ends: list[_Line] = []
    begins: list[_Line] = []
    tailed: list[_Line] = []
    texts: list[int] = []
    for at, text in enumerate(page.texts):
        if not text or page.kind(at):
            continue
        if two := _line_of_two(page, at, ends):
            ends[-1:] = [two] if ends[-1].at == at - 1 else [ends[-1], two]
            texts.append(at)
            continue
        if is_counter(text) or is_heading(page, at):
            continue
        texts.append(at)
        line = parted.get(at)
        if line is not None:
            (tailed if line.tailed else ends if line.parts.at_end else begins).append(line)
    if len(tailed) < 2 or 2 * len(tailed) < len(ends):  # a place is no sign of one more document
        tailed = [line for line in tailed if is_page(line.parts.fields["note"])]
    if len(tailed) + len(ends) > 1:
        ends = sorted([*ends, *tailed], key=lambda line: line.at)
    layouts: list[Layout] = []
    sure = _sure(ends, texts)
    if sum(bool(line.parts.date) for line in sure) >= 2:
        layouts.append(
            _date_below_title(page, sure)
            if _is_dateline(page, sure)
            else _with_undated(page, below_front_matter(page, _date_after_title(page, sure)), texts)
        )
    if len(begins := _sure(begins, texts)) >= 2:
        starts = [line.start(line.at, line.parts.title, {**line.parts.fields}) for line in begins]
        starts = without_places(page, starts)
        layouts.append(Layout("date first", starts, _is_strong(page, starts)))
    return sorted(layouts, key=lambda layout: (not layout.is_strong, -len(layout.starts)))


def _parted_lines(page: Page) -> dict[int, _Line]:
    """The lines with a title and a date or a box; most texts have none: no further look."""
    found: dict[int, _Line] = {}
    for at, text in enumerate(page.texts):
        may_be = at in page.boxed or page.years or may_be_parted(page.lines[at])
        if not text or page.kind(at) or not may_be:
            continue
        if is_plain_date(text) or label_of(text)[0] or is_marking(text):
            continue
        plain, url = plain_line(page.boxed[at]) if at in page.boxed else plain_of(page, at)
        parts = parts_of(plain)
        if not parts.date and page.years and (month := _month_first(plain)):  # below its year
            parts = LineParts(plain[month.end() :], month["name"], False, month["mark"])
        held = bool(parts.fields.keys() & {"box", "folder", "reel"})
        if _SOURCE.match(plain) and not page.is_edge(at - 1):  # "Source: Ray Papers, Box 2"
            held = False
        if parts.date or (held and parts.title and not is_level(parts.title.rstrip(" —–-:"))):
            found[at] = _Line(at, parts, url)
        elif (parts := parts_before_tail(plain)).date:
            found[at] = _Line(at, parts, url, tailed=True)
    return found


def _month_first(text: str) -> re.Match[str] | None:
    """The name of a month and the sign that a line begins with, as below a year."""
    match = _MONTH.match(text)
    return match if match is not None and fold_word(match["name"]) in MONTHS else None


def _line_of_two(page: Page, at: int, ends: Sequence[_Line]) -> _Line | None:
    """The line above and this date, where they are one that was wrapped at a comma."""
    if not ends or not page.texts[at - 1].endswith(",") or not is_plain_date(page.texts[at]):
        return None
    plain, url = plain_line(f"{page.lines[at - 1]} {page.lines[at]}")
    parts = parts_of(plain)
    return _Line(at, parts, url, at - 1) if parts.date and parts.at_end else None


def _sure(lines: list[_Line], texts: Sequence[int]) -> list[_Line]:
    """The lines in which more than a space parts title and date; all where most lines from the
    first of them on are such."""
    sure = [line for line in lines if line.parts.is_sure or not line.parts.date]
    if len(sure) == len(lines):
        return sure
    n_texts = len(texts) - bisect_left(texts, lines[0].at)
    return lines if len(lines) >= _DENSE * n_texts else sure


def _is_dateline(page: Page, ends: Sequence[_Line]) -> bool:
    """Whether the line above each date is the title: the date's line is then the second of a
    paragraph, or what stands before the date is a place, a reference code, or in brackets."""
    dated = {line.at for line in ends}
    second = parted = short = days = 0
    for line in ends:
        at = _text_above(page, line.at)
        if at < 0 or at in dated:
            return False
        above = page.texts[at]
        parted += at < line.at - 1
        second += at == line.at - 1 and page.is_edge(at - 1)
        days += bool(_DAY.search(line.parts.date))
        head = line.parts.title
        open_bracket = head.count("(") > head.count(")")
        is_meta = "·" in head and is_code(head.partition("·")[0].strip())
        short += _is_issue(line) or (
            (
                is_meta
                or may_be_place(head)
                or bool(line.parts.fields)
                or is_code(head)
                or open_bracket
            )
            and not above.endswith(_SENTENCE_END)
            and not label_of(above)[0]
            and not is_heading(page, at)
            and (open_bracket or is_meta or len(above) > len(head))
        )
    n = len(ends)
    if not any(line.parts.title for line in ends):  # "(Publisher, date)"
        return True
    if parted:
        return parted == n and short >= _SHARED * n and days >= _DAYS * n
    blank_lines = any(not page.texts[at] for at in range(ends[0].at, ends[-1].at))
    return 2 * (second if blank_lines else short) > n


def _is_issue(line: _Line) -> bool:
    """Whether a line is the newspaper that an article is in: its volume or number stands before
    the date, a page behind it."""
    page = is_page(line.parts.fields.get("note", "-"))
    return page and _ISSUE.search(line.parts.title) is not None


def _text_above(page: Page, at: int) -> int:
    """The line above with text that is not the number of a result, nor says who may see the
    document; -1 if none."""
    at = page.text_before(at)
    while at >= 0 and _is_between(page.texts[at]):
        at = page.text_before(at)
    return at


def _is_between(text: str) -> bool:
    return is_counter(text) or bool(person_of(text)) or is_marking(text)


def _date_below_title(page: Page, ends: Sequence[_Line]) -> Layout:
    starts: list[RecordStart] = []
    for line in ends:
        at = first = _text_above(page, line.at)
        while (
            first > 0
            and not page.is_edge(first - 1)
            and page.is_edge(line.at - 3)
            and not _NUMBERED.match(page.texts[first])
            and (len(page.texts[first - 1]) >= _WRAPPED or page.texts[first][:1].islower())
        ):
            first -= 1  # a title of two lines that begins a paragraph
        title, url = plain_line(" ".join(page.lines[first : at + 1]))
        above = badges_above(page, first, starts)
        head, fields = meta_fields(line.parts.title)
        between = [page.texts[i] for i in range(at + 1, line.at)]
        fields = {**line.parts.fields, **fields, **people_together(map(person_of, between))}
        few_words = "·" in page.texts[line.at] and 0 < len(head.split()) <= BADGE_WORDS
        if "id" in fields and "level" not in fields and few_words:
            head, fields["level"] = "", head  # between a code and a date
        is_name = "level" in fields and " " not in head and head == head.upper()
        if head and "id" not in fields and (is_code(head) or is_name) and not _is_issue(line):
            fields["id"] = head
        elif head and may_be_place(head):
            fields["places"] = head.strip(" [](),")
        elif head:
            fields["summary"] = f"{head})" if head.count("(") > head.count(")") else head
        notes = list(filter(is_marking, between))
        if badges := [page.texts[i] for i in range(above, first)]:
            fields.setdefault("level", badges[0])
            notes = badges[1:] + notes
        elif first > 0 and page.is_edge(first - 2) and is_code(code := page.texts[first - 1]):
            above = first - 1
            fields = {**split_kind(code), **fields}
        if notes:
            fields["note"] = "; ".join(notes)
        start = line.start(above, title, fields)
        starts.append(replace(start, fields={**start.fields, "url": url}) if url else start)
    few = len(ends) > 2 and _lines_of(page, starts) <= 6 * len(ends)
    strong = few or _is_strong(page, starts)
    return Layout("date below title", _with_numbered(page, starts), strong)


def _with_numbered(page: Page, starts: list[RecordStart]) -> list[RecordStart]:
    """The starts, with lines that are numbered as the titles are and have no date below."""
    if sum(bool(_NUMBERED.match(start.title)) for start in starts) < _SHARED * len(starts):
        return starts
    taken = {at for start in starts for at in range(start.line, start.date_line + 1)}
    above = above_in_count(page, range(starts[0].line), starts[0].line)
    more = [
        RecordStart(at, at, "", False, plain_line(page.lines[at])[0])
        for at in [*above, *range(starts[0].line, len(page))]
        if at not in taken and _NUMBERED.match(page.texts[at]) and not page.kind(at)
    ]
    titles = [line for line in more if not line.title.endswith(_SENTENCE_END)]
    return sorted([*starts, *titles], key=lambda start: start.line)


def _date_after_title(page: Page, ends: Sequence[_Line]) -> list[RecordStart]:
    starts: list[RecordStart] = []
    for line in ends:
        title = line.parts.title
        first = line.at if line.first < 0 else line.first
        if (
            title[:1].islower()
            and not page.is_edge(first - 1)
            and (not starts or starts[-1].line < first - 1)
        ):
            above = page.texts[first - 1]
            if not above.endswith(_SENTENCE_END) and not is_heading(page, first - 1):
                first -= 1
                title = f"{plain_line(page.lines[first])[0]} {title}"
        starts.append(line.start(first, title, dict(line.parts.fields)))
    return starts


def _with_undated(page: Page, starts: list[RecordStart], texts: Sequence[int]) -> Layout:
    """The layout, with the lines without a date as documents where nearly every line has one."""
    starts = _below_heading(page, starts)
    starts = sorted([*starts, *_undated(page, lines_alike(page, starts))], key=_line_of)
    begins = {start.line for start in starts}
    inside = [at for at in texts if at >= starts[0].line]
    others = [at for at in inside if at not in begins]
    taken = {at for start in starts for at in range(start.line, start.date_line + 1)}
    if others and len(starts) >= _DENSE * len(inside) and len(starts) > 2:
        last = starts[-1].line
        more = [
            start
            for start in _undated(page, [at for at in others if at not in taken and at <= last])
            if not start.title.endswith(_SENTENCE_END) and not start.title[:1].islower()
        ]
        starts = sorted([*starts, *more], key=_line_of)
    return Layout("date last", starts, _is_strong(page, starts))


def _below_heading(page: Page, starts: list[RecordStart]) -> list[RecordStart]:
    """The starts without a first one that has but a box ("Ray papers, box 7") and no number as all
    others have: it is their heading."""
    shapes = [lead_shape(page.lines[start.line]) for start in starts]
    is_heading_of = len(starts) > 2 and not starts[0].text and not shapes[0] and all(shapes[1:])
    return starts[1:] if is_heading_of else starts


def _undated(page: Page, lines: Iterable[int]) -> Iterator[RecordStart]:
    """The starts of records without a date on these lines."""
    for at in lines:
        plain, url = plain_line(page.boxed.get(at) or page.lines[at])
        yield RecordStart(at, at, "", False, plain, {"url": url} if url else {})


def _line_of(start: RecordStart) -> int:
    return start.line


def _lines_of(page: Page, starts: Sequence[RecordStart]) -> int:
    """The number of lines with text from the first record on, up to a sign of the page's end."""
    n = 0
    for at in range(starts[0].line, len(page)):
        kind = page.kind(at)
        if kind == "mark" and at > starts[-1].date_line:
            break
        n += bool(page.texts[at]) and not kind
    return n


def _is_strong(page: Page, starts: Sequence[RecordStart]) -> bool:
    """Whether the page has the rhythm of these records: they are most of its lines or paragraphs,
    are of one length, or have a line in common."""
    n = len(starts)
    if n < 2:
        return False
    n_lines = _lines_of(page, starts)
    if count_up(page, starts) and n_lines <= _MAX_LINES * n:
        return True
    if 2 * n >= n_lines or (n > 2 and 3 * n >= n_lines):
        return True
    sizes = Counter(
        sum(1 for at in range(a.line, b.line) if page.texts[at] and not page.kind(at))
        for a, b in pairwise(starts)
    )
    size, times = sizes.most_common(1)[0]
    if n > 2 and size <= _MAX_LINES and times >= 0.6 * (n - 1):
        return True
    blocks = [
        at
        for at in range(starts[0].line, len(page))
        if page.texts[at] and not page.kind(at) and page.is_edge(at - 1)
    ]
    begins = {start.line for start in starts}
    firsts = sum(at in begins for at in blocks)
    if 2 * firsts >= len(blocks) and firsts >= 0.8 * n:
        return True
    # Paragraphs of a line each that end in a date are headings of records, however long these are.
    alone = sum(page.is_edge(s.line - 1) and page.is_edge(s.date_line + 1) for s in starts)
    if n > 2 and alone == n and _MOST_PARAGRAPHS * n >= len(blocks):
        return True
    return n > 2 and _have_in_common(page, starts)


def _have_in_common(page: Page, starts: Sequence[RecordStart]) -> bool:
    common: Counter[str] = Counter()
    for a, b in pairwise(starts):
        lines = (page.texts[at] for at in range(a.date_line + 1, b.line) if page.texts[at])
        common.update({label_of(text)[0] or text for text in lines})
    return bool(common) and common.most_common(1)[0][1] >= _SHARED * (len(starts) - 1)
