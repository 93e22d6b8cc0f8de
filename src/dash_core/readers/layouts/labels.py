"""Records whose fields have labels, beside or above their values.

Title: Lease of the mill      Lease of the mill         Title
Reference: MR/1/1             Reference: MR/1/1         Lease of the mill
Date: 1911                    Date: 1911                Date
                                                        1911
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dash_core.readers.layouts.draft import ENDS
from dash_core.readers.layouts.page import Page
from dash_core.readers.layouts.plain_lines import is_counter, plain_of
from dash_core.readers.lines.codes import is_code
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.labels import field_of, is_label, label_of, parted_pairs
from dash_core.readers.lines.parts import fields_of_line
from dash_core.readers.report import LIST_FIELDS

__all__ = ["LabelLayout", "LabelledLine", "find_labels"]

_ANY_LABEL: Final = re.compile(r"([^\W\d_][^:：]{0,60}?)\s*(?::\s+|：\s*)(\S.*)", re.DOTALL)
_MAY_BE_PAIR: Final = re.compile(r"[:：\t]|date", re.IGNORECASE)
_MAX_LABEL: Final = 60  # characters of a line that is but a label
_REPEATED: Final = 3  # lines with a label of no field that make it one
_CAPTION: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ’'()/-]){1,38}")
_COLON: Final = re.compile(r"[^\W\d_][^:\t]{1,50}:")  # a line that is but a label of any field
_SENT: Final = frozenset({"Date", "Sent"})
_MAIL: Final = {"Subject": "Title", "Sent": "Date"}
_NUMBER: Final = re.compile(r"^[0-9]+[.)] ")
_BULLET: Final = re.compile(r"[•●▪■◦○‣⁃∙\uf0b7] ?\S")
_PHRASE: Final = 4  # words, on average, of a subject that is a title
_KIND_WORDS: Final = 4
_TWICE: Final = 2  # as often as all labels of fields
_MOST_OFTEN: Final = 0.8
_LEAST_LABELLED: Final = 0.4  # share of the lines that are labels and values
_MIN_SINGLE: Final = 3  # labels of a record that is alone on its page


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line with a label: its value, and the last line of that where it stands below."""

    at: int
    label: str
    value: str
    last: int


@dataclass(frozen=True)
class LabelLayout:
    """The first line of each record, the line of its title where that has no label, and the lines
    with labels."""

    starts: Sequence[int]
    titles: Sequence[int | None]
    lines: Sequence[LabelledLine]
    is_strong: bool
    has_titles: bool
    has_dates: bool = True


def find_labels(page: Page) -> LabelLayout | None:
    """The records of a page whose lines have labels; None where too few have."""
    lines = list(_labelled_lines(page))
    if len(lines) < 2:
        return None
    records = _cut(page, lines)
    starts: list[int] = []
    titles: list[int | None] = []
    runs = _runs_above(page, records)
    sizes = Counter(len(run) for run in runs[1:])
    block = _last_block(runs[0])
    if block and len(block) in sizes and page.is_edge(block[0] - 1):
        runs[0] = block
    elif sizes and runs[0]:  # above the first record may be text of the page
        usual = sizes.most_common(1)[0][0]
        runs[0] = runs[0][-usual:] if usual else []
    runs = _without_lists(page, runs)
    first_is_title = _sentences_last(page, runs)
    is_whole = len(records) > 1 and not any(runs[1:])  # nothing between the labels of two records
    coded = _codes_first(page, runs)
    kinds = _kinds_first(page, runs)
    for record, run in zip(records, runs, strict=True):
        has_title = any(field_of(line.label) == "title" for line in record)
        title = None if has_title or is_whole else _title_above(page, run, first_is_title)
        code = (coded or kinds) and title in run[:-1]
        starts.append(record[0].at if title is None else title)
        title = run[run.index(title) + 1] if code and title is not None else title
        titles.append(title)
    labelled = [any(field_of(x.label) == "title" for x in record) for record in records]
    named = sum(labelled) + sum(title is not None for title in titles)
    if is_whole and not named:  # in the place of a title is a description
        named = sum(
            any(field_of(x.label) == "summary" for x in record) and len(record) >= _MIN_SINGLE
            for record in records
        )
    dates = sum(
        any(field_of(x.label) in ("date", "id", "shelfmark") for x in record) for record in records
    )
    each = sum(len({line.label for line in record}) for record in records) / len(records)
    region = sum(bool(page.texts[at]) and not page.kind(at) for at in range(starts[0], len(page)))
    covered = sum(1 + (line.last > line.at) for line in lines)
    covered += sum(title is not None for title in titles)
    n = len(records)
    enough = (
        each >= 2 or named == dates == n if n > 1 else each >= _MIN_SINGLE and bool(labelled[0])
    )
    strong = (
        enough
        and named >= _MOST_OFTEN * n
        and 2 * dates >= n
        and covered >= _LEAST_LABELLED * region
    )
    has_dates = any(field_of(line.label) == "date" for line in lines)
    return LabelLayout(starts, titles, lines, strong, sum(labelled) > 0, has_dates)


def _pair_of(text: str) -> tuple[str, str]:
    """The label of a text and its value, though the label may mean no field; two "" for none."""
    if not (pair := label_of(text))[0] and (match := _ANY_LABEL.fullmatch(text)):
        pair = match[1], match[2]
    return pair


def _has_subjects_for_titles(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether "Subject" is the title, as in memoranda: there is a date and no title, and what it
    says are phrases, not headings of a catalogue."""
    found = list(pairs)
    fields = {field_of(label) for label, _value in found}
    subjects = [value for label, value in found if label.casefold() == "subject"]
    words = [len(value.split()) for value in subjects if ";" not in value and "--" not in value]
    return (
        "date" in fields
        and "title" not in fields
        and len(words) == len(subjects) > 1
        and sum(words) >= _PHRASE * len(words)
    )


def _labelled_lines(page: Page) -> Iterator[LabelledLine]:
    """The lines with labels that mean a field, or that occur several times."""
    alone = Counter(
        text
        for text in page.texts
        if 0 < len(text) <= _MAX_LABEL and (is_label(text) or _COLON.fullmatch(text))
    )
    if not alone and not any(map(_MAY_BE_PAIR.search, page.lines)):
        return
    plain = {at: plain_of(page, at)[0] for at, text in enumerate(page.texts) if text}
    alone = Counter({text: n for text, n in alone.items() if n > 1 or is_label(text)})
    captions = _captions(page, alone)
    pairs: dict[int, tuple[str, str]] = {}
    beside: dict[int, list[tuple[str, str]]] = {}  # further ones on the line
    for at, text in plain.items():
        if not _MAY_BE_PAIR.search(text):
            continue
        first, *more = parted_pairs(text)
        if (pair := _pair_of(first))[0]:
            pairs[at] = pair
            beside[at] = [
                (one, value.strip()) for one, _c, value in (m.partition(":") for m in more)
            ]
    times = Counter(label for label, _value in pairs.values())
    if {"From", "Subject"} <= times.keys() and times.keys() & _SENT:  # of mails it is the title
        pairs = {at: (_MAIL.get(label, label), text) for at, (label, text) in pairs.items()}
        times = Counter(label for label, _value in pairs.values())
    elif _has_subjects_for_titles(pairs.values()):
        pairs = {
            at: ("Title" if label.casefold() == "subject" else label, text)
            for at, (label, text) in pairs.items()
        }
        times = Counter(label for label, _value in pairs.values())
    fields = {label for label in times if field_of(label)}
    most = max((times[label] for label in fields), default=0)
    known = fields | {label for label, n in times.items() if n >= _REPEATED or n == most >= _TWICE}
    taken = -1
    for at, text in plain.items():
        if at <= taken:
            continue
        if at in pairs and pairs[at][0] in known:
            yield LabelledLine(at, *pairs[at], at)
            yield from (LabelledLine(at, *pair, at) for pair in beside[at] if pair[1])
        elif at in captions or (
            page.texts[at] in alone and (alone[page.texts[at]] > 1 or text.endswith(":"))
        ):
            value = page.next_text(at)
            if value >= len(page) or (value in pairs and pairs[value][0] in known):
                continue
            below = page.texts[value]
            if below in alone and (below.endswith(":") or not text.endswith(":")):
                continue
            taken = value
            yield LabelledLine(at, text.strip("*_' ").rstrip(": "), plain[value], value)


def _captions(page: Page, labels: Mapping[str, int]) -> set[int]:
    """The lines between a value and the next label that are labels of no field of ours: each
    record has them, in the same place."""
    first = next((text for text in page.texts if text in labels), "")
    n = labels.get(first, 0)
    if n < 2:
        return set()
    times = Counter(page.texts)
    found: list[int] = []
    for at in range(2, len(page) - 2):
        text = page.texts[at]
        if (
            times[text] == n
            and _CAPTION.fullmatch(text)
            and text not in labels
            and (page.texts[at - 2] in labels or at - 2 in found)
            and all(page.texts[at - 2 : at + 3])
            and page.texts[at + 2] != first
        ):
            found.append(at)
    return {at for at in found if sum(page.texts[i] == page.texts[at] for i in found) == n}


def _cut(page: Page, lines: Sequence[LabelledLine]) -> list[list[LabelledLine]]:
    """The labelled lines of each record: the next begins where a label comes again; at the gaps
    between lines where these agree with that."""
    again = [0]
    seen: set[str] = set()
    gaps = [0]
    for i, line in enumerate(lines):
        several = i and line.label == lines[i - 1].label and field_of(line.label) in LIST_FIELDS
        if line.label in seen and not several:
            again.append(i)
            seen = set()
        seen.add(line.label)
        if i and not all(page.texts[at] for at in range(lines[i - 1].last + 1, line.at)):
            gaps.append(i)
    begins = gaps if set(again) <= set(gaps) and len(gaps) <= 1.2 * len(again) else again
    return [list(lines[a:b]) for a, b in zip(begins, [*begins[1:], len(lines)], strict=True)]


def _runs_above(page: Page, records: Sequence[Sequence[LabelledLine]]) -> list[list[int]]:
    """The lines above the first label of each record, up to the last label before."""
    runs = []
    before = -1
    for record in records:
        lines = range(before + 1, record[0].at)
        runs.append(
            [
                at
                for at in lines
                if page.texts[at] and not page.kind(at) and not is_counter(page.texts[at])
            ]
        )
        before = max(line.last for line in record)
    return runs


def _without_lists(page: Page, runs: Sequence[Sequence[int]]) -> list[list[int]]:
    """The runs without the list that a record ends in, where it stands above the title of the next
    and none above the first."""
    bulleted = [[at for at in run if _BULLET.match(page.texts[at])] for run in runs]
    if bulleted[0] or not any(bulleted):
        return [list(run) for run in runs]
    pairs = zip(runs, bulleted, strict=True)
    return [[at for at in run if not of or at > of[-1]] for run, of in pairs]


def _sentences_last(page: Page, runs: Sequence[Sequence[int]]) -> bool:
    """Whether the texts above labels begin with a title and end with sentences."""
    long = [run for run in runs if len(run) > 1]
    fit = sum(
        page.texts[run[-1]].endswith(ENDS) and not page.texts[run[0]].endswith(ENDS) for run in long
    )
    return bool(long) and fit >= _MOST_OFTEN * len(long)


def _codes_first(page: Page, runs: Sequence[Sequence[int]]) -> bool:
    """Whether a reference code stands on a line of its own above each title."""
    return bool(runs) and all(
        len(run) > 1
        and any(
            is_code(page.texts[a]) and b == a + 1 and not is_code(page.texts[b])
            for a, b in pairwise(run)
        )
        for run in runs
    )


def _kinds_first(page: Page, runs: Sequence[list[int]]) -> bool:
    """Whether the kind of document stands above each title: a few words that come again, above
    lines that are all different."""
    paragraphs = [block[:2] for run in runs if len(block := _last_block(run)) > 1]
    kinds = {_NUMBER.sub("", page.texts[above]) for above, _title in paragraphs}
    titles = {page.texts[title] for _above, title in paragraphs}
    return (
        2 < len(runs) == len(paragraphs) == len(titles)
        and (len(kinds) < len(titles) or all(k.isalpha() and k.islower() for k in kinds))
        and all(page.is_edge(above - 1) for above, _title in paragraphs)
        and all(len(kind.split()) <= _KIND_WORDS and not kind.endswith(ENDS) for kind in kinds)
    )


def _last_block(run: list[int]) -> list[int]:
    """The lines at the end of a run between which there is no other."""
    first = len(run) - 1
    while first > 0 and run[first - 1] == run[first] - 1:
        first -= 1
    return run[max(first, 0) :]


def _title_above(page: Page, run: Sequence[int], first_is_title: bool) -> int | None:
    """The line above the first label that is a title: the first of its paragraph, or the last line
    where none are parted."""
    if not run:
        return None
    if first_is_title:
        title = run[0]
    else:
        title = run[-1]
        while title - 1 in run:
            title -= 1
        if 0 < title == run[0] and page.texts[title - 1]:  # right below the record before
            title = run[-1]
    while title > run[0] and fields_of_line(page.texts[title]):  # "File — Box: 2, Folder: 7"
        title = run[run.index(title) - 1]
        while title - 1 in run:
            title -= 1
    return None if is_date(page.texts[title]) else title
