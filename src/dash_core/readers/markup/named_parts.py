"""Parts of XML elements by the names of their fields, where attributes or elements have these.

`<row><field name="date">1911</field></row>`, as databases, Solr and SPARQL write it; DSpace's
`<dcvalue element="date" qualifier="issued">`; Omeka's `<element><name>Date</name>…</element>`.
"""

import re
from typing import Any, Final

from dash_core.readers.columns.fields import known_field
from dash_core.readers.markup.text import Element, local_name, normalize_space, text_of

__all__ = ["ELEMENT_SETS", "NAMES", "element_sets", "field_name", "naming", "part_names"]

NAMES: Final = (
    *("name", "Name", "NAME", "key", "field", "fieldname", "fieldName", "property", "column"),
    "element",
)
"""Attributes that may name a field, where all parts of an element have the same one."""

ELEMENT_SETS: Final = "elementSetContainer"
_QUALIFIER: Final = "qualifier"
_NAME: Final = re.compile(r"[\w.:@-]{1,60}")


def naming(element: Element) -> str:
    """The attribute by which the parts of an element name fields; "" if they do not."""
    parts = [e for e in element if isinstance(e.tag, str)]
    if not parts:
        return ""
    attribute = next((name for name in NAMES if name in parts[0].attrib), "")
    if not attribute or not all(attribute in e.attrib for e in parts):
        return ""
    names = [field_name(e, attribute) for e in parts]
    known = [bool(known_field(name)) for name in names]
    is_field = any(known) and all(
        of or _NAME.fullmatch(name) for of, name in zip(known, names, strict=True)
    )
    return attribute if is_field and any(text_of(e) for e in parts) else ""


def field_name(element: Element, attribute: str) -> str:
    """The field that an element is, by this attribute; by its name without one."""
    if not attribute:
        return local_name(element)
    name = normalize_space(element.get(attribute))
    qualifier = element.get(_QUALIFIER, "none") if attribute == "element" else "none"
    return name if qualifier in ("none", "") else f"{name}.{qualifier}"


def part_names(element: Element) -> list[str]:
    """The names of the parts of an element that say something."""
    attribute = naming(element)
    return [field_name(e, attribute) for e in element if text_of(e) or e.attrib]


def element_sets(element: Element) -> dict[str, Any]:
    """The texts of Omeka's elements, by their names."""
    found: dict[str, Any] = {}
    for e in element.iterfind(".//{*}element"):
        texts = [text for one in e.iterfind(".//{*}text") if (text := text_of(one))]
        found.setdefault(text_of(e.find("{*}name")), []).extend(texts)
    return {name: texts if len(texts) > 1 else texts[0] for name, texts in found.items() if texts}
