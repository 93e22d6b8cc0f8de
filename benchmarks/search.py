"""What a search and a look for similar documents cost, beside comparing all and beside bm25s.

    python benchmarks/search.py [--sizes 10000 100000] [--bm25s FOLDER] [--folder DIR]

Medians of milliseconds of processor time, in one process a size, on listings that
`benchmarks/listing.py` draws. "All" scores every document, by words with a product of the whole
matrix, by vectors with every cosine; the nearest five must be the same. bm25s (PyPI) is measured
where it is installed, or in FOLDER; it knows no associated terms, titles and fields, so that "by
words" (with associated terms, without fields) is what is nearest to it. With --folder listings that
`benchmarks/prepared.py --folder` built are opened.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE.parent))
from benchmarks.measures import keep, median_milliseconds  # noqa: E402

_ASKED = 40
_GOAL = 1.2  # with a million documents


def main() -> int:
    """Measure each size and print its line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=(10_000, 100_000))
    parser.add_argument("--bm25s", default="", help="folder of an installed bm25s")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    sys.path += [options.bm25s] if options.bm25s else []
    print("documents | search | by words | all words | bm25s | similar | all similar")
    for size in options.sizes:
        figures = _measure(size, options.folder)
        print(" | ".join([f"{size:,}", *(f"{ms:,.2f}" for ms in figures)]), flush=True)
        goal = _GOAL if size >= 1_000_000 else None
        if figures[3] == figures[3]:  # bm25s is there
            keep(f"search in {size:,} documents, times bm25s", figures[0] / figures[3], goal)
            keep(f"similar among {size:,} documents, times bm25s", figures[4] / figures[3], goal)
    return 0


def _measure(size: int, folder: Path | None) -> list[float]:
    import numpy as np

    from benchmarks.listing import draw, to_csv
    from dash_core import Collection
    from dash_core.prepared import open_folder

    documents = draw(size)
    if folder and (folder / str(size)).exists():
        collection = open_folder(folder / str(size))
    else:
        collection = Collection.read(to_csv(documents), topics="", name="drawn.csv")
    similarity, index = collection.space.similarity, collection.index
    similarity.prepare()
    collection.search("first")
    step = -(-size // _ASKED)
    queries = [" ".join(one["summary"].split()[:2]) for one in documents[::step]]
    rows = list(range(0, size, step))

    def by_words(query: str) -> list[int]:
        ranking = index.rank(index.lookup(query))
        return ranking.order(ranking.exact > 0, 10)

    def all_words(query: str) -> list[int]:
        weights = np.zeros(len(index.terms))
        for word in index.lookup(query):
            weights[list(word.columns)] += 1
        scores = index.bm25 @ weights
        return [int(row) for row in np.argsort(-scores, kind="stable")[:10]]

    def all_similar(row: int) -> list[tuple[int, float]]:
        scores = similarity.scores(row)
        order = np.argsort(-scores, kind="stable")[:5]
        return [(int(i), float(scores[i])) for i in order if scores[i] > 0]

    for row in rows:
        assert [(h.row, h.score) for h in similarity.similar(row, 5)] == all_similar(row)
    return [
        median_milliseconds(lambda query: collection.match(query).hits(index, 10), queries),
        median_milliseconds(by_words, queries),
        median_milliseconds(all_words, queries),
        _bm25s([f"{one['title']} {one['summary']}" for one in documents], queries),
        median_milliseconds(lambda row: similarity.similar(row, 5), rows),
        median_milliseconds(all_similar, rows),
    ]


def _bm25s(texts: list[str], queries: list[str]) -> float:
    """The median of bm25s; NaN where it is not installed."""
    try:
        import bm25s
    except ImportError:
        return float("nan")
    quiet = {"show_progress": False}
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, stopwords="en", **quiet), **quiet)

    def ask(query: str) -> Any:
        words = bm25s.tokenize(query, stopwords="en", **quiet)
        return retriever.retrieve(words, k=10, **quiet)

    return median_milliseconds(ask, queries)


if __name__ == "__main__":
    raise SystemExit(main())
