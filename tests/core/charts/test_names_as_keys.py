"""Names of a listing are keys of a chart's scales, but never names of JavaScript's own."""

import pandas as pd
import pytest

from dash_core import Collection, Filter, Study
from dash_core.charts import catalogue
from dash_core.charts.bars.bars import bar_chart
from dash_core.charts.bars.heatmap import heatmap_chart
from dash_core.charts.bars.paired import paired_chart
from dash_core.charts.time import timeline
from dash_core.collection.view import select
from dash_core.export.handout.vega import drawing
from dash_core.readers import SourceFile
from dash_core.topics import TopicFile, TopicSpec, to_toml

# What every object, function or array of JavaScript has, and what Vega's tooltip loads.
NAMES = (
    "constructor toString __proto__ hasOwnProperty valueOf prototype length name image "
    "__defineGetter__ isPrototypeOf title"
).split()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def named():
    """A listing whose topics have such names."""
    colors = [f"#{n:02x}5533" for n in range(len(NAMES))]
    topics = TopicFile(
        named=tuple(
            TopicSpec(f"t{n}", name, colors[n], (f"word{n}",)) for n, name in enumerate(NAMES)
        )
    )
    entries = "\n\n".join(
        f"• May {n + 1}, 1950\n\nLetter on word{n}\n\nAbout word{n} and Tehran."
        for n in range(len(NAMES))
    )
    study = Study.of((SourceFile("page.txt", entries.encode()),)).with_topics(to_toml(topics))
    return Collection(study)


def shapes(figure):
    """How many shapes and texts a picture has, and its texts."""
    root = drawing(figure, 900)
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    return len(list(root.iter(f"{SVG}path"))), len(texts), texts


def figures(names):
    counts = dict.fromkeys(names, 2)
    pairs = pd.DataFrame({"a": [1] * len(names), "b": [2] * len(names)}, index=list(names))
    senders = [catalogue._Sender(name, name) for name in names]
    what = names[0], names[1]
    cells = pd.DataFrame(1, index=list(names), columns=list(names))
    for what in names[:3]:
        yield bar_chart(counts, counts, what)
        yield paired_chart(pairs, (9, 9), what)
    yield heatmap_chart(
        cells, senders, dict(zip(names, names, strict=True)), tuple(names[:2]), "", ""
    )


def test_such_names_are_drawn_as_any_others():
    plain = [f"name{n}" for n in range(len(NAMES))]
    for hostile, other in zip(figures(NAMES), figures(plain), strict=True):
        marks, n_texts, texts = shapes(hostile)
        assert (marks, n_texts) == shapes(other)[:2]
        assert set(NAMES) <= set(texts)


@pytest.mark.parametrize("at_most", [150, 5])
def test_topics_with_such_names_are_drawn(named, monkeypatch, at_most):
    monkeypatch.setattr(timeline, "MAX_MARKS", at_most)  # few: bars instead of marks
    view = select(named, Filter())
    rows = timeline.timeline_chart(named, view, rows=named.topics)
    shown = {topic.label for topic in named.topics} if at_most == 150 else {"constructor"}
    assert shown <= set(shapes(rows)[2])
    for figure in (
        rows,
        timeline.timeline_chart(named, view),
        catalogue.document_map.__wrapped__(named, view, named.topics),
    ):
        marks, _n_texts, _texts = shapes(figure)
        assert marks > len(named)


def test_each_row_of_topics_has_its_colour(named):
    figure = catalogue.topics_in_time(named, select(named, Filter()), named.topics)
    (scale,) = {
        tuple(zip(scale["domain"], scale["range"], strict=True))
        for layer in figure.spec["layer"]
        if (scale := layer["encoding"].get("color", {}).get("scale"))
    }
    own = {topic.label: topic.color for topic in named.topics}
    assert {key.removeprefix("\u2060"): color for key, color in scale} == own
    assert not own.keys() & dict(scale).keys()


def test_no_line_of_a_tooltip_is_called_as_the_listing_says():
    figure = bar_chart({"a": 1}, {"a": 1}, "image")
    tips = [tip["title"] for tip in figure.spec["layer"][0]["encoding"]["tooltip"]]
    assert tips[0] == "\u2060image"
