"""Text with the signs of Markdown -> its plain text and the first address it links to."""

import re
from typing import Final

__all__ = ["plain_markdown"]

_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\((<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)[^()]*\)")
_BOLD: Final = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIC: Final = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])")
_CODE: Final = re.compile(r"`([^`]+)`")


def plain_markdown(text: str) -> tuple[str, str]:
    """The text without the signs of links, bold and italic print and code, and the first address.

    >>> plain_markdown("[Deed](d/1.md), **torn**")
    ('Deed, torn', 'd/1.md')
    """
    url = ""
    if "](" in text:
        link = _LINK.search(text)
        url = link[2].strip("<>") if link else ""
        text = _LINK.sub(lambda match: match[1], text)
    if "*" in text or "__" in text:
        text = _ITALIC.sub(r"\1", _BOLD.sub(lambda match: match[2], text))
    if "`" in text:
        text = _CODE.sub(r"\1", text)
    return text.strip(), url
