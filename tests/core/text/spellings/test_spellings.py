"""Spellings joined with their reasons; roles; what the source states; what a person decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, NamesError, Study
from dash_core.readers import SourceFile
from dash_core.study.edits import Edit, with_edit
from dash_core.text.people import PeopleColumns, read_people
from dash_core.text.spellings import Decisions, parse_table, to_table


def read(*titles, summaries=None, **more):
    return read_people(titles, summaries or [""] * len(titles), **more)


def letters(times):
    """Letters from each name, as often as asked for."""
    return [f"Letter from {name} to Jack" for name, k in times.items() for _ in range(k)]


def reasons(found, name):
    return {form.printed: form.reason for form in found.names[name]}


def test_each_spelling_has_its_documents_and_its_reason():
    found = read(
        *letters({"Bagirov": 3}),
        "Letter from M. D. Bagirov to Filippov [Stalin]",
        "Letter from M.D. Bagirov to Stalin",
        summaries=["", "", "", "", "Stalin agrees with Stalin."],
    )
    assert reasons(found, "Bagirov") == {
        "Bagirov": "",
        "M. D. Bagirov": "same surname, and only one given name is printed with it",
        "M.D. Bagirov": "same surname, and only one given name is printed with it",
    }
    assert reasons(found, "Stalin") == {
        "Stalin": "",
        "Filippov [Stalin]": "the editor’s identification in brackets",
    }
    assert [form.documents for form in found.names["Bagirov"]] == [3, 1, 1]
    assert [form.documents for form in found.names["Stalin"]] == [2, 1]
    assert found.persons == {"Bagirov", "Stalin", "Jack"}


@pytest.mark.parametrize(
    ("frequent", "rare", "percent"),
    [
        ("Pishevari", "Pishavari", 89),
        ("Frelinghuysen", "Frelingheysen", 92),
        ("Kuznetsov", "Kuznetzov", 89),
    ],
)
def test_a_rare_spelling_of_a_frequent_name_is_joined(frequent, rare, percent):
    found = read(*letters({frequent: 3, rare: 1}))
    assert reasons(found, frequent)[rare] == f"spelled alike: {rare} / {frequent} ({percent} %)"
    assert not found.merge_candidates


@pytest.mark.parametrize(
    ("frequent", "other"),
    [
        ("Ivanov", "Ivanova"),
        ("Larsen", "Larson"),
        ("Reed", "Reid"),
        ("Marino", "Mariano"),
        ("Bowman", "Bowmar"),
        ("Smithson", "Smith"),
    ],
)
def test_another_surname_is_not(frequent, other):
    found = read(*letters({frequent: 3, other: 1}))
    assert {frequent, other} <= set(found.names)


def test_alike_is_not_enough_where_both_are_frequent_or_in_one_document_or_in_other_offices():
    assert "Pishavari" in read(*letters({"Pishevari": 3, "Pishavari": 2})).names
    both = read(*letters({"Pishevari": 3}), "Letter from Pishevari to Pishavari")
    assert "Pishavari" in both.names
    assert [(p.name, p.other) for p in both.merge_candidates] == [("Pishavari", "Pishevari")]
    office = read(*letters({"Morison": 3}), "Letter from the Secretary of War (Morrison) to Jack")
    assert "Morrison" in office.names


def test_a_style_that_tells_people_apart_is_believed():
    titles = ["Mr. Blaine to Mr. Jones"] * 3 + ["Mr. Walker Blaine to Mr. Jones"]
    found = read(*titles)
    assert {"Blaine", "Walker Blaine"} <= set(found.names)
    assert [(p.name, p.other) for p in found.merge_candidates] == [("Blaine", "Walker Blaine")]
    rare = read(*letters({"Polk": 25, "F. Polk": 1}))
    assert {"Polk", "F. Polk"} <= set(rare.names)


def test_a_wife_is_not_her_husband():
    found = read(
        "Mr. Edward Stone to Mr. Jones", "Mrs. Edward Stone to Mr. Jones", *letters({"Stone": 1})
    )
    assert found.creators == [["Edward Stone"], ["Mrs. Edward Stone"], ["Edward Stone"]]


def test_roles_are_counted_by_document_and_are_no_part_of_the_name():
    found = read(
        "Letter from Ambassador Stone to General-Major Petrov",
        "Letter from Ambassador Stone to Petrov, People’s Commissar of State Security",
        summaries=["", "Consul Stone agrees."],
    )
    assert set(found.names) == {"Stone", "Petrov"}
    assert [(r.role, r.rows) for r in found.roles["Stone"]] == [
        ("Ambassador", (0, 1)),
        ("Consul", (1,)),
    ]
    assert [r.role for r in found.roles["Petrov"]] == [
        "General-Major",
        "People’s Commissar of State Security",
    ]


def test_a_surname_that_is_a_word_here_needs_an_announcement():
    found = read(
        "Letter from Colonel House to Jack",
        "On the vote",
        "On the talks",
        summaries=["", "The House voted on the house.", "Mr. House came."],
    )
    assert [row for row, people in enumerate(found.people) if "House" in people] == [0, 2]


def test_a_given_name_or_another_persons_is_no_mention():
    found = read(
        "Letter from Lloyd George to Ali Khan",
        "On oil",
        summaries=["", "The envoys George Khan and Reza Khan met."],
    )
    assert found.people[1] == []


STATED = ("Bagirov, Mir Jafar, 1896-1956", "Bagirov, M.")


def test_what_the_source_states_wins_and_is_not_joined_with_itself():
    found = read(
        "Letter from Smith to Jones",
        "On oil",
        summaries=["", "Mir Jafar Bagirov agrees."],
        columns=PeopleColumns(
            [["Bagirov, Mir Jafar, 1896-1956"], []], [[], ["Bagirov, M."]], [[], []]
        ),
    )
    assert found.creators == [[STATED[0]], []]
    assert found.recipients == [["Jones"], [STATED[1]]]
    assert "Smith" not in found.names
    alone = read(
        "On oil",
        "On land",
        summaries=["", "Mir Jafar Bagirov agrees; so does Bagirov."],
        columns=PeopleColumns([[STATED[0]], []], [[], []], [[], []]),
    )
    assert alone.people == [[STATED[0]], [STATED[0]]]
    assert reasons(alone, STATED[0])["Bagirov"].startswith("same surname")


# Decisions


@pytest.mark.parametrize(
    ("edit", "names"),
    [
        (Edit("keep apart", "M. Stone", after="Stone"), {"Stone", "M. Stone", "Cole", "Jack"}),
        (Edit("keep apart", "Stone", after="M. Stone"), {"Stone", "M. Stone", "Cole", "Jack"}),
        (Edit("same person", "Cole", after="Stone"), {"Stone", "Jack"}),
        (Edit("same person", "Stone", after="Cole"), {"Cole", "Jack"}),
        (Edit("same person", "M. Stone", after="Cole"), {"Stone", "Cole", "Jack"}),
        (Edit("same person", "Cole", after="Mikhail Cole"), {"Stone", "Mikhail Cole", "Jack"}),
        (Edit("no person", "Jack"), {"Stone", "Cole"}),
        (Edit("no person", "m stone"), {"Cole", "Jack"}),
        (Edit("role", "Cole", after="King"), {"Stone", "Cole", "Jack"}),
        (Edit("same person", "Nobody", after="Stone"), {"Stone", "Cole", "Jack"}),
        (Edit("keep apart", "Nobody", after="Stone"), {"Stone", "Cole", "Jack"}),
    ],
)  # fmt: skip
def test_a_decision_comes_before_every_rule(edit, names):
    found = read(*letters({"Stone": 3, "M. Stone": 1, "Cole": 1}), decided=Decisions.of([edit]))
    assert set(found.names) == names
    printed = [form.printed for forms in found.names.values() for form in forms]
    assert len(printed) == len(set(printed))
    if edit.kind == "same person" and edit.document != "Nobody":
        settled = [f for f in found.names[edit.after] if f.printed == edit.document]
        if edit.document != edit.after:
            assert [form.reason for form in settled] == ["decided by you"]


def test_a_spelling_is_kept_apart_with_all_its_prints():
    titles = letters({"Stone": 3, "M. D. Stone": 1, "M.D. Stone": 1})
    apart = Edit("keep apart", "M. D. Stone", after="Stone")
    found = read(*titles, decided=Decisions.of([apart]))
    assert set(found.spellings["M. D. Stone"]) == {"M. D. Stone", "M.D. Stone"}
    apart = Edit("keep apart", "M. D. Stone", after="M.D. Stone")
    assert "M. D. Stone" in read(*titles, decided=Decisions.of([apart])).spellings


def test_a_spelling_kept_apart_stays_apart_when_its_name_is_joined():
    edits = [
        Edit("keep apart", "M. Stone", after="Stone"),
        Edit("same person", "Stone", after="Cole"),
    ]
    found = read(*letters({"Stone": 3, "M. Stone": 1, "Cole": 1}), decided=Decisions.of(edits))
    assert set(found.names) == {"Cole", "M. Stone", "Jack"}


def test_a_decision_takes_the_place_of_its_contrary():
    joined = Edit("same person", "Pishavari", after="Pishevari")
    apart = Edit("keep apart", "Pishevari", after="Pishavari")
    assert with_edit((joined,), apart) == (apart,)
    assert with_edit((apart,), joined) == (joined,)
    other = Edit("keep apart", "Pishevari", after="Stone")
    assert with_edit((apart,), other) == (apart, other)
    assert with_edit((apart,), Edit("keep apart", "Pishavari", after="Pishevari")) == (
        Edit("keep apart", "Pishavari", after="Pishevari"),
    )


TABLE = """\
Pishevari = Pishavari; J. Pishevari
keep apart: A. Smith; B. Smith
not a person: Negotiate Peace
role: Sadchikov = Soviet ambassador, 1946"""
EDITS = (
    Edit("same person", "Pishavari", after="Pishevari"),
    Edit("same person", "J. Pishevari", after="Pishevari"),
    Edit("keep apart", "B. Smith", after="A. Smith"),
    Edit("no person", "Negotiate Peace"),
    Edit("role", "Sadchikov", after="Soviet ambassador, 1946"),
)


def test_the_table_is_read_and_written():
    assert parse_table(f"# a note\n\n{TABLE}") == EDITS
    assert to_table(EDITS) == TABLE
    date = Edit("set", "abc", "date", "1", "2")
    assert parse_table("", (date, *EDITS)) == (date,)
    assert parse_table(to_table(EDITS), (EDITS[3], date, EDITS[0])) == (
        date,
        EDITS[3],
        EDITS[0],
        *(edit for edit in EDITS if edit not in (EDITS[0], EDITS[3])),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# ok\nPishevari", "Line 2: it is none of"),
        ("Pishevari =", "Line 1: a name is missing."),
        ("= Pishavari", "Line 1: a name is missing."),
        ("keep apart: A. Smith", "Line 1: “keep apart” needs two names"),
        ("not a person:", "Line 1: “not a person” needs a name."),
        ("role: Sadchikov", "Line 1: it is none of"),
        ("role: Sadchikov =", "Line 1: a name is missing."),
        ("A = B\nkeep apart: A; B", "Line 1: “B” and “A” cannot be one person"),
        (f"A = {'B' * 400}", "Line 1: a name has more than 300 characters."),
        ("A = B\n" * 6_000, "The table of names has more than 5,000 lines."),
    ],
)
def test_a_table_that_makes_no_sense_says_where(text, said):
    with pytest.raises(NamesError) as error:
        parse_table(text)
    assert str(error.value).startswith(said)
    assert str(error.value).endswith(".")


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20).filter(
    lambda name: '"' not in name and not name.startswith("#")
)


@given(st.lists(st.tuples(st.sampled_from(["same person", "no person", "role"]), NAMES, NAMES)))
def test_any_decisions_survive_as_text(made):
    edits = ()
    for kind, name, other in made:
        if name != other:
            edits = with_edit(edits, Edit(kind, name, after="" if kind == "no person" else other))
    assert set(parse_table(to_table(edits))) == set(edits)


PAGE = "• May 5, 1946\n\nLetter from Pishavari to Stone\n\nOn oil.\n"


def test_decisions_are_in_the_study_and_its_file():
    plain = Study("A page", (SourceFile("page.txt", PAGE.encode()),))
    study = plain.with_edits(EDITS)
    assert study.key != plain.key
    again = Study.from_bytes(study.to_bytes(), "study.zip")
    assert again.edits == EDITS
    collection = Collection(again)
    assert collection.table["creators"].tolist() == [["Pishevari"]]
    assert collection.unapplied_edits == ()
    assert collection.people.format_name("Pishevari") == "Pishevari (also Pishavari)"
    assert all(edit.sentence() for edit in EDITS)
    assert Collection(study.with_edits(())).table["creators"].tolist() == [["Pishavari"]]
