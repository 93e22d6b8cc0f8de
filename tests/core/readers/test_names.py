import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.readers.names import NameParts, parse_name


@pytest.mark.parametrize(
    ("written", "parts", "display"),
    [
        ("Pell, Ada", NameParts("Pell", "Ada"), "Ada Pell"),
        ("Pell, Ada, III", NameParts("Pell", "Ada", suffix="III"), "Ada Pell III"),
        ("Pell, Sr., Tom", NameParts("Pell", "Tom", suffix="Sr."), "Tom Pell Sr."),
        ("Pell, Tom A. Jr.", NameParts("Pell", "Tom A.", suffix="Jr."), "Tom A. Pell Jr."),
        ("Pell, Tom V", NameParts("Pell", "Tom V"), "Tom V Pell"),
        ("ter Horst, Wim", NameParts("Horst", "Wim", "ter"), "Wim ter Horst"),
        ("d'Aubert, Luc", NameParts("Aubert", "Luc", "d'"), "Luc d'Aubert"),
        ("de l’Orme, Luc", NameParts("Orme", "Luc", "de l’"), "Luc de l’Orme"),
        ("Horst, Wim ter", NameParts("Horst", "Wim", dropped="ter"), "Wim ter Horst"),
        ("al-Amin, Nur", NameParts("al-Amin", "Nur"), "Nur al-Amin"),
        ("Van Dyke, Ada", NameParts("Van Dyke", "Ada"), "Ada Van Dyke"),
        ("Иванов, Пётр", NameParts("Иванов", "Пётр"), "Пётр Иванов"),
        ("王, 明", NameParts("王", "明"), "明 王"),
        ("e. e. cummings", NameParts(literal="e. e. cummings"), "e. e. cummings"),
        ("Tom Pell, Jr.", NameParts(literal="Tom Pell Jr."), "Tom Pell Jr."),
        ("Pell, Marsh, Cole & Co.", NameParts(literal="Pell, Marsh, Cole & Co."), None),
        ("Ministry of War, Prague", NameParts(literal="Ministry of War, Prague"), None),
        ("Church, Ada", NameParts("Church", "Ada"), "Ada Church"),
        ("Pell,", NameParts(literal="Pell,"), None),
        ("", NameParts(), ""),
    ],
)
def test_names_are_divided_at_their_commas(written, parts, display):
    assert parse_name(written) == parts
    assert parse_name(written).display == (written if display is None else display)


def test_forms_of_a_name():
    name = NameParts("Horst", "Wim", "ter", "Jr.")
    assert name.inverted == "ter Horst, Wim, Jr."
    assert name.as_csl() == {
        "family": "Horst",
        "given": "Wim",
        "non-dropping-particle": "ter",
        "suffix": "Jr.",
    }
    assert NameParts("Horst", "Wim", dropped="ter").inverted == "Horst, Wim ter"
    assert NameParts(literal="Board of Works").as_csl() == {"literal": "Board of Works"}


@given(st.text(st.sampled_from("Aa eÉ,'’.-IJr王 "), max_size=20))
def test_no_letter_is_lost_and_what_is_written_is_read_again(text):
    name = parse_name(text)
    for form in (name.display, name.inverted):
        assert (
            sorted(form.replace(",", "").replace(" ", ""))
            == sorted(text.replace(",", "").replace(" ", ""))
            or name.literal
        )
    assert parse_name(name.inverted).display == name.display
