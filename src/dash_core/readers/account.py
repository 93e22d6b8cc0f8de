"""The account of a reading in one sentence: what was read, what not, what is not used."""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from dash_core.common.i18n import _, count, format_number, ngettext

__all__ = ["Unit", "account"]

Unit = Literal["line", "row", "element"]
"""What the pieces of a file are."""

Counted = Iterable[tuple[Unit, int]]


def account(
    n_records: int, pieces: Counted, unread: Counted, unused: Mapping[str, int], n_remarks: int
) -> str:
    """The sentence.

    Parameters
    ----------
    pieces, unread
        What each file has, and what of it was not read.
    unused
        Names of what was read and is of no use, with how often each stands there.
    """
    pieces, left = list(pieces), [(unit, n) for unit, n in unread if n]
    parts = [
        _("{documents} from {pieces}.").format(
            documents=count(n_records), pieces=_format_pieces(pieces)
        )
    ]
    if left:
        n = sum(number for _unit, number in left)
        parts.append(
            (_("{pieces} was not read.") if n == 1 else _("{pieces} were not read.")).format(
                pieces=_format_pieces(left)
            )
        )
    if unused:
        names = ", ".join(f"{format_number(n)} “{name}”" for name, n in unused.items())
        parts.append(_("Not used: {parts}.").format(parts=names))
    if not (left or unused):
        parts.append(_all_read({unit for unit, _n in pieces}))
    if n_remarks:
        parts.append(ngettext("{n} remark.", "{n} remarks.", n_remarks))
    return " ".join(parts)


def _all_read(units: Collection[Unit]) -> str:
    if len(units) != 1:
        return _("Everything was read.")
    every: dict[Unit, str] = {
        "line": _("Every line was read."),
        "row": _("Every row was read."),
        "element": _("Every element was read."),
    }
    return every[next(iter(units))]


def _format_pieces(counted: Counted) -> str:
    """Numbers of lines, rows and elements in words: `124 lines`, `20 rows and 5 elements`."""
    totals: dict[Unit, int] = {}
    for unit, n in counted:
        totals[unit] = totals.get(unit, 0) + n
    units = {
        "line": lambda n: ngettext("{n} line", "{n} lines", n),
        "row": lambda n: ngettext("{n} row", "{n} rows", n),
        "element": lambda n: ngettext("{n} element", "{n} elements", n),
    }
    return _(" and ").join(units[unit](n) for unit, n in totals.items())
