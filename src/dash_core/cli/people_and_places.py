"""Who wrote to whom, and the places named: `dossier network` and `places`."""

import argparse
from collections.abc import Iterable
from typing import Final

from dash_core.analysis.network import measure_centrality, network
from dash_core.analysis.places import unplaced_in
from dash_core.cli.arguments import Command, add_out, add_where
from dash_core.cli.output import read_listing, to_json, view_of, write_file
from dash_core.collection.collection import Collection
from dash_core.collection.view import View
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _, count
from dash_core.export.provenance import provenance_of_data
from dash_core.export.tables.geojson import features, to_geojson
from dash_core.export.tables.graph import GRAPH_FORMATS

__all__ = ["add_commands"]

_GRAPHS: Final = ("graphml", "gexf", "csv")


def add_commands(command: Command) -> None:
    """Add `network` and `places`."""
    network = command("network", _network, _("who wrote to whom, and how central each person is"))
    network.add_argument("--to", choices=list(_GRAPHS), help=_("write the network in this format"))
    add_out(network)
    add_where(network)
    places = command("places", _places, _("the places named, where they are and when"))
    places.add_argument("--to", choices=["geojson"], help=_("write the places in this format"))
    add_out(places)
    add_where(places)


def _network(options: argparse.Namespace) -> Iterable[str]:
    collection = read_listing(options.listing, options)
    view = view_of(options, collection)
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
            "between": round(float(found.betweenness[i]), 4),
            "reached": round(float(found.harmonic_closeness[i]), 4),
        }
        if options.json:
            yield to_json(said)
        else:
            yield _("{person}: {sent} sent, {received} received").format(**said)


def _graph(options: argparse.Namespace, collection: Collection, view: View) -> Iterable[str]:
    """The network as a file, or as text; as CSV it is two files, people and lines."""
    form = options.to or next((f for f in _GRAPHS if options.out.suffix.lower() == f".{f}"), "")
    if not form:
        raise DossierError(
            _("“{name}”: use --to {formats}.").format(name=options.out, formats=", ".join(_GRAPHS))
        )
    parts = ("nodes.csv", "edges.csv") if form == "csv" else (form,)
    own = provenance_of_data(collection, view)
    made = {part: GRAPH_FORMATS[part](collection, view.rows, own) for part in parts}
    if options.out is None:
        yield made[parts[-1]].decode("utf-8-sig").rstrip("\r\n")
        return
    for part, data in made.items():
        path = options.out
        if form == "csv":
            path = path.with_name(f"{path.stem}-{part}")
        write_file(path, data)
        yield _("The network of {documents} written to {file}.").format(
            documents=count(len(view)), file=path
        )


def _places(options: argparse.Namespace) -> Iterable[str]:
    collection = read_listing(options.listing, options)
    view = view_of(options, collection)
    if options.out:
        if options.out.suffix.lower() not in (".geojson", ".json"):
            raise DossierError(_("“{name}”: use FILE.geojson.").format(name=options.out))
        write_file(options.out, to_geojson(collection, view, provenance_of_data(collection, view)))
        yield _("The places of {documents} written to {file}.").format(
            documents=count(len(view)), file=options.out
        )
    elif options.to:
        yield to_geojson(collection, view, provenance_of_data(collection, view)).decode()
    elif options.json:
        for feature in features(collection, view):
            lon, lat = feature["geometry"]["coordinates"]
            yield to_json({**feature["properties"], "lat": lat, "lon": lon})
    else:
        for place in features(collection, view):
            own = place["properties"]
            days = f"{own['first']} – {own['last']}" if own["first"] else _("undated")
            yield f"{own['documents']:>7,}  {own['name']:<24}  {own['kind']:<12}  {days}"
        for one in unplaced_in(collection, view):
            yield f"{len(one.rows):>7,}  {one.name:<24}  {_('no position')}"
