"""The charts of the topics page: tree, matrix, flow, number, and names on the map."""

import re

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, Filter
from dash_core.analysis import topics as topic_tools
from dash_core.charts import CLICK, catalogue
from dash_core.charts.bars.heatmap import heatmap_chart
from dash_core.charts.bars.number_of_topics import number_of_topics_chart
from dash_core.charts.graphs.flow import flow_chart, moves
from dash_core.charts.graphs.tree import ROW_HEIGHT, tree_chart
from dash_core.charts.maps.documents import AREA, document_map_chart
from dash_core.collection.view import select
from dash_core.topics import Topic, Topics


def topics_of(*groups, kind="found", labels=()):
    """Found topics with these rows."""
    made = tuple(
        Topic(f"g{i}", (labels or [f"topic {i}"] * 9)[i], "#0072B2", "circle", ("oil",), rows, 1.0)
        for i, rows in enumerate(groups)
    )
    n = 1 + max((row for rows in groups for row in rows), default=0)
    return Topics(kind, made, np.zeros((n, len(groups))), ({},) * n)


def check(figure, *fields):
    alt.LayerChart.validate(dict(figure.spec))
    used = set(re.findall(r"'data': \{'name': '([^']+)'\}", str(figure.spec)))
    assert used == set(figure.data)
    clicks = next(p for p in figure.spec["params"] if p["name"] == CLICK)
    assert tuple(clicks["select"]["fields"]) == fields
    assert figure.alt.endswith(".")
    assert figure.height > 0
    assert figure.table.columns.is_unique
    return figure


@pytest.mark.parametrize("filter_", [Filter(), Filter(topics=("oil",)), Filter(words="zebra")])
def test_the_tree_has_every_topic_once_and_keeps_its_height(seed, filter_):
    view = select(seed, filter_)
    figure = check(tree_chart(topic_tools.tree(seed, seed.found), view), "value")
    topics = figure.data["topics"]
    assert sorted(topics["value"]) == sorted(topic.id for topic in seed.found.grouped)
    assert len(figure.data["joins"]) == len(topics) - 1
    everything = figure.data["joins"].iloc[-1]
    assert sorted(everything["value"].split()) == sorted(topics["value"])
    assert everything["label"] == ""  # nothing tells all documents from the rest
    assert figure.height == ROW_HEIGHT * len(topics) + 10
    passing = set(view.rows.tolist())
    counts = [len(passing & set(seed.found[id_].members)) for id_ in topics["value"]]
    assert [int(size.split()[0]) for size in topics["size"]] == counts


def test_lines_of_the_tree_never_cross(many):
    figure = tree_chart(topic_tools.tree(many, many.found), select(many, Filter()))
    lines = figure.data["lines"]
    upright = lines[lines["x"] == lines["x2"]]
    level = lines[lines["x"] != lines["x2"]]
    for bar in upright.itertuples():
        for line in level.itertuples():
            crosses = bar.y < line.y < bar.y2 and line.x < bar.x < line.x2
            assert not crosses


@pytest.mark.parametrize("groups", [(), ((0, 1),)])
def test_a_tree_of_less_than_two_topics_says_so(seed, groups):
    figure = tree_chart(topic_tools.tree(seed, topics_of(*groups)), select(seed, Filter()))
    assert not figure.spec
    assert "two topics" in figure.alt


def test_a_matrix_says_its_numbers():
    topics = topics_of((0, 1), (2,))
    counts = pd.DataFrame([[2, 0], [0, 1]], index=["g0", "g1"], columns=["Smith", "Jones"])
    figure = heatmap_chart(
        counts, topics.topics, {"Smith": "Smith", "Jones": "Jones"}, ("topic", "person")
    )
    check(figure, "row", "column")
    cells = figure.data["cells"]
    assert cells["label"].tolist() == ["2", "·", "·", "1"]
    assert cells["share"].max() <= 0.6  # a number on it can be read
    assert figure.table["Smith"].tolist() == [2, 0]
    assert "topic 0 × Smith: 2" in figure.alt


def test_a_matrix_of_same_names_has_a_table_all_the_same():
    topics = topics_of((0,), (1,), labels=("oil", "oil"))
    counts = pd.DataFrame([[1, 2], [3, 4]], index=["g0", "g1"], columns=["a", "b"])
    figure = heatmap_chart(counts, topics.topics, {"a": "topic", "b": "topic"}, ("topic", "person"))
    check(figure, "row", "column")
    assert figure.table.iloc[:, 1:].to_numpy().tolist() == [[1, 2], [3, 4]]


def test_a_matrix_of_nothing_says_so():
    assert not heatmap_chart(pd.DataFrame(), (), {}, ("topic", "person")).spec


GROUPS = st.lists(st.integers(0, 4), min_size=1, max_size=40)


@given(GROUPS, st.data())
def test_every_document_is_in_one_move(first, data):
    second = data.draw(st.lists(st.integers(0, 4), min_size=len(first), max_size=len(first)))

    def grouped(labels):
        rows = [tuple(i for i, own in enumerate(labels) if own == k) for k in range(5)]
        return topics_of(*rows)

    before, after = grouped(first), grouped(second)
    found = moves(before, after)
    assert sorted(row for move in found for row in move.rows) == list(range(len(first)))
    for move in found:
        assert set(move.rows) <= set(move.before.members) & set(move.after.members)
    kept = [move for move in found if move.is_kept]
    assert len({move.before.id for move in kept}) == len({move.after.id for move in kept})
    assert len({move.after.id for move in kept}) == len(kept)

    figure = check(flow_chart(before, after), "move")
    bands = figure.data["bands"]
    wide = bands.groupby("move").apply(lambda band: (band["y2"] - band["y"]).mean())
    sizes = {move.id: len(move.rows) for move in found}
    unit = 260 / len(first)
    assert all(abs(wide[id_] - n * unit) < 1e-6 for id_, n in sizes.items())
    blocks = figure.data["blocks"]
    for side in ("left", "right"):
        own = blocks[blocks["side"] == side].sort_values("y")
        assert (own["middle"].diff().dropna() >= 20).all()  # names stand one under the other
    assert blocks["y2"].max() <= figure.height


def test_a_move_is_said():
    before, after = topics_of((0, 1, 2)), topics_of((0, 1), (2,), labels=("oil", "wheat"))
    said = [move.sentence() for move in moves(before, after)]
    assert said == [
        "2 documents of “topic 0” stay in “oil”",
        "1 document of “topic 0” goes to “wheat”",
    ]


TRIALS = pd.DataFrame(
    {"k": [2, 3, 4], "stability": [0.9, 0.8, 0.4], "separation": [0.1, 0.3, -0.1]}
).assign(score=[0.2, 0.5, 0.4])


@pytest.mark.parametrize(
    ("suggested", "current", "labels"),
    [
        (3, 4, ["suggested: 3", "now: 4"]),
        (3, 3, ["suggested and now: 3"]),
        (None, 7, ["now: 7"]),
    ],
)
def test_the_number_chart_marks_both_numbers(suggested, current, labels):
    figure = check(number_of_topics_chart(TRIALS, suggested, current), "k")
    assert figure.data["rules"]["label"].tolist() == labels
    assert figure.data["points"]["value"].tolist() == [0.9, 0.8, 0.4, 0.2, 0.5, 0.4]
    assert len(figure.table) == 3


def test_a_number_chart_of_nothing_says_so():
    assert not number_of_topics_chart(TRIALS.iloc[:0], None, 2).spec


@pytest.mark.parametrize("collection", ["seed", "many"])
@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_names_on_the_map_do_not_touch(request, collection, form):
    collection = request.getfixturevalue(collection)
    names = document_map_chart(collection, select(collection, Filter()), collection.found).data[
        "names"
    ]
    own = names[names["form"] == form]
    assert len(own)
    letter = {"wide": 1 / 80, "narrow": 1 / 35}[form]
    for one in own.itertuples():
        for other in own.itertuples():
            if one.Index < other.Index and abs(one.y - other.y) < 0.05:
                assert abs(one.x - other.x) > (len(one.label) + len(other.label)) * letter / 2


def test_the_map_draws_a_part_of_the_filter(seed):
    figure = document_map_chart(seed, select(seed, Filter()), seed.topics)
    assert figure.data["area"].empty
    drag = next(p for p in figure.spec["params"] if p["name"] == AREA)
    assert drag["select"]["type"] == "interval"


def test_of_many_topics_the_overview_draws_the_largest_of_the_view(seed: Collection) -> None:
    words = ["troops", "oil", "Azerbaijan", "Iran", "Soviet", "Bagirov", "Tabriz", "Tehran"]
    words += ["Kurdish", "Stalin", "government", "party", "Molotov", "withdrawal"]
    file = "".join(
        f'[[topic]]\nid = "{w.lower()}"\nlabel = "{w}"\nwords = ["{w}"]\n' for w in words
    )
    collection = seed.with_topics(file)
    counts = collection.facets["topics"].counts(collection.all_rows)
    least = min(counts, key=lambda topic: counts[topic])

    everything = catalogue.topics(collection, select(collection, Filter()))
    asked = catalogue.topics(collection, select(collection, Filter(topics=(least,))))

    assert len(everything.table) == 12  # and Other
    assert f"11 largest of {len(words)}" in everything.note
    assert {topic.label for topic in collection.topics if topic.id == least} <= set(
        asked.table["topic"]
    )
