"""The shapes that a part of a printed date may have, and whether tokens fit one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dash_core.dates.grammar.token import DateToken

__all__ = ["Match", "Shape", "match_shape", "shapes_from"]

# A trailing "?" makes a token optional. "big" is a number that must be a year ("12 May 46"), "two"
# one of two digits that is a year behind day and month ("12 May 16"), "winter" a season, "dash" a
# long and "hyphen" a short stroke.
_YEAR_FIRST: Final = (
    "year comma? month number",
    "year comma? number month",
    "short_slash month number",
    "short_slash month",
    "year comma? month",
    "year comma? season",
)
_SHAPES: Final = (
    "month comma? number comma? year",
    "month comma? number comma? short_slash",
    "number month comma? short_slash",
    "number month comma? year",
    "month comma? number comma? short_year",
    "number month comma? short_year",
    "number month big",
    "number month two",
    "month dash comma? year",
    "month comma? year",
    "month hyphen year",
    "month comma? short_year",
    "month range big",
    "month comma? short",
    "month comma? short_range",
    "month comma? short_slash",
    "month comma? number comma? short",
    "number month comma? short",
    "season comma? year",
    "short winter",
    "short_range winter",
    "short_slash winter",
    "season comma? short",
    "season comma? short_range",
    "season comma? short_slash",
    "month number",
    "number month",
    "day_month",
    "number comma? year",
    "short",
    "short_year",
    "short_range",
    "short_slash",
    "year",
    "month",
    "season",
    "number",
    "day",
    "day_short",
    "numeric",
    "dotted",
    "numeric_short",
    "dotted_short",
    "month_of_year",
    "numeric_month",
    "dotted_month",
    "decade",
    "short_decade",
    "century",
)
_MAY_BE_DOUBTED: Final = ("number", "month", "season")  # inside a date: "October 24?, 1917"
_STROKES: Final = ("range", "dash", "hyphen")
_WINTER: Final = 24  # EDTF's number
_LAST_DAY: Final = 31


@dataclass(frozen=True, slots=True)
class Shape:
    """The kinds of token that a part is made of, in their order."""

    pieces: tuple[str, ...]
    min_tokens: int
    year_leads: bool  # "1946 April", not "April 1946"
    year_ends: bool  # "April 1946", but not "1946" alone
    day_leads: bool  # "5 April", not "April 5"

    @classmethod
    def of(cls, pieces: tuple[str, ...], *, year_leads: bool) -> "Shape":
        """The shape with what follows from its pieces."""
        return cls(
            pieces,
            min_tokens=sum(piece != "comma?" for piece in pieces),
            year_leads=year_leads,
            year_ends=pieces[-1] == "year" and len(pieces) > 1,
            day_leads={"number", "month"} <= {*pieces}
            and pieces.index("number") < pieces.index("month"),
        )


@dataclass(slots=True)
class Match:
    """A shape that fits, and how many tokens it takes.

    `tokens` are these by kind, without commas and strokes; `doubts` the signs of doubt inside.
    """

    shape: Shape
    length: int
    tokens: dict[str, DateToken]
    doubts: list[DateToken]


_BY_FIRST: Final[dict[str, list[Shape]]] = {}  # longest first
for _year_leads, _group in ((True, _YEAR_FIRST), (False, _SHAPES)):
    for _line in _group:
        _pieces = tuple(_line.split())
        _BY_FIRST.setdefault(_pieces[0], []).append(Shape.of(_pieces, year_leads=_year_leads))


@lru_cache(maxsize=1_000)
def shapes_from(kinds: frozenset[str]) -> tuple[Shape, ...]:
    """The shapes that a token of these kinds may begin, longest first."""
    return tuple(shape for kind in sorted(kinds) for shape in _BY_FIRST.get(kind, ()))


def _is_doubt(token: DateToken) -> bool:
    """ "?" or "circa" within a part."""
    kinds = token.kinds
    return "query" in kinds or ("circa" in kinds and "and" not in kinds and "century" not in kinds)


def match_shape(
    shape: Shape, tokens: Sequence[DateToken], start: int, *, comma_joins: bool
) -> Match | None:
    """The match of a shape with the tokens from `start` on; None where it does not fit.

    With `comma_joins` a comma after a leading year is within the part ("1946, April 5").
    """
    at = start
    end = len(tokens)
    by_kind: dict[str, DateToken] = {}
    doubts: list[DateToken] = []
    for piece in shape.pieces:
        if piece == "comma?":
            if at < end and "comma" in tokens[at].kinds:
                if shape.year_leads and not comma_joins:
                    return None
                at = _skip_doubts(tokens, at + 1, doubts)  # "12 August, circa 1881"
            continue
        if at == end:
            return None
        token = tokens[at]
        if piece not in token.kinds and not _fits(token, piece):
            return None
        if piece not in _STROKES:
            by_kind[piece] = token
        at += 1
        if piece == "two" and any("year" in after.kinds for after in tokens[at : at + 2]):
            return None  # "1 June 12, 1946"
        if piece in _MAY_BE_DOUBTED and piece != shape.pieces[-1]:
            at = _skip_doubts(tokens, at, doubts)
    return Match(shape, at - start, by_kind, doubts)


def _skip_doubts(tokens: Sequence[DateToken], at: int, doubts: list[DateToken]) -> int:
    """The place after the signs of doubt from `at` on, which are added to `doubts`."""
    while at < len(tokens) and _is_doubt(tokens[at]):
        doubts.append(tokens[at])
        at += 1
    return at


def _fits(token: DateToken, piece: str) -> bool:
    """Whether a token is what a piece that is no kind of token asks for."""
    if piece == "big":
        return "number" in token.kinds and token.values[0] > _LAST_DAY and token.values[1] == 2
    if piece == "two":
        return "number" in token.kinds and token.values[1] == 2
    if piece == "winter":  # "1946-47 winter"
        return "season" in token.kinds and token.values[0] == _WINTER
    if piece == "dash":
        return "range" in token.kinds and token.text != "-"
    return piece == "hyphen" and token.text == "-" and token.glued  # "Dec-1981"
