"""Places as GeoJSON (RFC 7946), for QGIS, Palladio and other maps."""

import json
from typing import Any

import pandas as pd

from dash_core.analysis.places import places_in
from dash_core.collection.collection import Collection
from dash_core.collection.view import View
from dash_core.export.provenance import Provenance

__all__ = ["features", "to_geojson"]


def to_geojson(collection: Collection, view: View, provenance: Provenance) -> bytes:
    """One feature for each place that documents of the view name, the most frequent first.

    The foreign member `provenance` (RFC 7946, 6.1) says where it comes from.
    """
    whole = {
        "type": "FeatureCollection",
        "provenance": provenance.as_json(),
        "features": features(collection, view),
    }
    return json.dumps(whole, ensure_ascii=False).encode("utf-8", "backslashreplace")


def features(collection: Collection, view: View) -> list[dict[str, Any]]:
    """The features: a point (longitude, latitude in WGS 84) each.

    Properties: `name`, `kind` (city, state, former state, region, water, continent), `is_area`
    (true where the point is the middle of something larger), `countries` (ISO 3166 codes of
    today), `documents` (how many), `ids` (which), `first` and `last` (days their dates may
    stand for, null where none is known), `source` (where the position is from).
    """
    places = places_in(collection, view)
    places = places[places["n"] > 0].sort_values("n", ascending=False, kind="stable")
    matrix = collection.facets["places"].matrix[view.rows].tocsc()
    ids = collection.table["id"].to_numpy()[view.rows]
    features = []
    for row in places.to_dict(orient="records"):
        place = collection.places.places[row["name"]]
        start, end = matrix.indptr[row["column"]], matrix.indptr[row["column"] + 1]
        members = matrix.indices[start:end]
        features.append(
            {
                "type": "Feature",
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(place.lon, 5), round(place.lat, 5)],
                },
                "properties": {
                    "name": place.name,
                    "kind": place.kind,
                    "is_area": not place.is_point,
                    "countries": list(place.countries),
                    "documents": int(row["n"]),
                    "ids": ids[sorted(members.tolist())].tolist(),
                    "first": _day(row["first"]),
                    "last": _day(row["last"]),
                    "source": place.source,
                },
            }
        )
    return features


def _day(day: Any) -> str | None:
    return None if pd.isna(day) else str(day.strftime("%Y-%m-%d"))
