"""The first half of the Start page: a listing is pasted, uploaded or picked, and read."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from functools import partial
from typing import Final

import streamlit as st

from dash_app.components import html, recent
from dash_app.session import studies, url
from dash_app.session.progress import show_progress
from dash_core import DossierError, Study
from dash_core.collection import limited
from dash_core.collection.table import Table
from dash_core.common.i18n import _
from dash_core.common.progress import Progress
from dash_core.readers import Reading, SourceFile
from dash_core.study.study import SaveInfo, is_study_file

__all__ = [
    "COLUMNS_CHANGED",
    "DRAFT",
    "EXPLORED_AT",
    "PROBLEM",
    "Preview",
    "Submission",
    "current_preview",
    "discard",
    "reread",
    "show_choice",
]

DRAFT: Final = "draft"
COLUMNS_CHANGED: Final = "columns-changed"  # the file, the field, its columns, what they were
EXPLORED_AT: Final = "draft-explored-at"  # the URL parameters where it was opened
PROBLEM: Final = "draft-problem"
_PASTED: Final = "pasted"


@dataclass(frozen=True)
class Submission:
    """A listing as pasted or uploaded; `saved` if it is a study file."""

    study: Study
    saved: SaveInfo | None = None


@dataclass(frozen=True)
class Preview(Submission):
    """A submitted listing that was read and is not yet opened."""

    _: KW_ONLY
    reading: Reading
    table: Table


def current_preview() -> Preview | None:
    """The preview, read if it is not yet; None where there is none or it cannot be read."""
    explored_at = st.session_state.get(EXPLORED_AT)
    if explored_at is not None and explored_at != url.parameters():  # not Back, but a new start
        discard()
    submitted = st.session_state.get(DRAFT)
    if submitted is None or isinstance(submitted, Preview):
        return submitted
    try:
        preview = show_progress(_("Reading…"), partial(_read, submitted), discard, at_top=True)
    except DossierError as error:
        discard()
        st.session_state[PROBLEM] = str(error)
        return None
    st.session_state[DRAFT] = preview
    return preview


def _read(submission: Submission, progress: Progress) -> Preview:
    reading, table = limited.read(submission.study, progress)
    return Preview(submission.study, submission.saved, reading=reading, table=table)


def reread(preview: Preview, **changes: object) -> None:
    """From a callback: read the preview again with another choice."""
    study = replace(preview.study, **changes)  # type: ignore[arg-type]
    st.session_state[DRAFT] = Submission(study, preview.saved)


def discard() -> None:
    """Forget the submitted listing: Start shows the choice of a listing again."""
    st.session_state.pop(DRAFT, None)
    st.session_state.pop(PROBLEM, None)
    st.session_state.pop(EXPLORED_AT, None)
    st.session_state.pop(COLUMNS_CHANGED, None)


def _submit(files: Sequence[SourceFile], title: str = "") -> None:
    """Take files as the preview; they are read in the next run, with progress."""
    discard()
    try:
        saved = None
        if len(files) == 1 and is_study_file(files[0]):
            study, saved = Study.from_bytes_with_info(files[0].data, files[0].name)
        else:
            study = Study.of(files, title=title)
        st.session_state[DRAFT] = Submission(study, saved)
    except DossierError as error:
        st.session_state[PROBLEM] = str(error)


def show_choice() -> None:
    """The ways to bring a listing, and the samples."""
    st.html(
        f'<p class="brand">Dossier</p><h1 class="archival-title">{_("Open a listing")}</h1>'
        f'<p class="archival listing-lead">{_lead()}</p>'
    )
    problem = st.session_state.get(PROBLEM)
    if problem:
        st.error(html.plain(problem), icon=":material/error:")
    paste, upload = st.columns(2, gap="large")
    with paste:
        _paste()
    with upload:
        _upload()
        recent.show()
    st.header(_("Or explore a sample first"), anchor=False)
    for source in {
        source.title: source for source in studies.sources()
    }.values():  # the sample once
        st.page_link(
            "pages/overview.py",
            label=html.plain(source.title),
            icon=":material/arrow_forward:",
            query_params=url.of_visit() | {url.SOURCE: [source.key]},
        )


def _lead() -> str:
    return _(
        "Dossier turns a page of archive listings into a timeline, topics, people, places and a "
        "search. Paste or upload what you can copy or save; you check what was read before it "
        "opens."
    )


def _paste() -> None:
    st.header(_("Paste a page"), anchor=False)

    def pasted() -> None:
        text = st.session_state.get(_PASTED, "")
        _submit([SourceFile(_("pasted text"), text.encode("utf-8", "replace"))])

    with st.form("paste", border=False):
        st.text_area(
            _("The listing, as copied from the archive’s page"),
            key=_PASTED,
            height=190,
            placeholder=_(
                "April 5, 1946\nLetter, …\nOne paragraph that says what it is about.\n\n"
                "April 8, 1946\n…"
            ),
        )
        st.form_submit_button(_("Read the text"), on_click=pasted, type="primary")


def _upload() -> None:
    st.header(_("Upload files"), anchor=False)
    key = "uploaded"

    def uploaded() -> None:
        files = st.session_state.get(key) or []
        if files:
            _submit([SourceFile(file.name, file.getvalue()) for file in files])

    st.file_uploader(
        _("One or several; together they form one listing"),
        accept_multiple_files=True,
        key=key,
        on_change=uploaded,
    )
    st.caption(
        _(
            "Text or a saved web page; CSV, Excel, JSON or Parquet; RIS, BibTeX or CSL-JSON from "
            "Zotero; EAD, TEI, Dublin Core or MODS; a ZIP of these; a study file."
        )
    )
