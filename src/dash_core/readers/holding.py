"""Who holds a document, and where it stands there: one vocabulary for all readers and exports.

A reader keeps such facts among `Record.extra`: a table under the names of its columns, other
formats under the names of `FACTS`. Whatever the name, `fact_of` says which fact it means
(`holding.toml`), and `holding_of` what a citation needs of them. They are no places, and no
ids but for reference codes (`reference_codes`).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final
from unicodedata import combining, normalize

__all__ = ["FACTS", "Holding", "fact_of", "fold_name", "holding_of", "is_reference_code"]

FACTS: Final = (
    "archive",  # the institution
    "archive_place",  # its town
    "collection",  # fonds, record group, papers
    "series",
    "container",  # where it stands there, in one text: "Box 2, Folder 7"
    "box",
    "reel",
    "frame",
    "folder",
    "folio",
    "shelfmark",  # or call number
)
"""Names of what sources say of who holds a document, as keys of `Record.extra`."""

_WITHIN: Final = ("container", "box", "reel", "frame", "folder", "folio", "shelfmark", "series")
_MAX_NAME: Final = 80  # characters; a longer text is no name
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_PATH: Final = re.compile(r"[.:/]")  # "Item.Archive", "edm:dataProvider"
_INDEX: Final = re.compile(  # endings of names in search indexes: "repository_ssm"
    r"_(?:te?s?i?m|te?si|ss?i?m?|si|ms|facet|display)$"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_WORD: Final = re.compile(r"(?![IVXLCDM]+\b)[^\W\d_]{3,}")  # and no Roman number
_BARE: Final = re.compile(r"[\W\d_]*\d[\d\W_]*[a-zA-Z]?")


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a document, as a citation has it; empty where the source does not say.

    `location` is the place in the archive: container, box and folder, shelfmark, series.
    """

    archive: str = ""
    place: str = ""
    collection: str = ""
    location: str = ""


def fact_of(name: str) -> str:
    """The one of `FACTS` that a column, an element or a tag of this name has; "" for none.

    >>> [fact_of(name) for name in ("Archive Location", "Signatur", "archive-place", "title")]
    ['container', 'shelfmark', 'archive_place', '']
    """
    return _fact(name)[0]


def fold_name(text: str, between: str = "") -> str:
    """The words of a name or text without case, accents and punctuation.

    >>> fold_name("Archive-Place"), fold_name("Box 2, Folder 7", " ")
    ('archiveplace', 'box 2 folder 7')
    """
    plain = "".join(c for c in normalize("NFKD", text) if not combining(c)).casefold()
    return between.join(re.findall(r"[^\W_]+", plain))


def holding_of(columns: Mapping[str, str]) -> Holding:
    """What these columns say of who holds a document; of several with one fact the best named.

    Texts are given as printed; a bare number has the name of its column before it.

    >>> holding_of({"Repository": "Record Office", "Box": "3", "Folder": "4"}).location
    'box 3, folder 4'
    """
    best: dict[str, tuple[int, str, str]] = {}
    for name, text in columns.items():
        fact, rank = _fact(name)
        if fact and text and (fact not in best or rank < best[fact][0]):
            best[fact] = (rank, name, text)
    facts = {fact: _labelled(fact, name, text) for fact, (_rank, name, text) in best.items()}
    return Holding(
        facts.get("archive", ""),
        facts.get("archive_place", ""),
        facts.get("collection", ""),
        _joined([facts[fact] for fact in _WITHIN if fact in facts]),
    )


def _joined(texts: list[str]) -> str:
    """Texts joined by commas, without those that another one includes."""
    kept: list[str] = []
    for text in texts:
        words = fold_name(text, " ")
        if not any(f" {words} " in f" {fold_name(other, ' ')} " for other in kept):
            kept.append(text)
    return ", ".join(kept)


def _labelled(fact: str, name: str, text: str) -> str:
    """A text with what it numbers before it, where it is but a number: `box 3`."""
    if fact in ("archive", "archive_place", "container", "shelfmark"):
        return text
    if fact == "collection" and not _BARE.fullmatch(text):
        return text
    label = _label(fact, name)
    first = _LETTERS.match(text)
    says_so = first is not None and first[0][0].casefold() == label[0].casefold()
    return text if _WORD.search(text) or (says_so and not text.isalpha()) else f"{label} {text}"


@lru_cache(maxsize=1_024)
def _label(fact: str, name: str) -> str:
    """What a column numbers, as a citation has it: the name's own word, if it has one."""
    for word in _LETTERS.findall(name):
        if _known().get(fold_name(word), ("", 0))[0] == fact:
            return fact if fold_name(word) in (fact, f"{fact}s", f"{fact}es") else word
    return fact


@lru_cache(maxsize=8_192)
def _fact(name: str) -> tuple[str, int]:
    """The fact that a name means, and how good a name it is: 0 is best."""
    if len(name) > _MAX_NAME:
        return "", 0
    known = _known()
    for form in (name, _BRACKETS.sub(" ", name), _INDEX.sub("", name)):
        while form:
            if found := known.get(fold_name(form)):
                return found
            _path, _mark, form = _PATH.sub(":", form).partition(":")
    return "", 0


def is_reference_code(name: str) -> bool:
    """Whether a column of this name has what an archive asks for when one orders a document.

    >>> is_reference_code("Signatur"), is_reference_code("Call Number")
    (True, False)
    """
    return len(name) <= _MAX_NAME and fold_name(name) in _reference_codes()


@cache
def _reference_codes() -> frozenset[str]:
    return frozenset(map(fold_name, _names()["reference_codes"]))


@cache
def _names() -> dict[str, list[str]]:
    return tomllib.loads((files(__package__) / "holding.toml").read_text("utf-8"))


@cache
def _known() -> dict[str, tuple[str, int]]:
    data = _names()
    known: dict[str, tuple[str, int]] = {}
    for fact in FACTS:
        for rank, name in enumerate((fact, *data[fact])):
            known.setdefault(fold_name(name), (fact, rank))
    return known
