"""The words of offices, honorifics and bodies, and the shapes of names."""

import re
from functools import lru_cache
from typing import Final

from dash_core.text.places import gazetteer

__all__ = [
    "ACRONYM",
    "ADJECTIVES",
    "CAPITAL",
    "FULL_NAME",
    "INITIALS",
    "NAME",
    "NAME_WORD",
    "NATIONS",
    "PARTICLE",
    "PERSONAL",
    "RULERS",
    "SURNAME_INITIALS",
    "TAKES_TO",
    "VERBS",
    "is_adjective",
    "is_body",
    "is_honorific",
    "is_nation",
    "is_office",
    "is_pronoun",
    "key_of",
]

# Capital letters of Latin, Greek and Cyrillic script.
CAPITAL: Final = "[" + "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper()) + "]"
INITIALS: Final = rf"(?:{CAPITAL}\.\s?){{1,4}}"
NAME_WORD: Final = rf"{CAPITAL}[^\W\d_]*(?:[-’'ʼ][^\W\d_]+)*"
_PARTICLES: Final = r"de la|del|de|der|du|di|da|des|von|van|al|el|bin|ibn"
PARTICLE: Final = re.compile(rf"(?:{_PARTICLES})\s")
# A name: initials and capitalised words, with an editor's identification in brackets.
NAME: Final = (
    rf"(?:(?:{_PARTICLES})\s+)?(?:{INITIALS})?{NAME_WORD}"
    rf"(?:\s+(?:{INITIALS}|(?:{_PARTICLES})\s+)?{NAME_WORD}){{0,3}}(?:\s+\[{NAME_WORD}\])?"
)
FULL_NAME: Final = re.compile(NAME)
SURNAME_INITIALS: Final = re.compile(
    rf"(?<!\w)(?P<surname>{NAME_WORD}),\s*(?P<given>{INITIALS})(?!\s*{CAPITAL})"
)

ACRONYM: Final = re.compile(rf"(?:{CAPITAL}\.\s?){{2,}}")

_RANKS: Final = frozenset(
    (
        "general gen brigadier brig marshal colonel col major maj captain capt lieutenant lieut "
        "lt sergeant corporal admiral adm commodore commander ensign"
    ).split()
)
_HONORIFICS: Final = frozenset(
    (
        "mr mrs miss ms messrs dr doctor mm mme mlle señor señora senhor senor signor signora "
        "herr frau sir lord lady monsieur madame rev reverend father professor prof comrade "
        "comrades cde cdes tov citizen hon"
    ).split()
)
RULERS: Final = frozenset(  # may be surnames after an office: "President King"
    "king queen prince princess duke duchess count countess baron baroness marquis marquess "
    "viscount earl "
    "emperor empress shah sultan pope cardinal bishop archbishop judge justice major".split()
)
_OFFICES: Final = RULERS | frozenset(
    (
        "president vice-president minister premier chancellor ambassador envoy consul vice-consul "
        "chargé charge secretary undersecretary commissar commissioner chairman chairperson chief "
        "head director administrator adviser advisor counselor counsellor counsel attaché attache "
        "delegate representative agent general colonel marshal admiral captain lieutenant sergeant "
        "commander commodore general-major major-general general-secretary secretary-general "
        "general-lieutenant governor governor-general senator congressman deputy-minister mayor "
        "solicitor treasurer clerk receiver officer official plenipotentiary resident "
        "extraordinary spokesman correspondent editor arbitrator commissary viceroy regent caliph "
        "khan-e mullah ayatollah comptroller controller inspector superintendent speaker "
        "assistant manager prosecutor member leader commandant"
    ).split()
)
PERSONAL: Final = frozenset(  # what follows is a name, even one that is a word
    "colonel captain lieutenant sergeant admiral senator congressman ambassador commissar".split()
)
_BODIES: Final = frozenset(
    (
        "committee subcommittee ministry cc cp party government embassy legation consulate council "
        "department office politburo bureau staff command commission delegation representation "
        "board mission union congress agency institute republic ssr ussr army corp corporation "
        "company co inc incorporated ltd bank association society federation league house senate "
        "authorities directorate secretariat section division service presidium assembly "
        "conference tribunal court cabinet university library administration treasury admiralty "
        "legislature powers navy parliament majlis soviet group missions press railway railways"
    ).split()
)
# Offices that are sent "to" somebody: "Adviser to the Commission", "Delegation to the Conference".
TAKES_TO: Final = frozenset(
    "adviser advisor advisers advisors secretary assistant assistants commissioner commissioners "
    "delegate delegates delegation representative representatives envoy counsel".split()
)
NATIONS: Final = frozenset(
    (
        "american british soviet russian iranian persian french german turkish chinese japanese "
        "polish italian spanish greek dutch danish swedish norwegian austrian hungarian czech "
        "bulgarian romanian yugoslav serbian mexican brazilian canadian cuban indian arab egyptian "
        "iraqi syrian israeli korean vietnamese armenian georgian ukrainian latin tudeh "
        "communist azerbaijani kurdish allied western eastern northern southern"
    ).split()
)
ADJECTIVES: Final = NATIONS | frozenset(
    (
        "the all then former acting deputy vice first second third under assistant associate "
        "prime foreign high special chief private executive technical attorney rear "
        "joint senior junior new late certain state division shipping press war trade export "
        "exports import food security inter-allied emergency finance public people’s people's "
        "diplomatic consular associated central swiss welsh scots thai other said us u.s"
    ).split()
)
# What follows "to" in "the Commission to Negotiate Peace", "Instructions to Withdraw Troops".
VERBS: Final = frozenset(
    (
        "negotiate withdraw send strengthen establish support create be have make take give keep "
        "meet visit address attend join leave sign form organize organise appoint assist aid help "
        "protect defend prevent stop end begin start continue increase reduce limit regulate "
        "control discuss consider examine study investigate report inform advise request ask "
        "answer reply obtain secure acquire buy sell build open close recognize recognise accept "
        "reject refuse approve grant restore improve promote prepare provide transfer remove "
        "resist fight kill arrest deport evacuate return remain participate become resume split"
    ).split()
)
_OF_COUNTRY: Final = re.compile(r"(?:ans?|ish|ese|is)$")
_PRONOUNS: Final = frozenset(
    "my your his her our their its all some self friends everyone nobody who whom".split()
)
_ADJECTIVE: Final = re.compile(
    r"\w+(?:an|ish|ese|ch|ic|al|ary|ory|ing|i|ite|ive|ent|ant|istic|ands?)", re.IGNORECASE
)


def key_of(word: str) -> str:
    """A word as these lists have it: lower case, no full stop or comma at its end.

    >>> key_of("Mr."), key_of("Señor"), key_of("Vice-Consul,")
    ('mr', 'señor', 'vice-consul')
    """
    return word.strip(".,;:()[]").lower()


def _is_in(word: str, words: frozenset[str]) -> bool:
    """Whether a word is in a list, in the singular or the plural."""
    key = key_of(word)
    return (
        key in words
        or (key.endswith("ies") and key[:-3] + "y" in words)
        or (key.endswith("s") and key[:-1] in words)
    )


@lru_cache(maxsize=20_000)
def is_honorific(word: str) -> bool:
    """Whether a name follows for certain: "Mr.", "Señor", "Lord"."""
    return key_of(word) in _HONORIFICS


@lru_cache(maxsize=20_000)
def is_office(word: str) -> bool:
    """Whether a word names an office or a rank: "Ministers", "Colonel"."""
    return _is_in(word, _OFFICES)


def is_rank(word: str) -> bool:
    """Whether a word is a rank of the forces: "General", "Col."."""
    return key_of(word) in _RANKS


@lru_cache(maxsize=20_000)
def is_body(word: str) -> bool:
    """Whether a word names a body: "Embassy", "Committees", "Co."."""
    return _is_in(word, _BODIES)


@lru_cache(maxsize=20_000)
def is_nation(word: str) -> bool:
    """Whether a word names a nation or its people: "Italians", "Chilean", "Allies".

    An ending of such words counts where a country starts as the word does.
    """
    key = key_of(word)
    return (
        key in NATIONS
        or key.removesuffix("s") in NATIONS
        or key in ("allies", "arabs", "kurds", "turks", "poles", "swedes", "danes", "czechs")
        or (bool(_OF_COUNTRY.search(key)) and key[:4] in gazetteer().country_starts)
    )


def is_pronoun(word: str) -> bool:
    """Whether a word stands for people and names none: "My", "All"."""
    return word.lower() in _PRONOUNS


@lru_cache(maxsize=20_000)
def is_adjective(word: str) -> bool:
    """Whether a word can stand before an office: "Acting", "Hungarian", "Commercial"."""
    key = key_of(word)
    return key in ADJECTIVES or bool(_ADJECTIVE.fullmatch(key))
