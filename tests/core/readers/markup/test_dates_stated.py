"""What EAD, MODS and TEI state of a date beside its text."""

import pytest

from dash_core.collection.table import build
from dash_core.readers import SourceFile, read_file

EAD = (
    '<ead><eadheader/><archdesc level="collection"><did><unittitle>Papers</unittitle></did><dsc>'
    '<c01 level="item"><did><unittitle>On wool</unittitle>{}</did></c01></dsc></archdesc></ead>'
)
MODS = (
    '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>On wool</title></titleInfo>'
    "<originInfo>{}</originInfo></mods>"
)
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
    "<title>On wool</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc>"
    "<profileDesc><correspDesc>{}</correspDesc></profileDesc></teiHeader>"
    "<text><body><p>Sir</p></body></text></TEI>"
)
SENT = TEI.replace("{}", '<correspAction type="sent">{}</correspAction>')


def date_of(whole, part):
    reading = read_file(SourceFile("a.xml", whole.format(part).encode()))
    return build(reading).frame.iloc[0]


@pytest.mark.parametrize(
    ("whole", "part", "edtf", "qualifier"),
    [
        (
            EAD,
            '<unitdate normal="1871" certainty="approximate">1871</unitdate>',
            "1871~",
            "approximate",
        ),
        (
            EAD,
            '<unitdate normal="1871" certainty="uncertain">1871</unitdate>',
            "1871?",
            "uncertain",
        ),
        (EAD, '<unitdate normal="1871" certainty="certain">1871</unitdate>', "1871", "none"),
        (
            EAD,
            '<unitdate calendar="julian" normal="1871-05-24">12 May 1871</unitdate>',
            "1871-05-24",
            "none",
        ),
        (
            EAD,
            '<unitdate calendar="gregorian" era="ce" normal="1871">1871</unitdate>',
            "1871",
            "none",
        ),
        (
            EAD,
            '<unitdate normal="1870-01/1870-04">early in 1870</unitdate>',
            "1870-01/1870-04",
            "none",
        ),
        (EAD, '<unitdate normal="1871/9999">1871-</unitdate>', "1871/..", "none"),
        (
            EAD,
            (
                '<unitdate type="inclusive" normal="1871/1890">1871-1890</unitdate>'
                '<unitdate type="bulk" normal="1880/1885">1880-1885</unitdate>'
            ),
            "1871/1890",
            "none",
        ),
        (
            EAD,
            (
                '<unitdate type="inclusive">1871-1890</unitdate>'
                '<unitdate type="bulk" normal="1880/1885">1880-1885</unitdate>'
            ),
            "1871/1890",
            "none",
        ),
        (
            EAD,
            (
                '<unitdate normal="1871/1874">1871-1874</unitdate>'
                '<unitdate normal="1880">1880</unitdate>'
            ),
            "{1871..1874,1880}",
            "none",
        ),
        (
            MODS,
            '<dateCreated encoding="w3cdtf" qualifier="approximate">1871</dateCreated>',
            "1871~",
            "approximate",
        ),
        (
            MODS,
            '<dateIssued encoding="marc" qualifier="questionable">1871</dateIssued>',
            "1871?",
            "uncertain",
        ),
        (MODS, '<dateCreated qualifier="inferred">1871</dateCreated>', "1871", "inferred"),
        (
            MODS,
            (
                '<dateCreated encoding="marc" point="start">1871</dateCreated>'
                '<dateCreated encoding="marc" point="end">9999</dateCreated>'
            ),
            "1871/..",
            "none",
        ),
        (
            MODS,
            '<dateCreated encoding="edtf" keyDate="yes">1871-36</dateCreated>',
            "1871-36",
            "none",
        ),
        (
            MODS,
            '<dateCreated>1871</dateCreated><dateIssued keyDate="yes">1874</dateIssued>',
            "1874",
            "none",
        ),
        (SENT, '<date when="1871-05-03" cert="medium"/>', "1871-05-03?", "uncertain"),
        (SENT, '<date when="1871-05-03" cert="high"/>', "1871-05-03", "none"),
        (SENT, '<date when="1871-05-03" cert="0.4"/>', "1871-05-03?", "uncertain"),
        (SENT, '<date when="1871" precision="low">1871</date>', "1871~", "approximate"),
        (
            SENT,
            '<date from="1871-05-03" to="1871-05-09">May 1871</date>',
            "1871-05-03/1871-05-09",
            "none",
        ),
        (SENT, '<date notBefore="1871-05-03"/>', "1871-05-03/..", "none"),
        (
            SENT,
            '<date when="1871-05-24" calendar="#julian">12 May 1871</date>',
            "1871-05-24",
            "none",
        ),
    ],
)
def test_the_attributes_reach_the_date(whole, part, edtf, qualifier):
    row = date_of(whole, part)
    assert (row["date_edtf"], row["date_qualifier"]) == (edtf, qualifier), row["date_note"]


@pytest.mark.parametrize(
    ("whole", "part", "is_marked"),
    [
        (EAD, '<unitdate normal="1781">1871</unitdate>', True),
        (EAD, '<unitdate normal="1871-05-03">3 May 1871</unitdate>', False),
        (EAD, '<unitdate calendar="maya">12 Baktun</unitdate>', True),
        (MODS, '<dateCreated encoding="w3cdtf">1871-12</dateCreated>', False),
        (TEI, '<correspAction type="received"><date when="1871-05-03"/></correspAction>', True),
        (
            TEI,
            (
                '<correspAction type="sent"><date when="1871-05-01"/></correspAction>'
                '<correspAction type="received"><date when="1871-05-03"/></correspAction>'
            ),
            False,
        ),
    ],
)
def test_what_a_person_should_check_is_marked(whole, part, is_marked):
    assert bool(date_of(whole, part)["date_note"]) == is_marked
