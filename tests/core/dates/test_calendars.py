"""Dates of other calendars: as printed, and every day there and back."""

import warnings
from datetime import date

import pytest
from convertdate import french_republican, gregorian, hebrew, islamic, persian
from hypothesis import given
from hypothesis import strategies as st

from dash_core.dates import looks_like_date, parse_date

MARKED = True
PLAIN = False


@pytest.mark.parametrize(
    ("printed", "edtf", "is_marked"),
    [
        ("22 Shawwal 1357", "1938-12-15", MARKED),
        ("A.H. 1357", "1938-03-03/1939-02-20", MARKED),
        ("c. 1357 AH", "1938-03-03~/1939-02-20~", MARKED),
        ("رجب ١٣٥٧", "1938-08-27/1938-09-25", MARKED),
        ("3-10 Rajab 1357", "1938-08-29/1938-09-05", MARKED),
        ("۵ مهر ۱۳۱۷", "1938-09-27", MARKED),
        ("1317/7/5 SH", "1938-09-27", MARKED),
        ("2 Tishri 5699", "1938-09-27", MARKED),
        ("9 thermidor an II", "1794-07-27", MARKED),
        ("le 9 thermidor de l’an 2", "1794-07-27", MARKED),
        ("an IX", "1800-09-23/1801-09-22", MARKED),
        ("9 Haziran 1325", "1909-06-22", MARKED),
        ("Kânunusani 1325", "1910-01-14/1910-02-13", MARKED),
        ("1 Mart 1333", "1917-03-01", MARKED),
        ("9 Haziran 1925", "1925-06-09", PLAIN),
        ("昭和13年9月27日", "1938-09-27", PLAIN),
        ("昭和十三年", "1938", PLAIN),
        ("民國二十七年九月", "1938-09", PLAIN),
        ("一九三八年九月二十七日", "1938-09-27", PLAIN),
        ("1938年9月27日-30日", "1938-09-27/1938-09-30", PLAIN),
        ("1938年9月27日火曜日", "1938-09-27", PLAIN),
        ("1938년 9월 27일", "1938-09-27", PLAIN),
        ("1930年代", "193X", PLAIN),
        ("1938年（昭和13年）", "1938", PLAIN),
        ("27 September 1938 / 2 Sha'ban 1357", "1938-09-27", PLAIN),
        ("1357 AH (1938)", "1938", PLAIN),
        ("A.H. 1357 [1938]", "1938", PLAIN),
        ("1357 AH / 1946", "[1938-03-03..1939-02-20,1946]", MARKED),
        ("1357/1938", "1938", MARKED),
        ("1317 (1938)", "1938", MARKED),
        ("5 Nisan 1938", "1938-04-05", PLAIN),
        ("١٣٥٧هـ / ١٩٣٨م", "1938", PLAIN),
        ("1 شباط (فبراير) 1938 م", "1938-02-01", PLAIN),
    ],
)
def test_read(printed, edtf, is_marked):
    result = parse_date(printed)
    assert (result.edtf, result.is_marked) == (edtf, is_marked)
    assert looks_like_date(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "31 Rajab 1357",
        "31 mehr 1938",
        "15 thermidor",
        "昭和70年",
        "明治3年5月1日",
        "光緒三十二年",
        "An 7",
    ],
)
def test_not_read_but_marked(printed):
    result = parse_date(printed)
    assert not result.is_known
    assert result.note


HIJRI = (
    "Muharram|Safar|Rabi' al-Awwal|Rabi' al-Thani|Jumada I|Jumada II|Rajab|Sha'ban|Ramadan|Shawwal|"
    "Dhu al-Qa'dah|Dhu al-Hijjah"
)
PERSIAN = "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند"
HEBREW = "Nisan|Iyar|Sivan|Tammuz|Av|Elul|Tishri|Heshvan|Kislev|Tevet|Shevat|Adar|Adar II"
REPUBLICAN = (
    "vendémiaire an|brumaire an|frimaire an|nivôse an|pluviôse an|ventôse an|germinal an|"
    "floréal an|prairial an|messidor an|thermidor an|fructidor an|jour complémentaire an"
)


@pytest.mark.parametrize(
    ("module", "months", "first", "last"),
    [
        (islamic, HIJRI, date(1600, 1, 1), date(2050, 1, 1)),
        (persian, PERSIAN, date(1700, 1, 1), date(2050, 1, 1)),
        (hebrew, HEBREW, date(1500, 1, 1), date(2050, 1, 1)),
        (french_republican, REPUBLICAN, date(1793, 1, 1), date(1805, 12, 31)),
    ],
)
@given(data=st.data())
def test_a_day_there_and_back(module, months, first, last, data):
    how = {"method": "romme"} if module is french_republican else {}  # the others are slow
    day = data.draw(st.dates(first, last))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # convertdate's own
        year, month, number = module.from_jd(gregorian.to_jd(day.year, day.month, day.day), **how)
    result = parse_date(f"{number} {months.split('|')[month - 1]} {year}")
    assert (result.earliest, result.latest, result.is_marked) == (day, day, True)


@given(st.dates(date(1873, 1, 1), date(2025, 12, 31)))
def test_a_day_of_a_japanese_era_there_and_back(day):
    from japanera import EraDate

    era = EraDate(day.year, day.month, day.day).era
    result = parse_date(f"{era.kanji}{day.year - era.since.year + 1}年{day.month}月{day.day}日")
    assert (result.earliest, result.latest, result.note) == (day, day, "")
