"""What a listing is about: `dossier topics` and `compare`."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from dash_core.analysis.compare.comparison import NAMES, read_side
from dash_core.analysis.compare.distinctive_words import Side, distinctive, overlap
from dash_core.analysis.topics import levels as levels_of
from dash_core.cli.arguments import SIDE_HELP, Command, at_least
from dash_core.cli.output import read_listing, to_json, write_file
from dash_core.collection.collection import Collection
from dash_core.collection.filter import Filter
from dash_core.collection.view import describe, select
from dash_core.common.addresses import path_or_address
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _, count
from dash_core.export.provenance import provenance
from dash_core.study.comment_header import with_header
from dash_core.topics import TopicFile, Topics, parse_topics, to_toml
from dash_core.topics.edit.edits import as_shown

__all__ = ["add_commands"]

_INTERNAL = ("terms", "distinctive")  # columns of a distinctive word that are not printed


def add_commands(command: Command) -> None:
    """Add `topics` and `compare`."""
    topics = command("topics", _topics, _("the topics of each document"))
    which = topics.add_mutually_exclusive_group()
    which.add_argument("--k", type=at_least(2), metavar="N", help=_("found topics, N groups"))
    which.add_argument("--topics", type=Path, metavar="FILE", help=_("topics file (TOML)"))
    topics.add_argument(
        "--write", type=Path, metavar="FILE", help=_("write the topics file of what is shown")
    )
    topics.add_argument(
        "--levels", action="store_true", help=_("coarser and finer groups around the found topics")
    )
    topics.add_argument("--summary", action="store_true", help=_("a line a topic, instead"))
    compare = command("compare", _compare, _("the words that distinguish two sides of a listing"))
    compare.add_argument("--a", required=True, metavar="SIDE", help=_(SIDE_HELP))
    compare.add_argument("--b", metavar="SIDE", help=_("the other side (everything else)"))
    compare.add_argument(
        "--with",
        dest="other",
        type=path_or_address,
        metavar="LISTING",
        help=_("B is of this listing"),
    )
    compare.add_argument("-n", type=at_least(1), default=10, help=_("words of each side (10)"))


def _topics(options: argparse.Namespace) -> Iterable[str]:
    collection = read_listing(options.listing, options, options.topics)
    topics = collection.find_topics(options.k) if options.k else collection.topics
    if options.levels:
        yield from _levels(collection, topics, options.json)
        return
    if options.write:
        yield _write_topics(collection, topics, options.write)
        return
    if not options.json and topics.advice:
        yield topics.advice
    if options.summary or not options.json:
        for topic in topics:
            if options.json:
                yield to_json(
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
            yield to_json({"id": id_, **strongest, "topics": memberships})
            continue
        for topic, strength in topics.of(row):
            words = ", ".join(topics.evidence[row].get(topic.id, ()))
            yield f"{id_}  {topic.label:<14} {strength:4.0%}  {words}"


def _levels(collection: Collection, topics: Topics, as_json: bool) -> Iterable[str]:
    """The groups of all levels, each under the one that it is part of."""
    levels = levels_of(collection, collection.found if topics.kind == "named" else topics)
    if not levels:
        raise DossierError(_("These are too few documents for coarser and finer groups."))
    stack = [(0, i) for i in reversed(range(len(levels[0].groups)))]
    while stack:
        level, i = stack.pop()
        group = levels[level].groups[i]
        stack += [(level + 1, part) for part in reversed(group.parts)]
        if as_json:
            facts = {"label": group.label, "terms": group.terms, "size": len(group.members)}
            yield to_json({"level": len(levels[level].groups), **facts})
        else:
            yield f"{'  ' * level}{group.label}: {len(group.members)}  ({', '.join(group.terms)})"


def _write_topics(collection: Collection, topics: Topics, path: Path) -> str:
    before = collection.study.topics or ""
    file = parse_topics(before, collection.name) if before else TopicFile()
    shown = as_shown(file, topics, collection.table["id"].tolist())
    if shown == TopicFile():
        raise DossierError(_("There is no topic to write: {why}").format(why=topics.advice))
    text = to_toml(shown, before)
    own = collection if topics is collection.topics else collection.with_topics(text)
    write_file(
        path,
        with_header(text, provenance(own, select(own, Filter())).as_text()).encode(
            "utf-8", "backslashreplace"
        ),
    )
    return _("Topics written to {file}.").format(file=path)


def _compare(options: argparse.Namespace) -> Iterable[str]:
    collection = read_listing(options.listing, options)
    other = read_listing(options.other, options) if options.other else collection
    first = read_side(options.a)
    second = read_side(options.b or "") if options.b or options.other else Filter(excluded=first)
    a, b = Side(collection, select(collection, first)), Side(other, select(other, second))
    found = distinctive(a, b)
    if not options.json:
        for name, side in zip(NAMES, (a, b), strict=True):
            yield f"{name}  {describe(side.collection, side.view.filter, len(side))}"
        if shared := len(overlap(a, b)):
            yield _("{documents} on both sides").format(documents=count(shared))
        if found.advice:
            yield found.advice
    for number, name in enumerate(NAMES):
        for word in found.of_side(number, options.n).to_dict(orient="records"):
            if options.json:
                own = {str(key): n for key, n in word.items() if key not in _INTERNAL}
                yield to_json({"side": name, **own})
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
