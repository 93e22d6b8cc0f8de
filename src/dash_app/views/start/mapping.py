"""What the columns of a table are read as: to check, to change, and what is likely amiss."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from dash_app.components import html, summary, widgets
from dash_app.views.start.submission import COLUMNS_CHANGED, Preview, reread
from dash_core.analysis.mapping import MANY, Missing, assign, missing_fields, replaced
from dash_core.common.i18n import _, first_few, format_number
from dash_core.readers import RECORD_PATH, Column
from dash_core.readers.columns.fields import STATED_FIELDS

__all__ = ["show_columns", "show_missing"]

_COLUMNS: Final = 3  # fields beside each other
_MAPPED: Final = ("date", "title", "summary", "creators", "recipients", "places", "subjects")
_MAPPED_MORE: Final = ("people", "genre", "url", "language", "id", *STATED_FIELDS)


def show_missing(preview: Preview) -> None:
    """Warn where most documents have no date or no title, with the likely mending beside it."""
    for missing in missing_fields(preview.reading, preview.table):
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            key=f"missing-{missing.field}-{missing.source}",
        ):
            st.warning(html.plain(_format_missing(missing)), icon=":material/warning:")
            if missing.column:
                label = {
                    "date": _("Read “{column}” as the date"),
                    "title": _("Read “{column}” as the title"),
                }[missing.field]
                st.button(
                    html.plain(label.format(column=missing.column)),
                    key=f"mend-{missing.field}-{missing.source}",
                    on_click=_choose,
                    args=(preview, missing.source, missing.field, [missing.column]),
                )


def _format_missing(missing: Missing) -> str:
    sentence = {
        "date": _("{n} of {total} documents have no date that was understood."),
        "title": _("{n} of {total} documents have no title."),
    }[missing.field].format(n=format_number(missing.n), total=format_number(missing.total))
    if missing.column:
        return sentence
    return " ".join([sentence, _("Choose its column below, if the table has one.")])


def show_columns(preview: Preview, source: str, columns: Sequence[Column]) -> None:
    """Which column is what: guessed, changeable."""
    st.header(_("What the columns are"), anchor=False)
    st.caption(
        html.plain(
            _(
                "{file}: guessed from names and values; change what is wrong. A column of none "
                "of these kinds keeps its name: to filter, sort and search by."
            ).format(file=source)
        )
    )
    _show_change(source)
    now: dict[str, list[str]] = {}
    for column in columns:
        now.setdefault(column.field, []).append(column.name)
    more = [field for field in _MAPPED_MORE if not now.get(field)]
    shown = [*_MAPPED, *(field for field in _MAPPED_MORE if field not in more)]
    _fields(preview, source, columns, shown)
    if more:
        with st.expander(_("More fields, and parts of the date"), key=f"more-fields-{source}"):
            _fields(preview, source, columns, more)
    labels = summary.field_labels()
    with st.expander(_("All columns with examples")):
        st.dataframe(
            {
                _("Column"): [column.name for column in columns],
                _("Read as"): [labels.get(column.field, _("kept as it is")) for column in columns],
                _("Examples"): [" | ".join(column.examples) for column in columns],
            },
            hide_index=True,
            alt=_("The columns of the table with some of their values"),
        )


def _choose(preview: Preview, source: str, field: str, names: Sequence[str]) -> None:
    """From a callback: read a field from these columns. What they were before, or what the field
    was read from, is said."""
    (columns,) = (file.columns for file in preview.reading.report.files if file.source == source)
    selected = assign(columns, field, names)
    st.session_state[COLUMNS_CHANGED] = (
        source,
        field,
        tuple(names),
        tuple(replaced(columns, selected)),
    )
    if path := preview.study.columns.get(source, {}).get(RECORD_PATH):
        selected[RECORD_PATH] = path
    reread(preview, columns={**preview.study.columns, source: selected})


def _show_change(source: str) -> None:
    """What the last choice took from another field."""
    changed, field, names, before = st.session_state.get(COLUMNS_CHANGED, ("", "", (), ()))
    if changed != source or not before:
        return
    labels = summary.field_labels()
    lines = []
    for column in before:
        if column.name in names:
            form = _("“{column}” is now {field}, no longer {before}.")
        else:
            form = _("“{column}” is no longer {before}; it keeps its name.")
        lines.append(
            form.format(column=column.name, field=labels[field], before=labels[column.field])
        )
    st.html(f'<p class="facts" role="status">{html.escape(" ".join(first_few(lines, 4)))}</p>')


def _fields(preview: Preview, source: str, columns: Sequence[Column], shown: Sequence[str]) -> None:
    """A widget for each field: the column, or columns, that it is read from."""
    labels = summary.field_labels()
    names = [column.name for column in columns]

    def changed(field: str) -> None:
        value = st.session_state[f"column-{source}-{field}"]
        _choose(preview, source, field, value if isinstance(value, list) else [value or ""])

    for start in range(0, len(shown), _COLUMNS):
        places = st.columns(_COLUMNS)
        for place, field in zip(places, shown[start : start + _COLUMNS], strict=False):
            key = f"column-{source}-{field}"
            selected = [column.name for column in columns if column.field == field]
            with place:
                if field in MANY:
                    widgets.sync_widget(key, selected)
                    st.multiselect(
                        labels[field],
                        names,
                        key=key,
                        on_change=partial(changed, field),
                        placeholder=_("none"),
                    )
                else:
                    widgets.sync_widget(key, next(iter(selected), None))
                    st.selectbox(
                        labels[field],
                        names,
                        key=key,
                        on_change=partial(changed, field),
                        placeholder=_("none"),
                        index=None,
                    )
