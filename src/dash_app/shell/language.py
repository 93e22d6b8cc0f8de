"""The language of the interface: a link to the others, and what the document says of itself."""

from typing import Final

import streamlit as st

from dash_app.session import url
from dash_core.common.i18n import LANGUAGES, RIGHT_TO_LEFT, language

__all__ = ["mark_document", "switch"]

# For screen readers and hyphenation; Streamlit says "en" whatever the page is in.
_mark: Final = st.components.v2.component(
    "dossier_language",
    js="""export default function ({ data }) {
      document.documentElement.lang = data.language;
      document.documentElement.dir = data.direction;
    }""",
)


def mark_document() -> None:
    """Let the document state its language and direction."""
    code = language()
    with st.container(key="spoken"):
        _mark(
            key="spoken-language",
            data={"language": code, "direction": "rtl" if code in RIGHT_TO_LEFT else "ltr"},
        )


def switch(page: st.Page) -> None:
    """A link to this page in each other language, by that language's own name."""
    with st.container(horizontal=True, key="languages"):
        for code, name in LANGUAGES.items():
            if code != language():
                st.page_link(
                    page,
                    label=name,
                    icon=":material/language:",
                    query_params=url.parameters() | {url.LANGUAGE: [code]},
                )
