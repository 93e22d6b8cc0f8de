"""Files that programs read are the same in every language of the interface."""

from datetime import UTC, datetime

import pytest

from dash_core import Collection, Filter
from dash_core.cli import main
from dash_core.collection.view import select
from dash_core.common.i18n import VARIABLE, in_language
from dash_core.export.citations.citations import STYLES, citations, references_of
from dash_core.export.formats import FORMATS
from dash_core.export.provenance import provenance_of_data
from dash_core.study.study import Study

OTHER = "en-XA"  # every word that is translated has accents

LISTING = """• March 3, 1871

  Letter, A. Weber to B. Roth

  On the price of rye in Tabriz.

• 30 February 1872

  Telegram to B. Roth

  On rye and on barley.

• n.d.

  Note on nothing

  Rye.
"""


@pytest.fixture(scope="module")
def listing(tmp_path_factory):
    file = tmp_path_factory.mktemp("languages") / "rye.txt"
    file.write_text(LISTING, "utf-8")
    return file


@pytest.fixture(scope="module")
def collections(listing):
    made = {}
    for code in ("en", OTHER):
        with in_language(code):
            made[code] = Collection(Study.at(listing))
    return made


def test_only_notes_on_dates_are_in_the_language_of_the_reader(collections):
    one, other = (collections[code].table for code in ("en", OTHER))
    differ = [name for name in one.columns if one[name].tolist() != other[name].tolist()]
    assert list(one.columns) == list(other.columns)
    assert differ == ["date_note"]


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("xlsx", "parquet")])
def test_an_export_has_the_same_columns_and_values(collections, monkeypatch, form):
    class Noon(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 1, 1, 12, tzinfo=tz or UTC)

    monkeypatch.setattr("dash_core.export.provenance.datetime", Noon)
    files = []
    for code, collection in collections.items():
        with in_language(code):
            source = provenance_of_data(collection, select(collection, Filter()))
            files.append(FORMATS[form](collection.table.assign(date_note=""), source))
    assert files[0] == files[1]


@pytest.mark.parametrize("style", STYLES)
def test_a_citation_follows_its_style_alone(collections, style):
    made = []
    for code, collection in collections.items():
        with in_language(code):
            made.append(citations(references_of(collection, range(3)), style))
    assert made[0] == made[1]


@pytest.mark.parametrize(
    "command",
    ["read {} --json", "read {} --report --json", "search {} rye --json", "topics {} --json"],
)
def test_json_of_the_command_line_is_the_same(listing, monkeypatch, capsys, command):
    printed = []
    for code in ("en", OTHER):
        monkeypatch.setenv(VARIABLE, code)
        assert main([part.format(listing) for part in command.split()]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert printed[0]
