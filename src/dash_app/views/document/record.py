"""The page of one document."""

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
import streamlit as st

from dash_app.components import document_card, html, view_state
from dash_app.components.summary import facts as draw_facts
from dash_app.session import links, url
from dash_app.share import citations
from dash_app.views.document import notes, scans
from dash_app.views.document import topics as topic_document
from dash_app.views.document.correct import show_correct
from dash_core import Collection, UnknownDocumentError, View
from dash_core.analysis.review import format_place
from dash_core.charts.catalogue import TOP_BARS
from dash_core.collection.document import places_of, source_pieces
from dash_core.collection.order import Rows
from dash_core.collection.table import COLUMNS
from dash_core.collection.view import in_date_order
from dash_core.common.i18n import _, format_number, format_percent
from dash_core.common.keep import keep
from dash_core.text.search.index import Hit
from dash_core.text.vectors.similarity import (
    LEXICAL_WEIGHT,
    MAX_SIMILAR,
    MIN_SIMILARITY,
    STRONG_SIMILARITY,
    TIME_WEIGHT_OF_SIMILARITY,
)

__all__ = ["chosen_row", "neighbours", "record", "similar", "topics"]


def chosen_row(collection: Collection) -> int | None:
    """The row of the document the URL names; a sentence and a way on where there is none."""
    id_ = url.parameter("doc")
    try:
        return collection.row(id_)
    except UnknownDocumentError as error:
        message = str(error) if id_ else _("No document is chosen.")
        st.info(html.plain(message), icon=":material/info:")
        st.page_link(
            "pages/documents.py",
            label=_("Choose one from the list"),
            icon=":material/arrow_forward:",
            query_params=links.parameters(),
        )
        return None


def neighbours(collection: Collection, view: View, row: int) -> None:
    """Previous and next in time, within the filter where the document passes it."""
    order = in_date_order(collection, view)
    places = np.flatnonzero(order == row)
    inside = bool(len(places))
    if not inside:
        order = collection.by_date
        places = np.flatnonzero(order == row)
    at = int(places[0])
    position = (
        _("{n} of {all} in the filter") if inside and view.filter else _("{n} of {all} in time")
    )
    with st.container(horizontal=True, vertical_alignment="center", key="neighbours"):
        _step(collection, order, at - 1, _("Previous in time"), "left")
        _step(collection, order, at + 1, _("Next in time"), "right")
        st.caption(position.format(n=format_number(at + 1), all=format_number(len(order))))
        if not inside:
            st.caption(_("This document does not match the filter."))


def _step(
    collection: Collection, order: Rows, at: int, label: str, side: Literal["left", "right"]
) -> None:
    """A link to the document at this place of the order, dead where there is none."""
    there = 0 <= at < len(order)
    other = int(order[at] if there else order[0])
    st.page_link(
        "pages/document.py",
        label=label,
        icon=":material/arrow_back:" if side == "left" else ":material/arrow_forward:",
        icon_position=side,
        disabled=not there,
        help=html.plain(collection.names[other]) if there else None,
        query_params=links.parameters(doc=collection.table["id"][other]),
    )


def record(collection: Collection, view: View, row: int) -> None:
    """Everything the listing says of the document."""
    document = collection.table.iloc[row]
    parties = {*document["creators"], *document["recipients"]}
    others = [name for name in document["people"] if name not in parties]
    title = document_card.with_evidence(collection, view, row, "title") or html.escape(
        collection.names[row]
    )
    # `highlighter.js` counts letters in what has `data-passage`: there is nothing but the text in
    # it.
    field = ' data-passage="title"' if document["title"] else ""
    st.html(f'<h1 class="archival-title"{field}>{title}</h1>')
    facts = [
        (_("Date"), html.format_date(document, full=True)),
        (_("Genre"), document["genre"] or _("not stated")),
        (
            _("From") if collection.people.is_correspondence else _("By"),
            ", ".join(map(collection.people.format_name, document["creators"])),
        ),
        (_("To"), ", ".join(map(collection.people.format_name, document["recipients"]))),
        (_("Also named"), ", ".join(map(collection.people.format_name, others))),
        (_("Places named"), ", ".join(_format_places(collection, row))),
    ]
    draw_facts([(name, value) for name, value in facts if value])
    summary = document_card.with_evidence(collection, view, row, "summary") or _("No summary.")
    field = ' data-passage="summary"' if document["summary"] else ""
    st.html(f'<p class="archival full"{field}>{summary}</p>')
    notes.highlighter(collection, row)
    _link(document["url"])
    if document["people"]:
        _people(document["people"])
    other_columns = [
        (name, document[name]) for name in collection.table.columns if name not in COLUMNS
    ]
    place = format_place(*document[["source", "source_first", "source_last"]])
    more = [
        (_("Subjects"), "; ".join(document["subjects"])),
        (_("Language"), document["language"]),
        *other_columns,
        *((_("Corrections"), edit) for edit in document["edits"]),
        (_("Read from"), place),
        (_("Identifier"), document["id"]),
    ]
    draw_facts([(name, value) for name, value in more if value and not scans.is_address(value)])
    scans.show_scans([(name, value) for name, value in other_columns if scans.is_address(value)])
    show_correct(collection, row)
    with view_state.expand("in-the-source", _("In the source")) as printed:
        if printed.open:
            st.text("\n".join(source_pieces(collection, row)))
    with view_state.expand("cite", _("Cite this document")) as cited:
        if cited.open:
            citations.document(collection, row)


def _link(url: str) -> None:
    """The address at the archive, if it is one a browser may open."""
    if url.startswith(("http://", "https://")):
        scans.show_link(_("Open at the archive"), url)
    elif url:
        draw_facts([(_("Link"), url)])


def _people(names: Sequence[str]) -> None:
    """Ways to the other papers of everyone named."""
    with st.container(horizontal=True, gap="small", key="document-people"):
        for name in names[:TOP_BARS]:
            st.page_link(
                "pages/people.py",
                label=html.plain(name),
                icon=":material/person:",
                query_params=links.parameters(who=name),
            )


def _format_places(collection: Collection, row: int) -> Iterator[str]:
    """Each place, with the printed forms where they are others."""
    forms_of = places_of(collection, row)
    for name in collection.table["places"][row]:
        printed = forms_of.get(name, ())
        others = [f"“{form}”" for form in printed if form != name]
        yield (
            _("{name} (printed {forms})").format(name=name, forms=", ".join(others))
            if others
            else name
        )


def topics(collection: Collection, row: int) -> None:
    """Each topic with its strength and the words it came from, and what a person can change."""
    topic_document.show_topics(collection, row)


def similar(collection: Collection, row: int) -> None:
    """The most similar documents with score, shared and associated words."""
    st.header(_("Similar documents"), anchor=False)
    hits = _most_similar(collection, row)
    if not hits:
        st.caption(
            _("No other description is similar to this one ({least} or more).").format(
                least=format_percent(MIN_SIMILARITY)
            )
        )
        return
    total = document_card.n_similar(collection, row)
    if total > len(hits):
        nearest = _("The {n} most similar of {all}.")
        st.caption(nearest.format(n=len(hits), all=format_number(total)))
    for hit in hits:
        document_card.similar_card(collection, hit)
    with st.expander(_("How similar, in numbers")):
        st.markdown(_measure(collection))
        lines = (
            f"- {format_percent(hit.score)} ({document_card.strength(hit)}): "
            + html.plain(collection.names[hit.row])
            for hit in hits
        )
        st.markdown("\n".join(lines))


@keep(512)
def _most_similar(collection: Collection, row: int) -> list[Hit]:
    return collection.space.similarity.similar(row, MAX_SIMILAR, MIN_SIMILARITY)


def _measure(collection: Collection) -> str:
    """What the score of similar documents is made of, and what its words mean."""
    text = 1 - TIME_WEIGHT_OF_SIMILARITY
    by = _(
        "The score counts words and people in common, rare ones more ({exact}); {related} "
        "({associated}); closeness in time ({time})."
    )
    related = _("words often used together in this listing")
    if collection.model:
        related += " " + _("and the likeness of meaning by the model {model}").format(
            model=html.plain(collection.model.name)
        )
    elif collection.word_table:
        related += " " + _("and words near in meaning by the table of English words")
    sentence = by.format(
        exact=format_percent(text * LEXICAL_WEIGHT),
        related=related,
        associated=format_percent(text * (1 - LEXICAL_WEIGHT)),
        time=format_percent(TIME_WEIGHT_OF_SIMILARITY),
    )
    words = _(
        "“Strong” is {strong} or more: of 33 such pairs of newspaper texts, people called 31 "
        "similar. “Some” is {least} or more: they called half of those similar (Lee, Pincombe & "
        "Welsh 2005). What is below {least} is not shown."
    ).format(strong=format_percent(STRONG_SIMILARITY), least=format_percent(MIN_SIMILARITY))
    return f"{sentence} {words}"
