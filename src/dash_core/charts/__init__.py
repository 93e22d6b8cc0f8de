"""Charts: data in, `Figure` out (the chart, its alt text, its table). One chart a module.

To add one, write a module with one public function `…_chart` that returns a `Figure`, and list it
in `dash_core.charts.catalogue` if several pages or exports need it; a page shows it with
`dash_app.components.chart.show`.
"""

from dash_core.charts.figure import CLICK, Figure

__all__ = ["CLICK", "Figure"]
