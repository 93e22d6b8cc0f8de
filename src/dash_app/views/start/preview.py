"""The second half of the Start page: what was read is checked, then the listing is opened.

The listing that was open before stays open until then.
"""

from dataclasses import replace

import streamlit as st

from dash_app.components import html, summary, widgets
from dash_app.session import loading, url
from dash_app.share import study_file
from dash_app.views.start import mapping
from dash_app.views.start.submission import (
    DRAFT,
    EXPLORED_AT,
    PROBLEM,
    Preview,
    Submission,
    current_preview,
    discard,
    reread,
    show_choice,
)
from dash_core import DossierError
from dash_core.analysis.review import ambiguous_dates
from dash_core.common import settings
from dash_core.common.i18n import _, count, ngettext
from dash_core.dates import format_span
from dash_core.readers import RECORD_PATH, FileReport
from dash_core.study.schema import MAX_TITLE_CHARS

__all__ = ["show_start"]


def show_start() -> None:
    """Choose a listing, or check what was read of the submitted one."""
    preview = current_preview()
    if preview is None:
        show_choice()
    else:
        _check(preview)


def _check(preview: Preview) -> None:
    report = preview.reading.report
    head = _("What was read") if preview.saved is None else _("What this study contains")
    st.html(f'<h1 class="archival-title">{html.escape(head)}</h1>')
    st.html(f'<p class="sentence">{html.escape(report.sentence())}</p>')
    mapping.show_missing(preview)
    if problem := st.session_state.get(PROBLEM):
        st.error(html.plain(problem), icon=":material/error:")
    _show_actions(preview)
    _show_facts(preview)
    _questions(preview)
    st.header(_("The first documents"), anchor=False)
    _first(preview)
    for file in report.files:
        if file.record_paths:
            _documents(preview, file)
        if file.columns:
            mapping.show_columns(preview, file.source, file.columns)
    _unread(preview)


def _show_actions(preview: Preview) -> None:
    def named() -> None:
        title = " ".join(st.session_state["draft-title"].split())[:MAX_TITLE_CHARS]
        changed = replace(preview.study, title=title or preview.study.title)
        st.session_state[DRAFT] = replace(preview, study=changed)

    with st.container(horizontal=True, vertical_alignment="bottom", key="draft-actions"):
        widgets.sync_widget("draft-title", preview.study.title)
        st.text_input(_("Name of this listing"), key="draft-title", on_change=named, max_chars=200)
        st.button(
            _("Explore"),
            on_click=_explore,
            args=(preview,),
            type="primary",
            icon=":material/arrow_forward:",
            key="explore",
        )
        st.button(_("Choose another"), on_click=discard, key="discard")


def _explore(preview: Preview) -> None:
    """Keep the listing and open it. Back leads to the preview again.

    What was given is discarded when it is kept: where that fails, it can be tried again.
    """
    try:
        loading.open_study(preview.study)
    except DossierError as error:
        st.session_state[PROBLEM] = str(error)
        return
    discard()
    st.session_state[DRAFT] = Submission(preview.study, preview.saved)
    st.session_state[EXPLORED_AT] = url.parameters()


def _show_facts(preview: Preview) -> None:
    """Format, encoding and dates as recognised."""
    frame = preview.table.frame
    facts = [] if preview.saved is None else study_file.facts(preview.study, preview.saved)
    for file in preview.reading.report.files[: summary.MAX_FILES_SHOWN]:
        facts_of_file = [_(file.form), file.encoding, count(file.n_records)]
        facts.append((file.source, " · ".join(part for part in facts_of_file if part)))
    more = len(preview.reading.report.files) - summary.MAX_FILES_SHOWN
    if more > 0:
        facts.append(("", ngettext("{n} more file", "{n} more files", more)))
    first, last = frame["date_earliest"].min(), frame["date_latest"].max()
    if first == first:
        facts.append((_("Dates"), format_span(first.date(), last.date())))
    unknown, noted = frame["date_precision"] == "unknown", frame["date_note"] != ""
    for name, rows in (
        (_("Undated"), unknown & ~noted),
        (_("Date not understood"), unknown & noted),
        (_("Date to check"), ~unknown & noted),
    ):
        if n := int(rows.sum()):
            facts.append((name, count(n)))
    facts.extend(_lost(preview))
    summary.facts(facts)
    for remark in (*preview.reading.report.remarks, *preview.table.remarks):
        st.info(html.plain(remark), icon=":material/info:")


def _lost(preview: Preview) -> list[tuple[str, str]]:
    """How many edits and notes of a study belong to documents that are not in its listing."""
    ids = set(preview.table.frame["id"])
    notes = sum(note.document not in ids for note in preview.study.notes)
    edits = len(preview.table.unapplied)
    counts = [
        ngettext("{n} edit", "{n} edits", edits) if edits else "",
        ngettext("{n} note", "{n} notes", notes) if notes else "",
    ]
    text = ", ".join(filter(None, counts))
    return [(_("For documents that are not here"), text)] if text else []


def _questions(preview: Preview) -> None:
    """What the user can decide: how to read 4/5/1946 and 12/24/45."""
    summary.date_rules(
        ambiguous_dates(preview.table.frame["date"]),
        preview.table.rules,
        preview.study.rules,
        lambda rules: reread(preview, rules=rules),
    )


def _first(preview: Preview) -> None:
    """The first records in the order of the source."""
    shown = preview.table.frame.sort_values(["source", "source_first"], kind="stable")
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


def _documents(preview: Preview, file: FileReport) -> None:
    """Which of the elements in one another are documents."""
    key = f"documents-{file.source}"
    selected = preview.study.columns.get(file.source, {}).get(RECORD_PATH, "")
    numbers = {path.path: path.n for path in file.record_paths}
    labels = {path.path: path.label for path in file.record_paths if path.label}

    def label(path: str) -> str:
        if not path:
            automatic = "" if selected else file.record_path
            return _("as recognised") + (f": {label(automatic)}" if automatic else "")
        if path == ".":
            return _("the whole file")
        if path in labels:
            return f"{labels[path]}, {count(numbers[path])}"
        form = _("<{tag}>, {n}") if file.unit == "element" else _("“{tag}”, {n}")
        return form.format(tag=path.rpartition("/")[2], n=count(numbers.get(path, 0)))

    def changed() -> None:
        columns = {k: v for k, v in preview.study.columns.items() if k != file.source}
        if path := st.session_state[key]:
            columns[file.source] = {RECORD_PATH: path}
        reread(preview, columns=columns)

    widgets.sync_widget(key, selected)
    st.selectbox(
        _("{file}: each document is").format(file=html.plain(file.source)),
        ["", *dict.fromkeys((*numbers, *filter(None, [selected])))],
        key=key,
        format_func=label,
        on_change=changed,
    )


def _unread(preview: Preview) -> None:
    """What is in no document, and the remarks of the readers."""
    report = preview.reading.report
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
