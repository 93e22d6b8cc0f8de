"""The table as RIS, for Zotero, EndNote, Mendeley and the like.

What RIS has no tag for stands in notes, `N1  - recipients: Stalin; Molotov`, and what no person
would look for there in fields of the user, `U1`, of which Zotero makes no notes; both are read back
where `DP` says that the reference is Dossier's (`dash_core.readers.references.common`). The date as
printed is the fourth part of `DA`. A name is turned round where it is certain which part is the
family name; one with a comma that is not gets one more at its end: RIS would turn it round. The
archive is `DB` and what stands before it in a citation `AN`, since Zotero has these two fields.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from dash_core.export.provenance import Provenance
from dash_core.export.references.reference import (
    PLAIN_DATE,
    Person,
    Reference,
    not_read_back,
    references_in,
)
from dash_core.readers.columns.cell_text import join_items
from dash_core.readers.references.common import DOSSIER, EDITED, REPOSITORY, TOPICS, label
from dash_core.readers.references.published import published_in, roles_in, variables
from dash_core.readers.report import PROVENANCE

__all__ = ["to_ris"]

_FOR_MACHINES: Final = ("creators", "people", "places", TOPICS, REPOSITORY)
_PAGES: Final = re.compile(r"(\w+)\s*[-–—]+\s*(\w+)")
_YEAR: Final = re.compile(r"\b\d{4}\b")


def to_ris(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """One RIS reference a document, UTF-8, lines ended as the format says."""
    documents = references_in(frame, provenance)
    lines = (line for reference in documents for line in _lines(reference, provenance.line))
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "backslashreplace")


def _lines(reference: Reference, provenance: str) -> Iterator[str]:
    yield f"TY  - {reference.kind.ris}"
    for tag, text in _pairs(reference):
        if text:
            yield f"{tag}  - {text}"
    yield f"N1  - {label(PROVENANCE, provenance)}"
    yield "ER  - "
    yield ""


def _pairs(reference: Reference) -> Iterator[tuple[str, str]]:
    is_letter = reference.kind.is_letter
    yield "ID", reference.id
    yield from (("AU", _name(name)) for name in reference.authors)
    if is_letter:
        yield from (("A2", _name(name)) for name in reference.addressees)
    roles = reference.roles
    yield from (("ED", _name(name)) for name in roles.get("editor", ()))
    yield from (("A4", _name(name)) for name in roles.get("translator", ()))
    yield "TI", reference.title
    plain = PLAIN_DATE.fullmatch(reference.edtf)
    year, month, day = (part or "" for part in plain.groups()) if plain else ("", "", "")
    yield "PY", year or ("".join(_YEAR.findall(reference.edtf)[:1]))
    # Zotero reads YYYY/MM/DD/… where no further slash comes, or else a text that names a year.
    is_safe = "/" not in reference.date and (plain or _YEAR.search(reference.date))
    printed = reference.date if is_safe else ""
    yield "DA", f"{year}/{month}/{day}/{printed}" if plain else printed
    yield "M3", reference.genre
    if reference.kind.is_published:
        yield from _published(reference.published)
    yield "AB", reference.summary
    yield from (("KW", keyword) for keyword in reference.keywords)
    held = reference.repository
    yield "DB", ", ".join(filter(None, (held.archive, held.place)))
    yield "AN", ", ".join(filter(None, (reference.location, held.collection)))
    yield "Y2", f"{held.accessed:%Y/%m/%d}/" if held.accessed else ""
    yield "UR", reference.url or reference.address
    yield "LA", reference.language
    yield "DP", DOSSIER
    stated = reference.stated | ({} if reference.url else {"url": reference.address})
    notes = {
        "creators": not_read_back(reference.authors, reference.creators),
        "recipients": not_read_back(reference.addressees, reference.recipients)
        if is_letter
        else reference.recipients,
        "people": reference.people,
        "places": reference.places,
        TOPICS: [
            word
            for word in dict.fromkeys((*reference.topics, *reference.tags))
            if word not in reference.subjects
        ],
        EDITED: reference.edits,
        REPOSITORY: [label(name, text) for name, text in stated.items() if text],
    }
    for name, items in notes.items():
        if items:
            tag = "U1" if name in _FOR_MACHINES else "N1"
            yield tag, label(name, join_items(items))
    if reference.date and not is_safe:
        yield "N1", label("date", reference.date)
    if reference.edtf and not plain:
        yield "U1", label("date_edtf", reference.edtf)
    for name, text in reference.written.items():
        yield "N1", label(name, text)
    for name, text in reference.extra:
        is_said = roles_in({name: text}) or (
            reference.kind.is_published and published_in({name: text})
        )
        yield "U1" if is_said else "N1", label(_apart(name), text)


def _published(published: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Where a work was published; RIS has two tags for the pages."""
    for variable in variables().values():
        text = published.get(variable.csl, "")
        if variable.csl == "page" and (match := _PAGES.fullmatch(text)):
            yield "SP", match[1]
            yield "EP", match[2]
        elif variable.csl == "collection-title" and text and "container-title" not in published:
            yield "T2", text  # of a book it is the series
        elif variable.ris:
            yield variable.ris, text


def _name(person: Person) -> str:
    if person.family:
        return person.inverted
    return f"{person.printed}," if "," in person.printed else person.printed


def _apart(name: str) -> str:
    """The name of a column beyond the schema, distinct from the labels above."""
    return rf"\{name}" if name.startswith("\\") or name in (EDITED, REPOSITORY) else name
