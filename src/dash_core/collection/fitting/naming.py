"""What a document is called where it has no title: by who wrote to whom, its kind, its summary."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from dash_core.collection.table import COLUMNS
from dash_core.common.i18n import _
from dash_core.readers.holding import holding_of

__all__ = ["called", "identity", "names_of"]

_MADE_ID: Final = re.compile(r"[0-9a-f]{10}(?:-[0-9]+)?")  # made from the content; says nothing
_SUMMARY_CHARS: Final = 70
_NAMED: Final = 2  # people who are named, before "and others"


def names_of(table: pd.DataFrame, titles: Sequence[str]) -> Sequence[str]:
    """What each document of a table is called: its title, or what `called` makes.

    `titles` are those of the table; they are given themselves where nothing is untitled.
    """
    untitled = [row for row, title in enumerate(titles) if not title]
    if not untitled:
        return titles
    names = list(titles)
    for row, record in zip(untitled, table.iloc[untitled].to_dict("records"), strict=True):
        names[row] = called({str(name): value for name, value in record.items()})
    return names


def called(document: Mapping[str, Any]) -> str:
    """A document by its title, or by what else is known.

    >>> nobody = {"title": "", "recipients": [], "genre": "", "summary": "", "date": "", "id": "b1"}
    >>> called({**nobody, "creators": ["Wilson"], "recipients": ["House"], "date": "4 Nov 1918"})
    'Wilson to House, 4 Nov 1918'
    >>> called({**nobody, "creators": []})
    'b1'
    """
    if document["title"]:
        return str(document["title"])
    sender, recipient = (_people(document[who]) for who in ("creators", "recipients"))
    genre, summary = str(document["genre"]), str(document["summary"])
    if sender and recipient:
        name = _("{sender} to {recipient}").format(sender=sender, recipient=recipient)
    elif recipient:
        what = genre[:1].upper() + genre[1:]
        name = _("{what} to {recipient}").format(what=what, recipient=recipient).strip()
    elif summary:
        cut = summary[:_SUMMARY_CHARS].rsplit(" ", 1)[0] + "…"
        return summary if len(summary) <= _SUMMARY_CHARS else cut
    else:
        name = ", ".join(part for part in (sender, genre) if part)
    name = ", ".join(part for part in (name[:1].upper() + name[1:], document["date"]) if part)
    if not sender and not recipient and not genre and not _MADE_ID.fullmatch(document["id"]):
        name = ", ".join(part for part in (str(document["id"]), document["date"]) if part)
    return name or _("(no title)")


def _people(names: list[str]) -> str:
    if len(names) > _NAMED:
        return _("{names} and others").format(names=", ".join(names[:_NAMED]))
    return _(" and ").join(names)


def identity(document: Mapping[str, Any]) -> str:
    """The source's own identifier of a document and where it stands in the archive; "" for none."""
    own = str(document["id"])
    kept = {str(name): str(text) for name, text in document.items() if name not in COLUMNS}
    location = holding_of(kept).location
    if _MADE_ID.fullmatch(own) or own in location.split(", "):  # a reference code is both
        return location
    return " · ".join(part for part in (own, location) if part)
