"""Why a document is or is not in a topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.common.i18n import _, format_number, format_percent
from dash_core.common.scaling import normalize
from dash_core.text.language.tokens import Token
from dash_core.text.search.index import Index
from dash_core.topics.file.schema import TopicSpec
from dash_core.topics.model import Topics
from dash_core.topics.named.assign import MIN_STRENGTH, columns_of, phrases_of, share_of
from dash_core.topics.named.suggest_words import SimilarWord, similar_words

__all__ = ["Explanation", "explain_found", "explain_named", "veto_remark"]

_HIGH_SIMILARITY: Final = 0.6  # cosine of term vectors from which words are "much like" each other


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether a document is in a topic, and the reason in one sentence or two.

    `strength` is the share of its term weight that words of the topic carry, `words` are those
    words, `similar` its words that are used most like the topic's where it has none of them.
    """

    is_in: bool
    reason: str
    strength: float
    words: tuple[str, ...] = ()
    similar: tuple[SimilarWord, ...] = ()


def explain_named(
    row: int,
    spec: TopicSpec,
    index: Index,
    whole: Sequence[Sequence[Token]],
    subject: Sequence[Sequence[Token]],
    vectors: NDArray[np.float64],
    id_: str,
) -> Explanation:
    """Why a document is or is not in a named topic.

    Parameters
    ----------
    whole, subject
        The tokens of its title and summary: all of them, and without the terms of words for
        kinds of documents.
    vectors
        As for `suggest_words`.
    """
    phrases = phrases_of(spec.words, index.languages)
    vetoed = phrases_of(spec.veto, index.languages)
    share = share_of(row, subject, phrases, vetoed, index)
    label, words = spec.label, _quote(share.words)
    if id_ in spec.excluded:
        reason = _("It was taken out of “{label}” by hand.").format(label=label)
        return Explanation(False, reason, share.strength, share.words)
    if id_ in spec.pinned:
        reason = _("It is in “{label}”: it was put there by hand.").format(label=label)
        return Explanation(True, reason, 1.0, share.words)
    if share.words and share.strength >= MIN_STRENGTH:
        reason = _("It is in “{label}”: {share} of its wording is {words}.").format(
            label=label, words=words, share=format_percent(share.strength)
        )
        return Explanation(True, reason, share.strength, share.words)
    if share.words:
        reason = _(
            "It contains {words}, but that is only {share} of its wording: to be in “{label}”, "
            "{least} is needed."
        ).format(
            words=words,
            share=format_percent(share.strength, 1),
            label=label,
            least=format_percent(MIN_STRENGTH),
        )
        return Explanation(False, reason, share.strength, share.words)
    if in_veto := share_of(row, subject, phrases, (), index).words:
        reason = _(
            "It contains {words}, but that does not count for “{label}”: {veto} is excluded."
        ).format(words=_quote(in_veto), label=label, veto=_quote(spec.veto))
        return Explanation(False, reason, 0.0, in_veto)
    if in_kind := share_of(row, whole, phrases, vetoed, index).words:
        reason = _(
            "It contains {words}, but only where it says what kind of document it is and who "
            "wrote to whom: that counts for no topic."
        ).format(words=_quote(in_kind))
        return Explanation(False, reason, 0.0, in_kind)
    similar = similar_words(row, spec, index, vectors)
    reason = _("It contains none of the words of “{label}”.").format(label=label)
    return Explanation(False, f"{reason} {_format_similar(row, similar, index)}", 0.0, (), similar)


def explain_found(
    row: int, topic_id: str, topics: Topics, vectors: NDArray[np.float64]
) -> Explanation:
    """Why a document is or is not in a found group: which group is nearer, and by how much.

    `strength` is the cosine to the centre of the group `topic_id`.

    Parameters
    ----------
    vectors
        The documents' vectors, rows of length 1 or 0
        (`dash_core.text.vectors.document_vectors.document_vectors`).
    """
    expected = topics[topic_id]
    actual = next((topic for topic in topics.grouped if row in topic.members), None)
    similarity = _to_centre(row, expected.members, vectors)
    if actual is None:
        reason = _("It has no words by which it could be grouped.")
    elif (row, actual.id) in topics.pinned:
        reason = _("It is in “{actual}”: it was put there by hand.").format(actual=actual.label)
    elif actual.id == topic_id:
        reason = _("It is in “{actual}”: its wording is {value} like that group’s centre.").format(
            actual=actual.label, value=format_number(similarity, 2)
        )
    else:
        to_actual = _to_centre(row, actual.members, vectors)
        reason = (
            _(
                "It is in “{actual}” ({to_actual}), though its wording is more like the centre of "
                "“{expected}” ({to_expected}; 1 is the same, 0 has nothing in common)."
            )
            if to_actual < similarity
            else _(
                "It is in “{actual}”, whose centre its wording is more like ({to_actual}) than "
                "that of “{expected}” ({to_expected}; 1 is the same, 0 has nothing in common)."
            )
        ).format(
            actual=actual.label,
            to_actual=format_number(to_actual, 2),
            expected=expected.label,
            to_expected=format_number(similarity, 2),
        )
    return Explanation(actual is not None and actual.id == topic_id, reason, similarity)


def veto_remark(word: str, index: Index, spec: TopicSpec | None = None) -> str:
    """Why a veto of a word would change nothing; "" where it would change something.

    `spec` is the named topic it is vetoed for, None for found ones.
    """
    phrase = next(iter(phrases_of([word])), ())
    columns = columns_of(word, index)
    counts = np.diff(csr_matrix(index.subject[:, columns]).indptr)
    if not phrase or len(columns) < len(set(phrase)) or not np.any(counts == len(columns)):
        return _(
            "No description here uses “{word}” for its subject: excluding it changes nothing."
        ).format(word=word)
    words = phrases_of(spec.words) if spec else [phrase]
    sought = {term for word in words for term in word}
    if sought.isdisjoint(phrase):
        return _(
            "“{word}” is not among the words of “{label}”: excluding it only removes it from the "
            "typical words."
        ).format(word=word, label=spec.label if spec else "")
    return ""


def _to_centre(row: int, members: Sequence[int], vectors: NDArray[np.float64]) -> float:
    """The cosine of a document to the mean of a group."""
    if not members:
        return 0.0
    centre = normalize(vectors[list(members)].mean(axis=0, keepdims=True))[0]
    return float(np.clip(vectors[row] @ centre, 0, 1))


def _format_similar(row: int, similar: Sequence[SimilarWord], index: Index) -> str:
    if not index.subject[[row]].nnz:
        return _("It has no words by which it could be assigned to a topic.")
    if not similar:
        return _("Its words are not used like them in this listing either.")
    text = (
        _("The most similar is “{word}”, which is used much like “{like}” in this listing.")
        if similar[0].similarity >= _HIGH_SIMILARITY
        else _("The most similar is “{word}”, which is used a little like “{like}” here.")
    )
    return text.format(word=similar[0].word, like=similar[0].like)


def _quote(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
