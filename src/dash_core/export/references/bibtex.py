"""The table as BibLaTeX, which LaTeX, JabRef and Zotero read.

A name has its own braces where it is not certain which part is the family name. Who
holds a document is `organization`, `location` and `library`. `date` has the date where BibLaTeX
can hold it (ISO 8601-2, levels 0 and 1); the fields `dossier-…`, which bibliography styles pass
over, have the printed form and what else BibLaTeX has no field for.
"""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

import pandas as pd

from dash_core.export.provenance import Provenance
from dash_core.export.references.reference import Person, Reference, not_read_back, references_in
from dash_core.readers.columns.cell_text import join_items
from dash_core.readers.references.common import EDITED, REPOSITORY, label
from dash_core.readers.references.published import variables

__all__ = ["to_bibtex"]

_CONTAINERS: Final = {
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "inreference": "booktitle",
}
_PUBLISHERS: Final = {"thesis": "institution", "report": "institution"}
_SIGNS: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, escaped ones, too
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#%_"},
}
_SIGN: Final = re.compile("|".join(map(re.escape, _SIGNS)))
_LIGATURE: Final = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)")
_URL: Final = re.compile(r"[^\s{}\\]+")  # an address that needs no escaping
_ONE_DATE: Final = r"(?:\d{4}|\d{3}X|\d{2}XX)(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-\d\d)?)?[~?%]?"
_DATE: Final = re.compile(rf"{_ONE_DATE}(?:/(?:{_ONE_DATE}|\.\.)?)?|\.\./{_ONE_DATE}")
_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w.’-]| (?!and\b))*", re.IGNORECASE)  # of a name
_NO_KEY: Final = re.compile(r"[^A-Za-z0-9]+")
_MAX_KEY: Final = 60  # characters


def to_bibtex(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """One entry a document, UTF-8. Keys are made from the ids: ASCII, each once."""
    taken: set[str] = set()
    entries = [
        _entry(reference, _key(reference.id, taken), provenance.line)
        for reference in references_in(frame, provenance)
    ]
    return "\n".join(entries).encode("utf-8", "backslashreplace")


def _key(id_: str, taken: set[str]) -> str:
    ascii_ = normalize("NFKD", id_).encode("ascii", "ignore").decode()
    base = _NO_KEY.sub("-", ascii_)[:_MAX_KEY].strip("-") or "document"
    key, n = base, 1
    while key.lower() in taken:
        n += 1
        key = f"{base}-{n}"
    taken.add(key.lower())
    return key


def _entry(reference: Reference, key: str, provenance: str) -> str:
    fields = "".join(f"  {name} = {{{text}}},\n" for name, text in _fields(reference, key))
    fields += f"  dossier-provenance = {{{escape(provenance)}}},\n"
    return f"@{reference.kind.bib}{{{key},\n{fields}}}\n"


def _fields(reference: Reference, key: str) -> Iterator[tuple[str, str]]:
    """Names and values, escaped."""
    if reference.authors:
        others = ["others"] if "creators" in reference.others else []
        yield "author", " and ".join([*map(_name, reference.authors), *others])
    for role in ("editor", "translator"):
        if people := reference.roles.get(role):
            yield role, " and ".join(map(_name, people))
    is_held = _DATE.fullmatch(reference.edtf) is not None
    keywords = ", ".join(reference.keywords)
    is_told_apart = reference.topics or reference.tags or re.search("[,;]", keywords)
    is_plain = _URL.fullmatch(reference.url) is not None
    held, stated = reference.repository, reference.stated
    url = reference.url if is_plain else ""
    if not reference.url and _URL.fullmatch(reference.address):
        url = stated["url"] = reference.address
    plain = {
        "title": reference.title,
        "type": reference.genre,
        "organization": held.archive,
        "location": held.place,
        **_published(reference),
        "library": ", ".join(filter(None, (reference.location, held.collection))),
        "abstract": reference.summary,
        "keywords": keywords,
        "language": reference.language,
        "note": label(EDITED, join_items(reference.edits)) if reference.edits else "",
        "annotation": reference.note,
        "dossier-tags": join_items(reference.tags),
        "dossier-highlights": join_items(reference.highlights),
        "dossier-edtf": "" if is_held else reference.edtf,
        "dossier-creators": join_items(not_read_back(reference.authors, reference.creators)),
        "dossier-recipients": join_items(reference.recipients),
        "dossier-people": join_items(reference.people),
        "dossier-places": join_items(reference.places),
        "dossier-subjects": join_items(reference.subjects) if is_told_apart else "",
        "dossier-topics": join_items(reference.topics),
        "dossier-id": "" if key == reference.id else reference.id,
        "dossier-url": "" if is_plain else reference.url,
        f"dossier-{REPOSITORY}": join_items(label(name, text) for name, text in stated.items()),
    }
    yield from ((name, escape(text)) for name, text in plain.items() if text)
    if is_held:
        yield "date", reference.edtf
    if url:
        yield "url", url
    if held.accessed:
        yield "urldate", held.accessed.isoformat()
    yield "dossier-date", escape(reference.date)  # empty, too: it says whose entry this is
    for n, (name, text) in enumerate(reference.extra, 1):
        yield f"dossier-extra{n}", escape(label(name, text))


def _published(reference: Reference) -> dict[str, str]:
    """Where a work was published, by the fields of its type of entry."""
    if not reference.kind.is_published:
        return {}
    bib, fields = reference.kind.bib, {}
    for variable in variables().values():
        if variable.bib and (text := reference.published.get(variable.csl, "")):
            field = variable.bib
            field = _CONTAINERS.get(bib, field) if variable.csl == "container-title" else field
            field = _PUBLISHERS.get(bib, field) if variable.csl == "publisher" else field
            fields[field] = text
    if reference.kind.csl in ("article-newspaper", "article-magazine"):
        fields["entrysubtype"] = reference.kind.csl.removeprefix("article-")
    return fields


def _name(person: Person) -> str:
    parts = [person.family, *filter(None, [person.parts.suffix]), person.given]
    if person.family and not person.parts.dropped and all(map(_PLAIN.fullmatch, parts)):
        return ", ".join(map(escape, parts))
    return f"{{{escape(person.natural)}}}"


def escape(text: str) -> str:
    """A text escaped so that LaTeX prints it as it is.

    >>> print(escape("50% of {x} -- a_b"))
    50\\% of \\textbraceleft{}x\\textbraceright{} -{}- a\\_b
    """
    return _SIGN.sub(lambda match: _SIGNS[match[0]], _LIGATURE.sub("\0", text)).replace("\0", "{}")
