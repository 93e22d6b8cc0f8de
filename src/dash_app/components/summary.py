"""What several pages show: the filter in words, key figures, facts, an empty view, date rules."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from dash_app.components import widgets
from dash_app.components.html import escape, plain
from dash_app.session import links, loading
from dash_core import Collection, Filter, View, dates
from dash_core.analysis.review import AmbiguousDates
from dash_core.charts import catalogue
from dash_core.collection.view import describe, unknown_values
from dash_core.common import settings
from dash_core.common.i18n import _, count, format_number, ngettext
from dash_core.dates import ArchivalDate, DateRules, format_span, format_years
from dash_core.readers import Remark
from dash_core.text.search.fuzzy_names import find_names, similar_names
from dash_core.text.search.query import Clause
from dash_core.text.search.remarks import format_unknown

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "MAX_FILES_SHOWN",
    "date_rules",
    "facts",
    "field_labels",
    "figures",
    "filter_line",
    "format_read_date",
    "key_figures",
    "notes",
    "nothing_found",
    "page_button",
]

MAX_FILES_SHOWN: Final = 12  # files named one by one
NEAR_SHOWN: Final = 6  # words and names offered where nothing was found

_REMARK_LINE: Final = 60  # characters of a remark; a longer one takes two lines


def filter_line(after: Callable[[], None]) -> None:
    """The filter in words with n of N, one reset, and what `after` draws at the end of the line;
    what the filter names that the listing does not have."""
    collection, view = loading.collection(), loading.current_view()
    filter_ = view.filter
    with st.container(horizontal=True, vertical_alignment="center", key="filter-line"):
        sentence = escape(describe(collection, filter_, len(view)))
        head, *rest = sentence.split(" · ", 1)
        tail = f" · {rest[0]}" if rest else ""
        st.html(f'<p class="sentence" role="status"><b>{head}</b>{tail}</p>', width="content")
        if filter_:
            st.button(
                _("Reset"),
                on_click=lambda: links.set_filter(Filter()),
                type="tertiary",
                icon=":material/close:",
                key="reset",
            )
        after()
    missing = unknown_values(collection, filter_)
    if missing:
        st.warning(
            plain(
                _("This listing does not have: {values}.").format(
                    values=", ".join(f"“{value}”" for value in missing)
                )
            ),
            icon=":material/info:",
        )
    for remark in view.match.remarks if view.match and len(view) else ():
        st.caption(plain(remark))


def key_figures(collection: Collection, view: View) -> None:
    """How many documents, their span, how many correspondents and places."""
    figures(catalogue.key_figures(collection, view))


def figures(pairs: Sequence[tuple[str, str]]) -> None:
    """Names and large values, side by side."""
    st.html(
        '<dl class="figures">'
        + "".join(
            f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs
        )
        + "</dl>"
    )


def nothing_found(collection: Collection) -> None:
    """An empty view says why and what to do next."""
    view = loading.current_view()
    filter_, query = view.filter, view.match
    lines = [_("No document matches this filter.")]
    near: list[tuple[str, str]] = []

    def offer(word: str, others: list[str]) -> None:
        others = [
            other
            for other in others
            if loading.count_of(collection, _with_word(filter_, word, other))
        ]
        if others:
            lines.append(_("Similar words: {words}.").format(words=", ".join(others)))
        near.extend((word, other) for other in others)

    for word in query.missing if query else ():
        lines.append(_("No document has the word “{word}” in any field.").format(word=word))
        names = similar_names(word, collection.people.spellings)
        words = collection.index.suggest(word)
        offer(word, words + [name for name in names if name not in words])
    unknown = {format_unknown(part) for part in query.unknown} if query else set()
    lines += [remark for remark in query.remarks if remark not in unknown] if query else []
    for part in query.unknown if query else ():
        lines.append(format_unknown(part))
        if part.field in ("from", "to"):  # one who is named, though in another role
            named = find_names(part.text, collection.people.spellings).names[:3]
            offer(str(part), [str(Clause(name, "person", " " in name)) for name in named])
    lines.append(_("Remove something from the filter, or reset it."))
    st.info(plain(" ".join(lines)), icon=":material/search_off:")
    if near:
        with st.container(key="near-words"):
            for word, other in near[:NEAR_SHOWN]:
                st.button(
                    plain(_("Search “{word}” instead").format(word=other)),
                    key=f"near-{word}-{other}",
                    on_click=_search_instead,
                    args=(filter_, word, other),
                )


def _search_instead(filter_: Filter, word: str, other: str) -> None:
    """From a callback: the same query with another word in the place of one."""
    links.set_filter(_with_word(filter_, word, other))


def _with_word(filter_: Filter, word: str, other: str) -> Filter:
    """The filter with another word in the place of one of its query."""
    return replace(filter_, words=filter_.words.replace(word, other, 1))


def page_button(page: str, view: View) -> None:
    """A link to the documents behind what is shown."""
    st.page_link(
        f"pages/{page}.py",
        label=_("Show {documents}").format(documents=count(len(view))),
        icon=":material/arrow_forward:",
        query_params=links.parameters(),
    )


def facts(pairs: Sequence[tuple[str, str]]) -> None:
    """Names and values, a line each."""
    st.html(
        '<dl class="record">'
        + "".join(
            f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs
        )
        + "</dl>"
    )


def field_labels() -> dict[str, str]:
    """The fields of a description, as people call them."""
    return {
        "date": _("Date"),
        "title": _("Title"),
        "summary": _("Summary"),
        "creators": _("From (creator, author)"),
        "recipients": _("To (recipient)"),
        "people": _("People named"),
        "places": _("Places"),
        "subjects": _("Subjects"),
        "genre": _("Genre"),
        "url": _("Link"),
        "language": _("Language"),
        "id": _("Identifier"),
        "date_machine": _("Date in machine-readable form"),
        "date_begin": _("Beginning of the date"),
        "date_end": _("End of the date"),
        "date_year": _("Year"),
        "date_month": _("Month"),
        "date_day": _("Day"),
        "date_calendar": _("Calendar of the date"),
        "date_qualifier": _("How sure the date is"),
        "computed": _("made by Dossier; made again"),
    }


def format_read_date(document: "pd.Series[Any]") -> str:
    """What a printed date was read as: `5 Apr 1946`, `1 – 30 Apr 1946 (approximate)`."""
    first, last = document["date_earliest"], document["date_latest"]
    if (first != first or last != last) and document["date_edtf"]:  # before the year 1
        return _("{date}; please check").format(date=format_years(str(document["date_edtf"])))
    if first != first or last != last:
        return _("not understood") if document["date_note"] else _("no date")
    text = format_span(first.date(), last.date())
    if document["date_qualifier"] != "none":
        text += f" ({_(document['date_qualifier'])})"
    return text if not document["date_note"] else _("{date}; please check").format(date=text)


def notes(remarks: Sequence[Remark]) -> None:
    """Remarks on places of the listing, as a table."""
    shown = remarks[: settings.TABLE_ROWS.value]
    height = 62 if any(len(note.text) > _REMARK_LINE for note in shown) else 35  # of a row
    st.dataframe(
        {
            _("file"): [note.source for note in shown],
            _("line or row"): [note.number for note in shown],
            _("remark"): [note.text for note in shown],
        },
        hide_index=True,
        height=38 + height * min(len(shown), 8),
        row_height=height,
        column_config={
            _("file"): st.column_config.TextColumn(width="small"),
            _("line or row"): st.column_config.NumberColumn(width="small"),
            _("remark"): st.column_config.TextColumn(width="large"),
        },
        alt=_("Remarks on lines of the listing"),
    )
    if len(remarks) > len(shown):
        st.caption(
            _("The first {n} of {all} are shown; the download has all.").format(
                n=format_number(len(shown)), all=format_number(len(remarks))
            )
        )


def date_rules(
    ambiguous: AmbiguousDates,
    used: DateRules,
    stated: DateRules,
    on_change: Callable[[DateRules], None],
) -> None:
    """How 4/5/1946 and 12/24/45 are read, where the listing has such dates, and how to change it.

    `stated` are the rules a person set, `used` those of this reading, perhaps inferred.
    """
    if ambiguous.day_first:
        key = "rule-day-first"
        keys = {True: "day", False: "month", None: "open"}
        values = {name: value for value, name in keys.items()}
        widgets.sync_widget(key, keys[used.day_first])
        example = dates.parse_date(ambiguous.day_first[0], DateRules(True, 1900))
        other = dates.parse_date(ambiguous.day_first[0], DateRules(False, 1900))
        labels = {
            "day": _format_reading(example),
            "month": _format_reading(other),
            "open": _("not decided: both"),
        }
        st.radio(
            ngettext(
                "“{example}” is read as",
                "“{example}” and the {n} dates like it are read as",
                len(ambiguous.day_first),
                example=plain(ambiguous.day_first[0]),
            ),
            list(labels),
            format_func=lambda value: plain(labels[value]),
            key=key,
            horizontal=True,
            on_change=lambda: on_change(replace(stated, day_first=values[st.session_state[key]])),
        )
    if ambiguous.century:
        key = "rule-century"
        widgets.sync_widget(key, used.century)
        st.selectbox(
            _("Years of two digits, as in “{example}”, are of").format(
                example=plain(ambiguous.century[0])
            ),
            [None, *range(1500, 2100, 100)],
            format_func=_format_century,
            key=key,
            on_change=lambda: on_change(replace(stated, century=st.session_state[key])),
        )


def _format_century(first: int | None) -> str:
    return _("not decided") if first is None else f"{first}–{first + 99}"


def _format_reading(date: ArchivalDate) -> str:
    return format_span(date.earliest, date.latest) if date.earliest and date.latest else date.text
