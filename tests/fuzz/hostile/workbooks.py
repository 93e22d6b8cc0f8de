"""Malicious Excel workbooks and Parquet files."""

# ruff: noqa: E501  # one line for each file

import io
import struct
from typing import Final

from tests.fuzz.corpus import workbook
from tests.fuzz.hostile.files import add
from tests.fuzz.hostile.markup import LAUGHS

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


add(
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
        "laughs": lambda n: workbook(_sheet("<row><c><v>&a9;</v></c></row>", before=LAUGHS)),
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


add(
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
