"""The listings that this browser opened last: noted in its own storage, shown on Start.

The list is not sent to the server. A listing stands there once, in its last state. Tabs of one
browser that change one listing apart from each other are told so.
"""

from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Final

import streamlit as st

from dash_app.components.messages import show_error
from dash_app.session import revise, studies, url
from dash_app.session.errors import catch_error
from dash_core import Collection
from dash_core.analysis.standing import keep_groups
from dash_core.common.i18n import _, format_number, language, ngettext, phrases
from dash_core.study.annotations import join_notes
from dash_core.study.edits import join_edits

__all__ = ["note", "show", "show_other_tab"]

_OTHER: Final = "other-tab"  # the key of the study that another tab has

_CSS: Final = """
h2 { font-family: "Source Serif", serif; font-size: 1.25rem; font-weight: 600; margin: 0 0 .5rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 .55rem; overflow-wrap: anywhere; }
a { color: var(--st-link-color, var(--st-primary-color)); font-weight: 600; }
a:focus-visible, button:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
li span { display: block; font-size: .9rem; opacity: .85; font-variant-numeric: tabular-nums; }
.keep { font-size: .9rem; opacity: .85; margin: .2rem 0 .5rem; }
.foot { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem 1rem; font-size: .9rem; }
label { display: inline-flex; align-items: center; gap: .4rem; cursor: pointer; }
input { accent-color: var(--st-primary-color); width: 1rem; height: 1rem; }
button { font: inherit; cursor: pointer; padding: .15rem .6rem; color: inherit;
  background: transparent; border: 1px solid var(--st-border-color); border-radius: .4rem; }
[hidden] { display: none; }
"""
_HTML: Final = (
    '<section hidden><h2></h2><ul></ul><p class="keep"></p><div class="foot">'
    '<label><input type="checkbox"><span></span></label><button type="button"></button>'
    "</div></section>"
)
_JS: Final = Path(__file__).with_suffix(".js").read_text("utf-8")
_noted: Final = st.components.v2.component("dossier_recent_noted", html="", js=_JS)
_list: Final = st.components.v2.component("dossier_recent", html=_HTML, css=_CSS, js=_JS)


def note(collection: Collection) -> None:
    """Let the browser note the listing that is open, with its size and what was done to it.

    One whose changes are in the URL alone has no key yet.
    """
    place = st.container(key="recent-noted")  # there in any case, so that what is below stays
    if url.EDITS in studies.address():
        return
    study = collection.study
    files = "".join(file.digest for file in study.files)
    key = "recent-noted-here"

    def parted() -> None:
        other = st.session_state[key].get("other")
        if isinstance(other, str):
            st.session_state[_OTHER] = other

    with place:
        _noted(
            key=key,
            on_other_change=parted,
            data={
                "listing": {
                    "listing": blake2b(files.encode(), digest_size=8).hexdigest(),
                    "key": studies.source_key(),
                    "title": study.title[:200],
                    # Numbers: the list says them in the language that it is shown in.
                    "documents": len(collection),
                    "corrections": len(collection.study.edits),
                    "notes": len(collection.study.notes),
                }
            },
        )


def show_other_tab(collection: Collection) -> None:
    """Say that another tab has the listing with other notes, and offer to bring them here; where
    both changed one thing, this tab's change stays."""
    with st.container(key="other-tab-place"):  # it may come while something is typed below
        show_error(_OTHER)
        if _OTHER in st.session_state:
            _offer_other_tab(collection)


def _offer_other_tab(collection: Collection) -> None:
    def join() -> None:
        with catch_error(_OTHER):
            other = studies.study(st.session_state.pop(_OTHER))
            if [file.digest for file in other.files] == [
                file.digest for file in collection.study.files
            ]:
                edits = join_edits(studies.study().edits, other.edits)
                if edits != studies.study().edits:
                    now = replace(studies.study(), edits=edits)
                    revise.replace_study(keep_groups(collection, now))
                revise.replace_notes(join_notes(studies.study().notes, other.notes))

    with st.container(horizontal=True, vertical_alignment="center", key="other-tab"):
        st.warning(
            _(
                "Another tab of this browser has this listing with other notes or corrections: "
                "what you do here is not there."
            ),
            icon=":material/tab_duplicate:",
        )
        st.button(_("Bring them here"), key="other-tab-join", on_click=join)
        st.button(
            _("Leave it"),
            key="other-tab-leave",
            type="tertiary",
            on_click=lambda: st.session_state.pop(_OTHER, None),
        )


def _counted(one: str, many: str) -> dict[str, str]:
    """How something is counted, for `Intl.PluralRules`: the form of one, and the others' with a
    gap for the number."""
    two = format_number(2)
    return {"one": ngettext(one, many, 1), "other": ngettext(one, many, 2).replace(two, "%")}


def show() -> None:
    """The listings that the browser noted, with a switch to note none."""
    _list(
        key="recent",
        data={
            "language": language(),
            "title": _("Opened in this browser"),
            "untitled": _("(no title)"),
            "documents": _counted(*phrases("{n} document", "{n} documents")),
            "corrections": _counted(*phrases("{n} correction", "{n} corrections")),
            "notes": _counted(*phrases("{n} document with notes", "{n} documents with notes")),
            "remember": _("Remember what is opened here"),
            "forget": _("Forget all"),
            "keep": _(
                "Corrections and notes are kept on this server, at these addresses. To keep them "
                "yourself: page Data, “Download the study”."
            ),
        },
    )
