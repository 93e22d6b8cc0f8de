"""Names of places in one text, each with what speaks for it; nothing is decided here.

A name is looked up where a word starts with a capital, the longest first. What stands around it
tells of something else (a person, a ship, a newspaper, a party) or is evidence for a place: "in"
before it, its country after it, a place beside it in a list. English words; some prepositions of
other languages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dash_core.text.places.gazetteer import STRONG, Gazetteer, Place, key_of
from dash_core.text.places.gazetteer import folded as _folded
from dash_core.text.places.words import TextWords, Words

__all__ = ["Candidate", "PlaceMention", "candidates", "unlisted"]

_WORD: Final = re.compile(r"[^\W_]+")
_JOIN: Final = re.compile(r"[\s\-–.'’ʼ\[\]&]{1,3}")
_WINDOW: Final = 48  # letters before and after a name that are looked at

_PERSON: Final = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Messrs|Dr|Sir|Lord|Lady|Gen|General|Col|Colonel|Maj|Major|Capt|"
    r"Captain|Lt|Lieut|Lieutenant|Adm|Admiral|Commander|Commodore|Senator|Governor|President|Judge|"
    r"Justice|Prof|Professor|Count|Baron|Marquis|Rev|Reverend|Bishop|Archbishop|Pope|Comrade|Cde|"
    r"Minister|Ambassador|Consul|Chancellor|Premier|Marshal|King|Queen|Prince|Princess|Emperor|"
    r"Monsieur|Madame|Mme|M|Don|Señor|Herr|Secretary|Chargé|Congressman|Speaker|Sergeant)\.?\s+$"
)
_INITIAL: Final = re.compile(r"(?<!\w)(?:(?<!U\.)(?<!U\.\s)S|[A-RT-Z])\.\s?$")
_TITLE: Final = re.compile(
    r"(?<!\w)(?:Duke|Duchess|Earl|Marquis|Marquess|Count|Countess|Viscount|Baron|Bishop|Archbishop|"
    r"Prince|Princess|Lord|Lady|Infante|Order)\s+of\s+$"
)
_BODY_BEFORE: Final = re.compile(
    r"(?<!\w)(?:Party|Committee|CP|Bank|Church|Universit(?:y|ies)|College|Company|Co\.|Corporation|"
    r"Knights|Sisters|House|Museum|Institute|Academy|School)\s+(?:of|at)\s+(?:the\s+)?$"
)
_BODY_AFTER: Final = re.compile(
    r"\s+(?:(?:People[’']s|Democratic|National|Communist|Socialist|Labor|Labour)\s+)+"
    r"(?:Party|Government|Republic)"
)
_PAPER: Final = re.compile(
    r"\s+(?:Times|Post|Herald|Gazette|Tribune|Star|Journal|Daily|Evening|Morning|Chronicle|Globe|"
    r"Observer|Guardian|Mercury|Examiner|Inquirer|Courier|Express)\b"
)
_FIRM: Final = re.compile(
    r"(?:\s+(?:[A-Z&][\w.]*|and|of)){0,4}\s+"
    r"(?:(?:Company|company|Corporation|Bank|Syndicate|Steel|Trust)\b|Co\.)"
)
_GIVEN: Final = re.compile(
    r"(?<!\w)(?:George|John|William|James|Thomas|Charles|Henry|Robert|Joseph|Edward|Jack|David|"
    r"Richard|Samuel|Daniel|Benjamin|Abraham|Andrew|Martin)\s+$"
)
_STREET: Final = re.compile(
    r"(?:\s+(?:High|Public|State|Royal|Grand|City|Old|New|Art|Central|Junior))?\s+"
    r"(?:Square|Street|Road|Lane|Avenue|Terrace|Crescent|Row|County|Palace|Castle|Abbey|Manor|Hall|"
    r"House|Hotel|Inn|Theat(?:re|er)|Gallery|Museum|Library|Universit(?:y|ies)|College|School|"
    r"Institute|Academy|Club|Park|Gardens?|Bridge|Station|Gate|Court|Place|Hospital|Church|Chapel|"
    r"Cathedral|Cemetery|Prison|Arms)\b"
)
# After these a name is of no person, ship, body, title, river or street.
_PLAIN: Final = frozenset(
    "in to from by with on and or for near between against into over under about".split()
)
# "Rue de Lyon", "Palais de Chaillot", "Universität Wien".
_OF_FAMILY: Final = re.compile(r"(?<!\w)[A-Z][^\W\d_]+\s+(?:de\s+la|von|van(?:\s+de[rn])?)\s+$")
# "the River Medina", "the Isle of Portland"
_NATURE: Final = re.compile(
    r"(?<!\w)(?:River|Lake|Lac|Loch|Lough|Mount|Mt\.|Cape|Isle\s+of|Vale\s+of|Forest\s+of)\s+$"
)
_NAMED_AFTER: Final = re.compile(
    r"(?<!\w)(?:(?:[Rr]ue|Avenue|[Bb]oulevard|Place|Palais|Palazzo|[Cc]alle|Hôtel|[Cc]hâteau|Schloss)\s+"
    r"(?:d[’']|(?:d[eiu]|des|della|del|da|von|zu)\s+(?:la\s+)?)|Burg\s+"
    r"|(?:[Uu]niversité|Universität|[Uu]niversità|[Uu]niversidade?)\s+"
    r"(?:d[’']|(?:de|di|do|of|zu)\s+)?)$"
)
# What is by the sea for certain: ships, and what they do.
_AFLOAT: Final = re.compile(
    r"(?<!\w)(?:(?:steam|war|flag|troop|battle)?ships?|steamers?|vessels?|cruisers?|submarines?|convoys?|"
    r"fleet|squadron|nav(?:y|al)|harbou?rs?|seaports?|ports?|docks?|docked|sail(?:s|ed|ing)?|embark\w*|"
    r"disembark\w*|roadsteads?|[Rr]ade|anchor\w*|land(?:s|ed|ing)?\s+(?:at|in)|U\.\s?S\.\s?S\.|S\.\s?S\.|H\.\s?M\.\s?S\.)(?!\w)",
    re.IGNORECASE,
)
_SAINT: Final = re.compile(r"(?:saint|st) \w+")
_SHIP: Final = re.compile(
    r"(?<!\w)(?:steamers?|steamships?|steam[- ]?tugs?|ships?|schooners?|brigs?|brigantines?|barks?|"
    r"barques?|vessels?|cruisers?|gunboats?|battleships?|frigates?|corvettes?|sloops?|tankers?|"
    r"yachts?|flagships?|monitors?|S\.\s?S\.|SS|U\.\s?S\.\s?S\.|USS|H\.?\s?M\.?\s?S\.?|R\.M\.S\.)\s+"
    r"(?:the\s+)?[\"“‘']?$",
    re.IGNORECASE,
)
_QUOTE: Final = re.compile(r"[\"“‘]$")
_UNQUOTE: Final = re.compile(r"[,.]?[\"”’]")
_THE: Final = re.compile(r"(?<!\w)[Tt]he\s+$")
# "the Denver and three aides" is a ship; "the Geneva conference" is not.
_STANDS_ALONE: Final = re.compile(
    r"\s*(?:$|[.,;:)”\"]|(?:and|or|of|in|at|on|off|by|to|from|for|with|was|were|is|has|had|case|"
    r"claims?|a)\b)"
)
_LOCATIVE: Final = re.compile(
    r"(?<!\w)(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]round|[Oo]utside|[Ii]nside|[Ww]ithin|[Tt]hroughout|[Tt]owards?|"
    r"[Vv]ia|[Oo]ff|[Vv]isit(?:s|ed|ing)?|[Rr]each(?:es|ed|ing)|[Ll]eaving|"
    r"(?:[Cc]ity|[Tt]own|[Pp]ort|[Vv]illage|[Ss]iege|[Bb]attle|[Cc]apture|[Ff]all|[Pp]rovince|"
    r"[Oo]ccupation|[Bb]ombardment|[Hh]arbou?r|[Dd]istrict|[Ii]slands?|[Cc]onsulate|[Ll]egation)\s+of|"
    r"[Nn]orthern|[Ss]outhern|[Ee]astern|[Ww]estern|[Cc]entral|"
    r"à|en|dans|près\sde|nach|aus|bei|em|в|из|под)\s+(?:the\s+)?$"
)
_BESIDE: Final = re.compile(
    r"(?P<mark>\s*[,(\[]\s*)(?=[^\W\d_a-z])"
    r"(?P<name>[^\W\d_][\w.’'\[\]]*(?:[ \-][A-Z][\w.’']*){0,3})"
)
_OF_PLACE: Final = re.compile(
    r"\s+(?:[Cc]onference|[Cc]onvention|[Tt]reaty|[Aa]greement|[Pp]rotocol|[Ss]ummit|[Nn]egotiations|"
    r"[Tt]alks|[Cc]onsulate|[Ll]egation|[Ee]mbassy|[Aa]uthorities|[Gg]arrison|[Rr]iots|harbou?r)\b"
)
_NEAR: Final = re.compile(r"\s+near\s+[A-Z]")
_LIST: Final = re.compile(r"(?:\s*\([^()]*\))?(?:\s*,\s*(?:and|or|&)?\s*|\s+(?:and|or|to|&)\s+)")
_CAPITAL: Final = re.compile("[A-Z]")
_MAYBE: Final = re.compile(  # begins with a class of letters, which are skipped to faster
    r"[IiAaNn](?<!\w.)(?:(?<=[Ii])n|(?<=[Aa])t|(?<=[Nn])ear)\s+([A-Z][^\W\d_]{3,}(?:\s+[A-Z][^\W\d_]{2,}){0,2})(?![\w’'-])"
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place at `start:end` of a text: `name` is the gazetteer's form."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class Candidate:
    """A name at `start:end` that may be a place's.

    `is_placed`: what stands around it speaks for a place; `is_port`: ships are spoken of in the
    same text, so that it lies on water; `beside`: what the text says it lies
    in, `within`: the places of the name that do. `is_elsewhere`: none of them does, so it is a
    place of that name that no list has.
    """

    key: str
    start: int
    end: int
    is_placed: bool = False
    is_port: bool = False
    beside: str = ""
    within: tuple[Place, ...] = ()
    is_elsewhere: bool = False


def candidates(
    text: str, taken: Sequence[tuple[int, int]], seen: Words, words: TextWords
) -> list[Candidate]:
    """The names in `text`, in order, that may be places.

    Parameters
    ----------
    taken
        Spans that are something else (people's names).
    seen
        The words of the listing; of those that are in a name the first alone stays counted.
    words
        Those of the text.
    """
    candidates: list[Candidate] = []
    known, printed, starts = seen.known, words.printed, words.starts
    is_shouted = text.isupper()
    after = 0  # the words before it are read
    for i, most in enumerate(words.longest):
        if most < 0:
            continue
        if i < after:
            seen.upper[printed[i]] -= 1
            continue
        if not most:
            continue
        start, last = starts[i], min(i + most, len(printed)) - 1
        names = text[start : starts[last] + len(printed[last])]
        name = seen.names.get(names)
        if name is None:
            name = seen.names[names] = _longest(text, words, i, most, known)
        n_words, key = name
        if not n_words:
            continue
        after = i + n_words
        end = starts[after - 1] + len(printed[after - 1])
        if any(a < end and start < b for a, b in taken):
            continue
        if candidates and key in known.beside and key_of(candidates[-1].beside) == key:
            continue  # the county: "Guildford, Surrey" is no Surrey in Canada
        candidate = _judged(text, key, start, end, known, is_shouted)
        if candidate is None:
            continue
        if candidates and not is_shouted and not candidate.is_placed:
            before = candidates[-1]
            gap = text[before.end : start]
            if (before.is_placed or known.ranks[before.key] == STRONG) and _LIST.fullmatch(gap):
                candidate.is_placed = True
        candidates.append(candidate)
    if candidates and _AFLOAT.search(text):
        for candidate in candidates:
            candidate.is_port = True
    return candidates


def _longest(text: str, words: TextWords, i: int, most: int, known: Gazetteer) -> tuple[int, str]:
    """How many words from the `i`th on are a name, and its key; 0 if they are none."""
    printed, starts = words.printed, words.starts
    keys = [_folded(printed[i])]
    for j in range(i + 1, min(i + most, len(printed))):
        gap = text[starts[j - 1] + len(printed[j - 1]) : starts[j]]
        if gap != " " and (not _JOIN.fullmatch(gap) or (gap[0] == "." and len(printed[j - 1]) > 3)):
            break
        keys.append(f"{keys[-1]} {_folded(printed[j])}")
    for n in range(len(keys), 0, -1):
        last = printed[i + n - 1]
        if (last[0].isupper() or last == "city") and keys[n - 1] in known.names:
            return n, keys[n - 1]
    return 0, ""


def _judged(
    text: str, key: str, start: int, end: int, known: Gazetteer, is_shouted: bool
) -> Candidate | None:
    """The candidate with what speaks for it; None where it is something else."""
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    heaviest = known.names[key][0][0]
    is_spot = heaviest.kind in ("city", "region")
    is_plain = before[-1:] == " " and before[:-1].rpartition(" ")[2] in _PLAIN
    if _BODY_AFTER.match(after) or (
        not is_plain and (_BODY_BEFORE.search(before) or _PERSON.search(before))
    ):
        return None
    if is_spot and (
        _PAPER.match(after)
        or _FIRM.match(after)
        or _STREET.match(after)
        or (not is_plain and _is_name_of_other(before, after))
    ):
        return None
    if _SAINT.fullmatch(key) and after[:1] in "'’":  # "St Martin’s Church"
        return None
    if not is_plain and heaviest.kind == "city" and _NATURE.search(before):
        return None
    is_ship = not is_plain and (heaviest.kind == "city" or heaviest.within.startswith("US."))
    if is_ship and _THE.search(before) and _STANDS_ALONE.match(after):
        return None
    candidate = Candidate(key, start, end)
    beside = _BESIDE.match(text, end)
    if beside:
        _look_beside(candidate, beside, known)
    elif _NEAR.match(text, end) or _OF_PLACE.match(text, end):
        candidate.is_placed = True
    if not is_shouted and _LOCATIVE.search(before) and text[end : end + 1] != "-":
        candidate.is_placed = True
    return candidate


def _is_name_of_other(before: str, after: str) -> bool:
    """Whether what stands before the name of a town makes it that of a person, a street or a
    ship, or it is quoted."""
    return bool(
        _INITIAL.search(before)
        or _GIVEN.search(before)
        or _TITLE.search(before)
        or _NAMED_AFTER.search(before)
        or _OF_FAMILY.search(before)
        or _SHIP.search(before)
        or (_QUOTE.search(before) and _UNQUOTE.match(after))
    )


def _look_beside(candidate: Candidate, beside: re.Match[str], known: Gazetteer) -> None:
    """Take in what stands after a comma or in brackets, if it is where a place lies."""
    holder_key = key_of(beside["name"])
    holders = [known.beside[holder_key]] if holder_key in known.beside else []
    holders += [place for place, _weight in known.names.get(holder_key, ())]
    options = [place for place, _weight in known.names[candidate.key]]
    within = [place for place in options if any(holder.holds(place) for holder in holders)]
    if within:
        candidate.beside = beside["name"].rstrip(".,")
        candidate.within = tuple(within)
        candidate.is_placed = True
    elif holders and options[0].is_point and not holders[0].is_point:
        # "Lexington (Virginia)", of which only that of Kentucky is known; a comma may be a list's.
        is_state = holders[0].within.startswith("US.") and options[0].countries == ("US",)
        candidate.is_elsewhere = "," not in beside["mark"] or is_state


def unlisted(text: str, people: Sequence[tuple[int, int]], known: Sequence[Candidate]) -> list[str]:
    """Names that stand where a place does (after "in", "at", "near"), outside of those of people
    and of places that are known.

    None of a title that prints most words with a capital: there, they tell nothing.
    """
    if not _CAPITAL.search(text, 1) or not (matches := list(_MAYBE.finditer(text))):
        return []
    long = [word[0].isupper() for word in _WORD.findall(text) if len(word) > 3]
    if sum(long) > len(long) / 2 and len(long) > 4:
        return []
    taken = [*people, *((place.start, place.end) for place in known if not place.is_elsewhere)]
    return [
        match[1]
        for match in matches
        if not any(a < match.end(1) and match.start(1) < b for a, b in taken)
    ]
