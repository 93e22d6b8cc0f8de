"""What found topics are made from: the documents' vectors, their groups, words for labels."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from dash_core.common.progress import Progress, no_progress, progress_part
from dash_core.common.scaling import normalize
from dash_core.common.scratch import stored
from dash_core.text.language.tokens import phrases_in
from dash_core.text.search.index import Index
from dash_core.text.vectors.document_vectors import MODEL_SHARE, Fields
from dash_core.text.vectors.placing import place_documents
from dash_core.text.vectors.smoothing import smooth_vectors
from dash_core.text.vectors.word_vectors.meanings import meanings, model_share_of, share_of
from dash_core.topics.found.labels import DocumentText, Vocabulary
from dash_core.topics.found.number import SuggestedNumber, suggest_number
from dash_core.topics.found.stability import MAX_CONSENSUS_DOCUMENTS, Clustering

__all__ = ["Features", "SentenceVectors"]

VETOES_KEPT: Final = 8  # sets of vetoed words whose vectors are kept
MIN_DOCUMENTS: Final = 6  # fewer cannot be grouped

SentenceVectors = Callable[[Sequence[str], Progress], NDArray[np.float32]]
"""A sentence model's vector of each document, with these words left out of it."""


def _with_others(index: Index, terms: frozenset[str]) -> NDArray[np.int64]:
    """The documents whose subject has other terms than these."""
    is_other = np.array([term not in terms for term in index.terms], dtype=bool)
    before = np.concatenate([[0], np.cumsum(is_other[index.subject.indices])])
    return np.flatnonzero(np.diff(before[index.subject.indptr]))


class Features:
    """What all found topics of a collection share, whatever their number; computed once.

    Parameters
    ----------
    names
        Terms of people's names, which describe no topic.
    text
        Title and summary of each document, for labels.
    veto
        Words that shape and describe no topic.
    sentence_vectors
        Vectors of a sentence model, in addition to those of the collection itself.
    english
        The documents whose words the table of word vectors knows; by default none, and the table is
        not used.
    """

    def __init__(
        self,
        index: Index,
        names: frozenset[str],
        ids: Sequence[str],
        fields: Fields,
        text: DocumentText,
        veto: Sequence[str] = (),
        sentence_vectors: SentenceVectors | None = None,
        english: NDArray[np.bool_] | None = None,
    ) -> None:
        self.index, self.names, self.ids, self.veto = index, names, ids, tuple(veto)
        self.fields, self._text = fields, text
        self._sentence_vectors, self.english = sentence_vectors, english
        self._without: dict[tuple[str, ...], Features] = {}
        self.vetoed = self.terms_of(veto)
        self.left_out = names | self.vetoed
        # A document with no words but names cannot be grouped.
        self.groupable = _with_others(index, self.left_out)

    def without(self, veto: Sequence[str]) -> "Features":
        """The same without these words; the last few are kept."""
        key = tuple(veto)
        if key not in self._without:
            self._without[key] = Features(
                self.index,
                self.names,
                self.ids,
                self.fields,
                self._text,
                veto,
                self._sentence_vectors,
                self.english,
            )
            while len(self._without) > VETOES_KEPT:
                del self._without[next(iter(self._without))]
        return self._without[key]

    def terms_of(self, words: Sequence[str]) -> frozenset[str]:
        """The terms of words, of a phrase with a space between, in the listing's languages."""
        return frozenset(
            " ".join(terms) for word in words for terms in phrases_in(word, self.index.languages)
        )

    def is_person(self, name: str) -> bool:
        """Whether a name of the listing is a person's."""
        return any(self.names.issuperset(way) for way in phrases_in(name, self.index.languages))

    def vectors(self, progress: Progress = no_progress) -> NDArray[np.float64]:
        """A row of length 1 for each document; 0 for one without words."""
        if "_vectors" not in self.__dict__:
            self._vectors = stored(self._make_vectors(progress))
        return self._vectors

    @cached_property
    def _weights(self) -> csr_matrix:
        """The subject weights without the vetoed words."""
        return self._unvetoed(self.index.subject)

    def _unvetoed(self, weights: csr_matrix) -> csr_matrix:
        kept = np.array([term not in self.vetoed for term in self.index.terms], dtype=float)
        if len(kept) and not kept.all():
            weights = csr_matrix(normalize(weights @ diags(kept)))
            weights.eliminate_zeros()
        return weights

    @property
    def model_share(self) -> float:
        """The share of a sentence model, where there is one, in the vectors."""
        return MODEL_SHARE if self.fields.as_first else model_share_of(self.index)

    def _make_vectors(self, progress: Progress) -> NDArray[np.float64]:
        fields = self.fields
        if self._sentence_vectors is not None:
            fields = replace(
                fields,
                sentence_vectors=self._sentence_vectors(self.veto, progress_part(progress, 0, 0.9)),
                model_share=self.model_share,
            )
            progress = progress_part(progress, 0.9, 1)
        elif self.english is not None:
            known = meanings(self.index, self.english, self.vetoed, self.names)
            fields = replace(fields, meanings=known, meaning_share=share_of(self.index))
        unsmoothed, smoothed = place_documents(self._weights, fields, self.groupable, progress)
        self._unsmoothed = unsmoothed
        return smoothed

    @cached_property
    def clustering(self) -> Clustering:
        """How the documents that have words fall into groups."""
        vectors, rows = self.vectors(), self.groupable
        weights = []
        if len(rows) <= MAX_CONSENSUS_DOCUMENTS:
            weights = [self._weights[rows], self._unvetoed(self.index.words)[rows]]
        part_of = 0 if self.fields.as_first else len(self.ids)
        smooth = partial(_smooth_rows, self.fields.days[rows], part_of)
        return Clustering(vectors, self._unsmoothed, smooth, weights, rows)

    @cached_property
    def can_group(self) -> bool:
        """Whether there are documents enough, and different enough, to be grouped."""
        return len(self.groupable) >= MIN_DOCUMENTS and self.clustering.different >= 3

    @cached_property
    def suggestion(self) -> SuggestedNumber:
        """How many groups, and why."""
        return suggest_number(self.clustering, len(self.groupable))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Phrases for labels."""
        return Vocabulary(self.index, self._text, self.left_out)


def _smooth_rows(
    days: NDArray[np.float64],
    part_of: int,
    vectors: NDArray[np.float64],
    rows: NDArray[np.int64],
) -> NDArray[np.float64]:
    """The vectors of some rows, smoothed over those with similar dates."""
    return smooth_vectors(vectors, days[rows], part_of=part_of)
