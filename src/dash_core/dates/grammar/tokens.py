"""A printed date -> tokens, each with the kinds it may be.

Everything printed becomes a token or, where it says nothing about the date (a full stop after
an abbreviation, "of", "the"), is listed to be dropped. Anything else is a token of no kind, which
no rule of the grammar takes: so a date with an unexplained part is not read.
"""

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from dash_core.dates.grammar.portions import join_portions, may_have_portions
from dash_core.dates.grammar.token import DateToken, kinds_of
from dash_core.dates.grammar.units import (
    centuries_and_decades,
    dual_years,
    one_name_of_month,
    whole_winters,
)
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
    + r"""))\.?(?=\ ?(?:[-–—/]|bis(?:\ zum)?)\ ?[0-9]{1,2}\.\ ?[0-9IVXivx]{1,4}\.\ ?[0-9]{2}))
  | (?P<old_month>(?P<old_m>7|8|9|10|[Vv][Ii]{2,3}|[Ii]?[Xx])-?b(?:er|re|ris|ro|r)(?![^\W\d_]))
  | (?P<named>(?P<nam_d>[0-9]{1,2})(?P<nam_s>[-/])(?P<nam_m>[^\W\d_]{3,9})\.?(?P=nam_s)
        (?P<nam_y>[0-9]{4}|[0-9]{2})(?![0-9]))
  | (?P<month_chain>(?<![0-9])(?P<mc_y>[0-9]{4})-(?P<mc_m>[0-9]{2})
        (?=[-/][0-9]{4}|\.\.|\ -\ [0-9]{4}-[0-9]{2}))
  | (?P<month_slash>(?<![0-9/.])(?P<ms_m>0?[1-9]|1[0-2])[/.](?P<ms_y>[0-9]{4})(?![0-9/.]))
  | (?P<unit>(?P<unit_n>[0-9]{2}(?:[0-9](?:-(?![0-9])|[Xx_?])|--(?![0-9])|[Xx]{2})))
  | (?P<short>(?P<short_y>[0-9]{4})(?P<short_s>[-–/])(?P<short_n>[0-9]{1,2})
        (?![0-9]|[-/.][0-9]|(?:st|nd|rd|th|s|er)\b))
  | (?P<dotted_month>(?P<dot_y>[0-9]{4})\.(?P<dot_m>0?[1-9]|1[0-2])(?![0-9]|[-/.][0-9]))
  | (?P<apostrophe>['’](?P<apo_n>[0-9]{2})(?![0-9]))
  | (?P<number>[0-9]+)
  | (?P<word>(?:[^\W\d_][\u0900-\u0903\u093a-\u094f]*)+)  # with the vowel signs of Hindi
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
_SIMPLE: Final = ("number", "word", "sign")  # groups of `_SCAN` that have no groups inside
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
        tokens = centuries_and_decades(tokens)
    if "month" in kinds and not kinds.isdisjoint(("slash", "paren")):
        tokens = one_name_of_month(dual_years(tokens))
    if {"season", "year"} <= kinds:
        tokens = whole_winters(tokens)
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
    if kind == "dotted_month":
        return make(kind, number("dot_y"), number("dot_m"))
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
