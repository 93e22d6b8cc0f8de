"""Named topics: a label, a colour and words to look for; steered by a person, never by chance.

A document belongs to a topic when its subject holds words or phrases of the topic that carry
`MIN_STRENGTH` or more of the subject's TF-IDF weight: that share is its strength. What
a person put in by hand has strength 1; what was taken out by hand is out.
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

__all__ = ["Share", "assign", "find_evidence", "phrases_of", "share_of"]

MIN_STRENGTH: Final = 0.03  # below this share of a document's wording a topic is not assigned

_NAMED: Final = 3  # ids said one by one


def phrases_of(words: Iterable[str], languages: Sequence[str] = ("en",)) -> list[tuple[str, ...]]:
    """Words and phrases as the terms they have in each language; those of stop words alone are
    dropped."""
    found = (phrase for word in words for phrase in phrases_in(word, languages))
    return list(dict.fromkeys(found))


def find_evidence(
    tokens: Sequence[Token],
    phrases: Sequence[tuple[str, ...]],
    vetoed: Sequence[tuple[str, ...]] = (),
) -> list[tuple[int, int]]:
    """Where the words of a topic stand: spans of characters, in order, none inside another and
    none inside a vetoed phrase ("oil" with the veto "oil painting")."""
    spans: list[tuple[int, int]] = []
    held = {token.term for token in tokens}
    possible = [phrase for phrase in phrases if held.issuperset(phrase)]
    for phrase in sorted(possible, key=len, reverse=True):
        for first, behind in find_phrase(tokens, phrase):
            span = (tokens[first].start, tokens[behind - 1].end)
            if not any(span[0] < end and start < span[1] for start, end in spans):
                spans.append(span)
    out = find_evidence(tokens, vetoed) if vetoed else []
    return sorted(own for own in spans if not any(a <= own[0] and own[1] <= b for a, b in out))


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a document's wording speaks for a topic: `strength` from 0 to 1 and the
    `found` words, as they stand there."""

    strength: float
    found: tuple[str, ...]


def share_of(
    row: int,
    fields: Sequence[Sequence[Token]],
    phrases: Sequence[tuple[str, ...]],
    vetoed: Sequence[tuple[str, ...]],
    index: Index,
) -> Share:
    """The share of one document's weighted wording that words of a topic carry.

    A word inside a vetoed phrase does not count ("oil" with the veto "oil painting"); in a
    phrase of the topic, a vetoed word carries no weight.
    """
    terms: set[str] = set()
    found: dict[str, str] = {}
    for tokens in fields:
        out = find_evidence(tokens, vetoed) if vetoed else []
        for start, end in find_evidence(tokens, phrases, vetoed):
            inside = [token for token in tokens if start <= token.start < end]
            own = {
                token.term
                for token in inside
                if token.term and not any(a <= token.start < b for a, b in out)
            }
            if own:
                terms |= own
                words = written(inside)
                found.setdefault(words.casefold(), words)
    columns = {index.column[term] for term in terms}
    first, behind = index.subject.indptr[row], index.subject.indptr[row + 1]
    data = index.subject.data[first:behind]
    total = float(data.sum())
    own_weights = zip(index.subject.indices[first:behind], data, strict=True)
    weight = sum(float(value) for column, value in own_weights if column in columns)
    return Share(min(1.0, weight / total) if total else 0.0, tuple(found.values()))


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
        Title and summary tokens of each document, form emptied.
    names
        Terms that never describe a topic (people's names).
    ids
        The id of each document, for those that were put in or taken out by hand.

    Returns
    -------
    Topics
        Its `advice` names what was put in or taken out by hand and is not in the listing.
    """
    n = len(subjects)
    row_of = {id_: row for row, id_ in enumerate(ids)}
    strengths = np.zeros((n, len(specs)))
    evidence: list[dict[str, tuple[str, ...]]] = [{} for _ in range(n)]
    pinned: set[tuple[int, str]] = set()
    for column, spec in enumerate(specs):
        phrases = phrases_of(spec.words, index.languages)
        vetoed = phrases_of(spec.veto, index.languages)
        fixed = {row_of[id_] for id_ in spec.pinned if id_ in row_of}
        out = {row_of[id_] for id_ in spec.excluded if id_ in row_of}
        for row in sorted(fixed.union(_candidates(phrases, index)) - out):
            share = share_of(row, subjects[row], phrases, vetoed, index)
            if row in fixed:
                pinned.add((row, spec.id))
            elif share.strength < MIN_STRENGTH:
                continue
            strengths[row, column] = 1.0 if row in fixed else share.strength
            evidence[row][spec.id] = share.found
    topics = [
        Topic(
            spec.id,
            spec.label,
            spec.color,
            SHAPES[i % len(SHAPES)],
            typical_terms(index, members, names | _single(spec.veto)),
            tuple(int(row) for row in members),
            float(strengths[members, i].mean()) if len(members) else 0.0,
            words=spec.words,
            veto=spec.veto,
        )
        for i, spec in enumerate(specs)
        for members in [_members(strengths[:, i])]
    ]
    return Topics(
        "named",
        *with_other(topics, strengths),
        tuple(evidence),
        _advice(specs, row_of),
        frozenset(pinned),
    )


def _advice(specs: Sequence[TopicSpec], row_of: Mapping[str, int]) -> str:
    """What a person did by hand to documents that are not there."""
    said = []
    for spec in specs:
        gone = [id_ for id_ in (*spec.pinned, *spec.excluded) if id_ not in row_of]
        if gone:
            said.append(
                ngettext(
                    "{n} document put into “{label}” or taken out of it by hand is not in this "
                    "listing: {ids}.",
                    "{n} documents put into “{label}” or taken out of it by hand are not in this "
                    "listing: {ids}.",
                    len(gone),
                    label=spec.label,
                    ids=", ".join(gone[:_NAMED]) + (" …" if len(gone) > _NAMED else ""),
                )
            )
    return " ".join(said)


def _single(words: Iterable[str]) -> frozenset[str]:
    """The terms of single words."""
    return frozenset(phrase[0] for phrase in phrases_of(words) if len(phrase) == 1)


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
