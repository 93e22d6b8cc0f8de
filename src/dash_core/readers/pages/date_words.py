"""Whether a line of a page is a date, told quickly."""

import re
from functools import lru_cache
from typing import Final

from dash_core.dates import looks_like_date
from dash_core.dates.cleaning import is_ditto, is_undated
from dash_core.dates.grammar.vocabulary import WORDS, fold_word
from dash_core.dates.model import MAX_DATE_CHARS

__all__ = ["is_date", "is_plain_date", "may_have_date"]

_YEAR: Final = re.compile("(?<![0-9])[12][0-9]{3}(?![0-9])")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_RECEIVED: Final = frozenset("received rec recd at a p m o clock noon".split())
_NAMES: Final = frozenset("month season century decade".split())
_ALPHABETS: Final = re.compile("[A-Za-z\u00aa-\u052f\u1e00-\u1fff]")  # Latin, Greek, Cyrillic
_NUMBERS: Final = re.compile(r"[0-9]{3}|[0-9]\W[0-9]|[0-9][^\W\d_]|[^\x00-\x7f]")
_OTHER_WORDS: Final = 2  # "1827, exhibited 1828"


def is_date(text: str) -> bool:
    """Whether a line, as returned by `visible_text`, is a date or means one ("n.d.", "ditto")."""
    return 0 < len(text) <= MAX_DATE_CHARS and _is_date(text)


@lru_cache(maxsize=50_000)
def _is_date(text: str) -> bool:
    # Most lines are titles and sentences: looking at their words is far quicker than reading each
    # as a date, and misses 3 of 45,000 printed dates.
    words = [_part_of_date(word) for word in _LETTERS.findall(text)]
    others = words.count("")
    if not any(map(str.isdigit, text)):
        return is_undated(text) or is_ditto(text) or (not others and looks_like_date(text))
    if others > _OTHER_WORDS or (others and "name" not in words and not _YEAR.search(text)):
        return False
    return looks_like_date(text)


@lru_cache(maxsize=10_000)
def _part_of_date(word: str) -> str:
    """What a word is in a date: `name` (of a month and the like) or `other`; "" for none.

    Whether one in another alphabet than these is, only reading the date tells.
    """
    folded = fold_word(word)
    kinds = WORDS.get(folded, frozenset())
    if kinds & _NAMES:
        return "name"
    if kinds or folded in _RECEIVED or not _ALPHABETS.match(word):
        return "other"
    return ""


def is_plain_date(text: str) -> bool:
    """Whether a text is a date and all of its words are of dates, as beside a title."""
    words = _LETTERS.findall(text)
    return (all(map(_part_of_date, words)) or is_undated(text)) and is_date(text)


def may_have_date(text: str) -> bool:
    """Whether a part of a text may be a date, told by its numbers and names of months."""
    if not any(map(str.isdigit, text)):
        return False
    return bool(_NUMBERS.search(text)) or any(
        _part_of_date(word) == "name" for word in _LETTERS.findall(text)
    )
