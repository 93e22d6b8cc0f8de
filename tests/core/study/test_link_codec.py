"""Decisions that travel in an address: the same study comes out, and nothing hostile gets in."""

import json
import zlib
from base64 import urlsafe_b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import DossierError, Study
from dash_core.dates import DateRules
from dash_core.readers import SourceFile
from dash_core.study.annotations import Note
from dash_core.study.edits import Edit
from dash_core.study.link_codec import MAX_LINK_BYTES, MAX_LINK_CHARS, pack, unpack
from dash_core.study.repository import Repository

SEEDS = Path(__file__).parents[3] / "seeds"
BASE = Study.at(SEEDS / "000_c0d2bb1156087dbf.txt", SEEDS / "topics.toml")
# Characters a study may hold: no NUL, no half of a character.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
NAME = TEXT.filter(bool)
WORDS = st.from_regex(r"[a-zé]{1,9}( [a-z]{1,8}){0,3}", fullmatch=True)  # as notes keep them


def packed(changed: object, base: Study = BASE) -> str:
    """An address as `pack` writes it, of anything."""
    packer = zlib.compressobj(9, zdict=json.dumps(base.topics).encode())
    data = changed if isinstance(changed, bytes) else json.dumps(changed).encode()
    packed = packer.compress(data) + packer.flush()
    return base.key[:12] + urlsafe_b64encode(packed).decode().rstrip("=")


def test_an_edited_topic_is_short_and_comes_back():
    topics = (BASE.topics or "").replace("Oil", "Oil and Russia")
    assert topics != BASE.topics
    text = pack(BASE.with_topics(topics), BASE)
    assert len(text) < 100
    assert unpack(text, BASE) == BASE.with_topics(topics)


@given(
    topics=st.none() | TEXT.filter(str.strip),
    title=TEXT,
    day_first=st.sampled_from([None, True, False]),
    edits=st.lists(st.builds(Edit, st.just("set"), NAME, TEXT, TEXT, TEXT), max_size=3),
    notes=st.lists(
        st.builds(Note, WORDS, WORDS, st.just(("agreement",))),
        max_size=2,
        unique_by=lambda note: note.document,
    ),
    archive=TEXT,
)
def test_every_short_study_comes_back(topics, title, day_first, edits, notes, archive):
    study = replace(
        BASE,
        title=title,
        topics=topics,
        rules=DateRules(day_first, None),
        edits=tuple(edits),
        notes=tuple(notes),
        repository=Repository(archive),
    )
    text = pack(study, BASE)
    if text:  # else it is too long
        assert unpack(text, BASE) == study
        assert unpack(text, BASE).key == study.key


def test_what_is_too_long_or_of_another_listing_is_not_packed():
    import random

    noise = random.Random(1).randbytes(4_000).hex()
    assert pack(BASE.with_topics(noise), BASE) == ""
    assert pack(replace(BASE, files=(SourceFile("x", b"other"),)), BASE) == ""


def opened(text: str) -> Study | None:
    """The study, or None for one sentence."""
    try:
        return unpack(text, BASE)
    except DossierError as error:
        sentence = str(error)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return None


@given(st.text(max_size=200) | st.from_regex(r"[0-9a-f]{12}[A-Za-z0-9_-]{0,300}", fullmatch=True))
def test_any_text_gives_one_sentence(text):
    assert opened(text) is None
    assert opened(BASE.key[:12] + text[12:]) is None  # a checksum stands in it


@given(st.data())
def test_a_damaged_address_gives_one_sentence(data):
    study = BASE.with_topics("[found]\nk = 4\n")
    text = pack(study, BASE)
    place = data.draw(st.integers(12, len(text) - 1))
    assert opened(text[:place]) is None
    other = data.draw(st.sampled_from("ABCabc-_019").filter(lambda c: c != text[place]))
    # The last character may hold bits that nothing is read from.
    assert opened(text[:place] + other + text[place + 1 :]) in (None, study)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["version", "title", "topics", "edits", "notes", "holding", "dates", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_gives_a_study_or_one_sentence(changed):
    study = opened(packed(changed))
    if study:
        assert study.files == BASE.files
        assert Study.from_bytes(study.to_bytes(), "it").key == study.key


@pytest.mark.parametrize(
    "changed",
    [
        [],
        {"topics": 3},
        {"version": 2, "topics": 3},
        {"version": 2, "unknown": "x"},
        {"version": 2, "files": []},
        {"version": 2, "read": "1946-01-01"},
        {"version": 2, "edits": [{"kind": "format the disk", "document": "x"}]},
        {"version": 99, "topics": "x"},
        {"version": 2, "title": "\ud800"},
        b"[" * 100_000,
        b'{"version": 2, "title": "a", "title": "b"}',
        b" " * (MAX_LINK_BYTES + 1) + b"{}",
        b"\xff\xfe",
    ],
    ids=repr,
)
def test_hostile_changes_give_one_sentence(changed):
    text = packed(changed)
    assert len(text) <= MAX_LINK_CHARS
    with pytest.raises(DossierError):
        unpack(text, BASE)


def test_a_bomb_is_not_unpacked():
    bomb = packed(b" " * 50_000_000)
    with pytest.raises(DossierError):
        unpack(bomb, BASE)
    with pytest.raises(DossierError):
        unpack(BASE.key[:12] + "A" * MAX_LINK_CHARS, BASE)


def test_another_listing_s_changes_are_not_taken():
    text = pack(BASE.with_topics("[found]\nk = 4\n"), BASE)
    other = replace(BASE, title="Another")
    with pytest.raises(DossierError, match="another version of “Another”"):
        unpack(text, other)
