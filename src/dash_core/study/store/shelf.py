"""Where studies lie: what a folder and a database have in common."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

__all__ = ["BLOCK", "HOUR", "Entry", "Shelf", "ShelfError"]

BLOCK: Final = 4_096  # bytes that the smallest file takes
HOUR: Final = 3_600  # seconds; a study may still be being saved to which a younger file belongs


class ShelfError(Exception):
    """A shelf cannot be read or written: the reason, as it stands in a sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A manifest on a shelf: its key, the digests of its files, its bytes, when it was opened last
    (seconds since 1970)."""

    key: str
    digests: frozenset[str]
    size: int
    opened: float


class Shelf(Protocol):
    """Manifests by key and files by digest, each written completely or not at all.

    What is missing is None. Raises `ShelfError` where it cannot be read or written.
    """

    def manifest(self, key: str) -> bytes | None:
        """The manifest of a study."""
        ...

    def file(self, digest: str) -> bytes | None:
        """A file of studies."""
        ...

    def has(self, key: str) -> bool:
        """Whether there is a manifest with this key."""
        ...

    def keep_files(self, files: Mapping[str, bytes]) -> int:
        """Write the files that are not there, and those that are damaged; how many bytes."""
        ...

    def keep_manifest(self, key: str, data: bytes, digests: Collection[str]) -> int:
        """Write a manifest over what is there; how many bytes."""
        ...

    def note_opened(self, keys: Mapping[str, float]) -> None:
        """Note when studies were opened, where that can be noted."""
        ...

    def used(self) -> int:
        """The bytes of all there is."""
        ...

    def entries(self) -> Iterator[Entry]:
        """All manifests; damaged ones have no files."""
        ...

    def files(self) -> dict[str, tuple[int, bool]]:
        """All files by digest: their bytes, and whether they were kept less than `HOUR` ago."""
        ...

    def remove(self, keys: Collection[str], digests: Collection[str]) -> None:
        """Remove manifests and files."""
        ...
