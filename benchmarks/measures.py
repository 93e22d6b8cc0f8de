"""What several benchmarks measure and keep alike."""

import csv
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from time import clock_gettime, process_time
from typing import Any, Final

__all__ = ["HISTORY", "SEED", "keep", "median_milliseconds", "memory", "processor", "served"]

_ROOT: Final = Path(__file__).resolve().parents[1]
SEED: Final = "seeds/000_c0d2bb1156087dbf.txt"
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


@contextmanager
def served(script: str, port: int, listing: str | Path = SEED, **environment: str) -> Iterator[int]:
    """A new server of a script; gives the number of its process."""
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    server = subprocess.Popen(
        [*command, "--server.headless", "true", "--", str(listing)],
        cwd=_ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def processor(pid: int) -> float:
    """Processor seconds that all threads of a process took (Linux)."""
    return clock_gettime(~pid << 3 | 2)


def memory(pid: int) -> tuple[float, float]:
    """MB of a process: its own, which no file has, and all with files mapped (PSS; Linux)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    own, pss = (
        int(re.findall(rf"^{name}:\s+(\d+)", text, re.MULTILINE)[0]) / 1024
        for name in ("Pss_Anon", "Pss")
    )
    return own, pss
