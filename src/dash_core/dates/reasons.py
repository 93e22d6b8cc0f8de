"""Why a date of a kind that is known, but not converted, is not read: reigns, terms of courts,
calendars of the moon.

The sentence names the printed words, so that a person can look them up (C. R. Cheney, A Handbook of
Dates; for China and Japan, the tables of their calendars).
"""

import re
from typing import Final

from dash_core.common.i18n import _

__all__ = ["reason_by_kind"]

_RULERS: Final = (
    r"hen(?:ry|rici)?|h(?=\.)|edw(?:ard|ardi)?|ed(?=\.)|ric(?:h|hard|ardi)?|steph(?:en)?"
    r"|john|joh(?=\.)|eliz(?:abeth|abethae)?|mary|mariae|ph(?:il|ilip)? ?(?:&|and) ?m(?:ary|ar)?"
    r"|ja(?:me)?s|jac(?:obi)?|cha(?:rle)?s|car(?:oli)?|w(?:illia)?m|will|gul(?:ielmi)?"
    r"|w\.? ?(?:&|and) ?m(?:ary)?|anne|annae|geo(?:rge|rgii)?|vic(?:t|toria|toriae)?"
)
_REIGN: Final = re.compile(
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?: ?(?:&|and|-) ?[0-9]{{1,2}})? "
    rf"(?:(?:year )?(?:of )?(?:the reign of )?(?:king |queen )?))(?:{_RULERS})(?![^\W\d_])\.?"
    r"(?: ?(?:[IVXivx]{1,5}|[1-8](?![0-9]))\b)?",
    re.IGNORECASE,
)
_REGNAL: Final = re.compile(r"\b(?:regnal year|anno regni|a\. ?r\.)(?: [0-9]+)?", re.IGNORECASE)
_TERM: Final = re.compile(
    r"\b(?:hil(?:ary|\.)|easter|trin(?:ity|\.)|mich(?:aelmas|\.)) term\b", re.IGNORECASE
)
_MOON: Final = re.compile(
    r"\b(?:[0-9]{1,2}(?:st|nd|rd|th) )?(?:moon|lunar(?: month| calendar)?)\b"
    r"|\b[0-9]{1,2}(?:st|nd|rd|th) (?:day )?(?:of the )?(?:[0-9]{1,2}(?:st|nd|rd|th) )month\b"
    r"|旧暦|舊曆|旧历|農曆|农历|陰曆|阴历|음력"
    r"|[正閏闰]?[一二三四五六七八九十正臘腊冬]{1,2}月初[一二三四五六七八九十]日?"
    r"|初[一二三四五六七八九十]日?",
    re.IGNORECASE,
)
_ERA: Final = re.compile(  # of the last emperors of China, of Korea and of Vietnam
    "(?:順治|顺治|康熙|雍正|乾隆|嘉慶|嘉庆|道光|咸豐|咸丰|同治|光緒|光绪|宣統|宣统|洪武|永樂|永乐"
    "|嘉靖|萬曆|万历|崇禎|崇祯|高宗|純祖|光武|隆熙|嘉隆|明命|嗣德|保大)"
    "(?: ?[0-9〇一二三四五六七八九十廿卅元]{1,3} ?年?)?"
)
_CYCLE: Final = re.compile("[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥](?=年|歲|岁|$)")
_FORMS: Final = (_TERM, _REIGN, _REGNAL, _ERA, _MOON, _CYCLE)


def reason_by_kind(text: str) -> str:
    """Why a date of one of these kinds is not read; empty for any other.

    >>> reason_by_kind("3 Hen. VIII")
    '“3 Hen. VIII” is a year of a reign, which is not converted.'
    """
    for form in (_TERM, _REIGN, _REGNAL, _MOON) if text.isascii() else _FORMS:
        match = form.search(text)
        if match is not None:
            return _sentence(form).format(words=match[0].strip())
    return ""


def _sentence(form: re.Pattern[str]) -> str:
    if form is _TERM:
        return _("“{words}” is a term of the courts, whose days are not known here.")
    if form is _MOON:
        return _("“{words}” is of a calendar of the moon, which is not converted.")
    if form is _CYCLE:
        return _("“{words}” is a year of a cycle of sixty; which cycle is not said.")
    return _("“{words}” is a year of a reign, which is not converted.")
