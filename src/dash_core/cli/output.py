"""What the commands share: read a listing, write a file, one JSON object a line."""

import argparse
import json
from pathlib import Path
from typing import Any

from dash_core.analysis.compare.comparison import read_side
from dash_core.collection.collection import Collection
from dash_core.collection.filter import Filter
from dash_core.collection.view import View, select
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _
from dash_core.export.formats import FORMATS
from dash_core.prepared import is_prepared, open_folder
from dash_core.study.study import Study

__all__ = ["format_of", "read_listing", "to_json", "view_of", "write_file"]


def view_of(options: argparse.Namespace, collection: Collection) -> View:
    """The documents that `--where` leaves."""
    return select(collection, read_side(options.where) if options.where else Filter())


def read_listing(
    listing: Path, options: argparse.Namespace, topics: Path | None = None
) -> Collection:
    """Read a listing, with the model that `--model` names; or open a prepared one."""
    if is_prepared(listing):
        collection = open_folder(listing)
        if topics is not None:
            text = Study.of(collection.study.files, topics).topics
            collection = collection.with_topics(text)
        return collection
    words = False if options.no_word_table else None
    return Collection.read(listing, topics=topics, model=options.model or None, word_table=words)


def to_json(values: dict[str, Any]) -> str:
    """One JSON object on one line."""
    return json.dumps(values, ensure_ascii=False)


def format_of(out: Path | None) -> str:
    """The format that a file's name ends in."""
    name = out.name.lower() if out else "csv"
    return next((form for form in FORMATS if name == form or name.endswith(f".{form}")), "")


def write_file(path: Path, data: bytes) -> None:
    """Write a file; raises `DossierError` where it cannot be written."""
    try:
        path.write_bytes(data)
    except OSError as err:
        raise DossierError(
            _("“{path}” could not be written: {reason}.").format(path=path, reason=err.strerror)
        ) from err
