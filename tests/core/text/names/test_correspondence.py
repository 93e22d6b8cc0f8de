"""Senders and recipients are told where a listing shows letters, and nowhere else."""

import pytest

from dash_core.text.people import PeopleColumns, read_people
from tests.catalogues import CATALOGUES, rows


def read(titles, **others):
    return read_people(titles, [""] * len(titles), **others)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", CATALOGUES)
def test_a_catalogue_without_letters_has_no_sender_and_no_recipient(kind, seed):
    found = read([row["Title"] for row in rows(kind, 300, seed)])
    assert [names for names in (*found.creators, *found.recipients) if names] == []
    assert not found.is_correspondence
    assert set(found.subject_starts) == {0}
    assert set(found.sent_from) == {""}


HEADLINES = [row["Title"] for row in rows("headlines", 190)]
LETTERS = ["Letter from Ada Holm to Per Lie on tariffs"] * 10


def test_letters_among_other_titles_are_told_and_the_others_are_not():
    found = read([*HEADLINES, *LETTERS])
    assert found.is_correspondence
    assert found.creators[-1] == ["Ada Holm"]
    told = [title for title, names in zip(HEADLINES, found.creators, strict=False) if names]
    assert [title for title in told if " Board" in title or " Union" in title] == []


def test_a_file_of_letters_beside_a_file_of_headlines_is_judged_by_itself():
    n = len(HEADLINES)
    found = read(
        [*HEADLINES * 9, *LETTERS * 2],
        order=[range(9 * n), range(9 * n, 9 * n + 20)],
    )
    assert found.creators[-20:] == [["Ada Holm"]] * 20
    assert not any(found.creators[:-20])


@pytest.mark.parametrize(
    "titles",
    [
        ["Mr. Holm to Mr. Lie"] * 3 + ["On tariffs"] * 7,
        ["To the Minister in Chile", "From the Minister in Chile"] * 4 + ["Treaty of peace"] * 6,
        ["A. Holm to P. Lie", "P. Lie to A. Holm", "Same to same", "On tariffs", "On tin"],
        ["Report by the Committee on Tariffs", "Speech by A. Holm", "On tariffs"],
    ],
)
def test_the_form_of_a_letter_in_many_titles_needs_no_word_for_it(titles):
    found = read(titles)
    assert found.is_correspondence
    assert any(found.creators)


@pytest.mark.parametrize("letters", ["column", "kind"])
def test_columns_say_that_it_is_correspondence(letters):
    titles = [f"Visit to {place}" for place in ("Oslo", "Bergen", "Hamar")]
    columns = PeopleColumns([["Holm"]] * 3, [["Lie"], [], []], [[]] * 3)
    assert not read(titles).is_correspondence
    found = (
        read(titles, columns=columns) if letters == "column" else read(titles, genres=["Brief"] * 3)
    )
    assert found.is_correspondence


def test_artists_in_a_column_make_no_correspondence():
    works = rows("artworks")
    columns = PeopleColumns([[row["Artist"]] for row in works], [[]] * 200, [[]] * 200)
    found = read([row["Title"] for row in works], columns=columns)
    assert not found.is_correspondence
    assert found.creators == [[row["Artist"]] for row in works]
    assert not any(found.recipients)
