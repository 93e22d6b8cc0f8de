"""Documents of a listing: `dossier read`, `similar` and `search`."""

import argparse
from collections.abc import Iterable
from typing import Any

import pandas as pd

from dash_core.analysis.review import marked_rows
from dash_core.cli.arguments import Command, add_out, add_where, at_least
from dash_core.cli.output import format_of, read_listing, to_json, view_of, write_file
from dash_core.collection.collection import Collection
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _, count, format_number
from dash_core.export.formats import FORMATS
from dash_core.export.provenance import provenance, provenance_of_data
from dash_core.export.tables.csv_json_parquet import rows
from dash_core.text.vectors.sentence_model import Model
from dash_core.text.vectors.similarity import TERMS_SHOWN

__all__ = ["add_commands"]

_BINARY = ("xlsx", "parquet")


def add_commands(command: Command) -> None:
    """Add `read`, `similar` and `search`."""
    read = command("read", _read, _("the table of documents"))
    read.add_argument("--to", choices=list(FORMATS), help=_("write the table in this format"))
    add_out(read)
    read.add_argument("--report", action="store_true", help=_("what was read, line by line"))
    add_where(read)
    similar = command("similar", _similar, _("the documents most similar to one, and why"))
    similar.add_argument("--id", required=True, metavar="ID", help=_("the document"))
    similar.add_argument("-n", type=at_least(1), default=5, help=_("how many (5)"))
    search = command(
        "search", _search, _("documents with any of the words, best first, then related ones")
    )
    search.add_argument(
        "words",
        metavar="WORDS",
        help=_('the words to look for; also "phrases", -without, person:name, title:word'),
    )
    search.add_argument("-n", type=at_least(1), default=10, help=_("how many (10)"))


def _read(options: argparse.Namespace) -> Iterable[str]:
    collection = read_listing(options.listing, options)
    if options.report:
        yield from _report(collection, as_json=options.json)
        return
    view = view_of(options, collection)
    table = collection.table.iloc[view.rows]
    form = options.to or ("jsonl" if options.json else None)
    if options.out or form in _BINARY:
        form = form or format_of(options.out)
        if options.out is None:
            raise DossierError(_("{form} is not a text format: use --out FILE.").format(form=form))
        if form not in FORMATS:
            raise DossierError(
                _("“{name}”: use --to {formats}.").format(
                    name=options.out, formats=", ".join(FORMATS)
                )
            )
        stated = provenance if form == "xlsx" else provenance_of_data
        write_file(options.out, FORMATS[form](table, stated(collection, view)))
        yield _("{documents} written to {file}.").format(
            documents=count(len(view)), file=options.out
        )
    elif form:
        data = FORMATS[form](table, provenance_of_data(collection, view))
        yield data.decode("utf-8-sig").rstrip("\r\n")
    else:
        for row in rows(table):
            yield f"{row['id']}  {row['date']:<18}  {row['title']}"


def _report(collection: Collection, *, as_json: bool) -> Iterable[str]:
    report = collection.report
    if as_json:
        for row in report.to_frame().astype(object).to_dict(orient="records"):
            row["document"] = None if pd.isna(row["document"]) else row["document"]
            yield to_json({str(name).replace("read as", "role"): own for name, own in row.items()})
        return
    yield report.sentence()
    for role, n in report.counts().items():
        yield f"{n:>8,}  {role}"
    yield from report.remarks
    for note in report.file_remarks:
        yield _("{file} {number}: {text}").format(
            file=note.source, number=note.number, text=note.text
        )
    for file in report.files:
        for piece in file.unread:
            yield _("{file} {number} was not read: {text}").format(
                file=file.source, number=piece.number, text=piece.text
            )
    for row in marked_rows(collection):
        document = collection.table.iloc[row]
        text = (
            _("{file} {number}: the date “{date}”: {note}")
            if document["date_note"]
            else _("{file} {number}: the document has no title")
        )
        yield text.format(
            file=document["source"],
            number=document["source_first"],
            date=document["date"],
            note=document["date_note"],
        )


def _similar(options: argparse.Namespace) -> Iterable[str]:
    collection = read_listing(options.listing, options)
    hits = collection.similar(options.id, options.n)
    return _hits(hits, options.json, collection.model)


def _search(options: argparse.Namespace) -> Iterable[str]:
    collection = read_listing(options.listing, options)
    hits = collection.search(options.words, options.n)
    if len(hits) and not options.json:
        yield from collection.match(options.words).remarks
    yield from _hits(hits, options.json)


def _hits(hits: Any, as_json: bool, model: Model | None = None) -> Iterable[str]:
    for hit in hits.to_dict(orient="records"):
        if as_json:
            said = {"id": hit["id"], "score": round(hit["score"], 4), "terms": hit["terms"]}
            said |= {"associated": hit["associated"], "duplicate": hit["duplicate"]}
            yield to_json({**said, "model": str(model)} if model else said)
            continue
        terms = ", ".join(hit["terms"])
        associated = ", ".join(hit["associated"][:TERMS_SHOWN])
        why = "; ".join(
            filter(
                None,
                (
                    _("nearly the same text") if hit["duplicate"] else "",
                    terms,
                    _("related words: {words}").format(words=associated) if associated else "",
                ),
            )
        )
        if model and not why:
            why = _("similar according to the model {model}; no word in common").format(
                model=model.name
            )
        yield f"{hit['id']}  {format_number(hit['score'], 2)}  {hit['title']}  [{why}]"
