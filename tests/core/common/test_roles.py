"""Who may do what where a host asks people to sign in."""

import pytest

from dash_core.common import settings
from dash_core.common.errors import SettingError
from dash_core.common.roles import Role, role_of

ANNA = {"email": "Anna@Example.edu", "email_verified": True}


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch):
    def is_set(sign_in: str = "everyone", **people: str) -> None:
        monkeypatch.setenv("DOSSIER_SIGN_IN", sign_in)
        for role, names in people.items():
            monkeypatch.setenv(f"DOSSIER_{role.upper()}", names)

    return is_set


def test_without_a_rule_everyone_teaches_and_nobody_administers() -> None:
    assert role_of(None) is role_of({**ANNA, "groups": ["admin"]}) is Role.TEACHER


@pytest.mark.parametrize(
    ("named", "claims", "role"),
    [
        ("anna@example.edu", ANNA, Role.TEACHER),
        ("bo@example.org, @EXAMPLE.edu", ANNA, Role.TEACHER),
        ("staff", {"groups": ["Staff"]}, Role.TEACHER),
        ("@example.edu", {"email": "anna@example.edu", "email_verified": False}, Role.VIEWER),
        ("@example.edu", {"email": "anna@not-example.edu"}, Role.VIEWER),
        ("@example.edu", {"email": "anna@example.edu.org"}, Role.VIEWER),
        ("@example.edu", {"groups": ["@example.edu"]}, Role.VIEWER),
        ("@example.edu", {"email": ["anna@example.edu"]}, Role.VIEWER),
        ("", ANNA, Role.VIEWER),
    ],
)
def test_teachers_are_named_by_address_domain_or_group(host, named, claims, role) -> None:
    host(teachers=named)
    assert role_of(claims) is role


def test_only_those_named_enter_where_viewers_are_named(host) -> None:
    host(viewers="@example.org", admins="root@example.edu")
    assert role_of(None) is None
    assert role_of(ANNA) is None
    assert role_of({"email": "bo@example.org"}) is Role.VIEWER
    assert role_of({"email": "root@example.edu"}) is Role.ADMIN


def test_where_teachers_sign_in_everyone_else_looks_without(host) -> None:
    host("teachers", teachers="anna@example.edu", viewers="@example.org")
    assert role_of(None) is role_of({"email": "cy@elsewhere.net"}) is Role.VIEWER
    assert role_of(ANNA) is Role.TEACHER


def test_another_rule_is_refused_when_dossier_starts(host) -> None:
    host("yes")
    with pytest.raises(SettingError, match="DOSSIER_SIGN_IN must be teachers or everyone"):
        settings.check()
