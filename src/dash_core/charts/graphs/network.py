"""The network of letters: people as circles, a line from each sender to each recipient.

A line is thick where it starts and thin where it arrives: of the ways to draw direction the one
read fastest and with fewest mistakes (Holten & van Wijk 2009), and letters there and back are two
lines, as each curves to its network side.
"""

from collections.abc import Collection, Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.analysis.network import Network
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
from dash_core.charts.graphs import labels
from dash_core.common.i18n import _, format_number, ngettext

__all__ = ["height_of", "network_chart"]

MAX_LINES: Final = 300  # lines drawn, the strongest

Floats = NDArray[np.float64]

_COLOR: Final = "#0072B2"
_SELECTED_COLOR: Final = "#D55E00"
_X: Final = (-0.06, 1.06)  # what the axis shows; people lie from 0 to 1
_ABOVE, _BELOW = 30, 70  # pixels over and under the people, where the key is
_AREAS: Final = (45.0, 700.0)  # square pixels of a circle
_WIDTHS: Final = (1.5, 9.0)  # pixels of a line's start
_FULL_WIDTH: Final = 5  # papers: where no line has as many, none is drawn as wide as can be
_END: Final = 0.15  # of it, where the line ends
_BEND: Final = 0.1  # of its length, how far a line bends to its side
_POINTS: Final = 11  # of a bent line
# Names are placed for pictures at least so wide (pixels), with so many letters at most.
_FORMS: Final = {"narrow": (300, 14), "middle": (560, 24), "wide": (800, 30)}
_NEAR: Final = 0.5  # of the picture: if less is filled, the picture goes near
_POINT: Final = 1e-6  # of the picture: less is no extent
_NAMED: Final = 3  # lines named to those who do not see the picture


def height_of(people: int) -> int:
    """The height in pixels where so many people may be drawn."""
    return 260 if people <= 6 else 380 if people <= 16 else 540


def network_chart(
    network: Network,
    people: NDArray[np.int64],
    places: Floats,
    height: int,
    *,
    centre: int | None = None,
    selected: Collection[str] = (),
) -> Figure:
    """People and their letters.

    Fields of a click: `sender`, `recipient`; on a person both are that person.

    Parameters
    ----------
    people
        Who is drawn: numbers of people in `network`.
    places
        Where (`dash_core.analysis.network.arrange`).
    centre
        The person drawn in the middle of their correspondents.
    selected
        Names in the filter; they are drawn in the accent colour.
    """
    if not len(people):
        return empty_figure(_("No document here says both who wrote it and to whom."))
    xy = _scaled(places, is_around=centre is not None)
    counts = network.among(people).tocoo()
    # The strongest last, so that they lie on top; more than `MAX_LINES` cannot be followed.
    strongest = np.lexsort((-counts.col, -counts.row, counts.data))[-MAX_LINES:]
    frame = _people(network, people, xy)
    lines = [(int(counts.row[i]), int(counts.col[i]), int(counts.data[i])) for i in strongest]
    marked = {network.names[centre]} if centre is not None else set()
    frame["color"] = [
        _SELECTED_COLOR if n in marked | set(selected) else _COLOR for n in frame["name"]
    ]
    data = {
        "lines": _lines(frame, xy, lines),
        "people": frame,
        "names": _names(frame, height),
        "key": _key(height),
    }
    return Figure(
        _spec(height),
        data,
        _alt(network, frame, lines),
        _table(network),
        height,
        _note(network, frame, centre, counts.nnz - len(lines)),
        _(
            "Names that do not fit appear under the pointer. Click a person or a line to keep "
            "their papers."
        ),
    )


def _scaled(places: Floats, *, is_around: bool) -> Floats:
    """Places within 0 to 1. The whole collection's stay where they are, unless those drawn fill
    so little of the picture that it is better to go near. `is_around`: the first stays in the
    middle."""
    fitted = places.copy()
    for axis in (0, 1):
        at = places[:, axis]
        low, high = at.min(), at.max()
        if is_around:
            far, reach = max(at[0], 1 - at[0]), np.abs(at - at[0]).max()
            reach = max(far, reach) if reach >= _NEAR * far else reach
            low, high = at[0] - reach, at[0] + reach
        elif high - low >= _NEAR:
            low, high = min(low, 0.0), max(high, 1.0)
        if high - low < _POINT:
            low, high = low - 0.5, low + 0.5
        fitted[:, axis] = (at - low) / (high - low)
    return fitted


def _people(network: Network, people: NDArray[np.int64], xy: Floats) -> pd.DataFrame:
    names = [network.names[i] for i in people]
    papers = network.papers[people]
    most = max(1, int(papers.max()))
    low, high = _AREAS
    return pd.DataFrame(
        {
            "x": xy[:, 0],
            "y": xy[:, 1],
            "name": names,
            "sender": names,
            "recipient": names,
            "papers": papers,
            "sent": network.sent[people],
            "received": network.received[people],
            "area": low + (high - low) * papers / most,
            "sentence": [
                _("{name}: {sent} sent, {received} received").format(
                    name=network.names[i],
                    sent=format_number(network.sent[i]),
                    received=format_number(network.received[i]),
                )
                for i in people
            ],
        }
    )


def _lines(frame: pd.DataFrame, xy: Floats, lines: Sequence[tuple[int, int, int]]) -> pd.DataFrame:
    """Points of each line, from its sender to its recipient."""
    a, b, n = np.array(lines, dtype=np.int64).reshape(-1, 3).T
    along = np.linspace(0, 1, _POINTS)[None, :, None]
    start, end = xy[a][:, None], xy[b][:, None]
    step = end - start
    aside = np.stack([-step[..., 1], step[..., 0]], axis=-1) * _BEND
    bent = start + along * step + 4 * along * (1 - along) * aside
    low, high = _WIDTHS
    widths = low + (high - low) * np.sqrt(n / max(_FULL_WIDTH, n.max(initial=1)))
    names = frame["name"].to_numpy(dtype=object)
    return pd.DataFrame(
        {
            "line": np.repeat(np.arange(len(n)), _POINTS),
            "at": np.tile(np.arange(_POINTS), len(n)),
            "x": bent[..., 0].ravel(),
            "y": bent[..., 1].ravel(),
            "width": (widths[:, None] * np.linspace(1, _END, _POINTS)[None]).ravel(),
            "sender": np.repeat(names[a], _POINTS),
            "recipient": np.repeat(names[b], _POINTS),
            "n": np.repeat(n, _POINTS),
            "sentence": np.repeat(
                [_format_line(names[i], names[j], k) for i, j, k in lines], _POINTS
            ),
        }
    )


def _format_line(sender: str, recipient: str, n: int) -> str:
    """`Kozlov to Stalin (1)`."""
    return _("{sender} to {recipient} ({n})").format(
        sender=sender, recipient=recipient, n=format_number(n)
    )


def _names(frame: pd.DataFrame, height: int) -> pd.DataFrame:
    """Where names fit, on a wide picture and on narrower ones; those with most papers first."""
    radius = np.sqrt(frame["area"].to_numpy() / np.pi)
    names_of_widths = []
    for form, (width, most) in _FORMS.items():
        x = (frame["x"].to_numpy() - _X[0]) / (_X[1] - _X[0]) * width
        y = _ABOVE + (1 - frame["y"].to_numpy()) * (height - _ABOVE - _BELOW)
        names = [labels.shortened(name, most) for name in frame["name"]]
        spots = list(labels.fit(names, x, y, radius, width))
        rows = [spot.i for spot in spots]
        placed = frame[["x", "y", "sender", "recipient"]].iloc[rows]
        names_of_widths.append(
            placed.assign(
                form=form,
                label=[names[i] for i in rows],
                align=[spot.align for spot in spots],
                dx=[spot.dx for spot in spots],
                dy=[spot.dy for spot in spots],
            )
        )
    return pd.concat(names_of_widths, ignore_index=True)


def _key(height: int) -> pd.DataFrame:
    """A line from sender to recipient, under the picture."""
    along = np.linspace(0, 1, _POINTS)
    pixel = 1 / (height - _ABOVE - _BELOW)
    return pd.DataFrame(
        {
            "at": np.arange(_POINTS),
            "x": 0.2 * along,
            "y": (-38 + 24 * along * (1 - along)) * pixel,
            "width": 7 * (1 - (1 - _END) * along),
            "label": [_("wrote"), *[""] * (_POINTS - 2), _("received")],
            "sender": "",
            "recipient": "",
        }
    )


def _table(network: Network) -> pd.DataFrame:
    """All lines among those drawn and not drawn, most papers first."""
    counts = network.counts.tocoo()
    order = np.lexsort((counts.col, counts.row, -counts.data))
    names = np.array(network.names, dtype=object)
    return pd.DataFrame(
        {
            _("from"): names[counts.row[order]],
            _("to"): names[counts.col[order]],
            _("papers"): counts.data[order],
        }
    )


def _alt(network: Network, frame: pd.DataFrame, lines: Sequence[tuple[int, int, int]]) -> str:
    alt_text = _("Network of letters: {n} of {all} people, {lines} lines from sender to recipient.")
    alt_text = alt_text.format(
        n=format_number(len(frame)),
        all=format_number(len(network)),
        lines=format_number(len(lines)),
    )
    names = frame["name"].tolist()
    most = [_format_line(names[a], names[b], n) for a, b, n in lines[: -_NAMED - 1 : -1]]
    return (
        f"{alt_text} " + _("Most papers: {pairs}.").format(pairs=", ".join(most))
        if most
        else alt_text
    )


def _note(network: Network, frame: pd.DataFrame, centre: int | None, weaker: int) -> str:
    drawn, everyone = format_number(len(frame)), format_number(len(network))
    if centre is not None:
        linked = len(network.neighbours(centre))
        lines = [
            _("{name} and {n} of {all} correspondents, those with most papers.").format(
                name=network.names[centre],
                n=format_number(len(frame) - 1),
                all=format_number(linked),
            )
        ]
    elif len(frame) < len(network):
        lines = [
            _("{n} of {all} people, those with most papers; lines to others are not drawn.").format(
                n=drawn, all=everyone
            )
        ]
    else:
        # Those of whom a paper names a sender alone are correspondents, but no part of a network.
        lines = [
            ngettext(
                "{n} person in papers that name both a sender and a recipient.",
                "All {n} people in papers that name both a sender and a recipient.",
                len(network),
            )
        ]
    lines.append(_("The larger a circle, the more papers."))
    if weaker:
        lines.append(
            ngettext(
                "Not drawn: {n} weaker line.",
                "Not drawn: {n} weaker lines; the table has all.",
                weaker,
            )
        )
    if network.skipped:
        lines.append(
            ngettext(
                "Without {n} circular that has too many recipients.",
                "Without {n} circulars that have too many recipients.",
                network.skipped,
            )
        )
    return " ".join(lines)


def _name_layer(place: dict[str, Any]) -> Any:
    middle, wide = _FORMS["middle"][0], _FORMS["wide"][0]
    return (
        alt.Chart(alt.NamedData("names"))
        .transform_filter(
            f"datum.form == (width < {middle} ? 'narrow' : width < {wide} ? 'middle' : 'wide')"
        )
        .mark_text(
            **halo(),
            fontSize=LABEL_FONT - 1,
            cursor="pointer",
            aria=False,
            align=alt.expr("datum.align"),
            baseline="middle",
            dx=alt.expr("datum.dx"),
            dy=alt.expr("datum.dy"),
        )
        .encode(**place, text="label:N")
    )


def _key_layers(place: dict[str, Any]) -> tuple[Any, Any]:
    key = alt.Chart(alt.NamedData("key"))
    sample = key.mark_trail(color=MUTED, opacity=0.8, aria=False).encode(
        **place, order="at:Q", size=alt.Size("width:Q", scale=None)
    )
    text = key.mark_text(dy=14, fontSize=LABEL_FONT - 1, aria=False).encode(**place, text="label:N")
    return sample, text


@cached_spec
def _spec(height: int) -> dict[str, Any]:
    pixel = 1 / (height - _ABOVE - _BELOW)
    y = [-_BELOW * pixel, 1 + _ABOVE * pixel]
    place: dict[str, Any] = {
        "x": alt.X("x:Q", scale=alt.Scale(domain=list(_X), nice=False), axis=None),
        "y": alt.Y("y:Q", scale=alt.Scale(domain=y, nice=False), axis=None),
    }
    lines = alt.Chart(alt.NamedData("lines")).encode(
        **place,
        order="at:Q",
        detail="line:N",
        description="sentence:N",
        tooltip=[
            alt.Tooltip("sender:N", title=_("from")),
            alt.Tooltip("recipient:N", title=_("to")),
            alt.Tooltip("n:Q", title=_("papers"), format=","),
        ],
    )
    drawn = lines.mark_trail(color=MUTED, opacity=0.6, cursor="pointer").encode(
        size=alt.Size("width:Q", scale=None)
    )
    # Invisible and wide: a click beside a thin line counts too.
    target = lines.mark_line(strokeWidth=12, opacity=0, cursor="pointer", color=MUTED, aria=False)
    people = (
        alt.Chart(alt.NamedData("people"))
        .mark_point(filled=True, opacity=1, cursor="pointer")
        .encode(
            **place,
            size=alt.Size("area:Q", scale=None),
            color=alt.Color("color:N", scale=None),
            description="sentence:N",
            tooltip=[
                alt.Tooltip("name:N", title=_("person")),
                alt.Tooltip("papers:Q", title=_("papers"), format=","),
                alt.Tooltip("sent:Q", title=_("sent"), format=","),
                alt.Tooltip("received:Q", title=_("received"), format=","),
            ],
        )
    )
    layers = alt.layer(drawn, target, people, _name_layer(place), *_key_layers(place))
    return to_spec(layers.add_params(click("sender", "recipient")), height)
