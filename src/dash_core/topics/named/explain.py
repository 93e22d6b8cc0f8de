"""Why a document is not in the topic where a person expected it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize

from dash_core.common.i18n import _
from dash_core.text.language.tokens import Token
from dash_core.text.search.index import Index
from dash_core.topics.edit.split import columns_of
from dash_core.topics.file.schema import TopicSpec
from dash_core.topics.model import Topics
from dash_core.topics.named.assign import MIN_STRENGTH, phrases_of, share_of
from dash_core.topics.named.suggest_words import Near, nearest_words

__all__ = ["WhyNot", "veto_remark", "why_not", "why_not_found"]

_STRONG: Final = 0.6  # a cosine of term vectors that is said to be much alike


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a document is in a topic or is not: one sentence or two. `strength` is the share of
    its wording that speaks for the topic, `found` the words of the topic in it, `near` its words
    that are used most like the topic's where it has none of them."""

    is_in: bool
    reason: str
    strength: float
    found: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()


def why_not(
    row: int,
    spec: TopicSpec,
    index: Index,
    whole: Sequence[Sequence[Token]],
    subject: Sequence[Sequence[Token]],
    vectors: NDArray[np.float64],
    id_: str,
) -> WhyNot:
    """Why a document is not in a named topic, or that it is.

    Parameters
    ----------
    whole, subject
        The tokens of its title and summary: all of them, and with form emptied.
    vectors
        As for `suggest_words`.
    """
    phrases = phrases_of(spec.words, index.languages)
    vetoed = phrases_of(spec.veto, index.languages)
    share = share_of(row, subject, phrases, vetoed, index)
    label, least = spec.label, MIN_STRENGTH
    said = ", ".join(f"“{word}”" for word in share.found)
    if id_ in spec.excluded:
        reason = _("It was taken out of “{label}” by hand.").format(label=label)
        return WhyNot(False, reason, share.strength, share.found)
    if id_ in spec.pinned:
        reason = _("It is in “{label}”: it was put there by hand.").format(label=label)
        return WhyNot(True, reason, 1.0, share.found)
    if share.found and share.strength >= least:
        reason = _("It is in “{label}”: {share} of what it says is {words}.").format(
            label=label, words=said, share=f"{share.strength:.0%}"
        )
        return WhyNot(True, reason, share.strength, share.found)
    if share.found:
        reason = _(
            "It holds {words}, but that is only {share} of what it says: to be in “{label}”, "
            "{least} is needed."
        ).format(words=said, share=f"{share.strength:.1%}", label=label, least=f"{least:.0%}")
        return WhyNot(False, reason, share.strength, share.found)
    if taken := share_of(row, subject, phrases, (), index).found:
        reason = _(
            "It holds {words}, but that does not count for “{label}”: vetoed is {veto}."
        ).format(
            words=", ".join(f"“{word}”" for word in taken),
            label=label,
            veto=", ".join(f"“{word}”" for word in spec.veto),
        )
        return WhyNot(False, reason, 0.0, taken)
    if formal := share_of(row, whole, phrases, vetoed, index).found:
        reason = _(
            "It holds {words}, but where it says what kind of document it is and who wrote to "
            "whom: that counts for no topic."
        ).format(words=", ".join(f"“{word}”" for word in formal))
        return WhyNot(False, reason, 0.0, formal)
    near = nearest_words(row, spec, index, vectors)
    reason = _("None of the words of “{label}” stands in it.").format(label=label)
    return WhyNot(False, f"{reason} {_say(row, near, index)}", 0.0, (), near)


def why_not_found(row: int, topic_id: str, topics: Topics, vectors: NDArray[np.float64]) -> WhyNot:
    """Why a document is not in a found group: which group is nearer, and by how much.

    Parameters
    ----------
    vectors
        The documents' vectors, rows of length 1 or 0
        (`dash_core.text.vectors.document_vectors.document_vectors`).
        `strength` is the cosine to the centre of the group asked for.
    """
    asked = topics[topic_id]
    own = next((topic for topic in topics.grouped if row in topic.members), None)
    near = _to_centre(row, asked.members, vectors)
    by_hand = own is not None and (row, own.id) in topics.pinned
    if own is None:
        reason = _("It has no words of its own that a group could go by.")
    elif by_hand:
        reason = _("It is in “{own}”: it was put there by hand.").format(own=own.label)
    elif own.id == topic_id:
        reason = _("It is in “{own}”: its wording is {near} like that group’s centre.").format(
            own=own.label, near=f"{near:.2f}"
        )
    else:
        reason = _(
            "It is in “{own}”, whose centre its wording is more like ({mine}) than that of "
            "“{asked}” ({near}; 1 is the same, 0 has nothing in common)."
        )
        mine = _to_centre(row, own.members, vectors)
        if mine < near:
            reason = _(
                "It is in “{own}” ({mine}), though its wording is more like the centre of "
                "“{asked}” ({near}; 1 is the same, 0 has nothing in common)."
            )
        reason = reason.format(
            own=own.label, mine=f"{mine:.2f}", asked=asked.label, near=f"{near:.2f}"
        )
    return WhyNot(own is not None and own.id == topic_id, reason, near)


def veto_remark(word: str, index: Index, spec: TopicSpec | None = None) -> str:
    """What a person should know before vetoing a word: "" where the veto changes something.

    `spec` is the named topic it is vetoed for, None for found ones.
    """
    phrase = next(iter(phrases_of([word])), ())
    columns = columns_of(word, index)
    held = csr_matrix(index.subject[:, columns])
    if not phrase or len(columns) < len(set(phrase)):
        n = 0
    else:
        n = int(np.count_nonzero(np.diff(held.indptr) == len(columns)))
    if not n:
        return _(
            "No description here says “{word}” of its subject: a veto changes nothing."
        ).format(word=word)
    sought = {term for own in phrases_of(spec.words) for term in own} if spec else set(phrase)
    if sought.isdisjoint(phrase):
        return _(
            "“{word}” is not among the words of “{label}”: a veto keeps it from its typical words, "
            "no more."
        ).format(word=word, label=spec.label if spec else "")
    return ""


def _to_centre(row: int, members: Sequence[int], vectors: NDArray[np.float64]) -> float:
    """The cosine of a document to the mean of a group."""
    if not members:
        return 0.0
    centre = normalize(vectors[list(members)].mean(axis=0, keepdims=True))[0]
    return float(np.clip(vectors[row] @ centre, 0, 1))


def _say(row: int, near: Sequence[Near], index: Index) -> str:
    if not index.subject[[row]].nnz:
        return _("It has no words of its own that a topic could go by.")
    if not near:
        return _("Its words are not used like them in this listing either.")
    text = (
        _("Nearest to them is “{word}”, which is used much like “{like}” in this listing.")
        if near[0].likeness >= _STRONG
        else _("Nearest to them is “{word}”, which is used a little like “{like}” here.")
    )
    return text.format(word=near[0].word, like=near[0].like)
