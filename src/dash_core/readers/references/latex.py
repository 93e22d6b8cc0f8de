"""LaTeX in a field of BibTeX -> plain text: accents, signs and braces, by pylatexenc.

An unknown command is left as written; a bare "%" or "&" is taken literally, which it nearly
always is in a field. Mathematics is left verbatim.
"""

import logging
import re
from functools import cache
from typing import Any, Final

from dash_core.readers.tables.records import one_line

__all__ = ["plain"]

_MARKED: Final = re.compile(r"[\\{}$~]|--|``|''|[?!]`")  # other text has no LaTeX
_BARE: Final = re.compile(r"(?<!\\)((?:\\\\)*)([%&])")
_MAX_DEPTH: Final = 50  # nested braces; the library recurses for each
_BRACE: Final = re.compile(r"[{}]")


def plain(text: str) -> str:
    """The text without LaTeX, on one line; unchanged where it is not valid LaTeX."""
    if not _MARKED.search(text) or _is_deep(text):
        return one_line(text)
    try:
        return one_line(_decode(_BARE.sub(r"\1\\\2", text)))
    except Exception:  # the library raises IndexError and others on invalid LaTeX
        return one_line(text)


def _is_deep(text: str) -> bool:
    depth = 0
    for match in _BRACE.finditer(text):
        depth += 1 if match[0] == "{" else -1
        if depth > _MAX_DEPTH:
            return True
    return False


def _decode(text: str) -> str:
    from pylatexenc.latexwalker import LatexWalker

    decoder, context = _decoder()
    walker = LatexWalker(text, latex_context=context, tolerant_parsing=True)
    nodes, _start, _length = walker.get_latex_nodes()
    return str(decoder.nodelist_to_text(nodes))


@cache
def _decoder() -> tuple[Any, Any]:
    from pylatexenc import latexwalker
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    context = get_default_latex_context_db()
    context.add_context_category(
        "dossier",
        prepend=True,
        macros=[
            MacroTextSpec("url", simplify_repl="%s"),
            MacroTextSpec("textbraceleft", simplify_repl="{"),
            MacroTextSpec("textbraceright", simplify_repl="}"),
            MacroTextSpec("textasciicircum", simplify_repl="^"),
        ],
    )
    context.set_unknown_macro_spec(
        MacroTextSpec("", simplify_repl=lambda node: f"\\{node.macroname} ")
    )
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # a line for every bad command
    decoder = LatexNodes2Text(latex_context=context, math_mode="verbatim", keep_comments=True)
    return decoder, latexwalker.get_default_latex_context_db()  # else made anew for each text
