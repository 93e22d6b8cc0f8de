"""The study file: what is in it, and its download, which opens at the present page and filter."""

from collections import Counter
from datetime import UTC, datetime
from functools import partial
from typing import Final

import streamlit as st

from dash_app.components import downloads, summary
from dash_app.components.downloads import Offer
from dash_app.session import pages, url
from dash_app.share import permalink
from dash_core import Collection, Study, View
from dash_core.analysis.compare.comparison import Comparison
from dash_core.collection.view import describe
from dash_core.common.i18n import _, ngettext
from dash_core.dates import format_day
from dash_core.export.provenance import provenance
from dash_core.study.study import PAGE, SaveInfo
from dash_core.topics import parse_topics

__all__ = ["draw", "facts", "share"]

_NO_VIEW: Final = (url.SOURCE, url.EDITS, url.UNDO, url.REDO, "only")
_MAX_CHARS: Final = 300  # characters of what a file says of itself


def draw(collection: Collection, view: View) -> None:
    """What is in the study file, and its download: a section of the Data page."""
    st.caption(
        _(
            "One file with the listing and all changes and notes; it can be read without "
            "Dossier. Open it on the Start page of any Dossier to continue here, with this "
            "filter. On this computer the address is enough."
        )
    )
    _button(collection, view)
    summary.facts(
        [
            *facts(collection.study),
            (_("Opens at"), _format_place(_here(), _sentence(collection, view))),
        ]
    )


def share(collection: Collection, view: View) -> None:
    """Its download on any other page."""
    st.caption(
        _(
            "The listing with all changes and notes as one file: on the Start page of any "
            "Dossier it opens at this page, with this filter."
        )
    )
    if any(Comparison.from_url(url.parameters()).sources):
        st.caption(_("The other listing of this comparison is not included: save it separately."))
    _button(collection, view)


def _here() -> str:
    return url.page() or "overview"


def _sentence(collection: Collection, view: View) -> str:
    return describe(collection, view.filter, len(view))


def _button(collection: Collection, view: View) -> None:
    """The download, with the page and the filter of now."""
    shown: dict[str, list[str]] = {}
    for name, value in permalink.of_view(collection).parameters:
        if name not in _NO_VIEW:
            shown.setdefault(name, []).append(value)
    data = partial(_write, collection, view, _here(), shown)
    downloads.button(collection, Offer(_("Download the study"), "study", "zip", data))


def _write(collection: Collection, view: View, page: str, shown: dict[str, list[str]]) -> bytes:
    now = datetime.now(UTC)
    saved = SaveInfo(at=now, filter=_sentence(collection, view))
    card = provenance(collection, view, now).as_text()
    return collection.study.with_view(page, shown).to_bytes(saved, card, _titles(collection))


def _titles(collection: Collection) -> dict[str, str]:
    """The documents that are edited or have notes, as a person knows them, by id."""
    study = collection.study
    named = {edit.document for edit in study.edits} | {note.document for note in study.notes}
    rows = collection.table[collection.table["id"].isin(named)]
    return {
        id_: ", ".join(filter(None, (title, day)))
        for id_, title, day in zip(rows["id"], rows["title"], rows["date"], strict=True)
    }


def facts(study: Study, saved: SaveInfo | None = None) -> list[tuple[str, str]]:
    """What is in a study, as names and values; of a study file also when, by what and where it
    was saved, but not its files."""
    lines = []
    if saved is not None:
        lines.append((_("Saved"), _format_saved(saved)))
    else:  # else each file is named with what was read of it
        lines.append((_("Listing"), _format_files(study)))
    if study.read:
        lines.append((_("Read"), format_day(study.read)))
    held = study.repository
    if holder := ", ".join(filter(None, (held.collection, held.archive, held.place, held.url))):
        lines.append((_("Held by"), holder))
    lines.append((_("Topics"), _format_topics(study)))
    lines.extend(_format_edits(study))
    if study.notes:
        lines.append((_("Notes"), _format_notes(study)))
    if saved is not None and study.view:
        # In the words of the file: what is in a filter is known when the listing is open.
        page = "".join(study.view.get(PAGE, ()))
        lines.append((_("Opens at"), _format_place(page, saved.filter[:_MAX_CHARS])))
    return lines


def _format_files(study: Study) -> str:
    names = [file.name for file in study.files]
    shown, more = names[: summary.MAX_FILES_SHOWN], len(names) - summary.MAX_FILES_SHOWN
    if more > 0:
        shown.append(ngettext("{n} more file", "{n} more files", more))
    return "; ".join(shown)


def _format_saved(saved: SaveInfo) -> str:
    day = format_day(saved.at.date()) if saved.at else _("day not recorded")
    by = saved.by or _("a Dossier older than version 2 of study files")
    return _("{day}, by {program}").format(day=day, program=by[:_MAX_CHARS])


def _format_place(page: str, filter_: str) -> str:
    """A page and a filter in words."""
    titles = pages.titles()
    return " · ".join(filter(None, (titles.get(page, titles["overview"]), filter_)))


def _format_topics(study: Study) -> str:
    """Named topics by their labels; found ones by their number and steps."""
    if not study.topics:
        return _("found automatically")
    file = parse_topics(study.topics, _("the topics of this study"))
    if file.named:
        labels = ", ".join(topic.label for topic in file.named)
        return _("{n} named: {labels}").format(n=len(file.named), labels=labels)
    parts = [_("found automatically")]
    if file.k:
        parts.append(ngettext("{n} group", "{n} groups", file.k))
    if file.steps:
        parts.append(ngettext("{n} change by hand", "{n} changes by hand", len(file.steps)))
    return ", ".join(parts)


def _format_edits(study: Study) -> list[tuple[str, str]]:
    """How many edits there are of documents, names and places."""
    counts = Counter(edit.target for edit in study.edits)
    documents, names, places = counts["document"], counts["name"], counts["place"]
    return [
        (name, size)
        for name, n, size in (
            (_("Corrections"), documents, ngettext("{n} edit", "{n} edits", documents)),
            (_("Names"), names, ngettext("{n} decision", "{n} decisions", names)),
            (_("Places"), places, ngettext("{n} decision", "{n} decisions", places)),
        )
        if n
    ]


def _format_notes(study: Study) -> str:
    n = sum(bool(note.text) for note in study.notes)
    tags = len({tag.casefold() for note in study.notes for tag in note.tags})
    marks = sum(len(note.highlights) for note in study.notes)
    return ", ".join(
        part
        for n, part in (
            (n, ngettext("{n} note", "{n} notes", n)),
            (tags, ngettext("{n} tag", "{n} tags", tags)),
            (marks, ngettext("{n} highlighted passage", "{n} highlighted passages", marks)),
        )
        if n
    )
