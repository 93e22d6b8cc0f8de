import re

import pytest

from dash_core import ReadError, settings
from dash_core.readers import load, read_text

GOOD = "• May 5, 1946\n\nAbout Teheran’s oil\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(" \n\t\r\n", "is empty", id="blank"),
        pytest.param("\u2003\u00a0\n", "is empty", id="blank beyond ASCII"),
        pytest.param(b"\xef\xbb\xbf\n", "is empty", id="only a byte-order mark"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "is not a text file", id="binary"),
        pytest.param(GOOD + "\x00", "is not a text file", id="NUL"),
        pytest.param(GOOD.encode("utf-16"), "UTF-16", id="UTF-16"),
        pytest.param(b"\n\nCaf\xe9\n", "line 3 is not UTF-8", id="Latin-1"),
        pytest.param(GOOD + "\ud800", "line 4 is not UTF-8", id="lone surrogate"),
        pytest.param("Hello,\nworld.\n", "No document was found", id="no record"),
    ],
)
def test_one_sentence_why_not(data, said):
    check_refused(data, said)


def test_too_large():
    check_refused(b"x" * (settings.MAX_BYTES + 1), "the limit is 10 MB")
    with pytest.raises(ReadError, match="No document"):
        read_text(b"x" * settings.MAX_BYTES, "page.txt")


def check_refused(data, said):
    with pytest.raises(ReadError) as raised:
        read_text(data, "page.txt")
    sentence = str(raised.value)
    assert said in sentence
    assert "“page.txt”" in sentence
    assert sentence.endswith(".")
    assert not re.search(r"\n|\. [A-Z]", sentence)


@pytest.mark.parametrize(
    "data", [GOOD, GOOD.encode(), GOOD.encode("utf-8-sig"), "\ufeff" + GOOD, GOOD.strip()]
)
def test_what_is_accepted(data):
    (record,) = read_text(data, "page.txt").records
    assert (record.date, record.title) == ("May 5, 1946", "About Teheran’s oil")


@pytest.mark.parametrize(
    ("name", "said"), [("none.txt", "no file"), (".", "is a folder"), ("a\0b", "could not be open")]
)
def test_files_that_cannot_be_opened(tmp_path, name, said):
    with pytest.raises(ReadError, match=said):
        load(tmp_path / name)
