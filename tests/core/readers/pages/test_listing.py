import gzip
import json
import re
from pathlib import Path
from textwrap import wrap
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import Options, SourceFile
from dash_core.readers.boilerplate import visible_text
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.pages import listing
from tests.shared import SHARED

ROOT = Path(__file__).parents[4]


def read(text):
    return listing.read(SourceFile("page.txt", text.encode()), Options())


def records(text):
    return [(r.date, r.title, r.summary) for r in read(text).records]


def roles(text):
    return [piece.role for piece in read(text).report.files[0].pieces]


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
            id="a bullet with the indent of the dated ones",
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


A, B, C = (
    ("May 5, 1946", "One", "Text."),
    ("May 06, 1946", "Two of them", "They met."),
    ("August, 1962", "Three", "It ends."),
)
TOP = "Skip to content\nResults:\n1 - 10 of 42\nDocuments\n"


def dashes(*given):
    return "".join("-\n" + "\n".join(filter(None, r)) + "\n" for r in given)


def paragraphs(*given):
    return "".join("\n\n".join(filter(None, r)) + "\n\n" for r in given)


def by_line(*given):
    return "".join("\n".join(filter(None, r)) + "\n" for r in given)


def bullets(*given):
    return "".join(f"  • {d}\n\n    {t}\n\n    {s}\n\n" for d, t, s in given)


LAYOUTS = [bullets, dashes, paragraphs, by_line]


@pytest.mark.parametrize("top", ["", TOP, TOP.replace("\n", "\n\n")])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_and_what_stands_above(layout, top):
    assert records(top + layout(A, B, C)) == [A, B, C]
    assert records(top + layout(A, B)) == [A, B]
    assert records(top + layout(A)) == [A]
    given = read(top + layout(A, B, C)).report.counts()
    assert (given["header"], given["unread"]) == (
        len(top.split("\n\n" * ("\n\n" in top) or "\n")) - 1,
        0,
    )


def test_a_collection_page():
    top = "No image found.\n\nIran Crisis\n\nA collection of papers on 1946 and after.\n\n"
    reading = read(top + paragraphs(A, B) + "Load more\n\nFooter of the house\n")
    assert [(r.date, r.title, r.summary) for r in reading.records] == [A, B]
    assert reading.report.counts()["header"] == 5
    assert not reading.report.unread


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "date",
    [
        "May 5, 1946",
        "May 05, 1946",
        "August, 1962",
        "August 1962",
        "1979",
        "c. 1946",
        "Feb. 26, 1861",
    ],
)
def test_forms_of_dates(layout, date):
    given = [A, (date, "A title", "A text."), B]
    assert records(layout(*given)) == given


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            dashes(A, ("May 8, 1946", "No text", ""), B),
            [A, ("May 8, 1946", "No text", ""), B],
            id="no summary, dashes",
        ),
        pytest.param(
            by_line(A, ("May 8, 1946", "No text", ""), B),
            [A, ("May 8, 1946", "No text", ""), B],
            id="no summary, line by line",
        ),
        pytest.param(
            dashes(A) + "-\nUndated letter\nText of it.\n" + dashes(B),
            [A, ("", "Undated letter", "Text of it."), B],
            id="a dash without a date",
        ),
        pytest.param(
            bullets(A)
            + "  • A letter without a date on the wheat of 1946 and on the oil of the north\n\n"
            "    Text of it.\n\n" + bullets(B),
            [
                A,
                (
                    "",
                    "A letter without a date on the wheat of 1946 and on the oil of the north",
                    "Text of it.",
                ),
                B,
            ],
            id="a bullet with a title",
        ),
        pytest.param(
            bullets(A) + "  • A letter\n\n    Text of it.\n\n" + bullets(B),
            [A, ("", "A letter", "Text of it."), B],
            id="a bullet with a short title",
        ),
        pytest.param(
            paragraphs(A, C, A, A, C) + "Letter to X\n\nX is told.\n\n" + paragraphs(C, B),
            [A, C, A, A, C, ("", "Letter to X", "X is told."), C, B],
            id="no date in a regular layout",
        ),
        pytest.param(
            paragraphs(A, ("May 9, 1946", "Long", "It goes on"), B)
            + "It goes on.\n\nAnd on.\n\n"
            + paragraphs(C),
            [
                A,
                ("May 9, 1946", "Long", "It goes on"),
                (*B[:2], "They met. It goes on. And on."),
                C,
            ],
            id="several paragraphs",
        ),
        pytest.param(
            paragraphs(("May 5, 1946", "Same", "Same"), A),
            [("May 5, 1946", "Same", "Same"), A],
            id="a summary equal to the title",
        ),
        pytest.param(
            bullets(("1979", "One", "1979 saw the end."), ("1980", "Two", "1. the first of two.")),
            [("1979", "One", "1979 saw the end."), ("1980", "Two", "1. the first of two.")],
            id="numbers at the start of a line",
        ),
        pytest.param(
            "May 5, 1946\n\nOne\n\nThe war of\n1979\nand after.\n\n" + paragraphs(B),
            [("May 5, 1946", "One", "The war of 1979 and after."), B],
            id="a year on a wrapped line",
        ),
        pytest.param(
            "May 5, 1946\nOne\nThe war of\n1979\nKabul saw it.\n" + by_line(B, C),
            [("May 5, 1946", "One", "The war of 1979 Kabul saw it."), B, C],
            id="a year on a wrapped line, line by line",
        ),
        pytest.param(
            bullets(*((f"Feb. {i}", "Same title", f"Text {i}.") for i in range(20, 23))),
            [(f"Feb. {i}", "Same title", f"Text {i}.") for i in range(20, 23)],
            id="dates without a year",
        ),
        pytest.param(
            "• May 5, 1946\n\nOne\n\nText.\n\n" + bullets(B, C),
            [A, B, C],
            id="the first line's indent lost in copying",
        ),
        pytest.param(
            "•\tMay\u00a05, 1946\n\u00a0\n\tOne\n\x0c\n\u200fText.\n"
            "• \u200eMay 06, 19\u00ad46\n\nTwo",
            [("May 5, 1946", "One", "\u200fText."), ("May 06, 1946", "Two", "")],
            id="tabs and marks not seen",
        ),
        pytest.param(
            bullets(A)
            + "Load more\n\nPrevious\n\n2\n\nNext\n\n© 2024 The Archive\n\nAbout the archive",
            [A],
            id="a footer",
        ),
        pytest.param(
            bullets(("May 5, 1946", "Documents", "Results:  of the talks")),
            [("May 5, 1946", "Documents", "Results: of the talks")],
            id="boilerplate's words as a title",
        ),
        pytest.param(
            "  • May 5, 1946\n\n  One\n\n  He asked for all\n  Documents\n"
            "  of them, and\n  Next\n\n" + bullets(B),
            [("May 5, 1946", "One", "He asked for all Documents of them, and Next"), B],
            id="boilerplate's words in a wrapped text",
        ),
        pytest.param(
            paragraphs(("Nov. 27, 1861", "do", "Text."), ("Nov. 28, 1861", "1979", ""), A)
            + "May 9, 1946\n\n"
            + paragraphs(A),
            [
                ("Nov. 27, 1861", "do", "Text."),
                ("Nov. 28, 1861", "1979", ""),
                A,
                ("May 9, 1946", "", ""),
                A,
            ],
            id="a date as a title",
        ),
        pytest.param(
            "  • May 5, 1946\n\n  One\n\n  It began\n\n  Page 2 of 5\n\n  and ended.\n\n"
            + bullets(B),
            [("May 5, 1946", "One", "It began and ended."), B],
            id="a page number within a record",
        ),
        pytest.param(
            paragraphs(*((d, t, s + "\n\nRead more") for d, t, s in (A, B, B))),
            [A, B, B],
            id="a button in each record is no page end",
        ),
    ],
)
def test_seen_in_the_wild(text, expected):
    assert records(text) == expected


BREAKS = {
    "next": "Previous\n\nNext\n\n",
    "range": "11 - 20 of 42\n\n",
    "page": "Page 2 of 5\n\n",
    "top": "Next\n\n" + TOP.replace("\n", "\n\n"),
}


@pytest.mark.parametrize("layout", [bullets, paragraphs])
@pytest.mark.parametrize("page_break", BREAKS.values(), ids=BREAKS)
def test_pages_that_overlap(layout, page_break):
    reading = read(layout(A, B) + page_break + layout(B, C))
    assert [(r.date, r.title, r.summary) for r in reading.records] == [A, B, C]
    assert reading.report.counts()["repeat"] == 3
    (remark,) = reading.report.file_remarks
    first = len((layout(A, B) + page_break).splitlines()) + 1
    assert remark.number == first
    assert f"Lines {first} to {first + 4}" in remark.text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_that_overlap_without_a_sign(layout):
    a, b = (
        (*A[:2], "They spoke of the oil of the north and of what was to be paid for it by whom."),
        (
            *B[:2],
            "They spoke of the wheat of the south, and of who was to bring it over the mountains.",
        ),
    )
    assert records(layout(a, b) + layout(a, b, C)) == [a, b, C]
    assert records(layout(a, b) + layout(b, C)) == [a, b, b, C]
    other = (*B[:2], "They did not meet.")
    assert records(layout(a, b) + layout(a, other)) == [a, b, a, other]
    assert records(layout(A, B) + layout(A, B)) == [A, B, A, B]  # little to tell them by


def test_the_preamble_of_a_page_comes_again():
    top = "Skip to content\n\nPapers of X\n\nAll of his papers.\n\n"
    reading = read(top + paragraphs(A) + top + paragraphs(B))
    assert [(r.date, r.title, r.summary) for r in reading.records] == [A, B]
    assert reading.report.counts()["header"] == 6


def test_what_has_no_date_between_pages_is_said():
    reading = read(paragraphs(A, B) + "11 - 20 of 42\n\nA title\n\nA text.\n\n" + paragraphs(C))
    assert [piece.text for piece in reading.report.unread] == ["A title", "A text."]
    (remark,) = reading.report.file_remarks
    assert (remark.number, "Lines 15 to 17" in remark.text) == (15, True)


def test_a_title_printed_twice():
    text = "• May 5, 1946\n\nOne\n\nOne\n\nText.\n"
    assert records(text) == [A]
    assert roles(text) == "date blank title blank repeat blank summary".split()
    assert "twice" in read(text).report.file_remarks[0].text


def test_a_date_within_a_wrapped_text_is_said():
    text = "May 5, 1946\n\nOne\n\nThe war of\n1979\nand after.\n\n" + paragraphs(B)
    (remark,) = read(text).report.file_remarks
    assert (remark.number, "contains only a date" in remark.text) == (6, True)


def test_many_without_a_summary_are_one_remark():
    (remark,) = read(bullets(*[("1946", f"Title {i}", "") for i in range(30)])).report.file_remarks
    assert remark.text == "30 documents have no summary."


def test_no_document_with_a_summary_is_one_remark():
    (remark,) = read(bullets(("1946", "One", ""), ("1947", "Two", ""))).report.file_remarks
    assert remark.text == "2 documents have no summary."


def test_the_seed_listing():
    file = SourceFile("seed", (ROOT / "seeds" / "000_c0d2bb1156087dbf.txt").read_bytes())
    reading = listing.read(file, Options())
    assert len(reading.records) == 20 == len(re.findall("^ *•", file.text, re.M))
    counts = reading.report.counts()
    assert (counts["header"], counts["unread"], counts["repeat"]) == (2, 0, 0)
    assert all(r.date and r.title and r.summary for r in reading.records)


def corpus(name, n):
    path = SHARED / "corpora" / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    rows = []
    with gzip.open(path, "rt") as lines:
        for line in lines:
            row = json.loads(line)
            folded = tuple(
                " ".join(str(row[key] or "").split()) for key in ("date", "title", "summary")
            )
            if is_date(visible_text(folded[0])) and folded[1]:
                rows.append(folded)
    return rows[:: max(1, len(rows) // n)]


@pytest.mark.parametrize("name", ["frus_papers", "tate_artworks", "state_visits"])
@pytest.mark.parametrize("layout", [bullets, dashes])
def test_real_rows_printed_as_a_listing_are_read_back(name, layout):
    rows = [row for row in corpus(name, 1_200) if visible_text(row[0]) == row[0]]
    assert len(rows) > 400
    got = records(layout(*rows))
    assert [r[0] for r in got] == [r[0] for r in rows]
    assert sum(a == b for a, b in zip(got, rows, strict=True)) >= 0.999 * len(rows)


def test_a_long_listing():
    rows = [
        (f"May {1 + i % 28}, {1900 + i % 90}", f"Letter {i}", f"Text {i}. " * 5)
        for i in range(10_000)
    ]
    assert len(read(bullets(*rows)).records) == 10_000


def test_progress_is_told_and_may_stop():
    class Stop(BaseException):
        pass

    def progress(done):
        assert 0 <= done <= 1
        raise Stop

    with pytest.raises(Stop):
        listing.read(SourceFile("x", bullets(A).encode()), Options(progress=progress))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "●"])
def test_line_ends_and_bullets(end, bullet):
    lines = ["Search in", "", f"  {bullet} May 5, 1946", "", "One", "", "Text."]
    reading = read(end.join(lines) + end)
    assert records(end.join(lines)) == [("May 5, 1946", "One", "Text.")]
    assert [line.text for line in reading.report.files[0].pieces] == lines
    assert [line.role for line in reading.report.files[0].pieces] == (
        "header blank date blank title blank summary".split()
    )
    (record,) = reading.records
    assert (record.first, record.last) == (3, 7)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("x\n\n• May 5, 1946\n\n• May 6, 1946\n\nTwo\n\nText.", 3, "no title"),
        ("\n• May 5, 1946\n\nOne", 2, "no summary"),
    ],
)
def test_remarks(text, line, words):
    (remark,) = read(text).report.file_remarks
    assert remark.number == line
    assert words in remark.text


def test_an_unreadable_date_without_a_bullet_is_not_passed_over_in_silence():
    text = "May 5, 1946\n\nOne\n\nText.\n\nFebruary 30, 1946\n\nTwo\n\nText."
    reading = read(text)
    assert len(reading.records) == 2 or any(
        remark.number == 7 for remark in reading.report.file_remarks
    )


def test_duplicates_within_a_page_are_all_kept():
    one = "• May 5, 1946\n\nOne\n\nText.\n\n"
    assert records(one * 3) == [("May 5, 1946", "One", "Text.")] * 3


def check_account(data):
    """Every line once, in order, with its text; what has a record is in that record."""
    file = SourceFile("page.txt", data)
    try:
        text = file.text
    except ReadError:  # empty or binary: not the reader's affair
        return
    if not listing.sniff(file):
        with pytest.raises(ReadError, match=r"^No document was found in “page.txt”[^\n]*\.$"):
            listing.read(file, Options())
        return
    reading = listing.read(file, Options())
    lines = re.split("\r\n|\r|\n", text)
    lines = lines[:-1] if lines[-1] == "" else lines
    (report,) = reading.report.files
    assert [(p.number, p.text) for p in report.pieces] == list(enumerate(lines, 1))
    assert sum(report.counts().values()) == len(lines)
    assert report.n_records == len(reading.records) > 0
    for piece in report.pieces:
        assert (piece.record is not None) == (piece.role in {"date", "title", "summary"})
        if piece.record is None:
            assert (piece.role == "blank") == (not visible_text(piece.text))
        else:
            record = reading.records[piece.record]
            assert record.first <= piece.number <= record.last
            words = re.findall(r"\w+", normalize("NFC", visible_text(piece.text)))
            assert set(words) <= set(re.findall(r"\w+", visible_text(getattr(record, piece.role))))
    given = [
        p.record for p in report.pieces if p.role in {"date", "title"} and p.record is not None
    ]
    assert set(given) == set(range(len(reading.records)))
    assert all(1 <= remark.number <= len(lines) for remark in report.remarks)


@given(st.text() | st.text(st.characters()))
def test_any_text_is_accounted_for_or_refused(text):
    check_account(text.encode("utf-8", "surrogatepass"))


LINES = (
    "|  |• May 5, 1946|  • April, 1946|• n.d.|• February 30, 1946|May 6, 1946|1946|- 3 -|Search in|"
    "Letter from A to B|    which is wrapped|• not a date|•|\t|\x0c|\u2028|\x85|\ufeff|\x1b[1m|é|"
    "-|Next|11 - 20 of 42|Page 2 of 5|Documents|Read more|Feb. 26|do|A sentence.|met in|"
    "•\u200f\ufeff"
).split("|")


@given(
    st.lists(st.sampled_from(LINES) | st.text(max_size=12), max_size=25),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
)
def test_anything_like_a_listing_is_accounted_for_or_refused(lines, end):
    check_account(end.join(lines).encode("utf-8", "surrogatepass"))


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
    assert len(read(page).records) == 9


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ("3 June 1911", "31 Jnuio 1911"),
        ("June 3, 1911", "Jnue 4, 1911"),
        ("June 1911", "Jnue 1911"),
        ("1911-06-03", "1911-13-41"),
    ],
)
@pytest.mark.parametrize("layout", [paragraphs, by_line])
def test_a_date_not_understood_begins_a_record_and_is_named(layout, known, unknown):
    rows = [
        (known, "Lease", "Of the mill."),
        (unknown, "Letter", "On the weir."),
        (known, "Plan", "Of the pond."),
    ]
    page = layout(*rows)
    assert records(page) == rows
    if not is_date(unknown):
        remarks = [r for r in read(page).report.file_remarks if unknown in r.text]
        assert [remark.number for remark in remarks] == [page.splitlines().index(unknown) + 1]


def test_a_title_with_a_year_is_no_date():
    rows = [("June 1911", "Budget 1912", "For the mill."), ("July 1911", "Plan 1912", "Of it.")]
    assert records(paragraphs(*rows)) == rows
    assert records(by_line(*rows)) == rows
