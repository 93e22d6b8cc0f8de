"""Records told by the rhythm of a page -> their titles and dates."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dash_core.readers.layouts.block_lines import DatedLine, dated_line
from dash_core.readers.layouts.blocks import (
    Block,
    BlockLayout,
    BlockRecord,
    are_alike,
    block_of,
    settled,
)
from dash_core.readers.layouts.page import Page
from dash_core.readers.layouts.plain_lines import is_counter, plain_of
from dash_core.readers.layouts.rhythm import Rhythm, find_rhythms, line_key
from dash_core.readers.lines.parts import parts_of

__all__ = ["find_blocks_in_rhythm"]

_TWO: Final = 2
_MOST: Final = 0.8  # share of the records that have a title of their own and a date
_KIND_WORDS: Final = 3


def find_blocks_in_rhythm(page: Page) -> BlockLayout | None:
    """The records of a page that have lines in common, as buttons; None where there are none."""
    for rhythm in find_rhythms(page):
        if (layout := _blocks_of(page, rhythm)) is not None:
            return layout
    return None


def _blocks_of(page: Page, rhythm: Rhythm) -> BlockLayout | None:
    badges = {page.texts[at] for at in rhythm.marks} | _kinds_above(page, rhythm.records)
    blocks = settled([block_of(page, lines, badges) for lines in rhythm.records])
    titled = [_date_of_title(page, block) for block in blocks]
    most = _TWO * sum(dated is not None for dated in titled) > len(blocks)
    labelled = all(block.dated is not None and block.dated.place == "label" for block in blocks)
    blocks = [
        replace(block, dated=dated)
        if dated is not None and (block.dated is None or (most and not labelled))
        else block
        for block, dated in zip(blocks, titled, strict=True)
    ]
    whole = [block for block in blocks if block.title >= 0 and block.dated is not None]
    titles = {line_key(page.texts[block.title]) for block in whole}
    if len(whole) < max(_TWO, _MOST * len(blocks)) or len(titles) < _MOST * len(whole):
        return None
    if not are_alike(page, whole, in_rhythm=True) or any(block.title < 0 for block in blocks):
        return None
    starts = [BlockRecord(block.lines[0], block.title, block.dated) for block in blocks]
    return BlockLayout(starts, rhythm.foot, rhythm.marks, in_rhythm=True)


def _kinds_above(page: Page, records: Sequence[Sequence[int]]) -> set[str]:
    """The first lines of records where some are alike, and the lines below them are all different:
    kinds of documents, no titles."""
    texts = [
        [page.texts[at] for at in lines if not is_counter(page.texts[at])] for lines in records
    ]
    if min(map(len, texts)) < _TWO:
        return set()
    firsts = [text[0] for text in texts]
    seconds = {text[1] for text in texts}
    short = all(len(text.split()) <= _KIND_WORDS for text in firsts)
    capitals = all(text.isupper() for text in firsts) and not any(map(str.isupper, seconds))
    alike = len(set(firsts)) < len(firsts) or capitals
    is_kind = short and alike and len(firsts) == len(seconds)
    return set(firsts) if is_kind else set()


def _date_of_title(page: Page, block: Block) -> DatedLine | None:
    """The date that the title of a record ends in, whose like have theirs below or amid it."""
    if block.title < 0:
        return None
    dated = dated_line(page, block.title)
    if dated is not None:
        return dated if dated.place == "end" else None
    parts = parts_of(plain_of(page, block.title)[0])
    if not parts.date or not parts.at_end:
        return None
    return DatedLine(block.title, "end", parts.date, parts.title, "", parts.fields)
