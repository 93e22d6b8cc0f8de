"""Which documents changed groups between two groupings of the same documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import numpy as np
import pandas as pd

from dash_core.charts.figure import (
    LABEL_FONT,
    Figure,
    cached_spec,
    click,
    empty_figure,
    halo,
    to_spec,
)
from dash_core.common.i18n import _, count, format_number, ngettext, phrases
from dash_core.topics import OTHER, Topic, Topics

__all__ = ["Move", "flow_chart", "moves"]

_BANDS = 260  # pixels for all documents of a side
_SLOT = 20  # pixels of a topic, at least: its name has to stand there
_GAP = 8
_STEPS = 24  # points of a band's edge


@dataclass(frozen=True, slots=True)
class Move:
    """Documents (rows) of one topic of the first grouping that are in one of the second.

    `is_kept`: it is the largest part of both, so the second topic is the first one still.
    """

    before: Topic
    after: Topic
    rows: tuple[int, ...]
    is_kept: bool

    @property
    def id(self) -> str:
        """Its value in a click."""
        return f"{self.before.id} {self.after.id}"

    def sentence(self) -> str:
        """The move in words."""
        one, many = (
            phrases(
                "{n} document of “{before}” stays in “{after}”",
                "{n} documents of “{before}” stay in “{after}”",
            )
            if self.is_kept
            else phrases(
                "{n} document of “{before}” goes to “{after}”",
                "{n} documents of “{before}” go to “{after}”",
            )
        )
        labels = {"before": self.before.label, "after": self.after.label}
        return ngettext(one, many, len(self.rows), **labels)


def moves(before: Topics, after: Topics) -> list[Move]:
    """Every pair of topics that has documents, in the order of both."""
    pairs = [
        (one, other, tuple(sorted(set(one.members) & set(other.members))))
        for one in before
        for other in after
    ]
    pairs = [pair for pair in pairs if pair[2]]
    out, into = _largest(pairs, 0, 1), _largest(pairs, 1, 0)
    return [
        Move(one, other, rows, out[one.id] == other.id and into[other.id] == one.id)
        for one, other, rows in pairs
    ]


def _largest(
    pairs: list[tuple[Topic, Topic, tuple[int, ...]]], of: int, what: int
) -> dict[str, str]:
    largest: dict[str, str] = {}
    for pair in sorted(pairs, key=lambda pair: -len(pair[2])):
        largest.setdefault(pair[of].id, pair[what].id)  # type: ignore[union-attr]
    return largest


def flow_chart(before: Topics, after: Topics) -> Figure:
    """Both groupings as columns of blocks, a band for the documents of each pair of topics.

    Blocks and bands are as high as their documents are many. Field of a click: `move`, the ids
    of both topics with a space between.
    """
    all_moves = moves(before, after)
    if not all_moves:
        return empty_figure(_("There are no groups to compare."))
    n = sum(len(move.rows) for move in all_moves)
    unit = _BANDS / n
    left, height_left = _stack(
        [(t, sum(len(m.rows) for m in all_moves if m.before is t)) for t in before], unit
    )
    ordered = sorted(after, key=lambda t: _middle(t, all_moves, left))
    right, height_right = _stack(
        [(t, sum(len(m.rows) for m in all_moves if m.after is t)) for t in ordered], unit
    )
    height = int(max(height_left, height_right))
    table = pd.DataFrame(
        {
            _("with {n} groups").format(n=len(before.grouped)): [m.before.label for m in all_moves],
            _("with {n} groups ").format(n=len(after.grouped)): [m.after.label for m in all_moves],
            _("documents"): [len(m.rows) for m in all_moves],
        }
    )
    kept = sum(len(move.rows) for move in all_moves if move.is_kept)
    alt = _(
        "Flow of {documents} from {before} groups to {after}: {kept} stay with the largest part of "
        "their group."
    ).format(
        documents=count(n),
        before=len(before.grouped),
        after=len(after.grouped),
        kept=format_number(kept),
    )
    heads = pd.DataFrame(
        [
            {"x": x, "label": _("{n} groups").format(n=len(topics.grouped)), "side": side}
            for x, topics, side in ((0, before, "left"), (1, after, "right"))
        ]
    )
    blocks = [*_blocks(left, "left"), *_blocks(right, "right")]
    data = {
        "bands": pd.DataFrame(_bands(all_moves, left, right, unit)),
        "blocks": pd.DataFrame(blocks),
        "heads": heads,
    }
    note = _(
        "Left: the groups before; right: after. The width of a band is its number of documents."
    )
    hint = _("Click a band to show its documents.")
    return Figure(_spec(height), data, alt, table, height, note, hint)


def _stack(sizes: list[tuple[Topic, int]], unit: float) -> tuple[dict[str, Any], float]:
    """Where each topic's block stands, from the top, and how high all are together."""
    places, y = {}, 24.0
    for topic, n in sizes:
        if n:
            size = n * unit
            pad = max(0.0, _SLOT - size) / 2
            places[topic.id] = (topic, n, y + pad, y + pad + size)
            y += max(size, _SLOT) + _GAP
    return places, y


def _middle(topic: Topic, all_moves: list[Move], left: dict[str, Any]) -> float:
    """The mean height of where a topic's documents come from: bands that cross less."""
    sources = [
        (left[m.before.id][2] + left[m.before.id][3], len(m.rows))
        for m in all_moves
        if m.after is topic
    ]
    if not sources or topic.id == OTHER:
        return float("inf")
    return float(sum(y * n for y, n in sources) / sum(n for _y, n in sources))


def _blocks(places: dict[str, Any], side: str) -> Iterator[dict[str, Any]]:
    for topic, n, top, bottom in places.values():
        yield {
            "x": 0.0 if side == "left" else 0.985,
            "x2": 0.015 if side == "left" else 1.0,
            "y": top,
            "y2": bottom,
            "middle": (top + bottom) / 2,
            "label": f"{topic.label} ({format_number(n)})",
            "color": topic.color,
            "side": side,
        }


def _bands(
    all_moves: list[Move], left: dict[str, Any], right: dict[str, Any], unit: float
) -> Iterator[dict[str, Any]]:
    order = {topic_id: i for i, topic_id in enumerate(right)}
    down_left = {topic_id: place[2] for topic_id, place in left.items()}
    down_right = {topic_id: place[2] for topic_id, place in right.items()}
    steps = np.linspace(0, 1, _STEPS)
    bend = steps**2 * (3 - 2 * steps)  # level at both ends
    starts: dict[str, float] = {}
    for move in sorted(all_moves, key=lambda m: order[m.after.id]):
        starts[move.id] = down_left[move.before.id]
        down_left[move.before.id] += len(move.rows) * unit
    for move in all_moves:
        a, b = starts[move.id], down_right[move.after.id]
        wide = len(move.rows) * unit
        down_right[move.after.id] += wide
        for step, share in zip(steps, bend, strict=True):
            top = a + (b - a) * share
            yield {
                "move": move.id,
                "x": 0.015 + 0.97 * step,
                "y": top,
                "y2": top + wide,
                "color": move.before.color,
                "sentence": move.sentence(),
                "strength": 0.28 if move.is_kept else 0.6,
            }


@cached_spec
def _spec(height: int) -> dict[str, Any]:
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    scale = alt.Scale(domain=[0, height], nice=False, reverse=True)
    y = alt.Y("y:Q", scale=scale, axis=None)
    bands = (
        alt.Chart(alt.NamedData("bands"))
        .mark_area(cursor="pointer")
        .encode(
            x=x,
            y=y,
            y2="y2:Q",
            detail="move:N",
            color=alt.Color("color:N", scale=None),
            fillOpacity=alt.FillOpacity("strength:Q", scale=None),
            tooltip=alt.Tooltip("sentence:N", title=_("documents")),
        )
    )
    named = alt.Chart(alt.NamedData("blocks"))
    blocks = named.mark_rect().encode(
        x=x, x2="x2:Q", y=y, y2="y2:Q", color=alt.Color("color:N", scale=None)
    )
    layers = [bands, blocks]
    sides: list[tuple[Literal["left", "right"], str]] = [("left", "x2"), ("right", "x")]
    for side, edge in sides:
        dx = 6 if side == "left" else -6
        layers.append(
            named.transform_filter(f"datum.side == '{side}'")
            .mark_text(
                **halo(),
                align=side,
                dx=dx,
                fontSize=LABEL_FONT,
                limit=alt.expr("width / 2 - 14"),
            )
            .encode(
                x=alt.X(f"{edge}:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None),
                y=alt.Y("middle:Q", scale=scale, axis=None),
                text="label:N",
            )
        )
        layers.append(
            alt.Chart(alt.NamedData("heads"))
            .transform_filter(f"datum.side == '{side}'")
            .mark_text(align=side, fontSize=LABEL_FONT, fontWeight="bold", y=8)
            .encode(x=x, text="label:N")
        )
    return to_spec(alt.layer(*layers).add_params(click("move")), height)
