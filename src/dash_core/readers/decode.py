"""Bytes -> text and the name of its encoding."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, format_number

__all__ = ["Decoded", "decode"]

MAX_CONTROL: Final = 0.01  # share of control characters; more of them, or a NUL, are not text

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16: its mark starts with UTF-16's
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
# Bytes that the encoding is guessed from; more are slower and no better.
_SAMPLE = 200_000
_WESTERN = "cp1252"
_MULTI_BYTE = ["gb2312", "gbk", "gb18030", "hz", "big5", "big5hkscs", "cp932", "shift_jis"]
_MULTI_BYTE += ["shift_jis_2004", "shift_jisx0213", "euc_jp", "euc_jis_2004", "euc_jisx0213"]
_MULTI_BYTE += ["cp949", "euc_kr", "johab", "cp950"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, its encoding, and a remark where that encoding is a guess."""

    text: str
    encoding: str = "UTF-8"
    remark: str = ""


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file.

    A byte-order mark or valid UTF-8 decides the encoding; else it is UTF-16, where zeros fill every
    second byte, or is guessed from the letters (`charset-normalizer`), with a remark.

    Raises
    ------
    ReadError
        If the file is empty or not text.
    """
    if not data.strip():
        raise ReadError(_("“{name}” is empty: there is nothing to read.").format(name=name))
    decoded = _marked(data) or _utf_16(data, name) or _utf_8(data) or _guessed(data, name)
    if decoded is None or _is_binary(decoded.text):
        raise ReadError(
            _(
                "“{name}” is not a text file and of no other kind that can be read: "
                "copy the listing from the page, or save it as plain text, and try again."
            ).format(name=name)
        )
    if not decoded.text.strip("\ufeff \t\r\n"):
        raise ReadError(_("“{name}” is empty: there is nothing to read.").format(name=name))
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, codec in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                return None
            return Decoded(text, codec.removesuffix("-sig").upper())
    return None


def _utf_16(data: bytes, name: str) -> Decoded | None:
    """The text, where nearly every second byte is zero and hardly any other: Latin letters."""
    sample = data[:_SAMPLE]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    zeros, others, codec = (second, first, "utf-16-le")
    if first > second:
        zeros, others, codec = first, second, "utf-16-be"
    if len(data) % 2 or zeros * 4 < len(sample) or others * 100 > zeros:
        return None
    units = len(sample) // 2
    if sample.isascii() and units - zeros > max(1, units // 50):  # a text with some zeros in it
        return None
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    remark = _(
        "“{name}” does not say its encoding; it was read as {encoding}. Check letters with accents."
    ).format(name=name, encoding=codec.upper())
    return Decoded(text, codec.upper(), remark)


def _utf_8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes, name: str) -> Decoded | None:
    """The text in the likeliest encoding; None where it fits none."""
    if b"\0" in data[:_SAMPLE]:
        return None
    from charset_normalizer import from_bytes  # slow to import, rarely needed

    first = next(i for i, byte in enumerate(data) if byte > 127)
    line = data.count(b"\n", 0, first) + 1
    start = max(0, first - _SAMPLE // 2)
    sample = data[start : start + _SAMPLE]
    high = re.findall(rb"[\x80-\xff]+", sample)
    # Single accented letters are not East Asian writing, which has its bytes in runs.
    is_western = sum(len(run) == 1 for run in high) * 2 > sum(map(len, high))
    matches = from_bytes(sample, cp_exclusion=_MULTI_BYTE if is_western else [])
    best = matches.best()
    # Where several fit equally well, Windows' Western encoding is by far the commonest.
    tied = [m for m in matches if best and (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    is_tied = any(_WESTERN in match.could_be_from_charset for match in tied)
    likely = [best.encoding] if best and not is_tied else []
    for codec in (*likely, _WESTERN):
        try:
            text = data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        encoding = codec.upper().replace("_", "-").replace("CP125", "Windows-125")
        remark = _(
            "“{name}” does not say its encoding (first seen in line {line}); it was read as "
            "{encoding}. Check letters with accents."
        ).format(name=name, line=format_number(line), encoding=encoding)
        return Decoded(text, encoding, remark)
    return None


def _is_binary(text: str) -> bool:
    return len(_CONTROL.findall(text)) > MAX_CONTROL * len(text)
