"""Titles that say who wrote to whom, with and without the kind of document."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.text.names import correspondents
from dash_core.text.people import read_people


def ends(title):
    """`A, B > C`: the ends as printed, and the roles in angle brackets."""
    found = correspondents(title)
    sides = [
        ", ".join(p.printed + (f" <{p.role}>" if p.role else "") for p in side)
        for side in (found.creators, found.recipients)
    ]
    return " > ".join(sides).strip()


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Mr. Smith to Mr. Jones", "Smith <Mr.> > Jones <Mr.>"),
        ("Mr. Smith to Mr. Jones (No. 52).", "Smith <Mr.> > Jones <Mr.>"),
        ("Mr. Smith to Mr. Jones, (extract, with an accompaniment)", "Smith <Mr.> > Jones <Mr.>"),
        ("No. 12. Mr. Smith to Mr. Jones.", "Smith <Mr.> > Jones <Mr.>"),
        ("Mr. Lord to Mr. King (telegram).", "Lord <Mr.> > King <Mr.>"),
        ("Count von Bern to Señor de la Cruz", "von Bern <Count> > de la Cruz <Señor>"),
        ("The Secretary of State to Ambassador Page", "Secretary of State > Page <Ambassador>"),
        (
            "Secretary of State Byrnes to Qavam, Prime Minister",
            "Byrnes <Secretary of State> > Qavam <Prime Minister>",
        ),
        ("Colonel A. B. Cole to the President", "A. B. Cole <Colonel> > President"),
        (
            "The Secretary of War (Baker) to President King",
            "Baker <Secretary of War> > King <President>",
        ),
        (
            "From Mr. Hines to President King of Liberia",
            "Hines <Mr.> > King <President of Liberia>",
        ),
        (
            "Mr. Black (Secretary of State) to all the Ministers",
            "Black <Secretary of State> > all the Ministers",
        ),
        ("From the Ambassador in France (tel.)", "Ambassador in France >"),
        ("To the British Chargé", "> British Chargé"),
        ("To J. P. Morgan & Co.", "> J. P. Morgan & Co."),
        ("To Blair & Company, Incorporated", "> Blair & Company, Incorporated"),
        ("To the Bureau of Exports, W. T. B.", "> Bureau of Exports, W. T. B."),
        ("From the Consul at Bern (tel.): from Stone", "Consul at Bern, Stone >"),
        ("From the Consul at Bern (tel.): Stone to W. T. B.", "Consul at Bern, Stone > W. T. B."),
        ("To the Consul at Bern (tel.); to Stone also", "> Consul at Bern, Stone"),
        ("To the Consul at Bern (tel.); to France and Italy", "> Consul at Bern"),
        (
            "The Adviser to the Commission to Negotiate Peace (Miller) to Dr. Cole",
            "Miller <Adviser to the Commission to Negotiate Peace> > Cole <Dr.>",
        ),
        (
            "The Commission to Negotiate Peace to the Secretary to the President (Stone)",
            "Commission to Negotiate Peace > Stone <Secretary to the President>",
        ),
        (
            "From the Chairman of the Delegation to the Naval Conference",
            "Chairman of the Delegation to the Naval Conference >",
        ),
        (
            "The Commissioners (Cole, White) to Messrs. Day, Lord, and Young",
            "Cole <Commissioners>, White <Commissioners> > Day <Messrs.>, Lord, Young",
        ),
        (
            "Mr. Stone, President of the Council, to the Agent and Consul General at Bern",
            "Stone <President of the Council> > Agent and Consul General at Bern",
        ),
        (
            "The Under Secretary and the Assistant Secretary to the Shah",
            "Under Secretary, Assistant Secretary > Shah",
        ),
        ("Lieutenant A. Berle, Jr., to the Shah", "A. Berle, Jr. <Lieutenant> > Shah"),
        ("Mrs. Edward Stone to the Shah", "Mrs. Edward Stone <Mrs.> > Shah"),
        ("President Stone’s reply to Doctor Nansen", "Stone <President> > Nansen <Doctor>"),
        ("Memorandum by Mr. Cole, Assistant to the Adviser", "Cole <Assistant to the Adviser> >"),
        ("Memorandum by the Chargé of a Conversation With Mr. Cole", "Chargé >"),
        ("Report of the War Trade Committee", "War Trade Committee >"),
        ("Report of the Massacre", ">"),
        (
            "Statement Issued to the Press by President Stone on June 14",
            "Stone <President> > Press",
        ),
        ("Report on the Border from A. Smirnov to V. Molotov", "A. Smirnov > V. Molotov"),
        (
            "Telegram from the Soviet Consul in Tabriz, Krasnykh, to Molotov",
            "Krasnykh <Soviet Consul in Tabriz> > Molotov",
        ),
        ("Cable from the Chinese Embassy in Moscow, 'On Trade'", "Chinese Embassy in Moscow >"),
        ("From the Diary of N. Gerasimov", "N. Gerasimov >"),
        ("Kozlov to Stone, 'Cable from Rousta'", "Kozlov > Stone"),
        ("CC VKP(b) to Comrade Kozlov", "CC VKP(b) > Kozlov <Comrade>"),
        (
            "Decree of the CC CPSU Politburo to Mir Bagirov CC Secretary of the Party",
            "CC CPSU Politburo > Mir Bagirov <CC Secretary of the Party>",
        ),
        ("Letter from Kozlov to Stone, Message on the Border", "Kozlov > Stone"),
        ("Notes of Comrade Kozlov's Conversation with Stone", ">"),
    ],
)
def test_ends_and_roles(title, read):
    assert ends(title) == read


@pytest.mark.parametrize(
    "title",
    [
        "From Peace to War",
        "To the Lighthouse",
        "How to get from Moscow to Tehran",
        "The Road to Moscow",
        "A Guide to the Ministry of War",
        "Journey to the King",
        "The President's Visit to the Shah",
        "Appointment of Ambassador Smith to the Council",
        "Minister to Meet Ambassador Smith",
        "Instructions to Negotiate Peace",
        "Instructions to Withdraw Troops",
        "Composition of the Commission to Negotiate Peace",
        "Convention Between the United States and Canada",
        "Introduction to Physics",
        "Jefferson to Madison",
    ],
)
def test_no_letter(title):
    assert ends(title) == ">"


def test_same_is_the_entry_printed_before():
    titles = [
        "Same to same",  # nobody before
        "Mr. Smith to Mr. Jones",
        "Same to same (No. 5)",
        "do",
        "Same to Mr. Cole",
        "Proclamation",
        "Same to same",  # the entry before names nobody
        "From the Consul at Bern",
        "Same to same",  # nor does it name both
    ]
    found = read_people(titles, [""] * len(titles))
    assert found.creators[2:5] == [["Smith"]] * 3
    assert found.recipients[2:5] == [["Jones"], ["Jones"], ["Cole"]]
    assert found.same == {2: 1, 3: 1, 4: 1}
    assert found.unresolved == (0, 6, 8)
    assert not any(found.creators[row] or found.recipients[row] for row in found.unresolved)


def test_same_follows_the_order_of_print_within_a_file():
    titles = ["Same to same", "Mr. Smith to Mr. Jones", "Mr. Cole to Mr. Stone", "Same to same"]
    found = read_people(titles, [""] * 4, order=[[1, 0], [3, 2]])
    assert (found.creators[0], found.creators[3]) == (["Smith"], [])
    assert (found.same, found.unresolved) == ({0: 1}, (3,))


def test_names_alone_are_believed_where_the_listing_knows_them():
    titles = [
        "Jefferson to Madison",
        "Madison to Jefferson, 5 May 1801",
        "Jefferson to Adams",  # nobody knows this Adams
        "Introduction to Madison",
    ]
    found = read_people(titles, [""] * 4)
    assert found.creators == [["Jefferson"], ["Madison"], [], []]
    assert titles[1][found.subject_starts[1] :] == ", 5 May 1801"
    known = read_people([*titles, "Letter to Adams"], [""] * 5)
    assert known.recipients[2] == ["Adams"]


def test_words_the_listing_prints_small_are_no_name():
    found = read_people(
        ["Directive to Mobilize Peasants"], ["How to mobilize the peasants of the north."]
    )
    assert found.people == [[]]


PARTS = st.sampled_from(
    "Mr.|Señor|the|The|From|To|to|from|by|Same|same|do|and|,|;|:|(tel.)|(No. 5)|(Baker)|(|)|Seward|"
    "A. B.|Jr.|von|Secretary of State|Commission to Negotiate Peace|W. T. B.|& Co.|Ambassador in|"
    "France|Letter|Memorandum by|Adviser|King|of|'|’s|reply|on|in|5 May|Embassy|Messrs.|M.".split(
        "|"
    )
)
TITLES = st.lists(PARTS, max_size=14).map(" ".join) | st.text(max_size=80)


@given(TITLES)
def test_any_title_is_read_and_nothing_is_invented(title):
    found = correspondents(title)
    assert 0 <= found.subject_start <= len(title)
    text = re.sub(r"\s", "", title)
    for party in (*found.creators, *found.recipients):
        assert party.printed
        assert re.sub(r"\s", "", party.printed) in text
        assert party.surname in party.printed
    assert found.place in title


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Brief von Clara Weber an Max Bauer", "Clara Weber > Max Bauer"),
        ("Postkarte von Max Bauer an die Eltern, 1915", "Max Bauer > Eltern"),
        ("Brief an Clara Weber", "> Clara Weber"),
        ("Lettre d’Anne Morel à Jean Leroux (copie)", "Anne Morel > Jean Leroux"),
        ("Carta de Juan Pérez a María López", "Juan Pérez > María López"),
        ("Carta de João Vieira para António Sá", "João Vieira > António Sá"),
        ("Lettera di Carlo Botta a Paolo Greppi", "Carlo Botta > Paolo Greppi"),
        ("Brief van Jan Bos aan Piet Vos", "Jan Bos > Piet Vos"),
        ("Brev fra Nils Dahl til Ole Lie", "Nils Dahl > Ole Lie"),
        ("Lettre de Paris", ">"),
        ("Carte de France", ">"),
        ("Karte von Wien", ">"),
        ("Half an Hour", ">"),
    ],
)
def test_letters_in_other_languages(title, read):
    assert ends(title) == read


def test_names_with_an_between_them_are_letters_where_most_titles_have_them():
    titles = ["Max Bauer an Clara Weber", "Max Bauer an das Ministerium", "Otto Lang an Max Bauer"]
    found = read_people(titles, [""] * 3)
    assert found.creators == [["Max Bauer"], ["Max Bauer"], ["Otto Lang"]]
