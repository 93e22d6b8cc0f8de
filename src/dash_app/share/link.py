"""The address of what is shown, copied with one click, and how to put it into another page."""

from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from dash_app.components import chart
from dash_app.session import embedding, studies, url
from dash_app.share import permalink
from dash_core import Collection, View
from dash_core.common.i18n import _

__all__ = ["SCRIPT", "copy_button", "draw"]

# One constant script, so that a Content-Security-Policy can name its hash.
SCRIPT: Final = f"<script>{(Path(__file__).parent / 'copy_link.js').read_text('utf-8')}</script>"


def copy_button(collection: Collection) -> None:
    """One click copies the address, says so, and shows it where a browser forbids that."""
    said = {
        "query": permalink.of_view(collection).query(),
        "copied": _("Copied"),
        "failed": _("Copy the address from the field."),
    }
    data = " ".join(f'data-{name}="{escape(value)}"' for name, value in said.items())
    with st.container(key="copy-link", width="content"):
        st.html(
            f'<div class="copy-link"><button type="button" {data}>'
            '<span class="icon" aria-hidden="true"></span>'
            f'<span class="now">{escape(_("Copy link"))}</span>'
            f'<span class="then" aria-hidden="true">{escape(said["copied"])}</span></button>'
            f'<input type="text" readonly hidden aria-label="{escape(_("Address"))}">'
            '<span class="unseen" role="status"></span></div>' + SCRIPT,
            unsafe_allow_javascript=True,
        )


def draw(collection: Collection, view: View) -> None:
    """The address with what it holds, and the code that puts a figure into another page."""
    own = permalink.of_view(collection)
    st.code(_full(own), language=None, wrap_lines=True)
    st.caption(_say(own))
    _embedding(own)


def _full(own: permalink.Permalink, **more: str) -> str:
    return f"{st.context.url or ''}?{own.query(**more)}"


def _say(own: permalink.Permalink) -> str:
    if not own.is_portable:
        return _(
            "This link works on this server, as long as it keeps the listing. To hand it on "
            "elsewhere, give the study file."
        )
    if any(name == "edits" for name, _value in own.parameters):
        return _(
            "What was changed stands in the link itself: it opens to the same on every Dossier "
            "that has this listing."
        )
    return _("It opens to the same on every Dossier that has this listing.")


def _embedding(own: permalink.Permalink) -> None:
    """A choice of what, and the code."""
    offered = embedding.offered(chart.shown())
    if not offered:
        return
    st.subheader(_("In a course page"), anchor=False)
    themes = {"": _("As the reader’s"), "light_theme": _("Light"), "dark_theme": _("Dark")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        what = st.selectbox(
            _("What to embed"),
            list(offered),
            format_func=lambda key: offered[key][0],
            key=f"embed-what-{url.page()}",
        )
        theme = st.segmented_control(
            _("Colours"),
            list(themes),
            format_func=themes.__getitem__,
            default="",
            required=True,
            key="embed-theme",
        )
    title, height = offered[what]
    source = _full(own, embed="true", embed_options=theme or "", only=what)
    said = f"{title} · {studies.title()}"
    st.code(
        f'<iframe src="{escape(source)}" title="{escape(said)}" width="100%" '
        f'height="{height}" style="border: 0" loading="lazy"></iframe>',
        language=None,
        wrap_lines=True,
    )
    st.caption(_("Paste it into the page’s HTML. Readers need no account; clicks work in it."))
