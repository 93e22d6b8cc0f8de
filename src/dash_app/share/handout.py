"""The hand-out of what is shown: its choices, and the files once they are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from dash_app.components import chart
from dash_app.session import comparison, url
from dash_app.session.progress import show_progress
from dash_core import Collection, DossierError, View
from dash_core.charts.catalogue import NamedFigure, of_view
from dash_core.common import settings
from dash_core.common.i18n import _, count, format_number
from dash_core.common.media_types import MEDIA_TYPES
from dash_core.common.progress import Progress, progress_part
from dash_core.export.file_names import file_name
from dash_core.export.handout.html import HandoutOptions, to_html
from dash_core.export.handout.pdf import PAPERS, Paper, can_print, format_how, to_pdf
from dash_core.export.provenance import Provenance, provenance

__all__ = ["draw"]

MAX_ANSWER_LINES: Final = 12  # blank lines left for one answer

_MADE: Final = "handout-made"
Form = Literal["html", "pdf"]


@dataclass(frozen=True, slots=True)
class _Made:
    """A hand-out that waits to be downloaded. `of` is what it shows."""

    of: tuple[str, object, str]
    form: Form
    name: str
    data: bytes


def draw(collection: Collection, view: View) -> None:
    """The hand-out's choices and its download."""
    st.caption(
        _(
            "One file to read, print and share: charts, documents with their topics and "
            "citations, and the source. It works without internet and without Dossier."
        )
    )
    offered = _offered(collection, view)
    with st.form("handout", border=False):
        names, options, paper = _choices(collection, view, offered)
        with st.container(horizontal=True, vertical_alignment="center"):
            wanted: Form | None = None
            if st.form_submit_button(_("Make a web page (HTML)"), key="handout-html"):
                wanted = "html"
            if can_print() and st.form_submit_button(_("Make a PDF"), key="handout-pdf"):
                wanted = "pdf"
    if not can_print():
        st.caption(format_how())
    if wanted:
        _make(
            collection, view, [one for one in offered if one.name in names], options, paper, wanted
        )
    _download(collection, view)


def _offered(collection: Collection, view: View) -> list[NamedFigure]:
    """The charts of this page first, then those of the overview."""
    here = [one for one in chart.shown() if one.figure.spec]
    drawn = {one.figure for one in here}
    return [*here, *(one for one in of_view(collection, view) if one.figure not in drawn)]


def _choices(
    collection: Collection, view: View, offered: Sequence[NamedFigure]
) -> tuple[list[str], HandoutOptions, Paper]:
    """Which charts, what of the documents, lines and questions, and the paper of a PDF."""
    page = url.page()
    titles = {one.name: one.title for one in offered}
    here = [one.name for one in chart.shown() if one.name in titles]
    selected = st.multiselect(
        _("Charts"),
        list(titles),
        default=here or list(titles),
        format_func=titles.__getitem__,
        key=f"handout-charts-{page}",
        placeholder=_("No charts"),
    )
    n = min(len(view), settings.MAX_HANDOUT.value)
    documents = st.segmented_control(
        _("The {documents}").format(documents=count(n)),
        ["full", "short", "none"],
        format_func={
            "full": _("With summaries"),
            "short": _("First lines"),
            "none": _("Leave out"),
        }.__getitem__,
        default="full",
        required=True,
        key="handout-documents",
    )
    if len(view) > n:
        st.caption(
            _("A hand-out holds at most {n} documents: the first of the {documents} shown.").format(
                n=format_number(n), documents=count(len(view))
            )
        )
    questions = st.text_area(
        _("Questions for the class, one a line"), key="handout-questions", height=100
    )
    lines, n_lines, paper = _lines_and_paper()
    options = HandoutOptions.with_questions(
        questions or "",
        documents=documents != "none",
        summaries=documents == "full",
        lines=lines,
        n_lines=n_lines,
    )
    return selected, options, paper


def _lines_and_paper() -> tuple[str, int, Paper]:
    """Where there are blank lines for answers, how many, and the paper of a PDF."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        lines = st.segmented_control(
            _("Blank lines for answers"),
            ["none", "each", "end"],
            format_func={
                "none": _("None"),
                "each": _("After each document"),
                "end": _("At the end"),
            }.__getitem__,
            default="none",
            required=True,
            key="handout-lines",
        )
        n_lines = st.number_input(
            _("How many"), 1, MAX_ANSWER_LINES, 4, key="handout-n-lines", width=120
        )
        paper: Paper = PAPERS[0]
        if can_print():
            paper = st.segmented_control(
                _("Paper size of the PDF"),
                PAPERS,
                default=PAPERS[0],
                required=True,
                key="handout-paper",
            )
    return lines, n_lines, paper


def _make(
    collection: Collection,
    view: View,
    charts: Sequence[NamedFigure],
    options: HandoutOptions,
    paper: Paper,
    form: Form,
) -> None:
    """Make the file; it waits in the session for its download."""
    source = provenance(collection, view, sides=comparison.shown_sides())

    def work(progress: Progress) -> bytes:
        return _write(collection, view, charts, source, options, paper, form, progress)

    try:
        data = show_progress(_("Making the hand-out…"), work, _stop)
    except DossierError as error:
        st.error(str(error), icon=":material/error:")
        return
    name = file_name(collection, "handout", form, view)
    st.session_state[_MADE] = _Made(_what(collection, view), form, name, data)


def _write(
    collection: Collection,
    view: View,
    charts: Sequence[NamedFigure],
    source: Provenance,
    options: HandoutOptions,
    paper: Paper,
    form: Form,
    progress: Progress,
) -> bytes:
    if form == "html":
        return to_html(collection, view, charts, source, options, progress)
    html = to_html(
        collection,
        view,
        charts,
        source,
        options,
        progress_part(progress, 0, 0.4),
        live=False,
    )
    return to_pdf(html, paper)


def _stop() -> None:
    """From Cancel: nothing was made."""
    st.session_state.pop(_MADE, None)


def _what(collection: Collection, view: View) -> tuple[str, object, str]:
    return collection.fingerprint, view.filter, url.page()


def _download(collection: Collection, view: View) -> None:
    """The file that was made of just this view, if one was."""
    made: _Made | None = st.session_state.get(_MADE)
    if made is None or made.of != _what(collection, view):
        return
    label = {
        "html": _("Download the hand-out (HTML, {size})"),
        "pdf": _("Download the hand-out (PDF, {size})"),
    }[made.form]
    st.download_button(
        label.format(size=f"{format_number(max(1, round(len(made.data) / 1000)))} kB"),
        data=made.data,
        file_name=made.name,
        mime=MEDIA_TYPES[made.form],
        on_click="ignore",
        icon=":material/download:",
        type="primary",
        key="handout-download",
    )
