"""Who wrote to whom: the graph, where each person stands in it, and where to draw them."""

from dash_core.network.graph import Letters, Network, densest, letters, network
from dash_core.network.layout import arrange, chosen
from dash_core.network.standing import Standing, standing, ways

__all__ = [
    "Letters",
    "Network",
    "Standing",
    "arrange",
    "chosen",
    "densest",
    "letters",
    "network",
    "standing",
    "ways",
]
