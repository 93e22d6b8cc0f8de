import re
from xml.etree import ElementTree

import pytest

from dash_core import ReadError
from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.markup import tei
from tests.shared import SHARED

REAL = SHARED / "formats" / "tei"
PAPERS = REAL / "frus1882.list-of-papers.fragment.xml"
VOLUME = REAL / "frus1894Nicaragua.xml"
SPACE = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'
BEGINNING = "The text of the documents themselves is not kept, only its beginning."


def read(text):
    return tei.read(SourceFile("volume.xml", text.encode()), Options())


def volume(body, front=""):
    return read(
        f"<TEI {SPACE}><teiHeader>Header</teiHeader><text><front>{front}</front><body>{body}"
        "</body></text></TEI>"
    )


def document(inner, attributes=""):
    (record,) = volume(f'<div type="document" {attributes}>{inner}</div>').records
    return record


def pieces(reading):
    return [(p.text, p.role, p.record) for p in reading.report.files[0].pieces]


def notes(reading):
    return [note.text for note in reading.report.file_remarks]


# --- volumes


def test_a_document():
    reading = volume(
        """<div type="compilation"><head>Bluefields</head><p>Editors' words.</p>
        <div type="document" xml:id="d1" n="1" subtype="historical-document">
        <head>No. 1.<lb/><hi>Mr. <persName type="from">Seat</persName> to Mr. <persName type="to">
        Gresham</persName>.</hi><note>a</note></head>
        <note type="source">[Telegram.]</note>
        <dateline><placeName>Bluefields,<lb/><hi>Nicaragua</hi></placeName>, <date
        when="1894-01-25">January 25, 1894</date>. (Received.)</dateline>
        <p>Honduras<note>b</note> invading.</p>
        <p>Send help.</p>
        <closer><signed><hi>Seat</hi>, Agent</signed></closer>
        <frus:attachment><head>An inclosure</head><dateline><date when="1893">1893</date></dateline>
        <p>Old.</p></frus:attachment></div></div>"""
    )
    (record,) = reading.records
    assert record.title == "No. 1. Mr. Seat to Mr. Gresham."
    assert record.summary == "Honduras invading. Send help."
    assert (record.date, record.stated.machine) == ("January 25, 1894", "1894-01-25")
    assert (record.creators, record.recipients) == (("Seat",), ("Gresham",))
    assert record.places == ("Bluefields, Nicaragua",)
    assert record.id == "d1"
    assert record.extra == {
        "n": "1",
        "subtype": "historical-document",
        "source note": "[Telegram.]",
        "dateline": "Bluefields, Nicaragua, January 25, 1894. (Received.)",
        "signed": "Seat, Agent",
        "part of": "Bluefields",
    }
    assert pieces(reading) == [
        ("Header", "header", None),
        ("Bluefields", "header", None),
        ("Editors' words.", "unread", None),
        ("No. 1.", "title", 0),
        ("Mr.", "title", 0),
        ("Seat", "title", 0),
        ("to Mr.", "title", 0),
        ("Gresham", "title", 0),
        (".", "title", 0),
        ("a", "field", 0),
        ("[Telegram.]", "field", 0),
        ("Bluefields,", "field", 0),
        ("Nicaragua", "field", 0),
        (",", "field", 0),
        ("January 25, 1894", "date", 0),
        (". (Received.)", "field", 0),
        ("Honduras", "summary", 0),
        ("b", "field", 0),
        ("invading.", "summary", 0),
        ("Send help.", "summary", 0),
        ("Seat", "field", 0),
        (", Agent", "field", 0),
        ("An inclosure", "field", 0),
        ("1893", "field", 0),
        ("Old.", "field", 0),
    ]
    assert notes(reading) == [BEGINNING]


@pytest.mark.parametrize(
    ("attributes", "normal"),
    [
        ('when="1894-01-25"', "1894-01-25"),
        ('when="1958-05-06T23:00:00+01:00"', "1958-05-06"),
        ('from="1894" to="1895"', "1894/1895"),
        ('from="1894"', "1894/.."),
        ('notBefore="1894-01" notAfter="1894-03"', "1894-01/1894-03"),
        ('notAfter="1894"', "../1894"),
        ('value="1894"', "1894"),
        ("", ""),
    ],
)
def test_a_machines_date(attributes, normal):
    record = document(f"<opener><dateline><date {attributes}>1894</date></dateline></opener>")
    assert (record.date, record.stated.machine) == ("1894", normal)


@pytest.mark.parametrize(
    ("start", "end", "normal"),
    [
        ("1958-05-06T17:00:00-05:00", "1958-05-06T17:00:00-05:00", "1958-05-06"),
        ("1861-01-01T00:00:00-05:00", "1861-12-31T23:59:59-05:00", "1861-01-01/1861-12-31"),
        ("1861-01-01", "", ""),
    ],
)
def test_the_dates_of_the_volumes_editors(start, end, normal):
    record = document("", f'frus:doc-dateTime-min="{start}" frus:doc-dateTime-max="{end}"')
    assert (record.date, record.stated.machine) == ("", normal)


def test_more_dates_and_places():
    record = document(
        "<dateline><placeName>Rome</placeName><date>May 1</date> (<date>May 3</date>)</dateline>"
    )
    assert (record.date, record.extra["dates"], record.places) == ("May 1", "May 3", ("Rome",))


@pytest.mark.parametrize(
    ("inner", "creators", "recipients"),
    [
        ("<head>From <gloss type='from'>Rome</gloss></head>", ("Rome",), ()),
        ("<head>To <gloss type='to'>Rome</gloss></head>", (), ("Rome",)),
        ("<closer><signed><persName>Dulles</persName></signed></closer>", ("Dulles",), ()),
        (
            "<head><name type='from'>A</name></head><signed><persName>B</persName></signed>",
            ("A",),
            (),
        ),
        ("<attachment><head><persName type='from'>A</persName></head></attachment>", (), ()),
    ],
)
def test_who_wrote_to_whom(inner, creators, recipients):
    record = document(inner)
    assert (record.creators, record.recipients) == (creators, recipients)


def test_a_long_text_is_cut_between_words():
    words = " ".join(f"word{i}" for i in range(300))
    reading = volume(f'<div type="document"><p>{words}</p><p>Never shown.</p></div>')
    summary = reading.records[0].summary
    assert summary.endswith(" …")
    assert words.startswith(summary.removesuffix(" …"))
    assert words[len(summary) - 2] == " "
    assert 590 < len(summary) <= 602
    assert pieces(reading)[-2:] == [(words, "summary", 0), ("Never shown.", "field", 0)]


def test_one_endless_word():
    assert document(f"<p>{'x' * 2_000}</p>").summary == "x" * 600 + " …"


def test_the_editors_summary_is_the_summary():
    record = document('<note type="summary">On oil.</note><p>Sir: I beg.</p>')
    assert record.summary == "On oil."


def test_a_document_within_a_document_is_one_of_its_own():
    reading = volume(
        '<div type="document"><head>A</head><p>a</p><div type="document"><head>B</head><p>b</p>'
        "</div><p>c</p></div>"
    )
    assert [(r.title, r.summary) for r in reading.records] == [("A", "a c"), ("B", "b")]
    assert [record for _text, _role, record in pieces(reading)[1:]] == [0, 0, 1, 1, 0]


# --- lists of papers

NAMED = """<row><cell>No.</cell><cell>From and to whom.</cell><cell>Date.</cell>
<cell>Subject.</cell><cell>Page.</cell></row>"""
ROW = """<row><cell>{}</cell><cell>Mr. A to Mr. B</cell><cell>1882. Feb. 10</cell>
<cell>On <hi>oil</hi>.</cell><cell><ref target="#pg_1">1</ref></cell></row>"""


def test_a_list_of_papers():
    reading = read(
        f"""<div {SPACE} xml:id="papers"><head>List of papers</head><p>argentine republic.</p>
        <table>{NAMED}{ROW.format(1)}</table><table>{ROW.format(2)}</table>
        <p>U.S.S.R.</p><table>{NAMED}{ROW.format(3)}{NAMED}{ROW.format(4)}</table></div>"""
    )
    assert [(r.extra["No"], r.subjects) for r in reading.records] == [
        ("1", ("argentine republic",)),
        ("2", ("argentine republic",)),
        ("3", ("U.S.S.R.",)),
        ("4", ("U.S.S.R.",)),
    ]
    record = reading.records[0]
    assert (record.title, record.date) == ("Mr. A to Mr. B", "1882. Feb. 10")
    assert (record.summary, record.extra) == ("On oil.", {"No": "1", "Page": "1"})
    assert pieces(reading)[:14] == [
        ("List of papers", "header", None),
        ("argentine republic.", "header", None),
        *((name, "header", None) for name in ("No.", "From and to whom.", "Date.", "Subject.")),
        ("Page.", "header", None),
        ("1", "field", 0),
        ("Mr. A to Mr. B", "title", 0),
        ("1882. Feb. 10", "date", 0),
        ("On", "summary", 0),
        ("oil", "summary", 0),
        (".", "summary", 0),
        ("1", "field", 0),
    ]
    assert notes(reading) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "<row><cell/><cell/><cell>Page.</cell></row>"
            "<row><cell>Mr. A to Mr. B</cell><cell>May 8, 1861</cell><cell>38</cell></row>"
            "<row><cell>Same to same</cell><cell>May 9</cell><cell/></row>",
            [
                ("Mr. A to Mr. B", "May 8, 1861", "", {"Page": "38"}),
                ("Same to same", "May 9", "", {}),
            ],
            id="as of 1861",
        ),
        pytest.param(
            "<row><cell>Date and number</cell><cell>Subject</cell><cell>Page</cell></row>"
            "<row><cell>1922 Sept. 5 (73)</cell><cell><hi>To the Minister</hi> (<hi>tel.</hi>)<lb/>"
            "A treaty.<lb/>(Footnote)</cell><cell>32</cell></row>"
            "<row><cell>July 2</cell><cell>Treaty</cell><cell>33</cell></row>",
            [
                (
                    "To the Minister (tel.)",
                    "1922 Sept. 5",
                    "A treaty. (Footnote)",
                    {"number": "73", "Page": "32"},
                ),
                ("Treaty", "July 2", "", {"Page": "33"}),
            ],
            id="as of 1925",
        ),
        pytest.param(
            "<row><cell>No:</cell><cell>Name.</cell><cell>Date</cell><cell>Subject</cell></row>"
            "<row><cell cols='4'>OIL.</cell></row>"
            "<row><cell>1</cell><cell>A</cell><cell>May</cell><cell>B</cell><cell>C</cell></row>"
            "<row><cell/><cell/><cell/><cell/></row>",
            [("A", "May", "B", {"No": "1", "(column without a name)": "C"})],
            id="a heading across, a cell too many, an empty row",
        ),
    ],
)
def test_lists_of_other_times(rows, expected):
    reading = volume("", f"<div><table>{rows}</table></div>")
    assert [(r.title, r.date, r.summary, r.extra) for r in reading.records] == expected


def test_tables_of_other_things_are_no_lists():
    with pytest.raises(ReadError, match="no document is marked"):
        read(
            f"<div {SPACE}><table><row><cell>Date</cell><cell>Tons</cell></row>"
            "<row><cell>1946</cell><cell>3</cell></row></table></div>"
        )


def test_the_documents_come_before_their_list():
    reading = volume(
        '<div type="document"><head>A</head></div>',
        f"<div><head>List</head><table>{NAMED}{ROW.format(1)}{ROW.format(2)}</table></div>",
    )
    assert [record.title for record in reading.records] == ["A"]
    assert {role for text, role, _record in pieces(reading) if text != "A"} == {"header"}
    assert notes(reading) == [
        (
            "The list of papers (2 entries) was not read as documents: the documents themselves "
            "follow."
        ),
        BEGINNING,
    ]


# --- letters

LETTER = """<TEI xml:id="l{n}"><teiHeader><fileDesc><titleStmt><title>Letter {n}</title>
<title>Brief</title><author>Ada</author></titleStmt><publicationStmt><publisher>P</publisher>
<idno>no {n}</idno><idno type="URI">https://example.org/{n}</idno></publicationStmt></fileDesc>
<profileDesc><langUsage><language>German</language></langUsage><correspDesc>
<correspAction type="sent"><persName>Bo</persName><placeName>Rome</placeName>
<date when="1820-05-05">5 May</date></correspAction>
<correspAction type="received"><persName>Cy</persName><placeName>Oslo</placeName></correspAction>
</correspDesc><abstract><p>On oil.</p></abstract><textClass><keywords><term>Oil</term></keywords>
</textClass></profileDesc></teiHeader><text><body><p>Dear Cy.</p></body></text></TEI>"""


@pytest.mark.parametrize("corpus", [True, False])
def test_letters(corpus):
    text = LETTER.format(n=1)
    if corpus:
        text = f"<teiCorpus><teiHeader>All</teiHeader>{text}{LETTER.format(n=2)}</teiCorpus>"
    reading = read(text)
    assert len(reading.records) == 1 + corpus
    record = reading.records[-1]
    n = 1 + corpus
    assert (record.title, record.summary) == (f"Letter {n}", "On oil.")
    assert (record.date, record.stated.machine) == ("5 May", "1820-05-05")
    assert (record.creators, record.recipients) == (("Bo",), ("Cy",))
    assert (record.places, record.subjects) == (("Rome", "Oslo"), ("Oil",))
    assert (record.language, record.url) == ("German", f"https://example.org/{n}")
    assert record.id == f"l{n}"
    assert record.extra == {
        "other titles": "Brief",
        "idno": f"no {n}",
        "author": "Ada",
        "sent: place": "Rome",
        "received: place": "Oslo",
    }
    roles = {text: role for text, role, _record in pieces(reading)}
    assert (roles["P"], roles["Ada"], roles["Dear Cy."]) == ("header", "field", "field")


def test_a_text_with_no_more_than_a_title_and_a_dateline():
    (record,) = read(
        "<TEI.2><teiHeader><fileDesc><titleStmt><title>Letter</title><author>Ada</author>"
        "</titleStmt></fileDesc></teiHeader><text><body><opener><dateline><date when='1820'>in "
        "1820</date></dateline></opener><p>Dear Cy.</p></body></text></TEI.2>"
    ).records
    assert (record.title, record.creators, record.summary) == ("Letter", ("Ada",), "Dear Cy.")
    assert (record.date, record.stated.machine) == ("in 1820", "1820")


CMIF = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Letters of the salt office</title><editor>E. Dahl</editor></titleStmt><publicationStmt>
<idno type="url">https://salt.example/cmif.xml</idno></publicationStmt><sourceDesc>
<bibl type="print" xml:id="ed">Dahl, Letters (1990)</bibl></sourceDesc></fileDesc><profileDesc>
<correspDesc key="4" ref="https://salt.example/4" source="#ed"><correspAction type="sent">
<persName ref="http://d-nb.info/gnd/1">Ruud, Ola</persName><orgName>Salt Office</orgName>
<placeName ref="https://www.geonames.org/2">Bergen</placeName><date from="1811-02-03"
to="1811-02-05"/></correspAction><correspAction type="received"><persName
ref="http://d-nb.info/gnd/9">Vik, Per</persName><date when="1811-03-01"/></correspAction>
<correspContext><ref type="replyTo"
target="https://salt.example/3">Reply to 3</ref></correspContext>
<note>In cipher</note></correspDesc>
<correspDesc key="5" source="https://other.example/ed"><correspAction type="received">
<persName>Vik, Per</persName><date when="1812">1812, spring</date></correspAction></correspDesc>
</profileDesc></teiHeader><text><body><p/></body></text></TEI>"""


def test_a_list_of_letters():
    reading = read(CMIF)
    first, second = reading.records
    assert (first.id, first.url, first.title) == ("4", "https://salt.example/4", "")
    assert (first.creators, first.recipients) == (("Ruud, Ola", "Salt Office"), ("Vik, Per",))
    assert (first.places, first.stated.machine) == (("Bergen",), "1811-02-03/1811-02-05")
    assert first.extra == {
        "edition": "Dahl, Letters (1990)",
        "sent: person (ref)": "http://d-nb.info/gnd/1",
        "sent: place": "Bergen",
        "sent: place (ref)": "https://www.geonames.org/2",
        "received: person (ref)": "http://d-nb.info/gnd/9",
        "received: date": "1811-03-01",
        "ref": "https://salt.example/3; Reply to 3",
        "note": "In cipher",
        "part of": "Letters of the salt office",
    }
    assert (second.date, second.recipients) == ("1812, spring", ("Vik, Per",))
    assert second.extra["edition"] == "https://other.example/ed"
    assert not reading.report.unread
    assert notes(reading) == []


def test_places_under_general_names_and_dates_of_forwarding():
    first = CMIF.index("<correspDesc")
    letter = """<correspDesc key="6"><correspAction type="sent"><name type="person">Ruud, Ola</name>
<rs type="place">Bergen</rs></correspAction><correspAction type="forwarded"><persName>Dahl, Eva
</persName><date when="1811-04-01"/></correspAction></correspDesc>"""
    record = read(CMIF[:first] + letter + CMIF[first:]).records[0]
    assert (record.creators, record.places, record.people) == (
        ("Ruud, Ola",),
        ("Bergen",),
        ("Dahl, Eva",),
    )
    assert (record.date, record.stated.machine) == ("", "")
    assert record.extra["forwarded: date"] == "1811-04-01"


SINGLE = """<TEI xml:id="f7"><teiHeader><fileDesc><titleStmt>
<title>On the new pans</title></titleStmt>
<sourceDesc><msDesc><msIdentifier><repository>Town Archive</repository><idno>Ms 4</idno>
</msIdentifier><physDesc><p>Two leaves.</p></physDesc></msDesc></sourceDesc></fileDesc>
<profileDesc><correspDesc><correspAction type="sent"><persName>Ruud, Ola</persName>
<placeName><settlement>Bergen</settlement><country>Norway</country></placeName>
<date when="1811-02-03"/></correspAction></correspDesc></profileDesc></teiHeader>
<text><body><div type="letter" xml:id="f7-l">{head}<dateline>3 Febr.</dateline><p>Dear Per.</p>
</div></body></text></TEI>"""


@pytest.mark.parametrize(("head", "kept"), [("", ""), ("<head>To P. Vik</head>", "To P. Vik")])
def test_the_header_describes_the_only_letter_of_a_file(head, kept):
    (record,) = read(SINGLE.format(head=head)).records
    assert (record.title, record.id, record.summary) == ("On the new pans", "f7-l", "Dear Per.")
    assert (record.creators, record.places) == (("Ruud, Ola",), ("Bergen, Norway",))
    assert record.stated.machine == "1811-02-03"
    assert record.extra.get("head", "") == kept
    assert (record.extra["archive"], record.extra["shelfmark"]) == ("Town Archive", "Ms 4")
    assert record.extra["p"] == "Two leaves."


MANUSCRIPT = """<TEI><teiHeader><fileDesc><titleStmt><title>Town Library</title></titleStmt>
<sourceDesc><msDesc><msIdentifier><institution>Town Library</institution><idno>Ms 4</idno>
</msIdentifier><msContents><summary>A copy of the Salter's book.</summary><msItem>
<title>The Salter's book</title><title type="alt">On brine</title></msItem></msContents>
<history><origin><date notBefore="1701" notAfter="1750">First half of the 18th century</date>
</origin></history></msDesc></sourceDesc></fileDesc></teiHeader></TEI>"""


def test_a_manuscript_is_titled_by_its_work_and_dated_by_its_origin():
    (record,) = read(MANUSCRIPT).records
    assert (record.title, record.summary) == ("The Salter's book", "A copy of the Salter's book.")
    assert (record.date, record.stated.machine) == ("First half of the 18th century", "1701/1750")
    assert record.extra["other titles"] == "Town Library"


@pytest.mark.parametrize("text", ["<ead/>", "<div type='document'/>", "<html/>", "", "TEI"])
def test_what_is_not_claimed(text):
    assert not tei.sniff(SourceFile("tei.xml", text.encode()))


# --- real files


@pytest.mark.skipif(not PAPERS.exists(), reason="the real list of papers is not here")
def test_a_real_list_of_papers():
    data = PAPERS.read_bytes()
    reading = tei.read(SourceFile(PAPERS.name, data), Options())
    heads = len(re.findall(rb"<cell>From and to whom", data))
    assert len(reading.records) == data.count(b"<row>") - heads == 341
    assert [int(record.extra["No"]) for record in reading.records] == list(range(1, 342))
    assert all(r.title and r.summary and r.date and r.subjects for r in reading.records)
    assert not reading.report.unread
    root = ElementTree.fromstring(data)
    rows = list(root.iter("{http://www.tei-c.org/ns/1.0}row"))
    texts = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in rows]
    assert [(r.title, r.date, r.summary) for r in reading.records] == [
        tuple(cells[1:4]) for cells in texts if not cells[0].startswith("No")
    ]


@pytest.mark.skipif(not VOLUME.exists(), reason="the real volume is not here")
def test_a_real_volume():
    data = VOLUME.read_bytes()
    reading = tei.read(SourceFile(VOLUME.name, data), Options())
    assert len(reading.records) == data.count(b'<div type="document"') == 138
    assert not reading.report.unread
    root = ElementTree.fromstring(data)
    assert [piece.text for piece in reading.report.files[0].pieces] == [
        " ".join(text.split()) for text in root.itertext() if text.strip()
    ]
    printed = []
    for division in root.iter("{http://www.tei-c.org/ns/1.0}div"):
        if division.get("type") == "document":
            date = division.find("{*}dateline/{*}date")
            printed.append("" if date is None else " ".join("".join(date.itertext()).split()))
    assert [record.date for record in reading.records] == printed
    assert sum(bool(record.stated.machine) for record in reading.records) == 137
    assert all(r.title and r.creators and r.recipients and r.summary for r in reading.records)
    rows = data.count(b"<row>") - 1
    assert notes(reading)[0].startswith(f"The list of papers ({rows} entries) was not read")


def test_an_edition_of_other_files_names_them():
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="letters/{}.xml"/>'
    with pytest.raises(ReadError, match=r"2 other files that have \(“letters/1.xml” and so on\)"):
        read(f"<teiCorpus {SPACE}>{include.format(1)}{include.format(2)}</teiCorpus>")


def test_text_without_paragraphs_has_a_beginning_and_the_parts_of_a_letter_are_no_documents():
    header = (
        "<teiHeader><profileDesc><correspDesc><correspAction type='sent'><date when='1797-01-12'/>"
        "<persName>Ada Pell</persName></correspAction></correspDesc></profileDesc></teiHeader>"
    )
    reading = read(
        f"<TEI {SPACE}>{header}<text><body><div>dear<lb/> nephew, the book</div>"
        "<div>I thank you for the other book</div></body></text></TEI>"
    )
    assert reading.records[0].summary == "dear nephew, the book I thank you for the other book"
    assert [remark.text for remark in reading.report.file_remarks] == [BEGINNING]


def test_descriptions_of_letters_without_tei_around_them_are_letters():
    letter = (
        '<correspDesc><correspAction type="sent"><persName pmb-ref="11">Nils Holm</persName>'
        '<placeName>Rodaun</placeName><date when="1905-09-{n}"/></correspAction>'
        '<correspAction type="received"><persName pmb-ref="21">Jan Voss</persName>'
        '<date when="1905-10-02"/></correspAction></correspDesc>'
    )
    letters = "".join(letter.replace("{n}", str(n)) for n in (28, 29, 30))
    reading = read_file(SourceFile("a.xml", f"<corresp>{letters}</corresp>".encode()), Options())
    assert [record.stated.machine or record.date for record in reading.records] == [
        f"1905-09-{n}" for n in (28, 29, 30)
    ]
    for record in reading.records:
        assert (record.creators, record.recipients) == (("Nils Holm",), ("Jan Voss",))
        assert record.places == ("Rodaun",)
        assert record.extra["sent: person (pmb-ref)"] == "11"
