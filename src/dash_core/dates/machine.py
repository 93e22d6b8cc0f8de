"""Dates in a machine-readable format: EDTF, RIS, YYYYMMDD."""

import re
from datetime import date
from threading import Lock
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.resolve import read_tokens
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.tokens import tokenize_date
from dash_core.dates.grammar.vocabulary import SEASONS, fold_word
from dash_core.dates.model import DateRules, TrackedRules, UnreadError

__all__ = ["read_by_edtf_package", "read_declared_edtf", "read_machine_format"]

# RIS, the format of reference managers: YYYY/MM/DD/other information, any but the year empty.
_RIS: Final = re.compile(
    r"(?P<year>[0-9]{4})/(?P<month>[0-9]{0,2})/(?P<day>[0-9]{0,2})(?:/(?P<other>[^/]*))?"
)
_COMPACT: Final = re.compile(r"(?P<year>1[0-9]{3}|20[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_EDTF_MARKS: Final = re.compile(r"\.\.|[{}~%]|^/|/$|[0-9]X|^[0-9]{4}[0-9?-]*/[0-9]{4}")
_MAX_EDTF: Final = 40  # characters; longer ones take the parser long
_EDTF_SIGNS: Final = re.compile(r"[0-9X.,/{}\[\]~?%+TZ:-]+")
_parsing: Final = Lock()  # pyparsing keeps state


def read_machine_format(text: str) -> Span | None:
    """Read a date that is recognizably in one of these formats; None if it is in none.

    Raises
    ------
    UnreadError
        If it has the form but is no date of the calendar.
    """
    ris = _RIS.fullmatch(text)
    if ris and (not ris["day"] or ris["other"] is not None):
        return _from_ris(ris)
    compact = _COMPACT.fullmatch(text)
    if compact:
        return spans.day(int(compact["year"]), int(compact["month"]), int(compact["day"]))
    if _EDTF_SIGNS.fullmatch(text) and _EDTF_MARKS.search(text):
        return _from_edtf(text)
    return None


def read_declared_edtf(text: str) -> Span | None:
    """Read a date that its source declares to be EDTF or ISO 8601; None if it is not."""
    if not _EDTF_SIGNS.fullmatch(text):
        return None
    return _from_edtf(text) or read_by_edtf_package(text)


def _from_ris(match: re.Match[str]) -> Span:
    year, other = int(match["year"]), fold_word(match["other"] or "")
    if other in SEASONS and not match["month"]:
        return spans.season(year, SEASONS[other])
    if other:
        raise UnreadError(_("“{text}” in this date was not understood.").format(text=other))
    if not match["month"]:
        return spans.year(year)
    if not match["day"]:
        return spans.month(year, int(match["month"]))
    return spans.day(year, int(match["month"]), int(match["day"]))


def _from_edtf(text: str) -> Span | None:
    """The span of EDTF as this package writes it; None if it is other EDTF."""
    try:
        if text.startswith(("../", "/")):
            return spans.open_start(_single_edtf(text.lstrip("./")))
        if text.endswith(("/..", "/")):
            return spans.open_end(_single_edtf(text.rstrip("./")))
        if text.startswith("{") and text.endswith("}"):
            return _single_edtf(text[1:-1].replace("..", "/"))
        if text.startswith("[") and text.endswith("]") and "," in text:
            members = text[1:-1].replace("..", "/").split(",")
            return spans.either([_single_edtf(member) for member in members])
        return _single_edtf(text)
    except UnreadError:
        return None


def _single_edtf(text: str) -> Span:
    return read_tokens(
        tokenize_date(text.replace("%", "~?")), TrackedRules(DateRules()), is_edtf=True
    )


def read_by_edtf_package(text: str) -> Span | None:
    """Read what looks like EDTF by the `edtf` package, and mark it; None if it cannot.

    By `parse_edtf`, which refuses what it does not know; `text_to_edtf` would drop it.
    """
    if (
        len(text) > _MAX_EDTF
        or not _EDTF_SIGNS.fullmatch(text)
        or not re.search("[0-9]{3}[0-9X]", text)
    ):
        return None
    from edtf import parse_edtf  # slow to import, rarely needed
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        with _parsing:
            parsed = parse_edtf(text)
            earliest = date(*parsed.lower_strict()[:3])
            latest = date(*parsed.upper_strict()[:3])
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError, KeyError):
        return None
    if earliest > latest:
        return None
    note = _("This is taken for a date in the EDTF format.")
    return Span(text, earliest, latest, "interval", closed=True, notes=(note,))
