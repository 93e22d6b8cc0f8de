"""Small listings: draws of 20 and of 100 documents from sets whose classes people gave.

Used by `evaluation/topics.py`. A family is 40 draws of one size from one set: a few classes are
drawn (three or four for 20 documents, four to eight for 100), then documents of each, at least
three or five. The sets in `../shared/corpora` are there; those of others are read from the folder
that `DOSSIER_EVALUATION_SETS` names, where `evaluation/README.md` says how to get each. Families in
`CHOOSING` were looked at when settings were chosen, those in `JUDGING` only to judge them.
"""

import csv
import json
import os
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

Row = dict[str, Any]
DRAWS: Final = 40
SIZES: Final = {20: (3, 4, 3), 100: (4, 8, 5)}  # documents: fewest and most classes, least of each
SEED: Final = 1861
FOLDER: Final = "DOSSIER_EVALUATION_SETS"

CHOOSING: Final = ("frus_papers", "ag_headlines", "stackoverflow", "tagmynews")
JUDGING: Final = (
    "un_rollcalls",
    "tate_artworks",
    "m10_titles",
    "google_news",
    "huffpost",
    "bbc_titles",
    "ag_news",
    "bbc",
    "biomedical",
)
BOUNDS: Final = {("frus_papers", 20): 0.80}  # beside the baselines of the same run


class MissingSetError(Exception):
    """A set that is not on this machine, and where it was looked for."""


def _lines(name: str) -> list[str]:
    folder = os.environ.get(FOLDER, "")
    path = Path(folder) / name
    if not folder or not path.is_file():
        raise MissingSetError(f"{name} is not in the folder that {FOLDER} names")
    return path.read_text("utf-8", "replace").splitlines()


def _rows(titles: list[str], classes: list[str], summaries: list[str] | None = None) -> list[Row]:
    return [
        {
            "id": str(i),
            "date": None,
            "title": title.strip(),
            "summary": summaries[i].strip() if summaries else None,
            "class": class_,
        }
        for i, (title, class_) in enumerate(zip(titles, classes, strict=True))
    ]


def _ag(with_text: bool) -> list[Row]:
    table = list(csv.reader(_lines("ag_news_test.csv")))
    texts = [text.replace("\\", " ") for _class, _title, text in table]
    titles = [row[1].replace("\\", " ") for row in table]
    return _rows(titles, [row[0] for row in table], texts if with_text else None)


def _pair(texts: str, classes: str) -> list[Row]:
    return _rows(_lines(texts), [line.strip() for line in _lines(classes)])


def _m10() -> list[Row]:
    texts = dict(line.split(" ", 1) for line in _lines("m10_docs.txt") if " " in line)
    classes = dict(line.split() for line in _lines("m10_labels.txt") if len(line.split()) == 2)
    both = sorted(texts.keys() & classes.keys())
    return _rows([texts[id_] for id_ in both], [classes[id_] for id_ in both])


def _bbc(with_text: bool) -> list[Row]:
    table = [line.split("\t") for line in _lines("bbc.tsv")]
    texts = [row[2] for row in table] if with_text else None
    return _rows([row[1] for row in table], [row[0] for row in table], texts)


def _tagmynews() -> list[Row]:
    table = [line.split("\t") for line in _lines("tagmynews.tsv")]
    return _rows([row[0] for row in table], [row[-1] for row in table])


def _huffpost() -> list[Row]:
    table = [json.loads(line) for line in _lines("huffpost.json")]
    return _rows([row["raw"] for row in table], [str(row["label"]) for row in table])


_OTHERS: Final[dict[str, Callable[[], list[Row]]]] = {
    "ag_headlines": lambda: _ag(False),
    "ag_news": lambda: _ag(True),
    "stackoverflow": lambda: _pair("stackoverflow_titles.txt", "stackoverflow_labels.txt"),
    "google_news": lambda: _pair("google_news.txt", "google_news_labels.txt"),
    "biomedical": lambda: _pair("biomedical.txt", "biomedical_labels.txt"),
    "m10_titles": _m10,
    "tagmynews": _tagmynews,
    "huffpost": _huffpost,
    "bbc": lambda: _bbc(True),
    "bbc_titles": lambda: _bbc(False),
}


def rows_of(name: str, ours: Callable[[str], list[Row]]) -> list[Row]:
    """The rows of a set.

    Parameters
    ----------
    ours
        Reads a set of `../shared/corpora`.

    Raises
    ------
    MissingSetError
        If it is one of others and not in the folder.
    """
    return _OTHERS[name]() if name in _OTHERS else ours(name)


def draws(name: str, rows: list[Row], size: int, times: int = DRAWS) -> Iterator[list[Row]]:
    """So many listings of this size; the same for the same rows."""
    fewest, most, least = SIZES[size]
    by_class: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["class"]:
            by_class[row["class"]].append(row)
    classes = sorted(c for c, own in by_class.items() if len(own) >= max(2 * least, size // fewest))
    for number in range(times):
        chance = random.Random(f"{SEED} {name} {size} {number}")
        k = min(chance.randint(fewest, most), len(classes))
        drawn = chance.sample(classes, k)
        extra = Counter(chance.choice(drawn) for _i in range(size - k * least))
        listing = [
            row
            for class_ in drawn
            for row in chance.sample(
                by_class[class_], min(least + extra[class_], len(by_class[class_]))
            )
        ]
        chance.shuffle(listing)
        yield listing
