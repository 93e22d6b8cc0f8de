import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, Filter
from dash_core.collection.document import marks
from dash_core.collection.view import select
from dash_core.text.search.query import FIELDS, parse_query

VALUES = st.sampled_from("oil troops Bagirov Bagirof Tehran telegram zebra the 石油 compan".split())
TYPED = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "-"]),
        st.sampled_from(["", "", *(f"{field}:" for field in FIELDS)]),
        VALUES | st.lists(VALUES, max_size=3).map(lambda w: f'"{" ".join(w)}"'),
    ),
    max_size=4,
).map(" ".join)


@given(TYPED | st.text(max_size=40))
def test_any_query_is_answered(seed, typed):
    asked = seed.match(typed)
    hits = seed.search(typed, None)
    view = select(seed, Filter(words=" ".join(typed.split())))
    assert set(view.rows) == set(asked.passes.nonzero()[0])
    passing = set(seed.table["id"][asked.passes]) if asked.is_effective else set()
    assert passing <= set(hits["id"])
    assert hits["id"].is_unique
    assert not (asked.passes & ~asked.allowed).any()
    for row in range(len(seed)):
        for where in ("title", "summary"):
            ends = [end for span in marks(seed, asked, row, where) for end in span]
            assert ends == sorted(ends)
            assert not ends or ends[-1] <= len(seed.table[where][row])


@given(TYPED, st.integers(1, 8))
def test_the_first_hits_are_those_of_all_with_the_scores_of_all(seed, typed, n):
    asked = seed.match(typed)
    hits = asked.hits(seed.index)
    assert asked.hits(seed.index, n) == hits[:n]
    if asked.ranking and hits:
        rows = np.array([hit.row for hit in hits])
        weights = {**asked.ranking.query, **asked.ranking.associated}
        dense = np.zeros(len(seed.index.terms))
        dense[list(weights)] = list(weights.values())
        most = dense @ asked.ranking.idf or 1.0
        scores = (seed.index.bm25 @ dense / most)[rows]
        scores += (1 - scores) * [asked.ranking.bonus.of(row) for row in rows.tolist()]
        assert np.allclose([hit.score for hit in hits], np.minimum(scores, 1), atol=1e-12)
        assert asked.ranking.scores()(rows) == pytest.approx(scores, abs=1e-12)


@given(TYPED)
def test_a_part_and_its_minus_divide_the_collection(seed, typed):
    for part in parse_query(typed).clauses:
        text = str(part).removeprefix("-")
        one, other = seed.match(text), seed.match(f"-{text}")
        if one.is_effective and other.is_effective and len(text.split()) == 1:
            assert (one.passes ^ other.passes).all()


@pytest.mark.parametrize(
    ("typed", "n"),
    [
        ("oil company", 3),
        ('"oil company"', 3),
        ('"company oil"', 0),
        ('"joint and oil"', 3),
        ("oil -company", 1),
        ('oil -"oil company"', 1),
        ("title:telegram", 4),
        ("-title:telegram", 16),
        ("summary:oil", 4),
        ("title:oil", 2),
        ("person:Bagirov", 11),
        ("person:bagirof", 11),
        ("-person:Bagirov", 9),
        ("from:Filippov", 0),
        ("to:Filippov", 4),
        ('to:"secretary of state"', 1),
        ("place:Teheran", 3),
        ("place:Tehran", 3),
        ("genre:telegram", 4),
        ("genre:letter oil", 0),
        ("topic:oil", 4),
        ("topic:Oil -genre:message", 2),
        ("foo:oil", 0),
        ("compan", 3),
        ('"the of"', 20),
        ("the", 20),
        ('-"the of"', 20),
        ("-zebra", 20),
    ],
)
def test_the_seed_answers(seed, typed, n):
    assert select(seed, Filter(words=typed)).rows.size == n


@pytest.mark.parametrize(
    ("typed", "remarks"),
    [
        ("oil", ()),
        ("person:Bagirof", ("person: Bagirof read as Bagirov.",)),
        ("from:Xenophon", ("Nothing is from “Xenophon”.",)),
        ("topic:wheat", ("There is no topic “wheat”.",)),
        ('"the of" oil', ("“the of” is too common to search for.",)),
    ],
)
def test_how_it_was_read_is_said(seed, typed, remarks):
    assert seed.match(typed).remarks == remarks


def test_words_asked_for_come_before_related_ones(seed):
    hits = seed.search("company", None)
    has = [bool(terms) for terms in hits["terms"]]
    assert has == sorted(has, reverse=True)
    assert not all(has)
    assert all(hits["associated"][len(hits) - 1])


def test_excluded_documents_are_not_related_either(seed):
    hits = seed.search("oil -company", None)
    text = hits["title"] + seed.table.set_index("id").loc[hits["id"], "summary"].to_numpy()
    assert len(hits)
    assert not text.str.contains("company", case=False).any()


@pytest.mark.parametrize("typed", ["the of", "", '"the"', "( )", "zebra", "from:Xenophon"])
def test_nothing_to_look_for_finds_nothing(seed, typed):
    assert len(seed.search(typed)) == 0


def test_new_topics_answer_anew(listing):
    one = Collection.read(listing(("May 5, 1946", "On oil", "Oil.")), topics="")
    assert one.match("oil") is one.match("oil")
    assert one.match("oil").query == parse_query("oil")
