"""Hostile input ends in documents or in one sentence, within bounds of time and memory.

The files are those of `tests.fuzz.hostile`. Each is read in a separate process with limits of
memory and processor time, which ends it where they are exceeded. With `DOSSIER_FUZZ=long` each file
has 100 MB, and the slowest ones are read, too.
"""

import os
import sys
from collections.abc import Iterator

import pytest

from tests.fuzz.bounded import Server
from tests.fuzz.hostile import FILES

LONG = os.environ.get("DOSSIER_FUZZ") == "long"
SIZE = 100 * 2**20 if LONG else 100_000  # bytes of a file
SECONDS = 600 if LONG else 6  # of processor time; the slowest valid files take two
SLOW = {  # of a fixed size that takes more than a second
    "csv: more rows than Excel has",
    "excel: a cell in the last corner",
    "excel: a cell in the last row",
    "excel: a row beyond the last",
    "excel: empty rows",
    "excel: wide rows",
    "parquet: a bomb",
    "parquet: empty rows",
    "parquet: one text in all rows",
    "ris: a million tags in one record",
    "zip: many bombs",
    "zip: many files",
    "zip: members on one another",
    "zip: too many files",
    "study: too many members",
}
# Files that must be read, with the number of documents; and files that must be refused.
READ = {
    "text: a long title": 1,
    "csv: one long cell": None,  # two in the short run; the long cell is unread where too long
    "json: one long text": None,
    "xml: just not too deep": 250,
    "xml: deep text": 1,
    "xml: many words in one title": 1,
    "zip: many listings": 1_000,
    "zip: many listings of one name": 1_000,
    "html: a wide cell": 1,
    "excel: a claim of all cells": 1,
    "bibtex: many fields": 1,
    "study: of one listing": 1,
}
REFUSED = {
    "text: line ends only": "empty",
    "csv: ten thousand columns": "",
    "xml: a billion laughs": "",
    "xml: deep": "",
    "zip: a bomb": "unpacks to more",
    "zip: of zips of zips": "archive within the archive",
    "zip: too many files": "more than 50,000 files",
    "study: a bomb": "more than a study may",
    "study: a manifest that is a bomb": "damaged",
    "study: a listing that is a bomb": "damaged",
    "study: many bombs": "damaged",
    "study: a member again and again": "twice",
    "study: a listing of bombs": "more than a study may",
    "study: deep": "damaged",
    "study: too many edits": "edits is not as it should be",
    "study: a wide view": "view",
    "study: a billion files": "files is not as it should be",
    "gzip: a bomb": "unpacks to more",
    "gzip: gzip in gzip": "archive within",
    "excel: laughs": "entities",
    "excel: a bomb": "unpacks to more",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    if sys.platform == "win32":
        pytest.skip("Windows has no limits of this kind")
    server = Server()
    yield server
    server.close()


@pytest.mark.parametrize("name", FILES)
def test_time_and_memory_are_bounded(name: str, server: Server) -> None:
    if name in SLOW and not LONG:
        pytest.skip("only with DOSSIER_FUZZ=long")
    outcome = server.read(name, SIZE, SECONDS)
    assert "died" not in outcome, outcome
    if not LONG and READ.get(name) is not None:
        assert outcome.get("n") == READ[name], outcome
    if name in REFUSED:
        assert REFUSED[name] in outcome.get("message", "read after all"), outcome


def test_bounds_are_kept(server: Server) -> None:
    """The process ends where time or memory is used up: else the tests above prove nothing."""
    assert server.read("for ever", 0, 1)["died"] == "SIGXCPU"
    assert server.read("much memory", 0, 30)["died"].startswith("MemoryError")
