import pytest

from dash_core import Collection
from dash_core.collection.document import evidence_spans
from dash_core.text.language.tokens import tokenize
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
    assigned = collection.topics.of(0)
    assert {topic.id for topic, _strength in assigned} == ids
    assert collection.topics.evidence[0].get(assigned[0][0].id, ()) == evidence


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
            searched = {t.term for word in topics[topic_id].words for t in tokenize(word) if t.term}
            for words in found:
                assert words in text
                assert {t.term for t in tokenize(words) if t.term} <= searched
    for topic in topics:
        assert topic.size == len(topic.members)
        assigned = [s for row in topic.members for t, s in topics.of(row) if t.id == topic.id]
        assert assigned == sorted(assigned, reverse=True)
        assert topic.strength == pytest.approx(sum(assigned) / len(assigned))
        assert all(0 <= strength <= 1 for strength in assigned)


# What a person adds: words that do not count, documents put in and taken out


VETO = OIL + 'veto = ["oil painting", "companies"]\n'


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("An oil painting of Tehran.", None),
        ("An oil painting and a refinery.", ("refinery",)),
        ("Oil, and an oil painting.", ("Oil",)),
        ("An oil company.", ("oil company",)),
        ("Companies.", None),
    ],
)
def test_a_vetoed_word_does_not_count(read, summary, evidence):
    topics = read(summary, "On wheat.", specs=VETO).topics
    assert topics.evidence[0].get("oil") == evidence
    assert (0 in topics["oil"].members) == (evidence is not None)


def test_a_vetoed_word_is_not_marked(read):
    collection = read("Oil, and an oil painting.", "On wheat.", specs=VETO)
    assert evidence_spans(collection, 0)["summary"] == {"oil": [(0, 3)]}


def test_a_vetoed_word_in_a_phrase_carries_no_weight(read):
    texts = ("An oil company in Tabriz.", "Wheat of a company.")
    whole = read(*texts).topics.strengths[0, 0]
    less = read(*texts, specs=VETO).topics.strengths[0, 0]
    assert 0 < less < whole
    only = read(*texts, specs=OIL + 'veto = ["oil company"]\n').topics
    assert only["oil"].members == ()


def test_a_vetoed_word_describes_the_topic_no_more(read):
    texts = ("Oil of the refinery at Abadan.", "Wheat.", "Oil at Abadan.")
    assert "Abadan" in read(*texts).topics["oil"].terms
    assert "Abadan" not in read(*texts, specs=OIL + 'veto = ["ABADAN"]').topics["oil"].terms


def test_a_document_can_be_put_in_and_taken_out_by_hand(read):
    texts = ("On oil.", "On wheat.", "Troops at a refinery.")
    before = read(*texts)
    ids = before.table["id"].tolist()
    specs = OIL + f'pinned = ["{ids[1]}", "{ids[2]}"]\nexcluded = ["{ids[0]}"]\n' + TROOPS
    topics = read(*texts, specs=specs).topics
    assert topics["oil"].members == (1, 2)
    assert topics.pinned == {(1, "oil"), (2, "oil")}
    assert topics.strengths[:, 0].tolist() == [0, 1, 1]
    assert topics.evidence[1]["oil"] == ()
    assert topics.evidence[2]["oil"] == ("refinery",)
    assert [topic.id for topic, _strength in topics.of(0)] == [OTHER]
    assert topics.advice == ""


def test_by_hand_is_enough_for_a_topic(read):
    ids = read("On oil.", "On wheat.").table["id"].tolist()
    specs = f'[[topic]]\nid = "mine"\nlabel = "Mine"\npinned = ["{ids[1]}"]\n'
    assert read("On oil.", "On wheat.", specs=specs).topics["mine"].members == (1,)


def test_what_was_done_to_documents_that_are_not_there_is_said(read):
    specs = OIL + 'pinned = ["gone", "lost", "away", "off"]\n' + TROOPS + 'excluded = ["gone"]\n'
    advice = read("On oil.", specs=specs).topics.advice
    assert advice == (
        "4 documents put into “Oil” or taken out of it by hand are not in this listing: gone, "
        "lost, away …. 1 document put into “Troops” or taken out of it by hand is not in this "
        "listing: gone."
    )


def test_a_file_without_named_topics_leaves_the_found_ones(read):
    collection = read("On oil.", specs="[found]\nk = 3\n")
    assert collection.named is None
    assert collection.topics.kind == "found"
