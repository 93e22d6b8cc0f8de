from math import log, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from dash_core import Collection, Filter
from dash_core.analysis.compare.distinctive_words import (
    PRIOR,
    Side,
    distinctive,
    log_odds,
    members,
    overlap,
    prior,
    rows_with_term,
)
from dash_core.collection.view import select

COUNTS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=30)


def by_hand(a, b, alpha):
    """Monroe, Colaresi & Quinn (2008), equations 16 (delta), 20 (variance) and 22 (zeta), a word
    at a time."""
    n_i, n_j, alpha_0 = sum(a), sum(b), sum(alpha)
    found = []
    for y_i, y_j, alpha_w in zip(a, b, alpha, strict=True):
        omega_i = (y_i + alpha_w) / (n_i + alpha_0 - y_i - alpha_w)
        omega_j = (y_j + alpha_w) / (n_j + alpha_0 - y_j - alpha_w)
        delta = log(omega_i) - log(omega_j)
        variance = 1 / (y_i + alpha_w) + 1 / (y_j + alpha_w)
        found.append((delta, variance, delta / sqrt(variance)))
    return found


def prior_by_hand(a, b):
    alpha_0 = PRIOR * min(sum(a), sum(b))
    return [alpha_0 * (y_i / sum(a) + y_j / sum(b)) / 2 for y_i, y_j in zip(a, b, strict=True)]


@given(COUNTS, st.floats(0.01, 1000))
def test_log_odds_are_those_of_the_paper(counts, alpha_0):
    a, b = zip(*counts, strict=True)
    alpha = [alpha_0 * (y_i + y_j + 1) / (sum(a) + sum(b) + len(a)) for y_i, y_j in counts]
    found = zip(*log_odds(a, b, alpha), strict=True)
    for got, expected in zip(found, by_hand(a, b, alpha), strict=True):
        assert got == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(COUNTS)
def test_swapping_the_sides_turns_the_sign(counts):
    a, b = (np.array(side) for side in zip(*counts, strict=True))
    assume(a.any() and b.any() and ((a + b) > 0).sum() > 1)
    a, b = a[(a + b) > 0], b[(a + b) > 0]
    one, other = log_odds(a, b, prior(a, b)), log_odds(b, a, prior(b, a))
    assert one.delta == pytest.approx(-other.delta, abs=1e-9)
    assert one.variance == pytest.approx(other.variance)
    assert prior(a, b).sum() == pytest.approx(PRIOR * min(a.sum(), b.sum()))


def plain_counts(collection, rows):
    """Words and phrases of these documents, counted one document after another."""
    wording, counts = collection.term_counts, {}
    for row in rows:
        start, end = wording.counts.indptr[row : row + 2]
        for column, n in zip(
            wording.counts.indices[start:end], wording.counts.data[start:end], strict=True
        ):
            counts[wording.terms[column]] = counts.get(wording.terms[column], 0) + int(n)
    return counts


@pytest.fixture(scope="module")
def apart(listing):
    """30 documents on oil and grain, 30 on schools; every tenth on both."""
    records = []
    for i in range(60):
        about = "oil concession and grain harvest" if i < 30 else "school teachers and newspapers"
        more = " with pupils" if i % 4 == 0 else ""
        name = "Letter from Smith to Jones" if i % 2 else "Letter from Brown to Jones"
        text = f"Concerning the {about}{more}; the committee again."
        records.append((f"May {1 + i % 28}, {1946 + i // 30}", f"{name} on the {about}", text))
    return Collection.read(listing(*records), topics="")


def sides(collection, one, other):
    return Side(collection, select(collection, one)), Side(collection, select(collection, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Filter(words="oil"), Filter(words="school")),
        (Filter(creators=("Smith",)), Filter(creators=("Brown",))),
        (Filter(words="pupils"), Filter()),
        (Filter(words="oil"), Filter(excluded=Filter(words="pupils"))),
    ],
)
def test_words_of_two_sides_are_those_of_the_formula(apart, one, other):
    a, b = sides(apart, one, other)
    first, second = (plain_counts(apart, side.view.rows) for side in (a, b))
    terms = sorted({*first, *second})
    y_a, y_b = ([own.get(term, 0) for term in terms] for own in (first, second))
    expected = dict(zip(terms, by_hand(y_a, y_b, prior_by_hand(y_a, y_b)), strict=True))
    found = distinctive(a, b)
    assert set(found.words["terms"]) == set(terms)
    for word in found.words.to_dict(orient="records"):
        delta, variance, z = expected[word["terms"]]
        assert word["delta"] == pytest.approx(delta, abs=1e-9)
        assert word["variance"] == pytest.approx(variance, abs=1e-9)
        assert word["z"] == pytest.approx(z, abs=1e-9)
        assert word["low"] == pytest.approx(delta - 1.96 * sqrt(variance), abs=1e-9)
        assert word["high"] == pytest.approx(delta + 1.96 * sqrt(variance), abs=1e-9)
        assert word["count_a"] == first.get(word["terms"], 0)
        assert word["documents_a"] == len(rows_with_term(a, word["terms"]))
        assert word["documents_b"] == len(rows_with_term(b, word["terms"]))


def test_what_is_called_distinctive_is(apart):
    found = distinctive(*sides(apart, Filter(words="oil"), Filter(words="school")))
    words = found.words
    assert words["z"].is_monotonic_decreasing
    own = words[words["distinctive"]]
    assert ((own["low"] > 0) | (own["high"] < 0)).all()
    assert (own["sure"] <= own["distinctive"]).all()
    assert {"oil", "harvest"} & set(found.of_side(0)["word"].str.split().sum())
    assert "school teachers" in set(found.of_side(1)["word"])
    assert "committee" not in set(own["word"])
    assert found.by_chance < len(own) / 4


def test_a_word_always_in_a_phrase_is_left_to_the_phrase(apart):
    found = distinctive(*sides(apart, Filter(words="oil"), Filter(words="school")))
    shown = set(found.of_side(1)["word"])
    assert "school teachers" in shown
    assert not {"school", "teachers"} & shown
    assert {"school", "teachers"} <= set(found.words["word"])


def test_names_are_no_words(apart):
    found = distinctive(*sides(apart, Filter(creators=("Smith",)), Filter(creators=("Brown",))))
    assert not {"smith", "brown", "jones"} & {t for own in found.words["terms"] for t in own}


def test_sides_drawn_at_random_are_not_told_apart(apart):
    ids = apart.table["id"].to_numpy()
    drawn = np.random.default_rng(1).permutation(ids)
    one, other = Filter(ids=tuple(drawn[:30])), Filter(ids=tuple(drawn[30:]))
    found = distinctive(*sides(apart, one, other))
    assert not found.words["sure"].any()
    assert found.words["distinctive"].sum() <= 2
    assert found.advice


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (slice(0, 1), "1 document is too few"),
        (slice(0, 5), "5 documents are too few"),
        (slice(0, 30), ""),
    ],
)
def test_small_sides_are_owned_up_to(apart, ids, said):
    chosen = Filter(ids=tuple(apart.table["id"][ids]))
    found = distinctive(*sides(apart, chosen, Filter(words="school")))
    assert found.advice.startswith(said) if said else not found.advice


def test_a_word_of_two_documents_is_never_distinctive(listing):
    rows = [(f"May {i}, 1946", "On oil", "Zebra zebra zebra zebra zebra.") for i in (1, 2)]
    rows += [
        (f"May {i}, 1946", "On grain", f"Harvest {'abc'[i % 3]}xyz grows.") for i in range(3, 29)
    ]
    collection = Collection.read(listing(*rows), topics="")
    one = Filter(words="zebra")
    found = distinctive(*sides(collection, one, Filter(excluded=one)))
    zebra = found.words[found.words["word"].str.lower() == "zebra"].iloc[0]
    assert zebra["low"] > 0
    assert not zebra["distinctive"]


@pytest.mark.parametrize("empty", [Filter(words="zebra"), Filter(people=("Nobody",))])
def test_an_empty_side_has_no_words(apart, empty):
    for pair in ((empty, Filter()), (Filter(), empty), (empty, empty)):
        found = distinctive(*sides(apart, *pair))
        assert len(found.words) == 0
        assert not found.of_side(0).size
        assert found.advice


def test_a_document_on_both_sides_counts_on_both(apart):
    a, b = sides(apart, Filter(words="pupils"), Filter(words="oil"))
    assert len(overlap(a, b)) == len(set(a.view.rows) & set(b.view.rows)) > 0
    same = distinctive(a, a)
    assert same.words["delta"].abs().max() < 1e-12
    assert not same.words["distinctive"].any()


def test_two_listings_meet_by_their_words(apart, seed):
    a, b = Side(apart, select(apart, Filter())), Side(seed, select(seed, Filter()))
    found = distinctive(a, b)
    words = found.words.set_index(found.words["terms"].map(" ".join))
    assert words.loc["oil", "documents_a"] == 30
    assert words.loc["oil", "documents_b"] == len(rows_with_term(b, ("oil",))) > 0
    assert found.sizes == (60, 20)
    assert len(overlap(a, b)) == 0
    turned = distinctive(b, a).words
    turned = turned.set_index(turned["terms"].map(" ".join))
    assert turned["delta"].to_dict() == pytest.approx((-words["delta"]).to_dict())
    assert turned.loc["oil", "documents_b"] == 30


def test_a_name_of_one_listing_is_no_word_of_the_other(apart, listing):
    other = Collection.read(
        listing(*((f"June {i}, 1946", "On trade", "The smith sells oil.") for i in range(1, 9))),
        topics="",
    )
    assert ("smith",) in other.term_counts.terms
    found = distinctive(Side(apart, select(apart, Filter())), Side(other, select(other, Filter())))
    assert ("smith",) not in set(found.words["terms"])


def test_members_of_a_facet(seed):
    a, b = sides(seed, Filter(topics=("troops",)), Filter(topics=("oil",)))
    found = members(a, b, "people")
    for name, (n_a, n_b) in zip(found.index, found.to_numpy(), strict=True):
        assert n_a == len(seed.where(Filter(topics=("troops",), people=(name,))))
        assert n_b == len(seed.where(Filter(topics=("oil",), people=(name,))))
        assert n_a + n_b > 0
    assert found.sum(axis=1).is_monotonic_decreasing


def test_the_wording_counts_what_stands_there(listing):
    collection = Collection.read(
        listing(
            *(
                (f"May {i}, 1946", "Letter from A. Smith to B. Jones", text)
                for i, text in enumerate(
                    ("Oil company, oil company.", "An oil company.", "The oil company and oil."), 1
                )
            )
        ),
        topics="",
    )
    wording = collection.term_counts
    assert isinstance(wording.counts, csr_matrix)
    counts = {
        terms: wording.counts[:, column].toarray().ravel().tolist()
        for terms, column in wording.column.items()
    }
    assert counts[("oil",)] == [2, 1, 2]
    (phrase,) = (terms for terms in counts if len(terms) == 2)
    assert counts[phrase] == [2, 1, 1]
    assert not {("smith",), ("jones",), ("letter",)} & set(counts)
