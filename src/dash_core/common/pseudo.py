"""Languages that nobody speaks: they show which text is not translated, and what a longer one
or one from right to left does to a page.

Named as in Android and in the CLDR: `en-XA` has accents and is longer, `ar-XB` runs from right to
left. A host sets them by `DOSSIER_LANGUAGE`; a visitor cannot.
"""

import gettext
import re
from typing import Final

__all__ = ["PSEUDO", "PseudoTranslations", "accented", "mirrored"]

PSEUDO: Final = ("en-XA", "ar-XB")

_LONGER: Final = 0.4  # by this share, as German or Finnish are
_ACCENTS: Final = str.maketrans("aceginorsuyzACEGINORSUYZ", "åçéğîñöŕšûýžÅÇÉĞÎÑÖŔŠÛÝŽ")
# What is no word: fields to be filled in, entities, tags, addresses of links, icons, code.
_NO_WORD: Final = re.compile(
    r"(\{[^{}]*\}|&\w+;|<[^<>]*>|\]\([^()]*\)|:material/\w+:|`[^`]*`|https?://\S+)"
)
_EMBED, _POP = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"


def accented(text: str) -> str:
    """A text with accents and longer.

    >>> accented("{n} documents")
    '{n} döçûméñtš ~~~~~'
    """
    pieces = _NO_WORD.split(text)
    words = "".join(
        piece.translate(_ACCENTS) if i % 2 == 0 else piece for i, piece in enumerate(pieces)
    )
    more = "~" * max(1, round(len(text) * _LONGER))
    return f"{words} {more}" if len(text) < 30 else f"{words} {_in_words(more)}"


def _in_words(more: str) -> str:
    """Filling that breaks as words do."""
    return " ".join(more[i : i + 8] for i in range(0, len(more), 8))


def mirrored(text: str) -> str:
    """A text from right to left, each word in between fields, tags and code."""
    pieces = _NO_WORD.split(text)
    return "".join(
        f"{_EMBED}{piece}{_POP}" if i % 2 == 0 and piece.strip() else piece
        for i, piece in enumerate(pieces)
    )


class PseudoTranslations(gettext.NullTranslations):
    """The catalogue of such a language: made of the English text."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._form = {"en-XA": accented, "ar-XB": mirrored}[code]

    def gettext(self, message: str) -> str:
        """The text in that language."""
        return self._form(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form that fits, in that language."""
        return self._form(msgid1 if n == 1 else msgid2)
