"""The land a map lies on: today's countries, from Natural Earth, cut to what a frame shows.

The outlines ship with the package (`world.LICENSE.txt`); no map is ever fetched. A map of
the world has the coarse ones; one of a part has the fine ones, of the land that reaches into it,
thinned out where they leave it.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dash_core.charts.maps.projection import Frame

__all__ = ["topology"]

_OUTSIDE_STEP: Final = 40  # outside the frame, every 40th point is kept
_MIN_POINTS: Final = 12  # of an arc, if it has them
_FULL_REACH: Final = 16  # degrees of reach up to which every point inside is kept


@lru_cache(maxsize=1)
def _coarse() -> dict[str, Any]:
    return _read("110m")


@dataclass(frozen=True, slots=True)
class _Fine:
    """The fine outlines, in a tenth of the memory that lists of numbers take."""

    transform: dict[str, list[float]]
    polygons: list[list[list[int]]]  # of each, the arcs of its rings
    arcs: list[NDArray[np.int32]]  # in whole numbers of the grid, no longer as differences

    def degrees(self, points: NDArray[np.int32]) -> NDArray[np.float64]:
        """Longitude and latitude of points of the grid."""
        return np.asarray(points * self.transform["scale"] + self.transform["translate"])


@lru_cache(maxsize=1)
def _fine() -> _Fine:
    world = _read("50m")
    polygons: list[list[list[int]]] = []
    for geometry in world["objects"]["land"]["geometries"]:
        arcs = geometry["arcs"]
        polygons += arcs if geometry["type"] == "MultiPolygon" else [arcs]
    arcs = [np.cumsum(arc, axis=0, dtype=np.int32) for arc in world["arcs"]]
    return _Fine(world["transform"], polygons, arcs)


def _read(scale: str) -> dict[str, Any]:
    return dict(json.loads((files(__package__) / f"world-{scale}.json").read_bytes()))


def topology(frame: Frame) -> dict[str, Any]:
    """TopoJSON with one object, `land`, for a map of this frame."""
    if frame.is_world:
        return _coarse()
    return _cut(frame)


@lru_cache(maxsize=8)  # 1 MB each; studies of one listing, and many listings, have the same
def _cut(frame: Frame) -> dict[str, Any]:
    fine = _fine()
    near = [_is_near(fine.degrees(arc), frame) for arc in fine.arcs]
    rings: list[list[list[int]]] = []
    for polygon in fine.polygons:
        outline = [i if i >= 0 else ~i for i in polygon[0]]
        if any(near[i].any() for i in outline) or _holds(fine, outline, frame):
            rings.append(polygon)
    used = sorted({i if i >= 0 else ~i for polygon in rings for ring in polygon for i in ring})
    number = {old: new for new, old in enumerate(used)}
    polygons = [
        [[number[i] if i >= 0 else ~number[~i] for i in ring] for ring in polygon]
        for polygon in rings
    ]
    land = [{"type": "Polygon", "arcs": polygon} for polygon in polygons]
    return {
        "type": "Topology",
        "transform": fine.transform,
        "objects": {"land": {"type": "GeometryCollection", "geometries": land}},
        "arcs": [
            _thinned(fine.arcs[i], near[i], max(1, round(frame.reach / _FULL_REACH))) for i in used
        ],
    }


def _is_near(points: NDArray[np.float64], frame: Frame) -> NDArray[np.bool_]:
    """Which points lie within the frame's reach."""
    lat, lon = np.radians(points[:, 1]), np.radians(points[:, 0] - frame.lon)
    lat0 = np.radians(frame.lat)
    cosine = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(lon)
    return np.asarray(cosine >= np.cos(np.radians(frame.reach)))


def _holds(fine: _Fine, outline: list[int], frame: Frame) -> bool:
    """Whether the frame's middle lies in the box around an outline: it may lie in the land."""
    points = fine.degrees(np.concatenate([fine.arcs[i] for i in outline]))
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return bool(west <= frame.lon <= east and south <= frame.lat <= north)


def _thinned(arc: NDArray[np.int32], near: NDArray[np.bool_], step: int) -> list[list[int]]:
    """An arc as differences, with every `step`th of the points that are near and few others.

    A short arc keeps its points: a small island must not shrink to a line, which a sphere has
    no inside of.
    """
    most = max(1, len(arc) // _MIN_POINTS)
    keep = np.zeros(len(arc), dtype=bool)
    keep[:: min(step, most)] = near[:: min(step, most)]
    keep[:: min(_OUTSIDE_STEP, most)] = True
    keep[-1] = True
    points = arc[keep]
    steps = np.diff(points, axis=0, prepend=[[0, 0]])
    return [[int(x), int(y)] for x, y in steps]
