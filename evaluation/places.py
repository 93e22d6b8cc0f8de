"""How well places are found, against a country that is given and against what was read by hand.

`python evaluation/places.py [--show N]`; needs the public corpora in `../shared/corpora` (see
`evaluation/README.md`). Exit status 1 if a bound does not hold, 2 if there is no data.
"""

import argparse
import csv
import gzip
import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from time import process_time
from typing import Any, Final

from dash_core.text.people import read_people
from dash_core.text.places import PlacesReading, gazetteer, read_places

_ROOT: Final = Path(__file__).resolve().parents[1]
_CORPORA: Final = _ROOT.parent / "shared" / "corpora"
_STATES: Final = Path(__file__).with_name("places_states.toml")
_READINGS: Final = Path(__file__).with_name("places_readings.csv")
_OTHERS: Final = Path(__file__).with_name("places_readings_other.csv")

# What must hold.
_MIN_COUNTRY: Final = 0.95  # of the rows: the country is found, and is the one that is meant
_MIN_PRECISION: Final = {"all": 0.97, "towns": 0.90}  # of the mentions read by a person
# The same of listings that are not FRUS: visits of state, works of art, results of a web search.
_MIN_OTHER: Final = {"state_visits": 0.95, "tate_artworks": 0.85, "ambient": 0.85}
_EVERY: Final = {"tate_artworks": 7}  # of so many rows one is read

_DEFINITIONS: Final = """\
country    state_visits gives a country a row; it is found where the place that the reading gives
           has a position and is the one chosen for that label by hand (places_states.toml)
right      a mention of a place in frus_papers is the place that the text means: read one by one,
           by the session that wrote this, in the text around it (places_readings.csv). “all”:
           100 mentions drawn from all; “towns”: 100 of towns and regions, the harder ones
gone       read, and not found any more: a right one is lost, a wrong one mended
others     200 mentions drawn from three listings that are not FRUS (places_readings_other.csv)
"""


def main() -> int:
    """Measure, print, and say by the exit status whether the bounds hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--show", type=int, default=10, metavar="N", help="examples of a kind (default %(default)s)"
    )
    asked = parser.parse_args()
    if not (_CORPORA / "state_visits.jsonl.gz").is_file():
        print(f"no corpora in {_CORPORA}: nothing was measured", file=sys.stderr)
        return 2
    print(_DEFINITIONS)
    start = process_time()
    gazetteer()
    print(f"gazetteer read in {process_time() - start:.1f} s of processor time")
    holds = [_countries(asked.show), _mentions(asked.show), _others(asked.show)]
    return 0 if all(holds) else 1


def _rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(_CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _countries(show: int) -> bool:
    rows = _rows("state_visits")
    meant = tomllib.loads(_STATES.read_text("utf-8"))["differ"]
    texts = [(row["title"] or "", row["summary"] or "") for row in rows]
    nobody = [((), ())] * len(rows)
    reading = read_places(texts, nobody, [[row["class"]] for row in rows])
    wrong: Counter[tuple[str, str]] = Counter()
    for row in rows:
        label = row["class"]
        found = reading.from_columns.get(label, "")
        if found != meant.get(label, label):
            wrong[label, found] += 1
    share = 1 - wrong.total() / len(rows)
    print(
        f"\nstate_visits: {len(rows):,} rows, country found {share:.2%} (bound {_MIN_COUNTRY:.0%})"
    )
    for (label, found), n in wrong.most_common(show):
        print(f"  {n:>3}  {label} -> {found or 'none'}")
    return share >= _MIN_COUNTRY


def _mentions(show: int) -> bool:
    rows = _rows("frus_papers")
    texts = [(row["title"] or "", row["summary"] or "") for row in rows]
    people = read_people([title for title, _s in texts], [summary for _t, summary in texts])
    taken = [
        ([(m.start, m.end) for m in titled], [(m.start, m.end) for m in summed])
        for titled, summed in zip(people.title_spans, people.summary_spans, strict=True)
    ]
    start = process_time()
    reading = read_places(texts, taken)
    took = process_time() - start
    named = sum(map(len, reading.names))
    print(
        f"\nfrus_papers: {len(rows):,} documents in {took:.2f} s of processor time, "
        f"{named:,} places named, {len(reading.places):,} of them different"
    )
    holds = True
    with _READINGS.open(encoding="utf-8", newline="") as file:
        readings = list(csv.DictReader(file))
    where = {row["id"]: i for i, row in enumerate(rows)}
    for part, least in _MIN_PRECISION.items():
        own = [one for one in readings if one["drawn_from"] == part]
        there = [one for one in own if _is_found(reading, where[one["id"]], one)]
        right = sum(one["right"] == "1" for one in there)
        gone = [one for one in own if one not in there]
        lost = sum(one["right"] == "1" for one in gone)
        share = right / max(1, len(there))
        holds &= share >= least and lost <= 0.03 * len(own)
        print(
            f"  {part}: {right} of {len(there)} right, {share:.1%} (bound {least:.0%}); "
            f"gone: {lost} right, {len(gone) - lost} wrong"
        )
        for one in [one for one in there if one["right"] != "1"][:show]:
            print(f"    wrong: {one['id']} {one['place']}: {one['note']}")
        for one in [one for one in gone if one["right"] == "1"][:show]:
            print(f"    lost: {one['id']} {one['place']}")
    return holds


def _others(show: int) -> bool:
    """Mentions of three listings that are not FRUS, read in the text around them: what is meant."""
    with _OTHERS.open(encoding="utf-8", newline="") as file:
        readings = list(csv.DictReader(file))
    holds = True
    print("\nlistings that are not FRUS: mentions read by hand, and what was found there")
    for name, least in _MIN_OTHER.items():
        rows = _rows(name)[:: _EVERY.get(name, 1)]
        texts = [(row["title"] or "", row["summary"] or "") for row in rows]
        people = read_people([title for title, _s in texts], [summary for _t, summary in texts])
        taken = [
            ([(m.start, m.end) for m in titled], [(m.start, m.end) for m in summed])
            for titled, summed in zip(people.title_spans, people.summary_spans, strict=True)
        ]
        reading = read_places(texts, taken)
        where = {row["id"]: i for i, row in enumerate(rows)}
        own = [one for one in readings if one["listing"] == name]
        found = [(one, _found(reading, where[one["id"]], one)) for one in own]
        right = sum(place == one["meant"] for one, place in found if place)
        share = right / max(1, sum(bool(place) for _one, place in found))
        lost = sum(not place and one["meant"] == one["place"] for one, place in found)
        holds &= share >= least and lost <= 0.03 * len(own)
        print(
            f"  {name}: {right} right of {len(own)}, {share:.1%} of those found (bound {least:.0%})"
        )
        for one, place in [pair for pair in found if pair[1] and pair[1] != pair[0]["meant"]][
            :show
        ]:
            print(f"    wrong: {one['id']} {place}: {one['note']}")
        for one, _place in [pair for pair in found if not pair[1] and pair[0]["meant"]][:show]:
            print(f"    lost: {one['id']} {one['meant']}")
    return holds


def _found(reading: PlacesReading, row: int, one: dict[str, str]) -> str:
    """The place found where the mention stands; "" if none is."""
    field, start = int(one["field"]), int(one["start"])
    return next(
        (m.name for where, m in reading.mentions(row) if where == field and m.start == start), ""
    )


def _is_found(reading: PlacesReading, row: int, one: dict[str, str]) -> bool:
    return any(
        where == int(one["field"]) and mention.start == int(one["start"])
        and mention.name == one["place"]
        for where, mention in reading.mentions(row)
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
