"""Places as GeoJSON, read back by the letter of RFC 7946."""

import json

from dash_core import Collection, Filter, View
from dash_core.collection.view import select
from dash_core.export.provenance import Provenance
from dash_core.export.tables.geojson import to_geojson

FROM = Provenance("Dossier 0 · a test · 20 documents", (("Listing", "a test"),))


def read(collection, view=None):
    return json.loads(to_geojson(collection, view or View(Filter(), collection.all_rows), FROM))


def check(whole):
    """RFC 7946, sections 3 and 4: members, types, longitude before latitude."""
    assert whole["type"] == "FeatureCollection"
    assert "crs" not in whole  # 4: always WGS 84
    for feature in whole["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        assert feature["geometry"]["type"] == "Point"
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90


def test_seed(seed):
    whole = read(seed)
    check(whole)
    places = {feature["properties"]["name"]: feature for feature in whole["features"]}
    assert {"Tabriz", "Tehran", "Rasht", "Gilan"} <= set(places)
    tabriz = places["Tabriz"]
    assert [round(x) for x in tabriz["geometry"]["coordinates"]] == [46, 38]
    own = tabriz["properties"]
    assert (own["documents"], len(own["ids"]), own["is_area"]) == (2, 2, False)
    assert (own["first"], own["last"]) == ("1946-04-10", "1946-04-12")
    for id_ in own["ids"]:
        assert "Tabriz" in seed.document(id_)["places"]
    assert places["Gilan"]["properties"]["is_area"]
    assert places["Iranian Azerbaijan"] != places["Azerbaijan SSR"]
    assert places["Iranian Azerbaijan"]["properties"]["source"]


def test_only_the_view(seed):
    whole = read(seed, select(seed, Filter(places=("Tabriz",))))
    check(whole)
    ids = {id_ for feature in whole["features"] for id_ in feature["properties"]["ids"]}
    assert len(ids) == 2
    assert all(f["properties"]["documents"] <= 2 for f in whole["features"])


def test_every_named_document_is_there(seed):
    pairs = {(f["properties"]["name"], id_) for f in read(seed)["features"]
             for id_ in f["properties"]["ids"]}  # fmt: skip
    table = seed.table
    named = {(name, id_) for name_list, id_ in zip(table["places"], table["id"], strict=True)
             for name in name_list}  # fmt: skip
    assert pairs == named


def test_none_and_undated(listing):
    none = Collection.read(listing(("May 5, 1946", "A letter", "On wheat.")), topics="")
    assert read(none) == {"type": "FeatureCollection", "provenance": {}, "features": []}
    undated = Collection.read(listing(("no date", "A letter", "On wheat in Tehran.")), topics="")
    (feature,) = read(undated)["features"]
    assert (feature["properties"]["first"], feature["properties"]["last"]) == (None, None)
