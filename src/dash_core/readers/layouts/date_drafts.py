"""Lines below dates alone on their lines -> draft records: the role of each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from dash_core.common.i18n import _, format_number, ngettext
from dash_core.common.progress import Progress
from dash_core.dates import parse_date
from dash_core.readers.columns.cell_text import shorten
from dash_core.readers.layouts.draft import ENDS, DraftRecord, take_body
from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.layouts.year_headings import is_yearless_date
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.places import may_be_place
from dash_core.readers.report import MAX_ALIKE, Remark, RemarkCollector

__all__ = ["assign_gaps", "drafts_by_date"]

_PROGRESS_EVERY: Final = 1_000  # records
_PLACED: Final = 0.6  # share of the records with a text whose first line is a place
_PLACE_WORDS: Final = 3
_KIND: Final = re.compile(  # what such a line may also be
    r"(?:the )?(?:same|ditto|letters?|news|memor|minut|notes?|report|petition|proclam|warrant|order"
    r"|list|account|draft|cop(?:y|ies)|abstract|certif|statement|bill|act|speech|address|treat|map|plan"
    r"|diar|commission|grant|licen|pass|declar|instruct|brief|schreiben|postkarte|postcard|telegra|lettre|carta|lettera)",
    re.IGNORECASE,
)
_MIN_KINDS: Final = 3  # records
_MIN_REGULAR: Final = 5  # records that show a regular layout
_REGULAR: Final = 0.8  # their share
_ODD_DATE: Final = (40, 3)  # most characters and words of a bullet's text taken for an unknown date


def drafts_by_date(
    page: Page, record_starts: Sequence[RecordStart], progress: Progress
) -> tuple[list[DraftRecord], list[Remark]]:
    """The draft records of a page whose dates are on lines of their own, and remarks on them."""
    ends = [start.line for start in record_starts[1:]] + [len(page)] * bool(record_starts)
    page.find_rules([start.line for start in record_starts])
    drafts: list[DraftRecord] = []
    gaps: list[list[int]] = []
    for i, (start, end) in enumerate(zip(record_starts, ends, strict=True)):
        if i % _PROGRESS_EVERY == 0:
            progress(i / len(record_starts))
        draft, gap = _draft(page, start, end)
        drafts.append(draft)
        gaps.append(gap)
    _split_first_lines(page, drafts)
    _take_places(page, drafts)
    _take_kinds(page, drafts)
    remarks = [*assign_gaps(page, drafts, gaps), *_near_remarks(page, record_starts)]
    if (
        record_starts and page.texts[record_starts[0].line] == record_starts[0].text
    ):  # bullets mark the starts of records
        drafts = list(_with_undated(page, drafts, remarks))
        remarks += _date_remarks(page, drafts)
    for draft in drafts:
        remarks += _merge_repeated_title(page, draft)
    return drafts, remarks


def _split_first_lines(page: Page, drafts: Sequence[DraftRecord]) -> None:
    """Part the title from the summary where each document is one paragraph of both: a line that
    ends without a stop, then lines that begin and end as sentences do."""

    def is_both(draft: DraftRecord) -> bool:
        if draft.lead or len(draft.units) != 1 or len(lines := draft.units[0]) < 2:
            return False
        first, second, last = (page.texts[lines[i]] for i in (0, 1, -1))
        return not first.endswith((*ENDS, ",")) and second[:1].isupper() and last.endswith(ENDS)

    if len(drafts) < 2 or sum(map(is_both, drafts)) < len(drafts):
        return
    for draft in drafts:
        draft.units = [draft.units[0][:1], draft.units[0][1:]]
        _assign_roles(draft)


def _take_places(page: Page, drafts: Sequence[DraftRecord]) -> None:
    """Take as places the lines below dates that are but a name with a full stop, above the text of
    the document, as calendars of state papers have them ("Whitehall.")."""
    several = [draft for draft in drafts if len(draft.units) > 1 and not draft.lead]
    placed = [draft for draft in several if _is_place_line(page, draft.units)]
    if len(placed) < max(2, _PLACED * len(several)):
        return
    for draft in placed:
        (place,), *draft.units = draft.units
        texts = [" ".join(page.texts[at] for at in unit) for unit in draft.units]
        name = page.texts[place].strip(".")
        draft.values = {"title": texts[0], "date": draft.date, "places": name}
        if texts[1:]:
            draft.values["summary"] = " ".join(texts[1:])
        _assign_roles(draft)
        draft.roles[place] = "field"


def _take_kinds(page: Page, drafts: Sequence[DraftRecord]) -> None:
    """Take as genre what the line below each date says, where few kinds come again above lines
    that are all different ("Letter" above "Ray to Low")."""
    lines = [sorted(at for unit in draft.units for at in unit) for draft in drafts]
    if len(drafts) < _MIN_KINDS or any(
        len(found) < 2 or d.values for found, d in zip(lines, drafts, strict=True)
    ):
        return
    kinds = {page.texts[found[0]] for found in lines}
    titles = {page.texts[found[1]] for found in lines}
    known = all(_KIND.match(kind) and " " not in kind for kind in kinds)
    if not known or len(kinds) == len(drafts) or len(titles) < len(drafts):
        return
    for draft, found in zip(drafts, lines, strict=True):
        kind, title, *rest = (page.texts[at] for at in found)
        draft.values = {"title": title, "date": draft.date, "genre": kind}
        if rest:
            draft.values["summary"] = " ".join(rest)
        draft.units = [[found[1]], *([found[2:]] if rest else [])]
        _assign_roles(draft)
        draft.roles[found[0]] = "field"


def _is_place_line(page: Page, units: Sequence[Sequence[int]]) -> bool:
    if len(units[0]) > 1:
        return False
    text, below = page.texts[units[0][0]], page.texts[units[1][0]]
    is_name = text.endswith(".") and len(text.split()) <= _PLACE_WORDS and may_be_place(text)
    is_kind = _KIND.match(text) is not None
    return is_name and not is_kind and len(below.split()) > _PLACE_WORDS


def _near_remarks(page: Page, starts: Sequence[RecordStart]) -> list[Remark]:
    """A remark on each line that begins a record in the place of a date and is none we know."""
    return remarks_on_dates(page, [(s.date_line, s.text) for s in starts if s.is_date])


def remarks_on_dates(page: Page, dates: Iterable[tuple[int, str]]) -> list[Remark]:
    """Remarks on texts in the place of a date (with their lines) that are none we know."""
    text = _("“{date}” is in the place of a date and was not understood: it is kept as printed.")
    collector = RemarkCollector()
    for at, date in dates:
        below_year = page.years and is_yearless_date(date)
        if date and not is_date(date) and not below_year and not parse_date(date).is_known:
            collector.add(page.numbers[at], text, date=shorten(date))
    return collector.remarks()


def _draft(page: Page, start: RecordStart, end: int) -> tuple[DraftRecord, list[int]]:
    """The draft of one record, and the lines from a sign of a page's end to the next record."""
    draft = DraftRecord(start.line)
    content, gap = take_body(page, draft, start.date_line + 1, end)
    draft.units = _units(page, content, start.date_line)
    for at in {start.line, start.date_line}:
        draft.roles[at] = "date"
    if start.is_date or _is_odd_date(start.text, draft.units):
        draft.date = start.text
    elif start.text:
        draft.lead = start.text
        draft.units.insert(0, [start.date_line])
    _assign_roles(draft)
    return draft, gap


def _is_odd_date(text: str, units: list[list[int]]) -> bool:
    """Whether a bullet's text is a date of an unknown form: short, with title and summary below."""
    chars, words = _ODD_DATE
    short = 0 < len(text) <= chars and (len(text.split()) <= words or any(map(str.isdigit, text)))
    return short and len(units) > 1


def _units(page: Page, content: list[int], date_line: int) -> list[list[int]]:
    """The lines of a record in groups: paragraphs, or single lines where the first follows the
    date without a blank line (date, title and summary then have a line each)."""
    if content and content[0] == date_line + 1:
        return [[at] for at in content]
    units: list[list[int]] = []
    for at in content:
        if units and at == units[-1][-1] + 1:
            units[-1].append(at)
        else:
            units.append([at])
    return units


def _assign_roles(draft: DraftRecord) -> None:
    for i, unit in enumerate(draft.units):
        for at in unit:
            draft.roles[at] = "summary" if i else "title"


def assign_gaps(page: Page, drafts: list[DraftRecord], gaps: list[list[int]]) -> Iterator[Remark]:
    """Give roles to the lines between the end of a page and the next record: `header` where they
    are boilerplate, repeated, or at the very end, else `unread`, with a remark."""
    yield from _remarks_on_foot(page)
    times: dict[str, int] = {}
    top = {page.texts[at] for at in range(drafts[0].start)} if drafts else set()
    for gap in gaps:
        for text in {page.texts[at] for at in gap}:
            times[text] = times.get(text, 0) + 1
    for i, (draft, gap) in enumerate(zip(drafts, gaps, strict=True)):
        unread = []
        for at in gap:
            text = page.texts[at]
            known = page.kind(at) or text in top or times[text] > 1 or i == len(drafts) - 1
            draft.roles[at] = "header" if known else "unread"
            if not known:
                unread.append(page.numbers[at])
        if unread:
            yield Remark(
                unread[0],
                ngettext(
                    "This line is between two documents and has no date: it is in no document.",
                    "Lines {first} to {last} are between two documents and have no date: they are "
                    "in no document.",
                    len(unread),
                    first=format_number(unread[0]),
                    last=format_number(unread[-1]),
                ),
            )


def _remarks_on_foot(page: Page) -> Iterator[Remark]:
    lines = [at for at in range(page.foot, len(page)) if page.texts[at] and not page.kind(at)]
    if lines:
        text = _(
            "This and what follows (“{text}”) stands apart below the last document, as nothing "
            "does in the others: it was taken for the foot of the page."
        )
        yield Remark(page.numbers[lines[0]], text.format(text=page.texts[lines[0]]))


def _with_undated(
    page: Page, drafts: list[DraftRecord], remarks: list[Remark]
) -> Iterator[DraftRecord]:
    """Split undated documents off the one before, where the layout is regular enough to show them:
    all others are a title and a summary of sentences, and this one is that twice."""

    def is_pair(units: Sequence[list[int]]) -> bool:
        title, summary = (page.texts[unit[-1]] for unit in units)
        return not title.endswith(ENDS) and summary.endswith(ENDS)

    pairs = sum(len(d.units) == 2 and is_pair(d.units) for d in drafts)
    regular = pairs >= _MIN_REGULAR and pairs >= _REGULAR * len(drafts)
    for draft in drafts:
        units = draft.units
        twos = [units[i : i + 2] for i in range(0, len(units), 2)]
        if not regular or len(units) < 4 or len(units) % 2 or not all(map(is_pair, twos)):
            yield draft
            continue
        ends_page = draft.ends_page
        later = replace(draft, units=twos[0], ends_page=False)
        for two in twos[1:]:
            cut = two[0][0]
            roles = later.roles
            later.roles = {at: role for at, role in roles.items() if at < cut}
            yield later
            remarks.append(
                Remark(
                    page.numbers[cut],
                    _("This document has no date: it was recognised by its title and summary."),
                )
            )
            later = DraftRecord(cut, {at: role for at, role in roles.items() if at >= cut}, two)
            _assign_roles(later)
        later.ends_page = ends_page
        yield later


def _date_remarks(page: Page, drafts: Sequence[DraftRecord]) -> Iterator[Remark]:
    """Remarks on dates alone on a line that were read as part of a wrapped text."""
    lines = [
        page.numbers[at]
        for draft in drafts
        for at, role in draft.roles.items()
        if role == "summary" and is_date(page.texts[at]) and not page.texts[at].isalpha()
    ]
    if len(lines) > MAX_ALIKE:
        message = _("{n} lines like this contain only a date; they were read as parts of texts.")
        yield Remark(lines[0], message.format(n=format_number(len(lines))))
    else:
        message = _("This line contains only a date; it was read as part of the text around it.")
        yield from (Remark(line, message) for line in lines)


def _merge_repeated_title(page: Page, draft: DraftRecord) -> Iterator[Remark]:
    """Keep a title that is printed twice once; a lone text equal to its title is the summary."""
    units = draft.units
    if len(units) < 3 or _text(page, units[0]) != _text(page, units[1]):
        return
    for at in units[1]:
        draft.roles[at] = "repeat"
    yield Remark(page.numbers[units[1][0]], _("The title is printed twice; it was read once."))


def _text(page: Page, lines: Sequence[int]) -> str:
    return " ".join(page.texts[at] for at in lines)
