"""What opening, changing and asking a listing costs, at several sizes, in one table.

    python benchmarks/speed.py [--sizes 424 10000 40000] [--edits 50]

Each size is measured in a process of its own, on a listing that `benchmarks/listing.py` draws, in
processor time, which other programs change little: opening beside a bare
`TfidfVectorizer.fit_transform` on the same texts in the same process, each kind of edit as a share
of opening, searches and similar documents (median), and memory. Opening is told twice: until the
overview can be drawn, which from 4,000 documents on does not wait for topics, and with all that any
page asks for. Every run adds its lines to `benchmarks/history.csv`.
"""

import argparse
import gc
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final

_HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE.parent))
from benchmarks.measures import keep  # noqa: E402

_SIZES: Final = (20, 424, 10_000, 40_000)
_ASKED: Final = 20  # searches, and documents asked for similar ones
_NAMES: Final = {
    "documents": "documents",
    "bare": "bare vectoriser, s",
    "opening": "opening, s",
    "ratio": "ratio",
    "date": "date, %",
    "join": "name, %",
    "topic": "topic, %",
    "search": "search, ms",
    "similar": "similar, ms",
    "memory": "memory, MB",
    "peak": "peak, MB",
    "edits": "edits, MB",
    "first": "overview, s",
    "first_ratio": "overview, ratio",
    "per_row": "overview, ms a document",
}


def main() -> int:
    """Measure each size, print its line and keep it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help="documents")
    parser.add_argument("--edits", type=int, default=50, help="edits whose memory is added up")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_measure(options.one, options.edits)))
        return 0
    print(" | ".join(_NAMES.values()))
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size), "--edits", str(options.edits)]
        row = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        print(" | ".join(f"{row[name]:,.5g}" for name in _NAMES), flush=True)
        _keep(row)
    return 0


def _keep(row: dict[str, float]) -> None:
    """Add what has a goal, and what is asked most, to the history."""
    large, edited = row["documents"] >= 10_000, row["documents"] == 40_000
    for name, what, goal in (
        ("first_ratio", "opened until the overview, times the bare vectoriser", large and 12),
        ("ratio", "opened with all that pages ask for, times the bare vectoriser", None),
        ("per_row", "opened until the overview, ms a document", None),
        ("date", "a corrected date, % of opening", edited and 5),
        ("join", "a joined name, % of opening", edited and 5),
        ("topic", "a renamed topic, % of opening", edited and 5),
        ("search", "a search, ms", None),
        ("similar", "similar documents, ms", None),
        ("peak", "memory at most, MB", None),
        ("edits", "memory of the edits, MB", edited and 200),
    ):
        keep(f"{row['documents']:,} documents: {what}", row[name], goal or None)


def _memory() -> float:
    """What this process takes now, in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _time(work: Callable[[], Any]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _measure(size: int, n_edits: int) -> dict[str, float]:
    """All figures of one size."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    from benchmarks.listing import draw, to_csv
    from dash_core import Collection, Study
    from dash_core.collection import limited
    from dash_core.readers import SourceFile

    documents = draw(size)
    data = to_csv(documents)
    texts = [f"{one['title']} {one['summary']}" for one in documents]
    queries = [" ".join(one["summary"].split()[:2]) for one in documents[:: -(-size // _ASKED)]]
    del documents
    Collection.read(to_csv(draw(20, seed=2)), name="first.csv")  # what is loaded once
    bare = min(_time(partial(TfidfVectorizer().fit_transform, texts)) for _round in range(3))
    del texts
    before = _memory()
    start = process_time()
    study = Study.of((SourceFile("drawn.csv", data),))
    collection = limited.begin(study)
    _ = collection.facets, collection.names, collection.by_date
    first = process_time() - start
    collection = limited.refit(collection, study)
    _show(collection)
    opening = process_time() - start
    figures = {"documents": size, "bare": bare, "opening": opening, "ratio": opening / bare}
    figures |= {"first": first, "first_ratio": first / bare}
    figures["per_row"] = 1000 * first / size
    figures["memory"] = _memory() - before
    figures["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    collection.search("first")
    figures["search"] = 1000 * median(_time(partial(collection.search, query)) for query in queries)
    ids = collection.table["id"].tolist()[:: -(-size // _ASKED)]
    figures["similar"] = 1000 * median(_time(partial(collection.similar, id_)) for id_ in ids)
    return figures | _edit(collection, opening, n_edits)


def _show(collection: Any) -> None:
    """What every page asks of a listing."""
    collection.space.similarity.prepare()
    _ = collection.facets, collection.names, collection.by_date


def _edit(collection: Any, opening: float, n_edits: int) -> dict[str, float]:
    """Each kind of edit in per cent of opening, and the memory that many of them add."""
    from dash_core.study.edits import Edit

    ids, dates = collection.table["id"].tolist(), collection.table["date"].tolist()
    names = list(collection.facets["people"].values)[:2]
    first = next(iter(collection.found)).members[0] if len(collection.found) else 0
    edits: list[Edit] = []

    def correct(row: int) -> Any:
        edits.append(Edit("set", ids[row], "date", before=dates[row], after="3 May 1876"))
        return collection.with_edits(edits)

    def join() -> Any:
        edits.append(Edit("same person", names[0], after=names[1]))
        return collection.with_edits(edits)

    def rename(label: str) -> Any:
        step = f'[[step]]\ndo = "rename"\nof = "x"\ndocuments = ["{ids[first]}"]\n'
        return collection.with_topics(f'{step}label = "{label}"\n')

    changes: dict[str, Callable[[], Any]] = {
        "date": lambda: correct(len(ids) // 3),
        "join": join,
        "topic": lambda: rename("Another"),
    }
    figures = {
        name: 100 * _time(lambda change=change: _show(change())) / opening
        for name, change in changes.items()
    }
    before, kept = _memory(), []
    for i in range(n_edits):
        collection = rename(f"Name {i}") if i % 3 == 2 else correct(i * (len(ids) - 1) // n_edits)
        _show(collection)
        kept.append(collection)
    return figures | {"edits": _memory() - before}


if __name__ == "__main__":
    raise SystemExit(main())
