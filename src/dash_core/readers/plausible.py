"""Whether what was read looks like documents: checks of a page or table as a whole.

Each check gives a remark that says what looks wrong and what it may mean; none changes a document.
A listing of which none is true may still be wrong. They look at the first documents and the last.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from dash_core.common.i18n import _, format_number
from dash_core.readers import boilerplate
from dash_core.readers.columns.cell_text import shorten
from dash_core.readers.columns.fields import known_field
from dash_core.readers.doubt import doubt, lines_of, what_to_do
from dash_core.readers.holding import fact_of
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.parts import fields_of_line
from dash_core.readers.missed import MISSED
from dash_core.readers.report import FileReport, Piece, Reading, Record, Remark

__all__ = ["with_doubts"]

_LOOKED_AT: Final = 300  # first documents
_FEW: Final = 3  # documents that have something in common by chance
_HALF: Final = 0.5
_MANY: Final = 0.6  # share of the documents
_KIND_WORDS: Final = 5  # of a title that names a kind of documents
_TALL: Final = 4  # times as many lines as any other document has
_MORE_LINES: Final = 8
_SHOWN: Final = 60  # characters of an example
_LIFE: Final = range(12, 111)  # years
_MOST_PIECES: Final = 20_000  # lines of a page among which it says how many documents it has

_RANGE: Final = re.compile(
    r"(?<![\d.,])(\d{1,6}) ?(?:-|–|—|to|bis|à|a|till|до) ?(\d{1,6}) "
    r"(?:of|out of|von|sur|de|di|van|av|af|из) (?:about |over )?[\d.,]+"
)
_WHO: Final = re.compile(r"\b(?:to|from|an|von|de|à|al?|dal?|к|от)\b")
_DAY: Final = re.compile(r"\d\D+\d{2}|[^\W\d_]{3}\.? \d{1,2}\b")  # more than a year or a month
_NUMBER: Final = re.compile(r"[\W\d_]*\d[\W\d_]*[A-Za-z]?")
_LABEL: Final = re.compile(r"([^\W\d_][\w /()-]{1,30}):(?=\s|$)")
_MARKUP: Final = re.compile(
    r"\]\((?:https?:|/|#)|</?(?:a|b|i|p|br|em|td|tr|li|div|span|strong)\b[^<>]{0,200}>"
    r"|&(?:amp|nbsp|quot|lt|gt|#\d+);|\{\{[^{}]*\}\}|\[\[[^\[\]]+\]\]|\*\*[^*]+\*\*"
    r"|'''?[^']+'''?(?!\w)"
)
_YEARS: Final = re.compile(r"(1[0-9]{3}|20[0-9]{2}) ?[-–] ?(1[0-9]{3}|20[0-9]{2})")
# "Weiss, Karl (1850-1920)"
_LIVED: Final = re.compile(r"[^\W\d_]+, [^\W\d_][\w. ]{0,30} [(\[](\d{4} ?[-–] ?\d{4})[)\]]")
_FOOT: Final = re.compile(
    r"powered by|©|\(c\) ?\d{4}|copyright|all rights reserved|privacy policy|terms of use"
    r"|contact us|back to top|cookies|impressum|datenschutz|mentions légales|aviso legal"
    r"|last (?:updated|modified)|sign up|newsletter|follow us|site ?map",
    re.IGNORECASE,
)
# Words before a colon that are no titles, beside the names of fields.
_LABELS: Final = frozenset(
    "type format page pages newspaper journal county district state source rights copyright "
    "publisher edition volume issue part words size duration length content document publication "
    "access status category level repository".split()
)


def with_doubts(reading: Reading) -> Reading:
    """The reading, with a remark for each check of its one file that fails."""
    if len(reading.report.files) != 1 or len(reading.records) < 1:
        return reading
    (file,) = reading.report.files
    checks = (*_CHECKS, *MISSED)
    remarks = [remark for check in checks for remark in check(reading.records, file)]
    if not remarks:
        return reading
    merged = sorted((*file.remarks, *remarks), key=lambda remark: remark.number)
    files = (replace(file, remarks=tuple(merged)),)
    return replace(reading, report=replace(reading.report, files=files))


def _same_titles(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Titles that are kinds of documents ("Artikel"): a few words that come again and again."""
    looked = records[:_LOOKED_AT]
    titles = Counter(record.title for record in looked if record.title)
    if len(looked) < _FEW or not titles:
        return
    often = {title for title, n in titles.items() if n > 1 and _may_be_kind(title)}
    if file.unit == "line" and all(" " not in title for title in titles):
        often = set(titles)  # each a single word
    alike = sum(titles[title] for title in often)
    rest = {record.summary for record in looked if record.title in often and record.summary}
    all_one = len(titles) == 1 and len(looked) > _FEW and file.unit == "element"
    if alike < _MANY * len(looked) or _is_named_title(file):
        return
    if len(rest) < _HALF * alike and not all_one:
        return
    title = max(often, key=titles.__getitem__)
    text = _(
        "{n} of {of} titles are only “{title}” or the like: that may be the kind of the documents, "
        "and their titles be elsewhere. {help}"
    )
    yield doubt(looked, text, n=alike, of=len(looked), title=title, help=what_to_do(file))


def _may_be_kind(title: str) -> bool:
    """Whether a title may name a kind of documents: short, and not who wrote to whom."""
    return len(title.split()) <= _KIND_WORDS and not _WHO.search(title)


def _is_named_title(file: FileReport) -> bool:
    """Whether the column of the titles says itself that it is one."""
    names = [column.name for column in file.columns if column.field == "title"]
    return any(known_field(name) == "title" for name in names)


def _no_titles(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Titles that are something else: numbers, dates, boxes and folders, labels, buttons."""
    looked = [record for record in records[:_LOOKED_AT] if record.title]
    if len(looked) < 2:
        return
    kinds: dict[str, Callable[[str], object]] = {
        _("numbers or codes"): _is_number,
        _("dates"): is_date,
        _("boxes, folders or levels"): lambda title: bool(fields_of_line(title)),
        _("names of fields"): _is_label,
        _("kinds of documents"): lambda title: title.isalpha() and title.islower(),
        _("words of the page itself"): lambda title: bool(boilerplate.kind(title)),
    }
    for what, is_such in kinds.items():
        such = [record for record in looked if is_such(record.title)]
        if len(such) >= max(2, _HALF * len(looked)):
            text = _("{n} of {of} titles look like {what} (“{title}”), not like titles. {help}")
            title = shorten(such[0].title, _SHOWN)
            values = {"what": what, "title": title, "help": what_to_do(file)}
            yield doubt(such, text, n=len(such), of=len(looked), **values)
            return


def _dated_titles(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Titles that begin with a date, of documents that have none."""
    looked = [record for record in records[:_LOOKED_AT] if not record.date and record.title]
    such = [record for record in looked if _begins_with_date(record.title)]
    if len(such) >= max(2, _HALF * min(len(records), _LOOKED_AT)):
        text = _("{n} titles begin with a date that was not read as one (“{title}”). {help}")
        title = shorten(such[0].title, _SHOWN)
        yield doubt(such, text, n=len(such), title=title, help=what_to_do(file))


def _begins_with_date(title: str) -> bool:
    words = title.split()[:5]
    starts = (" ".join(words[:n]).strip(",.:;–—-") for n in (1, 2, 3))
    return any(len(words) > 3 and _DAY.search(start) and is_date(start) for start in starts)


def _is_number(title: str) -> bool:
    return _NUMBER.fullmatch(title) is not None


def _is_label(title: str) -> bool:
    label = _LABEL.match(title)
    if label is None:
        return False
    name = label[1].strip()
    is_known = known_field(name) not in ("", "title") or fact_of(name) or name.casefold() in _LABELS
    return bool(is_known) or title.endswith(":")


def _markup(records: Sequence[Record], _file: FileReport) -> Iterator[Remark]:
    """Signs of HTML, Markdown or a wiki in titles."""
    looked = records[:_LOOKED_AT]
    such = [record for record in looked if _MARKUP.search(record.title)]
    if such:
        text = _("{n} of {of} titles have signs of markup in them, as in “{title}”.")
        title = shorten(such[0].title, _SHOWN)
        yield doubt(such, text, n=len(such), of=len(looked), title=title)


def _cut_titles(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Titles that end within brackets, on a page: the rest was taken for something else."""
    if file.unit == "row":
        return
    looked = records[:_LOOKED_AT]
    such = [
        record
        for record in looked
        if any(record.title.count(a) > record.title.count(b) for a, b in ("()", "[]"))
    ]
    cut = [record for record in such if not _is_so_printed(record, file.pieces)]
    if cut:
        text = _("{n} of {of} titles end within brackets: a part of “{title}” was read as a date.")
        yield doubt(cut, text, n=len(cut), of=len(looked), title=shorten(cut[0].title, _SHOWN))


def _is_so_printed(record: Record, pieces: Sequence[Piece]) -> bool:
    """Whether a line of the page ends as the title does."""
    return any(
        piece.text.strip().endswith(record.title[-20:]) for piece in lines_of(record, pieces)
    )


def _lives(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """Dates that stand in brackets behind the names of persons."""
    looked = records[:_LOOKED_AT]
    of = {
        i: record
        for i, record in enumerate(looked)
        if (years := _YEARS.fullmatch(record.date)) and _is_life(years)
    }
    if 2 * len(of) < len(looked) or file.unit == "row":
        return
    lives: set[int] = set()
    for piece in file.pieces[:_MOST_PIECES]:
        if piece.record in of and any(
            life[1] == of[piece.record].date for life in _LIVED.finditer(piece.text)
        ):
            lives.add(piece.record)
    if 2 * len(lives) > len(looked):
        such = [looked[i] for i in sorted(lives)]
        text = _(
            "{n} of {of} dates stand in brackets behind a name (“{date}”): they may be those of a "
            "life, not of the document. {help}"
        )
        values = {"date": such[0].date, "help": what_to_do(file)}
        yield doubt(such, text, n=len(such), of=len(looked), **values)


def _is_life(years: re.Match[str]) -> bool:
    return int(years[2]) - int(years[1]) in _LIFE


def _said_number(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """A page that says how many documents it shows: "1 - 20 of 312"."""
    if file.unit == "row":
        return
    shown: set[int] = set()
    first, said = 1, ""
    for piece in file.pieces[:_MOST_PIECES]:
        text = boilerplate.visible_text(piece.text) if len(piece.text) < 200 else ""
        if piece.record is None and (match := _RANGE.search(text)) and boilerplate.kind(text):
            begin, end = int(match[1]), int(match[2])
            if 0 < begin <= end < begin + 1_000:
                shown.update(range(begin, end + 1))
                first, said = (piece.number, match[0]) if not said else (first, said)
    repeats = any(piece.role == "repeat" for piece in file.pieces)
    if shown and len(shown) != len(records) and not repeats:
        text = _("The page says that it shows {of} (“{said}”); documents read: {n}. {help}")
        values = {"of": format_number(len(shown)), "n": format_number(len(records)), "said": said}
        yield Remark(first, text.format(**values, help=what_to_do(file)).strip())


def _end_of_page(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """What follows the list, in its last document: the foot of the page, or far more text than in
    any other one."""
    if file.unit == "row" or len(records) < _FEW:
        return
    last = [p for p in file.pieces if p.record == len(records) - 1 and p.text.strip()]
    texts = {piece.text.strip() for piece in last[1:] if len(piece.text) <= 200}
    feet = [text for text in texts if _FOOT.search(text)]
    if feet and not any(_FOOT.search(record.summary) for record in records[:-1][:_LOOKED_AT]):
        text = _(
            "“{text}” was read as a part of the last document; it may be the foot of the page."
        )
        yield Remark(records[-1].last, text.format(text=shorten(feet[0], _SHOWN)))
        return
    lines = Counter(piece.record for piece in file.pieces if piece.text.strip())
    most = max(lines[i] for i in range(len(records) - 1))
    if lines[len(records) - 1] > max(_TALL * most, most + _MORE_LINES):
        text = _(
            "The last document has {n} lines, no other more than {most}: what follows the list on "
            "the page may be in it."
        )
        values = {"n": lines[len(records) - 1], "most": most}
        yield Remark(records[-1].first, text.format(**values))


def _shifted(records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """A line above the first document, and a last document that lacks what all others have: each
    may have got what belongs to its neighbour."""
    if file.unit != "line" or len(records) < _FEW:
        return
    *others, last = records
    lacking = [f for f in ("title", "summary") if not getattr(last, f)]
    lacking = [f for f in lacking if all(getattr(r, f) for r in others)]
    above = _line_above(records[0], file.pieces)
    if lacking and above is not None and not boilerplate.kind(above.text.strip()):
        text = _(
            "“{line}” stands above the first document and is in none, and the last document lacks "
            "what all others have: lines may have been read into the document next to theirs. "
            "{help}"
        )
        line = shorten(above.text.strip(), _SHOWN)
        yield Remark(above.number, text.format(line=line, help=what_to_do(file)).strip())


def _dated_head(_records: Sequence[Record], file: FileReport) -> Iterator[Remark]:
    """A date above the first document: one may begin there."""
    if file.unit != "line":
        return
    remarked = {remark.number for remark in file.remarks}
    for piece in file.pieces[:_MOST_PIECES]:
        if piece.record is not None:
            return
        date = piece.text.strip()
        is_new = piece.role == "header" and piece.number not in remarked
        if is_new and _DAY.search(date) and is_date(date):
            text = _(
                "“{date}” stands above the first document and is in none: is it one, too? {help}"
            )
            yield Remark(piece.number, text.format(date=date, help=what_to_do(file)).strip())
            return


def _line_above(first: Record, pieces: Sequence[Piece]) -> Piece | None:
    """The line right above the first document, where it is no heading and no end of a text."""
    at = next((i for i, piece in enumerate(pieces) if piece.record == 0), 0)
    above = pieces[at - 1] if at else None
    if above is None or above.role != "header" or first.first < 1:
        return None
    text = above.text.strip()
    is_heading = not text or text.startswith(("#", "=")) or text.endswith(":")
    return None if is_heading or not any(map(str.isalpha, text)) else above


_CHECKS: Final[tuple[Callable[[Sequence[Record], FileReport], Iterator[Remark]], ...]] = (
    _same_titles,
    _no_titles,
    _dated_titles,
    _markup,
    _cut_titles,
    _lives,
    _said_number,
    _end_of_page,
    _shifted,
    _dated_head,
)
