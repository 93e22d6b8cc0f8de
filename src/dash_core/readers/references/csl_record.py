"""An item of CSL-JSON -> a record.

Variables without a field are kept under their names. The kind of document is `genre`, else
`type`. `custom.dossier` is what Dossier's export adds.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from dash_core.dates.stated import StatedDate
from dash_core.readers.columns.cell_text import one_line
from dash_core.readers.names import NameParts, parse_name, split_particle
from dash_core.readers.nested.objects import cells
from dash_core.readers.references.common import EDITED, REPOSITORY, Names, genre_of_type, unlabel
from dash_core.readers.references.csl_dates import date_of
from dash_core.readers.references.published import ROLES, is_place_of_publisher, variables
from dash_core.readers.report import Record

__all__ = ["record_of"]

_PEOPLE: Final = (
    "editor translator interviewer container-author collection-editor composer contributor "
    "director illustrator reviewed-author original-author".split()
)
_TITLES: Final = ("title", "title-short", "shortTitle", "container-title", "collection-title")
_RICH: Final = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?: [^<>]*)?>")  # as CSL marks italics
_KEYWORDS: Final = re.compile(r"[;,]")


def record_of(item: Mapping[str, Any], number: int, source: str = "") -> Record:
    """The record of the item of this number of a source.

    Raises
    ------
    RecursionError
        If something in it is nested too deeply to be written as JSON.
    """
    left = dict(item)
    dossier = _take_dossier(left)
    kind, genre = _take(left, "type"), _take(left, "genre")
    date, stated, rest = date_of(left.pop("issued", None))
    left |= {"issued": rest} if rest else {}
    if dossier is None:
        left |= {
            name: _RICH.sub("", text) for name in _TITLES if isinstance(text := left.get(name), str)
        }
    people = Names(as_written=dossier is not None)
    fields: dict[str, Any] = {
        "title": _take(left, "title", "title-short", "shortTitle"),
        "summary": _take(left, "abstract"),
        "date": date,
        "stated": stated,
        "genre": genre or genre_of_type(kind),
        "url": _take(left, "URL"),
        "language": _take(left, "language"),
        "id": _take(left, "id", "citation-key"),
    }
    people.add("creators", _names(left, "author"))
    people.add("recipients", _names(left, "recipient"))
    keyword = _take(left, "keyword")
    extra: dict[str, str] = {}
    if dossier is not None:
        extra |= _take_written(left, dossier, fields, genre)
    else:
        left["type"] = kind
        for role in filter(left.__contains__, _PEOPLE):
            people.add("people", _names(left, role), role)
        fields["subjects"] = tuple(filter(None, map(one_line, _KEYWORDS.split(keyword))))
        if not is_place_of_publisher(kind, has_publisher="publisher" in left):
            fields["places"] = tuple(filter(None, [_take(left, "publisher-place")]))
    extra |= people.roles
    for name, value in cells(left).items():
        extra.setdefault(name, one_line(value if isinstance(value, str) else "; ".join(value)))
    return Record(
        **(people.fields | fields),
        extra=extra | people.extra,
        names=people.parts,
        source=source,
        first=number,
        last=number,
    )


def _take_written(
    left: dict[str, Any], dossier: dict[str, Any], fields: dict[str, Any], genre: str
) -> dict[str, str]:
    """What Dossier wrote beside the variables of CSL: takes it from `left`, completes `fields`, and
    gives the further columns."""
    extra: dict[str, str] = {}
    fields |= {name: _strings(dossier.get(name)) for name in ("people", "places", "subjects")}
    fields["date"] = _take(dossier, "date") or fields["date"]
    fields["stated"] = StatedDate(machine=_take(dossier, "date_edtf") or fields["stated"].machine)
    fields |= {
        name: names for name in ("creators", "recipients") if (names := _strings(dossier.get(name)))
    }
    fields["genre"] = _take(dossier, "genre") or genre
    held_variables = (v for v in left if v.startswith("archive"))
    for variable in (*held_variables, "accessed", *variables(), *ROLES):
        left.pop(variable, None)  # it is among the columns, too
    if isinstance(held_by := dossier.get(REPOSITORY), dict):
        held = {str(name): text for name in list(held_by) if (text := _take(held_by, name))}
        if held.pop("url", "") == fields["url"]:
            fields["url"] = ""  # that of the listing
        extra |= held
    name, text = unlabel(_take(left, "note"))
    if name == EDITED:
        extra["edits"] = text
    left.pop("annote", None)
    for part in ("written", "extra"):
        if isinstance(more := dossier.get(part), dict):
            extra |= {one_line(str(name)): t for name in list(more) if (t := _take(more, name))}
    return extra


def _take_dossier(left: dict[str, Any]) -> dict[str, Any] | None:
    """Take what Dossier wrote in `custom`; None where it did not write the item."""
    custom = left.get("custom")
    if not isinstance(custom, dict) or not isinstance(dossier := custom.get("dossier"), dict):
        return None
    left["custom"] = {name: value for name, value in custom.items() if name != "dossier"}
    return dossier


def _take(left: dict[str, Any], *names: str) -> str:
    """Take the first of these variables that is a text or a number; "" if none is."""
    for name in names:
        value = left.get(name)
        is_single = isinstance(value, (str, int, float)) and not isinstance(value, bool)
        if is_single and (text := one_line(str(value))):
            del left[name]
            return text
    return ""


def _strings(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        return ()
    return tuple(text for value in values if isinstance(value, str) and (text := one_line(value)))


def _names(left: dict[str, Any], role: str) -> tuple[NameParts, ...]:
    """Take the names in a role, unless one of them is not a name."""
    if role not in left:
        return ()
    values = left[role]
    values = values if isinstance(values, list) else [values]
    names = [_name(value) for value in values]
    if not names or not all(name.literal or name.family or name.given for name in names):
        return ()
    del left[role]
    return tuple(names)


def _name(value: Any) -> NameParts:
    if isinstance(value, str):
        return parse_name(value)
    if not isinstance(value, dict):
        return NameParts()
    if isinstance(literal := value.get("literal", value.get("name")), str):
        return NameParts(literal=one_line(literal))
    parts = {name: one_line(part) for name, part in value.items() if isinstance(part, str)}
    family, particle = parts.get("family", ""), parts.get("non-dropping-particle", "")
    if not particle:
        particle, family = split_particle(family)
    given, suffix = parts.get("given", ""), parts.get("suffix", "")
    return NameParts(family, given, particle, suffix, parts.get("dropping-particle", ""))
