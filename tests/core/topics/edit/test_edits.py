"""What a person may do to topics, named and found."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, TopicFileError
from dash_core.topics import OTHER, PALETTE, Step, TopicFile, TopicSpec, parse_topics, to_toml
from dash_core.topics.edit import edits
from dash_core.topics.found.replay import replay

NO_NAMES = frozenset()


@pytest.fixture(scope="module")
def file(seed):
    return parse_topics(seed.study.topics, "")


@pytest.fixture(scope="module")
def ids(seed):
    return seed.table["id"].tolist()


@pytest.fixture(scope="module")
def found(seed):
    return seed.find_topics(4)


def halve(rows, into):
    return np.arange(len(rows)) * into // len(rows)


def shown(seed, file):
    """The named topics of another file on the same listing."""
    return Collection(replace(seed.study, topics=to_toml(file))).named


def labels_of(topics, n):
    labels = np.full(n, -1)
    for number, topic in enumerate(topics.grouped):
        labels[list(topic.members)] = number
    return labels


def replayed(found, file, n, ids):
    return replay(labels_of(found, n), file.steps, ids, halve)


# Names and colours


def test_rename(seed, file, found, ids):
    named = edits.rename(file, seed.named, "oil", "  Crude\noil ", ids)
    assert [spec.label for spec in named.named] == ["Troops", "Crude oil", "Separatism"]
    step = edits.rename(file, found, "g2", "Bread", ids)
    assert step.named == file.named
    (done,) = step.steps
    assert (done.do, done.of, done.label) == ("rename", found["g2"].label, "Bread")
    assert done.documents == tuple(ids[row] for row in found["g2"].members[:5])
    assert replayed(found, step, 20, ids).labels == {1: "Bread"}
    assert edits.rename(file, found, "g2", found["g2"].label, ids) == file
    assert edits.rename(file, seed.named, "oil", "OIL", ids).named[1].label == "OIL"


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("", "cannot be empty"),
        (" \n", "cannot be empty"),
        ("other", "“other” is reserved for what fits no topic"),
        ("x" * 201, "200 characters at most"),
    ],
)
def test_a_label_that_is_none(seed, file, found, ids, label, sentence):
    for topics, topic_id in ((seed.named, "oil"), (found, "g1")):
        with pytest.raises(TopicFileError, match=sentence):
            edits.rename(file, topics, topic_id, label, ids)
    with pytest.raises(TopicFileError, match=sentence):
        edits.add_topic(file, label, ["oil"])


def test_a_label_that_another_has(seed, file, found, ids):
    for topics, topic_id, label in (
        (seed.named, "oil", "TROOPS"),
        (found, "g1", found["g2"].label),
    ):
        with pytest.raises(TopicFileError, match="Another topic is called"):
            edits.rename(file, topics, topic_id, label, ids)


def test_recolor(seed, file, found, ids):
    assert edits.recolor(file, seed.named, "oil", "#123456", ids).named[1].color == "#123456"
    step = edits.recolor(file, found, "g1", "#123456", ids)
    assert replayed(found, step, 20, ids).colors == {0: "#123456"}
    with pytest.raises(TopicFileError, match="must look like"):
        edits.recolor(file, found, "g1", "red", ids)


def test_a_later_step_takes_the_place_of_what_it_makes_void(found, ids):
    file = edits.rename(TopicFile(), found, "g1", "Bread", ids)
    file = edits.rename(file, found, "g2", "Oil", ids)
    file = edits.recolor(file, found, "g1", "#123456", ids)
    file = edits.rename(file, found, "g1", "Loaves", ids)
    assert [(s.do, s.label) for s in file.steps] == [
        ("rename", "Oil"),
        ("color", ""),
        ("rename", "Loaves"),
    ]
    file = edits.split(file, found, "g1", ids, None, NO_NAMES, halve)
    file = edits.rename(file, found, "g1", "Flour", ids)
    assert [s.label for s in file.steps] == ["Oil", "", "Loaves", "", "Flour"]


@pytest.mark.parametrize("topic_id", [OTHER, "nobody"])
def test_what_is_no_topic_cannot_be_changed(seed, file, found, ids, topic_id):
    for topics in (seed.named, found):
        for change in (
            lambda t: edits.rename(file, t, topic_id, "X", ids),
            lambda t: edits.recolor(file, t, topic_id, "#123456", ids),
            lambda t: edits.merge(file, t, [t.topics[0].id, topic_id], ids),
            lambda t: edits.split(file, t, topic_id, ids, seed.index, NO_NAMES, halve),
            lambda t: edits.pin(file, t, ids[0], topic_id, ids),
            lambda t: edits.from_found(file, t, topic_id),
        ):
            with pytest.raises(TopicFileError, match=r"Other|nobody"):
                change(topics)
    for change in (
        lambda: edits.exclude(file, ids[0], topic_id),
        lambda: edits.remove_topic(file, topic_id),
        lambda: edits.set_words(file, topic_id, ["oil"]),
        lambda: edits.veto(file, "oil", topic_id),
    ):
        with pytest.raises(TopicFileError, match="no named topic"):
            change()


# Merging and splitting


def test_merge_named(seed, file, ids):
    merged = edits.merge(file, seed.named, ["separatism", "oil"], ids)
    assert [spec.id for spec in merged.named] == ["troops", "separatism"]
    spec = merged.named[1]
    assert (spec.label, spec.color) == ("Separatism", file.named[2].color)
    assert spec.words == (*file.named[2].words, *file.named[1].words)
    members = set(seed.named["separatism"].members) | set(seed.named["oil"].members)
    assert set(shown(seed, merged)["separatism"].members) == members


def test_merge_keeps_what_was_done_by_hand(seed, file, ids):
    outside = [id_ for row, id_ in enumerate(ids) if row not in seed.named["oil"].members]
    inside = ids[seed.named["oil"].members[0]]
    made = edits.veto(file, "oil company", "troops")
    made = edits.veto(made, "armoured", "troops")
    made = edits.pin(made, seed.named, outside[0], "troops", ids)
    made = edits.exclude(edits.exclude(made, outside[1], "troops"), inside, "troops")
    topics = shown(seed, made)
    spec = edits.merge(made, topics, ["troops", "oil"], ids).named[0]
    assert spec.veto == ("armoured",)  # “oil company” is a word of the other
    assert spec.pinned == (outside[0],)
    assert spec.excluded == (outside[1],)  # `inside` is a member of the other


def test_merge_found(found, ids):
    file = edits.merge(TopicFile(), found, ["g2", "g1", "g3", "g1"], ids)
    assert [s.do for s in file.steps] == ["merge", "merge"]
    done = replayed(found, file, 20, ids)
    assert set(done.groups.tolist()) == {1, 3}
    for topics in (found,):
        with pytest.raises(TopicFileError, match="two topics or more"):
            edits.merge(file, topics, ["g1", "g1"], ids)


def test_split_named(seed, file, ids):
    made = edits.pin(file, seed.named, ids[6], "troops", ids)
    topics = shown(seed, made)
    parts = edits.split(made, topics, "troops", ids, seed.index, seed.core.name_terms, halve)
    first, second = parts.named[:2]
    assert [spec.id for spec in parts.named[2:]] == ["oil", "separatism"]
    assert (first.id, first.label, first.color) == ("troops", "Troops", file.named[0].color)
    assert second.label
    assert second.color not in {spec.color for spec in file.named}
    assert first.words
    assert second.words
    assert not set(first.words) & set(second.words)
    assert set(file.named[0].words) <= {*first.words, *second.words}
    assert sorted((*first.pinned, *second.pinned)) == [ids[6]]
    again = shown(seed, parts)
    assert again["troops"].members
    assert again[second.id].members


def test_split_found(found, ids):
    file = edits.split(TopicFile(), found, "g1", ids, None, NO_NAMES, halve, 3)
    assert len(set(replayed(found, file, 20, ids).groups.tolist())) == 6


def test_what_is_alike_or_too_little_is_not_split(seed, file, found, ids):
    def none(rows, _into):
        return np.zeros(len(rows), dtype=int)

    for topics, topic_id in ((seed.named, "oil"), (found, "g1")):
        with pytest.raises(TopicFileError, match="cannot be split"):
            edits.split(file, topics, topic_id, ids, seed.index, NO_NAMES, none)
        with pytest.raises(TopicFileError, match="cannot be split"):
            edits.split(file, seed.named, "oil", ids, seed.index, NO_NAMES, halve, 10)
        with pytest.raises(TopicFileError, match="2 to 10 parts"):
            edits.split(file, topics, topic_id, ids, seed.index, NO_NAMES, halve, 11)


# Words


@pytest.mark.parametrize("topic_id", [None, "oil"])
def test_veto(file, topic_id):
    def words(made):
        return made.veto if topic_id is None else made.named[1].veto

    made = edits.veto(file, " Oil\n company ", topic_id)
    assert words(made) == ("Oil company",)
    assert edits.veto(made, "oil companies", topic_id) == made
    assert words(edits.veto(made, "zebra", topic_id)) == ("Oil company", "zebra")
    assert edits.unveto(made, "OIL COMPANIES", topic_id) == file
    assert edits.unveto(made, "oil", topic_id) == made
    with pytest.raises(TopicFileError, match="“the” counts for no topic anyway"):
        edits.veto(file, "the", topic_id)


def test_words(file):
    made = edits.set_words(file, "oil", [" oil ", "", "Oil", "naft\n company"])
    assert made.named[1].words == ("oil", "naft company")
    with pytest.raises(TopicFileError, match="“Oil” needs a word"):
        edits.set_words(file, "oil", ["the", " "])
    with pytest.raises(TopicFileError, match="more than 1,000 entries"):
        edits.set_words(file, "oil", [f"oil{i}" for i in range(1_001)])


# Documents


def test_pin_and_exclude_named(seed, file, ids):
    outside = next(id_ for row, id_ in enumerate(ids) if row not in seed.named["oil"].members)
    made = edits.pin(file, seed.named, outside, "oil", ids)
    assert edits.pin(made, seed.named, outside, "oil", ids) == made
    assert (made.named[1].pinned, made.named[1].excluded) == ((outside,), ())
    made = edits.exclude(made, outside, "oil")
    assert (made.named[1].pinned, made.named[1].excluded) == ((), (outside,))
    assert edits.include(made, outside, "oil") == file
    made = edits.pin(made, seed.named, outside, "oil", ids)
    assert edits.unpin(made, outside, "oil") == file
    with pytest.raises(TopicFileError, match="no document “nobody”"):
        edits.pin(file, seed.named, "nobody", "oil", ids)


def test_pin_found(found, ids):
    document = ids[found["g1"].members[0]]
    file = edits.pin(TopicFile(), found, document, "g2", ids)
    assert replayed(found, file, 20, ids).pinned == {ids.index(document): 1}
    file = edits.pin(file, found, document, "g3", ids)  # only the last counts
    assert [s.of for s in file.steps] == [found["g3"].label]
    assert edits.unpin(file, document) == TopicFile()


# New topics


def test_add(file):
    made = edits.add_topic(file, "Öl & Gas", ["gas"], pinned=["x"])
    new = made.named[-1]
    assert (new.id, new.label, new.words, new.pinned) == ("ol-gas", "Öl & Gas", ("gas",), ("x",))
    assert new.color == PALETTE[3]
    assert edits.add_topic(file, "G1", ["gas"]).named[-1].id == "topic-g1"
    assert edits.add_topic(file, "石油", ["石油"]).named[-1].id == "topic"
    assert edits.add_topic(file, "Oil!", ["gas"], color="#123456").named[-1].id == "oil-2"
    assert edits.remove_topic(made, "ol-gas") == file
    with pytest.raises(TopicFileError, match="“color” must look like"):
        edits.add_topic(file, "Gas", ["gas"], color="red")
    with pytest.raises(TopicFileError, match="needs a word"):
        edits.add_topic(file, "Gas", [])


def test_from_found(seed, file, found):
    made = edits.from_found(file, found, "g1")
    new = made.named[-1]
    assert new.label == found["g1"].label
    assert new.words == found["g1"].terms[:8]
    assert set(shown(seed, made)[new.id].members) & set(found["g1"].members)
    twice = edits.from_found(made, found, "g1")
    assert twice.named[-1].label == f"{new.label} (2)"


def test_from_documents(seed, file):
    rows = [0, 3, 5, 7]
    made = edits.from_documents(file, rows, seed.index, seed.core.name_terms)
    new = made.named[-1]
    assert set(rows) <= set(shown(seed, made)[new.id].members)
    assert new.label == ", ".join(new.words[:2])
    named = edits.from_documents(file, rows, seed.index, seed.core.name_terms, "Mine")
    assert (named.named[-1].label, named.named[-1].words) == ("Mine", new.words)
    with pytest.raises(TopicFileError, match="Choose documents first"):
        edits.from_documents(file, [], seed.index, NO_NAMES)


def test_documents_without_words_make_no_topic(listing):
    collection = Collection.read(listing(("1946", "5", "6 7"), ("1947", "On oil", "")), topics="")
    with pytest.raises(TopicFileError, match="have no words"):
        edits.from_documents(TopicFile(), [0], collection.index, NO_NAMES)


def test_a_file_of_what_is_shown(seed, file, found, ids):
    both = replace(file, k=9, veto=("treaty",), steps=(Step("split", ("x",), into=2),))
    assert edits.as_shown(both, seed.named, ids) == file
    made = edits.as_shown(file, found, ids)
    assert (made.k, made.named) == (4, ())
    assert list(replayed(found, made, 20, ids).labels.values()) == [t.label for t in found.grouped]
    renamed = edits.rename(file, found, "g1", "Bread", ids)
    again = edits.as_shown(renamed, found, ids)
    assert again.steps[:1] == renamed.steps
    assert edits.as_shown(both, found, ids).k == 9  # the number before what was split


def test_how_many(file):
    assert edits.set_k(file, 6).k == 6
    assert edits.set_k(edits.set_k(file, 6), None) == file
    with pytest.raises(TopicFileError, match="“k” must be a whole number"):
        edits.set_k(file, 1)


def test_a_file_that_would_be_too_long_is_refused(file):
    many = replace(
        file, named=tuple(TopicSpec(f"t{i}", f"T{i}", "#000000", ("x",)) for i in range(100))
    )
    with pytest.raises(TopicFileError, match="more than 100"):
        edits.add_topic(many, "One more", ["gas"])
    steps = replace(file, steps=(Step("split", ("a",), into=2),) * 1_000)
    assert edits.set_k(steps, 3).k == 3


# Anything a person may try: it is done, or refused in one sentence; the file can be read again.
typed = st.text(max_size=8) | st.sampled_from(["oil", "troops", "Oil", "Other", "the"])
some_ids = st.sampled_from(["oil", "troops", "separatism", "g1", "g2", "g4", OTHER, "x"])
edit_list = st.lists(
    st.tuples(
        st.sampled_from(
            "rename recolor merge split veto unveto pin unpin exclude include add_topic from_found "
            "from_documents remove_topic set_words set_k".split()
        ),
        st.booleans(),
        some_ids,
        some_ids,
        typed,
        st.integers(-1, 25),
    ),
    max_size=6,
)


@given(edit_list)
def test_whatever_is_tried_gives_a_file_or_a_sentence(seed, file, found, ids, edit_list):
    index, refused = seed.index, []
    for edit, is_named, one, other, text, n in edit_list:
        topics = seed.named if is_named else found
        document = ids[n % 20] if n < 20 else "nobody"
        topic_or_none = one if is_named else None
        arguments = {
            "rename": (topics, one, text, ids),
            "recolor": (topics, one, f"#{n:06d}", ids),
            "merge": (topics, [one, other], ids),
            "split": (topics, one, ids, index, seed.core.name_terms, halve, n),
            "veto": (text, topic_or_none),
            "unveto": (text, topic_or_none),
            "pin": (topics, document, one, ids),
            "unpin": (document, topic_or_none),
            "exclude": (document, one),
            "include": (document, one),
            "add_topic": (text, [text, "oil"]),
            "from_found": (found, one),
            "from_documents": ([n] if 0 <= n < 20 else [], index, NO_NAMES, text),
            "remove_topic": (one,),
            "set_words": (one, [text]),
            "set_k": (n,),
        }[edit]
        try:
            file = getattr(edits, edit)(file, *arguments)
        except TopicFileError as error:
            refused.append(str(error))
        if file != TopicFile():
            assert parse_topics(to_toml(file, seed.study.topics), "") == file
    replayed(found, file, 20, ids)
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in refused)
