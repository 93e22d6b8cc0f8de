"""Names and text of XML elements; machine-readable dates and addresses in attributes."""

import re
from typing import Any, Final
from unicodedata import normalize

__all__ = ["Element", "iso_date", "local_name", "normalize_space", "text_of", "web_address"]

Element = Any  # lxml gives no types

# Elements on a line of their own: their text is not one word with the text around them.
_LINE_ELEMENTS: Final = frozenset(
    "address addressline blockquote cell change chronitem closer dateline defitem div "
    "event event01 event02 extent head head01 head02 item l label lb lg li list namePart opener "
    "p part physdesc physfacet postscript quantity row salute signed "
    "unittitle unittype".split()
)
_BASIC: Final = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_CLOCK: Final = re.compile(r"(?<=[0-9]{2})T[0-9:.]+(Z|[+-][0-9]{2}:?[0-9]{2})?")


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def normalize_space(text: str) -> str:
    """The text on one line, single-spaced, in Unicode's composed form (NFC)."""
    return " ".join((text if text.isascii() else normalize("NFC", text)).split())


def text_of(element: Element, without: frozenset[str] = frozenset()) -> str:
    """All the text in an element, space normalized, except in elements of the names `without`."""
    if not len(element):
        return normalize_space(element.text or "")
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, e in walk:
        name = local_name(e)
        if name in _LINE_ELEMENTS:
            parts.append(" ")
        if event == "end":
            parts.append((e is not element and e.tail) or "")
        elif name in without and e is not element:
            walk.skip_subtree()
        else:
            parts.append(e.text or "")
    return normalize_space("".join(parts))


def iso_date(text: str | None) -> str:
    """A machine-readable date in ISO 8601's extended format, without the time of day.

    >>> iso_date("19460305/19460401"), iso_date("1958-05-06T23:00:00+01:00")
    ('1946-03-05/1946-04-01', '1958-05-06')
    >>> iso_date("1946/1946")
    '1946'
    """
    if not text:
        return ""
    parts = _CLOCK.sub("", normalize_space(text)).split("/")
    parts = ["-".join(m.groups()) if (m := _BASIC.fullmatch(p)) else p for p in parts]
    return parts[0] if len(parts) == 2 and parts[0] == parts[1] else "/".join(parts)


def web_address(text: str | None) -> str:
    """The address if it is a web address, else "".

    >>> web_address(" https://example.org/1 "), web_address("javascript:alert(1)")
    ('https://example.org/1', '')
    """
    text = (text or "").strip()
    return text if re.fullmatch(r"https?://\S+", text, re.IGNORECASE) else ""
