"""The places of a view: how many documents, from when to when, where on Earth, in which years.

Everything is counted by sparse arrays, so that 100,000 documents take milliseconds.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.collection.collection import Collection
from dash_core.collection.fitting.core import Core
from dash_core.collection.view import View
from dash_core.common.keep import keep
from dash_core.text.places import Resolution

__all__ = ["Unplaced", "in_time", "places_in", "resolved_in", "unplaced_in"]

_NAT = np.datetime64("NaT", "s")


@keep(32)
def places_in(collection: Collection, view: View) -> pd.DataFrame:
    """One row for each place of the listing that has a position, the most frequent first.

    Columns: `name`, `kind` (`dash_core.text.places.Place`), `lat`, `lon` (degrees), `within` (codes
    of the countries of today), `n` and `all` (documents in the view and in all), `first` and
    `last` (first and last day the dates in the view may stand for; NaT if there are none),
    `column` (of the facet's matrix).
    """
    places = _places_of_listing(collection.core)
    matrix = collection.facets["places"].matrix[view.rows][:, places["column"].to_numpy()]
    cells = matrix.tocoo()
    frame = places.assign(n=np.bincount(cells.col, minlength=len(places)))
    for column, least, reach in (
        ("first", "date_earliest", np.minimum),
        ("last", "date_latest", np.maximum),
    ):
        days = collection.table[least].to_numpy().astype("datetime64[s]")[view.rows][cells.row]
        known = ~np.isnat(days)
        # NaT would win every comparison: start from the other end of time.
        far = np.iinfo(np.int64).max if column == "first" else np.iinfo(np.int64).min + 1
        found = np.full(len(places), far)
        reach.at(found, cells.col[known], days[known].astype(np.int64))
        frame[column] = np.where(found == far, _NAT, found.astype("datetime64[s]"))
    return frame


@keep(1)
def _places_of_listing(core: Core) -> pd.DataFrame:
    """The columns that do not depend on the view."""
    membership = core.facets["places"]
    known = core.places.places
    totals = np.asarray(membership.matrix.sum(axis=0)).ravel()
    rows = [
        {
            "name": name,
            "kind": known[name].kind,
            "lat": known[name].lat,
            "lon": known[name].lon,
            "within": " ".join(known[name].countries),
            "all": int(totals[i]),
            "column": i,
        }
        for i, name in enumerate(membership.values)
        if name in known
    ]
    columns = ["name", "kind", "lat", "lon", "within", "all", "column"]
    frame = pd.DataFrame(rows, columns=columns).sort_values(
        ["all", "name"], ascending=[False, True], ignore_index=True
    )
    return frame.astype({"lat": float, "lon": float, "all": int, "column": int})


def in_time(
    collection: Collection, view: View, columns: NDArray[np.int64], bins: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Documents of each place (rows) in each bin of time (columns).

    Parameters
    ----------
    columns
        Columns of the facet's matrix.
    bins
        The bin of each document of the listing; -1 for none.
    """
    cells = collection.facets["places"].matrix[view.rows][:, columns].tocoo()
    at = bins[view.rows][cells.row]
    n = int(bins.max(initial=-1)) + 1
    flat = cells.col[at >= 0] * n + at[at >= 0]
    return np.bincount(flat, minlength=len(columns) * n).reshape(len(columns), n)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A name without a position: whether the source states it as a place, and its documents in the
    view."""

    name: str
    is_stated: bool
    rows: tuple[int, ...]


@keep(8)
def unplaced_in(collection: Collection, view: View) -> list[Unplaced]:
    """Names that the source states as places, and names that may be places, whose position no
    gazetteer has; those in the view, the most frequent first."""
    inside = set(view.rows.tolist())
    found = []
    for names, is_stated in (
        (collection.places.unplaced, True),
        (collection.places.doubtful, False),
    ):
        for name, rows in names.items():
            own = tuple(row for row in rows if row in inside)
            if own:
                found.append(Unplaced(name, is_stated, own))
    return sorted(found, key=lambda one: (not one.is_stated, -len(one.rows), one.name))


@keep(8)
def resolved_in(collection: Collection, view: View) -> list[tuple[Resolution, int]]:
    """How ambiguous names were read, with the number of documents in the view."""
    inside = np.zeros(len(collection), dtype=bool)
    inside[view.rows] = True
    counted: list[tuple[Any, int]] = [
        (one, int(inside[list(one.rows)].sum())) for one in collection.places.resolved
    ]
    return [(one, n) for one, n in counted if n]
