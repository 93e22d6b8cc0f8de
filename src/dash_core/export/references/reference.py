"""A row of the table as the formats of reference managers need it: what RIS, BibTeX and
CSL-JSON share."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dash_core.collection.table import COLUMNS
from dash_core.dates.parse import is_yearless
from dash_core.export.provenance import Provenance
from dash_core.export.references.kinds import Kind, kind_of
from dash_core.readers import NO_DATE
from dash_core.readers.columns.cell_text import join_items, one_line
from dash_core.readers.names import AND_OTHERS, NameParts, parse_name
from dash_core.readers.references.common import display_name
from dash_core.readers.references.published import published_in, roles_in, without_series
from dash_core.study.repository import Repository, repository_of
from dash_core.text.spellings import split_name
from dash_core.topics.model import OTHER_LABEL

__all__ = [
    "PLAIN_DATE",
    "Person",
    "Reference",
    "is_nobody",
    "names_as_csl",
    "not_read_back",
    "person",
    "references",
    "references_in",
]

PLAIN_DATE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
"""A day, a month or a year without any doubt, as EDTF has it."""

_NO_PARTS: Final = NameParts()
_NOBODY: Final = re.compile(
    r"[?.\s–—-]+|\W*(?:n\W?/?a|n\.? ?n|none|not (?:known|stated|given|identified)|anon|s\. ?n|"
    r"(?:(?:author|creator|sender|name|artist|photographer|maker) )?"
    r"(?:unknown|anonymous|unidentified)"
    r"(?: (?:author|creator|sender|artist|photographer|maker|writer|person|man|woman))?|"
    r"unbekannte?r?(?: (?:verfasser|autor|absender|künstler|fotograf)(?:in)?)?|anonymus|"
    r"(?:auteur )?(?:anonyme|inconnue?)|"
    r"(?:autor )?(?:an[oó]nim[oa]|desconocid[oa]|desconhecid[oa])|"
    r"(?:autore )?(?:sconosciut[oa]|ignot[oa])|onbekend|okänd|ukjent|nieznan[ya]|"
    r"(?:автор )?неизвест(?:но|ный|ен)|аноним(?:ный автор)?)\W*",
    re.IGNORECASE,
)  # "Unknown Soldiers’ League" is somebody


@dataclass(frozen=True, slots=True)
class Person:
    """A name as printed, and its parts where it is certain which is which."""

    printed: str
    parts: NameParts = _NO_PARTS

    @property
    def family(self) -> str:
        """The family name with its particle; "" where it is not known."""
        return self.parts.whole_family

    @property
    def given(self) -> str:
        """The given names; "" where they are not known."""
        return self.parts.given

    @property
    def inverted(self) -> str:
        """The name as a bibliography has it: `Bagirov, M. D.`; as printed if that is not known."""
        return self.parts.inverted if self.family else self.printed

    @property
    def natural(self) -> str:
        """The name in its natural order: `M. D. Bagirov`."""
        return self.parts.display if self.family else self.printed

    def as_csl(self) -> dict[str, str]:
        """The name as CSL-JSON has it."""
        return self.parts.as_csl() if self.family else {"literal": self.printed}


@dataclass(frozen=True, slots=True)
class Reference:
    """One document. `kind` is which of the formats' types fits, `genre` that of the table;
    `published` are the variables of CSL that say where it was published; `topics` are its topics
    without "Other"; `note` (on one line), `tags` and `highlights` are those of the user; `extra`
    are the columns beyond the schema.

    `is_sure` says that the date was read without doubt and is printed as certain, `is_noted` that
    there is doubt about its reading; `authors` and `addressees` are the creators and recipients
    with the parts of their names, without "Unknown" and the like; `others` names the fields of
    which the source says that there are more people; `repository` is who has the document,
    `location` where it stands there.
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
    published: Mapping[str, str]
    is_sure: bool
    is_noted: bool
    others: tuple[str, ...]
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
    def roles(self) -> dict[str, list[Person]]:
        """Editors, translators and interviewers, by their role's name in CSL."""
        roles = roles_in(dict(self.extra))
        return {
            role: [Person(name.display, name) for name in names] for role, names in roles.items()
        }

    @property
    def keywords(self) -> tuple[str, ...]:
        """The subjects of the source, then the tags of the user that are not among them.

        Topics are Dossier's: as keywords they would pass for the archive's.
        """
        return tuple(dict.fromkeys((*self.subjects, *self.tags)))

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
    parts: Mapping[str, NameParts] = {},
) -> Iterator[Reference]:
    """The documents of a table, in its order.

    Parameters
    ----------
    repository
        Who holds them, as stated of the listing.
    families
        The family names of people (`dash_core.text.spellings.family`).
    parts
        The parts of names that the source divides.
    """
    more = [name for name in frame.columns if name not in COLUMNS]
    names = list(frame.columns)
    for values in frame.itertuples(index=False, name=None):
        row = dict(zip(names, values, strict=True))
        extra = tuple((one_line(str(name)), text) for name in more if (text := _text(row[name])))
        yield _reference(row, extra, repository, families, parts)


def _reference(
    row: Mapping[str, Any],
    extra: tuple[tuple[str, str], ...],
    repository: Repository,
    families: Mapping[str, str],
    parts: Mapping[str, NameParts],
) -> Reference:
    """The reference of a row whose further columns are `extra`."""
    genre = _text(row["genre"])
    creators, recipients = _texts(row["creators"]), _texts(row["recipients"])
    columns = dict(extra)
    published = published_in(columns)
    kind = kind_of(genre, columns, published)
    # The series of a book is none of an archive.
    held_by = without_series(columns) if kind.is_published else columns
    held, location = repository_of(held_by, repository)
    authors, addressees = (
        tuple(
            person(name, families.get(name, ""), parts.get(name))
            for name in names
            if not is_nobody(name)
        )
        for names in (creators, recipients)
    )
    return Reference(
        id=_text(row["id"]),
        title=_text(row["title"]),
        summary=_text(row["summary"]),
        date=_text(row["date"]),
        edtf=_text(row["date_edtf"]) or (NO_DATE if is_yearless(_text(row["date"])) else ""),
        genre=genre,
        kind=kind,
        creators=creators,
        recipients=recipients,
        people=_texts(row["people"]),
        places=_texts(row["places"]),
        subjects=_texts(row["subjects"]),
        topics=tuple(t for t in _texts(row.get("topics", ())) if t != OTHER_LABEL),
        edits=_texts(row.get("edits", ())),
        note=_text(row.get("note", "")),
        tags=_texts(row.get("tags", ())),
        highlights=_texts(row.get("highlights", ())),
        url=_text(row["url"]),
        language=_text(row["language"]),
        extra=extra,
        published=published,
        is_sure=row["date_qualifier"] == "none" and not _text(row["date_note"]),
        is_noted=bool(_text(row["date_note"])),
        others=tuple(filter(None, map(str.strip, columns.get(AND_OTHERS, "").split(";")))),
        authors=authors,
        addressees=addressees,
        repository=held,
        location=location,
    )


def references_in(frame: pd.DataFrame, provenance: Provenance) -> Iterator[Reference]:
    """The documents of a table that is exported with this provenance."""
    return references(frame, provenance.repository, provenance.families, provenance.name_parts)


def is_nobody(name: str) -> bool:
    """Whether what stands in the place of a name says that there is none.

    >>> [is_nobody(name) for name in ("Unknown", "N. N.", "[anon]", "Unknown Soldiers’ League")]
    [True, True, True, False]
    """
    return _NOBODY.fullmatch(name) is not None


def person(name: str, family: str = "", parts: NameParts | None = None) -> Person:
    """A name, split where that is certain: by the source, by its comma, by its family name."""
    if parts is not None and parts.family:
        return Person(name, parts)
    written = parse_name(name) if "," in name else _NO_PARTS
    if written.family and all(split_name(f"{written.family}, {written.given}")):
        return Person(name, written)
    last, given = split_name(name, family)
    return Person(name, NameParts(last, given) if last else _NO_PARTS)


def names_as_csl(people: Iterable[Person]) -> list[dict[str, str]]:
    """Names as CSL-JSON has them."""
    return [one.as_csl() for one in people]


def not_read_back(people: Sequence[Person], printed: Sequence[str]) -> list[str]:
    """The names as the table has them, if they would be read back otherwise; else none."""
    same = (
        not one.family or one.printed == one.natural == display_name(one.inverted) for one in people
    )
    is_same = len(people) == len(printed) and all(same)
    return [] if is_same else list(printed)


def _text(value: Any) -> str:
    """A value on one line; "" for what is not known."""
    return one_line(str(value)) if isinstance(value, str) or not pd.isna(value) else ""


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, values)))
