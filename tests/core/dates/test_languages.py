"""Dates in the languages of the vocabulary."""

import pytest

from dash_core.dates import parse_date


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("5. April 1946", "1946-04-05"),
        ("1946. gada 5. aprīlī", "1946-04-05"),
        ("5. märtsil 1946", "1946-03-05"),
        ("5. januarja 1946", "1946-01-05"),
        ("5. фебруара 1946", "1946-02-05"),
        ("5 prill 1946", "1946-04-05"),
        ("maaliskuussa 1946", "1946-03"),
        ("5.-7. April 1946", "1946-04-05/1946-04-07"),
        ("28. April bis 2. Mai 1946", "1946-04-28/1946-05-02"),
        ("Mrz 1946", "1946-03"),
        ("Jänner 1946", "1946-01"),
        ("zwischen 1945 und 1946", "[1945..1946]"),
        ("Ende der 1970er Jahre", "1975/1979"),
        ("2. Hälfte 19. Jahrhundert", "1850/1899"),
        ("Frühjahr 1946", "1946-21"),
        ("um 1946", "1946~"),
        ("1er avril 1946", "1946-04-01"),
        ("du 5 au 7 avril 1946", "1946-04-05/1946-04-07"),
        ("août 1946", "1946-08"),
        ("févr. 1946", "1946-02"),
        ("de 1945 à 1946", "1945/1946"),
        ("fin des années 1970", "1975/1979"),
        ("XIXe siècle", "18XX"),
        ("5 de abril de 1946", "1946-04-05"),
        ("5 al 7 de abril de 1946", "1946-04-05/1946-04-07"),
        ("domingo 5 de mayo de 1946", "1946-05-05"),
        ("hacia 1946", "1946~"),
        ("siglo XIX", "18XX"),
        ("5 aprile 1946", "1946-04-05"),
        ("dal 1945 al 1946", "1945/1946"),
        ("intorno al 1946", "1946~"),
        ("sec. XIX", "18XX"),
        ("5 de março de 1946", "1946-03-05"),
        ("5 апреля 1946 г.", "1946-04-05"),
        ("5-7 апреля 1946 г.", "1946-04-05/1946-04-07"),
        ("апр. 1946", "1946-04"),
        ("1945-1946 гг.", "1945/1946"),
        ("с 1930 по 1940 г.", "1930/1940"),
        ("около 1946", "1946~"),
        ("1940-е гг.", "194X"),
        ("конец XIX в.", "1850/1899"),
        ("весна 1946 г.", "1946-21"),
        ("нач. XX в.", "1900/1949"),
        ("1-я четв. XIX в.", "1800/1824"),
        ("кон. XIX - нач. XX в.", "1850/1949"),
        ("II poł. XIX w.", "1850/1899"),
        ("sec. XVI-XVII", "1500/1699"),
        ("siglos XVI y XVII", "{15XX,16XX}"),
        ("1ère moitié du XXe siècle", "1900/1949"),
        ("1920-30er Jahre", "192X/193X"),
    ],
)
def test_read_without_a_mark(printed, edtf):
    result = parse_date(printed)
    assert (result.edtf, result.note) == (edtf, "")


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("avant le 5 avril 1946", "../1946-04-05"),
        ("nach 1946", "1946/.."),
        ("po 1946", "1946/.."),
        ("1946 or before", "../1946"),
        ("1914-1918, o.D.", "1914/1918"),
        ("25 окт. 1917 г. ст. ст.", "1917-11-07"),
        ("не позднее 5 апреля 1946", "../1946-04-05"),
        ("не ранее 1946 г.", "1946/.."),
        ("12 (25) января 1918 г.", "1918-01-25"),
        ("1 мая 1917 (ст. ст.)", "1917-05-14"),
    ],
)
def test_read_and_marked(printed, edtf):
    result = parse_date(printed)
    assert result.edtf == edtf
    assert result.is_marked
