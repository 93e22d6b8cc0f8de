"""What happened since this process started, in numbers, for the host; nothing of any visitor."""

import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["add", "memory", "refused", "rows", "timed"]

# A name of the figure and its label, as OpenMetrics writes them.
_Key = tuple[str, str]
_counts: Counter[_Key] = Counter()
_lock = threading.Lock()
_started = time.time()


def add(name: str, amount: float = 1, label: str = "") -> None:
    """Count something."""
    with _lock:
        _counts[name, label] += amount  # type: ignore[assignment]


def refused(what: str) -> None:
    """Count what was refused because it was too much."""
    add("refused", label=what)


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Count how often something was done, and for how many seconds."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        add(f"{name}s")
        add(f"{name}_seconds", time.perf_counter() - begun)


def rows() -> dict[_Key, float]:
    """All counts, and the memory of this process in bytes and since when it runs."""
    with _lock:
        counted = dict(_counts)
    return {**counted, ("memory_bytes", ""): memory(), ("up_seconds", ""): time.time() - _started}


def memory() -> float:
    """The bytes of memory that the system says this process has; 0 where it does not say so."""
    try:
        with open("/proc/self/statm", "rb") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        if sys.platform == "win32":
            return 0.0
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS, the highest
