"""Citations in the styles of Chicago, APA and MLA, by their CSL styles
(`dash_core.export.citations.csl`).

A manuscript is cited item first (Chicago Manual of Style, 17th ed., 14.221–31): who wrote it, its
title as the archive prints it, its day, then box, collection, archive and place. A title that
only says who wrote to whom is no title: such a document is cited as the manual cites letters, "B.
Smith to Secretary of State, cable, April 5, 1946". Nothing is supplied: no author where none is
stated, the date as printed where it is not certain, names as printed where it is not known which
is the family name.
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
    """A citation style: its name, the file of its CSL style, whether it makes a bibliography."""

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
    names = families(collection, rows)
    frame, parts = collection.table.iloc[rows], collection.core.name_parts
    return list(references(frame, collection.study.repository, names, parts))


def in_order(documents: Sequence[Reference], style: str) -> list[Reference]:
    """Documents in the order of a style: notes as given, bibliographies alphabetically."""
    if not STYLES[style].is_list:
        return list(documents)
    return sorted(documents, key=lambda reference: _sort_key(reference, style))


def citations(
    documents: Sequence[Reference], style: str, progress: Progress = no_progress
) -> list[Citation]:
    """The citations of documents, in the order of the style (a key of `STYLES`)."""
    return [
        cite(reference, style) for reference in with_progress(in_order(documents, style), progress)
    ]


def cite(reference: Reference, style: str) -> Citation:
    """The citation of one document in a style of `STYLES`."""
    from dash_core.export.citations.csl import render  # slow to import, not always needed

    file, is_list = STYLES[style].file, STYLES[style].is_list
    text, marked = render(file, _csl(reference, style), bibliography=is_list)
    return Citation(reference.id, text, marked)


def _sort_key(reference: Reference, style: str) -> tuple[list[tuple[str, str]], str, str]:
    """By authors, else by title without its article; then by date in APA, else by title."""
    cited = _cited(reference)
    title = _letters(cited.title or reference.title)
    names = [(_letters(one.family or one.printed), _letters(one.given)) for one in cited.authors]
    return names or [(title, "")], reference.edtf if style == "apa" else title, reference.edtf


def _letters(text: str) -> str:
    """A text as it is sorted: without accents, quotation marks and article."""
    plain = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return _ARTICLE.sub("", plain.strip("\"“”'‘’([ "), count=1)


def _csl(reference: Reference, style: str) -> dict[str, Any]:
    """The item of CSL-JSON from which a style makes the citation.

    The types are the two to which the styles add nothing: of a `manuscript` or a `report` they
    leave the day out, or call it unpublished.
    """
    cited, held, url = _cited(reference), reference.repository, reference.address
    kind = reference.genre
    if not kind and not cited.title and not cited.recipients:
        kind = _("untitled document")
    elif not kind and cited.recipients and style in ("apa", "mla"):  # APA would print "letter"
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
            if 2 < len(cited.recipients) <= _MANY:  # the style would print "et al."
                item["recipient"] = [{"literal": _list(cited.recipients)}]
        elif style == "mla":  # which does not print recipients
            item["genre"] = _("{genre} to {names}").format(
                genre=kind, names=_list(cited.recipients)
            )
    kept = {name: value for name, value in item.items() if value}
    # Chicago and APA leave out of their lists what readers cannot find, but the repository of a
    # listing may just not be stated yet. An empty variable makes the item count as one to be found.
    return kept if held.archive or url else {**kept, "references": ""}


def _cited(reference: Reference) -> _Item:
    title = _unstopped(reference.title)
    parties = correspondents(reference.title) if title else Correspondence()
    authors = _authors(reference, parties)
    if _names_only_parties(reference, parties):
        return _Item(authors, "", reference.addressees)
    quoted = _QUOTED.search(title, max(0, parties.subject_start - 3)) if parties.creators else None
    if quoted and quoted.end() == len(title) and quoted.start("title") == parties.subject_start:
        return _Item(authors, quoted["title"], ())
    return _Item(authors, title, ())


def _unstopped(title: str) -> str:
    """A title without the full stop at its end, unless that is of an abbreviation."""
    last = title.rpartition(" ")[2].lower()
    is_short = last in _SHORT or "." in last[:-1]
    return title if is_short or not title.endswith(".") or title.endswith("..") else title[:-1]


def _authors(reference: Reference, parties: Correspondence) -> tuple[Person, ...]:
    """Who wrote it, in the fuller of the forms that the table and the title print.

    Of a "Memo per a Telegraph Report of Nazarli" no author is stated: Nazarli wrote the report.
    """
    if not parties.creators:
        return reference.authors
    before = reference.title.partition(parties.creators[0].printed)[0]
    if len(_GENRE.findall(before)) > 1:
        return ()
    if len(parties.creators) != len(reference.authors):
        return reference.authors
    return tuple(
        person(re.sub(r"\.(?=\w)", ". ", f"{party.given} {party.surname}"), party.surname)
        if party.surname and author.printed == party.surname and party.given
        else author
        for author, party in zip(reference.authors, parties.creators, strict=True)
    )


def _names_only_parties(reference: Reference, parties: Correspondence) -> bool:
    """Whether a title says no more than "Cable from B. Smith to Secretary of State", or "Same to
    same", which is those of the entry before."""
    title, authors, addressees = reference.title, reference.authors, reference.addressees
    if parties.subject_start < len(title) or parties.place or _NUMBERED.search(title):
        return False
    if not authors or not addressees or len(_GENRE.findall(title)) > 1:
        return False
    has_all = len(parties.creators) == len(authors) and len(parties.recipients) == len(addressees)
    return has_all or parties.same_sender or parties.same_recipient


def _list(people: Sequence[Person]) -> str:
    *first, last = (one.natural for one in people)
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


def lists_to_text(cited: Iterable[Citation], provenance: Provenance) -> bytes:
    """Citations as text, a paragraph each, then where they are from; UTF-8."""
    text = "\n\n".join(one.text for one in cited)
    return f"{text}\n\n---\n{provenance.as_text()}".encode("utf-8", "backslashreplace")


def lists_to_html(cited: Iterable[Citation], style: str, provenance: Provenance) -> bytes:
    """Citations as a page that a word processor opens with its italics."""
    paragraphs = "\n".join(f"<p>{one.html}</p>" for one in cited)
    card = "\n".join(
        f"{html.escape(name)}: {html.escape(value)}" for name, value in provenance.card
    )
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f"<title>{html.escape(STYLES[style].name)}</title>\n"
        "<style>body {max-width: 42rem; margin: 2rem auto; font-family: serif} "
        "p {padding-left: 2em; text-indent: -2em} pre {white-space: pre-wrap}</style>\n"
        f"{paragraphs}\n<hr>\n<pre>{card}</pre>\n</html>\n"
    )
    return page.encode("utf-8", "backslashreplace")
