"""Who wrote to whom, by the patterns titles are printed in.

With the kind of document first ("Letter from X to Y on Z", "Telegram, X to Y", "X's 'Title'") a
side may be any name. Without it ("Mr. Seward to Mr. Judd", "From the Ambassador in France
(tel.): Crosby to McAdoo") a side must say itself that it is somebody, since "From Peace to War"
is no letter. "Same to same" and "do" are left to the entry printed before.
"""

import re
from dataclasses import replace
from typing import Final

from dash_core.text.genre import GENRE_PATTERN, genre_of
from dash_core.text.people.model import Correspondence, Party
from dash_core.text.people.party import Side, read_side
from dash_core.text.people.vocabulary import TAKES_TO, is_body, is_office, key_of
from dash_core.text.places import is_place

__all__ = ["bare_names", "correspondents"]

MAX_TITLE_CHARS: Final = 1_000  # a longer title is not taken apart

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
_QUOTED_BY: Final = re.compile(r"(?P<c>[^'‘\"“]*?[^,\s]),\s+['‘\"“](?P<title>.+)['’\"”]\.?")
_QUOTED_OF: Final = re.compile(r"(?P<c>[^‘\"“]+?)['’]s\s+['‘\"“](?P<title>.+)['’\"”]\.?")
_REPLY: Final = re.compile(
    r"(?P<c>[A-Z][^‘\"“:;]+?)['’]s\s+(?:reply|answer|response|letter|message|telegram|note)\s+to\s+"
    r"(?P<r>[^:;]+)",
    re.IGNORECASE,
)
_MADE_BY: Final = re.compile(
    r"(?:(?:issued|prepared|presented|submitted|left|sent|written|signed|dictated|made)\s+)?"
    r"(?:to\s+(?P<r>[^:;]+?)\s+)?(?:by|from)\s+(?P<c>.+)",
    re.IGNORECASE,
)
_FROM_TO: Final = re.compile(r"\s(?:from|by)\s+(?P<ends>(?:(?!\s(?:from|by)\s).)+)$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:No\.?\s*)?\d{1,6}[a-z]?[.):]\s+(?=\w)", re.IGNORECASE)
_TO: Final = re.compile(r"\s*,?\s+to\.?(?:\s+to)?\s+", re.IGNORECASE)
_FROM: Final = re.compile(r",?\s+(?:from|by)\s+", re.IGNORECASE)

# Where the subject starts.
_SUBJECT: Final = re.compile(
    r"[,;:]?\s+(?P<word>upon|on|about|concerning|regarding|containing|re|relating|respecting|with|in|"
    r"requesting|reporting|describing|dated|before|after|during|left|handed|transmitted)\b"
    r"|[,;:]?\s+of\s+an?\s+(?:\w+\s+)?(?:conversation|interview|conference|meeting|talk)s?\b",
    re.IGNORECASE,
)
_COMMITTEE: Final = ("committee", "subcommittee", "commission")
_ON: Final = frozenset(  # a committee is on something, a delegation too
    "committee subcommittee commission delegation representation representative conference "
    "council board mission member adviser delegate".split()
)
_SENT_TO: Final = frozenset("delegate delegates delegation representatives".split())
_MEETING: Final = re.compile(r"\b(?:Conference|Commission|Congress|Council|League|Assembly)\b")
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


def correspondents(title: str) -> Correspondence:
    """Take a title apart into creators, recipients, place of sending and subject.

    >>> found = correspondents("Letter, M.D. Bagirov to Cdes. Yakubov, T., and Atakishiyev")
    >>> [p.surname for p in found.creators], [p.surname for p in found.recipients]
    (['Bagirov'], ['Yakubov', 'Atakishiyev'])
    """
    if len(title) > MAX_TITLE_CHARS:
        return Correspondence()
    number = _NUMBER.match(title)
    if number is not None:
        found = correspondents(title[number.end() :])
        if found == Correspondence():
            return found
        return replace(found, subject_start=found.subject_start + number.end())
    quoted = _QUOTED_BY.fullmatch(title) or _QUOTED_OF.fullmatch(title)
    if quoted is not None:
        return _quoted(quoted["c"], quoted.start("title"))
    head = _GENRE_HEAD.match(title)
    if head is not None and genre_of(title):
        return _after_genre(title, head)
    bare = _bare(title)
    if bare != Correspondence() or head is None:
        return bare
    return _after_genre(title, head)


def _quoted(text: str, start: int) -> Correspondence:
    """Those before a quoted title: `General-Major Yemel’yanov, People’s Commissar of …`, or
    `Cable from the Chinese Embassy`."""
    head = _GENRE_HEAD.match(text)
    if head is not None and genre_of(text):
        return replace(_after_genre(text, head), subject_start=start)
    split = _split(text, must_be_sure=False, may_be_one=True)
    if split is not None:
        return Correspondence(split[0].parties, split[1].parties, subject_start=start)
    return Correspondence(read_side(text).parties, subject_start=start)


# With the kind of document first


def _parties(text: str) -> tuple[Party, ...]:
    return read_side(text).parties


def _after_genre(title: str, head: re.Match[str]) -> Correspondence:
    start = head.end()
    end = _subject_start(title, start)
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
            genre_of(title) or genre_of(head["genre"]),
            is_after_comma=head[0].rstrip().endswith(","),
        )
    if [is_place(creator.printed) for creator in creators] == [True]:  # "Report from Tehran"
        place, creators = creators[0].printed, ()
    if not (creators or recipients or place):
        last = _FROM_TO.search(title, start)
        split = (
            _split(last["ends"], must_be_sure=True, may_be_one=False)
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
        split = _split(made["c"], must_be_sure=False, may_be_one=True) if is_sent else None
        if split is not None:
            return split[0].parties, split[1].parties
        return _parties(made["c"]), _parties(made["r"] or "")
    if lower.startswith("of ") and genre in _OF:
        split = _split(text[3:], must_be_sure=False, may_be_one=True) if is_sent else None
        if split is not None and split[0].is_sure:
            return split[0].parties, split[1].parties
        side = read_side(text[3:])
        return (side.parties if side.is_sure else ()), ()
    if is_sent and is_after_comma:
        split = _split(text, must_be_sure=False, may_be_one=False)
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


def _subject_start(title: str, start: int) -> int:
    """Where the subject starts: at the first "on", "about" … that is no part of an office."""
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


# Without it


def _bare(title: str) -> Correspondence:
    same = _SAME.fullmatch(_without_notes(title))
    if same is not None and (found := _same(same, title)):
        return found
    cut = _clause_end(title)
    text, rest = _without_notes(title[:cut]), title[cut:]
    creators, recipients = _bare_ends(text)
    end = len(title)
    if not (creators or recipients):
        subject = _subject_start(text, 0)
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
        side = read_side(match["other"])
        return (
            Correspondence((), side.parties, subject_start=end, same_sender=True)
            if side.is_sure
            else None
        )
    side = read_side(match["who"])
    return (
        Correspondence(side.parties, (), subject_start=end, same_recipient=True)
        if side.is_sure
        else None
    )


def _bare_ends(text: str) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The two ends of `X to Y`, `From X to Y`, `To X from Y`, `From X`, `To Y`."""
    lower = text.lower()
    if lower.startswith("from "):
        split = _split(text[5:], must_be_sure=True, may_be_one=True)
        if split is not None:
            return split[0].parties, split[1].parties
        side = read_side(text[5:])
        return (side.parties if side.is_sure else ()), ()
    if lower.startswith("to "):
        back = _FROM.search(text)
        sides = [text[3:]] if back is None else [text[3 : back.start()], text[back.end() :]]
        read = [read_side(side) for side in sides]
        if all(side.is_sure for side in read):
            return (read[1].parties if back else ()), read[0].parties
        return (), ()
    split = _split(text, must_be_sure=True, may_be_one=False)
    return (split[0].parties, split[1].parties) if split is not None else ((), ())


def _split(text: str, *, must_be_sure: bool, may_be_one: bool) -> tuple[Side, Side] | None:
    """The best place to divide `X to Y`, where both are parties.

    "Adviser to the Commission", "Delegation to the Conference" and "Mission to Russia" are one
    party where they may be (`may_be_one`); a name in brackets ends a party for certain.
    """
    best: tuple[int, int, Side, Side] | None = None
    for n, match in enumerate(_TO.finditer(text)):
        if n > 8:
            break
        before, after = text[: match.start()], text[match.end() :]
        left, right = read_side(before), read_side(after)
        if not left.parties or not right.parties:
            continue
        is_country = [is_place(party.printed) for party in left.parties] == [True]
        if must_be_sure and not ((left.is_sure or is_country) and right.is_sure):
            continue
        penalty = 0 if left.is_sure and right.is_sure else 1
        if before.rstrip().endswith(")"):
            penalty -= 2
        else:
            penalty += _belongs(before, right)
        if may_be_one and penalty >= 3:
            continue
        if best is None or (penalty, n) < best[:2]:
            best = (penalty, n, left, right)
    return (best[2], best[3]) if best is not None else None


def _belongs(before: str, right: Side) -> int:
    """How much what follows "to" looks like a part of the office before it."""
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


def _possessive(text: str) -> Correspondence:
    """`President Wilson’s reply to Doctor Nansen`."""
    reply = _REPLY.fullmatch(text)
    if reply is None:
        return Correspondence()
    sides = read_side(reply["c"]), read_side(reply["r"])
    if not all(side.is_sure for side in sides):
        return Correspondence()
    return Correspondence(sides[0].parties, sides[1].parties, subject_start=len(text))


def _passed_on(text: str, *, is_wire: bool) -> tuple[tuple[Party, ...], tuple[Party, ...]] | None:
    """Who else: `: Crosby to McAdoo`, `: from Stevens`, `; to W. T. B. also`, `; similar note
    from the Italian Ambassador`. None where it says something else."""
    creators: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    for clause in filter(None, (part.strip(" .,") for part in _CLAUSE.split(text.lstrip(":;")))):
        found = _ALSO.fullmatch(clause)
        rest = found["rest"] if found is not None else clause
        rest = rest.lstrip(":; ") + ("." if re.search(r"(?<!\w)[A-Z]$", rest) else "")
        lower = rest.lower()
        start = 5 if lower.startswith("from ") else 3 if lower.startswith("to ") else 0
        if start:
            side = read_side(rest[start:])
            others = tuple(p for p in side.parties if not _is_places(p.printed))
            if not side.parties or not (side.is_sure or is_wire):
                return None
            creators, recipients = (
                (_with(creators, others), recipients)
                if start == 5
                else (creators, _with(recipients, others))
            )
        elif is_wire:
            split = _split(rest, must_be_sure=False, may_be_one=False)
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
    text = text[: _subject_start(text, 0)]
    split = _split(text, must_be_sure=False, may_be_one=False)
    if split is None or not all(p.is_person for side in split for p in side.parties):
        return None
    return split[0].parties, split[1].parties
