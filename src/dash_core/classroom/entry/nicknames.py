"""Nicknames: the one thing a class knows about a student.

A nickname is short, can be read aloud, is nobody's address and no insult. The list of insults
(`nicknames.toml`) is short on purpose: the teacher sees every name and can take it away.
"""

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final

from dash_core.common.errors import ClassError
from dash_core.common.i18n import _

__all__ = ["MAX_CHARS", "check_nickname", "neutral", "sort_key"]

MAX_CHARS: Final = 24
_MAX_MARKS: Final = 2  # combining marks on one letter; more pile up over the lines around
_ADDRESS: Final = re.compile(
    r"@|https?:|www\.|\.(?:com|org|net|edu|gov|info|[a-z]{2})\b|(?:\d[\s./-]*){7,}", re.IGNORECASE
)
_LEET: Final = str.maketrans("013457@$!|", "oieastasii")
_REPEATED: Final = re.compile(r"(.)\1{2,}")


def check_nickname(text: str) -> str:
    """A nickname as it is kept: without white space at its ends, in composed Unicode (NFC).

    Raises
    ------
    ClassError
        If it is none: why, and what to type instead.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not any(char.isalnum() for char in name):
        raise ClassError(_("Type a nickname with at least one letter or digit."))
    if len(name) > MAX_CHARS:
        raise ClassError(
            _("This nickname is too long: at most {n} letters, please.").format(n=MAX_CHARS)
        )
    if _is_unprintable(name):
        raise ClassError(_("This nickname has signs that cannot be shown: use plain letters."))
    if _ADDRESS.search(unicodedata.normalize("NFKC", name)):
        raise ClassError(
            _("This looks like an address or a number: choose one that tells nobody who you are.")
        )
    if _is_insult(name):
        raise ClassError(_("Please choose another nickname."))
    return name


def sort_key(name: str) -> str:
    """What two nicknames have in common that nobody can tell apart by ear: `Ana` and `ANÁ`."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in plain if char.isalnum()) or plain


def neutral(number: int) -> str:
    """What a student is called where no name is shown."""
    return _("Student {n}").format(n=number)


def _is_unprintable(name: str) -> bool:
    marks = 0
    for char in unicodedata.normalize("NFD", name):
        kind = unicodedata.category(char)
        marks = marks + 1 if kind.startswith("M") else 0
        # Controls, formats (among them those that turn the direction of writing), private signs.
        if marks > _MAX_MARKS or (kind[0] == "C" and char != "\u200d"):
            return True
    return False


def _is_insult(name: str) -> bool:
    whole, anywhere = _words()
    spaced = unicodedata.normalize("NFKC", name).casefold().translate(_LEET)
    spaced = _REPEATED.sub(r"\1", spaced)
    words = re.findall(r"\w+", spaced.replace("_", " "))
    original = re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold())
    joined = "".join(words)
    return bool(whole & {*words, *original, joined}) or any(part in joined for part in anywhere)


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    text = files(__package__).joinpath("nicknames.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    return frozenset(lists["whole"]), tuple(lists["anywhere"])
