"""The grammar of the search field, and a query as a value.

A query has words, looked for in every field of a document; "phrases in quotes"; `word*` for words
that begin so; `-word`, `-"phrase"` and `-field:value` for what is excluded; `this OR that` for
either; and `field:value` for where it stands. Fields are those of `FIELDS` (`from:`, `subject:`,
`id:`, …) and the columns of the source by their names (`Theme:`; a name of several words in quotes,
or with `_` for its spaces). Values with spaces stand in quotes. Anything else, such as an unknown
field or a lone quotation mark, is words: no input is an error.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from dash_core.common.i18n import _

__all__ = ["FACETS", "FIELDS", "TEXTS", "Clause", "Query", "parse_query"]

MAX_QUERY_CHARS: Final = 10_000  # the rest of a longer query is not read

TEXTS: Final = ("title", "summary")
FACETS: Final = ("person", "from", "to", "place", "subject", "genre", "topic", "tag")
FIELDS: Final = (*TEXTS, *FACETS, "note", "id", "date")
"""Fields that every listing has: texts, facets, and what is looked up word by word."""

NO_COLUMNS: Final[Mapping[str, str]] = MappingProxyType({})

_QUOTES: Final = '"“”„«»'
_OR: Final = "OR"


@dataclass(frozen=True, slots=True)
class Clause:
    """A word, a phrase or the value of a field, required or excluded.

    `field` is one of `FIELDS`, a column of the source, or empty for anywhere. `is_alternative`:
    whether it may stand in the place of the clause before it (`this OR that`).
    """

    text: str
    field: str = ""
    is_phrase: bool = False
    is_excluded: bool = False
    is_alternative: bool = False

    def __str__(self) -> str:
        """The clause as it is typed, without `OR` before it."""
        name = self.field if _is_one_word(self.field) else f'"{self.field}"'
        field = f"{name}:" if self.field else ""
        text = f'"{self.text}"' if self.is_phrase else self.text
        return f"{'-' if self.is_excluded else ''}{field}{text}"

    @property
    def is_prefix(self) -> bool:
        """Whether it stands for all words that begin so: `word*`."""
        return not self.is_phrase and self.text.endswith("*")


def _is_one_word(name: str) -> bool:
    return not re.search(rf"[\s:{_QUOTES}]", name)


@dataclass(frozen=True, slots=True)
class Query:
    """The clauses of a query, in the order they were typed; all must hold but alternatives, of
    which one must."""

    clauses: tuple[Clause, ...] = ()

    def __bool__(self) -> bool:
        """Whether it has a clause."""
        return bool(self.clauses)

    def __str__(self) -> str:
        """The query as it is typed; `parse_query` inverts it."""
        return " ".join(
            f"{_OR} {clause}" if clause.is_alternative else str(clause) for clause in self.clauses
        )

    @property
    def groups(self) -> list[list[Clause]]:
        """The clauses, those that are alternatives together."""
        groups: list[list[Clause]] = []
        for clause in self.clauses:
            if clause.is_alternative and groups:
                groups[-1].append(clause)
            else:
                groups.append([clause])
        return groups

    def sentence(self) -> str:
        """The query in words: `with the words “oil troops”, not naming Stalin`."""
        return ", ".join(self._phrases())

    def _phrases(self) -> Iterable[str]:
        groups = self.groups
        words = [group[0].text for group in groups if len(group) == 1 and _is_plain(group[0])]
        if words:
            yield _("with the words “{words}”").format(words=" ".join(words))
        for group in groups:
            if len(group) > 1 or not _is_plain(group[0]):
                yield _(" or ").join(_template(clause).format(clause.text) for clause in group)


def _is_plain(clause: Clause) -> bool:
    return not (clause.field or clause.is_phrase or clause.is_excluded)


def _template(clause: Clause) -> str:
    """The clause in words; `{}` stands for its text."""
    if clause.is_phrase and not clause.field:
        with_it, without_it = _("with the phrase “{}”"), _("without the phrase “{}”")
        return without_it if clause.is_excluded else with_it
    templates = {
        "": (_("with the word “{}”"), _("without “{}”")),
        "title": (_("“{}” in the title"), _("“{}” not in the title")),
        "summary": (_("“{}” in the summary"), _("“{}” not in the summary")),
        "person": (_("naming {}"), _("not naming {}")),
        "from": (_("from {}"), _("not from {}")),
        "to": (_("to {}"), _("not to {}")),
        "place": (_("in {}"), _("not in {}")),
        "subject": (_("under the subject {}"), _("not under the subject {}")),
        "genre": (_("of the genre {}"), _("not of the genre {}")),
        "topic": (_("about {}"), _("not about {}")),
        "tag": (_("tagged {}"), _("not tagged {}")),
        "note": (_("“{}” in the note"), _("“{}” not in the note")),
        "id": (_("“{}” in the identifier"), _("“{}” not in the identifier")),
        "date": (_("dated “{}”"), _("not dated “{}”")),
    }
    column = clause.field.replace("{", "{{").replace("}", "}}")
    own = (_("“{{}}” in {column}"), _("“{{}}” not in {column}"))
    return templates.get(clause.field, tuple(template.format(column=column) for template in own))[
        clause.is_excluded
    ]


def parse_query(typed: str, columns: Mapping[str, str] = NO_COLUMNS) -> Query:
    """Parse a query. Never fails: what is no grammar is words.

    Parameters
    ----------
    columns
        Names of columns of the source, and the field of each.

    Examples
    --------
    >>> parse_query('"oil company" -troops person:Stalin').sentence()
    'with the phrase “oil company”, without “troops”, naming Stalin'
    >>> parse_query("theme:peace OR theme:war", {"Theme": "Theme"}).sentence()
    '“peace” in Theme or “war” in Theme'
    """
    pattern, names = _grammar(tuple(columns.items()))
    clauses: list[Clause] = []
    is_alternative = False
    for match in pattern.finditer(typed[:MAX_QUERY_CHARS]):
        if match[0] == _OR and clauses and not is_alternative:
            is_alternative = True
            continue
        clause = _clause(match, names)
        if clause:
            clauses.append(replace(clause, is_alternative=is_alternative))
            is_alternative = False
    if is_alternative:  # nothing came after it
        clauses.append(Clause(_OR))
    return Query(tuple(clauses))


def _clause(match: re.Match[str], names: Mapping[str, str]) -> Clause | None:
    is_phrase = match["phrase"] is not None
    text = " ".join((match["phrase"] if is_phrase else match["word"]).split())
    field = names[_fold_name(match["field"])] if match["field"] else ""
    if not any(map(str.isalnum, text)):
        if not field:
            return None
        text, field, is_phrase = f"{match['field']}:", "", False  # without a value: a word
    return Clause(text, field, is_phrase, bool(match["minus"]))


@lru_cache(maxsize=32)
def _grammar(columns: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of a clause, and the field of each name it may have."""
    named = [*columns, *((name, name) for name in FIELDS)]
    names = {_fold_name(name): field for name, field in named if _fold_name(name)}
    written = "|".join(
        re.escape(name).replace("\\ ", r"[\s_]") for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(
        rf"(?P<minus>[-−–])?(?:[{_QUOTES}]?(?P<field>{written})[{_QUOTES}]?:)?"
        rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+))",
        re.IGNORECASE,
    ), names


def _fold_name(name: str) -> str:
    """The name of a field without what typing it may change."""
    return " ".join(re.sub(rf"[_{_QUOTES}]", " ", name).casefold().split())
