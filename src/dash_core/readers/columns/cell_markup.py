"""HTML in the cells of a table: its text is kept, its tags are left out, and both are counted.

Omeka, WordPress, Drupal and others export the texts of pages as HTML.
"""

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from html.entities import html5
from typing import Final

from dash_core.common.i18n import _, ngettext
from dash_core.readers.columns.cell_text import Value
from dash_core.readers.columns.source_table import Row, SourceTable
from dash_core.readers.report import Remark, Unused

__all__ = ["without_markup"]

# Only what HTML has: "<unknown>" and "<jane@example.org>" are texts.
_INLINE: Final = (
    "a|abbr|acronym|b|big|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|match|q|s|samp|small|span|"
    "strike|strong|sub|sup|tt|u|var|wbr"
)
_BLOCK: Final = (
    "address|article|aside|blockquote|body|br|caption|center|dd|div|dl|dt|figcaption|figure|footer|"
    "h[1-6]|header|hr|html|img|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_ATTRIBUTES: Final = r"(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*\s*/?"
_TAG: Final = re.compile(rf"</?({_INLINE}|{_BLOCK}){_ATTRIBUTES}>", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_IS_BLOCK: Final = re.compile(_BLOCK, re.IGNORECASE)
_SAYS_MORE: Final = re.compile(r"""\b(href|src|alt)\s*=\s*(?:"[^"]+"|'[^']+'|[^\s"'>]+)""", re.I)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def without_markup(table: SourceTable) -> SourceTable:
    """The table with the text of cells that are HTML; a remark says in how many cells it was."""
    left = Counter[str]()
    first, n, rows = 0, 0, list(table.rows)
    for i, row in enumerate(rows):
        changed = {
            name: plain
            for name, value in row.cells.items()
            if _may_be_markup(value) and (plain := _plain_value(value, left)) != value
        }
        if changed:
            first, n = first or row.number, n + len(changed)
            cells = row.cells | changed if isinstance(row.cells, dict) else {**row.cells, **changed}
            rows[i] = Row(row.number, row.text, cells, row.role)
    if not n:
        return table
    text = ngettext(
        "HTML in {n} cell was read as text, without its tags.",
        "HTML in {n} cells was read as text, without its tags.",
        n,
    )
    unused = [Unused(_("{name} of HTML").format(name=name), k) for name, k in left.items()]
    return replace(
        table,
        rows=rows,
        remarks=[*table.remarks, Remark(first, text)],
        unused=[*table.unused, *unused],
    )


def _may_be_markup(value: Value) -> bool:
    if isinstance(value, str):
        return "<" in value or "&" in value
    return any("<" in text or "&" in text for text in value)


def _plain_value(value: Value, left: Counter[str]) -> Value:
    if isinstance(value, str):
        return _plain(value, left)
    return tuple(_plain(text, left) for text in value)


def _plain(text: str, left: Counter[str]) -> str:
    """The text of HTML; counts the addresses and texts in its tags."""

    def between(tag: re.Match[str]) -> str:
        left.update(name[1].lower() for name in _SAYS_MORE.finditer(tag[0]))
        return " " if _IS_BLOCK.fullmatch(tag[1]) else ""

    text = _TAG.sub(between, _COMMENT.sub("", text) if "<!--" in text else text)
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    """The character that an entity of HTML stands for; what is none stays as printed."""
    return unescape(entity[0]) if entity[0][1] == "#" else html5.get(entity[0][1:], entity[0])
