"""Links into a class, with QR codes: the one for all, and those with a secret behind "#"."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from dash_app.components.html import escape
from dash_app.session import classroom
from dash_core.classroom.paper.qr import qr_image

__all__ = ["address", "image", "personal", "public", "qr"]


def public(code: str) -> str:
    """The link with which students join."""
    return f"{address('join')}?{urlencode({classroom.CODE: code})}"


def personal(page: str, code: str, secret: str) -> str:
    """A link with a secret, in the part of it that browsers send to no server."""
    return f"{address(page)}?{urlencode({classroom.CODE: code})}#{urlencode({'key': secret})}"


def address(page: str) -> str:
    """The address of a page of this Dossier, as this browser sees it."""
    here = urlsplit(st.context.url or "")
    folder = here.path.rstrip("/").rpartition("/")[0]
    return f"{here.scheme}://{here.netloc}{folder}/{page}"


def qr(link: str, label: str) -> None:
    """A link as QR code, and as text to copy."""
    st.html(f'<div class="qr-code">{image(link, label)}</div>')
    st.code(link, language=None, wrap_lines=True)


def image(link: str, label: str) -> str:
    """The QR code of a link as HTML. Streamlit takes SVG out of it, but not an image of SVG."""
    return f'<img src="{escape(qr_image(link))}" alt="{escape(label)}">'
