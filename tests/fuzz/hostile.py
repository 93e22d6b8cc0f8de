"""Malicious files by name: functions from a size in bytes to a file of about that size."""

# ruff: noqa: E501  # one line for each file

import gzip
import io
import json
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Final

from dash_core import Study
from dash_core.readers import SourceFile
from tests.fuzz.corpus import packed, workbook

__all__ = ["FILES"]

FILES: Final[dict[str, Callable[[int], bytes]]] = {}
_ZEROS: Final = 2**30  # bytes that a bomb unpacks to


def _all(group: str, makers: dict[str, Callable[[int], bytes]]) -> None:
    FILES.update({f"{group}: {name}": make for name, make in makers.items()})


def _fill(part: bytes, n: int) -> bytes:
    return part * max(1, n // len(part))


def _listed(text: bytes) -> bytes:
    return b"  \xe2\x80\xa2 May 5, 1946\n\n    A title\n\n    A summary.\n\n" + text


# --- Text and listings ------------------------------------------------------------------------

_all(
    "text",
    {
        "one line of one letter": lambda n: b"a" * n,
        "one line of words": lambda n: _fill(b"word ", n),
        "one line of digits": lambda n: b"1" * n,
        "one line of bullets": lambda n: _fill("• ".encode(), n),
        "one line of dates": lambda n: _fill(b"May 5, 1946 ", n),
        "line ends only": lambda n: b"\n" * n,
        "carriage returns only": lambda n: b"\r" * n,
        "spaces only": lambda n: b" " * n,
        "white space of Unicode only": lambda n: _fill("\u2003".encode(), n),
        "bytes of no encoding": lambda n: bytes(range(128, 256)) * (n // 128),
        "an accent on one letter": lambda n: b"e" + _fill("\u0301".encode(), n),
        "a long title": lambda n: b"\xe2\x80\xa2 May 5, 1946\n\n" + _fill(b"word ", n) + b"\n\nS.",
        "a long summary of short lines": lambda n: _listed(_fill(b"word\n", n)),
        "empty records": lambda n: _fill(b"- n.d.\n\n", n),
        "dates only": lambda n: _fill(b"May 5, 1946\n", n),
        "bullets only": lambda n: _fill("•\n".encode(), n),
        "dates in every layout": lambda n: _fill(
            b"- May 5, 1946\nMay 5, 1946\n\n-\n\n1946\n * 1946\ntext\n", n
        ),
        "the same page again": lambda n: _fill(_listed(b"Page 1 of 2\n\nNext\n\n"), n),
        "gaps between pages": lambda n: _fill(_listed(b"(more)\n\nnoise\n\n"), n),
        "ever further in": lambda n: b"".join(
            b" " * i + b"- May 5, 1946\n\nText\n\n" for i in range(int((2 * n) ** 0.5))
        ),
        "tabs before bullets": lambda n: b"\t" * n + b"- May 5, 1946\n\nTitle\n\nText",
    },
)

_KILLERS: Final = {
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
_all(
    "killer lines",
    {
        name: lambda n, part=part: b"".join(  # type: ignore[misc]
            b"- 1946\n\n" + line + b"\n\n" + line + b"\n\n- " + line + b"\n\n" + line + b"\n\n"
            for line in (_fill(part, min(n, 50_000)), *[_fill(part, k) for k in range(60, 121)])
        )
        for name, part in _KILLERS.items()
    },
)

# --- Tables -----------------------------------------------------------------------------------

_HEAD: Final = b"Date,Title,Summary\n"
_all(
    "csv",
    {
        "one line": lambda n: _fill(b"a,", n),
        "one long cell": lambda n: _HEAD + b"1946,A,B\n1946,A," + b"x" * n,
        "ten thousand columns": lambda n: b"\n".join([b",".join(b"c%d" % i for i in range(10_000))] * 3),
        "columns of one name": lambda n: b",".join([b"Title"] * 900) + b"\n" + _fill(b"a,", 1_800),
        "a quotation mark never closed": lambda n: _HEAD + b'1946,"' + _fill(b"a,b,c\n", n),
        "many marks never closed": lambda n: _HEAD + _fill(b'1946,"a\n', n),
        "marks in every place": lambda n: _HEAD + _fill(b'"a"",""b"c,"\n', n),
        "quotation marks only": lambda n: b'Date,Title\n' + b'"' * n,
        "empty rows": lambda n: _HEAD + _fill(b",,\n", n),
        "more rows than Excel has": lambda n: _HEAD + b"1,2,3\n" * (1_048_577 if n > 2**23 else 9),
        "ever more cells": lambda n: _HEAD + b"".join(b"a," * (i % 990) + b"\n" for i in range(n // 990)),
        "a separator that is declared": lambda n: b"sep=x\n" + _fill(b"ax", n),
        "names of columns again and again": lambda n: _fill(_HEAD, n),
        "killer cells": lambda n: b'Date,Title,People\n' + b"".join(
            b",".join([_fill(part.replace(b",", b";"), 2_000)] * 3) + b"\n" for part in _KILLERS.values()
        ),
    },
)  # fmt: skip

_all(
    "json",
    {
        "one long text": lambda n: b'[{"title": "' + b"x" * n + b'"}]',
        "a text never closed": lambda n: b'[{"title": "' + b"x" * n,
        "one long number": lambda n: b'[{"title": "a", "date": ' + b"1" * n + b"}]",
        "one long fraction": lambda n: b'[{"title": "a", "date": 0.' + b"1" * n + b"}]",
        "lists in lists": lambda n: b"[" * n,
        "lists in lists, closed": lambda n: b'[{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}]",
        "objects in objects": lambda n: _fill(b'{"a":', n),
        "objects in lists in objects": lambda n: _fill(b'[{"a":', n),
        "just not too deep": lambda n: b'[{"a":' + b"[" * 900 + b"]" * 900 + b"}]",
        "empty objects": lambda n: b"[" + b",".join([b"{}"] * (n // 3)) + b"]",
        "empty objects in lines": lambda n: _fill(b"{}\n", n),
        "broken objects": lambda n: b"[" + _fill(b'{"a": },\n', n),
        "broken objects in one line": lambda n: b"[" + _fill(b'{"a": },', n),
        "broken at the very end": lambda n: b"[" + _fill(b'{"title": "abc"},', n) + b'{"a"',
        "objects that open": lambda n: b"[" + _fill(b'{"a": "', n),
        "objects that open in lines": lambda n: _fill(b'{"a": "}\n', n),
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

# --- XML --------------------------------------------------------------------------------------

_EAD: Final = "<ead><archdesc><did><unittitle>{}</unittitle></did><dsc>{}</dsc></archdesc></ead>"


def _ead(title: str = "Papers", components: str = "", doctype: str = "") -> bytes:
    return (doctype + _EAD.format(title, components)).encode()


_LAUGHS: Final = "<!DOCTYPE ead [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
)
_COMPONENT: Final = "<c><did><unittitle>A</unittitle></did></c>"


def _nested(n: int) -> str:
    return "<c><did><unittitle>A long enough title</unittitle></did>" * n + "</c>" * n


_all(
    "xml",
    {
        "a billion laughs": lambda n: _ead("&a9;", doctype=_LAUGHS),
        "a billion laughs in an attribute": lambda n: _ead(
            components="<c id='&a9;'><did><unittitle>A</unittitle></did></c>", doctype=_LAUGHS
        ),
        "quadratic blow-up": lambda n: _ead(
            "&a;" * (n // 100), doctype=f"<!DOCTYPE ead [<!ENTITY a '{'x' * (n // 4)}'>]>"
        ),
        "an entity of itself": lambda n: _ead("&a;", doctype="<!DOCTYPE ead [<!ENTITY a '&a;'>]>"),
        "many unknown entities": lambda n: _ead("&eacute;" * (n // 8), doctype="<!DOCTYPE ead SYSTEM 'x.dtd'>"),
        "a parameter's laughs": lambda n: _ead(
            doctype="<!DOCTYPE ead [<!ENTITY % a 'ha'><!ENTITY % b '%a;%a;'>%b;]>"
        ),
        "one long text": lambda n: _ead("x" * n),
        "one long attribute": lambda n: _ead(components=f"<c id='{'x' * n}'></c>"),
        "one long name": lambda n: b"<" + b"a" * n + b"/>",
        "many attributes": lambda n: _ead(
            components="<c {}/>".format(" ".join(f"a{i}='1'" for i in range(n // 12)))
        ),
        "one long comment": lambda n: _ead(f"<!--{'x' * n}-->"),
        "never closed": lambda n: _fill(b"<ead>", n),
        "deep": lambda n: _ead(components=_nested(100_000)),
        "just not too deep": lambda n: _ead(components=_nested(250)),
        "deep text": lambda n: _ead("<emph>x" * 240 + "</emph>" * 240),
        "many components": lambda n: _ead(components=_COMPONENT * (n // len(_COMPONENT))),
        "empty components": lambda n: _ead(components="<c><did/></c>" * (n // 13)),
        "many words for one field": lambda n: _ead(
            components="<c><did>{}</did></c>".format("<unittitle>A</unittitle>" * (n // 24))
        ),
        "many words in one title": lambda n: _ead("x <emph>y</emph> " * (n // 18)),
        "many dc elements": lambda n: b"<dc xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        + _fill(b"<dc:date>1946</dc:date><dc:title>x</dc:title>", n) + b"</dc>",
        "dc in dc": lambda n: b"<dc xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        + b"<r><dc:title>x</dc:title>" * 240 + b"</r>" * 240 + b"</dc>",
        "mods in mods": lambda n: b"<mods>" + b"<relatedItem><mods>" * 120 + b"</mods></relatedItem>" * 120
        + _fill(b"<name><namePart>x</namePart></name>", n) + b"</mods>",
        "tei documents in documents": lambda n: b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>"
        + b"<div type='document'><head>A</head><p>b</p>" * 240 + b"</div>" * 240 + b"</body></text></TEI>",
        "tei documents": lambda n: b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>"
        + _fill(b"<div type='document'><head>A</head><p>b</p></div>", n) + b"</body></text></TEI>",
        "namespaces": lambda n: _ead(components="".join(f"<c xmlns='u{i}'/>" for i in range(n // 20))),
    },
)  # fmt: skip

_all(
    "html",
    {
        "one line": lambda n: b"<html><body><p>" + b"x" * n,
        "one long attribute": lambda n: b"<html><body><p class='" + b"x" * n,
        "deep": lambda n: b"<html><body>" + b"<div>" * 100_000 + b"1946",
        "deep inline": lambda n: b"<html><body>" + b"<b><i>" * 50_000 + b"1946",
        "tables in tables": lambda n: b"<html><body>" + b"<table><tr><td>x" * 10_000,
        "lists in lists": lambda n: b"<html><body>" + b"<ul><li>May 5, 1946<p>x" * 10_000,
        "a wide cell": lambda n: b"<html><body><table><tr><th>Date<th>Title</tr><tr>"
        b"<td colspan=999999999 rowspan=999999999>1946<td>x</table>",
        "wide cells": lambda n: b"<html><body><table><tr><th>Date<th>Title</tr>"
        + b"<tr><td colspan=1000 rowspan=65534>1946<td>x" * (n // 60) + b"</table>",
        "a comment never closed": lambda n: b"<html><body><!--" + b"x-" * (n // 2),
        "less-than signs": lambda n: b"<html><body>" + b"<" * n,
        "entities": lambda n: b"<html><body><p>" + _fill(b"&amp;&#x110000;&", n),
        "empty list items": lambda n: b"<html><body><ul>" + _fill(b"<li>", n),
        "items of a list": lambda n: b"<html><body><ul>"
        + _fill(b"<li><p>May 5, 1946</p><p>A letter</p><p>On oil.</p>", n),
        "rows of a table": lambda n: b"<html><body><table><tr><th>Date<th>Title"
        + _fill(b"<tr><td>1946<td>A", n),
        "line breaks": lambda n: b"<html><body>May 5, 1946" + _fill(b"<br>", n),
    },
)  # fmt: skip

# --- Archives ---------------------------------------------------------------------------------


def _deflated_zeros(n: int) -> bytes:
    """A raw deflate stream of about so many zeros, made in no time: one block again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * (n // 2**20) + b"\x03\x00"


def _zip_of_one_name(n: int) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # of the name, which is what is wanted
        for _i in range(n):
            archive.writestr("a.txt", _listed(b""))
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
    data = packed({"1.txt": _listed(b"")})
    for _level in range(depth):
        data = packed({f"{i}.zip": data for i in range(10)})
    return data


_all(
    "zip",
    {
        "a bomb": lambda n: _zip([("0.txt", _deflated_zeros(_ZEROS), _ZEROS)]),
        "a bomb that states no size": lambda n: _zip([("0.txt", _deflated_zeros(_ZEROS), 100)]),
        "many bombs": lambda n: _zip(
            (f"{i}.txt", _deflated_zeros(2**23), 2**23) for i in range(1_000)
        ),
        "members on one another": lambda n: _zip(
            [("0.txt", _deflated_zeros(2**23), 2**23)], overlapping=40_000
        ),
        "of zips of zips": lambda n: _nest(3),
        "many files": lambda n: packed({f"{i}.txt": b"" for i in range(20_000)}),
        "too many files": lambda n: packed({f"{i}": b"" for i in range(50_001)}),
        "many listings": lambda n: packed({f"{i}.txt": _listed(b"") for i in range(1_000)}),
        "many listings of one name": lambda n: _zip_of_one_name(1_000),
        "table of contents only": lambda n: b"PK\x03\x04" + _fill(b"PK\x01\x02", n),
        "beginnings only": lambda n: _fill(b"PK\x03\x04", n),
        "ends only": lambda n: b"PK\x03\x04" + _fill(b"PK\x05\x06", n),
        "ends of lies": lambda n: (
            b"PK\x03\x04"
            + struct.pack(
                "<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 2**32 - 1, 2**32 - 1, 0
            )
        ),
    },
)
_all(
    "gzip",
    {
        "a bomb": lambda n: b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + _deflated_zeros(_ZEROS) + bytes(8),
        "many members": lambda n: _fill(gzip.compress(b""), min(n, 4 * 2**20)),
        "a long name": lambda n: b"\x1f\x8b\x08\x08\0\0\0\0\0\xff" + b"a" * n,
        "gzip in gzip": lambda n: gzip.compress(gzip.compress(gzip.compress(_listed(b"")))),
    },
)


def _study(n: int = 0, *, manifest: str = "", more: Iterable[_Entry] = ()) -> bytes:
    """A study file of a listing of `n` bytes of nothing, with another manifest or more members."""
    data = _listed(b"") + b" " * n
    digest = blake2b(data, digest_size=16).hexdigest()
    own = manifest or f'{{"version": 1, "title": "A", "files": {_named(digest)}}}'
    return _zip([_entry("study.json", own.encode()), _entry(f"files/{digest}", data), *more])


def _named(digest: str, n: int = 1) -> str:
    return json.dumps([{"name": f"{i}.txt", "digest": digest} for i in range(n)])


def _entry(name: str, data: bytes) -> _Entry:
    packer = zlib.compressobj(9, wbits=-15)
    return name, packer.compress(data) + packer.flush(), len(data), zlib.crc32(data)


def _manifest(more: str) -> bytes:
    """A study file whose manifest goes on with this."""
    return _study(manifest=f'{{"version": 2, "title": "A", "files": {_named("0" * 32)}, {more}}}')


_all(
    "study",
    {
        "of one listing": lambda n: _study(n),
        "a bomb": lambda n: _study(more=[("listing/0", _deflated_zeros(_ZEROS), _ZEROS)]),
        "a manifest that is a bomb": lambda n: _zip(
            [("study.json", _deflated_zeros(_ZEROS), 100), _entry("files/0", b"")]
        ),
        "a listing that is a bomb": lambda n: _zip(
            [
                _entry(
                    "study.json",
                    b'{"version": 1, "title": "A", "files": %s}' % _named("0" * 32).encode(),
                ),
                (f"files/{'0' * 32}", _deflated_zeros(_ZEROS), 100),
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
                *((f"files/{i:032x}", _deflated_zeros(2**23), 100) for i in range(1_000)),
            ]
        ),
        "a member again and again": lambda n: _zip(
            [_entry("study.json", b"{}")], overlapping=40_000
        ),
        "too many members": lambda n: packed(
            {"study.json": b"{}"} | {f"listing/{i}": b"" for i in range(50_001)}
        ),
        "a listing of bombs": lambda n: Study(
            "A", (SourceFile("a.zip", _zip([("0.txt", _deflated_zeros(_ZEROS), _ZEROS)])),)
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
    data = _listed(b"")
    for _level in range(depth):
        data = Study("A", (SourceFile("a.zip", data),)).to_bytes()
    return data


_SPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FIRST: Final = (
    '<row r="1"><c r="A1" t="str"><v>Date</v></c><c r="B1" t="str"><v>Title</v></c></row>'
    '<row r="2"><c r="A2"><v>1946</v></c><c r="B2" t="str"><v>A</v></c></row>'
)


def _sheet(rows: str, *, dimension: str = "A1:B2", after: str = "", before: str = "") -> str:
    return (
        f'{before}<worksheet xmlns="{_SPACE}"><dimension ref="{dimension}"/><sheetData>{_FIRST}'
        f"{rows}</sheetData>{after}</worksheet>"
    )


_all(
    "excel",
    {
        "a claim of all cells": lambda n: workbook(_sheet("", dimension="A1:XFD1048576")),
        "a cell in the last corner": lambda n: workbook(
            _sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
        ),
        "a cell in the last row": lambda n: workbook(
            _sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
        ),
        "a row beyond the last": lambda n: workbook(
            _sheet('<row r="999999999999"><c r="A999999999999"><v>1</v></c></row>')
        ),
        "a column beyond the last": lambda n: workbook(_sheet('<row r="3"><c r="ZZZZZZ3"><v>1</v></c></row>')),
        "a row before the first": lambda n: workbook(_sheet('<row r="-5"><c r="A-5"><v>1</v></c></row>')),
        "wide rows": lambda n: workbook(
            _sheet("".join(f'<row r="{i}"><c r="ALK{i}"><v>1</v></c></row>' for i in range(3, 60_000)))
        ),
        "empty rows": lambda n: workbook(_sheet("<row/>" * 1_000_000)),
        "a cell of all sheets": lambda n: workbook(
            _sheet("", after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
        ),
        "a long text": lambda n: workbook(_sheet(f'<row r="3"><c r="A3" t="str"><v>{"x" * n}</v></c></row>')),
        "a bomb": lambda n: workbook(**{"xl/sharedStrings.xml": bytes(2**28)}),
        "a bomb of a sheet": lambda n: workbook(_sheet("", after=" " * 2**27)),
        "laughs": lambda n: workbook(_sheet("<row><c><v>&a9;</v></c></row>", before=_LAUGHS)),
        "a number without end": lambda n: workbook(
            _sheet('<row r="3"><c r="A3"><v>1e999</v></c><c r="B3"><v>' + "9" * 5_000 + "</v></c></row>")
        ),
        "deep": lambda n: workbook(_sheet("<a>" * 100_000 + "</a>" * 100_000)),
    },
)  # fmt: skip


def _parquet(columns: dict[str, object], **options: object) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, **options)
    return buffer.getvalue()


_all(
    "parquet",
    {
        "one text in all rows": lambda n: _repeated(20_000),
        "a bomb": lambda n: _parquet({"title": ["\0" * 2**24] * 40}, compression="zstd", use_dictionary=False),
        "ten thousand columns": lambda n: _parquet({f"c{i}": [1] for i in range(10_000)}),
        "empty rows": lambda n: _parquet({"title": [None] * 1_000_000}),
        "deep": lambda n: _parquet({"title": ["a"], "x": [_deep(60)]}),
        "a footer of lies": lambda n: b"PAR1" + b"\xff" * 100 + b"\xff\xff\xff\x7fPAR1",
        "a footer of zeros": lambda n: b"PAR1" + bytes(n) + struct.pack("<I", n) + b"PAR1",
    },
)  # fmt: skip


def _repeated(n: int) -> bytes:
    """A column with the same long text in all rows, which a dictionary keeps once."""
    import pyarrow as pa

    return _parquet({"title": pa.DictionaryArray.from_arrays([0] * n, ["x" * 2**20])})


def _deep(n: int) -> object:
    value: object = 1
    for _level in range(n):
        value = [value]
    return value


# --- Reference managers -----------------------------------------------------------------------

_all(
    "ris",
    {
        "a million tags in one record": lambda n: b"TY  - LETT\n" + b"KW  - a\n" * 1_000_000 + b"ER  - \n",
        "empty records": lambda n: _fill(b"TY  - LETT\nER  - \n\n", n),
        "one line": lambda n: b"TY  - LETT\nTI  - " + b"x" * n + b"\nER  - \n",
        "a text of many lines": lambda n: b"TY  - LETT\nN2  - a\n" + _fill(b"more\n", n) + b"ER  - \n",
        "never ended": lambda n: _fill(b"TY  - LETT\nTI  - a\n", n),
        "ends only": lambda n: b"TY  - LETT\n" + _fill(b"ER  - \n", n),
        "other tags": lambda n: b"TY  - LETT\n" + b"".join(
            b"%c%c  - a\n" % (65 + i % 26, 65 + i // 26 % 26) for i in range(n // 8)
        ) + b"ER  - \n",
    },
)  # fmt: skip

_STRINGS: Final = b'@string{a0 = "hahahahaha"}\n' + b"".join(
    b"@string{a%d = %s}\n" % (i, b" # ".join([b"a%d" % (i - 1)] * 10)) for i in range(1, 10)
)
_all(
    "bibtex",
    {
        "braces that open": lambda n: b"@article{a, title = " + b"{" * 2**20,
        "braces that close": lambda n: b"@article{a, title = " + b"}" * 2**20,
        "braces in braces": lambda n: b"@article{a, title = " + b"{" * 50_000 + b"x" + b"}" * 50_000 + b"}",
        "entries that open": lambda n: _fill(b"@article{a,\n", min(n, 2**20)),
        "entries that open in one line": lambda n: _fill(b"@article{a, ", min(n, 2**20)),
        "at signs": lambda n: b"@article{a, title={b}}\n" + b"@" * 2**20,
        "a quotation mark never closed": lambda n: b'@article{a, title = "' + b"x " * 2**19,
        "quotation marks": lambda n: b"@article{a, title = " + b'"' * 2**20 + b"}",
        "a billion laughs": lambda n: _STRINGS + b"@article{a, title = a9}",
        "a string of itself": lambda n: b"@string{a = a # a}\n@article{a, title = a}",
        "ands": lambda n: b"@article{a, title={b}, author = {" + _fill(b"Smith and ", min(n, 2**20)) + b"}}",
        "commas in a name": lambda n: b"@article{a, title={b}, author = {" + b"Smith, " * 100_000 + b"}}",
        "backslashes": lambda n: b"@article{a, title = {" + b"\\" * 200_000 + b"}}",
        "commands": lambda n: b"@article{a, title = {" + b"\\'{\\\"" * 40_000 + b"}}",
        "macros": lambda n: b"@article{a, title = {" + b"\\newcommand\\a{\\a\\a}\\a " * 5_000 + b"}}",
        "hashes": lambda n: b"@article{a, title = " + b"a # " * 100_000 + b"}",
        "many entries": lambda n: _fill(b"@article{a, title={b}, year=1946}\n", min(n, 2**20)),
        "empty entries": lambda n: _fill(b"@article{a}\n", min(n, 2**20)),
        "many fields": lambda n: b"@article{a" + b"".join(b", f%d = {x}" % i for i in range(30_000)) + b"}",
        "an address in a comment": lambda n: b"@comment{" + b"@article{" * 100_000,
    },
)  # fmt: skip
_all(
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
