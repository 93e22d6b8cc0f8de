"""A ZIP file from anywhere, opened with care; and one made so that equal contents are equal bytes.

Nothing is written to disk, no size that a ZIP states of itself is believed, and one that holds
what no study file does (ways out of its folder, links, a name twice, a password) is not opened.
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
from dash_core.common.i18n import _

__all__ = ["Parcel", "damaged", "pack", "safe_names"]

MAX_STUDY_UNPACKED: Final = 256 * 2**20  # bytes of all that a study file holds
MAX_STUDY_ENTRIES: Final = 50_000  # of its table of contents, which is always read as a whole

# What zipfile raises on a file that is not whole.
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    LookupError,
    RuntimeError,
    EOFError,
    OSError,
)
# What systems put beside people's files.
_FURNITURE: Final = re.compile(
    r"(.*/)?(__MACOSX(/.*)?|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)", re.IGNORECASE
)
_ENCRYPTED: Final = 0x1
_FIRST_DAY: Final = datetime(1980, 1, 1)  # that a ZIP can hold
# Windows takes no file of these names.
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_NAME_CHARS: Final = 100


class Parcel:
    """What a ZIP file holds, by name, around `key`: the file that tells what it is.

    `key` stands at the top or in the one folder that holds everything, as where a Mac packed again
    what it had unpacked by itself.

    Parameters
    ----------
    name
        What to call the ZIP file in an error.

    Raises
    ------
    StudyError
        If it is no ZIP file, has no such file, or holds what it should not.
    """

    def __init__(self, data: bytes, key: str, name: str) -> None:
        self._name, self._left = name, MAX_STUDY_UNPACKED
        if data.count(b"PK\x01\x02") > MAX_STUDY_ENTRIES:
            raise self._too_large()
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            found = self._archive.infolist()
        except _DAMAGED as err:
            raise damaged(name) from err
        folder = _folder_of(key, [one.filename for one in found])
        if folder is None:
            raise damaged(name)
        self._members: dict[str, zipfile.ZipInfo] = {}
        for one in found:
            self._check(one)
            own = one.filename.removeprefix(folder)
            if one.is_dir() or _FURNITURE.fullmatch(own):
                continue
            if own in self._members:
                raise self._strange(_("it holds “{member}” twice"), own)
            if not one.filename.startswith(folder):
                raise self._strange(_("“{member}” does not belong into one"), one.filename)
            self._members[own] = one
        if sum(one.file_size for one in self._members.values()) > self._left:
            raise self._too_large()

    def _check(self, one: zipfile.ZipInfo) -> None:
        steps = one.orig_filename.rstrip("/").split("/")
        if any(step in ("", ".", "..") for step in steps) or re.search(
            r"[\0\\:]", one.orig_filename
        ):
            raise self._strange(_("“{member}” does not belong into one"), one.orig_filename)
        if stat.S_ISLNK(one.external_attr >> 16):
            raise self._strange(_("“{member}” is a link"), one.filename)
        if one.flag_bits & _ENCRYPTED:
            raise self._strange(_("it is locked with a password"))
        if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._strange(_("it is packed by an unusual method"))

    def read(self, member: str, limit: int) -> bytes:
        """The content of one file of it, whatever size it says it has.

        Raises
        ------
        StudyError
            If it is not there, damaged, or larger than `limit` bytes.
        """
        if member not in self._members:
            raise damaged(self._name)
        limit = min(limit, self._left)
        try:
            with self._archive.open(self._members[member]) as stream:
                data = stream.read(limit + 1)
        except _DAMAGED as err:
            raise damaged(self._name) from err
        if len(data) > limit:
            raise self._too_large()
        self._left -= len(data)
        return data

    def expect_only(self, known: Iterable[str]) -> None:
        """Raise `StudyError` if it holds anything but these."""
        for other in self._members.keys() - set(known):
            raise self._strange(_("“{member}” does not belong into one"), other)

    def _strange(self, what: str, member: str = "") -> StudyError:
        shown = "".join(
            sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in member
        )
        return StudyError(
            _("“{name}” is no study to be opened: {what}.").format(
                name=self._name, what=what.format(member=shown[:_NAME_CHARS])
            )
        )

    def _too_large(self) -> StudyError:
        return StudyError(
            _("“{name}” holds more than a study may ({limit} MB): it cannot be opened.").format(
                name=self._name, limit=f"{MAX_STUDY_UNPACKED / 2**20:,.0f}"
            )
        )


def damaged(name: str) -> StudyError:
    """The error of a file that is not whole."""
    return StudyError(
        _("“{name}” is damaged: download the study again and open that.").format(name=name)
    )


def holds(data: bytes, key: str) -> bool:
    """Whether this is a ZIP file around `key`, be it otherwise in order or not."""
    if not data.startswith(b"PK\x03\x04") or data.count(b"PK\x01\x02") > MAX_STUDY_ENTRIES:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _folder_of(key, archive.namelist()) is not None
    except _DAMAGED:
        return False


def _folder_of(key: str, names: Iterable[str]) -> str | None:
    """The folder in which everything stands around `key`: "" or "name/"; None where none does."""
    own = [name for name in names if not _FURNITURE.fullmatch(name)]
    if key in own:
        return ""
    folder = own[0].partition("/")[0] + "/" if own else ""
    return folder if f"{folder}{key}" in own and all(n.startswith(folder) for n in own) else None


def pack(members: Mapping[str, bytes], day: datetime | None = None) -> bytes:
    """A ZIP file of these files by name, all of one time (the first a ZIP can hold, by default)."""
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
    """Names that any system takes for files of one folder, each once, as like these as can be.

    Examples
    --------
    >>> safe_names(["../../a: b?.txt", "A_ B_.TXT", "NUL.csv", ""])
    ['a_ b_.txt', 'A_ B_ (2).TXT', '_NUL.csv', 'file']
    """
    taken: set[str] = set()
    found = []
    for name in names:
        stem, suffix = _safe(name)
        numbered = (f"{stem} ({n}){suffix}" for n in count(2))
        own = next(n for n in chain([stem + suffix], numbered) if n.casefold() not in taken)
        taken.add(own.casefold())
        found.append(own)
    return found


def _safe(name: str) -> tuple[str, str]:
    """A name and its ending, without what a file system minds."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(sign if sign.isprintable() else "_" for sign in last)
    path = PurePosixPath(re.sub(r'[<>:"|?*]', "_", kept).strip(". ") or "file")
    suffix = path.suffix if len(path.suffix) <= 10 else ""
    stem = path.name.removesuffix(suffix)[:_NAME_CHARS].rstrip(". ") or "file"
    return f"_{stem}" if _DEVICE.fullmatch(stem + suffix) else stem, suffix
