"""What a person types into the search field, as a value.

The grammar: words; "phrases in quotes"; `-word`, `-"phrase"` and `-field:value` for what must not
be there; `title:` and `summary:` for where a word stands; `person:`, `from:`, `to:`, `place:`,
`genre:` and `topic:` for what a document is about; `note:` and `tag:` for what a person wrote on
it. Values with spaces stand in quotes. Anything else, an unknown field or a lone quotation mark,
is words: no input is an error.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dash_core.common.i18n import _

__all__ = ["FACETS", "FIELDS", "NOTE", "Clause", "Query", "parse"]

MAX_QUERY_CHARS: Final = 10_000  # the rest of a longer query is not read

TEXTS: Final = ("title", "summary")
FACETS: Final = ("person", "from", "to", "place", "genre", "topic", "tag")
NOTE: Final = "note"
FIELDS: Final = (*TEXTS, *FACETS, NOTE)

_QUOTES: Final = '"“”„«»'
_PART: Final = re.compile(
    rf"(?P<minus>[-−–])?(?:(?P<field>{'|'.join(FIELDS)}):)?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for: a word or a phrase, where it must stand, or that it must not.

    `field` is one of `FIELDS`, or empty for anywhere in title and summary.
    """

    text: str
    field: str = ""
    is_phrase: bool = False
    is_excluded: bool = False

    def __str__(self) -> str:
        """The part as it may be typed."""
        field = f"{self.field}:" if self.field else ""
        text = f'"{self.text}"' if self.is_phrase else self.text
        return f"{'-' if self.is_excluded else ''}{field}{text}"


@dataclass(frozen=True, slots=True)
class Query:
    """The clauses of a query, in the order they were typed; a filter combines them by AND."""

    clauses: tuple[Clause, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.clauses)

    def __str__(self) -> str:
        """The query as it may be typed; `parse` gives it back."""
        return " ".join(map(str, self.clauses))

    def sentence(self) -> str:
        """The query in words: `with the words “oil troops”, not naming Stalin`."""
        return ", ".join(self._said())

    def _said(self) -> Iterable[str]:
        words = [part.text for part in self.clauses if _is_plain(part)]
        if words:
            yield _("with the words “{words}”").format(words=" ".join(words))
        for part in self.clauses:
            if not _is_plain(part):
                yield _wording(part).format(value=part.text)


def _is_plain(part: Clause) -> bool:
    return not (part.field or part.is_phrase or part.is_excluded)


def _wording(part: Clause) -> str:
    """How a part is said; `{value}` stands for its text."""
    if part.is_phrase and not part.field:
        with_it, without_it = _("with the phrase “{value}”"), _("without the phrase “{value}”")
        return without_it if part.is_excluded else with_it
    said = {
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
    return said[part.field][part.is_excluded]


def parse(typed: str) -> Query:
    """Take a query apart. Never fails; what makes no sense as grammar is words.

    Examples
    --------
    >>> parse('"oil company" -troops person:Stalin').sentence()
    'with the phrase “oil company”, without “troops”, naming Stalin'
    """
    parts = []
    for match in _PART.finditer(typed[:MAX_QUERY_CHARS]):
        is_phrase = match["phrase"] is not None
        text = " ".join((match["phrase"] if is_phrase else match["word"]).split())
        field = (match["field"] or "").lower()
        if not any(map(str.isalnum, text)):
            if not field:
                continue
            text, field, is_phrase = f"{match['field']}:", "", False  # of nothing: a word
        parts.append(Clause(text, field, is_phrase, bool(match["minus"])))
    return Query(tuple(parts))
