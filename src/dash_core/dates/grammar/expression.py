"""One date expression: the words and signs that hold for the whole of it, then its parts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.resolve import read_tokens
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.tokens import Token
from dash_core.dates.model import TrackedRules, UnreadError, YearlessError

__all__ = ["read_expression"]


def read_expression(tokens: Sequence[Token], rules: TrackedRules, julian: bool = False) -> Span:
    """A date with the words and signs that hold for the whole of it."""
    notes: list[str] = []
    tokens, inferred = _without_brackets(tokens, notes)
    undated = any(token.is_a("undated") for token in tokens)
    tokens = _without_undated(tokens, notes)
    tokens, weekday = _without_weekday(tokens)
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
    if opening in ("before", "by", "until"):
        span = spans.open_start(span)
    elif opening in ("after", "since") or (opening == "from" and span.precision != "interval"):
        span = spans.open_end(span)
    elif opening == "between" and "/" not in span.edtf:
        raise UnreadError(_("“Between” needs two dates."))
    if closing:
        span = spans.open_start(span) if closing == "earlier" else spans.open_end(span)
    if julian and span.precision != "day":
        notes.append(_("Old Style (Julian) date; it is not converted."))
    if weekday is not None and (span.precision != "day" or span.earliest.weekday() != weekday):
        notes.append(_("The day of the week does not fit the date."))
    if inferred:
        span = replace(span, inferred=True)
    return span.noted(*notes)


def _without_brackets(tokens: Sequence[Token], notes: list[str]) -> tuple[list[Token], bool]:
    """Square brackets say that an archivist supplied the date; round ones say nothing."""
    count = Counter(token.text for token in tokens)
    if count["["] != count["]"] or count["("] != count[")"]:
        notes.append(_("A bracket is missing."))
    return [token for token in tokens if not token.is_a("open", "close", "paren")], any(
        token.is_a("open", "close") for token in tokens
    )


def _without_undated(tokens: Sequence[Token], notes: list[str]) -> list[Token]:
    """ "1963-1985, undated": what is dated, marked."""
    kept: list[Token] = []
    dropped = False
    for token in tokens:
        if token.is_a("undated"):
            while kept and kept[-1].is_a("comma", "and", "slash"):
                kept.pop()
            dropped = True
        elif kept or not (dropped and token.is_a("comma", "and", "slash")):
            kept.append(token)
    if dropped:
        notes.append(_("A part of it is undated."))
    return kept


def _without_weekday(tokens: Sequence[Token]) -> tuple[list[Token], int | None]:
    """Take off one day of the week with its comma."""
    at = [i for i, t in enumerate(tokens) if t.is_a("weekday") and not t.is_a("month", "season")]
    if len(at) != 1:
        return list(tokens), None
    rest = list(tokens)
    number = rest.pop(at[0]).values[0]
    if at[0] < len(rest) and rest[at[0]].is_a("comma"):
        rest.pop(at[0])
    elif at[0] == len(rest) and rest and rest[-1].is_a("comma"):
        rest.pop()
    return rest, number


_LEADING: Final = ("between", "before", "by", "after", "since", "from", "until")


def _leading_word(tokens: Sequence[Token]) -> tuple[list[Token], str]:
    """A word that holds for all that follows: "before", "from", "between"."""
    for i, token in enumerate(tokens):
        for kind in _LEADING:
            if token.is_a(kind):
                return [*tokens[:i], *tokens[i + 1 :]], kind
        if not token.is_a("circa", "query", "uncertain"):
            break
    return list(tokens), ""


def _trailing_word(tokens: Sequence[Token]) -> tuple[list[Token], str]:
    """An end that leaves the date open: "1918-", "2014, ongoing", "or later"."""
    rest = list(tokens)
    found = ""
    if rest and rest[-1].is_a("ongoing", "later", "earlier"):
        found = "earlier" if rest.pop().is_a("earlier") else "later"
    elif rest and rest[-1].text in ("-", "–", "—"):
        found = "later"
    while found and rest and rest[-1].is_a("range", "comma", "and", "or"):
        rest.pop()
    return rest, found


def _between(tokens: Sequence[Token]) -> list[Token]:
    """ "Between … and …" is a range."""
    at = [i for i, token in enumerate(tokens) if token.is_a("and")]
    if len(at) > 1:
        raise UnreadError(_("“Between” needs two dates."))
    return [
        Token(frozenset({"range"}), token.text) if i in at else token
        for i, token in enumerate(tokens)
    ]
