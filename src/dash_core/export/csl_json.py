"""The table as CSL-JSON, which Zotero and citation processors (citeproc, Pandoc) read.

Names are `literal`, because the table does not know what is a family name. A date has its parts
and, as `literal`, its printed form. What CSL has no variable for stands in `custom.dossier`, the
place that the schema of CSL 1.0.2 leaves for such things.
"""

import json
import re
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from dash_core.export.reference import PLAIN_DATE, Kind, Reference, references
from dash_core.provenance import Provenance
from dash_core.readers.references import EDITED, join_items, label

__all__ = ["to_csl_json"]

_TYPES: Final[dict[Kind, str]] = {
    "letter": "personal_communication",
    "manuscript": "manuscript",
    "report": "report",
    "interview": "interview",
    "speech": "speech",
    "document": "document",
}
_SEASON: Final = re.compile(r"(\d{4})-2([1-4])")


def to_csl_json(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """A JSON array with one item a document, UTF-8."""
    items = [
        json.dumps(_item(reference, provenance.line), ensure_ascii=False)
        for reference in references(frame)
    ]
    text = "[\n" + ",\n".join(items) + "\n]\n"
    return text.encode("utf-8", "backslashreplace")


def _item(reference: Reference, provenance: str) -> dict[str, Any]:
    custom = {
        "people": list(reference.people),
        "places": list(reference.places),
        "subjects": list(reference.subjects),
        "topics": list(reference.topics),
        "date_edtf": reference.edtf,
        "extra": dict(reference.extra),
        "provenance": provenance,
    }
    item = {
        "id": reference.id,
        "type": _TYPES[reference.kind],
        "title": reference.title,
        "author": _names(reference.creators),
        "recipient": _names(reference.recipients),
        "issued": _issued(reference.date, reference.edtf),
        "genre": reference.genre,
        "abstract": reference.summary,
        "keyword": ", ".join(reference.keywords),
        "URL": reference.url,
        "language": reference.language,
        "note": label(EDITED, join_items(reference.edits)) if reference.edits else "",
    }
    kept: dict[str, Any] = {name: value for name, value in item.items() if value}
    kept["custom"] = {"dossier": {name: value for name, value in custom.items() if value}}
    return kept


def _names(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"literal": name} for name in names]


def _issued(date: str, edtf: str) -> dict[str, Any]:
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
    return issued | ({"literal": date} if date else {})
