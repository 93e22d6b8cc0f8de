import time

import pytest

from dash_core.readers import SourceFile, read_file

TABLE = """# Books of the vestry

| No. | Title | Dates | Notes |
|----:|:------|:-----:|-------|
| 1 | [Rate book](https://v.example/1) | 1711--1724 | **Torn**[^a] |
| 2 | *Accounts* of `J_B` | 1725 | see [the map](maps/2.png "Map") |
| 3 | [Minutes [draft]](https://v.example/3_(b)) | 1731-02-04 | 2 \\* 3 |
"""


def read(text, name="t.md"):
    return read_file(SourceFile(name, text.encode()))


@pytest.mark.parametrize("below", ["", "\nMore text.\n\nAnd more of it.\n"])
def test_links_and_signs_of_a_markdown_table(below):
    reading = read(TABLE + below)
    assert [(r.title, r.url) for r in reading.records] == [
        ("Rate book", "https://v.example/1"),
        ("Accounts of J_B", ""),
        ("Minutes [draft]", "https://v.example/3_(b)"),
    ]
    assert [r.extra["Notes"] for r in reading.records] == ["Torn", "see the map", "2 * 3"]
    assert reading.records[1].extra["link of Notes"] == "maps/2.png"
    assert any("Markdown in 6 cells" in remark.text for remark in reading.report.file_remarks)


@pytest.mark.parametrize(
    ("cell", "title", "url"),
    [
        ("[Deed](https://v.example/1)", "Deed", "https://v.example/1"),
        ("[sic](p. 3) Deed", "[sic](p. 3) Deed", ""),
        ("Deed **of** land", "Deed **of** land", ""),
    ],
)
def test_only_links_are_markdown_in_other_tables(cell, title, url):
    (record,) = read(f"date,title\n1901,{cell}\n", "t.csv").records
    assert (record.title, record.url) == (title, url)


@pytest.mark.parametrize("text", ["[" * 9_999 + "](", "[a](" * 9_999, "*a " * 9_999, "`_" * 9_999])
def test_signs_without_an_end_are_read_in_time(text):
    start = time.process_time()
    reading = read(f"| Title | Date |\n|---|---|\n| {text} | 1901 |\n")
    assert len(reading.records) == 1
    assert time.process_time() - start < 5
