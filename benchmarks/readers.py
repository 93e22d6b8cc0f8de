"""Documents read a second, per format, beside a bare parse of the same bytes.

`python benchmarks/readers.py [--documents 5000] [--only CSV EAD …]` makes letters by a seeded
generator, writes them in each format, and reads them by Dossier's reader and by a parser that
understands nothing of archives (`csv.DictReader`, `json.loads`, lxml, `str.splitlines`), in turns,
three rounds. It prints documents a second (medians, processor time, which other programs do not
change) and how many times as long as the bare parse Dossier takes. To compare two versions of
Dossier, run it with each in `PYTHONPATH`.
"""

import argparse
import csv
import io
import json
from collections.abc import Callable, Sequence
from random import Random
from statistics import median
from time import process_time
from xml.sax.saxutils import escape

from lxml import etree

from dash_core.readers import SourceFile, read_file

_ROUNDS = 3
_SEED = 14
_NAMES = "Adler Brandt Carver Dorn Ebert Falk Gruber Holm Ivers Jensen Krause Lind Moser".split()
_WORDS = (
    "on the price of salt grain coal timber and wages in mills along river after strike of "
    "winter report asks for reply about lease"
).split()
_MONTHS = "January February March April May June July August September".split()

Letter = dict[str, str]


def letters(n: int) -> list[Letter]:
    """Letters with the fields that listings have; no two of the same date and title."""
    random = Random(_SEED)
    made = []
    for i in range(n):
        sender, recipient = random.sample(_NAMES, 2)
        made.append(
            {
                "id": f"M/{i}",
                "date": f"{i % 27 + 1} {random.choice(_MONTHS)} {1880 + i % 40}",
                "title": f"{sender} to {recipient}, {' '.join(random.choices(_WORDS, k=6))} {i}",
                "summary": " ".join(random.choices(_WORDS, k=30)).capitalize() + ".",
                "creator": f"{sender}, Ann",
                "recipient": f"{recipient}, Bo",
                "subject": "; ".join(random.sample(_WORDS, 3)),
            }
        )
    return made


def as_csv(rows: Sequence[Letter]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_ead(rows: Sequence[Letter]) -> str:
    each = "".join(
        f'<c level="item"><did><unitid>{row["id"]}</unitid><unittitle>{escape(row["title"])}'
        f"</unittitle><unitdate>{row['date']}</unitdate></did><scopecontent><p>"
        f"{escape(row['summary'])}</p></scopecontent></c>\n"
        for row in rows
    )
    head = "<archdesc level='collection'><did><unittitle>Letters</unittitle></did><dsc>\n"
    return f"<ead>{head}{each}</dsc></archdesc></ead>"


def as_mods(rows: Sequence[Letter]) -> str:
    each = "".join(
        f"<mods><titleInfo><title>{escape(row['title'])}</title></titleInfo><name><namePart>"
        f"{row['creator']}</namePart></name><originInfo><dateCreated>{row['date']}</dateCreated>"
        f"</originInfo><abstract>{escape(row['summary'])}</abstract></mods>\n"
        for row in rows
    )
    return f'<modsCollection xmlns="http://www.loc.gov/mods/v3">{each}</modsCollection>'


def as_ris(rows: Sequence[Letter]) -> str:
    return "\n".join(
        f"TY  - PCOMM\nID  - {row['id']}\nTI  - {row['title']}\nAU  - {row['creator']}\n"
        f"DA  - {row['date']}\nAB  - {row['summary']}\nER  - \n"
        for row in rows
    )


def as_bibtex(rows: Sequence[Letter]) -> str:
    return "\n".join(
        f"@misc{{m{i},\n  title = {{{row['title']}}},\n  author = {{{row['creator']}}},\n"
        f"  date = {{{row['date']}}},\n  abstract = {{{row['summary']}}}\n}}\n"
        for i, row in enumerate(rows)
    )


def as_page(rows: Sequence[Letter]) -> str:
    return "\n\n".join(f"{row['date']}\n{row['title']}\n{row['summary']}" for row in rows)


FORMATS: dict[str, tuple[Callable[[Sequence[Letter]], str], str, Callable[[str], object]]] = {
    "CSV": (as_csv, "csv.DictReader", lambda text: list(csv.DictReader(io.StringIO(text)))),
    "JSON": (json.dumps, "json.loads", json.loads),
    "EAD": (as_ead, "lxml", lambda text: etree.fromstring(text)),
    "MODS": (as_mods, "lxml", lambda text: etree.fromstring(text)),
    "RIS": (as_ris, "splitlines", lambda text: [line.split("  - ") for line in text.splitlines()]),
    "BibTeX": (as_bibtex, "splitlines", lambda text: [x.split("=") for x in text.splitlines()]),
    "pasted text": (as_page, "splitlines", str.splitlines),
}


def main() -> int:
    """Print documents a second for each format; 1 where a reader loses a document."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--only", nargs="*", default=list(FORMATS), choices=list(FORMATS))
    chosen = parser.parse_args()
    rows = letters(chosen.documents)
    print(f"{len(rows):,} documents; documents a second, median of {_ROUNDS} rounds\n")
    print(f"{'':12} {'Dossier':>10} {'bare':>12}  times as long")
    lost = 0
    for name in chosen.only:
        write, parser_name, parse = FORMATS[name]
        text = write(rows)
        ours, bare = [], []
        for _round in range(_ROUNDS):
            start = process_time()
            parse(text)
            bare.append(process_time() - start)
            file = SourceFile(f"letters.{name}", text.encode())
            start = process_time()
            n = len(read_file(file).records)
            ours.append(process_time() - start)
        lost += n != len(rows)
        speeds = [len(rows) / max(median(times), 1e-6) for times in (ours, bare)]
        print(
            f"{name:12} {speeds[0]:10,.0f} {speeds[1]:12,.0f}  {speeds[1] / speeds[0]:8.1f}"
            f"  ({parser_name})" + (f"  read {n:,}!" if n != len(rows) else "")
        )
    return int(bool(lost))


if __name__ == "__main__":
    raise SystemExit(main())
