"""Names and text of XML elements, folded; a machine's dates and addresses in attributes."""

import re
from typing import Any, Final
from unicodedata import normalize

__all__ = ["Element", "fold", "iso", "named", "said", "web"]

Element = Any  # lxml gives no types

# Elements that stand on lines of their own: what they hold is not one word with what is beside.
_APART: Final = frozenset(
    "address addressline blockquote cell change chronitem closer dateline defitem div "
    "event event01 event02 extent head head01 head02 item l label lb lg li list namePart opener "
    "p part physdesc physfacet postscript quantity row salute signed "
    "unittitle unittype".split()
)
_BASIC: Final = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_CLOCK: Final = re.compile(r"(?<=[0-9]{2})T[0-9:.]+(Z|[+-][0-9]{2}:?[0-9]{2})?")


def named(element: Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def fold(text: str) -> str:
    """Give a text on one line, single-spaced, in Unicode's composed form."""
    return " ".join(normalize("NFC", text).split())


def said(element: Element, without: frozenset[str] = frozenset()) -> str:
    """Give all the text in an element, folded, but for what stands in elements so named."""
    if not len(element):
        return fold(element.text or "")
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, e in walk:
        name = named(e)
        if name in _APART:
            parts.append(" ")
        if event == "end":
            parts.append((e is not element and e.tail) or "")
        elif name in without and e is not element:
            walk.skip_subtree()
        else:
            parts.append(e.text or "")
    return fold("".join(parts))


def iso(text: str | None) -> str:
    """Give a machine's date as ISO 8601 writes it out, without the time of day.

    >>> iso("19460305/19460401"), iso("1958-05-06T23:00:00+01:00"), iso("1946/1946")
    ('1946-03-05/1946-04-01', '1958-05-06', '1946')
    """
    parts = _CLOCK.sub("", fold(text or "")).split("/")
    parts = ["-".join(m.groups()) if (m := _BASIC.fullmatch(p)) else p for p in parts]
    return parts[0] if len(parts) == 2 and parts[0] == parts[1] else "/".join(parts)


def web(text: str | None) -> str:
    """Give an address if it is one of the web, else nothing.

    >>> web(" https://example.org/1 "), web("javascript:alert(1)")
    ('https://example.org/1', '')
    """
    text = (text or "").strip()
    return text if re.fullmatch(r"https?://\S+", text, re.IGNORECASE) else ""
