"""Markdown in the cells of a table: its text is kept, addresses of links get a column.

In a table of any format a cell that is a link to an address (`[Minutes](https://…)`) is read so;
other signs (`**bold**`, `[^1]`) only in one of Markdown, since texts have asterisks, too.
"""

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from dash_core.common.i18n import ngettext
from dash_core.readers.columns.source_table import Row, SourceTable
from dash_core.readers.report import Remark

__all__ = ["without_markdown"]

_TEXT: Final = r"(?:[^\[\]]|\[[^\[\]]{0,100}\]){1,500}"
_ADDRESS: Final = r"[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?"
_LINK: Final = re.compile(
    rf"!?\[({_TEXT})\]\(\s?<?({_ADDRESS})>?(?:\s+(?:\"[^\"]{{0,300}}\"|'[^']{{0,300}}'))?\s?\)"
)
_NOTE: Final = re.compile(r"(?<!\\)\[\^[^\s\[\]]{1,40}\](?!:)")
_SIGNS: Final = (
    re.compile(r"(?<!\\)\*\*(?=\S)([^*]{1,2000})(?<=\S)\*\*"),
    re.compile(r"(?<![\w\\])__(?=\S)([^_]{1,2000})(?<=\S)__(?!\w)"),
    re.compile(r"(?<![\w\\*])\*(?=[^\s*])([^*]{1,2000})(?<=\S)\*(?![\w*])"),
    re.compile(r"(?<![\w\\_])_(?=[^\s_])([^_]{1,2000})(?<=\S)_(?![\w_])"),
    re.compile(r"(?<!\\)~~(?=\S)([^~]{1,2000})(?<=\S)~~"),
    re.compile(r"(?<![`\\])`([^`]{1,2000})`(?!`)"),
)
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark 2.4: any of ASCII
_WHOLE: Final = re.compile(r"(?:https?://|www\.)\S", re.IGNORECASE)


def without_markdown(table: SourceTable) -> SourceTable:
    """The table with the text of cells that are Markdown, and columns with the addresses of its
    links: "link" for the column with most of them, "link of …" for others."""
    links: dict[str, dict[int, str]] = {}
    first = n = 0
    rows = list(table.rows)
    for i, row in enumerate(rows):
        changed: dict[str, str] = {}
        for name, value in row.cells.items():
            if "](" not in value and not table.is_markdown:
                continue
            if not isinstance(value, str) or not _may_have_signs(value, table.is_markdown):
                continue
            plain, addresses = _plain(value, table.is_markdown)
            if plain != value:
                changed[name] = plain
                if addresses:
                    links.setdefault(name, {})[i] = "; ".join(addresses)
        if changed:
            first, n = first or row.number, n + len(changed)
            rows[i] = Row(row.number, row.text, {**row.cells, **changed}, row.role)
    if not n:
        return table
    columns = _names(links, table)
    for name, by_row in links.items():
        for i, address in by_row.items():
            row = rows[i]
            rows[i] = Row(row.number, row.text, {**row.cells, columns[name]: address}, row.role)
    text = ngettext(
        "Markdown in {n} cell was read as text, without its signs.",
        "Markdown in {n} cells was read as text, without its signs.",
        n,
    )
    return replace(
        table,
        names=[*table.names, *columns.values()],
        rows=rows,
        remarks=[*table.remarks, Remark(first, text)],
    )


def _may_have_signs(text: str, is_markdown: bool) -> bool:
    return "](" in text or (is_markdown and any(sign in text for sign in "*_~`\\^"))


def _plain(text: str, is_markdown: bool) -> tuple[str, list[str]]:
    """The text of a cell without its signs, and the addresses of its links."""
    addresses: list[str] = []

    def shown(link: re.Match[str]) -> str:
        if not (is_markdown or _WHOLE.match(link[2])):
            return link[0]
        addresses.append(link[2])
        return link[1]

    if is_markdown or _LINK.fullmatch(text.strip()):
        text = _LINK.sub(shown, text)
    if is_markdown:
        text = _NOTE.sub("", text)
        for sign in _SIGNS:
            text = sign.sub(r"\1", text)
        text = _ESCAPED.sub(r"\1", text)
    return text, addresses


def _names(links: dict[str, dict[int, str]], table: SourceTable) -> dict[str, str]:
    """The name of the column of addresses, for each column with links."""
    most = Counter({name: len(by_row) for name, by_row in links.items()}).most_common(1)
    names: dict[str, str] = {}
    for name in links:
        new = stem = "link" if name == most[0][0] else f"link of {name}"
        n = 1
        while new in table.names or new in names.values():
            n += 1
            new = f"{stem} ({n})"
        names[name] = new
    return names
