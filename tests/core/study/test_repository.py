"""The repository of a document: columns of the source win, what is unknown stays empty."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection
from dash_core.export.references.reference import references
from dash_core.readers.holding import FACTS
from dash_core.study.repository import Repository, repository_of

STATED = Repository("A", "P", "C", "https://a.org", date(2026, 11, 26))


def test_nothing_is_guessed():
    assert repository_of({}, Repository()) == (Repository(), "")
    unrelated = {"publisher": "X", "source": "Y", "Box": ""}
    assert repository_of(unrelated, Repository()) == (Repository(), "")


@pytest.mark.parametrize(
    ("columns", "repository", "location"),
    [
        ({}, STATED, ""),
        ({"Repository": "A", "Box": "3", "Folder": "4"}, STATED, "box 3, folder 4"),
        ({"collection": "D"}, Repository("A", "P", "D", "https://a.org", date(2026, 11, 26)), ""),
        # Another archive is in another place and has other collections.
        ({"archive": "B"}, Repository("B", "", "", "https://a.org", date(2026, 11, 26)), ""),
        (
            {"archive": "B", "archive-place": "Q", "accessed": "2025-01-02"},
            Repository("B", "Q", "", "https://a.org", date(2025, 1, 2)),
            "",
        ),
        (
            {"access date (Y2)": "2025/01/02/"},
            Repository("A", "P", "C", "https://a.org", date(2025, 1, 2)),
            "",
        ),
        ({"accessed": "2025-13-45"}, STATED, ""),
        ({"accessed": "yesterday"}, STATED, ""),
    ],
)
def test_the_source_wins(columns, repository, location):
    assert repository_of(columns, STATED) == (repository, location)


@given(st.dictionaries(st.sampled_from(FACTS) | st.text(max_size=5), st.text(max_size=20)))
def test_any_columns(columns):
    repository, location = repository_of(columns, STATED)
    assert {repository.archive, repository.place} <= {*columns.values(), "A", "P", "C", ""}
    assert all(
        any(text in whole for whole in (location, repository.collection))
        for name, text in columns.items()
        if name in ("box", "folder", "collection") and text.isdecimal()
    )


SOURCES = {
    "RIS": "TY  - MANSCPT\nTI  - Memo on oil\nID  - 1\nDB  - NARA\nCN  - Box 3\n"
    "Y2  - 2026/11/26/\nER  - \n",
    "CSL": '[{"id":"1","type":"manuscript","title":"Memo on oil","archive":"NARA","archive-place":'
    '"DC","archive_collection":"RG 59","archive_location":"Box 3","accessed":{"date-parts":'
    "[[2026,11,26]]}}]",
    "MODS": '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Memo on oil</title>'
    "</titleInfo><location><physicalLocation>NARA</physicalLocation><shelfLocator>Box 3"
    '</shelfLocator></location><relatedItem type="host"><titleInfo><title>RG 59</title></titleInfo>'
    "</relatedItem></mods>",
    "CSV": "date,title,repository,container,collection\n1946,Memo on oil,NARA,Box 3,RG 59\n",
}


SOURCES["EAD"] = (
    '<ead><eadheader><eadid>x</eadid></eadheader><archdesc level="fonds"><did><unittitle>RG 59'
    ", <unitdate>1946</unitdate></unittitle><repository>Held by <corpname>NARA</corpname><address>"
    "<addressline>X</addressline></address></repository></did><dsc><c><did><unittitle>Memo on oil"
    '</unittitle><container type="box">3</container></did></c></dsc></archdesc></ead>'
)
SOURCES["TEI"] = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Memo on oil'
    "</title></titleStmt><sourceDesc><msDesc><msIdentifier><settlement>DC</settlement><repository>"
    "NARA</repository><collection>RG 59</collection><idno>Box 3</idno></msIdentifier></msDesc>"
    "</sourceDesc></fileDesc></teiHeader><text><body><p>On oil.</p></body></text></TEI>"
)


@pytest.mark.parametrize("source", SOURCES)
def test_what_the_readers_keep_is_found(source):
    (one,) = references(Collection.read(SOURCES[source].encode()).table)
    assert one.repository.archive == "NARA"
    assert one.location == "Box 3"
    assert one.repository.collection == ("" if source == "RIS" else "RG 59")
    assert one.repository.place == ("DC" if source in ("CSL", "TEI") else "")
    assert one.repository.accessed == (date(2026, 11, 26) if source in ("RIS", "CSL") else None)
