"""What ten decisions of a person teach of the documents in no named topic.

`python evaluation/first_decisions.py [--draws 12]` draws listings of 100 documents from labelled
sets (`small_listings.py`), names a topic after each class, or after two thirds of the classes, with
the two words that tell five of its documents from the rest, and lets the class answer for ten
documents of "Other": those that “Decide these first” asks for, ten at random, and the ten most like
a topic. Then each other document of "Other" is given to what its three nearest decided documents
are of, a topic or none. Printed is the share told right, and the difference to random with its
standard error over the draws. Exit status 1 where random is better, 2 if there are no sets.
"""

import argparse
import sys
from statistics import mean
from typing import Final

import numpy as np
import small_listings as small
import topics as plain
from numpy.typing import NDArray

from dash_core import Collection
from dash_core.analysis import topics
from dash_core.common import settings
from dash_core.topics import OTHER, TopicFile, TopicSpec, to_toml

FAMILIES: Final = ("stackoverflow", "ag_news", "google_news", "frus_papers", "biomedical", "bbc")
SIZE: Final = 100  # documents of a listing
READ: Final = 5  # documents of a class whose words name its topic
WORDS: Final = 2  # of a topic
DECIDED: Final = 10  # documents
NEAREST: Final = 3  # decided documents that tell what another is of
TIMES: Final = 3  # other words and other random documents for each listing
NAMED: Final = (1.0, 2 / 3)  # share of the classes that have a topic


def named(
    bare: Collection, labels: NDArray[np.str_], share: float, chance: np.random.Generator
) -> Collection:
    """The listing with topics named after classes."""
    classes = sorted(set(labels.tolist()))
    some = chance.permutation(classes)[: max(2, round(share * len(classes)))]
    index = bare.index
    is_name = np.array([term in bare.core.name_terms for term in index.terms])
    specs = []
    for class_ in sorted(some.tolist()):
        own = chance.permutation(np.flatnonzero(labels == class_))[:READ]
        inside, outside = (
            np.asarray(index.subject[rows].mean(axis=0)).ravel()
            for rows in (own, np.flatnonzero(labels != class_))
        )
        best = np.argsort(-np.where(is_name, -1, inside - outside), kind="stable")[:WORDS]
        words = tuple(index.surfaces[column] for column in best)
        specs.append(TopicSpec(f"t{len(specs)}", class_, "#0072B2", words))
    return bare.with_topics(to_toml(TopicFile(named=tuple(specs))))


def told(collection: Collection, labels: NDArray[np.str_], asked: list[int]) -> float | None:
    """The share of the rest of "Other" that is told right then; None where there is no rest."""
    shown = collection.named
    assert shown is not None
    names = [topic.label for topic in shown.grouped]
    truth = np.where(np.isin(labels, names), labels, "")
    of: dict[str, list[int]] = {topic.label: list(topic.members) for topic in shown.grouped}
    for row in asked:
        of.setdefault(str(truth[row]), []).append(row)
    vectors = topics.vectors(collection)
    rest = [row for row in undecided(collection) if row not in asked]
    if not rest:
        return None
    cosines = np.clip(vectors[rest] @ vectors.T, 0, 1)
    near = [np.sort(cosines[:, rows], axis=1)[:, -NEAREST:].mean(axis=1) for rows in of.values()]
    told_of = np.array(list(of))[np.array(near).argmax(axis=0)]
    return float((told_of == truth[rest]).mean())


def undecided(collection: Collection) -> list[int]:
    """The rows of "Other" that have words."""
    assert collection.named is not None
    has_words = topics.vectors(collection).any(axis=1)
    return [r for t in collection.named if t.id == OTHER for r in sorted(t.members) if has_words[r]]


def asked_for(collection: Collection, chance: np.random.Generator) -> dict[str, list[int]]:
    """The rows that each way asks for; none where there are too few."""
    rows = undecided(collection)
    first = [decision.row for decision in topics.first_decisions(collection)]
    if len(first) < DECIDED or len(rows) < 2 * DECIDED:
        return {}
    vectors = topics.vectors(collection)
    assert collection.named is not None
    members = [list(topic.members) for topic in collection.named.grouped if topic.members]
    near = [(vectors[rows] @ vectors[own].T).max(axis=1) for own in members]
    order = np.argsort(-np.max(near, axis=0), kind="stable")[:DECIDED] if near else []
    return {
        "first": first,
        "random": sorted(chance.choice(rows, DECIDED, replace=False).tolist()),
        "most alike": [rows[i] for i in order],
    }


def compare(family: str, share: float, draws: int) -> dict[str, list[float]]:
    """For each way, the mean share told right of each listing."""
    means: dict[str, list[float]] = {}
    rows = small.rows_of(family, plain.read)
    for number, listing in enumerate(small.draws(family, rows, SIZE, draws)):
        bare = plain.collection_of(listing, family)
        classes = plain.labels_of(bare, listing)
        labels = np.array([f"class {sorted(set(classes)).index(one)}" for one in classes])
        scores: dict[str, list[float]] = {}
        for time in range(TIMES):
            chance = np.random.default_rng([settings.SEED, number, time])
            collection = named(bare, labels, share, chance)
            for way, asked in asked_for(collection, chance).items():
                right = told(collection, labels, asked)
                if right is not None:
                    scores.setdefault(way, []).append(right)
        for way, values in scores.items():
            means.setdefault(way, []).append(mean(values))
    return means


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=12, help="listings of each family")
    options = parser.parse_args()
    print(__doc__.split("\n\n")[1], "\n")
    worse, measured = False, 0
    for family in FAMILIES:
        for share in NAMED:
            try:
                means = compare(family, share, options.draws)
            except (small.MissingSetError, FileNotFoundError) as error:
                print(f"{family}: skipped, {error}.")
                break
            measured += 1
            line = [f"{family:14s} {share:.0%} of classes named"]
            for way, values in means.items():
                apart = np.array(values) - np.array(means["random"])
                error_of = apart.std(ddof=1) / np.sqrt(len(apart)) if len(apart) > 1 else 0
                line.append(f"{way} {mean(values):.3f} ({apart.mean():+.3f} ± {error_of:.3f})")
            worse |= bool(means) and mean(means["first"]) < mean(means["random"])
            print("  ".join(line), flush=True)
    return 2 if not measured else int(worse)


if __name__ == "__main__":
    sys.exit(main())
