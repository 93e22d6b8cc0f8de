"""UNIMARC, catalogue entries of libraries of France, Italy, Portugal, Russia and others (IFLA).

It is written as MARC 21 is, as XML and binary, with other meanings of the tags: 200 is the title,
210 or 214 the publication, 330 the summary, 7XX who made it.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.dates.stated import StatedDate
from dash_core.readers.markup.marc_dates import coded_date, put_dates
from dash_core.readers.markup.marc_fields import (
    SUBDIVISIONS,
    clean,
    heading,
    plain_text,
    put_address,
    put_holder,
    put_rest,
    subfields,
    words,
)
from dash_core.readers.markup.text import Element, local_name, text_of, web_address
from dash_core.readers.markup.xml import RecordBuilder
from dash_core.readers.source import SourceFile

__all__ = ["NAME", "describe", "is_binary", "is_unimarc"]

NAME: Final = "UNIMARC"

_LEADER: Final = 24  # bytes at the head of a binary file
_BASE: Final = slice(12, 17)  # bytes of it that say where the directory ends
_ENTRY: Final = 12  # bytes of one in the directory
# Types of date in field 100 -> those of MARC 21.
_DATE_TYPES: Final = str.maketrans("abcdefghij", "cdusrqmtpe")
_PUBLICATION: Final = frozenset({"210", "214", "219"})
_COPYRIGHT: Final = re.compile(r"(?:cop|dr|[©℗])\W", re.IGNORECASE)
_BETWEEN: Final = {"a": "; ", "e": ": ", "h": ". ", "i": ", "}  # parts of a title


def is_unimarc(record: Element) -> bool:
    """Whether a record says so, or has a title in field 200 and none in 245 of MARC 21."""
    around = record.getparent()
    said = record.get("format") or ("" if around is None else around.get("format"))
    if said:
        return "UNIMARC" in said.upper()
    tags = {e.get("tag") for e in record}
    return "200" in tags and "245" not in tags


def is_binary(file: SourceFile) -> bool:
    """Whether a binary file is UNIMARC, told from the directory of its first record.

    Raises
    ------
    ReadError
        If it is, in another character set than UTF-8.
    """
    data = file.data.lstrip()
    end = int(data[_BASE]) - 1 if data[_BASE].isdigit() else 0
    tags = {data[at : at + 3] for at in range(_LEADER, min(end, len(data)), _ENTRY)}
    if b"200" not in tags or b"245" in tags:
        return False
    try:
        file.data.decode("utf-8")
    except UnicodeDecodeError as err:
        raise ReadError(
            _(
                "“{name}” is UNIMARC in a character set that is not read (ISO 5426): export it as "
                "UNIMARC in UTF-8, or as XML."
            ).format(name=file.name)
        ) from err
    return True


def describe(builder: RecordBuilder) -> None:
    """Put in what the fields of a record say."""
    dates: dict[str, list[tuple[Element, str]]] = {}
    coded = StatedDate()
    for e in builder.element:
        tag = e.get("tag") or ""
        if tag == "100":
            field = "".join(subfields(e, "a"))
            coded = coded_date(field[:6].ljust(6) + field[8:9].translate(_DATE_TYPES) + field[9:17])
        if local_name(e) == "leader" or tag in _table()["header"]["tags"]:
            builder.claims[e] = ("header", None)
            continue
        if tag in _PUBLICATION:
            _publication(builder, e, dates)
        _put(builder, tag, e)
        for part in e:  # numbers in authority files, sources of terms
            if (part.get("code") or "") in "23456789":
                builder.claims.setdefault(part, ("header", None))
    put_dates(builder, dates, coded)


def _put(builder: RecordBuilder, tag: str, e: Element) -> None:
    """Put one field where it belongs."""
    if tag == "001":
        builder.put("id", e)
    elif tag == "003" and web_address(text_of(e)):
        builder.put("url", e)
    elif tag == "101":
        for language in subfields(e, "a"):
            builder.put("language", e, language)
    elif tag == "200":
        _title(builder, e)
    elif tag in _PUBLICATION:
        pass
    elif tag == "330":
        builder.put("summary", e, words(e))
    elif tag in {"600", "601", "602"}:
        builder.put("people", e, _name(e))
        if subfields(e, f"{SUBDIVISIONS}jt"):
            builder.put("subjects", e, heading(e, "abcdfgt"))
    elif tag == "607":
        builder.put("places", e, clean(" ".join(subfields(e, "a"))))
        if subfields(e, f"{SUBDIVISIONS}j"):
            builder.put("subjects", e, heading(e, "a"))
    elif tag == "608":
        builder.put("genre", e, heading(e, "a"))
    elif tag == "610":
        for term in subfields(e, "a"):
            builder.put("subjects", e, clean(term))
    elif tag in {"604", "605", "606", "615", "616", "617"}:
        builder.put("subjects", e, heading(e, "abcdft"))
    elif tag[:2] in {"70", "71", "72"}:
        _person(builder, tag, e)
    elif tag == "852":
        put_holder(builder, e)
    elif tag == "856":
        put_address(builder, e)
    elif tag[:1] == "4":
        name = "part of" if tag in {"461", "462", "463"} else _name_of(tag)
        builder.keep(name, e, " ".join(subfields(e, "atcdhiv1")) or text_of(e))
    else:
        builder.keep(_name_of(tag), e, words(e))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "unimarc.toml").read_text("utf-8"))


def _name_of(tag: str) -> str:
    names: dict[str, str] = _table()["names"]
    return names.get(tag, "related work" if tag[:1] == "4" else f"UNIMARC {tag}")


def _title(builder: RecordBuilder, e: Element) -> None:
    """The title with its other parts; who is responsible and the medium are kept."""
    text = ""
    for part in e:
        code = part.get("code") or ""
        if code in _BETWEEN and (one := clean(plain_text(part))):
            text += (_BETWEEN[code] if text else "") + one
    if builder.has("title"):
        builder.keep("other titles", e, text)
    else:
        builder.put("title", e, text)
    builder.keep_text("statement of responsibility", "; ".join(map(clean, subfields(e, "fg"))))
    for code, name in (("b", "medium"), ("c", "other titles"), ("d", "parallel title")):
        builder.keep_text(name, "; ".join(map(clean, subfields(e, code))))
    builder.keep_text("volumes", "; ".join(subfields(e, "v")))


def _publication(
    builder: RecordBuilder, e: Element, dates: dict[str, list[tuple[Element, str]]]
) -> None:
    """Keep place and publisher, and gather the dates by what they are."""
    for code, name in (("a", "place of publication"), ("c", "publisher")):
        builder.keep_text(name, "; ".join(map(clean, subfields(e, code))))
    for part in e:
        text = text_of(part)
        if part.get("code") == "d" and text:
            right = _COPYRIGHT.match(text)
            is_right = right is not None or (e.get("tag") == "214" and e.get("ind2") == "4")
            printed = text[right.end() :] if right and "©" not in right[0] else text
            dates.setdefault("copyright" if is_right else "published", []).append((part, printed))
        elif part.get("code") == "h" and text:
            dates.setdefault("manufactured", []).append((part, text))
    builder.claims.setdefault(e, ("field", builder.position))
    put_rest(builder, e, "publication", "acdh")


def _name(e: Element) -> str:
    """A name as the catalogue has it: `Family, Given, 1801-1870`, or a body with its parts."""
    is_person = (e.get("tag") or "")[1:] in {"00", "01", "02", "03"}
    given = subfields(e, "g" if subfields(e, "g") else "b")
    if not is_person:
        return clean(". ".join(map(clean, subfields(e, "ab"))) + _aside(subfields(e, "cdef")))
    return clean(", ".join(map(clean, [*subfields(e, "a"), *given, *subfields(e, "dcf")])))


def _aside(texts: list[str]) -> str:
    return f" ({', '.join(text.strip('() ') for text in texts)})" if texts else ""


def _person(builder: RecordBuilder, tag: str, e: Element) -> None:
    """Put a name into the field of its role."""
    table = _table()["roles"]
    roles = [table["terms"].get(code, f"role {code}") for code in subfields(e, "4")]
    text = _name(e)
    by_tag = tag.endswith("0") or (tag.endswith("1") and not roles)
    if any(role in table["recipients"] for role in roles):
        field = "recipients"
    elif by_tag or any(role in table["creators"] for role in roles):
        field = "creators"
    else:
        field = "people"
    builder.put(field, e, text)
    for role in roles:
        if role not in table["recipients"] and role not in table["creators"]:
            builder.keep_text(role, text)
