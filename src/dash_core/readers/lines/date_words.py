"""Whether a line of a page is a date, told quickly."""

import re
from functools import lru_cache
from typing import Final

from dash_core.dates import looks_like_date
from dash_core.dates.cleaning import is_ditto, is_undated
from dash_core.dates.eras import has_era
from dash_core.dates.grammar.vocabulary import WORDS, fold_word
from dash_core.dates.model import MAX_DATE_CHARS
from dash_core.dates.no_place import without_no_place

__all__ = [
    "first_other_word",
    "is_date",
    "is_plain_date",
    "last_other_word",
    "may_have_date",
    "with_undated",
]

_YEAR: Final = re.compile("(?<![0-9])[12][0-9]{3}(?![0-9])")
_DIGIT: Final = re.compile(r"\d")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OF_TIME: Final = frozenset(
    "received rec recd at a p m o clock noon z gmt utc hours hrs r"
    " uhr uur heure heures hora horas ore час часа часов мин kl godz hod abends morgens mittags"
    " nachm vorm nachmittags vormittags soir matin sera mattina".split()
)
"""Words of the time of day, and of receipt."""
_NAMES: Final = frozenset("month season century decade".split())
_ALPHABETS: Final = re.compile("[A-Za-z\u00aa-\u052f\u1e00-\u1fff]")  # Latin, Greek, Cyrillic
_NUMBERS: Final = re.compile(r"[0-9]{3}|[0-9]\W[0-9]|[0-9][^\W\d_]|[^\x00-\x7f]")
# As these, but for a number of three figures: it is a year only beside an era.
_NUMBERS_NEAR: Final = re.compile(r"[0-9]{4}|[0-9]\W[0-9]|[0-9][^\W\d_]|[^\x00-\x7f]")
_ERA: Final = re.compile(r"\b[A-Z]\.? ?[DE]\b")  # "AD 14", "C.E. 14"
_SHORT_YEARS: Final = re.compile(r"[A-Za-z ,.]*(?:[0-9]{3}[A-Za-z ,.]*)+")  # "after 344"
_OTHER_WORDS: Final = 2  # "1827, exhibited 1828"
# The commonest forms need no reading: "1911", "May 1911", "9 May 1911", "May 9, 1911".
_COMMON: Final = re.compile(
    r"(?:Date: )?"
    r"(?:(?:[0-9]{1,2}\.? )?(?P<month>[^\W\d_]{3,})\.? (?:[0-9]{1,2}, )?)?(?:1[0-9]{3}|20[0-9]{2})"
)
# "A/RES/3390", "A-0682-22", "[C 4012/12/18]"
_CODE: Final = re.compile(
    r"(?P<letters>[A-Z]{1,6})[/-][A-Z0-9/.-]*[0-9]|\[?[A-Z]{1,3} [0-9]+(?:/[0-9]+){2,}\]?"
)
_CENTURY: Final = re.compile(  # in Roman figures
    r"(?:[^\W\d_]+ (?:du |del |do )?){0,2}(?:[XVI]{1,5}(?:e|è|ème|o|º)?-?\.?(?:[-–/][XVI]{1,5}e?)?"
    r" (?:siècles?|s\.|secol[oi]|sec\.|век[аи]?|вв?\.|wiek[ui]?|w\.|stol\.?|století)"
    r"|(?:siglos?|s\.|secol[oi]|sec\.|séculos?|saec\.) [XVI]{1,5}(?:[-–/][XVI]{1,5})?)"
)
_MAX_CENTURY: Final = 40  # characters
_PARTED: Final = re.compile(r"[12][0-9]{3}\.(?P<month>[0-9]{1,4})\.(?P<day>[0-9]{1,4})\.?")
_MONTHS: Final = 12
_DAYS: Final = 31
_TWO: Final = 2
_NO_YEAR: Final = 3  # digits of a number that is no year


def is_date(text: str) -> bool:
    """Whether a line, as returned by `visible_text`, is a date or means one ("n.d.", "ditto")."""
    return 0 < len(text) <= MAX_DATE_CHARS and _is_date(text)


@lru_cache(maxsize=50_000)
def _is_date(text: str) -> bool:
    if len(text) <= _NO_YEAR + 2 and (number := text.strip(".,;:()[] ")).isdigit():
        return len(number) > _NO_YEAR and looks_like_date(text)
    common = _COMMON.fullmatch(text)
    if common and (not common["month"] or _is_month(common["month"])):
        return True
    code = _CODE.fullmatch(text)
    if code and (len(code["letters"] or "") < _TWO or _part_of_date(code["letters"]) != "name"):
        return False
    parted = _PARTED.fullmatch(text)  # the number of an object: "1921.14.2"
    if parted and not (0 < int(parted["month"]) <= _MONTHS and int(parted["day"]) <= _DAYS):
        return False
    # Most lines are titles and sentences: looking at their words is far quicker than reading each
    # as a date, and misses 3 of 45,000 printed dates.
    if not any(map(str.isdigit, text)):
        only = first_other_word(text) == len(text)
        only = only or (len(text) <= _MAX_CENTURY and _CENTURY.fullmatch(text) is not None)
        return is_undated(text) or is_ditto(text) or (only and looks_like_date(text))
    words, others = [], 0
    for word in _LETTERS.findall(text):
        words.append(_part_of_date(word))
        others += not words[-1]
        if others > _OTHER_WORDS:
            return False
    if others and "name" not in words and not _YEAR.search(text):
        return False
    if "name" not in words and not _NUMBERS.search(text) and not _ERA.search(text):  # "about 14"
        return False
    if not others and "name" not in words and _SHORT_YEARS.fullmatch(text) and not has_era(text):
        return False
    return looks_like_date(text)


@lru_cache(maxsize=1_000)
def _is_month(word: str) -> bool:
    return "month" in WORDS.get(fold_word(word), frozenset())


@lru_cache(maxsize=10_000)
def _part_of_date(word: str) -> str:
    """What a word is in a date: `name` (of a month and the like) or `other`; "" for none.

    Whether one in another alphabet than these is, only reading the date tells.
    """
    folded = fold_word(word)
    kinds = WORDS.get(folded, frozenset())
    if kinds & _NAMES:
        return "name"
    if kinds or folded in _OF_TIME or not _ALPHABETS.match(word):
        return "other"
    return ""


def is_plain_date(text: str) -> bool:
    """Whether a text is a date and all of its words are of dates, as beside a title."""
    if not 0 < len(text) <= MAX_DATE_CHARS:
        return False
    text = without_no_place(text)
    only = first_other_word(text) == len(text)
    return (only or is_undated(text)) and _is_date(text)


def first_other_word(text: str) -> int:
    """Where the first word of a text stands that is not one of dates; its length if none.

    >>> first_other_word("9 May: to Ray")
    10
    """
    words = _LETTERS.finditer(text[: MAX_DATE_CHARS + 1])
    return next((m.start() for m in words if not _part_of_date(m[0])), len(text))


def last_other_word(text: str) -> int:
    """Where the last word of a text stands that is not one of dates; -1 if none.

    >>> last_other_word("To Ray, 9 May")
    3
    """
    begin = max(0, len(text) - MAX_DATE_CHARS - 1)
    words = list(_LETTERS.finditer(text, begin))
    return next((m.start() for m in reversed(words) if not _part_of_date(m[0])), -1)


def may_have_date(text: str) -> bool:
    """Whether a part of a text may be a date, told by its numbers and names of months."""
    if not _DIGIT.search(text):
        return False
    return (
        _NUMBERS_NEAR.search(text) is not None
        or any(_part_of_date(word) == "name" for word in _LETTERS.findall(text))
        or _ERA.search(text) is not None
    )


def with_undated(head: str, mark: str, date: str) -> tuple[str, str, str]:
    """A title, what parts it from a date, and the date with "undated" before it, where that stands
    in the same brackets.

    >>> with_undated("Minute (undated", ", ", "c. 1912")
    ('Minute ', ' (', 'undated, c. 1912')
    """
    at = head.rfind("(")
    if at <= head.rfind(")") or not is_undated(first := head[at + 1 :].strip(" ,;")):
        return head, mark, date
    return head[:at], " (", f"{first}, {date}"
