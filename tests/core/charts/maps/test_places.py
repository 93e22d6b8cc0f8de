import json
import tracemalloc

import numpy as np
import pytest
from altair import LayerChart

from dash_core import Collection, Filter, View
from dash_core.analysis.places import places_in
from dash_core.charts.maps import basemap
from dash_core.charts.maps.basemap import topology
from dash_core.charts.maps.places import place_map_chart
from dash_core.charts.maps.projection import HEIGHT, frame_of
from dash_core.charts.maps.regions import around_most, format_region, regions
from dash_core.charts.time.places import places_in_time_chart
from dash_core.collection.view import select


def at(*points):
    lat, lon = np.array(points, dtype=float).T
    return frame_of(lat, lon)


def seen(collection, **chosen):
    view = select(collection, Filter(**chosen)) if chosen else View(Filter(), collection.all_rows)
    return view, places_in(collection, view)


@pytest.fixture(scope="module")
def everywhere(listing):
    names = ("Tehran", "Tokyo", "London", "Paris", "Rome", "Lima", "Sydney", "Chicago", "Madrid")
    records = [(f"May {i + 1}, 1946", f"Letter {i}", f"In {name}.") for i, name in enumerate(names)]
    return Collection.read(listing(*records), topics="")


def test_a_part_is_drawn_around_its_middle():
    frame = at((38, 46), (36, 51))
    assert not frame.is_world
    x, y = frame.pixels(np.array([38.0, 36.0]), np.array([46.0, 51.0]), 700)
    assert x[0] < x[1]
    assert y[0] < y[1]  # north is up
    assert ((x > 0) & (x < 700) & (y > 0) & (y < HEIGHT)).all()


@pytest.mark.parametrize("width", [300, 700, 1180])
@pytest.mark.parametrize(
    "points",
    [
        ((38, 46),),
        ((38, 46), (36, 51)),
        ((51, 0), (35, 139), (-33, 151), (40, -74)),
        ((89, 0), (-89, 0)),
        ((0, 179), (0, -179)),
    ],
)
def test_every_place_lies_on_the_map(points, width):
    frame = at(*points)
    lat, lon = np.array(points, dtype=float).T
    x, y = frame.pixels(lat, lon, width)
    assert ((x >= 0) & (x <= width) & (y >= 0) & (y <= HEIGHT)).all()


def test_the_date_line_does_not_part_neighbours():
    frame = at((-17, 178), (-14, -172))
    assert not frame.is_world
    assert abs(abs(frame.lon) - 180) < 15


def test_the_world_is_drawn_as_such():
    assert at((51, 0), (35, 139), (-33, 151), (40, -74)).is_world


def test_land_is_whole_topology():
    for frame in (at((38, 46), (36, 51)), at((51, 0), (35, 139), (40, -74)), at((18, -66))):
        land = topology(frame)
        arcs = land["arcs"]
        geometries = land["objects"]["land"]["geometries"]
        assert geometries
        for geometry in geometries:
            polygons = (
                geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            )
            for ring in (ring for polygon in polygons for ring in polygon):
                points = []
                for i in ring:
                    own = np.cumsum(arcs[i if i >= 0 else ~i], axis=0)
                    own = own if i >= 0 else own[::-1]
                    if points:
                        assert points[-1].tolist() == own[0].tolist()  # arcs join
                    points.extend(own)
                assert points[0].tolist() == points[-1].tolist()  # rings close
                assert len(points) > 3


def test_a_part_is_small_and_local():
    text = json.dumps(topology(at((38, 46), (36, 51))))
    assert len(text) < 100_000
    assert len(json.dumps(topology(at((48, 2), (52, 13), (40, 15), (60, 25))))) < 200_000


def test_the_land_takes_little_memory():
    topology(at((38, 46), (36, 51)))  # what is imported for it
    basemap._fine.cache_clear()
    basemap._cut.cache_clear()
    tracemalloc.start()
    lands = [topology(at((38, 46), (36, 51))) for _study in range(20)]
    kept, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert lands[0]["arcs"]
    assert kept < 4 * 2**20  # 11 as lists of numbers, and 1 for each study


def test_where_most_are(seed):
    _view, places = seen(seed)
    shown = set(places["name"][around_most(places)])
    assert {"Tabriz", "Tehran", "Rasht", "Gilan", "Iranian Azerbaijan", "Azerbaijan SSR"} <= shown
    assert "United States" not in shown
    assert list(regions(places)) == ["most", "all", "near-east"]


def test_parts_of_the_world(everywhere):
    _view, places = seen(everywhere)
    parts = regions(places)
    assert next(iter(parts)) == "all"
    assert set(places["name"][parts["europe"]]) == {"London", "Paris", "Rome", "Madrid"}
    assert "africa" not in parts
    assert all(format_region(part) for part in parts)


def test_map(seed):
    _view, places = seen(seed)
    figure = place_map_chart(places, around_most(places))
    LayerChart.validate({**figure.spec, "datasets": {}})  # valid Vega-Lite
    marks = figure.data["inside"].set_index("value")
    assert marks.loc["Tabriz", "shape"] == "circle"
    assert marks.loc["Gilan", "shape"] == "diamond"
    assert marks.loc["Azerbaijan SSR", "shape"] == "square"
    assert marks.loc["Iranian Azerbaijan", "n"] == 8
    assert "Iranian Azerbaijan 8" in figure.alt
    assert "United States 1" in figure.note
    assert "today’s" in figure.note
    assert len(figure.table) == len(places)  # nothing lost
    assert "http" not in json.dumps({**figure.spec, "$schema": ""})


def test_names_do_not_overlap(everywhere, seed):
    for collection in (everywhere, seed):
        _view, places = seen(collection)
        for shown in regions(places).values():
            names = place_map_chart(places, shown).data["names"]
            frame = frame_of(places["lat"][shown].to_numpy(), places["lon"][shown].to_numpy())
            for form, width in (("wide", 680), ("narrow", 310)):
                own = names[names["form"] == form]
                x, y = frame.pixels(own["lat"].to_numpy(), own["lon"].to_numpy(), width)
                room = own["label"].str.len().to_numpy() * 7.0
                align = own["align"].to_numpy()
                left = (
                    x
                    + own["dx"].to_numpy()
                    - np.select([align == "left", align == "right"], [0, room], room / 2)
                )
                top = y + own["dy"].to_numpy() - 8.5
                for i in range(len(own)):
                    for j in range(i):
                        apart = (
                            left[i] >= left[j] + room[j] - 1e-6
                            or left[j] >= left[i] + room[i] - 1e-6
                            or abs(top[i] - top[j]) >= 17 - 1e-6
                        )
                        assert apart, (form, own["label"].iloc[i], own["label"].iloc[j])
                assert (left >= -1e-6).all()
                assert (left + room <= width + 1e-6).all()


def test_a_filter_leaves_outlines_and_ticks(seed):
    view, places = seen(seed, places=("Tabriz",))
    figure = place_map_chart(places, around_most(places), view.filter.places)
    assert "Tabriz ✓" in figure.data["names"]["label"].tolist()
    assert "Rasht" in figure.data["outside"]["value"].tolist()
    assert "Rasht" not in figure.data["inside"]["value"].tolist()
    whole = place_map_chart(seen(seed)[1], around_most(places))
    assert (figure.height, figure.spec) == (whole.height, whole.spec)  # nothing jumps


def test_times(seed, everywhere):
    view, _places = seen(seed)
    figure = places_in_time_chart(seed, view)
    LayerChart.validate({**figure.spec, "datasets": {}})
    cells = figure.data["inside"]
    assert cells.loc[cells["value"] == "Tabriz", "n"].tolist() == [2]
    assert set(figure.table.columns) == {"place", "dates", "documents"}
    few = places_in_time_chart(seed, select(seed, Filter(places=("Tabriz",))))
    assert few.height == figure.height
    assert few.data["inside"]["n"].sum() < cells["n"].sum()


def test_no_places(listing):
    none = Collection.read(listing(("May 5, 1946", "A letter", "On wheat.")), topics="")
    view, places = seen(none)
    assert around_most(places).tolist() == []
    assert list(regions(places)) == ["all"]
    for figure in (
        place_map_chart(places, np.zeros(0, dtype=bool)),
        places_in_time_chart(none, view),
    ):
        assert not figure.spec
        assert figure.alt
