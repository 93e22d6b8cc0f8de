"""Who wrote to whom: the graph, where each person stands in it, and where to draw them."""

from dash_core.analysis.network.centrality import Centrality, measure_centrality, ways
from dash_core.analysis.network.graph import Letters, Network, densest, letters, network
from dash_core.analysis.network.layout import arrange, chosen

__all__ = [
    "Centrality",
    "Letters",
    "Network",
    "arrange",
    "chosen",
    "densest",
    "letters",
    "measure_centrality",
    "network",
    "ways",
]
