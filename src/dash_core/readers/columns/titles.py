"""Which column has the titles, where no name says so."""

import re
from collections.abc import Mapping
from typing import Final

from dash_core.readers.columns.names import ColumnName, vocabulary, words_of
from dash_core.readers.columns.values import MOST, ColumnSample

__all__ = [
    "TITLE_LENGTH",
    "are_links",
    "is_beside_text",
    "labels_of_links",
    "title_of_other_field",
]

TITLE_LENGTH: Final = range(8, 301)
"""Characters, on average, of a column of titles."""

_LONG: Final = 100  # characters, on average, of a column of summaries
_WORD: Final = 12  # characters, on average, of a column that has no texts
_TEXTS: Final = frozenset("transcript transcription transcripts fulltext".split())
_ABOUT: Final = ("subject", "assunto", "tema", "temat", "тема")
_LISTS: Final = re.compile(r"[;|]|--|, .*, ")  # of terms
_COMPOUND: Final = 7  # letters of the end of a compound
_FEW: Final = 2  # values that say whether they are short
# Of columns that have titles where they are short.
_DESCRIBED: Final = frozenset(
    "description descriptions contents content details beschreibung inhalt descripcion contenido "
    "descrizione contenuto descricao conteudo описание содержание opis".split()
)


def are_links(read: ColumnName, sample: ColumnSample) -> bool:
    """Whether a column named after texts ("Transcript") has but links to them ("PDF") or "yes"."""
    is_short = 0 < sample.length < _WORD and not any(" " in value for value in sample.values)
    return read.base in _TEXTS and is_short


def labels_of_links(fields: Mapping[str, str]) -> list[str]:
    """The label of the thing that the column of addresses has, in results of Wikidata's query
    service: `werkLabel` beside `werk`."""
    free = {name.casefold(): name for name, of in fields.items() if not of}
    links = [name for name, of in fields.items() if of == "url"]
    return [free[label] for url in links if (label := f"{url}label".casefold()) in free][:1]


def title_of_other_field(
    fields: Mapping[str, str], values: Mapping[str, ColumnSample]
) -> dict[str, str]:
    """The fields that change where a column that is known for something else has the titles: a
    short description, or what a letter or telegram is about."""
    if changed := _of_description(fields, values):
        return changed
    about = [name for name in fields if name.casefold() in _ABOUT and fields[name] == "subjects"]
    if len(about) != 1 or {"title", "summary"} & set(fields.values()):
        return {}
    sample = values[about[0]]
    texts = sum(" " in value for value in sample.values)
    is_list = any(_LISTS.search(value) for value in sample.values)
    n = len(sample.values)
    is_title = n >= _FEW and sample.distinct == 1 and texts >= MOST * n and not is_list
    return {about[0]: "title"} if is_title else {}


def _of_description(
    fields: Mapping[str, str], values: Mapping[str, ColumnSample]
) -> dict[str, str]:
    """The fields that change where a short description is the title: no column has titles, or
    only one behind it, told by its values ("Final disposition"); titles stand before what
    describes them."""
    names = list(fields)
    places = {of: names.index(name) for name, of in fields.items() if of}
    at = places.get("summary", -1)
    is_described = at >= 0 and bool(_DESCRIBED & set(words_of(names[at])))
    if not is_described or places.get("title", len(names)) < at or "recipients" in places:
        return {}
    sample = values[names[at]]
    if len(sample.values) < _FEW or sample.length >= _LONG or sample.distinct < MOST:
        return {}
    other = {names[places["title"]]: ""} if "title" in places else {}
    return {**other, names[at]: "title"}


def is_beside_text(name: str) -> bool:
    """Whether a name is one of remarks, of what is written on and the like, also as the end of a
    compound ("Erhaltungszustand")."""
    words, terms = words_of(name), vocabulary().no_title
    ends = tuple(term for term in terms if len(term) >= _COMPOUND)
    return not terms.isdisjoint(words) or any(word.endswith(ends) for word in words)
