"""Notes leave with the documents in every format, and come back as further columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Filter
from dash_core.collection.table import build
from dash_core.collection.view import select
from dash_core.export.formats import FORMATS
from dash_core.export.provenance import provenance
from dash_core.readers import SourceFile, read_file
from dash_core.readers.columns.cell_text import join_items, one_line
from dash_core.study.annotations import Note, highlight, normalize_note
from tests.shared import few

COLUMNS = ("note", "tags", "highlights")
UGLY = (
    "=1+1",
    "'q'",
    "a; b",
    "\\",
    "{x}",
    "50% $x^2$ @misc{",
    "ER  - ",
    "label: text",
    "<b>*x*</b>",
)


def out(noted, form):
    every = select(noted, Filter())
    return FORMATS[form](noted.table, provenance(noted, every))


def back(data, form):
    return build(read_file(SourceFile(f"dossier.{form}", data))).frame


def column(frame, name):
    """A column as text by document; as it is read from a source it has another name."""
    own = frame[f"{name} (source)"] if f"{name} (source)" in frame else [""] * len(frame)
    return dict(zip(frame["id"], map(str, own), strict=True))


def expected(noted, name, form):
    """The column on one line, joined as the format joins lists."""
    join = "; ".join if form in ("jsonl", "parquet") else join_items
    values = noted.table[name]
    said = [
        one_line(value) if isinstance(value, str) else join(map(one_line, value))
        for value in values
    ]
    return dict(zip(noted.table["id"], said, strict=True))


@pytest.fixture(scope="module")
def ids(seed):
    return seed.table["id"].tolist()


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_that_was_written_is_lost(seed, ids, form):
    title = str(seed.table["title"][0])
    passage = highlight("title", title, 0, 7)
    notes = [Note(ids[0], "First.\nSecond; third.", ("to check", "Oil"), (passage,))]
    notes += [
        Note(id_, text, (text.replace(";", ","),))
        for id_, text in zip(ids[1 : len(UGLY) + 1], UGLY, strict=True)
    ]
    noted = seed.with_notes(map(normalize_note, notes))
    again = back(out(noted, form), form)
    for name in COLUMNS:
        assert column(again, name) == expected(noted, name, form), name
    for name in ("subjects", "title", "summary", "creators", "people"):
        own, other = (
            dict(zip(f["id"], f[name].map(str), strict=True)) for f in (noted.table, again)
        )
        assert own == other, name


text = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=40)


@few
@given(text, st.lists(text, max_size=3), st.sampled_from(("csv", "ris", "bib", "csl.json")))
def test_whatever_was_written_comes_back(seed, ids, words, tags, form):
    noted = seed.with_notes([normalize_note(Note(ids[0], words, tuple(tags)))])
    frame = noted.table.iloc[[0]]
    again = back(FORMATS[form](frame, provenance(noted, select(noted, Filter()))), form)
    for name in ("note", "tags"):
        assert column(again, name)[ids[0]] == expected(noted, name, form)[ids[0]]
    assert again["subjects"].tolist() == [[]]
