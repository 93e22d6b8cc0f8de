"""The data page: downloads, the table, the account of what was read."""

from functools import partial

import streamlit as st

from dash_app import markup, parts
from dash_core import Collection, View, settings
from dash_core.export import FORMATS, report_to_csv
from dash_core.table import COLUMNS
from dash_core.words import _, count

__all__ = ["account", "downloads", "table"]

_NAMES = {"csv": "CSV", "jsonl": "JSON lines", "parquet": "Parquet"}
_MIME = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}


def downloads(fitted: Collection, view: View) -> None:
    """What the filter lets through, as a file."""
    st.caption(
        _("{documents} of the filter, with every column. CSV opens in Excel.").format(
            documents=count(len(view))
        )
    )
    with st.container(horizontal=True):
        for form in FORMATS:
            st.download_button(
                _("Download {format}").format(format=_NAMES[form]),
                data=partial(_write, fitted, view, form),
                file_name=f"dossier-{fitted.fingerprint}.{form}",
                mime=_MIME[form],
                on_click="ignore",
                icon=":material/download:",
                disabled=not len(view),
                key=f"download-{form}",
            )


def _write(fitted: Collection, view: View, form: str) -> bytes:
    return FORMATS[form](fitted.table.iloc[view.rows])


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
    """Every line of the listing: read as what, or not read."""
    report = fitted.report
    st.html(f'<p class="sentence">{markup.escape(report.sentence())}</p>')
    if report.notes:
        st.dataframe(
            {
                _("line"): [note.line for note in report.notes[: settings.TABLE_PAGE_SIZE]],
                _("remark"): [note.text for note in report.notes[: settings.TABLE_PAGE_SIZE]],
            },
            hide_index=True,
            height=38 + 35 * min(len(report.notes), 8),
            column_config={_("line"): st.column_config.NumberColumn(width="small")},
            alt=_("Remarks on lines of the listing"),
        )
    counts = report.counts()
    names = {
        "blank": _("blank"),
        "header": _("page header"),
        "date": _("date"),
        "title": _("title"),
        "summary": _("summary"),
        "unread": _("not read"),
    }
    parts.facts([(names[role], f"{n:,}") for role, n in counts.items()])
    with st.expander(_("Line by line"), on_change="rerun", key="report-lines") as lines:
        if lines.open:
            frame = report.to_frame()
            st.dataframe(
                frame.iloc[: settings.TABLE_PAGE_SIZE],
                hide_index=True,
                alt=_("Each line of the listing and what it was read as"),
            )
            st.download_button(
                _("Download the account of all lines"),
                data=partial(report_to_csv, report),
                file_name="dossier-lines.csv",
                mime="text/csv",
                on_click="ignore",
                icon=":material/download:",
            )
