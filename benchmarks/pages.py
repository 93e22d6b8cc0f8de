"""How long the pages of people, places and comparison take to open at 1,000 and at 100,000
documents.

`python benchmarks/pages.py` makes both listings by a seeded generator (letters among 2,000
people, the first of whom write most, in some forty places over twenty years), fits them in one
process, opens each page in turns without a browser (Streamlit's AppTest) and prints seconds of
processor time, which other programs do not change, and their ratio. Three times are told apart:
the first opening ever, one with a filter nobody has asked for yet, and one of what is known
already. Fitting 100,000 documents takes a few minutes and is not counted.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Final

from streamlit.testing.v1 import AppTest

ROOT: Final = Path(__file__).resolve().parents[1]
# What is opened: a page, and its own parameters.
ADDRESSES: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "overview": ("overview", {}),
    "people": ("people", {}),
    "one person": ("people", {"who": "A. Borbordal"}),  # the one with most papers
    "places": ("places", {}),
    "compare": ("compare", {"a.to": "1939-12-31", "b.from": "1940-01-01"}),
}
SIZES: Final = (1_000, 100_000)
WARM_UP: Final = 60
ROUNDS: Final = 5
GOAL: Final = 2.0
FIRST: Final = date(1930, 1, 1)
DAYS: Final = 7_300
PEOPLE: Final = 2_000
SUBJECTS: Final = (
    "oil concession company pipeline refinery export",
    "withdrawal troops army garrison frontier railway",
    "separatist movement party autonomy newspaper province",
    "wheat harvest granary drought rations price",
    "school teacher textbook pupils hospital doctor",
)
PLACES: Final = (
    "Tehran Tabriz Moscow London Paris Berlin Rome Cairo Ankara Baku Warsaw Prague Vienna Madrid "
    "Lisbon Athens Belgrade Budapest Bucharest Sofia Stockholm Oslo Copenhagen Helsinki Tokyo "
    "Nanking Shanghai Bombay Calcutta Karachi Baghdad Damascus Beirut Jerusalem Mexico Havana Lima"
).split()


def listing(n: int) -> bytes:
    """`n` letters as JSON lines; the same every time."""
    choice = random.Random(20)
    names = [f"{chr(65 + i % 26)}. {_surname(i)}" for i in range(PEOPLE)]
    weights = [1 / (1 + i) for i in range(PEOPLE)]
    lines = []
    for i in range(n):
        sender, recipient = choice.choices(names, weights, k=2)
        subject = choice.choice(SUBJECTS).split()
        words = " ".join(choice.sample(subject, 4))
        place, other = choice.choices(PLACES, k=2)
        day = FIRST + timedelta(days=choice.randrange(DAYS))
        lines.append(
            json.dumps(
                {
                    "id": f"d{i}",
                    "date": day.isoformat(),
                    "title": f"Letter from {sender} to {recipient} on {subject[0]}",
                    "summary": f"Reports on {words} in {place} and at {other}.",
                }
            )
        )
    return "\n".join(lines).encode()


def _surname(i: int) -> str:
    """A surname of its own for each number, unlike those of its neighbours."""
    parts = "bor dal fen gar hol jan kel lom mar nev pol rag sen tov vel wix zan".split()
    number, made = i + 17 * 17, ""
    while number:
        number, rest = divmod(number, len(parts))
        made += parts[rest]
    return made.capitalize()


class Visitor:
    """Somebody who looks at a listing, page after page."""

    def __init__(self, path: Path) -> None:
        sys.argv = ["app.py", str(path)]
        self._path = path
        self._app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=3600)
        self._app.switch_page("pages/about.py").run()

    def open(self, name: str, day: str = "") -> float:
        """Seconds until an address is whole, coming from another page; of papers from a day on."""
        page, own = ADDRESSES[name]
        parameters = {**own, "from": day} if day else own
        sys.argv = ["app.py", str(self._path)]
        self._app.query_params.clear()
        self._app.switch_page("pages/about.py").run()
        for parameter, value in parameters.items():
            self._app.query_params[parameter] = value
        start = process_time()
        self._app.switch_page(f"pages/{page}.py").run()
        seconds = process_time() - start
        if self._app.exception:
            raise RuntimeError(self._app.exception[0].message)
        return seconds


def main() -> int:
    """Measure and print; 1 where a page misses the goal."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs=2, default=SIZES, metavar="N")
    parser.add_argument("--only", nargs="+", default=list(ADDRESSES), choices=ADDRESSES)
    options = parser.parse_args()
    names = options.only
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DOSSIER_HOME"] = folder
        (Path(folder) / "topics.toml").write_bytes((ROOT / "seeds" / "topics.toml").read_bytes())
        visitors = {}
        for n in (WARM_UP, *options.sizes):
            path = Path(folder) / f"{n}.jsonl"
            path.write_bytes(listing(n))
            start = perf_counter()
            visitors[n] = Visitor(path)
            print(
                f"{n:>9,} documents read and collection in {perf_counter() - start:.0f} s",
                flush=True,
            )
        for name in names:  # what is imported is imported now
            visitors[WARM_UP].open(name)
        del visitors[WARM_UP]
        times = measure(visitors, names)
    return report(times, names, options.sizes)


def measure(visitors: dict[int, Visitor], names: list[str]) -> dict[tuple[str, str, int], float]:
    """Median seconds of each address, kind of opening and size."""
    times: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    for name in names:
        for n, visitor in visitors.items():
            times[name, "first", n].append(visitor.open(name))
        for turn in range(ROUNDS):
            day = (FIRST + timedelta(days=300 * (turn + 1))).isoformat()
            for n, visitor in visitors.items():
                times[name, "new filter", n].append(visitor.open(name, day))
                times[name, "known", n].append(visitor.open(name, day))
    return {key: median(seconds) for key, seconds in times.items()}


def report(
    times: dict[tuple[str, str, int], float], names: list[str], sizes: tuple[int, int]
) -> int:
    """Print the table; 1 where the goal is missed."""
    small, large = sizes
    sizes_said = f"{f'{small:,}':>10}{f'{large:,}':>10}"
    print(f"\n{'processor seconds':24}{sizes_said}{'ratio':>8}  goal ≤ {GOAL:g}")
    missed = 0
    for name in names:
        for kind in ("first", "new filter", "known"):
            few, many = times[name, kind, small], times[name, kind, large]
            met = many / few <= GOAL
            missed += not met
            said = "met" if met else "NOT met"
            print(f"{name + ', ' + kind:24}{few:10.3f}{many:10.3f}{many / few:8.2f}  {said}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
