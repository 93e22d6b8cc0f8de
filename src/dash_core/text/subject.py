"""The subject of a description: its words without those that say only what kind of paper it is.

In short descriptions the form words (letter, memo, who wrote to whom, the date) outweigh the
subject, and topics made of them are kinds of document. So the part of a title before its subject,
the correspondents' names, form words, months and bare numbers get an empty term here; genre and
people are facets instead.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from dash_core.text.language.form_words import form_terms
from dash_core.text.language.tokens import Token, tokenize
from dash_core.text.people import PeopleReading, PersonMention

__all__ = ["FormSpans", "form_spans", "name_terms", "subject_tokens"]

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
    form = form_terms(language)
    for token in tokens:
        is_form = (
            token.start < start
            or token.term in form
            or _NUMBER.fullmatch(token.term)
            or any(a <= token.start < b for a, b in spans)
        )
        yield Token(token.start, token.end, token.surface, "") if is_form else token


def name_terms(people: PeopleReading, languages: Iterable[str] = ("en",)) -> frozenset[str]:
    """The terms of people's names in each language: no topic is described by them.

    Names of offices and bodies ("Railway Commission") are not among them.
    """
    languages = tuple(languages)
    mentions = (m for spans in (*people.title_spans, *people.summary_spans) for m in spans)
    printed = {mention.party.printed for mention in mentions if mention.party.is_person}
    return frozenset(
        token.term
        for name in printed
        for language in languages
        for token in tokenize(name, language)
        if token.term
    )
