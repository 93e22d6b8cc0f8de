"""The data page: downloads, the table, the account of what was read."""

from functools import partial

import streamlit as st

from dash_app import markup, parts, state
from dash_core import Collection, Filter, View, settings
from dash_core.export import FORMATS, NOT_HELD, report_to_csv
from dash_core.provenance import provenance
from dash_core.table import COLUMNS
from dash_core.words import _, count

__all__ = ["account", "downloads", "study", "table"]

_NAMES = {
    "csv": "CSV",
    "jsonl": "JSON lines",
    "parquet": "Parquet",
    "ris": "RIS",
    "bib": "BibTeX",
    "csl.json": "CSL-JSON",
}
_MIME = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
    "csl.json": "application/vnd.citationstyles.csl+json",
}


def downloads(fitted: Collection, view: View) -> None:
    """What the filter lets through, as a file."""
    st.caption(
        _(
            "{documents} of the filter. CSV opens in Excel; RIS, BibTeX and CSL-JSON in Zotero and "
            "its like, which have no place for {columns}."
        ).format(documents=count(len(view)), columns=", ".join(NOT_HELD["ris"]))
    )
    with st.container(horizontal=True):
        for form in FORMATS:
            st.download_button(
                _NAMES[form],
                data=partial(_write, fitted, view, form),
                file_name=f"dossier-{fitted.fingerprint}.{form}",
                mime=_MIME[form],
                on_click="ignore",
                icon=":material/download:",
                disabled=not len(view),
                key=f"download-{form}",
            )


def _write(fitted: Collection, view: View, form: str) -> bytes:
    return FORMATS[form](fitted.table.iloc[view.rows], provenance(fitted, view))


def table(fitted: Collection, view: View) -> None:
    """Every column of the documents in the filter."""
    rows = view.rows[: settings.TABLE_PAGE_SIZE]
    frame = fitted.table.iloc[rows]
    st.dataframe(
        frame.drop(columns=["summary"]),
        hide_index=True,
        height=min(420, 38 + 35 * max(1, len(rows))),
        column_config={
            name: st.column_config.Column(help=markup.plain(meaning))
            for name, meaning in COLUMNS.items()
        }
        | {
            day: st.column_config.DateColumn(format="YYYY-MM-DD", help=markup.plain(COLUMNS[day]))
            for day in ("date_earliest", "date_latest")
        },
        alt=_("The table of documents in the filter"),
    )
    if len(view) > len(rows):
        st.caption(
            _(
                "The first {n} are shown; the download has all. Summaries are in the download."
            ).format(n=f"{len(rows):,}")
        )
    else:
        st.caption(_("Summaries are in the download and on the documents’ own pages."))


def account(fitted: Collection) -> None:
    """Every line, row or element of the listing: read as what, or not read."""
    report = fitted.report
    st.html(f'<p class="sentence">{markup.escape(report.sentence())}</p>')
    for remark in report.remarks:
        st.info(markup.plain(remark), icon=":material/info:")
    if report.notes:
        parts.notes(report.notes)
    names = {
        "blank": _("blank"),
        "header": _("page header"),
        "date": _("date"),
        "title": _("title"),
        "summary": _("summary"),
        "field": _("another field, or a row of a table"),
        "repeat": _("repeated, kept once"),
        "unread": _("not read"),
    }
    counts = report.counts()
    parts.facts([(names[role], f"{n:,}") for role, n in counts.items() if n or role == "unread"])
    files = [
        (file.source, " · ".join(part for part in (file.form, file.encoding) if part))
        for file in report.files[: settings.MAX_FILES_SHOWN]
    ]
    parts.facts(files)
    with st.container(horizontal=True):
        st.download_button(
            _("Download the account of everything read"),
            data=lambda: report_to_csv(report, provenance(fitted, state.view_of(fitted, Filter()))),
            file_name="dossier-account.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="download-account",
        )
    with st.expander(_("Line by line"), on_change="rerun", key="report-lines") as lines:
        if lines.open:
            st.dataframe(
                report.to_frame(settings.TABLE_PAGE_SIZE),
                hide_index=True,
                alt=_("Each line of the listing and what it was read as"),
            )


def study(fitted: Collection) -> None:
    """The listing with all that was decided, as one file to keep or hand on."""
    st.caption(
        _(
            "One file with the listing, its columns, edits and topics. Give it to the Start page "
            "of any Dossier to go on. On this machine its address is enough."
        )
    )
    st.download_button(
        _("Download the study"),
        data=fitted.study.to_bytes,
        file_name=f"dossier-study-{fitted.fingerprint}.zip",
        mime="application/zip",
        on_click="ignore",
        icon=":material/download:",
        key="download-study",
    )
