"""Columns of objects within documents: which of them is a field.

A column of the document's own comes first: `dates.created_by` is no creator, and `publication.date`
is a date only where no other column is.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from dash_core.readers.columns.fields import STATED_FIELDS, guess_columns, likely_field
from dash_core.readers.report import FIELDS

__all__ = ["ADMINISTRATION", "InnerColumn", "guess_with_inner"]

_NO_FIELD: Final = "no field"


class InnerColumn(NamedTuple):
    """A column of an object: the column of that object, and what it says of it where that is a
    date (`begin`, `end`, `year`, `month`, `day`, `qualifier`)."""

    parent: str
    part: str = ""


ADMINISTRATION: Final = InnerColumn("", _NO_FIELD)
"""A column in which a program speaks of its own record: never a field."""


def guess_with_inner(
    names: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    inner: Mapping[str, InnerColumn],
    rare: Container[str],
) -> dict[str, str]:
    """As `guess_columns`, where some columns are those of objects within the documents."""
    own = [name for name in names if name not in inner]
    guess = guess_columns(own, samples, rare)
    fields = dict.fromkeys(names, "") | guess
    used = set(guess.values())
    below = [name for name in names if name in inner and not inner[name].part]
    for name, of in guess_columns(below, samples, rare).items():
        last = name.rpartition(".")[2]
        if of in FIELDS and of not in used and likely_field(last) == of:
            fields[name] = of
    for name, of in _parts_of_dates(names, fields, inner):
        fields[name] = of
    return fields


def _parts_of_dates(
    names: Iterable[str], fields: Mapping[str, str], inner: Mapping[str, InnerColumn]
) -> Iterable[tuple[str, str]]:
    for name in names:
        if name in inner and fields.get(inner[name].parent) == "date":
            of = f"date_{inner[name].part}"
            if of in STATED_FIELDS:
                yield name, of
