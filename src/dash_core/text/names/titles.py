"""Who wrote to whom, by the patterns titles are printed in.

With the kind of document first ("Letter from X to Y on Z", "Telegram, X to Y", "X's 'Title'") a
side may be any name; titles without it are read by `bare_titles`, those in other languages than
English by `other_languages`.
"""

import re
from dataclasses import replace
from typing import Final

from dash_core.text.genre import GENRE_PATTERN, genre_of
from dash_core.text.names.bare_titles import MAX_TITLE_CHARS, read_bare_title
from dash_core.text.names.model import Correspondence, Party
from dash_core.text.names.other_languages import NOTHING, read_title_of_other_language
from dash_core.text.names.party import parse_parties
from dash_core.text.names.title_split import find_subject, split_at_to
from dash_core.text.places import is_place

__all__ = ["correspondents"]

_GENRE_HEAD: Final = re.compile(
    rf"(?:[\w()-]+\s+){{0,4}}?(?P<genre>{GENRE_PATTERN})\b(?:\s+(?:No\.?\s*)?[\w/.-]*\d[\w/.-]*)?\s*,?\s*",
    re.IGNORECASE,
)
_OF: Final = frozenset(  # "Report of the War Trade Committee" is by it, if that is somebody
    (
        *("report", "statement", "resolution", "directive", "speech", "proclamation", "decree"),
        *("order", "regulation", "note", "message", "letter", "telegram", "proposal", "diary"),
    )
)
_SENDABLE: Final = frozenset(
    (
        *("letter", "telegram", "telegraph report", "cable", "memorandum", "message"),
        *("dispatch", "report", "note", "directive", "statement", "speech", "decree"),
        *("order", "circular", "proclamation"),
    )
)
_REPORT_OF: Final = re.compile(
    rf"(?:per|from|by)\s+(?:an?\s+|the\s+)?(?:{GENRE_PATTERN})\s+(?:of|by|from)\s+"
    r"(?P<c>.+?)(?:\s+from\s+(?P<place>.+))?",
    re.IGNORECASE,
)
_QUOTE: Final = re.compile(r"\s['‘\"“]")  # in each title that quotes one
_QUOTED_BY: Final = re.compile(r"(?P<c>[^'‘\"“]*?[^,\s]),\s+['‘\"“](?P<title>.+)['’\"”]\.?")
_QUOTED_OF: Final = re.compile(r"(?P<c>[^‘\"“]+?)['’]s\s+['‘\"“](?P<title>.+)['’\"”]\.?")
_MADE_BY: Final = re.compile(
    r"(?:(?:issued|prepared|presented|submitted|left|sent|written|signed|dictated|made)\s+)?"
    r"(?:to\s+(?P<r>[^:;]+?)\s+)?(?:by|from)\s+(?P<c>.+)",
    re.IGNORECASE,
)
_FROM_TO: Final = re.compile(r"\s(?:from|by)\s+(?P<ends>(?:(?!\s(?:from|by)\s).)+)$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:No\.?\s*)?\d{1,6}[a-z]?[.):]\s+(?=\w)", re.IGNORECASE)
_FROM: Final = re.compile(r",?\s+(?:from|by)\s+", re.IGNORECASE)
# Where people write from, which is nobody and no place on the map.
_SCENE: Final = re.compile(
    r"(?:(?:western|eastern|northern|southern|home|battle)[ -]?)?(?:front(?: lines?)?|frontier"
    r"|field|trench(?:es)?|camp|barracks|hospital|asylum|convent|school|prison|jail|gaol|lighthouse|farm"
    r"|ship|boat|steamer|train|sea|seaside|coast|country|city|past|grave)",
    re.IGNORECASE,
)


def correspondents(title: str) -> Correspondence:
    """Take a title apart into creators, recipients, place of sending and subject.

    >>> ends = correspondents("Letter, M.D. Bagirov to Cdes. Yakubov, T., and Atakishiyev")
    >>> [p.surname for p in ends.creators], [p.surname for p in ends.recipients]
    (['Bagirov'], ['Yakubov', 'Atakishiyev'])
    """
    if len(title) > MAX_TITLE_CHARS:
        return Correspondence()
    number = _NUMBER.match(title)
    if number is not None:
        rest = correspondents(title[number.end() :])
        if rest == Correspondence():
            return rest
        return replace(rest, subject_start=rest.subject_start + number.end())
    if _QUOTE.search(title):
        quoted = _QUOTED_BY.fullmatch(title) or _QUOTED_OF.fullmatch(title)
        if quoted is not None:
            return _quoted(quoted["c"], quoted.start("title"))
    other = read_title_of_other_language(title)
    if other is not NOTHING:
        return other
    head = _GENRE_HEAD.match(title)
    genre = genre_of(title) if head is not None else ""
    if head is not None and genre:
        return _after_genre(title, head, genre)
    bare = read_bare_title(title)
    if bare != Correspondence() or head is None:
        return bare
    return _after_genre(title, head, genre)


def _quoted(text: str, start: int) -> Correspondence:
    """Those before a quoted title: `General-Major Yemel’yanov, People’s Commissar of …`, or
    `Cable from the Chinese Embassy`."""
    head = _GENRE_HEAD.match(text)
    if head is not None and (genre := genre_of(text)):
        return replace(_after_genre(text, head, genre), subject_start=start)
    split = split_at_to(text, must_be_sure=False, may_be_one=True)
    if split is not None:
        return Correspondence(split[0].parties, split[1].parties, subject_start=start)
    return Correspondence(parse_parties(text).parties, subject_start=start)


# With the kind of document first


def _parties(text: str) -> tuple[Party, ...]:
    return parse_parties(text).parties


def _after_genre(title: str, head: re.Match[str], genre: str) -> Correspondence:
    start = head.end()
    end = find_subject(title, start)
    text = title[start:end]
    creators: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place = ""
    report = _REPORT_OF.fullmatch(text)
    if report is not None:
        creators, place = _parties(report["c"]), _place_of(report["place"])
    else:
        creators, recipients = _ends(
            text,
            genre or genre_of(head["genre"]),
            is_after_comma=head[0].rstrip().endswith(","),
        )
    if len(creators) == 1 and _SCENE.fullmatch(creators[0].printed):  # "Letters from the Front"
        creators = ()
    if [is_place(creator.printed) for creator in creators] == [True]:  # "Report from Tehran"
        place, creators = creators[0].printed, ()
    if not (creators or recipients or place):
        last = _FROM_TO.search(title, start)
        split = (
            split_at_to(last["ends"], must_be_sure=True, may_be_one=False)
            if last is not None and genre_of(head["genre"]) in _SENDABLE
            else None
        )
        if split is not None:  # "Report on the situation from A. Smirnov to V. M. Molotov"
            return Correspondence(split[0].parties, split[1].parties, subject_start=start)
        return Correspondence(subject_start=start)
    return Correspondence(creators, recipients, place, end)


def _ends(
    text: str, genre: str, *, is_after_comma: bool
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """What stands after "from", "by" and "to"."""
    is_sent = genre in _SENDABLE
    lower = text.lower()
    if lower.startswith("to ") and is_sent:
        back = _FROM.search(text)
        if back is not None:
            return _parties(text[back.end() :]), _parties(text[3 : back.start()])
        made = _MADE_BY.fullmatch(text)
        return (), _parties(text[3:]) if made is None else _parties(made["c"])
    made = _MADE_BY.fullmatch(text)
    if made is not None:
        split = split_at_to(made["c"], must_be_sure=False, may_be_one=True) if is_sent else None
        if split is not None:
            return split[0].parties, split[1].parties
        return _parties(made["c"]), _parties(made["r"] or "")
    if lower.startswith("of ") and genre in _OF:
        split = split_at_to(text[3:], must_be_sure=False, may_be_one=True) if is_sent else None
        if split is not None and split[0].is_sure:
            return split[0].parties, split[1].parties
        side = parse_parties(text[3:])
        return (side.parties if side.is_sure else ()), ()
    if is_sent and is_after_comma:
        split = split_at_to(text, must_be_sure=False, may_be_one=False)
        if split is not None:
            return split[0].parties, split[1].parties
    return (), ()


def _place_of(text: str | None) -> str:
    """A place of sending, if what stands there can be one."""
    place = (text or "").strip(" ,.")
    return (
        place
        if place[:1].isupper() and len(place) <= 80 and not re.search(r"[:/\d]", place)
        else ""
    )
