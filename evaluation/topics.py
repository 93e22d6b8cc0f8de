"""How well found topics and similar documents match human classes.

`python evaluation/topics.py [--quick] [--small]` reads `../shared/corpora` the way a person does
(`Collection.read`), keeps the documents whose class has five or more, groups them with as many
groups as there are classes and compares by normalised mutual information (Strehl & Ghosh 2002).
P@5 is the share of a document's five most similar ones that are of its class. Baselines, in the
same run: scikit-learn's TF-IDF + k-means, NMF and LDA. `--small` measures small listings instead
(`small_listings.py`): the mean NMI of 40 draws of 20 and of 100 documents of each family, k-means
with ten starts. Exit status 0 if all bounds hold, 1 if one does not, 2 if there are no corpora.
"""

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median
from typing import Any

import numpy as np
import small_listings as small
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import normalized_mutual_info_score

from dash_core import Collection
from dash_core.common import settings

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
MIN_CLASS_SIZE = 5  # documents
SETS = ("frus_papers", "un_rollcalls", "state_visits")
BOUNDS = {"NMI": 0.70, "P@5": 0.66}  # of Dossier on frus_papers
Row = dict[str, Any]


def read(name: str) -> list[Row]:
    """The rows of a set."""
    with gzip.open(CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def classed(rows: list[Row]) -> list[Row]:
    """The rows whose class has `MIN_CLASS_SIZE` or more rows."""
    sizes = Counter(row["class"] for row in rows if row["class"])
    return [row for row in rows if row["class"] and sizes[row["class"]] >= MIN_CLASS_SIZE]


def collection_of(rows: list[Row], name: str) -> Collection:
    """The collection of the rows, without their classes."""
    kept = ("id", "date", "title", "summary")
    text = "\n".join(json.dumps({key: row[key] for key in kept}) for row in rows)
    return Collection.read(text.encode(), topics="", name=f"{name}.jsonl")


def labels_of(collection: Collection, rows: list[Row]) -> list[str]:
    """The class of each document."""
    by_id = {row["id"]: row["class"] for row in rows}
    return [by_id[id_] for id_ in collection.table["id"]]


def groups_of(collection: Collection, k: int | None) -> list[int]:
    """The found topic of each document."""
    topics = collection.find_topics(k)
    return [int(i) for i in topics.strengths.argmax(axis=1)]


def precision(collection: Collection, labels: list[str]) -> float:
    """P@5 of `Collection.similar`'s likeness, over an even sample of 1,000 documents."""
    rows = range(0, len(labels), -(-len(labels) // 1_000))
    shares = []
    for row in rows:
        near = [hit.row for hit in collection.space.similarity.similar(row, 5)]
        shares.append(sum(labels[other] == labels[row] for other in near) / 5)
    return mean(shares)


def baselines(texts: list[str], k: int, starts: int = 1) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Standard methods without a sentence model; the name and the groups of each."""
    weights = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    yield "TF-IDF k-means", KMeans(k, n_init=starts, random_state=0).fit_predict(weights)
    k = min(k, len(texts))
    yield "NMF", NMF(k, init="nndsvd", max_iter=400).fit_transform(weights).argmax(axis=1)
    counts = CountVectorizer(stop_words="english").fit_transform(texts)
    yield "LDA", LatentDirichletAllocation(k, random_state=0).fit_transform(counts).argmax(axis=1)


def compare(rows: list[Row], name: str, with_found: bool = False) -> dict[str, float]:
    """NMI of Dossier and of each baseline on one set, and Dossier's P@5; the baselines with the
    number of groups that Dossier finds, too, if asked for."""
    collection = collection_of(rows, name)
    labels = labels_of(collection, rows)
    k = len(set(labels))
    table = collection.table
    texts = [
        f"{title} {text}" for title, text in zip(table["title"], table["summary"], strict=True)
    ]
    started = time.perf_counter()
    scores = {"Dossier": nmi(labels, groups_of(collection, k))}
    scores["seconds"] = time.perf_counter() - started
    groups = groups_of(collection, None)
    scores["k found"] = nmi(labels, groups)
    scores["P@5"] = precision(collection, labels)
    for what, groups_given in baselines(texts, k):
        scores[what] = nmi(labels, groups_given)
    if with_found:
        for what, groups_found in baselines(texts, len(set(groups))):
            scores[f"{what}, k found"] = nmi(labels, groups_found)
    scores["k"] = k
    return scores


def nmi(labels: list[str], groups: Any) -> float:
    """Normalised mutual information, 0 to 1."""
    return float(normalized_mutual_info_score(labels, groups))


def ambient() -> tuple[dict[str, float], dict[str, float]]:
    """Means over the 44 listings, and the suggested number of groups relative to the human one."""
    listings: dict[str, list[Row]] = {}
    for row in read("ambient"):
        listings.setdefault(row["topic"], []).append(row)
    results, factors = [], {"whole listing": [], "classed only": []}
    for name, rows in listings.items():
        whole = collection_of(rows, name)
        assert whole.suggestion is not None
        human = len({row["class"] for row in rows if row["class"]})
        if human:
            factors["whole listing"].append(_factor(whole.suggestion.k or 1, human))
        kept = classed(rows)
        if len({row["class"] for row in kept}) < 2:
            continue
        results.append(compare(kept, name, with_found=True))
        suggestion = collection_of(kept, name).suggestion
        if suggestion is not None:
            factors["classed only"].append(_factor(suggestion.k or 1, int(results[-1]["k"])))
    means = {what: mean(one[what] for one in results) for what in results[0]}
    return means, {what: median(values) for what, values in factors.items()}


def compare_small(family: str, size: int, times: int) -> dict[str, float]:
    """Mean NMI of Dossier and of each baseline over the draws of a family."""
    scores: dict[str, list[float]] = {}
    for rows in small.draws(family, small.rows_of(family, read), size, times):
        collection = collection_of(rows, family)
        labels, table = labels_of(collection, rows), collection.table
        k = len(set(labels))
        pairs = zip(table["title"], table["summary"], strict=True)
        texts = [f"{title} {text}" for title, text in pairs]
        scores.setdefault("Dossier", []).append(nmi(labels, groups_of(collection, k)))
        for what, groups in baselines(texts, k, starts=10):
            scores.setdefault(what, []).append(nmi(labels, groups))
    return {what: mean(values) for what, values in scores.items()}


def small_listings(times: int) -> int:
    """Print the table of small listings; the exit status says whether all bounds hold."""
    failed = []
    for name, families in (("choosing", small.CHOOSING), ("judging", small.JUDGING)):
        print(f"Families for {name}:")
        for family in families:
            for size in small.SIZES:
                try:
                    scores = compare_small(family, size, times)
                except small.MissingSetError as error:
                    print(f"{family}: skipped, {error}.")
                    break
                _print(f"{family} {size}", scores)
                least = max(value for what, value in scores.items() if what != "Dossier")
                least = max(least, small.BOUNDS.get((family, size), 0))
                if scores["Dossier"] < least:
                    failed.append(f"{family}, {size}: {scores['Dossier']:.3f}, bound {least:.3f}")
    print(*failed, sep="\n")
    return int(bool(failed))


def _factor(k: int, human: int) -> float:
    return max(k / human, human / k)


def main() -> int:
    """Print the table; the exit status says whether all bounds hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="frus_papers alone")
    parser.add_argument("--small", action="store_true", help="small listings instead")
    parser.add_argument("--draws", type=int, default=small.DRAWS, help="of each small family")
    options = parser.parse_args()
    if not CORPORA.is_dir():
        print("There are no corpora beside the project: nothing was measured.")
        return 2
    print(__doc__.split("\n\n")[1], "\n")
    if options.small:
        return small_listings(options.draws)
    results = {}
    for name in SETS[: 1 if options.quick else None]:
        results[name] = compare(classed(read(name)), name)
        _print(name, results[name])
    failed = [
        f"{what} on frus_papers is {got:.3f}, bound {bound}"
        for what, bound in BOUNDS.items()
        for got in [results["frus_papers"]["Dossier" if what == "NMI" else what]]
        if got < bound
    ]
    if not options.quick:
        results["ambient (mean)"], factors = ambient()
        _print("ambient (mean)", results["ambient (mean)"])
        for what, factor in factors.items():
            print(f"k suggested, median factor to the human number, {what}: {factor:.2f}")
            failed += [f"the factor for {what} is {factor:.2f}"] if factor > 1.5 else []
    for name, scores in results.items():
        for what in ("TF-IDF k-means", "NMF", "LDA"):
            if scores["Dossier"] < scores[what]:
                failed.append(f"{what} is better on {name}")
            if scores["k found"] < scores.get(f"{what}, k found", 0):
                failed.append(f"{what} is better on {name} with the number found")
    print(f"\nSeed of every random choice: {settings.SEED}.", *failed, sep="\n")
    return int(bool(failed))


def _print(name: str, scores: dict[str, float]) -> None:
    line = "  ".join(f"{what} {value:.3f}" for what, value in scores.items())
    print(f"{name:15s} {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
