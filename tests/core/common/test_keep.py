"""What is kept on an object dies with it; sizes are near what an object takes."""

import gc
import sys
import weakref

import numpy as np
import pandas as pd
import pytest

from dash_core.common.keep import keep
from dash_core.common.size import estimate_size


class Listing:
    def __init__(self, number: int) -> None:
        self.number = number


class Part:
    def __init__(self, collection: Listing) -> None:
        self.collection = collection


def test_a_result_is_made_once_for_the_same_arguments():
    made = []

    @keep(2)
    def double(listing, n, *, more=0):
        made.append(n)
        return (listing.number + n) * 2 + more

    listing = Listing(1)
    assert [double(listing, 2), double(listing, 2), double(listing, 2, more=1)] == [6, 6, 7]
    assert made == [2, 2]
    assert double(Listing(5), 2) == 14


def test_only_the_last_results_are_kept():
    made = []

    @keep(2)
    def same(_listing, n):
        made.append(n)
        return n

    listing = Listing(1)
    for n in (1, 2, 1, 3, 1, 2):
        same(listing, n)
    assert made == [1, 2, 3, 2]


def test_results_die_with_the_object_or_its_collection():
    @keep(4)
    def whole(_listing):
        return Listing(0)

    listing = Listing(1)
    on_itself, on_collection = weakref.ref(whole(listing)), weakref.ref(whole(Part(listing)))
    gc.collect()
    assert on_itself() is not None
    assert on_collection() is not None
    del listing
    gc.collect()
    assert (on_itself(), on_collection()) == (None, None)


@pytest.mark.parametrize(
    ("made", "size"),
    [
        (lambda: np.zeros(1_000_000), 8_000_000),
        (lambda: [f"a title of some words, number {n}" for n in range(100_000)], 9_000_000),
        (lambda: {n: [n] for n in range(1_000, 51_000)}, 7_500_000),
        (lambda: pd.DataFrame({"a": np.arange(10**5), "b": [*map(str, range(10**5))]}), 2_100_000),
    ],
)
def test_a_size_is_near_what_an_object_takes(made, size):
    assert estimate_size(made()) == pytest.approx(size, rel=0.3)


def test_what_was_counted_is_counted_once():
    shared, seen = np.zeros(100_000), {}
    assert estimate_size([shared], seen) > 800_000
    assert estimate_size([shared[10:]], seen) < 1_000 + sys.getsizeof([shared])
