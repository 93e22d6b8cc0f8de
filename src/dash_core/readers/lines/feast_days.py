"""Days told from a feast, before the year at the end of a line: "…, Tuesday after Easter 1342".

They belong to the date, whether the day can be told or not: what is not understood is marked.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from dash_core.dates.feasts import read_feast
from dash_core.dates.grammar.vocabulary import WORDS, fold_word

__all__ = ["feast_at_end"]

_YEAR: Final = re.compile(r"(?:[^\W\d_]+ )?[0-9]{3,4}")  # "[Whit] Monday 1342"
_SEGMENT: Final = re.compile(r"(?:[,;:]|\.(?=\s+[A-Z]))\s*(?=[^,;:.]*(?:\bSt\.[^,;:.]*)?$)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_MAX_WORDS: Final = 9
_MAX_CHARS: Final = 80


@cache
def _words(name: str) -> frozenset[str]:
    data = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return frozenset(map(fold_word, data[name]))


def feast_at_end(head: str, year: str) -> tuple[str, str]:
    """What stands before the year at the end of a line, without and with the day told from a
    feast; (head, "") where there is none.

    >>> feast_at_end("Grant, Tuesday after Easter", "1342"), feast_at_end("Grant, Lady Ann", "1342")
    (('Grant', 'Tuesday after Easter'), ('Grant, Lady Ann', ''))
    """
    if not _YEAR.fullmatch(year.strip("[]().? ")):
        return head, ""
    segments = list(_SEGMENT.finditer(head, max(0, len(head) - _MAX_CHARS)))
    if not segments:
        return head, ""
    at = segments[0]
    day = head[at.end() :].strip()
    words = list(map(fold_word, _LETTERS.findall(day)))
    if not 0 < len(words) <= _MAX_WORDS:
        return head, ""
    first = next((word for word in words if word not in _words("feast_links")), "")
    told = _words("feast_days") | {word for word in words if "weekday" in WORDS.get(word, ())}
    links = any(word in _words("feast_links") for word in words[1:])
    if (first in told and links) or read_feast(f"{day} {year.strip('[]().? ')}") is not None:
        return head[: at.start()], day
    return head, ""
