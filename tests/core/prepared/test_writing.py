"""What is written and read back is equal, and shares what was shared."""

from collections import Counter
from pickle import dumps, loads

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csc_matrix, csr_matrix

from dash_core.dates import parse_date
from dash_core.prepared import reading
from dash_core.prepared.long_list import LongList
from dash_core.prepared.reading import MismatchError, Values
from dash_core.prepared.writing import Writer
from tests.core.prepared.test_listing import as_held

ATOMS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False),
    st.text(),
    st.binary(max_size=5),
)
NESTED = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(max_size=3), inner, max_size=4),
    ),
)


def there_and_back(value):
    writer = Writer(value)
    arrays = dict(writer.arrays())
    assert all(data.dtype != object for data in arrays.values())
    return Values(writer.description(), arrays.__getitem__).root


@given(NESTED)
def test_values_come_back_equal(value):
    assert repr(there_and_back(value)) == repr(value)  # 1, 1.0 and True are equal


@given(st.frozensets(st.text(max_size=3)))
def test_sets_come_back_equal(value):
    assert there_and_back([value, set(value)]) == [value, value]


@given(st.lists(st.lists(st.text(max_size=3), max_size=3), min_size=100, max_size=150))
def test_many_lists_of_texts_come_back(rows):
    assert there_and_back([rows, tuple(map(tuple, rows))]) == [rows, tuple(map(tuple, rows))]


def test_half_a_character_comes_back():
    texts = [f"\ud800{i}" for i in range(200)]
    assert there_and_back([texts, texts[3]]) == [texts, texts[3]]


def test_what_is_shared_stays_shared():
    inner, loop = ["a"], []
    loop.append(loop)
    one, other, again = there_and_back([inner, inner, loop])
    assert one is other
    assert again[0] is again


@pytest.mark.parametrize(
    "values",
    [
        pd.Series(["a", "", None, "a"], dtype="str"),
        pd.Series(["x", "y", "z"], dtype="str"),
        pd.Series(["b", None, "a"], dtype=pd.CategoricalDtype(["a", "b", "c"], ordered=True)),
        pd.Series([["a"], [], ["a", "b"]], dtype=object),
        pd.Series(np.array(["0001-02-03", "NaT"], dtype="datetime64[s]")),
        pd.Series([1, 2, 3]),
        pd.Series([], dtype="str"),
    ],
)
def test_columns_come_back(values):
    frame = pd.DataFrame({"one": values, "other": values})
    pd.testing.assert_frame_equal(as_held(there_and_back(frame)), frame)


@pytest.mark.parametrize("make", [csr_matrix, csc_matrix])
def test_matrices_and_arrays_come_back(make):
    matrix = make(np.array([[0, 2.5, 0], [1, 0, 0]]))
    data, counts, back = there_and_back([matrix.toarray(), Counter("aab"), matrix])
    np.testing.assert_array_equal(data, matrix.toarray())
    assert counts == Counter(a=2, b=1)
    assert type(counts) is Counter
    assert type(back) is make
    assert (back != matrix).nnz == 0


@pytest.mark.parametrize("value", [lambda: 1, print, Exception("x"), object(), pytest.approx(1)])
def test_what_cannot_be_written_is_refused(value):
    with pytest.raises(TypeError):
        Writer([value])


@pytest.mark.parametrize(
    "name",
    ["os:system", "dash_core.common.workers:os", "dash_core.nothing:x", "dash_core.cli:main"],
)
def test_only_classes_of_this_program_are_made(name):
    writer = Writer([])
    description = writer.description()
    description["classes"] = [{"name": name, "states": [], "attributes": []}]
    with pytest.raises(MismatchError):
        Values(description, dict(writer.arrays()).__getitem__)


@pytest.mark.parametrize(
    "made",
    [
        {"make": "function", "name": "dash_core.prepared.directory:clear"},
        {"make": "function", "name": "os:system"},
        {"make": "method", "name": "clear", "parts": [0]},
        {"make": "partial", "parts": [0]},
    ],
)
def test_only_functions_that_are_named_may_be_called_later(made):
    writer = Writer(np.float64(1.5))
    description = writer.description()
    description["made"][0] = made
    with pytest.raises(MismatchError):
        _ = Values(description, dict(writer.arrays()).__getitem__).root


def test_other_functions_of_this_program_are_not_written():
    with pytest.raises(TypeError, match="parse_date cannot be written"):
        Writer([parse_date])


def test_a_column_of_lists_is_used_as_any_other():
    rows = [["a"], [], ["a", "b"], ["c"]]
    column = there_and_back(pd.Series(rows, dtype=object))
    frame = pd.DataFrame({"lists": column, "n": range(4)})
    assert frame.iloc[2]["lists"] == frame["lists"][2] == ["a", "b"]
    assert frame[frame["n"] > 1]["lists"].tolist() == rows[2:]
    assert frame.sort_values("n", ascending=False)["lists"].tolist() == rows[::-1]
    assert frame["lists"].explode().fillna("").tolist() == ["a", "", "a", "b", "c"]
    assert frame["lists"].map(len).tolist() == [1, 0, 2, 1]
    assert pd.concat([frame, frame])["lists"].tolist() == rows * 2
    assert frame.reindex([3, 9])["lists"].tolist() == [["c"], None]
    assert loads(dumps(frame))["lists"].tolist() == rows
    assert (column == pd.Series(rows)).all()
    assert there_and_back(column).tolist() == rows


@pytest.mark.parametrize("class_", [list, tuple])
def test_a_long_list_is_equal_to_what_it_stands_for(class_, monkeypatch):
    monkeypatch.setattr(reading, "_WAIT", 3)
    texts = class_(["a", "b", "a", "c"])
    later, again = there_and_back([texts, [texts]])[0], there_and_back(texts)
    assert type(later) is LongList
    assert later == texts == later
    assert later == again
    assert later != class_(["a", "b", "a", "d"])
    assert later != (list, tuple)[class_ is list](texts)
    assert later[1:3] == texts[1:3]
    assert [later[3], later[-1], len(later), "b" in later] == ["c", "c", 4, True]
    assert later + later == texts + texts == texts + later
    assert loads(dumps(later)) == texts
    assert type(there_and_back(later).whole()) is class_
