"""Form taken out: the words of a description that say what it is about.

On short descriptions the words of form (letter, memo, who wrote to whom, the date) outweigh
the subject, and topics made of them are kinds of document. So the part of a title before its
subject, the correspondents' names, genre words, months and bare numbers are left out here; genre
and people are offered as facets instead.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dash_core.text.genre import form_terms
from dash_core.text.language.tokens import Token, tokenize
from dash_core.text.people import PeopleReading, PersonMention

__all__ = ["name_terms", "subject_tokens"]

_NUMBER: Final = re.compile(r"[^a-z]*\d[^a-z]*(?:st|nd|rd|th)?")  # not "u2" or "mp3"


def subject_tokens(
    title: str,
    summary: str,
    people: PeopleReading,
    row: int,
    names: dict[str, str],
    language: str = "en",
) -> tuple[list[Token], list[Token]]:
    """Tokens of title and summary with the term of every word of form emptied.

    Positions are kept, so that phrases do not join words that stood apart. `names` maps a
    printed name to the name shown (the inverse of `people.spellings`).
    """
    parties = {*people.creators[row], *people.recipients[row]}
    start = people.subject_starts[row]
    titled = _emptied(
        tokenize(title, language), people.title_spans[row], parties, names, start, language
    )
    summed = _emptied(
        tokenize(summary, language), people.summary_spans[row], parties, names, 0, language
    )
    return list(titled), list(summed)


def _emptied(
    tokens: list[Token],
    mentions: list[PersonMention],
    parties: set[str],
    names: dict[str, str],
    start: int,
    language: str,
) -> Iterator[Token]:
    spans = [(m.start, m.end) for m in mentions if names.get(m.party.printed) in parties]
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
