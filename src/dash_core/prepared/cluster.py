"""Giving the work on rows to the workers of a Dask cluster.

What is made of each row by itself (reading a file, correspondents, people, words, languages,
places) goes to the workers, part by part; what needs all rows stays here. A part whose worker dies
is done again by another one. Dask sends pickles: a cluster is for machines that trust one another
(`tls://` and Dask's own settings keep others out).
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from pickle import HIGHEST_PROTOCOL, Pickler, dumps, loads
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

from dash_core.common import parts
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _, in_language, language
from dash_core.common.progress import Progress, no_progress
from dash_core.readers.addressed import load_again
from dash_core.readers.source import SourceFile

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["LOCAL", "ClusterError", "on_cluster"]

LOCAL: Final = "local"
_ADDRESS: Final = re.compile(r"(?:tcp|tls)://[^\s/]+:\d+")
_ANSWER: Final = 15.0  # seconds that a scheduler, and then a first worker, has to answer
_ALONE: Final = 60.0  # seconds without any worker after which the cluster is lost
_EVERY: Final = 0.5  # seconds between two looks at the cluster
_AHEAD: Final = 3  # parts that wait for each thread
_LIBRARIES: Final = ("numpy", "scipy", "pandas", "pyarrow", "pystemmer", "py3langid", "lxml")
_PACKAGE: Final = Path(__file__).parents[1]
_T = TypeVar("_T")


class ClusterError(DossierError):
    """A cluster cannot be used, or was lost."""


@contextmanager
def on_cluster(address: str, files: Mapping[str, SourceFile] | None = None) -> Iterator[None]:
    """Give the work on rows to a cluster inside of a block.

    Parameters
    ----------
    address
        Of the scheduler (`tcp://host:port`); "local" starts workers on this machine.
    files
        Files of the listing by addresses, from which workers load them themselves.

    Raises
    ------
    ClusterError
        If there is no such cluster, its workers have another version, or it is lost.
    """
    if address != LOCAL and not _ADDRESS.fullmatch(address):
        raise ClusterError(
            _("“{address}” is no address of a cluster: write tcp://HOST:PORT, or local.").format(
                address=address
            )
        )
    with _connected(address) as client:
        _check(client, address)
        with parts.given_to(_Cluster(client, address, files or {})):
            yield


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as err:
        raise ClusterError(
            _("A cluster needs Dask: {command}.").format(
                command='pip install "dossier-dashboard[cluster]"'
            )
        ) from err
    settings = {"distributed.admin.large-graph-warning-threshold": "1GB"}
    with dask.config.set(settings):
        if address == LOCAL:
            with (
                LocalCluster(threads_per_worker=1, dashboard_address=":0") as cluster,
                Client(cluster) as client,
            ):
                yield client
            return
        try:
            client = Client(address, timeout=_ANSWER, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as err:
            raise ClusterError(
                _(
                    "No scheduler of Dask answers at {address}: start one there with “dask "
                    "scheduler”, workers with “dask worker {address}”, and run this again."
                ).format(address=address)
            ) from err
        with client:
            yield client


def _check(client: "Client", address: str) -> None:
    """See that there are workers, and that they work as this process does."""
    try:
        client.wait_for_workers(1, timeout=_ANSWER)
        states = client.run(_state)
    except TimeoutError as err:
        raise ClusterError(
            _("The cluster at {address} has no workers: start some with “dask worker”.").format(
                address=address
            )
        ) from err
    except Exception as err:  # whatever another version raises
        raise _other_version(address, str(err)) from err
    own = _state()
    for worker, state in states.items():
        differ = [name for name in own if state.get(name) != own[name]]
        if differ:
            raise _other_version(worker, ", ".join(differ))


def _other_version(worker: str, what: str) -> ClusterError:
    return ClusterError(
        _(
            "The worker at {worker} is not as this machine ({what}): install the same Dossier and "
            "libraries on all."
        ).format(worker=worker, what=what[:200])
    )


@lru_cache(maxsize=1)
def _state() -> dict[str, str]:
    """All that results depend on."""
    digest = blake2b(digest_size=16)
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(_PACKAGE)).encode() + b"\0" + path.read_bytes())
    libraries = {name: version(name) for name in _LIBRARIES}
    return {"Python": sys.version.split()[0], "Dossier": digest.hexdigest(), **libraries}


class _Cluster:
    """Gives parts to the workers, some ahead of what they do."""

    def __init__(self, client: "Client", address: str, files: Mapping[str, SourceFile]) -> None:
        self._client, self._address = client, address
        self._addresses = {id(file): address for address, file in files.items()}
        self._files = files  # so that nothing else gets their identity

    def __call__(
        self,
        work: parts.Work[_T],
        columns: Sequence[Sequence[Any]],
        shared: tuple[Any, ...],
        progress: Progress,
        rows: int,
    ) -> Iterator[_T]:
        """What each part of so many rows gives, in order, when it is asked for.

        Raises
        ------
        ClusterError
            If the cluster is lost.
        DossierError
            What the work raised.
        """
        try:
            yield from self._run(work, columns, (work, shared, language()), progress, rows)
        except DossierError:
            raise
        except Exception as err:
            if not _is_of_dask(err):
                raise
            raise self._lost(str(err) or type(err).__name__) from err

    def _run(
        self,
        work: parts.Work[_T],
        columns: Sequence[Sequence[Any]],
        head: tuple[Any, ...],
        progress: Progress,
        rows: int,
    ) -> Iterator[Any]:
        starts = range(0, len(columns[0]), rows) or range(1)
        given: dict[Future, int] = {}
        done: dict[int, Any] = {}
        number = taken = 0
        ahead = _AHEAD * max(1, sum(self._client.nthreads().values()))
        # A task and no scattered data: it is made again where its worker dies.
        told = self._client.submit(_same, dumps(head, HIGHEST_PROTOCOL), pure=False)
        while taken < len(starts):
            while number < len(starts) and len(given) + len(done) < ahead:
                start = starts[number]
                # As bytes: Dask would look through lists for what it knows, one after another.
                part = self._packed([column[start : start + rows] for column in columns])
                given[self._client.submit(_done, told, part, pure=False)] = number
                number += 1
            self._take(given, done)
            while taken in done:
                yield done.pop(taken)
                taken += 1
                progress(taken / len(starts))

    def _packed(self, lists: list[Any]) -> bytes:
        """What is sent; of a file that is at an address, the address."""
        packed = BytesIO()
        _Pickler(packed, self._addresses).dump(lists)
        return packed.getvalue()

    def _take(self, given: "dict[Future, int]", results: dict[int, Any]) -> None:
        """Take what is done, by its number; wait until something is."""
        from distributed import wait

        alone = None
        while True:
            try:
                with self._client.as_current():
                    done = wait(list(given), _EVERY, "FIRST_COMPLETED").done
            except TimeoutError:
                alone = (alone or monotonic()) if not self._client.nthreads() else None
                if alone is not None and monotonic() - alone > _ALONE:
                    raise self._lost(_("no worker is left")) from None
                continue
            for future in done:
                results[given.pop(future)] = loads(future.result())
            return

    def _lost(self, reason: str) -> ClusterError:
        return ClusterError(
            _(
                "The cluster at {address} was lost ({reason}); nothing was written. Run the "
                "command again when it is back."
            ).format(address=self._address, reason=reason[:200])
        )


class _Pickler(Pickler):
    """Packs files that are at an address as these addresses, by the identity of each."""

    def __init__(self, file: BytesIO, addresses: Mapping[int, str]) -> None:
        super().__init__(file, HIGHEST_PROTOCOL)
        self._addresses = addresses

    def reducer_override(self, value: Any) -> Any:
        """How a value is packed."""
        if isinstance(value, SourceFile) and id(value) in self._addresses:
            return load_again, (self._addresses[id(value)], value.digest)
        return NotImplemented


def _is_of_dask(err: Exception) -> bool:
    """Whether the cluster raised an error, and not the work."""
    from distributed import CancelledError, KilledWorker
    from distributed.comm import CommClosedError

    return isinstance(err, CancelledError | KilledWorker | CommClosedError | OSError)


def _same(head: bytes) -> bytes:
    """On a worker: what all parts share."""
    return head


_loaded = lru_cache(maxsize=1)(loads)


def _done(head: bytes, columns: bytes) -> bytes:
    """On a worker: what one part gives."""
    work, shared, code = _loaded(head)
    with in_language(code):
        return dumps(work(*loads(columns), *shared, no_progress), HIGHEST_PROTOCOL)
