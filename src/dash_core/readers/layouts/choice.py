"""Which layout a copied page has: the one whose rhythm explains most of its lines.

Dates alone on their lines come first: titles and summaries may well end in dates there. Lines
with labels and dates on the line of the title are read where they are most of the page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dash_core.common.i18n import _, format_number
from dash_core.common.progress import Progress
from dash_core.readers.layouts.amid_dates import find_amid_dates
from dash_core.readers.layouts.below_dates import dates_remark, find_below_dates
from dash_core.readers.layouts.block_drafts import drafts_by_block
from dash_core.readers.layouts.blocks import BlockLayout, find_blocks
from dash_core.readers.layouts.container_lines import find_below_containers
from dash_core.readers.layouts.date_drafts import drafts_by_date
from dash_core.readers.layouts.date_lines import find_date_lines
from dash_core.readers.layouts.draft import ENDS, DraftRecord
from dash_core.readers.layouts.heading_titles import find_heading_titles
from dash_core.readers.layouts.inline_dates import Layout, find_inline_dates
from dash_core.readers.layouts.inline_drafts import drafts_by_label, drafts_by_line
from dash_core.readers.layouts.labels import LabelLayout, find_labels
from dash_core.readers.layouts.no_titles import are_no_titles
from dash_core.readers.layouts.numbered_dates import find_numbered_dates
from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.layouts.plain_lines import is_heading, plain_of
from dash_core.readers.layouts.rhythm_blocks import find_blocks_in_rhythm
from dash_core.readers.layouts.titles_above import titles_above
from dash_core.readers.layouts.year_headings import (
    is_yearless_date,
    with_year,
    year_of,
    years_remark,
)
from dash_core.readers.lines.parts import parts_of
from dash_core.readers.report import RecordPath, Remark

__all__ = ["PageLayouts"]

_YEAR: Final = re.compile(r"[12][0-9]{3}|[0-9]{1,2}\W{1,2}[^\W\d]{3}")
_DIGIT: Final = re.compile(r"\d")  # not in "Unknown", which may be an author
_FIRST: Final = 500  # lines that mostly decide
_LONG: Final = 4_000  # lines of a page that is tried in parts before it is searched whole
_PARTS: Final = 5
_MOST: Final = 0.9  # share of the dates below a title
_OFTEN: Final = 0.6  # share of the lines with dates that outweigh dates alone on their lines
_LIST: Final = 4  # lines of a summary that may be a list of documents
_BESIDE: Final = 3  # dated lines in a paragraph that is one document, at most
_TWO: Final = 2
_TIMES: Final = 5  # times as many lines with dates do so, too


_HEADED: Final = {
    "containers": find_below_containers,
    "numbered dates": find_numbered_dates,
    "headings": find_heading_titles,
    "below dates": find_below_dates,
}


@dataclass(frozen=True)
class _Reading:
    """The starts of records in one of the layouts."""

    by_date: Sequence[RecordStart] = ()
    by_line: Layout | None = None
    by_label: LabelLayout | None = None
    by_block: BlockLayout | None = None

    @property
    def n(self) -> int:
        """The number of records."""
        of = self.by_label or self.by_line or self.by_block
        return len(self.by_date if of is None else of.starts)


class PageLayouts:
    """The layouts in which a page can be read; each is searched for once, where it is asked for."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def _by_date(self) -> list[RecordStart]:
        return find_date_lines(self._page)

    @cached_property
    def _inline(self) -> list[Layout]:
        return find_inline_dates(self._page)

    @cached_property
    def _headed(self) -> Layout | None:
        for name, find in _HEADED.items():
            if starts := find(self._page):
                return Layout(name, starts)
        return None

    @cached_property
    def _blocks(self) -> BlockLayout | None:
        return find_blocks(self._page)

    @cached_property
    def _rhythm(self) -> BlockLayout | None:
        found = find_blocks_in_rhythm(self._page) if len(self._page) < _LONG else None
        titles = [self._page.texts[start.title] for start in found.starts] if found else []
        return None if are_no_titles(titles) else found

    @cached_property
    def _labels(self) -> LabelLayout | None:
        return find_labels(self._page)

    def has_records(self) -> bool:
        """Whether the page has records in a layout that is known."""
        return self._best() is not None or self._rhythm is not None

    def drafts(
        self, progress: Progress, chosen: str = ""
    ) -> tuple[list[DraftRecord], list[Remark]]:
        """The draft records of the page, and remarks on them; none where no layout fits.

        `chosen` is the key of a layout (`choices`) that a person prefers.
        """
        drafts, remarks = self._drafts(progress, chosen)
        numbers = self._page.numbers
        below: list[int] = []
        for draft in drafts if self._page.years else ():
            year = self._page.year_above(draft.start)
            if year and is_yearless_date(draft.date):
                draft.date = with_year(draft.date, year)
                if "date" in draft.values:
                    draft.values["date"] = draft.date
                below.append(numbers[draft.start])
        return drafts, [*remarks, *years_remark(below)]

    def _drafts(self, progress: Progress, chosen: str) -> tuple[list[DraftRecord], list[Remark]]:
        found = self._all().get(chosen) if chosen else None
        if found is not None:
            return self._drafts_of(found, progress)
        best = self._best()
        read = self._drafts_of(best, progress) if best is not None else ([], [])
        rhythm = self._rhythm
        titles = [draft.values.get("title") or _title(self._page, draft) for draft in read[0]]
        if rhythm is None or _TWO * len(rhythm.starts) < len(titles):
            return read
        few = _TWO * len(titles) <= len(rhythm.starts)
        if few or are_no_titles(titles) or _is_below(self._page, best, rhythm):
            return self._drafts_of(_Reading(by_block=rhythm), progress)
        return read

    def _drafts_of(
        self, found: _Reading, progress: Progress
    ) -> tuple[list[DraftRecord], list[Remark]]:
        page = self._page
        if found.by_label is not None:
            return drafts_by_label(page, found.by_label, progress)
        if found.by_block is not None:
            return drafts_by_block(page, found.by_block, progress)
        if found.by_line is not None:
            drafts, remarks = drafts_by_line(page, found.by_line.starts, progress)
            together = (
                [draft.start for draft in drafts] if found.by_line.name == "below dates" else []
            )
            return drafts, [*remarks, *dates_remark(page, together)]
        drafts, remarks = drafts_by_date(page, found.by_date, progress)
        return drafts, [*remarks, *_list_remarks(page, drafts)]

    def choices(self) -> list[RecordPath]:
        """The layouts that have records, where there are several: a person may choose."""
        labels = {
            "date": _("a date on a line of its own, with text below"),
            "date last": _("a line that ends in a date"),
            "date first": _("a line that begins with a date"),
            "date below title": _("a title above a line with a date"),
            "labels": _("lines with labels"),
            "containers": _("a line with box and folder above each title"),
            "headings": _("a heading above each date"),
            "numbered dates": _("a line with a number and a date above each title"),
            "below dates": _("a date above the items of a list"),
            "rhythm": _("lines that each document has"),
            "paragraphs": _("paragraphs with a title above a date"),
        }
        found = {key: reading.n for key, reading in self._all().items() if reading.n}
        if len(found) < 2 or max(found.values()) < 2:
            return []
        return [RecordPath(key, n, labels[key]) for key, n in found.items()]

    def _all(self) -> dict[str, _Reading]:
        """The page in each of the layouts that have a document on it."""
        found: dict[str, _Reading] = {}
        if self._by_date:
            found["date"] = _Reading(self._by_date)
            if starts := titles_above(self._page, self._by_date):
                found["date below title"] = _Reading(by_line=Layout("date below title", starts))
        for layout in self._inline:
            found.setdefault(layout.name, _Reading(by_line=layout))
        if self._headed is not None:
            found[self._headed.name] = _Reading(by_line=self._headed)
        if self._blocks:
            found["paragraphs"] = _Reading(by_block=self._blocks)
        if self._rhythm:
            found["rhythm"] = _Reading(by_block=self._rhythm)
        if self._labels:
            found["labels"] = _Reading(by_label=self._labels)
        return found

    def _best(self) -> _Reading | None:
        if self._headed is not None:
            return _Reading(by_line=self._headed)
        page, by_date, labels = self._page, self._by_date, self._labels
        inline = None
        if _may_outweigh(page, by_date) and (by_date or _may_have_inline(page)):
            inline = next((layout for layout in self._inline if layout.is_strong), None)
        values = {line.last for line in labels.lines} if labels is not None else set()
        n_dates = sum(start.date_line not in values for start in by_date)
        if labels is not None and labels.is_strong and 2 * len(labels.starts) >= n_dates:
            n = len(labels.starts)
            if not labels.has_dates and _has_dates(self._blocks, labels):
                return _Reading(by_block=self._blocks)
            if inline is None or labels.has_titles or len(inline.starts) < n:
                return _Reading(by_label=labels)
        if (blocks := self._blocks) is not None:
            n = len(blocks.starts)
            enough = inline is None or _BESIDE * n >= len(inline.starts)
            sure = [s for s in by_date if page.is_edge(s.line - 1) or _DIGIT.search(s.text)]
            if n >= _MOST * len(sure) and enough and not _dates_more(inline, blocks):
                return _Reading(by_block=blocks)
        if inline is not None and _are_years_of(by_date, inline):
            return _Reading(by_line=inline)
        if by_date and not (inline is not None and _outweighs(page, inline, by_date)):
            if (starts := titles_above(page, by_date)) is not None:
                return _Reading(by_line=Layout("date below title", starts))
            return _Reading(by_date)
        if inline is None and len(page) < _LONG and (amid := find_amid_dates(page)) is not None:
            return _Reading(by_line=amid)
        return None if inline is None else _Reading(by_line=inline)


def _title(page: Page, draft: DraftRecord) -> str:
    """The title of a draft whose lines have one role each."""
    lines = sorted(at for at, role in draft.roles.items() if role == "title")
    return draft.lead or " ".join(page.texts[at] for at in lines)


def _is_below(page: Page, best: _Reading | None, rhythm: BlockLayout) -> bool:
    """Whether titles are each below the title that a document has in the rhythm of the page."""
    lines: list[int | None] = []
    if best is not None and best.by_label is not None:
        lines = list(best.by_label.titles)
    elif best is not None and best.by_block is not None:
        lines = [start.title for start in best.by_block.starts]
    elif best is not None and best.by_line is not None:
        lines = [start.line for start in best.by_line.starts]
    elif best is not None:
        lines = [page.next_text(start.date_line) for start in best.by_date]
    if len(lines) != len(rhythm.starts):
        return False
    pairs = zip(lines, rhythm.starts, strict=True)
    return all(title is not None and title > start.title for title, start in pairs)


def _has_dates(blocks: BlockLayout | None, labels: LabelLayout) -> bool:
    """Whether there is a paragraph for each record, nearly all with a date behind no label."""
    n = len(labels.starts)
    if blocks is None or len(blocks.starts) != n:
        return False
    labelled = {at for line in labels.lines for at in range(line.at, line.last + 1)}
    dates = [start.dated.at for start in blocks.starts if start.dated is not None]
    return len(dates) >= _MOST * n and labelled.isdisjoint(dates)


def _dates_more(inline: Layout | None, blocks: BlockLayout) -> bool:
    """Whether dates beside titles are at the heads of paragraphs only, and of more of them than
    have a date in their place; or on lines that are taken for the titles above them."""
    if inline is None:
        return False
    if {s.title for s in blocks.starts} <= {s.date_line for s in inline.starts}:
        return inline.name == "date below title" or len(inline.starts) > len(blocks.starts)
    dated = {start.line for start in inline.starts if start.text}
    heads = {start.line for start in blocks.starts}
    return dated <= heads and len(dated) > sum(x.dated is not None for x in blocks.starts)


def _list_remarks(page: Page, drafts: Sequence[DraftRecord]) -> Iterator[Remark]:
    """A remark on each document whose text has the rhythm of a list of documents."""
    for draft in drafts:
        lines = [at for at, role in draft.roles.items() if role == "summary"]
        if len(lines) < _LIST or any(page.texts[at].endswith(ENDS) for at in lines[: _LIST // 2]):
            continue
        dated = [at for at in lines if parts_of(plain_of(page, at)[0]).is_sure]
        if len(dated) >= _OFTEN * len(lines):
            text = _(
                "{n} lines of this document have a title and a date each, as in a list: they were "
                "read as its summary. If they are documents, paste them alone."
            )
            yield Remark(page.numbers[dated[0]], text.format(n=format_number(len(dated))))


def _may_have_inline(page: Page) -> bool:
    """Whether parts of a long page have dates beside titles: a long text is soon told."""
    if len(page) < _LONG:
        return True
    step = (len(page) - _FIRST) // (_PARTS - 1)
    parts = (Page(page.lines[at : at + _FIRST]) for at in range(0, len(page), step))
    return any(layout.is_strong for part in parts for layout in find_inline_dates(part))


def _may_outweigh(page: Page, by_date: Sequence[RecordStart]) -> bool:
    """Whether there are so many lines with a year that `_outweighs` may be true; told quickly."""
    n = len(by_date)
    return (
        not n
        or all(year_of(start.text) for start in by_date)
        or _are_headings(page, by_date)
        or sum(bool(_YEAR.search(text)) for text in page.texts) >= 3 * n
    )


def _outweighs(page: Page, inline: Layout, by_date: Sequence[RecordStart]) -> bool:
    """Whether dates beside titles are more of the page than dates alone: these are then headings,
    or stand in texts."""
    n = len(inline.starts)
    n_lines = sum(
        bool(text) and not page.kind(at) and not is_heading(page, at)
        for at, text in enumerate(page.texts)
    )
    few = 1 if _are_headings(page, by_date) else 2
    return n >= few * len(by_date) and (n >= _OFTEN * n_lines or n >= _TIMES * len(by_date))


def _are_years_of(by_date: Sequence[RecordStart], inline: Layout) -> bool:
    """Whether the dates alone on their lines are years above lines with dates of that year."""
    years = [(start.line, year_of(start.text)) for start in by_date]
    if not years or not all(year for _line, year in years):
        return False
    below = {
        line: [s.text for s in inline.starts if line < s.line < end]
        for (line, _year), end in zip(
            years, [*(line for line, _year in years[1:]), inline.starts[-1].line + 1], strict=True
        )
    }
    return all(below[line] and all(year in date for date in below[line]) for line, year in years)


def _are_headings(page: Page, by_date: Sequence[RecordStart]) -> bool:
    """Whether the dates are marked as headings (in Markdown, a wiki): of parts of a chronology."""
    return all(page.texts[start.line].startswith(("#", "==")) for start in by_date)
