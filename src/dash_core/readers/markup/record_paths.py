"""Which elements of an XML file may be its documents: those that repeat and have parts."""

from typing import Final

from dash_core.readers.columns.fields import known_field
from dash_core.readers.markup.named_parts import (
    ELEMENT_SETS,
    field_name,
    naming,
    part_names,
)
from dash_core.readers.markup.text import Element, local_name, normalize_space
from dash_core.readers.report import RecordPath

__all__ = ["LANGUAGE", "attributes_of", "find_record_paths", "find_repeated", "records_at"]

LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_SCHEMA: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_MAX_PATHS: Final = 8  # that a person can choose from
_LEAST: Final = 0.1  # share of the file's text in the records of such a path
_MOST: Final = 0.6  # share of repeated elements, from which the one around them is no document


def find_record_paths(root: Element) -> list[RecordPath]:
    """The paths of elements that may be documents, the likeliest first.

    These are elements of several named parts that repeat. Where they have little of the file's
    text, it may be one element with parts of known names.
    """
    places = _places(root)
    found = _ranked(root, places)
    several = [one for one in found if one[1].n > 1]
    if several and several[0][0] >= _MOST:
        # Parts of known names tell a document from a group of documents; what is around just one
        # of them is no group.
        known = {path for _, path in several if _is_known(places[path.path][0])}
        known |= {
            path
            for _, path in several
            if any(one.n == path.n and one.path.startswith(path.path + "/") for one in known)
        }
        found = sorted(several, key=lambda one: one[0] < _MOST or one[1] not in known)
    else:
        found = [one for one in found if one[1].n > 1 or _is_known(places[one[1].path][0])]
    return [path for share, path in found if share >= _LEAST][:_MAX_PATHS]


def find_repeated(element: Element) -> list[RecordPath]:
    """The paths of the elements that repeat in one and have most of its text; largest first."""
    above = "/".join(reversed([local_name(e) for e in element.iterancestors()]))
    found = _ranked(element, _places(element, above))
    return [path for share, path in found if path.n > 1 and share >= _MOST][:_MAX_PATHS]


def records_at(root: Element, path: str) -> list[Element]:
    """The elements of a path: the names from the outermost to theirs, without namespaces."""
    return _places(root).get(path, [])


def attributes_of(element: Element) -> dict[str, str]:
    """The attributes that say something of the content, by their names without namespace."""
    return {
        key.rpartition("}")[2]: text
        for key, value in element.attrib.items()
        if key != LANGUAGE and not key.startswith(_SCHEMA) and (text := normalize_space(value))
    }


def _places(root: Element, above: str = "") -> dict[str, list[Element]]:
    """The elements of each path, in order; `above` is the path of the one around the root."""
    places: dict[str, list[Element]] = {}
    waiting: list[tuple[Element, str, str]] = [(root, above, "")]
    while waiting:
        e, above, attribute = waiting.pop()
        if isinstance(e.tag, str):
            name = field_name(e, attribute).replace("/", ".")
            path = f"{above}/{name}" if above else name
            places.setdefault(path, []).append(e)
            if len(e) and local_name(e) != ELEMENT_SETS:
                names = naming(e)
                waiting += [(child, path, names) for child in reversed(e)]
    return places


def _ranked(root: Element, places: dict[str, list[Element]]) -> list[tuple[float, RecordPath]]:
    """The paths of records with their share of the text: the largest first, then the outermost."""
    weights: dict[Element, int] = {}
    for e in reversed(list(root.iter())):
        own = len((e.text or "").strip()) + sum(map(len, e.attrib.values()))
        weights[e] = own + sum(weights[child] + len((child.tail or "").strip()) for child in e)
    whole = weights[root] or 1
    found = [
        (round(sum(weights[e] for e in elements) / whole, 1), RecordPath(path, len(elements)))
        for path, elements in places.items()
        if _are_records(elements)
    ]
    return sorted(found, key=lambda one: (-one[0], one[1].path.count("/")))


def _are_records(elements: list[Element]) -> bool:
    """Whether elements are records: with several named parts, and no running text between."""
    parts: set[str] = set()
    running = with_cells = 0
    for element in elements:
        own = (element.text, *(e.tail for e in element))
        running += any(text and not text.isspace() for text in own)
        names = part_names(element)
        with_cells += len(names) > 1
        parts.update(names, attributes_of(element))
    is_table = with_cells * 2 > len(elements) > 2
    return 2 * running < len(elements) and (len(parts) > 1 or is_table)


def _is_known(element: Element) -> bool:
    """Whether several parts of an element have names of fields."""
    names = {*part_names(element), *attributes_of(element)}
    return len({known_field(name) for name in names} - {""}) > 1
