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
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack

from dash_core.common import settings
from dash_core.common.progress import Progress, no_progress
from dash_core.common.scaling import normalize
from dash_core.common.scratch import empty, stored
from dash_core.text.vectors.smoothing import smooth_vectors

__all__ = [
    "Fields",
    "add_sentence_vectors",
    "document_vectors",
    "term_vectors",
    "to_principal_axes",
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
SVD_ITERATIONS: Final = 1  # power iterations of the randomised SVD
EXACT_SVD: Final = 500  # rows of a matrix up to which the SVD is exact
SVD_OVERSAMPLING: Final = 10  # directions beyond those kept, for accuracy (Halko et al. 2011)
KEPT_DIMENSIONS: Final = 128  # principal components of the vectors that are kept, at most

_AT_ONCE: Final = 16_384  # rows that are copied together

_NOISE = 1e-9  # largest number of a row that is only rounding error
_EQUAL = 1e-6  # relative difference of squared singular values that may be rounding
_MIN_COSINE = 1e-3  # documents below it have nothing in common


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
    meanings: NDArray[np.float64] | None = None
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

    def with_people(self, weights: csr_matrix) -> csr_matrix:
        """People as further terms after those of `weights`; rows of length 1, or 0.

        They weigh the more, the more documents there are: only many show what a person writes on.
        """
        if not self.names:
            return weights
        least = 0.0 if self.as_first else MIN_PEOPLE_WEIGHT
        share = np.sqrt(max(least, PEOPLE_WEIGHT * _association_share(weights.shape[0])))
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
    n = weights.shape[0]
    has_terms = np.diff(weights.indptr) > 0
    if min(weights.shape) < 2 or not has_terms.any():
        return np.zeros((n, 1))
    share = _association_share(n)
    is_large = n >= LARGE_LISTING and not (fields is not None and fields.as_first)
    if fields is not None:
        weights = fields.with_people(weights)
    dimensions = min(PMI_DIMENSIONS, max(1, n // 4), min(weights.shape) - 1)
    with ThreadPoolExecutor(1) as pool:  # the two are independent and release the GIL
        terms = pool.submit(term_vectors, weights, dimensions)
        wording = _latent_semantic(weights, LSA_DIMENSIONS)
        progress(0.2)
        weighted = normalize(weights @ diags(_concentration(weights, wording)), copy=False)
        associated = weighted @ normalize(terms.result())
    del weights, weighted
    if is_large:  # much of a row is lost in so few dimensions: associations would rule
        wording, share = normalize(wording, copy=False), min(share, MAX_ASSOCIATION_SHARE)
    wording = stored(wording)
    _subtract_mean(associated, has_terms)
    associated[_largest(associated) < _NOISE] = 0  # all of the documents are the same
    unsmoothed = _beside(normalize(associated, copy=False), wording, share, 1 - share)
    del associated, wording
    if fields is not None and fields.sentence_vectors is not None:
        unsmoothed = add_sentence_vectors(
            unsmoothed, fields.sentence_vectors, has_terms, fields.model_share
        )
    elif fields is not None and fields.meanings is not None:
        unsmoothed = add_sentence_vectors(
            unsmoothed, fields.meanings, has_terms, fields.meaning_share
        )
    unsmoothed[~has_terms] = 0
    progress(0.6)
    if unsmoothed.shape[1] > KEPT_DIMENSIONS:
        unsmoothed = to_principal_axes(normalize(unsmoothed, copy=False))
    return np.asarray(unsmoothed)


def to_principal_axes(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The first `KEPT_DIMENSIONS` principal axes of the rows, uncentred, largest first.

    Distances stay as near as any so many dimensions keep them (Eckart & Young 1936).
    """
    from scipy.linalg import eigh  # slow to import, not always needed

    _values, directions = eigh(vectors.T @ vectors)
    directions = directions[:, : -KEPT_DIMENSIONS - 1 : -1]
    axes = _fix_signs(directions)
    return np.matmul(vectors, axes, out=empty((len(vectors), axes.shape[1])))


def _fix_signs(directions: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same array, each direction with the sign that makes its largest component positive, so
    that machines that round differently agree."""
    most = np.full(directions.shape[1], -1.0)
    signs = np.ones(directions.shape[1])
    for part in _parts(len(directions)):
        sizes = np.abs(directions[part]).round(6)
        row = sizes.argmax(axis=0), np.arange(sizes.shape[1])
        is_larger = sizes[row] > most
        most[is_larger] = sizes[row][is_larger]
        signs[is_larger] = np.sign(directions[part][row])[is_larger]
    directions *= signs
    return directions


def _parts(n: int) -> list[slice]:
    """Rows that are copied together, at most."""
    return [slice(start, min(start + _AT_ONCE, n)) for start in range(0, n, _AT_ONCE)]


def add_sentence_vectors(
    unsmoothed: NDArray[np.float64],
    sentence_vectors: NDArray[np.floating],
    has_terms: NDArray[np.bool_],
    share: float,
) -> NDArray[np.float64]:
    """Vectors of a sentence model beside those of the collection, with this `share` of the squared
    length; their mean is subtracted. A document without one has only the collection's."""
    centred = np.array(sentence_vectors, dtype=np.float64)
    normalize(centred, copy=False)
    has_terms = has_terms & centred.any(axis=1)
    if not has_terms.any():
        return unsmoothed
    _subtract_mean(centred, has_terms)
    centred[~has_terms | (_largest(centred) < _NOISE)] = 0
    return _beside(unsmoothed, normalize(centred, copy=False), 1 - share, share)


def _subtract_mean(rows: NDArray[np.float64], of: NDArray[np.bool_]) -> None:
    """Subtract the mean of these rows from each of them."""
    if of.all():  # needs no copies
        rows -= rows.mean(axis=0)
    else:
        rows[of] -= rows[of].mean(axis=0)


def _largest(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The largest number of each row, whatever its sign."""
    return np.asarray(np.maximum(rows.max(axis=1), -rows.min(axis=1)))


def _beside(
    one: NDArray[np.float64], other: NDArray[np.float64], share: float, share_of_other: float
) -> NDArray[np.float64]:
    """Rows beside rows, with these shares of the squared length."""
    both = empty((len(one), one.shape[1] + other.shape[1]))
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
    similar directions."""
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
    left, values = _svd(positive, dimensions)
    vectors = np.zeros((weights.shape[1], left.shape[1]))
    vectors[kept] = left * np.sqrt(values)
    vectors[np.abs(vectors).max(axis=1) < _NOISE] = 0  # of subjects that none of these shows
    return vectors


def _whole(descending: NDArray[np.float64], dimensions: int) -> int:
    """At least so many dimensions, without dividing equal values: which of their directions comes
    first is up to the rounding of a machine."""
    least = descending[dimensions - 1] * (1 - _EQUAL)
    return int(np.searchsorted(-descending, -least, side="right"))


def _latent_semantic(weights: csr_matrix, dimensions: int) -> NDArray[np.float64]:
    left, values = _svd(weights, dimensions)
    left *= values
    return left


def _svd(matrix: csr_matrix, dimensions: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Left singular vectors and singular values, the largest first (Halko et al. 2011).

    From the eigenvectors of the squared projection: the right singular vectors, which take
    longest, are not needed.
    """
    from scipy.linalg import eigh  # slow to import, not always needed

    dimensions = max(1, min(dimensions, min(matrix.shape) - 1))
    if matrix.shape[0] <= EXACT_SVD:
        basis = np.eye(matrix.shape[0])
    else:
        basis = _range(matrix, min(dimensions + SVD_OVERSAMPLING, *matrix.shape))
    part = np.asarray(matrix.T @ basis)
    squares, rotation = eigh(part.T @ part)
    first = slice(None, -_whole(squares[::-1], dimensions) - 1, -1)
    return _fix_signs(basis @ rotation[:, first]), np.sqrt(np.maximum(squares[first], 0))


def _range(matrix: csr_matrix, size: int) -> NDArray[np.float64]:
    """An orthonormal basis of the directions in which the rows of a matrix are longest, as
    `sklearn.utils.extmath.randomized_range_finder` has it, in a third of the memory."""
    directions = np.random.RandomState(settings.SEED).normal(size=(matrix.shape[1], size))
    for _iteration in range(SVD_ITERATIONS):
        directions = matrix.T @ (matrix @ directions)
    basis = np.asarray(matrix @ directions)
    for _time in range(2):  # once leaves rounding errors (CholeskyQR2: Fukaya et al. 2014)
        try:
            triangle = np.linalg.cholesky(basis.T @ basis)
        except np.linalg.LinAlgError:  # fewer directions than asked for
            return np.linalg.qr(basis)[0]
        inverse = np.linalg.inv(triangle).T
        for part in _parts(len(basis)):
            basis[part] = basis[part] @ inverse
    return basis
