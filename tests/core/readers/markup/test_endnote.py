import pytest

from dash_core import ReadError
from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.markup import endnote


def style(text):
    return f'<style face="normal" font="default" size="100%">{text}</style>'


def read(inner, kind="Manuscript"):
    data = (
        '<?xml version="1.0"?><xml><records><record><database name="a.enl">a.enl</database>'
        f'<ref-type name="{kind}">36</ref-type>{inner}</record></records></xml>'
    )
    return read_file(SourceFile("a.xml", data.encode()))


def test_a_manuscript():
    reading = read(
        f"<rec-number>7</rec-number><contributors><authors><author>{style('Dahl, Eva')}</author>"
        f"</authors></contributors><titles><title>{style('Ledger of ')}{style('salt')}</title>"
        f"<secondary-title>{style('Dahl papers')}</secondary-title></titles>"
        f"<publisher>{style('Harbour Library')}</publisher><pub-location>{style('Bergen')}"
        f"</pub-location><dates><year>{style('1911')}</year><pub-dates><date>"
        f"{style('3 May')}</date></pub-dates></dates><keywords><keyword>"
        f"{style('salt')}</keyword></keywords>"
        f"<urls><related-urls><url>{style('https://tide.example/7')}</url></related-urls>"
        "<pdf-urls><url>internal-pdf://7.pdf</url></pdf-urls></urls>"
        f"<custom3>{style('Left')}</custom3>"
    )
    (record,) = reading.records
    assert (record.title, record.creators, record.id) == ("Ledger of salt", ("Eva Dahl",), "7")
    assert not [one for one in reading.report.files[0].unused if one.name == "author"]
    assert (record.date, record.genre, record.places) == ("3 May 1911", "manuscript", ())
    assert (record.subjects, record.url) == (("salt",), "https://tide.example/7")
    assert record.extra == {
        "collection": "Dahl papers",
        "archive": "Harbour Library",
        "archive_place": "Bergen",
        "pdf urls": "internal-pdf://7.pdf",
        "custom3": "Left",
    }
    assert not reading.report.unread


def test_an_article():
    (record,) = read(
        "<contributors><secondary-authors><author>Vik, Per</author></secondary-authors>"
        "</contributors><titles><title>Pans</title><secondary-title>Tide</secondary-title></titles>"
        "<pub-location>Oslo</pub-location><dates><year>1911</year></dates>",
        "Journal Article",
    ).records
    assert (record.date, record.places, record.people) == ("1911", (), ("Per Vik",))
    assert record.extra == {
        "secondary author": "Vik, Per",
        "container-title": "Tide",
        "publisher-place": "Oslo",
    }


def test_a_file_without_references():
    data = b"<xml><records><other><ref-type/></other></records></xml>"
    with pytest.raises(ReadError, match="RIS"):
        endnote.read(SourceFile("a.xml", data), Options())
