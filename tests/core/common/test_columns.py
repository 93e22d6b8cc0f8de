"""Long lists as columns."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.common.columns import Texts, alike, column_of, listed, packed
from dash_core.readers.report import Piece, Pieces, Record, Records

_TEXTS = st.text(st.characters(codec="utf-8"), max_size=5)
_VALUES = st.one_of(
    st.lists(_TEXTS, min_size=1),
    st.lists(st.one_of(st.none(), st.integers(0, 2**40)), min_size=1),
    st.lists(st.integers(), min_size=1),
    st.lists(st.tuples(_TEXTS), min_size=1),
    st.lists(st.lists(_TEXTS), min_size=1),  # cannot be told apart by a hash
)


@given(_VALUES, st.data())
def test_a_column_is_its_values(values, data):
    column = packed(values)
    assert list(column) == values
    assert column == values
    assert len(column) == len(values)
    start, end = (data.draw(st.integers(-len(values), len(values))) for _i in range(2))
    assert list(column[start:end]) == values[start:end]
    assert [column[i] for i in range(-len(values), len(values))] == [*values, *values]


def test_halves_of_characters_stay_as_they_are():
    assert list(packed(["\ud800", "a"])) == ["\ud800", "a"]


_RECORDS = st.lists(
    st.builds(
        Record,
        title=_TEXTS,
        creators=st.lists(_TEXTS).map(tuple),
        extra=st.dictionaries(_TEXTS, _TEXTS, max_size=3),
        first=st.integers(-1, 9),
    ),
    min_size=1,
)


@given(_RECORDS)
def test_records_as_columns_are_the_records(records):
    many = Records(records)
    assert list(many) == records
    assert many[-1] == records[-1]
    assert list(column_of(many, "title")) == column_of(records, "title")


@given(st.lists(st.tuples(_RECORDS, st.booleans()), min_size=1))
def test_lists_of_records_as_one(lists):
    parts = [Records(records) if is_long else records for records, is_long in lists]
    whole = Records.joined([*parts, []])
    every = [record for records, _is_long in lists for record in records]
    assert list(whole) == every
    assert list(column_of(whole, "extra")) == column_of(every, "extra")


def test_pieces_of_no_document_have_none():
    pieces = [Piece(1, "head", "header"), Piece(2, "a row", "field", 0)]
    assert list(Pieces(pieces)) == pieces


@given(st.lists(_TEXTS, min_size=1_000, max_size=1_010), st.integers(0, 20))
def test_texts_of_a_table_are_where_the_table_has_them(texts, start):
    column = pd.Series(texts, dtype="str")[start:]
    values = listed(column)
    assert list(values) == texts[start:]
    data, ends = Texts.of(column).parts()
    assert list(Texts.checked(data, ends)) == texts[start:]
    assert np.shares_memory(Texts.of(column).data, Texts.of(column).data) == any(texts[start:])


@pytest.mark.parametrize(
    ("data", "ends"), [(b"ab", [0, 3]), (b"ab", [0, 2, 1]), (b"ab", [-1, 2]), (b"\xff", [0, 1])]
)
def test_what_are_no_texts_is_refused(data, ends):
    with pytest.raises(ValueError, match=r"texts|UTF"):
        Texts.checked(np.frombuffer(data, np.uint8), np.array(ends, np.int64))


def test_equal_lists_are_one_object():
    one, other, third = alike([["a"], ["b"], ["a"]])
    assert one is third
    assert (one, other) == (["a"], ["b"])
