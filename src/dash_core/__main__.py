"""`python -m dash_core`: the same as the `dossier` command."""

import sys

from dash_core.cli import main

sys.exit(main())
