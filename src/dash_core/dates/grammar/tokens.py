"""A printed date -> tokens, each with the kinds it may be.

Everything printed becomes a token or, where it says nothing about the date (a full stop after
an abbreviation, "of", "the"), is listed to be dropped. Anything else is a token of no kind, which
no rule of the grammar takes: so a date with an unexplained part is not read.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from dash_core.dates.grammar.portions import join_portions, may_have_portions
from dash_core.dates.grammar.token import DateToken, kinds_of
from dash_core.dates.grammar.vocabulary import MONTHS, SEASONS, WEEKDAYS, WORDS, fold_word

__all__ = ["tokenize_date"]

_ROMAN: Final = {
    numeral: number
    for number, numeral in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)
}
_CENTURIES: Final = {
    numeral: number
    for number, numeral in enumerate(
        "X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split(), start=10
    )
}
_ROMAN_ORDINAL: Final = re.compile(r"(?P<n>[IVX]+)(?:e|ème|th|st|º)?")
_ROMAN_MONTH: Final = "I{1,3}|IV|VI{0,3}|IX|XI{0,2}|i{1,3}|iv|vi{0,3}|ix|xi{0,2}"

# The first that fits wins; each is bounded, and none can match in more than one way.
_SCAN: Final = re.compile(
    r"""
    (?P<iso>(?P<iso_y>[0-9]{4})(?P<iso_s>[-/.])(?P<iso_m>[0-9]{1,2})(?P=iso_s)
        (?P<iso_d>[0-9]{1,2})(?![0-9]))
  | (?P<numeric>(?P<num_a>[0-9]{1,2})(?P<num_s>[-/.])(?P<num_b>[0-9]{1,2})(?P=num_s)
        (?P<num_y>[0-9]{4}|[0-9]{2})(?![0-9]))
  | (?P<roman>(?P<rom_d>[0-9]{1,2})(?:[-/.]\ ?|\ )(?P<rom_m>"""
    + _ROMAN_MONTH
    + r""")(?:[-/.]\ ?(?P<rom_y>[0-9]{4}|[0-9]{2})|\ (?P<rom_yy>[0-9]{4}))(?![0-9]))
  | (?P<roman_iso>(?P<ri_y>[0-9]{4})(?:[-/.]\ ?|\ )(?P<ri_m>"""
    + _ROMAN_MONTH
    + r""")(?:[-/.]\ ?|\ )(?P<ri_d>[0-9]{1,2})(?![0-9]))
  | (?P<roman_month>(?<![^\W_])(?P<rm_m>"""
    + _ROMAN_MONTH.partition("|i")[0]
    + r""")(?:[-/.]\ ?|\ )(?P<rm_y>[0-9]{4})(?![0-9]))
  | (?P<day_month>(?P<dm_d>[0-9]{1,2})\.\ ?(?:(?P<dm_m>[0-9]{1,2})|(?P<dm_r>"""
    + _ROMAN_MONTH
    + r"""))\.?(?=\ ?[-–—/]\ ?[0-9]{1,2}\.\ ?[0-9IVXivx]{1,4}\.\ ?[0-9]{2}))
  | (?P<old_month>(?P<old_m>7|8|9|10|[Vv][Ii]{2,3}|[Ii]?[Xx])-?b(?:er|re|ris|ro|r)(?![^\W\d_]))
  | (?P<named>(?P<nam_d>[0-9]{1,2})(?P<nam_s>[-/])(?P<nam_m>[^\W\d_]{3,9})\.?(?P=nam_s)
        (?P<nam_y>[0-9]{4}|[0-9]{2})(?![0-9]))
  | (?P<month_chain>(?<![0-9])(?P<mc_y>[0-9]{4})-(?P<mc_m>[0-9]{2})
        (?=[-/][0-9]{4}|\.\.|\ -\ [0-9]{4}-[0-9]{2}))
  | (?P<month_slash>(?<![0-9/.])(?P<ms_m>0?[1-9]|1[0-2])[/.](?P<ms_y>[0-9]{4})(?![0-9/.]))
  | (?P<unit>(?P<unit_n>[0-9]{2}(?:[0-9](?:-(?![0-9])|[Xx_?])|--(?![0-9])|[Xx]{2})))
  | (?P<short>(?P<short_y>[0-9]{4})(?P<short_s>[-–/])(?P<short_n>[0-9]{1,2})
        (?![0-9]|[-/.][0-9]|(?:st|nd|rd|th|s)\b))
  | (?P<apostrophe>['’](?P<apo_n>[0-9]{2})(?![0-9]))
  | (?P<number>[0-9]+)
  | (?P<word>[^\W\d_]+)
  | (?P<space>\s+)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGNS: Final = {
    "-": "range",
    "–": "range",
    "—": "range",
    ",": "comma",
    ";": "comma",
    "&": "and",
    "+": "and",
    "/": "slash",
    "?": "query",
    "~": "circa",
    "[": "open",
    "]": "close",
    "(": "paren",
    ")": "paren",
}
# September to December counted from March ("7bre", "Xber").
_OLD_MONTHS: Final = {"7": 9, "8": 10, "9": 11, "10": 12, "VII": 9, "VIII": 10, "IX": 11, "X": 12}
_LONG_NAMES: Final = (
    "january february march april august september october november december".split()
)
_LAST_DUAL_YEAR: Final = 1752  # Britain counted years from March 25 until then
_SIMPLE: Final = ("number", "word", "sign")  # groups of `_SCAN` that have no groups inside
_OF: Final = ("de", "du", "von", "del")
_YEARS: Final = ("jahre", "jahren", "х", "гг")  # after the sign of a decade
_DROPPED: Final = frozenset(".:'’")


def tokenize_date(text: str) -> list[DateToken]:
    """Split a printed date into tokens."""
    tokens: list[DateToken] = []
    glued = False
    for match in _SCAN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "space":
            glued = False
            continue
        if kind in _SIMPLE:
            token = _simple_token(kind, match.group(), glued)
        else:
            token = _compound_token(kind, match, glued)
        glued = True
        if token is not None:
            tokens.append(token)
    kinds = kinds_of(tokens)
    if "month" in kinds and not kinds.isdisjoint(("short", "short_range")):
        tokens = _unshortened(tokens)
    if may_have_portions(kinds):
        tokens = join_portions(tokens)
    if not kinds.isdisjoint(("century", "decade", "ordinal", "filler", "from")):
        tokens = _centuries_and_decades(tokens)
    if "slash" in kinds and "month" in kinds:
        tokens = _one_name_of_month(_dual_years(tokens))
    if {"season", "year"} <= kinds:
        tokens = _whole_winters(tokens)
    return tokens


def _unshortened(tokens: list[DateToken]) -> list[DateToken]:
    """ "28 Dec 1987-3 Jan 1988": a year and a day, though it looks like the years 1987–3."""
    result: list[DateToken] = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        between_months = (
            token.is_a("short", "short_range")
            and i > 0
            and tokens[i - 1].is_a("month")
            and following is not None
            and following.is_a("month")
        )
        if between_months:
            year, number, length = token.values
            result.append(DateToken(frozenset({"year"}), str(year), (year,)))
            result.append(DateToken(frozenset({"range"}), "-"))
            result.append(DateToken(frozenset({"number"}), str(number), (number, length)))
        else:
            result.append(token)
    return result


@lru_cache(maxsize=20_000)
def _simple_token(kind: str, text: str, glued: bool) -> DateToken | None:
    """The token of one number, word or sign; None for what says nothing."""
    if kind == "word":
        return _word(text, glued)
    if kind == "number":
        if len(text) == 4 and int(text):
            return DateToken(frozenset({"year"}), text, (int(text),), glued)
        if len(text) <= 2:
            return DateToken(frozenset({"number"}), text, (int(text), len(text)), glued)
        return DateToken(frozenset(), text, (), glued)
    if text in _DROPPED:
        return None
    return DateToken(frozenset({_SIGNS[text]} if text in _SIGNS else ()), text, (), glued)


def _compound_token(kind: str, match: re.Match[str], glued: bool) -> DateToken:
    """The token of several numbers or words that belong together."""
    text = match.group()

    def make(kind: str, *values: int) -> DateToken:
        return DateToken(frozenset({kind}), text, values, glued)

    def number(group: str) -> int:
        return int(match[group])

    if kind == "iso":
        return make("day", number("iso_y"), number("iso_m"), number("iso_d"))
    if kind == "numeric":
        kind = "numeric" if match["num_s"] != "." else "dotted"
        kind = kind if len(match["num_y"]) == 4 else f"{kind}_short"
        return make(kind, number("num_a"), number("num_b"), number("num_y"))
    if kind == "roman":
        year = match["rom_y"] or match["rom_yy"]
        kind = "day" if len(year) == 4 else "day_short"
        return make(kind, int(year), _ROMAN[match["rom_m"].upper()], number("rom_d"))
    if kind == "roman_iso":
        return make("day", number("ri_y"), _ROMAN[match["ri_m"].upper()], number("ri_d"))
    if kind == "roman_month":
        return make("numeric_month", number("rm_y"), _ROMAN[match["rm_m"]])
    if kind == "day_month":
        month_ = number("dm_m") if match["dm_m"] else _ROMAN[match["dm_r"].upper()]
        return make("day_month", month_, number("dm_d"))
    if kind == "old_month":
        return make("month", _OLD_MONTHS[match["old_m"].upper()])
    if kind == "named":
        month = MONTHS.get(fold_word(match["nam_m"]))
        if month is None:
            return DateToken(frozenset(), text, (), glued)
        kind = "day" if len(match["nam_y"]) == 4 else "day_short"
        return make(kind, number("nam_y"), month, number("nam_d"))
    if kind == "month_chain":
        return make("month_of_year", number("mc_y"), number("mc_m"))
    if kind == "month_slash":
        return make("numeric_month", number("ms_y"), number("ms_m"))
    if kind == "unit":
        digits = re.match("[0-9]+", text)
        assert digits is not None
        first = int(digits.group())
        return make("decade", first * 10, 10) if first > 99 else make("century", first * 100)
    if kind == "short":
        kind = {"-": "short", "–": "short_range", "/": "short_slash"}[match["short_s"]]
        return make(kind, number("short_y"), number("short_n"), len(match["short_n"]))
    return make("short_year", number("apo_n"))


def _word(text: str, glued: bool) -> DateToken | None:
    folded = fold_word(text)
    kinds = WORDS.get(folded, frozenset())
    values: tuple[int, ...] = ()
    month = None if kinds else _misspelt(folded)
    if month is not None:
        return DateToken(frozenset({"month", "misspelt"}), text, (month,), glued)
    roman = _ROMAN_ORDINAL.fullmatch(text)
    if roman and roman["n"] in _CENTURIES:
        return DateToken(kinds | {"roman"}, text, (_CENTURIES[roman["n"]],), glued)
    if "month" in kinds:
        values = (MONTHS[folded],)
    elif "season" in kinds:
        values = (SEASONS[folded],)
    elif "weekday" in kinds:
        values = (WEEKDAYS[folded],)
    return DateToken(kinds, text, values, glued)


def _misspelt(word: str) -> int | None:
    """The month that a misspelt word ("Feburary") stands for: it has nearly all its letters."""
    if len(word) < 5:
        return None
    near = get_close_matches(word, _LONG_NAMES, n=2, cutoff=0.85)
    return MONTHS[near[0]] if len(near) == 1 and near[0][0] == word[0] else None


def _centuries_and_decades(tokens: list[DateToken]) -> list[DateToken]:
    """Join "19" "th" "century" and "1930" "s"; drop ordinal signs and words that say nothing."""
    result: list[DateToken] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        joined, length = _century(tokens, i) or _decade(tokens, i, result) or (None, 1)
        if joined is not None:
            if "century" in joined.kinds and token.is_a("number", "roman"):
                _count_back(result)
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


def _dual_years(tokens: list[DateToken]) -> list[DateToken]:
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


def _one_name_of_month(tokens: list[DateToken]) -> list[DateToken]:
    """ "نيسان/أبريل 1946": a month by two names is one month."""
    for i in range(1, len(tokens) - 1):
        before, slash, after = tokens[i - 1 : i + 2]
        both_months = before.is_a("month") and after.is_a("month") and slash.is_a("slash")
        if both_months and before.values == after.values and before.text != after.text:
            return [*tokens[:i], *tokens[i + 2 :]]
    return tokens


def _whole_winters(tokens: list[DateToken]) -> list[DateToken]:
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
