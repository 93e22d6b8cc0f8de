"""Who the visitor is, where a host asks people to sign in.

Streamlit speaks with the provider (OpenID Connect; `[auth]` in its file of secrets) and keeps who
signed in in a cookie that it signs. Here that becomes a role.
"""

from collections.abc import Mapping

import streamlit as st

from dash_core.common import settings
from dash_core.common.errors import SettingError
from dash_core.common.i18n import _
from dash_core.common.roles import Role, role_of

__all__ = ["check", "is_signed_in", "may", "name", "role"]


def check() -> None:
    """Check that people can sign in where they are asked to.

    Raises
    ------
    SettingError
        If no provider is named.
    """
    if not settings.SIGN_IN.value:
        return
    try:
        is_there = "auth" in st.secrets
    except FileNotFoundError:
        is_there = False
    if not is_there:
        message = _(
            "{variable} is set, but no provider: name one under [auth] in .streamlit/secrets.toml "
            "(docs/hosting.md says how)."
        )
        raise SettingError(message.format(variable=settings.SIGN_IN.variable))


def is_signed_in() -> bool:
    """Whether the visitor has signed in, whatever their role."""
    return bool(settings.SIGN_IN.value) and _claims() is not None


def role() -> Role | None:
    """The role of the visitor; None for one who may not enter."""
    return role_of(_claims())


def may(least: Role) -> bool:
    """Whether the visitor has at least this role."""
    mine = role()
    return mine is not None and mine >= least


def name() -> str:
    """What the provider calls the visitor."""
    claims = _claims() or {}
    names = (claims.get(key) for key in ("name", "preferred_username", "email"))
    return next((str(one)[:80] for one in names if one), _("somebody without a name"))


def _claims() -> Mapping[str, object] | None:
    said = st.user.to_dict()
    return said if said.get("is_logged_in") else None
