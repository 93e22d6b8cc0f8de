"""Noun phrases of short texts, told by the words around them, without a tagger.

A run of content words between stop words or punctuation is a candidate (Rose, Engel, Cramer &
Cowley 2010, "Automatic keyword extraction from individual documents"). A phrase stands *whole*
where nothing of its noun phrase is cut off: behind a determiner or preposition and before
punctuation or a stop word that is no determiner ("sent the …" is a verb); within a longer run it
counts half, as far as it has the chief noun: "oil company" in "joint oil company", not "joint oil"
(Frantzi, Ananiadou & Mima 2000 on nested terms). Which words are verbs or say little alone is told
for some languages in `phrase_words.toml`; in the others the boundaries decide.
"""

import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from dash_core.text.language.tokens import Token, term_of

__all__ = ["Occurrence", "is_verb", "may_be_noun", "noun_phrases"]

MAX_PHRASE_WORDS: Final = 4  # content words of a phrase
NESTED: Final = 0.5  # weight of a phrase within a longer one, where one that stands whole has 1

# Between the words of a phrase.
_BETWEEN: Final = frozenset((" ", "-", "‐", "‑", "’", "'", ""))
# Join two nouns to one thing; some with an article behind them.
_JOINING: Final = frozenset(
    "of de du des d’ d' von der di del della dell’ dell' dei do da dos das av af van den".split()
)
_ARTICLES: Final = frozenset("the la las les los l’ l' el het de den".split())
_POSSESSIVES: Final = ("'s", "’s", "s'", "s’")
_AND: Final = frozenset("and or & et ou y e o und oder en of".split())
# Of a language: endings of words that end no phrase, the words that end so by chance, their kind.
_ENDINGS: Final = {
    "en": (
        (
            "ed",
            "bed breed creed deed feed greed hundred need red reed seed shed speed weed",
            "participle",
        ),
        ("ly", "ally anomaly assembly family italy july monopoly reply supply", "modifier"),
        ("ing", "king ring spring string thing wing", "gerund"),
    )
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A phrase where it stands: its terms, how it is printed, and how well it stands there (1:
    whole, `NESTED`: within a longer one, 0: cut, and `surface` is empty)."""

    terms: tuple[str, ...]
    surface: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Words:
    determiners: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    order: str = ""


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("phrase_words.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def _words(language: str) -> _Words:
    table = _tables().get(language, {})
    names = ("determiners", "prepositions", "verbs", "modifiers", "light")
    lists = {name: frozenset(table.get(name, "").split()) for name in names}
    return _Words(order=table.get("order", ""), **lists)


@lru_cache(maxsize=100_000)
def _kind(word: str, language: str) -> str:
    """What a word does at the edge of a phrase: one of the kinds below."""
    words, lower = _words(language), word.lower()
    if lower in words.determiners:
        return "determiner"
    if lower in words.prepositions:
        return "preposition"
    if lower in words.verbs:
        return "verb"
    if lower in words.modifiers:
        return "modifier" if word[:1].islower() else "name or modifier"
    for ending, exceptions, kind in _ENDINGS.get(language, ()):
        if lower.endswith(ending) and lower not in exceptions.split():
            return kind if word[:1].islower() else f"name or {kind}"
    return "word" if term_of(word, language) else "stop"


def may_be_noun(word: str, language: str) -> bool:
    """Whether a word may stand alone for a thing: not what is known as a verb, an adjective or an
    adverb."""
    return (
        _kind(word, language) in ("word", "name or gerund")
        and word.lower() not in _words(language).light
    )


def is_verb(word: str, language: str) -> bool:
    """Whether a word is known as a verb, or has the ending of a participle."""
    return _kind(word, language) in ("verb", "participle")


def noun_phrases(
    text: str, tokens: Sequence[Token], language: str, barred: Collection[str] = ()
) -> Iterator[Occurrence]:
    """The phrases of up to `MAX_PHRASE_WORDS` words in one text, each time they stand there.

    Parameters
    ----------
    tokens
        The words of the text; those with an empty term stand in no phrase.
    barred
        Terms that stand in no phrase.
    """
    marked = _Marked(text, tokens, language, barred)
    for first, last, terms in marked.runs():
        weight = marked.weight(first, last)
        surface = ""
        if weight:
            surface = " ".join(text[tokens[first].start : tokens[last].end].split())
        yield Occurrence(terms, surface, weight)


class _Marked:
    """The words of one text with what each does at the edge of a phrase."""

    def __init__(
        self, text: str, tokens: Sequence[Token], language: str, barred: Collection[str]
    ) -> None:
        self._tokens, self._language, self._order = tokens, language, _words(language).order
        self._kinds = [_kind(token.surface, language) for token in tokens]
        self._terms = [
            token.term
            if token.term not in barred and kind not in ("verb", "determiner", "preposition")
            else ""
            for token, kind in zip(tokens, self._kinds, strict=True)
        ]
        # Whether nothing but a space or a hyphen stands between a word and the one before.
        self._near = [False] + [
            text[before.end : after.start] in _BETWEEN for before, after in pairwise(tokens)
        ]

    def runs(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """First and last word, and the terms, of all runs of words that may be a phrase."""
        for first, term in enumerate(self._terms):
            if not term:
                continue
            terms, last, joined = [term], first, False
            yield first, first, (term,)
            while len(terms) < MAX_PHRASE_WORDS:
                after = self._next(last)
                if after == last + 1 or (after and not joined):
                    joined |= after > last + 1
                    last = after
                    terms.append(self._terms[last])
                    yield first, last, tuple(terms)
                else:
                    break

    def _next(self, at: int) -> int:
        """The next word of a phrase, over "of" or "of the"; 0 where there is none."""
        n = len(self._terms)
        behind = at + 1
        for allowed in (_JOINING, _ARTICLES, None):
            if behind >= n or not self._near[behind]:
                return 0
            if self._terms[behind]:
                return behind
            if allowed is None or self._tokens[behind].surface.lower() not in allowed:
                return 0
            behind += 1
        return 0

    def weight(self, first: int, last: int) -> float:
        """How well a run stands as a phrase: 1 whole, `NESTED` within a longer one, 0 cut."""
        head = last if self._order != "first" or first == last else first
        if self._kinds[head].removeprefix("name or ") in ("modifier", "participle"):
            return 0
        if self._tokens[last].surface.lower().endswith(_POSSESSIVES):
            return 0
        if first == last and self._tokens[first].surface.lower() in _words(self._language).light:
            return 0
        starts, ends = self._starts(first), self._ends(last)
        kind = self._kinds[first]
        if kind == "modifier":
            return 0
        if kind == "participle" and not self._follows(first, "determiner", "preposition"):
            return 0
        if starts and ends:
            is_clause = first < last and kind.endswith("gerund") and self._near[first + 1]
            if is_clause and self._terms[first + 1] and not self._follows(first, "determiner"):
                return NESTED  # "sending advisers", but "the shipping board", "training of pilots"
            return 1
        if kind == "gerund":
            return 0
        nested = {"last": starts is None and ends, "first": starts and ends is None}
        either = (starts is None and ends) or (starts and ends is None)
        return NESTED if nested.get(self._order, either) else 0

    def _follows(self, at: int, *kinds: str) -> bool:
        return at > 0 and self._near[at] and self._kinds[at - 1] in kinds

    def _starts(self, at: int) -> bool | None:
        """Whether a phrase may begin here; None where it goes on to the left."""
        if at == 0 or not self._near[at]:
            return True
        kind, before = self._kinds[at - 1], self._tokens[at - 1]
        if self._terms[at - 1]:
            return True if kind == "modifier" else None
        if kind in ("determiner", "preposition", "verb"):
            return True
        if kind != "stop":  # a word of form, a name
            return False
        if not _words(self._language).prepositions or before.surface.lower() in _AND:
            return True
        return self._tokens[at].surface[:1].isupper()

    def _ends(self, at: int) -> bool | None:
        """Whether a phrase may end here; None where it goes on to the right."""
        if at + 1 == len(self._terms) or not self._near[at + 1]:
            return True
        kind = self._kinds[at + 1]
        if self._terms[at + 1]:
            return None
        # Verbs have objects; where they are not listed, a noun may have a genitive.
        return kind in ("preposition", "verb", "stop") or (
            kind == "determiner" and not _words(self._language).verbs
        )
