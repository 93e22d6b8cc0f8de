import re
from xml.etree import ElementTree

import pytest

from dash_core import ReadError
from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.markup import ead
from tests.shared import SHARED

REAL = SHARED / "formats" / "ead"
FILES = sorted(REAL.glob("*.xml"))


def read(text):
    return ead.read(SourceFile("aid.xml", text.encode()), Options())


def component(inner, attributes=""):
    """The one record of a finding aid with one component."""
    (record,) = read(
        f"<ead><eadheader/><archdesc><did/><dsc><c {attributes}>{inner}</c></dsc></archdesc></ead>"
    ).records
    return record


@pytest.mark.parametrize(
    ("did", "title", "date", "normal"),
    [
        ("<unittitle>A</unittitle><unitdate>1946</unitdate>", "A", "1946", ""),
        ("<unittitle>A, <unitdate>May 1946</unitdate></unittitle>", "A", "May 1946", ""),
        ("<unittitle><unitdate>1946</unitdate>: A</unittitle>", "A", "1946", ""),
        ("<unittitle>A, <unitdate>1946</unitdate>, B</unittitle>", "A, B", "1946", ""),
        ("<unittitle>A, </unittitle><unitdate>1946</unitdate>", "A", "1946", ""),
        ("<unittitle>A <emph>b</emph>c</unittitle>", "A bc", "", ""),
        ('<unitdate normal="1894/1992">1894-1992</unitdate>', "", "1894-1992", "1894/1992"),
        ('<unitdate normal="19460305">March 5</unitdate>', "", "March 5", "1946-03-05"),
        ('<unitdate normal="1946/1946">1946</unitdate>', "", "1946", "1946"),
        ("<unitdate>1946</unitdate><unitdate>1948</unitdate>", "", "1946, 1948", ""),
        (
            (
                '<unitdate type="bulk" normal="1934/1939">1934-1939</unitdate>'
                '<unitdate type="inclusive" normal="1902/1976">1902-1976</unitdate>'
            ),
            "",
            "(bulk 1934-1939), 1902-1976",
            "1902/1976",
        ),
        (
            (
                '<unitdate type="inclusive" normal="1902/1976">1902-1976</unitdate>'
                '<unitdate type="bulk">bulk 1934-1939</unitdate>'
            ),
            "",
            "1902-1976, bulk 1934-1939",
            "1902/1976",
        ),
        (
            '<unitdate>1902-1976</unitdate><unitdate type="bulk">1934-1939</unitdate>',
            "",
            "1902-1976 (bulk 1934-1939)",
            "",
        ),
        (
            (
                "<unitdatestructured><daterange><fromdate standarddate='1946-01'>Jan. 1946"
                "</fromdate><todate standarddate='1947'>1947</todate></daterange>"
                "</unitdatestructured>"
            ),
            "",
            "Jan. 1946 - 1947",
            "1946-01/1947",
        ),
        (
            (
                "<unitdatestructured><datesingle standarddate='1946'>1946</datesingle>"
                "</unitdatestructured>"
            ),
            "",
            "1946",
            "1946",
        ),
    ],
)
def test_title_and_date(did, title, date, normal):
    record = component(f"<did>{did}</did>")
    assert (record.date, record.stated.machine) == (date, normal)
    assert record.title == (title or date)  # of a component with a date alone, the date


def test_every_field():
    record = component(
        """<did>
          <unitid>A 1/2</unitid><unittitle>Letter to <persname>Jones</persname></unittitle>
          <origination label="creator"><persname>Smith, A.</persname><corpname>Oil Co.</corpname>
          </origination>
          <container type="box">1</container><container type="folder">3</container>
          <physdesc><extent>2 items</extent><extent>1 folder</extent></physdesc>
          <langmaterial>In <language>Russian.</language></langmaterial>
          <abstract>Short.</abstract>
          <dao href="https://example.org/1"><daodesc><p>Scan</p></daodesc></dao>
          <physloc>Offsite</physloc>
        </did>
        <scopecontent><head>Scope</head><p>On oil.</p><p>And more.</p></scopecontent>
        <accessrestrict><p>Open.</p></accessrestrict>
        <controlaccess><head>Terms</head><controlaccess><subject>Oil</subject>
          <geogname>Baku</geogname><famname>Nobel family</famname><genreform>letters</genreform>
        </controlaccess></controlaccess>""",
        'id="ref1" level="file"',
    )
    assert record.id == "A 1/2"
    assert record.title == "Letter to Jones"
    assert record.summary == "Short. On oil. And more."
    assert record.creators == ("Smith, A.", "Oil Co.")
    assert record.people == ("Jones", "Nobel family")
    assert record.places == ("Baku",)
    assert record.subjects == ("Oil",)
    assert record.genre == "letters"
    assert record.language == "Russian"
    assert record.url == "https://example.org/1"
    assert record.extra == {
        "level": "file",
        "container": "Box 1, Folder 3",
        "extent": "2 items 1 folder",
        "langmaterial": "In Russian.",
        "dao": "Scan",
        "physloc": "Offsite",
        "accessrestrict": "Open.",
    }


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<container type='box'>Box 1</container>", "Box 1"),
        ("<container localtype='reel'>7</container>", "Reel 7"),
        ("<container>7</container>", "7"),
        ("<container/><container type='box'>2</container>", "Box 2"),
    ],
)
def test_containers(inner, expected):
    assert component(f"<did>{inner}</did>").extra["container"] == expected


def test_several_genres_are_subjects_and_the_id_is_the_attributes():
    record = component(
        "<did/><controlaccess><genreform>letters</genreform><genreform>maps</genreform>"
        "</controlaccess>",
        'id="ref1" level="otherlevel" otherlevel="Binder"',
    )
    assert (record.subjects, record.genre, record.id) == (("letters", "maps"), "", "ref1")
    assert record.extra == {"level": "Binder"}


def test_addresses_that_are_none_of_the_web_are_kept_as_text():
    record = component('<did><dao href="javascript:alert(1)"/></did>')
    assert (record.url, record.extra) == ("", {"dao": "javascript:alert(1)"})


SERIES = """<c01><did><unittitle>Series 1</unittitle></did>
  <c02><did><unittitle>Subseries B</unittitle></did>
    <c03><did><unittitle>Letter</unittitle></did></c03>
    <c03><did><container>1</container></did></c03></c02></c01>
  <c01><did><unitdate>1946</unitdate></did><c02><did/></c02></c01>"""


@pytest.mark.parametrize(
    "template",
    [
        "<ead><archdesc><did><unittitle>C</unittitle></did><dsc>{}</dsc></archdesc></ead>",
        '<ead xmlns="urn:isbn:1-931666-22-9"><archdesc><did/><dsc>{}</dsc></archdesc></ead>',
        (
            '<ead xmlns="http://ead3.archivists.org/schema/"><control/><archdesc><did/><dsc>{}</dsc>'
            "</archdesc></ead>"
        ),
        (
            '<!DOCTYPE ead PUBLIC "+//ISBN 1-931666-00-8//DTD ead" "ead.dtd"><ead><archdesc>'
            "<did/><dsc>{}</dsc></archdesc></ead>"
        ),
        (
            "<OAI-PMH><ListRecords><record><header/><metadata><ead><archdesc><did/><dsc>{}</dsc>"
            "</archdesc></ead></metadata></record></ListRecords></OAI-PMH>"
        ),
        "<dsc>{}</dsc>",
    ],
)
def test_components_say_what_they_stand_in(template):
    file = SourceFile("a.xml", template.format(SERIES).encode())
    assert ead.sniff(file)
    records = ead.read(file, Options()).records
    assert [(r.title, r.extra.get("part of", "")) for r in records] == [
        ("Series 1", ""),
        ("Subseries B", "Series 1"),
        ("Letter", "Series 1 > Subseries B"),
        ("", "Series 1 > Subseries B"),
        ("1946", ""),
        ("", "1946"),
    ]


def test_prefixed_names():
    text = '<e:ead xmlns:e="urn:x"><e:archdesc><e:dsc><e:c><e:did><e:unittitle>A</e:unittitle>'
    record = read(text + "</e:did></e:c></e:dsc></e:archdesc></e:ead>").records[0]
    assert record.title == "A"


def test_a_collection_without_components_is_one_record():
    reading = read(
        "<ead><eadheader>Guide</eadheader><archdesc level='collection'><did><unittitle>C"
        "</unittitle></did><bioghist><head>Life</head><p>Born.</p></bioghist><dsc><p>None.</p>"
        "</dsc></archdesc></ead>"
    )
    (record,) = reading.records
    assert (record.title, record.extra) == ("C", {"level": "collection", "bioghist": "Life Born."})
    pieces = [(p.text, p.role, p.record) for p in reading.report.files[0].pieces]
    assert pieces == [
        ("Guide", "header", None),
        ("C", "title", 0),
        ("Life", "field", 0),
        ("Born.", "field", 0),
        ("None.", "header", None),
    ]


def test_the_account():
    reading = read(
        """<ead><eadheader>Guide</eadheader><archdesc><did><unittitle>C</unittitle></did><dsc>
<head>List</head><c>loose<did>
<unittitle>A,
<unitdate>1946</unitdate> end</unittitle><unitid>7</unitid></did>
<scopecontent><head>Scope</head><p>B</p></scopecontent></c><c><p>no did</p></c></dsc></archdesc>
</ead>"""
    )
    (report,) = reading.report.files
    assert [(p.number, p.text, p.role, p.record) for p in report.pieces] == [
        (1, "Guide", "header", None),
        (1, "C", "header", None),
        (2, "List", "header", None),
        (2, "loose", "unread", None),
        (3, "A,", "title", 0),
        (4, "1946", "date", 0),
        (4, "end", "title", 0),
        (4, "7", "field", 0),
        (5, "Scope", "header", None),
        (5, "B", "summary", 0),
        (5, "no did", "unread", None),
    ]
    assert [(remark.number, remark.text) for remark in report.remarks] == [
        (5, "This component has no description (<did>).")
    ]
    assert (reading.records[0].first, reading.records[0].last) == (2, 5)
    assert (report.unit, report.form) == ("element", "finding aid (EAD)")


def test_titles_keep_markup_and_formulas_as_text():
    record = component("<did><unittitle>=1+1 **b** &lt;script&gt; \u05d0\u202e</unittitle></did>")
    assert record.title == "=1+1 **b** <script> א\u202e"


def test_a_long_path_is_cut_short():
    deep = "".join(f"<c><did><unittitle>{'x' * 5_000}</unittitle></did>" for _ in range(50))
    records = read(f"<dsc>{deep}{'</c>' * 50}</dsc>").records
    assert len(records) == 50
    assert len(records[0].title) == 5_000
    assert len(records[-1].extra["part of"]) == 49 * 201 + 48 * 3


@pytest.mark.parametrize("text", ["<ead/>", "<ead><archdesc/></ead>", "<dsc><c/></dsc>"])
def test_a_finding_aid_that_describes_nothing(text):
    with pytest.raises(ReadError, match=r"finding aid “aid[.]xml” describes nothing"):
        read(text)


def test_a_finding_aid_in_mets_beside_its_catalogue_record():
    """As the Library of Congress gives them."""
    parts = "<c01><did><unittitle>Scores</unittitle><unitdate>1946</unitdate></did></c01>"
    aid = f'<ead xmlns="urn:isbn:1-931666-22-9"><archdesc><did/><dsc>{parts}</dsc></archdesc></ead>'
    marc = '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>05732</leader></record>'
    section = "<dmdSec><mdWrap><xmlData>{}</xmlData></mdWrap></dmdSec>"
    text = f"<mets>{section.format(marc)}{section.format(aid)}</mets>"
    (record,) = read_file(SourceFile("aid.xml", text.encode())).records
    assert (record.title, record.date) == ("Scores", "1946")


@pytest.mark.parametrize(
    "text", ["<mods/>", "<TEI/>", "<did/>", "not XML", "", "<OAI-PMH><GetRecord/></OAI-PMH>"]
)
def test_what_is_not_claimed(text):
    assert not ead.sniff(SourceFile("ead.xml", text.encode()))


@pytest.mark.skipif(not FILES, reason="the real finding aids are not here")
def test_real_finding_aids_have_as_many_records_as_components():
    for path in FILES:
        data = path.read_bytes()
        file = SourceFile(path.name, data)
        assert ead.sniff(file)
        reading = ead.read(file, Options())
        tags = len(re.findall(rb"<c(?:0[1-9]|1[0-2])?[\s>]", data))
        root = ElementTree.fromstring(data)
        tree = sum(bool(re.search(r"}c[01]?\d?$", element.tag)) for element in root.iter())
        assert len(reading.records) == tags == tree > 0
        assert not reading.report.unread
        assert [piece.text for piece in reading.report.files[0].pieces] == [
            " ".join(text.split()) for text in root.itertext() if text.strip()
        ]
        titles = len(re.findall(rb"<unittitle", data[data.index(b"<dsc") :]))
        assert sum(r.title not in {"", r.date} for r in reading.records) == titles


RANGE = """<daterange><fromdate standarddate='1873'>1873</fromdate><todate standarddate='1875'>1875
</todate></daterange>"""
SINGLE = "<datesingle standarddate='1871'>1871</datesingle>"
OPEN = "<daterange><fromdate standarddate='1880-02'>February 1880</fromdate></daterange>"


@pytest.mark.parametrize(
    ("dates", "begin", "end"),
    [
        (SINGLE + RANGE, "1871", "1875"),
        (OPEN + SINGLE, "1871", ".."),
        (SINGLE + "<datesingle>later</datesingle>", "", ""),
    ],
)
def test_several_structured_dates_in_a_set(dates, begin, end):
    record = component(
        f"<did><unittitle>A</unittitle><unitdatestructured><dateset>{dates}</dateset>"
        "</unitdatestructured></did>"
    )
    assert (record.stated.machine, record.stated.begin, record.stated.end) == ("", begin, end)
