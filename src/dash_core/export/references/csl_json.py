"""The table as CSL-JSON, which Zotero and citation processors (citeproc, Pandoc) read.

A name is `literal` where it is not certain which part is the family name. A date has its parts;
beside those of a span, a season or an approximate date stands its printed form as `literal`,
which Zotero takes, since it would drop the doubt. Recipients stand with letters alone: Zotero
makes authors of them elsewhere. What CSL has no variable for stands in `custom.dossier`, the
place that the schema of CSL 1.0.2 leaves for such things.
"""

import json
import re
from datetime import date
from typing import Any, Final

import pandas as pd

from dash_core.export.provenance import Provenance
from dash_core.export.references.reference import (
    PLAIN_DATE,
    Kind,
    Reference,
    names_as_csl,
    not_read_back,
    references,
)
from dash_core.readers.references.common import EDITED, REPOSITORY, join_items, label

__all__ = ["to_csl_json"]

_TYPES: Final[dict[Kind, str]] = {
    "letter": "personal_communication",
    "manuscript": "manuscript",
    "interview": "interview",
    "speech": "speech",
    "document": "document",
}
_SEASON: Final = re.compile(r"(\d{4})-2([1-4])")


def to_csl_json(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """A JSON array with one item a document, UTF-8."""
    items = [
        json.dumps(_item(reference, provenance.line), ensure_ascii=False)
        for reference in references(frame, provenance.repository, provenance.families)
    ]
    text = "[\n" + ",\n".join(items) + "\n]\n"
    return text.encode("utf-8", "backslashreplace")


def _item(reference: Reference, provenance: str) -> dict[str, Any]:
    held, is_letter = reference.repository, reference.kind == "letter"
    issued = _issued(reference.date, reference.edtf)
    stated = reference.stated | ({} if reference.url else {"url": reference.address})
    custom = {
        "creators": not_read_back(reference.authors),
        "recipients": not_read_back(reference.addressees)
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
        "type": _TYPES[reference.kind],
        "title": reference.title,
        "author": names_as_csl(reference.authors),
        "recipient": names_as_csl(reference.addressees) if is_letter else [],
        "issued": issued,
        "genre": reference.genre,
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
    """The parts of a date where CSL has them: days to years, spans, "circa", seasons."""
    issued: dict[str, Any] = {}
    is_about = edtf.endswith(("~", "%")) and "/" not in edtf
    if season := _SEASON.fullmatch(edtf):
        issued = {"date-parts": [[int(season[1])]], "season": int(season[2])}
    else:
        ends = [PLAIN_DATE.fullmatch(end) for end in edtf.rstrip("~%?").split("/")]
        parts = [[int(part) for part in end.groups() if part] for end in ends if end]
        if len(parts) == len(ends) <= 2:
            issued = {"date-parts": parts}
        if parts and is_about:
            issued["circa"] = True
    if PLAIN_DATE.fullmatch(edtf) or not printed:
        return issued
    return {**issued, "literal": printed}
