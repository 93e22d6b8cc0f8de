"""Charts: data in, `Figure` out (the chart, its alt text, its table). One chart a module.

To add one, write a module with a `draw` function that gives a `Figure`; a page shows it with
`dash_app.components.chart.show`.
"""

from dash_core.charts.figure import CLICK, Figure

__all__ = ["CLICK", "Figure"]
