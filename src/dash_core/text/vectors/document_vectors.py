"""Document vectors for short texts: term associations and exact wording, smoothed over neighbours.

Two short descriptions of one subject may share no word. Term vectors learnt from which terms
occur together in this collection (positive pointwise mutual information, reduced by SVD: Levy &
Goldberg 2014, "Neural Word Embedding as Implicit Matrix Factorization", with their smoothed
contexts: Levy, Goldberg & Dagan 2015) bring them near; who wrote and who is named are terms among
them. A document is the weighted mean of its terms' vectors beside its reduced TF-IDF row (latent
semantic analysis: Deerwester et al. 1990). In that mean a term counts by its TF-IDF weight and by
the mean similarity of the documents that have it. A hundred documents tell little of associations
and people, so these weigh the more, the more documents there are. Then each vector is
smoothed over its neighbours (`dash_core.text.vectors.smoothing`).
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack

from dash_core.common.progress import Progress, no_progress
from dash_core.common.scaling import normalize
from dash_core.text.vectors.reduction import KEPT_DIMENSIONS, principal_axes, svd
from dash_core.text.vectors.sample import sample_of
from dash_core.text.vectors.smoothing import smooth_vectors

__all__ = [
    "Directions",
    "Fields",
    "Meanings",
    "add_sentence_vectors",
    "document_vectors",
    "learn_directions",
    "term_vectors",
    "unsmoothed_vectors",
]

PMI_DIMENSIONS: Final = 80  # length of a term vector, at most
MODEL_SHARE: Final = 0.5  # of the squared length: a sentence model's vectors, where there is one
MEANING_SHARE: Final = 0.25  # of the squared length: what the table of words knows of them

MAX_ASSOCIATED: Final = 3_000  # terms whose associations are learnt: the most document_frequency
LSA_DIMENSIONS: Final = 100  # length of a reduced TF-IDF row, at most
PEOPLE_WEIGHT: Final = 0.5  # squared length of people where words have 1 and documents are many
MIN_PEOPLE_WEIGHT: Final = 0.1  # the same where documents are few: a name is often all there is
CONCENTRATION_POWER: Final = 0.7  # exponent of the mean similarity of a term's documents
PRIOR_PAIRS: Final = 10  # pairs of average similarity added to those of each term's documents
ASSOCIATION_DOCUMENTS: Final = 4_000  # documents at which associations weigh as much as wording
LARGE_LISTING: Final = 6_000  # documents from which wording keeps its share
MAX_ASSOCIATION_SHARE: Final = 0.5  # of the squared length, there
CONTEXT_POWER: Final = 0.75  # Levy, Goldberg & Dagan (2015): rare contexts count less


_NOISE = 1e-9  # largest number of a row that is only rounding error
_MIN_COSINE = 1e-3  # documents below it have nothing in common


@dataclass(frozen=True, eq=False)
class Meanings:
    """What the table of words says of documents: sums of the vectors of their `words` by
    `weights`, documents by words."""

    weights: csr_matrix
    words: NDArray[np.float64]

    def sums(self) -> NDArray[np.float64]:
        """A row for each document; 0 for one whose words the table does not know."""
        return np.asarray(self.weights @ self.words)


@dataclass(frozen=True, eq=False)
class Fields:
    """What is known of the documents besides their words.

    `people`: documents by people, rows of length 1, or 0; `names`: of its columns; `days`: the
    middle of each date in days since 1970, NaN where there is none; `sentence_vectors`: of a
    sentence model (`dash_core.text.vectors.sentence_model`), documents by dimensions, which have
    `model_share` of the squared length; `meanings`: the same of the table of words
    (`dash_core.text.vectors.word_vectors`), which count where there is no model, with
    `meaning_share`; 0 for a document whose words it does not know; `as_first`: whether to weigh as
    Dossier 0.1.0 did, so that its studies keep their groups.
    """

    people: csr_matrix
    days: NDArray[np.float64]
    names: tuple[str, ...] = ()
    sentence_vectors: NDArray[np.float32] | None = None
    model_share: float = MODEL_SHARE
    meanings: Meanings | None = None
    meaning_share: float = MEANING_SHARE
    as_first: bool = False

    @classmethod
    def of(cls, people: Sequence[Sequence[str]], days: NDArray[np.float64]) -> "Fields":
        """From the people of each document, rare ones counting more (TF-IDF)."""
        column = {name: i for i, name in enumerate(sorted({n for names in people for n in names}))}
        pairs = [(row, column[name]) for row, names in enumerate(people) for name in set(names)]
        if not pairs:
            return cls(csr_matrix((len(people), 0)), days)
        rows, columns = zip(*pairs, strict=True)
        from sklearn.feature_extraction.text import TfidfTransformer  # slow, not always needed

        counts = csr_matrix((np.ones(len(pairs)), (rows, columns)), (len(people), len(column)))
        return cls(csr_matrix(TfidfTransformer().fit_transform(counts)), days, tuple(column))

    def of_rows(self, rows: NDArray[np.int64] | slice) -> "Fields":
        """The same of some documents, without the names of people."""
        meanings, sentences = self.meanings, self.sentence_vectors
        if meanings is not None:
            meanings = replace(meanings, weights=meanings.weights[rows])
        return replace(
            self,
            people=csr_matrix(self.people[rows]),
            names=(),
            days=self.days[rows],
            sentence_vectors=None if sentences is None else sentences[rows],
            meanings=meanings,
        )

    def with_words(self, words: NDArray[np.float64]) -> "Fields":
        """The same with another table of words, where there is one."""
        meanings = self.meanings
        return replace(self, meanings=meanings and replace(meanings, words=words))

    def with_people(self, weights: csr_matrix, n: int | None = None) -> csr_matrix:
        """People as further terms after those of `weights`; rows of length 1, or 0.

        They weigh the more, the more documents there are (`n`, where these are some of them): only
        many show what a person writes on.
        """
        if not self.people.shape[1]:
            return weights
        least = 0.0 if self.as_first else MIN_PEOPLE_WEIGHT
        share = _association_share(n or weights.shape[0])
        share = np.sqrt(max(least, PEOPLE_WEIGHT * share))
        both = hstack([weights, share * self.people], format="csr")
        return csr_matrix(normalize(both, copy=False))


def _association_share(n: int) -> float:
    """The share of associations, learnt from `n` documents, beside wording: 0 to 1."""
    return n / (n + ASSOCIATION_DOCUMENTS)


def document_vectors(
    weights: csr_matrix, fields: Fields | None = None, progress: Progress = no_progress
) -> NDArray[np.float64]:
    """One row a document: directions are subjects, so the cosine compares two of them.

    Parameters
    ----------
    weights
        TF-IDF weights, documents by terms.
    fields
        People and dates of the documents.

    Returns
    -------
    ndarray
        Shape (documents, d), d at most `KEPT_DIMENSIONS`; rows of length 1, or 0 for a
        document without terms.
    """
    unsmoothed = unsmoothed_vectors(weights, fields, progress)
    return smooth_vectors(unsmoothed, None if fields is None else fields.days, progress)


def unsmoothed_vectors(
    weights: csr_matrix, fields: Fields | None = None, progress: Progress = no_progress
) -> NDArray[np.float64]:
    """Vectors of wording and associations before smoothing.

    Parameters and shape as for `document_vectors`; rows of any length.
    """
    return learn_directions(weights, fields, weights.shape[0], progress)[0]


@dataclass(frozen=True, eq=False)
class Directions:
    """What was learnt from some documents, to place others as these are placed.

    `n`: how many documents the listing has; `concentration` and `terms`: the weight and the vector
    of each term in associations; `wording`: terms by directions of wording; `means`: what is
    subtracted, of associations and of what the table of words or a sentence model says; `axes`: the
    principal axes, where directions are more than are kept.
    """

    n: int
    concentration: NDArray[np.float64]
    terms: NDArray[np.float64]
    wording: NDArray[np.float64]
    means: tuple[NDArray[np.float64], NDArray[np.float64] | None] | None = None
    axes: NDArray[np.float64] | None = None

    def place(self, weights: csr_matrix, fields: Fields) -> NDArray[np.float64]:
        """Vectors of documents before smoothing, from the weights of their words."""
        has_terms = np.diff(weights.indptr) > 0
        weights = fields.with_people(weights, self.n)
        unsmoothed, _means = self.join(weights, weights @ self.wording, fields, has_terms)
        if self.axes is not None:
            unsmoothed = normalize(unsmoothed, copy=False) @ self.axes
        return np.asarray(unsmoothed)

    def join(
        self,
        weights: csr_matrix,
        wording: NDArray[np.float64],
        fields: Fields,
        has_terms: NDArray[np.bool_],
    ) -> tuple[NDArray[np.float64], tuple[NDArray[np.float64], NDArray[np.float64] | None]]:
        """Wording, associations and what else is known of documents, side by side; and the means
        that were subtracted: those learnt, or these documents' own."""
        share, means = _association_share(self.n), self.means or (None, None)
        if self.n >= LARGE_LISTING and not fields.as_first:
            # Much of a row is lost in so few dimensions: associations would rule.
            wording, share = normalize(wording, copy=False), min(share, MAX_ASSOCIATION_SHARE)
        weighted = normalize(weights @ diags(self.concentration), copy=False)
        associated = weighted @ self.terms
        del weighted
        mean = _centre(associated, has_terms, means[0])
        associated[_largest(associated) < _NOISE] = 0  # all of the documents are the same
        joined = _beside(normalize(associated, copy=False), wording, share, 1 - share)
        del associated
        further: NDArray[np.floating] | None = fields.sentence_vectors
        its_share = fields.model_share
        if further is None and fields.meanings is not None:
            further, its_share = fields.meanings.sums(), fields.meaning_share
        other = None
        if further is not None and (self.means is None or means[1] is not None):
            joined, other = add_sentence_vectors(joined, further, has_terms, its_share, means[1])
        joined[~has_terms] = 0
        return joined, (mean, other)


def learn_directions(
    weights: csr_matrix, fields: Fields | None, n: int, progress: Progress = no_progress
) -> tuple[NDArray[np.float64], Directions | None]:
    """The vectors of documents before smoothing, as of `unsmoothed_vectors`, and what others of
    the same listing are placed by; None where these have no terms.

    Parameters
    ----------
    n
        How many documents the listing has: more than these, where they are a sample.
    """
    own = weights.shape[0]
    fields = fields or Fields(csr_matrix((own, 0)), np.full(own, np.nan))
    has_terms = np.diff(weights.indptr) > 0
    if min(weights.shape) < 2 or not has_terms.any():
        return np.zeros((own, 1)), None
    weights = fields.with_people(weights, n)
    dimensions = min(PMI_DIMENSIONS, max(1, own // 4), min(weights.shape) - 1)
    with ThreadPoolExecutor(1) as pool:  # the two are independent and release the GIL
        terms = pool.submit(term_vectors, weights, dimensions)
        wording, values = svd(weights, LSA_DIMENSIONS)
        wording *= values
        progress(0.2)
        concentration = _concentration(weights, wording)
        of_terms = np.zeros((0, 0))
        if n > own:  # a row by these is what it is by the left singular vectors
            of_terms = weights.T @ wording / np.maximum(np.square(values), _NOISE)
        learnt = Directions(n, concentration, normalize(terms.result()), of_terms)
    unsmoothed, means = learnt.join(weights, wording, fields, has_terms)
    progress(0.6)
    axes = None
    if unsmoothed.shape[1] > KEPT_DIMENSIONS:
        unsmoothed = normalize(unsmoothed, copy=False)
        axes = principal_axes(unsmoothed)
        unsmoothed = unsmoothed @ axes
    return np.asarray(unsmoothed), replace(learnt, means=means, axes=axes)


def add_sentence_vectors(
    unsmoothed: NDArray[np.float64],
    sentence_vectors: NDArray[np.floating],
    has_terms: NDArray[np.bool_],
    share: float,
    mean: NDArray[np.float64] | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    """Vectors of a sentence model beside those of the collection, with this `share` of the squared
    length; a mean, by default their own, is subtracted, and returned as well. A document without
    one has only the collection's."""
    centred = np.array(sentence_vectors, dtype=np.float64)
    normalize(centred, copy=False)
    has_terms = has_terms & centred.any(axis=1)
    if mean is None and not has_terms.any():
        return unsmoothed, None
    mean = _centre(centred, has_terms, mean)
    centred[~has_terms | (_largest(centred) < _NOISE)] = 0
    return _beside(unsmoothed, normalize(centred, copy=False), 1 - share, share), mean


def _centre(
    rows: NDArray[np.float64], of: NDArray[np.bool_], mean: NDArray[np.float64] | None
) -> NDArray[np.float64]:
    """Subtract a mean, by default that of these rows, from each of them."""
    if of.all():  # needs no copies
        mean = rows.mean(axis=0) if mean is None else mean
        rows -= mean
    else:
        mean = rows[of].mean(axis=0) if mean is None else mean
        rows[of] -= mean
    return np.asarray(mean)


def _largest(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The largest number of each row, whatever its sign."""
    return np.asarray(np.maximum(rows.max(axis=1), -rows.min(axis=1)))


def _beside(
    one: NDArray[np.float64], other: NDArray[np.float64], share: float, share_of_other: float
) -> NDArray[np.float64]:
    """Rows beside rows, with these shares of the squared length."""
    both = np.empty((len(one), one.shape[1] + other.shape[1]))
    np.multiply(np.sqrt(share), one, out=both[:, : one.shape[1]])
    np.multiply(np.sqrt(share_of_other), other, out=both[:, one.shape[1] :])
    return both


def _concentration(weights: csr_matrix, wording: NDArray[np.float64]) -> NDArray[np.float64]:
    """How similar the documents of each term are: its weight in associations, `_MIN_COSINE` to 1.

    The mean cosine of all pairs of documents that have the term, shrunk to the mean of all pairs
    by `PRIOR_PAIRS`, to the power `CONCENTRATION_POWER`. Without it the many generic terms of a
    document would outweigh the one that tells its subject.
    """
    rows = normalize(wording)
    ones = np.ones_like(weights.data)
    present = csr_matrix((ones, weights.indices, weights.indptr), shape=weights.shape)
    document_frequency = np.asarray(present.sum(axis=0)).ravel()
    n = len(rows)
    average = max(_MIN_COSINE, (float(np.square(rows.sum(axis=0)).sum()) - n) / (n * (n - 1)))
    cosines = np.square(present.T @ rows).sum(axis=1) - document_frequency  # sum over ordered pairs
    pairs = document_frequency * (document_frequency - 1)
    mean = (cosines + PRIOR_PAIRS * average) / (pairs + PRIOR_PAIRS)
    return np.asarray(np.clip(mean, _MIN_COSINE, 1) ** CONCENTRATION_POWER)


def term_vectors(weights: csr_matrix, dimensions: int) -> NDArray[np.float64]:
    """One row a term, of at most `dimensions` numbers; terms that occur with the same terms have
    similar directions. Learnt from a sample where documents are very many."""
    rows = sample_of(weights.shape[0])
    if rows is not None:
        weights = csr_matrix(weights[rows])
    ones = np.ones_like(weights.data)
    present = csr_matrix((ones, weights.indices, weights.indptr), shape=weights.shape)
    document_frequency = np.asarray(present.sum(axis=0)).ravel()
    # The co-occurrences of all terms would not fit in memory.
    kept = np.argsort(-document_frequency, kind="stable")[:MAX_ASSOCIATED]
    kept = np.sort(kept[document_frequency[kept] >= min(2, weights.shape[0] // 50 + 1)])
    present = present[:, kept]
    positive = csr_matrix(present.T @ present)
    del present
    if not positive.nnz:
        return np.zeros((weights.shape[1], 1))
    occurrences = np.asarray(positive.sum(axis=0)).ravel()
    context = occurrences**CONTEXT_POWER
    pmi = positive.data  # from here on in place: there may be ten million pairs of terms
    pmi *= context.sum()
    expected = np.repeat(occurrences, np.diff(positive.indptr))
    expected *= context[positive.indices]
    pmi /= expected
    del expected
    np.maximum(np.log(pmi, out=pmi), 0, out=pmi)
    positive.sort_indices()  # who occurs with whom is symmetric: the same places in both
    pmi = positive.data
    pmi += positive.T.tocsr().data
    pmi /= 2
    positive.eliminate_zeros()
    left, values = svd(positive, dimensions)
    vectors = np.zeros((weights.shape[1], left.shape[1]))
    vectors[kept] = left * np.sqrt(values)
    vectors[np.abs(vectors).max(axis=1) < _NOISE] = 0  # of subjects that none of these shows
    return vectors
