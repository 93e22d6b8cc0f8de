"""The way in, where a host asks people to sign in: the page that asks, and the way out again."""

from pathlib import Path
from typing import Final

import streamlit as st

from dash_app.components import html
from dash_app.session import pages, sign_in, url
from dash_core.common import settings
from dash_core.common.i18n import _
from dash_core.common.roles import Role, needed_to_enter

__all__ = ["is_open", "sign_out_button"]

# For these pages one signs in where only teachers do. The others are for viewers.
_LEAST: Final = {"teach": Role.TEACHER, "server": Role.ADMIN}
_way_back: Final = st.components.v2.component(
    "dossier_way_back", html="", js=Path(__file__).with_name("way_back.js").read_text("utf-8")
)


def is_open(page: str) -> bool:
    """Whether the visitor may see this page (its file name); if not, says why and how they may.

    The pages of a class are open to whoever has its code: students have no account.

    Raises
    ------
    SettingError
        If people are asked to sign in, and no provider is named.
    """
    least = _LEAST.get(page, Role.VIEWER)
    if pages.is_of_class(page) or not (settings.SIGN_IN.value or least == Role.ADMIN):
        return True
    if not settings.SIGN_IN.value:
        st.title(_("This is not open to you"), anchor=False)
        message = _("Administrators are named in {variable}, where people sign in.")
        st.html(f"<p>{html.escape(message.format(variable=settings.ADMINS.variable))}</p>")
        return False
    sign_in.check()
    if not sign_in.may(least):
        _ask(least)
        return False
    if sign_in.is_signed_in() and not url.parameters():
        with st.container(key="way-back"):
            _way_back(key="way-back-go", data={"go": True})
    return True


def sign_out_button() -> None:
    """A quiet button, for those who have signed in, and for administrators a link to the page of
    the server."""
    if sign_in.is_signed_in():
        if sign_in.may(Role.ADMIN):
            st.page_link(
                pages.page("server"), icon=":material/monitoring:", query_params=url.of_visit()
            )
        st.button(
            _("Sign out"),
            type="tertiary",
            key="sign-out",
            on_click=st.logout,
            help=html.plain(_("Signed in as {name}").format(name=sign_in.name())),
        )


def _ask(least: Role) -> None:
    with st.container(key="gate"):
        if sign_in.is_signed_in():
            st.title(_("This is not open to you"), anchor=False)
            st.html(f"<p>{html.escape(_refusal(least).format(name=sign_in.name()))}</p>")
            st.button(_("Sign in as somebody else"), key="sign-in-again", on_click=st.logout)
            return
        st.title(_("Sign in, please"), anchor=False)
        message = {
            Role.TEACHER: _("To start a class one signs in here. Students need no account."),
            Role.ADMIN: _("This page is for administrators: sign in to see it."),
        }.get(least, _("This Dossier is open to those who sign in."))
        st.html(f"<p>{html.escape(message)}</p>")
        st.button(_("Sign in"), key="sign-in", type="primary", on_click=st.login)
        _way_back(key="way-back-keep", data={"keep": True})


def _refusal(least: Role) -> str:
    if needed_to_enter() and not sign_in.may(Role.VIEWER):
        return _("You are signed in as {name}, who may not enter here. Ask who runs this Dossier.")
    if least == Role.ADMIN:
        return _("You are signed in as {name}. Only administrators may see this page.")
    return _("You are signed in as {name}. To lead a class one must be a teacher here.")
