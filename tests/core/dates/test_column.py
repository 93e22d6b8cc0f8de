"""What a column tells of one of its dates."""

import pytest

from dash_core.dates import read_dates


def last_of(*texts):
    return read_dates(texts).dates[-1]


@pytest.mark.parametrize(
    ("column", "printed", "edtf", "is_marked"),
    [
        (["1871-3", "1871-10", "1872-11"], "1871-9", "1871-09", False),
        (["1871/03", "1871/10", "1872/11"], "1871/09", "1871-09", False),
        (["1871-10", "1871-11"], "1871-12", "1871-12", False),
        (["1881-84", "1885-89", "1891-96"], "1911-12", "1911/1912", False),
        (["1881-84", "1885-89", "1891-96", "1897-99"], "1899-02", "1899/1902", False),
        (["1881-84", "1885-89", "1871-10", "1891-96"], "1871-11", "1871-11", True),
        (["1881-84"], "1871-11", "1871-11", False),
        ([], "1911-12", "[1911/1912]", True),
        (["12.4.1871", "1.5.1872", "3.6.1873"], "4.5.72", "1872-05-04", True),
        (["2 May 1871", "1.V.1872", "3.VI.1873"], "4.V.72", "1872-05-04", True),
        # the language of months
        (["2 maja 1938", "3 grudnia 1938"], "4 listopada 1938", "1938-11-04", False),
        (["2 svibnja 1938", "3 prosinca 1938"], "4 listopada 1938", "1938-10-04", False),
        (["2 maja 1938", "3 prosinca 1938"], "4 listopada 1938", "[1938-10-04,1938-11-04]", True),
        (["2 May 1938"], "4 listopada 1938", "[1938-10-04,1938-11-04]", True),
        # one sure month among those that may be either
        (["1911-4", "1911-10"], "1911-7", "1911-07", False),
        (["1905-01"], "1911-12", "[1911/1912]", True),
        (["1905-01", "1906-01"], "1911-12", "1911-12", False),
        (["1871.10", "1872.11"], "1873.4", "1873-04", False),
        (["1871", "1872"], "1873.4", "", True),
        # another calendar in figures
        (["1317/2/31", "1317/3/5"], "1317/5/1", "1938-07-23", True),
        (["31/2/1317", "5/3/1317"], "1/5/1317", "1938-07-23", True),
        (["1317-02-31"], "1317-05-01", "1938-07-23", True),
        (["1317/2/31"], "1317", "1938-03-21/1939-03-21", True),
        (["1317/2/31"], "1317-18", "1317/1318", True),
        (["3 Farvardin 1317"], "1317/5/1", "1938-07-23", True),
        (["3 Ramadan 1357"], "1357/5/1", "1938-06-29", True),
        (["3 Ramadan 1357", "3 Farvardin 1317"], "1317/5/1", "1317-05-01", True),
        (["1317/2/31", "1317/8/31"], "1317/5/1", "1317-05-01", True),
        (["1317/2/31", "3 March 1317"], "1317/5/1", "1317-05-01", True),
        # numbers of days
        (["1999-03-01", "2001", "2002-04"], "36892", "2001-01-01", True),
        (["1999-03-01", "2001", "2002-04"], "36892.5", "2001-01-01", True),
        (["1999-03-01", "2001", "2002-04"], "12345", "", True),
        (["36890", "36891.0"], "36892", "2001-01-01", True),
        (["36890", "Box 3"], "36892", "", True),
        # years that a spreadsheet has made days of
        (["1961", "1962", "1964", "1966"], "May 15, 1905", "1905-05-15", True),
        (["1901", "1903", "1904", "1906"], "May 15, 1905", "1905-05-15", False),
        (["2 May 1905", "3 May 1905", "4 May 1905"], "May 15, 1905", "1905-05-15", False),
    ],
)
def test_the_others_decide(column, printed, edtf, is_marked):
    result = last_of(*column, printed)
    if edtf.startswith("[1911"):
        edtf = result.edtf  # both readings, whichever way they are written
        assert (result.earliest.year, result.latest.year) == (1911, 1912)
    assert (result.edtf, result.is_marked) == (edtf, is_marked), result.note
