"""Fitted listings shared by everyone who asks, bounded in bytes."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import starmap
from threading import Lock, Semaphore
from time import monotonic
from typing import Final, Protocol

from dash_core.collection import limited
from dash_core.collection.collection import Collection
from dash_core.common.counters import timed
from dash_core.common.garbage import put_off
from dash_core.common.i18n import language
from dash_core.common.keep import KEPT
from dash_core.common.progress import Progress, no_progress
from dash_core.common.size import estimate_size
from dash_core.study.study import Study
from dash_core.text.vectors.sentence_model import Model

__all__ = ["CollectionCache"]

MAX_STUDIES: Final = 100  # studies of the listings kept: other notes, the same words and numbers
_AT_ONCE: Final = 2  # listings read at once, and as many changed beside them
_WAIT: Final = 0.2  # seconds after which one who waits looks whether the visitor gave up


Fit = Callable[[Study, Progress, Model | None], Collection]
_Key = tuple[str, str]  # language and study: remarks and notes of a listing are words


class _Waitable(Protocol):
    """A lock or a semaphore."""

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool: ...
    def release(self) -> None: ...


@dataclass
class _Work:
    """The fitting of one study, and how many visits wait for it."""

    lock: Lock = field(default_factory=Lock)
    waiting: int = 0


class CollectionCache:
    """The collections of studies, each made once in a language however many ask for it at the
    same time.

    The least recently used go when those kept take more than `max_bytes()` together; the last
    one stays. What two of them share, as after a correction, is counted once. Whoever waits for
    one listing does not hold up another: up to two listings are read at once, and as many are
    changed beside them.

    Parameters
    ----------
    max_bytes
        Gives the bound in bytes.
    when_kept
        Called after a collection was fitted and kept, with whether others were dropped for it.
    prepared
        The collections that were prepared, each with its study: they need not be fitted, are in
        every language as they were prepared, and stay.
    """

    def __init__(
        self,
        max_bytes: Callable[[], int],
        when_kept: Callable[[bool], None] = lambda _dropped: None,
        prepared: Callable[[], Iterable[Collection]] = tuple,
    ) -> None:
        self._max_bytes, self._when_kept, self._prepared = max_bytes, when_kept, prepared
        self._lock = Lock()  # of the dictionaries, never held while something is fitted
        self._fitted: OrderedDict[_Key, Collection] = OrderedDict()
        self._used: dict[_Key, float] = {}  # when each of them was last asked for
        self._sizes: dict[_Key, tuple[int, int]] = {}  # how many parts each had, and their bytes
        self._shown: OrderedDict[_Key, tuple[_Key, Collection]] = OrderedDict()
        self._works: dict[tuple[str, str, bool], _Work] = {}
        self._reading, self._changing = Semaphore(_AT_ONCE), Semaphore(_AT_ONCE)

    def __len__(self) -> int:
        return len(self._fitted)

    def n_documents(self) -> int:
        """The documents of the listings that are kept."""
        with self._lock:
            return sum(len(collection) for collection in self._fitted.values())

    def get(self, study: Study, whole: bool = True) -> Collection | None:
        """The collection of a study, if it can be had without fitting anything; not `whole`: also
        one whose topics come later."""
        with self._lock:
            entry = self._shown.get(_key(study))
            if entry is None:
                core = study.core()
                fitted = self._fitted.get(_key(core)) or next(
                    (one for one in self._prepared() if one.core.study.key == core.key), None
                )
                if fitted is None or (whole and not fitted.is_whole):
                    return None
                entry = _key(fitted.study), Collection(study, core=fitted.core)
                self._shown[_key(study)] = entry
            base, collection = entry
            if whole and not collection.is_whole:
                return None
            self._shown.move_to_end(_key(study))
            if base in self._fitted:
                self._use(base)
            while len(self._shown) > MAX_STUDIES:
                self._shown.popitem(last=False)
            return collection

    def of_same_files(self, study: Study) -> Collection | None:
        """The collection of the same listing that was used last: what the study does not change
        of it need not be read and fitted again."""
        digests = [file.digest for file in study.files]
        with self._lock:
            for (code, _study), collection in reversed(self._fitted.items()):
                if code == language() and [f.digest for f in collection.study.files] == digests:
                    return collection
        for collection in self._prepared():
            if [file.digest for file in collection.study.files] == digests:
                return collection
        return None

    def fit(
        self,
        study: Study,
        progress: Progress = no_progress,
        model: Model | None = None,
        first: Fit | None = None,
        whole: bool = True,
    ) -> Collection:
        """The collection of a study, fitted if it is not there yet.

        Parameters
        ----------
        first
            How a listing is fitted of which no study is here yet; by default within the limits
            of a host.
        whole
            Whether it must have its topics.

        Raises
        ------
        DossierError
            If the listing cannot be read.
        """
        if whole and first is None:  # whoever waits for the rest has it before the topics
            self.fit(study, progress, model, whole=False)
        first = first or limited.begin
        with self._only_one(_key(study.core()), whole, progress):
            while (collection := self.get(study, whole)) is None:
                with put_off():  # until what is kept was looked through
                    self._keep(self._fit(study.core(), progress, model, first))
            return collection

    def _fit(self, study: Study, progress: Progress, model: Model | None, first: Fit) -> Collection:
        base = self.of_same_files(study)
        with _held(self._changing if base else self._reading, progress), timed("fit"):
            if base is None:
                return first(study, progress, model)
            return limited.refit(base, study, progress)

    @contextmanager
    def _only_one(self, listing: _Key, whole: bool, progress: Progress) -> Iterator[None]:
        """One visit at a time; thirty pupils wait for one fit, with its topics or without."""
        key = (*listing, whole)
        with self._lock:
            work = self._works.setdefault(key, _Work())
            work.waiting += 1
        try:
            with _held(work.lock, progress):
                yield
        finally:
            with self._lock:
                work.waiting -= 1
                if not work.waiting:
                    del self._works[key]

    def _keep(self, collection: Collection) -> None:
        key = _key(collection.study)
        with self._lock:
            if key in self._fitted:  # without its topics
                self._drop([key])
            self._fitted[key] = collection
            self._use(key)
            gone = self._beyond(self._max_bytes())
            self._drop(gone)
        self._when_kept(bool(gone))

    def drop_unused(self, seconds: float, but: Study) -> int:
        """Drop the listings nobody has asked for in so many seconds, but the one of this study.

        Returns
        -------
        int
            How many were dropped.
        """
        with self._lock:
            then, stays = monotonic() - seconds, but.core().key
            gone = [key for key in self._fitted if self._used[key] < then and key[1] != stays]
            self._drop(gone)
        return len(gone)

    def _use(self, key: _Key) -> None:
        self._fitted.move_to_end(key)
        self._used[key] = monotonic()

    def _drop(self, keys: Iterable[_Key]) -> None:
        for gone in keys:
            del self._fitted[gone], self._used[gone]
            self._sizes.pop(gone, None)
            for shown in [one for one, (base, _) in self._shown.items() if base == gone]:
                del self._shown[shown]

    def _beyond(self, max_bytes: int) -> list[_Key]:
        """The keys of those that do not fit in so many bytes, beside the ones used later."""
        all_of = {key: [collection] for key, collection in self._fitted.items()}
        for base, collection in self._shown.values():
            all_of.get(base, []).append(collection)
        if sum(starmap(self._size_alone, all_of.items())) <= max_bytes:
            return []  # what they share need not be told from what they do not
        seen: dict[int, object] = {}
        total, gone = 0, []
        for number, (key, collections) in enumerate(reversed(all_of.items())):
            total += size_of(collections, seen)
            if number and total > max_bytes:
                gone.append(key)
        return gone

    def _size_alone(self, key: _Key, collections: Sequence[Collection]) -> int:
        """Bytes of one listing, counted again only where something was made from it since."""
        n_parts, size = self._sizes.get(key, (-1, 0))
        if n_parts != (n_now := _n_parts(collections)):
            size = size_of(collections, {})
            self._sizes[key] = n_now, size
        return size


def _key(study: Study) -> _Key:
    return language(), study.key


def size_of(collections: Sequence[Collection], seen: dict[int, object]) -> int:
    """Bytes of the collections of a listing, but for what was seen before: what its stages gave,
    and what was made from it since."""
    core = collections[0].core
    things = [*(stage.result for stage in core.stages.values()), core.table]
    things += [one.__dict__.get(KEPT) for one in (core, *collections)]
    return sum(estimate_size(thing, seen) for thing in things)


def _n_parts(collections: Sequence[Collection]) -> int:
    """How many things `size_of` counts."""
    core = collections[0].core
    kept = [one.__dict__.get(KEPT, {}) for one in (core, *collections)]
    return len(core.stages) + sum(len(results) for by in kept for results in list(by.values()))


@contextmanager
def _held(waitable: _Waitable, progress: Progress) -> Iterator[None]:
    """Wait for a lock; `progress` raises where the visitor no longer waits."""
    while not waitable.acquire(timeout=_WAIT):
        progress(0)
    try:
        yield
    finally:
        waitable.release()
