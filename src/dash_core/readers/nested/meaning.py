"""What an object says, where it is no document: a name, a content, a field with its content.

`{"@value": "Plan"}`, `{"id": 3, "name": "Mills"}`, `{"firstName": "Ada", "lastName": "Moss"}` are
"Plan", "Mills" and "Ada Moss"; `{"label": "Date", "value": "1902"}` is a field and its content.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from dash_core.readers.holding import fact_of
from dash_core.readers.nested.keys import (
    KEYS,
    NO_LANGUAGE,
    RECORDS,
    column_name,
    field_of,
    first_of,
    is_address,
    is_language_map,
    one_value,
)

__all__ = [
    "Content",
    "Pair",
    "are_pairs",
    "content",
    "contents_by_language",
    "count_leaves",
    "has_objects",
    "is_manifest",
    "is_only_addresses",
    "is_wrapper",
    "label_text",
    "pair",
    "passed_over",
    "people_by_name",
    "role",
    "syntax_of",
    "with_own_keys",
]

_MAX_LABEL: Final = 80  # characters of the name of a field
_CONTENTS: Final = {"@value": 0, "value": 1, "rendered": 2}
_IN_LABELS: Final = {
    "@value": 0,
    "name": 1,
    "label": 2,
    "title": 3,
    "value": 4,
    "roleTerm": 5,
    "#text": 6,
}
_SPARQL: Final = frozenset({"uri", "literal", "typed-literal", "bnode", "triple"})
_ADDRESS: Final = re.compile(r"(?:https?|urn|info|ark):\S*|[A-Za-z]?\d[\w.-]*")
_HEADINGS: Final = ("heading", "headline")
_CONTAINER: Final = "container-title"
_PEOPLE: Final = frozenset({"creators", "recipients", "people"})
_CLASS: Final = re.compile(r"(?:[A-Z][a-z]+){2,}")
_TELLING: Final = frozenset({"date", "creators", "summary", "subjects"})  # beside a title
_TELL_SYNTAX: Final = frozenset({"@value", "element", "property_id", "propertyUri"})
_NO_SYNTAX: Final[frozenset[str]] = frozenset()


class Content(NamedTuple):
    """The content of an object: of one key, or `text` made of the keys `used`; and the keys that
    say only how it is written."""

    key: str
    text: str = ""
    used: tuple[str, ...] = ()
    syntax: frozenset[str] = _NO_SYNTAX


class Pair(NamedTuple):
    """The name of a field, and the keys of the name and of its content."""

    name: str
    key: str
    content: str


def content(value: Mapping[str, Any], name: str) -> Content | None:
    """The content of an object under this name; None where it is not of one content."""
    if "@value" in value:
        return Content("@value", "", (), syntax_of(value))
    if _is_binding(value):
        return Content("value", "", (), syntax_of(value))
    family = first_of(value, KEYS["family"])
    beside = None if family else first_of(value, KEYS["family_beside_given"])
    given = first_of(value, KEYS["given"]) if family or beside else None
    if (family := family or (given and beside)) and isinstance(value[family], str):
        used = (given, family) if given and isinstance(value[given], str) else (family,)
        return Content("", " ".join(value[key] for key in used), used)
    said, label = first_of(value, KEYS["values"]), _label_of(value)
    if label and not said and "value" in value and _is_name_of_field(value[label], name):
        return Content("value")  # a field without content
    if said and label:
        return Content(said if _is_content(value[said], value[label], name) else label)
    if key := said or label:
        return Content(key, "", (), syntax_of(value) | _classes(value))
    inner = value.get("attributes")
    if isinstance(inner, dict) and first_of(inner, KEYS["values"]):
        return Content("attributes")  # JSON:API
    addresses = [key for key in value if key in KEYS["addresses"]]
    others = value.keys() - addresses - KEYS["syntax"].keys()
    if addresses and not others and isinstance(value[addresses[0]], str):
        return Content(addresses[0])
    return None


def _label_of(value: Mapping[str, Any]) -> str | None:
    """The key of an object's name: `{"primary": true}` is none."""
    key = first_of(value, KEYS["labels"])
    if key is not None and isinstance(value[key], bool):
        return first_of(
            {name: inner for name, inner in value.items() if name != key}, KEYS["labels"]
        )
    return key


def syntax_of(value: Mapping[str, Any]) -> frozenset[str]:
    """The keys of an object that say only how its content is written, in JSON-LD, in results of
    SPARQL, and in Omeka's texts."""
    if not _TELL_SYNTAX.isdisjoint(value) or _is_binding(value):
        return frozenset(value.keys() & KEYS["syntax"])
    return _NO_SYNTAX


def _classes(value: Mapping[str, Any]) -> frozenset[str]:
    """The keys whose word is the name of a class in a program: "ProductionEvent"."""
    words = {key: value[key] for key in ("type", "@type") if isinstance(value.get(key), str)}
    return frozenset(key for key, word in words.items() if _CLASS.fullmatch(word))


def _is_binding(value: Mapping[str, Any]) -> bool:
    kind = value.get("type")
    return isinstance(kind, str) and kind in _SPARQL and "value" in value


def _is_content(said: Any, label: Any, name: str) -> bool:
    """Whether the value is the content, and the label its name; else the label is the content.

    `{"label": "Title", "value": "Plan"}`, but `{"label": "Moss, Ada", "value": "moss-ada"}`.
    """
    if not isinstance(said, str) or not isinstance(label, str):
        return not (isinstance(said, (int, float)) and isinstance(label, str))
    if (field := field_of(label)) and field == field_of(name):
        return True
    if _ADDRESS.fullmatch(said):
        return False
    return " " in said or not re.fullmatch(r"[a-z0-9_-]+", said)


def _is_name_of_field(label: Any, name: str) -> bool:
    """Whether a label says what the key of its object says: `"author": {"name": "Author", …}`."""
    if not isinstance(label, str):
        return False
    field = field_of(label)
    return label.casefold() == name.casefold() or (bool(field) and field == field_of(name))


def pair(value: Mapping[str, Any], kinds: bool = True) -> Pair | None:
    """The field and its content, where the object is such a pair.

    With `kinds`, also `{"type": "scopecontent", "content": …}`, whose type is a known field.
    """
    for key in KEYS["fields"]:
        if key in value and (label := label_text(value[key])):
            said = next((k for k in KEYS["contents"] if k in value and k != key), None)
            if said is not None:
                return Pair(label, key, said)
    for key in KEYS["kinds"] if kinds else ():
        if isinstance(word := value.get(key), str) and field_of(word):
            said = next((k for k in KEYS["contents"] if k in value), None)
            if said is not None:
                return Pair(word, key, said)
    return None


def are_pairs(values: Sequence[Mapping[str, Any]], name: str) -> bool:
    """Whether objects under this name are fields with their contents."""
    if (field := field_of(name)) and name not in KEYS["pairs"]:
        # `"name": [{"label": "Artist", "content": "Ada Moss"}]`
        labelled = [pair(value, kinds=False) for value in values]
        return all(one and field_of(one.name) not in ("", field) for one in labelled)
    pairs = [pair(value) for value in values]
    if not any(pairs):
        return False
    if name in KEYS["pairs"]:
        return True
    return all(pairs) and any(field_of(one.name) for one in pairs if one)


def label_text(value: Any) -> str:
    """The text of a label: of a string, an object with a name, a language map; "" if none."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        if is_language_map(value):
            code = next((code for code in ("en", *NO_LANGUAGE) if code in value), None)
            return label_text(value[code if code is not None else next(iter(value))])
        key = first_of(value, _IN_LABELS)
        return label_text(value[key]) if key and not isinstance(value[key], dict) else ""
    text = value if isinstance(value, str) else ""
    return column_name(text) if text.strip() and len(text) <= _MAX_LABEL else ""


def role(value: Mapping[str, Any], name: str) -> str:
    """The role that the object of a person under this name states; "" if none.

    One that is the `primary` of several people without roles made the document.
    """
    key = first_of(value, KEYS["roles"])
    if key is not None:
        return value[key] if isinstance(value[key], str) else label_text(value[key])
    return "author" if value.get("primary") is True and field_of(name) in _PEOPLE else ""


def people_by_name(value: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The people that the keys of an object under this name are, alone or in groups, with what is
    said of each: `{"primary": {"Moss, Ada": {"role": ["author"]}}, "secondary": []}`."""
    if field_of(name) not in _PEOPLE:
        return []
    people: list[Mapping[str, Any]] = []
    for key, inner in value.items():
        if key[:1].isupper() and " " in key and isinstance(inner, (dict, list)):
            people.append({"name": key, **(inner if isinstance(inner, dict) else {})})
        elif isinstance(inner, dict) and (group := people_by_name(inner, name)):
            people += group
        elif inner not in ({}, [], None, ""):
            return []
    return people


def is_wrapper(key: str, inner: Any, outer: Mapping[str, Any]) -> bool:
    """Whether an object holds a document's own keys: `{"_source": {"title": …}}`.

    So does each of some lists of objects (`{"proxies": [{"dcTitle": …}]}`).
    """
    if isinstance(inner, list):
        return key in RECORDS["layers"] and all(isinstance(one, dict) for one in inner)
    if not isinstance(inner, dict):
        return False
    if key in RECORDS["wrappers"]:
        return not (first_of(inner, _CONTENTS) or is_language_map(inner))
    if field_of(key) or fact_of(key) or key in KEYS["relations"]:
        return False
    here, deep = ({field_of(name) for name in keys} for keys in (outer, inner))
    if {"title", "date"} & here:
        return False
    if "title" in deep and len(outer) <= len(inner):
        return "date" in deep or len(deep & _TELLING) > 1
    return any(isinstance(v, dict) and is_wrapper(k, v, inner) for k, v in inner.items())


def with_own_keys(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """An object whose keys mean something else than elsewhere, with the usual ones.

    In Trove the `title` of an article that has a heading is the newspaper; in MODS a `name` is one
    of people, of which a part may be the years of a life.
    """
    if "titleInfo" in value and "name" in value:
        names = value["name"] if isinstance(value["name"], list) else [value["name"]]
        others = {key: inner for key, inner in value.items() if key != "name"}
        return {"creator": list(map(_mods_name, names)), **others}
    paper = value.get("title")
    if not isinstance(paper, dict) or _CONTAINER in value or "id" not in paper:
        return value
    if not any(isinstance(value.get(key), str) and value[key].strip() for key in _HEADINGS):
        return value
    return {(_CONTAINER if key == "title" else key): inner for key, inner in value.items()}


def _mods_name(value: Any) -> Any:
    parts = value.get("namePart") if isinstance(value, dict) else None
    if not isinstance(parts, list):
        return value
    typed = [
        (one.get("@type"), one.get("#text")) if isinstance(one, dict) else ("", one)
        for one in parts
    ]
    texts = [text for kind, text in typed if isinstance(text, str) and kind != "date"]
    life = [text for kind, text in typed if kind == "date"]
    return {**value, "namePart": ", ".join(texts)} | ({"dates": life} if life else {})


def count_leaves(value: Any) -> int:
    """The number of single values in a value."""
    if isinstance(value, dict):
        return sum(map(count_leaves, value.values()))
    if isinstance(value, (list, tuple)):
        return sum(map(count_leaves, value))
    return int(bool(one_value(value).strip()))


def has_objects(value: Any) -> bool:
    """Whether it is an object, or a list of objects, which state their language themselves."""
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


def contents_by_language(values: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """The objects of JSON-LD by language; nothing where they have one language or none."""
    contents: dict[str, list[Any]] = {}
    for value in values:
        code = value.get("@language", value.get("xml:lang", ""))
        if "@value" not in value or not isinstance(code, str):
            return {}
        contents.setdefault(code, []).append(value)
    return contents if len(contents) > 1 else {}


def is_manifest(value: Any) -> bool:
    """Whether an object is a manifest of IIIF Presentation 2 or 3: one document with its pages."""
    if not isinstance(value, dict):
        return False
    kind = value.get("@type", value.get("type"))
    return kind in ("sc:Manifest", "Manifest") and "label" in value


def passed_over(value: Mapping[str, Any]) -> Collection[str]:
    """The keys of a document's object whose values are nothing of the document."""
    if "_source" in value:
        return KEYS["envelope"]
    return {"@context", *RECORDS["pages"]} if is_manifest(value) else ("@context",)


def is_only_addresses(value: Any) -> bool:
    """Whether a value is addresses alone: those of an authority file beside the names."""
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(isinstance(one, str) and is_address(one) for one in values)
