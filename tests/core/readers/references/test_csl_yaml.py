import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.references import csl_yaml

PANDOC = """\
---
title: A paper
references:
- id: pell1890
  type: manuscript
  title: "Tolls: a survey"
  abstract: |
    First line.
    Second line.
  author:
  - family: Horst
    given: Wim
    non-dropping-particle: ter
  - literal: Gate Company
  issued:
  - year: 1890
    month: 3
    day: 7
- id: no
  type: book
  title: no
  title: again
  issued: 1903-07
...
"""


def read(text):
    file = SourceFile("t.yaml", text.encode())
    assert csl_yaml.sniff(file)
    return read_file(file)


def test_references_of_pandoc():
    reading = read(PANDOC)
    record, second = reading.records
    assert (record.id, record.title, record.date) == ("pell1890", "Tolls: a survey", "1890-03-07")
    assert record.creators == ("Wim ter Horst", "Gate Company")
    assert record.names["Wim ter Horst"].inverted == "ter Horst, Wim"
    assert (record.summary, record.genre) == ("First line. Second line.", "manuscript")
    assert (second.id, second.title, second.date) == ("no", "no", "July 1903")
    assert second.extra == {"type": "book", "title (2)": "again"}
    assert [(r.first, r.last) for r in reading.records] == [(4, 18), (19, 23)]
    assert not reading.report.unread


def test_the_text_behind_references_is_unread():
    reading = read(PANDOC + "\n# A heading: *not* &read\n")
    assert [piece.number for piece in reading.report.unread] == [26]
    assert [remark.number for remark in reading.report.file_remarks] == [26]


@pytest.mark.parametrize(
    "text",
    [
        "- type: book\n  id: a\n  title: Tolls\n  author: Pell, Ada\n",
        "references:\n  - id: a\n    type: book\n    title: Tolls\n    author: ['Pell, Ada']\n",
        "a:\n  type: Book\n  title: Tolls\n  author: ['Pell, Ada']\n",
        "# by hand\n%YAML 1.2\n---\n- id: a\n  type: book\n  title: Tolls\n  author: Pell, Ada\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_other_layouts(text, end):
    (record,) = read(text.replace("\n", end)).records
    assert (record.id, record.title, record.creators) == ("a", "Tolls", ("Ada Pell",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &a [x]\nb:\n- type: book\n  title: *a\n", r"refers to other parts .*line 4"),
        (f"- type: book\n  title: {'[' * 500}{']' * 500}\n", r"nested too deeply .*line 2"),
        ('- type: book\n  title: "a\n', r"not valid YAML \(in line"),
        ("a: 1\nb:\n  type: book\n", ""),
        ("- [\n", "not valid"),
        ("a: b\n", "without a list of references"),
    ],
)
def test_bad_files_give_a_sentence(text, message):
    file = SourceFile("t.yaml", text.encode())
    if message:
        with pytest.raises(ReadError, match=message):
            csl_yaml.read(file, Options())
    else:
        assert len(csl_yaml.read(file, Options()).records) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Title: Tolls\nDate: 7 March 1890\n",
        '[{"type": "book", "title": "a"}]',
        "type,title\nbook,a\n",
        "type: book\ntitle: a",
        "@misc{a,\n  type: book,\n  title: a}",
    ],
)
def test_other_text_is_not_claimed(text):
    assert not csl_yaml.sniff(SourceFile("t", text.encode()))


parts = st.sampled_from(
    [*PANDOC.splitlines(), "- ", "  x: y", "  - a", "text", "", "? a", "!!binary x", "- &a b"]
)


@given(st.lists(parts, max_size=15))
def test_every_line_has_a_role_or_there_is_a_sentence(lines):
    text = "\n".join([*PANDOC.splitlines()[:7], *lines, "x: y"])
    message = ""
    try:
        reading = csl_yaml.read(SourceFile("t", text.encode()), Options())
        (report,) = reading.report.files
        assert [piece.text for piece in report.pieces] == text.split("\n")
        remarked = {remark.number for remark in report.remarks}
        assert not report.unread or remarked
        for piece in report.pieces:
            assert (piece.record is not None) == (piece.role == "field")
    except ReadError as err:
        message = str(err)
    assert message == "" or message[-1] == "."


@pytest.mark.parametrize(
    "text",
    [
        "references:\n  - id: a\n    type: letter\n    title: Tolls\n    issued: 1890-03\n",
        "- id: 'a'\n  title: 'Tolls'\n  type: \n  issued: '1890-03'\n",
    ],
)
def test_items_without_a_type_of_csl_are_read(text):
    (record,) = read_file(SourceFile("t.yml", text.encode())).records
    assert (record.id, record.title, record.date) == ("a", "Tolls", "1890-03")
