"""What found topics stand on: the documents' vectors, their groups, and the words for labels."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.preprocessing import normalize

from dash_core.common.progress import Progress, no_progress, progress_part
from dash_core.text.language.collocations import Phrase
from dash_core.text.language.tokens import phrases_in
from dash_core.text.search.index import Index
from dash_core.text.vectors.document_vectors import Fields, draw_together, join_evidence
from dash_core.topics.found.labels import Vocabulary
from dash_core.topics.found.number import SuggestedNumber, suggest_number
from dash_core.topics.found.stability import Clustering

__all__ = ["Features", "Meanings", "without_names"]

MIN_DOCUMENTS: Final = 6  # fewer cannot be grouped

Meanings = Callable[[Sequence[str], Progress], NDArray[np.float32]]
"""What a model of sentences makes of each document when these words are left out of it."""


def without_names(index: Index, names: frozenset[str]) -> csr_matrix:
    """The subject weights without the columns of people's names, rows of length 1."""
    keep = [i for i, term in enumerate(index.terms) if term not in names]
    if not keep:
        return csr_matrix((index.subject.shape[0], 0))
    return csr_matrix(normalize(index.subject[:, keep]))


class Features:
    """What all found topics of a collection share, whatever their number; worked out once.

    Parameters
    ----------
    names
        Terms of people's names, which describe no topic.
    phrases, of_document
        The phrases of the collection, and for each document which of them (by number) it holds.
    veto
        Words that shape and describe no topic.
    meanings
        Vectors of a model, beside what the collection itself says.
    """

    def __init__(
        self,
        index: Index,
        names: frozenset[str],
        ids: Sequence[str],
        fields: Fields,
        phrases: Sequence[Phrase],
        of_document: Sequence[Collection[int]],
        veto: Sequence[str] = (),
        meanings: Meanings | None = None,
    ) -> None:
        self.index, self.names, self.ids, self.veto = index, names, tuple(ids), tuple(veto)
        self.fields, self._phrases, self._of_document = fields, phrases, of_document
        self._meanings = meanings
        self.vetoed = frozenset(
            " ".join(terms) for word in veto for terms in phrases_in(word, index.languages)
        )
        self.left_out = names | self.vetoed
        own = without_names(index, self.left_out)
        # A document of names alone has nothing to be grouped by.
        self.worded = np.flatnonzero(np.diff(own.indptr))

    def without(self, veto: Sequence[str]) -> "Features":
        """The same without these words."""
        return Features(
            self.index,
            self.names,
            self.ids,
            self.fields,
            self._phrases,
            self._of_document,
            veto,
            self._meanings,
        )

    def vectors(self, progress: Progress = no_progress) -> NDArray[np.float64]:
        """A row of length 1 for each document; 0 for one without words."""
        if "_vectors" not in self.__dict__:
            self._vectors = self._make_vectors(progress)
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

    def _make_vectors(self, progress: Progress) -> NDArray[np.float64]:
        fields = self.fields
        if self._meanings is not None:
            fields = replace(
                fields, meanings=self._meanings(self.veto, progress_part(progress, 0, 0.9))
            )
            progress = progress_part(progress, 0.9, 1)
        self._alone = join_evidence(self._weights, fields, progress)
        bare = np.ones(len(self._alone), dtype=bool)
        bare[self.worded] = False
        self._alone[bare] = 0
        return draw_together(self._alone, self.fields.days, progress)

    @cached_property
    def clustering(self) -> Clustering:
        """How the documents that have words fall into groups."""
        vectors = self.vectors()
        alone, days = self._alone[self.worded], self.fields.days[self.worded]
        return Clustering(
            vectors[self.worded],
            alone,
            lambda own, rows: draw_together(own, days[rows]),
            [own[self.worded] for own in (self._weights, self._unvetoed(self.index.words))],
        )

    @cached_property
    def can_group(self) -> bool:
        """Whether there are documents enough, and different enough, to be grouped."""
        return len(self.worded) >= MIN_DOCUMENTS and self.clustering.different >= 3

    @cached_property
    def suggestion(self) -> SuggestedNumber:
        """How many groups, and why."""
        return suggest_number(self.clustering, len(self.worded))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Words and phrases for labels."""
        return Vocabulary(self.index, self._phrases, self._of_document, self.left_out)
