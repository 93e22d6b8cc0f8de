"""Where `app.py`, `pages/`, the sample and Streamlit's settings are."""

from pathlib import Path
from typing import Final

__all__ = ["SITE"]

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_CLONE: Final = _PACKAGE.parents[1]

# An installed package has a copy of them (see `setup.py`).
SITE: Final = _CLONE if (_CLONE / "app.py").is_file() else _PACKAGE / "site"
