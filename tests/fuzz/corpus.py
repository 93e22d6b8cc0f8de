"""What fuzzing starts from: a small valid file of each format, and words of the formats."""

# ruff: noqa: E501, W291  # RIS has spaces at the ends of lines

import gzip
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

import pymarc

from dash_core import Study
from dash_core.readers import SourceFile

__all__ = ["TOKENS", "Seed", "packed", "seeds", "workbook"]


class Seed(NamedTuple):
    """A file and how many documents are in it."""

    data: bytes
    n: int


_WORDS: Final = rb"""
TY  - LETT
ER  - 
AU  - 
PY  - 1946
N2  - 
@article{a,
@string{a = "b"}
@comment{
@preamble{
author = {
title = "
<ead>
</ead>
<c01><did>
<c level="file">
<unitdate normal="1946/1947">
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<div type="document">
<mods xmlns="http://www.loc.gov/mods/v3">
<dc:date>
<OAI-PMH>
<metadata>
<html>
<table>
<tr><td>
<ul><li>
<p>
<br/>
</div>
<!ENTITY a "&b;">
<!DOCTYPE x [
]>
&a;
&amp;
&#0;
&#x1F600;
<![CDATA[
]]>
<!--
-->
<?xml version="1.0" encoding="utf-16"?>
date
title
Datum;Titel
1946-05-04
n.d.
[1946?]
ca. 1946
May 5, 1946
32.13.0000
1946/1947
0000
9999-12-31
-5000
- 
* 
""
sep=;
{"date": "
[{
}]
\ud800
\u0000
null
NaN
1e999
=cmd|
<script>
](javascript:
Page 1 of 2
%PDF-
ustar
PAR1
"""

TOKENS: Final = (
    *_WORDS.strip(b"\n").split(b"\n"),
    *(bytes([sign]) for sign in b"\0\n\r\t\"'\\,;|{}[]<>&:=-#@*/ \x0b\x0c\x1a\x1c\x7f\x80\x85\xff"),
    *(b"\r\n", b"\n\n\n", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh"),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    *(b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"),  # a lone surrogate, overlong, beyond Unicode
    *(sign.encode() for sign in "• |\u202e|\u200f|\u0301|\u2028|\u00a0|\ufeff|\ufffe|Ǆ|İ|ß|٣|²|½".split("|")),
)  # fmt: skip

_LISTING: Final = """A page's head

  • May 5, 1946

    Letter, Smith to Jones

    Smith asks for oil.

  • June 1946

    Telegram to Brown

    On wheat; the harvest was poor.

  • n.d.

    A note

    Nothing more is known of it.

(more)
"""

_PLAIN: Final = """May 5, 1946
Letter, Smith to Jones
Smith asks for oil.

1946 June 7
Telegram to Brown
On wheat.
"""

_HTML_LIST: Final = """<!DOCTYPE html><html><head><title>List</title><style>p {}</style></head><body>
<nav>Home</nav><ul>
<li><p>May 5, 1946</p><p><a href="/1">Letter, Smith to Jones</a></p><p>Smith asks for oil.</p></li>
<li><p>June 7, 1946</p><p><a href="/2">Telegram to Brown</a></p><p>On wheat.</p></li>
</ul></body></html>
"""

_HTML_TABLE: Final = """<html><body><table>
<tr><th>Date</th><th>Title</th><th>Summary</th></tr>
<tr><td>1946-05-05</td><td>Letter, Smith to Jones</td><td>Smith asks for <b>oil</b>.</td></tr>
<tr><td>1946-06-07</td><td>Telegram to Brown</td><td>On wheat &amp; rye.</td></tr>
</table></body></html>
"""

_CSV: Final = """Date,Title,Summary,Creator,Shelf
1946-05-05,"Letter, Smith to Jones","Smith asks
for ""oil"".",Smith,B 1
1946-06,Telegram to Brown,On wheat.,Jones; Brown,B 2
,A note,,,
"""

_FRONT_MATTER: Final = (
    "---\ntitle: Holm to Voss\ndate: 2 May 1871\nto:\n  - name: Voss\n---\nDear\n"
)
_MARKDOWN: Final = """
# Letters

| Date | From | To |
|---|---|---|
| 2 May 1851 | Ray | May |

And later:

| Date | From | To |
|---|---|---|
| 4 May 1852 | May | Ray |
"""
_TSV: Final = "Datum\tTitel\tInhalt\n5.5.1946\tBrief\tÜber Öl.\n7.6.1946\tTelegramm\tWeizen.\n"

_JSON: Final = {
    "total": 2,
    "records": [
        {"date": "1946-05-05", "title": "Letter", "people": ["Smith", "Jones"], "n": 1.10},
        {"date": None, "title": "Telegram \ud83d\ude00", "place": {"name": "Baku", "at": [1, 2]}},
    ],
}

_NESTED = {
    "took": 2,
    "hits": {
        "hits": [
            {
                "_id": f"{n}",
                "_source": {
                    "dcterms:title": [{"@value": title, "@language": "en", "type": "literal"}],
                    "creators": [{"firstName": "Ida", "lastName": "Rook", "role": "author"}],
                    "dates": [{"expression": "May 1871", "begin": "1871-05", "label": "creation"}],
                    "metadata": [{"label": {"en": ["Place"]}, "value": {"none": ["Ulm"]}}],
                },
            }
            for n, title in enumerate(["On the ferry dues", "Tolls"])
        ]
    },
}
_IIIF = {
    "type": "Manifest",
    "label": {"en": ["On the ferry dues"]},
    "metadata": [{"label": {"en": ["Date"]}, "value": {"none": ["1871"]}}],
    "items": [{"type": "Canvas", "label": {"none": ["p. 1"]}}],
}
_RIS: Final = """TY  - LETT
AU  - Smith, John
TI  - Letter to Jones
PY  - 1946/05/05
N2  - Smith asks
for oil.
KW  - oil
ER  - 

TY  - JOUR
T1  - On wheat
Y1  - 1946
ER  - 
"""

_ENDNOTE: Final = """\
%0 Manuscript
%A Smith, John
%T Report on oil
%D 1946
%K oil
wheat

%0 Book
%A Jones, Ann
%T Wheat
%D 1947
"""
_PUBMED: Final = """\
PMID- 1
DP  - 1946 May
TI  - Report on
      oil
FAU - Smith, John

PMID- 2
TI  - Wheat
"""
_WOS: Final = "PT\tAU\tTI\tPY\nJ\tSmith, J; Jones, A\tReport on oil\t1946\nB\tJones, A\tWheat\t\n"
_YAML: Final = """\
---
references:
- id: a
  type: manuscript
  title: Report on oil
  author:
  - family: Smith
    given: John
  issued:
  - year: 1946
    month: 5
- id: b
  type: book
  title: Wheat
...
"""
_REFWORKS: Final = """\
RT Journal Article
SR Print(0)
A1 Smith,John
T1 Report on oil
YR 1946

RT Book
T1 Wheat
"""
_BIBTEX: Final = r"""@string{s = "Smith, John"}
@letter{one,
  author = s # " and Jones, A.",
  title = {Letter to {J}ones},
  year = 1946, month = may,
  abstract = "On {\"o}il."
}
@misc{two, title = {On wheat}, date = {1946-06-07}}
"""

_CSL: Final = [
    {
        "id": "one",
        "type": "personal_communication",
        "title": "Letter to Jones",
        "author": [{"family": "Smith", "given": "John"}],
        "issued": {"date-parts": [[1946, 5, 5]]},
    },
    {"id": "two", "type": "article", "title": "On wheat", "issued": {"raw": "June 1946"}},
]

_EAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>x</eadid></eadheader>
<archdesc level="collection"><did><unittitle>Papers</unittitle></did><dsc>
<c01 level="series"><did><unittitle>Letters</unittitle></did>
<c02 level="file"><did><unittitle>Letter to <persname>Jones</persname></unittitle>
<unitdate normal="1946-05-05">May 5, 1946</unitdate></did>
<scopecontent><p>On oil.</p></scopecontent></c02></c01>
</dsc></archdesc></ead>
"""

_TEI: Final = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Volume</title></titleStmt></fileDesc></teiHeader><text><body><div type="chapter">
<head>Oil</head><div type="document" xml:id="d1"><head>1. Letter to Jones</head>
<dateline><date when="1946-05-05">May 5, 1946</date></dateline><p>Smith asks for oil.</p></div>
<div type="document" xml:id="d2"><head>2. Telegram</head><p>On wheat.</p></div>
</div></body></text></TEI>
"""

_TEI_LETTER: Final = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>A letter</title></titleStmt></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName>Smith</persName><date when="1946-05"/></correspAction>
<correspAction type="received"><persName>Jones</persName></correspAction>
</correspDesc></profileDesc></teiHeader><text><body><p>On oil.</p></body></text></TEI>
"""

_CMIF: Final = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Letters</title></titleStmt></fileDesc><profileDesc>
<correspDesc key="1" ref="https://example.org/1"><correspAction type="sent">
<persName ref="https://example.org/p">Smith</persName><date notBefore="1946" notAfter="1947"/>
</correspAction></correspDesc><correspDesc key="2"><correspAction type="received">
<persName>Jones</persName></correspAction></correspDesc>
</profileDesc></teiHeader><text><body><p/></body></text></TEI>
"""

_ZOTERO: Final = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/">
<bib:Letter rdf:about="#item_1"><z:itemType>letter</z:itemType><bib:authors><rdf:Seq><rdf:li>
<foaf:Person><foaf:surname>Smith</foaf:surname><foaf:givenName>John</foaf:givenName></foaf:Person>
</rdf:li></rdf:Seq></bib:authors><dc:title>On oil</dc:title><dc:date>1946-05-05</dc:date>
</bib:Letter></rdf:RDF>
"""

_ENDNOTE_XML: Final = """<xml><records><record><ref-type name="Manuscript">36</ref-type>
<contributors><authors><author><style>Smith, John</style></author></authors></contributors>
<titles><title><style>On oil</style></title></titles><dates><year><style>1946</style></year></dates>
</record></records></xml>
"""

_XML: Final = """<letters><about>Letters</about><letter id="1"><date>5 May 1946</date>
<from>Smith</from><text>On oil.</text></letter><letter id="2"><date when="1946-06"/>
<from>Jones</from><text>On wheat.</text></letter></letters>
"""

_MARC: Final = """<collection xmlns="http://www.loc.gov/MARC21/slim"><record>
<leader>00000ntcaa2200000 u 4500</leader><controlfield tag="001">1</controlfield>
<controlfield tag="008">850101i19461947xx            000 0 eng d</controlfield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Smith, John,</subfield>
<subfield code="e">author.</subfield></datafield><datafield tag="245" ind1="1" ind2="0">
<subfield code="a">Letters /</subfield><subfield code="f">1946-1947.</subfield></datafield>
<datafield tag="650" ind1=" " ind2="0"><subfield code="a">Oil.</subfield></datafield>
</record></collection>
"""

_UNIMARC: Final = """<record format="UNIMARC" type="Bibliographic"><leader>     nam  22        450 </leader>
<controlfield tag="001">1</controlfield><datafield tag="100" ind1=" " ind2=" ">
<subfield code="a">19850101d1946    u  y0frey50      ba</subfield></datafield>
<datafield tag="200" ind1="1" ind2=" "><subfield code="a">Lettres</subfield>
<subfield code="e">sur le sel</subfield></datafield><datafield tag="210" ind1=" " ind2=" ">
<subfield code="a">Lyon</subfield><subfield code="d">1946</subfield></datafield>
<datafield tag="700" ind1=" " ind2="1"><subfield code="a">Smith</subfield>
<subfield code="b">John</subfield><subfield code="4">070</subfield></datafield></record>
"""

_MARC_TEXT: Final = """=LDR  00000ntm a2200000 u 4500
=001  1
=100  1\\$aSmith, John,$eauthor.
=245  10$aLetters /$f1946-1947.
"""

_RSS: Final = """<rss version="2.0"><channel><title>News</title><item><title>Letter to Jones</title>
<link>https://example.org/1</link><pubDate>Mon, 06 May 2024 00:00:00 GMT</pubDate>
<description>&lt;p&gt;On oil.&lt;/p&gt;</description></item></channel></rss>
"""

_OAI: Final = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record>
<header><identifier>oai:x:1</identifier></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Letter to Jones</dc:title>
<dc:date>1946-05-05</dc:date><dc:description>On oil.</dc:description></oai_dc:dc></metadata>
</record><resumptionToken completeListSize="9">t</resumptionToken></ListRecords></OAI-PMH>
"""

_DC: Final = """<dc xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Letter</dc:title>
<dc:date>1946</dc:date><dc:creator>Smith</dc:creator></dc>
"""

_METS: Final = """<mets xmlns="http://www.loc.gov/METS/" xmlns:m="http://www.loc.gov/mods/v3">
<dmdSec ID="D0"><mdWrap MDTYPE="MODS"><xmlData><m:mods><m:titleInfo><m:title>Oil</m:title>
</m:titleInfo></m:mods></xmlData></mdWrap></dmdSec><dmdSec ID="D1"><mdWrap MDTYPE="MODS"><xmlData>
<m:mods><m:titleInfo><m:title>On wells</m:title></m:titleInfo><m:originInfo><m:dateCreated>3 May
1946</m:dateCreated></m:originInfo></m:mods></xmlData></mdWrap></dmdSec><structMap TYPE="LOGICAL">
<div DMDID="D0"><div DMDID="D1"/></div></structMap></mets>
"""
_LIDO: Final = """<lidoWrap xmlns="http://www.lido-schema.org"><lido><lidoRecID>1</lidoRecID>
<descriptiveMetadata><objectIdentificationWrap><titleWrap><titleSet><appellationValue>Oil lamp
</appellationValue></titleSet></titleWrap></objectIdentificationWrap><eventWrap><eventSet><event>
<eventType><term>Production</term></eventType><eventDate><displayDate>1946</displayDate></eventDate>
</event></eventSet></eventWrap></descriptiveMetadata></lido></lidoWrap>"""

_MODS: Final = """<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>
<titleInfo><title>Letter</title><subTitle>to Jones</subTitle></titleInfo>
<name><namePart>Smith</namePart><role><roleTerm>author</roleTerm></role></name>
<originInfo><dateCreated encoding="w3cdtf" point="start">1946-05-05</dateCreated>
<dateCreated encoding="w3cdtf" point="end">1946-06</dateCreated></originInfo>
<abstract>On oil.</abstract></mods><mods><titleInfo><title>Wheat</title></titleInfo></mods>
</modsCollection>
"""

_ENTITIES: Final = """<!DOCTYPE ead SYSTEM "ead.dtd" [<!ENTITY who "Smith">]><ead><archdesc><did>
<unittitle>Papers of &who; &eacute;</unittitle></did></archdesc></ead>
"""

_XLSX: Final = {
    "[Content_Types].xml": """<Types xmlns="http://schemas.openxmlformats.org/package/2006/\
content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.\
relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName=\
"/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.\
main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.\
openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""",
    "_rels/.rels": """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/\
relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/\
relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/\
main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>\
<sheet name="Letters" sheetId="1" r:id="s"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": """<Relationships xmlns="http://schemas.openxmlformats.org/\
package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/\
officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""",
}
_SHEET: Final = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
<dimension ref="A1:C3"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Date</t></is></c>\
<c r="B1" t="inlineStr"><is><t>Title</t></is></c><c r="C1" t="inlineStr"><is><t>n</t></is></c>\
</row><row r="2"><c r="A2" t="inlineStr"><is><t>1946-05-05</t></is></c><c r="B2" t="inlineStr">\
<is><t>Letter</t></is></c><c r="C2"><f>1+1</f><v>2</v></c></row><row r="3"><c r="A3"><v>1946</v>\
</c><c r="B3" t="str"><v>Telegram</v></c></row></sheetData></worksheet>"""


def packed(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive; the same members give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def workbook(sheet: str = _SHEET, **others: bytes) -> bytes:
    """An Excel workbook with this sheet, and other members."""
    members = {name: text.encode() for name, text in _XLSX.items()}
    return packed({**members, "xl/worksheets/sheet1.xml": sheet.encode(), **others})


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    table = pa.table(
        {"date": ["1946-05-05", None], "title": ["Letter", "Telegram"], "people": [["Smith"], []]}
    )
    pq.write_table(table, buffer)
    return buffer.getvalue()


def _marc_json() -> bytes:
    records = pymarc.parse_xml_to_array(io.BytesIO(_MARC.encode()))
    return json.dumps([record.as_dict() for record in records]).encode()


def _marc() -> bytes:
    """The records of `_MARC` in the binary form."""
    return b"".join(r.as_marc() for r in pymarc.parse_xml_to_array(io.BytesIO(_MARC.encode())))


@cache
def seeds() -> dict[str, Seed]:
    """A file of each format, by name."""
    listing = _LISTING.encode()
    return {
        "listing": Seed(listing, 3),
        "listing-utf16": Seed(_LISTING.encode("utf-16"), 3),
        "listing-cp1252": Seed(_LISTING.replace("Jones", "Jönes – “J”").encode("cp1252"), 3),
        "plain": Seed(_PLAIN.encode(), 2),
        "html-list": Seed(_HTML_LIST.encode(), 2),
        "html-table": Seed(_HTML_TABLE.encode(), 2),
        "csv": Seed(_CSV.encode(), 3),
        "markdown": Seed(_MARKDOWN.encode(), 2),
        "front matter": Seed(_FRONT_MATTER.encode(), 1),
        "tsv": Seed(_TSV.encode(), 2),
        "json": Seed(json.dumps(_JSON).encode(), 2),
        "json-nested": Seed(json.dumps(_NESTED).encode(), 2),
        "iiif": Seed(json.dumps(_IIIF).encode(), 1),
        "jsonl": Seed(b"".join(json.dumps(r).encode() + b"\n" for r in _JSON["records"]), 2),
        "ris": Seed(_RIS.encode(), 2),
        "endnote": Seed(_ENDNOTE.encode(), 2),
        "pubmed": Seed(_PUBMED.encode(), 2),
        "refworks": Seed(_REFWORKS.encode(), 2),
        "wos-table": Seed(_WOS.encode(), 2),
        "csl-yaml": Seed(_YAML.encode(), 2),
        "bibtex": Seed(_BIBTEX.encode(), 2),
        "csl": Seed(json.dumps(_CSL, indent=1).encode(), 2),
        "ead": Seed(_EAD.encode(), 2),
        "ead-entities": Seed(_ENTITIES.encode(), 1),
        "tei": Seed(_TEI.encode(), 2),
        "cmif": Seed(_CMIF.encode(), 2),
        "zotero-rdf": Seed(_ZOTERO.encode(), 1),
        "endnote-xml": Seed(_ENDNOTE_XML.encode(), 1),
        "xml": Seed(_XML.encode(), 2),
        "marcxml": Seed(_MARC.encode(), 1),
        "marc": Seed(_marc(), 1),
        "marc-text": Seed(_MARC_TEXT.encode(), 1),
        "marc-json": Seed(_marc_json(), 1),
        "unimarc": Seed(_UNIMARC.encode(), 1),
        "rss": Seed(_RSS.encode(), 1),
        "tei-letter": Seed(_TEI_LETTER.encode(), 1),
        "oai": Seed(_OAI.encode(), 1),
        "dc": Seed(_DC.encode(), 1),
        "lido": Seed(_LIDO.encode(), 1),
        "mods": Seed(_MODS.encode(), 2),
        "mets": Seed(_METS.encode(), 2),
        "xlsx": Seed(workbook(), 2),
        "parquet": Seed(_parquet(), 2),
        "zip": Seed(packed({"a/1.txt": listing, "2.csv": _CSV.encode(), "x.png": b"\x89PNG\r\n"}), 6),
        "gzip": Seed(gzip.compress(listing, mtime=0), 3),
        "study": Seed(replace(Study.of([SourceFile("1.txt", listing)]), read=None).to_bytes(), 3),
    }  # fmt: skip
