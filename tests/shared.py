"""Real public data beside the project, which tests may use where it is and never copy."""

from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
