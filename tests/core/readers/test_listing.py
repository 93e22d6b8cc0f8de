import re
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import read_text
from dash_core.table import stable_ids


def records(text):
    return [(r.date, r.title, r.summary) for r in read_text(text, "page.txt").records]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "  • May 5, 1946\n\n    A title that\n    is wrapped\n\n    A summary\n\n    goes on.",
            [("May 5, 1946", "A title that is wrapped", "A summary goes on.")],
            id="wrapped",
        ),
        pytest.param(
            "• May 5, 1946\n\nOne\n\n• May 6, 1946\n\nTwo\n\nText.",
            [("May 5, 1946", "One", ""), ("May 6, 1946", "Two", "Text.")],
            id="no summary",
        ),
        pytest.param(
            "• May 5, 1946\n\n• May 6, 1946\n\nTwo\n\nText.",
            [("May 5, 1946", "", ""), ("May 6, 1946", "Two", "Text.")],
            id="no title",
        ),
        pytest.param(
            "• n.d.\n\nOne\n\nText.\n\n• [undated]\n\nTwo",
            [("n.d.", "One", "Text."), ("[undated]", "Two", "")],
            id="undated",
        ),
        pytest.param(
            "• May 5, 1946\n\nOne\n\n• do\n\nTwo\n\nText.",
            [("May 5, 1946", "One", ""), ("do", "Two", "Text.")],
            id="a bullet that stands like the dated ones",
        ),
        pytest.param(
            "• February 30, 1946\n\nOne\n\n• 12/24/45\n\nTwo",
            [("February 30, 1946", "One", ""), ("12/24/45", "Two", "")],
            id="dates that cannot be read",
        ),
        pytest.param(
            "May 5, 1946\n\nOne\n\nText.\n\nMay 6, 1946\n\nTwo\n\nText.",
            [("May 5, 1946", "One", "Text."), ("May 6, 1946", "Two", "Text.")],
            id="no bullets",
        ),
        pytest.param(
            "• May 5, 1946\nOne\nText that\nis wrapped.\n• May 6, 1946\nTwo\nText.",
            [("May 5, 1946", "One", "Text that is wrapped."), ("May 6, 1946", "Two", "Text.")],
            id="compact",
        ),
        pytest.param(
            "• May 5, 1946\n\nOne\n\nThey met on\nApril 4, 1946\nand\n\nApril 6, 1946\n\nagain.",
            [("May 5, 1946", "One", "They met on April 4, 1946 and April 6, 1946 again.")],
            id="a date inside a summary",
        ),
        pytest.param(
            "• May 5, 1946\n\nOne\n\nThe note asks for:\n\n• oil\n* wheat",
            [("May 5, 1946", "One", "The note asks for: • oil * wheat")],
            id="a bulleted list inside a summary",
        ),
        pytest.param(
            "• May 5, 1946\n\n  One\n\n  Rifles sent in all:\n\n  • 1,400\n\n  and more.",
            [("May 5, 1946", "One", "Rifles sent in all: • 1,400 and more.")],
            id="a bulleted number inside a summary",
        ),
        pytest.param(
            "May 5, 1946\n\nOne\n\nText.\n\n- 3 -\n\nMay 6, 1946\n\nTwo\n\nText.",
            [("May 5, 1946", "One", "Text. - 3 -"), ("May 6, 1946", "Two", "Text.")],
            id="a page number",
        ),
    ],
)
def test_layouts(text, expected):
    assert records(text) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "●"])
def test_line_ends_and_bullets(end, bullet):
    lines = ["Search in", "", f"  {bullet} May 5, 1946", "", "One", "", "Text."]
    reading = read_text(end.join(lines) + end, "page.txt")
    assert records(end.join(lines)) == [("May 5, 1946", "One", "Text.")]
    assert [line.text for line in reading.report.lines] == lines
    assert [line.role for line in reading.report.lines] == (
        "header blank date blank title blank summary".split()
    )
    (record,) = reading.records
    assert (record.first_line, record.last_line) == (3, 7)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("• February 30, 1946\n\nOne\n\nText.", 1, "“February 30, 1946” was not understood"),
        ("x\n\n• May 5, 1946\n\n• May 6, 1946\n\nTwo\n\nText.", 3, "no title"),
        ("\n• May 5, 1946\n\nOne", 2, "no summary"),
    ],
)
def test_remarks(text, line, words):
    (note,) = read_text(text, "page.txt").report.notes
    assert note.line == line
    assert words in note.text


def test_an_unreadable_date_without_a_bullet_is_not_passed_over_in_silence():
    text = "May 5, 1946\n\nOne\n\nText.\n\nFebruary 30, 1946\n\nTwo\n\nText."
    reading = read_text(text, "page.txt")
    assert len(reading.records) == 2 or any(note.line == 7 for note in reading.report.notes)


def test_duplicates_are_told_apart():
    one = "• May 5, 1946\n\nOne\n\nText.\n\n"
    ids = stable_ids(read_text(one * 3 + one.replace("One", "Two"), "page.txt").records)
    assert ids[1:3] == [f"{ids[0]}-2", f"{ids[0]}-3"]
    assert "-" not in ids[0] + ids[3]
    assert ids[3] != ids[0]


def check_account(text):
    """Every line once, in order, with its text; and what is said to be in a record is in it."""
    try:
        reading = read_text(text, "page.txt")
    except ReadError:
        return
    lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
    lines = lines[:-1] if lines[-1] == "" else lines
    report = reading.report
    assert [(use.number, use.text) for use in report.lines] == list(enumerate(lines, 1))
    assert sum(report.counts().values()) == len(lines) == len(report.to_frame())
    assert report.n_records == len(reading.records) > 0
    for use in report.lines:
        assert (use.record is not None) == (use.role in {"date", "title", "summary"})
        if use.record is None:
            assert (use.role == "blank") == (not use.text.strip())
        else:
            record = reading.records[use.record]
            assert record.first_line <= use.number <= record.last_line
            words = re.findall(r"\w+", use.text)
            assert set(words) <= set(re.findall(r"\w+", getattr(record, use.role)))


@given(st.text() | st.text(st.characters()))
def test_any_text_is_accounted_for_or_refused(text):
    check_account(text)


LINES = (
    "|  |• May 5, 1946|  • April, 1946|• n.d.|• February 30, 1946|May 6, 1946|1946|- 3 -|Search in|"
    "Letter from A to B|    which is wrapped|• not a date|•|\t|\x0c|\u2028|\x85|\ufeff|\x1b[1m|é"
).split("|")


@given(
    st.lists(st.sampled_from(LINES) | st.text(max_size=12), max_size=25),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
)
def test_anything_like_a_listing_is_accounted_for_or_refused(lines, end):
    check_account(end.join(lines))


WORDS = st.lists(st.text("abcdefghéß’'[]", min_size=2, max_size=9), min_size=1, max_size=30)
TEXTS = WORDS.map(" ".join)
PRINTED = st.sampled_from(
    ["May 5, 1946", "February, 1946", "c. 1946", "n.d.", "February 30, 1946", "12/24/45", "1946"]
)


@given(
    st.lists(st.tuples(PRINTED, TEXTS, TEXTS | st.just("")), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.integers(12, 80),
    st.sampled_from(["", "Search in\n\nDigital Archive\n\n"]),
)
def test_what_is_printed_as_a_listing_is_read_back(given_records, end, width, header):
    page = header
    for date, title, summary in given_records:
        page += f"  • {date}\n\n"
        for text in filter(None, (title, summary)):
            page += "".join(f"    {line}\n" for line in wrap(text, width)) + "\n"
    assert records(page.replace("\n", end)) == given_records


def test_bulleted_years_in_a_summary_are_no_records():
    records = [f"May {i + 1}, 1946\n\nTitle {i}\n\nText.\n\n" for i in range(9)]
    page = "".join(records).replace("Text.", "Text:\n\n- 1946\n\n- 1947", 1)
    assert len(read_text(page, "page.txt").records) == 9
