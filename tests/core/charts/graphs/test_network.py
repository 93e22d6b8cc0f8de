"""The network chart: direction, room for names, what is said of it."""

import altair as alt
import numpy as np
import pytest

from dash_core import Filter
from dash_core.analysis.network import arrange, network, select_people
from dash_core.charts.graphs import network as chart
from dash_core.collection.facets import Membership
from dash_core.collection.view import select

WIDTHS = {"narrow": 300, "middle": 560, "wide": 800}  # the least a name is placed for


ALL = Filter()


def drawn(collection, filter_=ALL, n=40, who=None):
    own = network(collection, select(collection, filter_).rows if filter_ else collection.all_rows)
    centre = own.index(who) if who else None
    return chart.network_chart(
        own,
        select_people(own, n, centre),
        arrange(collection, own, n, centre),
        chart.height_of(len(own)),
        centre=centre,
        selected=filter_.correspondents,
    )


def test_it_is_what_vega_lite_takes_and_says_what_is_there(seed):
    figure = drawn(seed)
    alt.LayerChart.validate(dict(figure.spec))
    assert figure.alt.startswith("Network of letters: ")
    assert "Bagirov to Stalin (3)" in figure.alt
    assert figure.table.iloc[0].tolist() == ["Bagirov", "Stalin", 3]
    assert figure.table["papers"].sum() == figure.data["lines"].drop_duplicates("line")["n"].sum()
    assert "Click a person or a line" in figure.hint


def test_a_line_is_thick_at_its_sender_and_thin_at_its_recipient(seed):
    figure = drawn(seed)
    people = figure.data["people"].set_index("name")
    for _line, points in figure.data["lines"].sort_values("at").groupby("line"):
        assert points["width"].is_monotonic_decreasing
        first, last = points.iloc[0], points.iloc[-1]
        for end, who in ((first, first["sender"]), (last, last["recipient"])):
            assert (end["x"], end["y"]) == pytest.approx(tuple(people.loc[who, ["x", "y"]]))
        assert first["width"] > 4 * last["width"]


def test_letters_there_and_back_are_two_lines_apart(seed):
    points = drawn(seed).data["lines"]
    middle = points[points["at"] == points["at"].max() // 2].set_index(["sender", "recipient"])
    there, back = (
        middle.loc[pair, ["x", "y"]].to_numpy(dtype=float)
        for pair in (("Ahmad Qavam", "Sadchikov"), ("Sadchikov", "Ahmad Qavam"))
    )
    assert np.hypot(*(there - back)) > 0.01


@pytest.mark.parametrize("form", WIDTHS)
def test_names_touch_no_name_and_no_circle(seed, form):
    figure = drawn(seed)
    width = WIDTHS[form]
    names = figure.data["names"]
    boxes = [box(name, width, figure) for name in names[names["form"] == form].itertuples()]
    people = figure.data["people"]
    assert len(boxes) > len(people) / 2
    circles = [
        (x - r, y - r, x + r, y + r)
        for own in people.itertuples()
        for x, y in [pixels(own, width, figure)]
        for r in [(own.area / np.pi) ** 0.5]
    ]
    for i, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[2] <= width
        assert not any(touch(one, other) for other in (*boxes[:i], *circles))


def pixels(mark, width, figure):
    spec, height = figure.spec, figure.height
    x, y = (axis(spec, which) for which in "xy")
    return (mark.x - x[0]) / (x[1] - x[0]) * width, (y[1] - mark.y) / (y[1] - y[0]) * height


def axis(spec, which):
    """What an axis shows: every layer the same."""
    (domain,) = {tuple(layer["encoding"][which]["scale"]["domain"]) for layer in spec["layer"]}
    return domain


def box(name, width, figure):
    x, y = pixels(name, width, figure)
    wide = len(name.label) * 6.6
    left = x + name.dx - {"left": 0, "center": 0.5, "right": 1}[name.align] * wide
    return left, y + name.dy - 7, left + wide, y + name.dy + 7


def test_the_key_lies_under_everybody(seed):
    figure = drawn(seed)
    key, people = figure.data["key"], figure.data["people"]
    bottom = max(y + (o.area / np.pi) ** 0.5 for o in people.itertuples() for y in [at(o, figure)])
    assert min(at(point, figure) - 4 for point in key.itertuples()) > bottom
    assert max(at(point, figure) for point in key.itertuples()) + 20 < figure.height


def at(mark, figure):
    return pixels(mark, 800, figure)[1]


def touch(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_of_many_the_core_is_drawn_and_that_is_said(many_people):
    figure = drawn(many_people)
    assert len(figure.data["people"]) == 40
    assert figure.note.startswith("40 of 2,000 people, those with most papers")
    assert figure.alt.startswith("Network of letters: 40 of 2,000 people")
    assert len(drawn(many_people, n=80).data["people"]) == 80


def test_of_too_many_lines_the_strongest_are_drawn_and_the_rest_are_counted(seed, monkeypatch):
    monkeypatch.setattr("dash_core.charts.graphs.network.MAX_LINES", 2)
    figure = drawn(seed)
    lines = figure.data["lines"].drop_duplicates("line")
    assert lines["sentence"].tolist() == ["Bagirov to Molotov (2)", "Bagirov to Stalin (3)"]
    assert "Not drawn: 15 weaker lines; the table has all." in figure.note
    assert len(figure.table) == 17


def test_the_one_looked_at_and_those_asked_for_have_the_accent(seed):
    around = drawn(seed, who="Bagirov").data["people"]
    assert around[around["color"] != "#0072B2"]["name"].tolist() == ["Bagirov"]
    asked = drawn(seed, Filter(correspondents=("Stalin",))).data["people"]
    assert asked[asked["color"] != "#0072B2"]["name"].tolist() == ["Stalin"]


@pytest.mark.parametrize("filter_", [ALL, Filter(recipients=("Stalin",))])
def test_the_one_looked_at_stays_in_the_middle(seed, filter_):
    people = drawn(seed, filter_, who="Bagirov").data["people"].set_index("name")
    assert tuple(people.loc["Bagirov", ["x", "y"]]) == (0.5, 0.5)
    assert people[["x", "y"]].to_numpy().min() >= 0
    assert people[["x", "y"]].to_numpy().max() <= 1


def test_where_few_are_left_the_picture_goes_near(seed):
    few = drawn(seed, Filter(creators=("Kozlov",))).data["people"][["x", "y"]]
    assert sorted(few.to_numpy().ravel()) == [0, 0, 1, 1]


def test_without_letters_it_says_so(seed):
    figure = drawn(seed, Filter(words="zebra"))
    assert not figure.spec
    assert figure.alt == "No document here says both who wrote it and to whom."


class Listing:
    """What a network needs of a collection."""

    def __init__(self, wrote, got):
        self.core = self
        both = [[*a, *b] for a, b in zip(wrote, got, strict=True)]
        lists = {"creators": wrote, "recipients": got, "correspondents": both}
        self.facets = {field: Membership.of(own) for field, own in lists.items()}
        self.all_rows = np.arange(len(wrote))


@pytest.fixture(scope="module")
def many_people():
    """2,000 people in a ring, each of whom writes to the first too."""
    wrote = [[f"p{i:04d}"] for i in range(2000) for _to in range(2)]
    got = [[f"p{j:04d}"] for i in range(2000) for j in ((i + 1) % 2000, 0)]
    return Listing(wrote, got)
