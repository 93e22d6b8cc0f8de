"""What several benchmarks measure and keep alike."""

import csv
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

__all__ = ["keep_line", "median_milliseconds"]


def median_milliseconds(work: Callable[[Any], Any], asked: Sequence[Any]) -> float:
    """Milliseconds of processor that each answer takes, at the median, after a first one."""
    work(asked[0])
    times = []
    for one in asked:
        start = process_time()
        work(one)
        times.append(1000 * (process_time() - start))
    return median(times)


def keep_line(history: Path, names: Sequence[str], figures: Sequence[str]) -> None:
    """Add a line to a history, with the day and the commit."""
    git = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=history.parent, capture_output=True, text=True
    )
    is_new = not history.exists()
    with history.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(["day", "commit", *names])
        writer.writerow([f"{date.today()}", git.stdout.strip(), *figures])
