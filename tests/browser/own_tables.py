"""Tables as people bring them, made by rule: letters of a student, a catalogue of an archivist."""

import csv
import io
from pathlib import Path

__all__ = ["write_catalogue", "write_letters"]

_PEOPLE = ("W. Lippmann", "Col. House", "The Acting Secretary", "Woodrow Wilson", "R. Lansing")
_THEMES = ("War and peace", "Trade", "League", "Elections")
_ABOUT = (
    "On the price of grain and the strike of the dockers",
    "The armistice terms and the occupation of the Rhine",
    "A visit to the exhibition; news of the family",
    "Oil concessions and the northern railway",
)
# Twelve ways to write a day, of which some say less and one says nothing.
_DATES = (
    "{d} {m} 19{y}",
    "{m} {d}, 19{y}",
    "{d} {m} {y}",
    "{m} 19{y}",
    "19{y}",
    "c. 19{y}",
    "19{y}-05-{d:02}",
    "[19{y}]",
    "{d}th {m} 19{y}",
    "before {m} 19{y}",
    "19{y}?",
    "n.d.",
)
_MONTHS = ("Jan", "March", "June", "Oct", "Dec")


def write_letters(path: Path, n: int = 400) -> Path:
    """A student's letters: eleven columns of her own naming, twelve ways to write a date."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(
        "Ref,When,From,To,What it says,Motif,Mood,Pages,Box,Seen on,My question".split(",")
    )
    for i in range(n):
        date = _DATES[i % 12].format(d=1 + i % 28, m=_MONTHS[i % 5], y=10 + i % 9)
        rows.writerow(
            [
                f"WL-{i:03}",
                date,
                _PEOPLE[i % 5],
                _PEOPLE[(i + 1 + i // 5 % 3) % 5],
                f"{_ABOUT[i % 4]}, part {i}.",
                _THEMES[i % 4],
                ("glum", "merry", "")[i % 3],
                1 + i % 30,
                1 + i // 40,
                f"{1 + i % 28}/11/2025",
                "why so late?" if i % 50 == 7 else "",
            ]
        )
    path.write_text(text.getvalue(), encoding="utf-8-sig")
    return path


def _made(i: int) -> str:
    """The date of an object: a year, once a guess, thrice a day without its century."""
    if i == 17:
        return "circa 1800"
    return f"{i - 15} Jul 18" if i in (20, 21, 22) else f"{1545 + i % 350}"


def write_catalogue(path: Path, n: int = 5_000) -> Path:
    """An archivist's objects, with no letters among them, and columns that only she has."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(
        "Object number,Title,Date made,Description,Material,Condition,Height cm".split(",")
    )
    what = ("Bowl", "Study of a mill to the north", "Portrait of a miller", "Map of the estate")
    for i in range(n):
        rows.writerow(
            [
                f"M.{i // 100}.{i % 100}",
                f"{what[i % 4]}, no. {i}",
                _made(i),
                (
                    "Glazed, with a chip at the rim.",
                    "Ink and wash.",
                    "Oil; relined.",
                    "Hand-coloured.",
                )[i % 4],
                ("earthenware", "paper", "canvas", "vellum")[i % 4],
                ("good", "fair", "poor", "needs a look")[i % 7 % 4],
                5 + i % 90,
            ]
        )
    path.write_text(text.getvalue(), encoding="utf-8")
    return path
