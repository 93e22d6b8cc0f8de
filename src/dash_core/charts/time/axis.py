"""The time axis that charts share, and the bins into which they count documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from dash_core.common.i18n import _, phrase
from dash_core.dates import format_span

__all__ = [
    "DAY",
    "TimeAxis",
    "bin_start",
    "bin_unit",
    "in_calendar",
    "lanes",
    "next_bin",
    "with_days",
]

MAX_BINS: Final = 100  # of a chart

DAY: Final = pd.Timedelta(days=1).as_unit("s")
_MILLISECOND: Final = pd.Timedelta(milliseconds=1)
_EPOCH: Final = pd.Timestamp(0).as_unit("s")
_CALENDAR: Final = ("0011-01-01", "9989-12-31")  # pandas has a bin before and after each
_DAYS: Final = {"day": 1, phrase("week"): 7, "month": 28, "year": 365, "decade": 3652}  # at least


@dataclass(frozen=True)
class TimeAxis:
    """The x axis of all layers: in UTC, so that a day is that day in every time zone.

    `domain` in milliseconds since 1970; `days` is its length.
    """

    domain: tuple[int, int]
    days: float

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "TimeAxis":
        """The axis on which `first` and `last` of all rows fit."""
        low, high = frame["first"].min(), frame["last"].max()
        days = max((high - low) / DAY, 1.0)
        pad = max(1.0, days * 0.04) * DAY
        first, last = (int((t - _EPOCH) / _MILLISECOND) for t in (low, high + DAY))
        pad_ms = int(pad / _MILLISECOND)
        return cls((first - pad_ms, last + pad_ms), days)

    def x(self, field: str) -> alt.X:
        """The position of a field on it."""
        scale = alt.Scale(type="utc", domain=list(self.domain))
        form = _axis_format(self.days)
        axis = alt.Axis(title=None, format=form, labelOverlap="greedy", tickCount=6)
        return alt.X(f"{field}:T", scale=scale, axis=axis)


def _axis_format(span: float) -> str:
    if span <= 90:
        return _("%-d %b %Y")
    return "%b %Y" if span <= 365 * 8 else "%Y"


def lanes(first: Iterable[float], last: Iterable[float], gap: float) -> list[int]:
    """The lowest free lane for each interval, in order, so that no two touch.

    Interval partitioning (Kleinberg & Tardos 2005, ch. 4.1): as few lanes as can be.
    """
    free: list[float] = []
    numbers = []
    for start, end in zip(first, last, strict=True):
        lane = next((i for i, until in enumerate(free) if start >= until + gap), len(free))
        free[lane : lane + 1] = [end]
        numbers.append(lane)
    return numbers


def bin_unit(first: Any, last: Any) -> str:
    """The finest unit that gives no more than `MAX_BINS` bins and into whose bins at
    least half of the dates fit whole; the coarsest where none does."""
    span = (last.max() - first.min()) / DAY
    few = [unit for unit in _DAYS if span / _DAYS[unit] <= MAX_BINS]
    fitting = (
        unit for unit in few if (bin_start(first, unit) == bin_start(last, unit)).mean() >= 0.5
    )
    return next(fitting, "decade")


def in_calendar(days: pd.DataFrame) -> pd.DataFrame:
    """Days clipped to the years for which pandas can compute the next bin."""
    low, high = (pd.Timestamp(day).as_unit("s") for day in _CALENDAR)
    return days.clip(low, high)


def bin_start(days: Any, unit: str) -> Any:
    """The first day of the bin of each day."""
    if unit == "day":
        return days
    if unit == "week":
        return days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    step = {"month": "datetime64[M]", "year": "datetime64[Y]"}.get(unit)
    if step:
        starts = days.to_numpy().astype(step)
    else:  # decades from a year that ends with 0
        years = days.to_numpy().astype("datetime64[Y]").astype(np.int64) + 1970
        starts = (years // 10 * 10 - 1970).astype("datetime64[Y]")
    return pd.Series(starts.astype("datetime64[s]"), index=days.index)


def next_bin(starts: Any, unit: str) -> Any:
    """The first day of the bin after each."""
    step = {
        "day": pd.DateOffset(days=1),
        "week": pd.DateOffset(days=7),
        "month": pd.DateOffset(months=1),
        "year": pd.DateOffset(years=1),
        "decade": pd.DateOffset(years=10),
    }[unit]
    return starts + step


def with_days(bins: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Bins (their first days are in `bin`) with the columns `until` (first day of the next bin),
    `start` and `end` (first and last day, ISO) and `dates` (both in words)."""
    until = next_bin(bins["bin"], unit)
    start = bins["bin"].dt.strftime("%Y-%m-%d")
    end = (until - DAY).dt.strftime("%Y-%m-%d")
    dates = [
        format_span(date.fromisoformat(first), date.fromisoformat(last))
        for first, last in zip(start, end, strict=True)
    ]
    return bins.assign(until=until, start=start, end=end, dates=dates)
