"""Malicious text, listings, CSV and JSON."""

# ruff: noqa: E501  # one line for each file

import json
from typing import Final

from tests.fuzz.hostile.files import add, fill, listing

add(
    "text",
    {
        "one line of one letter": lambda n: b"a" * n,
        "one line of words": lambda n: fill(b"word ", n),
        "one line of digits": lambda n: b"1" * n,
        "one line of bullets": lambda n: fill("• ".encode(), n),
        "one line of dates": lambda n: fill(b"May 5, 1946 ", n),
        "line ends only": lambda n: b"\n" * n,
        "carriage returns only": lambda n: b"\r" * n,
        "spaces only": lambda n: b" " * n,
        "white space of Unicode only": lambda n: fill("\u2003".encode(), n),
        "bytes of no encoding": lambda n: bytes(range(128, 256)) * (n // 128),
        "an accent on one letter": lambda n: b"e" + fill("\u0301".encode(), n),
        "a long title": lambda n: b"\xe2\x80\xa2 May 5, 1946\n\n" + fill(b"word ", n) + b"\n\nS.",
        "a long summary of short lines": lambda n: listing(fill(b"word\n", n)),
        "empty records": lambda n: fill(b"- n.d.\n\n", n),
        "dates only": lambda n: fill(b"May 5, 1946\n", n),
        "bullets only": lambda n: fill("•\n".encode(), n),
        "dates in every layout": lambda n: fill(
            b"- May 5, 1946\nMay 5, 1946\n\n-\n\n1946\n * 1946\ntext\n", n
        ),
        "the same page again": lambda n: fill(listing(b"Page 1 of 2\n\nNext\n\n"), n),
        "gaps between pages": lambda n: fill(listing(b"(more)\n\nnoise\n\n"), n),
        "ever further in": lambda n: b"".join(
            b" " * i + b"- May 5, 1946\n\nText\n\n" for i in range(int((2 * n) ** 0.5))
        ),
        "tabs before bullets": lambda n: b"\t" * n + b"- May 5, 1946\n\nTitle\n\nText",
    },
)

KILLERS: Final = {
    "digits": b"1",
    "spaced digits": b"1 ",
    "spaces": b" ",
    "hyphens": b"- ",
    "initials": b"a. ",
    "slashes": b"1/",
    "brackets": b"[",
    "question marks": b"1946?",
    "months": b"May ",
    "years": b"1946 ",
    "ors": b"1946 or ",
    "ranges": b"1946-1947, ",
    "names": b"Smith, J. to ",
    "dots": b".",
    "quotes": b"'",
    "addresses": b"http://",
    "capitals": b"A",
    "ofs": b"letter from ",
}
# A line of fifty thousand signs and many of a date's length: as date, title, summary, cell.
add(
    "killer lines",
    {
        name: lambda n, part=part: b"".join(  # type: ignore[misc]
            b"- 1946\n\n" + line + b"\n\n" + line + b"\n\n- " + line + b"\n\n" + line + b"\n\n"
            for line in (fill(part, min(n, 50_000)), *[fill(part, k) for k in range(60, 121)])
        )
        for name, part in KILLERS.items()
    },
)

_HEAD: Final = b"Date,Title,Summary\n"
add(
    "csv",
    {
        "one line": lambda n: fill(b"a,", n),
        "one long cell": lambda n: _HEAD + b"1946,A,B\n1946,A," + b"x" * n,
        "ten thousand columns": lambda n: b"\n".join([b",".join(b"c%d" % i for i in range(10_000))] * 3),
        "columns of one name": lambda n: b",".join([b"Title"] * 900) + b"\n" + fill(b"a,", 1_800),
        "a quotation mark never closed": lambda n: _HEAD + b'1946,"' + fill(b"a,b,c\n", n),
        "many marks never closed": lambda n: _HEAD + fill(b'1946,"a\n', n),
        "marks in every place": lambda n: _HEAD + fill(b'"a"",""b"c,"\n', n),
        "quotation marks only": lambda n: b'Date,Title\n' + b'"' * n,
        "empty rows": lambda n: _HEAD + fill(b",,\n", n),
        "more rows than Excel has": lambda n: _HEAD + b"1,2,3\n" * (1_048_577 if n > 2**23 else 9),
        "ever more cells": lambda n: _HEAD + b"".join(b"a," * (i % 990) + b"\n" for i in range(n // 990)),
        "a separator that is declared": lambda n: b"sep=x\n" + fill(b"ax", n),
        "names of columns again and again": lambda n: fill(_HEAD, n),
        "killer cells": lambda n: b'Date,Title,People\n' + b"".join(
            b",".join([fill(part.replace(b",", b";"), 2_000)] * 3) + b"\n" for part in KILLERS.values()
        ),
    },
)  # fmt: skip

add(
    "json",
    {
        "one long text": lambda n: b'[{"title": "' + b"x" * n + b'"}]',
        "a text never closed": lambda n: b'[{"title": "' + b"x" * n,
        "one long number": lambda n: b'[{"title": "a", "date": ' + b"1" * n + b"}]",
        "one long fraction": lambda n: b'[{"title": "a", "date": 0.' + b"1" * n + b"}]",
        "lists in lists": lambda n: b"[" * n,
        "lists in lists, closed": lambda n: b'[{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}]",
        "objects in objects": lambda n: fill(b'{"a":', n),
        "objects in lists in objects": lambda n: fill(b'[{"a":', n),
        "just not too deep": lambda n: b'[{"a":' + b"[" * 900 + b"]" * 900 + b"}]",
        "empty objects": lambda n: b"[" + b",".join([b"{}"] * (n // 3)) + b"]",
        "empty objects in lines": lambda n: fill(b"{}\n", n),
        "broken objects": lambda n: b"[" + fill(b'{"a": },\n', n),
        "broken objects in one line": lambda n: b"[" + fill(b'{"a": },', n),
        "broken at the very end": lambda n: b"[" + fill(b'{"title": "abc"},', n) + b'{"a"',
        "objects that open": lambda n: b"[" + fill(b'{"a": "', n),
        "objects that open in lines": lambda n: fill(b'{"a": "}\n', n),
        "ten thousand names": lambda n: json.dumps([{f"n{i}": i for i in range(10_000)}]).encode(),
        "the same name": lambda n: b'[{"a":1' + b',"a":1' * min(n // 6, 20_000) + b"}]",
        "other names in each": lambda n: json.dumps(
            [{f"n{i}": i, "title": "a"} for i in range(min(n // 20, 5_000))]
        ).encode(),
        "many lists": lambda n: b'{"a":{"b":{' + b",".join(
            b'"l%d":[{"title":"x"}]' % i for i in range(n // 25)
        ) + b"}}}",
    },
)  # fmt: skip
