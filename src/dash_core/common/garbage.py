"""Python's search for garbage: put off while a listing is read, spared what stays, and what it
frees given back."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Final

import pyarrow as pa

__all__ = ["collect_and_freeze", "give_back", "give_large_back_at_once", "put_off", "tidy"]

_MANY: Final = 100_000  # objects
_MMAP_THRESHOLD: Final = -3  # M_MMAP_THRESHOLD
_lock = Lock()
_at_work: list[bool] = []  # whether Python looked for garbage when each began


@contextmanager
def put_off() -> Iterator[None]:
    """Look for no garbage meanwhile.

    A listing that is read makes millions of objects and hardly any garbage in cycles, and every so
    many of them make Python walk through all: a sixth of the time at 40,000 documents.
    """
    with _lock:
        _at_work.append(gc.isenabled() or any(_at_work))
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            was_on = _at_work.pop()
            if was_on and not _at_work:
                _call_old()
                gc.enable()


def _call_old() -> None:
    """Count what was made meanwhile as old, at which Python looks when it looks at everything: else
    it would walk through all of it at once, a twentieth of the time of opening a listing."""
    if gc.get_count()[0] > _MANY and not gc.get_freeze_count():  # what is frozen would thaw
        gc.freeze()
        gc.unfreeze()


def collect_and_freeze(whole: bool) -> None:
    """Look for garbage, and let what is left be walked no more.

    Parameters
    ----------
    whole
        Whether to look through what was left before, too, which takes many times as long.
    """
    if whole:
        gc.unfreeze()
    gc.collect()
    gc.freeze()


def tidy() -> None:
    """Look for garbage now, where it was put off, and give its memory back."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    give_back()


def give_large_back_at_once() -> None:
    """Give memory of a megabyte or more back as soon as it is free: glibc begins to keep what is
    smaller than the largest that was freed (mallopt(3))."""
    with suppress(AttributeError, OSError, TypeError):  # other systems
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, 2**20)


def give_back() -> None:
    """Give memory that is free to the operating system, where the C library can.

    glibc keeps what lies between two pieces in use: see malloc_trim(3).
    """
    with suppress(AttributeError, OSError, TypeError):  # other systems
        ctypes.CDLL(None).malloc_trim(0)
