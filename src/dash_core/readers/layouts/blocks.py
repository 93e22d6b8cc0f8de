"""Records that are paragraphs of one shape, each with a title above its date.

    1. Letter of Ann Roe to Jon Doe          FLOOD AT OAR
    Roe, Ann (1840-1911) [author]            Oar Mercury, Monday 9 May 1904, p. 3
    Leipzig, 12.03.1891. - 2 leaves          The river rose nine feet.

The date may stand alone on its line, behind a label, at either end of a line or amid it; the title
is the first line that is no number, code, badge or field. Where the paragraph of a date has no
title, it is in the one above.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from dash_core.dates import parse_date
from dash_core.dates.cleaning import is_undated
from dash_core.readers.layouts.alike import above_in_count, lead_shape
from dash_core.readers.layouts.block_lines import (
    FOOTNOTE,
    DatedLine,
    Place,
    dated_line,
    may_be_title,
)
from dash_core.readers.layouts.draft import ENDS
from dash_core.readers.layouts.page import Page, is_rule
from dash_core.readers.layouts.plain_lines import is_counter, plain_of
from dash_core.readers.lines.date_within import date_in_name, is_apart
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.holding_words import is_marking
from dash_core.readers.lines.labels import label_of
from dash_core.readers.lines.parts import parts_of
from dash_core.readers.lines.people import is_life
from dash_core.readers.lines.places import may_be_place

__all__ = ["Block", "BlockLayout", "BlockRecord", "are_alike", "block_of", "find_blocks", "settled"]

_MOST: Final = 0.8  # share of the paragraphs that have the shape
_MANY: Final = 0.5
_NEARLY_ALL: Final = 0.9
_MIN_CYCLES: Final = 3
_MIN_CYCLE: Final = 3  # lines
_MAX_LINES: Final = 40  # of a paragraph that is one record
_MAX_DATED: Final = 12  # lines below a title that are searched for its date
_TWO: Final = 2
_MAX_HEAD: Final = 2  # lines of a paragraph that is the title of the one below it
_CODE: Final = re.compile(r"[0-9]{3,4}(?:/[0-9]{1,3}){2}")
_NUMBERED: Final = re.compile(r"\[?[0-9]{1,5}[a-z]?[.)\]]+ ")
_KIND_WORDS: Final = 3
_SIGNS: Final = frozenset("-*+•")
_OFTEN: Final = 0.6  # share of the records with their dates in the same place
_FEW: Final = 0.2  # share of the records that may be otherwise
_TITLE_WORDS: Final = 12  # a line with more that ends in a stop is a sentence
_SENTENCE_END: Final = (".", "!", "?", "…")

_ORDER: Final[tuple[Place, ...]] = ("label", "line", "end", "start", "within")


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """The first line of a record, the line of its title, and the line of its date."""

    line: int
    title: int
    dated: DatedLine | None


@dataclass(frozen=True)
class BlockLayout:
    """The records of a page, in order, and the first line below the last one, where it is told."""

    starts: Sequence[BlockRecord]
    foot: int | None = None
    marks: frozenset[int] = frozenset()  # the lines that all have in common
    in_rhythm: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of a paragraph, its title (-1 if it has none), and its date, or the `choices` where
    two lines of it are dates."""

    lines: Sequence[int]
    title: int
    dated: DatedLine | None
    choices: Sequence[DatedLine] = ()


def find_blocks(page: Page) -> BlockLayout | None:
    """The records of a page whose paragraphs have one shape; None where they have not."""
    paragraphs = list(_paragraphs(page))
    if _begin_with_dates(page, paragraphs):
        return None
    badges = _badges(page, paragraphs)
    blocks = settled([block_of(page, lines, badges) for lines in paragraphs])
    blocks = _with_datelines(page, blocks)
    if sum(block.dated is not None for block in blocks) < 2:
        return None
    records = list(_joined(blocks))
    whole = [record for record in records if record.title >= 0 and record.dated is not None]
    if len(whole) > 2 and not any(map(_is_read, whole[:1])) and all(map(_is_read, whole[1:3])):
        whole = whole[1:]  # below the filters of a search
    whole = _from_the_first_number(page, whole)
    if len(whole) < 2 or not are_alike(page, whole):
        return None
    first, last = records.index(whole[0]), records.index(whole[-1])
    begin = records[first].lines[0]
    above = set(above_in_count(page, range(begin), begin))
    inside = [*(r for r in records[:first] if r.lines[0] in above), *records[first:]]
    likes = _undated_likes(page, inside, whole)
    n_records = len(whole) + len(likes)
    n_inside = sum(record.title >= 0 or record.dated is not None for record in records[first:last])
    if n_records < (_MANY if len(whole) > 2 else _MOST) * n_inside:
        return None
    kept = {id(record) for record in (*whole, *likes)}
    starts = [
        BlockRecord(record.lines[0], record.title, record.dated or _date_of_title(page, record))
        for record in inside
        if id(record) in kept
    ]
    return BlockLayout(starts)


def _begin_with_dates(page: Page, paragraphs: Sequence[Sequence[int]]) -> bool:
    """Whether nearly all paragraphs begin with their only date, above which no title stands."""
    first = [lines for lines in paragraphs if len(lines) > 1 and is_date(page.texts[lines[0]])]
    if len(first) < _NEARLY_ALL * len(paragraphs):
        return False
    texts = ([page.texts[at] for at in lines[: _MAX_DATED + 1]] for lines in first)
    n = sum(not _CODE.fullmatch(top) and not any(map(is_date, below)) for top, *below in texts)
    return n >= _NEARLY_ALL * len(paragraphs)


def _date_of_title(page: Page, block: Block) -> DatedLine | None:
    """The date that the title of a record ends in, whose like have theirs below or amid it."""
    dated = dated_line(page, block.title)
    return dated if dated is not None and dated.place == "end" else None


def _is_read(block: Block) -> bool:
    return block.dated is not None and parse_date(block.dated.date).is_known


def _from_the_first_number(page: Page, records: list[Block]) -> list[Block]:
    """The records, without those above the first that has a number on a line of its own ("Lot 7")
    or begins with one ("12. Deed"), where all below it have."""
    for is_numbered in (is_counter, _NUMBERED.match):
        counted = [bool(is_numbered(page.texts[record.lines[0]])) for record in records]
        first = counted.index(True) if True in counted else 0
        if first and all(counted[first:]) and len(counted) - first > 1:
            return records[first:]
    return records


def _paragraphs(page: Page) -> Iterator[list[int]]:
    """The lines between blank lines, boilerplate and what else parts records."""
    apart = _parting(page)
    begins = _cycle(page)
    lines: list[int] = []
    for at, text in enumerate(page.texts):
        is_text = text and page.kind(at) not in ("mark", "number") and not is_rule(text)
        if is_text and at not in apart:
            if at in begins and lines:
                yield lines
                lines = []
            lines.append(at)
            continue
        if lines:
            yield lines
        lines = [at] if is_text and is_counter(text) else []
    if lines:
        yield lines


def _cycle(page: Page) -> frozenset[int]:
    """The lines that begin records of equal length without blank lines between them, each with a
    date alone on a line: what is below the last date says how much of a record stands below one."""
    dates = [at for at, text in enumerate(page.texts) if is_date(text) and not is_undated(text)]
    if len(dates) < _MIN_CYCLES or not all(page.texts[dates[0] : dates[-1]]):
        return frozenset()
    steps = Counter(b - a for a, b in pairwise(dates))
    length, n = steps.most_common(1)[0]
    after = before = 0
    while not page.is_edge(dates[-1] + after + 1):
        after += 1
    while not page.is_edge(dates[0] - before - 1):
        before += 1
    above = length - 1 - after
    if length < _MIN_CYCLE or n < len(dates) - 1 or not 0 < above <= before:
        return frozenset()
    return frozenset(at - above for at in dates)


def _parting(page: Page) -> frozenset[int]:
    """The lines that part records where no blank lines do: numbers that count up, or a button that
    each has."""
    counters = [at for at, text in enumerate(page.texts) if is_counter(text) and not is_date(text)]
    numbers = [int("".join(filter(str.isdigit, page.texts[at]))) for at in counters]
    if len(numbers) > 1 and all(b == a + 1 for a, b in pairwise(numbers)):
        return frozenset(counters)
    buttons: dict[str, list[int]] = {}
    for at, text in enumerate(page.texts):
        if page.kind(at) == "link":
            buttons.setdefault(text, []).append(at)
    most = max(buttons.values(), key=len, default=[])
    if len(most) < 2 or any(not text for text in page.texts[most[0] : most[-1]]):
        return frozenset()
    return frozenset(most)


def _badges(page: Page, paragraphs: Sequence[Sequence[int]]) -> frozenset[str]:
    """The first lines that come again and again ("Image", "Open Access"): no titles."""
    times = Counter(page.texts[lines[0]] for lines in paragraphs if len(lines) > 2)
    n = sum(times.values())
    capitals = [x for x in paragraphs if len(x) > 2 and _is_kind_in_capitals(page, x)]
    if 2 < len(capitals) >= _OFTEN * n:
        return frozenset(page.texts[lines[0]] for lines in capitals)
    kinds = sum(k for text, k in times.items() if is_marking(text))
    if kinds > 1 and kinds >= _OFTEN * n and all(map(str.isalpha, times)):
        return frozenset(times)  # "Letter", "Map"
    return frozenset(text for text, k in times.items() if k > 2 and k >= _MANY * n)


def _is_kind_in_capitals(page: Page, lines: Sequence[int]) -> bool:
    """Whether a paragraph begins with words in capitals ("BOOK CHAPTER") above a longer title that
    is not."""
    first, second = (page.texts[at] for at in lines[:2])
    words = first.split()
    is_kind = first.isupper() and len(words) <= _KIND_WORDS and all(map(str.isalpha, words))
    is_kind = is_kind and not is_date(first)
    is_title = not second.isupper() and len(second.split()) > 2 and not label_of(second)[0]
    return is_kind and is_title


def block_of(page: Page, lines: Sequence[int], badges: Collection[str]) -> Block:
    """A paragraph with its title and date; `badges` are lines that are no titles."""
    title = next((at for at in lines if may_be_title(page, at, badges)), -1)
    if title > lines[0] and is_marking(page.texts[lines[0]]) and (line := _dateline(page, title)):
        return Block(lines, -1, line)
    if len(lines) > _MAX_LINES:
        return Block(lines, title, None)
    signs = {shape[1:] for at in lines if (shape := lead_shape(page.lines[at])[:2])}
    is_list = len(lines) > 1 and len(signs) == 1 and signs <= _SIGNS
    if is_list and all(lead_shape(page.lines[at]) for at in lines):
        return Block(lines, title, None)
    below = [at for at in lines if at != title][:_MAX_DATED]
    dates = [dated for at in below if (dated := dated_line(page, at))]
    others = [dated for dated in dates if not _is_code_above(dated, title)]
    dates = others or dates
    if not dates and title >= 0 and (dated := dated_line(page, title)):
        # A code above "The mill, 1904", or a newspaper above its place.
        amid = dated.place == "within" and is_apart(plain_of(page, title)[0], dated.date)
        dates = [dated] if amid or (dated.place == "end" and title > lines[0]) else []
    for at in (title, *below) if not dates and title >= 0 else ():
        if named := date_in_name(text := plain_of(page, at)[0]):
            dates = [DatedLine(at, "within", named, text)]
            break

    def rank(dated: DatedLine) -> tuple[bool, int]:
        return is_life(page.texts[dated.at]), _ORDER.index(dated.place)

    places = Counter(d.place for d in dates if d.place != "label" and not is_life(page.texts[d.at]))
    if places and max(places.values()) > 1:
        sure = [dated for dated in dates if not is_undated(dated.date)]  # "Unknown" is also a name
        if len(sure) == 1:
            return Block(lines, title, sure[0])
        # Two may be a date and a number like one; more are a list below its heading.
        return Block(lines, title, None, dates if len(dates) == _TWO else ())
    return Block(lines, title, min(dates, key=rank, default=None))


def _dateline(page: Page, at: int) -> DatedLine | None:
    """The line with its date where that stands behind a place: "Linz, 9 May 1946"."""
    dated = dated_line(page, at)
    is_dateline = dated is not None and dated.place == "end" and may_be_place(dated.before)
    return dated if is_dateline else None


def _with_datelines(page: Page, blocks: list[Block]) -> list[Block]:
    """The paragraphs, those that begin with a dateline without a title where others have a marking
    above theirs ("SECRET")."""
    if not any(b.title < 0 and b.dated and b.dated.place == "end" for b in blocks):
        return blocks
    return [
        replace(block, title=-1, dated=line)
        if block.dated is None
        and block.title == block.lines[0]
        and (line := _dateline(page, block.title))
        else block
        for block in blocks
    ]


def _is_code_above(dated: DatedLine, title: int) -> bool:
    """Whether a date above a title may be a reference code: "1567/4/3"."""
    return dated.at < title and dated.place == "line" and bool(_CODE.fullmatch(dated.date))


def settled(blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs; of two dates in one, that is its date that stands where most others are."""
    places = Counter(
        (block.dated.place, block.dated.at - block.title) for block in blocks if block.dated
    )
    usual = {place for place, n in places.items() if n > 1 and n >= _MANY * places.total()}
    settled = []
    for block in blocks:
        fit = [d for d in block.choices if (d.place, d.at - block.title) in usual]
        settled.append(replace(block, dated=fit[0]) if len(fit) == 1 else block)
    return settled


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The paragraphs, those with a date and no title together with the title above them."""
    above: Block | None = None
    for block in blocks:
        if above is not None and _is_head_of(above, block):
            above = Block([*above.lines, *block.lines], above.title, block.dated)
            continue
        if above is not None:
            yield above
        above = block
    if above is not None:
        yield above


def _is_head_of(above: Block, block: Block) -> bool:
    """Whether a paragraph is the title of the one below it, which has none but a date and more."""
    is_head = above.title >= 0 and above.dated is None and len(above.lines) <= _MAX_HEAD
    return is_head and block.dated is not None and block.title < 0 and len(block.lines) > 1


def are_alike(page: Page, records: Sequence[Block], *, in_rhythm: bool = False) -> bool:
    """Whether records have their dates in the same place below their titles, and are no prose."""
    n = len(records)
    dated = [(record, record.dated) for record in records if record.dated is not None]
    places = Counter(date.place for _record, date in dated)
    place, n_place = places.most_common(1)[0]
    offsets = Counter(date.at - record.title for record, date in dated if date.place == place)
    in_line = place not in ("label", "line") and not in_rhythm
    if in_rhythm:
        n_place = max(n_place, Counter(d.at - r.title for r, d in dated).most_common(1)[0][1])
    if n_place < _OFTEN * n or (in_line and max(offsets.values()) < _OFTEN * n_place):
        return False
    if sum(date.at < record.title for record, date in dated) > _FEW * n:
        return False
    goes_on = ended = titles_dated = 0
    begins = Counter(_first_word(page, record.title + 1) for record in records)
    often = {word for word, n in begins.items() if n > 1 and n >= _OFTEN * len(records)}  # "by"
    for record, date in dated:
        below = record.title + 1
        text = page.texts[record.title]
        word = _first_word(page, below)
        goes_on += (
            below in record.lines and below != date.at and word[:1].islower() and word not in often
        )
        ended += text.endswith(_SENTENCE_END) and len(text.split()) > _TITLE_WORDS
        parts = parts_of(plain_of(page, record.title)[0])
        titles_dated += date.at != record.title and bool(parts.date) and parts.is_sure
    prose = goes_on > _FEW * n or ended > _FEW * n
    return not prose and (in_rhythm or 2 * titles_dated < n)


def _first_word(page: Page, at: int) -> str:
    return page.texts[at].partition(" ")[0] if at < len(page) else ""


def _undated_likes(page: Page, records: Sequence[Block], whole: Sequence[Block]) -> list[Block]:
    """The further paragraphs without a date that begin as the records do: with the same sort of
    number or code, or as many lines."""
    shapes = Counter(lead_shape(page.lines[record.lines[0]]) for record in whole)
    shape, n = shapes.most_common(1)[0]
    sizes = {len(record.lines) for record in whole}
    ended = sum(page.texts[record.title].endswith(ENDS) for record in whole)
    found = []
    for record in records:
        if record.dated is not None or record.title < 0:
            continue
        if any(FOOTNOTE.match(page.texts[at]) for at in record.lines):
            continue
        if shape and n >= _MOST * len(whole):
            if lead_shape(page.lines[record.lines[0]]) == shape:
                found.append(record)
        elif (
            len(record.lines) > 1
            and {len(record.lines), len(record.lines) + 1} & sizes
            and (2 * ended > len(whole) or not page.texts[record.title].endswith(ENDS))
        ):
            found.append(record)
    return found
