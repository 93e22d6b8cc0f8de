"""The subject of a description: its words without those that say only what kind of paper it is.

In short descriptions the form words (letter, memo, who wrote to whom, the date) outweigh the
subject, and topics made of them are kinds of document. So the part of a title before its subject,
the correspondents' names, form words, months and bare numbers get an empty term here; genre and
people are facets instead.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from dash_core.text.language.form_words import form_terms
from dash_core.text.language.tokens import Token, tokenize
from dash_core.text.names import PersonMention
from dash_core.text.names.model import Party
from dash_core.text.people import PeopleReading

__all__ = ["FormSpans", "form_spans", "is_form", "name_terms", "subject_tokens"]

_NUMBER: Final = re.compile(r"[^a-z]*\d[^a-z]*(?:st|nd|rd|th)?")  # not "u2" or "mp3"


class FormSpans(NamedTuple):
    """What is no subject in a title and a summary: the title before `start`, and the spans of
    the correspondents' names."""

    start: int
    title: tuple[tuple[int, int], ...]
    summary: tuple[tuple[int, int], ...]


def form_spans(people: PeopleReading, row: int) -> FormSpans:
    """What people and titles tell of the form of one document."""
    correspondents = {*people.creators[row], *people.recipients[row]}

    def spans(mentions: Sequence[PersonMention]) -> tuple[tuple[int, int], ...]:
        return tuple(
            (mention.start, mention.end)
            for mention in mentions
            if people.printed_as.get(mention.party.printed) in correspondents
        )

    return FormSpans(
        people.subject_starts[row],
        spans(people.title_spans[row]),
        spans(people.summary_spans[row]),
    )


def subject_tokens(
    title: Sequence[Token], summary: Sequence[Token], form: FormSpans, language: str = "en"
) -> tuple[list[Token], list[Token]]:
    """Tokens of title and summary; those that do not tell the subject have an empty term.

    All tokens are kept, so that no phrase joins words that do not follow one another.
    """
    return (
        list(_without_form(title, form.title, form.start, language)),
        list(_without_form(summary, form.summary, 0, language)),
    )


def _without_form(
    tokens: Sequence[Token], spans: Sequence[tuple[int, int]], start: int, language: str
) -> Iterator[Token]:
    """Tokens with the term emptied of form words, numbers, what stands before `start` and what
    starts in one of the spans."""
    for token in tokens:
        at, end, surface, term = token
        is_left_out = term and (
            at < start or is_form(term, language) or (spans and any(a <= at < b for a, b in spans))
        )
        yield Token(at, end, surface, "") if is_left_out else token


@lru_cache(maxsize=100_000)
def is_form(term: str, language: str) -> bool:
    """Whether a term is one of form or a number."""
    return term in form_terms(language) or _NUMBER.fullmatch(term) is not None


def name_terms(
    people: PeopleReading,
    texts: Sequence[tuple[str, str]],
    languages: Iterable[str] = ("en",),
) -> frozenset[str]:
    """The terms of people's names in each language: no topic is described by them.

    A name counts that something besides its capitals tells to be a person: it wrote or received, a
    column has it, an office is printed with it, or it stands with a given name in several
    documents; and one that is met or presented ("talks with X") in at least half of the documents
    it stands in. Names of offices and bodies ("Railway Commission") are not among them. `texts`:
    title and summary of each document.
    """
    languages = tuple(languages)
    printed, rows = _mentions(people)
    told = _told(people, printed, rows)
    told |= {
        name
        for name, where in rows.items()
        if name not in told and 2 * _presented(printed[name], where, texts) >= len(where)
    }
    return frozenset(
        token.term
        for name in told
        for form in printed[name]
        for language in languages
        for token in tokenize(form, language)
        if token.term
    )


def _mentions(people: PeopleReading) -> tuple[dict[str, dict[str, Party]], dict[str, set[int]]]:
    """Of each name of a person in the texts: its printed forms, and the rows where it stands."""
    printed: dict[str, dict[str, Party]] = {}
    rows: dict[str, set[int]] = {}
    for row, spans in enumerate(zip(people.title_spans, people.summary_spans, strict=True)):
        for mention in chain(*spans):
            if mention.party.is_person:
                form = mention.party.printed
                name = people.printed_as.get(form, form)
                printed.setdefault(name, {})[form] = mention.party
                rows.setdefault(name, set()).add(row)
    return printed, rows


def _told(
    people: PeopleReading,
    printed: Mapping[str, Mapping[str, Party]],
    rows: Mapping[str, Collection[int]],
) -> set[str]:
    """The names that something besides their capitals tells to be people."""
    told = {name for name in chain(*people.creators, *people.recipients) if name in printed}
    told |= {name for name in printed if people.roles.get(name)}
    for name, forms in printed.items():
        if len(rows[name]) > 1 and any(party.given for party in forms.values()):
            told.add(name)
    for row, names in enumerate(people.people):
        told |= {name for name in names if name in rows and row not in rows[name]}  # of a column
    return told


def _presented(
    forms: Collection[str], rows: Iterable[int], texts: Sequence[tuple[str, str]]
) -> int:
    """In how many of the rows the text presents one of these forms as a person."""
    from dash_core.text.names.mentions import find_mentions  # patterns a fitted listing needs not

    return sum(
        any(party.printed in forms for text in texts[row] for party in find_mentions(text))
        for row in rows
    )
