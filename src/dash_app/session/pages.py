"""The registry of pages, in the order of the menu."""

from dataclasses import dataclass

import streamlit as st

from dash_core.common.i18n import _, cached_words

__all__ = ["Entry", "is_alone", "is_of_class", "page", "pages", "registry", "titles"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its file name without `.py`, its title, whether the menu has it, whether it is of a
    class, and whether it stands alone, without menu, filter and listing, as those of a class do."""

    file: str
    title: str
    in_menu: bool = True
    is_of_class: bool = False
    is_alone: bool = False


@cached_words(maxsize=8)
def registry() -> tuple[Entry, ...]:
    """All pages."""
    return (
        Entry("start", _("Start")),
        Entry("overview", _("Overview")),
        Entry("documents", _("Documents")),
        Entry("document", _("Document"), in_menu=False),
        Entry("topics", _("Topics")),
        Entry("people", _("People")),
        Entry("places", _("Places")),
        Entry("compare", _("Compare")),
        Entry("data", _("Data")),
        Entry("about", _("About")),
        Entry("teach", _("Teach"), in_menu=False),
        Entry("server", _("This server"), in_menu=False, is_alone=True),
        Entry("join", _("Join a class"), in_menu=False, is_of_class=True),
        Entry("classroom", _("Class"), in_menu=False, is_of_class=True),
        Entry("projector", _("Class on the wall"), in_menu=False, is_of_class=True),
        Entry("privacy", _("What a class keeps"), in_menu=False, is_of_class=True),
    )


def is_of_class(file: str) -> bool:
    """Whether a page is of a class."""
    return any(entry.file == file and entry.is_of_class for entry in registry())


def is_alone(file: str) -> bool:
    """Whether a page stands alone."""
    return any(entry.file == file and (entry.is_of_class or entry.is_alone) for entry in registry())


def titles() -> dict[str, str]:
    """The titles of the pages by their file names."""
    return {entry.file: entry.title for entry in registry()}


def page(file: str) -> st.Page:
    """The page of this file name (without `.py`)."""
    title = titles()[file]
    if file == "overview":  # the default page has no path of its own, so the path is free
        return st.Page("pages/overview.py", title=title, url_path="first", default=True)
    return st.Page(f"pages/{file}.py", title=title)


def pages() -> list[st.Page]:
    """All pages for `st.navigation`; the overview a second time, at `/overview`."""
    named = st.Page("pages/overview.py", title=titles()["overview"])
    return [*map(page, titles()), named]
