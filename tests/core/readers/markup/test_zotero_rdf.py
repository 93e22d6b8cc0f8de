import pytest

from dash_core import ReadError
from dash_core.readers import SourceFile, read_file
from dash_core.readers.names import NameParts

HEAD = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:vcard="http://nwalsh.com/rdf/vCard#" xmlns:prism="http://prismstandard.org/ns/1.2/">"""


def person(surname, given=""):
    given = given and f"<foaf:givenName>{given}</foaf:givenName>"
    return (
        f"<rdf:li><foaf:Person><foaf:surname>{surname}</foaf:surname>{given}</foaf:Person></rdf:li>"
    )


ARTICLE = f"""<bib:Article rdf:about="https://tide.example/a"><z:itemType>journalArticle</z:itemType>
<dcterms:isPartOf rdf:resource="urn:issn:1"/>
<bib:authors><rdf:Seq>{person("van der Meer", "Ina")}{person("Salt Office")}</rdf:Seq></bib:authors>
<bib:editors><rdf:Seq>{person("Dahl", "Eva")}</rdf:Seq></bib:editors>
<dcterms:isReferencedBy rdf:resource="#item_4"/><link:link rdf:resource="#item_5"/>
<dc:subject><z:AutomaticTag><rdf:value>pans</rdf:value></z:AutomaticTag></dc:subject>
<dc:subject><dcterms:LCC><rdf:value>HD 9</rdf:value></dcterms:LCC></dc:subject>
<dc:identifier>DOI 10.1/x</dc:identifier><dc:title>Pans of the north</dc:title>
<dcterms:abstract>On pans.</dcterms:abstract><dc:date>May 1911</dc:date>
<z:language>en</z:language><bib:pages>3-9</bib:pages><dc:description>tex.key: a</dc:description>
<dc:publisher><foaf:Organization><vcard:adr><vcard:Address><vcard:locality>Oslo</vcard:locality>
</vcard:Address></vcard:adr><foaf:name>Tide</foaf:name></foaf:Organization></dc:publisher>
</bib:Article>
<bib:Journal rdf:about="urn:issn:1"><dc:title>Tide</dc:title><prism:volume>4</prism:volume>
</bib:Journal>
<bib:Memo rdf:about="#item_4">
<rdf:value>&lt;p&gt;see &lt;b&gt;ledger&lt;/b&gt;&lt;/p&gt;</rdf:value>
</bib:Memo>
<z:Attachment rdf:about="#item_5"><z:itemType>attachment</z:itemType><dc:title>Scan</dc:title>
<rdf:resource rdf:resource="files/5/a.pdf"/></z:Attachment>
<z:Collection rdf:about="#c"><dc:title>Salt</dc:title><dcterms:hasPart
rdf:resource="https://tide.example/a"/></z:Collection>"""


def read(inner):
    return read_file(SourceFile("library.rdf", f"{HEAD}{inner}</rdf:RDF>".encode()))


def test_an_article_with_all_that_belongs_to_it():
    reading = read(ARTICLE)
    (record,) = reading.records
    assert (record.title, record.summary, record.date) == (
        "Pans of the north",
        "On pans.",
        "May 1911",
    )
    assert record.creators == ("Ina van der Meer", "Salt Office")
    assert record.names == {
        "Ina van der Meer": NameParts("Meer", "Ina", "van der"),
        "Eva Dahl": NameParts("Dahl", "Eva"),
    }
    assert (record.people, record.subjects) == (("Eva Dahl",), ("pans",))
    assert (record.url, record.language) == ("https://tide.example/a", "en")
    assert record.genre == "article journal"
    assert record.extra == {
        "container-title": "Tide",
        "volume": "4",
        "editor": "Dahl, Eva",
        "note": "see ledger",
        "attachment": "Scan",
        "attachment: resource": "files/5/a.pdf",
        "call number": "HD 9",
        "DOI": "10.1/x",
        "pages": "3-9",
        "extra": "tex.key: a",
        "publisher-place": "Oslo",
        "publisher": "Tide",
        "Zotero collection": "Salt",
    }
    assert not reading.report.unread


def test_a_manuscript_in_an_archive():
    (record,) = read(
        "<bib:Manuscript rdf:about='#item_1'><z:itemType>manuscript</z:itemType><dc:title>Ledger"
        "</dc:title><z:archive>Harbour Library</z:archive><dc:coverage>Box 3</dc:coverage>"
        "</bib:Manuscript>"
    ).records
    assert (record.places, record.id) == ((), "")
    assert record.extra == {"archive": "Harbour Library", "archive_location": "Box 3"}


def test_a_note_of_its_own_is_no_document_and_named():
    reading = read(
        "<bib:Document rdf:about='#item_1'><z:itemType>webpage</z:itemType><dc:title>A</dc:title>"
        "</bib:Document><bib:Memo rdf:about='#item_2'><rdf:value>Alone</rdf:value></bib:Memo>"
    )
    assert [(r.title, r.genre) for r in reading.records] == [("A", "webpage")]
    assert [piece.text for piece in reading.report.unread] == ["Alone"]


def test_a_library_without_items():
    with pytest.raises(ReadError, match="no item"):
        read("<z:Attachment rdf:about='#item_2'><z:itemType>attachment</z:itemType></z:Attachment>")
