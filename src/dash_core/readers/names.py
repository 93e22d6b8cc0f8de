"""Names of people in their parts, as formats of references keep them.

The parts are those of CSL 1.0.2 (`family`, `given`, `suffix`, and two kinds of particle): a
particle before the family name either belongs to it ("van den Brink") or is left out when the
family name stands alone ("Alexander von Humboldt": "Humboldt"). Suffixes and particles are known
by their words; which words they are is a convention of bibliographies, not a rule.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

__all__ = [
    "AND_OTHERS",
    "NameParts",
    "is_body",
    "is_suffix",
    "join_parts",
    "parse_name",
    "split_particle",
]

AND_OTHERS: Final = "and others"
"""The column of a record that names, by "; ", the fields ("creators") whose source says that there
are more names than it gives: "and others", "et al.", "u. a."."""

_CACHED: Final = 20_000
_SUFFIX: Final = re.compile(r"(?:jr|sr|jun|sen|junior|senior|esq|ii|iii|iv|v|2nd|3rd|4th)\.?", re.I)
_BODY: Final = frozenset(
    "academy administration agency archive archives army assembly association authority bank board "
    "bureau center centre church college commission committee company congress corporation council "
    "department division embassy federation foundation government group institute institution "
    "international league legation library ministry museum nations navy office organisation "
    "organization parliament party press project republic secretariat senate service society staff "
    "states survey team trust union university world".split()
)
"""Words of names of bodies; most are also surnames."""
# As BibTeX has it, a particle is what stands in small letters before (here also: behind) a name.
_SMALL: Final = r"['’]?[^\W\d_A-Z][\w'’]*"
_BEFORE: Final = re.compile(rf"((?:{_SMALL} )*(?:{_SMALL} |[^\W\d_A-Z]{{1,3}}['’]))(\S.*)")
_BEHIND: Final = re.compile(rf"(\S.*?)((?: {_SMALL})+)")


@dataclass(frozen=True, slots=True)
class NameParts:
    """One name in its parts; or whole, as `literal`, where it has none: a body, a name alone.

    `particle` belongs to the family name; `dropped` stands before it and is left out when the
    family name stands alone.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    dropped: str = ""
    literal: str = ""

    @property
    def display(self) -> str:
        """The name as people say it.

        >>> NameParts("Brink", "Jan", "van den", "Jr.").display
        'Jan van den Brink Jr.'
        """
        parts = (self.given, self.dropped, _joined(self.particle, self.family), self.suffix)
        return self.literal or " ".join(filter(None, parts))

    @property
    def whole_family(self) -> str:
        """The family name with the particle that belongs to it."""
        return _joined(self.particle, self.family)

    @property
    def inverted(self) -> str:
        """The name as a bibliography, RIS and tables have it: `Hall, Edward James, Jr.`

        >>> NameParts("Brink", "Jan", "van den").inverted
        'van den Brink, Jan'
        """
        given = " ".join(filter(None, (self.given, self.dropped)))
        return self.literal or ", ".join(filter(None, (self.whole_family, given, self.suffix)))

    def as_csl(self) -> dict[str, str]:
        """A name of CSL-JSON.

        >>> NameParts("Brink", "Jan", "van den").as_csl()
        {'family': 'Brink', 'given': 'Jan', 'non-dropping-particle': 'van den'}
        """
        parts = {
            "family": self.family,
            "given": self.given,
            "dropping-particle": self.dropped,
            "non-dropping-particle": self.particle,
            "suffix": self.suffix,
            "literal": self.literal,
        }
        return {name: text for name, text in parts.items() if text}


def _joined(particle: str, family: str) -> str:
    """A particle before a family name: "d’" and "al-" without a space."""
    space = "" if not particle or not family or particle.endswith(("’", "'", "-")) else " "
    return f"{particle}{space}{family}"


def is_suffix(text: str) -> bool:
    """Whether a text is what stands behind a name: "Jr.", "III"."""
    return _SUFFIX.fullmatch(text.strip()) is not None


def is_body(name: str) -> bool:
    """Whether a name of several words is that of a body: "Board of Works".

    >>> is_body("Board of Works"), is_body("Church")
    (True, False)
    """
    words = [word.strip(".").lower() for word in name.split()]
    return len(words) > 1 and not _BODY.isdisjoint(words)


def split_particle(family: str) -> tuple[str, str]:
    """The particle before a family name, and the family name.

    >>> split_particle("van den Brink"), split_particle("d’Arc"), split_particle("Van Buren")
    (('van den', 'Brink'), ('d’', 'Arc'), ('', 'Van Buren'))
    """
    match = _BEFORE.fullmatch(family)
    if match is None or not match[1].islower() or not match[2][0].isupper():
        return "", family
    return match[1].strip(), match[2]


@lru_cache(maxsize=_CACHED)
def parse_name(text: str) -> NameParts:
    """The parts of a name written "family, given" or "family, given, suffix"; else it is whole.

    Also read are "family, suffix, given" and a particle behind the given name ("Brink, Jan van
    den"). A body is whole: "Ministry of War, Prague".

    >>> name = parse_name("Hall, Edward James, Jr.")
    >>> name.family, name.given, name.suffix, name.display
    ('Hall', 'Edward James', 'Jr.', 'Edward James Hall Jr.')
    >>> parse_name("Brink, Jan van den").display, parse_name("de la Tour, Marcel").particle
    ('Jan van den Brink', 'de la')
    >>> parse_name("Edith Hall").literal, parse_name("Hall, Marsh, Brook").literal
    ('Edith Hall', 'Hall, Marsh, Brook')
    """
    text = " ".join(text.split())
    return join_parts(text.split(",")) or NameParts(literal=text)


def join_parts(parts: Sequence[str]) -> NameParts | None:
    """A name from what stands between its commas; None where that is not a person's name."""
    parts = [part.strip() for part in parts]
    suffix = next(filter(is_suffix, parts[1:]), "")
    if suffix:
        parts.remove(suffix)
    if len(parts) == 1 and suffix and parts[0]:  # which of its words is the family name?
        return NameParts(literal=f"{parts[0]} {suffix}")
    if len(parts) != 2 or not all(parts) or is_body(parts[0]):
        return None
    family, given = parts
    before, _space, last = given.rpartition(" ")
    if not suffix and before and len(last) > 1 and is_suffix(last):  # "Pell, Tom Jr."
        given, suffix = before, last
    dropped = ""
    particle, family = split_particle(family)
    behind = None if particle else _BEHIND.fullmatch(given)
    if behind is not None and behind[2].islower() and behind[1][0].isupper():
        given, dropped = behind[1], behind[2].strip()
    return NameParts(family, given, particle, suffix, dropped)
