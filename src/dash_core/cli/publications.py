"""What is handed on: `dossier cite` and `handout`."""

import argparse
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from dash_core.analysis.compare.comparison import read_side
from dash_core.charts.catalogue import of_view
from dash_core.cli.arguments import Command, add_out, add_where
from dash_core.cli.output import read_listing, to_json, view_of, write_file
from dash_core.collection.filter import Filter
from dash_core.collection.view import select
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _, count
from dash_core.export.citations.citations import STYLES, citations, references_of
from dash_core.export.citations.lists import lists_to_text
from dash_core.export.file_names import file_name
from dash_core.export.formats import FORMATS
from dash_core.export.handout.html import HandoutOptions, to_html
from dash_core.export.handout.pdf import PAPERS, to_pdf
from dash_core.export.provenance import provenance, provenance_of_data
from dash_core.study.repository import Repository

__all__ = ["add_commands"]


def add_commands(command: Command) -> None:
    """Add `cite` and `handout`."""
    cite = command("cite", _cite, _("citations: Chicago, APA, MLA, or files for Zotero"))
    cite.add_argument(
        "--style", choices=list(STYLES), default="chicago-note", help=_("(chicago-note)")
    )
    cite.add_argument("--id", metavar="ID", help=_("only this document"))
    add_where(cite)
    cite.add_argument("--to", choices=["ris", "bib", "csl.json"], help=_("a file for Zotero"))
    add_out(cite)
    for field, help_ in (
        ("archive", _("who holds the documents")),
        ("place", _("where that is")),
        ("collection", _("the collection there")),
        ("url", _("address of the listing")),
    ):
        cite.add_argument(f"--{field}", metavar="TEXT", help=help_)
    cite.add_argument(
        "--accessed", type=date.fromisoformat, metavar="YYYY-MM-DD", help=_("day you consulted it")
    )
    handout = command("handout", _handout, _("a view to read and print, as one HTML file or a PDF"))
    handout.add_argument(
        "--out", type=Path, metavar="FILE", help=_("FILE.html or FILE.pdf (a name of its own)")
    )
    add_where(handout)
    handout.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help=_("of a PDF (A4)"))
    handout.add_argument(
        "--lines",
        choices=["none", "each", "end"],
        default="none",
        help=_("blank lines for answers: after each document, or at the end"),
    )
    handout.add_argument(
        "--question", action="append", default=[], metavar="TEXT", help=_("asked at the end")
    )


def _cite(options: argparse.Namespace) -> Iterable[str]:
    collection = read_listing(options.listing, options)
    stated = {field.name: getattr(options, field.name) for field in fields(Repository)}
    given = {name: value for name, value in stated.items() if value is not None}
    repository = replace(collection.study.repository, **given)
    collection = collection.with_study(replace(collection.study, repository=repository))
    chosen = read_side(options.where) if options.where else Filter()
    if options.id:
        collection.row(options.id)  # says so if there is none
        chosen = replace(chosen, ids=(options.id,))
    view = select(collection, chosen)
    source = (provenance_of_data if options.to else provenance)(collection, view)
    if options.to:
        data = FORMATS[options.to](collection.table.iloc[view.rows], source)
    else:
        found = citations(references_of(collection, view.rows), options.style)
        data = lists_to_text(found, source)
    if options.out:
        write_file(options.out, data)
        yield _("{documents} written to {file}.").format(
            documents=count(len(view)), file=options.out
        )
    elif options.to:
        yield data.decode().rstrip("\r\n")
    else:
        for one in found:
            yield to_json({"id": one.id, "citation": one.text}) if options.json else one.text


def _handout(options: argparse.Namespace) -> Iterable[str]:
    collection = read_listing(options.listing, options)
    view = view_of(options, collection)
    path = options.out or Path(file_name(collection, "handout", "html", view))
    form = path.suffix.lower()
    if form not in (".html", ".htm", ".pdf"):
        raise DossierError(_("“{name}”: use FILE.html or FILE.pdf.").format(name=path))
    charts, source = of_view(collection, view), provenance(collection, view)
    chosen = HandoutOptions.with_questions("\n".join(options.question), lines=options.lines)
    made = to_html(collection, view, charts, source, chosen, live=form != ".pdf")
    write_file(path, to_pdf(made, options.paper) if form == ".pdf" else made)
    yield _("The hand-out of {documents} written to {file}.").format(
        documents=count(len(view)), file=path
    )
