"""Every export says where it comes from: the state, how much of the listing, the version.

A function of `dash_core.export` that returns bytes is an export. It takes the provenance, and it
is listed in `EXPORTS`, or the first test fails.
"""

import importlib
import inspect
import io
import json
import pkgutil
import zipfile
import zlib
from importlib.metadata import version

import pytest
from lxml import etree

import dash_core.export
from dash_core import Filter
from dash_core.charts import catalogue
from dash_core.charts.catalogue import NamedFigure
from dash_core.collection.table import COLUMNS, build
from dash_core.collection.view import select
from dash_core.export.citations.citations import citations
from dash_core.export.citations.lists import lists_to_html, lists_to_text
from dash_core.export.formats import FORMATS, report_to_csv
from dash_core.export.handout.html import to_html
from dash_core.export.handout.pdf import can_print, to_pdf
from dash_core.export.handout.picture import to_png, to_svg
from dash_core.export.provenance import Provenance, provenance
from dash_core.export.references.reference import references
from dash_core.export.tables import csv_json_parquet, graph
from dash_core.export.tables.geojson import to_geojson
from dash_core.export.tables.graph import GRAPH_FORMATS
from dash_core.readers import SourceFile, read_file
from dash_core.study.comment_header import with_header

OIL = Filter(topics=("oil",))


def table_in(form):
    return lambda seed, view, own: FORMATS[form](seed.table.iloc[view.rows], own)


def graph_in(form):
    return lambda seed, view, own: GRAPH_FORMATS[form](seed, view.rows, own)


def cited(seed, view):
    style = next(iter(dash_core.export.citations.citations.STYLES))
    return citations(list(references(seed.table.iloc[view.rows])), style), style


def handout(seed, view, own):
    return to_html(seed, view, [NamedFigure("t", "Topics", catalogue.topics(seed, view))], own)


EXPORTS = {
    "to_xlsx": table_in("xlsx"),
    "to_csv": table_in("csv"),
    "to_jsonl": table_in("jsonl"),
    "to_parquet": table_in("parquet"),
    "to_ris": table_in("ris"),
    "to_bibtex": table_in("bib"),
    "to_csl_json": table_in("csl.json"),
    "to_graphml": graph_in("graphml"),
    "to_gexf": graph_in("gexf"),
    "nodes_to_csv": graph_in("nodes.csv"),
    "edges_to_csv": graph_in("edges.csv"),
    "to_geojson": to_geojson,
    "report_to_csv": lambda seed, _view, own: report_to_csv(seed.report, own),
    "safe_csv": lambda seed, view, own: csv_json_parquet.safe_csv(
        catalogue.topics(seed, view).table, own
    ),
    "to_svg": lambda seed, view, own: to_svg(catalogue.topics(seed, view), own, "Topics"),
    "to_png": lambda seed, view, own: to_png(catalogue.topics(seed, view), own, "Topics"),
    "to_html": handout,
    "to_pdf": lambda *own: to_pdf(handout(*own)),
    "lists_to_text": lambda seed, view, own: lists_to_text(cited(seed, view)[0], own),
    "lists_to_html": lambda seed, view, own: lists_to_html(*cited(seed, view), own),
    # beside dash_core.export
    "study": lambda seed, _view, own: seed.study.to_bytes(card=own.as_text()),
    "topics and names": lambda seed, _view, own: with_header(
        seed.study.topics, own.as_text()
    ).encode(),
}
BESIDE = {"study", "topics and names"}
PRINTED = {"to_pdf"}  # of a hand-out, which has it


def writers():
    """The functions of `dash_core.export` that give bytes."""
    for module in pkgutil.walk_packages(dash_core.export.__path__, "dash_core.export."):
        own = importlib.import_module(module.name)
        for name in getattr(own, "__all__", ()):
            function = getattr(own, name)
            if inspect.isfunction(function) and function.__annotations__.get("return") is bytes:
                yield name, function


def test_every_writer_is_here_and_is_told_where_it_comes_from():
    found = dict(writers())
    assert set(found) | BESIDE == set(EXPORTS)
    for name, function in found.items():
        assert "provenance" in inspect.signature(function).parameters or name in PRINTED
    assert set(GRAPH_FORMATS.values()) | set(FORMATS.values()) <= set(found.values())
    assert graph.to_gexf in found.values()


def said(data):
    """All that a file says, as a text."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(said(archive.read(name)) for name in archive.namelist())
    if data.startswith(b"\x89PNG"):
        return png_texts(data)
    if data.startswith(b"%PDF"):
        from pypdf import PdfReader

        return " ".join(
            " ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(data)).pages
        )
    if data.startswith(b"PAR1"):
        import pyarrow.parquet as pq

        return json.dumps(json.loads(pq.read_schema(io.BytesIO(data)).metadata[b"dossier"]))
    text = data.decode("utf-8-sig")
    if text.startswith(("<?xml", "<svg", "<!doctype html", "<!DOCTYPE html")):
        tree = etree.HTML(data) if "html" in text[:20].lower() else etree.fromstring(data)
        return text + " ".join(" ".join(t.split()) for t in tree.itertext() if t.strip())
    return text


def png_texts(data):
    """The text chunks of a PNG: what is drawn cannot be read here."""
    at, found = 8, []
    while at < len(data):
        length = int.from_bytes(data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if kind == b"iTXt":
            _key, rest = body.split(b"\0", 1)
            packed, rest = rest[0], rest[2:].split(b"\0", 2)[2]
            found.append((zlib.decompress(rest) if packed else rest).decode())
        at += length + 12
    return " ".join(found)


@pytest.mark.parametrize("export", EXPORTS)
def test_every_export_says_where_it_comes_from(seed, export):
    if export == "to_pdf" and not can_print():
        pytest.skip("WeasyPrint or Pango is not installed")
    view = select(seed, OIL)
    text = said(EXPORTS[export](seed, view, provenance(seed, view)))
    assert seed.fingerprint[:12] in text
    assert "4 of 20 documents" in text
    assert "about Oil" in text
    assert version("dossier-dashboard") in text
    assert seed.name in text.replace("\\_", "_")  # as LaTeX has it


@pytest.mark.parametrize("form", FORMATS)
def test_it_does_not_pile_up(seed, form):
    """Exported, read back and exported again, a table says where it came from last."""
    first = Provenance("Dossier 0 · FIRST", (("Listing", "FIRST"),), {"name": "FIRST"})
    file = SourceFile(f"a.{form}", FORMATS[form](seed.table, first))
    assert "FIRST" in said(file.data)
    back = build(read_file(file)).frame
    assert set(back) <= {*COLUMNS, "edits (source)"}
    last = Provenance("Dossier 0 · LAST", (("Listing", "LAST"),), {"name": "LAST"})
    text = said(FORMATS[form](back, last))
    assert "LAST" in text
    assert "FIRST" not in text


def test_a_column_of_the_source_that_is_called_so_is_kept():
    data = b"Date,Title,provenance\n1946-05-01,A letter,Bought at a fair\n"
    frame = build(read_file(SourceFile("a.csv", data))).frame
    assert frame["provenance (source)"].tolist() == ["Bought at a fair"]
    for form, write in FORMATS.items():
        file = SourceFile(f"b.{form}", write(frame, Provenance("Dossier 0", (), {})))
        back = build(read_file(file)).frame
        assert back["provenance (source)"].tolist() == ["Bought at a fair"]
