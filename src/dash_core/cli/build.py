"""`dossier build`: read and fit a listing once, into a directory that opens at once."""

import argparse
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, count, format_number
from dash_core.common.progress import Progress
from dash_core.prepared import is_prepared, prepare
from dash_core.prepared.cluster import on_cluster
from dash_core.readers import SourceFile, load
from dash_core.study.study import Study

__all__ = ["add_commands"]

_ELSEWHERE: Final = "://"  # in an address


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `build`."""
    help_ = _("read and fit a listing once, into a folder that opens at once")
    build = commands.add_parser("build", help=help_, description=help_)
    build.add_argument(
        "listings",
        nargs="+",
        metavar="LISTING",
        help=_("listings, or a study; also addresses such as s3://…/*.csv, where fsspec is there"),
    )
    build.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=_("the folder to write")
    )
    build.add_argument(
        "--topics", type=Path, metavar="FILE", help=_("a file of named topics (TOML)")
    )
    build.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help=_("workers of Dask that help: tcp://HOST:PORT, or local"),
    )
    build.set_defaults(run=_build, json=False)


def _build(options: argparse.Namespace) -> Iterable[str]:
    if len(options.listings) == 1 and _ELSEWHERE not in options.listings[0]:
        study = Study.at(Path(options.listings[0]), options.topics)
    else:
        files = [file for listing in options.listings for file in _load(listing)]
        study = Study.of(files, options.topics)
    is_new = not is_prepared(options.out)
    with on_cluster(options.cluster) if options.cluster else nullcontext():
        collection = prepare(study, options.out, _told() if sys.stderr.isatty() else _silent)
    template = (
        _("{documents} written to {folder}.") if is_new else _("{documents}: {folder} is new.")
    )
    yield template.format(documents=count(len(collection)), folder=options.out)
    yield _("Open it with: dossier open {folder}").format(folder=options.out)


def _load(listing: str) -> list[SourceFile]:
    """The file at a path, or the files at an address that fsspec knows."""
    if _ELSEWHERE not in listing:
        return [load(Path(listing))]
    try:
        import fsspec

        files = [
            SourceFile(PurePosixPath(file.path).name, file.fs.cat_file(file.path))
            for file in fsspec.open_files(listing)
        ]
    except Exception as err:  # each kind of store has errors of its own
        raise ReadError(
            _("“{path}” could not be opened: {reason}.").format(path=listing, reason=err)
        ) from err
    if not files:
        raise ReadError(
            _("There is no file “{path}”: check the name and the folder.").format(path=listing)
        )
    return files


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
