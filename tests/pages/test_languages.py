"""Every page in other languages: what is not translated shows in one that nobody speaks."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from google.protobuf.message import Message

from dash_core.classroom.lessons.ready_lessons import ready_lessons
from dash_core.common.i18n import VARIABLE
from dash_core.dates.model import PRECISIONS
from dash_core.export.method import TITLE

VIEWS = [
    ("", {}),
    ("start", {}),
    ("documents", {"q": "oil"}),
    ("documents", {"show": "table"}),
    ("document", {"doc": "cb6e63076f", "open": ["in-the-source", "cite"]}),
    ("topics", {"open": "topics-more"}),
    ("topics", {"kind": "found", "open": ["topics-more", "number-changes"]}),
    ("people", {"open": ["people-figures", "people-names"]}),
    ("people", {"who": "Stalin"}),
    ("places", {"show": "all"}),
    ("compare", {}),
    ("compare", {"a.to": "1946-02-22", "b.from": "1946-02-23", "word": "oil"}),
    ("data", {"open": "report-lines"}),
    ("about", {}),
    ("teach", {}),
    ("join", {}),
    ("privacy", {}),
]
# What a browser does not show, by the name of its field.
UNSEEN = frozenset(
    "id key icon element_id form_id page_script_hash url page query_string url_path format type "
    "js_content css_content html_content url_pathname script_hash component_name arrow_data name "
    "data_url theme selection_mode".split()
)
TITLES = frozenset({"title", "text", "description"})
NO_TEXTS = frozenset({"type", "width", "format", "key", "listing", "query", "language"})
WORD = re.compile(r"[^\W\d_]{4,}")
# No word of the interface: names of languages, programs, formats and methods.
NAMES = frozenset(
    "deutsch english dossier excel parquet bibtex json zotero chicago duckdb pandas gephi "
    "cytoscape qgis palladio geojson graphml other toml minilm distilled dimensions fitted wordnet "
    "python scikit learn scipy numpy plaintext none gexf bcdf".split()
)
MARKS = re.compile(r"<[^<>]*>|:material/\w+:|:\w+-background\[|\]\([^()]*\)|\\|\b[0-9a-f]{32}\b")


def texts(message: Message) -> Iterator[str]:
    """Every text of an element that a person may see or hear."""
    for field, value in message.ListFields():
        if field.name in UNSEEN:
            continue
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from texts(one)
            elif isinstance(one, str) and field.name == "spec":
                yield from titles(json.loads(one))
            elif isinstance(one, str) and one.startswith("{"):
                yield from values(json.loads(one))
            elif isinstance(one, str):
                yield one


def values(data: Any) -> Iterator[str]:
    """The texts that an element with a script of its own is given, and the heads of a table."""
    for name, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from values(value)
        elif isinstance(value, str) and name not in NO_TEXTS:
            yield value


def titles(spec: Any) -> Iterator[str]:
    """The texts of a chart's specification."""
    parts = spec.items() if isinstance(spec, dict) else enumerate(spec)
    for name, value in parts:
        if isinstance(value, dict | list):
            yield from titles(value)
        elif name in TITLES and isinstance(value, str):
            yield value


def shown(app) -> Iterator[str]:
    """What a page says, without tags, styles and scripts."""
    left = list(app._tree.children.values())
    while left:
        node = left.pop()
        left += getattr(node, "children", {}).values()
        proto = getattr(node, "proto", None)
        if proto is None:
            continue
        frame = getattr(node, "value", None)
        heads = map(str, frame.columns) if isinstance(frame, pd.DataFrame) else ()
        named = str(getattr(proto, "columns", ""))  # what a head is called instead
        for text in [*texts(proto), *(head for head in heads if f'"{head}"' not in named)]:
            text = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.DOTALL)
            yield html.unescape(MARKS.sub(" ", text))


@pytest.mark.parametrize(("page", "parameters"), VIEWS)
def test_every_word_of_a_page_is_translated(open_page, seed, monkeypatch, page, parameters):
    """All words that are not the listing's have accents in the language `en-XA`."""
    monkeypatch.setenv(VARIABLE, "en-XA")
    table = seed.table.astype(str).to_numpy().ravel()
    cited = "Iran crisis, Wilson Center Digital Archive, Washington; the Dossier team: " + TITLE
    data = [*table, *seed.table.columns, *PRECISIONS, cited]
    data += [str(one).replace("\\n", " ") for one in ready_lessons()]
    data += [word for topic in (*seed.topics, *seed.found) for word in (topic.label, *topic.words)]
    known = NAMES | {word.casefold() for text in data for word in WORD.findall(text)}
    plain = {}
    for text in shown(open_page(page, **parameters)):
        for word in WORD.findall(text):
            if word.isascii() and word.casefold() not in known:
                plain.setdefault(word, text.strip()[:120])
    assert not plain, "\n".join(map(str, plain.items()))
