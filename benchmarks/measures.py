"""What several benchmarks measure and keep alike."""

import csv
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final

__all__ = ["HISTORY", "keep", "median_milliseconds"]

HISTORY: Final = Path(__file__).with_name("history.csv")


def median_milliseconds(work: Callable[[Any], Any], asked: Sequence[Any]) -> float:
    """Milliseconds of processor that each answer takes, at the median, after a first one."""
    work(asked[0])
    times = []
    for one in asked:
        start = process_time()
        work(one)
        times.append(1000 * (process_time() - start))
    return median(times)


def keep(what: str, value: float, goal: float | None = None) -> None:
    """Add a figure to the history of all benchmarks, with the day, the commit and the most it is
    meant to be."""
    git = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HISTORY.parent, capture_output=True, text=True
    )
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(
            [f"{date.today()}", git.stdout.strip(), what, f"{value:.4g}", goal or ""]
        )
