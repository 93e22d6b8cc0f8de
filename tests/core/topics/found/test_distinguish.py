import numpy as np
import pytest

from dash_core.text.vectors.document_vectors import Fields
from dash_core.topics.found.distinguish import label_groups
from dash_core.topics.found.labels import Description

GROUPS = [np.arange(4), np.arange(4, 8)]


def fields(years=(np.nan,) * 8, people=((),) * 8):
    return Fields.of(people, (np.array(years) - 1970) * 365.2425 + 30)


def labels(descriptions, of=None, given=("", "")):
    return label_groups(descriptions, GROUPS, given, of or fields(), "Nowak".__eq__)


def alike(second=("wages",)):
    return [Description(("strikes",), ("strikes", *second), is_distinct=False)] * 2


def test_phrases_alone_tell_groups_apart():
    told = [Description(("coal", "tariffs"), ("coal",)), Description(("wool",), ("wool",))]
    assert labels(told) == ["coal, tariffs", "wool"]
    assert labels(told, given=("Mines", "")) == ["Mines", "wool"]


def test_years_tell_apart_what_words_do_not():
    years = [1921, 1921, 1922, 1922, 1930, 1930, 1930, 1930]
    assert labels(alike(), fields(years)) == ["strikes, 1921–22", "strikes, 1930"]


def test_people_do_where_years_do_not_but_no_office():
    people = [("Nowak", "Board of Trade")] * 4 + [("Board of Trade",)] * 4
    assert labels(alike(), fields([1921] * 8, people)) == ["strikes, with Nowak", "strikes"]


@pytest.mark.parametrize(("second", "last"), [(("wages",), "strikes, wages"), ((), "Group 2")])
def test_else_a_further_word_and_never_a_number_behind_a_label(second, last):
    assert labels(alike(second)) == ["strikes", last]
