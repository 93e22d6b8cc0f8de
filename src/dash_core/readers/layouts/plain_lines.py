"""A line of a page without the signs of lists, Markdown and wikis, and whether it is a heading."""

import re
from typing import Final

from dash_core.readers import boilerplate
from dash_core.readers.layouts.page import Page
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.holding_words import (
    is_level,
    split_leading_holding,
    split_trailing_holding,
)

__all__ = ["is_counter", "is_heading", "plain_line", "plain_of"]

_PIPED: Final = re.compile(r"([^\W\d_][^:|]{0,40}:)\s*\|\s*([^|]*?)\s*\|")  # "Date: | 1911 |"
_LIST_SIGN: Final = re.compile(r"(?:[•●▪■◦○‣⁃∙\uf0b7] ?|[*\-–—+]\s+)(?=\S)")
_LIST_NUMBER: Final = re.compile(r"[0-9]{1,4}[.)]\s+(?=\*\*|__)")
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*|__(.+?)__|'''(.+?)'''")
_ITALIC: Final = re.compile(r"(?<![\w*\\])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")
_LINK: Final = re.compile(
    r"\[([^\]\[]+)\]\(([^\s\[\]]+?)(?: \"[^\"]*\")?\)|\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]"
)
# To a note of the page, as Wikipedia has it ("1904[1]").
_REFERENCE: Final = re.compile(
    r"(?<=[\w.,)”’\"])\[(?:[0-9]{1,3}|[a-z]|(?:note|n) [0-9]{1,2})\](?!\()"
)
_WIKI_NOTE: Final = re.compile(r"<ref[^<>]*/>|<ref[^<>]*>.*?</ref>")
_FAR_NUMBER: Final = re.compile(r" {3,}([0-9]{1,3})$")
_MARKDOWN: Final = re.compile(r"#{1,6}\s+(?=\S)")
_GLUED: Final = re.compile(r"Add to (?:clipboard|my list|cart|favou?rites)$")
_NUMBERED_LEVEL: Final = re.compile(r"(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])[.):]\s")  # "2. Letters"
_HEADING: Final = re.compile(r"#{1,6}\s.*|=+[^=].*=+")
_RULE: Final = re.compile(r"[-=_*~–—|:\s]{3,}")  # also of a Markdown table
_SIGNS: Final = "#=-_*~–—|:"  # that headings and rules begin with
_COUNTER: Final = re.compile(
    r"(?:#|no\.? |nr\.? |num\. |n[º°]\.? ?|№ ?|lot |los |lote |lotto |document |document no\.? "
    r"|doc\.? |dokument |documento |letter |brief |lettre |carta |lettera |regest )?\d{1,6}[.)]?",
    re.IGNORECASE,
)
_BULLETS: Final = frozenset("•●▪■◦○‣⁃∙·*–—-o")
_MAX_HEADING: Final = 120  # characters


def plain_line(line: str) -> tuple[str, str]:
    """A line without signs of lists, Markdown and wikis, its cells parted by tabs; and the address
    it links to ("" for none)."""
    line = line.rstrip()
    if line[-1:].isdigit() and "   " in line:  # a page number
        line = _FAR_NUMBER.sub(r"\t\1", line)
    if "\t" in line or "\u3000" in line:  # this parts columns in East Asian texts
        parts = line.replace("\u3000", "\t").split("\t")
        cells = [cell for part in parts if (cell := boilerplate.visible_text(part))]
        text = "\t".join(cells[1:] if len(cells) > 1 and cells[0] in _BULLETS else cells)
    else:
        text = boilerplate.visible_text(line)
    if "Add to" in text:
        text = _GLUED.sub("", text).rstrip() or text
    if text.startswith("|") and text.endswith("|"):  # a row of a Markdown table
        text = "\t".join(filter(None, (cell.strip() for cell in text.split("|"))))
    if text.endswith("|") and (pair := _PIPED.fullmatch(text)):
        text = f"{pair[1]} {pair[2]}"
    if text.startswith("#") and (heading := _MARKDOWN.match(text)):
        text = text[heading.end() :]
    sign = _LIST_SIGN.match(text)
    if sign:
        text = text[sign.end() :]
    url = ""
    if "[" in text and (link := _LINK.search(text)):
        url = link[2] or ""
        text = _LINK.sub(lambda m: m[1] or m[3], text)
    if "**" in text or "__" in text or "'''" in text:
        number = _LIST_NUMBER.match(text)
        bold = _BOLD.match(text, number.end() if number else 0)
        if bold and is_date((bold[1] or bold[2] or bold[3]).strip(" .:,")):
            date = (bold[1] or bold[2] or bold[3]).strip(" .:,")
            text = f"{date}\t{text[bold.end() :].lstrip(' .:,–—-')}"
        text = _BOLD.sub(lambda m: m[1] or m[2] or m[3], text)
    if "[" in text and "]" in text:
        text = _REFERENCE.sub("", text)
    if "<ref" in text:
        text = _WIKI_NOTE.sub("", text).rstrip()
    if text.count("*") > 1:
        text = _ITALIC.sub(r"\1", text)
    return text.strip(), url


def plain_of(page: Page, at: int) -> tuple[str, str]:
    """As `plain_line` of a line of a page; found once."""
    found = page.plain.get(at)
    if found is None:
        found = page.plain[at] = plain_line(page.lines[at])
    return found


def is_heading(page: Page, at: int) -> bool:
    """Whether a line is the heading of a part of a page, or a rule: in Markdown or a wiki, a box
    for the folders below it, or a level of description with its name ("Series I: Letters")."""
    found = page.headings.get(at)
    if found is None:
        found = page.headings[at] = _is_heading(page, at)
    return found


def _is_heading(page: Page, at: int) -> bool:
    text = page.texts[at]
    is_sign = text[:1] in _SIGNS and (_HEADING.fullmatch(text) or _RULE.fullmatch(text))
    if is_sign or at in page.years or at in page.heads:
        return True
    held, rest = split_leading_holding(text)
    if held:
        return not rest
    first, _sep, more = text.partition(" ")
    named = (
        bool(more)
        and len(text) <= _MAX_HEADING
        and is_level(first.rstrip(".:"))
        and (":" in text or _NUMBERED_LEVEL.match(more) is not None)
    )
    return named and not split_trailing_holding(text)[0] and at not in page.level_records


def is_counter(text: str) -> bool:
    """Whether a line is only the number of a record in a list."""
    return _COUNTER.fullmatch(text) is not None
