"""Lines below a title and its date on one line, or with labels -> draft records."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from dash_core.common.i18n import _
from dash_core.common.progress import Progress
from dash_core.readers.layouts.date_drafts import assign_gaps, remarks_on_dates
from dash_core.readers.layouts.draft import DraftRecord, take_body
from dash_core.readers.layouts.labels import LabelLayout, LabelledLine
from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.layouts.plain_lines import is_counter, is_heading, plain_of
from dash_core.readers.lines.codes import is_code
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.holding_words import is_level, is_marking, split_leading_holding
from dash_core.readers.lines.labels import field_of, field_of_pair, is_label, label_of
from dash_core.readers.lines.parts import fields_of_line, parts_of
from dash_core.readers.report import FIELDS, Remark, RemarkCollector

__all__ = ["drafts_by_label", "drafts_by_line", "read_below"]

_PROGRESS_EVERY: Final = 1_000  # records
_PUBLISHED: Final = re.compile(r"publi|issue|erschein|veröffentlich")
# What happened to the record or the copy, not to the document.
_OF_RECORD: Final = re.compile(
    r"modif|updat|chang|upload|added|digit|scan|access|harvest|catalog|import|acqui|releas|declass|born"
    r"|birth|death|died|geändert|geboren|gestorben|änder|modif|mis à jour|actualiz|изменен|expires?"
)
_YEAR: Final = re.compile(r"\b[12][0-9]{3}\b")
_FULL: Final = 60  # characters of a line that is wrapped because it is full
_MOST: Final = 0.8  # share of the titles that end in a date
_REPEATED: Final = 3  # records with a line in common that make it a caption


def drafts_by_line(
    page: Page, starts: Sequence[RecordStart], progress: Progress
) -> tuple[list[DraftRecord], list[Remark]]:
    """The draft records of a page in which title and date share a line or stand one on the other,
    and remarks on them."""
    drafts: list[DraftRecord] = []
    gaps: list[list[int]] = []
    above: dict[str, str] = {}
    for at in range(starts[0].line):
        _carry(page, at, above)
    boxes_above = "box" in above  # a box is the heading of what is below it
    page.find_rules([start.line for start in starts])
    common = _common_lines(page, starts)
    groups = _group_headings(page, starts)
    for i, start in enumerate(starts):
        if i % _PROGRESS_EVERY == 0:
            progress(i / len(starts))
        end = starts[i + 1].line if i + 1 < len(starts) else len(page)
        draft = DraftRecord(start.line, date=start.text)
        draft.values["title"] = start.title
        if start.text:
            draft.values["date"] = start.text
        for name, text in start.fields.items():
            draft.add(name, text)
        has_folder = bool(start.fields.get("folder"))
        if (has_folder or boxes_above) and "box" in above and "box" not in draft.extra:
            draft.extra["box"] = above["box"]
        for name, text in above.items():
            if name != "box":
                draft.extra.setdefault(name, text)
        separate = start.date_line > start.line
        for at in range(start.line, start.date_line + 1):
            is_title = separate and at < start.date_line and not is_marking(page.texts[at])
            draft.roles[at] = "title" if is_title else "field"
            if draft.roles[at] == "title" and at > start.line and "summary" in start.fields:
                draft.roles[at] = "summary"
        if not separate and not start.text and not start.fields:
            draft.roles[start.line] = "title"
        heading = groups.get(i + 1, end)
        content, gap = take_body(page, draft, start.date_line + 1, heading)
        gap += [at for at in range(heading, end) if page.texts[at]]
        following = starts[i + 1].fields if i + 1 < len(starts) else {}
        read_below(
            page, draft, content, common, above, before_folder=boxes_above or "folder" in following
        )
        drafts.append(draft)
        gaps.append(gap)
    collector = RemarkCollector()
    for at in range(starts[0].line):
        if is_date(page.texts[at]) and at not in page.years and at not in page.heads:
            text = _("This line contains only a date; it was read as part of the text around it.")
            collector.add(page.numbers[at], text)
    for start in starts:
        if not start.text and not start.fields.keys() & {"box", "folder", "reel"}:
            text = _("This line has no date: it was read as a document like those around it.")
            collector.add(page.numbers[start.line], text)
    unread = remarks_on_dates(page, [(start.date_line, start.text) for start in starts])
    return drafts, [*assign_gaps(page, drafts, gaps), *unread, *collector.remarks()]


def _group_headings(page: Page, starts: Sequence[RecordStart]) -> dict[int, int]:
    """Record -> the first line above it of the paragraph that both are in, where paragraphs have
    a heading and several records each: what the heading says is not of the record before."""
    found: dict[int, int] = {}
    several = 0
    for i, start in enumerate(starts):
        before = starts[i - 1].date_line if i else -1
        at = start.line
        while at - 1 > before and page.texts[at - 1]:
            at -= 1
        if i and at - 1 == before:
            several += 1
        elif at < start.line and not any(is_heading(page, n) for n in range(at, start.line)):
            found[i] = at  # a box or a series is read by `read_below`
    return found if 0 in found and len(found) > 1 and several >= len(found) else {}


def _carry(page: Page, at: int, above: dict[str, str]) -> bool:
    """Whether the line is a heading; a box is kept for the folders below it, a series for all."""
    text = page.texts[at]
    if not text or not is_heading(page, at):
        return False
    held, rest = split_leading_holding(text)
    if held and not rest:
        if "box" in held:
            above["box"] = held["box"]
        return True
    level, _sep, _name = text.partition(" ")
    if is_level(level.rstrip(".:")):
        above["series"] = text
        above.pop("box", None)
    return True


def _common_lines(page: Page, starts: Sequence[RecordStart]) -> set[str]:
    """Captions and buttons that most records have, such as "Scope and Contents"."""
    times: Counter[str] = Counter()
    for i, start in enumerate(starts):
        end = starts[i + 1].line if i + 1 < len(starts) else len(page)
        lines = range(start.date_line + 1, min(end, start.date_line + 40))
        times.update({page.texts[at] for at in lines if page.texts[at]})
    return {
        text
        for text, n in times.items()
        if n >= _REPEATED and 2 * n >= len(starts) and (is_label(text) or text.endswith(":"))
    }


def read_below(
    page: Page,
    draft: DraftRecord,
    content: Sequence[int],
    common: Collection[str] = (),
    above: dict[str, str] | None = None,
    *,
    before_folder: bool = False,
) -> None:
    """Give the lines below a title their roles and put what they say into fields.

    A box that is the last of them is of the records below where the next one begins with a folder.
    """
    for n, at in enumerate(content):
        text = page.texts[at]
        plain = plain_of(page, at)[0]
        if is_counter(text) or page.kind(at) in ("word", "link"):
            draft.roles[at] = "header"
            continue
        label, value = label_of(plain)
        last = all(i == at or page.kind(i) for i in content[n:])
        held = split_leading_holding(text)[0]
        if is_heading(page, at) and (not held or (last and before_folder)):
            _carry(page, at, {} if above is None else above)
            draft.roles[at] = "header"
        elif (
            text in common
            or text == draft.values.get("genre")
            or (is_label(text) and field_of(text.rstrip(":")) == "summary")
        ):
            draft.roles[at] = "field"
        elif fields := fields_of_line(plain) or (_containers(value) if label else {}):
            draft.roles[at] = "field"
            for name, part in fields.items():
                draft.add(name, part)
        elif label and _takes(draft, field_of(label), value):
            draft.roles[at] = "field"
            field = field_of_pair(label, value)
            if value != draft.values.get(field):
                is_free = field == "summary" or not draft.values.get(field)
                draft.add(field if field in FIELDS and is_free else label, value)
        else:
            draft.roles[at] = "summary"
            draft.add("summary", plain)


def _containers(value: str) -> dict[str, str]:
    """The box and folder that the value of a label is, none where it says more."""
    held, rest = split_leading_holding(value)
    return {} if rest else held


def _takes(draft: DraftRecord, field: str, value: str) -> bool:
    return field != "date" or is_date(value) or not draft.values.get("date")


def drafts_by_label(
    page: Page, layout: LabelLayout, progress: Progress
) -> tuple[list[DraftRecord], list[Remark]]:
    """The draft records of a page whose lines have labels, and remarks on them."""
    drafts: list[DraftRecord] = []
    gaps: list[list[int]] = []
    lines, beside = _by_place(layout)
    ends = [*layout.starts[1:], len(page)]
    page.find_rules(layout.starts)
    for i, (start, title, end) in enumerate(zip(layout.starts, layout.titles, ends, strict=True)):
        if i % _PROGRESS_EVERY == 0:
            progress(i / len(layout.starts))
        draft = DraftRecord(start)
        content, gap = take_body(page, draft, start, end)
        current, value_until = "summary", -1
        values_below: set[int] = set()
        here = [line for at in content if at in lines for line in (lines[at], *beside.get(at, ()))]
        fields_here = {field_of(line.label) for line in here}
        for at in content:
            text, url = plain_of(page, at)
            draft.roles[at] = "field"
            if at == title:
                draft.add("title", text)
                draft.roles[at] = "title"
                if url:
                    draft.add("url", url)
            elif title is not None and at < title and is_code(text):
                draft.add("id", text)
            elif (line := lines.get(at)) is not None:
                current = _take_line(draft, line, beside.get(at, ()))
                value_until = line.last
                if line.last > line.at:
                    values_below.add(line.last)
            elif at <= value_until:
                continue
            elif current == "title" and not page.texts[at - 1]:  # the text of a mail
                current = "summary"
                draft.add("summary", text)
            elif is_date(text) and not draft.values.get("date") and "date" not in fields_here:
                draft.add("date", text)
            elif is_counter(text) or page.kind(at) in ("word", "link"):
                draft.roles[at] = "header"
            elif current in ("summary", "title") and (fields := fields_of_line(text)):
                for name, part in fields.items():
                    draft.add(name, part)
            elif current != "date" and (
                current in ("summary", "title") or _wraps(page, at, is_below=at - 1 in values_below)
            ):
                _go_on(draft, current, text)
            else:
                draft.add("summary", text)
        _prefer_publication(draft, [lines[at] for at in content if at in lines])
        draft.date = draft.values.get("date", "")
        drafts.append(draft)
        gaps.append(gap)
    _split_titles(drafts)
    guessed = _take_dates(page, drafts)
    unread = remarks_on_dates(page, [(draft.start, draft.date) for draft in drafts])
    return drafts, [*assign_gaps(page, drafts, gaps), *unread, *guessed]


def _take_line(draft: DraftRecord, line: LabelledLine, beside: Sequence[LabelledLine]) -> str:
    """Add a line with a label, and what stands beside it; the field that text below goes on."""
    field = field_of_pair(line.label, line.value)
    is_free = field == "summary" or not draft.values.get(field)
    name = field if field in FIELDS and is_free else line.label
    draft.add(name, line.value)
    _add_labelled(draft, beside)
    return "summary" if beside else name


def _by_place(
    layout: LabelLayout,
) -> tuple[dict[int, LabelledLine], dict[int, list[LabelledLine]]]:
    """The first label of each line, and the further ones on it."""
    lines: dict[int, LabelledLine] = {}
    beside: dict[int, list[LabelledLine]] = {}
    for line in layout.lines:
        if line.at in lines:
            beside.setdefault(line.at, []).append(line)
        else:
            lines[line.at] = line
    return lines, beside


def _add_labelled(draft: DraftRecord, lines: Iterable[LabelledLine]) -> None:
    for line in lines:
        field = field_of_pair(line.label, line.value)
        is_free = field in FIELDS and not draft.values.get(field)
        draft.add(field if is_free else line.label, line.value)


def _take_dates(page: Page, drafts: Sequence[DraftRecord]) -> list[Remark]:
    """Take as dates what stands behind one label, where no document has a date and these are all
    dates: of publication ("Published: 1871-1879"), else those of the only such label."""
    if len(drafts) < 2 or any(draft.date for draft in drafts):
        return []
    values: dict[str, list[tuple[DraftRecord, str]]] = {}
    for draft in drafts:
        for name, text in (*draft.values.items(), *draft.extra.items()):
            values.setdefault(name, []).append((draft, text))
    dated = {
        name: found
        for name, found in values.items()
        if len(found) >= _MOST * len(drafts)
        and name not in ("title", "id", "url")
        and not _OF_RECORD.search(name.casefold())
        and all(is_date(text) for _draft, text in found)
    }
    published = [n for n in dated if n == "publisher" or _PUBLISHED.search(n.casefold())]
    for name in (published or list(dated))[: 1 if published or len(dated) == 1 else 0]:
        for draft, text in dated[name]:
            draft.values.pop(name, None)
            draft.extra.pop(name, None)
            draft.date = draft.values["date"] = text
        if not published:
            text = _("“{name}” was taken for the date: of all labels only its values are dates.")
            return [Remark(page.numbers[drafts[0].start], text.format(name=name))]
    return []


def _split_titles(drafts: Sequence[DraftRecord]) -> None:
    """Take the dates off the ends of titles ("To Ray, 9 May 1844") where no document has another
    and nearly all titles end in one."""
    if len(drafts) < 2 or any(draft.date for draft in drafts):
        return
    parted = [parts_of(draft.values.get("title", "")) for draft in drafts]
    dated = [bool(parts.date) and parts.at_end for parts in parted]
    if sum(dated) < _MOST * len(drafts):
        return
    for draft, parts, is_dated in zip(drafts, parted, dated, strict=True):
        if is_dated:
            draft.values["title"], draft.values["date"] = parts.title, parts.date
            draft.date = parts.date
            for name, text in parts.fields.items():
                draft.add(name, text)


def _prefer_publication(draft: DraftRecord, lines: Sequence[LabelledLine]) -> None:
    """Take the date of publication where what is labelled the date of creation is later: that is
    when the record or the copy was made, since nothing is published before it is made."""
    date = draft.values.get("date", "")
    label = next((line.label for line in lines if line.value == date), "")
    for line in lines:
        if draft.extra.get(line.label) == line.value and _PUBLISHED.search(line.label.casefold()):
            published, made = _YEAR.search(line.value), _YEAR.search(date)
            if published and made and label and published[0] < made[0]:
                draft.values["date"] = draft.extra.pop(line.label)
                draft.extra[label] = date
            return


def _wraps(page: Page, at: int, *, is_below: bool) -> bool:
    """Whether a line goes on with the value of the label above: that stands below its label, the
    line above is full or ends as no text does, or this line begins in the middle of a sentence."""
    above, text = page.texts[at - 1], page.texts[at]
    return bool(above) and (
        is_below or len(above) >= _FULL or text[:1].islower() or above.endswith((",", ";", "-"))
    )


def _go_on(draft: DraftRecord, name: str, text: str) -> None:
    """Add a line to a field that goes on."""
    if name in draft.values:
        draft.values[name] = f"{draft.values[name]} {text}"
    elif name in draft.extra:
        draft.extra[name] = f"{draft.extra[name]} {text}"
    else:
        draft.add(name, text)
