"""One date expression: the words and signs that apply to the whole of it, then its parts."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.resolve import read_tokens
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.token import DateToken, kinds_of
from dash_core.dates.model import TrackedRules, UnreadError, YearlessError

__all__ = ["read_expression"]

_BRACKETS: Final = ("open", "close", "paren")
_OF_DAYS: Final = re.compile(r"[\[{]?(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[~?%,./]*)+[\]}]?")
_LEADING: Final = ("between", "before", "by", "after", "from", "since", "until")


def read_expression(
    tokens: Sequence[DateToken], rules: TrackedRules, *, julian: bool = False
) -> Span:
    """A date with the words and signs that apply to the whole of it.

    Raises
    ------
    UnreadError
        With the reason, where any token stays unexplained.
    """
    notes: list[str] = []
    kinds = kinds_of(tokens)
    inferred = undated = False
    weekday = None
    if not kinds.isdisjoint(_BRACKETS):
        tokens, inferred = _without_brackets(tokens, notes)
    if "undated" in kinds:
        undated = True
        tokens = _without_undated(tokens, notes)
    if "weekday" in kinds:
        tokens, weekday = _without_weekday(tokens)
    opening = closing = ""
    if not kinds.isdisjoint(_LEADING):
        tokens, opening = _leading_word(tokens)
    tokens, closing = _trailing_word(tokens)
    if not tokens:
        raise UnreadError(_("This date could not be read with certainty."))
    if opening == "between":
        tokens = _between(tokens)
    try:
        span = read_tokens(tokens, rules, julian=julian)
    except YearlessError as err:
        if undated:  # "12 June, undated" does not take the year of the entry before
            raise UnreadError(_("This date has no year, and says so.")) from err
        raise
    span = _opened(span, opening, closing)
    if julian and not _OF_DAYS.fullmatch(span.edtf):
        notes.append(_("Old Style (Julian) date; it is not converted."))
    if weekday is not None and (span.precision != "day" or span.earliest.weekday() != weekday):
        notes.append(_("The day of the week does not fit the date."))
    if inferred:
        span = replace(span, inferred=True)
    return span.with_notes(*notes)


def _opened(span: Span, opening: str, closing: str) -> Span:
    """The span, open at the end that the words before and after it leave open."""
    if opening in ("before", "by", "until"):
        span = spans.open_start(span)
    elif opening in ("after", "since") or (opening == "from" and span.precision != "interval"):
        span = spans.open_end(span)
    elif opening == "between":
        if "/" not in span.edtf:
            raise UnreadError(_("“Between” needs two dates."))
        span = spans.one_within(span)
    if closing:
        span = spans.open_start(span) if closing == "earlier" else spans.open_end(span)
    return span


def _without_brackets(
    tokens: Sequence[DateToken], notes: list[str]
) -> tuple[list[DateToken], bool]:
    """Square brackets say that an archivist supplied the date; round ones say nothing."""
    count = Counter(token.text for token in tokens)
    if count["["] != count["]"] or count["("] != count[")"]:
        notes.append(_("A bracket is missing."))
    rest = [token for token in tokens if not token.is_a(*_BRACKETS)]
    return rest, any(token.is_a("open", "close") for token in tokens)


def _without_undated(tokens: Sequence[DateToken], notes: list[str]) -> list[DateToken]:
    """ "1963-1985, undated": what is dated, marked."""
    kept: list[DateToken] = []
    dropped = False
    for token in tokens:
        if "undated" in token.kinds:
            while kept and kept[-1].is_a("comma", "and", "slash"):
                kept.pop()
            dropped = True
        elif kept or not (dropped and token.is_a("comma", "and", "slash")):
            kept.append(token)
    if dropped:
        notes.append(_("A part of it is undated."))
    return kept


def _without_weekday(tokens: Sequence[DateToken]) -> tuple[list[DateToken], int | None]:
    """Take off one day of the week with its comma."""
    at = [i for i, t in enumerate(tokens) if t.is_a("weekday") and not t.is_a("month", "season")]
    if len(at) != 1:
        return list(tokens), None
    rest = list(tokens)
    number = rest.pop(at[0]).values[0]
    if at[0] < len(rest) and "comma" in rest[at[0]].kinds:
        rest.pop(at[0])
    elif at[0] == len(rest) and rest and "comma" in rest[-1].kinds:
        rest.pop()
    return rest, number


def _leading_word(tokens: Sequence[DateToken]) -> tuple[list[DateToken], str]:
    """A word that applies to all that follows: "before", "from", "between"."""
    for i, token in enumerate(tokens):
        for kind in _LEADING:
            if kind in token.kinds and "month" not in token.kinds:
                return [*tokens[:i], *tokens[i + 1 :]], kind
        if not token.is_a("circa", "query", "uncertain"):
            break
    return list(tokens), ""


def _trailing_word(tokens: Sequence[DateToken]) -> tuple[list[DateToken], str]:
    """An end that leaves the date open: "1918-", "2014, ongoing", "or later"."""
    rest = list(tokens)
    closing = ""
    if rest and rest[-1].is_a("ongoing", "later", "earlier"):
        closing = "earlier" if "earlier" in rest.pop().kinds else "later"
    elif rest and rest[-1].text in ("-", "–", "—"):
        closing = "later"
    elif len(rest) > 2 and rest[-2].is_a("or", "and") and rest[-1].is_a("before", "after"):
        closing = "later" if "after" in rest.pop().kinds else "earlier"
    while closing and rest and rest[-1].is_a("range", "comma", "and", "or"):
        rest.pop()
    return rest, closing


def _between(tokens: Sequence[DateToken]) -> list[DateToken]:
    """ "Between … and …" is a range."""
    at = [i for i, token in enumerate(tokens) if "and" in token.kinds]
    if len(at) > 1:
        raise UnreadError(_("“Between” needs two dates."))
    return [
        DateToken(frozenset({"range"}), token.text) if i in at else token
        for i, token in enumerate(tokens)
    ]
