"""Words that leave a part of a span: "late", "second half of", "1st quarter", "Q1", "early to mid".

They become one token of the kind "part" whose values say which share of the span is meant: from
the first to the last of so many.
"""

from collections.abc import Sequence
from math import lcm
from typing import Final

from dash_core.dates.grammar.token import DateToken
from dash_core.dates.grammar.vocabulary import DIVISIONS, NTH, PORTIONS, fold_word

__all__ = ["join_portions", "may_have_portions"]

_KINDS: Final = frozenset({"part", "division", "part_letter"})
_LETTERS: Final = {"q": 4, "h": 2}  # "Q1", "H2"
_NUMERALS: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
_NEEDS_OF: Final = ("fines",)  # "fines de 1853", "fines s. XIX"; "Fines 1853" are of a court
_OPENING: Final = ("beginning", "start")  # "beginning 1946" is open, "beginning of 1946" is not


def may_have_portions(kinds: frozenset[str]) -> bool:
    """Whether any token may be a word of a part."""
    return not kinds.isdisjoint(_KINDS)


def join_portions(tokens: Sequence[DateToken]) -> list[DateToken]:
    """The tokens, with the words of a part joined to one."""
    result: list[DateToken] = []
    i = 0
    while i < len(tokens):
        portion, length = _portion(tokens, i)
        if portion is None:
            result.append(tokens[i])
            i += 1
            continue
        i += length
        token = DateToken(
            frozenset({"part"}), tokens[i - length].text, portion, tokens[i - 1].glued
        )
        i = _after_hyphen(tokens, i)
        if len(result) > 1 and result[-1].is_a("range", "and", "or", "slash"):
            before = result[-2]
            if "part" in before.kinds:  # "early to mid", not "late 1946-early 1947"
                del result[-2:]
                token = _both(before, token)
        elif result and "part" in result[-1].kinds:
            token = _both(result.pop(), token)
        result.append(token)
    return result


def _portion(tokens: Sequence[DateToken], i: int) -> tuple[tuple[int, int, int] | None, int]:
    """The share that the words from `i` on leave, and how many tokens they are."""
    token = tokens[i]
    following = [*tokens[i + 1 : i + 4], None, None, None]
    number = _number(token)
    if number is not None:
        at = 0
        if following[0] is not None and following[0].text == "-" and following[0].glued:  # "1-я"
            at = 1
        ordinal = following[at]
        if ordinal is not None and "ordinal" in ordinal.kinds and ordinal.glued:
            at += 1
        elif at:
            at = 0
        unit = following[at] if at < 3 else None
        if unit is not None and "division" in unit.kinds:
            share = _share(number, DIVISIONS[fold_word(unit.text)])
            return (share, at + 2) if share else (None, 1)
        if unit is not None and unit.kinds == {"part_letter"} and unit.glued and not at:  # "1Q"
            share = _share(number, _LETTERS[unit.text.lower()])
            return (share, 2) if share else (None, 1)
    if token.kinds == {"part_letter"} and following[0] is not None:
        n = _number(following[0])
        share = _share(n, _LETTERS[token.text.lower()]) if n and following[0].glued else None
        return (share, 2) if share else (None, 1)
    folded = fold_word(token.text)
    if "part" not in token.kinds:
        return None, 1
    share = PORTIONS[folded]
    unit = following[0]
    if folded in _NEEDS_OF and (
        unit is None or not (unit.is_a("century") or fold_word(unit.text) in ("de", "del"))
    ):
        return None, 1
    if folded in _OPENING and (unit is None or fold_word(unit.text) not in ("of", "part", "half")):
        return None, 1
    if unit is not None and "division" in unit.kinds:  # "latter half", "middle third"
        of = DIVISIONS[fold_word(unit.text)]
        first = 0 if share[0] == 0 else of - 1 if share[1] == share[2] else (of - 1) // 2
        return ((first, first + 1, of) if of % 2 or share[1] - share[0] == 1 else None), 2
    if unit is not None and fold_word(unit.text) == "part":  # "the latter part of"
        return share, 2
    return share, 1


def _number(token: DateToken) -> int | None:
    """ "2nd", "second", "II", "last" as a number; -1 is the last."""
    if "nth" in token.kinds:
        return NTH[fold_word(token.text)]
    if "number" in token.kinds:
        return token.values[0]
    return _NUMERALS.get(token.text)


def _share(number: int, of: int) -> tuple[int, int, int] | None:
    if number == -1:
        number = of
    return (number - 1, number, of) if 1 <= number <= of else None


def _after_hyphen(tokens: Sequence[DateToken], i: int) -> int:
    """The place after the hyphen of "mid-1950s" and "mid- to late-1950s", not of "early-mid"."""
    if len(tokens) < i + 2 or tokens[i].text != "-" or not tokens[i].glued:
        return i
    return i if "part" in tokens[i + 1].kinds else i + 1


def _both(one: DateToken, other: DateToken) -> DateToken:
    """From the beginning of the one part to the end of the other."""
    of = lcm(one.values[2], other.values[2])
    ones, others = (
        (token.values[0] * of // token.values[2], token.values[1] * of // token.values[2])
        for token in (one, other)
    )
    values = (min(ones[0], others[0]), max(ones[1], others[1]), of)
    return DateToken(one.kinds, one.text, values, one.glued)
