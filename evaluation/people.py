"""How well titles tell who wrote to whom, against a person's own readings of them.

`python evaluation/people.py [--show]`; needs the public corpora in `../shared/corpora` (see
`evaluation/README.md`). The readings are in `people_readings.toml`: two random samples of the
printed lists of papers, by the seed that is given there. Exit status 1 if a bound does not hold,
2 if there is no data.
"""

import argparse
import gzip
import json
import random
import re
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from dash_core.text.language.tokens import fold
from dash_core.text.people import PeopleReading, read_people

_ROOT: Final = Path(__file__).resolve().parents[1]
_PAPERS: Final = _ROOT.parent / "shared" / "corpora" / "frus_papers.jsonl.gz"
_READINGS: Final = Path(__file__).with_name("people_readings.toml")

# What must hold of each sample, for senders and for recipients.
_MIN_PRECISION: Final = 0.97
_MIN_RECALL: Final = 0.97

_DEFINITIONS: Final = """\
A party read by a person is found where the programme names the same, letter by letter but for
accents, marks and spaces, in any of the printed forms of the name it shows.
precision: of the parties the programme names, those the person read.
recall: of the parties the person read, those the programme names.
"same": titles such as "Same to same", whose parties stand in the entry before."""


@dataclass(frozen=True, slots=True)
class Case:
    """One title, one side: what was read and what was found, and what is right of it."""

    id: str
    side: str
    is_same: bool
    read: tuple[str, ...]
    found: tuple[str, ...]
    right: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Print everything; 0 if all bounds hold, 1 if not, 2 without data."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--show", action="store_true", help="print every disagreement")
    options = parser.parse_args(arguments)
    if not _PAPERS.is_file():
        print(f"No corpora: {_PAPERS} is not there.")
        return 2
    with gzip.open(_PAPERS, "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines]
    print(_DEFINITIONS)
    start = perf_counter()
    people = _read(papers)
    print(f"\n{len(papers):,} titles and summaries read in {perf_counter() - start:.2f} s\n")
    rows = {paper["id"]: row for row, paper in enumerate(papers)}
    print(f"{'':34}{'titles':>8}{'read':>8}{'precision':>11}{'recall':>9}")
    good = True
    taken: set[int] = set()
    for sample in tomllib.loads(_READINGS.read_text(encoding="utf-8"))["sample"]:
        drawn = _drawn(len(papers), taken, sample["seed"], len(sample["readings"]))
        if [papers[row]["id"] for row in drawn] != [one["id"] for one in sample["readings"]]:
            print(f"The {sample['name']} sample is not the one its seed draws.")
            good = False
        taken.update(drawn)
        cases = [case for one in sample["readings"] for case in _cases(one, rows, people)]
        good &= _print(sample["name"], cases)
        if options.show:
            _disagreements(cases, papers, rows)
    print("\nAll bounds hold." if good else "\nA bound does not hold.")
    return 0 if good else 1


def _read(papers: Sequence[dict[str, Any]]) -> PeopleReading:
    """All papers, as a listing of them in the order of print would be read."""
    volumes: dict[str, list[int]] = {}
    for row, paper in enumerate(papers):
        volumes.setdefault(paper["volume"], []).append(row)
    titles = [" ".join((paper["title"] or "").split()) for paper in papers]
    summaries = [" ".join((paper["summary"] or "").split()) for paper in papers]
    return read_people(titles, summaries, order=list(volumes.values()))


def _drawn(n: int, taken: Iterable[int], seed: int, size: int) -> list[int]:
    left = sorted(set(range(n)) - set(taken))
    return sorted(random.Random(seed).sample(left, size))


def _cases(one: dict[str, Any], rows: dict[str, int], people: PeopleReading) -> Iterable[Case]:
    row = rows[one["id"]]
    for side, found in (("from", people.creators[row]), ("to", people.recipients[row])):
        read = tuple(one[side])
        left = [{_letters(form) for form in (name, *people.spellings[name])} for name in found]
        right = 0
        for name in read:
            hit = next((i for i, own in enumerate(left) if _letters(name) in own), None)
            if hit is not None:
                del left[hit]
                right += 1
        yield Case(one["id"], side, bool(one.get("same")), read, tuple(found), right)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(name))


def _print(name: str, cases: Sequence[Case]) -> bool:
    """Precision and recall of a sample; whether the bounds hold for senders and recipients."""
    good = True
    for side, said in (("from", "senders"), ("to", "recipients")):
        own = [case for case in cases if case.side == side]
        precision, recall = _line(f"{name}: {said}", own)
        _line("    of them “same”", [case for case in own if case.is_same])
        _line("    of them printed", [case for case in own if not case.is_same])
        good &= precision >= _MIN_PRECISION and recall >= _MIN_RECALL
    return good


def _line(name: str, cases: Sequence[Case]) -> tuple[float, float]:
    right = sum(case.right for case in cases)
    read, found = (sum(len(getattr(case, who)) for case in cases) for who in ("read", "found"))
    precision, recall = right / max(found, 1), right / max(read, 1)
    print(f"{name:34}{len(cases):>8,}{read:>8,}{precision:>11.2%}{recall:>9.2%}")
    return precision, recall


def _disagreements(
    cases: Sequence[Case], papers: Sequence[dict[str, Any]], rows: dict[str, int]
) -> None:
    for case in cases:
        if case.right < max(len(case.read), len(case.found)):
            print(f"  {case.id} {case.side}: {papers[rows[case.id]]['title']!r}")
            print(f"      read {list(case.read)}, found {list(case.found)}")


if __name__ == "__main__":
    sys.exit(main())
