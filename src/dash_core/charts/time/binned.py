"""The dates of a listing in bins, counted by timelines: the same for every filter."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.charts.time.axis import TimeAxis, bin_start, bin_unit, in_calendar
from dash_core.collection.collection import Collection
from dash_core.common.keep import keep

__all__ = ["Binned", "bin_days", "binned"]


@dataclass(frozen=True, eq=False)
class Binned:
    """The dated documents (`rows` of the table), and for each

    `days`: its `first` and `last` day, clipped to the calendar; `bin`: the place of the bin of the
    first in `starts`; `fits`: whether the last is in the same.
    """

    rows: NDArray[np.int64]
    days: pd.DataFrame
    time: TimeAxis
    unit: str
    starts: NDArray[np.datetime64]
    bin: NDArray[np.int64]
    fits: NDArray[np.bool_]

    def wide(self, inside: NDArray[np.bool_]) -> pd.DataFrame:
        """The days of those that do not fit, and whether they pass a filter."""
        return self.days[~self.fits].assign(inside=inside[~self.fits])

    def inside(self, inside: NDArray[np.bool_]) -> pd.DataFrame:
        """The rows and days of those that pass a filter."""
        return self.days[inside].assign(row=self.rows[inside], inside=True)

    def counts(
        self, parts: NDArray[np.integer], labels: Sequence[str], inside: NDArray[np.bool_]
    ) -> pd.DataFrame:
        """How many documents of each part (its label is `topic`) are in each bin, in the filter and
        out of it, in the order of bins and labels."""
        by_name = sorted(range(len(labels)), key=labels.__getitem__)
        rank = np.array([by_name.index(part) for part in range(len(labels))])
        cells = (self.bin * len(labels) + rank[parts]) * 2 + inside
        n = np.bincount(cells[self.fits])
        cell = np.flatnonzero(n)
        named = np.array([labels[part] for part in by_name], dtype=object)
        return pd.DataFrame(
            {
                "bin": self.starts[cell // 2 // len(labels)],
                "topic": named[cell // 2 % len(labels)],
                "inside": cell % 2 > 0,
                "n": n[cell],
            }
        )


@keep(1)
def binned(collection: Collection) -> Binned:
    """The dated documents of a listing, in bins."""
    return bin_days(collection, collection.all_rows)


def bin_days(collection: Collection, among: NDArray[np.int64]) -> Binned:
    """Those among some documents that are dated, in bins."""
    table = collection.table
    rows = np.flatnonzero(table["date_earliest"].notna())
    if len(among) < len(table):
        rows = rows[np.isin(rows, among)]
    days = in_calendar(
        pd.DataFrame(
            {
                "first": table["date_earliest"].to_numpy()[rows],
                "last": table["date_latest"].to_numpy()[rows],
            }
        )
    )
    if not len(rows):
        nothing = np.zeros(0, dtype=np.int64)
        starts = nothing.astype("datetime64[s]")
        return Binned(rows, days, TimeAxis((0, 0), 1.0), "day", starts, nothing, nothing > 0)
    unit = bin_unit(days["first"], days["last"])
    first, last = (bin_start(days[end], unit).to_numpy() for end in ("first", "last"))
    starts, bin_ = np.unique(first, return_inverse=True)
    return Binned(rows, days, TimeAxis.of(days), unit, starts, bin_, first == last)
