"""The forms in which archives print dates, each with what it must be read as."""

import pytest

from dash_core.dates import DateRules, parse_date

MARKED = True
PLAIN = False


@pytest.mark.parametrize(
    ("printed", "edtf", "is_marked"),
    [
        ("April 5-7, 1946", "1946-04-05/1946-04-07", PLAIN),
        ("5–7 April 1946", "1946-04-05/1946-04-07", PLAIN),
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
        ("1842-1842", "1842", PLAIN),
        ("01/1984 - 2006", "1984-01/2006", PLAIN),
        ("4/5/1946", "[1946-04-05,1946-05-04]", MARKED),
        ("between 1945 and 1946", "1945/1946", PLAIN),
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
        ("mid-1950s", "1952/1957", PLAIN),
        ("mid- to late-1950s", "1952/1959", PLAIN),
        ("1960s-70s", "196X/197X", PLAIN),
        ("1900s", "19XX", MARKED),
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
    ],
)
def test_read(printed, edtf, is_marked):
    result = parse_date(printed)
    assert (result.text, result.edtf, result.is_marked) == (printed, edtf, is_marked)


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


@pytest.mark.parametrize("printed", ["n.d.", "Undated", "s.d.", "[n.d.]", "без даты"])
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
