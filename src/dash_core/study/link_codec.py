"""What a person decided about a listing, short enough for an address.

The address of a study names a key of one server's store. Where every Dossier offers the listing,
the address can contain the decisions instead: the difference of the study from that of the
listing alone, as JSON, compressed (zlib, RFC 1950, with the listing's topics as its dictionary, so
that an edited topics file takes only the space of what was edited) and written in base64url (RFC
4648, without padding). It begins with the first digits of the key of the study it starts from, so
that it is not applied to another one.
"""

import json
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from typing import Any, Final

from dash_core.common.errors import StudyError
from dash_core.common.i18n import _
from dash_core.study.schema import check_manifest, load_json
from dash_core.study.study import Study

__all__ = ["pack", "unpack"]

MAX_LINK_CHARS: Final = 1_600  # of the decisions in an address, which stays under 2,000
MAX_LINK_BYTES: Final = 256 * 2**10  # of the unpacked decisions

_KEY_DIGITS: Final = 12  # hexadecimal digits of the key of the study it starts from
_TEXT: Final = re.compile(rf"[0-9a-f]{{{_KEY_DIGITS}}}[A-Za-z0-9_-]+")
# The listing itself, and when and where it was opened, are no decisions.
_NO_DECISION: Final = ("version", "files", "read", "view")


def pack(study: Study, base: Study) -> str:
    """The difference of a study from the study of its listing alone, for an address.

    "" where it is too long for one (`MAX_LINK_CHARS`) or the listings differ.
    """
    if [file.digest for file in study.files] != [file.digest for file in base.files]:
        return ""
    before, after = _before(base).manifest(), study.manifest()
    changed = {
        name: value
        for name, value in after.items()
        if name not in _NO_DECISION and value != before.get(name)
    }
    data = json.dumps({"version": after["version"], **changed}, separators=(",", ":"))
    if len(data) > MAX_LINK_BYTES:
        return ""
    packer = zlib.compressobj(9, zdict=_dictionary(base))
    packed = packer.compress(data.encode()) + packer.flush()
    text = _before(base).key[:_KEY_DIGITS] + urlsafe_b64encode(packed).decode().rstrip("=")
    return text if len(text) <= MAX_LINK_CHARS else ""


def unpack(text: str, base: Study) -> Study:
    """The study that differs from `base` as an address says; checked as strictly as a study file.

    Raises
    ------
    StudyError
        If it is damaged, too long, of another listing, or no study comes of it.
    """
    damaged = StudyError(
        _(
            "The changes in this address are damaged: a part of it is missing or was altered. "
            "Copy the whole address again."
        )
    )
    if len(text) > MAX_LINK_CHARS or not _TEXT.fullmatch(text):
        raise damaged
    if text[:_KEY_DIGITS] != _before(base).key[:_KEY_DIGITS]:
        raise StudyError(
            _(
                "The changes in this address belong to another version of “{title}” than this "
                "Dossier has. Ask the sender for the study file."
            ).format(title=base.title)
        )
    try:
        changed = _read(text[_KEY_DIGITS:], _dictionary(base))
    except (ValueError, zlib.error) as err:
        raise damaged from err
    if not isinstance(changed, dict) or changed.keys() & {"files", "read", "view"}:
        raise damaged
    before, name = _before(base).manifest(), _("this address")
    manifest = check_manifest({"title": base.title, "files": before["files"], **changed}, name)
    after = {name: value for name, value in manifest.items() if name not in _NO_DECISION}
    files = {file.digest: file.data for file in base.files}
    return replace(Study.from_manifest({**before, **after}, files, name), files=base.files)


def _before(base: Study) -> Study:
    """The study of the listing as Dossier 0.1.0 made it: its links say nothing of `vectors`."""
    return replace(base, vectors="")


def _dictionary(base: Study) -> bytes:
    """The compression dictionary; it must not change from version to version."""
    return json.dumps(base.topics).encode()


def _read(text: str, dictionary: bytes) -> Any:
    """The JSON that was packed, up to a limit; ValueError where it is not complete."""
    packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    unpacker = zlib.decompressobj(zdict=dictionary)
    data = unpacker.decompress(packed, MAX_LINK_BYTES)
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("incomplete, or followed by more")
    return load_json(data)
