"""Where a prepared listing is: a folder of this machine, or an address that fsspec knows.

A file of a folder is on the disk when it is closed. A store of objects (S3, GCS) has a file whole
or not at all; what is there in place of another is so at once.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any, Final, Protocol

from dash_core.common import settings
from dash_core.common.addresses import file_system, is_address, local_path, reason, shown
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _

__all__ = [
    "Address",
    "Folder",
    "Place",
    "PreparedError",
    "place_at",
    "written",
]

_PROBE: Final = ".building"
_OBJECTS: Final = frozenset(
    {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "oss", "memory"}
)  # have no folders; for who makes one, some make a bucket


class PreparedError(DossierError):
    """A prepared listing cannot be written or opened."""


class Place(Protocol):
    """Where a prepared listing is; names of files are relative to it. Whatever cannot be done is
    a `PreparedError`."""

    name: str  # as people are told it
    shared: str  # the address at which other machines have it; "" if they have not
    work: Path  # a folder of this machine for what is not done

    def names(self) -> list[str]:
        """What is there; nothing where the place is not there yet."""

    def make(self) -> None:
        """Make the place, if it is not there, and see that files can be written to it."""

    def create(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A context in which a file is open for writing."""

    def read(self, name: str, most: int) -> bytes | None:
        """The first bytes of a file; None where there is none."""

    def replace(self, name: str, data: bytes) -> None:
        """Put a file in place of what is there."""

    def lengths(self, folder: str) -> dict[str, int]:
        """The length of each file in a folder, by its name there."""

    def remove(self, folder: str) -> None:
        """Delete a folder, as far as that is possible."""


def place_at(where: Path | str) -> Place:
    """The place of a path or an address."""
    if not is_address(where):
        return Folder(Path(where))
    address = str(where)
    path = local_path(address)
    return Address(address) if path is None else Folder(path, address)


def _cache_folder() -> Path:
    """Where this machine keeps copies of what is elsewhere."""
    from platformdirs import user_cache_path  # not always needed

    stated = settings.CACHE.value
    return Path(stated) if stated else user_cache_path("dossier")


class Folder:
    """A folder of this machine.

    Parameters
    ----------
    shared
        The address at which workers on other machines have it, too.
    """

    def __init__(self, path: Path, shared: str = "") -> None:
        self.path, self.name, self.shared, self.work = path, str(path), shared, path

    def names(self) -> list[str]:
        """What is there; of a file, its own name."""
        if self.path.is_dir():
            return [one.name for one in self.path.iterdir()]
        return [self.path.name] if self.path.exists() else []

    def make(self) -> None:
        """Make the folder."""
        with written(self.name, OSError):
            self.path.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def create(self, name: str) -> Iterator[IO[bytes]]:
        """A new file, on the disk when it is closed."""
        with written(self.name, OSError):
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _sync(path.parent)

    def read(self, name: str, most: int) -> bytes | None:
        """The first bytes of a file."""
        try:
            with (self.path / name).open("rb") as file:
                return file.read(most)
        except OSError:
            return None

    def replace(self, name: str, data: bytes) -> None:
        """Put a file in place of what is there, in one step of the file system."""
        with self.create(f"{name}.new") as file:
            file.write(data)
        with written(self.name, OSError):
            os.replace(self.path / f"{name}.new", self.path / name)
            _sync(self.path)

    def lengths(self, folder: str) -> dict[str, int]:
        """The length of each file in a folder."""
        top = self.path / folder
        files = (one for one in top.rglob("*") if one.is_file())
        with written(self.name, OSError):
            return {one.relative_to(top).as_posix(): one.stat().st_size for one in files}

    def remove(self, folder: str) -> None:
        """Delete a folder."""
        shutil.rmtree(self.path / folder, ignore_errors=True)


class Address:
    """A place that fsspec knows."""

    def __init__(self, address: str) -> None:
        self.name, self.shared = shown(address), address.rstrip("/")
        schemes = {part.partition("://")[0] for part in address.split("::")}
        self._has_folders = not schemes & _OBJECTS
        self.digest = blake2b(self.shared.encode(), digest_size=16).hexdigest()
        self.work = _cache_folder() / "building" / self.digest

    @property
    def copy(self) -> Path:
        """Where this machine keeps a copy of what is there."""
        return _cache_folder() / "opened" / self.digest

    def names(self) -> list[str]:
        """What is there."""
        with written(self.name):
            system, path = file_system(self.shared)
            try:
                listed = system.ls(path, detail=False)
            except FileNotFoundError:
                return []
            return [str(one).rstrip("/").rpartition("/")[2] for one in listed]

    def make(self) -> None:
        """Write a file and delete it: better told now than when all is ready to be written."""
        self.replace(_PROBE, b"")
        with suppress(Exception):  # who may not delete may still write
            system, path = file_system(self.shared)
            system.rm_file(f"{path}/{_PROBE}")

    @contextmanager
    def create(self, name: str) -> Iterator[IO[bytes]]:
        """A new file, which is there when it is closed."""
        with written(self.name):
            system, path = file_system(self.shared)
            path = f"{path}/{name}"
            if self._has_folders:
                system.makedirs(path.rpartition("/")[0], exist_ok=True)
            with system.open(path, "wb") as file:
                yield file

    def read(self, name: str, most: int) -> bytes | None:
        """The first bytes of a file."""
        with _read(self.name):
            system, path = file_system(self.shared)
            try:
                data: bytes = system.cat_file(f"{path}/{name}", start=0, end=most)
            except FileNotFoundError:
                return None
            return data

    def replace(self, name: str, data: bytes) -> None:
        """Put a file in place of what is there."""
        with self.create(name) as file:
            file.write(data)

    def blocks(self, names: list[str], starts: list[int], ends: list[int]) -> list[bytes]:
        """Some bytes of some files."""
        with _read(self.name):
            system, path = file_system(self.shared)
            paths = [f"{path}/{name}" for name in names]
            found: list[bytes] = system.cat_ranges(paths, starts, ends, on_error="raise")
            return found

    def lengths(self, folder: str) -> dict[str, int]:
        """The length of each file in a folder."""
        with written(self.name):
            system, path = file_system(self.shared)
            found: Mapping[str, Any] = system.find(f"{path}/{folder}", detail=True)
            return {
                name.partition(f"{folder}/")[2]: int(one["size"]) for name, one in found.items()
            }

    def remove(self, folder: str) -> None:
        """Delete a folder."""
        with suppress(Exception):
            system, path = file_system(self.shared)
            system.rm(f"{path}/{folder}", recursive=True)


@contextmanager
def written(name: str, kind: type[Exception] = Exception) -> Iterator[None]:
    """Say in a sentence that something could not be written; each kind of store has errors of its
    own."""
    try:
        yield
    except DossierError:
        raise
    except kind as err:
        raise PreparedError(
            _(
                "“{name}” could not be written ({reason}); what was there before is as it was. "
                "Make room or name another folder, and run the command again."
            ).format(name=name, reason=reason(err))
        ) from err


@contextmanager
def _read(name: str) -> Iterator[None]:
    """Say in a sentence that something could not be read at an address."""
    try:
        yield
    except DossierError:
        raise
    except Exception as err:
        raise PreparedError(
            _(
                "“{name}” could not be opened ({reason}): check the address, and whether this "
                "machine may read there."
            ).format(name=name, reason=reason(err))
        ) from err


def _sync(folder: Path) -> None:
    """Put the names in a folder on the disk, where the system has that."""
    with suppress(OSError, AttributeError):
        number = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
