"""Columns with the times at which a program made its entries, beside those of documents."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dash_core.readers.columns.names import ColumnName, words_of
from dash_core.readers.columns.values import ColumnSample

__all__ = ["older_than_stamps"]

_STAMP: Final = re.compile(r"(?:199[0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}[T ][0-9]{1,2}:[0-9]{2}.*")
_PUBLISHED: Final = frozenset("publication published pub".split())
_OLD: Final = re.compile(r"(?<![0-9])1(?:[0-8][0-9]|9[0-8])[0-9](?![0-9])")  # before 1990


def older_than_stamps(
    fitting: Sequence[str], known: Mapping[str, ColumnName], values: Mapping[str, ColumnSample]
) -> str:
    """The first of the columns that may be the printed date; but where that has only times since
    1990, one of publication that has none; and where another column of dates has a year before,
    that one, if it may be, else ""."""
    if not fitting:
        return ""
    first = values[fitting[0]].values
    if not first or not all(map(_STAMP.fullmatch, first)):
        return fitting[0]
    for name in fitting:
        if _PUBLISHED & set(words_of(name)) and not any(map(_STAMP.match, values[name].values)):
            return name
    older = {
        name
        for name, read in known.items()
        if ("date" in read.fields or read.part in ("printed", "machine"))
        and any(map(_OLD.search, values[name].values))
        and values[name].are_dates
    }
    return next((name for name in fitting if name in older), "") if older else fitting[0]
