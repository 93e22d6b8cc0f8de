"""A listing page as a person copies it: date, title and summary of each document.

    • February 01, 1946

      Letter, M.D. Bagirov to Cdes. Kafar-Zade, …

      Bagirov requests proposals …

`layouts` finds where records start (`date_lines`, `inline_dates`, `labels`), `date_drafts` and
`inline_drafts` what their lines are. The lines above the
first record are the page's header; `boilerplate` is left out of the records; `overlap` finds the
second copies where pages overlap.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final
from unicodedata import normalize

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, count, format_number, ngettext, phrase, phrases
from dash_core.common.progress import Progress
from dash_core.readers.layouts.choice import PageLayouts
from dash_core.readers.layouts.draft import DraftRecord
from dash_core.readers.layouts.page import Page, split_lines
from dash_core.readers.lines.enumeration import without_numbers
from dash_core.readers.lines.footnotes import give_notes, without_notes
from dash_core.readers.pages import overlap
from dash_core.readers.report import (
    LIST_FIELDS,
    MAX_ALIKE,
    FileReport,
    Piece,
    Reading,
    Record,
    Remark,
    Role,
)
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "missing_remarks", "read", "read_lines", "sniff"]

NAME: Final = phrase("listing page, as copied")

_MAX_CHOICE: Final = 2_000  # lines of a page that is tried in all layouts
_INSIDE: Final = frozenset({"date", "title", "summary", "field"})  # roles within a record


def sniff(file: SourceFile) -> bool:
    """Whether at least one record of this form starts in the text."""
    return PageLayouts(Page(split_lines(file.text))).has_records()


def read(file: SourceFile, options: Options) -> Reading:
    """Read a copied listing page.

    Raises
    ------
    ReadError
        If no line starts a record.
    """
    lines = split_lines(file.text)
    chosen = options.record_path(file.name)
    body, notes = without_notes(lines)
    page = Page(body)
    layouts = PageLayouts(page)
    records, pieces, remarks = _read_page(page, layouts, options.progress, chosen)
    if notes:
        records, pieces, more = give_notes(lines, records, pieces, notes)
        remarks += more
    if not records:
        raise ReadError(
            ngettext(
                "No document was found in “{name}” ({n} line): {layouts}",
                "No document was found in “{name}” ({n} lines): {layouts}",
                len(lines),
                name=file.name,
                layouts=_(
                    "there is no date on a line of its own above or below each title, no date at "
                    "the start or the end of the line of each title, no labels such as “Title:” "
                    "and “Date:”, and no table with names of columns; copy the list with its "
                    "dates, two documents or more, and try again."
                ),
            )
        )
    encoding = file.decoded.encoding
    report = FileReport(
        file.name,
        pieces,
        tuple(remarks),
        form=NAME,
        encoding=encoding,
        record_paths=tuple(layouts.choices() if len(lines) <= _MAX_CHOICE else ()),
        record_path=chosen,
    )
    return Reading.of(records, report)


def read_lines(
    lines: Sequence[str], progress: Progress, numbers: Sequence[int]
) -> tuple[list[Record], list[Piece], list[Remark]]:
    """Records, pieces and remarks of a page's lines, which have these numbers in the source; no
    records if none start."""
    page = Page(lines, numbers)
    return _read_page(page, PageLayouts(page), progress)


def _read_page(
    page: Page, layouts: PageLayouts, progress: Progress, chosen: str = ""
) -> tuple[list[Record], list[Piece], list[Remark]]:
    """As `read_lines`; `chosen` is the key of the layout that a person chose."""
    drafts, remarks = layouts.drafts(progress, chosen)
    records = [_record(page, draft) for draft in drafts]
    begins = {i + 1 for i, draft in enumerate(drafts) if draft.ends_page}
    if 2 * len(begins) > len(records):  # an ending that most records have is no sign of a new page
        begins = set()
    runs = list(overlap.repeats_in_file(records, begins))
    copies = {i for run in runs for i in run}
    kept = without_numbers([record for i, record in enumerate(records) if i not in copies])
    remarks += [*_repeat_remarks(records, runs), *missing_remarks(kept)]
    return kept, _pieces(page, drafts, copies), sorted(remarks, key=lambda remark: remark.number)


def _record(page: Page, draft: DraftRecord) -> Record:
    title = [at for at, role in draft.roles.items() if role == "title"]
    summary = [at for at, role in draft.roles.items() if role == "summary"]
    titles = [(at == draft.start and draft.lead) or page.lines[at] for at in sorted(title)]
    inside = [at for at, role in draft.roles.items() if role in _INSIDE]
    if draft.values:
        return _record_of_values(page, draft, inside)
    return Record(
        date=_join([draft.date]),
        title=_join(titles),
        summary=_join(page.lines[at] for at in sorted(summary)),
        first=page.numbers[draft.start],
        last=page.numbers[max(inside)],
    )


def _record_of_values(page: Page, draft: DraftRecord, inside: Sequence[int]) -> Record:
    values: dict[str, Any] = {name: _join([text]) for name, text in draft.values.items()}
    for name in LIST_FIELDS:
        if name in values:
            values[name] = tuple(part for item in values[name].split(";") if (part := item.strip()))
    return Record(
        **values,
        extra={name: _join([text]) for name, text in draft.extra.items()},
        first=page.numbers[draft.start],
        last=page.numbers[max(inside)],
    )


def _join(texts: Iterable[str]) -> str:
    return normalize("NFC", " ".join(" ".join(texts).split()))


def _pieces(page: Page, drafts: Sequence[DraftRecord], copies: Collection[int]) -> list[Piece]:
    """Every line once; those of a second copy have the role `repeat`."""
    read: dict[int, tuple[Role, int | None]] = {}
    position = 0
    for i, draft in enumerate(drafts):
        for at, role in draft.roles.items():
            inside = role in _INSIDE
            if inside and i in copies:
                read[at] = "repeat", None
            else:
                read[at] = role, position if inside else None
        position += i not in copies
    return [
        Piece(number, line, *read.get(at, ("header" if text else "blank", None)))
        for at, (number, line, text) in enumerate(
            zip(page.numbers, page.lines, page.texts, strict=True)
        )
    ]


def _repeat_remarks(records: Sequence[Record], runs: Iterable[range]) -> Iterator[Remark]:
    for run in runs:
        first, last = records[run[0]].first, records[run[-1]].last
        yield Remark(
            first,
            _(
                "Lines {first} to {last} repeat the end of the previous page ({documents}) and "
                "were not read twice; similar documents within a page are all kept."
            ).format(
                first=format_number(first), last=format_number(last), documents=count(len(run))
            ),
        )


def missing_remarks(records: Sequence[Record]) -> Iterator[Remark]:
    """A remark on each document without title or summary, or one on all where there are many,
    or it is all documents."""
    without = {
        "title": [record.first for record in records if not record.title],
        "summary": [record.first for record in records if record.title and not record.summary],
    }
    one = {
        "title": _("This document has no title."),
        "summary": _("This document has no summary."),
    }
    many = {
        "title": phrases("{n} document has no title.", "{n} documents have no title."),
        "summary": phrases("{n} document has no summary.", "{n} documents have no summary."),
    }
    for what, lines in without.items():
        if len(lines) <= MAX_ALIKE and not len(lines) == len(records) > 1:
            yield from (Remark(line, one[what]) for line in lines)
        else:
            yield Remark(lines[0], ngettext(*many[what], len(lines)))
