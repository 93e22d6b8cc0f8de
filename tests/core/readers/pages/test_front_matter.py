import pytest

from dash_core.readers import SourceFile, read_file
from dash_core.readers.pages import front_matter

LETTER = """---
title: "Holm to Voss: the mill"
date: 2 May 1871
draft: false
senders:
  - id: 4
    name: Nils Holm
receivers:
  - id: 9
    name: Jan Voss
---
Dear Voss, the mill is sold.
"""
PAGE = """---
layout: page
title: Papers
date: 2024-01-02
---
"""


def of(text):
    return read_file(SourceFile("a.md", text.encode()))


@pytest.mark.parametrize("text", [LETTER, LETTER.replace("\n", "\r\n"), "\ufeff" + LETTER])
def test_a_letter_with_front_matter_is_one_document(text):
    (record,) = of(text).records
    assert record.title == "Holm to Voss: the mill"
    assert record.date == "2 May 1871"
    assert record.creators == ("Nils Holm",)
    assert record.recipients == ("Jan Voss",)
    assert record.summary == "Dear Voss, the mill is sold."


def test_above_a_list_it_is_that_of_the_page():
    rows = "".join(f"| {day} May 1871 | Letter {day} | Holm |\n" for day in range(1, 7))
    reading = of(PAGE + "| Date | Title | From |\n|---|---|---|\n" + rows)
    assert [record.date for record in reading.records] == [f"{day} May 1871" for day in range(1, 7)]
    assert reading.records[0].first == 8  # lines are counted from the beginning of the file


def test_lists_in_html_below_front_matter_are_read_as_a_web_page():
    lines = "".join(
        f'  <li><a href="/l/{day}.pdf">Lettre du {day} mai 1871</a></li>\n' for day in range(2, 9)
    )
    reading = of(PAGE + f"<details>\n<ul>\n{lines}</ul>\n</details>\n")
    assert [record.url for record in reading.records] == [f"/l/{day}.pdf" for day in range(2, 9)]
    assert not any("<" in record.title for record in reading.records)


@pytest.mark.parametrize(
    "yaml", ["a: &x 1\ntitle: *x\ndate: 1871", "title: [", "- title", "just words"]
)
def test_what_is_no_yaml_of_its_own_is_no_front_matter(yaml):
    assert not front_matter.sniff(SourceFile("a.md", f"---\n{yaml}\n---\n\nText\n".encode()))
