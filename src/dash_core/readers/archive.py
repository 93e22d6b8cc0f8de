"""ZIP and GZIP archives: each file in one is read by the reader of its format.

Nothing is written to disk, and the sizes that an archive states are not trusted. A file in it that
cannot be read does not affect the others: it is in the report, with the reason.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, count
from typing import Any, Final

from dash_core.common import settings
from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, format_number, ngettext, phrase
from dash_core.common.progress import progress_part
from dash_core.readers.report import FileReport, Piece, Reading, Remark
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = phrase("archive (ZIP, GZIP)")

_MAX_MEMBERS: Final = 1_000  # files of an archive that are read
_MAX_ENTRIES: Final = 50_000  # of its table of contents, which is read as a whole
_MAX_UNPACKED: Final = 256 * 2**20  # bytes of all its files together
_MAX_RATIO: Final = 200  # unpacked to packed: listings have 3 to 15, zip bombs 1,000
_RATIO_FROM: Final = 2**20  # bytes; smaller files may well be one line repeated
_CHUNK: Final = 2**18
_NAME_CHARS: Final = 200

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP: Final = b"\x1f\x8b"
_OTHERS: Final = {
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"BZh": "bzip2",
    b"Rar!\x1a\x07": "RAR",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"\xfd7zXZ\0": "xz",
}
_PICTURES: Final = (
    *(b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"8BPS\0"),
    *(b"RIFF", b"\0\0\0\x0cjP  ", b"%PDF-"),
)
# What operating systems add to people's files.
_SYSTEM_FILES: Final = re.compile(
    r"(^|.*/)(__MACOSX(/.*)?|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)", re.IGNORECASE
)
_STORED, _DEFLATED, _ENCRYPTED, _UTF_8 = 0, 8, 0x1, 0x800  # of the ZIP format


@dataclass
class _Budget:
    """How many bytes may still be unpacked."""

    left: int


def sniff(file: SourceFile) -> bool:
    """Whether it is packed, in a format that is read here or in another one."""
    return _is_packed(file.data)


def read(file: SourceFile, options: Options) -> Reading:
    """Unpack an archive and read every file in it.

    Raises
    ------
    ReadError
        If it cannot be unpacked, or no file in it can be read.
    """
    if file.data.startswith(_GZIP):
        return _read_gzip(file, options)
    if file.data.startswith(_ZIP):
        return _read_zip(file, options)
    kind = next((kind for sign, kind in _OTHERS.items() if file.data.startswith(sign)), "tar")
    raise ReadError(
        _(
            "“{name}” is packed in a way that is not read here ({kind}): unpack it, or pack it "
            "as ZIP, and try again."
        ).format(name=file.name, kind=kind)
    )


def _is_packed(data: bytes) -> bool:
    return data.startswith((*_ZIP, _GZIP, *_OTHERS)) or data[257:262] == b"ustar"


def _read_gzip(file: SourceFile, options: Options) -> Reading:
    import gzip

    name = re.sub(r"\.gz$", "", file.name, flags=re.IGNORECASE)
    with gzip.GzipFile(fileobj=BytesIO(file.data)) as stream:
        data = _unpack(stream, file.name, len(file.data), _Budget(_MAX_UNPACKED))
    return _read_inner(SourceFile(name, data), options)


def _read_zip(file: SourceFile, options: Options) -> Reading:
    archive, members = _open(file)
    if kind := _office_document([member.filename for member in members]):
        raise ReadError(
            _(
                "“{name}” is {kind}: save the listing in it as CSV or plain text and try again."
            ).format(name=file.name, kind=kind)
        )
    if not members:
        raise ReadError(_("The archive “{name}” is empty.").format(name=file.name))
    readings = list(_read_members(file, archive, members, options))
    if not any(reading.records for reading in readings):
        first = next((n.text for r in readings for f in r.report.files for n in f.remarks), "")
        raise ReadError(
            _("No file in the archive “{name}” could be read. {first}")
            .format(name=file.name, first=first)
            .strip()
        )
    return Reading.join(readings)


def _open(file: SourceFile) -> tuple[Any, list[Any]]:
    """The archive and its table of contents."""
    import zipfile

    if file.data.count(b"PK\x01\x02") > _MAX_ENTRIES:
        raise ReadError(
            _("The archive “{name}” has more than {n} files: split it and try again.").format(
                name=file.name, n=format_number(_MAX_ENTRIES)
            )
        )
    try:
        archive = zipfile.ZipFile(BytesIO(file.data))
        return archive, archive.infolist()
    except Exception as err:  # zipfile lets many kinds through where the archive is damaged
        raise ReadError(_damaged(file.name)) from err


def _read_members(
    file: SourceFile, archive: Any, members: list[Any], options: Options
) -> Iterator[Reading]:
    """The reading of each file, then an account of what is not a listing."""
    budget = _Budget(_MAX_UNPACKED)
    others: list[Piece] = []
    pictures = 0
    taken: set[str] = set()
    n = min(len(members), _MAX_MEMBERS)
    for i, member in enumerate(members):
        name = _member_name(member)
        if member.filename.endswith(("/", "\\")) or _SYSTEM_FILES.fullmatch(name):
            others.append(Piece(i + 1, name, "header"))
            continue
        if i >= n:
            others.append(Piece(i + 1, name, "unread"))
            continue
        source = _unique_name(f"{file.name}/{name}", taken)
        progress = progress_part(options.progress, i / n, (i + 1) / n)
        try:
            data = _member(archive, member, source, len(file.data), budget)
            if data.startswith(_PICTURES):
                pictures += 1
                others.append(Piece(i + 1, name, "unread"))
                continue
            yield _read_inner(SourceFile(source, data), Options(options.columns, progress))
        except ReadError as err:
            piece, remark = Piece(1, name, "unread"), Remark(1, str(err))
            yield Reading.of([], FileReport(source, (piece,), (remark,), unit="element"))
        progress(1)
    remarks = []
    if pictures:
        remarks.append(_format_pictures(pictures))
    if len(members) > n:
        remarks.append(
            _("The archive has {all} files; the first {n} were read.").format(
                all=format_number(len(members)), n=format_number(n)
            )
        )
    if others:
        file_remarks = tuple(Remark(others[0].number, text) for text in remarks)
        yield Reading.of(
            [], FileReport(file.name, others, file_remarks, unit="element", form="ZIP")
        )


def _read_inner(file: SourceFile, options: Options) -> Reading:
    """Read an unpacked file, unless it is an archive itself."""
    from dash_core.readers import read_file  # avoids a circular import

    if _is_packed(file.data) and not _is_office(file.data):
        raise ReadError(
            _("“{name}” is an archive within the archive: unpack it and try again.").format(
                name=file.name
            )
        )
    return read_file(file, options)


def _member(archive: Any, member: Any, source: str, whole: int, budget: _Budget) -> bytes:
    """Unpack one file of a ZIP archive."""
    if member.flag_bits & _ENCRYPTED:
        raise ReadError(
            _("“{name}” is locked with a password: unpack it and try again.").format(name=source)
        )
    if member.compress_type not in (_STORED, _DEFLATED):
        raise ReadError(
            _(
                "“{name}” is packed by an unusual method: pack it again as ZIP and try again."
            ).format(name=source)
        )
    try:
        stream = archive.open(member)
    except Exception as err:  # as in `_open`
        raise ReadError(_damaged(source)) from err
    with stream:
        return _unpack(stream, source, min(member.compress_size, whole), budget)


def _unpack(stream: Any, name: str, packed: int, budget: _Budget) -> bytes:
    """Read a stream to its end; of a picture only its start.

    Raises `ReadError` where it is damaged or grows beyond the limits.
    """
    chunks: list[bytes] = []
    size = 0
    while True:
        try:
            chunk = stream.read(min(_CHUNK, budget.left + 1))
        except Exception as err:  # cut off, damaged: zlib, gzip and zipfile raise many kinds
            raise ReadError(_damaged(name)) from err
        size += len(chunk)
        budget.left = max(0, budget.left - len(chunk))
        if size > settings.MAX_FILE.value or (chunk and not budget.left):
            raise ReadError(
                _("“{name}” unpacks to more than can be read: split it and try again.").format(
                    name=name
                )
            )
        if size > _RATIO_FROM and size > _MAX_RATIO * packed:
            raise ReadError(
                _("“{name}” unpacks to more than {n} times its size and was not read.").format(
                    name=name, n=_MAX_RATIO
                )
            )
        chunks.append(chunk)
        if not chunk or chunks[0].startswith(_PICTURES):
            return b"".join(chunks)


def _member_name(member: Any) -> str:
    """A file's path in the archive, printable and without steps out of it."""
    name: str = member.filename
    if not member.flag_bits & _UTF_8:
        with suppress(UnicodeError):  # many programs write UTF-8 without the flag
            name = name.encode("cp437").decode("utf-8")
    steps = re.sub(r"^[A-Za-z]:", "", name).replace("\\", "/").split("/")
    name = "/".join(step for step in steps if step.strip(". "))
    name = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return name[-_NAME_CHARS:] or _("(no name)")


def _unique_name(name: str, taken: set[str]) -> str:
    """The name, numbered where it is taken."""
    numbered = (f"{name} ({n})" for n in count(2))
    name = next(name for name in chain([name], numbered) if name not in taken)
    taken.add(name)
    return name


def _office_document(names: list[str]) -> str:
    """The kind of office document or e-book that the archive is, "" if none."""
    has = set(names)
    folders = {name.partition("/")[0] for name in names}
    if "[Content_Types].xml" in has:
        for folder, kind in (
            ("word", _("a Word document")),
            ("xl", _("an Excel workbook that cannot be opened")),
            ("ppt", _("a PowerPoint presentation")),
        ):
            if folder in folders:
                return kind
    if "mimetype" in has and "content.xml" in has:
        return _("an OpenDocument file")
    if "mimetype" in has and "META-INF/container.xml" in has:
        return _("an e-book")
    if "Index/Document.iwa" in has:
        return _("a document of Pages, Numbers or Keynote")
    if "doc.kml" in has:
        return _("a map (KMZ)")
    return ""


def _is_office(data: bytes) -> bool:
    if not data.startswith(_ZIP):
        return False
    try:
        _archive, members = _open(SourceFile("", data))
    except ReadError:
        return False
    return bool(_office_document([member.filename for member in members]))


def _format_pictures(n: int) -> str:
    return ngettext(
        "{n} file is a picture or PDF: only listings can be read.",
        "{n} files are pictures or PDFs: only listings can be read.",
        n,
    )


def _damaged(name: str) -> str:
    return _("“{name}” is cut off or damaged: get it again from where it came.").format(name=name)
