"""Names in a field of BibTeX or BibLaTeX -> their parts.

A name is "First von Last", "von Last, First" or "von Last, Jr, First" (divided by `bibtexparser`),
BibLaTeX's "family=Last, given=First, prefix=von, useprefix=true", or whole where it stands in
braces. A name without comma or braces that looks like that of a body is left whole, too: BibTeX
would take its last word for a family name.
"""

import re
from collections.abc import Iterator
from typing import Final

from dash_core.readers.names import NameParts, is_body, is_suffix, join_parts
from dash_core.readers.references.latex import plain

__all__ = ["OTHERS", "names_of"]

OTHERS: Final = NameParts(family="others")
"""In place of a name: there are more than those named."""

_COMMA: Final = re.compile(r'(?<!\\)[{},]|(?<==)"|"(?=\s*(?:,|\Z))')
_AND: Final = re.compile(r"(?<!\\)[{}]|(?<==)\"|\"(?=\s*(?:,|\Z|and\s))|(?i:\sand(?=\s))")
_SEMICOLON: Final = re.compile(r"(?<!\\)[{}]|;")  # as in tables, where no "and" stands
_WHOLE: Final = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}")  # "{Hall and {M}arsh}"
_PAIR: Final = re.compile(r"\s*\"?\s*([a-z]+(?:-i)?)\s*=\s*(.*)", re.DOTALL)
_PARTS: Final = frozenset({"family", "given", "prefix", "suffix", "useprefix"})
_CAPITAL: Final = re.compile(r"[’'\"(]?[^\W\da-z_]")
_PARTICLE: Final = frozenset(
    "von van der den de la le du des del della di da dos do das te ter ten zu zum zur af av y e "
    "und bin ibn".split()
)
_MAX_WORDS: Final = 6  # of a person's name


def names_of(text: str) -> Iterator[NameParts]:
    """The names in a field, in order; `OTHERS` for the word "others".

    >>> [name.display for name in names_of("Pell, Ada and {Board of Works}")]
    ['Ada Pell', 'Board of Works']
    >>> next(names_of("family=Horst, given=Wim, prefix=ter, useprefix=true")).inverted
    'ter Horst, Wim'
    """
    is_and = ";" not in text or "&" in text or re.search(r"\sand\s", text) is not None
    for written in _apart(text, _AND if is_and else _SEMICOLON):
        if name := written.strip(" \t\n,"):
            yield OTHERS if name.lower() in ("others", "et al.", "et al") else _name(name)


def _name(written: str) -> NameParts:
    parts = list(_apart(written, _COMMA))
    pairs = [_PAIR.fullmatch(part) for part in parts]
    if all(pair and pair[1].partition("-")[0] in _PARTS for pair in pairs):
        return _extended({pair[1]: plain(pair[2].strip(' \t\n"')) for pair in pairs if pair})
    if len(parts) == 1:
        return _from_display(written)
    texts = [plain(part) for part in parts]
    if name := join_parts(texts):
        return name
    if len(texts) == 3 and all(texts):
        family, suffix, given = texts
        return NameParts(family, given, suffix=suffix)
    return NameParts(literal=", ".join(texts))


def _extended(parts: dict[str, str]) -> NameParts:
    """A name in BibLaTeX's form of named parts (its manual, 3.6)."""
    family, prefix = parts.get("family", ""), parts.get("prefix", "")
    is_own = parts.get("useprefix", "").lower() == "true"
    given, suffix = parts.get("given", ""), parts.get("suffix", "")
    if not family or not given:
        whole = " ".join(filter(None, (given, prefix, family, suffix)))
        return NameParts(literal=whole)
    particle, dropped = (prefix, "") if is_own else ("", prefix)
    return NameParts(family, given, particle, suffix, dropped)


def _from_display(written: str) -> NameParts:
    """A name in the order it is said in."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    text = plain(written)
    words = text.split()
    is_person = 1 < len(words) <= _MAX_WORDS and all(
        _CAPITAL.match(word) or word.lower() in _PARTICLE for word in words
    )
    is_whole = _WHOLE.fullmatch(written) is not None
    if is_whole or not is_person or is_body(text):
        return NameParts(literal=text)
    name = parse_single_name_into_parts(written, strict=False)
    given, particle, family = (plain(" ".join(part)) for part in (name.first, name.von, name.last))
    suffix = ""
    if is_suffix(family) and len(name.first) > 1:
        suffix, family = family, plain(name.first[-1])
        given = plain(" ".join(name.first[:-1]))
    return NameParts(family, given, particle, suffix)


def _apart(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    """The parts of a text between separators outside braces and quotation marks."""
    depth, start, is_quoted = 0, 0, False
    for match in separator.finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif match[0] == '"':
            is_quoted = not is_quoted
        elif depth <= 0 and not is_quoted:
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]
