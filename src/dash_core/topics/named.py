"""Named topics: a label, a colour and words to look for; steered by a person, never by chance.

A document belongs to a topic when its subject holds words or phrases of the topic that carry
`settings.MIN_STRENGTH` or more of the subject's TF-IDF weight: that share is its strength.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core import settings
from dash_core.index import Index
from dash_core.text import Token, find_phrase, tokenize
from dash_core.topics.file import TopicSpec
from dash_core.topics.model import SHAPES, Topic, Topics, with_other
from dash_core.topics.terms import telling_terms

__all__ = ["assign", "find_evidence", "phrases_of"]


def phrases_of(words: Iterable[str]) -> list[tuple[str, ...]]:
    """Words and phrases as terms; those of stop words alone are dropped."""
    found = (tuple(t.term for t in tokenize(word) if t.term) for word in words)
    return list(dict.fromkeys(phrase for phrase in found if phrase))


def find_evidence(
    tokens: Sequence[Token], phrases: Sequence[tuple[str, ...]]
) -> list[tuple[int, int]]:
    """Where the words of a topic stand: spans of characters, in order, none inside another."""
    spans: list[tuple[int, int]] = []
    for phrase in sorted(phrases, key=len, reverse=True):
        for first, behind in find_phrase(tokens, phrase):
            span = (tokens[first].start, tokens[behind - 1].end)
            if not any(span[0] < end and start < span[1] for start, end in spans):
                spans.append(span)
    return sorted(spans)


def assign(
    specs: Sequence[TopicSpec],
    index: Index,
    subjects: Sequence[tuple[Sequence[Token], Sequence[Token]]],
    names: frozenset[str],
) -> Topics:
    """Assign documents to named topics; what fits none is "Other".

    Parameters
    ----------
    subjects
        Title and summary tokens of each document, form emptied.
    names
        Terms that never describe a topic (people's names).
    """
    n = len(subjects)
    strengths = np.zeros((n, len(specs)))
    evidence: list[dict[str, tuple[str, ...]]] = [{} for _ in range(n)]
    totals = np.asarray(index.subject.sum(axis=1)).ravel()
    for column, spec in enumerate(specs):
        phrases = phrases_of(spec.words)
        for row in _candidates(phrases, index):
            terms: set[str] = set()
            found: list[str] = []
            for tokens in subjects[row]:
                for start, end in find_evidence(tokens, phrases):
                    inside = [t for t in tokens if start <= t.start < end]
                    terms |= {t.term for t in inside if t.term}
                    found.append(" ".join(t.surface for t in inside))
            weight = sum(index.subject[row, index.column[term]] for term in terms)
            share = weight / totals[row] if totals[row] else 0.0
            if share >= settings.MIN_STRENGTH:
                strengths[row, column] = share
                unique = {words.casefold(): words for words in reversed(found)}
                evidence[row][spec.id] = tuple(reversed(unique.values()))
    topics = [
        Topic(
            spec.id,
            spec.label,
            spec.color,
            SHAPES[i % len(SHAPES)],
            telling_terms(index, members, names),
            tuple(int(row) for row in members),
            float(strengths[members, i].mean()) if len(members) else 0.0,
            words=spec.words,
        )
        for i, spec in enumerate(specs)
        for members in [_members(strengths[:, i])]
    ]
    return Topics("named", *with_other(topics, strengths), tuple(evidence))


def _candidates(phrases: Sequence[tuple[str, ...]], index: Index) -> list[int]:
    """Rows that hold all terms of some phrase, wherever they stand."""
    rows: set[int] = set()
    for phrase in phrases:
        if all(term in index.column for term in phrase):
            part = csr_matrix(index.subject[:, [index.column[term] for term in set(phrase)]])
            rows.update(np.flatnonzero(np.diff(part.indptr) == len(set(phrase))).tolist())
    return sorted(rows)


def _members(strengths: NDArray[np.float64]) -> NDArray[np.int64]:
    rows = np.flatnonzero(strengths)
    return rows[np.argsort(-strengths[rows], kind="stable")]
