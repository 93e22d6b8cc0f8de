"""Citations in the styles of Chicago, APA and MLA, by their CSL styles
(`dash_core.export.citations.csl`).

A manuscript is cited item first (Chicago Manual of Style, 17th ed., 14.221–31): who wrote it, its
title as the archive prints it, its day, then box, collection, archive and place. A title that
only says who wrote to whom is no title: such a document is cited as the manual cites letters, "B.
Smith to Secretary of State, cable, April 5, 1946". Nothing is supplied: no author where none is
stated, the date as printed where it is not certain, names as printed where it is not known which
is the family name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from unicodedata import combining, normalize

import numpy as np
from numpy.typing import NDArray

from dash_core.collection.collection import Collection
from dash_core.common.i18n import _, in_language, phrase
from dash_core.common.progress import Progress, no_progress, with_progress
from dash_core.dates import parse_date
from dash_core.export.citations.dates import issued
from dash_core.export.provenance import families
from dash_core.export.references.kinds import kind_of, names_published
from dash_core.export.references.reference import (
    Person,
    Reference,
    names_as_csl,
    person,
    references,
)
from dash_core.readers.holding import fold_name
from dash_core.text.genre import GENRE_PATTERN, genre_of
from dash_core.text.names import Correspondence, correspondents

__all__ = [
    "STYLES",
    "Citation",
    "Style",
    "citations",
    "cite",
    "in_order",
    "references_of",
]


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style: its name, the file of its CSL style, whether it makes a bibliography."""

    name: str
    file: str
    is_list: bool

    @property
    def title(self) -> str:
        """Its name in the language of the run."""
        return _(self.name)


STYLES: Final[dict[str, Style]] = {
    # This file shows the day of access where one is stated; else it is the plain Chicago style.
    "chicago-note": Style(
        phrase("Chicago, notes"), "chicago-notes-bibliography-access-dates", is_list=False
    ),
    "chicago": Style(
        phrase("Chicago, bibliography"), "chicago-notes-bibliography-access-dates", is_list=True
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
_AND_OTHERS: Final = re.compile(r" (?:and|&(?:amp;)?) et al\.")
_NO_NUMBER: Final = re.compile(r" \(Publication\)|(?<=\()Publication; ")
_LETTER: Final = frozenset(
    "letter letters brief schreiben lettre carta lettera письмо brev communication".split()
)
_SMALL: Final = frozenset(
    "to from and the his her mr mrs ms miss dr sir lady prof von an und de del da a al e et y di "
    "от к и for".split()
)
_CARDS: Final = frozenset(
    ("postcard", "postal card", "postkarte", "carte postale", "cartolina", "tarjeta postal")
)
_WIRE: Final = frozenset("telegramm télégramme telegrama telegramma телеграмма telegraph".split())
_TYPES: Final = {"entry-encyclopedia": "chapter", "entry-dictionary": "chapter"}
_DATED: Final = re.compile(r"[\s,;:.(\[–—-]+(?:dated |of |on )?(?=[\w\[])")
_MAX_PARTS: Final = 8  # of a title, behind which its date may stand
_ARTICLE: Final = re.compile(r"^(?:the|an?) ")


@dataclass(frozen=True, slots=True)
class Citation:
    """One document cited: plain text, and HTML with no elements but `<i>`."""

    id: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Item:
    """What is cited: authors, the title ("" if it only says who wrote to whom), recipients, and the
    kind where that is all the title says."""

    authors: tuple[Person, ...]
    title: str
    recipients: tuple[Person, ...] = ()
    kind: str = ""


def references_of(collection: Collection, rows: NDArray[np.int64] | list[int]) -> list[Reference]:
    """The documents in these rows as they are cited."""
    names = families(collection, rows)
    frame, parts = collection.table.iloc[rows], collection.core.name_parts
    return list(references(frame, collection.study.repository, names, parts))


@in_language("en")  # as the styles that are here
def in_order(documents: Sequence[Reference], style: str) -> list[Reference]:
    """Documents in the order of a style: notes as given, bibliographies alphabetically."""
    if not STYLES[style].is_list:
        return list(documents)
    return sorted(documents, key=lambda reference: _sort_key(reference, style))


@in_language("en")
def citations(
    documents: Sequence[Reference], style: str, progress: Progress = no_progress
) -> list[Citation]:
    """The citations of documents, in the order of the style (a key of `STYLES`)."""
    return [
        cite(reference, style) for reference in with_progress(in_order(documents, style), progress)
    ]


@in_language("en")
def cite(reference: Reference, style: str) -> Citation:
    """The citation of one document in a style of `STYLES`."""
    from dash_core.export.citations.csl import render  # slow to import, not always needed

    file, is_list = STYLES[style].file, STYLES[style].is_list
    item = _csl(reference, style)
    text, marked = render(file, item, bibliography=is_list)
    if not text:  # what Chicago leaves out of its lists, as reference works
        text, marked = render(file, item | {"type": "document"}, bibliography=is_list)
    if style == "apa" and item["type"] == "thesis" and "number" not in item:
        # citeproc-py-0.11: it prints the label where there is nothing to label.
        text, marked = (_NO_NUMBER.sub("", one) for one in (text, marked))
    if reference.others:
        text, marked = (_AND_OTHERS.sub(" et al.", one) for one in (text, marked))
    return Citation(reference.id, text, marked)


def _sort_key(reference: Reference, style: str) -> tuple[list[tuple[str, str]], str, str]:
    """By authors, else editors, else title without its article; then by date in APA, else title."""
    cited = _cited(reference)
    title = _letters(cited.title or reference.title)
    names = [(_letters(one.family or one.printed), _letters(one.given)) for one in cited.authors]
    if not names and _is_published(reference):  # editors stand in the place of authors
        editors = reference.roles.get("editor", ())
        names = [(_letters(one.family or one.printed), _letters(one.given)) for one in editors]
    return names or [(title, "")], reference.edtf if style == "apa" else title, reference.edtf


def _letters(text: str) -> str:
    """A text as it is sorted: without accents, quotation marks and article."""
    plain = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return _ARTICLE.sub("", plain.strip("\"“”'‘’([ "), count=1)


def _csl(reference: Reference, style: str) -> dict[str, Any]:
    """The item of CSL-JSON from which a style makes the citation.

    The types of what is not published are the two to which the styles add nothing: of a
    `manuscript` or a `report` they leave the day out, or call it unpublished.
    """
    cited, held, url = _cited(reference), reference.repository, reference.address
    kind = _kind(reference, cited, style)
    item: dict[str, Any] = {
        "type": "personal_communication" if cited.recipients else "document",
        "author": names_as_csl(cited.authors),
        "title": cited.title,
        "genre": kind,
        "issued": issued(reference, style),
        "archive": held.archive,
        "archive-place": held.place,
        "archive_collection": held.collection,
        "archive_location": reference.location,
        "URL": url,
    }
    if "creators" in reference.others and cited.authors:
        item["author"].append({"literal": "et al."})
    if held.accessed and url:
        day = held.accessed
        item["accessed"] = {"date-parts": [[day.year, day.month, day.day]]}
    if cited.recipients:
        item["recipient"] = names_as_csl(cited.recipients)
        if style == "chicago-note":  # "X to Y, telegram, April 5": what stands before the date
            item["genre"] = ""
            item["event-place"] = "" if kind == _("letter") or not reference.genre else kind
            if 2 < len(cited.recipients) <= _MANY:  # the style would print "et al."
                item["recipient"] = [{"literal": _list(cited.recipients)}]
        elif style == "mla":  # which does not print recipients
            item["genre"] = _("{genre} to {names}").format(
                genre=kind, names=_list(cited.recipients)
            )
    elif _is_published(reference):
        item |= {**reference.published, **_people(reference)}
        item["type"] = _TYPES.get(reference.kind.csl, reference.kind.csl)
        if item["type"] == "report" and "issue" in item:
            item["number"] = item.pop("issue")
    elif reference.kind.csl == "interview" and "interviewer" in (people := _people(reference)):
        item |= people | {"type": "interview"}
        if style == "mla":  # which says it with the interviewer
            item["genre"] = ""
    elif style == "chicago-note" and _names_its_author(cited):
        item["author"] = []
    kept = {name: value for name, value in item.items() if value}
    # Chicago and APA leave out of their lists what readers cannot find, but the repository of a
    # listing may just not be stated yet. An empty variable makes the item count as one to be found.
    return kept if held.archive or url else {**kept, "references": ""}


def _people(reference: Reference) -> dict[str, Any]:
    """Editors, translators and interviewers, as CSL has them."""
    people = {role: names_as_csl(people) for role, people in reference.roles.items()}
    if "people" in reference.others and "editor" in people:
        people["editor"].append({"literal": "et al."})
    return people


def _is_published(reference: Reference) -> bool:
    """Whether it is cited as published: a book by its editors, too, if no archive has it."""
    is_book = reference.kind.csl == "book" and "editor" in reference.roles
    return reference.kind.is_published and (
        bool({"container-title", "publisher"} & reference.published.keys())
        or (is_book and not reference.repository.archive)
    )


def _kind(reference: Reference, cited: _Item, style: str) -> str:
    """The kind of document, where the citation has to say it; "" where it is said or says
    nothing."""
    kind = reference.genre or cited.kind
    words = kind.lower()
    if words in _LETTER or words == "personal communication":
        kind = _("letter")
    elif words in _WIRE:
        kind = _("telegram")
    if not kind and not cited.title and not cited.recipients:
        return _("untitled document")
    if not kind and cited.recipients:  # APA would print "letter"
        return _("communication") if style in ("apa", "mla") else ""
    if _is_published(reference) and names_published(kind):
        return ""
    is_general = words == "manuscript" and style != "apa"
    is_said = not kind or kind in cited.title.lower() or genre_of(cited.title) == kind
    # APA wants it in brackets behind a title.
    if cited.title and (is_general or (is_said and not (style == "apa" and cited.authors))):
        return ""
    return kind


def _names_its_author(cited: _Item) -> bool:
    """Whether a title begins as a letter is cited, "Edith Hall to Owen Marsh on the weir"."""
    title = cited.title.casefold()
    return len(cited.authors) == 1 and any(
        title.startswith(f"{name.casefold()} to ")
        for name in (cited.authors[0].natural, cited.authors[0].printed)
    )


def _cited(reference: Reference) -> _Item:
    title = _unstopped(reference.title)
    parties = correspondents(title) if title else Correspondence()
    if reference.kind.is_letter or parties.creators or parties.recipients:
        title = _undated(title, reference)
        parties = correspondents(title) if title else Correspondence()
    authors = _authors(reference, parties)
    if not authors and not reference.addressees:  # a title that names people is all there is
        return _Item(authors, title)
    if _names_only_parties(title, reference, parties):
        return _Item(authors, "", reference.addressees, genre_of(title))
    if reference.addressees and _is_bare(title):
        return _Item(authors, "", reference.addressees, genre_of(title) or title.strip("[]() "))
    quoted = _QUOTED.search(title, max(0, parties.subject_start - 3)) if parties.creators else None
    if quoted and quoted.end() == len(title) and quoted.start("title") == parties.subject_start:
        return _Item(authors, quoted["title"])
    return _Item(authors, title)


def _is_bare(title: str) -> bool:
    """Whether a title is but a kind of letter: "Telegram", "[Brief]"."""
    word = title.strip("[]()., ")
    if word.lower() in _CARDS:
        return True
    return bool(word) and " " not in word and kind_of(word, {}, {}).is_letter


def _undated(title: str, reference: Reference) -> str:
    """The title of a letter without the day at its end, which the citation gives behind it."""
    if reference.kind.csl != "personal_communication" and not reference.addressees:
        return title
    if len(reference.edtf) < len("1946-04-05"):
        return title
    for mark in reversed(list(_DATED.finditer(title))[-_MAX_PARTS:]):
        printed = title[mark.end() :].rstrip(")] ")
        if mark.start() and parse_date(printed).edtf == reference.edtf:
            return title[: mark.start()]
    return title


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


def _names_only_parties(title: str, reference: Reference, parties: Correspondence) -> bool:
    """Whether a title says no more than "Cable from B. Smith to Secretary of State", or "Same to
    same", which is those of the entry before."""
    authors, addressees = reference.authors, reference.addressees
    if _NUMBERED.search(title) or not title:
        return False
    if _is_of_names(title, reference):
        return True
    if parties.subject_start < len(title) or parties.place:
        return False
    if not authors or not addressees or len(_GENRE.findall(title)) > 1:
        return False
    has_all = len(parties.creators) == len(authors) and len(parties.recipients) == len(addressees)
    return has_all or parties.same_sender or parties.same_recipient


def _is_of_names(title: str, reference: Reference) -> bool:
    """Whether a title has no words but those of its author's and its recipient's names, and such as
    "letter", "from" and "to": "Brief von E. Hall an Owen Marsh"."""
    authors, recipients = (
        {word for one in people for word in fold_name(one.printed, " ").split()}
        for people in (reference.authors, reference.addressees)
    )
    words = [word for word in fold_name(title, " ").split() if word not in _SMALL]
    words = [word for word in words if not kind_of(word, {}, {}).is_letter]
    initials = {name[0] for name in authors | recipients}
    return (
        bool(authors & {*words})
        and bool(recipients & {*words})
        and {*words} <= authors | recipients | initials
    )


def _list(people: Sequence[Person]) -> str:
    *first, last = (one.natural for one in people)
    if len(first) < 2:
        return _(" and ").join([*first, last])
    return _("{names}, and {last}").format(names=", ".join(first), last=last)
