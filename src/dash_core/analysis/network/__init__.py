"""Who wrote to whom: the graph, the centrality of people, and where to draw them."""

from dash_core.analysis.network.centrality import Centrality, measure_centrality, shortest_paths
from dash_core.analysis.network.graph import Letters, Network, densest, letters, network
from dash_core.analysis.network.layout import arrange, select_people

__all__ = [
    "Centrality",
    "Letters",
    "Network",
    "arrange",
    "densest",
    "letters",
    "measure_centrality",
    "network",
    "select_people",
    "shortest_paths",
]
