"""Every word of the interface goes through here, so that a second language is one catalogue.

`_("…")` and `ngettext` are gettext's own; an English catalogue is not needed because the
English text is the key. A translation is added as `locale/<language>/LC_MESSAGES/dossier.mo`
(extract the keys with Babel's `pybabel extract`).
"""

import gettext
from collections.abc import Sequence
from pathlib import Path
from typing import Final

__all__ = ["LANGUAGE", "_", "count", "first_few", "ngettext"]

_catalogue = gettext.translation(
    "dossier", localedir=str(Path(__file__).with_name("locale")), fallback=True
)

LANGUAGE: Final = str(_catalogue.info().get("language", "en"))
"""The language of the interface (ISO 639-1)."""


def _(text: str) -> str:
    """Give `text` in the language of the interface."""
    return _catalogue.gettext(text)


def ngettext(one: str, many: str, n: int, **more: str) -> str:
    """Give the form of a phrase that fits the number `n`, with `{n}` and `more` filled in."""
    return _catalogue.ngettext(one, many, n).format(n=f"{n:,}", **more)


def count(n: int) -> str:
    """Say how many documents, with the noun: `1 document`, `1,204 documents`."""
    return ngettext("{n} document", "{n} documents", n)


def first_few(items: Sequence[str], n: int) -> list[str]:
    """The first `n` items and how many more there are: `["a", "b", "3 more"]`."""
    more = len(items) - n
    return [*items[:n], *([ngettext("{n} more", "{n} more", more)] if more > 0 else [])]
