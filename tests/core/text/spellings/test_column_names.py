"""Names in columns: which cells are one name, which are offered, and by what they are alike."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dash_core.text.people import PeopleColumns, read_people
from dash_core.text.spellings.clusters import alike_names, fingerprint, ngram_fingerprint
from dash_core.text.spellings.from_columns import level_name


def read(*names):
    """A listing with one name a document, all in the column of senders."""
    n = len(names)
    columns = PeopleColumns([[name] for name in names], [[]] * n, [[]] * n)
    return read_people(["On tin"] * n, [""] * n, columns=columns)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Harbour Board", "harbour board"),
        ("the Consul at Bergen (Ross) (tel.)", "The Consul at Bergen (Ross)"),
        ("Minister  in Chile", "the Minister in Chile (telegram),"),
        ("Mr. Anna Ross", "Anna Ross"),
        ("Dr. A. B. Ross", "A.B. Ross"),
        ("Colonel House", "Colonel House (cir. tel.)"),
        ("Ross, Anna", "Anna Ross"),
        ("Anna Ross", "Anna M. Ross"),
        ("Mrs. Ross", "Mrs.  Ross"),
        ("Chief of the Survey (Ross)", "the Chief of the Survey of the North (Ross)"),
        ("A. Ross", "Ross"),
        ("North Sea Company", "Northsea Company"),
        ("Professor E. M. House", "E. M. House"),
    ],
)
def test_cells_of_one_name_are_joined(one, other):
    found = read(one, other, "Sundry")
    assert found.creators[0] == found.creators[1] != found.creators[2]
    name = found.creators[0][0]
    assert {form.printed for form in found.names[name]} == {one, other}
    assert all(form.reason for form in found.names[name] if form.printed != name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("W. Ross", "Walter Ross"),
        ("Secretary of Trade", "The Acting Secretary of Trade"),
        ("The Envoy in Chile (Ross)", "Walter Ross"),
        ("Secretary of War (Ross)", "Chief of Police (Ross)"),
        ("Board of Harbours", "Harbours Board of"),
        ("Ministry of Transport", "Minstry of Transport"),
        ("Katharine Lindqvist", "Katherine Lindqvist"),
        ("Ross, Anna, 1850-1911", "Ross, A."),
    ],
)
def test_cells_that_may_be_one_name_are_offered(one, other):
    found = read(one, other)
    assert found.creators[0] != found.creators[1]
    (pair,) = found.merge_candidates
    assert {pair.name, pair.other} == {one, other}
    assert pair.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Walter Ross", "William Ross"),
        ("Ross, Anna, 1850-1911", "Ross, Anna, 1901-1980"),
        ("Minister in Iran", "Minister in Iraq"),
        ("First Army Staff", "Third Army Staff"),
        ("Committee of 1914", "Committee of 1915"),
    ],
)
def test_cells_that_differ_in_earnest_are_left_alone(one, other):
    found = read(one, other)
    assert found.creators[0] != found.creators[1]
    assert found.merge_candidates == ()


def test_two_names_of_one_document_are_two_people():
    columns = PeopleColumns([["W. Ross"]], [["Ross"]], [[]])
    found = read_people(["On tin"], [""], columns=columns)
    assert found.creators != found.recipients
    assert found.merge_candidates == ()


def test_initials_are_offered_though_a_document_has_both():
    columns = PeopleColumns([["W. Ross"], ["Walter Ross"]], [["Walter Ross"], ["Lind"]], [[], []])
    (pair,) = read_people(["On tin"] * 2, [""] * 2, columns=columns).merge_candidates
    assert {pair.name, pair.other} == {"W. Ross", "Walter Ross"}


def test_the_name_shown_is_the_one_written_as_a_name():
    names = ["the Consul (Ross) (tel.)"] * 5 + ["the Consul (Ross)", "Consul (Ross)"]
    assert set(map(tuple, read(*names).creators)) == {("Consul (Ross)",)}


def test_fingerprints():
    assert fingerprint("Ross, Anna  ANNA") == "anna ross"
    assert ngram_fingerprint("Mac Donald") == ngram_fingerprint("MacDonald")


@settings(max_examples=50)
@given(st.lists(st.text(max_size=12), max_size=6, unique=True))
def test_any_text_is_levelled_and_compared(texts):
    for text in texts:
        assert level_name(level_name(text)) == level_name(text) or not level_name(text).strip()
    for a, b, reason in alike_names({text: text for text in texts}):
        assert a != b
        assert reason
    assert len(read(*texts).creators) == len(texts)


@pytest.mark.parametrize(
    ("rare", "frequent", "times", "joined"),
    [
        ("The Board of Ttade", "The Board of Trade", 12, False),  # no letter that looks like it
        ("The Minister of Slate (tel.)", "The Minister of State", 12, True),
        ("the Harhour Board", "The Harbour Board", 12, True),
        ("The Minister of Slate", "The Minister of State", 5, False),  # not rare enough
        ("Consul in Lima", "Consul in Lina", 12, False),
    ],
)
def test_an_office_misread_in_a_letter_is_joined_where_it_is_rare(rare, frequent, times, joined):
    found = read(rare, *[frequent] * times)
    assert (found.creators[0] == found.creators[1]) == joined
    reasons = [form.reason for form in found.names[found.creators[0][0]]]
    assert any("scanning" in reason for reason in reasons) == joined


def test_several_holders_of_an_office_are_the_same_in_any_order():
    found = read(
        "The Advisers (Ross, Lind)", "the Advisers (Lind, Ross) (tel.)", "The Advisers (Ross)"
    )
    assert found.creators[0] == found.creators[1] != found.creators[2]


def test_the_number_of_a_letter_is_no_year_of_life():
    found = read("Mr. A. B. Ross (No. 672.)", "Mr. A. B. Ross")
    assert found.creators[0] == found.creators[1]


@pytest.mark.parametrize(
    ("named", "office", "likely"),
    [
        ("Dr. Alma Quist", "The Director of the Survey (Quist)", True),
        ("Colonel A. Quist", "The Special Envoy (Quist)", True),
        ("General A. Quist", "The Consul in Peru (Quist)", False),
        ("Dr. Alma Baker", "The Director of the Survey (Baker)", False),
        ("Mr. Quist", "The Director of the Survey (Quist)", False),
    ],
)
def test_the_only_full_name_is_likely_who_holds_an_office(named, office, likely):
    offers = read(named, office, "Sundry").merge_candidates
    assert [offer.likely for offer in offers if offer.likely] == [named] * likely
    if likely:
        offers = read(named, office, "Olga Quist").merge_candidates
        assert not any(offer.likely for offer in offers)
