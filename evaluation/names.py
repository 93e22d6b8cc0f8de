"""How well names of two columns, Sender and Addressee, are joined, against readings by hand.

`python evaluation/names.py [--show]`; needs the public corpora in `../shared/corpora` (see
`evaluation/README.md`). The columns are those of the list of papers of one FRUS volume, its titles
divided at "to"; the readings are in `names_readings.toml`. Exit status 1 if a bound does not hold,
2 if there is no data.
"""

import argparse
import gzip
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

from dash_core.text.people import PeopleColumns, PeopleReading, read_people

_ROOT: Final = Path(__file__).resolve().parents[1]
_PAPERS: Final = _ROOT.parent / "shared" / "corpora" / "frus_papers.jsonl.gz"
_READINGS: Final = Path(__file__).with_name("names_readings.toml")
_VOLUME: Final = "frus1919Parisv01"
_DIVIDED: Final = re.compile(r"(.+?) to (?!Negotiate)(?!the Commission to N.*\) to)(.+)")

_MIN_PRECISION: Final = 0.95  # of the pairs that are joined, those of one name
_MIN_COMPLETE: Final = 0.90  # of what is of one name, what is joined; offers accepted, of the pairs

_DEFINITIONS: Final = """\
A pair is two different cells that a person read as names. precision: of the pairs joined, those
read as one name. complete, of pairs: of the pairs read as one, those joined. complete, of
documents: for a document drawn by chance, the share of the documents of its name that are joined
with it. offers: pairs that are not joined and are offered; “accepted”: as if a person had accepted
those that are right. “Merge the n likely”: the button that accepts all offers that are likely at
once, whether they are right or not."""

Pairs = set[frozenset[str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print everything; 0 if all bounds hold, 1 if not, 2 without data."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--show", action="store_true", help="print every disagreement")
    options = parser.parse_args(arguments)
    if not _PAPERS.is_file():
        print(f"No corpora: {_PAPERS} is not there.")
        return 2
    sides = list(_sides())
    cells = Counter(cell for side in sides for cell in side)
    people = read_people(
        ["On the conference"] * len(sides),
        [""] * len(sides),
        columns=PeopleColumns(
            [[sender] for sender, _r in sides], [[r] for _s, r in sides], [[] for _ in sides]
        ),
    )
    read = {
        cell: name
        for name, printed in tomllib.loads(_READINGS.read_text("utf-8"))["names"].items()
        for cell in printed
    }
    missing = sorted(read.keys() - cells.keys())
    if missing:
        print(f"Not in the columns: {missing}")
    print(_DEFINITIONS)
    good = _print(people, read, cells, show=options.show)
    print("\nAll bounds hold." if good else "\nA bound does not hold.")
    return 0 if good and not missing else 1


def _sides() -> Iterable[tuple[str, str]]:
    """Sender and addressee of each paper of the volume whose title names both."""
    with gzip.open(_PAPERS, "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines]
    for paper in papers:
        match = _DIVIDED.fullmatch(" ".join((paper["title"] or "").split()))
        if paper["volume"] == _VOLUME and match is not None:
            yield match[1], match[2]


def _print(people: PeopleReading, read: dict[str, str], cells: Counter[str], *, show: bool) -> bool:
    shown = {cell: people.printed_as[cell] for cell in read}
    right, joined = _pairs(read), _pairs(shown)
    offers = {frozenset((pair.name, pair.other)) for pair in people.merge_candidates}
    offered = {
        frozenset(pair)
        for pair in combinations(sorted(read), 2)
        if frozenset(shown[cell] for cell in pair) in offers
    }
    accepted = _pairs(_linked(shown, right & offered))
    likely = {frozenset((p.name, p.other)) for p in people.merge_candidates if p.likely}
    pressed = _pairs(
        _linked(
            shown,
            {
                frozenset(pair)
                for pair in combinations(sorted(read), 2)
                if frozenset(shown[cell] for cell in pair) in likely
            },
        )
    )
    sure = len(right & pressed) / max(1, len(pressed))
    complete = len(right & pressed) / len(right)
    precision = len(right & joined) / max(1, len(joined))
    of_documents = _of_documents(read, shown, cells)
    with_offers = len(right & accepted) / len(right)
    print(
        f"\n{len(read)} cells of {cells.total():,} read as {len(set(read.values()))} names\n"
        f"joined: {len(joined)} pairs, precision {precision:.1%} (bound {_MIN_PRECISION:.0%})\n"
        f"complete, of documents {of_documents:.1%} (bound {_MIN_COMPLETE:.0%}); "
        f"of pairs {len(right & joined) / len(right):.1%} of {len(right)}\n"
        f"offers: {len(offers)} pairs of names, {len(offered & right)} pairs of cells right of "
        f"{len(offered)}; accepted, complete of pairs {with_offers:.1%} "
        f"(bound {_MIN_COMPLETE:.0%})\n"
        f"one press of “Merge the {len(likely)} likely”: precision {sure:.1%} (bound "
        f"{_MIN_PRECISION:.0%}), complete of pairs {complete:.1%} (bound {_MIN_COMPLETE:.0%})"
    )
    if show:
        for what, pairs in (("wrong", joined - right), ("lost", right - accepted)):
            for pair in sorted(map(sorted, pairs)):
                print(f"  {what}: {' | '.join(pair)}")
        for pair in people.merge_candidates:
            print(f"  offered: {pair.name} | {pair.other}: {pair.reason}")
    return (
        precision >= _MIN_PRECISION
        and of_documents >= _MIN_COMPLETE
        and with_offers >= _MIN_COMPLETE
        and sure >= _MIN_PRECISION
        and complete >= _MIN_COMPLETE
    )


def _pairs(names: dict[str, str]) -> Pairs:
    return {
        frozenset(pair)
        for pair in combinations(sorted(names), 2)
        if names[pair[0]] == names[pair[1]]
    }


def _linked(shown: dict[str, str], pairs: Pairs) -> dict[str, str]:
    """The names when these pairs are joined as well."""
    names = dict(shown)
    for one, other in map(sorted, pairs):
        old, new = names[one], names[other]
        names = {cell: new if name == old else name for cell, name in names.items()}
    return names


def _of_documents(read: dict[str, str], shown: dict[str, str], cells: Counter[str]) -> float:
    """B-cubed recall: a cell counts as often as it stands in the columns."""
    total = sum(cells[cell] for cell in read)
    share = 0.0
    for cell, name in read.items():
        same = [other for other, n in read.items() if n == name]
        found = sum(cells[other] for other in same if shown[other] == shown[cell])
        share += cells[cell] * found / sum(cells[other] for other in same)
    return share / total


if __name__ == "__main__":
    sys.exit(main())
