"""The language of the interface: a link to the others, what the document says of itself, and
Streamlit's own words."""

from pathlib import Path
from typing import Final

import streamlit as st

from dash_app.session import url
from dash_core.common.i18n import LANGUAGES, RIGHT_TO_LEFT, _, language

__all__ = ["mark_document", "switch"]

_GAP: Final = "%"  # in a word, where the script puts what it is about
# For screen readers and hyphenation; Streamlit says "en" whatever the page is in.
_mark: Final = st.components.v2.component(
    "dossier_language", js=Path(__file__).with_suffix(".js").read_text("utf-8")
)


def mark_document() -> None:
    """Let the document state its language and direction, and speak in it."""
    code = language()
    with st.container(key="spoken"):
        _mark(
            key="spoken-language",
            data={
                "language": code,
                "direction": "rtl" if code in RIGHT_TO_LEFT else "ltr",
                "words": {} if code == "en" else _streamlits_words(),
            },
        )


def _streamlits_words() -> dict[str, str]:
    """Streamlit's own words: by the names that `language.js` has for them."""
    # streamlit-1.67: it says them in English only.
    return {
        "upload": _("Upload"),
        "addFiles": _("Add files"),
        "dropOne": _("Drag and drop a file here"),
        "dropSeveral": _("Drag and drop files here"),
        "fileUpload": _("file upload"),
        "perFile": _("{size} per file").format(size=_GAP),
        "enterToApply": _("Press Enter to apply"),
        "enterToSubmit": _("Press Enter to submit"),
        "controlToApply": _("Press Ctrl+Enter to apply"),
        "controlToSubmit": _("Press Ctrl+Enter to submit"),
        "chooseOne": _("Choose an option"),
        "chooseSeveral": _("Choose options"),
        "noOptions": _("No options to select"),
        "noResults": _("No results"),
        "selectAll": _("Select all"),
        "open": _("Open"),
        "clearAll": _("Clear all"),
        "clearValue": _("Clear value"),
        "selectedValues": _("Selected values"),
        "dismiss": _("Dismiss"),
        "close": _("Close"),
        "helpFor": _("Help for {label}").format(label=_GAP),
        **_words_of_dates_and_menus(),
        **_words_of_tables(),
    }


def _words_of_dates_and_menus() -> dict[str, str]:
    return {
        "chooseDates": _("Choose date range"),
        "chooseDate": _("Choose date"),
        "clearDates": _("Clear dates"),
        "clearDate": _("Clear date"),
        "dateRange": _("Date range"),
        "copy": _("Copy to clipboard"),
        "copied": _("Copied"),
        "mainMenu": _("Main menu"),
        "theme": _("Theme"),
        "system": _("System"),
        "light": _("Light"),
        "dark": _("Dark"),
        "print": _("Print"),
        "record": _("Record screen"),
        "copyVersion": _("Copy version to clipboard"),
        "collapse": _("Collapse sidebar"),
        "expand": _("Expand sidebar"),
        "skip": _("Skip to main content"),
    }


def _words_of_tables() -> dict[str, str]:
    return {
        "search": _("Search"),
        "fullscreen": _("Fullscreen"),
        "closeFullscreen": _("Close fullscreen"),
        "columns": _("Show/hide columns"),
        "ascending": _("Sort ascending"),
        "descending": _("Sort descending"),
        "format": _("Format"),
        "autosize": _("Autosize"),
        "pin": _("Pin column"),
        "unpin": _("Unpin column"),
        "hide": _("Hide column"),
        "copyName": _("Copy column name"),
        "statistics": _("Statistics"),
    }


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
