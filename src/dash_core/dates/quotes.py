"""What a note on a date quotes must stand in the date as it is printed."""

import re
from typing import Final

from dash_core.common.i18n import _

__all__ = ["quote_as_printed", "reason_as_printed"]

_QUOTE: Final = re.compile("“([^“”]+)”")


def quote_as_printed(note: str, printed: str) -> str:
    """The note; what it quotes of a date that was put into other signs loses its quotation marks.

    >>> quote_as_printed("“June” is taken for a month.", "6월")
    'June is taken for a month.'
    """
    if "“" not in note:
        return note
    return _QUOTE.sub(lambda match: _as_printed(match[1], printed) or match[1], note)


def reason_as_printed(reason: str, printed: str) -> str:
    """Why a date was not read; in general words if it quotes what is not printed."""
    for word in _QUOTE.findall(reason):
        if not _as_printed(word, printed):
            return _("This date could not be read with certainty.")
    return quote_as_printed(reason, printed)


def _as_printed(word: str, printed: str) -> str:
    """The word in quotation marks as it is printed; empty where it is not."""
    for form in (word, word.replace("/", "\\")):
        at = printed.lower().find(form.lower())
        if at >= 0 and len(printed.lower()) == len(printed):
            return f"“{printed[at : at + len(form)]}”"
    return ""
