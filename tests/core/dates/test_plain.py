"""Forms read at once have the result that the grammar gives them."""

import pytest

from dash_core.dates import parse as parse_module
from dash_core.dates import parse_date
from dash_core.dates.model import DateRules, TrackedRules
from dash_core.dates.plain import read_plain

FORMS = (
    "March 3, 1872",
    "3 March 1872",
    "Mar. 1872",
    "1872 March 3",
    "1872-03-03",
    "March 3, 1872—4 p.m.",
    "March 3, 1872, 11 a.m.",
    "March 3, 1872.",
    "[March 3, 1872]",
    "[1872-1875]",
    "c.1872",
    "Circa 1872-1875",
    "ca.March 1872",
    "March 3-9, 1872",
    "March 3 – 9, 1872",
    "March-May 1872",
    "Mar. - May 1872",
    "1872 March-May",
    "1872, 1875",
    "1872-1873 , 1870, 1872-1874",
    "undated, 1872, 1875-1879",
    "1872, undated",
    "1972-1975, 1872",
    "2199, 2201",
    "27/03/1872",
    "3/27/1872",
    "05-03-1872",
    "5.3.1872",
    "3.3.1872",
)
OTHERS = (
    "December-January 1872",
    "undated, undated",
    "[[1872]]",
    "c. 1872, 1875",
    "Tra 1872",
    "1872-03-00",
    "31/11/1872",
    "[5/3/1872]",
)
RULES = [DateRules(day_first) for day_first in (None, True, False)]


@pytest.mark.parametrize("text", FORMS)
def test_as_by_the_grammar(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_plain(text, TrackedRules(DateRules())) is not None
    read = [parse_date(text, rules) for rules in RULES]
    monkeypatch.setattr(parse_module, "read_plain", lambda _text, _rules: None)
    parse_module.forget_parses()
    assert [parse_date(text, rules) for rules in RULES] == read
    parse_module.forget_parses()


@pytest.mark.parametrize("text", OTHERS)
def test_others_are_left_to_the_grammar(text: str) -> None:
    assert read_plain(text, TrackedRules(DateRules())) is None
