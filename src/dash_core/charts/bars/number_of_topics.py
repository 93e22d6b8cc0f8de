"""How many topics: how well each number of groups does, the suggested one and today's marked."""

from typing import Any, Literal

import altair as alt
import pandas as pd

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
from dash_core.common.i18n import _, format_number, format_percent
from dash_core.topics.found.number import MIN_SCORE_SHARE

__all__ = ["number_of_topics_chart"]

_HEIGHT = 210
_COLORS = ("#0072B2", "#D55E00")


def number_of_topics_chart(trials: pd.DataFrame, suggested: int | None, current: int) -> Figure:
    """Two lines over the number of groups. Field of a click: `k`.

    Parameters
    ----------
    trials
        Columns `k`, `stability` (0 to 1), `separation` and `score` (mean silhouettes, -1 to 1;
        the number is suggested by the score, so it is drawn).
    suggested
        The number suggested; None where there is none.
    current
        The number of groups shown now.
    """
    if trials.empty:
        return empty_figure(_("No number of groups could be tried."))
    names = {"stability": _("agreement"), "score": _("separation")}
    long = trials.melt(["k"], list(names), var_name="what", value_name="value").dropna()
    long["name"] = long["what"].map(names)
    long["number"] = long["value"].map(lambda value: format_number(value, 2))
    ends = long.sort_values("k").groupby("what", sort=False).tail(1)
    low, high = int(trials["k"].min()), int(trials["k"].max())
    rules = _rules(suggested, current, low, high)
    domain = (min(low, current), max(high, current))
    floor = float(min(0.0, trials["score"].min()))
    alt_text = _("Line chart of {n} numbers of groups tried.").format(n=len(trials))
    if suggested is not None:
        alt_text += " " + _("Suggested: {k}.").format(k=suggested)
    alt_text += " " + _("Shown now: {k}.").format(k=current)
    table = trials.round(3).set_axis(
        [
            {
                "k": _("groups"),
                "stability": _("agreement (adjusted Rand index)"),
                "separation": _("separation of the documents (silhouette)"),
                "score": _("separation after smoothing over neighbours (silhouette)"),
            }.get(str(name), str(name))
            for name in trials.columns
        ],
        axis=1,
    )
    note = _(
        "Agreement: how similar the grouping is when repeated without a fifth of the documents. "
        "Separation: how much closer documents are to their own group than to the next, after "
        "smoothing over the most similar documents; the smallest number with {share} of the best "
        "separation is suggested."
    ).format(share=format_percent(MIN_SCORE_SHARE))
    hint = _("Click a point to use that number.")
    spec = _spec(domain, floor, tuple(names.values()))
    data = {"points": long, "ends": ends, "rules": rules}
    return Figure(spec, data, alt_text, table.fillna(""), _HEIGHT, note, hint)


def _rules(suggested: int | None, current: int, low: int, high: int) -> pd.DataFrame:
    """The vertical lines at the suggested and the current number, with their labels."""
    rules = pd.DataFrame(
        [
            {"k": k, "label": label}
            for k, label in (
                [(suggested, _("suggested and now: {n}"))]
                if suggested == current
                else [(suggested, _("suggested: {n}")), (current, _("now: {n}"))]
            )
            if k is not None
            for label in [label.format(n=k)]
        ]
    )
    rules["side"] = ["left" if 2 * k > low + high else "right" for k in rules["k"]]
    rules["y"] = [1.16 - 0.11 * i for i in range(len(rules))]
    return rules


@cached_spec
def _spec(domain: tuple[int, int], floor: float, names: tuple[str, ...]) -> dict[str, Any]:
    room = max(1.0, (domain[1] - domain[0]) * 0.12)
    x = alt.X(
        "k:Q",
        title=_("number of groups"),
        scale=alt.Scale(domain=[domain[0] - room / 3, domain[1] + room], nice=False, zero=False),
        axis=alt.Axis(tickMinStep=1, format="d", grid=False),
    )
    scale = alt.Scale(domain=[floor, 1.22], nice=False)
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".2~f")
    y = alt.Y("value:Q", title=None, scale=scale, axis=axis)
    color = alt.Color(
        "name:N", scale=alt.Scale(domain=list(names), range=list(_COLORS)), legend=None
    )
    points = alt.Chart(alt.NamedData("points")).encode(x=x, y=y, color=color)
    line = points.mark_line(strokeWidth=2)
    mark = points.mark_point(filled=True, size=90, opacity=1, cursor="pointer").encode(
        shape=alt.Shape(
            "name:N",
            scale=alt.Scale(domain=list(names), range=["circle", "square"]),
            legend=None,
        ),
        tooltip=[
            alt.Tooltip("k:Q", title=_("number of groups"), format="d"),
            alt.Tooltip("name:N", title=_("measure")),
            alt.Tooltip("number:N", title=_("value, 1 is best")),
        ],
    )
    end = (
        alt.Chart(alt.NamedData("ends"))
        .mark_text(**halo(), align="left", dx=9, fontSize=LABEL_FONT)
        .encode(x=x, y=y, text="name:N")
    )
    rules = alt.Chart(alt.NamedData("rules"))
    rule = rules.mark_rule(color=MUTED, strokeWidth=1.5, strokeDash=[4, 3]).encode(x=x)
    sides: list[tuple[str, Literal["left", "right"], int]] = [
        ("left", "right", -6),
        ("right", "left", 6),
    ]
    texts = [
        rules.transform_filter(f"datum.side == '{side}'")
        .mark_text(**halo(), align=align, dx=dx, fontSize=LABEL_FONT)
        .encode(x=x, y=alt.Y("y:Q", scale=scale, axis=axis, title=None), text="label:N")
        for side, align, dx in sides
    ]
    chart = alt.layer(rule, line, mark, end, *texts)
    return to_spec(chart.add_params(click("k")), _HEIGHT)
