"""All benchmarks that have a goal, one after the other, in one table.

    python -m benchmarks [--only start visit speed …] [--large]

Each is a program of this folder and prints what it measures. Their ratios are added to
`benchmarks/history.csv`, and printed at the end beside the values of the commit before and the
goals. Some 20 minutes on two cores that do nothing else; --large adds 100,000 and 1,000,000
documents, some 12 GB of disk and half an hour.
"""

import argparse
import csv
import subprocess
import sys
from pathlib import Path
from typing import Final

from benchmarks.measures import HISTORY

_HERE: Final = Path(__file__).resolve().parent
_PROGRAMS: Final = {
    "start": [],
    "visit": [],
    "speed": [],
    "topics": [],
    "search": [],
    "pages": [],
    "prepared": [],
    "prepared_pages": [],
    "crowd": [],
}
_LARGE: Final = {
    "speed": ["--sizes", "20", "424", "10000", "40000", "100000", "1000000", "--edits", "10"],
    "prepared": ["--sizes", "10000", "100000", "1000000"],
    "prepared_pages": ["--size", "1000000"],
}


def main() -> int:
    """Run the benchmarks; 1 where one could not be run."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=_PROGRAMS, default=list(_PROGRAMS))
    parser.add_argument("--large", action="store_true", help="up to a million documents")
    options = parser.parse_args()
    before, failed = _history(), []
    for name in options.only:
        print(f"\n{name}\n", flush=True)
        arguments = _LARGE.get(name, _PROGRAMS[name]) if options.large else _PROGRAMS[name]
        done = subprocess.run([sys.executable, str(_HERE / f"{name}.py"), *arguments])
        failed += [name] if done.returncode else []
    _print(before, _history()[len(before) :])
    print("".join(f"\n{name} could not be measured." for name in failed))
    return bool(failed)


def _history() -> list[dict[str, str]]:
    with HISTORY.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _print(before: list[dict[str, str]], now: list[dict[str, str]]) -> None:
    """The figures of this run, beside the last ones of another commit."""
    print(f"\n{'value':>8}{'before':>8}{'goal':>8}")
    for line in now:
        earlier = [
            one["value"]
            for one in before
            if one["what"] == line["what"] and one["commit"] != line["commit"]
        ]
        goal = line["goal"]
        is_met = not goal or float(line["value"]) <= float(goal)
        figures = f"{line['value']:>8}{(earlier or ['-'])[-1]:>8}{goal or '-':>8}"
        print(f"{figures}  {line['what']}{'' if is_met else ': NOT met'}")


if __name__ == "__main__":
    sys.exit(main())
