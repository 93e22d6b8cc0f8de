"""Untrusted ZIP files, read safely; and ZIP files made so that equal contents are equal bytes.

Nothing is written to disk, stated sizes are not trusted, and a ZIP with what no study file has
(paths out of its folder, links, a name twice, a password) is rejected.
"""

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain, count
from pathlib import PurePosixPath
from typing import Final

from dash_core.common.errors import StudyError
from dash_core.common.i18n import _, format_number

__all__ = ["SafeZip", "contains", "damaged_error", "make_zip", "safe_names"]

MAX_STUDY_UNPACKED: Final = 256 * 2**20  # bytes of all files in a study file
MAX_STUDY_RATIO: Final = 200  # unpacked to packed, as of archives: listings have 3 to 15
RATIO_FROM: Final = 2**20  # bytes; smaller files may well be one line repeated
MAX_STUDY_ENTRIES: Final = 50_000  # of its central directory, which is always read whole

# What zipfile raises on a damaged file.
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    LookupError,
    RuntimeError,
    EOFError,
    OSError,
)
# What operating systems add.
_SYSTEM_FILE: Final = re.compile(
    r"(.*/)?(__MACOSX(/.*)?|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)", re.IGNORECASE
)
_ENCRYPTED: Final = 0x1
_FIRST_DAY: Final = datetime(1980, 1, 1)  # the earliest in a ZIP file
# Names that Windows reserves.
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_NAME_CHARS: Final = 100


class SafeZip:
    """The files in a ZIP file, by name; one of them must be `key`.

    `key` is at the top or in the one folder that has everything, as where a Mac packed again what
    it had unpacked.

    Parameters
    ----------
    name
        What to call the ZIP file in an error.

    Raises
    ------
    StudyError
        If it is no ZIP file, has no such file, or has what it should not.
    """

    def __init__(self, data: bytes, key: str, name: str) -> None:
        self._name = name
        self._most = min(MAX_STUDY_UNPACKED, max(RATIO_FROM, MAX_STUDY_RATIO * len(data)))
        self._remaining = self._most
        if data.count(b"PK\x01\x02") > MAX_STUDY_ENTRIES:
            raise self._too_large()
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except _DAMAGED as err:
            raise damaged_error(name) from err
        folder = _folder_of(key, [entry.filename for entry in entries])
        if folder is None:
            raise damaged_error(name)
        self._members: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._check(entry)
            member = entry.filename.removeprefix(folder)
            if entry.is_dir() or _SYSTEM_FILE.fullmatch(member):
                continue
            if member in self._members:
                raise self._unexpected(_("it contains “{member}” twice"), member)
            if not entry.filename.startswith(folder):
                raise self._unexpected(_("“{member}” does not belong into one"), entry.filename)
            self._members[member] = entry
        if sum(entry.file_size for entry in self._members.values()) > self._remaining:
            raise self._too_large()

    def _check(self, entry: zipfile.ZipInfo) -> None:
        parts = entry.orig_filename.rstrip("/").split("/")
        if any(part in ("", ".", "..") for part in parts) or re.search(
            r"[\0\\:]", entry.orig_filename
        ):
            raise self._unexpected(_("“{member}” does not belong into one"), entry.orig_filename)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise self._unexpected(_("“{member}” is a link"), entry.filename)
        if entry.flag_bits & _ENCRYPTED:
            raise self._unexpected(_("it is locked with a password"))
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._unexpected(_("it is packed by an unusual method"))

    def read(self, member: str, limit: int) -> bytes:
        """The content of one file in it, whatever its stated size.

        Raises
        ------
        StudyError
            If it is not there, damaged, or larger than `limit` bytes.
        """
        if member not in self._members:
            raise damaged_error(self._name)
        limit = min(limit, self._remaining)
        try:
            with self._archive.open(self._members[member]) as stream:
                data = stream.read(limit + 1)
        except _DAMAGED as err:
            raise damaged_error(self._name) from err
        if len(data) > limit:
            raise self._too_large()
        self._remaining -= len(data)
        return data

    def expect_only(self, known: Iterable[str]) -> None:
        """Raise `StudyError` if it has any file but these."""
        for member in self._members.keys() - set(known):
            raise self._unexpected(_("“{member}” does not belong into one"), member)

    def _unexpected(self, what: str, member: str = "") -> StudyError:
        shown = "".join(
            sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in member
        )
        return StudyError(
            _("“{name}” cannot be opened as a study: {what}.").format(
                name=self._name, what=what.format(member=shown[:_NAME_CHARS])
            )
        )

    def _too_large(self) -> StudyError:
        return StudyError(
            _("“{name}” contains more than a study may ({limit} MB): it cannot be opened.").format(
                name=self._name, limit=format_number(self._most / 2**20, 0)
            )
        )


def damaged_error(name: str) -> StudyError:
    """The error of a damaged file."""
    return StudyError(
        _("“{name}” is damaged: download the study again and open that.").format(name=name)
    )


def contains(data: bytes, key: str) -> bool:
    """Whether this is a ZIP file with the file `key`, whatever else is wrong with it."""
    if not data.startswith(b"PK\x03\x04") or data.count(b"PK\x01\x02") > MAX_STUDY_ENTRIES:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _folder_of(key, archive.namelist()) is not None
    except _DAMAGED:
        return False


def _folder_of(key: str, names: Iterable[str]) -> str | None:
    """The folder that has `key` and everything else: "" or "name/"; None where none has."""
    names = [name for name in names if not _SYSTEM_FILE.fullmatch(name)]
    if key in names:
        return ""
    folder = names[0].partition("/")[0] + "/" if names else ""
    is_whole = f"{folder}{key}" in names and all(name.startswith(folder) for name in names)
    return folder if is_whole else None


def make_zip(members: Mapping[str, bytes], day: datetime | None = None) -> bytes:
    """A ZIP file of these files by name, all dated `day` (by default the earliest possible)."""
    moment = max(day.replace(tzinfo=None), _FIRST_DAY) if day else _FIRST_DAY
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def safe_names(names: Iterable[str]) -> list[str]:
    """The names, changed as little as possible to be valid and unique in a folder of any system.

    Examples
    --------
    >>> safe_names(["../../a: b?.txt", "A_ B_.TXT", "NUL.csv", ""])
    ['a_ b_.txt', 'A_ B_ (2).TXT', '_NUL.csv', 'file']
    """
    taken: set[str] = set()
    safe = []
    for name in names:
        stem, suffix = _safe(name)
        numbered = (f"{stem} ({n}){suffix}" for n in count(2))
        unique = next(n for n in chain([stem + suffix], numbered) if n.casefold() not in taken)
        taken.add(unique.casefold())
        safe.append(unique)
    return safe


def _safe(name: str) -> tuple[str, str]:
    """A name and its suffix, without what file systems forbid."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(sign if sign.isprintable() else "_" for sign in last)
    path = PurePosixPath(re.sub(r'[<>:"|?*]', "_", kept).strip(". ") or "file")
    suffix = path.suffix if len(path.suffix) <= 10 else ""
    stem = path.name.removesuffix(suffix)[:_NAME_CHARS].rstrip(". ") or "file"
    return f"_{stem}" if _RESERVED.fullmatch(stem + suffix) else stem, suffix
