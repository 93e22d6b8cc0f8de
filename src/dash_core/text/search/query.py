"""The grammar of the search field, and a query as a value.

A query has words; "phrases in quotes"; `-word`, `-"phrase"` and `-field:value` for what is
excluded; `title:` and `summary:` for where a word stands; `person:`, `from:`, `to:`, `place:`,
`genre:` and `topic:` for facets; `note:` and `tag:` for a person's annotations. Values with spaces
stand in quotes. Anything else, such as an unknown field or a lone quotation mark, is words: no
input is an error.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dash_core.common.i18n import _

__all__ = ["FACETS", "FIELDS", "NOTE", "Clause", "Query", "parse_query"]

MAX_QUERY_CHARS: Final = 10_000  # the rest of a longer query is not read

TEXTS: Final = ("title", "summary")
FACETS: Final = ("person", "from", "to", "place", "genre", "topic", "tag")
NOTE: Final = "note"
FIELDS: Final = (*TEXTS, *FACETS, NOTE)

_QUOTES: Final = '"“”„«»'
_CLAUSE: Final = re.compile(
    rf"(?P<minus>[-−–])?(?:(?P<field>{'|'.join(FIELDS)}):)?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A word, a phrase or the value of a field, required or excluded.

    `field` is one of `FIELDS`, or empty for anywhere in title and summary.
    """

    text: str
    field: str = ""
    is_phrase: bool = False
    is_excluded: bool = False

    def __str__(self) -> str:
        """The clause as it is typed."""
        field = f"{self.field}:" if self.field else ""
        text = f'"{self.text}"' if self.is_phrase else self.text
        return f"{'-' if self.is_excluded else ''}{field}{text}"


@dataclass(frozen=True, slots=True)
class Query:
    """The clauses of a query, in the order they were typed; a filter combines them by AND."""

    clauses: tuple[Clause, ...] = ()

    def __bool__(self) -> bool:
        """Whether it has a clause."""
        return bool(self.clauses)

    def __str__(self) -> str:
        """The query as it is typed; `parse_query` inverts it."""
        return " ".join(map(str, self.clauses))

    def sentence(self) -> str:
        """The query in words: `with the words “oil troops”, not naming Stalin`."""
        return ", ".join(self._phrases())

    def _phrases(self) -> Iterable[str]:
        words = [clause.text for clause in self.clauses if _is_plain(clause)]
        if words:
            yield _("with the words “{words}”").format(words=" ".join(words))
        for clause in self.clauses:
            if not _is_plain(clause):
                yield _template(clause).format(value=clause.text)


def _is_plain(clause: Clause) -> bool:
    return not (clause.field or clause.is_phrase or clause.is_excluded)


def _template(clause: Clause) -> str:
    """The clause in words; `{value}` stands for its text."""
    if clause.is_phrase and not clause.field:
        with_it, without_it = _("with the phrase “{value}”"), _("without the phrase “{value}”")
        return without_it if clause.is_excluded else with_it
    templates = {
        "": ("", _("without “{value}”")),
        "title": (_("“{value}” in the title"), _("“{value}” not in the title")),
        "summary": (_("“{value}” in the summary"), _("“{value}” not in the summary")),
        "person": (_("naming {value}"), _("not naming {value}")),
        "from": (_("from {value}"), _("not from {value}")),
        "to": (_("to {value}"), _("not to {value}")),
        "place": (_("in {value}"), _("not in {value}")),
        "genre": (_("of the genre {value}"), _("not of the genre {value}")),
        "topic": (_("about {value}"), _("not about {value}")),
        "tag": (_("tagged {value}"), _("not tagged {value}")),
        "note": (_("“{value}” in the note"), _("“{value}” not in the note")),
    }
    return templates[clause.field][clause.is_excluded]


def parse_query(typed: str) -> Query:
    """Parse a query. Never fails: what is no grammar is words.

    Examples
    --------
    >>> parse_query('"oil company" -troops person:Stalin').sentence()
    'with the phrase “oil company”, without “troops”, naming Stalin'
    """
    clauses = []
    for match in _CLAUSE.finditer(typed[:MAX_QUERY_CHARS]):
        is_phrase = match["phrase"] is not None
        text = " ".join((match["phrase"] if is_phrase else match["word"]).split())
        field = (match["field"] or "").lower()
        if not any(map(str.isalnum, text)):
            if not field:
                continue
            text, field, is_phrase = f"{match['field']}:", "", False  # without a value: a word
        clauses.append(Clause(text, field, is_phrase, bool(match["minus"])))
    return Query(tuple(clauses))
