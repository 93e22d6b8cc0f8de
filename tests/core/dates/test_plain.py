"""The forms that are read at once are read as the grammar reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.dates.cleaning import clean_date
from dash_core.dates.grammar.vocabulary import MONTHS
from dash_core.dates.model import DateRules, TrackedRules, UnreadError
from dash_core.dates.plain import read_plain
from dash_core.dates.printed import read_printed


def by_grammar(text):
    try:
        return read_printed(clean_date(text), TrackedRules(DateRules()))
    except UnreadError as err:
        return str(err)


def at_once(text):
    try:
        return read_plain(text)
    except UnreadError as err:
        return str(err)


FORMS = (
    "{m} {d}, {y}", "{d} {m} {y}", "{y} {m} {d}", "{m} {y}", "{m}, {y}", "{y} {m}", "{y}",
    "{m}. {d}, {y}", "{d} {m}. {y}", "{y}, {m}", "{m} {d} {y}",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("year", [1330, 1751, 1900, 2017, 2150])
def test_every_name_of_a_month(form, year):
    for month in MONTHS:
        text = form.format(m=month.title(), d=11, y=year)
        read = at_once(text)
        assert read is None or read == by_grammar(text), text


months = st.sampled_from(("January", "Feb", "MARCH", "Apr.", "mai", "juin", "Juli", "août"))
dates = st.builds(
    lambda form, m, d, y: form.format(m=m, d=d, y=y),
    st.sampled_from(FORMS[:7]), months, st.integers(0, 32), st.integers(1000, 2030),
)  # fmt: skip


@given(st.sampled_from(("", "", "circa ", "ca. ")), dates, dates,
       st.sampled_from(("-", "–", " - ", " – ", "—", "--", "/", ", ")))  # fmt: skip
def test_spans(circa, first, last, sign):
    for text in (circa + first, f"{circa}{first}{sign}{last}"):
        read = at_once(text)
        assert read is None or read == by_grammar(text), text


@pytest.mark.parametrize(
    "text", ["April 5, 1871", "5 Apr. 1871", "1871 April 5", "April 1871", "1871", "1871–1873"]
)
def test_the_usual_forms_are_read_at_once(text):
    assert at_once(text) == by_grammar(text)
