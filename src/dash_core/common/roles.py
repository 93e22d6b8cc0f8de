"""Who may do what on a host that asks people to sign in.

Three roles, each with what the one before may do: viewers explore, teachers also lead classes,
administrators also see how the server is. A host that sets nothing asks nobody.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from dash_core.common import settings

__all__ = ["Role", "needed_to_enter", "role_of"]

_GROUPS: Final = ("groups", "roles")  # claims that directories send beside a name


class Role(IntEnum):
    """What a person may do; a higher one may do all that a lower one may."""

    VIEWER = 1
    TEACHER = 2
    ADMIN = 3


def needed_to_enter() -> bool:
    """Whether pages are for those who have signed in."""
    return settings.SIGN_IN.value == "everyone"


def role_of(claims: Mapping[str, object] | None) -> Role | None:
    """The role of a person, by what a provider says of them (the claims of an ID token, OpenID
    Connect Core 1.0, 5.1); None for one who may not enter.

    Without a rule for signing in everyone may teach, and nobody is an administrator. A person is
    named in `DOSSIER_VIEWERS`, `DOSSIER_TEACHERS` or `DOSSIER_ADMINS` by an address, by `@` and a
    domain, or by a group. An address that the provider says is not verified counts for nothing.
    """
    rule = settings.SIGN_IN.value
    if not rule:
        return Role.TEACHER
    if not claims:
        return None if rule == "everyone" else Role.VIEWER
    names = _names(claims)
    for role, named in (
        (Role.ADMIN, settings.ADMINS),
        (Role.TEACHER, settings.TEACHERS),
        (Role.VIEWER, settings.VIEWERS),
    ):
        if names & set(_listed(named.value)):
            return role
    is_open = rule == "teachers" or not settings.VIEWERS.value
    return Role.VIEWER if is_open else None


def _listed(text: str) -> list[str]:
    return [name.casefold() for name in text.replace(",", " ").split()]


def _names(claims: Mapping[str, object]) -> set[str]:
    names = set()
    email = claims.get("email")
    if isinstance(email, str) and "@" in email and claims.get("email_verified") is not False:
        address = email.strip().casefold()
        names |= {address, "@" + address.rpartition("@")[2]}
    for claim in _GROUPS:
        groups = claims.get(claim)
        if isinstance(groups, list | tuple):
            # A group that looks like an address is none: it would stand for a person.
            names |= {str(group).casefold() for group in groups if "@" not in str(group)}
    return names
