"""`python -m dash_app [LISTING…] [--public] [--address A] [--port N] [--no-browser]`: the server.

`dossier open` runs it; it is what `streamlit run app.py -- LISTING…` does, wherever `app.py` is.
"""

import argparse
import os
import sys

from dash_app.session.site import SITE
from dash_core.common import settings
from dash_core.common.addresses import is_address, path_or_address


def main() -> None:
    """Become the server (it never returns)."""
    parser = argparse.ArgumentParser("python -m dash_app", description=__doc__)
    parser.add_argument("listings", nargs="*", type=path_or_address, metavar="LISTING")
    parser.add_argument("--port", type=int, metavar="N")
    parser.add_argument("--address", metavar="A")
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--public", action="store_true")
    options = parser.parse_args()
    flags = [f"--server.port={options.port}"] if options.port else []
    flags += [f"--server.address={options.address}"] if options.address else []
    if options.public:
        os.environ[settings.PROFILE.variable] = "public"
    if options.no_browser or settings.is_public():
        flags.append("--server.headless=true")
    listings = [one if is_address(one) else str(one.resolve()) for one in options.listings]
    arguments = ["-m", "streamlit", "run", str(SITE / "app.py"), *flags, "--", *listings]
    os.execv(sys.executable, [sys.executable, *arguments])


if __name__ == "__main__":
    main()
