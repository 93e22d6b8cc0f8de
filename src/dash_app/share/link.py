"""The link to what is shown, copied with one click, and the code to embed a figure."""

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
    """A button that copies the link; where a browser forbids that, a field shows it."""
    texts = {
        "query": permalink.of_view(collection).query(),
        "copied": _("Copied"),
        "failed": _("Copy the address from the field."),
    }
    data = " ".join(f'data-{name}="{escape(value)}"' for name, value in texts.items())
    with st.container(key="copy-link", width="content"):
        st.html(
            f'<div class="copy-link"><button type="button" {data}>'
            '<span class="icon" aria-hidden="true"></span>'
            f'<span class="now">{escape(_("Copy link"))}</span>'
            f'<span class="then" aria-hidden="true">{escape(texts["copied"])}</span></button>'
            f'<input type="text" readonly hidden aria-label="{escape(_("Address"))}">'
            '<span class="unseen" role="status"></span></div>' + SCRIPT,
            unsafe_allow_javascript=True,
        )


def draw(collection: Collection, view: View) -> None:
    """The link and where it opens, and the code that embeds a figure in another page."""
    link = permalink.of_view(collection)
    st.code(_full(link), language=None, wrap_lines=True)
    st.caption(_format_reach(link))
    _embedding(link)


def _full(link: permalink.Permalink, **more: str) -> str:
    return f"{st.context.url or ''}?{link.query(**more)}"


def _format_reach(link: permalink.Permalink) -> str:
    if not link.is_portable:
        return _(
            "This link works on this server as long as it keeps the listing. To share it "
            "elsewhere, use the study file."
        )
    if any(name == "edits" for name, _value in link.parameters):
        return _(
            "The link contains your changes: it opens the same view on every Dossier that has "
            "this listing."
        )
    return _("It opens the same view on every Dossier that has this listing.")


def _embedding(link: permalink.Permalink) -> None:
    """A choice of what, and the code."""
    offered = embedding.offered(chart.shown())
    if not offered:
        return
    # The level after the page's title, which a panel is below: a subheader would skip one.
    st.html(f'<h2 class="ex-heading">{escape(_("In a course page"))}</h2>')
    themes = {"": _("As the reader’s browser"), "light_theme": _("Light"), "dark_theme": _("Dark")}
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
    source = _full(link, embed="true", embed_options=theme or "", only=what)
    label = f"{title} · {studies.title()}"
    st.code(
        f'<iframe src="{escape(source)}" title="{escape(label)}" width="100%" '
        f'height="{height}" style="border: 0" loading="lazy"></iframe>',
        language=None,
        wrap_lines=True,
    )
    st.caption(
        _("Paste it into the HTML of the page. Readers need no account and can click in it.")
    )
