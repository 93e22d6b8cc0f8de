"""Names that may be one, by the methods of OpenRefine ("Clustering in depth", openrefine.org/docs):
nothing is merged by them, they are offered to a person.

*Fingerprint*: the same words in any order ("Lippmann Walter", "Walter Lippmann"). *N-gram
fingerprint*: the same pairs of letters, whatever the spaces ("Mac Donald", "MacDonald").
*Nearest neighbours*: at most `MAX_DISTANCE` letters to change (Levenshtein), compared among names
that share `BLOCK_CHARS` letters in a row.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from rapidfuzz.distance import Levenshtein

from dash_core.common.i18n import _
from dash_core.text.language.tokens import fold
from dash_core.text.spellings.decisions import same_name

__all__ = ["alike_names", "fingerprint", "ngram_fingerprint"]

BLOCK_CHARS: Final = 6  # letters in a row that two names share to be compared
MAX_DISTANCE: Final = 2  # letters that are changed, added or left out
MIN_SIMILARITY: Final = 0.85  # 0 to 1: of the longer name's letters, those that stay
MAX_BLOCK: Final = 100  # names of a block: one of more says nothing ("secretary")
_MIN_WORD: Final = 5  # letters: shorter words differ in earnest (Iran, Iraq)


def fingerprint(name: str) -> str:
    """The words of a name in the order of the alphabet, each once.

    >>> fingerprint("Lippmann, Walter") == fingerprint("walter lippmann")
    True
    """
    return " ".join(sorted({*re.findall(r"\w+", fold(name))}))


def ngram_fingerprint(name: str, n: int = 2) -> str:
    """The groups of `n` letters of a name in the order of the alphabet, each once."""
    letters = same_name(name)
    return "".join(sorted({letters[i : i + n] for i in range(max(1, len(letters) - n + 1))}))


def alike_names(names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Pairs of names that may be one, each with a reason.

    Parameters
    ----------
    names
        A name -> the text it is compared by.
    """
    seen: set[frozenset[str]] = set()
    methods: tuple[tuple[Callable[[str], str], str], ...] = (
        (fingerprint, _("the same words in another order")),
        (ngram_fingerprint, _("the same letters, divided otherwise")),
    )
    for key_of, reason in methods:
        for block in _blocks(names, lambda text, key_of=key_of: [key_of(text)]):  # type: ignore[misc]
            for a, b in combinations(block, 2):
                if frozenset((a, b)) not in seen:
                    seen.add(frozenset((a, b)))
                    yield a, b, reason
    for block in _blocks(names, _parts):
        for a, b in combinations(block, 2):
            pair = frozenset((a, b))
            if pair not in seen and (percent := _likeness(names[a], names[b])):
                yield a, b, _("spelled alike ({percent} %)").format(percent=percent)
            seen.add(pair)


def _blocks(
    names: Mapping[str, str], keys_of: Callable[[str], Sequence[str]]
) -> Iterator[Sequence[str]]:
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, text in names.items():
        for key in keys_of(text):
            blocks[key].append(name)
    yield from (block for block in blocks.values() if 1 < len(block) <= MAX_BLOCK)


def _parts(text: str) -> list[str]:
    letters = same_name(text)
    return list({letters[i : i + BLOCK_CHARS] for i in range(len(letters) - BLOCK_CHARS + 1)})


def _likeness(a: str, b: str) -> int:
    """How alike two names are in per cent; 0 where they differ in more than the spelling of one
    word."""
    one, two = (re.findall(r"\w+", fold(text)) for text in (a, b))
    different = [(x, y) for x, y in zip(one, two, strict=False) if x != y]
    if len(one) != len(two) or len(different) != 1:
        return 0
    ((x, y),) = different
    if min(len(x), len(y)) < _MIN_WORD or any(c.isdigit() for c in x + y):
        return 0
    distance = Levenshtein.distance(x, y, score_cutoff=MAX_DISTANCE)
    similarity = 1 - distance / max(len(x), len(y))
    near = MIN_SIMILARITY if distance > 1 else 1 - 1 / _MIN_WORD
    return round(100 * similarity) if similarity >= near else 0
