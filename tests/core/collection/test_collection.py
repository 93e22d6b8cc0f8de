import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from dash_core import Collection, Filter, ReadError, UnknownDocumentError
from dash_core.collection.document import evidence_spans
from dash_core.collection.table import COLUMNS

ONE = "• May 5, 1946\n\nLetter from A. Smith to B. Jones\n\nOn oil.\n"


def test_path_bytes_and_text_are_one_listing(tmp_path):
    (tmp_path / "page.txt").write_text(ONE, "utf-8")
    ways = (tmp_path / "page.txt", str(tmp_path / "page.txt"), ONE.encode(), ONE)
    collections = [Collection.read(way, name="page.txt") for way in ways]
    for collection in collections:
        pd.testing.assert_frame_equal(collection.table, collections[0].table)
        assert collection.fingerprint == collections[0].fingerprint
    assert Collection.read(ways[0]).name == "page.txt"
    assert Collection.read(ONE).name == "pasted text"


TOPICS = '[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil"]\n'


def test_topics_beside_the_listing_are_taken_unless_others_are_named(tmp_path):
    page, beside, other = (tmp_path / name for name in ("page.txt", "topics.toml", "other.toml"))
    page.write_text(ONE, "utf-8")
    assert Collection.read(page).named is None
    beside.write_text(TOPICS, "utf-8")
    other.write_text(TOPICS.replace("Oil", "Petroleum"), "utf-8")
    assert Collection.read(page).table["topics"][0] == ["Oil"]
    assert Collection.read(page, topics=other).table["topics"][0] == ["Petroleum"]
    assert Collection.read(page, topics="").named is None
    assert Collection.read(ONE).named is None
    prints = {Collection.read(page, topics=topics).fingerprint for topics in (None, other, "")} | {
        Collection.read(ONE.replace("oil", "tin")).fingerprint
    }
    assert len(prints) == 4


@pytest.mark.parametrize("source", ["", "  \n", b"", "no such file.txt", "x" * 5000, "a\nb"])
def test_what_cannot_be_read(source):
    with pytest.raises(ReadError):
        Collection.read(source)


def test_the_table_is_what_is_asked_of_every_part(seed):
    assert list(seed.table.columns) == list(COLUMNS)
    for id_ in seed.table["id"]:
        document = seed.document(id_)
        assert document["id"] == id_
        assert seed.table["id"][seed.row(id_)] == id_
        assert set(document["creators"]) | set(document["recipients"]) <= set(document["people"])


@pytest.mark.parametrize("id_", ["", "nothing", "4FA7BAEF1E"])
def test_an_unknown_document(seed, id_):
    for ask in (seed.row, seed.document, seed.similar):
        with pytest.raises(UnknownDocumentError, match="There is no document"):
            ask(id_)


def test_hits_are_frames_of_one_form(seed):
    columns = ["id", "score", "terms", "date", "title", "associated", "duplicate"]
    for hits in (seed.search("oil"), seed.search("zebra"), seed.similar("4fa7baef1e")):
        assert list(hits.columns) == columns
        assert set(hits["id"]) <= set(seed.table["id"])
    assert len(seed.search("zebra")) == 0
    assert len(seed.search("oil", n=2)) == len(seed.similar("4fa7baef1e", n=2)) == 2
    has = seed.search("oil", n=None)["terms"].map(bool)
    assert sum(has) == len(seed.where(Filter(words="oil")))


def test_facets_count_what_the_filter_finds(seed):
    for field, membership in seed.facets.items():
        for value, n in membership.counts(seed.all_rows).items():
            assert len(seed.where(Filter(**{field: (value,)}))) == n > 0


def test_evidence_spans_are_words_of_the_texts(seed):
    marked = 0
    for row in range(len(seed)):
        spans = evidence_spans(seed, row)
        for field in ("title", "summary"):
            text = seed.table[field][row]
            for found in spans[field].values():
                for start, end in found:
                    assert re.fullmatch(r"\w.*[\w\]]", text[start:end])
                    marked += 1
        said = [w for words in seed.topics.evidence[row].values() for w in words]
        assert bool(said) == any(found for own in spans.values() for found in own.values())
    assert marked > 20


def test_names_are_shown_with_their_other_spellings(seed):
    assert seed.people.format_name("Stalin") == "Stalin (also Filippov [Stalin])"
    assert seed.people.format_name("Molotov") == "Molotov"
    assert seed.people.format_name("Nobody") == "Nobody"


def test_looking_changes_nothing(seed):
    before = seed.table.copy(deep=True)
    view = seed.where(Filter(topics=("oil",)))
    view["title"] = "changed"
    seed.document("4fa7baef1e")["title"] = "changed"
    pd.testing.assert_frame_equal(seed.table, before)


def test_fitted_once_for_all_threads(listing):
    page = listing(*((f"May {i + 1}, 1946", f"On oil {i}", "Text.") for i in range(9)))
    collection = Collection.read(page, topics="")
    with ThreadPoolExecutor(8) as pool:
        facets = list(pool.map(lambda _i: collection.facets, range(8)))
    assert all(one is facets[0] for one in facets)


def test_composed_and_decomposed_letters_are_one(listing):
    page = unicodedata.normalize("NFD", listing(("May 5, 1946", "Résumé of a letter", "Qavām.")))
    collection = Collection.read(page, topics="")
    assert len(collection.search("resume")) == len(collection.search("Résumé")) == 1
