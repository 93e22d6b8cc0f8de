"""Records -> the one table. The schema of every column stands here and nowhere else."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

import numpy as np
import pandas as pd

from dash_core.dates import PRECISIONS, parse_date
from dash_core.readers.report import Reading, Record

__all__ = ["COLUMNS", "LIST_COLUMNS", "build", "stable_ids"]

LIST_COLUMNS: Final = ("creators", "recipients", "people", "places", "subjects", "topics")

COLUMNS: Final[dict[str, str]] = {
    "id": "stable identifier: the same description gives the same id",
    "title": "title as printed, white space folded",
    "summary": "summary as printed, white space folded",
    "date": "date as printed",
    "date_edtf": "date in the Extended Date/Time Format (ISO 8601-2); empty if not understood",
    "date_earliest": "first day the date may stand for",
    "date_latest": "last day the date may stand for",
    "date_precision": "one of " + ", ".join(PRECISIONS),
    "date_qualifier": "approximate, uncertain, inferred or none",
    "genre": "kind of document (letter, telegram, …); empty if not stated",
    "creators": "who wrote it, as far as the title says",
    "recipients": "whom it was sent to, as far as the title says",
    "people": "everyone named in title and summary, correspondents included",
    "places": "places named in title and summary",
    "subjects": "subject headings of the source",
    "topics": "topics assigned by this programme, strongest first",
    "url": "address of the document at the archive",
    "language": "language of the description, if the source states it",
    "source": "file the description was read from",
    "source_first": "first line of the description in that file",
    "source_last": "last line of the description in that file",
}


def stable_ids(records: Iterable[Record]) -> list[str]:
    """An identifier a record, from its content: 10 hexadecimal digits.

    Equal descriptions are told apart by their order: `…-2`, `…-3`.
    """
    seen: dict[str, int] = {}
    ids = []
    for record in records:
        content = "\x1f".join((record.date, record.title, record.summary))
        digest = blake2b(content.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
        seen[digest] = seen.get(digest, 0) + 1
        ids.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return ids


def build(reading: Reading) -> pd.DataFrame:
    """One row a document, in order of earliest date (undated last, else as in the source).

    The columns are those of `COLUMNS`; what the readers of meaning fill in is still empty.
    `date_earliest` and `date_latest` are timestamps of second resolution, so that any year
    from 1 to 9999 fits.
    """
    records = reading.records
    dates = [parse_date(record.date) for record in records]
    empty: list[list[str]] = [[] for _ in records]
    frame = pd.DataFrame(
        {
            "id": stable_ids(records),
            "title": [record.title for record in records],
            "summary": [record.summary for record in records],
            "date": [record.date for record in records],
            "date_edtf": [date.edtf for date in dates],
            "date_earliest": np.array([date.earliest for date in dates], "datetime64[s]"),
            "date_latest": np.array([date.latest for date in dates], "datetime64[s]"),
            "date_precision": pd.Categorical(
                [date.precision for date in dates], categories=PRECISIONS
            ),
            "date_qualifier": [date.qualifier for date in dates],
            "genre": "",
            **{name: [list(e) for e in empty] for name in LIST_COLUMNS},
            "url": "",
            "language": "",
            "source": reading.report.source,
            "source_first": [record.first_line for record in records],
            "source_last": [record.last_line for record in records],
        }
    )
    ordered = frame.sort_values("date_earliest", kind="stable", na_position="last")
    return ordered[list(COLUMNS)].reset_index(drop=True)
