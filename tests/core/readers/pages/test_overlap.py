import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.readers import Record
from dash_core.readers.pages.overlap import count_repeats, repeated_runs, repeats_in_file

LONG = "A summary of a good many words, of which no two documents have the same: number "


def pages(*letters):
    """Records for letters: a small one says little, a large one has a long summary."""
    return [
        [Record(title=c, summary=LONG + c if c.isupper() else "", first=i + 1) for c in page]
        for i, page in enumerate(letters)
    ]


@pytest.mark.parametrize(
    ("given_pages", "expected"),
    [
        ((), []),
        (("",), [0]),
        (("abc",), [0]),
        (("abc", "cde"), [0, 1]),
        (("abc", "bcd", "cde"), [0, 2, 2]),
        (("abc", "abc"), [0, 3]),
        (("abc", "abcd"), [0, 3]),
        (("abc", "acd"), [0, 0]),
        (("abcd", "bc"), [0, 0]),
        (("aaa", "aab"), [0, 2]),
        (("ab", "", "bc"), [0, 0, 0]),
        (("abab", "abac"), [0, 2]),
    ],
)
def test_how_many_repeat(given_pages, expected):
    assert count_repeats(pages(*given_pages)) == expected


@pytest.mark.parametrize("field", ["date", "title", "summary"])
def test_one_letter_off_is_another_document(field):
    one = {"date": "1946", "title": "A title", "summary": "A summary."}
    other = one | {field: one[field] + "!"}
    assert count_repeats([[Record(**one)], [Record(**other)]]) == [0, 0]
    assert count_repeats([[Record(**one)], [Record(**one, url="x")]]) == [0, 1]


def test_a_date_alone_is_no_evidence():
    assert count_repeats([[Record(date="1946")], [Record(date="1946")]]) == [0, 0]


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("ABAB", [range(2, 4)]),
        ("ABABAB", [range(2, 4), range(4, 6)]),
        ("ABCABCD", [range(3, 6)]),
        ("XABCABCD", [range(4, 7)]),
        ("AAAA", []),
        ("ABBA", []),
        ("AABAAB", [range(3, 6)]),
        ("AA", []),
        ("ABCAB", []),
        ("abab", []),
        ("abcdeabcde", [range(5, 10)]),
    ],
)
def test_runs_without_a_sign(letters, expected):
    (page,) = pages(letters)
    assert repeated_runs(page) == expected


def test_at_a_sign_one_is_enough():
    (page,) = pages("abccd")
    assert list(repeats_in_file(page, ())) == []
    assert list(repeats_in_file(page, {3})) == [range(3, 4)]
    assert list(repeats_in_file(page, {0, 5, 99, -1})) == []


@given(st.lists(st.text("aAbBcC", max_size=12), max_size=5), st.sets(st.integers(0, 60)))
def test_every_copy_equals_what_is_kept_before_it(letters, begins):
    (page,) = pages("".join(letters))
    copies = [i for run in repeats_in_file(page, begins) for i in run]
    assert copies == sorted(set(copies))
    for run in repeats_in_file(page, begins):
        before = page[run.start - len(run) : run.start]
        assert [r.title for r in before] == [r.title for r in page[run.start : run.stop]]
    kept = {r.title for i, r in enumerate(page) if i not in copies}
    assert kept == {r.title for r in page}


@given(st.integers(1, 30), st.integers(1, 10), st.integers(0, 4))
def test_what_is_cut_with_an_overlap_comes_together_again(n, size, k):
    whole = "".join(chr(0x4E00 + i) for i in range(n))
    k = min(k, size)
    cut = [whole[max(0, at - k) : at + size] for at in range(0, len(whole), size)]
    copies = pages(*cut)
    joined = [
        record.title
        for page, n in zip(copies, count_repeats(copies), strict=True)
        for record in page[n:]
    ]
    assert "".join(joined) == whole


def test_a_long_near_repeat():
    page = [
        Record(title=f"{i % 10_000}", summary=str(i) if i % 9_999 == 0 else "s")
        for i in range(40_000)
    ]
    assert repeated_runs(page) == []
    assert count_repeats([page, page]) == [0, 40_000]
