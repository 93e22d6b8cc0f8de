"""People: who wrote, who received and who is named; their spellings joined.

Three steps. `correspondents` takes a title apart by the patterns archives print ("Message
from X to Y", "Letter, X to Y", "X's 'Title'"). `find_mentions` finds names in running text
after words that announce a person. `join` makes spellings of one person one name: the same
surname with given names or initials that do not contradict each other, and an identity the
editor gives in brackets ("Filippov [Stalin]").

What is not checked: two people of one surname of whom only one is printed with a given name
are taken for one; offices ("Secretary of State") and bodies ("CC CP of Azerbaijan") stay as
printed.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dash_core import progress, settings
from dash_core.genre import FORM_TERMS, GENRE_PATTERN, genre_of
from dash_core.places import is_place
from dash_core.progress import Tick, each, silent
from dash_core.text import fold, term_of

__all__ = [
    "Correspondence",
    "Party",
    "PeopleReading",
    "PersonMention",
    "correspondents",
    "find_known",
    "find_mentions",
    "join",
    "parse_party",
    "read_people",
]

_OFFICE: Final = (
    r"(?:(?:the|then|former|acting|deputy|vice|first|Soviet|American|British|Iranian|US|U\.S\.)\s+){0,4}"
    r"(?:Prime Minister|Foreign Minister|Minister|Ambassador|Consul General|Consul|Vice[- ]Consul|"
    r"President|Chairman|Premier|Chancellor|General[- ]Major|Major[- ]General|General[- ]Secretary|"
    r"Lieutenant General|General|Colonel|Marshal|Admiral|Captain|Commissar|Secretary|Comrades?|"
    r"Cdes?\.?|Cde|Mr\.?|Mrs\.?|Dr\.?|Shah|King|Senator|Governor)"
)
_OFFICE_HEAD: Final = re.compile(rf"(?:{_OFFICE}\s+){{1,4}}", re.IGNORECASE)
_ONLY_OFFICE: Final = re.compile(_OFFICE, re.IGNORECASE)
# A name: initials and capitalised words, with an editor's identification in brackets.
# Capital letters of Latin, Greek and Cyrillic script.
_CAPITAL: Final = "[" + "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper()) + "]"
_INITIALS: Final = rf"(?:{_CAPITAL}\.\s?){{1,4}}"
_NAME_WORD: Final = rf"{_CAPITAL}[^\W\d_]*(?:[-’'ʼ][^\W\d_]+)*"
_NAME: Final = (
    rf"(?:{_INITIALS})?{_NAME_WORD}(?:\s+(?:{_INITIALS}|(?:de|von|van|al|el|bin|ibn)\s+)?"
    rf"{_NAME_WORD}){{0,2}}(?:\s+\[{_NAME_WORD}\])?"
)
_FULL_NAME: Final = re.compile(_NAME)
_SURNAME_INITIALS: Final = re.compile(
    rf"(?<!\w)(?P<surname>{_NAME_WORD}),\s*(?P<given>{_INITIALS})"
)
# A party starts with a capital, is no sentence, and is not set in capitals like a heading.
_PLAUSIBLE: Final = re.compile(rf"(?![A-Z]{{5,}}\b){_CAPITAL}[^:/\d]{{0,80}}")
_BODY_WORDS: Final = re.compile(
    r"\b(?:committee|ministry|cc|cp|party|government|embassy|council|department|office|secretary|"
    r"politburo|bureau|staff|command|commission|legation|consulate|republic|ssr|ussr|army|"
    r"people[’']s|mission|delegation|union|chairman|congress|agency|institute)\b",
    re.IGNORECASE,
)

_TOPIC: Final = (
    r"(?=\s*(?:$|[,;:]?\s+(?:on|about|concerning|regarding|containing|re|relating|with|in|"
    r"requesting|reporting|describing|dated)\b))"
)
_GENRE_HEAD: Final = re.compile(
    rf"(?:[\w-]+\s+){{0,4}}?(?:{GENRE_PATTERN})\b(?:\s+(?:No\.?\s*)?[\w/.-]*\d[\w/.-]*)?\s*,?\s*",
    re.IGNORECASE,
)
_REPORT_OF: Final = rf"(?:per|from|by)\s+(?:an?\s+|the\s+)?(?:{GENRE_PATTERN})\s+(?:of|by|from)\s+"
# Whatever stands before the subject of the letter.
_PARTY: Final = r"(?:(?!\s(?:on|about|concerning|regarding|re)\s).)+?"
_FROM: Final = rf"(?:from|by)\s+(?P<c>{_PARTY})"
_TO: Final = rf"to\s+(?P<r>{_PARTY})"
# What is sent has a recipient; a resolution "on the granting of independence to …" has none.
_SENT: Final = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_REPORT_OF}(?P<c>{_PARTY})(?:\s+from\s+(?P<place>.+?))?{_TOPIC}",
        rf"{_FROM}\s+{_TO}{_TOPIC}",
        rf"{_TO}\s+{_FROM}{_TOPIC}",
        rf"{_FROM}{_TOPIC}",
        rf"{_TO}{_TOPIC}",
        rf"(?<=,\s)(?P<c>{_PARTY})\s+{_TO}{_TOPIC}",
    )
]
_MADE: Final = [re.compile(rf"{_FROM}{_TOPIC}", re.IGNORECASE)]
_SENDABLE: Final = frozenset(
    (
        *("letter", "telegram", "telegraph report", "cable", "memorandum", "message"),
        *("dispatch", "report", "note", "directive"),
    )
)
_QUOTED_BY: Final = re.compile(r"(?P<c>[^'‘\"“]*?[^,\s]),\s+['‘\"“](?P<title>.+)['’\"”]\.?")
_QUOTED_OF: Final = re.compile(r"(?P<c>[^‘\"“]+?)['’]s\s+['‘\"“](?P<title>.+)['’\"”]\.?")

_CUE: Final = re.compile(
    rf"(?:(?<!\w)(?i:{_OFFICE})\s+(?P<office>{_NAME}))"
    r"|(?:(?:meetings?|conversations?|talks|interviews?|discussions?|negotiations?)\s+"
    rf"(?:with|between)\s+(?P<met>{_NAME}(?:(?:,\s+|,?\s+and\s+){_NAME})*))"
    rf"|(?:between\s+(?P<between>{_NAME}\s+and\s+{_NAME}))"
)
_FULL_NAME_PART: Final = re.compile(rf"(?<!\w){_NAME_WORD}")
_ONE_BEFORE: Final = re.compile(rf"((?:[A-Z]\.|{_NAME_WORD})\s?)$")
_TWO_BEFORE: Final = re.compile(rf"((?:(?:[A-Z]\.|{_NAME_WORD})\s?){{2}})$")
_AND: Final = re.compile(r",\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+")
_NATIONS: Final = frozenset(
    "american british soviet russian iranian french german turkish chinese japanese polish tudeh "
    "communist azerbaijani kurdish allied western eastern northern southern".split()
)


@dataclass(frozen=True, slots=True)
class Party:
    """A correspondent as printed: a person (given names and surname) or a body or office."""

    printed: str
    surname: str = ""
    given: str = ""
    alias: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is a person and no body or office."""
        return bool(self.surname)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person at `start:end` of a text."""

    party: Party
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What a title says of its parties, and where in the title its subject starts."""

    creators: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: str = ""
    subject_start: int = 0


def correspondents(title: str) -> Correspondence:
    """Take a title apart into creators, recipients, place of sending and subject.

    >>> found = correspondents("Letter, M.D. Bagirov to Cdes. Yakubov, T., and Atakishiyev")
    >>> [p.surname for p in found.creators], [p.surname for p in found.recipients]
    (['Bagirov'], ['Yakubov', 'Atakishiyev'])
    """
    if len(title) > settings.MAX_TITLE_CHARS:
        return Correspondence()
    quoted = _QUOTED_BY.fullmatch(title) or _QUOTED_OF.fullmatch(title)
    if quoted is not None:
        creators = tuple(_first_person(quoted["c"]))
        return Correspondence(creators, subject_start=quoted.start("title"))
    head = _GENRE_HEAD.match(title)
    if head is None:
        return Correspondence()
    for pattern in _SENT if genre_of(title) in _SENDABLE else _MADE:
        match = pattern.match(title, head.end())
        if match is None:
            continue
        found = match.groupdict()
        creators, recipients = (tuple(_parties(found.get(who))) for who in "cr")
        place = _place(found.get("place"))
        if [is_place(creator.printed) for creator in creators] == [True]:  # "Report from Tehran"
            return Correspondence((), recipients, creators[0].printed, match.end())
        return Correspondence(creators, recipients, place, match.end())
    return Correspondence(subject_start=head.end())


def _place(text: str | None) -> str:
    """A place of sending, if what stands there can be one."""
    place = (text or "").strip(" ,.")
    return place if _PLAUSIBLE.fullmatch(place) else ""


def _first_person(text: str) -> Iterator[Party]:
    """`General-Major Yemel’yanov, People’s Commissar of …`: the name, without the office."""
    name = text.split(", ")[0] if not _SURNAME_INITIALS.fullmatch(text) else text
    yield from _parties(name)


def _parties(text: str | None) -> Iterator[Party]:
    """The parties of a printed list: `A, B, and C`, with `Yakubov, T.` kept together."""
    if not text:
        return
    text = text.strip(" ,.;") + ("." if re.search(r"(?<![A-Za-z])[A-Z]\.$", text.strip()) else "")
    if _BODY_WORDS.search(text) and " and " not in text:
        parts = [text]
    else:
        joined = _SURNAME_INITIALS.sub("\\g<surname>\x00\\g<given>", text)
        parts = [part.replace("\x00", ", ") for part in _AND.split(joined)]
    for part in parts:
        party = parse_party(part)
        is_title = len(parts) > 1 and _ONLY_OFFICE.fullmatch(party.printed)  # "A, Ambassador,"
        if _PLAUSIBLE.fullmatch(party.printed) and not is_title:
            yield party


def parse_party(printed: str) -> Party:
    """One party: its office is dropped from a person's name, a body stays as printed."""
    printed = re.sub(r"^(?:the|an?)\s+", "", " ".join(printed.split()), flags=re.IGNORECASE)
    printed = re.sub(r"\s*\([^()]*\)$", "", printed)  # "Mao (excerpt)"
    name = _OFFICE_HEAD.sub("", printed, count=1) if _OFFICE_HEAD.match(printed) else printed
    reversed_name = _SURNAME_INITIALS.fullmatch(name)
    if reversed_name:
        return Party(name, reversed_name["surname"], reversed_name["given"])
    if not _FULL_NAME.fullmatch(name) or _BODY_WORDS.search(name) or is_place(name):
        return Party(printed)
    alias = ""
    bracket = re.fullmatch(r"(.+?)\s+\[(.+)\]", name)
    if bracket:
        alias, surname, given = bracket[1], bracket[2], ""
    else:
        *rest, surname = re.findall(rf"{_INITIALS}|\S+", name)
        given = " ".join(" ".join(rest).split())
    return Party(name, surname, given, alias)


def find_mentions(text: str) -> list[Party]:
    """People announced by the text: after an office, or met, talked with, or `between` them."""
    found = []
    for match in _CUE.finditer(text):
        names = match["office"] or match["met"] or match["between"]
        for part in _AND.split(names):
            name = _trim(part or "")
            if _is_name(name):
                party = parse_party(name)
                if party.is_person:
                    found.append(party)
    return found


def _trim(text: str) -> str:
    """A name without the small words that titles print with a capital (`Qavam About`)."""
    words = text.split()
    while (
        words
        and words[-1][0].isalpha()
        and not words[-1].endswith(".")
        and (not term_of(words[-1]))
    ):
        words.pop()
    return " ".join(words)


def _is_name(text: str) -> bool:
    """Not a nation, a genre, a common word at the start of a sentence, or a place."""
    words = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text)
    return (
        bool(words)
        and not is_place(text)
        and not any(word.lower() in _NATIONS or term_of(word) in FORM_TERMS for word in words)
        and any(term_of(word) for word in words)
    )


def join(parties: Iterable[Party]) -> dict[Party, str]:
    """One name for all spellings of a person.

    The name shown is the spelling printed most often; of equals, the fullest. Bodies and
    offices keep their printed form.
    """
    counts = Counter(parties)
    by_surname: dict[str, list[Party]] = {}
    for party in counts:
        if party.is_person:
            by_surname.setdefault(fold(party.surname), []).append(party)
    names = {party: party.printed for party in counts if not party.is_person}
    for same in by_surname.values():
        given = sorted({party.given for party in same if party.given}, key=lambda g: (-len(g), g))
        distinct: list[str] = []  # given names that contradict one another
        for name in given:
            if not any(_compatible(name, other) for other in distinct):
                distinct.append(name)
        groups: dict[str, list[Party]] = {}
        for party in same:
            bare = not party.given
            if bare and len(distinct) > 1:
                key = ""  # cannot be told which of them
            elif bare:
                key = distinct[0] if distinct else ""
            else:
                fits = [name for name in distinct if _compatible(party.given, name)]
                key = fits[0] if len(fits) == 1 else f"? {party.given}"  # or which of them
            groups.setdefault(key, []).append(party)
        for group in groups.values():
            weight: Counter[str] = Counter()
            for party in group:
                weight[party.surname if party.alias else party.printed] += counts[party]
            best = min(weight, key=lambda s: (-weight[s], -len(s), s))
            names.update(dict.fromkeys(group, best))
    return names


def _compatible(a: str, b: str) -> bool:
    """Whether two given names may be one person's: word by word equal or an initial of it."""
    return all(
        x == y or (min(len(x), len(y)) == 1 and x[0] == y[0])
        for x, y in zip(_given_words(a), _given_words(b), strict=False)
    )


@lru_cache(maxsize=10_000)
def _given_words(given: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(given))


@dataclass(frozen=True)
class PeopleReading:
    """Who is in each document of a collection (lists run parallel to the documents).

    `spellings` maps every name shown to the printed forms it stands for; the spans are where
    people stand in title and summary. `sent_from` is the place a title says it was sent from
    ("Report of X from PLACE"), else empty; `subject_starts` is where in the title the subject
    starts, after who wrote to whom.
    """

    creators: list[list[str]]
    recipients: list[list[str]]
    people: list[list[str]]
    spellings: dict[str, tuple[str, ...]]
    title_spans: list[list[PersonMention]]
    summary_spans: list[list[PersonMention]]
    sent_from: list[str]
    subject_starts: list[int]


def read_people(
    titles: Sequence[str], summaries: Sequence[str], tick: Tick = silent
) -> PeopleReading:
    """Find correspondents and people in all documents and join their spellings."""
    letters = [correspondents(title) for title in each(titles, progress.part(tick, 0, 0.3))]
    announced = [
        [*find_mentions(title[letter.subject_start :]), *find_mentions(summary)]
        for letter, title, summary in zip(
            letters, titles, each(summaries, progress.part(tick, 0.3, 0.6)), strict=True
        )
    ]
    parties = [
        [*letter.creators, *letter.recipients, *named]
        for letter, named in zip(letters, announced, strict=True)
    ]
    known: dict[str, dict[Party, None]] = {}
    for party in (party for document in parties for party in document):
        if party.is_person:
            known.setdefault(fold(party.surname), {})[party] = None
    in_titles = [find_known(title, known) for title in each(titles, progress.part(tick, 0.6, 0.7))]
    in_summaries = [
        find_known(summary, known) for summary in each(summaries, progress.part(tick, 0.7, 0.9))
    ]
    mentions = (m.party for document in (*in_titles, *in_summaries) for m in document)
    names = join([*mentions, *(party for document in parties for party in document)])

    def unique(found: Iterable[Party]) -> list[str]:
        return list(dict.fromkeys(names[party] for party in found))

    everyone = [
        unique([*document, *(m.party for m in titled), *(m.party for m in summed)])
        for document, titled, summed in zip(parties, in_titles, in_summaries, strict=True)
    ]
    spellings: dict[str, set[str]] = {}
    for party, name in names.items():
        spellings.setdefault(name, set()).add(party.printed)
    return PeopleReading(
        creators=[unique(letter.creators) for letter in letters],
        recipients=[unique(letter.recipients) for letter in letters],
        people=everyone,
        spellings={name: tuple(sorted(forms)) for name, forms in spellings.items()},
        title_spans=in_titles,
        summary_spans=in_summaries,
        sent_from=[letter.place for letter in letters],
        subject_starts=[letter.subject_start for letter in letters],
    )


def _is_common(word: str) -> bool:
    """A place, a month, an office: no person unless a given name stands before it."""
    return is_place(word) or not term_of(word) or term_of(word) in FORM_TERMS


def find_known(text: str, known: Mapping[str, Collection[Party]]) -> list[PersonMention]:
    """Every place of `text` where a known surname stands, with the given names before it.

    Parameters
    ----------
    known
        Folded surname -> the parties that bear it.
    """
    found = []
    for match in _FULL_NAME_PART.finditer(text):
        surname = re.sub(r"['’]s$", "", match[0])
        bearers = known.get(fold(surname))
        if not bearers or not surname[0].isupper():
            continue
        end = match.start() + len(surname)
        start, given = match.start(), ""
        for before in (_TWO_BEFORE, _ONE_BEFORE):
            names = before.search(text, max(0, match.start() - 80), match.start())
            if names and any(p.given and _compatible(names[1], p.given) for p in bearers):
                start, given = names.start(1), " ".join(names[1].split())
                break
        if not given and _is_common(surname):
            continue
        own = next(iter(bearers)).surname
        found.append(PersonMention(Party(text[start:end], own, given), start, end))
    return found
