"""Search over all that a listing has, by a table of a person's own making."""

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dash_core import Collection, Filter
from dash_core.collection.view import select
from dash_core.text.language.stopwords import stop_words
from dash_core.text.language.tokens import fold
from dash_core.text.search.query import parse_query

HEADER = "Nr,Date,Title,Abstract,Sender,Addressee,Box,Motif,Mood of writer,Scan,Subject".split(",")
ROWS = [
    (
        "L-01,3 May 1911,Letter to friends,Rain.,The Acting Consul,Hanna Rask,7,War and peace,glum,"
        "https://scans.example.org/l/rask-01.jpg,Trade"
    ),
    "L-02,May 1911,Letter,About a cow.,Consul,Hanna Rask,7,Farming,merry,,Cattle; Trade",
    "L-03,1912,Report B,Nothing new.,Vice Consul,Ministry of War,8,War,¡alegre!,,",
    "L-04,,Note,A cow again.,Olav Brekke,Consul,12/b,Пахота,no comment,,Cattle",
]
TABLE = [HEADER, *(next(csv.reader([row])) for row in ROWS)]


@pytest.fixture(scope="module")
def letters() -> Collection:
    text = io.StringIO()
    csv.writer(text).writerows(TABLE)
    return Collection.read(text.getvalue().encode(), topics="", name="letters.csv")


def found(collection: Collection, typed: str) -> set[str]:
    return {collection.table["id"][row] for row in select(collection, Filter(words=typed)).rows}


@given(st.data())
@settings(max_examples=50)
def test_any_word_of_any_cell_finds_its_row(letters, data):
    row = data.draw(st.sampled_from(TABLE[1:]))
    words = [
        word
        for cell in row
        for word in re.findall(r"\w+", cell)
        if fold(word) not in stop_words("en")
    ]
    word = data.draw(st.sampled_from(words))
    assert row[0] in found(letters, word), word


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("war", "L-01 L-03"),
        ("Motif:war", "L-01 L-03"),
        ("motif:farm*", "L-02"),
        ('"Mood of writer":merry', "L-02"),
        ("mood_of_writer:glum", "L-01"),
        ("Motif:war -to:ministry", "L-01"),
        ("-motif:war", "L-02 L-04"),
        ("motif:farming OR motif:пахота", "L-02 L-04"),
        ("cow OR rain", "L-01 L-02 L-04"),
        ("letter cow OR rain", "L-01 L-02"),
        ("from:consul", "L-01 L-02 L-03"),
        ("subject:trade", "L-01 L-02"),
        ("addressee:ministry", "L-03"),
        ("nr:L-03", "L-03"),
        ("id:L-03", "L-03"),
        ("date:1911", "L-01 L-02"),
        ("1911", "L-01 L-02"),
        ("Box:7", "L-01 L-02"),
        ("12/b", "L-04"),
        ("b", "L-03 L-04"),
        ('"war and peace"', "L-01"),
        ('motif:"war and peace"', "L-01"),
        ('"peace and war"', ""),
        ("rai*", "L-01"),
        ("jpg", "L-01"),
        ("motif:the", ""),
        ("Motif:no", ""),
        ('"Mood of writer":no', "L-04"),
    ],
)
def test_what_is_found(letters, typed, ids):
    assert found(letters, typed) == set(ids.split())


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("from:consul", "from: consul finds Consul (1), The Acting Consul (1), Vice Consul (1)."),
        ("Motif:cows", "“cows” stands nowhere in Motif."),
        ("id:zebra", "No identifier has “zebra”."),
        ("the", "“the” is too common to search for."),
    ],
)
def test_how_a_field_was_read_is_said(letters, typed, remark):
    assert letters.match(typed).remarks == (remark,)


def test_a_short_word_that_nobody_has_is_missing_and_not_common(letters):
    assert letters.match("9").missing == ("9",)
    assert letters.match("9").remarks == ()


def test_a_hit_says_in_which_field_it_was_found(letters):
    match = letters.match("cow farming")
    [row] = select(letters, Filter(words="cow farming")).rows
    assert match.explain(letters.index, row).fields == (("Motif", "Farming"),)
    assert {"cow", "farming"} <= set(match.explain(letters.index, row).terms)


def test_titles_come_before_fields(letters):
    order = [
        letters.table["id"][row] for row in select(letters, Filter(words="letter OR trade")).rows
    ]
    assert order[:2] == ["L-02", "L-01"]


def test_columns_are_fields_of_a_query_as_typed_again():
    columns = {name: name for name in ("Motif", "Mood of writer")}
    typed = '"Mood of writer":merry OR -Motif:war'
    query = parse_query(typed, columns)
    assert parse_query(str(query), columns) == query
    assert query.sentence() == "“merry” in Mood of writer or “war” not in Motif"
