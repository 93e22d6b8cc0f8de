import re
from xml.etree import ElementTree

import pytest

from dash_core import ReadError
from dash_core.readers import Options, SourceFile
from dash_core.readers.markup import dublin_core
from tests.shared import SHARED

REAL = SHARED / "formats" / "oai_pmh"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
)


def read(text):
    return dublin_core.read(SourceFile("reply.xml", text.encode()), Options())


def one(inner):
    (record,) = read(f"<record {SPACES}>{inner}</record>").records
    return record


def oai(inner, verb="ListRecords"):
    return (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2003</responseDate>'
        f"<request>http://x</request><{verb}>{inner}</{verb}></OAI-PMH>"
    )


def entry(inner, identifier="oai:1"):
    return (
        f"<record><header><identifier>{identifier}</identifier><datestamp>2003-04-15</datestamp>"
        "<setSpec>1:2</setSpec></header><metadata>"
        f'<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" {SPACES}>{inner}'
        "</oai_dc:dc></metadata></record>"
    )


DELETED = '<record><header status="deleted"><identifier>oai:9</identifier></header></record>'


def pieces(reading):
    return [(p.text, p.role, p.record) for p in reading.report.files[0].pieces]


def notes(reading):
    return [note.text for note in reading.report.file_remarks]


def test_every_field():
    record = one(
        """<dc:title>A</dc:title><dc:title>B</dc:title><dc:creator>Smith</dc:creator>
        <dc:contributor>Smith</dc:contributor><dc:contributor>Jones</dc:contributor>
        <dc:description>On oil.</dc:description><dc:description>And more.</dc:description>
        <dc:date>1946</dc:date><dc:subject>Oil</dc:subject><dc:subject>War</dc:subject>
        <dc:coverage>Baku</dc:coverage><dc:coverage>1940s</dc:coverage>
        <dcterms:spatial>Iran</dcterms:spatial><dc:type>Letter</dc:type><dc:type>Text</dc:type>
        <dc:language>en</dc:language><dc:identifier>A 1</dc:identifier>
        <dc:identifier>https://example.org/1</dc:identifier>
        <dc:identifier>https://example.org/2</dc:identifier><dc:rights>Free</dc:rights>"""
    )
    assert (record.title, record.summary, record.date) == ("A", "On oil. And more.", "1946")
    assert (record.creators, record.people) == (("Smith",), ("Jones",))
    assert (record.subjects, record.places) == (("Oil", "War"), ("Baku", "Iran"))
    assert (record.genre, record.language) == ("Letter", "en")
    assert record.url == "https://example.org/1"
    assert record.extra == {
        "other titles": "B",
        "coverage": "1940s",
        "type": "Text",
        "identifier": "A 1; https://example.org/2",
        "rights": "Free",
    }


@pytest.mark.parametrize(
    ("dates", "date", "others"),
    [
        (["1946"], "1946", None),
        (["2003-04-15T10:18:51Z", "1946", "1946"], "1946", "2003-04-15T10:18:51Z"),
        (["1946", "1950"], "1946", "1950"),
        (["2003-04-15T10:18:51Z"] * 3, "2003-04-15T10:18:51Z", None),
        (["", "ca. 1946"], "ca. 1946", None),
        ([], "", None),
    ],
)
def test_which_date_is_the_documents(dates, date, others):
    record = one("<dc:title>A</dc:title>" + "".join(f"<dc:date>{d}</dc:date>" for d in dates))
    assert (record.date, record.extra.get("dates")) == (date, others)


def test_the_date_of_creation_comes_first():
    record = one(
        "<dcterms:issued>1950</dcterms:issued><dc:date>1948</dc:date>"
        "<dcterms:created>May 1946</dcterms:created>"
    )
    assert (record.date, record.extra) == ("May 1946", {"dates": "1950; 1948"})


@pytest.mark.parametrize(
    "text",
    [
        f"<oai_dc:dc xmlns:oai_dc='urn:x' {SPACES}><dc:title>A</dc:title></oai_dc:dc>",
        f"<rdf:RDF {SPACES}><rdf:Description><dc:title>A</dc:title></rdf:Description></rdf:RDF>",
        f"<records {SPACES}><record><dc:title>A</dc:title></record></records>",
        f"<metadata {SPACES}><dc:title>A</dc:title></metadata>",
        f"<rss {SPACES}><channel><item><title>A</title><dc:date>1</dc:date></item></channel></rss>",
        "<dc><title>A</title></dc>",
        '<dc xmlns="urn:another"><title>A</title></dc>',
        '<record xmlns:z="http://purl.org/dc/elements/1.1/"><z:title>A</z:title></record>',
        oai(entry("<dc:title>A</dc:title>")),
        oai(entry("<dc:title>A</dc:title>"), "GetRecord"),
    ],
)
def test_wrappers(text):
    assert dublin_core.sniff(SourceFile("x.xml", text.encode()))
    assert [record.title for record in read(text).records] == ["A"]


def test_names_beside_a_record_stand_for_their_addresses():
    (record,) = read(
        f"""<rdf:RDF {SPACES} xmlns:skos="http://www.w3.org/2004/02/skos/core#">
        <rdf:Description rdf:about="#1"><dc:title>A</dc:title><dc:creator rdf:resource="#p"/>
        <dcterms:created rdf:resource="#t"/></rdf:Description>
        <x rdf:about="#p"><skos:prefLabel>Ray, Ida</skos:prefLabel></x>
        <x rdf:about="#t"><skos:prefLabel>May 1871</skos:prefLabel></x></rdf:RDF>"""
    ).records
    assert (record.creators, record.date) == (("Ray, Ida",), "May 1871")
    assert record.extra == {"creator (ref)": "#p", "created (ref)": "#t"}


def test_lists_and_addresses_of_rdf():
    (record,) = read(
        f"""<rdf:RDF {SPACES}><rdf:Description rdf:about="https://example.org/1"><dc:subject>
        <rdf:Bag><rdf:li>Oil</rdf:li><rdf:li>War</rdf:li></rdf:Bag></dc:subject>
        <dc:relation rdf:resource="https://example.org/2"/></rdf:Description></rdf:RDF>"""
    ).records
    assert (record.subjects, record.url) == (("Oil", "War"), "https://example.org/1")
    assert record.extra == {"relation": "https://example.org/2"}


def test_a_reply():
    reading = read(
        oai(
            entry(
                "<dc:title>A</dc:title><dc:description>B</dc:description>"
                "<dc:description>B</dc:description><dc:creator>C</dc:creator>"
                "<dc:contributor>C</dc:contributor>"
            )
            + DELETED
            + '<resumptionToken completeListSize="1204">abc</resumptionToken>'
        )
    )
    (record,) = reading.records
    assert (record.id, record.summary, record.people) == ("oai:1", "B", ())
    assert record.extra == {"setSpec": "1:2"}
    assert pieces(reading) == [
        ("2003", "header", None),
        ("http://x", "header", None),
        ("oai:1", "field", 0),
        ("2003-04-15", "header", None),
        ("1:2", "field", 0),
        ("A", "title", 0),
        ("B", "summary", 0),
        ("B", "repeat", 0),
        ("C", "field", 0),
        ("C", "repeat", 0),
        ("oai:9", "unread", None),
        ("abc", "header", None),
    ]
    assert notes(reading) == [
        "1 entry was deleted at the archive; only its number is left.",
        "This is one page of a list of 1204 entries: ask the archive for the rest.",
    ]


def test_the_last_page_and_an_unknown_total():
    assert notes(read(oai(entry("<dc:title>A</dc:title>") + "<resumptionToken/>"))) == []
    more = "<resumptionToken>abc</resumptionToken>"
    assert notes(read(oai(entry("<dc:title>A</dc:title>") + more))) == [
        "This is one page of a longer list: ask the archive for the rest."
    ]


def test_entries_of_another_format_are_named():
    foreign = "<record><header/><metadata><marc>x</marc></metadata></record>"
    reading = read(oai(entry("<dc:title>A</dc:title>") + foreign))
    assert notes(reading) == ["1 entry is in another format than Dublin Core."]
    assert pieces(reading)[-1] == ("x", "unread", None)


def test_time_stamps_are_said_once():
    stamp = "<dc:date>2003-04-15T10:18:51Z</dc:date>"
    reading = read(oai(entry(stamp) * 3 + entry("<dc:date>1946</dc:date>")))
    assert notes(reading) == [
        "The only dates of 3 documents are time stamps, perhaps those of their catalogue entries."
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (oai("", "ListMetadataFormats"), "reply to ListMetadataFormats, which lists no documents"),
        (oai("<header/>", "ListIdentifiers"), "reply to ListIdentifiers, which lists no documents"),
        (oai("", "Identify"), "reply to Identify, which lists no documents"),
        ("<OAI-PMH><error code='badVerb'>No such verb.</error></OAI-PMH>", "error: No such verb."),
        ("<OAI-PMH><error code='noRecordsMatch'/></OAI-PMH>", "is an error: noRecordsMatch."),
        (oai(DELETED), "Every entry in “reply.xml” was deleted"),
        (
            oai("<record><header/><metadata><marc/></metadata></record>"),
            "in a format that is not read here: ask the archive for the format oai_dc",
        ),
        (oai(""), "has no entries"),
    ],
)
def test_replies_without_records(text, sentence):
    assert dublin_core.sniff(SourceFile("reply.xml", text.encode()))
    with pytest.raises(ReadError, match=re.escape(sentence)):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "<ead/>",
        "<html xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>A</dc:title></html>",
        oai("<record><header/><metadata><mods/></metadata></record>"),
        "<dc/>",
        "dc",
        "",
    ],
)
def test_what_is_not_claimed(text):
    assert not dublin_core.sniff(SourceFile("dc.xml", text.encode()))


@pytest.mark.skipif(not REAL.exists(), reason="the real replies are not here")
@pytest.mark.parametrize(("name", "n"), [("fake1__00005.xml", 16), ("fake2__00002.xml", 79)])
def test_real_replies(name, n):
    data = (REAL / name).read_bytes()
    reading = dublin_core.read(SourceFile(name, data), Options())
    assert len(reading.records) == data.count(b"<metadata>") == n
    root = ElementTree.fromstring(data)
    assert [piece.text for piece in reading.report.files[0].pieces] == [
        " ".join(text.split()) for text in root.itertext() if text.strip()
    ]
    deleted = data.count(b'status="deleted"')
    assert len({p.number for p in reading.report.unread}) == deleted
    space = "{http://purl.org/dc/elements/1.1/}"
    for record, dc in zip(
        reading.records, root.iter("{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"), strict=True
    ):
        assert record.title == " ".join(dc.find(f"{space}title").text.split())
        dates = [e.text for e in dc.iter(f"{space}date")]
        plain = [date for date in dates if "T" not in date]
        assert record.date == (plain or dates)[0]
        assert set(record.creators) == {e.text.strip() for e in dc.iter(f"{space}creator")}


@pytest.mark.skipif(not REAL.exists(), reason="the real replies are not here")
def test_a_real_reply_without_records():
    data = (REAL / "fake1__00002.xml").read_bytes()
    with pytest.raises(ReadError, match="reply to ListMetadataFormats, which lists no documents"):
        dublin_core.read(SourceFile("fake1__00002.xml", data), Options())
