from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, TopicFileError
from dash_core.text import tokenize
from dash_core.topics import OTHER, parse_specs

OIL = '[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil company", "oil", "refinery"]\n'
TROOPS = '[[topic]]\nid = "troops"\nlabel = "Troops"\nwords = ["troops", "withdraw"]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names no topic"),
        ("topic = []", "names no topic"),
        ('[topic]\nid = "a"', "names no topic"),
        ("topic = [1]", "topic 1: a topic needs id, label and words"),
        ("[[topic", "is not a topics file"),
        (OIL.replace('id = "oil"', ""), "topic 1: “id” is missing"),
        (OIL.replace('"oil"\nlabel', '" "\nlabel'), "topic 1: “id” is missing"),
        (TROOPS + OIL.replace('label = "Oil"', "label = 5"), "topic 2: “label” is missing"),
        (OIL.split("words", maxsplit=1)[0], "“words” must be a list"),
        (
            OIL.split("[", maxsplit=3)[0] + OIL[10:].split("words")[0] + "words = []",
            "names no topic",
        ),
        (OIL.replace('["oil company", "oil", "refinery"]', "[]"), "“words” must be a list"),
        (OIL.replace('"refinery"', "5"), "“words” must be a list"),
        (OIL + 'color = "red"', "“color” must look like"),
        (OIL + OIL, "“oil” more than once"),
        (OIL.replace('id = "oil"', f'id = "{OTHER}"'), f"“{OTHER}” more than once or keeps it"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(text, said):
    with pytest.raises(TopicFileError) as raised:
        parse_specs(text, "topics.toml")
    assert said in str(raised.value)
    assert str(raised.value).startswith("“topics.toml”")
    assert "\n" not in str(raised.value)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    for content in (text, OIL.replace("refinery", text)):
        with suppress(TopicFileError):
            assert parse_specs(content, "topics.toml")


@pytest.fixture
def read(listing, tmp_path):
    def read(*summaries, specs=OIL + TROOPS):
        file = tmp_path / "mine.toml"
        file.write_text(specs, "utf-8")
        page = listing(*((f"May {i}, 1946", "On this", s) for i, s in enumerate(summaries, 1)))
        return Collection.read(page, topics=file)

    return read


@pytest.mark.parametrize(
    ("summary", "ids", "evidence"),
    [
        ("Oil companies and refineries.", {"oil"}, ("Oil companies", "refineries")),
        ("OIL! An oil company.", {"oil"}, ("OIL", "oil company")),
        ("A company without.", {OTHER}, ()),
        ("Withdrawal of troops.", {"troops"}, ("Withdrawal", "troops")),
        ("Soil and trooper.", {OTHER}, ()),
        ("12 of the 14.", {OTHER}, ()),
    ],
)
def test_who_belongs_and_why(read, summary, ids, evidence):
    collection = read(summary)
    own = collection.topics.of(0)
    assert {topic.id for topic, _strength in own} == ids
    assert collection.topics.evidence[0].get(own[0][0].id, ()) == evidence


def test_a_document_may_hold_several_topics_and_the_strongest_is_first(read):
    topics = read("Troops withdraw, troops at the refinery.", "On wheat.").topics
    (first, most), (second, less) = topics.of(0)
    assert (first.id, second.id) == ("troops", "oil")
    assert 1 >= most > less > 0
    assert topics.of(1) == [(topics[OTHER], 0.0)]
    assert (topics["oil"].members, topics[OTHER].members) == ((0,), (1,))


def test_other_is_there_only_if_something_fits_no_topic(read):
    assert [t.id for t in read("On oil.").topics] == ["oil", "troops"]
    assert [t.id for t in read("On wheat.").topics] == ["oil", "troops", OTHER]


def test_words_that_mean_nothing_assign_nothing(read):
    specs = OIL.replace('"oil company", "oil", "refinery"', '"the", " ", "of the"')
    assert [t.size for t in read("The oil of the company.", specs=specs).topics] == [0, 1]


def test_evidence_of_the_seed_stands_in_its_texts(seed):
    topics = seed.named
    for row, text in enumerate(seed.table["title"] + "\n" + seed.table["summary"]):
        ids = [topic.id for topic, _strength in topics.of(row)]
        assert ids
        assert (ids == [OTHER]) == (not topics.evidence[row])
        for topic_id, found in topics.evidence[row].items():
            asked = {t.term for word in topics[topic_id].words for t in tokenize(word) if t.term}
            for words in found:
                assert words in text
                assert {t.term for t in tokenize(words) if t.term} <= asked
    for topic in topics:
        assert topic.size == len(topic.members)
        own = [s for row in topic.members for t, s in topics.of(row) if t.id == topic.id]
        assert own == sorted(own, reverse=True)
        assert topic.strength == pytest.approx(sum(own) / len(own))
        assert all(0 <= strength <= 1 for strength in own)
