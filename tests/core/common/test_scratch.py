"""Large arrays in files while a listing is prepared."""

import numpy as np
import pytest
from scipy.sparse import random as random_matrix

from dash_core.common.scratch import afresh, empty, in_files, is_in_file, stored

_NUMBERS = np.arange(400_000, dtype=np.float64).reshape(-1, 4)


def test_a_large_array_is_the_same_in_a_file(tmp_path):
    with in_files(tmp_path):
        array = stored(_NUMBERS)
    assert is_in_file(array)
    np.testing.assert_array_equal(array, _NUMBERS)
    assert not list(tmp_path.iterdir())  # it has no name


@pytest.mark.parametrize("form", ["csr", "csc"])
def test_a_large_matrix_is_the_same_in_files(tmp_path, form):
    matrix = random_matrix(4_000, 500, 0.1, form, random_state=1)
    with in_files(tmp_path):
        other = stored(matrix)
    assert is_in_file(other.data)
    assert other.format == form
    assert (other != matrix).nnz == 0


def test_what_is_small_or_wanted_in_memory_stays_there(tmp_path):
    assert stored(_NUMBERS) is _NUMBERS
    assert not is_in_file(_NUMBERS)
    with in_files(tmp_path):
        assert stored(few := np.ones(9)) is few


def test_where_no_file_can_be_written_it_stays_in_memory(tmp_path):
    with in_files(tmp_path / "gone"):
        assert stored(_NUMBERS) is _NUMBERS


def test_what_is_to_be_filled_is_in_a_file_where_arrays_are(tmp_path):
    with in_files(tmp_path):
        array = empty(_NUMBERS.shape)
    assert is_in_file(array)
    array[:] = _NUMBERS
    np.testing.assert_array_equal(array, _NUMBERS)
    assert not is_in_file(empty(_NUMBERS.shape))


def test_what_is_made_afresh_is_equal(tmp_path):
    with in_files(tmp_path):
        assert afresh(lambda: {"a": (1, None)}) == {"a": (1, None)}
