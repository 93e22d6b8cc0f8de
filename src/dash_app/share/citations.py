"""Citations of what is shown, to copy and to download, and who holds the documents."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from dash_app.components import html
from dash_app.components.downloads import Group, Offer, button, row
from dash_app.components.messages import show_error
from dash_app.session import loading, revise, studies
from dash_app.session.errors import catch_error, set_error
from dash_core import Collection, Filter, View
from dash_core.collection.view import describe
from dash_core.common import settings
from dash_core.common.i18n import _, count, format_number
from dash_core.dates import format_day
from dash_core.export.citations.citations import (
    STYLES,
    Citation,
    citations,
    cite,
    in_order,
    references_of,
)
from dash_core.export.citations.lists import lists_to_html, lists_to_text
from dash_core.export.formats import FORMATS
from dash_core.export.method import cite_results
from dash_core.export.provenance import provenance, provenance_of_data
from dash_core.export.references.reference import Reference
from dash_core.study.repository import Repository
from dash_core.topics.file.validate import MAX_LABEL_CHARS

__all__ = ["document", "draw"]

CITED: Final = 10  # citations shown at once; the download has all

_STYLE: Final = "cite-style"
_PLACE: Final = "holding"
_FIELDS: Final = ("archive", "place", "collection", "url")


def draw(collection: Collection, view: View) -> None:
    """The citations of the documents that pass the filter, and the sentence to cite Dossier."""
    if not len(view):
        st.caption(_("No document matches the filter."))
        return
    style = st.segmented_control(
        _("Style"),
        list(STYLES),
        format_func=lambda key: STYLES[key].title,
        default="chicago-note",
        required=True,
        key=_STYLE,
        persist_state="session",
    )
    first = _first(collection, view, style)
    _copy(style, (cite(reference, style) for reference in first))
    if len(view) > CITED:
        st.caption(
            _("The first {n} of {all}; the files have all of them.").format(
                n=CITED, all=format_number(len(view))
            )
        )
    _files(collection, view, style)
    _repository(collection, first)
    st.caption(_("To cite charts and topics from Dossier:"))
    st.code(
        f"{cite_results(collection)} {describe(collection, view.filter, len(view))}.",
        language=None,
        wrap_lines=True,
    )


def document(collection: Collection, row_: int) -> None:
    """One document as a note and as an entry of a bibliography, and its files."""
    (reference,) = references_of(collection, [row_])
    for style in STYLES:
        st.caption(STYLES[style].title)
        _copy(style, [cite(reference, style)])
    only_this = loading.view_of(collection, Filter(ids=(reference.id,)))
    with st.container(horizontal=True):
        for form, label in (("ris", "RIS"), ("bib", "BibTeX"), ("csl.json", "CSL-JSON")):
            button(
                collection,
                Offer(
                    label,
                    f"reference-{reference.id}",
                    form,
                    partial(_export, collection, only_this, form),
                ),
            )
    missing = _missing([reference])
    if missing:
        st.caption(
            _(
                "Not stated: {what}. Enter the archive under “Share, cite, print” to complete "
                "every citation."
            ).format(what=", ".join(missing))
        )


def _copy(style: str, entries: Iterable[Citation]) -> None:
    """Citations with a button that copies them."""
    with st.container(key=f"cited-{style}"):
        st.code("\n\n".join(one.text for one in entries), language=None, wrap_lines=True)


def _first(collection: Collection, view: View, style: str) -> list[Reference]:
    """What is cited first in the order of the style; of very many, the first in time."""
    many = len(view) > settings.MAX_CITED.value
    rows = view.rows[:CITED] if many else view.rows
    return in_order(references_of(collection, rows), style)[:CITED]


def _files(collection: Collection, view: View, style: str) -> None:
    """The whole list in this style, and the references for other programs."""
    why_not = ""
    if len(view) > settings.MAX_CITED.value:
        why_not = _(
            "More than {most}: narrow the filter, or make the list in Zotero from a RIS file."
        ).format(most=count(settings.MAX_CITED.value))

    def listed(form: str, label: str, help_: str) -> Offer:
        data = partial(_list, collection, view, style, form)
        return Offer(label, f"citations-{style}", form, data, help_, why_not)

    def exported(form: str, label: str) -> Offer:
        return Offer(label, "references", form, partial(_export, collection, view, form))

    row(
        collection,
        view,
        [
            Group(
                _("This list"),
                [
                    listed("txt", _("Text"), _("One paragraph each.")),
                    listed("html", "HTML", _("With italics, for word processors.")),
                ],
            ),
            Group(
                _("For Zotero and similar programs"),
                [
                    exported("ris", "RIS"),
                    exported("bib", "BibTeX"),
                    exported("csl.json", "CSL-JSON"),
                ],
            ),
        ],
    )
    if why_not:
        st.caption(why_not)


def _list(collection: Collection, view: View, style: str, form: str) -> bytes:
    entries = citations(references_of(collection, view.rows), style)
    source = provenance(collection, view)
    if form == "txt":
        return lists_to_text(entries, source)
    return lists_to_html(entries, style, source)


def _export(collection: Collection, view: View, form: str) -> bytes:
    stated = provenance if form == "xlsx" else provenance_of_data
    return FORMATS[form](collection.table.iloc[view.rows], stated(collection, view))


def _repository(collection: Collection, shown: Sequence[Reference]) -> None:
    """Who holds the documents, what of it is not stated, and the fields to state it."""
    repository = collection.study.repository
    parts = [repository.collection, repository.archive, repository.place, repository.url]
    if repository.accessed:
        parts.append(_("accessed {day}").format(day=format_day(repository.accessed)))
    stated = ", ".join(filter(None, parts))
    lines = [_("Held by: {who}.").format(who=stated)] if stated else []
    if missing := _missing(shown):
        lines.append(
            _("Not stated: {what}. Citations leave it out.").format(what=", ".join(missing))
        )
    st.caption(html.plain(" ".join(lines)))
    show_error(_PLACE)
    if st.toggle(_("Enter the archive that holds the documents"), key="holding-open"):
        _fields(collection, repository)


def _missing(shown: Sequence[Reference]) -> list[str]:
    """What neither the listing nor a person says of one of these."""
    names = {
        "archive": _("the archive"),
        "place": _("its place"),
        "collection": _("the collection"),
    }
    return [
        name
        for field, name in names.items()
        if not all(getattr(reference.repository, field) for reference in shown)
    ]


def _fields(collection: Collection, repository: Repository) -> None:
    """The form, and a button for what the listing came with."""
    labels = {
        "archive": (_("Archive or library"), _("National Archives")),
        "place": (_("Place"), _("College Park, MD")),
        "collection": (_("Collection"), _("Record Group 59")),
        "url": (_("Address of the listing"), "https://"),
    }
    with st.form("holding", border=False):
        for at, (field, (label, example)) in enumerate(labels.items()):
            if at % 2 == 0:
                places = st.columns(2)
            places[at % 2].text_input(
                label,
                value=getattr(repository, field),
                placeholder=example,
                max_chars=MAX_LABEL_CHARS,
                key=f"holding-{field}",
            )
        st.date_input(
            _("Date of access (if your style requires it)"),
            value=repository.accessed,
            format="YYYY-MM-DD",
            key="holding-accessed",
        )
        st.form_submit_button(
            _("Use in citations"),
            icon=":material/check:",
            on_click=_save_fields,
            args=(collection,),
        )
    before = studies.offered_repository(collection.study)
    if repository != before:
        st.button(
            _("Remove"),
            type="tertiary",
            icon=":material/undo:",
            key="holding-back",
            on_click=_save,
            args=(collection, before),
        )


def _save_fields(collection: Collection) -> None:
    """From a callback: the values of the fields."""
    values = {field: " ".join(st.session_state[f"holding-{field}"].split()) for field in _FIELDS}
    if values["url"] and not values["url"].startswith(("http://", "https://")):
        message = _(
            "“{url}” is not a web address: it must start with http:// or https://. Nothing was "
            "changed."
        )
        set_error(_PLACE, message.format(url=values["url"]))
        return
    _save(collection, Repository(**values, accessed=st.session_state["holding-accessed"]))


def _save(collection: Collection, repository: Repository) -> None:
    """From a callback: give the study another repository."""
    with catch_error(_PLACE):
        revise.replace_study(replace(collection.study, repository=repository))
