"""A directory of arrays, each with its length and checksum in a manifest that is written last.

`manifest.json` names the folder beside it with the arrays (NumPy's `.npy`, without pickled
objects), what is to be known of them (`values.json`), and the table for other programs
(`documents.parquet`). A new version is written into a folder of its own; then its manifest takes
the place of the old one in one step of the file system. The version before it stays until there is
another, for whoever has it open.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import IO, Any, Final
from uuid import uuid4
from weakref import finalize
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dash_core.common.errors import DossierError
from dash_core.common.i18n import _
from dash_core.common.scratch import let_go

__all__ = [
    "MANIFEST",
    "VALUES",
    "Directory",
    "PreparedError",
    "clear",
    "damaged",
    "has_other_things",
    "only_one",
    "read_manifest",
    "write_directory",
]

MANIFEST: Final = "manifest.json"
VALUES: Final = "values.json"
_LOCK: Final = ".building"
KIND: Final = "dossier prepared listing"
_UNFINISHED: Final = ".unfinished"
_PARTS: Final = re.compile(r"parts-[0-9a-f]{12}")
_MAX_MANIFEST: Final = 10_000_000  # bytes
_SMALL: Final = "small.npz"
_MAPPED: Final = 16_384  # bytes of an array from which it has a file, and stays there
_CHUNK: Final = 2**20


class PreparedError(DossierError):
    """A prepared listing cannot be written or opened."""


def write_directory(
    out: Path,
    about: Mapping[str, Any],
    values: Mapping[str, Any],
    arrays: Iterator[tuple[str, NDArray[Any]]],
    table: Callable[[Path], None] | None = None,
) -> None:
    """Write a version of a directory; what was there stays until all of it is on the disk.

    Parameters
    ----------
    about
        What the manifest says beside the files.
    values
        What is to be known of the arrays, as JSON.
    arrays
        The arrays by name.
    table
        Writes `documents.parquet`.

    Raises
    ------
    PreparedError
        If it cannot be written.
    """
    name = f"parts-{uuid4().hex[:12]}"
    unfinished = out / f"{name}{_UNFINISHED}"
    with _told(out):
        out.mkdir(parents=True, exist_ok=True)
        try:
            unfinished.mkdir()
            files = _write_arrays(unfinished, arrays)
            files[VALUES] = _write(unfinished / VALUES, _json(values))
            if table is not None:
                table(unfinished / "documents.parquet")
                files["documents.parquet"] = _measured(unfinished / "documents.parquet")
            _sync(unfinished)
            unfinished.rename(out / name)
            _sync(out)
            before = (read_manifest(out) or {}).get("parts", "")
            manifest = {"kind": KIND, **about, "parts": name, "files": files}
            _write(out / f"{MANIFEST}.new", _json(manifest))
            os.replace(out / f"{MANIFEST}.new", out / MANIFEST)
            _sync(out)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    clear(out, name, before)


def clear(out: Path, *kept: str) -> None:
    """Delete the versions of a directory but these, and what was left of interrupted ones."""
    with suppress(OSError):
        for path in out.iterdir():
            if _PARTS.fullmatch(path.name.removesuffix(_UNFINISHED)) and path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)


class _Hashed:
    """A file that is written, with its length and checksum."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._sum, self.length = file, 0, 0

    def write(self, data: Any) -> int:
        """Write bytes."""
        self._sum = crc32(data, self._sum)
        self.length += len(data)
        let_go()  # a part of an array that was read for this
        return self._file.write(data)

    def finish(self) -> list[Any]:
        """Put all on the disk; gives length and checksum."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return [self.length, self._sum]


def _write_arrays(folder: Path, arrays: Iterator[tuple[str, NDArray[Any]]]) -> dict[str, list[Any]]:
    """Write arrays, the small ones into one file; gives length and checksum of each file."""
    files: dict[str, list[Any]] = {}
    small: dict[str, Any] = {}
    for name, data in arrays:
        if data.nbytes < _MAPPED:
            small[name] = data
            continue
        with (folder / f"{name}.npy").open("wb") as file:
            hashed = _Hashed(file)
            np.lib.format.write_array(hashed, np.asarray(data), allow_pickle=False)
            files[f"{name}.npy"] = hashed.finish()
    np.savez(folder / _SMALL, allow_pickle=False, **small)
    files[_SMALL] = _measured(folder / _SMALL)
    return files


def _write(path: Path, data: bytes) -> list[Any]:
    with path.open("wb") as file:
        hashed = _Hashed(file)
        hashed.write(data)
        return hashed.finish()


def _json(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=True).encode()


def _measured(path: Path) -> list[Any]:
    """Length and checksum of a file that was written, when it is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return [path.stat().st_size, _checksum(path)]


def _checksum(path: Path) -> int:
    """CRC-32, which tells damage in a quarter of the time that a cryptographic digest takes; who
    alters a folder on purpose can write its checksums, too."""
    with path.open("rb") as file:
        return _sum(file)


def _sum(file: IO[bytes]) -> int:
    total = 0
    while data := file.read(_CHUNK):
        total = crc32(data, total)
    return total


def _sync(folder: Path) -> None:
    """Put the names in a folder on the disk, where the system has that."""
    with suppress(OSError, AttributeError):
        number = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


@contextmanager
def _told(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as err:
        raise PreparedError(
            _(
                "“{name}” could not be written ({reason}); what was there before is as it was. "
                "Make room or name another folder, and run the command again."
            ).format(name=out, reason=err.strerror or err)
        ) from err


@contextmanager
def only_one(out: Path) -> Iterator[None]:
    """Keep a directory, which is made if it is not there, from another run that writes into it.

    Raises
    ------
    PreparedError
        If another run does, or it cannot be made.
    """
    from filelock import FileLock, Timeout  # not needed to open

    lock = FileLock(out / _LOCK, timeout=0)
    with _told(out):
        out.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout as err:
            raise PreparedError(
                _(
                    "Another run of dossier build writes into “{name}” just now: wait until it is "
                    "done, or name another folder."
                ).format(name=out)
            ) from err
    try:
        yield
    finally:
        with suppress(OSError):
            (out / _LOCK).unlink()
        lock.release()
        with suppress(OSError):
            out.rmdir()  # where nothing was written


def has_other_things(out: Path) -> bool:
    """Whether a path is taken by what no run of `dossier build` left there."""
    if not out.is_dir():
        return out.exists()
    return any(path.name != _LOCK for path in out.iterdir())


def read_manifest(path: Path) -> dict[str, Any] | None:
    """The manifest of a directory; None where it has none of a prepared listing."""
    try:
        with (path / MANIFEST).open("rb") as file:
            manifest = json.loads(file.read(_MAX_MANIFEST))
    except (OSError, ValueError, RecursionError):
        return None
    is_ours = isinstance(manifest, dict) and manifest.get("kind") == KIND
    return manifest if is_ours else None


class Directory:
    """The arrays of a directory. Lengths are compared at once, checksums when an array is first
    asked for. All files of arrays are opened at once: they stay readable where another version
    takes their place, or somebody deletes the directory.

    Raises
    ------
    PreparedError
        If a file is missing or has another length.
    """

    def __init__(self, path: Path, manifest: Mapping[str, Any]) -> None:
        self.path, self._lock = path, Lock()
        parts, files = str(manifest.get("parts")), manifest.get("files")
        if not _PARTS.fullmatch(parts) or not isinstance(files, dict):
            raise damaged(path, MANIFEST)
        self._folder, self._files = path / parts, files
        self._arrays: dict[str, NDArray[Any]] = {}
        for name in self._files:
            self._check_length(name)
        with np.load(self._checked(_SMALL), allow_pickle=False) as small:
            self._arrays |= {name: _fixed(small[name]) for name in small.files}
        self._opened: dict[str, IO[bytes]] = {}
        finalize(self, _close, self._opened)
        for name in self._files:
            if name.endswith(".npy"):
                self._opened[name] = self._open(name)

    def _check_length(self, name: str) -> None:
        try:
            length, _digest = self._files[name]
            is_whole = (self._folder / Path(name).name).stat().st_size == length
        except (OSError, TypeError, ValueError, KeyError):
            is_whole = False
        if not is_whole:
            raise damaged(self.path, name)

    def _open(self, name: str) -> IO[bytes]:
        try:
            return (self._folder / Path(name).name).open("rb")
        except OSError as err:
            raise damaged(self.path, name) from err

    def _checked(self, name: str) -> Path:
        try:
            is_whole = _checksum(self._folder / name) == self._files[name][1]
        except (OSError, KeyError):
            is_whole = False
        if not is_whole:
            raise damaged(self.path, name)
        return self._folder / name

    def values(self) -> dict[str, Any]:
        """What is to be known of the arrays. Raises `PreparedError` if it is damaged."""
        values: dict[str, Any] = json.loads(self._checked(VALUES).read_bytes())
        return values

    def array(self, name: str) -> NDArray[Any]:
        """An array, read-only; large ones stay in their files. Raises `PreparedError` if it is
        damaged."""
        with self._lock:
            if name not in self._arrays:
                self._arrays[name] = self._mapped(f"{name}.npy")
            return self._arrays[name]

    def _mapped(self, name: str) -> NDArray[Any]:
        try:
            with self._opened[name] as file:
                if _sum(file) != self._files[name][1]:
                    raise damaged(self.path, name)
                file.seek(0)
                if np.lib.format.read_magic(file) != (1, 0):
                    raise damaged(self.path, name)
                shape, is_fortran, dtype = np.lib.format.read_array_header_1_0(file)
                data = np.memmap(
                    file, dtype, "r", file.tell(), shape, order="F" if is_fortran else "C"
                )
        except (OSError, ValueError, KeyError) as err:
            raise damaged(self.path, name) from err
        del self._opened[name]
        return _fixed(data.view(np.ndarray))


def _close(files: Mapping[str, IO[bytes]]) -> None:
    for file in files.values():
        file.close()


def _fixed(data: NDArray[Any]) -> NDArray[Any]:
    """An array that nothing can change."""
    data.flags.writeable = False
    return data


def damaged(path: Path, name: str) -> PreparedError:
    """The error that says which file is not as it was written."""
    return PreparedError(
        _(
            "“{path}” is damaged: “{name}” is not as it was written. Copy the folder again, or "
            "make it again with dossier build."
        ).format(path=path, name=name)
    )
