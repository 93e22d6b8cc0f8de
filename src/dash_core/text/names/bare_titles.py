"""Titles that name no kind of document: `Mr. Seward to Mr. Judd`, `From X (tel.): Y to Z`.

A side must say itself that it is somebody, since "From Peace to War" is no letter. "Same to same"
and "do" are left to the entry printed before.
"""

import re
from typing import Final

from dash_core.text.names.model import Correspondence, Party
from dash_core.text.names.party import parse_parties
from dash_core.text.names.title_split import find_subject, split_at_to
from dash_core.text.places import is_place

__all__ = ["MAX_TITLE_CHARS", "bare_names", "read_bare_title"]

MAX_TITLE_CHARS: Final = 1_000  # a longer title is not taken apart

_FROM: Final = re.compile(r",?\s+(?:from|by)\s+", re.IGNORECASE)
_REPLY: Final = re.compile(
    r"(?P<c>[A-Z][^‘\"“:;]+?)['’]s\s+(?:reply|answer|response|letter|message|telegram|note)\s+to\s+"
    r"(?P<r>[^:;]+)",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(
    r"[\s,]*\((?=[a-z]|\.?Nos?\b|Cir|Tel|Extract|Excerpt|Copy|With\b)[^()]*(?:\)|$)[\s.,|)]*$"
    r"|\s+\(?No\.?\s*\d+[\s.)|]*$"
)
_WIRE: Final = re.compile(r"[\s,]*\((?:cir\.\s*)?tel(?:egram)?\.?\s*\)\.?", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[:;](?=\s)")
_ALSO: Final = re.compile(
    r"(?:the same|similar (?:note|letter|telegram|message)s?|mutatis mutandis,?|also)?\s*,?\s*"
    r"(?P<rest>.+?)(?:\s+also)?",
    re.IGNORECASE,
)
_SAME: Final = re.compile(
    r"\W*(?:(?P<ditto>do|ditto|same)|(?P<one>same)\s+to\s+(?P<other>.+)|(?P<who>.+?)\s+to\s+same)"
    r"[\s.,]*",
    re.IGNORECASE,
)


def read_bare_title(title: str) -> Correspondence:
    """The correspondence that a title without a kind of document states; empty if none."""
    same = _SAME.fullmatch(_without_notes(title))
    if same is not None and (correspondence := _same(same, title)):
        return correspondence
    cut = _clause_end(title)
    text, rest = _without_notes(title[:cut]), title[cut:]
    creators, recipients = _bare_ends(text)
    end = len(title)
    if not (creators or recipients):
        subject = find_subject(text, 0)
        creators, recipients = _bare_ends(_without_notes(text[:subject]))
        end = subject
    if not (creators or recipients):
        return _possessive(text)
    if end == len(title) and rest:
        more = _passed_on(rest, is_wire=bool(_WIRE.search(title[:cut])))
        if more is None:
            end = cut
        else:
            creators, recipients = _with(creators, more[0]), _with(recipients, more[1])
    place = ""
    if [is_place(creator.printed) for creator in creators] == [True]:
        place, creators = creators[0].printed, ()
    return Correspondence(creators, recipients, place, end)


def _clause_end(title: str) -> int:
    """The end of the first clause: at a colon or semicolon, or after "(tel.)"."""
    clause = _CLAUSE.search(title)
    wire = re.search(r"\(tel\.?\)\.?\s+(?=(?:from|to)\s)", title)
    ends = [m.start() if m is clause else m.end() for m in (clause, wire) if m is not None]
    return min(ends, default=len(title))


def _without_notes(text: str) -> str:
    """Without "(telegram)", "(No. 52)", "(extract)" at the end."""
    before = None
    while before != text:
        before, text = text, _NOTE.sub("", text)
    return text.rstrip(" ,|")


def _same(match: re.Match[str], title: str) -> Correspondence | None:
    """`Same to same`, `do`, `Same to Mr. X`, `Mr. X to same`."""
    end = len(title)
    if match["ditto"]:
        return Correspondence(subject_start=end, same_sender=True, same_recipient=True)
    if match["one"]:
        if match["other"].strip(" .").lower() == "same":
            return Correspondence(subject_start=end, same_sender=True, same_recipient=True)
        side = parse_parties(match["other"])
        return (
            Correspondence((), side.parties, subject_start=end, same_sender=True)
            if side.is_sure
            else None
        )
    side = parse_parties(match["who"])
    return (
        Correspondence(side.parties, (), subject_start=end, same_recipient=True)
        if side.is_sure
        else None
    )


def _bare_ends(text: str) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The two ends of `X to Y`, `From X to Y`, `To X from Y`, `From X`, `To Y`."""
    lower = text.lower()
    if lower.startswith("from "):
        split = split_at_to(text[5:], must_be_sure=True, may_be_one=True)
        if split is not None:
            return split[0].parties, split[1].parties
        side = parse_parties(text[5:])
        return (side.parties if side.is_sure else ()), ()
    if lower.startswith("to "):
        back = _FROM.search(text)
        sides = [text[3:]] if back is None else [text[3 : back.start()], text[back.end() :]]
        read = [parse_parties(side) for side in sides]
        if all(side.is_sure for side in read):
            return (read[1].parties if back else ()), read[0].parties
        return (), ()
    split = split_at_to(text, must_be_sure=True, may_be_one=False)
    return (split[0].parties, split[1].parties) if split is not None else ((), ())


def _possessive(text: str) -> Correspondence:
    """`President Wilson’s reply to Doctor Nansen`."""
    reply = _REPLY.fullmatch(text)
    if reply is None:
        return Correspondence()
    sides = parse_parties(reply["c"]), parse_parties(reply["r"])
    if not all(side.is_sure for side in sides):
        return Correspondence()
    return Correspondence(sides[0].parties, sides[1].parties, subject_start=len(text))


def _passed_on(text: str, *, is_wire: bool) -> tuple[tuple[Party, ...], tuple[Party, ...]] | None:
    """Who else: `: Crosby to McAdoo`, `: from Stevens`, `; to W. T. B. also`, `; similar note
    from the Italian Ambassador`. None where it says something else."""
    creators: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    for clause in filter(None, (part.strip(" .,") for part in _CLAUSE.split(text.lstrip(":;")))):
        also = _ALSO.fullmatch(clause)
        rest = also["rest"] if also is not None else clause
        rest = rest.lstrip(":; ") + ("." if re.search(r"(?<!\w)[A-Z]$", rest) else "")
        lower = rest.lower()
        start = 5 if lower.startswith("from ") else 3 if lower.startswith("to ") else 0
        if start:
            side = parse_parties(rest[start:])
            others = tuple(p for p in side.parties if not _is_places(p.printed))
            if not side.parties or not (side.is_sure or is_wire):
                return None
            creators, recipients = (
                (_with(creators, others), recipients)
                if start == 5
                else (creators, _with(recipients, others))
            )
        elif is_wire:
            split = split_at_to(rest, must_be_sure=False, may_be_one=False)
            if split is None:
                return None
            creators, recipients = (
                _with(creators, split[0].parties),
                _with(recipients, split[1].parties),
            )
        else:
            return None
    return creators, recipients


def _is_places(printed: str) -> bool:
    """`France`, `France and Italy`: the officers there, of whom no more is said."""
    return all(is_place(part) for part in re.split(r",\s*|\s+and\s+", printed))


def _with(parties: tuple[Party, ...], more: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys((*parties, *more)))


def bare_names(title: str) -> tuple[tuple[Party, ...], tuple[Party, ...]] | None:
    """The ends of `Thomas Jefferson to James Madison`, which says nothing of its being a letter:
    two names, to be believed only where the listing knows them for people."""
    if len(title) > MAX_TITLE_CHARS or title.count(" to ") != 1:
        return None
    text = _without_notes(title)
    text = text[: find_subject(text, 0)]
    split = split_at_to(text, must_be_sure=False, may_be_one=False)
    if split is None or not all(p.is_person for side in split for p in side.parties):
        return None
    return split[0].parties, split[1].parties
