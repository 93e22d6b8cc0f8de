"""`python -m dash_app [LISTING…] [--port N] [--no-browser]`: the server of the dashboard.

`dossier open` runs it; it is what `streamlit run app.py -- LISTING…` does, wherever `app.py` is.
"""

import argparse
import os
import sys
from pathlib import Path

from dash_app.session.site import SITE


def main() -> None:
    """Become the server (it never returns)."""
    parser = argparse.ArgumentParser("python -m dash_app", description=__doc__)
    parser.add_argument("listings", nargs="*", type=Path, metavar="LISTING")
    parser.add_argument("--port", type=int, metavar="N")
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args()
    flags = [f"--server.port={options.port}"] if options.port else []
    flags += ["--server.headless=true"] if options.no_browser else []
    listings = [str(listing.resolve()) for listing in options.listings]
    arguments = ["-m", "streamlit", "run", str(SITE / "app.py"), *flags, "--", *listings]
    os.execv(sys.executable, [sys.executable, *arguments])


if __name__ == "__main__":
    main()
