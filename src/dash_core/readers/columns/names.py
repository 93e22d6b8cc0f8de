"""What the name of a column says: fields that it may be, and parts of a date.

The words are in `columns.toml`, more of other languages than English in `languages.toml`. A name is
read as it stands, then without what catalogues and search indexes put around it: `dc.title[en]`,
`title_tesim`, `itemLabel`, `field_title`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final
from unicodedata import combining, normalize

from dash_core.readers.columns.date_parts import PARTS, DateParts
from dash_core.readers.holding import fact_of
from dash_core.readers.report import FIELDS, LIST_FIELDS

__all__ = ["OF", "PART_RANK", "STRIPPED_RANK", "ColumnName", "joined", "vocabulary", "words_of"]

MAX_NAME: Final = 80  # characters; a longer cell is not a column's name
STRIPPED_RANK: Final = 100
"""Ranks from here on are of names that were read without something around them."""
PART_RANK: Final = 1_000
"""Ranks from here on are of the last or first word of a longer name ("letter title")."""

_FOREIGN: Final = 40  # rank that a name of a language other than the interface's loses
_NUMBERED: Final = 500  # that "title 2" loses
_MAX_WORDS: Final = 5  # of a name of which one word may tell the field
_MAX_FORMS: Final = 60
_STANDARDS: Final = frozenset({"edtf", "iso", "iso8601", "w3cdtf"})  # of dates for machines
OF: Final = frozenset("of de del della des di du do da von der des d".split())
# Fields that the last or first word of a longer name may mean.
_BY_PART: Final = frozenset(FIELDS) - {"url", "language", "id", "genre"}

_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_IN_SQUARE: Final = re.compile(r"\[([A-Za-z]{2,3})(?:[_-]\w+)?\]\s*\Z")
_ADDRESS: Final = re.compile("[/#]")
_HUMP: Final = re.compile(r"(?<=[a-zß-ÿа-я0-9])(?=[A-ZÀ-ÞА-Я])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD: Final = re.compile(r"[^\W_]+|№")
_STROKES: Final = str.maketrans("łøđı", "lodi")  # as in names without accents: "tytul"
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue"})

Words = tuple[str, ...]


def _fold(text: str) -> str:
    plain = "".join(c for c in normalize("NFKD", text) if not combining(c)).casefold()
    return plain if plain.isascii() else plain.translate(_STROKES)


def words_of(name: str) -> Words:
    """The words of a name without case, accents and punctuation; `dateCreated` is two."""
    return tuple(_WORD.findall(_fold(_HUMP.sub(" ", normalize("NFC", name)))))


def joined(name: str) -> str:
    """The name without case, accents, spaces and punctuation."""
    return "".join(_WORD.findall(_fold(name)))


@dataclass(frozen=True)
class Vocabulary:
    """The words of `columns.toml`, as they are looked up."""

    fields: Mapping[str, Mapping[str, int]]  # name -> field -> rank
    machine: frozenset[str]  # names of machine-readable date columns
    parts: DateParts
    doubt: Mapping[str, str]  # word -> kind of doubt
    around_doubt: frozenset[str]
    dates: frozenset[str]
    before: frozenset[Words]
    behind: frozenset[Words]
    index: frozenset[Words]
    languages: frozenset[Words]
    given: frozenset[str]
    surname: frozenset[str]
    tags: frozenset[str]
    places: frozenset[str]  # nouns that other words follow
    excluded: frozenset[str]
    no_title: frozenset[str]
    counted: frozenset[str]
    alone: frozenset[str]
    notes: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    empty: tuple[frozenset[str], frozenset[str]]  # strong and weak words
    never_content: frozenset[str]  # those of them that nobody writes as a content


@cache
def vocabulary() -> Vocabulary:
    """The words of `columns.toml`."""
    data, languages = _data("columns.toml"), _data("languages.toml")
    ranks: dict[str, dict[str, int]] = {}
    for fields in (data["fields"], *languages.values()):
        for field, names in fields.items():
            first = 0 if fields is data["fields"] else len(data["fields"][field])
            for rank, name in enumerate(names, first):
                for form in _spellings(name):
                    ranks.setdefault(form, {}).setdefault(field, rank)
    for form in _joined(data["dates"]["year"]):  # "Jaar" without a month is the date
        ranks.setdefault(form, {}).setdefault("date", STRIPPED_RANK)
    affixes, lists, other, doubt = data["affixes"], data["lists"], data["other"], data["doubt"]
    tags, places = (
        [name for fields in languages.values() for name in fields.get(field, ())]
        for field in ("subjects", "places")
    )
    parts = {part: _joined(data["dates"][part]) for part in PARTS}
    doubts = {
        word: kind
        for kind in ("approximate", "uncertain", "inferred", "sure", "open")
        for word in _joined(doubt[kind])
    }
    dates = _joined([*data["dates"]["date"], "dating", "datation"]) - {"creation", "num"}
    return Vocabulary(
        fields=ranks,
        machine=_joined(data["beside"]["date_machine"]),
        parts=DateParts(parts, _joined(data["dates"]["date"])),
        doubt=doubts,
        around_doubt=_joined([*doubt["around"], *data["dates"]["date"]]),
        dates=dates,
        before=frozenset(map(words_of, affixes["before"])),
        behind=frozenset(map(words_of, affixes["behind"])),
        index=frozenset(map(words_of, affixes["index"])),
        languages=frozenset(map(words_of, affixes["languages"])),
        given=_joined(lists["given"]),
        surname=_joined(lists["surname"]),
        tags=_joined([*lists["tags"], *tags]),
        places=_joined(name for name in places if " " not in name),
        excluded=_joined(other["words"]),
        no_title=_joined(other["no_title"]),
        counted=_joined(other["counted"]),
        alone=_joined(other["alone"]),
        notes=_joined(data["notes"]["words"]),
        yes=frozenset(text.casefold() for text in doubt["yes"]),
        no=frozenset(text.casefold() for text in doubt["no"]),
        empty=(frozenset(data["empty"]["strong"]), frozenset(data["empty"]["weak"])),
        never_content=frozenset(data["empty"]["sure"]),
    )


def _data(file: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / file).read_text("utf-8"))


def _spellings(name: str) -> Iterator[str]:
    for form in (name, name.translate(_UMLAUTS)):  # "Empfaenger"
        yield joined(form)
    words = words_of(name)
    if len(bare := [word for word in words if word not in OF]) > 1 and bare[0] == words[0]:
        yield "".join(bare)  # "date_signature"


def _joined(names: Iterable[str]) -> frozenset[str]:
    return frozenset(form for name in names for form in _spellings(name))


@dataclass(frozen=True, slots=True)
class ColumnName:
    """What a name says.

    Attributes
    ----------
    fields
        The fields that a column of this name may be, with ranks: the lowest is the likeliest.
    part
        What it says of a date: `begin`, `end`, `year`, `month`, `day`, `begin year` …,
        `calendar`, `printed`, `machine`, or a kind of doubt after `doubt `; "" for none.
    is_bare
        Whether that is said without a word for "date": "from", "bis".
    base
        What is the same in the names of variants: `title_en` and `title_de`.
    is_variant
        Whether the name has something that tells it from its variants.
    is_of_tags
        Whether commas may divide what is in such a column.
    """

    fields: Mapping[str, int]
    part: str = ""
    is_bare: bool = False
    base: str = ""
    is_variant: bool = False
    is_of_tags: bool = False

    @property
    def best(self) -> str:
        """The likeliest field; "" if none."""
        return min(self.fields, key=self.fields.__getitem__, default="")

    @staticmethod
    @lru_cache(maxsize=20_000)
    def of(name: str) -> "ColumnName":
        """Read a name; of an address (RDF) its last part."""
        if "://" in name:
            name = _ADDRESS.split(name.rstrip("/#"))[-1]
        if len(name) > MAX_NAME or (fact_of(name) and joined(name) not in vocabulary().fields):
            return _NOTHING  # "opis" is an inventory in Russian archives, else a description
        bare = _BRACKETS.sub(" ", name)
        language = _IN_SQUARE.search(name)
        starts = [words_of(name), words_of(bare)]
        starts += [words_of(part) for part in bare.split("/")] if "/" in bare else []
        forms = _forms(starts)
        first = tuple(word for word in words_of(name) if word != "1")  # "date_1_begin"
        part, is_bare = _part(forms | {first: 0}, first)
        fields = _fields(forms)
        if not fields:
            fields = _by_part(words_of(bare))
        if fields and _is_foreign(words_of(bare), language[1] if language else ""):
            fields = {field: rank + _FOREIGN for field, rank in fields.items()}
        shortest = _without_variant(words_of(name if _is_of_person(name) else bare))
        return ColumnName(
            fields,
            part,
            is_bare,
            "".join(shortest),
            shortest != words_of(name) and not language,
            any("".join(form) in vocabulary().tags for form in forms),
        )


_NOTHING: Final = ColumnName({})


def _is_of_person(name: str) -> bool:
    """Whether brackets in a name say whose it is, not which version: "Place (recipient)"."""
    inner = _BRACKETS.search(name)
    fields = vocabulary().fields.get(joined(inner[0]), {}) if inner else {}
    return not fields.keys().isdisjoint(("creators", "recipients"))


def _ends(words: Words, affixes: frozenset[Words], behind: bool) -> Iterator[Words]:
    """What is left of the words without one of the affixes."""
    for n in (1, 2, 3):
        if n < len(words):
            if behind and words[-n:] in affixes:
                yield words[:-n]
            elif not behind and words[:n] in affixes:
                yield words[n:]


def _forms(starts: Iterable[Words]) -> dict[Words, int]:
    """The name and its shorter forms, with what is added to their ranks."""
    terms = vocabulary()
    forms: dict[Words, int] = {}
    waiting = [(words, 10 * (i > 1)) for i, words in enumerate(starts) if words]
    while waiting and len(forms) < _MAX_FORMS:
        words, rank = waiting.pop(0)
        if words in forms:
            continue
        forms[words] = rank
        waiting += [(rest, rank + 10) for rest in _ends(words, terms.languages, behind=True)]
        for affixes, behind in (
            (terms.index, True),
            (terms.behind, True),
            (terms.before, False),
        ):
            waiting += [(rest, rank + STRIPPED_RANK) for rest in _ends(words, affixes, behind)]
    return forms


def _fields(forms: Mapping[Words, int]) -> dict[str, int]:
    """The fields of the first form that has any: that with least taken away."""
    terms = vocabulary()
    for words, more in sorted(forms.items(), key=lambda item: item[1]):
        form = "".join(words)
        found: Mapping[str, int] = terms.fields.get(form, {})
        numbered = form.rstrip("0123456789")  # "subject 2"
        if not found and numbered != form:
            found = {
                field: rank + (0 if field in LIST_FIELDS else _NUMBERED)
                for field, rank in terms.fields.get(numbered, {}).items()
            }
        if found:
            return {field: min(rank + more, PART_RANK - 1) for field, rank in found.items()}
    return {}


def _by_part(words: Words) -> dict[str, int]:
    """The fields that the last or first word of a longer name means."""
    terms = vocabulary()
    if not 2 <= len(words) <= _MAX_WORDS or terms.excluded & set(words):
        return {}
    if len(words) > 2 and words[-1:] in terms.languages:
        words = words[:-1]
    part = words[0] if words[1] in OF else words[-1]
    named = any(w in terms.doubt or terms.parts.of(w) for w in words if w not in terms.dates)
    is_date = words[0] in terms.dates and "date" in terms.fields.get(words[0], {})
    is_place = words[0] in terms.places and not terms.no_title & set(words)
    if (is_date or is_place) and part not in terms.fields and not named:
        part = words[0]  # "fecha_firma", "miejsce odbioru"
    if part in terms.alone:
        return {}
    return {
        field: rank + PART_RANK
        for field, rank in terms.fields.get(part, {}).items()
        if field in _BY_PART and not (field == "title" and terms.no_title & set(words))
    }


def _part(forms: Mapping[Words, int], words: Words) -> tuple[str, bool]:
    """What the name says of a date, and whether without a word for it."""
    terms = vocabulary()
    if any("".join(form) in terms.machine for form in forms) or _declares_machine(words):
        return "machine", False
    for form in forms:
        for name in ("".join(form), "".join(w for w in form if w not in OF or len(form) < 2)):
            if part := terms.parts.of(name):
                return part, terms.parts.is_bare(name)
    if terms.dates & set(words) and any(terms.parts.of(word) == "calendar" for word in words):
        return "calendar", False  # "Calendar of the date as given"
    return _doubt(words), False


def _declares_machine(words: Words) -> bool:
    """Whether a name has a word for "date", in any language, before or behind a standard's."""
    for standard, rest in ((words[-1:], words[:-1]), (words[:1], words[1:])):
        if standard and standard[0] in _STANDARDS and "".join(rest) in vocabulary().dates:
            return True
    return False


def _doubt(words: Words) -> str:
    terms = vocabulary()
    if len(words) == 1 and (glued := _glued_doubt(words[0])):
        return f"doubt {glued}"
    kinds = [terms.doubt[word] for word in words if word in terms.doubt]
    rest = [word for word in words if word not in terms.doubt]
    if not kinds or any(word not in terms.around_doubt for word in rest):
        return ""
    kind = next((kind for kind in kinds if kind != "open"), "open")
    if kind != "approximate" and not any(word in terms.dates for word in rest):
        return ""  # "status", "attributed", "is certain"
    return f"doubt {kind}"


def _glued_doubt(word: str) -> str:
    """The doubt that a word says together with one for "date": "dateapprox"; "" for none."""
    terms = vocabulary()
    for i in range(2, len(word) - 1):
        first, second = word[:i], word[i:]
        if second in terms.dates and first in terms.doubt:
            return terms.doubt[first]
        if first in terms.dates and second in terms.doubt:
            return terms.doubt[second]
    return ""


def _is_foreign(words: Words, language: str) -> bool:
    behind = words[-1:] if len(words) > 1 and words[-1:] in vocabulary().languages else ()
    tag = (language or (behind[0] if behind else "")).lower()
    return bool(tag) and not tag.startswith("en")


def _without_variant(words: Words) -> Words:
    terms = vocabulary()
    for affixes in (terms.index, terms.languages, terms.behind):
        words = next(_ends(words, affixes, behind=True), words)
    return words
