import pytest

from dash_core import Collection
from dash_core.text import tokenize
from dash_core.topics import OTHER

OIL = '[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil company", "oil", "refinery"]\n'
TROOPS = '[[topic]]\nid = "troops"\nlabel = "Troops"\nwords = ["troops", "withdraw"]\n'


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
