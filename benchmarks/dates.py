"""Printed dates read a second, beside `text_to_edtf` of the `edtf` package on the same strings.

`python benchmarks/dates.py [--strings 0] [--corpora ../shared/corpora]` reads each distinct date of
the public corpora once, with nothing remembered, by `parse_date`, and a sample of them (others need
minutes) by `text_to_edtf` and by `dateutil.parser`, in turns, three rounds. It prints strings a
second (the best round, processor time, which other programs do not change) and the ratio.
"""

import argparse
import gzip
import json
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from time import process_time

from dateutil.parser import parse as parse_by_dateutil
from edtf import text_to_edtf

from dash_core.dates import parse_date
from dash_core.dates.parse import forget_parses

_CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
_FILES = ("date_strings.jsonl.gz", "frus_papers.jsonl.gz")
_ROUNDS = 3
_SEED = 14
_SAMPLE = 500  # strings for the others


def strings(corpora: Path) -> list[str]:
    """The distinct dates of the corpora, in their order."""
    found: dict[str, None] = {}
    for name in _FILES:
        with gzip.open(corpora / name, "rt", encoding="utf-8") as lines:
            found.update(dict.fromkeys(json.loads(line).get("date") or "" for line in lines))
    found.pop("", None)
    return list(found)


def rate(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """Strings a second; what a reader raises on a string is its answer."""
    start = process_time()
    for text in texts:
        try:
            read(text)
        except (ValueError, OverflowError, TypeError, IndexError, AttributeError):
            continue
    return len(texts) / (process_time() - start)


def main() -> int:
    """Print the table; 2 without corpora."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strings", type=int, default=0, help="at most so many (0: all)")
    parser.add_argument("--corpora", type=Path, default=_CORPORA)
    options = parser.parse_args()
    if not (options.corpora / _FILES[0]).is_file():
        print(f"There is nothing to measure: {options.corpora} has no {_FILES[0]}.")
        return 2
    texts = strings(options.corpora)[: options.strings or None]
    few = Random(_SEED).sample(texts, min(_SAMPLE, len(texts)))
    rates: dict[str, float] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _round in range(_ROUNDS):
            forget_parses()
            for name, read, chosen in (
                ("parse_date", parse_date, texts),
                ("edtf.text_to_edtf", text_to_edtf, few),
                ("dateutil.parser", parse_by_dateutil, few),
            ):
                rates[name] = max(rates.get(name, 0), rate(read, chosen))
    print(f"{len(texts):,} distinct strings, {len(few):,} of them for the others")
    for name, each in rates.items():
        print(f"{name:20}{each:>10,.0f} a second{rates['parse_date'] / each:>8.1f} times")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
