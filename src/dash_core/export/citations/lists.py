"""Lists of citations as files: text, or a page that a word processor opens."""

import html
from collections.abc import Iterable

from dash_core.export.citations.citations import STYLES, Citation
from dash_core.export.provenance import Provenance

__all__ = ["lists_to_html", "lists_to_text"]


def lists_to_text(cited: Iterable[Citation], provenance: Provenance) -> bytes:
    """Citations as text, a paragraph each, then where they are from; UTF-8."""
    text = "\n\n".join(one.text for one in cited)
    return f"{text}\n\n---\n{provenance.as_text()}".encode("utf-8", "backslashreplace")


def lists_to_html(cited: Iterable[Citation], style: str, provenance: Provenance) -> bytes:
    """Citations as a page that a word processor opens with its italics."""
    paragraphs = "\n".join(f"<p>{one.html}</p>" for one in cited)
    card = "\n".join(
        f"{html.escape(name)}: {html.escape(value)}" for name, value in provenance.card
    )
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f"<title>{html.escape(STYLES[style].title)}</title>\n"
        "<style>body {max-width: 42rem; margin: 2rem auto; font-family: serif} "
        "p {padding-left: 2em; text-indent: -2em} pre {white-space: pre-wrap}</style>\n"
        f"{paragraphs}\n<hr>\n<pre>{card}</pre>\n</html>\n"
    )
    return page.encode("utf-8", "backslashreplace")
