"""Time of the topics of 5,000 documents, compared with scikit-learn's TF-IDF and k-means.

`python benchmarks/topics.py [--k 12]` needs `../shared/corpora`. Both work on the same texts with
the same number of groups, alternately, in three rounds; it prints medians in seconds and their
ratio. Dossier's time has everything: vectors, groups, their stability, labels and the words behind
each document; not reading the listing and counting its words, which is done without topics too.
"""

import argparse
import gzip
import json
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.measures import keep
from dash_core import Collection
from dash_core.topics import find_topics

_FRUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "frus_papers.jsonl.gz"
_DOCUMENTS = 5_000
_ROUNDS = 3
_GOAL = 5.0


def main() -> int:
    """Print both times and their ratio; 2 without corpora."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--k", type=int, default=12, help="groups")
    k = parser.parse_args().k
    if not _FRUS.is_file():
        print("There are no corpora beside the project: nothing was measured.")
        return 2
    with gzip.open(_FRUS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][:_DOCUMENTS]
    kept = ("id", "date", "title", "summary")
    data = "\n".join(json.dumps({key: row[key] for key in kept}) for row in rows).encode()
    texts = [f"{row['title']} {row['summary'] or ''}" for row in rows]
    collection = Collection.read(data, topics="", name="frus.jsonl")
    bare, ours, suggested = [], [], []
    for _round in range(_ROUNDS):
        start = perf_counter()
        KMeans(k, random_state=0).fit(TfidfVectorizer().fit_transform(texts))
        bare.append(perf_counter() - start)
        whole = collection.core.space.features()
        whole._without.clear()  # nothing of it computed yet
        features = whole.without(())
        start = perf_counter()
        find_topics(features, k)
        ours.append(perf_counter() - start)
        start = perf_counter()
        assert features.suggestion.k
        suggested.append(perf_counter() - start)
    print(f"{len(rows):,} documents, {k} groups; median of {_ROUNDS} rounds, seconds\n")
    print(f"bare TF-IDF + k-means {median(bare):8.2f}")
    ratio = median(ours) / median(bare)
    keep(
        f"{len(rows):,} documents: topics, times bare TF-IDF and k-means ({k} groups)", ratio, _GOAL
    )
    verdict = "met" if ratio < _GOAL else "NOT met"
    print(
        f"Dossier's topics      {median(ours):8.2f}   ratio {ratio:.2f}, goal < {_GOAL}: {verdict}"
    )
    both = (median(ours) + median(suggested)) / median(bare)
    print(f"and the number tried  {median(suggested):8.2f}   both together: ratio {both:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
