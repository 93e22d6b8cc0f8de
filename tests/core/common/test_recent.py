"""Values used lately: made once, bounded in bytes and in time."""

import pytest

from dash_core.common.recent import Recent


@pytest.fixture
def recent() -> Recent[str, bytes]:
    return Recent(lambda: 10, len)


def test_a_value_is_made_once(recent):
    first = recent.get("a", lambda: b"one")
    assert recent.get("a", lambda: pytest.fail("made again")) is first


def test_those_used_least_recently_go_first(recent):
    for key in "abac":
        recent.get(key, lambda: b"four")
    assert len(recent) == 2
    assert recent.get("b", lambda: b"new") == b"new"
    assert recent.get("c", lambda: b"new") == b"four"


def test_the_last_one_stays_however_large(recent):
    recent.get("a", lambda: b"four")
    recent.get("b", lambda: bytes(100))
    assert len(recent) == 1
    assert len(recent.get("b", lambda: b"")) == 100


def test_what_nobody_uses_goes(recent):
    recent.get("a", lambda: b"four")
    recent.drop_unused(3600)
    assert len(recent) == 1
    recent.drop_unused(-1)  # whatever was used until now
    assert len(recent) == 0


def test_what_could_not_be_made_is_not_kept(recent):
    with pytest.raises(ZeroDivisionError):
        recent.get("a", lambda: b"x" * (1 // 0))
    assert len(recent) == 0
