"""Reference codes as ids, where a listing has no others."""

from collections.abc import Sequence
from dataclasses import replace

from dash_core.readers.holding import is_reference_code
from dash_core.readers.report import Reading, Record

__all__ = ["with_reference_codes"]


def with_reference_codes(reading: Reading) -> Reading:
    """The reading with ids from a column like “Signatur” or “Cote”, which keeps its values.

    What a German, French, Italian or Polish archive calls so is what identifies a document, as
    ISAD(G) has it (3.1.1, reference code). Only where no document has an id, and each has a code
    that is its own.
    """
    records = reading.records
    if not records or any(record.id for record in records):
        return reading
    for name in filter(is_reference_code, records[0].extra):
        if codes := _of_each(records, name):
            given = (replace(r, id=code) for r, code in zip(records, codes, strict=True))
            return replace(reading, records=tuple(given))
    return reading


def _of_each(records: Sequence[Record], name: str) -> list[str]:
    """The codes of these documents; none if one has no code or that of another."""
    codes = [record.extra.get(name, "") for record in records]
    return codes if all(codes) and len(set(codes)) == len(codes) else []
