"""Groups of texts, elements that list several terms, attributes that go nowhere."""

import pytest

from dash_core.readers import Options, SourceFile, read_file


def read(text):
    return read_file(SourceFile("t.xml", text.encode()), Options())


def test_dublin_core_with_several_terms_in_an_element():
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    text = (
        f"<records {dc}><record><dc:title>Tolls; a list</dc:title><dc:subject>Tolls; Ferries;"
        "</dc:subject><dc:creator>Rook, Ida; Wren, Hal</dc:creator><dc:date>1871</dc:date></record>"
        "<record><dc:title>Weirs</dc:title></record></records>"
    )
    first = read(text).records[0]
    assert (first.title, first.subjects) == ("Tolls; a list", ("Tolls", "Ferries"))
    assert first.creators == ("Rook, Ida", "Wren, Hal")


def test_letters_of_a_group_of_texts_are_documents():
    letter = (
        '<text type="letter"><front><docDate when="1871-0{0}-02">2nd</docDate></front><body>'
        "<head>To Wren, {0}</head><p>On tolls.</p></body></text>"
    )
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>L</title>'
        "</titleStmt></fileDesc></teiHeader><text><group>"
        f"{letter.format(1)}{letter.format(2)}</group></text></TEI>"
    )
    records = read(text).records
    assert [(one.title, one.stated.machine) for one in records] == [
        ("To Wren, 1", "1871-01-02"),
        ("To Wren, 2", "1871-02-02"),
    ]


@pytest.mark.parametrize(
    ("attributes", "unused"),
    [
        ('normal="1871/1874" id="d1" encodinganalog="245$f" render="italic"', []),
        ('normal="1871/1871" xml:lang="en" type="inclusive"', []),
        ('calendar="gregorian" certainty="approximate" normal="18710502"', []),
        ('normal="1871/9999"', []),
        ('authfilenumber="gnd-7" datechar="creation"', [("@authfilenumber", 2)]),
    ],
)
def test_attributes_with_content_that_go_nowhere_are_named(attributes, unused):
    date = f"<unitdate {attributes}>1871</unitdate>"
    component = f"<c><did><unittitle>Tolls</unittitle>{date}</did></c>"
    text = f"<ead><archdesc><did/><dsc>{component * 2}</dsc></archdesc></ead>"
    reading = read(text)
    (report,) = reading.report.files
    assert [(one.name, one.n) for one in report.unused] == unused
    assert ("Every element was read" in reading.report.sentence()) == (not unused)


def test_the_doubt_about_a_place_is_named():
    letter = (
        '<correspDesc><correspAction type="sent"><persName>Rook</persName><placeName cert="low" '
        'ref="https://p.example/1">Ulm</placeName><date when="1871"/></correspAction></correspDesc>'
    )
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>L</title>'
        f"</titleStmt></fileDesc><profileDesc>{letter * 2}</profileDesc></teiHeader></TEI>"
    )
    (report,) = read(text).report.files
    assert [(one.name, one.n) for one in report.unused] == [("@cert", 2)]
