"""`dossier build`: read and fit a listing once, into a directory that opens at once."""

import argparse
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path

from dash_core.cli.output import progress
from dash_core.common.addresses import is_address, path_or_address, shown
from dash_core.common.i18n import _, count
from dash_core.prepared import is_prepared, prepare
from dash_core.prepared.cluster import on_cluster
from dash_core.readers import SourceFile, load
from dash_core.readers.addressed import load_at
from dash_core.study.study import Study

__all__ = ["add_commands"]


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
        "--out",
        type=path_or_address,
        required=True,
        metavar="DIR",
        help=_("the folder to write; also an address such as s3://…"),
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
    addressed: dict[str, SourceFile] = {}
    if len(options.listings) == 1 and not is_address(options.listings[0]):
        study = Study.at(Path(options.listings[0]), options.topics)
    else:
        files: list[SourceFile] = []
        for listing in options.listings:
            found = load_at(listing) if is_address(listing) else {}
            addressed |= {} if "::" in listing else found  # a file within another is sent
            files += found.values() if found else [load(Path(listing))]
        study = Study.of(files, options.topics)
    is_new = not is_prepared(options.out)
    with on_cluster(options.cluster, addressed) if options.cluster else nullcontext():
        collection = prepare(study, options.out, progress())
    template = (
        _("{documents} written to {folder}.") if is_new else _("{documents}: {folder} is new.")
    )
    folder = shown(str(options.out))
    yield template.format(documents=count(len(collection)), folder=folder)
    yield _("Open it with: dossier open {folder}").format(folder=folder)
