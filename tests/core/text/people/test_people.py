import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.text.people import read_people


@pytest.mark.parametrize(
    ("title", "creators", "recipients"),
    [
        ("Telegram from Kuznetsov to Molotov", "Kuznetsov", "Molotov"),
        ("Message to Bagirov from Molotov on Advisers", "Molotov", "Bagirov"),
        ("Report by Ivanov", "Ivanov", ""),
        ("Report by General Ivanov on the Border", "Ivanov", ""),
        ("Letter to Stalin about the Army", "", "Stalin"),
        ("Telegram, Mao Zedong to Stalin", "Mao Zedong", "Stalin"),
        ("Telegram, Mao Zedong to Stalin, 5 May 1946", "Mao Zedong", "Stalin"),
        ("Letter from Mr. A. B. Smith to the Foreign Ministry", "A. B. Smith", "Foreign Ministry"),
        ("Letter from Smith, A. to Jones, B. C.", "Smith, A.", "Jones, B. C."),
        ("Letter from Josip Broz Tito to Edvard Kardelj", "Josip Broz Tito", "Edvard Kardelj"),
        (
            "Letter, M.D. Bagirov to Cdes. Yakubov, T., and Kerimov",
            "M.D. Bagirov",
            "Yakubov, T.|Kerimov",
        ),
        ("Message from Stalin and Molotov to Bagirov", "Stalin|Molotov", "Bagirov"),
        ("Memo per a Telegraph Report of Nazarli from Rasht", "Nazarli", ""),
        ("Deciphered Telegram No. 2140/4, from Kozlov to Filippov [Stalin]", "Kozlov", "Stalin"),
        ("Cable from B. Smith to Secretary of State", "B. Smith", "Secretary of State"),
        ("Telegram from A. Smith, Ambassador, to Jones", "A. Smith", "Jones"),
        ("Telegram from the CC CP of Azerbaijan to Bagirov", "CC CP of Azerbaijan", "Bagirov"),
        ("General-Major Petrov, Commissar of State Security, 'Memo on Oil'", "Petrov", ""),
        ("George Kennan's 'Long Telegram'", "George Kennan", ""),
        ("Record of Conversation between Stalin and Qavam", "", ""),
        ("Report on the Decision to Withdraw Troops", "", ""),
        ("Note on attempts to split the party", "", ""),
        ("Instructions to withdraw troops", "", ""),
        ("Reasons for the crisis", "", ""),
        ("How to get from Moscow to Tehran", "", ""),
        ("Letter", "", ""),
        ("", "", ""),
    ],
)
def test_who_wrote_to_whom(title, creators, recipients):
    found = read_people([title], [""])
    assert "|".join(found.creators[0]) == creators
    assert "|".join(found.recipients[0]) == recipients
    assert set(found.people[0]) >= {*found.creators[0], *found.recipients[0]}


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Message to Bagirov from Molotov on Advisers", "Advisers"),
        ("Telegram from Kuznetsov to Molotov about the Army", "Army"),
        ("Report on the Decision to Withdraw Troops", "Withdraw Troops"),
        ("Record of Conversation on Oil", "Oil"),
        ("Reasons for the crisis", "Reasons"),
    ],
)
def test_the_subject_of_a_title_is_left_after_the_correspondents(title, subject):
    (start,) = read_people([title], [""]).subject_starts
    assert subject in title[start:]
    assert not {"Molotov", "Bagirov", "Kuznetsov"} & set(title[start:].split())


def creators(*titles):
    return [names[0] for names in read_people(titles, [""] * len(titles)).creators]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("Bagirov|M.D. Bagirov|M. D. Bagirov|Bagirov", ["Bagirov"] * 4),
        ("J. Jones|John Jones|Jones|John Jones", ["John Jones"] * 4),
        ("Yemel’yanov|Yemel'yanov|Yemelyanov|Yemelyanov", ["Yemelyanov"] * 4),
        ("A. Smith|B. Smith|Smith", ["A. Smith", "B. Smith", "Smith"]),
        ("A. B. Smith|A. C. Smith", ["A. B. Smith", "A. C. Smith"]),
        ("John Smith|James Smith", ["John Smith", "James Smith"]),
        ("Ambassador Smith|Smith", ["Smith", "Smith"]),
        ("Smith|Smithson", ["Smith", "Smithson"]),
    ],
)
def test_spellings_of_one_person_are_joined_and_others_kept_apart(printed, shown):
    assert creators(*(f"Letter from {name} to Jack" for name in printed.split("|"))) == shown


def test_an_identity_in_brackets_joins_and_is_kept_as_a_spelling():
    found = read_people(
        ["Telegram from Kozlov to Filippov [Stalin]", "Letter to Stalin"], ["", "Stalin agrees."]
    )
    assert found.recipients == [["Stalin"], ["Stalin"]]
    assert found.spellings["Stalin"] == ("Filippov [Stalin]", "Stalin")


@pytest.mark.parametrize(
    ("summary", "people"),
    [
        ("Ambassador George Kennan writes.", ["George Kennan"]),
        ("A meeting with Pishevari and Qavam.", ["Pishevari", "Qavam"]),
        ("Talks between Stalin and Qavam.", ["Stalin", "Qavam"]),
        ("A meeting with the Soviet side in Tehran.", []),
        ("A conversation with American consuls.", []),
        ("Nothing of note.", []),
    ],
)
def test_people_a_summary_announces(summary, people):
    assert read_people(["On oil"], [summary]).people == [people]


PIECES = (
    "Letter|Telegram|Memo|from|to|by|per|of|, |and|Smith|A. B.|Smith, T.|Mr.|General|[Stalin]|"
    "Yemel’yanov's|'Report|'|“|Ministry|meeting with|between|on|Tehran|.|No. 5/4,|the|Đilas|ǅ"
).split("|")
TITLES = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=60)


@given(st.lists(st.tuples(TITLES, TITLES), max_size=5))
def test_any_titles_are_read(texts):
    titles, summaries = [t for t, _s in texts], [s for _t, s in texts]
    found = read_people(titles, summaries)
    shown = {name for names in found.people for name in names}
    assert shown <= set(found.spellings)
    for row, (title, summary) in enumerate(texts):
        assert {*found.creators[row], *found.recipients[row]} <= set(found.people[row])
        assert 0 <= found.subject_starts[row] <= len(title)
        spans = ((title, found.title_spans[row]), (summary, found.summary_spans[row]))
        for text, mentions in spans:
            assert all(text[m.start : m.end] == m.party.printed for m in mentions)


@pytest.mark.parametrize(
    ("title", "creators", "recipients"),
    [
        ("Report from Smith on the Letter to Jones", ["Smith"], []),
        ("Telegraph Report from Tehran", [], []),
        ("Letters from the hospital", [], []),
        ("Letters from the Western Front", [], []),
        ("Letter from the School Board", ["School Board"], []),
        ("Message from Ahmad Qavam to the Shah", ["Ahmad Qavam"], ["Shah"]),
        ("Letter from Stalin to Mao (excerpt)", ["Stalin"], ["Mao"]),
        ("Telegram 123 from Milovan Đilas to Tito", ["Milovan Đilas"], ["Tito"]),
    ],
)
def test_where_a_party_ends(title, creators, recipients):
    found = read_people([title], [""])
    assert (found.creators[0], found.recipients[0]) == (creators, recipients)


def test_an_initial_that_fits_two_people_is_neither():
    titles = [f"Letter from {given} Ivanov to Jones" for given in ("Mikhail", "Maria", "M.")]
    found = read_people(titles, ["", "", ""])
    assert len({names[0] for names in found.creators}) == 3


def test_a_place_and_a_month_are_no_people():
    found = read_people(
        ["Letter from D. Jordan to T. May"], ["Troops stood in Jordan in May 1946. D. Jordan left."]
    )
    assert len(found.summary_spans[0]) == 1


@pytest.mark.parametrize(
    "hostile", ["A" * 40_000, "a's 'b " * 17_000, "Aa " * 20_000, "the deputy " * 5_000]
)
def test_long_texts_end(hostile):
    found = read_people([f"Letter from Aa to {hostile}"], [hostile])
    assert len(found.people) == 1
