"""Malicious RIS, BibTeX and CSL-JSON."""

# ruff: noqa: E501  # one line for each file

import json
from typing import Final

from tests.fuzz.hostile.files import add, fill

add(
    "ris",
    {
        "a million tags in one record": lambda n: b"TY  - LETT\n" + b"KW  - a\n" * 1_000_000 + b"ER  - \n",
        "empty records": lambda n: fill(b"TY  - LETT\nER  - \n\n", n),
        "one line": lambda n: b"TY  - LETT\nTI  - " + b"x" * n + b"\nER  - \n",
        "a text of many lines": lambda n: b"TY  - LETT\nN2  - a\n" + fill(b"more\n", n) + b"ER  - \n",
        "never ended": lambda n: fill(b"TY  - LETT\nTI  - a\n", n),
        "ends only": lambda n: b"TY  - LETT\n" + fill(b"ER  - \n", n),
        "other tags": lambda n: b"TY  - LETT\n" + b"".join(
            b"%c%c  - a\n" % (65 + i % 26, 65 + i // 26 % 26) for i in range(n // 8)
        ) + b"ER  - \n",
    },
)  # fmt: skip

_STRINGS: Final = b'@string{a0 = "hahahahaha"}\n' + b"".join(
    b"@string{a%d = %s}\n" % (i, b" # ".join([b"a%d" % (i - 1)] * 10)) for i in range(1, 10)
)
add(
    "bibtex",
    {
        "braces that open": lambda n: b"@article{a, title = " + b"{" * 2**20,
        "braces that close": lambda n: b"@article{a, title = " + b"}" * 2**20,
        "braces in braces": lambda n: b"@article{a, title = " + b"{" * 50_000 + b"x" + b"}" * 50_000 + b"}",
        "entries that open": lambda n: fill(b"@article{a,\n", min(n, 2**20)),
        "entries that open in one line": lambda n: fill(b"@article{a, ", min(n, 2**20)),
        "at signs": lambda n: b"@article{a, title={b}}\n" + b"@" * 2**20,
        "a quotation mark never closed": lambda n: b'@article{a, title = "' + b"x " * 2**19,
        "quotation marks": lambda n: b"@article{a, title = " + b'"' * 2**20 + b"}",
        "a billion laughs": lambda n: _STRINGS + b"@article{a, title = a9}",
        "a string of itself": lambda n: b"@string{a = a # a}\n@article{a, title = a}",
        "ands": lambda n: b"@article{a, title={b}, author = {" + fill(b"Smith and ", min(n, 2**20)) + b"}}",
        "commas in a name": lambda n: b"@article{a, title={b}, author = {" + b"Smith, " * 100_000 + b"}}",
        "backslashes": lambda n: b"@article{a, title = {" + b"\\" * 200_000 + b"}}",
        "commands": lambda n: b"@article{a, title = {" + b"\\'{\\\"" * 40_000 + b"}}",
        "macros": lambda n: b"@article{a, title = {" + b"\\newcommand\\a{\\a\\a}\\a " * 5_000 + b"}}",
        "hashes": lambda n: b"@article{a, title = " + b"a # " * 100_000 + b"}",
        "many entries": lambda n: fill(b"@article{a, title={b}, year=1946}\n", min(n, 2**20)),
        "empty entries": lambda n: fill(b"@article{a}\n", min(n, 2**20)),
        "many fields": lambda n: b"@article{a" + b"".join(b", f%d = {x}" % i for i in range(30_000)) + b"}",
        "an address in a comment": lambda n: b"@comment{" + b"@article{" * 100_000,
    },
)  # fmt: skip
add(
    "csl",
    {
        "dates of no calendar": lambda n: json.dumps([
            {"id": "a", "type": "book", "title": "t", "issued": {"date-parts": value}}
            for value in ([[10**400]], [[-1, -1, -1]], [], [[]], [None], None, "x", {}, [[{}]],
                          [[1946, 5, 5]] * 10_000, [[1946] * 10_000])
        ]).encode(),
        "many authors": lambda n: json.dumps(
            [{"id": 1, "type": "book", "title": "t", "author": [{"family": "S"}] * 100_000}]
        ).encode(),
        "everything else than expected": lambda n: json.dumps([
            {"id": value, "type": value, "title": value, "author": value, "issued": value}
            for value in (None, 1, 1.5, True, [], {}, [[]], [{}], [None], {"a": {"b": [1]}})
        ]).encode(),
    },
)  # fmt: skip
