"""Work in processes of its own, with limits of time and memory, that can be ended at any moment.

A process that imported the libraries (`python -m dash_core.common.workers`) is forked for each
piece of work, which takes hundredths of a second. The limits are the operating system's
(`setrlimit`), so that even code of a library that never comes back is ended. Where processes
cannot be forked (Windows), work runs in this one, without limits.

This guards the server against files that cost too much, not against code that runs in a worker:
what comes back is unpickled.
"""

import importlib
import io
import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final, TypeVar

from dash_core.common import counters
from dash_core.common.errors import DossierError, LimitError
from dash_core.common.i18n import _, language, speak
from dash_core.common.progress import Progress, no_progress

__all__ = ["CAN_FORK", "pickled", "run", "start", "stop"]

CAN_FORK: Final = hasattr(os, "fork")
_HEAD: Final = struct.Struct("!cQ")  # the kind of a message, its length
_PROGRESS, _RESULT, _ERROR, _PID = b"p", b"r", b"e", b"i"
_EVERY: Final = 0.2  # seconds after which the caller looks at the clock, and tells of progress
_PREPARE: Final = "dash_core.collection.limited:prepare"  # what is imported, and called, once
_START: Final = 180  # seconds that the first process may take to import the libraries
_AT_ONCE: Final = 2  # pieces of work
_slots: Final = threading.Semaphore(_AT_ONCE)
_T = TypeVar("_T")


def run(
    function: Callable[..., _T],
    *arguments: Any,
    progress: Progress = no_progress,
    seconds: float,
    memory: int,
) -> _T:
    """The result of `function(*arguments, progress)`, worked out in a process of its own.

    Parameters
    ----------
    function
        Of a module; it is found by its name.
    progress
        Called from time to time; where it raises, the process is ended.
    seconds, memory
        The most it may take, of time and of bytes.

    Raises
    ------
    LimitError
        If it took longer, or more memory.
    DossierError
        What the function raised.
    """
    if not CAN_FORK:
        return function(*arguments, progress)
    while not _slots.acquire(timeout=_EVERY):
        progress(0)  # who waits may give up
    try:
        connection, pid = _begun(pickled((function, arguments, seconds, memory, language())))
        with connection:
            return _wait(connection, pid, progress, seconds)  # type: ignore[no-any-return]
    finally:
        _slots.release()


class _GoneError(Exception):
    """The other process is not there any more."""


def _too_much(is_time: bool = False) -> LimitError:
    counters.add("killed")
    if is_time:
        return LimitError(
            _("This takes longer than it may here. Try a part of the listing, or a smaller file.")
        )
    return LimitError(
        _("This needs more memory than it may here. Try a part of the listing, or a smaller file.")
    )


def _wait(connection: socket.socket, pid: int, progress: Progress, seconds: float) -> Any:
    """The result that the process sends; it is ended where that takes too long."""
    until = time.monotonic() + seconds
    connection.settimeout(_EVERY)
    received, share = bytearray(), 0.0
    try:
        while True:
            try:
                more = connection.recv(2**20)
            except TimeoutError:
                more = None
            except OSError:
                more = b""
            if more == b"":
                raise _too_much()
            received += more or b""
            while (message := _message(received)) is not None:
                kind, data = message
                if kind == _PROGRESS:
                    (share,) = struct.unpack("!d", data)
                elif kind == _RESULT:
                    return pickle.loads(data)
                else:
                    raise pickle.loads(data)
            progress(share)
            if time.monotonic() > until:
                raise _too_much(is_time=True)
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _message(received: bytearray) -> tuple[bytes, bytes] | None:
    """Take the first message off what was received; None where it is not whole yet."""
    if len(received) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack_from(received)
    if len(received) < _HEAD.size + length:
        return None
    data = bytes(received[_HEAD.size : _HEAD.size + length])
    del received[: _HEAD.size + length]
    return kind, data


def _send(connection: socket.socket, kind: bytes, data: bytes) -> None:
    try:
        connection.sendall(_HEAD.pack(kind, len(data)) + data)
    except OSError as err:
        raise _GoneError from err


def _receive(connection: socket.socket) -> tuple[bytes, bytes]:
    """The next message, however long it takes, and nothing of one after it; `_GoneError` where
    there is no more."""
    kind, length = _HEAD.unpack(_read(connection, _HEAD.size))
    return kind, _read(connection, length)


def _read(connection: socket.socket, n: int) -> bytes:
    received = bytearray()
    while len(received) < n:
        try:
            more = connection.recv(min(n - len(received), 2**20))
        except OSError as err:
            raise _GoneError from err
        if not more:
            raise _GoneError
        received += more
    return bytes(received)


_LOCKS: Final = {type(threading.Lock()): threading.Lock, type(threading.RLock()): threading.RLock}


class _Pickler(pickle.Pickler):
    """A lock arrives as a new one: in the other process nobody holds it."""

    def reducer_override(self, obj: Any) -> Any:
        make = _LOCKS.get(type(obj))
        return (make, ()) if make else NotImplemented


def pickled(thing: object) -> bytes:
    """A thing as bytes; its locks will be new ones."""
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(thing)
    return buffer.getvalue()


# The first process, which is forked


class _First:
    """The process that is forked, and the socket through which it gets those of its children."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                    "OMP_NUM_THREADS": "1",  # its threads would not live through a fork
                },
            )
        self.socket = ours
        ours.settimeout(_START)
        try:
            if ours.recv(1) != b"!":
                raise _GoneError
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End it; its children go on with their work."""
        self.socket.close()
        self.process.kill()
        self.process.wait()


_first: _First | None = None
_lock = threading.Lock()


def start() -> None:
    """Start the first process now, so that nobody waits for its libraries later."""
    if CAN_FORK:
        with _lock, suppress(OSError, _GoneError):
            _running()


def stop() -> None:
    """End the first process."""
    global _first
    with _lock:
        if _first is not None:
            _first.close()
        _first = None


def _running() -> _First:
    """The first process; a new one where it is gone. Called with the lock held."""
    global _first
    if _first is not None and _first.process.poll() is not None:
        _first.close()
        _first = None
    if _first is None:
        _first = _First()
    return _first


def _begun(work: bytes) -> tuple[socket.socket, int]:
    """A connection to a new process that was given its work, and its number."""
    for _attempt in (1, 2):
        ours, theirs = socket.socketpair()
        try:
            with theirs, _lock:
                socket.send_fds(_running().socket, [b"f"], [theirs.fileno()])
            _send(ours, _RESULT, work)
            _kind, pid = _receive(ours)
            return ours, int.from_bytes(pid, "big")
        except (OSError, _GoneError):
            ours.close()
            stop()
    raise DossierError(_("This server cannot start more work just now. Try again in a moment."))


def _serve(control: socket.socket) -> None:
    """Fork a process for each socket that comes; end when nobody can send one any more."""
    module, name = _PREPARE.split(":")
    getattr(importlib.import_module(module), name)()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    control.sendall(b"!")
    while True:
        sign, handles, _flags, _address = socket.recv_fds(control, 1, 1)
        if not sign:
            return
        if not os.fork():
            control.close()
            with socket.socket(fileno=handles[0]) as connection:
                _work(connection)
            os._exit(0)
        for handle in handles:
            os.close(handle)


def _work(connection: socket.socket) -> None:
    """In a child: do one piece of work within its limits."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _send(connection, _PID, struct.pack("!Q", os.getpid()))
    _kind, data = _receive(connection)
    told = 0.0

    def progress(share: float) -> None:
        nonlocal told
        if time.monotonic() - told > _EVERY:
            told = time.monotonic()
            _send(connection, _PROGRESS, struct.pack("!d", share))

    try:
        function, arguments, seconds, memory, code = pickle.loads(data)
        speak(code)
        _limit(seconds, memory)
        answer = _RESULT, pickled(function(*arguments, progress))
    except (MemoryError, _GoneError):
        return  # the caller sees that nothing came
    except Exception as err:
        answer = _ERROR, pickled(_plain(err))
    with suppress(_GoneError):
        _send(connection, *answer)


def _plain(err: Exception) -> Exception:
    """An error as it can be sent: one for the visitor as it is, another one with its kind only."""
    if isinstance(err, DossierError):
        return type(err)(str(err))
    return RuntimeError(f"{type(err).__name__} in a worker")


def _limit(seconds: float, memory: int) -> None:
    """Let the system end this process at its limits, of processor time and of memory."""
    import resource

    whole = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What is there already: libraries take much room of addresses and little memory.
    resource.setrlimit(resource.RLIMIT_AS, (_addresses() + memory,) * 2)


def _addresses() -> int:
    """The bytes of addresses that this process has."""
    try:
        with open("/proc/self/statm", "rb") as stream:
            return int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # macOS does not say, nor does it keep this limit
        return 2**40


def _main(arguments: Sequence[str]) -> None:
    with socket.socket(fileno=int(arguments[0])) as control:
        _serve(control)


if __name__ == "__main__":
    # As the module of this name: what is sent is found there.
    importlib.import_module("dash_core.common.workers")._main(sys.argv[1:])
