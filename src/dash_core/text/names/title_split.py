"""Where a title divides: between the two correspondents, and before its subject."""

import re
from functools import lru_cache
from typing import Final

from dash_core.text.names.party import PartyList, parse_parties
from dash_core.text.names.vocabulary import TAKES_TO, is_body, is_office, key_of
from dash_core.text.places import is_place

__all__ = ["find_subject", "split_at_to"]

_TO: Final = re.compile(r"\s*,?\s+to\.?(?:\s+to)?\s+", re.IGNORECASE)
_MAX_SPLITS: Final = 8  # places of "to" that are tried after the first

# Where the subject starts.
_SUBJECT: Final = re.compile(  # begins with a class of letters, which are skipped to faster
    r"[,;:\s]\s*(?<=\s)(?:(?P<word>upon|on|about|concerning|regarding|containing|re|relating|respecting|with|in|"
    r"requesting|reporting|describing|dated|before|after|during|left|handed|transmitted)\b"
    r"|of\s+an?\s+(?:\w+\s+)?(?:conversation|interview|conference|meeting|talk)s?\b)",
    re.IGNORECASE,
)
_COMMITTEE: Final = ("committee", "subcommittee", "commission")
_ON: Final = frozenset(  # a committee is on something, a delegation too
    "committee subcommittee commission delegation representation representative conference "
    "council board mission member adviser delegate".split()
)
_SENT_TO: Final = frozenset("delegate delegates delegation representatives".split())
_MEETING: Final = re.compile(r"\b(?:Conference|Commission|Congress|Council|League|Assembly)\b")


def find_subject(title: str, start: int) -> int:
    """The offset of the subject: of the first "on", "about" … that is no part of an office."""
    for match in _SUBJECT.finditer(title, start):
        word = (match["word"] or "").lower()
        before = key_of(title[start : match.start()].rsplit(" ", 1)[-1])
        after = title[match.end() :].lstrip()
        is_named = after[:1].isupper() or (after[:4] == "the " and after[4:5].isupper())
        if word == "in" and (is_office(before) or is_body(before)) and is_named:
            continue
        if word == "in" and before == "clerk":
            continue
        if word == "on" and (
            before in _ON if after[:4].lower() == "the " else before in _COMMITTEE and is_named
        ):
            continue
        return match.start()
    return len(title)


@lru_cache(maxsize=20_000)
def split_at_to(
    text: str, *, must_be_sure: bool, may_be_one: bool
) -> tuple[PartyList, PartyList] | None:
    """The best place to divide `X to Y`, where both are parties.

    "Adviser to the Commission", "Delegation to the Conference" and "Mission to Russia" are one
    party where they may be (`may_be_one`); a name in brackets ends a party for certain.
    """
    best: tuple[int, int, PartyList, PartyList] | None = None
    for n, match in enumerate(_TO.finditer(text)):
        if n > _MAX_SPLITS:
            break
        before, after = text[: match.start()], text[match.end() :]
        left, right = parse_parties(before), parse_parties(after)
        if not left.parties or not right.parties:
            continue
        is_country = [is_place(party.printed) for party in left.parties] == [True]
        if must_be_sure and not ((left.is_sure or is_country) and right.is_sure):
            continue
        penalty = 0 if left.is_sure and right.is_sure else 1
        if before.rstrip().endswith(")"):
            penalty -= 2
        else:
            penalty += _office_penalty(before, right)
        if may_be_one and penalty >= 3:
            continue
        if best is None or (penalty, n) < best[:2]:
            best = (penalty, n, left, right)
    return (best[2], best[3]) if best is not None else None


def _office_penalty(before: str, right: PartyList) -> int:
    """0 to 3: how much what follows "to" looks like a part of the office before it."""
    first = right.parties[0]
    if is_place(first.printed):
        last = _last_word(before)
        return 3 if is_office(last) or is_body(last) or last in TAKES_TO else 1
    if _last_word(before) in TAKES_TO:
        return 1 if first.is_person else 3
    nouns = {key_of(word) for word in before.split()[:4]}
    return 3 if nouns & _SENT_TO and _MEETING.search(first.printed) else 0


def _last_word(text: str) -> str:
    return key_of(text.rsplit(" ", 1)[-1])
