"""A printed date -> tokens, each with the kinds it may be.

Everything printed becomes a token or, where it says nothing of the date (a full stop after
an abbreviation, "of", "the"), is dropped by name. What is neither is a token of no kind, which
no rule of the grammar takes: that is how an unexplained part makes a date unread.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from dash_core.dates.grammar.vocabulary import MONTHS, SEASONS, WEEKDAYS, WORDS, fold

__all__ = ["Token", "tokenize"]

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
_ROMAN_MONTH: Final = "I{1,3}|IV|VI{0,3}|IX|XI{0,2}"

# The first that fits wins; each is bounded, and none can match in more than one way.
_SCAN: Final = re.compile(
    r"""
    (?P<iso>(?P<iso_y>[0-9]{4})(?P<iso_s>[-/.])(?P<iso_m>[0-9]{1,2})(?P=iso_s)
        (?P<iso_d>[0-9]{1,2})(?![0-9]))
  | (?P<numeric>(?P<num_a>[0-9]{1,2})(?P<num_s>[-/.])(?P<num_b>[0-9]{1,2})(?P=num_s)
        (?P<num_y>[0-9]{4}|[0-9]{2})(?![0-9]))
  | (?P<roman>(?P<rom_d>[0-9]{1,2})(?P<rom_s>[-/. ])\ ?(?P<rom_m>"""
    + _ROMAN_MONTH
    + r""")(?P=rom_s)\ ?(?P<rom_y>[0-9]{4})(?![0-9]))
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
_LONG_NAMES: Final = (
    "january february march april august september october november december".split()
)
_DROPPED: Final = frozenset(".:'’")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a printed date.

    `values` are its numbers; `glued` says that no space is before it.
    """

    kinds: frozenset[str]
    text: str
    values: tuple[int, ...] = ()
    glued: bool = False

    def is_a(self, *kinds: str) -> bool:
        """Whether it may be one of these."""
        return not self.kinds.isdisjoint(kinds)


def tokenize(text: str) -> list[Token]:
    """Take a printed date apart."""
    tokens: list[Token] = []
    glued = False
    for match in _SCAN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "space":
            glued = False
            continue
        token = _token(match, glued)
        glued = True
        if token is not None:
            tokens.append(token)
    return _whole_winters(_centuries_and_decades(_unshortened(tokens)))


def _unshortened(tokens: list[Token]) -> list[Token]:
    """ "28 Dec 1987-3 Jan 1988": a year and a day, though it looks like the years 1987–3."""
    result: list[Token] = []
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
            result.append(Token(frozenset({"year"}), str(year), (year,)))
            result.append(Token(frozenset({"range"}), "-"))
            result.append(Token(frozenset({"number"}), str(number), (number, length)))
        else:
            result.append(token)
    return result


def _token(match: re.Match[str], glued: bool) -> Token | None:
    """One token; None for what says nothing."""
    found = match.groupdict()
    text = match.group()

    def make(kind: str, *values: int) -> Token:
        return Token(frozenset({kind}) if kind else frozenset(), text, values, glued)

    if found["iso"]:
        return make("day", int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"]))
    if found["numeric"]:
        kind = "numeric" if found["num_s"] != "." else "dotted"
        return make(
            kind if len(found["num_y"]) == 4 else f"{kind}_short",
            int(found["num_a"]),
            int(found["num_b"]),
            int(found["num_y"]),
        )
    if found["roman"]:
        return make("day", int(found["rom_y"]), _ROMAN[found["rom_m"]], int(found["rom_d"]))
    if found["named"]:
        month = MONTHS.get(fold(found["nam_m"]))
        if month is None:
            return make("")
        kind = "day" if len(found["nam_y"]) == 4 else "day_short"
        return make(kind, int(found["nam_y"]), month, int(found["nam_d"]))
    if found["month_chain"]:
        return make("month_of_year", int(found["mc_y"]), int(found["mc_m"]))
    if found["month_slash"]:
        return make("numeric_month", int(found["ms_y"]), int(found["ms_m"]))
    if found["unit"]:
        digits = re.match("[0-9]+", text)
        assert digits is not None
        number = int(digits.group())
        return make("decade", number * 10) if number > 99 else make("century", number * 100)
    if found["short"]:
        kind = {"-": "short", "–": "short_range", "/": "short_slash"}[found["short_s"]]
        length = len(found["short_n"])
        return make(kind, int(found["short_y"]), int(found["short_n"]), length)
    if found["apostrophe"]:
        return make("short_year", int(found["apo_n"]))
    if found["number"]:
        if len(text) == 4 and int(text):
            return make("year", int(text))
        return make("number", int(text), len(text)) if len(text) <= 2 else make("")
    if found["word"]:
        return _word(text, glued)
    if text in _DROPPED:
        return None
    return make(_SIGNS.get(text, ""))


def _word(text: str, glued: bool) -> Token | None:
    folded = fold(text)
    kinds = WORDS.get(folded, frozenset())
    values: tuple[int, ...] = ()
    meant = None if kinds else _misspelt(folded)
    if meant is not None:
        return Token(frozenset({"month", "misspelt"}), text, (meant,), glued)
    roman = _ROMAN_ORDINAL.fullmatch(text)
    if roman and roman["n"] in _CENTURIES:
        return Token(kinds | {"roman"}, text, (_CENTURIES[roman["n"]],), glued)
    if "month" in kinds:
        values = (MONTHS[folded],)
    elif "season" in kinds:
        values = (SEASONS[folded],)
    elif "weekday" in kinds:
        values = (WEEKDAYS[folded],)
    return Token(kinds, text, values, glued)


def _is_ordinal_sign(token: Token | None) -> bool:
    return token is not None and token.is_a("ordinal") and token.glued


def _misspelt(word: str) -> int | None:
    """The month a word is a slip of the pen for ("Feburary"): nearly all letters of its name."""
    if len(word) < 5:
        return None
    near = get_close_matches(word, _LONG_NAMES, n=2, cutoff=0.85)
    return MONTHS[near[0]] if len(near) == 1 and near[0][0] == word[0] else None


def _centuries_and_decades(tokens: list[Token]) -> list[Token]:
    """Join "19" "th" "century" and "1930" "s"; drop ordinals of days and words that say nothing."""
    joined: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        after = tokens[i + 2] if i + 2 < len(tokens) else None
        if token.is_a("number", "roman") and following is not None:
            ordinal = following.is_a("ordinal")
            unit = after if ordinal and after is not None else following
            is_decade = token.is_a("number") and following.is_a("decade")  # "20s", not "20 s."
            if unit.is_a("century") and not is_decade:
                first = (token.values[0] - 1) * 100
                _count_back(joined)
                joined.append(
                    Token(frozenset({"century"}), token.text, (first,), token.glued)
                    if first > 0
                    else Token(frozenset(), token.text)
                )
                i += 3 if unit is after else 2
                continue
        if token.is_a("century") and following is not None and following.is_a("roman"):
            first = (following.values[0] - 1) * 100  # "siglo XIX"
            joined.append(Token(frozenset({"century"}), following.text, (first,), token.glued))
            i += 2
            continue
        if token.is_a("year", "number") and following is not None and following.is_a("decade"):
            is_decade = token.values[0] % 10 == 0 and (following.glued or len(following.text) > 1)
            kind = "decade" if token.is_a("year") else "short_decade"
            if is_decade:
                number = token.values[0]
                earlier = next((t.values[0] for t in joined if t.is_a("decade") and t.values), None)
                if kind == "short_decade" and earlier is not None and earlier % 100 < number:
                    kind, number = "decade", earlier - earlier % 100 + number  # "1960s-70s"
                joined.append(Token(frozenset({kind}), token.text, (number,), token.glued))
                i += 2
                while i < len(tokens) and fold(tokens[i].text) in ("jahre", "jahren", "х", "гг"):
                    i += 1
                continue
        if token.is_a("number") and _is_ordinal_sign(following):
            joined.append(token)
            i += 2
            continue
        if joined and fold(token.text) in ("de", "du", "von", "del"):  # "14 de abril de 1946"
            i += 1
            continue
        if token.is_a("filler") and not token.kinds - {"filler"}:
            i += 1
            continue
        joined.append(token)
        i += 1
    return joined


def _count_back(joined: list[Token]) -> None:
    """ "17th and 18th centuries": the numbers before a century are centuries too."""
    i = len(joined) - 1
    while i >= 1:
        while i >= 0 and joined[i].is_a("part"):
            i -= 1
        if i < 1 or not joined[i].is_a("range", "and", "or", "comma", "slash"):
            return
        number = joined[i - 1]
        if not number.is_a("number", "roman") or not 1 <= number.values[0] <= 21:
            return
        if i >= 2 and joined[i - 2].is_a("month"):
            return
        first = max((number.values[0] - 1) * 100, 1)
        joined[i - 1] = Token(frozenset({"century"}), number.text, (first,), number.glued)
        i -= 2


def _whole_winters(tokens: list[Token]) -> list[Token]:
    """ "Winter 1946-1947" is one winter, as "Winter 1946-47" is."""
    joined: list[Token] = []
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
            joined.append(Token(frozenset({"short_range"}), years[0].text, values, years[0].glued))
            i += 3
        else:
            joined.append(tokens[i])
            i += 1
    return joined


def _beside_winter(tokens: list[Token], i: int) -> bool:
    """Whether a winter is said just before the three tokens at `i`, or alone after them."""
    before = tokens[i - 2 : i - 1] if i and tokens[i - 1].is_a("comma") else tokens[i - 1 : i]
    return any(
        t.is_a("season") and t.values[0] == 24 for t in (*(before if i else ()), *tokens[i + 3 :])
    )
