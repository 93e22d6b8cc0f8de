"""Who wrote to whom as files for Gephi, Cytoscape and their like: GraphML, GEXF, and two CSVs."""

import io
import re
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pandas as pd
from lxml import etree
from numpy.typing import NDArray

from dash_core.analysis.network import letters, network
from dash_core.collection.collection import Collection
from dash_core.export.method import dossier_version
from dash_core.export.provenance import Provenance
from dash_core.export.tables.csv_json_parquet import safe_csv

__all__ = ["GRAPH_FORMATS", "edges_to_csv", "nodes_to_csv", "to_gexf", "to_graphml"]

Rows = NDArray[np.int64]
# What XML 1.0 has no place for.
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _tables(collection: Collection, rows: Rows) -> tuple[pd.DataFrame, pd.DataFrame]:
    """People who sent or received one of these documents, most papers first, and their lines.

    `first` and `last` are the days between which their papers fall, ISO, empty where unknown.
    """
    graph, all_letters = network(collection, rows), letters(collection)
    rows = np.sort(rows)
    table = collection.table.iloc[rows]
    days = table[["date_earliest", "date_latest"]].reset_index(drop=True)
    days.columns = pd.Index(["first", "last"])

    people = np.flatnonzero(graph.papers)
    people = people[np.argsort(-graph.papers[people], kind="stable")]
    either = all_letters.either[rows].tocoo()
    dated = _span(pd.DataFrame({"person": either.col}).join(days.iloc[either.row].reset_index()))
    nodes = pd.DataFrame(
        {
            "Id": [f"n{i + 1}" for i in range(len(people))],
            "Label": [graph.names[i] for i in people],
            "papers": graph.papers[people],
            "sent": graph.sent[people],
            "received": graph.received[people],
            "roles": [
                "; ".join(role.role for role in collection.people.roles.get(graph.names[i], ()))
                for i in people
            ],
            **{end: dated[end].reindex(people).fillna("").to_numpy() for end in ("first", "last")},
        }
    )
    name = dict(zip(people.tolist(), nodes["Id"], strict=True))

    on = all_letters.edges[rows].tocoo()
    pairs = pd.DataFrame(
        {"sender": all_letters.senders[on.col], "recipient": all_letters.recipients[on.col]}
    ).join(days.iloc[on.row].reset_index(drop=True))
    ends = ["sender", "recipient"]
    pairs = _span(pairs, ends).join(pairs.groupby(ends).size().rename("papers")).reset_index()
    pairs = pairs.sort_values("papers", ascending=False, kind="stable")
    edges = pd.DataFrame(
        {
            "Source": [name[i] for i in pairs["sender"]],
            "Target": [name[i] for i in pairs["recipient"]],
            "Type": "Directed",
            "Weight": pairs["papers"].to_numpy(),
            "from": [graph.names[i] for i in pairs["sender"]],
            "to": [graph.names[i] for i in pairs["recipient"]],
            "first": pairs["first"].to_numpy(),
            "last": pairs["last"].to_numpy(),
        }
    )
    return nodes, edges


def _span(frame: pd.DataFrame, by: str | list[str] = "person") -> pd.DataFrame:
    """First and last day of each group, ISO."""
    spans = frame.groupby(by).agg({"first": "min", "last": "max"})
    for end in ("first", "last"):
        spans[end] = ["" if pd.isna(day) else day.date().isoformat() for day in spans[end]]
    return spans


def nodes_to_csv(collection: Collection, rows: Rows, provenance: Provenance) -> bytes:
    """A line a person: `Id` and `Label` as Gephi wants them, then what is counted."""
    return safe_csv(_tables(collection, rows)[0], provenance)


def edges_to_csv(collection: Collection, rows: Rows, provenance: Provenance) -> bytes:
    """A line a pair of sender and recipient: `Source`, `Target`, `Type` and `Weight` as Gephi
    wants them, then names and dates."""
    return safe_csv(_tables(collection, rows)[1], provenance)


def _graph(collection: Collection, rows: Rows) -> Any:
    import networkx as nx  # slow to import, not always needed

    nodes, edges = _tables(collection, rows)
    graph = nx.DiGraph()
    for node in nodes.to_dict(orient="records"):
        rest = {str(key): node[key] for key in nodes.columns[2:]}
        graph.add_node(node["Id"], label=node["Label"], **rest)
    for edge in edges.to_dict(orient="records"):
        ends = edge["Source"], edge["Target"]
        dates = {"first": edge["first"], "last": edge["last"]}
        graph.add_edge(*ends, weight=edge["Weight"], **dates)
    for *_ends, attributes in (*graph.nodes(data=True), *graph.edges(data=True)):
        for key in [key for key, value in attributes.items() if value == ""]:
            del attributes[key]
        for key in attributes.keys() & {"label", "roles"}:
            attributes[key] = _NO_XML.sub("\ufffd", attributes[key])
    return graph


def to_graphml(collection: Collection, rows: Rows, provenance: Provenance) -> bytes:
    """GraphML: nodes with `label`, `papers`, `sent`, `received`, `roles`, `first`, `last`; directed
    edges with `weight`, `first`, `last`. What is not known is left out; `desc` has the card."""
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml(_graph(collection, rows), buffer, prettyprint=True)
    tree = etree.parse(io.BytesIO(buffer.getvalue()))
    root = tree.getroot()
    desc = etree.Element(etree.QName(root, "desc"))
    desc.text = provenance.as_text()
    root.insert(0, desc)  # where the schema has it
    return _xml(tree)


def to_gexf(collection: Collection, rows: Rows, provenance: Provenance) -> bytes:
    """GEXF 1.2, with the same attributes as GraphML; the description of `meta` has the card."""
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_gexf(_graph(collection, rows), buffer, prettyprint=True)
    tree = etree.parse(io.BytesIO(buffer.getvalue()))
    meta = tree.find("{*}meta")
    meta.find("{*}creator").text = f"Dossier {dossier_version()}"
    description = etree.SubElement(meta, etree.QName(meta, "description"))
    description.text = provenance.as_text()
    return _xml(tree)


def _xml(tree: Any) -> bytes:
    etree.indent(tree)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="utf-8"))


GRAPH_FORMATS: Final[dict[str, Callable[[Collection, Rows, Provenance], bytes]]] = {
    "graphml": to_graphml,
    "gexf": to_gexf,
    "nodes.csv": nodes_to_csv,
    "edges.csv": edges_to_csv,
}
