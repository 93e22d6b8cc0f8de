import re
from datetime import date

import altair as alt
import numpy as np
import pandas as pd
import pytest

from dash_core import Collection, Filter
from dash_core.analysis.compare.distinctive_words import Side, distinctive, members
from dash_core.charts import CLICK
from dash_core.charts.bars.distinctive_words import word_chart
from dash_core.charts.bars.paired import paired_chart
from dash_core.charts.time.side_by_side import two_timelines_chart
from dash_core.collection.view import select


def check(figure):
    if not figure.spec:  # nothing to draw: the reason stands in its place
        assert figure.alt.endswith(".")
        return figure
    alt.LayerChart.validate(dict(figure.spec))
    used = set(re.findall(r"'data': \{'name': '([^']+)'\}", str(figure.spec)))
    assert used == set(figure.data)
    assert figure.alt.strip().endswith(".")
    assert figure.height > 0
    assert figure.table.columns.is_unique
    assert not figure.table.isna().to_numpy().any()
    return figure


def fields(figure):
    (parameter,) = (p for p in figure.spec["params"] if p["name"] == CLICK)
    return parameter["select"]["fields"]


def sides(collection, one, other):
    return Side(collection, select(collection, one)), Side(collection, select(collection, other))


def test_few_documents_are_marks_above_and_below(seed):
    a, b = sides(seed, Filter(topics=("troops",)), Filter(topics=("separatism",)))
    figure = check(two_timelines_chart(a, b))
    drawn = pd.concat([figure.data["days"], figure.data["spans"]])
    assert fields(figure) == ["side", "id", "start", "end"]
    for number, side in enumerate((a, b)):
        own = drawn[drawn["side"] == number]
        assert sorted(own["id"]) == sorted(seed.table["id"].iloc[side.view.rows])
        assert ((own["y"] > 0) == (number == 0)).all()
    assert figure.data["spans"]["title"].str.contains("Concerning").all()
    assert figure.data["names"]["label"].tolist() == ["A · 6 documents", "B · 7 documents"]
    assert "A: 6 documents, 24 Dec 1945 –" in figure.alt


def test_many_documents_are_bars_on_one_scale(many):
    a, b = sides(many, Filter(latest=date(1945, 12, 31)), Filter(earliest=date(1946, 1, 1)))
    figure = check(two_timelines_chart(a, b))
    bins = figure.data["bins"]
    wide = figure.data["wide"]
    left = re.search(r"Not drawn: (\d+) documents? whose", figure.note)
    left = int(left[1]) if left else 0
    assert len(wide)
    assert bins["n"].sum() + wide["n"].sum() == len(a) + len(b) - left
    assert (np.sign(wide["low"]) == wide["side"].map({0: 1, 1: -1})).all()
    assert (np.sign(bins["y"]) == bins["side"].map({0: 1, 1: -1})).all()
    assert (bins["y"].abs() == bins["n"]).all()
    assert figure.table[["A", "B"]].to_numpy().sum() == bins["n"].sum() + wide["n"].sum()


def test_a_side_many_times_the_other_is_drawn_in_shares(many):
    few = Filter(ids=tuple(many.table["id"].iloc[:12]))
    a, b = sides(many, few, Filter(excluded=few))
    figure = check(two_timelines_chart(a, b))
    assert "share" in figure.note
    assert figure.data["bins"]["y"].abs().max() <= 1


@pytest.mark.parametrize("dates", [["n.d."], ["n.d.", "May 5, 1946"], ["1900s", "1940s"]])
def test_undated_documents_are_told(listing, dates):
    page = listing(*((dates[i % len(dates)], f"On oil {i}", "Text.") for i in range(200)))
    collection = Collection.read(page, topics="")
    a, b = sides(collection, Filter(ids=tuple(collection.table["id"][:100])), Filter())
    figure = check(two_timelines_chart(a, b))
    undated = sum(collection.table["date"].iloc[side.view.rows].eq("n.d.").sum() for side in (a, b))
    if "n.d." not in dates:
        assert "readable date" not in figure.note
    elif figure.spec:
        assert f"Not drawn: {undated} documents without" in figure.note
    else:
        assert "No document of either side has a date" in figure.alt


def test_words_have_their_intervals(many):
    a, b = sides(many, Filter(words="oil"), Filter(words="wheat"))
    found = distinctive(a, b)
    figure = check(word_chart(found, "oil"))
    drawn = figure.data["words"]
    assert fields(figure) == ["value"]
    assert (drawn["from"] <= drawn["x"]).all()
    assert (drawn["x"] <= drawn["to"]).all()
    assert ((drawn["x"] < 0) == (drawn["side"] == 0)).all()  # A is to the left
    assert drawn["y"].tolist() == list(range(len(drawn)))
    assert (drawn["kind"] == drawn["side"].map("AB".__getitem__)).all()
    assert f"of {len(a)} · " in drawn["counts"].iloc[0]
    assert "would be expected" in figure.note
    words = found.words.set_index(found.words["terms"].map(" ".join))
    for row in drawn.to_dict(orient="records"):
        assert row["times"] == pytest.approx(np.exp(abs(words.loc[row["value"], "delta"])))
        assert row["least"] <= row["times"] <= row["most"]


def test_words_that_may_be_chance_are_grey(seed):
    a, b = sides(seed, Filter(topics=("troops",)), Filter(topics=("separatism",)))
    figure = check(word_chart(distinctive(a, b)))
    assert (figure.data["words"]["kind"] == "").all()
    assert "chance" in figure.note
    assert figure.alt.startswith("Words whose difference may be due to chance")


def test_no_words_no_chart(seed):
    a, b = sides(seed, Filter(words="zebra"), Filter())
    assert not check(word_chart(distinctive(a, b))).spec


def test_shares(seed):
    a, b = sides(seed, Filter(topics=("troops",)), Filter(topics=("oil",)))
    found = members(a, b, "people").head(3)
    figure = check(paired_chart(found, (len(a), len(b)), "person"))
    assert fields(figure) == ["value", "side"]
    bars = figure.data["bars"]
    assert bars["label"].iloc[0] == f"A: {found['a'].iloc[0]} of 6 ({found['a'].iloc[0] / 6:.0%})"
    assert figure.table["A"].tolist() == found["a"].tolist()
    assert not check(paired_chart(found.head(0), (6, 4), "person", empty="Nobody.")).spec
