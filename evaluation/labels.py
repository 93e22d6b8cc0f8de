"""How well labels and typical words describe found topics.

`python evaluation/labels.py [--show] [--quick]` groups labelled sets with as many groups as there
are human classes (at most 60) and measures what Chang et al. (2009, "Reading Tea Leaves") ask of
readers, with a program in the reader's place:

- `words`: of five typical words of a topic and one of another, the intruder is the one least
  associated (normalised PMI over documents) with the others: the share told right;
- `documents`: of three documents of a topic and one of another, the intruder is the one that
  matches the label least (BM25): the share told right, ties divided;
- `finds`: of the ten documents that a search for the label ranks first, those in the topic;
- `class`: labels that share a word stem with the name of the class most of the topic is of;
- `NPMI`: the mean association of the typical words of a topic (Lau, Newman & Baldwin 2014);
- `printed`: parts of labels that stand in a document as they are.

Exit status 2 if there are no corpora.
"""

import argparse
import sys
from collections import Counter
from itertools import combinations
from statistics import mean

import numpy as np
from numpy.typing import NDArray
from topics import CORPORA, Row, classed, collection_of, read

from dash_core import Collection
from dash_core.common import settings
from dash_core.text.language.tokens import tokenize
from dash_core.topics import Topics

MAX_GROUPS = 60
SETS = ("frus_papers", "un_rollcalls", "ambient")
TERMS = 5  # typical words beside an intruder
DRAWS = 5  # of documents, for each topic
FOUND = 10  # documents of a search for a label


class Words:
    """In which documents words and phrases stand, and how they are associated."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._rows: dict[str, NDArray[np.bool_]] = {}

    def rows(self, phrase: str) -> NDArray[np.bool_]:
        """Which documents have all words of it."""
        if phrase not in self._rows:
            index = self.collection.index
            mask = np.ones(len(index), dtype=bool)
            for word in index.lookup(phrase):
                mask &= index.documents_with(word.columns)
            self._rows[phrase] = mask
        return self._rows[phrase]

    def npmi(self, one: str, other: str) -> float:
        """Normalised PMI over documents; -1 where they share none."""
        first, second = self.rows(one), self.rows(other)
        n, both = len(first), int((first & second).sum())
        if not both:
            return -1.0
        if both == n:
            return 1.0
        return float(np.log(both * n / (first.sum() * second.sum())) / np.log(n / both))


def word_intrusion(words: Words, topics: Topics) -> list[bool]:
    """Whether the intruder is told among the typical words of each topic."""
    random = np.random.default_rng(settings.SEED)
    told = []
    for topic in topics.grouped:
        terms = topic.terms[:TERMS]
        others = [
            term
            for other in topics.grouped
            if other is not topic
            for term in other.terms[:TERMS]
            if not any(set(term.split()) & set(own.split()) for own in topic.terms)
        ]
        if len(terms) < TERMS or not others:
            continue
        six = [*terms, others[random.integers(len(others))]]
        likeness = [mean(words.npmi(one, other) for other in six if other != one) for one in six]
        told.append(int(np.argmin(likeness)) == TERMS)
    return told


def document_intrusion(collection: Collection, topics: Topics) -> list[float]:
    """Whether the intruder among documents is the one its topic's label matches least."""
    random = np.random.default_rng(settings.SEED)
    index, told = collection.index, []
    for topic in topics.grouped:
        outside = np.setdiff1d(np.arange(len(index)), topic.members)
        if topic.size < 3 or not len(outside):
            continue
        scores = index.rank(index.lookup(topic.label)).exact
        for _draw in range(DRAWS):
            own = scores[random.choice(topic.members, 3, replace=False)]
            intruder = scores[random.choice(outside)]
            lowest = min(own.min(), intruder)
            told.append(float(intruder == lowest) / (1 + int((own == lowest).sum())))
    return told


def finds(collection: Collection, topics: Topics) -> list[float]:
    """The share of a topic's documents among the first that a search for its label gives."""
    shares = []
    for topic in topics.grouped:
        hits = [hit.row for hit in collection.index.search(topic.label, FOUND)]
        members = set(topic.members)
        shares.append(sum(row in members for row in hits) / min(FOUND, topic.size))
    return shares


def matches_class(topics: Topics, names: list[str]) -> list[bool]:
    """Whether each label shares a stem with the name of the class of most of its documents."""

    def stems(text: str) -> set[str]:
        return {token.term for token in tokenize(text) if token.term}

    matches = []
    for topic in topics.grouped:
        name, n = Counter(names[row] for row in topic.members).most_common(1)[0]
        if 2 * n >= topic.size:
            matches.append(bool(stems(topic.label) & stems(name)))
    return matches


def printed(collection: Collection, topics: Topics) -> list[bool]:
    """Whether each part of a label stands in a document of the topic."""
    table = collection.table
    found = []
    for topic in topics.grouped:
        text = " ".join(f"{table['title'][i]} {table['summary'][i]}" for i in topic.members)
        found += [part.casefold() in text.casefold() for part in topic.label.split(", ")]
    return found


def measure(rows: list[Row], name: str, k: int | None, show: bool) -> dict[str, list[float]]:
    """All measures of one listing, a number for each topic or trial."""
    collection = collection_of(rows, name)
    by_id = {row["id"]: str(row.get("class_name") or row["class"] or "") for row in rows}
    names = [by_id[id_] for id_ in collection.table["id"]]
    topics = collection.find_topics(min(MAX_GROUPS, k or len(set(names))))
    words = Words(collection)
    if show:
        for topic in topics.grouped:
            (most, _n), *_rest = Counter(names[row] for row in topic.members).most_common(1)
            print(f"  {topic.size:5d} {topic.label}  |  {', '.join(topic.terms)}  [{most[:60]}]")
    coherence = [
        mean(words.npmi(one, other) for one, other in combinations(topic.terms, 2))
        for topic in topics.grouped
        if len(topic.terms) > 1
    ]
    return {
        "words": [float(told) for told in word_intrusion(words, topics)],
        "documents": document_intrusion(collection, topics),
        "finds": finds(collection, topics),
        "class": [float(match) for match in matches_class(topics, names)],
        "NPMI": coherence,
        "printed": [float(found) for found in printed(collection, topics)],
    }


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="the labels, too")
    parser.add_argument("--quick", action="store_true", help="un_rollcalls and ambient")
    options = parser.parse_args()
    if not CORPORA.is_dir():
        print("There are no corpora beside the project: nothing was measured.")
        return 2
    for name in SETS[int(options.quick) :]:
        listings: dict[str, list[Row]] = {}
        for row in classed(read(name)):
            listings.setdefault(row.get("topic", name), []).append(row)
        scores: dict[str, list[float]] = {}
        for listing, rows in listings.items():
            classes = len({row["class"] for row in rows})
            if classes < 2:
                continue
            k = 4 * classes if name == "un_rollcalls" else None
            for what, values in measure(rows, listing, k, options.show).items():
                scores.setdefault(what, []).extend(values)
        line = "  ".join(f"{what} {mean(values):.3f}" for what, values in scores.items())
        print(f"{name:15s} {line}", flush=True)
    print(f"Seed of every random choice: {settings.SEED}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
