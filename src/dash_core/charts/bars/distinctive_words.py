"""Distinctive words of two sides: a dot for each and its 95 % interval, A's to the left."""

from math import ceil, log
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from dash_core.analysis.compare.distinctive_words import PERMUTATIONS, WORDS_SHOWN, Distinctive
from dash_core.charts.figure import LABEL_FONT, Figure, cached_spec, click, empty_figure, to_spec
from dash_core.charts.time.side_by_side import COLORS
from dash_core.common.i18n import _, format_number, ngettext

__all__ = ["ROW_HEIGHT", "word_chart"]

MAX_TABLE_WORDS: Final = 500  # of the table behind the chart

ROW_HEIGHT: Final = 38
_LABELS: Final = 150  # pixels for the words
_AXIS_HEIGHT: Final = 85  # pixels for the axis, its title and the labels above
_GREY: Final = "#8A857A"  # of a word that is not distinctive
_MAX_REACH: Final = 6  # log-odds; a longer interval is cut at the edge


def word_chart(words: Distinctive, selected: str = "") -> Figure:
    """The words that are distinctive, or where none is the most uneven ones, in grey.

    Fields of a click: `value` (the word's terms with spaces). `selected`: the value that is ticked.
    """
    only = bool(words.words["distinctive"].any())
    n = WORDS_SHOWN if only else WORDS_SHOWN // 2
    parts = [words.of_side(side, n, only=only) for side in (0, 1)]
    parts[1] = parts[1].iloc[::-1]  # the most typical of B last
    frame = pd.concat([part.assign(side=side) for side, part in enumerate(parts)])
    if frame.empty:
        return empty_figure(_("The two sides have no words to compare."))
    frame = frame.reset_index(drop=True)
    frame["value"] = frame["terms"].map(" ".join)
    frame["y"] = frame.index
    frame["x"], frame["from"], frame["to"] = -frame["delta"], -frame["high"], -frame["low"]
    reach = min(_MAX_REACH, max(1, ceil(float(frame[["from", "to"]].abs().to_numpy().max()))))
    for end in ("x", "from", "to"):
        frame[end] = frame[end].clip(-reach, reach)
    frame["kind"] = np.where(frame["distinctive"], frame["side"].map("AB".__getitem__), "")
    frame["fill"] = np.where(frame["sure"], 1.0, 0.0)
    frame["counts"] = _counts(frame, *words.sizes)
    frame["label"] = [
        f"{word} ✓" if value == selected else word
        for word, value in zip(frame["word"], frame["value"], strict=True)
    ]
    frame["times"] = np.exp(frame["delta"].abs())
    least, most = np.exp(frame["low"]), np.exp(frame["high"])
    is_a = frame["side"] == 0
    frame["least"] = np.where(is_a, least, 1 / most)
    frame["most"] = np.where(is_a, most, 1 / least)
    frame["sentence"] = [
        _("{word}: {counts} documents; {n} times as often on {side}, {least} to {most}").format(
            word=row["word"],
            counts=row["counts"],
            n=format_number(row["times"], 1),
            side="AB"[row["side"]],
            least=format_number(row["least"], 1),
            most=format_number(row["most"], 1),
        )
        for row in frame.to_dict(orient="records")
    ]
    height = ROW_HEIGHT * max(2, len(frame)) + _AXIS_HEIGHT
    columns = "y value label counts x from to kind fill times least most side word sentence".split()
    data = frame[columns]
    return Figure(
        _spec(reach, height),
        {"words": data, "ends": _ends(reach), "middle": pd.DataFrame({"x": [0.0]})},
        _alt(frame, only),
        _table(words),
        height,
        " ".join(filter(None, (words.advice, _note(words, only), _not_counted()))),
        _("Click a word for its documents."),
    )


def _counts(frame: pd.DataFrame, all_a: int, all_b: int) -> list[str]:
    """How many documents of each side have each word."""
    sizes = {"all_a": format_number(all_a), "all_b": format_number(all_b)}
    return [
        _("{a} of {all_a} · {b} of {all_b}").format(a=format_number(a), b=format_number(b), **sizes)
        for a, b in zip(frame["documents_a"], frame["documents_b"], strict=True)
    ]


def _ends(reach: float) -> pd.DataFrame:
    return pd.DataFrame(
        {"x": [-reach, reach], "label": [_("← more on A"), _("more on B →")], "side": [0, 1]}
    )


def _not_counted() -> str:
    return _("Names of people and formal words (letter, telegram, months) do not count.")


def _note(words: Distinctive, only: bool) -> str:
    if not only:
        return _("In grey: the words with the largest differences, which may be due to chance.")
    n = int(words.words["distinctive"].sum())
    return ngettext(
        "{n} word is distinctive: its 95 % interval, the line, excludes “equally often”. By "
        "permutation (the same documents assigned to the sides at random), {chance} would be "
        "expected; a filled dot is further out than any word in {permutations} permutations.",
        "{n} words are distinctive, the clearest are drawn: their 95 % interval, the line, "
        "excludes “equally often”. By permutation (the same documents assigned to the sides at "
        "random), {chance} would be expected; a filled dot is further out than any word in "
        "{permutations} permutations.",
        n,
        chance=format_number(words.by_chance, 1, trim=True),
        permutations=str(PERMUTATIONS),
    )


def _alt(frame: pd.DataFrame, only: bool) -> str:
    sides = [
        f"{name}: {', '.join(frame.loc[frame['side'] == side, 'word'][:: 1 if side == 0 else -1])}"
        for side, name in enumerate("AB")
        if (frame["side"] == side).any()
    ]
    title = _("Distinctive words") if only else _("Words whose difference may be due to chance")
    return f"{title}. {'; '.join(sides)}."


def _table(distinctive: Distinctive) -> pd.DataFrame:
    """The words with the highest and lowest z, all figures of them."""
    words = distinctive.words
    half = MAX_TABLE_WORDS // 2
    if len(words) > 2 * half:
        words = pd.concat([words.head(half), words.tail(half)])
    names = {
        "word": _("word"),
        "count_a": _("times on A"),
        "count_b": _("times on B"),
        "documents_a": _("documents of A"),
        "documents_b": _("documents of B"),
        "delta": _("log-odds ratio"),
        "low": _("at least"),
        "high": _("at most"),
        "z": _("z"),
        "distinctive": _("distinctive"),
    }
    rounded = {name: words[name].round(3) for name in ("delta", "low", "high", "z")}
    return words.assign(**rounded)[list(names)].set_axis(list(names.values()), axis=1)


def _x_axis(reach: int) -> alt.X:
    """Log-odds from `-reach` to `reach`, labelled with how many times as often."""
    step = max(1, ceil(reach / log(2) / 3))
    marks = range(-int(reach / log(2)) // step * step, int(reach / log(2)) + 1, step)
    values = [k * log(2) for k in marks if abs(k * log(2)) <= reach]
    return alt.X(
        "x:Q",
        title=_("times as often (logarithmic scale)"),
        scale=alt.Scale(domain=[-reach, reach], nice=False),
        axis=alt.Axis(
            values=values,
            labelExpr="abs(datum.value) < 0.01 ? '=' : format(exp(abs(datum.value)), ',.0f') + '×'",
        ),
    )


@cached_spec
def _spec(reach: int, height: int) -> dict[str, Any]:
    x = _x_axis(reach)
    y = alt.Y("y:O", title=None, axis=alt.Axis(labels=False, minExtent=_LABELS, grid=False))
    color = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=["A", "B", ""], range=[*COLORS, _GREY]),
        legend=None,
    )
    base = alt.Chart(alt.NamedData("words")).encode(
        y=y,
        tooltip=[
            alt.Tooltip("word:N", title=_("word")),
            alt.Tooltip("counts:N", title=_("documents of A · of B")),
            alt.Tooltip("times:Q", title=_("times as often"), format=",.1f"),
            alt.Tooltip("least:Q", title=_("at least"), format=",.1f"),
            alt.Tooltip("most:Q", title=_("at most"), format=",.0f"),
        ],
    )
    middle = (
        alt.Chart(alt.NamedData("middle"))
        .mark_rule(color="#9A958A", strokeDash=[4, 3], aria=False)
        .encode(x=x)
    )
    interval = base.mark_rule(strokeWidth=2.5, aria=False).encode(
        x=alt.X("from:Q"), x2="to:Q", color=color
    )
    hollow = base.mark_point(
        size=90, strokeWidth=2.5, filled=False, fillOpacity=1, aria=False
    ).encode(x=x, color=color)
    full = (
        base.mark_point(size=110, filled=True, opacity=1, aria=False)
        .encode(x=x, color=color)
        .transform_filter("datum.fill == 1")
    )
    text: dict[str, Any] = {
        "align": "left",
        "limit": _LABELS - 8,
        "cursor": "pointer",
        "aria": False,
    }
    word = base.mark_text(dy=-7, fontSize=LABEL_FONT + 1, fontWeight=600, **text).encode(
        x=alt.value(-_LABELS), text="label:N"
    )
    counts = base.mark_text(dy=9, fontSize=LABEL_FONT - 1, opacity=0.85, **text).encode(
        x=alt.value(-_LABELS), text="counts:N"
    )
    ends = alt.Chart(alt.NamedData("ends")).encode(x="x:Q", y=alt.value(-8), text="label:N")
    left = ends.mark_text(align="left", fontSize=LABEL_FONT).transform_filter("datum.side == 0")
    right = ends.mark_text(align="right", fontSize=LABEL_FONT).transform_filter("datum.side == 1")
    # Invisible and as wide as the chart: a click beside a dot counts too.
    target = (
        base.mark_bar(height=ROW_HEIGHT - 2, opacity=0, cursor="pointer")
        .encode(x=alt.value(-_LABELS), x2=alt.value("width"), description="sentence:N")
        .add_params(click("value"))
    )
    chart = alt.layer(middle, interval, hollow, full, word, counts, left, right, target)
    return to_spec(chart, height)
