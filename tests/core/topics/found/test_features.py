"""Found topics from the listing to the page: the same everywhere, obeying, and in any language."""

from hashlib import sha256

import numpy as np
import pytest

from dash_core import Collection
from dash_core.topics import OTHER, to_toml
from dash_core.topics.file.parse import parse_topics
from dash_core.topics.file.validate import MAX_GROUPS
from dash_core.topics.found.number import max_suggested

SUBJECTS = {
    "en": ("oil concession pipeline refinery drilling", "wheat harvest peasants drought granary"),
    "fr": (
        "pétrole concession oléoduc raffinerie forage",
        "blé récolte paysans sécheresse grenier",
    ),
    "de": ("Erdöl Konzession Leitung Raffinerie Bohrung", "Weizen Ernte Bauern Dürre Speicher"),
    "es": (
        "petróleo concesión oleoducto refinería pozo",
        "trigo cosecha campesinos sequía granero",
    ),
    "it": (
        "petrolio concessione oleodotto raffineria pozzo",
        "grano raccolto contadini siccità silo",
    ),
    "pt": ("petróleo concessão oleoduto refinaria poço", "trigo colheita camponeses seca celeiro"),
    "nl": (
        "aardolie concessie pijpleiding raffinaderij boring",
        "tarwe oogst boeren droogte schuur",
    ),
    "sv": ("olja koncession rörledning raffinaderi borrning", "vete skörd bönder torka magasin"),
    "da": ("olie koncession rørledning raffinaderi boring", "hvede høst bønder tørke kornlade"),
    "fi": ("öljy toimilupa putki jalostamo poraus", "vehnä sato talonpojat kuivuus aitta"),
    "pl": ("ropa koncesja rurociąg rafineria wiercenie", "pszenica żniwa chłopi susza spichlerz"),
    "cs": ("ropa koncese potrubí rafinerie vrt", "pšenice sklizeň rolníci sucho sýpka"),
    "hu": ("olaj koncesszió vezeték finomító fúrás", "búza aratás parasztok aszály magtár"),
    "ro": ("petrol concesiune conductă rafinărie sondă", "grâu recoltă țărani secetă hambar"),
    "tr": ("petrol imtiyaz boru rafineri sondaj", "buğday hasat köylüler kuraklık ambar"),
    "ru": ("нефть концессия трубопровод завод бурение", "пшеница урожай крестьяне засуха амбар"),
    "uk": ("нафта концесія трубопровід завод буріння", "пшениця врожай селяни посуха комора"),
    "el": (
        "πετρέλαιο παραχώρηση αγωγός διυλιστήριο γεώτρηση",
        "σιτάρι συγκομιδή αγρότες ξηρασία αποθήκη",
    ),
    "fa": ("نفت امتیاز لوله پالایشگاه حفاری", "گندم برداشت دهقانان خشکسالی انبار"),
    "ar": ("نفط امتياز أنابيب مصفاة حفر", "قمح حصاد فلاحين جفاف مخزن"),
    "ja": ("石油 利権 輸送管 製油所 掘削", "小麦 収穫 農民 干魃 穀倉"),
}


def two_subjects(listing, one, other, n=16):
    """`n` documents of two subjects in turn, each of some of its words."""
    records = []
    for i in range(n):
        words = (one, other)[i % 2].split()
        del words[i // 2 % 5]
        records.append((f"May {i + 1}, 1946", "5", " ".join(words) + "."))
    return Collection.read(listing(*records), topics="")


def digest(topics):
    """Of labels and assignments."""
    figures = [(topic.label, topic.members) for topic in topics]
    return sha256(repr(figures).encode()).hexdigest()[:16]


@pytest.mark.parametrize(("k", "known"), [(3, "2510c010188ef0e7"), (4, "a7d6f29d0bab4e7f")])
def test_the_seed_gives_the_same_topics_on_every_machine(seed, k, known):
    assert digest(seed.find_topics(k)) == known


def test_the_groups_suggested_for_the_seed_are_found_again(seed):
    assert "2 of 2 groups are stable" in seed.find_topics(None).advice


@pytest.mark.parametrize("language", SUBJECTS)
def test_two_subjects_are_told_apart_in_any_language(listing, language):
    topics = two_subjects(listing, *SUBJECTS[language]).find_topics(2)
    assert {frozenset(row % 2 for row in topic.members) for topic in topics.grouped} == {
        frozenset({0}),
        frozenset({1}),
    }
    for topic in topics.grouped:
        assert all(topic.terms)
        assert topic.label


def test_a_number_is_suggested_with_its_reason(listing):
    suggestion = two_subjects(listing, *SUBJECTS["en"]).suggestion
    assert suggestion.k == 2
    assert "2 groups are suggested" in suggestion.reason
    assert list(suggestion.trials.columns) == ["k", "stability", "separation", "score"]
    assert suggestion.trials["stability"].between(0, 1).all()
    assert suggestion.trials["separation"].between(-1, 1).all()


@pytest.mark.parametrize(
    ("n", "most"), [(6, 3), (20, 4), (100, 15), (400, 30), (2_000, 67), (40_000, 100)]
)
def test_the_numbers_tried_grow_with_the_listing(n, most):
    assert max_suggested(n) == most


@pytest.mark.parametrize("n", [1, 2])
def test_too_few_documents_have_no_suggestion(listing, n):
    assert two_subjects(listing, *SUBJECTS["en"], n=n).suggestion is None


def test_labels_are_printed_phrases_and_leave_form_and_names_out(seed):
    topics = seed.find_topics(4)
    labels = [topic.label for topic in topics]
    assert len({label.casefold() for label in labels}) == len(labels)
    for topic in topics:
        rows = seed.table.iloc[list(topic.members)]
        text = " ".join([*rows["title"], *rows["summary"]]).casefold()
        assert all(phrase.casefold() in text for phrase in topic.label.split(", "))
    assert any("oil company" in label for label in labels)
    words = {word for label in labels for word in label.replace(",", "").casefold().split()}
    assert not words & {"bagirov", "stalin", "telegram", "message", "memo", "report"}


def test_the_number_and_the_words_a_person_chose_hold(seed):
    plain = seed.with_topics("[found]\nk = 4\n")
    assert len(plain.topics.grouped) == 4
    vetoed = seed.with_topics('[found]\nk = 4\nveto = ["weapons", "oil"]\n')
    for topic in vetoed.topics.grouped:
        assert not {"weapons", "oil"} & {w for term in topic.terms for w in term.lower().split()}
    assert vetoed.index is seed.index
    assert list(vetoed.table["title"]) == list(seed.table["title"])
    assert vetoed.fingerprint != seed.fingerprint


def test_steps_are_played_after_every_fit(seed):
    first = seed.with_topics("[found]\nk = 4\n")
    oil = next(topic for topic in first.topics if "oil company" in topic.label)
    ids = [first.table["id"][row] for row in oil.members]
    outside = next(i for i in first.table["id"] if i not in ids)
    steps = f"""
        [[step]]
        do = "rename"
        of = "oil"
        documents = {ids[:3]!r}
        label = "Petroleum"

        [[step]]
        do = "color"
        of = "oil"
        documents = {ids[:3]!r}
        color = "#123456"

        [[step]]
        do = "pin"
        of = "oil"
        documents = {ids[:3]!r}
        document = "{outside}"
    """.replace("'", '"')
    for k in (3, 4, 5):
        text = f"[found]\nk = {k}\n{steps}"
        changed = seed.with_topics(text)
        named = next(topic for topic in changed.topics if topic.label == "Petroleum")
        assert named.color == "#123456"
        assert changed.row(outside) in named.members
        assert (changed.row(outside), named.id) in changed.topics.pinned
        assert "Petroleum" in changed.table["topics"][changed.row(ids[0])]
        again = seed.with_topics(to_toml(parse_topics(text, "topics")))
        assert digest(again.topics) == digest(changed.topics)


def test_a_group_keeps_its_colour_when_others_are_changed(seed):
    before = seed.with_topics("[found]\nk = 4\n").topics
    first, *others = before.grouped
    last = others[-1]
    ids = seed.table["id"]
    step = (
        f'[found]\nk = 4\n[[step]]\ndo = "merge"\nof = "a"\n'
        f'documents = ["{ids[last.members[0]]}"]\n'
        f'into-documents = ["{ids[others[0].members[0]]}"]\n'
    )
    after = seed.with_topics(step).topics
    assert len(after.grouped) == 3
    same = next(topic for topic in after if set(topic.members) == set(first.members))
    assert (same.color, same.shape) == (first.color, first.shape)


def test_what_can_no_longer_be_done_is_said(seed):
    text = (
        '[found]\nk = 3\n[[step]]\ndo = "rename"\nof = "bread"\ndocuments = ["gone"]\nlabel = "B"\n'
    )
    assert "“bread”" in seed.with_topics(text).topics.advice


def test_more_groups_than_documents(seed):
    topics = seed.with_topics(f"[found]\nk = {MAX_GROUPS}\n").topics
    assert [topic.size for topic in topics] == [1] * 20
    assert len({topic.label for topic in topics}) == 20


def test_every_row_is_in_one_group_or_in_other(listing):
    oil = "oil gas pipeline refinery drilling"
    collection = two_subjects(listing, oil, "the of and in to", n=12)
    topics = collection.topics
    assert np.all((topics.strengths > 0).sum(axis=1) == 1)
    assert {t.id for row in range(1, 12, 2) for t, _s in topics.of(row)} == {OTHER}
