"""`dossier build`: read and fit a listing once, into a directory that opens at once."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from time import monotonic

from dash_core.common.i18n import _, count, format_number
from dash_core.common.progress import Progress
from dash_core.prepared import is_prepared, prepare
from dash_core.readers import load
from dash_core.study.study import Study

__all__ = ["add_commands"]


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `build`."""
    help_ = _("read and fit a listing once, into a folder that opens at once")
    build = commands.add_parser("build", help=help_, description=help_)
    build.add_argument(
        "listings", nargs="+", type=Path, metavar="LISTING", help=_("listings, or a study")
    )
    build.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=_("the folder to write")
    )
    build.add_argument(
        "--topics", type=Path, metavar="FILE", help=_("a file of named topics (TOML)")
    )
    build.set_defaults(run=_build, json=False)


def _build(options: argparse.Namespace) -> Iterable[str]:
    if len(options.listings) == 1:
        study = Study.at(options.listings[0], options.topics)
    else:
        study = Study.of([load(listing) for listing in options.listings], options.topics)
    is_new = not is_prepared(options.out)
    collection = prepare(study, options.out, _told() if sys.stderr.isatty() else _silent)
    template = (
        _("{documents} written to {folder}.") if is_new else _("{documents}: {folder} is new.")
    )
    yield template.format(documents=count(len(collection)), folder=options.out)
    yield _("Open it with: dossier open {folder}").format(folder=options.out)


def _silent(_done: float) -> None:
    """Where nobody looks at a terminal."""


def _told() -> Progress:
    """Progress with the time left, on one line of the terminal."""
    start = monotonic()
    told = [start - 1]

    def tell(done: float) -> None:
        now = monotonic()
        if now - told[0] < 0.5 and done < 1:
            return
        told[0] = now
        left = (now - start) * (1 - done) / done if done > 0.02 else None
        line = _("{percent} %").format(percent=format_number(100 * done, 0))
        if left is not None and done < 1:
            line += " " + _("about {minutes} min left").format(minutes=format_number(left / 60, 1))
        print(f"\r{line:<40}", end="\n" if done >= 1 else "", file=sys.stderr, flush=True)

    return tell
