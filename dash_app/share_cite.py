"""Citations of what is shown."""

from dash_core import Collection, View

__all__ = ["draw"]


def draw(fitted: Collection, view: View) -> None:
    """The citations, to copy and to download."""
