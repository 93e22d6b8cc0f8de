"""Which type of CSL, RIS and BibLaTeX a document has.

The vocabulary is `kinds.toml`. Of what an archive keeps the genre tells the
type; a type that the source itself states is taken before it, unless it is one of no meaning.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from dash_core.readers.holding import fold_name

__all__ = ["Kind", "kind_of", "names_published"]

_WORDS: Final[dict[str, str]] = {  # words of a genre -> type of CSL; the first that it has
    # Of a published report the styles print the year alone; those of archives are not published.
    "report": "manuscript",
    "record": "manuscript",
    "memorandum": "manuscript",
    "minutes": "manuscript",
    "transcript": "manuscript",
    "diary": "manuscript",
    "letter": "personal_communication",
    "telegram": "personal_communication",
    "cable": "personal_communication",
    "message": "personal_communication",
    "dispatch": "personal_communication",
    "note": "personal_communication",
    "interview": "interview",
    "speech": "speech",
}
_STATED: Final = ("entrysubtype", "type", "type (TY)", "item type", "itemtype", "reference type")
_GENERAL: Final = frozenset({"document", "manuscript", "personal_communication"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A type in the three formats; `is_published` where a citation says in what or by whom."""

    csl: str
    ris: str
    bib: str
    is_published: bool = False

    @property
    def is_letter(self) -> bool:
        """Whether it has recipients."""
        return self.csl == "personal_communication"


def kind_of(genre: str, extra: Mapping[str, str], published: Mapping[str, str]) -> Kind:
    """The type of a document.

    Parameters
    ----------
    extra
        What the source says of it beyond the schema: a type of its own among it.
    published
        Where it was published (`dash_core.readers.references.published`).
    """
    kinds, names = _kinds()
    columns = {name.lower(): text for name, text in extra.items()}
    texts = [columns.get(name.lower(), "") for name in _STATED]
    # An @article with another type of its own is no article of a journal.
    for text in (*texts, genre, columns.get("entry type", "")):
        name = names.get(fold_name(text), "")
        is_report = name == "report" and not ({"publisher", "issue", "volume"} & published.keys())
        if name and name not in _GENERAL and not is_report:
            return kinds[name]
    words = genre.lower().split()
    by_word = next((csl for word, csl in _WORDS.items() if word in words), "")
    return kinds[by_word or names.get(fold_name(genre), "document")]


def names_published(genre: str) -> bool:
    """Whether a genre is but the name of a published type, which styles need not print again."""
    kinds, names = _kinds()
    kind = kinds[names.get(fold_name(genre), "document")]
    return kind.is_published and (kind.csl != "thesis" or fold_name(genre) == "thesis")


@cache
def _kinds() -> tuple[dict[str, Kind], dict[str, str]]:
    """The kinds by their type of CSL, and that type by each folded name."""
    kinds: dict[str, Kind] = {}
    names: dict[str, str] = {}
    for csl, one in _data().items():
        kinds[csl] = Kind(csl, one["ris"], one["bib"], one.get("published", False))
        for name in (csl, *one["names"]):
            names.setdefault(fold_name(name), csl)
    for csl, one in _data().items():  # several types share an entry of BibLaTeX
        for name in (one["ris"], one["bib"]):
            if name not in ("misc", "MANSCPT"):
                names.setdefault(fold_name(name), csl)
    return kinds, names


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "kinds.toml").read_text("utf-8"))
