import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import RECORD_PATH, Options, SourceFile, read_file
from dash_core.readers.markup import xml_records

BRIEFE = """<korrespondenz xmlns="urn:x"><meta><stand>2020</stand></meta><briefe>
<brief nr="1" datum="3. Mai 1811"><absender><name>Ruud, Ola</name><gnd>118</gnd></absender>
<empfaenger><name>Vik, Per</name></empfaenger><inhalt>Über <i>Salz</i> und mehr.</inhalt>
<schlagworte><schlagwort>Salz</schlagwort><schlagwort>Handel</schlagwort></schlagworte></brief>
<brief nr="2" datum="4. Mai 1811">
<absender><vorname>Per</vorname><nachname>Vik</nachname></absender></brief>
</briefe><anhang><bild src="a.jpg"/></anhang></korrespondenz>"""


def read(text, path=""):
    columns = {"a.xml": {RECORD_PATH: path}} if path else {}
    return read_file(SourceFile("a.xml", text.encode()), Options(columns))


def test_letters_of_an_edition():
    reading = read(BRIEFE)
    first, second = reading.records
    assert (first.id, first.date, first.summary) == ("1", "3. Mai 1811", "Über Salz und mehr.")
    assert (first.creators, first.recipients) == (("Ruud, Ola",), ("Vik, Per",))
    assert first.subjects == ("Salz", "Handel")
    assert first.extra == {"absender.gnd": "118"}
    assert second.creators == ("Vik, Per",)
    (report,) = reading.report.files
    assert report.record_path == "korrespondenz/briefe/brief"
    assert [(u.name, u.n) for u in report.unused] == [("anhang", 1)]
    assert [(p.text, p.role) for p in report.pieces if p.record is None] == [
        ("2020", "header"),
        ("a.jpg", "unread"),
    ]


def test_rows_of_attributes_and_rows_of_a_database():
    records = read(
        '<d><row ID="1" Title="Ledger" Date="1811"/><row ID="2" Date="1812"/></d>'
    ).records
    assert [(r.id, r.title, r.date) for r in records] == [
        ("1", "Ledger", "1811"),
        ("2", "", "1812"),
    ]
    row = "<ROW RECORDID='{}'><COL><DATA>{}</DATA></COL><COL><DATA>{}</DATA></COL></ROW>"
    records = read(
        "<FMPXMLRESULT><METADATA><FIELD NAME='Title'/><FIELD NAME='Date'/></METADATA><RESULTSET>"
        + row.format(1, "Ledger", 1811)
        + row.format(2, "Plan", 1812)
        + "</RESULTSET></FMPXMLRESULT>"
    ).records
    assert [(r.title, r.date) for r in records] == [("Ledger", "1811"), ("Plan", "1812")]


def test_groups_around_documents_are_none():
    item = "<item nr='{n}'><title>Plan {n}</title><date>187{n}</date></item>"
    groups = (
        f"<group><name>{name}</name>{item.format(n=n)}{item.format(n=n + 1)}</group>"
        for name, n in (("Letters", 1), ("Maps", 3))
    )
    reading = read(f"<catalogue>{''.join(groups)}</catalogue>")
    assert [r.title for r in reading.records] == ["Plan 1", "Plan 2", "Plan 3", "Plan 4"]
    paths = [path.path for path in reading.report.files[0].record_paths]
    assert paths == ["catalogue/group/item", "catalogue/group"]


def test_what_is_around_one_dated_part_each_is_the_document():
    letters = "".join(
        f'<letterDesc letter="{n}"><sent><date when="1776-05-0{n}">Weimar, {n}. Mai 1776</date>'
        f'<location ref="8"/></sent><received><location ref="1"/></received></letterDesc>'
        for n in range(1, 6)
    )
    spans = letters.replace('when="1776-05-05"', 'notBefore="1776-05-05" notAfter="1776-05-07"')
    for text in (letters, spans):
        records = read(f"<opus>{text}</opus>").records
        assert [record.date for record in records] == [
            f"Weimar, {n}. Mai 1776" for n in range(1, 6)
        ]
        assert [record.extra["letter"] for record in records] == [*"12345"]
        assert all("received" in " ".join(record.extra) for record in records)
        assert records[0].stated.machine == "1776-05-01"


def test_one_document_with_parts_of_known_names():
    (record,) = read("<r><x><title>A</title><date when='1811-05-03'>3 May</date></x></r>").records
    assert (record.title, record.date, record.stated.machine) == ("A", "3 May", "1811-05-03")


def test_a_person_chooses_which_element_is_a_document():
    reading = read(BRIEFE, "korrespondenz/briefe/brief/absender")
    assert [r.extra["gnd"] for r in reading.records[:1]] == ["118"]
    assert reading.records[1].creators == ("Vik, Per",)
    assert reading.report.files[0].record_path == "korrespondenz/briefe/brief/absender"


def test_one_document_in_which_elements_repeat_is_remarked_on():
    data = "<mods><titleInfo><title>Box</title></titleInfo>{}</mods>".format(
        "".join(
            f"<relatedItem><titleInfo><title>Letter {n}</title></titleInfo>"
            f"<originInfo><dateCreated>18{n}</dateCreated></originInfo></relatedItem>"
            for n in range(11, 15)
        )
    )
    reading = read(data)
    assert len(reading.records) == 1
    (path,) = reading.report.files[0].record_paths
    assert (path.path, path.n) == ("mods/relatedItem", 4)
    assert "<relatedItem> stands 4 times" in reading.report.file_remarks[0].text
    others = read(data, path.path).records
    assert [(r.title, r.date) for r in others][:1] == [("Letter 11", "1811")]
    assert len(others) == 4


@pytest.mark.parametrize(
    "text", ["<a><b>x</b><b>y</b></a>", "<a/>", "<p>run <b>on</b> <b>on</b></p>"]
)
def test_xml_without_records(text):
    with pytest.raises(ReadError, match="no element with parts repeats"):
        read(text)


NAMES = st.sampled_from("title date note from a".split())
LEAVES = st.text("abcé12 ", min_size=1, max_size=9).filter(str.strip)
RECORDS = st.lists(
    st.lists(st.tuples(NAMES, LEAVES), min_size=2, max_size=5), min_size=2, max_size=4
)


@given(RECORDS)
def test_no_text_is_lost(records):
    rows = ("".join(f"<{name}>{text}</{name}>" for name, text in row) for row in records)
    source = SourceFile("a.xml", f"<l>{''.join(f'<r>{row}</r>' for row in rows)}</l>".encode())
    if not xml_records.sniff(source):
        return
    reading = xml_records.read(source, Options())
    path = reading.report.files[0].record_path
    if path != "l/r":
        return
    for record, row in zip(reading.records, records, strict=True):
        held = " ".join(map(str, (record, *record.extra.values())))
        for _name, text in row:
            assert " ".join(text.split()) in held


LETTERS = [("61", "On rye", "1861-03-12", ("Ray, Ida", "Low, Tom")), ("62", "On hay", "1861", ())]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            '<resultset xmlns:x="http://www.w3.org/2001/XMLSchema-instance"><row>'
            '<field name="id">61</field><field name="title">On rye</field>'
            '<field name="date">1861-03-12</field><field name="author">Ray, Ida; Low, Tom</field>'
            '</row><row><field name="id">62</field><field name="title">On hay</field>'
            '<field name="date">1861</field><field name="author" x:nil="true"/></row></resultset>',
            id="a database",
        ),
        pytest.param(
            '<response><lst name="responseHeader"><int name="status">0</int></lst>'
            '<result name="response" numFound="2"><doc><str name="id">61</str>'
            '<arr name="title_tesim"><str>On rye</str></arr><str name="date_ssi">1861-03-12</str>'
            '<arr name="creator_ssim"><str>Ray, Ida</str><str>Low, Tom</str></arr></doc>'
            '<doc><str name="id">62</str><arr name="title_tesim"><str>On hay</str></arr>'
            '<str name="date_ssi">1861</str></doc></result></response>',
            id="Solr",
        ),
        pytest.param(
            '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="id"/>'
            '<variable name="itemLabel"/></head><results><result><binding name="id"><literal>61'
            '</literal></binding><binding name="itemLabel"><literal xml:lang="en">On rye</literal>'
            '</binding><binding name="date"><literal>1861-03-12</literal></binding>'
            '<binding name="author"><literal>Ray, Ida; Low, Tom</literal></binding></result>'
            '<result><binding name="id"><literal>62</literal></binding><binding name="itemLabel">'
            '<literal>On hay</literal></binding><binding name="date"><literal>1861</literal>'
            "</binding></result></results></sparql>",
            id="SPARQL",
        ),
        pytest.param(
            '<items><item><dublin_core schema="dc"><dcvalue element="identifier">61</dcvalue>'
            '<dcvalue element="title" qualifier="none">On rye</dcvalue>'
            '<dcvalue element="date" qualifier="issued">1861-03-12</dcvalue>'
            '<dcvalue element="contributor" qualifier="author">Ray, Ida</dcvalue>'
            '<dcvalue element="contributor" qualifier="author">Low, Tom</dcvalue></dublin_core>'
            '</item><item><dublin_core schema="dc"><dcvalue element="identifier">62</dcvalue>'
            '<dcvalue element="title" qualifier="none">On hay</dcvalue>'
            '<dcvalue element="date" qualifier="issued">1861</dcvalue></dublin_core></item>'
            "</items>",
            id="DSpace",
        ),
        pytest.param(
            "<itemContainer>"
            + "".join(
                f'<item itemId="{n}"><elementSetContainer><elementSet><name>Dublin Core</name>'
                "<elementContainer>"
                + "".join(
                    f"<element><name>{name}</name><elementTextContainer>"
                    + "".join(f"<elementText><text>{x}</text></elementText>" for x in texts)
                    + "</elementTextContainer></element>"
                    for name, texts in fields.items()
                )
                + "</elementContainer></elementSet></elementSetContainer></item>"
                for n, fields in [
                    (
                        61,
                        {
                            "Title": ["On rye"],
                            "Date": ["1861-03-12"],
                            "Creator": ["Ray, Ida", "Low, Tom"],
                        },
                    ),
                    (62, {"Title": ["On hay"], "Date": ["1861"]}),
                ]
            )
            + "</itemContainer>",
            id="Omeka",
        ),
    ],
)
def test_parts_that_name_their_fields(text):
    records = read_file(SourceFile("t.xml", text.encode()), Options()).records
    assert [(r.id, r.title, r.date, r.creators) for r in records] == LETTERS


def test_names_of_people_are_no_names_of_fields():
    text = (
        '<acts><act><title>On rye</title><date>1861</date><people><person name="Ray">seller'
        '</person><person name="Low">buyer</person></people></act><act><title>On hay</title>'
        '<date>1862</date><people><person name="Cole">seller</person></people></act></acts>'
    )
    records = read_file(SourceFile("t.xml", text.encode()), Options()).records
    assert not any("Ray" in name for name in records[0].extra)


def test_rows_of_cells_below_their_names():
    row = "<Row>{}</Row>".format
    cell = '<Cell><Data s:Type="String">{}</Data></Cell>'.format
    text = (
        '<Workbook xmlns="urn:x" xmlns:s="urn:x"><Worksheet s:Name="A"><Table>'
        + row(cell("Title") + cell("Author") + cell("Date"))
        + row(cell("On rye") + cell("Ray, Ida") + cell("1861-03-12"))
        + row(cell("On hay") + '<Cell s:Index="3"><Data s:Type="String">1861</Data></Cell>')
        + "</Table></Worksheet></Workbook>"
    )
    records = read_file(SourceFile("t.xml", text.encode()), Options()).records
    assert [(r.title, r.date, r.creators) for r in records] == [
        ("On rye", "1861-03-12", ("Ray, Ida",)),
        ("On hay", "1861", ()),
    ]
