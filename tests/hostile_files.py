"""Files of every format in which each record has a hostile text, written as the format has it."""

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Final
from xml.sax.saxutils import escape as escape_xml

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pymarc
import yaml

__all__ = ["WRITERS"]

Texts = Sequence[str]


def _date(n: int) -> str:
    return f"{1900 + n % 99}-05-05"


def _rows(texts: Texts) -> list[dict[str, str]]:
    return [
        {"date": _date(n), "title": text, "summary": f"On {text}", "Box no.": text}
        for n, text in enumerate(texts)
    ]


def _separated(texts: Texts, sign: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["date", "title", "summary", "Box no."], delimiter=sign)
    writer.writeheader()
    writer.writerows(_rows(texts))
    return out.getvalue().encode()


def _excel(texts: Texts) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["date", "title", "summary", "Box no."])
    for number, row in enumerate(_rows(texts), start=2):
        for column, text in enumerate(row.values(), start=1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type = text, "s"  # a text, whatever it begins with
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _parquet(texts: Texts) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(_rows(texts)), out)
    return out.getvalue()


def _html_table(texts: Texts) -> bytes:
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row.values())}</tr>"
        for row in _rows(texts)
    )
    head = "<th>date</th><th>title</th><th>summary</th><th>Box no.</th>"
    return f"<meta charset=utf-8><table><tr>{head}</tr>{rows}</table>".encode()


def _html_list(texts: Texts) -> bytes:
    items = "".join(
        f"<li><p>May 5, {1900 + n % 99}</p><p><a href='/{n}'>{escape(text)}</a></p>"
        f"<p>On {escape(text)}</p></li>"
        for n, text in enumerate(texts)
    )
    return f"<!DOCTYPE html><meta charset=utf-8><title>x</title><ul>{items}</ul>".encode()


def _pasted(texts: Texts) -> bytes:
    return "".join(
        f"  • May 5, {1900 + n % 99}\n\n    {text}\n\n    On {text}\n\n"
        for n, text in enumerate(texts)
    ).encode()


def _nested_json(texts: Texts) -> bytes:
    hits = [
        {
            "_id": f"{n}",
            "_source": {
                "dcterms:title": [{"@value": text, "@language": "en", "type": "literal"}],
                "dcterms:description": [{"@value": f"On {text}"}],
                "dates": [{"expression": _date(n), "label": "creation"}],
            },
        }
        for n, text in enumerate(texts)
    ]
    return json.dumps({"hits": {"hits": hits}}).encode()


def _iiif(texts: Texts) -> bytes:
    items = [
        {
            "id": f"https://example.org/{n}",
            "type": "Manifest",
            "label": {"en": [text]},
            "summary": {"en": [f"On {text}"]},
            "metadata": [{"label": {"en": ["Box no."]}, "value": {"none": [text]}}],
        }
        for n, text in enumerate(texts)
    ]
    return json.dumps({"type": "Collection", "label": {"en": ["x"]}, "items": items}).encode()


def _ris(texts: Texts) -> bytes:
    return "".join(
        f"TY  - LETT\nTI  - {text}\nPY  - {_date(n).replace('-', '/')}\nN2  - On {text}\n"
        f"KW  - {text}\nER  - \n\n"
        for n, text in enumerate(texts)
    ).encode()


def _endnote_tagged(texts: Texts) -> bytes:
    return "".join(
        f"%0 Manuscript\n%T {text}\n%D {_date(n)}\n%X On {text}\n%K {text}\n\n"
        for n, text in enumerate(texts)
    ).encode()


def _pubmed(texts: Texts) -> bytes:
    return "".join(
        f"PMID- {n}\nDP  - {1900 + n % 99} May\nTI  - {text}\nAB  - On {text}\n\n"
        for n, text in enumerate(texts)
    ).encode()


def _refworks(texts: Texts) -> bytes:
    return "".join(
        f"RT Journal Article\nT1 {text}\nYR {1900 + n % 99}\nAB On {text}\n\n"
        for n, text in enumerate(texts)
    ).encode()


def _csl_items(texts: Texts) -> list[dict[str, object]]:
    return [
        {
            "id": f"i{n}",
            "type": "manuscript",
            "title": text,
            "abstract": f"On {text}",
            "author": [{"literal": text}],
            "issued": {"date-parts": [[1900 + n % 99, 5, 5]]},
        }
        for n, text in enumerate(texts)
    ]


def _csl_yaml(texts: Texts) -> bytes:
    said: str = yaml.safe_dump({"references": _csl_items(texts)})
    return f"---\n{said}...\n".encode()


def _web_of_science(texts: Texts) -> bytes:
    rows = [f"J\tRook, I\t{text}\t{1900 + n % 99}\tOn {text}\n" for n, text in enumerate(texts)]
    return f"PT\tAU\tTI\tPY\tAB\n{''.join(rows)}".encode()


def _markdown(texts: Texts) -> bytes:
    def cell(text: str) -> str:
        return re.sub(r"([\\|`*_~\[\]<>&])", r"\\\1", text)

    rows = [
        f"| {1900 + n % 99} | {cell(text)} | On {cell(text)} |\n" for n, text in enumerate(texts)
    ]
    return f"# Letters\n\n| Date | Title | Summary |\n|---|---|---|\n{''.join(rows)}".encode()


_LATEX: Final = {
    **{sign: f"\\{sign}" for sign in "#$%&_{}"},
    "\\": "{\\textbackslash}",
    "~": "{\\textasciitilde}",
    "^": "{\\textasciicircum}",
}


def _bibtex(texts: Texts) -> bytes:
    def as_latex(text: str) -> str:
        escaped = "".join(_LATEX.get(sign, sign) for sign in text)
        return re.sub(r"(?<=([-'`<>,?!]))(?=\1|`)", "{}", escaped)  # not joined to one sign

    return "".join(
        f"@letter{{k{n},\n  title = {{{as_latex(text)}}},\n  date = {{{_date(n)}}},\n"
        f"  abstract = {{On {as_latex(text)}}},\n  note = {{{as_latex(text)}}}\n}}\n"
        for n, text in enumerate(texts)
    ).encode()


def _xml(head: str, record: str, foot: str) -> Callable[[Texts], bytes]:
    """A writer of XML: one record, in which `TEXT`, `DATE` and `N` stand for what is of it."""

    def written(texts: Texts) -> bytes:
        records = (
            record.replace("DATE", _date(n)).replace("N!", str(n)).replace("TEXT", escape_xml(text))
            for n, text in enumerate(texts)
        )
        return f"{head}{''.join(records)}{foot}".encode()

    return written


def _marc(texts: Texts) -> bytes:
    out = io.BytesIO()
    writer = pymarc.MARCWriter(out)
    for n, text in enumerate(texts):
        record = pymarc.Record(force_utf8=True)
        record.leader = pymarc.Leader("00000ntcaa2200000 u 4500")
        record.add_field(pymarc.Field(tag="001", data=str(n)))
        for tag, value in (("245", text), ("520", f"On {text}"), ("500", text)):
            subfield = pymarc.Subfield("a", value)
            record.add_field(pymarc.Field(tag, pymarc.Indicators("1", "0"), [subfield]))
        writer.write(record)
    return out.getvalue()


WRITERS: Final[dict[str, Callable[[Texts], bytes]]] = {
    "comma.csv": lambda texts: _separated(texts, ","),
    "tab.tsv": lambda texts: _separated(texts, "\t"),
    "excel.xlsx": _excel,
    "parquet.parquet": _parquet,
    "table.html": _html_table,
    "list.html": _html_list,
    "pasted.txt": _pasted,
    "flat.json": lambda texts: json.dumps(_rows(texts)).encode(),
    "lines.jsonl": lambda texts: "".join(json.dumps(r) + "\n" for r in _rows(texts)).encode(),
    "nested.json": _nested_json,
    "iiif.json": _iiif,
    "ris.ris": _ris,
    "endnote.enw": _endnote_tagged,
    "pubmed.nbib": _pubmed,
    "refworks.txt": _refworks,
    "wos.txt": _web_of_science,
    "markdown.md": _markdown,
    "csl.json": lambda texts: json.dumps(_csl_items(texts)).encode(),
    "csl.yaml": _csl_yaml,
    "bibtex.bib": _bibtex,
    "dublin-core.xml": _xml(
        '<records xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
        "<oai_dc:dc><dc:date>DATE</dc:date><dc:title>TEXT</dc:title>"
        "<dc:description>On TEXT</dc:description><dc:subject>TEXT</dc:subject></oai_dc:dc>",
        "</records>",
    ),
    "oai.xml": _xml(
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>',
        "<record><header><identifier>oai:x:N!</identifier></header><metadata>"
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>TEXT</dc:title>'
        "<dc:date>DATE</dc:date><dc:description>On TEXT</dc:description></oai_dc:dc></metadata>"
        "</record>",
        "</ListRecords></OAI-PMH>",
    ),
    "ead.xml": _xml(
        '<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>x</eadid></eadheader>'
        '<archdesc level="collection"><did><unittitle>Papers</unittitle></did><dsc>',
        '<c01 level="file"><did><unittitle>TEXT</unittitle>'
        '<unitdate normal="DATE">DATE</unitdate><unitid>TEXT</unitid></did>'
        "<scopecontent><p>On TEXT</p></scopecontent></c01>",
        "</dsc></archdesc></ead>",
    ),
    "tei.xml": _xml(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>x</title>'
        "</titleStmt></fileDesc></teiHeader><text><body>",
        '<div type="document" xml:id="dN!"><head>TEXT</head><dateline><date when="DATE">DATE'
        "</date></dateline><p>On TEXT</p></div>",
        "</body></text></TEI>",
    ),
    "cmif.xml": _xml(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>x</title>'
        "</titleStmt></fileDesc><profileDesc>",
        '<correspDesc key="N!"><correspAction type="sent"><persName>TEXT</persName>'
        '<date when="DATE"/></correspAction><correspAction type="received">'
        "<persName>TEXT</persName></correspAction><note>On TEXT</note></correspDesc>",
        "</profileDesc></teiHeader><text><body><p/></body></text></TEI>",
    ),
    "mods.xml": _xml(
        '<modsCollection xmlns="http://www.loc.gov/mods/v3">',
        "<mods><titleInfo><title>TEXT</title></titleInfo><originInfo>"
        '<dateCreated encoding="w3cdtf">DATE</dateCreated></originInfo>'
        "<abstract>On TEXT</abstract><note>TEXT</note></mods>",
        "</modsCollection>",
    ),
    "marc.xml": _xml(
        '<collection xmlns="http://www.loc.gov/MARC21/slim">',
        "<record><leader>00000ntcaa2200000 u 4500</leader>"
        '<controlfield tag="001">N!</controlfield>'
        '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">TEXT</subfield></datafield>'
        '<datafield tag="520" ind1=" " ind2=" "><subfield code="a">On TEXT</subfield></datafield>'
        '<datafield tag="500" ind1=" " ind2=" "><subfield code="a">TEXT</subfield></datafield>'
        "</record>",
        "</collection>",
    ),
    "marc.mrc": _marc,
    "rss.xml": _xml(
        '<rss version="2.0"><channel><title>News</title>',
        "<item><title>TEXT</title><link>https://example.org/N!</link>"
        "<pubDate>Mon, 06 May 2024 00:00:00 GMT</pubDate><category>TEXT</category>"
        "<description>On TEXT</description></item>",
        "</channel></rss>",
    ),
    "atom.xml": _xml(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>',
        "<entry><id>urn:x:N!</id><title>TEXT</title><published>2024-05-06T00:00:00Z</published>"
        "<summary>On TEXT</summary></entry>",
        "</feed>",
    ),
    "zotero.rdf": _xml(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:z="http://www.zotero.org/namespaces/export#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#"'
        ' xmlns:dcterms="http://purl.org/dc/terms/">',
        '<bib:Letter rdf:about="#item_N!"><z:itemType>letter</z:itemType>'
        "<dc:title>TEXT</dc:title><dc:date>DATE</dc:date>"
        "<dcterms:abstract>On TEXT</dcterms:abstract></bib:Letter>",
        "</rdf:RDF>",
    ),
    "endnote.xml": _xml(
        "<xml><records>",
        '<record><ref-type name="Manuscript">36</ref-type><titles><title><style>TEXT</style>'
        "</title></titles><dates><year><style>1946</style></year></dates>"
        "<abstract><style>On TEXT</style></abstract></record>",
        "</records></xml>",
    ),
    "lido.xml": _xml(
        '<lidoWrap xmlns="http://www.lido-schema.org">',
        "<lido><lidoRecID>N!</lidoRecID><descriptiveMetadata><objectIdentificationWrap><titleWrap>"
        "<titleSet><appellationValue>TEXT</appellationValue></titleSet></titleWrap>"
        "<objectDescriptionWrap><objectDescriptionSet><descriptiveNoteValue>On TEXT"
        "</descriptiveNoteValue></objectDescriptionSet></objectDescriptionWrap>"
        "</objectIdentificationWrap><eventWrap><eventSet><event><eventType><term>Production</term>"
        "</eventType><eventDate><displayDate>DATE</displayDate></eventDate></event></eventSet>"
        "</eventWrap></descriptiveMetadata></lido>",
        "</lidoWrap>",
    ),
    "own.xml": _xml(
        "<letters>",
        '<letter id="N!"><date>DATE</date><title>TEXT</title><text>On TEXT</text></letter>',
        "</letters>",
    ),
}
