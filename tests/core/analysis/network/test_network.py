"""Who wrote to whom: counted one by one, compared with networkx, laid out to stay."""

from collections import Counter
from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from dash_core.analysis.network import (
    arrange,
    densest,
    measure_centrality,
    network,
    select_people,
    shortest_paths,
)
from dash_core.collection.facets import Membership

NAMES = tuple("Ada Ben Cy Dora Eve Fay".split())
PARTIES = st.lists(st.sampled_from(NAMES), max_size=3, unique=True)
LETTERS = st.lists(st.tuples(PARTIES, PARTIES), min_size=1, max_size=25)


class Listing:
    """What a network needs of a collection."""

    def __init__(self, letters):
        self.letters, self.core = letters, self
        self.facets = {
            "creators": Membership.of([wrote for wrote, _got in letters]),
            "recipients": Membership.of([got for _wrote, got in letters]),
            "correspondents": Membership.of([[*wrote, *got] for wrote, got in letters]),
        }
        self.all_rows = np.arange(len(letters))


def whole(listing):
    return network(listing, listing.all_rows)


def lines(own):
    found = own.counts.tocoo()
    return {
        (own.names[a], own.names[b]): int(n)
        for a, b, n in zip(found.row, found.col, found.data, strict=True)
    }


@given(LETTERS, st.data())
def test_lines_and_papers_are_those_counted_one_by_one(letters, data):
    listing = Listing(letters)
    rows = data.draw(st.lists(st.sampled_from(range(len(letters))), unique=True))
    own = network(listing, np.array(rows, dtype=np.int64))
    some = [letters[row] for row in rows]
    pairs = Counter(pair for wrote, got in some for pair in product(wrote, got))
    expected = {pair: n for pair, n in pairs.items() if pair[0] != pair[1]}
    assert lines(own) == expected
    for i, name in enumerate(own.names):
        assert own.sent[i] == sum(name in wrote for wrote, _got in some)
        assert own.received[i] == sum(name in got for _wrote, got in some)
        assert own.papers[i] == sum(name in {*wrote, *got} for wrote, got in some)
    drawn = [own.names[i] for i in own.people]
    assert set(drawn) == {name for pair in expected for name in pair}
    papers = own.papers[own.people]
    assert drawn == [n for _p, n in sorted(zip(-papers, drawn, strict=True))]


def test_a_circular_to_too_many_makes_no_lines(monkeypatch):
    monkeypatch.setattr("dash_core.analysis.network.graph.MAX_PAIRS", 2)
    own = whole(Listing([(["Ada"], ["Ben", "Cy", "Dora"]), (["Ada"], ["Ben"]), (["Eve"], [])]))
    assert (lines(own), own.skipped) == ({("Ada", "Ben"): 1}, 1)
    assert own.papers[own.names.index("Cy")] == 1
    assert "Cy" not in [own.names[i] for i in own.people]


def test_the_correspondents_of_one_are_those_they_share_most_with():
    own = whole(
        Listing([(["Ada"], ["Ben"]), (["Cy"], ["Ada"]), (["Ada"], ["Cy"]), (["Ben"], ["Dora"])])
    )
    ada = own.index("Ada")
    assert [own.names[i] for i in own.neighbours(ada)] == ["Cy", "Ben"]
    assert own.index("Nobody") is None
    assert [own.names[i] for i in select_people(own, 2, ada)] == ["Ada", "Cy"]


def random_counts(seed, n, m):
    rng = np.random.default_rng(seed)
    pairs = (rng.power(0.4, (2, m)) * n).astype(int)
    pairs = pairs[:, pairs[0] != pairs[1]]
    return csr_matrix((np.ones(pairs.shape[1], dtype=np.int64), tuple(pairs)), (n, n))


@pytest.mark.parametrize(("n", "m"), [(2, 1), (3, 2), (12, 20), (60, 90), (150, 900)])
def test_the_figures_are_those_of_networkx(n, m):
    counts = random_counts(n, n, m)
    graph = nx.from_scipy_sparse_array(counts, create_using=nx.DiGraph)
    betweenness, closeness = shortest_paths(counts, np.arange(n))
    expected = nx.betweenness_centrality(graph)
    assert betweenness == pytest.approx([expected[i] for i in range(n)], abs=1e-12)
    near = nx.harmonic_centrality(graph)
    assert closeness == pytest.approx([near[i] / (n - 1) for i in range(n)], abs=1e-12)


def test_estimates_from_some_are_on_the_mean_the_exact_figures():
    counts = random_counts(1, 40, 90)
    exact = shortest_paths(counts, np.arange(40))
    each = [shortest_paths(counts, np.array([source])) for source in range(40)]
    for figure, single in zip(exact, zip(*each, strict=True), strict=True):
        assert figure == pytest.approx(np.mean(single, axis=0), abs=1e-12)


def test_paths_are_searched_from_a_sample_of_many_people(monkeypatch):
    monkeypatch.setattr("dash_core.analysis.network.centrality.MAX_PATHS", 20)
    letters = [([str(i)], [str((i + 1) % 10)]) for i in range(10)]  # round in a circle
    found = measure_centrality(whole(Listing(letters)))
    assert found.sources == 2
    assert found.harmonic_closeness.mean() == pytest.approx(sum(1 / d for d in range(1, 10)) / 9)
    assert found.correspondents.tolist() == [2] * 10
    assert found.wrote_to.tolist() == found.received_from.tolist() == [1] * 10


def test_centrality_counts_people():
    own = whole(Listing([(["Ada"], ["Ben", "Cy"]), (["Ben"], ["Ada"]), (["Ada"], ["Ben"])]))
    found = measure_centrality(own)
    assert [own.names[i] for i in own.people] == ["Ada", "Ben", "Cy"]
    assert found.wrote_to.tolist() == [2, 1, 0]
    assert found.received_from.tolist() == [1, 1, 1]
    assert found.correspondents.tolist() == [2, 1, 1]
    assert found.betweenness.tolist() == [0.5, 0, 0]  # Ben's news for Cy passes through Ada


def star_and_rest(n):
    """A busy writer, their correspondents, and pairs who write only to one another."""
    letters = [(["Ada"], [f"x{i:03d}"]) for i in range(n) for _again in range(1 + (n - i) // 10)]
    return Listing([*letters, *(([f"a{i}"], [f"b{i}"]) for i in range(n // 4))])


def test_places_are_the_same_every_time_and_nobody_lies_on_another():
    one, two = (star_and_rest(60) for _again in range(2))
    places = arrange(one, whole(one), 40)
    assert (places == arrange(two, whole(two), 40)).all()
    assert places.min() == pytest.approx(0)
    assert places.max() == pytest.approx(1)
    apart = np.hypot(*(places[:, None] - places[None]).T) + np.eye(len(places))
    assert apart.min() > 0.01


def test_a_filter_and_a_wish_for_more_leave_everybody_in_place():
    listing = star_and_rest(120)
    everyone = whole(listing)
    core = dict(zip(everyone.people[:40].tolist(), arrange(listing, everyone, 40), strict=True))

    some = network(listing, listing.all_rows[::2])
    own = dict(zip(select_people(some, 40).tolist(), arrange(listing, some, 40), strict=True))
    both = core.keys() & own.keys()
    assert len(both) > 20
    assert own.keys() - core.keys()
    for person in both:
        assert own[person] == pytest.approx(core[person])

    more = dict(zip(everyone.people[:80].tolist(), arrange(listing, everyone, 80), strict=True))
    a, b = (np.array([places[p] for p in core]) for places in (core, more))
    # The picture may be drawn smaller to make room, but in proportion.
    for axis in (0, 1):
        line = np.polyfit(a[:, axis], b[:, axis], 1)
        assert np.polyval(line, a[:, axis]) == pytest.approx(b[:, axis], abs=1e-6)


def test_those_a_filter_brings_in_lie_near_their_correspondents():
    listing = star_and_rest(120)
    rows = np.flatnonzero([got[0] in ("x119", "b20") for _wrote, got in listing.letters])
    own = network(listing, rows)
    names = [own.names[i] for i in select_people(own, 40)]
    places = dict(zip(names, arrange(listing, own, 40), strict=True))
    ada, near = places["Ada"], places["x119"]
    assert np.hypot(*(near - ada)) < min(np.hypot(*(places[far] - ada)) for far in ("a20", "b20"))


@pytest.mark.parametrize("n", [1, 2, 3])
def test_few_people_have_places(n):
    listing = Listing([(["Ada"], [name]) for name in NAMES[1 : n + 1]])
    places = arrange(listing, whole(listing), 40)
    assert places.shape == (n + 1, 2)
    assert len({tuple(place) for place in places.round(6)}) == n + 1


def test_nobody_has_no_place():
    listing = Listing([(["Ada"], []), ([], ["Ben"])])
    own = whole(listing)
    assert (len(own), arrange(listing, own, 40).shape) == (0, (0, 2))
    assert measure_centrality(own).betweenness.shape == (0,)


def test_one_person_lies_among_their_correspondents():
    listing = star_and_rest(60)
    own = whole(listing)
    ada = own.index("Ada")
    places = arrange(listing, own, 20, ada)
    assert len(places) == 20
    others = places[1:]
    assert (others.min(axis=0) < places[0]).all()
    assert (places[0] < others.max(axis=0)).all()


def test_the_matrix_holds_the_strongest_lines_and_no_empty_row_or_column():
    again = {("Ada", "Ben"): 5, ("Cy", "Ada"): 4, ("Cy", "Dora"): 3, ("Eve", "Fay"): 2}
    own = whole(Listing([([a], [b]) for (a, b), n in again.items() for _time in range(n)]))
    wrote, got = densest(own, 2, 3)
    assert [own.names[i] for i in wrote] == ["Cy", "Ada"]
    assert [own.names[i] for i in got] == ["Ben", "Ada", "Dora"]
    wrote, got = densest(own, 9, 9)
    assert own.counts[wrote][:, got].sum() == sum(again.values())
