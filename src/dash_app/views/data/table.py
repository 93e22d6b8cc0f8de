"""The data page: downloads, the table, the account of what was read."""

from functools import partial
from typing import Final

import streamlit as st

from dash_app.components import html, summary, view_state
from dash_app.components.downloads import Group, Offer, button, row
from dash_app.session import loading
from dash_core import Collection, Filter, View
from dash_core.collection.table import COLUMNS
from dash_core.common import settings
from dash_core.common.i18n import _, count, format_number, phrase
from dash_core.export.formats import FORMATS, MISSING_COLUMNS, report_to_csv
from dash_core.export.provenance import provenance, provenance_of_data
from dash_core.export.tables.excel import MAX_ROWS

__all__ = ["account", "downloads", "table"]

_NAMES: Final = {
    "xlsx": "Excel",
    "csv": "CSV",
    "ris": "RIS",
    "bib": "BibTeX",
    "csl.json": "CSL-JSON",
    "jsonl": phrase("JSON lines"),
    "parquet": "Parquet",
}


def downloads(collection: Collection, view: View) -> None:
    """What the filter lets through, as a file."""
    st.caption(
        _("{documents} in the filter; each file states what it was made from.").format(
            documents=count(len(view))
        )
    )

    def offer(form: str, help_: str) -> Offer:
        data = partial(_write, collection, view, form)
        return Offer(_(_NAMES[form]), "documents", form, data, help_, _why_not(len(view), form))

    lost = _("It does not include {columns}.").format(columns=", ".join(MISSING_COLUMNS["ris"]))
    row(
        collection,
        view,
        [
            Group(
                _("To read, sort and count"),
                [
                    offer("xlsx", _("A sheet with filters and an explanation of its columns.")),
                    offer("csv", _("For any spreadsheet: UTF-8, and safe to open.")),
                ],
            ),
            Group(
                _("For Zotero and similar programs"),
                [offer(form, lost) for form in ("ris", "bib", "csl.json")],
            ),
            Group(
                _("For programs"),
                [
                    offer("jsonl", _("One object per line, with lists.")),
                    offer("parquet", _("With lists and dates, for pandas, R, DuckDB.")),
                ],
            ),
        ],
    )


def _why_not(n: int, form: str) -> str:
    if not n:
        return _("No document matches the filter.")
    if form == "xlsx" and n >= MAX_ROWS:
        return _("Excel holds at most {most} documents: use CSV or Parquet.").format(
            most=format_number(MAX_ROWS - 1)
        )
    return ""


def _write(collection: Collection, view: View, form: str) -> bytes:
    stated = provenance if form == "xlsx" else provenance_of_data
    return FORMATS[form](collection.table.iloc[view.rows], stated(collection, view))


def table(collection: Collection, view: View) -> None:
    """Every column of the documents in the filter."""
    rows = view.rows[: settings.TABLE_ROWS.value]
    frame = collection.table.iloc[rows]
    st.dataframe(
        frame.drop(columns=["summary"]),
        hide_index=True,
        height=min(420, 38 + 35 * max(1, len(rows))),
        column_config={
            name: st.column_config.Column(help=html.plain(_(meaning)))
            for name, meaning in COLUMNS.items()
        }
        | {
            day: st.column_config.DateColumn(format="YYYY-MM-DD", help=html.plain(_(COLUMNS[day])))
            for day in ("date_earliest", "date_latest")
        },
        alt=_("The table of documents in the filter"),
    )
    if len(view) > len(rows):
        st.caption(
            _("The first {n} are shown; the download has all, with summaries.").format(
                n=format_number(len(rows))
            )
        )
    else:
        st.caption(_("Summaries are in the download and on the page of each document."))


def account(collection: Collection) -> None:
    """Every line, row or element of the listing: read as what, or not read."""
    report = collection.report
    st.html(f'<p class="sentence">{html.escape(report.sentence())}</p>')
    for remark in report.remarks:
        st.info(html.plain(remark), icon=":material/info:")
    if report.file_remarks:
        summary.notes(report.file_remarks)
    names = {
        "blank": _("blank"),
        "header": _("page header"),
        "date": _("date"),
        "title": _("title"),
        "summary": _("summary"),
        "field": _("field or table row"),
        "repeat": _("repeated, kept once"),
        "unread": _("not read"),
    }
    counts = report.counts()
    summary.facts(
        [(names[role], format_number(n)) for role, n in counts.items() if n or role == "unread"]
    )
    files = [
        (file.source, " · ".join(part for part in (_(file.form), file.encoding) if part))
        for file in report.files[: summary.MAX_FILES_SHOWN]
    ]
    summary.facts(files)
    every = loading.view_of(collection, Filter())
    button(
        collection,
        Offer(
            _("Download the line-by-line report"),
            "account",
            "csv",
            lambda: report_to_csv(report, provenance_of_data(collection, every)),
        ),
    )
    with view_state.expand("report-lines", _("Line by line")) as lines:
        if lines.open:
            heads = {
                "file": _("file"),
                "number": _("line or row"),
                "read as": _("read as"),
                "document": _("document"),
                "text": _("text"),
            }
            frame = report.to_frame(settings.TABLE_ROWS.value)
            st.dataframe(
                frame.assign(**{"read as": frame["read as"].map(names)}).rename(columns=heads),
                hide_index=True,
                alt=_("Each line of the listing and what it was read as"),
            )
