"""The forms in which archives print dates, each with what it must be read as."""

import re

import pytest

from dash_core.dates import DateRules, parse_date

MARKED = True
PLAIN = False


@pytest.mark.parametrize(
    ("printed", "edtf", "is_marked"),
    [
        ("April 5-7, 1946", "1946-04-05/1946-04-07", PLAIN),
        ("1811-1960 (majority within 1850-1870)", "1811/1960", PLAIN),
        ("1811-1860 (majority within 1850-1870)", "1811/1860", MARKED),
        ("5–7 April 1946", "1946-04-05/1946-04-07", PLAIN),
        ("1907-11-??", "1907-11-XX", PLAIN),
        ("1907-??-??", "1907-XX-XX", PLAIN),
        ("??.11.1907", "1907-11-XX", PLAIN),
        ("April 28 - May 2, 1946", "1946-04-28/1946-05-02", PLAIN),
        ("December 30, 1945 – January 2, 1946", "1945-12-30/1946-01-02", PLAIN),
        ("28 Dec 1987-3 Jan 1988", "1987-12-28/1988-01-03", PLAIN),
        ("1997 May 22-24", "1997-05-22/1997-05-24", PLAIN),
        ("1986 May-1988 February", "1986-05/1988-02", PLAIN),
        ("2001 March, October, 2005 February", "{2001-03,2001-10,2005-02}", PLAIN),
        ("March-July 1874", "1874-03/1874-07", PLAIN),
        ("Apr 1981-Dec-1981", "1981-04/1981-12", PLAIN),
        ("1926-28", "1926/1928", PLAIN),
        ("1911-12", "1911/1912", MARKED),
        ("1873-35", "1873-35", PLAIN),  # a quarter in EDTF, since no years run backwards
        ("+1873-00-00T00:00:00Z", "1873", PLAIN),
        ("+1873-05-00T00:00:00Z", "1873-05", PLAIN),
        ("+1873-05-02T00:00:00Z", "1873-05-02", PLAIN),
        ("1. Hälfte des 16. Jahrhunderts", "1500/1549", PLAIN),
        ("1873 m. gegužės 2 d.", "1873-05-02", PLAIN),
        ("1873 m. gegužė", "1873-05", PLAIN),
        ("ngày 2 tháng 5 năm 1873", "1873-05-02", PLAIN),
        ("tháng 5 năm 1873", "1873-05", PLAIN),
        ("1341 H / 1923 M", "1923", PLAIN),
        ("3.II.1919 (stil vechi)", "1919-02-16", MARKED),
        ("1873 [vielmehr 1874]", "1874", MARKED),
        ("1873 (4 Fotografien)", "1873", PLAIN),
        ("1873-05/9999", "1873-05/..", MARKED),
        ("[1873-05-02, 1873-05-20]", "[1873-05-02,1873-05-20]", PLAIN),
        ("1842-1842", "1842", PLAIN),
        ("01/1984 - 2006", "1984-01/2006", PLAIN),
        ("4/5/1946", "[1946-04-05,1946-05-04]", MARKED),
        ("between 1945 and 1946", "[1945..1946]", PLAIN),
        ("1880s-1900s", "188X/190X", PLAIN),  # beside a decade "1900s" is one
        ("1900s", "19XX", MARKED),
        ("1871, 1872 or 1873", "[1871,1872,1873]", PLAIN),
        ("ca. 1871-1873, 1880", "{1871~,1872~,1873~,1880}", PLAIN),
        ("ca. 1801-1870, 1880", "{1801..1870,1880}", MARKED),
        ("3 May 1871 (received)", "1871-05-03", MARKED),
        ("2019-34", "2019-34", PLAIN),  # no document is of 2034: a quarter, in EDTF
        ("1919-34", "1919/1934", PLAIN),
        ("ca. 1946", "1946~", PLAIN),
        ("1946 (approx)", "1946~", PLAIN),
        ("12 August, circa 1881", "1881-08-12~", PLAIN),
        ("c.1805–10", "1805~/1810~", PLAIN),
        ("[Jul?] 1942", "1942-07?", PLAIN),
        ("Spring 1946", "1946-21", PLAIN),
        ("Winter 1945-46", "1945-12/1946-02", PLAIN),
        ("Winter 1945-1946", "1945-12/1946-02", PLAIN),
        ("1945-1946 winter", "1945-12/1946-02", PLAIN),
        ("Winter 1946", "1946-24", MARKED),
        ("early 20th century", "1900/1949", PLAIN),
        ("17th and 18th centuries", "{16XX,17XX}", PLAIN),
        ("18./19. Jh.", "1700/1899", PLAIN),
        ("mid-1950s", "1953/1957", PLAIN),
        ("mid- to late-1950s", "1952/1959", PLAIN),
        ("1960s-70s", "196X/197X", PLAIN),
        ("before 1946", "../1946", MARKED),
        ("pre-1946", "../1946", MARKED),
        ("after 1946", "1946/..", MARKED),
        ("1946 or 1947", "[1946,1947]", PLAIN),
        ("1933-1938, 1985", "{1933..1938,1985}", PLAIN),
        ("1800s-1890s, circa 1980s", "{1800..1899,198X~}", PLAIN),
        ("1963-[1985], undated", "1963/1985", MARKED),
        ("March 27, 1934—10 a.m.", "1934-03-27", PLAIN),
        ("December 15, 1936—noon", "1936-12-15", PLAIN),
        ("December 20, 1870. (Received January 14, 1871.)", "1870-12-20", MARKED),
        ("August 17, 1870. (Received September 7.)", "1870-08-17", PLAIN),
        ("Friday, April 5, 1946", "1946-04-05", PLAIN),
        ("Monday, April 5, 1946", "1946-04-05", MARKED),
        ("1946-04-05T10:00:00Z", "1946-04-05", PLAIN),
        ("1948/07//", "1948-07", PLAIN),
        ("14 de abril de 1946", "1946-04-14", PLAIN),
        ("1er avril 1946", "1946-04-01", PLAIN),
        ("mi-avril 1946", "1946-04-08/1946-04-22", PLAIN),
        ("в начале апреля 1946 г.", "1946-04-01/1946-04-15", PLAIN),
        ("3. Viertel 18. Jh.", "1750/1774", PLAIN),
        ("nicht vor 1946", "1946/..", MARKED),
        ("nicht nach 1946", "../1946", MARKED),
        ("5th day of April 1946", "1946-04-05", PLAIN),
        ("Anno 1746", "1746", PLAIN),
        ("1946:04:05 10:00:00", "1946-04-05", PLAIN),
        ("1946_04_05", "1946-04-05", PLAIN),
        ("24 marca 1846 r. (st. st.)", "1846-04-05", MARKED),
        ("5 Ebrill 1946", "1946-04-05", PLAIN),
        ("MDCCXLVI", "1746", PLAIN),
        ("M.DCC.XLVI.", "1746", PLAIN),
        ("MDCCXLVI [1746]", "1746", PLAIN),
        ("5. April 1946", "1946-04-05", PLAIN),
        ("5 апреля 1946 г.", "1946-04-05", PLAIN),
        ("5 aprile 1946", "1946-04-05", PLAIN),
        ("5.IV.1946", "1946-04-05", PLAIN),
        ("31. 12. 1945", "1945-12-31", PLAIN),
        ("12/25 January 1918", "1918-01-25", MARKED),
        ("February 10, 1731/32", "1732-02-21", MARKED),
        ("1 мая 1917 (ст. ст.)", "1917-05-14", MARKED),
        ("XIX век", "18XX", PLAIN),
        ("18. Jahrhundert", "17XX", PLAIN),
        ("March 9, 1861.”", "1861-03-09", PLAIN),
        ("14/12/1825 (O.S.)", "1825-12-26", MARKED),
        ("December 14, 1825 OS (December 26, 1825 NS)", "1825-12-26", MARKED),
        ("26 December 1825 N.S. [14 December 1825 O.S.]", "1825-12-26", MARKED),
        ("26 December 1825 N.S. [15 December 1825 O.S.]", "[1825-12-15,1825-12-26]", MARKED),
        ("1825, 14 décembre", "1825-12-14", PLAIN),
        ("1825, 14 décembre 1826", "{1825,1826-12-14}", PLAIN),
        ("1825, s. m.", "1825", PLAIN),
        ("14.XII.1825 (O.S.)", "1825-12-26", MARKED),
        ("14.12.1825 г. (ст. стиля)", "1825-12-26", MARKED),
        ("1825-12-14/1825-12-16 (O.S.)", "1825-12-26/1825-12-28", MARKED),
        ("from 1931 to 1938", "1931/1938", PLAIN),
        ("From May 2 to June 9, 1938", "1938-05-02/1938-06-09", PLAIN),
        ("late 1938", "1938-07/1938-12", PLAIN),
        ("1938, late", "1938-07/1938-12", PLAIN),
        ("mid-1938", "1938-04/1938-09", PLAIN),
        ("early 1930s", "1930/1934", PLAIN),
        ("ca. early 1930s", "1930~/1935~", PLAIN),
        ("ca. early 18th century", "1690~/1759~", PLAIN),
        # years by two calendars are no span
        ("1357/1938-39", "1938/1939", MARKED),
        ("1938-39/1357", "1938/1939", MARKED),
        ("1357-58 [1938-1939]", "1938/1939", MARKED),
        ("1357/1950-51", "", MARKED),
        ("vom 2. März bis zum 5. April 1938", "1938-03-02/1938-04-05", PLAIN),
        ("vom 2.3. bis 5.4.1938", "1938-03-02/1938-04-05", PLAIN),
        ("in der Zeit vom 2. bis 5. April 1938", "1938-04-02/1938-04-05", PLAIN),
        ("vom 2. März 1938", "1938-03-02", PLAIN),
        ("1741 Mai 3, Wien", "1741-05-03", MARKED),
        ("1756-05-04, Almarza", "1756-05-04", MARKED),
        # no place
        ("[1742 Jan.], o. O.", "1742-01", PLAIN),
        ("17.10.[1742]", "1742-10-17", PLAIN),
        ("[17].10.1742", "1742-10-17", PLAIN),
        ("17.10.[17]42", "1742-10-17", PLAIN),
        ("1742-04-xx", "1742-04-XX", PLAIN),
        ("1742-xx-xx", "1742-XX-XX", PLAIN),
        ("1742-11-2x", "1742-11-2X", PLAIN),
        ("174x-12-10", "174X-12-10", PLAIN),
        ("o.O., [ca. 1938]", "1938~", PLAIN),
        ("S. l., 2 mars 1938", "1938-03-02", PLAIN),
        ("[n.p.], March 1938", "1938-03", PLAIN),
        ("od 2 marca do 5 kwietnia 1938", "1938-03-02/1938-04-05", PLAIN),
        ("2 March 1938 [sic.]", "1938-03-02", MARKED),
        ("1938 {sic}", "1938", MARKED),
        ("1938 (!)", "1938", MARKED),
        ("1938 [sic for 1939]", "1939", MARKED),
        ("1938 [sic; recte 1939]", "1939", MARKED),
        ("FY 1938/39", "1938/1939", MARKED),
        ("FYs 1938 to 1940", "1938/1940", MARKED),
        ("FY 1938–FY 1939", "1938/1939", MARKED),
        ("Poststempel: 2.3.1938", "1938-03-02", MARKED),
        ("cachet de la poste 2 mars 1938", "1938-03-02", MARKED),
        ("Signed, March 2, 1938", "1938-03-02", MARKED),
        ("Easter 985", "0985-04-17", MARKED),
        ("Weißer Sonntag 1850", "1850-04-07", MARKED),
        ("s. XV in.", "1400/1449", PLAIN),
        ("saec. XV med.", "1425/1474", PLAIN),
        ("s. XIV ex.-s. XV in.", "1350/1449", PLAIN),
        ("1938 -> 1940", "1938/1940", PLAIN),
        ("2 March 1938 –> 5 March 1938", "1938-03-02/1938-03-05", PLAIN),
        ("1938 ⇒ 1940", "1938/1940", PLAIN),
        ("1936, 1838", "{1838,1936}", MARKED),
        ("1936, 1928", "{1928,1936}", PLAIN),
        ("late 1937-early 1938", "1937-07/1938-06", PLAIN),
        ("second half of the 18th century", "1750/1799", PLAIN),
        ("last third of the 18th century", "1766/1799", PLAIN),
        ("3rd quarter 1938", "1938-07/1938-09", PLAIN),
        ("Q3 1938", "1938-07/1938-09", PLAIN),
        ("1938 Q3", "1938-07/1938-09", PLAIN),
        ("end of June 1938", "1938-06-16/1938-06-30", PLAIN),
        ("late summer 1938", "1938-22", MARKED),
        ("3.vi.1938", "1938-06-03", PLAIN),
        ("VI.1938", "1938-06", PLAIN),
        ("1938. VI. 3.", "1938-06-03", PLAIN),
        ("28.V.-3.VI.1938", "1938-05-28/1938-06-03", PLAIN),
        ("3.-15.6.1938", "1938-06-03/1938-06-15", PLAIN),
        ("28.5.-13.6.1938", "1938-05-28/1938-06-13", PLAIN),
        ("1930-40s", "193X/194X", PLAIN),
        ("November-February 1938", "1937-11/1938-02", MARKED),
        ("March 1668/69", "1669-03", MARKED),
        ("3 March 1668/1669", "1669-03-13", MARKED),
        (r"25\6\1938", "1938-06-25", PLAIN),
        (r"3\4 June 1938", "[1938-06-03,1938-06-04]", MARKED),
        (r"1938\-1939", "1938/1939", PLAIN),
        ("Feb’y 3, 1838", "1838-02-03", PLAIN),
        ("3 9bre 1788", "1788-11-03", PLAIN),
        ("Xber 1688", "1688-12", PLAIN),
        ("cirac 1938", "1938~", PLAIN),
        ("1:o maj 1938", "1938-05-01", PLAIN),
        ("٣ حزيران ١٩٣٨", "1938-06-03", PLAIN),
        ("３ June １９３８", "1938-06-03", PLAIN),
        ("3 حزيران/يونيو 1938", "1938-06-03", PLAIN),
        ("3 listopada 1938", "[1938-10-03,1938-11-03]", MARKED),
        ("3 listopada 1938 roku", "1938-11-03", PLAIN),
        ("June 3, 1983 [sic]", "1983-06-03", MARKED),
        ("1938 [i.e. 1939]", "1939", MARKED),
        ("[1938 i.e. 1939]", "1939", MARKED),
        ("June 3 [recte 4], 1938", "1938-06-04", MARKED),
        ("June 3 [i.e. July 3], 1938", "1938-07-03", MARKED),
        ("June 3 [13], 1938", "[1938-06-03,1938-06-13]", MARKED),
        ("June [July] 3, 1938", "[1938-06-03,1938-07-03]", MARKED),
        ("Easter 1938", "1938-04-17", MARKED),
        ("Karfreitag 1938", "1938-04-15", MARKED),
        ("Пасха 1938", "1938-04-24", MARKED),
        ("St. John’s Day, 1938", "1938-06-24", MARKED),
        ("Lady Day 1638", "[1638-03-25,1638-04-04]", MARKED),
        ("Michaelmas 1438", "1438-10-08", MARKED),
        ("FY 1938", "1937/1939", MARKED),
        ("academic year 1938-39", "1938/1939", MARKED),
        ("1938 fiscal year", "1937/1939", MARKED),
        ("31 BC", "-0030", MARKED),
        ("1 B.C.E.", "0000", MARKED),
        ("ca. 31 v. Chr.", "-0030~", MARKED),
        ("2nd century BC", "-0199/-0100", MARKED),
        ("31 BC - AD 14", "-0030/0014", MARKED),
        ("312 CE", "0312", PLAIN),
        ("A.D. 1312", "1312", PLAIN),
        ("rec'd June 4, 1938", "1938-06-04", MARKED),
        ("June 3, 1938, rec’d June 4", "1938-06-03", MARKED),
        ("postmarked 3 June 1938", "1938-06-03", MARKED),
        ("1938 (12 leaves)", "1938", PLAIN),
        ("3 June 1938, 2 copies", "1938-06-03", PLAIN),
        ("Mon, 3 Jun 2002 09:30:00 +0200 (CEST)", "2002-06-03", PLAIN),
        ("1936, 1937 or 1938", "[1936,1937,1938]", PLAIN),
        ("۱۳۱۷", "1317", MARKED),
    ],
)
def test_read(printed, edtf, is_marked):
    result = parse_date(printed)
    assert (result.text, result.edtf, result.is_marked) == (printed, edtf, is_marked)


@pytest.mark.parametrize(
    "printed",
    [
        *("9 octobre 1896, 18 h. 10", "9 octobre 1896 à 18h10", "9 octobre 1896, 7 h. 1/2 du soir"),
        *("9 ottobre 1896, ore 18,10 (per. ore 23)", "9. Oktober 1896, 7 Uhr 15 abends"),
        *("9. Oktober 1896, 18.15 Uhr (Ankunft: 10. Oktober)", "9 octobre 1896 (Reçu : le 10)"),
        *("9 октября 1896 г. в 18 ч. 10 м.", "9 октября 1896 г., 6 часов вечера"),
        *(
            "9 oktober 1896, kl. 18.10",
            "9 oktober 1896, 18.10 uur",
            "9 października 1896, godz. 18",
        ),
        *("9 de octubre de 1896, a las 18:10 h", "9 de outubro de 1896, às 18h10"),
        *("9 октября 1896 г. № 112", "9 octobre 1896, n° 112"),
    ],
)
def test_hours_and_numbers_beside_a_day(printed):
    result = parse_date(printed)
    assert (result.text, result.edtf, result.note) == (printed, "1896-10-09", "")


def test_days_are_no_hours():
    assert parse_date("du 5 à 10 mai 1896").edtf == "1896-05-05/1896-05-10"


@pytest.mark.parametrize(
    ("printed", "qualifier"),
    [
        ("[1946?]", "uncertain"),
        ("[1946]", "inferred"),
        ("ca. 1946", "approximate"),
        ("1946", "none"),
    ],
)
def test_qualifier(printed, qualifier):
    result = parse_date(printed)
    assert (result.earliest.year, result.qualifier, result.note) == (1946, qualifier, "")


@pytest.mark.parametrize(
    "printed",
    [
        *(
            "n.d.",
            "Undated",
            "s.d.",
            "[n.d.]",
            "без даты",
            "o. O. u. J.",
            "[s.l.n.d.]",
            "o.O., o.D.",
        ),
        *("undatiert", "[undat.]", "non daté", "non datata", "sin año", "s. f.", "ongedateerd"),
        *("недатировано", "niedatowane", "ohne Jahr"),
        *("dates not examined", "unidentified_date", "date not recorded"),
    ],
)
def test_no_date_is_understood_and_not_marked(printed):
    result = parse_date(printed)
    assert (result.is_known, result.says_undated, result.note) == (False, True, "")


@pytest.mark.parametrize(
    ("printed", "note"),
    [
        ("February 30, 1946", "does not exist"),
        ("12/24/45", "century"),
        ("'46", "century"),
        ("Feb. 26", "no year"),
        ("12 June, undated", "no year"),
        ("Do", "entry before"),
        ("〃", "entry before"),
        ("1873 1874", "not understood"),
        ("and 1946 April oil", "not understood"),
        ("Fines 1853", "“Fines” in"),
        ("7 Ric. II", "“7 Ric. II” is a year of a reign"),
        ("12th year of the reign of King John", "John” is a year of a reign"),
        ("Hilary Term 1610", "“Hilary Term” is a term"),
        ("嘉慶三年", "“嘉慶三年” is a year of a reign"),
        ("10th day of the 2nd month", "of a calendar of the moon"),
    ],
)
def test_not_read_and_why(printed, note):
    result = parse_date(printed)
    assert not result.is_known
    assert note in result.note


@pytest.mark.parametrize(
    ("printed", "edtf"), [("12/24/45", "1945-12-24"), ("'46", "1946"), ("1-Apr-83", "1983-04-01")]
)
def test_two_digits_with_a_century_are_read_and_marked(printed, edtf):
    result = parse_date(printed, DateRules(century=1900))
    assert (result.edtf, result.is_marked) == (edtf, True)


@pytest.mark.parametrize(("day_first", "edtf"), [(True, "1946-05-04"), (False, "1946-04-05")])
def test_the_order_that_was_decided_is_used_and_marked(day_first, edtf):
    result = parse_date("4/5/1946", DateRules(day_first=day_first))
    assert (result.edtf, result.is_marked) == (edtf, True)


@pytest.mark.parametrize(
    "printed",
    [
        r"4\5\1938",
        r"1938\1937",
        "middle of winter 1938",
        "spätes 1938 zz",
        "1938年六月xx",
        "[!] zz 1938",
        "rec’d 1938, 3 lettres",
        "４／５／１９３８",
    ],
)
def test_a_note_quotes_only_what_is_printed(printed):
    for quoted in re.findall("“(.+?)”", parse_date(printed).note):
        assert quoted in printed
