"""Malicious archives and study files."""

# one line for each file

import gzip
import io
import json
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b

from dash_core import Study
from dash_core.readers import SourceFile
from tests.fuzz.corpus import packed
from tests.fuzz.hostile.files import ZEROS, add, fill, listing


def deflated_zeros(n: int) -> bytes:
    """A raw deflate stream of about so many zeros, made in no time: one block again and again."""
    return _block() * (n // 2**20) + b"\x03\x00"


@cache
def _block() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)


def _zip_of_one_name(n: int) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # of the name, which is what is wanted
        for _i in range(n):
            archive.writestr("a.txt", listing(b""))
    return buffer.getvalue()


_Entry = tuple[str, bytes, int] | tuple[str, bytes, int, int]


def _zip(entries: Iterable[_Entry], *, overlapping: int = 0) -> bytes:
    """A ZIP archive of deflated members with sizes that may be lies, as checksums are where none
    is given; the last one listed again `overlapping` times."""
    body, table = io.BytesIO(), []
    for name, data, size, *crc in entries:
        raw = name.encode()
        sums = (*(crc or (0,)), len(data), size)
        head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, *sums, len(raw), 0)
        entry = (head, body.tell(), raw)
        body.write(b"PK\x03\x04" + head + raw + data)
        table.append(entry)
    table += [table[-1]] * overlapping
    listed = b"".join(
        b"PK\x01\x02\x14\x00" + head + struct.pack("<HHHII", 0, 0, 0, 0, at) + raw
        for head, at, raw in table
    )
    end = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, min(len(table), 65_535), min(len(table), 65_535),
        len(listed), body.tell(), 0,
    )  # fmt: skip
    return body.getvalue() + listed + end


def _nest(depth: int) -> bytes:
    data = packed({"1.txt": listing(b"")})
    for _level in range(depth):
        data = packed({f"{i}.zip": data for i in range(10)})
    return data


add(
    "zip",
    {
        "a bomb": lambda n: _zip([("0.txt", deflated_zeros(ZEROS), ZEROS)]),
        "a bomb that states no size": lambda n: _zip([("0.txt", deflated_zeros(ZEROS), 100)]),
        "many bombs": lambda n: _zip(
            (f"{i}.txt", deflated_zeros(2**23), 2**23) for i in range(1_000)
        ),
        "members on one another": lambda n: _zip(
            [("0.txt", deflated_zeros(2**23), 2**23)], overlapping=40_000
        ),
        "of zips of zips": lambda n: _nest(3),
        "many files": lambda n: packed({f"{i}.txt": b"" for i in range(20_000)}),
        "too many files": lambda n: packed({f"{i}": b"" for i in range(50_001)}),
        "many listings": lambda n: packed({f"{i}.txt": listing(b"") for i in range(1_000)}),
        "many listings of one name": lambda n: _zip_of_one_name(1_000),
        "table of contents only": lambda n: b"PK\x03\x04" + fill(b"PK\x01\x02", n),
        "beginnings only": lambda n: fill(b"PK\x03\x04", n),
        "ends only": lambda n: b"PK\x03\x04" + fill(b"PK\x05\x06", n),
        "ends of lies": lambda n: (
            b"PK\x03\x04"
            + struct.pack(
                "<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 2**32 - 1, 2**32 - 1, 0
            )
        ),
    },
)
add(
    "gzip",
    {
        "a bomb": lambda n: b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + deflated_zeros(ZEROS) + bytes(8),
        "many members": lambda n: fill(gzip.compress(b""), min(n, 4 * 2**20)),
        "a long name": lambda n: b"\x1f\x8b\x08\x08\0\0\0\0\0\xff" + b"a" * n,
        "gzip in gzip": lambda n: gzip.compress(gzip.compress(gzip.compress(listing(b"")))),
    },
)


def _study(n: int = 0, *, manifest: str = "", more: Iterable[_Entry] = ()) -> bytes:
    """A study file of a listing of `n` bytes of nothing, with another manifest or more members."""
    data = listing(b"") + b" " * n
    digest = blake2b(data, digest_size=16).hexdigest()
    schema = manifest or f'{{"version": 1, "title": "A", "files": {_named(digest)}}}'
    return _zip([_entry("study.json", schema.encode()), _entry(f"files/{digest}", data), *more])


def _named(digest: str, n: int = 1) -> str:
    return json.dumps([{"name": f"{i}.txt", "digest": digest} for i in range(n)])


def _entry(name: str, data: bytes) -> _Entry:
    packer = zlib.compressobj(9, wbits=-15)
    return name, packer.compress(data) + packer.flush(), len(data), zlib.crc32(data)


def _manifest(more: str) -> bytes:
    """A study file whose manifest goes on with this."""
    return _study(manifest=f'{{"version": 2, "title": "A", "files": {_named("0" * 32)}, {more}}}')


add(
    "study",
    {
        "of one listing": lambda n: _study(n),
        "a bomb": lambda n: _study(more=[("listing/0", deflated_zeros(ZEROS), ZEROS)]),
        "a manifest that is a bomb": lambda n: _zip(
            [("study.json", deflated_zeros(ZEROS), 100), _entry("files/0", b"")]
        ),
        "a listing that is a bomb": lambda n: _zip(
            [
                _entry(
                    "study.json",
                    b'{"version": 1, "title": "A", "files": %s}' % _named("0" * 32).encode(),
                ),
                (f"files/{'0' * 32}", deflated_zeros(ZEROS), 100),
            ]
        ),
        "many bombs": lambda n: _zip(
            [
                _entry(
                    "study.json",
                    b'{"version": 1, "title": "A", "files": %s}'
                    % json.dumps(
                        [{"name": "a", "digest": f"{i:032x}"} for i in range(1_000)]
                    ).encode(),
                ),
                *((f"files/{i:032x}", deflated_zeros(2**23), 100) for i in range(1_000)),
            ]
        ),
        "a member again and again": lambda n: _zip(
            [_entry("study.json", b"{}")], overlapping=40_000
        ),
        "too many members": lambda n: packed(
            {"study.json": b"{}"} | {f"listing/{i}": b"" for i in range(50_001)}
        ),
        "a listing of bombs": lambda n: Study(
            "A", (SourceFile("a.zip", _zip([("0.txt", deflated_zeros(ZEROS), ZEROS)])),)
        ).to_bytes(),
        "of studies of studies": lambda n: _nested_study(5),
        "deep": lambda n: _manifest('"columns": ' + '{"a": ' * n + "1" + "}" * n),
        "deep lists": lambda n: _manifest('"edits": ' + "[" * n + "]" * n),
        "a long number": lambda n: _manifest('"dates": {"century": ' + "1" * n + "}"),
        "a long text": lambda n: _manifest(f'"what": "{"x" * n}"'),
        "many edits": lambda n: _manifest(
            '"edits": [' + ", ".join(['{"kind": "accept", "document": ""}'] * (n // 40)) + "]"
        ),
        "too many edits": lambda n: _manifest('"edits": [' + ",".join(["{}"] * 100_001) + "]"),
        "many wrong edits": lambda n: _manifest(
            '"edits": [' + ", ".join(['{"kind": 0}'] * (n // 12)) + "]"
        ),
        "many notes": lambda n: _manifest(
            '"notes": [' + ", ".join(f'{{"document": "{i}"}}' for i in range(n // 20)) + "]"
        ),
        "a wide view": lambda n: _manifest(
            '"view": {"parameters": {' + ", ".join(f'"{i}": []' for i in range(n // 12)) + "}}"
        ),
        "many columns": lambda n: _manifest(
            '"columns": {"a": {' + ", ".join(f'"{i}": ""' for i in range(n // 12)) + "}}"
        ),
        "a billion files": lambda n: _study(
            manifest=f'{{"version": 2, "title": "A", "files": {_named("0" * 32, 10**5)}}}'
        ),
    },
)


def _nested_study(depth: int) -> bytes:
    data = listing(b"")
    for _level in range(depth):
        data = Study("A", (SourceFile("a.zip", data),)).to_bytes()
    return data
