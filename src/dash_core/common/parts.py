"""Rows in parts: what is made of each row by itself can be made by somebody else.

Such work is a function of columns, and it runs here, on all rows at once. Within `given_to` it is
given away, some rows at a time: to processes of other machines (`dash_core.prepared.cluster`).
What comes back is the same.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain
from typing import Any, Final, Protocol, TypeVar

from dash_core.common.progress import Progress, no_progress

__all__ = ["ROWS", "Work", "Worker", "each", "given_to", "in_parts", "one_by_one"]

ROWS: Final = 2_000  # of a part that is given away, at most

_T = TypeVar("_T")

Work = Callable[..., _T]
"""A function of a module, called with columns, what all parts share, and a `Progress`."""


class Worker(Protocol):
    """Whom parts are given to."""

    def __call__(
        self,
        work: Work[_T],
        columns: Sequence[Sequence[Any]],
        shared: tuple[Any, ...],
        progress: Progress,
        rows: int,
    ) -> Iterator[_T]:
        """What each part of so many rows gives, in order, when it is asked for."""


_worker: Final[ContextVar[Worker | None]] = ContextVar("worker", default=None)


@contextmanager
def given_to(worker: Worker) -> Iterator[None]:
    """Give the work on rows away inside of a block."""
    token = _worker.set(worker)
    try:
        yield
    finally:
        _worker.reset(token)


def in_parts(
    work: Work[_T],
    *columns: Sequence[Any],
    shared: tuple[Any, ...] = (),
    progress: Progress = no_progress,
    rows: int | None = None,
) -> list[_T]:
    """What the work gives for each part of the rows, in order: one part, where it is done here.

    Parameters
    ----------
    columns
        One value a row each.
    shared
        What the work is given with every part.
    rows
        The most rows of a part that is given away, by default `ROWS`.
    """
    worker = _worker.get()
    if worker is None:
        return [work(*columns, *shared, progress)]
    return list(worker(work, columns, shared, progress, rows or ROWS))


def one_by_one(
    work: Work[_T], *columns: Sequence[Any], shared: tuple[Any, ...] = (), rows: int
) -> Iterator[_T]:
    """As `in_parts`, but each part when it is asked for, also where it is done here: never are all
    results in memory."""
    worker = _worker.get()
    if worker is not None:
        yield from worker(work, columns, shared, no_progress, rows)
        return
    for start in range(0, len(columns[0]), rows):
        yield work(*(column[start : start + rows] for column in columns), *shared, no_progress)


def each(
    work: Work[list[_T]],
    *columns: Sequence[Any],
    shared: tuple[Any, ...] = (),
    progress: Progress = no_progress,
    rows: int | None = None,
) -> list[_T]:
    """As `in_parts`, of work that gives one value a row."""
    parts = in_parts(work, *columns, shared=shared, progress=progress, rows=rows)
    return parts[0] if len(parts) == 1 else list(chain.from_iterable(parts))
