import pytest

from dash_app.markup import marked, plain, say_date


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
        ("sometime", "sometime (not understood)"),
        ("", "no date"),
    ],
)
def test_a_date_says_what_is_known(printed, said):
    assert say_date(printed, full=True) == said
