"""All studies of a shelf as one tar file, and back; also from a folder into a database.

The tar file has what the folder has: `studies/<key>.json` and `files/<digest>`. A study that is
saved meanwhile is in it or not, but whole: manifests are listed first, and no file is removed that
was needed within the hour.
"""

import io
import json
import re
import tarfile
from collections.abc import Iterator
from hashlib import blake2b
from typing import BinaryIO, Final

from dash_core.common.errors import StudyError
from dash_core.common.i18n import _
from dash_core.common.progress import Progress, no_progress
from dash_core.study.store.shelf import Shelf, ShelfError

__all__ = ["back_up", "restore"]

_MANIFEST: Final = re.compile(r"studies/([0-9a-f]{24})\.json")
_FILE: Final = re.compile(r"files/([0-9a-f]{32})")


def back_up(shelf: Shelf, out: BinaryIO, progress: Progress = no_progress) -> tuple[int, int]:
    """Write all studies into a tar file; the numbers of studies and of files in it.

    Raises
    ------
    StudyError
        If the studies cannot be read.
    """
    try:
        entries = list(shelf.entries())
        digests = sorted(set().union(*(entry.digests for entry in entries)))
        n_files = 0
        with tarfile.open(fileobj=out, mode="w|") as tar:
            for number, digest in enumerate(digests):
                progress(number / (len(digests) + 1))
                data = shelf.file(digest)
                if data is not None:
                    _add(tar, f"files/{digest}", data)
                    n_files += 1
            for entry in entries:
                manifest = shelf.manifest(entry.key)
                if manifest is not None:
                    _add(tar, f"studies/{entry.key}.json", manifest, entry.opened)
    except ShelfError as err:
        raise StudyError(_("The studies cannot be read: {reason}.").format(reason=err)) from err
    return len(entries), n_files


def _add(tar: tarfile.TarFile, name: str, data: bytes, when: float = 0) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = len(data), int(when), 0o600
    tar.addfile(member, io.BytesIO(data))


def restore(shelf: Shelf, source: BinaryIO) -> tuple[int, int, tuple[str, ...]]:
    """Put the studies of a tar file on a shelf, beside what is there.

    Returns
    -------
    tuple
        How many studies and files there were, and the names of members that were left out: they
        are no studies, or damaged.

    Raises
    ------
    StudyError
        If it is no tar file, or the studies cannot be written.
    """
    n_studies = n_files = 0
    left: list[str] = []
    opened: dict[str, float] = {}
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for name, when, data in _members(tar):
                if (match := _FILE.fullmatch(name)) and _is_whole(match[1], data):
                    shelf.keep_files({match[1]: data})
                    n_files += 1
                elif (match := _MANIFEST.fullmatch(name)) and (digests := _digests(data)):
                    shelf.keep_manifest(match[1], data, digests)
                    opened[match[1]] = when
                    n_studies += 1
                else:
                    left.append(name)
        shelf.note_opened(opened)
    except tarfile.TarError as err:
        raise StudyError(_("This is no backup of Dossier, or it is damaged.")) from err
    except ShelfError as err:
        raise StudyError(_("The studies cannot be written: {reason}.").format(reason=err)) from err
    return n_studies, n_files, tuple(left)


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, float, bytes]]:
    for member in tar:
        stream = tar.extractfile(member) if member.isfile() else None
        yield member.name, float(member.mtime), stream.read() if stream else b""


def _is_whole(digest: str, data: bytes) -> bool:
    return blake2b(data, digest_size=16).hexdigest() == digest


def _digests(data: bytes) -> list[str]:
    """The digests of a manifest's files; none where it is damaged."""
    try:
        return [str(entry["digest"]) for entry in json.loads(data)["files"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []
