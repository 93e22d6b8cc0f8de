"""Citations in the styles of Chicago, APA and MLA, by their CSL styles
(`dash_core.export.citations.csl`).

A manuscript is cited item first (Chicago Manual of Style, 17th ed., 14.221–31): who wrote it, its
title as the archive prints it, its day, then box, collection, archive and place. A title that
only says who wrote to whom is no title, and is told as the manual tells letters: "B. Smith to
Secretary of State, cable, April 5, 1946". Nothing is made up: no author where none is stated, the
date as printed where it is not certain, names as printed where it is not known which is the
family name.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from unicodedata import combining, normalize

import numpy as np
from numpy.typing import NDArray

from dash_core.collection.collection import Collection
from dash_core.common.i18n import _
from dash_core.common.progress import Progress, no_progress, with_progress
from dash_core.dates.parse import is_yearless
from dash_core.export.provenance import Provenance, families
from dash_core.export.references.reference import (
    PLAIN_DATE,
    Person,
    Reference,
    names_as_csl,
    person,
    references,
)
from dash_core.text.genre import GENRE_PATTERN, genre_of
from dash_core.text.people import Correspondence, correspondents

__all__ = [
    "STYLES",
    "Citation",
    "Style",
    "citations",
    "cite",
    "in_order",
    "lists_to_html",
    "lists_to_text",
    "references_of",
]


@dataclass(frozen=True, slots=True)
class Style:
    """A way to cite: its name for people, the file of its CSL style, and whether it is a list."""

    name: str
    file: str
    is_list: bool


STYLES: Final[dict[str, Style]] = {
    # This file shows the day of access where one is stated; else it is the plain Chicago style.
    "chicago-note": Style(
        _("Chicago, notes"), "chicago-notes-bibliography-access-dates", is_list=False
    ),
    "chicago": Style(
        _("Chicago, bibliography"), "chicago-notes-bibliography-access-dates", is_list=True
    ),
    "apa": Style("APA", "apa", is_list=True),
    "mla": Style("MLA", "modern-language-association", is_list=True),
}
"""Chicago 18th, APA 7th and MLA 9th edition."""

_GENRE: Final = re.compile(rf"\b(?:{GENRE_PATTERN})\b", re.IGNORECASE)
_QUOTED: Final = re.compile(r",\s*(['\"“‘])(?P<title>.+)['\"”’]\s*")
_NUMBERED: Final = re.compile(r"[\d\[\]#№]")
_SHORT: Final = frozenset("co. inc. ltd. corp. bros. jr. sr. st. etc. dept. govt. vol.".split())
_MANY: Final = 6  # names that Chicago lists
_ARTICLE: Final = re.compile(r"^(?:the|an?) ")


@dataclass(frozen=True, slots=True)
class Citation:
    """One document cited: plain text, and HTML with no elements but `<i>`."""

    id: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Item:
    """What is cited: authors, the title ("" if it only says who wrote to whom), recipients."""

    authors: tuple[Person, ...]
    title: str
    recipients: tuple[Person, ...]


def references_of(collection: Collection, rows: NDArray[np.int64] | list[int]) -> list[Reference]:
    """The documents in these rows as they are cited."""
    own = families(collection, rows)
    return list(references(collection.table.iloc[rows], collection.study.repository, own))


def in_order(found: Sequence[Reference], style: str) -> list[Reference]:
    """Documents as a style lists them: notes as they are given, entries by the alphabet."""
    if not STYLES[style].is_list:
        return list(found)
    return sorted(found, key=lambda reference: _sort_key(reference, style))


def citations(
    found: Sequence[Reference], style: str, progress: Progress = no_progress
) -> list[Citation]:
    """The citations of documents, in the order of the style (a key of `STYLES`)."""
    return [cite(reference, style) for reference in with_progress(in_order(found, style), progress)]


def cite(reference: Reference, style: str) -> Citation:
    """The citation of one document in a style of `STYLES`."""
    from dash_core.export.citations.csl import render  # slow to import, not always needed

    own = STYLES[style]
    text, marked = render(own.file, _csl(reference, style), bibliography=own.is_list)
    return Citation(reference.id, text, marked)


def _sort_key(reference: Reference, style: str) -> tuple[list[tuple[str, str]], str, str]:
    """By authors, else by title without its article; then by date in APA, else by title."""
    cited = _cited(reference)
    title = _letters(cited.title or reference.title)
    names = [(_letters(one.family or one.printed), _letters(one.given)) for one in cited.authors]
    return names or [(title, "")], reference.edtf if style == "apa" else title, reference.edtf


def _letters(text: str) -> str:
    """A text as it is put into the alphabet: no accents, no quotation marks, no article."""
    plain = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return _ARTICLE.sub("", plain.strip("\"“”'‘’([ "), count=1)


def _csl(reference: Reference, style: str) -> dict[str, Any]:
    """The item of CSL-JSON from which a style makes the citation.

    The types are the two that say nothing of their own: of a `manuscript` or a `report` the
    styles leave the day out, or call it unpublished.
    """
    cited, held, url = _cited(reference), reference.repository, reference.address
    kind = reference.genre
    if not kind and not cited.title and not cited.recipients:
        kind = _("untitled document")
    elif not kind and cited.recipients and style in ("apa", "mla"):  # APA would say "letter"
        kind = _("communication")
    is_said = not kind or kind in cited.title.lower() or genre_of(cited.title) == kind
    if cited.title and is_said and not (style == "apa" and cited.authors):
        kind = ""  # but APA wants it in brackets behind a title
    item: dict[str, Any] = {
        "type": "personal_communication" if cited.recipients else "document",
        "author": names_as_csl(cited.authors),
        "title": cited.title,
        "genre": kind,
        "issued": _issued(reference),
        "archive": held.archive,
        "archive-place": held.place,
        "archive_collection": held.collection,
        "archive_location": reference.location,
        "URL": url,
    }
    if held.accessed and url:
        day = held.accessed
        item["accessed"] = {"date-parts": [[day.year, day.month, day.day]]}
    if cited.recipients:
        item["recipient"] = names_as_csl(cited.recipients)
        if style == "chicago-note":  # "X to Y, telegram, April 5": what stands before the date
            item["genre"] = ""
            item["event-place"] = "" if reference.genre in ("", "letter") else kind
            if 2 < len(cited.recipients) <= _MANY:  # the style would say "et al."
                item["recipient"] = [{"literal": _list(cited.recipients)}]
        elif style == "mla":  # which says nothing of recipients
            item["genre"] = _("{genre} to {names}").format(
                genre=kind, names=_list(cited.recipients)
            )
    kept = {name: value for name, value in item.items() if value}
    # Chicago and APA leave out of their lists what nobody can find; who holds a listing may just
    # not be stated yet. A variable that is there and says nothing makes it count as to be found.
    return kept if held.archive or url else {**kept, "references": ""}


def _cited(reference: Reference) -> _Item:
    title = _unstopped(reference.title)
    said = correspondents(reference.title) if title else Correspondence()
    authors = _authors(reference, said)
    if _says_only_parties(reference, said):
        return _Item(authors, "", reference.addressees)
    own = _QUOTED.search(title, max(0, said.subject_start - 3)) if said.creators else None
    if own and own.end() == len(title) and own.start("title") == said.subject_start:
        return _Item(authors, own["title"], ())
    return _Item(authors, title, ())


def _unstopped(title: str) -> str:
    """A title without the full stop at its end, unless that is of an abbreviation."""
    last = title.rpartition(" ")[2].lower()
    is_short = last in _SHORT or "." in last[:-1]
    return title if is_short or not title.endswith(".") or title.endswith("..") else title[:-1]


def _authors(reference: Reference, said: Correspondence) -> tuple[Person, ...]:
    """Who wrote it, in the fuller of the forms that the table and the title print.

    Of a "Memo per a Telegraph Report of Nazarli" no author is stated: Nazarli wrote the report.
    """
    if not said.creators:
        return reference.authors
    before = reference.title.partition(said.creators[0].printed)[0]
    if len(_GENRE.findall(before)) > 1:
        return ()
    if len(said.creators) != len(reference.authors):
        return reference.authors
    return tuple(
        person(re.sub(r"\.(?=\w)", ". ", f"{party.given} {party.surname}"), party.surname)
        if party.surname and own.printed == party.surname and party.given
        else own
        for own, party in zip(reference.authors, said.creators, strict=True)
    )


def _says_only_parties(reference: Reference, said: Correspondence) -> bool:
    """Whether a title says no more than "Cable from B. Smith to Secretary of State", or "Same to
    same", which is those of the entry before."""
    title, authors, addressees = reference.title, reference.authors, reference.addressees
    if said.subject_start < len(title) or said.place or _NUMBERED.search(title):
        return False
    if not authors or not addressees or len(_GENRE.findall(title)) > 1:
        return False
    told = len(said.creators) == len(authors) and len(said.recipients) == len(addressees)
    return told or said.same_sender or said.same_recipient


def _list(people: Sequence[Person]) -> str:
    *first, last = (one.spoken for one in people)
    if len(first) < 2:
        return _(" and ").join([*first, last])
    return _("{names}, and {last}").format(names=", ".join(first), last=last)


def _issued(reference: Reference) -> dict[str, Any]:
    """The date: its parts where it is certain, else as printed."""
    ends = [PLAIN_DATE.fullmatch(end) for end in reference.edtf.split("/")]
    parts = [[int(part) for part in end.groups() if part] for end in ends if end]
    if reference.is_sure and len(parts) == len(ends) <= 2:
        first, last = parts[0], parts[-1]
        if len(first) == len(last) and (len(first) == 1 or first[0] == last[0]):
            return {"date-parts": parts}
    if len(parts) == len(ends) == 1 and is_yearless(reference.date):
        return {"literal": f"{reference.date.rstrip(',')}, [{parts[0][0]}]"}  # as editors supply it
    return {"literal": reference.date} if reference.date else {}


def lists_to_text(found: Iterable[Citation], provenance: Provenance) -> bytes:
    """Citations as text, a paragraph each, then where they are from; UTF-8."""
    said = "\n\n".join(one.text for one in found)
    return f"{said}\n\n---\n{provenance.as_text()}".encode("utf-8", "backslashreplace")


def lists_to_html(found: Iterable[Citation], style: str, provenance: Provenance) -> bytes:
    """Citations as a page that a word processor opens with its italics."""
    said = "\n".join(f"<p>{one.html}</p>" for one in found)
    card = "\n".join(
        f"{html.escape(name)}: {html.escape(value)}" for name, value in provenance.card
    )
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f"<title>{html.escape(STYLES[style].name)}</title>\n"
        "<style>body {max-width: 42rem; margin: 2rem auto; font-family: serif} "
        "p {padding-left: 2em; text-indent: -2em} pre {white-space: pre-wrap}</style>\n"
        f"{said}\n<hr>\n<pre>{card}</pre>\n</html>\n"
    )
    return page.encode("utf-8", "backslashreplace")
