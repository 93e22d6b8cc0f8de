"""Lines that are a label and its value: `Date: 1911`, `Date<tab>1911`, or `Date` above `1911`."""

import re
from functools import lru_cache
from typing import Final

from dash_core.readers.columns.fields import known_field
from dash_core.readers.holding import fact_of
from dash_core.readers.lines.date_words import is_plain_date

__all__ = ["field_of", "field_of_pair", "is_label", "label_of", "parted_pairs"]

_BOLD: Final = r"(?:\*\*|__|''')"
_PAIR: Final = re.compile(
    rf"{_BOLD}?\s*([^\W\d_][^:：\t*]{{0,40}}?)\s*(?:[:：]\s*{_BOLD}?|{_BOLD}\s*:|\t)\s*(\S.*)",
    re.DOTALL,
)
_DIGIT: Final = re.compile(r"[0-9]")
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_MAX_LABEL: Final = 40  # characters
_MAX_WORDS: Final = 5
_MAX_DATE_LINE: Final = 60  # characters
_DATE_WORDS: Final = 3  # of a label without a colon


_PAIRS: Final = re.compile(r"\s+[|·]\s+(?=[^\W\d_][^:：|·]{0,40}[:：](?:\s|$))")
_TABBED: Final = re.compile(r"\t(?=[^\W\d_][^:：|·\t]{0,40}[:：]\s)")
_LISTED: Final = re.compile(r";\s+(?=[^\W\d_][^:：|·;]{0,40}[:：]\s)")
_ONE: Final = re.compile(r"[^\W\d_][^:：|·]{0,40}[:：](?:\s|$)")


def parted_pairs(text: str) -> list[str]:
    """The labels with their values on a line that bars or dots part, or semicolons or tabs where
    most of them mean a field; the line alone otherwise.

    >>> parted_pairs("No.: 1 | Date: 1911 | Pages: 4"), parted_pairs("Rye | Oats")
    (['No.: 1', 'Date: 1911', 'Pages: 4'], ['Rye | Oats'])
    """
    for mark, pattern, least in (("; ", _LISTED, 3), ("\t", _TABBED, 2)):
        if mark in text and len(pairs := pattern.split(text)) >= least and _ONE.match(text):
            known = sum(bool(label_of(pair.strip())[0]) for pair in pairs)
            return pairs if 2 * known > len(pairs) else [text]
    if (" | " not in text and " · " not in text) or not _ONE.match(text.lstrip()):
        return [text]
    return _PAIRS.split(text)


@lru_cache(maxsize=4_096)
def field_of(label: str) -> str:
    """The field or the fact on the holder that a label means, "" for none."""
    return known_field(label) or fact_of(label)


def field_of_pair(label: str, value: str) -> str:
    """As `field_of`; a number is no summary where the label may mean what documents are kept in.

    >>> field_of_pair("Opis", "Na papierze."), field_of_pair("Opis", "3")
    ('summary', 'series')
    """
    fact = "" if _WORD.search(value) else fact_of(label)
    return fact or field_of(label)


@lru_cache(maxsize=50_000)
def label_of(text: str) -> tuple[str, str]:
    """The label of a line that means a field, and its value; ("", "") where it has none.

    >>> label_of("Date: 1911"), label_of("Memorandum: on salt"), label_of("Date created 1911")
    (('Date', '1911'), ('', ''), ('Date created', '1911'))
    """
    match = _PAIR.match(text[: _MAX_LABEL + 10]) and _PAIR.fullmatch(text)
    if (
        match
        and not _DIGIT.search(match[1])
        and len(match[1].split()) <= _MAX_WORDS
        and field_of(match[1])
    ):
        return match[1].strip(), match[2].strip()
    return _date_beside_label(text) if len(text) <= _MAX_DATE_LINE else ("", "")


def _date_beside_label(text: str) -> tuple[str, str]:
    """The label and the date of a line without a sign between them: "Publication date 1911"."""
    if not text[:1].isupper() or not _DIGIT.search(text):
        return "", ""
    words = text.split()
    for n in range(min(len(words) - 1, _DATE_WORDS), 0, -1):
        label, value = " ".join(words[:n]), " ".join(words[n:])
        if _DIGIT.search(label) or "date" not in label.casefold():
            continue
        if field_of(label) == "date" and is_plain_date(value):
            return label, value
    return "", ""


@lru_cache(maxsize=10_000)
def is_label(text: str) -> bool:
    """Whether a whole line is a label that means a field ("Scope and Contents", "Date:")."""
    text = text.strip("*_' ")
    bare = text.removesuffix(":").removesuffix("：").rstrip()
    return (
        0 < len(bare) <= _MAX_LABEL
        and bare[:1].isalpha()
        and not _DIGIT.search(bare)
        and bool(field_of(bare))
    )
