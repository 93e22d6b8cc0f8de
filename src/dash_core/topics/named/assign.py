"""Named topics: a label, a colour and words to look for, all chosen by a person.

A document belongs to a topic when words or phrases of the topic carry `MIN_STRENGTH` or more of
the TF-IDF weight of its subject: that share is its strength. A document put in by hand has
strength 1; one taken out by hand is out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.common.i18n import ngettext
from dash_core.text.language.tokens import Token, find_phrase, phrases_in, written
from dash_core.text.search.index import Index
from dash_core.topics.file.schema import TopicSpec
from dash_core.topics.found.labels import typical_terms
from dash_core.topics.model import SHAPES, Topic, Topics, with_other

__all__ = ["TopicShare", "assign", "columns_of", "find_evidence", "phrases_of", "share_of"]

MIN_STRENGTH: Final = 0.03  # share of a document's term weight; below it no topic is assigned

_SHOWN_IDS: Final = 3  # in a remark


def phrases_of(words: Iterable[str], languages: Sequence[str] = ("en",)) -> list[tuple[str, ...]]:
    """Words and phrases as the terms they have in each language; those of stop words alone are
    dropped."""
    phrases = (phrase for word in words for phrase in phrases_in(word, languages))
    return list(dict.fromkeys(phrases))


def find_evidence(
    tokens: Sequence[Token],
    phrases: Sequence[tuple[str, ...]],
    vetoed: Sequence[tuple[str, ...]] = (),
) -> list[tuple[int, int]]:
    """Where the words of a topic are: spans of characters, in order, none inside another and none
    inside a vetoed phrase ("oil" with the veto "oil painting")."""
    spans: list[tuple[int, int]] = []
    terms = {token.term for token in tokens}
    possible = [phrase for phrase in phrases if terms.issuperset(phrase)]
    for phrase in sorted(possible, key=len, reverse=True):
        for first, stop in find_phrase(tokens, phrase):
            span = (tokens[first].start, tokens[stop - 1].end)
            if not any(span[0] < end and start < span[1] for start, end in spans):
                spans.append(span)
    outside = find_evidence(tokens, vetoed) if vetoed else []
    return sorted(
        (start, end)
        for start, end in spans
        if not any(first <= start and end <= last for first, last in outside)
    )


@dataclass(frozen=True, slots=True)
class TopicShare:
    """How much of a document's term weight words of a topic carry: `strength` from 0 to 1, and
    those `words`, as written there."""

    strength: float
    words: tuple[str, ...]


def share_of(
    row: int,
    fields: Sequence[Sequence[Token]],
    phrases: Sequence[tuple[str, ...]],
    vetoed: Sequence[tuple[str, ...]],
    index: Index,
) -> TopicShare:
    """The share of one document's term weight that words of a topic carry.

    A word inside a vetoed phrase does not count ("oil" with the veto "oil painting"); in a
    phrase of the topic, a vetoed word carries no weight.
    """
    terms: set[str] = set()
    found: dict[str, str] = {}  # as written, by casefolded text
    for tokens in fields:
        outside = find_evidence(tokens, vetoed) if vetoed else []
        for start, end in find_evidence(tokens, phrases, vetoed):
            inside = [token for token in tokens if start <= token.start < end]
            counted = {
                token.term
                for token in inside
                if token.term and not any(a <= token.start < b for a, b in outside)
            }
            if counted:
                terms |= counted
                words = written(inside)
                found.setdefault(words.casefold(), words)
    columns = {index.column[term] for term in terms}
    first, stop = index.subject.indptr[row], index.subject.indptr[row + 1]
    data = index.subject.data[first:stop]
    total = float(data.sum())
    weights = zip(index.subject.indices[first:stop], data, strict=True)
    weight = sum(float(value) for column, value in weights if column in columns)
    return TopicShare(min(1.0, weight / total) if total else 0.0, tuple(found.values()))


def assign(
    specs: Sequence[TopicSpec],
    index: Index,
    subjects: Sequence[tuple[Sequence[Token], Sequence[Token]]],
    names: frozenset[str],
    ids: Sequence[str] = (),
) -> Topics:
    """Assign documents to named topics; what fits none is "Other".

    Parameters
    ----------
    subjects
        Title and summary tokens of each document; words for kinds of documents have no term.
    names
        Terms that never describe a topic (people's names).
    ids
        The id of each document, for those that were put in or taken out by hand.

    Returns
    -------
    Topics
        Its `advice` names documents put in or taken out by hand that are not in the listing.
    """
    n = len(subjects)
    row_of = {id_: row for row, id_ in enumerate(ids)}
    strengths = np.zeros((n, len(specs)))
    evidence: list[dict[str, tuple[str, ...]]] = [{} for _ in range(n)]
    pinned: set[tuple[int, str]] = set()
    for column, spec in enumerate(specs):
        phrases = phrases_of(spec.words, index.languages)
        vetoed = phrases_of(spec.veto, index.languages)
        by_hand = {row_of[id_] for id_ in spec.pinned if id_ in row_of}
        excluded = {row_of[id_] for id_ in spec.excluded if id_ in row_of}
        for row in sorted(by_hand.union(_candidates(phrases, index)) - excluded):
            share = share_of(row, subjects[row], phrases, vetoed, index)
            if row in by_hand:
                pinned.add((row, spec.id))
            elif share.strength < MIN_STRENGTH:
                continue
            strengths[row, column] = 1.0 if row in by_hand else share.strength
            evidence[row][spec.id] = share.words
    topics = [
        _topic(spec, SHAPES[i % len(SHAPES)], strengths[:, i], index, names)
        for i, spec in enumerate(specs)
    ]
    return Topics(
        "named",
        *with_other(topics, strengths),
        tuple(evidence),
        _advice(specs, row_of),
        frozenset(pinned),
    )


def _topic(
    spec: TopicSpec,
    shape: str,
    strengths: NDArray[np.float64],
    index: Index,
    names: frozenset[str],
) -> Topic:
    rows = np.flatnonzero(strengths)
    members = rows[np.argsort(-strengths[rows], kind="stable")]
    return Topic(
        spec.id,
        spec.label,
        spec.color,
        shape,
        typical_terms(index, members, names | _single_terms(spec.veto)),
        tuple(int(row) for row in members),
        float(strengths[members].mean()) if len(members) else 0.0,
        words=spec.words,
        veto=spec.veto,
    )


def _advice(specs: Sequence[TopicSpec], row_of: Mapping[str, int]) -> str:
    """Which documents put in or taken out by hand are not there."""
    remarks = []
    for spec in specs:
        missing = [id_ for id_ in (*spec.pinned, *spec.excluded) if id_ not in row_of]
        if missing:
            remarks.append(
                ngettext(
                    "{n} document put into “{label}” or taken out of it by hand is not in this "
                    "listing: {ids}.",
                    "{n} documents put into “{label}” or taken out of it by hand are not in this "
                    "listing: {ids}.",
                    len(missing),
                    label=spec.label,
                    ids=", ".join(missing[:_SHOWN_IDS])
                    + (" …" if len(missing) > _SHOWN_IDS else ""),
                )
            )
    return " ".join(remarks)


def _single_terms(words: Iterable[str]) -> frozenset[str]:
    """The terms of single words."""
    return frozenset(phrase[0] for phrase in phrases_of(words) if len(phrase) == 1)


def _candidates(phrases: Sequence[tuple[str, ...]], index: Index) -> list[int]:
    """Rows that contain all terms of some phrase, anywhere."""
    rows: set[int] = set()
    for phrase in phrases:
        if all(term in index.column for term in phrase):
            part = csr_matrix(index.subject[:, [index.column[term] for term in set(phrase)]])
            rows.update(np.flatnonzero(np.diff(part.indptr) == len(set(phrase))).tolist())
    return sorted(rows)


def columns_of(word: str, index: Index) -> list[int]:
    """The columns of those terms of a word or phrase that occur in the collection."""
    terms = dict.fromkeys(term for phrase in phrases_of([word], index.languages) for term in phrase)
    return [index.column[term] for term in terms if term in index.column]
