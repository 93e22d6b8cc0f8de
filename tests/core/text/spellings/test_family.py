"""Family and given names: only where it is certain which is which."""

import pytest

from dash_core import Collection
from dash_core.export.citations.citations import cite, references_of
from dash_core.text.spellings import Spelling, family_name_in_reference, family_names, split_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("M. D. Bagirov", ("Bagirov", "M. D.")),
        ("I.V. Stalin", ("Stalin", "I.V.")),
        ("George F. Kennan", ("Kennan", "George F.")),
        ("J.-P. Sartre", ("Sartre", "J.-P.")),
        ("Yakubov, T.", ("Yakubov", "T.")),
        ("Roosevelt, Franklin D. (Franklin Delano), 1882-1945", ("Roosevelt", "Franklin D.")),
        ("Sadchikov, Ivan", ("Sadchikov", "Ivan")),
        ("О. В. Сталин", ("Сталин", "О. В.")),
        # Not certain: in the order they are printed in.
        ("Sadchikov", ("", "")),
        ("Ahmad Qavam", ("", "")),
        ("Mao Zedong", ("", "")),
        ("毛澤東", ("", "")),
        ("דוד בן־גוריון", ("", "")),
        ("CC CP of Azerbaijan", ("", "")),
        ("NKVD, Tabriz", ("", "")),
        ("Secretary of State", ("", "")),
        ("Ministry of Foreign Affairs, Moscow", ("", "")),
        ("U.S. Department of State", ("", "")),
        ("", ("", "")),
    ],
)
def test_names(name, parts):
    assert split_name(name) == parts


def test_a_family_name_printed_alone_is_one(seed):
    found = family_names(seed.people.names)
    assert found["Ahmad Qavam"] == "Qavam"
    assert found["Robert Rossow"] == "Rossow"
    assert "Bagirov" not in found
    assert split_name("Ahmad Qavam", found["Ahmad Qavam"]) == ("Qavam", "Ahmad")


@pytest.mark.parametrize(
    ("printed", "family"),
    [
        (["Ahmad Qavam", "Qavam"], "Qavam"),
        (["Charles de Gaulle", "Gaulle", "de Gaulle"], "de Gaulle"),
        (["Mao Zedong", "Mao"], None),
        (["Qazi Muhammad", "Qazi", "Muhammad"], None),
        (["Qavam", "Ahmad Qavam"], None),
        (["Yakubov, T.", "T."], None),
    ],
)
def test_what_the_listing_also_calls_a_person(printed, family):
    names = {printed[0]: tuple(Spelling(one, 1) for one in printed)}
    assert family_names(names).get(printed[0]) == family


@pytest.mark.parametrize(
    ("name", "text", "family"),
    [
        ("Ivan Sadchikov", "AU  - Sadchikov, Ivan", "Sadchikov"),
        ("Claude E. Shannon", "AU  - Shannon,Claude E.", "Shannon"),
        ("Charles de Gaulle", "author = {de Gaulle, Charles and Doe, J.}", "de Gaulle"),
        ("Ivan Sadchikov", '{"family": "Sadchikov", "given": "Ivan"}', "Sadchikov"),
        ("Ivan Sadchikov", '{"given":"Ivan","family":"Sadchikov"}', "Sadchikov"),
        ("Ivan Sadchikov", "AU  - Ivan Sadchikov", ""),
        ("Ivan Sadchikov", "AU  - Sadchikova, Ivan", ""),
        ("Foreign Office", "AU  - Foreign Office,", ""),
        ("Ivan", "AU  - Ivan", ""),
    ],
)
def test_what_a_reference_writes(name, text, family):
    assert family_name_in_reference(name, text) == family


@pytest.mark.parametrize(
    "source",
    [
        "TY  - MANSCPT\nAU  - Sadchikov, Ivan\nTI  - Memo on oil\nDA  - 1946///\nER  - \n",
        (
            '[{"type":"manuscript","id":"1","title":"Memo on oil","issued":{"date-parts":[[1946]]},'
            '"author":[{"family":"Sadchikov","given":"Ivan"}]}]'
        ),
        "@misc{a, title={Memo on oil}, date={1946}, author={Sadchikov, Ivan}}",
    ],
)
def test_a_listing_of_references_is_believed(source):
    collection = Collection.read(source.encode())
    (one,) = references_of(collection, [0])
    assert cite(one, "chicago").text.startswith("Sadchikov, Ivan. “Memo on oil.” ")
    assert cite(one, "chicago-note").text.startswith("Ivan Sadchikov, “Memo on oil,” ")
