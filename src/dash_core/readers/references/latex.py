r"""LaTeX in a field of BibTeX -> plain text: accents, signs, braces and commands, by pylatexenc.

No word is dropped: of a command that says how something looks, or that is not known, its text is
kept; one that is not known and has no text is left as written. A bare "%" or "&" is taken
literally, which it nearly always is in a field. Mathematics is left verbatim where it is more than
a sign or a raised word ("19$^{th}$").
"""

import logging
import re
from functools import cache
from typing import Any, Final

from dash_core.readers.columns.cell_text import one_line

__all__ = ["addresses", "plain"]

_MARKED: Final = re.compile(r"[\\{}$~]|--|``|''|[?!]`")  # other text has no LaTeX
_BARE: Final = re.compile(r"(?<!\\)((?:\\\\)*)([%&])")
_MAX_DEPTH: Final = 50  # nested braces; the library recurses for each
_BRACE: Final = re.compile(r"[{}]")
_ADDRESS: Final = re.compile(r"\\href\s*\{([^{}]*)\}")
_RAISED: Final = re.compile(
    r"\$\s*[_^]\s*\{?\s*(?:\\(?:rm|mathrm|text|textrm|textsuperscript)\b\s*)?\{?\s*"
    r"([A-Za-z]{1,4}|\d+|\\circ)\s*\}?\s*\}?\s*\$"
)
_COMMAND: Final = re.compile(r"\\([A-Za-z]+)\*?[ \t]*(?=\{[\s{]*[^{}\s])")
_SIGN: Final = re.compile(r"\$\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*\$")  # $\alpha$
_LOOKS: Final = (  # what they are about is printed
    "textup textmd textnormal textrm textsf texttt textsl textsc textit textbf emph mbox hbox fbox "
    "text underline uline textsuperscript textsubscript ensuremath MakeUppercase MakeLowercase "
    "uppercase lowercase mkbibemph mkbibitalic mkbibbold mkbibsuperscript textls so path nolinkurl "
    "url bibstring autocap MakeCapital mathrm mathit mathbf textulc "
    "author title date label input include ref eqref autoref pageref cref Cref"
).split()
# Commands -> what follows them (as pylatexenc writes it), and what is printed.
_PRINTED: Final = {
    "enquote": ("*{", "“%(2)s”"),
    "mkbibquote": ("{", "“%(1)s”"),
    "textquote": ("*[[{", "“%(4)s”"),
    "foreignquote": ("*{{", "“%(3)s”"),
    "mkbibparens": ("{", "(%(1)s)"),
    "mkbibbrackets": ("{", "[%(1)s]"),
    "href": ("[{{", "%(3)s"),
    "texorpdfstring": ("{{", "%(2)s"),
    "foreignlanguage": ("[{{", "%(3)s"),
    "textcolor": ("[{{", "%(3)s"),
    "footnote": ("[{", " (%(2)s)"),
    **dict.fromkeys(("cite", "citep", "citet", "parencite", "textcite"), ("*[[{", "[%(4)s]")),
    "noopsort": ("{", ""),  # says how to sort, and prints nothing
    "SortNoop": ("{", ""),
    "selectlanguage": ("{", ""),
    "color": ("[{", ""),
}
_SWITCHES: Final = (  # from here on it looks otherwise; nothing is printed
    "em it bf sc tt sl rm sf itshape bfseries scshape slshape upshape mdseries rmfamily sffamily "
    "ttfamily normalfont tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge "
    "protect relax noindent bgroup egroup boldmath unboldmath selectfont allowbreak nobreak "
    "hskip0pt frenchspacing nocase"
).split()
_SIGNS: Final = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textnumero": "№",
    "No": "№",
    "slash": "/",
    "/": "",
    "-": "",
    "pounds": "£",
    "textsterling": "£",
    "copyright": "©",
    "dag": "†",
    "degree": "°",
    "textdegree": "°",
    "textordmasculine": "º",
    "textordfeminine": "ª",
    "euro": "€",
    "texteuro": "€",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "nobreakdash": "",
    "newblock": " ",
    "textendash": "–",
    "textemdash": "—",
    "hyphen": "-",
    "bibrangedash": "–",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "glqq": "„",
    "grqq": "“",
    "glq": "‚",
    "grq": "‘",
    "flqq": "«",
    "frqq": "»",
    "flq": "‹",
    "frq": "›",
}


def plain(text: str) -> str:
    """The text without LaTeX, on one line; unchanged where it is not valid LaTeX."""
    if not _MARKED.search(text) or _is_deep(text):
        return one_line(text)
    try:
        text = _COMMAND.sub(_known, _SIGN.sub(_sign, _RAISED.sub(_raised, text)))
        return one_line(_decode(_BARE.sub(r"\1\\\2", text)))
    except Exception:  # the library raises IndexError and others on invalid LaTeX
        return one_line(text)


def addresses(text: str) -> list[str]:
    r"""The addresses behind words of a text: of `\\href{address}{words}`, `plain` has the words."""
    return _ADDRESS.findall(text)


def _raised(match: re.Match[str]) -> str:
    return match[1].replace("\\circ", "°")


def _known(match: re.Match[str]) -> str:
    """A command before a text, if it is known."""
    decoder, syntax = _decoder()
    specs = [context.get_macro_spec(match[1]) for context in (decoder.latex_context, syntax)]
    is_known = match[1] in ("begin", "end") or any(spec and spec.macroname for spec in specs)
    return match[0] if is_known else ""


def _sign(match: re.Match[str]) -> str:
    """A sign between dollars; as written where it is not one."""
    sign = _decode(match[1]).strip()
    return match[0] if "\\" in sign or not sign else sign


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
    from pylatexenc.macrospec import MacroSpec

    known = {
        **dict.fromkeys(_LOOKS, ("{", "%(1)s")),
        **_PRINTED,
        **dict.fromkeys(_SWITCHES, ("", "")),
        **{name: ("", sign) for name, sign in _SIGNS.items()},
    }
    syntax = latexwalker.get_default_latex_context_db()
    syntax.add_context_category(
        "dossier", prepend=True, macros=[MacroSpec(name, known[name][0]) for name in known]
    )
    context = get_default_latex_context_db()
    context.add_context_category(
        "dossier",
        prepend=True,
        macros=[MacroTextSpec(name, simplify_repl=printed) for name, (_, printed) in known.items()],
    )
    context.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_as_written))
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # a line for every bad command
    decoder = LatexNodes2Text(latex_context=context, math_mode="verbatim", keep_comments=True)
    return decoder, syntax  # else made anew for each text


def _as_written(node: Any, l2tobj: Any) -> str:
    """A command that is not known, and what it is about."""
    arguments = node.nodeargd.argnlist if node.nodeargd else None
    words = (l2tobj.nodelist_to_text([one]) for one in arguments or () if one is not None)
    return "".join((f"\\{node.macroname}{node.macro_post_space}", *words))
