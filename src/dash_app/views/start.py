"""The start page: a listing is pasted, uploaded or picked; what was read of it is shown; then
it is explored. Until then nothing that is open is replaced."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from functools import partial
from typing import Final

import streamlit as st

from dash_app.components import html, summary, widgets
from dash_app.session import loading, studies, url
from dash_app.session.progress import show_progress
from dash_app.share import study_file
from dash_core import DossierError, Study
from dash_core.collection.table import Table, build
from dash_core.common import settings
from dash_core.common.i18n import _, count, ngettext
from dash_core.common.progress import Progress, progress_part
from dash_core.dates import format_span
from dash_core.readers import FIELDS, LIST_FIELDS, Column, Reading, SourceFile, read_files
from dash_core.study.study import SaveInfo, is_study_file
from dash_core.topics import parse_topics

__all__ = ["discard", "draw"]

_DRAFT: Final = "draft"
_EXPLORED_AT: Final = "draft-explored-at"  # the URL parameters where the draft was opened
_PROBLEM: Final = "draft-problem"
_PASTED: Final = "pasted"
_ABREAST: Final = 3  # columns asked for in one row
_MAPPED: Final = ("date", "title", "summary", "creators", "recipients", "places", "subjects")
_MAPPED_MORE: Final = ("people", "genre", "url", "language", "id")


@dataclass(frozen=True)
class _Given:
    """A listing that was given; `saved` if it is a study that was saved."""

    study: Study
    saved: SaveInfo | None = None


@dataclass(frozen=True)
class _Draft(_Given):
    """A listing that was given and read, and not yet opened."""

    _: KW_ONLY
    reading: Reading
    table: Table


def draw() -> None:
    """Choose a listing, or look at what was read of the one just given."""
    draft = _current()
    if draft is None:
        _choose()
    else:
        _check(draft)


def _current() -> _Draft | None:
    """The draft, read if it is not yet; None where there is none or it cannot be read."""
    explored_at = st.session_state.get(_EXPLORED_AT)
    if explored_at is not None and explored_at != url.parameters():  # not Back, but a new start
        discard()
    held = st.session_state.get(_DRAFT)
    if held is None or isinstance(held, _Draft):
        return held
    try:
        draft = show_progress(_("Reading…"), partial(_read, held), discard)
    except DossierError as error:
        discard()
        st.session_state[_PROBLEM] = str(error)
        return None
    st.session_state[_DRAFT] = draft
    return draft


def _read(given: _Given, progress: Progress) -> _Draft:
    study = given.study
    if study.topics:
        parse_topics(study.topics, _("the topics of this listing"))  # else it would not open
    reading = read_files(study.files, study.columns, progress_part(progress, 0, 0.8))
    table = build(reading, study.rules, study.edits)
    return _Draft(study, given.saved, reading=reading, table=table)


def discard() -> None:
    """Forget the draft: Start is to show the choice of a listing."""
    st.session_state.pop(_DRAFT, None)
    st.session_state.pop(_PROBLEM, None)
    st.session_state.pop(_EXPLORED_AT, None)


def _give(files: Sequence[SourceFile], title: str = "") -> None:
    """Take files as the draft; they are read in the next run, with progress."""
    discard()
    try:
        saved = None
        if len(files) == 1 and is_study_file(files[0]):
            study, saved = Study.from_bytes_with_info(files[0].data, files[0].name)
        else:
            study = Study.of(files, title=title)
        st.session_state[_DRAFT] = _Given(study, saved)
    except DossierError as error:
        st.session_state[_PROBLEM] = str(error)


# Choosing


def _choose() -> None:
    st.html(
        f'<p class="brand">Dossier</p><h1 class="archival-title">{_("Open a listing")}</h1>'
        f'<p class="archival listing-lead">{_lead()}</p>'
    )
    problem = st.session_state.get(_PROBLEM)
    if problem:
        st.error(html.plain(problem), icon=":material/error:")
    paste, upload = st.columns(2, gap="large")
    with paste:
        _paste()
    with upload:
        _upload()
    st.header(_("Or explore a sample first"), anchor=False)
    for own in {own.title: own for own in studies.sources()}.values():  # the sample once
        st.page_link(
            "pages/overview.py",
            label=html.plain(own.title),
            icon=":material/arrow_forward:",
            query_params={"source": own.key},
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
        _give([SourceFile(_("pasted text"), text.encode("utf-8", "replace"))])

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
        given = st.session_state.get(key) or []
        if given:
            _give([SourceFile(file.name, file.getvalue()) for file in given])

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


# Checking


def _check(draft: _Draft) -> None:
    report = draft.reading.report
    head = _("What was read") if draft.saved is None else _("What this study contains")
    st.html(f'<h1 class="archival-title">{html.escape(head)}</h1>')
    st.html(f'<p class="sentence">{html.escape(report.sentence())}</p>')
    _open_or_not(draft)
    _found_out(draft)
    _questions(draft)
    st.header(_("The first documents"), anchor=False)
    _first(draft)
    for file in report.files:
        if file.columns:
            _columns(draft, file.source, file.columns)
    _unread(draft)


def _open_or_not(draft: _Draft) -> None:
    def named() -> None:
        title = " ".join(st.session_state["draft-title"].split())
        changed = replace(draft.study, title=title or draft.study.title)
        st.session_state[_DRAFT] = replace(draft, study=changed)

    with st.container(horizontal=True, vertical_alignment="bottom", key="draft-actions"):
        widgets.sync_widget("draft-title", draft.study.title)
        st.text_input(_("Name of this listing"), key="draft-title", on_change=named, max_chars=200)
        st.button(
            _("Explore"),
            on_click=_explore,
            args=(draft,),
            type="primary",
            icon=":material/arrow_forward:",
            key="explore",
        )
        st.button(_("Choose another"), on_click=discard, key="discard")


def _explore(draft: _Draft) -> None:
    """Keep the listing and open it. Back leads to the draft again."""
    discard()
    try:
        loading.open_study(draft.study)
    except DossierError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    st.session_state[_DRAFT] = _Given(draft.study, draft.saved)
    st.session_state[_EXPLORED_AT] = url.parameters()


def _found_out(draft: _Draft) -> None:
    """Format, encoding, dates: what was recognised."""
    frame = draft.table.frame
    facts = [] if draft.saved is None else study_file.facts(draft.study, draft.saved)
    for file in draft.reading.report.files[: summary.MAX_FILES_SHOWN]:
        said = [file.form, file.encoding, count(file.n_records)]
        facts.append((file.source, " · ".join(part for part in said if part)))
    more = len(draft.reading.report.files) - summary.MAX_FILES_SHOWN
    if more > 0:
        facts.append(("", ngettext("{n} more file", "{n} more files", more)))
    first, last = frame["date_earliest"].min(), frame["date_latest"].max()
    if first == first:
        facts.append((_("Dates"), format_span(first.date(), last.date())))
    unknown = int((frame["date_precision"] == "unknown").sum())
    marked = int((frame["date_note"] != "").sum())
    if unknown:
        facts.append((_("Without a date, or not understood"), count(unknown)))
    if marked:
        facts.append((_("Dates to check"), count(marked)))
    facts.extend(_lost(draft))
    summary.facts(facts)
    for remark in (*draft.reading.report.remarks, *draft.table.remarks):
        st.info(html.plain(remark), icon=":material/info:")


def _lost(draft: _Draft) -> list[tuple[str, str]]:
    """What a study says of documents that are not in its listing."""
    ids = set(draft.table.frame["id"])
    notes = sum(note.document not in ids for note in draft.study.notes)
    edits = len(draft.table.unapplied)
    said = [
        ngettext("{n} edit", "{n} edits", edits) if edits else "",
        ngettext("{n} note", "{n} notes", notes) if notes else "",
    ]
    found = ", ".join(filter(None, said))
    return [(_("For documents that are not here"), found)] if found else []


def _questions(draft: _Draft) -> None:
    """What only a person can say: how 4/5/1946 and 12/24/45 are meant."""
    summary.date_rules(
        draft.table.frame["date"],
        draft.table.rules,
        draft.study.rules,
        lambda rules: _reread(draft, rules=rules),
    )


def _reread(draft: _Draft, **changes: object) -> None:
    """Read the draft again with another choice."""
    study = replace(draft.study, **changes)  # type: ignore[arg-type]
    st.session_state[_DRAFT] = _Given(study, draft.saved)


def _first(draft: _Draft) -> None:
    """The first records in the order of the source."""
    shown = draft.table.frame.sort_values(["source", "source_first"], kind="stable")
    shown = shown.head(settings.PAGE_SIZE.value)
    st.dataframe(
        {
            _("Date as printed"): shown["date"].tolist(),
            _("Read as"): [summary.format_read_date(row) for _i, row in shown.iterrows()],
            _("Title"): shown["title"].tolist(),
            _("Summary"): shown["summary"].str.slice(0, 300).tolist(),
        },
        hide_index=True,
        height=38 + 35 * max(1, len(shown)),
        column_config={
            _("Date as printed"): st.column_config.TextColumn(width=150),
            _("Read as"): st.column_config.TextColumn(width=190),
            _("Title"): st.column_config.TextColumn(width=380),
        },
        alt=_("The first documents, as they were read"),
    )


def _columns(draft: _Draft, source: str, columns: Sequence[Column]) -> None:
    """Which column is what: guessed, changeable."""
    st.header(_("What the columns are"), anchor=False)
    st.caption(
        html.plain(
            _(
                "{file}: guessed from names and values; change what is wrong. A column of none "
                "of these kinds keeps its name."
            ).format(file=source)
        )
    )
    names = [column.name for column in columns]
    samples = {column.name: column.examples for column in columns}
    now: dict[str, list[str]] = {}
    for column in columns:
        now.setdefault(column.field, []).append(column.name)

    def chosen() -> None:
        picked: dict[str, str] = dict.fromkeys(names, "")
        for field in (*_MAPPED_MORE, *_MAPPED):  # the more important wins a column chosen twice
            value = st.session_state.get(f"column-{source}-{field}")
            for name in value if isinstance(value, list) else [value]:
                if name:
                    picked[name] = field
        for column in columns:  # what is not asked for stays what it is
            if column.field and column.field not in FIELDS and not picked[column.name]:
                picked[column.name] = column.field
        _reread(draft, columns={**draft.study.columns, source: picked})

    labels = summary.field_labels()
    shown = [*_MAPPED, *(field for field in _MAPPED_MORE if now.get(field))]
    for start in range(0, len(shown), _ABREAST):
        places = st.columns(_ABREAST)
        for place, field in zip(places, shown[start : start + _ABREAST], strict=False):
            key = f"column-{source}-{field}"
            many, one = now.get(field, []), next(iter(now.get(field, [])), None)
            with place:
                if field in LIST_FIELDS:
                    widgets.sync_widget(key, many)
                    st.multiselect(
                        labels[field], names, key=key, on_change=chosen, placeholder=_("none")
                    )
                else:
                    widgets.sync_widget(key, one)
                    st.selectbox(
                        labels[field],
                        names,
                        key=key,
                        on_change=chosen,
                        placeholder=_("none"),
                        index=None,
                    )
    with st.expander(_("All columns with examples")):
        st.dataframe(
            {
                _("Column"): names,
                _("Read as"): [labels.get(column.field, _("kept as it is")) for column in columns],
                _("Examples"): [" | ".join(samples[name]) for name in names],
            },
            hide_index=True,
            alt=_("The columns of the table with some of their values"),
        )


def _unread(draft: _Draft) -> None:
    """What is in no document, and what else is to be said."""
    report = draft.reading.report
    left = [(file.source, piece) for file in report.files for piece in file.unread]
    if left:
        st.header(_("Not read"), anchor=False)
        st.caption(_("Not in any document. On the Data page each can be made a document."))
        st.dataframe(
            {
                _("File"): [source for source, _piece in left[: settings.TABLE_ROWS.value]],
                _("Line or row"): [piece.number for _s, piece in left[: settings.TABLE_ROWS.value]],
                _("Text"): [piece.text[:500] for _s, piece in left[: settings.TABLE_ROWS.value]],
            },
            hide_index=True,
            height=38 + 35 * min(len(left), 8),
            column_config={
                _("File"): st.column_config.TextColumn(width="small"),
                _("Line or row"): st.column_config.NumberColumn(width="small"),
                _("Text"): st.column_config.TextColumn(width="large"),
            },
            alt=_("What was not read"),
        )
    if report.file_remarks:
        st.header(_("Remarks"), anchor=False)
        summary.notes(report.file_remarks)
