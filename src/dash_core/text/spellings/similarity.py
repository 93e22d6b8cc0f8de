"""Similarity of the spellings of two surnames.

It is rapidfuzz's ratio: 1 minus the normalised insertion-deletion distance of the letters.
"""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from dash_core.common.i18n import _
from dash_core.text.spellings.decisions import same_name

__all__ = ["consonants", "is_spelling_variant", "similarity"]

_TRANSCRIPTIONS: Final = (
    ("tch", "ch"),
    ("kh", "k"),
    ("gh", "g"),
    ("ph", "f"),
    ("tz", "ts"),
    ("ck", "k"),
    ("q", "k"),
    ("w", "v"),
    ("ff", "v"),
)
_VOWELS: Final = "aeiouyj"


def similarity(a: str, b: str) -> tuple[str, float]:
    """The similarity of two surnames, as a sentence and from 0 to 1."""
    ratio = fuzz.ratio(same_name(a), same_name(b)) / 100
    reason = _("spelled alike: {a} / {b} ({percent} %)").format(
        a=a, b=b, percent=round(100 * ratio)
    )
    return reason, ratio


@lru_cache(maxsize=50_000)
def _normalized(surname: str) -> str:
    """A folded surname in one transcription, without doubled letters."""
    for printed, one in _TRANSCRIPTIONS:
        surname = surname.replace(printed, one)
    return re.sub(r"(.)\1", r"\1", surname)


@lru_cache(maxsize=50_000)
def consonants(surname: str) -> str:
    """The first letter and the consonants of a folded surname: the block it is compared in."""
    letters = _normalized(surname)
    return letters[:1] + "".join(c for c in letters[1:] if c not in _VOWELS)


def is_spelling_variant(a: str, b: str) -> bool:
    """Whether two folded surnames can be spellings of one.

    They may differ in transcription, in a doubled letter or in one letter that is neither the
    first nor the last; not as Larsen and Larson or Ivanov and Ivanova do.
    """
    one, two = _normalized(a), _normalized(b)
    if one == two:
        return True
    if len(one) != len(two) or {a[-3:], b[-3:]} == {"sen", "son"}:
        return False
    different = [i for i, (x, y) in enumerate(zip(one, two, strict=True)) if x != y]
    return len(different) == 1 and different[0] not in (0, len(one) - 1)
