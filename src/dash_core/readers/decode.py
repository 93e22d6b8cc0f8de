"""Bytes -> text, or one sentence why not. Nothing is guessed: only UTF-8 is read."""

import codecs
import re

from dash_core import settings
from dash_core.errors import ReadError
from dash_core.words import _

__all__ = ["decode"]

_UTF_16: tuple[bytes, ...] = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str) -> str:
    """Give the text of a file.

    Raises
    ------
    ReadError
        If the file is empty, larger than `settings.MAX_BYTES`, no text, or not UTF-8.
    """
    if not data.strip():
        raise ReadError(_("“{name}” is empty: there is nothing to read.").format(name=name))
    if len(data) > settings.MAX_BYTES:
        raise ReadError(
            _("“{name}” has {size} MB; the limit is {limit} MB: split it and try again.").format(
                name=name,
                size=f"{len(data) / 2**20:,.1f}",
                limit=f"{settings.MAX_BYTES / 2**20:,.0f}",
            )
        )
    if data.startswith(_UTF_16):
        raise ReadError(
            _(
                "“{name}” is text in another encoding (UTF-16): save it as UTF-8 and try again."
            ).format(name=name)
        )
    if b"\0" in data or len(_CONTROL.findall(data)) > settings.MAX_CONTROL * len(data):
        raise ReadError(
            _(
                "“{name}” is not a text file: copy the listing from the page, "
                "save it as plain text (UTF-8) and try again."
            ).format(name=name)
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = data.count(b"\n", 0, err.start) + 1
        raise ReadError(
            _(
                "“{name}” is text in another encoding (line {line} is not UTF-8): "
                "save it as UTF-8 and try again."
            ).format(name=name, line=line)
        ) from err
    if not text.strip():
        raise ReadError(_("“{name}” is empty: there is nothing to read.").format(name=name))
    return text
