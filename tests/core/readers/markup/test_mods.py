import pytest

from dash_core import ReadError
from dash_core.readers import Options, SourceFile
from dash_core.readers.markup import mods


def read(text):
    return mods.read(SourceFile("mods.xml", text.encode()), Options())


def one(inner):
    (record,) = read(f'<mods xmlns="http://www.loc.gov/mods/v3">{inner}</mods>').records
    return record


def test_every_field():
    record = one(
        """<titleInfo><nonSort>The</nonSort><title>letter</title><subTitle>a reply</subTitle>
        <partNumber>Part 2</partNumber></titleInfo>
        <titleInfo type="alternative"><title>Another</title></titleInfo>
        <name><namePart type="given">Ann</namePart><namePart type="family">Lee</namePart>
        <namePart type="date">1900-1980</namePart><role><roleTerm type="text">Author</roleTerm>
        <roleTerm type="code">aut</roleTerm></role><affiliation>Oil Co.</affiliation></name>
        <name><namePart>Bo</namePart><role><roleTerm>addressee</roleTerm></role></name>
        <name><namePart>Cy</namePart><role><roleTerm>correspondent</roleTerm></role></name>
        <name><namePart>Di</namePart></name>
        <originInfo><place><placeTerm type="code">dcu</placeTerm><placeTerm type="text">Washington
        </placeTerm></place><publisher>Press</publisher><dateIssued>1950</dateIssued>
        <dateCreated>circa 1946</dateCreated>
        <dateCreated encoding="w3cdtf" qualifier="approximate">1946</dateCreated></originInfo>
        <abstract>On oil.</abstract><note>Torn.</note><note>Signed.</note>
        <subject><topic>Oil</topic><geographic>Baku</geographic><name><namePart>Ed</namePart></name>
        <temporal>1940s</temporal></subject>
        <subject><hierarchicalGeographic><country>Iran</country><city>Tabriz</city>
        </hierarchicalGeographic></subject>
        <genre>letter</genre><typeOfResource>text</typeOfResource>
        <language><languageTerm type="text">English</languageTerm>
        <languageTerm type="code">eng</languageTerm></language>
        <location><physicalLocation>NARA</physicalLocation><url>https://example.org/1</url>
        <url>https://example.org/2</url></location>
        <identifier type="local">77</identifier><identifier>78</identifier>
        <relatedItem type="host"><titleInfo><title>Papers</title></titleInfo>
        <part>Box 1</part></relatedItem>
        <relatedItem><titleInfo><title>See</title></titleInfo></relatedItem>
        <recordInfo><recordIdentifier>r1</recordIdentifier><recordContentSource>DLC
        </recordContentSource></recordInfo>"""
    )
    assert record.title == "The letter: a reply. Part 2"
    assert (record.summary, record.date, record.stated.machine) == (
        "On oil.",
        "circa 1946",
        "1946~",
    )
    assert (record.creators, record.recipients) == (("Lee, Ann, 1900-1980",), ("Bo",))
    assert record.people == ("Cy", "Di", "Ed")
    assert record.places == ("Washington", "Baku", "Iran, Tabriz")
    assert (record.subjects, record.genre, record.language) == (("Oil",), "letter", "English")
    assert (record.url, record.id) == ("https://example.org/1", "77")
    assert record.extra == {
        "other titles": "Another",
        "affiliation": "Oil Co.",
        "correspondent": "Cy",
        "placeTerm (code)": "dcu",
        "publisher": "Press",
        "dateIssued": "1950",
        "date qualifier": "approximate",
        "note": "Torn.; Signed.",
        "temporal": "1940s",
        "typeOfResource": "text",
        "languageTerm (code)": "eng",
        "physicalLocation": "NARA",
        "url": "https://example.org/2",
        "identifier": "78; r1",
        "part of": "Papers",
        "part of: part": "Box 1",
        "relatedItem": "See",
    }


@pytest.mark.parametrize(
    ("dates", "date", "normal"),
    [
        ("<dateCreated>1946</dateCreated>", "1946", "1946"),
        ("<dateCreated>May 5, 1946</dateCreated>", "May 5, 1946", ""),
        ('<dateCreated encoding="iso8601">19460505</dateCreated>', "19460505", "1946-05-05"),
        ('<dateCreated encoding="edtf">1946-05~</dateCreated>', "1946-05~", "1946-05~"),
        ('<dateCreated encoding="marc">19uu</dateCreated>', "19uu", ""),
        ('<dateCreated qualifier="questionable">1946</dateCreated>', "1946", "1946?"),
        ('<dateCreated qualifier="inferred">1946</dateCreated>', "1946", "1946"),
        (
            (
                '<dateCreated point="start">1945</dateCreated><dateCreated point="end">1946'
                "</dateCreated>"
            ),
            "1945-1946",
            "1945/1946",
        ),
        (
            (
                '<dateCreated point="end" qualifier="approximate">1946-05</dateCreated>'
                '<dateCreated point="start">1945-01</dateCreated>'
            ),
            "1945-01/1946-05",
            "1945-01/1946-05~",
        ),
        ('<dateCreated point="start">1945</dateCreated>', "1945", "1945/.."),
        (
            (
                '<dateCreated encoding="w3cdtf" point="start">1945</dateCreated>'
                '<dateCreated encoding="w3cdtf" point="end">1946</dateCreated>'
                "<dateCreated>the war's end</dateCreated>"
            ),
            "the war's end",
            "1945/1946",
        ),
        ("<dateIssued>1950</dateIssued>", "1950", "1950"),
        ("<dateIssued>1950</dateIssued><dateCreated/>", "1950", "1950"),
        ("", "", ""),
    ],
)
def test_dates(dates, date, normal):
    record = one(f"<originInfo>{dates}</originInfo>")
    assert (record.date, record.stated.machine) == (date, normal)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("<namePart>Lee, Ann</namePart>", "Lee, Ann"),
        ("<namePart>Lee, Ann</namePart><namePart type='date'>1900</namePart>", "Lee, Ann, 1900"),
        ("<displayForm>Ann Lee</displayForm>", "Ann Lee"),
        ("<role><roleTerm>cartographer</roleTerm></role><displayForm>A</displayForm>", "A"),
    ],
)
def test_names(name, expected):
    assert one(f"<name>{name}</name>").people == (expected,)


def test_only_a_code_and_only_a_type():
    record = one(
        "<language><languageTerm type='code'>rus</languageTerm></language>"
        "<typeOfResource>text</typeOfResource><recordInfo><recordIdentifier>r1</recordIdentifier>"
        "</recordInfo><identifier>https://example.org/1</identifier>"
    )
    assert (record.language, record.genre) == ("rus", "text")
    assert (record.id, record.url) == ("r1", "https://example.org/1")
    assert record.extra == {}


ONE = "<mods><titleInfo><title>A</title></titleInfo></mods>"


@pytest.mark.parametrize(
    ("text", "n"),
    [
        (ONE, 1),
        (f"<modsCollection>{ONE}{ONE}</modsCollection>", 2),
        (f'<m:modsCollection xmlns:m="urn:x">{ONE}</m:modsCollection>', 1),
        ("<mods><titleInfo><title>A</title></titleInfo><extension><mods/></extension></mods>", 1),
    ],
)
def test_one_or_many(text, n):
    assert mods.sniff(SourceFile("x.xml", text.encode()))
    assert [record.title for record in read(text).records] == ["A"] * n


def test_in_a_reply_of_oai_pmh():
    text = (
        "<OAI-PMH><responseDate>2003</responseDate><ListRecords><record><header><identifier>oai:1"
        f"</identifier></header><metadata>{ONE}</metadata></record></ListRecords></OAI-PMH>"
    )
    assert mods.sniff(SourceFile("x.xml", text.encode()))
    reading = read(text)
    assert [(record.title, record.id) for record in reading.records] == [("A", "oai:1")]
    assert [(p.text, p.role) for p in reading.report.files[0].pieces] == [
        ("2003", "header"),
        ("oai:1", "field"),
        ("A", "title"),
    ]


def test_the_account():
    reading = read(
        "<modsCollection>\n<mods>loose<titleInfo><title>A</title></titleInfo>\n<abstract>B</abstract>"
        "<recordInfo><recordOrigin>C</recordOrigin></recordInfo><genre>x</genre><genre>x</genre>"
        "<originInfo><dateCreated>1946</dateCreated></originInfo></mods></modsCollection>"
    )
    (report,) = reading.report.files
    assert [(p.number, p.text, p.role, p.record) for p in report.pieces] == [
        (2, "loose", "unread", None),
        (2, "A", "title", 0),
        (3, "B", "summary", 0),
        (3, "C", "header", None),
        (3, "x", "field", 0),
        (3, "x", "repeat", 0),
        (3, "1946", "date", 0),
    ]
    assert reading.records[0].genre == "x"


def test_a_collection_of_nothing():
    with pytest.raises(ReadError, match=r"“mods\.xml” has no MODS record"):
        read("<modsCollection/>")


@pytest.mark.parametrize("text", ["<ead/>", "<dc/>", "<OAI-PMH/>", "mods", ""])
def test_what_is_not_claimed(text):
    assert not mods.sniff(SourceFile("mods.xml", text.encode()))


def test_names_of_elements_in_lower_case():
    data = (
        "<mods><titleinfo><title>Salt ledger</title></titleinfo><origininfo><dateCreated>1811"
        "</dateCreated></origininfo><relateditem type='host'><titleinfo><title>Salt Office"
        "</title></titleinfo></relateditem></mods>"
    )
    (record,) = mods.read(SourceFile("m.xml", data.encode()), Options()).records
    assert (record.title, record.date) == ("Salt ledger", "1811")
    assert record.extra == {"part of": "Salt Office"}


@pytest.mark.parametrize(
    ("inner", "date", "event"),
    [
        ("<dateIssued>c1950</dateIssued>", "1950", "copyright"),
        ("<copyrightDate>©1950</copyrightDate>", "1950", "copyright"),
        ("<dateIssued>c. 1950</dateIssued>", "c. 1950", ""),
        ("<dateCreated>c1950</dateCreated>", "c1950", ""),
    ],
)
def test_a_year_of_copyright_is_not_about_a_year(inner, date, event):
    record = one(f"<originInfo>{inner}</originInfo>")
    assert (record.date, record.stated.event) == (date, event)


METS = """<mets xmlns="http://www.loc.gov/METS/" xmlns:m="http://www.loc.gov/mods/v3">
<dmdSec ID="D0"><mdWrap MDTYPE="MODS"><xmlData><m:mods><m:titleInfo><m:title>Mill papers</m:title>
</m:titleInfo></m:mods></xmlData></mdWrap></dmdSec>
<dmdSec ID="D1"><mdWrap MDTYPE="MODS"><xmlData><m:mods><m:titleInfo><m:title>On flour</m:title>
</m:titleInfo><m:originInfo><m:dateCreated>3 May 1871</m:dateCreated></m:originInfo></m:mods>
</xmlData></mdWrap></dmdSec>
<amdSec><rightsMD ID="R"><mdWrap MDTYPE="MODS"><xmlData><m:mods><m:accessCondition>free
</m:accessCondition></m:mods></xmlData></mdWrap></rightsMD></amdSec>
<structMap TYPE="LOGICAL"><div DMDID="D0"><div DMDID="D1 gone"/></div></structMap></mets>"""


def test_sections_of_mets_are_records_in_their_work():
    assert mods.sniff(SourceFile("mets.xml", METS.encode()))
    whole, part = read(METS).records
    assert (whole.title, "part of" in whole.extra) == ("Mill papers", False)
    assert (part.title, part.date) == ("On flour", "3 May 1871")
    assert part.extra["part of"] == "Mill papers"


def test_a_whole_without_parts_is_kept():
    record = one('<relatedItem type="host">Mill papers, box 2</relatedItem>')
    assert record.extra["part of"] == "Mill papers, box 2"


HOST = '<relatedItem type="host"><titleInfo><title>News</title></titleInfo>{}</relatedItem>'


@pytest.mark.parametrize("around", ["{}", HOST])
def test_the_date_of_an_issue(around):
    part = '<part><detail type="volume"><number>4</number></detail><date>June 1871</date></part>'
    record = one(around.format(part))
    assert record.date == "June 1871"
    assert any("4" in text for text in record.extra.values())
    dated = one("<originInfo><dateIssued>1870</dateIssued></originInfo>" + around.format(part))
    assert dated.date == "1870"


def test_the_date_that_a_host_was_issued_is_that_of_the_issue_that_an_article_is_in():
    issued = '<originInfo><dateIssued encoding="w3cdtf">1909-06-20</dateIssued></originInfo>'
    issue = HOST.format(issued + '<part><detail type="issue"><number>4</number></detail></part>')
    assert one(issue).date == "1909-06-20"
    assert one(HOST.format(issued)).date == ""  # a collection, not an issue


def test_codes_of_countries_are_no_places():
    code = '<place><placeTerm type="code" authority="marccountry">le </placeTerm></place>'
    named = '<place><placeTerm type="text">Beirut</placeTerm></place>'
    record = one(f"<originInfo>{code}</originInfo><originInfo>{named}</originInfo>")
    assert record.places == ("Beirut",)
    assert record.extra["placeTerm (code)"] == "le"
