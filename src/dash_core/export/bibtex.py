"""The table as BibLaTeX, which LaTeX, JabRef and Zotero read.

Names stand in braces of their own: the table does not know what is a family name. `date` has
the date where BibLaTeX can hold it (ISO 8601-2, levels 0 and 1); the fields `dossier-…`, which
bibliography styles pass over, have the printed form and what else BibLaTeX has no field for.
"""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

import pandas as pd

from dash_core.export.reference import Kind, Reference, references
from dash_core.provenance import Provenance
from dash_core.readers.references import EDITED, join_items, label

__all__ = ["to_bibtex"]

_TYPES: Final[dict[Kind, str]] = {
    "letter": "misc",
    "manuscript": "unpublished",
    "report": "report",
    "interview": "misc",
    "speech": "misc",
    "document": "misc",
}
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
_NO_KEY: Final = re.compile(r"[^A-Za-z0-9]+")
_MAX_KEY: Final = 60  # characters


def to_bibtex(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """One entry a document, UTF-8. Keys are made from the ids: ASCII, each once."""
    taken: set[str] = set()
    entries = [
        _entry(reference, _key(reference.id, taken), provenance.line)
        for reference in references(frame)
    ]
    return "\n".join(entries).encode("utf-8", "backslashreplace")


def _key(id_: str, taken: set[str]) -> str:
    ascii_ = normalize("NFKD", id_).encode("ascii", "ignore").decode()
    own = _NO_KEY.sub("-", ascii_)[:_MAX_KEY].strip("-") or "document"
    key, n = own, 1
    while key.lower() in taken:
        n += 1
        key = f"{own}-{n}"
    taken.add(key.lower())
    return key


def _entry(reference: Reference, key: str, provenance: str) -> str:
    fields = "".join(f"  {name} = {{{text}}},\n" for name, text in _fields(reference, key))
    fields += f"  dossier-provenance = {{{escape(provenance)}}},\n"
    return f"@{_TYPES[reference.kind]}{{{key},\n{fields}}}\n"


def _fields(reference: Reference, key: str) -> Iterator[tuple[str, str]]:
    """Names and values, escaped."""
    if reference.creators:
        yield "author", " and ".join(f"{{{escape(name)}}}" for name in reference.creators)
    is_held = _DATE.fullmatch(reference.edtf) is not None
    keywords = ", ".join(reference.keywords)
    is_told_apart = bool(reference.topics) or re.search("[,;]", keywords)
    is_plain = _URL.fullmatch(reference.url) is not None
    plain = {
        "title": reference.title,
        "type" if reference.kind == "report" else "howpublished": reference.genre,
        "abstract": reference.summary,
        "keywords": keywords,
        "language": reference.language,
        "note": label(EDITED, join_items(reference.edits)) if reference.edits else "",
        "dossier-edtf": "" if is_held else reference.edtf,
        "dossier-recipients": join_items(reference.recipients),
        "dossier-people": join_items(reference.people),
        "dossier-places": join_items(reference.places),
        "dossier-subjects": join_items(reference.subjects) if is_told_apart else "",
        "dossier-topics": join_items(reference.topics),
        "dossier-id": "" if key == reference.id else reference.id,
        "dossier-url": "" if is_plain else reference.url,
    }
    yield from ((name, escape(text)) for name, text in plain.items() if text)
    if is_held:
        yield "date", reference.edtf
    if is_plain:
        yield "url", reference.url
    yield "dossier-date", escape(reference.date)  # empty, too: it says whose entry this is
    for n, (name, text) in enumerate(reference.extra, 1):
        yield f"dossier-extra{n}", escape(label(name, text))


def escape(text: str) -> str:
    """A text as LaTeX prints it, sign by sign.

    >>> print(escape("50% of {x} -- a_b"))
    50\\% of \\textbraceleft{}x\\textbraceright{} -{}- a\\_b
    """
    return _SIGN.sub(lambda match: _SIGNS[match[0]], _LIGATURE.sub("\0", text)).replace("\0", "{}")
