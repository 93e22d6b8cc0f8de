"""The table as CSL-JSON, which Zotero and citation processors (citeproc, Pandoc) read.

A name is `literal` where it is not certain which part is the family name. A date has its parts,
where CSL has parts for it, else its printed form as `literal`. Recipients stand with letters alone:
Zotero makes authors of them elsewhere. What CSL has no variable for stands in `custom.dossier`, the
place that the schema of CSL 1.0.2 leaves for such things.
"""

import json
import re
from datetime import date
from typing import Any, Final

import pandas as pd

from dash_core.export.provenance import Provenance
from dash_core.export.references.kinds import names_published
from dash_core.export.references.reference import (
    PLAIN_DATE,
    Reference,
    names_as_csl,
    not_read_back,
    references_in,
)
from dash_core.readers.columns.cell_text import join_items
from dash_core.readers.references.common import EDITED, REPOSITORY, label

__all__ = ["to_csl_json"]

_SEASON: Final = re.compile(r"(\d{4})-2([1-4])")


def to_csl_json(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """A JSON array with one item a document, UTF-8."""
    items = [
        json.dumps(_item(reference, provenance.line), ensure_ascii=False)
        for reference in references_in(frame, provenance)
    ]
    text = "[\n" + ",\n".join(items) + "\n]\n"
    return text.encode("utf-8", "backslashreplace")


def _item(reference: Reference, provenance: str) -> dict[str, Any]:
    held, is_letter = reference.repository, reference.kind.is_letter
    issued = _issued(reference.date, reference.edtf)
    stated = reference.stated | ({} if reference.url else {"url": reference.address})
    # A style would print the type once more, in brackets.
    says_type = reference.kind.is_published and names_published(reference.genre)
    custom = {
        "genre": reference.genre if says_type else "",
        "creators": not_read_back(reference.authors, reference.creators),
        "recipients": not_read_back(reference.addressees, reference.recipients)
        if is_letter
        else list(reference.recipients),
        "people": list(reference.people),
        "places": list(reference.places),
        "subjects": list(reference.subjects),
        "topics": list(reference.topics),
        "date": "" if "literal" in issued else reference.date,
        "date_edtf": reference.edtf,
        "written": reference.written,
        "extra": dict(reference.extra),
        REPOSITORY: {name: text for name, text in stated.items() if text},
        "provenance": provenance,
    }
    item = {
        "id": reference.id,
        "type": reference.kind.csl,
        "title": reference.title,
        "author": names_as_csl(reference.authors),
        "recipient": names_as_csl(reference.addressees) if is_letter else [],
        **{role: names_as_csl(people) for role, people in reference.roles.items()},
        "issued": issued,
        "genre": "" if says_type else reference.genre,
        **(reference.published if reference.kind.is_published else {}),
        "abstract": reference.summary,
        "keyword": ", ".join(reference.keywords),
        "archive": held.archive,
        "archive-place": held.place,
        "archive_collection": held.collection,
        "archive_location": reference.location,
        "URL": reference.url or reference.address,
        "accessed": _day(held.accessed),
        "language": reference.language,
        "annote": reference.note,
        "note": label(EDITED, join_items(reference.edits)) if reference.edits else "",
    }
    kept: dict[str, Any] = {name: value for name, value in item.items() if value}
    kept["custom"] = {"dossier": {name: value for name, value in custom.items() if value}}
    return kept


def _day(day: date | None) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else {}


def _issued(printed: str, edtf: str) -> dict[str, Any]:
    """A date as its parts where CSL has them (days to years, spans, "circa", seasons), else as it
    is printed: CSL knows a date as one or the other."""
    if season := _SEASON.fullmatch(edtf):
        return {"date-parts": [[int(season[1])]], "season": int(season[2])}
    ends = [PLAIN_DATE.fullmatch(end) for end in edtf.rstrip("~").split("/")]
    parts = [[int(part) for part in end.groups() if part] for end in ends if end]
    if len(parts) == len(ends) <= 2:
        circa = {"circa": True} if edtf.endswith("~") else {}
        if not circa or len(ends) == 1:
            return {"date-parts": parts, **circa}
    return {"literal": printed} if printed else {}
