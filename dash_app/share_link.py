"""The address of what is shown, and how to put it into another page."""

from dash_core import Collection, View

__all__ = ["draw"]


def draw(fitted: Collection, view: View) -> None:
    """The address to copy, and the code that embeds it."""
