import pytest

from dash_app.markup import marked, plain, say_date
from dash_core.readers import Reading, Record
from dash_core.table import build


@pytest.mark.parametrize(
    "text", ["www.evil.example", "https://evil.example", "a@evil.example", ":material/home:", "->"]
)
def test_nothing_in_a_label_comes_alive(text):
    label = plain(text)
    assert text not in label.replace("\\", "")  # a word joiner breaks it
    assert label.replace("\\", "").replace("\u2060", "") == text


def test_marks_escape_what_they_mark():
    html = marked("<b>oil</b>", [(3, 6, "")])
    assert html == "&lt;b&gt;<mark>oil</mark>&lt;/b&gt;"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("February, 1946", "February, 1946 (only the month is known: 1 – 28 Feb 1946)"),
        (
            "circa 1946",
            "circa 1946 (approximate; only the year is known: 1 Jan – 31 Dec 1946)",
        ),
        ("n.d.", "n.d."),
        ("", "no date"),
    ],
)
def test_a_date_says_what_is_known(printed, said):
    row = build(Reading([Record(date=printed)])).frame.iloc[0].copy()
    row["date_note"] = ""
    assert say_date(row, full=True) == said
    row["date_note"] = "Look at it."
    noted = say_date(row, full=True)
    assert noted.endswith("Look at it.") or not printed
    assert ("not understood" in noted) == (printed == "n.d.")
