"""The hand-out of what is shown."""

from dash_core import Collection, View

__all__ = ["draw"]


def draw(fitted: Collection, view: View) -> None:
    """The hand-out's choices and its downloads."""
