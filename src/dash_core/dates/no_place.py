"""That there is no place or no month, as catalogues print it beside a date: `o. O., 1895`,
`[S. l., 1895]`, `1895, s. m.`."""

import re
from typing import Final

__all__ = ["NOT_SAID", "without_no_place"]

_BEFORE: Final = re.compile(
    r"(?P<open>[\[(]?)(?:o\. ?o|s\. ?l|n\. ?p|z\. ?pl?|u\. ?o|b\. ?m|б\. ?м)\.?[\])]?"
    r"(?:[,;:.]? |(?=n\.|s\.))(?!u[.n])(?=[\w\[(])",
    re.IGNORECASE,
)
NOT_SAID: Final = re.compile(
    r"(?<=[0-9\])]),? (?:o\. ?o|s\. ?l|n\. ?p|s\. ?m|s\. ?g)\.?$", re.IGNORECASE
)
"""That there is no place, month or day, behind a date: "1895, s. m." (senza mese, sin mes)."""
_FIRST: Final = frozenset("osnzubб[(")


def without_no_place(text: str) -> str:
    """The text without "no place" before or behind a date.

    >>> without_no_place("o. O., 1895"), without_no_place("[S. l., 1895]"), without_no_place("1895")
    ('1895', '[1895]', '1895')
    """
    if text[:1].casefold() in _FIRST and (match := _BEFORE.match(text)):
        is_open = match["open"] and match[0].rstrip(" ,;:.")[-1:] not in ("]", ")")
        text = (match["open"] if is_open else "") + text[match.end() :]
    if text[-1:] in (".", "O", "o", "l", "p", "m", "g"):
        text = NOT_SAID.sub("", text)
    return text
