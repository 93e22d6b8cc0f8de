"""Listings of any size for benchmarks, drawn from a seeded vocabulary.

Words are made of syllables and as frequent as in real texts (Zipf 1949); each subject has words of
its own and some busy months; a few people write most letters; dates are printed in several styles,
and some are missing. The same number and seed give the same listing.
"""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["FIELDS", "draw", "to_csv"]

FIELDS: Final = ("id", "date", "title", "summary", "place", "box")

_WORDS: Final = 30_000
_SUBJECTS: Final = 60
_SUBJECT_WORDS: Final = 40
_PEOPLE: Final = 400
_ZIPF: Final = 1.05  # exponent: the word of rank r is as frequent as 1 / r ** 1.05
_FIRST: Final = date(1890, 1, 1)
_DAYS: Final = 40 * 365
_BUSY: Final = 0.7  # of a subject's documents are of its busy months
_SYLLABLES: Final = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er")]
_STOPS: Final = "the of and in to a for on with by from at".split()
_KINDS: Final = ("Letter", "Telegram", "Memorandum", "Report", "Note")
_PLACES: Final = "London Paris Tehran Moscow Vienna Cairo Madrid Tokyo Ottawa Lima".split()
_STYLES: Final = ("%B %d, %Y", "%d %b. %Y", "%Y-%m-%d", "%d/%m/%Y", "ca. %B %Y", "%Y", "")
_STYLE_SHARES: Final = (0.4, 0.2, 0.15, 0.1, 0.05, 0.05, 0.05)


def draw(n: int, seed: int = 1) -> list[dict[str, str]]:
    """A listing of `n` documents, by the names of `FIELDS`."""
    random = np.random.default_rng(seed)
    words = _names(random, _WORDS)
    people = [
        f"{chr(65 + i % 26)}. {name.title()}" for i, name in enumerate(_names(random, _PEOPLE))
    ]
    subjects = random.choice(_WORDS, (_SUBJECTS, _SUBJECT_WORDS))
    busy = random.integers(0, _DAYS, _SUBJECTS)
    frequent, known = _shares(_WORDS), _shares(_PEOPLE)
    of = random.choice(_SUBJECTS, n, p=_shares(_SUBJECTS))
    pairs = random.choice(_PEOPLE, (n, 2), p=known)
    lengths = random.integers(8, 30, n)
    styles = random.choice(len(_STYLES), n, p=_STYLE_SHARES)
    documents = []
    for i in range(n):
        own = random.choice(subjects[of[i]], 3 + lengths[i] // 3)
        others = random.choice(_WORDS, lengths[i] // 2, p=frequent)
        text = [words[w] for w in np.concatenate([own[3:], others])]
        text += [_STOPS[w] for w in random.integers(0, len(_STOPS), lengths[i] // 3)]
        random.shuffle(text)
        is_busy = random.random() < _BUSY
        day = busy[of[i]] + random.normal(0, 60) if is_busy else random.integers(0, _DAYS)
        printed = (_FIRST + timedelta(int(day))).strftime(_STYLES[styles[i]])
        about = " ".join(words[w] for w in own[:3])
        kind = _KINDS[int(random.integers(len(_KINDS)))]
        documents.append(
            {
                "id": f"b{seed}-{i:07}",
                "date": printed,
                "title": f"{kind} from {people[pairs[i, 0]]} to {people[pairs[i, 1]]} on {about}",
                "summary": f"{' '.join(text).capitalize()}.",
                "place": _PLACES[int(random.integers(len(_PLACES)))],
                "box": f"Box {i // 50 + 1}",
            }
        )
    return documents


def to_csv(documents: list[dict[str, str]]) -> bytes:
    """The listing as a file."""
    text = StringIO()
    writer = csv.DictWriter(text, FIELDS)
    writer.writeheader()
    writer.writerows(documents)
    return text.getvalue().encode()


def _names(random: np.random.Generator, n: int) -> list[str]:
    """So many different words."""
    names: dict[str, None] = {}
    while len(names) < n:
        of = random.integers(0, len(_SYLLABLES), int(random.integers(2, 5)))
        names["".join(_SYLLABLES[i] for i in of)] = None
    return list(names)


def _shares(n: int) -> NDArray[np.float64]:
    weights = 1 / np.arange(1, n + 1) ** _ZIPF
    return np.asarray(weights / weights.sum())
