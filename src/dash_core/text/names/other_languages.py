"""Titles of letters in other languages: `Brief von X an Y`, `Lettre de X à Y`, `X an Y`."""

import re
from typing import Final

from dash_core.text.names.model import Correspondence, Party
from dash_core.text.names.party import parse_parties
from dash_core.text.names.vocabulary import NAME
from dash_core.text.places import is_place

__all__ = ["NOTHING", "names_with_an", "read_title_of_other_language"]

# Language -> words for what is sent, before who sends it, before who gets it.
_LANGUAGES: Final = {
    "de": (
        r"\w*brief|briefe|(?:ab)?schreiben|(?:post|ansichts|feldpost)karte|telegramm|billet|gesuch",
        r"von(?: der| dem)?|vom|des|der",
        r"an(?: den| die| das| dem)?|ans",
    ),
    "fr": (
        r"lettres?|télégramme|carte postale|billet|dépêche|minute de lettre|missive",
        r"de(?: la| l['’])?|du|des|d['’]",
        r"à(?: la| l['’])?|aux?",
    ),
    "es": ("cartas?|telegrama|oficio|despacho|tarjeta postal|memorial", "de(?: la)?|del", "al?"),
    "pt": ("cartas?|telegrama|ofício|bilhete|postal", "d[eoa]s?", "à|ao?s?|para(?: [oa]s?)?"),
    "it": (
        "letter[ae]|telegramma|biglietto|cartolina(?: postale)?|dispaccio|minuta",
        r"di|del(?:la|l['’])?|d['’]",
        r"ad?|al(?:la|l['’])?|ai",
    ),
    "nl": ("brie[fv](?:en|kaart)?|telegram|ansichtkaart", "van(?: de)?", "aan(?: de| het)?"),
    "nordic": ("brev(?:e|kort)?|telegram|(?:post|vy)kort", "fra|från|av|af", "till?"),
}
_SIDE: Final = r"[^;:()\[\]]{2,100}?"
_PATTERNS: Final = tuple(
    re.compile(
        rf"(?:{kinds})(?:\s+(?:{by})(?:\s+|(?<=['’]))(?P<c>{_SIDE}))?"
        rf"(?:,?\s+(?:{to})(?:\s+|(?<=['’]))(?P<r>{_SIDE}))?(?=$|[,;:.(\[]|\s(?:vom|am|über|betr)\b)",
        re.IGNORECASE,
    )
    for kinds, by, to in _LANGUAGES.values()
)
NOTHING: Final = Correspondence()
"""What a title states that states none."""
_KINDS: Final = re.compile(
    "(?:" + "|".join(kinds for kinds, _by, _to in _LANGUAGES.values()) + r")\b", re.IGNORECASE
)
_AND: Final = re.compile(r"\s+(?:und|et|y|e|ed|en|og|och|u\.)\s+")
_TO: Final = re.compile(r"\s(?:an|à|au|al|para|aan|till?)\s")
_AN: Final = re.compile(
    rf"(?P<c>{NAME})\s+an\s+(?P<r>(?:(?:den|die|das)\s+)?(?:{NAME}))(?=$|[,;:.(\[])"
)


def read_title_of_other_language(title: str) -> Correspondence:
    """The correspondence that the title of a letter in another language states; empty if none.

    >>> ends = read_title_of_other_language("Lettre de Jean Leroux à Anne Morel, 1875")
    >>> [party.surname for party in (*ends.creators, *ends.recipients)]
    ['Leroux', 'Morel']
    """
    if not _KINDS.match(title):
        return NOTHING
    one_side = NOTHING
    for pattern in _PATTERNS:
        match = pattern.match(title)
        if match is None or not (match["c"] or match["r"]):
            continue
        creators, recipients = _parties(match["c"]), _parties(match["r"])
        if (match["c"] and not creators) or (match["r"] and not recipients):
            continue
        place = ""
        if [is_place(party.printed) for party in creators] == [True]:  # "Lettre de Paris"
            place, creators = creators[0].printed, ()
        if [is_place(party.printed) for party in recipients] == [True]:
            recipients = ()
        found = Correspondence(creators, recipients, place, match.end())
        if creators and recipients:
            return found
        if one_side is NOTHING:
            one_side = found
    return one_side


def names_with_an(title: str) -> tuple[tuple[Party, ...], tuple[Party, ...], int] | None:
    """The ends of `Leopold Anders an Wilhelmine Kuhn`, to be believed only where other titles of
    the listing say so, and where the second one ends."""
    match = _AN.match(title) if " an " in title else None
    if match is None:
        return None
    creators, recipients = _parties(match["c"]), _parties(match["r"])
    return (creators, recipients, match.end()) if creators and recipients else None


def _parties(text: str | None) -> tuple[Party, ...]:
    """Those of a side: names, a name behind titles, or what begins with a capital."""
    found: list[Party] = []
    for part in _AND.split(text or ""):
        part = re.sub(r"^(?:den|die|das|dem|der|de|la|le|el)\s+(?=[A-ZÀ-Þ])", "", part.strip(" ,."))
        if not part[:1].isupper() or any(map(str.isdigit, part)) or _TO.search(part):
            return ()
        found += parse_parties(part).parties or ()
    return tuple(dict.fromkeys(found))
