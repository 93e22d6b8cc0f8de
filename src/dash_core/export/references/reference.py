"""A row of the table as the formats of reference managers need it: what RIS, BibTeX and
CSL-JSON share."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from dash_core.collection.table import COLUMNS
from dash_core.common.i18n import _
from dash_core.dates.parse import is_yearless
from dash_core.readers import NO_DATE
from dash_core.readers.references.common import display_name, join_items
from dash_core.readers.tables.records import one_line
from dash_core.study.repository import Repository, repository_of
from dash_core.text.people import split_name

__all__ = [
    "PLAIN_DATE",
    "Kind",
    "Person",
    "Reference",
    "names_as_csl",
    "not_read_back",
    "person",
    "references",
]

Kind = Literal["letter", "manuscript", "interview", "speech", "document"]

PLAIN_DATE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
"""A day, a month or a year without any doubt, as EDTF has it."""

_KINDS: Final[dict[str, Kind]] = {  # words of a genre -> kind; the first that it has
    # Of a published report the styles print the year alone; those of archives are not published.
    "report": "manuscript",
    "record": "manuscript",
    "memorandum": "manuscript",
    "minutes": "manuscript",
    "transcript": "manuscript",
    "diary": "manuscript",
    "letter": "letter",
    "telegram": "letter",
    "cable": "letter",
    "message": "letter",
    "dispatch": "letter",
    "note": "letter",
    "interview": "interview",
    "speech": "speech",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A name as printed, and its parts where it is certain which is which."""

    printed: str
    family: str = ""
    given: str = ""

    @property
    def inverted(self) -> str:
        """The name as a bibliography has it: `Bagirov, M. D.`; as printed if that is not known."""
        return f"{self.family}, {self.given}" if self.family else self.printed

    @property
    def natural(self) -> str:
        """The name in its natural order: `M. D. Bagirov`."""
        return f"{self.given} {self.family}" if self.family else self.printed


@dataclass(frozen=True, slots=True)
class Reference:
    """One document. `kind` is which of the formats' types fits, `genre` that of the table;
    `topics` are its topics without "Other"; `note` (on one line), `tags` and `highlights` are those
    of the user; `extra` are the columns beyond the schema.

    `is_sure` says that the date was read without doubt and is printed as certain; `authors` and
    `addressees` are the creators and recipients with the parts of their names; `repository` is who
    has the document, `location` where it stands there.
    """

    id: str
    title: str
    summary: str
    date: str
    edtf: str
    genre: str
    kind: Kind
    creators: tuple[str, ...]
    recipients: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    subjects: tuple[str, ...]
    topics: tuple[str, ...]
    edits: tuple[str, ...]
    note: str
    tags: tuple[str, ...]
    highlights: tuple[str, ...]
    url: str
    language: str
    extra: tuple[tuple[str, str], ...]
    is_sure: bool
    authors: tuple[Person, ...]
    addressees: tuple[Person, ...]
    repository: Repository
    location: str

    @property
    def stated(self) -> dict[str, str]:
        """What is stated of who holds the listing, and no column of the source says, by the names
        of the columns that are read for it (`dash_core.readers.holding`)."""
        printed, held = repository_of(dict(self.extra), Repository())[0], self.repository
        day = held.accessed
        stated = {
            "archive": "" if printed.archive else held.archive,
            "archive_place": "" if printed.place else held.place,
            "collection": "" if printed.collection else held.collection,
            "accessed": day.isoformat() if day and not printed.accessed else "",
        }
        return {name: text for name, text in stated.items() if text}

    @property
    def address(self) -> str:
        """The web address of the document, else that of the listing; "" if neither has one."""
        both = (self.url, self.repository.url)
        return next((url for url in both if url.startswith(("http://", "https://"))), "")

    @property
    def keywords(self) -> tuple[str, ...]:
        """The subjects of the source, then the topics and tags that are not among them."""
        return tuple(dict.fromkeys((*self.subjects, *self.topics, *self.tags)))

    @property
    def written(self) -> dict[str, str]:
        """What a person wrote on it, by the names of its columns, each as one text."""
        texts = {
            "note": self.note,
            "tags": join_items(self.tags),
            "highlights": join_items(self.highlights),
        }
        return {name: text for name, text in texts.items() if text}


def references(
    frame: pd.DataFrame,
    repository: Repository = Repository(),
    families: Mapping[str, str] = {},
) -> Iterator[Reference]:
    """The documents of a table, in its order.

    Parameters
    ----------
    repository
        Who holds them, as stated of the listing.
    families
        The family names of people (`dash_core.text.people.family_names`).
    """
    more = [name for name in frame.columns if name not in COLUMNS]
    names = list(frame.columns)
    for values in frame.itertuples(index=False, name=None):
        row = dict(zip(names, values, strict=True))
        genre = _text(row["genre"])
        creators, recipients = _texts(row["creators"]), _texts(row["recipients"])
        extra = tuple((one_line(str(name)), text) for name in more if (text := _text(row[name])))
        held, location = repository_of(dict(extra), repository)
        yield Reference(
            id=_text(row["id"]),
            title=_text(row["title"]),
            summary=_text(row["summary"]),
            date=_text(row["date"]),
            edtf=_text(row["date_edtf"]) or (NO_DATE if is_yearless(_text(row["date"])) else ""),
            genre=genre,
            kind=_kind(genre),
            creators=creators,
            recipients=recipients,
            people=_texts(row["people"]),
            places=_texts(row["places"]),
            subjects=_texts(row["subjects"]),
            topics=tuple(t for t in _texts(row.get("topics", ())) if t != _("Other")),
            edits=_texts(row.get("edits", ())),
            note=_text(row.get("note", "")),
            tags=_texts(row.get("tags", ())),
            highlights=_texts(row.get("highlights", ())),
            url=_text(row["url"]),
            language=_text(row["language"]),
            extra=extra,
            is_sure=row["date_qualifier"] == "none" and not _text(row["date_note"]),
            authors=tuple(person(name, families.get(name, "")) for name in creators),
            addressees=tuple(person(name, families.get(name, "")) for name in recipients),
            repository=held,
            location=location,
        )


def person(name: str, family: str = "") -> Person:
    """A name, split where that is certain."""
    return Person(name, *split_name(name, family))


def names_as_csl(people: Iterable[Person]) -> list[dict[str, str]]:
    """Names as CSL-JSON has them."""
    return [
        {"family": one.family, "given": one.given} if one.family else {"literal": one.printed}
        for one in people
    ]


def not_read_back(people: Sequence[Person]) -> list[str]:
    """The names as the table has them, if one of them would be read back otherwise; else none."""
    same = (
        not one.family or one.printed == one.natural == display_name(one.inverted) for one in people
    )
    return [] if all(same) else [one.printed for one in people]


def _kind(genre: str) -> Kind:
    words = genre.lower().split()
    return next((kind for word, kind in _KINDS.items() if word in words), "document")


def _text(value: Any) -> str:
    """A value on one line; "" for what is not known."""
    return one_line(str(value)) if isinstance(value, str) or not pd.isna(value) else ""


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, values)))
