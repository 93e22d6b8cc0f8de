"""Copies of prepared listings that are elsewhere, on this machine, where their arrays are mapped.

All files but the table for other programs are copied when a listing is opened first, with their
checksums compared; later openings, and other servers of this machine, find them there. The copies
together take at most `DOSSIER_MAX_CACHE_MB`; those opened least recently are deleted first.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final
from zlib import crc32

from dash_core.common import settings
from dash_core.common.addresses import reason
from dash_core.common.i18n import _, format_number
from dash_core.common.progress import Progress
from dash_core.prepared.directory import MANIFEST, Files, clear, damaged, files_of, read_manifest
from dash_core.prepared.places import Address, Folder, PreparedError

__all__ = ["fetched"]

_BLOCK: Final = 2**22  # bytes asked for at once
_BLOCKS: Final = 8  # asked for together
_UNFINISHED: Final = ".unfinished"


@contextmanager
def fetched(place: Address, manifest: Mapping[str, Any], progress: Progress) -> Iterator[Path]:
    """The folder of this machine with a copy of what a manifest names; nobody replaces or deletes
    it inside of the block.

    Raises
    ------
    PreparedError
        If it cannot be copied, is not as it was written, or is larger than the copies may be.
    """
    from filelock import FileLock  # not needed for a folder of this machine

    copy, lock = place.copy, place.copy.with_suffix(".lock")
    with _told(place):
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        waiting = FileLock(lock)
        waiting.acquire()
    try:
        with _told(place):
            lock.touch()  # when it was opened last
            _fetch(place, manifest, progress)
        yield copy
    finally:
        waiting.release()


def _fetch(place: Address, manifest: Mapping[str, Any], progress: Progress) -> None:
    """Copy what is missing."""
    parts, files = files_of(place.name, manifest)
    folder = place.copy / parts
    missing = {
        name: about
        for name, about in files.items()
        if not _has_length(folder / name, about[0])  # it was compared when it came
    }
    if missing:
        clear(Folder(place.copy), parts)
        _make_room(place, sum(length for length, _sum in files.values()))
        folder.mkdir(parents=True, exist_ok=True)
        _copy(place, parts, missing, progress)
    if (read_manifest(Folder(place.copy)) or {}).get("parts") != parts:
        about = {**manifest, "table": {}}
        Folder(place.copy).replace(MANIFEST, json.dumps(about).encode())


def _has_length(path: Path, length: int) -> bool:
    with suppress(OSError):
        return path.stat().st_size == length
    return False


def _copy(place: Address, parts: str, files: Files, progress: Progress) -> None:
    """Copy files, several blocks at a time."""
    blocks = [
        (name, start, min(start + _BLOCK, length))
        for name, (length, _sum) in files.items()
        for start in range(0, length, _BLOCK)
    ]
    done, total = 0, sum(length for length, _sum in files.values())
    with _Arriving(place, place.copy / parts, files) as arriving:
        for at in range(0, len(blocks), _BLOCKS):
            names, starts, ends = map(list, zip(*blocks[at : at + _BLOCKS], strict=True))
            data = place.blocks([f"{parts}/{name}" for name in names], starts, ends)
            for name, block in zip(names, data, strict=True):
                arriving.take(name, block)
                done += len(block)
            progress(done / total)


class _Arriving:
    """Files whose blocks come in their order; each has its name when it is whole."""

    def __init__(self, place: Address, folder: Path, files: Files) -> None:
        self._place, self._folder, self._files = place, folder, files
        self._file: IO[bytes] | None = None
        self._length = self._sum = 0

    def __enter__(self) -> "_Arriving":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._file is not None:
            self._file.close()

    def take(self, name: str, block: bytes) -> None:
        """The next block of a file."""
        path = self._folder / f"{name}{_UNFINISHED}"
        if self._file is None:
            self._file, self._length, self._sum = path.open("wb"), 0, 0
        self._file.write(block)
        self._length, self._sum = self._length + len(block), crc32(block, self._sum)
        if self._length < self._files[name][0] and block:
            return
        self._file.close()
        self._file = None
        if [self._length, self._sum] != self._files[name]:
            raise damaged(self._place.name, name)
        path.replace(self._folder / name)


def _make_room(place: Address, needed: int) -> None:
    """Delete the copies opened least recently until so many bytes may come."""
    from filelock import FileLock, Timeout

    limit, folder = settings.MAX_CACHE.value, place.copy.parent
    if needed > limit:
        raise PreparedError(
            _("“{name}” has {size} MB, and copies may take {limit} MB: raise {variable}.").format(
                name=place.name,
                size=format_number(-(-needed // 2**20)),
                limit=format_number(limit // 2**20),
                variable=settings.MAX_CACHE.variable,
            )
        )
    locks = sorted(folder.glob("*.lock"), key=lambda one: one.stat().st_mtime)
    held = {lock: _size(lock.with_suffix("")) for lock in locks if lock.stem != place.digest}
    for lock, size in held.items():
        if sum(held.values()) + needed <= limit:
            return
        with suppress(Timeout), FileLock(lock, timeout=0):  # else it is being opened
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            held[lock] -= size


def _size(folder: Path) -> int:
    sizes = []
    for path in folder.rglob("*"):
        with suppress(OSError):  # deleted meanwhile
            sizes.append(path.stat().st_size)
    return sum(sizes)


@contextmanager
def _told(place: Address) -> Iterator[None]:
    try:
        yield
    except OSError as err:
        raise PreparedError(
            _(
                "“{name}” could not be copied to “{folder}” ({reason}): make room there, or name "
                "another folder ({variable})."
            ).format(
                name=place.name,
                folder=place.copy.parent,
                reason=reason(err),
                variable=settings.CACHE.variable,
            )
        ) from err
