"""Dates of East Asia: 1946年4月5日, 昭和21年, 民國35年, 1946년 4월.

They are put into words that the grammar reads ("1946 April 5"); the years of eras are those of
`japanera` and, for the Republic of China, 1911 and the number.
"""

import re
from calendar import day_name, month_name
from datetime import date
from functools import cache
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.model import UnreadError

__all__ = ["has_east_asian_signs", "to_words"]

_SIGNS: Final = re.compile("[年月日年代世紀纪년월일세기]")
_NUMERALS: Final = "〇一二三四五六七八九"
_NUMBER: Final = re.compile("[〇零○元一二三四五六七八九十廿卅]+(?=[年月日世])")
_DIGITS: Final = {sign: i for i, sign in enumerate(_NUMERALS)} | {"零": 0, "○": 0}
_TENS: Final = {"十": 10, "廿": 20, "卅": 30}
_ERA: Final = re.compile(r"(?P<era>[^\W\d_]{2,4}) ?(?P<year>[0-9]{1,2}) ?年")
_REPUBLIC: Final = ("民國", "民国", "中華民國", "中华民国")
_GREGORIAN_IN_JAPAN: Final = 1873
_WEEKDAYS: Final = "月火水木金土日"
_WEEKDAYS_CHINESE: Final = "一二三四五六日"
_WEEKDAYS_KOREAN: Final = "월화수목금토일"
_WEEKDAY: Final = re.compile(
    r"[(（]?(?:(?P<ja>[月火水木金土日])曜日?|(?:星期|礼拜|週|周)(?P<zh>[一二三四五六日天])"
    r"|(?P<ko>[월화수목금토일])요일)[)）]?"
)
_WORDS: Final = (
    (re.compile(r"([0-9]{1,2}) ?(?:世紀|世纪|세기)"), r"\1th century"),
    (re.compile(r"([0-9]{3}0) ?(?:年代|년대)"), r"\1s "),
    (re.compile(r"(?:から|至|到|부터|까지)"), "-"),
    (re.compile(r"(?:頃|ごろ|約|约|左右|前後|前后|경|무렵)"), " circa "),
    (re.compile(r"(?:公元|西元|西暦|西历|서기)"), ""),
    (re.compile(r"年? ?上半[年期]"), "年 first half "),
    (re.compile(r"年? ?下半[年期]"), "年 second half "),
    (re.compile(r"年 ?春[季天]?"), "年 spring "),
    (re.compile(r"年 ?夏[季天]?"), "年 summer "),
    (re.compile(r"年 ?秋[季天]?"), "年 autumn "),
    (re.compile(r"年 ?冬[季天]?"), "年 winter "),
    (re.compile(r"年初"), "年 early "),
    (re.compile(r"年[末底]"), "年 late "),
    (re.compile(r"([0-9]{4}) ?(?:年度?|년)"), r"\1 "),
    (re.compile(r"([0-9]{1,2}) ?(?:日|号|號|일)"), r"\1 "),
)
_SAID_TWICE: Final = re.compile(r"([0-9]{4}) ?\(\1 ?\)")  # "1946年（昭和21年）"
_MONTH: Final = re.compile(r"([0-9]{1,2}) ?(?:月份?|월)")


def has_east_asian_signs(text: str) -> bool:
    """Whether the text has the signs of a year, month or day."""
    return not text.isascii() and _SIGNS.search(text) is not None


def to_words(text: str) -> str:
    """The date in words that the grammar reads.

    >>> to_words("1946年4月5日")
    '1946 April 5'

    Raises
    ------
    UnreadError
        For an era that is not known, or a day of the calendar that Japan had before 1873.
    """
    text = _WEEKDAY.sub(_weekday, text)
    text = _NUMBER.sub(lambda match: str(_to_number(match.group())), text)
    text = _ERA.sub(_year_of_era, text)
    for pattern, words in _WORDS:
        text = pattern.sub(words, text)
    text = _MONTH.sub(_month, text)
    return _SAID_TWICE.sub(r"\1", " ".join(text.split()))


def _weekday(match: re.Match[str]) -> str:
    for names, sign in (
        (_WEEKDAYS, match["ja"]),
        (_WEEKDAYS_CHINESE, (match["zh"] or "").replace("天", "日")),
        (_WEEKDAYS_KOREAN, match["ko"]),
    ):
        if sign:
            return f" {day_name[names.index(sign)]} "
    return match.group()


def _month(match: re.Match[str]) -> str:
    number = int(match[1])
    if not 1 <= number <= 12:
        raise UnreadError(_("There is no month {month}.").format(month=number))
    return f" {month_name[number]} "


def _to_number(signs: str) -> int:
    """ "二十一" is 21, "一九四六" 1946, "元" the first year of an era."""
    if signs == "元":
        return 1
    if not any(sign in _TENS for sign in signs):
        return int("".join(str(_DIGITS[sign]) for sign in signs if sign in _DIGITS) or "0")
    total = unit = 0
    for sign in signs:
        if sign in _TENS:
            total += _TENS[sign] * (unit or 1)
            unit = 0
        else:
            unit = _DIGITS.get(sign, 0)
    return total + unit


def _year_of_era(match: re.Match[str]) -> str:
    name, number = match["era"], int(match["year"])
    if name in ("公元", "西元", "西暦", "西历"):
        return match.group()
    if name in _REPUBLIC:
        return f"{1911 + number}年"
    era = _japanese_eras().get(name)
    if era is None:
        raise UnreadError(_("“{text}” in this date was not understood.").format(text=name))
    first, last = era
    year = first.year + number - 1
    if number < 1 or (last is not None and year > last.year):
        raise UnreadError(_("This era has no such year."))
    if year < _GREGORIAN_IN_JAPAN:
        raise UnreadError(_("Japan had another calendar before 1873; it is not converted."))
    return f"{year}年"


@cache
def _japanese_eras() -> dict[str, tuple[date, date | None]]:
    """First and last day of each era by its name."""
    from japanera import ERA_DATA_GENERAL  # slow to import, rarely needed

    return {era.kanji: (era.since, era.until) for era in ERA_DATA_GENERAL if era.kanji}
