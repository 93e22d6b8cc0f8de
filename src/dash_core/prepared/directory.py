"""A directory of arrays, each with its length and checksum in a manifest that is written last.

`manifest.json` names the folder beside it with the arrays (NumPy's `.npy`, without pickled
objects), what is to be known of them (`values.json`), and the table for other programs
(`documents/part-….parquet`). A new version is written into a folder of its own; then its manifest
takes the place of the old one in one step. The version before it stays until there is another, for
whoever has it open.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import IO, Any, Final
from uuid import uuid4
from weakref import finalize
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dash_core.common.i18n import _
from dash_core.common.scratch import let_go
from dash_core.prepared.places import Folder, Place, PreparedError, written

__all__ = [
    "CHECKPOINT",
    "MANIFEST",
    "VALUES",
    "DamagedError",
    "Directory",
    "Files",
    "clear",
    "damaged",
    "files_of",
    "has_other_things",
    "only_one",
    "read_manifest",
    "write_directory",
    "write_file",
]

MANIFEST: Final = "manifest.json"
VALUES: Final = "values.json"
CHECKPOINT: Final = "checkpoint"
_LOCK: Final = ".building"
_KIND: Final = "dossier prepared listing"
_PARTS: Final = re.compile(r"parts-[0-9a-f]{12}")
_FILE: Final = re.compile(r"[\w-]+\.(?:npy|npz|json)|documents/part-\d{5,}\.parquet")
_MAX_MANIFEST: Final = 10_000_000  # bytes
_SMALL: Final = "small.npz"
_MAPPED: Final = 16_384  # bytes of an array from which it has a file, and stays there
_CHUNK: Final = 2**20

Files = dict[str, list[int]]
"""Length and checksum of each file, by name."""


def write_directory(
    place: Place,
    about: Mapping[str, Any],
    values: Mapping[str, Any],
    arrays: Iterator[tuple[str, NDArray[Any]]],
    table: Callable[[Place, str], Files] | None = None,
) -> None:
    """Write a version of a directory; what was there stays until all of it is written.

    Parameters
    ----------
    about
        What the manifest says beside the files.
    values
        What is to be known of the arrays, as JSON.
    arrays
        The arrays by name.
    table
        Writes the table for other programs into a folder of the place.

    Raises
    ------
    PreparedError
        If it cannot be written.
    """
    name = f"parts-{uuid4().hex[:12]}"
    try:
        files = _write_arrays(place, name, arrays)
        files[VALUES] = write_file(place, f"{name}/{VALUES}", _json(values))
        tables = table(place, name) if table is not None else {}
        _check_written(place, name, files | tables)
        before = (read_manifest(place) or {}).get("parts", "")
        manifest = {"kind": _KIND, **about, "parts": name, "files": files, "table": tables}
        place.replace(MANIFEST, _json(manifest))
    except BaseException:
        place.remove(name)
        raise
    clear(place, name, before)


def _check_written(place: Place, name: str, files: Files) -> None:
    """See that all is there that was written, by whichever machine."""
    lengths = place.lengths(name)
    missing = [one for one, (length, _sum) in files.items() if lengths.get(one) != length]
    if missing:
        raise PreparedError(
            _(
                "“{name}” is not complete: “{file}” did not arrive, or another run deleted it; "
                "what was there before is as it was. All machines must reach the same address."
            ).format(name=place.name, file=missing[0])
        )


def clear(place: Place, *kept: str) -> None:
    """Delete the versions of a directory but these, and what was left of interrupted ones."""
    with suppress(PreparedError):
        for name in place.names():
            if _PARTS.fullmatch(name) and name not in kept:
                place.remove(name)


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

    @property
    def measured(self) -> list[int]:
        """Length and checksum."""
        return [self.length, self._sum]


def _write_arrays(place: Place, folder: str, arrays: Iterator[tuple[str, NDArray[Any]]]) -> Files:
    """Write arrays, the small ones into one file; gives length and checksum of each file."""
    files: Files = {}
    small: dict[str, Any] = {}
    for name, data in arrays:
        if data.nbytes < _MAPPED:
            small[name] = data
            continue
        with place.create(f"{folder}/{name}.npy") as file:
            hashed = _Hashed(file)
            np.lib.format.write_array(hashed, np.asarray(data), allow_pickle=False)
        files[f"{name}.npy"] = hashed.measured
    packed = BytesIO()
    np.savez(packed, allow_pickle=False, **small)
    files[_SMALL] = write_file(place, f"{folder}/{_SMALL}", packed.getvalue())
    return files


def write_file(place: Place, name: str, data: bytes) -> list[int]:
    """Write a file of a place; gives its length and checksum."""
    with place.create(name) as file:
        hashed = _Hashed(file)
        hashed.write(data)
    return hashed.measured


def _json(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=True).encode()


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


@contextmanager
def only_one(place: Place) -> Iterator[None]:
    """Keep a place, which is made if it is not there, from another run of this machine that writes
    into it.

    Raises
    ------
    PreparedError
        If another run does, or it cannot be made.
    """
    from filelock import FileLock, Timeout  # not needed to open

    lock = FileLock(place.work / _LOCK, timeout=0)
    with written(str(place.work), OSError):
        place.work.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout as err:
            raise PreparedError(
                _(
                    "Another run of dossier build writes into “{name}” just now: wait until it is "
                    "done, or name another folder."
                ).format(name=place.name)
            ) from err
    try:
        place.make()
        yield
    finally:
        with suppress(OSError):
            (place.work / _LOCK).unlink()
        lock.release()
        with suppress(OSError):
            place.work.rmdir()  # where nothing was written


def has_other_things(place: Place) -> bool:
    """Whether a place is taken by what no run of `dossier build` left there."""
    is_unfinished = read_manifest(Folder(place.work / CHECKPOINT)) is not None
    own = {_LOCK, f"{MANIFEST}.new", *([CHECKPOINT] if is_unfinished else [])}
    others = [name for name in place.names() if name not in own and not _PARTS.fullmatch(name)]
    return bool(others) and read_manifest(place) is None


def read_manifest(place: Place) -> dict[str, Any] | None:
    """The manifest of a directory; None where it has none of a prepared listing.

    Raises
    ------
    PreparedError
        If an address cannot be reached.
    """
    data = place.read(MANIFEST, _MAX_MANIFEST)
    try:
        manifest = json.loads(data) if data else None
    except (ValueError, RecursionError):
        return None
    is_ours = isinstance(manifest, dict) and manifest.get("kind") == _KIND
    return manifest if is_ours else None


def files_of(name: str, manifest: Mapping[str, Any], kind: str = "files") -> tuple[str, Files]:
    """The folder that a manifest names, and its files (or those of the `table`).

    Raises
    ------
    PreparedError
        If they are not named as this program does.
    """
    parts, files = manifest.get("parts"), manifest.get(kind, {})
    is_sound = isinstance(parts, str) and _PARTS.fullmatch(parts) and isinstance(files, dict)
    if not is_sound or not all(map(_is_sound, files.items())):
        raise damaged(name, MANIFEST)
    return str(parts), files


def _is_sound(file: tuple[str, Any]) -> bool:
    name, about = file
    is_measured = isinstance(about, list) and [type(one) for one in about] == [int, int]
    return bool(_FILE.fullmatch(name)) and is_measured


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
        parts, self._files = files_of(str(path), manifest)
        self._folder = path / parts
        self._arrays: dict[str, NDArray[Any]] = {}
        table = files_of(str(path), manifest, "table")[1]
        for name, (length, _sum) in (self._files | table).items():
            self._check_length(name, length)
        with np.load(self._checked(_SMALL), allow_pickle=False) as small:
            self._arrays |= {name: _fixed(small[name]) for name in small.files}
        self._opened: dict[str, IO[bytes]] = {}
        finalize(self, _close, self._opened)
        for name in self._files:
            if name.endswith(".npy"):
                self._opened[name] = self._open(name)

    def _check_length(self, name: str, length: int) -> None:
        try:
            is_whole = (self._folder / name).stat().st_size == length
        except OSError:
            is_whole = False
        if not is_whole:
            raise damaged(self.path, name)

    def _open(self, name: str) -> IO[bytes]:
        try:
            return (self._folder / name).open("rb")
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


class DamagedError(PreparedError):
    """A file is not as it was written."""


def damaged(path: Path | str, name: str) -> DamagedError:
    """The error that says which file is not as it was written."""
    return DamagedError(
        _(
            "“{path}” is damaged: “{name}” is not as it was written. Copy the folder again, or "
            "make it again with dossier build."
        ).format(path=path, name=name)
    )
