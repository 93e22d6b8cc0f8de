"""Charts: data in, `Figure` out (the chart, its alt text, its table). One chart a module.

To add one, write a module with a `draw` function that gives a `Figure`; a page shows it with
`dash_app.clicks.show`.
"""

from dash_core.charts import (
    bars,
    document_map,
    flow,
    heat,
    network,
    number,
    place_map,
    place_times,
    timeline,
    tree,
)
from dash_core.charts.figure import CLICK, Figure

__all__ = [
    "CLICK",
    "Figure",
    "bars",
    "document_map",
    "flow",
    "heat",
    "network",
    "number",
    "place_map",
    "place_times",
    "timeline",
    "tree",
]
