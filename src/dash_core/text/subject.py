"""Form taken out: the words of a description that say what it is about.

On short descriptions the words of form (letter, memo, who wrote to whom, the date) outweigh
the subject, and topics made of them are kinds of document. So the part of a title before its
subject, the correspondents' names, genre words, months and bare numbers are left out here; genre
and people are offered as facets instead.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from dash_core.text.genre import form_terms
from dash_core.text.language.tokens import Token, tokenize
from dash_core.text.people import PeopleReading, PersonMention

__all__ = ["Form", "form_of", "name_terms", "subject_tokens"]

_NUMBER: Final = re.compile(r"[^a-z]*\d[^a-z]*(?:st|nd|rd|th)?")  # not "u2" or "mp3"


class Form(NamedTuple):
    """What of a title and a summary is form: the title before `start`, and the spans of the names
    of those who wrote or received the document."""

    start: int
    title: tuple[tuple[int, int], ...]
    summary: tuple[tuple[int, int], ...]


def form_of(people: PeopleReading, row: int) -> Form:
    """Where the form of the document in a row is."""
    parties = {*people.creators[row], *people.recipients[row]}

    def spans(mentions: Sequence[PersonMention]) -> tuple[tuple[int, int], ...]:
        return tuple(
            (m.start, m.end) for m in mentions if people.printed_as.get(m.party.printed) in parties
        )

    return Form(
        people.subject_starts[row],
        spans(people.title_spans[row]),
        spans(people.summary_spans[row]),
    )


def subject_tokens(
    title: Sequence[Token], summary: Sequence[Token], form: Form, language: str = "en"
) -> tuple[list[Token], list[Token]]:
    """Tokens of title and summary with the term of every word of form emptied.

    Positions are kept, so that phrases do not join words that stood apart.
    """
    return (
        list(_emptied(title, form.title, form.start, language)),
        list(_emptied(summary, form.summary, 0, language)),
    )


def _emptied(
    tokens: Sequence[Token], spans: Sequence[tuple[int, int]], start: int, language: str
) -> Iterator[Token]:
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
    """The terms of people's names, as each language has them: no topic is described by them. An
    office or a body ("Railway Commission") is none."""
    languages = tuple(languages)
    spans = (*people.title_spans, *people.summary_spans)
    printed = {m.party.printed for own in spans for m in own if m.party.is_person}
    return frozenset(
        token.term
        for form in printed
        for language in languages
        for token in tokenize(form, language)
        if token.term
    )
