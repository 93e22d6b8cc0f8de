"""What a source says about one date beside its printed expression."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from dash_core.dates.grammar.vocabulary import WORDS, fold_word

__all__ = ["NOTHING_STATED", "Event", "Qualifier", "StatedDate", "qualifier_of"]

Qualifier = Literal["", "approximate", "uncertain", "inferred"]
Event = Literal["", "made", "sent", "received", "issued", "published", "copyright"]


@dataclass(frozen=True, slots=True)
class StatedDate:
    """The machine-readable and divided forms of a date, as its source gives them.

    Readers fill in what the source has and judge nothing. Every value is the source's own text.

    Attributes
    ----------
    machine
        In a machine-readable format (EDTF, ISO 8601): EAD's `@normal`, TEI's `@when`, a column
        of ISO dates beside a printed one.
    begin, end
        Each end in a place of its own: columns of begin and end, TEI's `@notBefore` and
        `@notAfter`. An empty one is not stated, which is not the same as open.
    year, month, day
        The parts in places of their own.
    calendar
        The calendar of the printed expression, as named by the source ("julian", "hijri").
    qualifier
        `approximate`, `uncertain`, `inferred` or "": MODS's `@qualifier`, `@certainty`, `@cert`,
        a column "date is approximate".
    event
        What happened on the date; "" where the source does not say.
    """

    machine: str = ""
    begin: str = ""
    end: str = ""
    year: str = ""
    month: str = ""
    day: str = ""
    calendar: str = ""
    qualifier: Qualifier = ""
    event: Event = ""


NOTHING_STATED: Final = StatedDate()

_WORD: Final = re.compile(r"[^\W\d_]+")
# Words of attributes and columns beside those of printed dates ("circa", "probably").
_QUALIFIERS: Final[dict[str, Qualifier]] = {
    **dict.fromkeys(
        "approximate approximated approximation estimated estimate".split(), "approximate"
    ),
    **dict.fromkeys(
        "uncertain unsure unsicher questionable doubtful fraglich incertain incierta incerto "
        "possible probable low medium unknown doubt tentative".split(),
        "uncertain",
    ),
    **dict.fromkeys(
        "inferred supplied conjecture conjectural conjectured assumed presumed attributed deduced "
        "erschlossen restituee internal external".split(),
        "inferred",
    ),
}


@lru_cache(maxsize=1_000)
def qualifier_of(text: str) -> Qualifier:
    """What the words of an attribute or a cell say of how sure a date is; "" if nothing.

    The strongest doubt wins: uncertain, then approximate, then inferred.

    >>> [qualifier_of(text) for text in ("circa", "questionable", "Inferred date", "exact", "yes")]
    ['approximate', 'uncertain', 'inferred', '', '']
    """
    said: set[Qualifier] = {"uncertain"} if text.strip() in ("?", "[?]", "(?)") else set()
    for word in map(fold_word, _WORD.findall(text)):
        kinds = WORDS.get(word, frozenset())
        if word in _QUALIFIERS:
            said.add(_QUALIFIERS[word])
        elif "circa" in kinds:
            said.add("approximate")
        elif "uncertain" in kinds:
            said.add("uncertain")
    order: tuple[Qualifier, ...] = ("uncertain", "approximate", "inferred")
    return next((qualifier for qualifier in order if qualifier in said), "")
