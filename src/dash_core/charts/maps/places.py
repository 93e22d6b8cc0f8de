"""The map: every place named, as large as the number of its documents.

A town is a filled circle where it lies; a state, region or sea is an open square or diamond at
its middle. The land is today's (`dash_core.charts.maps.basemap`).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.charts.figure import (
    LABEL_FONT,
    MUTED,
    Figure,
    cached_spec,
    click,
    empty_figure,
    halo,
    to_spec,
)
from dash_core.charts.maps.basemap import topology
from dash_core.charts.maps.projection import HEIGHT, Frame
from dash_core.charts.maps.regions import frame_of_places
from dash_core.common.i18n import _, first_few, format_number, ngettext

__all__ = ["format_kind", "place_map_chart"]

MAX_PLACES: Final = 400  # places on the map


COLOR: Final = "#B5651D"  # of a place: neither land nor a topic
_SIZES: Final = (18, 50, 900)  # square pixels of a mark: least of many, least of few, most
_INK: Final = 4_000  # square pixels of all the smallest marks
_PHONE: Final = 560  # pixels: a narrower map is a phone's
_WIDTHS: Final = {"wide": 680, "narrow": 310}  # pixels for which names are laid out
_LETTER: Final = 7.0  # width of a letter
_LINE: Final = 17  # height of a line
_FEW_MARKS: Final = 40  # marks that need not shrink on a phone
_PHONE_SCALE: Final = 0.4  # share of its size a mark has there, where they are more
_NAMES: Final = {"wide": 40, "narrow": 12}  # names on a map, at most
_MAIN_MARKS: Final = 12  # marks whose names may lie over smaller marks
_SHAPES: Final = {
    "city": "circle",
    "state": "square",
    "former state": "square",
    "region": "diamond",
    "water": "diamond",
    "continent": "diamond",
}


def format_kind(kind: str) -> str:
    """What a place is, in words."""
    return {
        "city": _("town"),
        "state": _("state"),
        "former state": _("former state"),
        "region": _("region"),
        "water": _("water"),
        "continent": _("continent"),
    }[kind]


def place_map_chart(
    places: pd.DataFrame, shown: NDArray[np.bool_], selected: Collection[str] = ()
) -> Figure:
    """Places (rows of `dash_core.analysis.places.places_in`), those `shown` as marks on a map.

    What the filter leaves out stays as a grey outline; places of `selected` are ticked. Field of
    a click: `value`, the place's name.
    """
    if places.empty:
        return empty_figure(_("No place named here has a position on the map."))
    inside = places[shown]
    drawn = inside.head(MAX_PLACES)
    frame = frame_of_places(drawn)
    most = max(1, int(drawn["all"].max()))
    marks = pd.DataFrame(
        {
            "value": drawn["name"],
            "lat": drawn["lat"],
            "lon": drawn["lon"],
            "shape": drawn["kind"].map(_SHAPES),
            "fill": np.where(drawn["kind"] == "city", 0.85, 0.12),
            "n": drawn["n"],
            "all": drawn["all"],
            "kind": drawn["kind"].map(format_kind),
            "size": _size(drawn["n"].to_numpy(), most),
            "size_all": _size(drawn["all"].to_numpy(), most),
            "narrower": _PHONE_SCALE if len(drawn) > _FEW_MARKS else 1.0,
            "dates": _dates(drawn),
            "is_town": drawn["kind"] == "city",
        }
    ).iloc[::-1]  # the smallest on top
    names = _names(marks[marks["n"] > 0].iloc[::-1], frame, set(selected))
    data = {"outside": marks, "inside": marks[marks["n"] > 0], "names": names}
    table = places[["name", "n", "all"]].copy()
    table.insert(1, "kind", places["kind"].map(format_kind))
    table = table.set_axis([_("place"), _("kind"), _("in the filter"), _("in all")], axis=1)
    return Figure(
        _spec(frame),
        data,
        _alt(drawn),
        table.reset_index(drop=True),
        HEIGHT,
        " ".join(_note(places, shown, drawn)),
        _("Click a mark to keep its documents."),
    )


def _size(n: NDArray[np.int64], most: int) -> NDArray[np.float64]:
    """Square pixels of a mark: by the number, and large enough to be hit."""
    least = min(max(_SIZES[0], _INK / max(1, len(n))), _SIZES[1])
    return np.asarray(np.maximum(least, _SIZES[2] * n / most))


def _dates(places: pd.DataFrame) -> list[str]:
    return [
        _("{first} to {last}").format(first=first.date(), last=last.date())
        if first == first
        else _("none")
        for first, last in zip(places["first"], places["last"], strict=True)
    ]


def _alt(drawn: pd.DataFrame) -> str:
    named = drawn[drawn["n"] > 0]
    if named.empty:
        return _("Map of places: no document in the filter names one.")
    first = named.sort_values("n", ascending=False, kind="stable").head(5)
    most = ", ".join(
        f"{name} {format_number(n)}" for name, n in zip(first["name"], first["n"], strict=True)
    )
    alt_text = ngettext("Map of {n} place named.", "Map of {n} places named.", len(named))
    return (
        alt_text.format(n=format_number(len(named)))
        + " "
        + _("Most: {places}.").format(places=most)
    )


def _note(places: pd.DataFrame, shown: NDArray[np.bool_], drawn: pd.DataFrame) -> Iterator[str]:
    yield _(
        "A mark is as large as the number of documents: a filled circle is a town, an open "
        "square a state, an open diamond a region or a sea, at its middle. Coasts and borders are "
        "today’s, for orientation only."
    )
    away = places[~shown]
    away = away[away["n"] > 0]
    if len(away):
        names = [
            f"{name} {format_number(n)}" for name, n in zip(away["name"], away["n"], strict=True)
        ]
        yield _("Beyond this map: {places}.").format(places=", ".join(first_few(names, 5)))
    if len(drawn) < shown.sum():
        yield _("Drawn: the {n} named most.").format(n=format_number(len(drawn)))


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle on the map, in pixels."""

    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def _names(marks: pd.DataFrame, frame: Frame, selected: set[str]) -> pd.DataFrame:
    """Where names stand on a wide and on a narrow map: beside their marks, the larger first,
    none over another name or, but for the largest, over another mark."""
    names: list[dict[str, Any]] = []
    for form, width in _WIDTHS.items():
        x, y = frame.pixels(marks["lat"].to_numpy(), marks["lon"].to_numpy(), width)
        times = marks["narrower"].to_numpy() if form == "narrow" else 1
        radius = np.sqrt(marks["size"].to_numpy() * times / np.pi) + 1
        circles = [_Box(a - r, a + r, b - r, b + r) for a, b, r in zip(x, y, radius, strict=True)]
        taken: list[_Box] = []
        for i, (value, is_town) in enumerate(zip(marks["value"], marks["is_town"], strict=True)):
            if len(taken) == _NAMES[form]:
                break
            label = f"{value} ✓" if value in selected else value
            room = len(label) * _LETTER
            for align, dx, dy, box in _beside(x[i], y[i], radius[i], room, width):
                is_inside = box.left >= 0 and box.right <= width and box.top >= 0
                others = circles[: i if i < _MAIN_MARKS else None]
                others = [circle for j, circle in enumerate(others) if j != i]
                if (
                    is_inside
                    and box.bottom <= HEIGHT
                    and not any(box.touches(other) for other in (*taken, *others))
                ):
                    taken.append(box)
                    names.append(
                        {
                            "form": form,
                            "label": label,
                            "value": value,
                            "lat": marks["lat"].iloc[i],
                            "lon": marks["lon"].iloc[i],
                            "align": align,
                            "dx": dx,
                            "dy": dy,
                            "style": "normal" if is_town else "italic",
                        }
                    )
                    break
    columns = ["form", "label", "value", "lat", "lon", "align", "dx", "dy", "style"]
    return pd.DataFrame(names, columns=columns)


def _beside(
    x: float, y: float, radius: float, room: float, width: float
) -> Iterator[tuple[str, float, float, _Box]]:
    """Right of a mark, left of it, over it and under it; the last two moved into the map."""
    half, line = room / 2, _LINE / 2
    gap = radius + 3
    yield "left", gap, 0.0, _Box(x + gap, x + gap + room, y - line, y + line)
    yield "right", -gap, 0.0, _Box(x - gap - room, x - gap, y - line, y + line)
    aside = max(half - x, 0.0) + min(width - half - x, 0.0)
    for over in (-(radius + line), radius + line):
        left, top = x + aside - half, y + over - line
        yield "center", aside, over, _Box(left, left + room, top, top + _LINE)


def _land() -> Any:
    return (
        alt.Chart(alt.NamedData("land"))
        .transform_calculate(value="''")  # a click on land names no place
        .mark_geoshape(
            fill=MUTED,
            fillOpacity=0.16,
            stroke=MUTED,
            strokeOpacity=0.45,
            strokeWidth=0.6,
            aria=False,
        )
    )


@cached_spec
def _spec(frame: Frame) -> dict[str, Any]:
    at = {"latitude": "lat:Q", "longitude": "lon:Q"}
    tooltip = [
        alt.Tooltip("value:N", title=_("place")),
        alt.Tooltip("kind:N", title=_("kind")),
        alt.Tooltip("n:Q", title=_("documents in the filter"), format=","),
        alt.Tooltip("all:Q", title=_("documents in all"), format=","),
        alt.Tooltip("dates:N", title=_("dates in the filter")),
    ]
    shape = alt.Shape("shape:N", scale=None, legend=None)

    # Vega-Lite takes expressions of a datum for these, though Altair's types do not say so.
    def sized(field: str) -> Any:
        return alt.expr(f"datum.{field} * (width < {_PHONE} ? datum.narrower : 1)")

    outline = (
        alt.Chart(alt.NamedData("outside"))
        .mark_point(
            filled=False,
            color=MUTED,
            opacity=0.8,
            strokeWidth=1,
            size=sized("size_all"),
            cursor="pointer",
        )
        .encode(**at, shape=shape, tooltip=tooltip)
    )
    mark = (
        alt.Chart(alt.NamedData("inside"))
        .mark_point(fill=COLOR, stroke=COLOR, strokeWidth=1.4, size=sized("size"), cursor="pointer")
        .encode(
            **at,
            shape=shape,
            fillOpacity=alt.FillOpacity("fill:Q", scale=None),
            tooltip=tooltip,
        )
    )
    beside: Any = {name: alt.expr(f"datum.{name}") for name in ("align", "dx", "dy")}
    name = (
        alt.Chart(alt.NamedData("names"))
        .transform_filter(f"datum.form == (width < {_PHONE} ? 'narrow' : 'wide')")
        .mark_text(
            **halo(),
            **beside,
            baseline="middle",
            fontSize=LABEL_FONT,
            fontStyle=alt.expr("datum.style"),
            cursor="pointer",
        )
        .encode(**at, text="label:N", tooltip=tooltip[:1])
    )
    chart = alt.layer(_land(), outline, mark.add_params(click("value")), name)
    spec = to_spec(chart, HEIGHT)
    spec["projection"] = frame.vega()
    layers = list(spec["layer"])
    outlines = {"values": topology(frame), "format": {"type": "topojson", "feature": "land"}}
    layers[0] = {**layers[0], "data": outlines}
    return {**spec, "layer": layers}
