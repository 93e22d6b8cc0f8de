"""The regions that a map of places can show: where most are, all, or a part of the world."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.charts.figure import MAX_MARKS
from dash_core.charts.maps.projection import Frame, frame_of
from dash_core.common.i18n import _

__all__ = ["around_most", "format_region", "frame_of_places", "regions"]

MOST_PLACED: Final = 0.85  # share of the mentions on the map shown first

# Parts of the world: south, north, west, east of their boxes in degrees.
_BOXES: Final = {
    "europe": ((34, 72, -25, 45),),
    "near-east": ((12, 46, 25, 66),),
    "asia": ((-11, 62, 60, 150),),
    "africa": ((-36, 37.5, -19, 34), (-36, 15, 34, 52)),
    "north-america": ((7, 72, -170, -50),),
    "south-america": ((-57, 14, -95, -30),),
    "oceania": ((-50, 25, 110, 180),),
}
_MIN_PLACES: Final = 3  # of a part of the world that gets a map


def format_region(region: str) -> str:
    """The name of a region of `regions`."""
    return {
        "most": _("Where most are"),
        "all": _("All places"),
        "europe": _("Europe"),
        "near-east": _("Near East"),
        "asia": _("Asia"),
        "africa": _("Africa"),
        "north-america": _("North America"),
        "south-america": _("South America"),
        "oceania": _("Oceania"),
    }[region]


def regions(places: pd.DataFrame) -> dict[str, NDArray[np.bool_]]:
    """Which places each map shows, by region, the one to show first at the head.

    Where most places are, if that is a part of the world; all places; and where they are spread
    over the world, each part with `_MIN_PLACES` or more.
    """
    shown: dict[str, NDArray[np.bool_]] = {}
    most = around_most(places)
    if not most.all() and not frame_of_places(places[most]).is_world:
        shown["most"] = most
    shown["all"] = np.ones(len(places), dtype=bool)
    if len(places) and frame_of_places(places).is_world:
        lat, lon = places["lat"].to_numpy(), places["lon"].to_numpy()
        for part, boxes in _BOXES.items():
            inside = np.zeros(len(places), dtype=bool)
            for south, north, west, east in boxes:
                inside |= (south <= lat) & (lat <= north) & (west <= lon) & (lon <= east)
            if inside.sum() >= _MIN_PLACES:
                shown[part] = inside
    return shown


def frame_of_places(places: pd.DataFrame) -> Frame:
    """The map on which all these places lie."""
    return frame_of(places["lat"].to_numpy(), places["lon"].to_numpy())


def around_most(places: pd.DataFrame) -> NDArray[np.bool_]:
    """The places around a centre that together have `MOST_PLACED` of all mentions.

    The centre is the place with the smallest sum of distances to all mentions.
    """
    if places.empty:
        return np.zeros(0, dtype=bool)
    weights = places["all"].to_numpy(dtype=float)
    phi, lam = np.radians(places["lat"].to_numpy()), np.radians(places["lon"].to_numpy())
    points = np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
    candidates = np.argsort(-weights, kind="stable")[:MAX_MARKS]
    distances = np.arccos(np.clip(points[candidates] @ points.T, -1, 1))
    nearest = distances[np.argmin(distances @ weights)]
    order = np.argsort(nearest, kind="stable")
    share = np.cumsum(weights[order]) / weights.sum()
    radius = nearest[order[np.searchsorted(share, MOST_PLACED)]]
    return np.asarray(nearest <= radius + 1e-9)
