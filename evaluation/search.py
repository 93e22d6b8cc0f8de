"""How well searches rank, against relevance judged by people (CISI).

`python evaluation/search.py`; needs the public corpora in `../shared/corpora` and
`pip install -e ".[evaluation]"` (see `evaluation/README.md`). Exit status 1 if a bound does not
hold, 2 if there is no data.
"""

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np

from dash_core import Collection

_CORPORA: Final = Path(__file__).resolve().parents[2] / "shared" / "corpora"
_FILES: Final = ("cisi.jsonl.gz", "cisi.queries.jsonl.gz", "cisi.qrels.tsv.gz")
_GAIN: Final = 1.10  # what must hold: this times `bm25s` with its defaults, on both figures
_DEPTH: Final = 10

_DEFINITIONS: Final = """\
nDCG@10   discounted gain of the first ten (Järvelin & Kekäläinen 2002; relevant or not), as a
          share of what the best order would have
MAP       mean over queries of average precision, over all documents found
even, odd the same two figures over every second query, to see how much they depend on them
"""

_Ranked = Sequence[str]


def main() -> int:
    """Measure, print, and say by the exit status whether the bounds hold."""
    if not all((_CORPORA / name).is_file() for name in _FILES):
        print(f"There is nothing to measure: {_CORPORA} lacks one of {', '.join(_FILES)}.")
        return 2
    if not find_spec("bm25s"):
        print('There is nothing to compare with: pip install -e ".[evaluation]".')
        return 2
    rows, queries = (_lines(name) for name in _FILES[:2])
    relevant = _relevant()
    asked = [query for query in queries if relevant[query["id"]]]
    print(_DEFINITIONS)
    print(f"CISI: {len(rows):,} documents, {len(asked)} queries with relevant documents\n")
    print(f"{'':28}{'nDCG@10':>9}{'MAP':>9}{'even':>16}{'odd':>16}{'ms a query':>12}")
    theirs = _measure("bm25s, defaults", _bm25s(rows), asked, relevant)
    collection = _collection(rows)
    ours = _measure("Dossier", _dossier(collection), asked, relevant)
    print(f"{'Dossier / bm25s':28}{ours[0] / theirs[0]:>9.3f}{ours[1] / theirs[1]:>9.3f}\n")
    holds = True
    for name, own, other in zip(("nDCG@10", "MAP"), ours, theirs, strict=True):
        is_met = own >= _GAIN * other
        holds &= is_met
        said = "holds" if is_met else "DOES NOT HOLD"
        print(f"{said}: {name} ≥ {_GAIN} × bm25s ({_GAIN * other:.4f})")
    return 0 if holds else 1


def _lines(name: str) -> list[dict[str, Any]]:
    with gzip.open(_CORPORA / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _relevant() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with gzip.open(_CORPORA / _FILES[2], "rt", encoding="utf-8") as lines:
        for line in lines:
            query, document, grade = line.split()
            if int(grade) > 0:
                found[query].add(document)
    return found


def _bm25s(rows: Sequence[dict[str, Any]]) -> Callable[[str], _Ranked]:
    import bm25s

    texts = [f"{row['title']} {row['summary'] or ''}" for row in rows]
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    ids = [row["id"] for row in rows]

    def search(query: str) -> _Ranked:
        tokens = bm25s.tokenize([query], show_progress=False)
        found, scores = retriever.retrieve(tokens, k=len(ids), show_progress=False)
        return [ids[i] for i, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search


def _collection(rows: Sequence[dict[str, Any]]) -> Collection:
    """The rows as a person would give them: a file of JSON lines."""
    fields = ("id", "date", "title", "summary")
    lines = (json.dumps({name: row[name] for name in fields}) for row in rows)
    start = perf_counter()
    collection = Collection.read("\n".join(lines).encode(), topics="", name="cisi.jsonl")
    took = perf_counter() - start
    if len(collection) != len(rows):
        raise SystemExit(f"{len(rows)} rows were read as {len(collection)} documents")
    print(f"{'':28}(Dossier read them in {took:.1f} s)")
    return collection


def _dossier(collection: Collection) -> Callable[[str], _Ranked]:
    def search(query: str) -> _Ranked:
        found: list[str] = collection.search(query, None)["id"].tolist()
        return found

    return search


def _measure(
    name: str,
    search: Callable[[str], _Ranked],
    queries: Sequence[dict[str, Any]],
    relevant: dict[str, set[str]],
) -> tuple[float, float]:
    start = perf_counter()
    found = [search(query["text"]) for query in queries]
    took = perf_counter() - start
    own = [relevant[query["id"]] for query in queries]
    figures = np.array([_figures(ids, good) for ids, good in zip(found, own, strict=True)])
    even, odd = figures[::2].mean(axis=0), figures[1::2].mean(axis=0)
    gain, precision = figures.mean(axis=0)
    print(
        f"{name:28}{gain:>9.4f}{precision:>9.4f}   {even[0]:.4f}/{even[1]:.4f}"
        f"   {odd[0]:.4f}/{odd[1]:.4f}{1000 * took / len(queries):>12.1f}"
    )
    return float(gain), float(precision)


def _figures(ids: _Ranked, good: set[str]) -> tuple[float, float]:
    """nDCG@10 and average precision of one query."""
    hits = np.array([id_ in good for id_ in ids], dtype=float)
    discount = 1 / np.log2(np.arange(2, _DEPTH + 2))
    gain = float(hits[:_DEPTH] @ discount[: len(hits)])
    ideal = float(discount[: len(good)].sum())
    precisions = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return gain / ideal, float(precisions @ hits) / len(good)


if __name__ == "__main__":
    sys.exit(main())
