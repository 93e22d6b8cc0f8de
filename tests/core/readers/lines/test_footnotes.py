from dash_core.readers import SourceFile, read_file

PAGE = """---
title: Letters of the brothers Keel
---

* 1888-05-12 — Tom Keel to Ned Keel (Ulm)[^1]
* 1888-06-03 — Ned Keel to Tom Keel
* 1889-01-?? — Tom Keel to Ned Keel

[^1]: The envelope is lost.
[^2]: Copied in 2019.
"""


def test_a_footnote_goes_to_the_document_that_refers_to_it():
    reading = read_file(SourceFile("t.md", PAGE.encode()))
    assert [(r.title, dict(r.extra)) for r in reading.records] == [
        ("Tom Keel to Ned Keel (Ulm)", {"note": "The envelope is lost."}),
        ("Ned Keel to Tom Keel", {}),
        ("Tom Keel to Ned Keel", {}),
    ]
    report = reading.report.files[0]
    assert [piece.text for piece in report.pieces] == PAGE.splitlines()
    assert [piece.text for piece in report.unread] == ["[^2]: Copied in 2019."]
    assert any("footnote" in remark.text for remark in report.remarks)
