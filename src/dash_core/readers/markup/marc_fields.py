"""Fields of MARC 21 and UNIMARC: their subfields, as words."""

import re
from typing import Final

from dash_core.readers.markup.text import Element, text_of, web_address
from dash_core.readers.markup.xml import RecordBuilder

__all__ = [
    "CONTROL",
    "SUBDIVISIONS",
    "clean",
    "heading",
    "plain_text",
    "put_address",
    "put_holder",
    "put_rest",
    "subfields",
    "words",
]

# One mark, or several after a space; "//" that ends a word is its own.
_ISBD: Final = re.compile(r"(?:\s+[\s/:;,=+]+|(?<![/:;,=+])[/:;,=+]\s*|\s+)$")
_STOP: Final = re.compile(r"(?<=\w\w)\.$|(?<=[)\]\"”])\.$|(?<=\d)\.$")
_INITIAL: Final = re.compile(r"\b(?:[A-Z]|[Jj]r|[Ss]r|[Ee]tc|[Cc]o|[Ii]nc|[Dd]ept|[Ss]t)\.$")
_UNSORTED: Final = dict.fromkeys((0x88, 0x89, 0x98, 0x9C))
SUBDIVISIONS: Final = "vxyz"
CONTROL: Final = frozenset("0123456789uw")  # numbers, sources and addresses, not words


def plain_text(e: Element) -> str:
    """The text without the marks around words that do not count in sorting."""
    return text_of(e).translate(_UNSORTED)


def subfields(field: Element, codes: str) -> list[str]:
    """The texts of the subfields with one of these codes, in order."""
    return [text for e in field if (e.get("code") or "") in codes and (text := plain_text(e))]


def words(field: Element) -> str:
    """The subfields that are words, joined."""
    if not len(field):
        return text_of(field)
    return " ".join(
        text for e in field if (e.get("code") or "") not in CONTROL and (text := plain_text(e))
    )


def clean(text: str) -> str:
    """A part without the punctuation before the next, or the stop at the end of a field."""
    text = _ISBD.sub("", text)
    if text.endswith(("...", "…")) or _INITIAL.search(text):
        return text
    return _STOP.sub("", text)


def heading(e: Element, parts: str = "abcdgnpqt") -> str:
    """A subject heading with its subdivisions: `Mills--Austria--History`."""
    main = clean(" ".join(subfields(e, parts)))
    return "--".join(filter(None, (main, *map(clean, subfields(e, SUBDIVISIONS)))))


def put_holder(builder: RecordBuilder, e: Element) -> None:
    """Field 852: who holds it and under which mark."""
    builder.keep("archive", e, clean(" ".join(subfields(e, "a"))))
    builder.keep_text("location in archive", clean(", ".join(subfields(e, "bc"))))
    builder.keep_text("archive_place", clean(", ".join(subfields(e, "en"))))
    builder.keep_text("shelfmark", clean(" ".join(subfields(e, "khijm"))))
    put_rest(builder, e, "holding", "abcehijkmn")


def put_address(builder: RecordBuilder, e: Element) -> None:
    """Put the first address; keep others, and what is said of them."""
    builder.keep("link", e, "; ".join(subfields(e, "3yz")))
    for address in subfields(e, "u"):
        if web_address(address) and not builder.has("url"):
            builder.put_text("url", web_address(address))
        else:
            builder.keep_text("link", address)


def put_rest(builder: RecordBuilder, e: Element, name: str, used: str) -> None:
    """Keep the words of subfields that have no place of their own."""
    for part in e:
        code = part.get("code") or ""
        if code not in used and code not in CONTROL:
            builder.keep_text(name, text_of(part))
