"""Dates of MARC 21: as printed (245$f, 260$c, 264$c) and coded (008, positions 6 to 14)."""

import re
from dataclasses import replace
from typing import Final

from dash_core.dates.stated import NOTHING_STATED, StatedDate
from dash_core.readers.markup.text import Element
from dash_core.readers.markup.xml import RecordBuilder

__all__ = ["coded_date", "put_dates"]

# In order of preference: the dates of papers, of publication, of copyright.
_KINDS: Final = ("inclusive", "published", "copyright", "bulk", "manufactured")
_YEAR: Final = re.compile(r"[0-9u]{4}")
_SPANS: Final = "cdikmu"  # types of date with a beginning and an end
_END: Final = re.compile(r"[\s,;:.]+$")
_COPYRIGHT: Final = re.compile(r"^(?:c|©|p|℗|copyright )\s?(?=[0-9]{4})", re.IGNORECASE)


def coded_date(field: str) -> StatedDate:
    """The date that field 008 states.

    >>> coded_date("850101i19011905").begin, coded_date("850101s19uu    ").machine
    ('1901', '19XX')
    """
    kind, first, second = field[6:7], field[7:11], field[11:15]
    if not _YEAR.fullmatch(first) or first == "uuuu":
        return NOTHING_STATED
    begin = first.replace("u", "X")
    end = second.replace("u", "X") if _YEAR.fullmatch(second) and second != "uuuu" else ""
    if kind == "e" and second[:2].isdecimal():
        day = second[2:4]
        return StatedDate(
            machine="-".join((begin, second[:2], *([day] if day.isdecimal() else [])))
        )
    if kind == "q" and end:
        return StatedDate(begin=begin, end=end, qualifier="uncertain")
    if kind in _SPANS:
        if second == "9999":
            return StatedDate(machine=f"{begin}/..")
        return StatedDate(begin=begin, end=end) if end else StatedDate(machine=begin)
    return StatedDate(machine=begin)


def put_dates(
    builder: RecordBuilder, dates: dict[str, list[tuple[Element, str]]], coded: StatedDate
) -> None:
    """Put the date as printed in the best place for it, beside the coded one; keep the others."""
    best = next((kind for kind in _KINDS if kind in dates), "")
    for kind in _KINDS:
        for element, text in dates.get(kind, ()):
            printed = _END.sub("", text)
            if kind == best or (kind == "bulk" and best == "inclusive"):
                printed = f"(bulk {printed})" if kind == "bulk" and "bulk" not in text else printed
                builder.put("date", element, _COPYRIGHT.sub("", printed))
            else:
                builder.keep(f"date: {kind}", element, printed)
    if best == "copyright":
        coded = replace(coded, event="copyright")
    builder.stated = coded
