"""Where a point of the Earth lies on a map, and how much of the Earth a map shows.

Two projections, both true to area: for a part of the world Lambert's azimuthal one around its
middle, for the world Equal Earth (Šavrič, Patterson & Jenny 2019, "The Equal Earth map
projection"). Formulas as in d3-geo, which draws the same in the browser.
"""

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["HEIGHT", "Frame", "frame_of"]

HEIGHT: Final = 440  # pixels of a map
_WIDEST: Final = 2.8  # width of a map for its height, at most
_NARROWEST: Final = 0.7  # and on a phone
_WORLD: Final = 55  # degrees from the middle: a larger part is drawn as the world
_LEAST: Final = 0.11  # radians: a map of one town shows its surroundings
_ROOM: Final = {"azimuthalEqualArea": 1.25, "equalEarth": 1.06}  # times what the places need
_A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
_M: Final = sqrt(3) / 2


@dataclass(frozen=True)
class Frame:
    """A map: its projection, and the box in it that is shown at least.

    `kind` is Vega's name of the projection; `lat`, `lon` its middle in degrees; `box` left,
    right, bottom and top in units of the Earth's radius.
    """

    kind: str
    lat: float
    lon: float
    box: tuple[float, float, float, float]

    @property
    def is_world(self) -> bool:
        """Whether it shows more than a part of the world."""
        return self.kind == "equalEarth"

    def plane(
        self, lat: NDArray[np.float64], lon: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Points of the Earth (degrees) on the plane, y upwards."""
        if not self.is_world:
            return _azimuthal(lat, lon, self.lat, self.lon)
        return _equal_earth(lat, lon)

    def pixels(
        self, lat: NDArray[np.float64], lon: NDArray[np.float64], width: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Points of the Earth on a map of this width, y downwards, as the browser draws it."""
        left, right, bottom, top = self.box
        scale = min(width / (right - left), HEIGHT / (top - bottom))
        x, y = self.plane(lat, lon)
        return (
            width / 2 + scale * (x - (left + right) / 2),
            HEIGHT / 2 - scale * (y - (bottom + top) / 2),
        )

    def vega(self) -> dict[str, Any]:
        """The projection as Vega-Lite has it, for any width."""
        left, right, bottom, top = self.box
        scale = f"min(width / {right - left}, height / {top - bottom})"
        middle = (
            f"[width / 2 - {scale} * {(left + right) / 2}, "
            f"height / 2 + {scale} * {(bottom + top) / 2}]"
        )
        projection: dict[str, Any] = {
            "type": self.kind,
            "scale": {"expr": scale},
            "translate": {"expr": middle},
        }
        if not self.is_world:
            projection["rotate"] = [-self.lon, -self.lat, 0]
            projection["clipAngle"] = min(self.reach + 3, 179)
        return projection

    @property
    def reach(self) -> float:
        """Degrees from the middle to the farthest corner of the widest and narrowest map."""
        left, right, bottom, top = self.box
        wide, high = right - left, top - bottom
        x = max(wide, _WIDEST * high) / 2 + abs(left + right) / 2
        y = max(high, wide / _NARROWEST) / 2 + abs(bottom + top) / 2
        return degrees(2 * asin(min(1.0, hypot(x, y) / 2)))


def frame_of(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> Frame:
    """The map on which all these points (degrees) lie, with some room around them."""
    if not len(lat):
        return Frame("equalEarth", 0, 0, (-2.71, 2.71, -1.1, 1.25))
    middle_lat, middle_lon = _middle(lat, lon)
    frame = Frame("azimuthalEqualArea", round(middle_lat, 2), round(middle_lon, 2), (0, 0, 0, 0))
    x, y = frame.plane(lat, lon)
    if float(np.hypot(x, y).max()) > 2 * sin(radians(_WORLD) / 2):
        frame = Frame("equalEarth", 0, 0, (0, 0, 0, 0))
        x, y = frame.plane(lat, lon)
    box = (*_room(x, _ROOM[frame.kind]), *_room(y, _ROOM[frame.kind]))
    return Frame(frame.kind, frame.lat, frame.lon, box)


def _room(at: NDArray[np.float64], times: float) -> tuple[float, float]:
    low, high = float(at.min()), float(at.max())
    half = max((high - low) / 2 * times, _LEAST / 2)
    middle = (low + high) / 2
    return round(middle - half, 4), round(middle + half, 4)


def _middle(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> tuple[float, float]:
    """The middle of points on a sphere: where their mean vector points."""
    phi, lam = np.radians(lat), np.radians(lon)
    x, y, z = (
        float(v.mean()) for v in (np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi))
    )
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def _azimuthal(
    lat: NDArray[np.float64], lon: NDArray[np.float64], lat0: float, lon0: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    phi, lam, phi0 = np.radians(lat), np.radians(lon - lon0), radians(lat0)
    across = np.cos(phi) * np.cos(lam)
    cosine = np.clip(sin(phi0) * np.sin(phi) + cos(phi0) * across, -0.9999, 1)
    k = np.sqrt(2 / (1 + cosine))
    x = k * np.cos(phi) * np.sin(lam)
    y = k * (cos(phi0) * np.sin(phi) - sin(phi0) * across)
    return x, y


def _equal_earth(
    lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    theta = np.arcsin(_M * np.sin(np.radians(lat)))
    lam = (np.radians(lon) + pi) % (2 * pi) - pi
    t2 = theta**2
    t6 = t2**3
    a1, a2, a3, a4 = _A
    x = lam * np.cos(theta) / (_M * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
    y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    return x, y
