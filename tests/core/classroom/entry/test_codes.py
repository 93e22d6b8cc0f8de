"""Codes nobody guesses, secrets nobody reads, nicknames nobody minds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.classroom.entry import codes
from dash_core.classroom.entry.attempts import AttemptLimit
from dash_core.classroom.entry.nicknames import MAX_CHARS, check_nickname, sort_key
from dash_core.classroom.paper.qr import qr_image
from dash_core.classroom.store import MAX_WRONG
from dash_core.common.errors import ClassError


def test_a_code_cannot_be_guessed_within_the_limit():
    tries_in_a_month = MAX_WRONG * 60 * 24 * 30
    chance = tries_in_a_month * 100 / len(codes.ALPHABET) ** codes.LENGTH
    assert chance < 1 / 290
    assert len({codes.new_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("typed", ["bcdf-2345", "BCDF 2345", " bcdf–2345.", "BCDF2345"])
def test_a_code_is_read_as_people_type_it(typed):
    assert codes.parse_code(typed) == "BCDF2345"
    assert codes.format_code("BCDF2345") == "BCDF-2345"


@pytest.mark.parametrize(
    "typed", ["", "BCDF234", "BCDF23456", "AEIO-2345", "ＢCDF2345", "%_______"]
)
def test_what_is_no_code(typed):
    assert codes.parse_code(typed) == ""


def test_of_a_secret_only_the_digest_is_kept():
    secret = codes.new_secret()
    assert codes.digest(secret) == codes.digest(secret) != codes.digest(secret + "x")
    assert secret not in codes.digest(secret)


def test_tries_from_one_address_are_limited_for_a_minute():
    clock = [0.0]
    limit = AttemptLimit(2, lambda: clock[0])
    for _ in range(2):
        assert not limit.is_over("a")
        limit.note("a")
    assert limit.is_over("a")
    assert not limit.is_over("b")
    clock[0] = 61
    assert not limit.is_over("a")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana   María ", "Ana María"),
        ("e\u0301ric", "éric"),
        ("7", "7"),
        ("李雷", "李雷"),
        ("محمد", "محمد"),
        ("हिन्दी", "हिन्दी"),
        ("Zoë 🦊", "Zoë 🦊"),
        ("O’Brien-Smith", "O’Brien-Smith"),
        ("Cassandra", "Cassandra"),
        ("Dickens", "Dickens"),
        ("Scunthorp3", "Scunthorp3"),
        ("Essex", "Essex"),
        ("<b>Bo</b>", "<b>Bo</b>"),  # text like any other; escaped where it is shown
    ],
)
def test_a_nickname(typed, kept):
    assert check_nickname(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "at least one letter"),
        (" … ", "at least one letter"),
        ("x" * (MAX_CHARS + 1), "too long"),
        ("a\u202eb", "cannot be shown"),
        ("a\x00", "cannot be shown"),
        ("Z\u0351\u0351\u0351o", "cannot be shown"),
        ("a\ue000", "cannot be shown"),
        ("ana@school.org", "address or a number"),
        ("www.ana", "address or a number"),
        ("ana.com", "address or a number"),
        ("+49 171 2345678", "address or a number"),
        ("fuck", "another nickname"),
        ("F.U.C.K", "another nickname"),
        ("fuuuuck you", "another nickname"),
        ("sh1thead", "another nickname"),
        ("ass", "another nickname"),
        ("A $ $", "another nickname"),
        ("kurwa", "another nickname"),
    ],
)
def test_what_is_no_nickname_says_why(typed, why):
    with pytest.raises(ClassError, match=why):
        check_nickname(typed)


@given(st.text(max_size=40))
def test_a_nickname_is_one_line_that_can_be_shown_or_none(typed):
    try:
        name = check_nickname(typed)
    except ClassError:
        return
    assert 0 < len(name) <= MAX_CHARS
    assert check_nickname(name) == name
    assert sort_key(name)
    assert "\n" not in name


def test_names_alike():
    assert sort_key("Ana!") == sort_key("ÁNA")
    assert sort_key("🦊1") == sort_key("1")


def test_a_link_as_qr_code():
    drawn = qr_image("https://example.org/join?class=BCDF2345")
    assert drawn.startswith("data:image/svg+xml")
    assert '"' not in drawn
    assert drawn != qr_image("https://example.org/join?class=BCDF2346")
