"""Random changes of a file, the same for the same random numbers."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from typing import Final

from tests.fuzz.check import PACKED
from tests.fuzz.corpus import TOKENS, packed, seeds

__all__ = ["mutate", "repacked"]

_MAX_BYTES: Final = 20_000  # of a mutated file


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Change some bytes; of an archive mostly those of a file in it."""
    if data.startswith(PACKED) and rng.random() < 0.8:
        return repacked(data, lambda inner: mutate(inner, rng))
    for _round in range(rng.choice((1, 1, 2, 3, 5, 8))):
        data = rng.choice(_MUTATIONS)(data, rng)[:_MAX_BYTES]
    return data


def repacked(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change a file in an archive and pack it again, so that its checksums are right."""
    import gzip

    try:
        if data.startswith(b"\x1f\x8b"):
            return gzip.compress(change(gzip.decompress(data)), mtime=0)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # no longer an archive
        return change(data)
    changed = max(members, key=lambda name: hash_of(name, data), default="")
    return packed({n: change(m) if n == changed else m for n, m in members.items()})


def hash_of(name: str, data: bytes) -> int:
    """A number made from both, the same in every run."""
    return random.Random(f"{name}{len(data)}{sum(data)}").getrandbits(32)


def _spot(data: bytes, rng: random.Random, most: int = 40) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.randint(0, most))


def _flip(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) or 1)
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _delete(data: bytes, rng: random.Random) -> bytes:
    start, end = _spot(data, rng)
    return data[:start] + data[end:]


def _insert(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(TOKENS) * rng.choice((1, 1, 1, 2, 3)) + data[at:]


def _overwrite(data: bytes, rng: random.Random) -> bytes:
    start, end = _spot(data, rng, 12)
    return data[:start] + rng.choice(TOKENS) + data[end:]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    start, end = _spot(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 2, 10, 300)) + data[end:]


def _move(data: bytes, rng: random.Random) -> bytes:
    start, end = _spot(data, rng, 200)
    rest = data[:start] + data[end:]
    at = rng.randint(0, len(rest))
    return rest[:at] + data[start:end] + rest[at:]


def _splice(data: bytes, rng: random.Random) -> bytes:
    other = rng.choice(list(seeds().values())).data
    start, end = _spot(other, rng, 400)
    at = rng.randint(0, len(data))
    return data[:at] + other[start:end] + data[at:]


def _cut(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] if rng.random() < 0.7 else data[at:]


def _digits(data: bytes, rng: random.Random) -> bytes:
    return re.sub(
        rb"[0-9]", lambda m: rng.choice(b"0123456789" * 2 + b"-x").to_bytes(), data, count=20
    )


def _lines(data: bytes, rng: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    start = rng.randint(0, len(lines))
    some = lines[start : start + 6]
    rng.shuffle(some)
    return b"".join((*lines[:start], *some, *lines[start + 6 :]))


def _encode(data: bytes, rng: random.Random) -> bytes:
    codec = rng.choice("utf-16 utf-16-le utf-16-be utf-32 utf-8-sig utf-7 cp1252 koi8-r".split())
    return data.decode("utf-8", "replace").encode(codec, "replace")


def _line_ends(data: bytes, rng: random.Random) -> bytes:
    return re.sub(
        rb"\r?\n", lambda m: rng.choice((b"\n", b"\r\n", b"\r", b"", b" ", b"\n\n")), data
    )


_MUTATIONS: Final = (
    *(_flip, _delete, _insert, _overwrite, _insert, _overwrite, _repeat, _move, _splice),
    *(_cut, _digits, _lines, _encode, _line_ends),
)
