"""What test modules import from here."""

from pathlib import Path

from hypothesis import settings

# Real public data beside the project, which tests may use where it is and never copy.
SHARED = Path(__file__).parents[2] / "shared"

few = settings(max_examples=settings.default.max_examples // 3)
"""Fewer examples, for a test that writes or draws a file for each."""
