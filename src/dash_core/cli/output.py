"""What the commands share: read a listing, write a file, one JSON object a line."""

import argparse
import json
import sys
from pathlib import Path
from time import monotonic
from typing import Any

from dash_core.analysis.compare.comparison import read_side
from dash_core.collection.collection import Collection
from dash_core.collection.filter import Filter
from dash_core.collection.view import View, select
from dash_core.common.addresses import is_address
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _, format_number
from dash_core.common.progress import Progress, no_progress
from dash_core.export.formats import FORMATS
from dash_core.prepared import is_prepared, open_at
from dash_core.readers.addressed import load_at
from dash_core.study.study import Study
from dash_core.text.vectors.sentence_model import find_model

__all__ = ["format_of", "progress", "read_listing", "to_json", "view_of", "write_file"]


def view_of(options: argparse.Namespace, collection: Collection) -> View:
    """The documents that `--where` leaves."""
    return select(collection, read_side(options.where) if options.where else Filter())


def read_listing(
    listing: Path | str, options: argparse.Namespace, topics: Path | None = None
) -> Collection:
    """Read a listing, with the model that `--model` names; or open a prepared one. Either may be at
    an address."""
    if is_prepared(listing):
        collection = open_at(listing, progress())
        if topics is not None:
            text = Study.of(collection.study.files, topics).topics
            collection = collection.with_topics(text)
        return collection
    model, words = options.model or None, False if options.no_word_table else None
    if not is_address(listing):
        return Collection.read(Path(listing), topics=topics, model=model, word_table=words)
    study = Study.of(list(load_at(str(listing)).values()), topics)
    study = study if words is None else study.with_word_table(words)
    return Collection(study, model=find_model(model) if model else None)


def progress() -> Progress:
    """Progress with the time left, on one line of the terminal; none where nobody looks at one."""
    if not sys.stderr.isatty():
        return no_progress
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
