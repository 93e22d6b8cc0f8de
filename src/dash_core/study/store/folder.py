"""Studies in a folder of this machine: `studies/<key>.json` and `files/<digest>`."""

import json
import os
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from dash_core.common.i18n import _
from dash_core.study.store.shelf import BLOCK, HOUR, Entry, ShelfError

__all__ = ["Folder"]

# A file that was compared with its digest: its size and the time of its last change.
_Stamp = tuple[int, int]


class Folder:
    """A folder of studies; several servers may share one.

    Each file is written beside its place, forced to the disk (fsync) and then put there, so that
    a fall of the machine leaves the old one or the new one.
    """

    def __init__(self, path: Callable[[], Path]) -> None:
        self._path = path
        self._compared: dict[Path, _Stamp] = {}

    def manifest(self, key: str) -> bytes | None:
        """The manifest of a study."""
        return _read(self._manifest(key))

    def file(self, digest: str) -> bytes | None:
        """A file of studies."""
        return _read(self._file(digest))

    def has(self, key: str) -> bool:
        """Whether there is a manifest with this key."""
        return self._manifest(key).is_file()

    def keep_files(self, files: Mapping[str, bytes]) -> int:
        """Write the files that are not there, and those that are damaged; how many bytes."""
        written = 0
        for digest, data in files.items():
            path = self._file(digest)
            if not self._is_whole(path, digest):
                self._write(path, data)
                written += _size(len(data))
            with suppress(OSError):
                os.utime(path)  # it is needed now: nobody removes it
                self._compared[path] = _stamp(path)
        return written

    def _is_whole(self, path: Path, digest: str) -> bool:
        """Whether a file is there with the content of its digest, which is asked once."""
        try:
            if self._compared.get(path) == _stamp(path):
                return True
            data = path.read_bytes()
        except OSError:
            return False
        return blake2b(data, digest_size=16).hexdigest() == digest

    def keep_manifest(self, key: str, data: bytes, digests: Collection[str]) -> int:
        """Write a manifest over what is there; how many bytes."""
        path = self._manifest(key)
        if _read(path) == data:
            return 0
        self._write(path, data)
        return _size(len(data))

    def note_opened(self, keys: Mapping[str, float]) -> None:
        """Note when studies were opened, where that can be noted."""
        for key, when in keys.items():
            with suppress(OSError):
                os.utime(self._manifest(key), (when, when))

    def used(self) -> int:
        """The bytes of all there is, as blocks of the disk."""
        total = 0
        for path in self._all():
            with suppress(OSError):  # others write and remove at the same time
                total += _size(path.stat().st_size)
        return total

    def entries(self) -> Iterator[Entry]:
        """All manifests; damaged ones have no files."""
        for path in (self._path() / "studies").glob("*.json"):
            try:
                about, data = path.stat(), path.read_bytes()
            except OSError:
                continue
            yield Entry(path.stem, _digests(data), _size(about.st_size), about.st_mtime)

    def files(self) -> dict[str, tuple[int, bool]]:
        """All files by digest: their bytes, and whether they were kept less than an hour ago."""
        young = time.time() - HOUR
        found = {}
        for path in _inside(self._path() / "files"):
            with suppress(OSError):
                about = path.stat()
                found[path.name] = _size(about.st_size), about.st_mtime > young
        return found

    def remove(self, keys: Collection[str], digests: Collection[str]) -> None:
        """Remove manifests and files."""
        for path in (*map(self._manifest, keys), *map(self._file, digests)):
            self._compared.pop(path, None)
            with suppress(OSError):
                path.unlink()

    def _write(self, path: Path, data: bytes) -> None:
        """Write a file completely or not at all; what a crash leaves is a file of no study."""
        beside = self._path() / "files"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(dir=beside)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                os.replace(name, path)
            except BaseException:
                with suppress(OSError):
                    os.unlink(name)
                raise
            _force(path.parent)
        except OSError as err:
            raise ShelfError(err.strerror or _("it cannot be written")) from err

    def _manifest(self, key: str) -> Path:
        return self._path() / "studies" / f"{key}.json"

    def _file(self, digest: str) -> Path:
        return self._path() / "files" / digest

    def _all(self) -> Iterator[Path]:
        for name in ("studies", "files"):
            yield from _inside(self._path() / name)


def _inside(folder: Path) -> list[Path]:
    """The files in a folder; while others write to it, some may be gone when they are opened."""
    try:
        return [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []


def _digests(data: bytes) -> frozenset[str]:
    """The digests of the files a manifest names; none where it is damaged."""
    try:
        return frozenset(str(entry["digest"]) for entry in json.loads(data)["files"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return frozenset()


def _size(n: int) -> int:
    """What so many bytes take of a disk."""
    return max(1, -(-n // BLOCK)) * BLOCK


def _stamp(path: Path) -> _Stamp:
    about = path.stat()
    return about.st_size, about.st_mtime_ns


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as err:
        raise ShelfError(err.strerror or _("it cannot be read")) from err


def _force(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
