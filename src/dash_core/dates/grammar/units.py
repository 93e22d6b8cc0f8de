"""Tokens that together are one: a century, a decade, a year counted in two ways, a winter."""

from collections.abc import Sequence
from typing import Final

from dash_core.dates.grammar.token import DateToken
from dash_core.dates.grammar.vocabulary import fold_word

__all__ = ["centuries_and_decades", "dual_years", "one_name_of_month", "whole_winters"]

_OF: Final = ("de", "du", "von", "del")
_YEARS: Final = ("jahre", "jahren", "х", "гг")  # after the sign of a decade
_LAST_DUAL_YEAR: Final = 1752  # Britain counted years from March 25 until then


def centuries_and_decades(tokens: list[DateToken]) -> list[DateToken]:
    """Join "19" "th" "century" and "1930" "s"; drop ordinal signs and words that say nothing."""
    result: list[DateToken] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        joined, length = _century(tokens, i) or _decade(tokens, i, result) or (None, 1)
        if joined is not None:
            if "century" in joined.kinds and token.is_a("number", "roman"):
                _count_back(result)
            elif "century" in joined.kinds:  # "sec. XVI-XVII"
                result.append(joined)
                i += length
                i += _count_on(tokens, i, result)
                continue
            elif "decade" in joined.kinds and "number" in token.kinds:
                _decade_before(result)
            result.append(joined)
        elif "number" in token.kinds and _is_ordinal_sign(tokens[i + 1 : i + 2]):
            result.append(token)
            length = 2
        elif not (
            token.kinds == {"filler"}
            or (result and fold_word(token.text) in _OF)  # "14 de abril de 1946"
        ):
            result.append(token)
        i += length
    return result


def _is_ordinal_sign(tokens: Sequence[DateToken]) -> bool:
    return any("ordinal" in token.kinds and token.glued for token in tokens)


def _century(tokens: Sequence[DateToken], i: int) -> tuple[DateToken, int] | None:
    """The century that begins at `i` ("19th century", "siglo XIX"), and how many tokens it has."""
    token, following, after = [*tokens[i : i + 3], None, None][:3]
    if token is None or following is None:
        return None
    if token.is_a("number", "roman"):
        unit = after if "ordinal" in following.kinds and after is not None else following
        is_decade = "number" in token.kinds and "decade" in following.kinds  # "20s", not "20 s."
        if "century" in unit.kinds and not is_decade:
            first = (token.values[0] - 1) * 100
            century = DateToken(frozenset({"century"}), token.text, (first,), token.glued)
            none = DateToken(frozenset(), token.text)
            return (century if first > 0 else none), (3 if unit is after else 2)
    if "century" in token.kinds and "roman" in following.kinds:
        first = (following.values[0] - 1) * 100
        return DateToken(frozenset({"century"}), following.text, (first,), token.glued), 2
    return None


def _decade(
    tokens: Sequence[DateToken], i: int, before: Sequence[DateToken]
) -> tuple[DateToken, int] | None:
    """The decade that begins at `i` ("1930s", "1930er Jahre"), and how many tokens it has."""
    token, following = [*tokens[i : i + 2], None][:2]
    if token is None or following is None:
        return None
    if not token.is_a("year", "number") or "decade" not in following.kinds:
        return None
    number = token.values[0]
    if number % 10 or not (following.glued or len(following.text) > 1):
        return None
    kind = "decade" if "year" in token.kinds else "short_decade"
    earlier = next((t.values[0] for t in before if "decade" in t.kinds and t.values), None)
    if kind == "short_decade" and earlier is None:
        earlier = _round_year_before(before)
    if kind == "short_decade" and earlier is not None and earlier % 100 < number:
        kind, number = "decade", earlier - earlier % 100 + number  # "1960s-70s"
    length = 2
    while i + length < len(tokens) and fold_word(tokens[i + length].text) in _YEARS:
        length += 1
    return DateToken(frozenset({kind}), token.text, (number,), token.glued), length


def _round_year_before(before: Sequence[DateToken]) -> int | None:
    """1940 in "1940-50s"."""
    if len(before) < 2 or not before[-1].is_a("range", "slash", "and", "or"):
        return None
    year = before[-2]
    return year.values[0] if "year" in year.kinds and not year.values[0] % 10 else None


def _decade_before(result: list[DateToken]) -> None:
    """The first of "1940-50s" is a decade, too."""
    if _round_year_before(result) is not None:
        year = result[-2]
        result[-2] = DateToken(frozenset({"decade"}), year.text, year.values, year.glued)


def _count_on(tokens: Sequence[DateToken], i: int, result: list[DateToken]) -> int:
    """ "siglos XVI y XVII": the numerals after a century are centuries too; how many tokens."""
    taken = 0
    while i + taken + 1 < len(tokens):
        sign, numeral = tokens[i + taken : i + taken + 2]
        following = tokens[i + taken + 2] if i + taken + 2 < len(tokens) else None
        if not sign.is_a("range", "and", "or", "comma", "slash") or "roman" not in numeral.kinds:
            break
        if following is not None and "century" in following.kinds:
            break
        first = (numeral.values[0] - 1) * 100
        result += [sign, DateToken(frozenset({"century"}), numeral.text, (first,), numeral.glued)]
        taken += 2
    return taken


def _count_back(result: list[DateToken]) -> None:
    """ "17th and 18th centuries": the numbers before a century are centuries too."""
    i = len(result) - 1
    while i >= 1:
        while i >= 0 and result[i].is_a("part"):
            i -= 1
        if i < 1 or not result[i].is_a("range", "and", "or", "comma", "slash"):
            return
        number = result[i - 1]
        if not number.is_a("number", "roman") or not 1 <= number.values[0] <= 21:
            return
        if i >= 2 and result[i - 2].is_a("month"):
            return
        first = max((number.values[0] - 1) * 100, 1)
        result[i - 1] = DateToken(frozenset({"century"}), number.text, (first,), number.glued)
        i -= 2


def dual_years(tokens: list[DateToken]) -> list[DateToken]:
    """ "10 February 1690/1691" is "10 February 1690/91": one year, counted in two ways."""
    for i in range(1, len(tokens) - 2):
        year, slash, after = tokens[i : i + 3]
        if (
            year.is_a("year")
            and slash.is_a("slash")
            and after.is_a("year")
            and after.values[0] == year.values[0] + 1
            and year.values[0] < _LAST_DUAL_YEAR
            and any(t.is_a("month") and t.values[0] <= 3 for t in tokens[max(i - 3, 0) : i])
        ):
            values = (year.values[0], after.values[0] % 100, 2)
            dual = DateToken(frozenset({"short_slash"}), year.text, values, year.glued)
            return [*tokens[:i], dual, *tokens[i + 3 :]]
    return tokens


def one_name_of_month(tokens: list[DateToken]) -> list[DateToken]:
    """ "نيسان/أبريل 1946": a month by two names is one month."""
    for i in range(1, len(tokens) - 1):
        before, slash, after = tokens[i - 1 : i + 2]
        both_months = before.is_a("month") and after.is_a("month")
        if not both_months or before.values != after.values or before.text == after.text:
            continue
        if slash.is_a("slash"):
            return [*tokens[:i], *tokens[i + 2 :]]
        if slash.text == "(" and i + 2 < len(tokens) and tokens[i + 2].text == ")":
            return [*tokens[:i], *tokens[i + 3 :]]
    return tokens


def whole_winters(tokens: list[DateToken]) -> list[DateToken]:
    """ "Winter 1946-1947" is one winter, as "Winter 1946-47" is."""
    result: list[DateToken] = []
    i = 0
    while i < len(tokens):
        years = tokens[i : i + 3]
        if (
            len(years) == 3
            and years[0].is_a("year")
            and years[1].is_a("range", "slash")
            and years[2].is_a("year")
            and years[2].values[0] == years[0].values[0] + 1
            and _beside_winter(tokens, i)
        ):
            values = (years[0].values[0], years[2].values[0] % 100, 2)
            result.append(
                DateToken(frozenset({"short_range"}), years[0].text, values, years[0].glued)
            )
            i += 3
        else:
            result.append(tokens[i])
            i += 1
    return result


def _beside_winter(tokens: list[DateToken], i: int) -> bool:
    """Whether a winter is named just before the three tokens at `i`, or alone after them."""
    before = tokens[i - 2 : i - 1] if i and tokens[i - 1].is_a("comma") else tokens[i - 1 : i]
    return any(
        t.is_a("season") and t.values[0] == 24 for t in (*(before if i else ()), *tokens[i + 3 :])
    )
