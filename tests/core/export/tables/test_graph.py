"""The network as files: what other programs read is what is there."""

import csv
import io
import json

import networkx as nx
import pytest
from lxml import etree

from dash_core import Collection, Filter
from dash_core.collection.view import select
from dash_core.export.provenance import Provenance
from dash_core.export.tables.graph import (
    GRAPH_FORMATS,
    edges_to_csv,
    nodes_to_csv,
    to_gexf,
    to_graphml,
)

FROM = Provenance("Dossier 0 · a test · 20 documents", (("Listing", "a test"),))
HOSTILE = ("=1+1", "A & <b>B</b>", 'say "x", y', "Ünï \x0b code", "@SUM(1)")


def listing(*letters):
    """A listing of these (date, senders, recipients)."""
    rows = (
        {"id": f"d{i}", "date": date, "title": "Paper", "creators": wrote, "recipients": got}
        for i, (date, wrote, got) in enumerate(letters)
    )
    data = "\n".join(map(json.dumps, rows)).encode()
    return Collection.read(data, topics="", name="letters.jsonl")


@pytest.fixture(scope="module")
def small():
    return listing(
        ("1946-01-05", ["Ada"], ["Ben"]),
        ("1946-03", ["Ada"], ["Ben", "Cy"]),
        ("n.d.", ["Ben"], ["Ada"]),
        ("1947-01-01", ["Dora"], []),
        ("1947-02-01", ["Ada"], ["Ada"]),
    )


NODES = {
    "Ada": {"papers": 4, "sent": 3, "received": 2, "first": "1946-01-05", "last": "1947-02-01"},
    "Ben": {"papers": 3, "sent": 1, "received": 2, "first": "1946-01-05", "last": "1946-03-31"},
    "Cy": {"papers": 1, "sent": 0, "received": 1, "first": "1946-03-01", "last": "1946-03-31"},
    "Dora": {"papers": 1, "sent": 1, "received": 0, "first": "1947-01-01", "last": "1947-01-01"},
}
EDGES = {
    ("Ada", "Ben"): {"weight": 2, "first": "1946-01-05", "last": "1946-03-31"},
    ("Ada", "Cy"): {"weight": 1, "first": "1946-03-01", "last": "1946-03-31"},
    ("Ben", "Ada"): {"weight": 1},
}


def read(data, form):
    buffer = io.BytesIO(data)
    return nx.read_graphml(buffer) if form == "graphml" else nx.read_gexf(buffer)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_graph_is_read_back_whole(small, form):
    graph = read(GRAPH_FORMATS[form](small, small.all_rows, FROM), form)
    assert graph.is_directed()
    label = dict(graph.nodes(data="label"))
    assert len(set(label.values())) == len(label)
    nodes = {own.pop("label"): own for _id, own in graph.nodes(data=True)}
    edges = {(label[a], label[b]): own for a, b, own in graph.edges(data=True)}
    assert nodes == NODES
    assert {pair: {k: own[k] for k in own if k != "id"} for pair, own in edges.items()} == EDGES


def table(data):
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_two_csvs_fit_together(small):
    nodes = {row["Id"]: row for row in table(nodes_to_csv(small, small.all_rows, FROM))}
    edges = table(edges_to_csv(small, small.all_rows, FROM))
    assert [row["Label"] for row in nodes.values()] == ["Ada", "Ben", "Cy", "Dora"]
    assert {
        row["Label"]: {**{k: int(row[k]) for k in ("papers", "sent", "received")}, **ends(row)}
        for row in nodes.values()
    } == NODES
    found = {}
    for row in edges:
        pair = nodes[row["Source"]]["Label"], nodes[row["Target"]]["Label"]
        assert pair == (row["from"], row["to"])
        found[pair] = {"weight": int(row["Weight"]), **ends(row)}
    assert found == EDGES
    assert {row["Type"] for row in edges} == {"Directed"}


def test_the_offices_of_a_person_go_along(seed):
    nodes = {row["Label"]: row for row in table(nodes_to_csv(seed, seed.all_rows, FROM))}
    assert nodes["Ahmad Qavam"]["roles"] == "Prime Minister"
    assert nodes["Stalin"]["roles"] == ""
    graph = read(to_gexf(seed, seed.all_rows, FROM), "gexf")
    roles = {own["label"]: own.get("roles") for _id, own in graph.nodes(data=True)}
    assert (roles["Ahmad Qavam"], roles["Stalin"]) == ("Prime Minister", None)


def ends(row):
    return {end: row[end] for end in ("first", "last") if row[end]}


def test_only_the_rows_asked_for(small):
    rows = select(small, Filter(recipients=("Cy",))).rows
    assert table(edges_to_csv(small, rows, FROM))[0]["Weight"] == "1"
    assert {row["Label"] for row in table(nodes_to_csv(small, rows, FROM))} == {"Ada", "Ben", "Cy"}


def test_hostile_names_stay_names():
    collection = listing(*(("1946", [name], ["Zoe"]) for name in HOSTILE))
    names = {name for own in collection.table["creators"] for name in own}
    for data in (
        to_graphml(collection, collection.all_rows, FROM),
        to_gexf(collection, collection.all_rows, FROM),
    ):
        etree.fromstring(data)
    for form in ("graphml", "gexf"):
        graph = read(GRAPH_FORMATS[form](collection, collection.all_rows, FROM), form)
        assert {own for _id, own in graph.nodes(data="label")} == {
            name.replace("\x0b", "\ufffd") for name in names | {"Zoe"}
        }
    for row in table(nodes_to_csv(collection, collection.all_rows, FROM)):
        assert row["Label"][0] not in "=+-@\t\r"
    cells = [row["from"] for row in table(edges_to_csv(collection, collection.all_rows, FROM))]
    assert {cell.removeprefix("'") for cell in cells} == names


@pytest.mark.parametrize("form", list(GRAPH_FORMATS))
def test_without_letters_there_is_still_a_file(form):
    collection = Collection.read("• May 5, 1946\n\nOn oil\n\nText.\n", topics="")
    data = GRAPH_FORMATS[form](collection, collection.all_rows, FROM)
    if form.endswith("csv"):
        assert table(data) == []
    else:
        assert len(read(data, form)) == 0
