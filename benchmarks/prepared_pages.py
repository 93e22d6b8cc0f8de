"""What the pages of a prepared listing cost beside those of a small one, and a server's memory.

    python benchmarks/prepared_pages.py [--size 100000] [--folder DIR] [--rounds 5]

The folder is that of `benchmarks/prepared.py --folder`, or is built there; the small listing is
drawn alike. Each has a server; a visitor comes over the websocket as a browser would, opens each
page for the first time, and then in turns, each time from another page. Measured is the processor
time of the server until it rests, at the median. Goal: at most 1.5 times that of the small listing.
At last the memory of the server, when everything was asked for: its own, and with the pages of
files that it has mapped (PSS).
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import quote

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE.parent))
from benchmarks.listing import draw, to_csv  # noqa: E402
from benchmarks.measures import keep, memory, processor, served  # noqa: E402
from benchmarks.prepared import build  # noqa: E402
from benchmarks.visitor import LostError, Visitor, visiting  # noqa: E402

# Pages, each with its own parameters: who wrote most, a word and an id of both listings.
_PAGES: Final = {
    "overview": ("", ""),
    "filter": ("", "genre=letter"),
    "search": ("documents", "q={word}"),
    "documents": ("documents", ""),
    "table": ("documents", "show=table"),
    "document": ("document", "doc={id}"),
    "topics": ("topics", ""),
    "people": ("people", ""),
    "one person": ("people", "who={who}"),
    "places": ("places", ""),
    "compare": ("compare", "a.to=1909-12-31&b.from=1910-01-01"),
    "data": ("data", ""),
    "about": ("about", ""),
    "teach": ("teach", ""),
    "start": ("start", ""),
}
_AWAY: Final = ("about", "")  # where the visitor comes from
_GOAL: Final = 1.5
_MEMORY: Final = 2_000  # MB, goal
_REST: Final = 0.1  # seconds in which a server puts away what a page took
_PATIENCE: Final = 120.0  # seconds until a server answers


def main() -> None:
    """Measure, print the table and keep its ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--small", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", default=list(_PAGES), choices=_PAGES)
    parser.add_argument("--port", type=int, default=8700)
    options = parser.parse_args()
    asyncio.run(_measure(options))


async def _measure(options: argparse.Namespace) -> None:
    documents = draw(options.small)
    writers = Counter(one["title"].split(" from ")[1].split(" to ")[0] for one in documents)
    asked = {
        "word": documents[0]["summary"].split()[0],
        "id": documents[-1]["id"],
        "who": quote(writers.most_common(1)[0][0]),
    }
    pages = {name: (_PAGES[name][0], _PAGES[name][1].format(**asked)) for name in options.only}
    first: dict[str, list[float]] = {}
    known: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in pages}
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        small, large = (
            Path(folder) / "small.csv",
            (options.folder or Path(folder)) / str(options.size),
        )
        small.write_bytes(to_csv(documents))
        if not large.exists():
            build(options.size, large)
        visits = []
        for port, listing in enumerate((small, large), options.port):
            pid = stack.enter_context(served("app.py", port, listing, DOSSIER_HOME=str(folder)))
            visits.append((pid, await _first(stack, f"ws://localhost:{port}")))
        for name, page in pages.items():
            first[name] = [await _visit(*visit, *page) for visit in visits]
        for _round in range(options.rounds):
            for name, page in pages.items():
                for times, visit in zip(known[name], visits, strict=True):
                    await visit[1].go(*_AWAY)
                    times.append(await _visit(*visit, *page))
        _report(first, known, options.small, options.size)
        own, pss = memory(visits[1][0])
        print(f"the server has {own:,.0f} MB of its own, {pss:,.0f} with pages of files")
        keep(f"MB of a server's own, {options.size:,} prepared, all pages", own, _MEMORY)


def _report(
    first: dict[str, list[float]],
    known: dict[str, tuple[list[float], list[float]]],
    small: int,
    large: int,
) -> None:
    """Print the table and keep the ratios."""
    heads = "".join(
        f"{head:>9}" for head in ("first", f"at {small}", "later", f"at {small}", "ratio")
    )
    print(f"{'processor, ms':14}{heads}  goal ≤ {_GOAL}")
    for name, times in known.items():
        once, later = (
            [1000 * seconds for seconds in each] for each in (first[name], map(median, times))
        )
        ratio = later[1] / later[0]
        keep(f"page {name}, {large:,} documents beside {small}", ratio, _GOAL)
        figures = f"{once[1]:9.0f}{once[0]:9.0f}{later[1]:9.1f}{later[0]:9.1f}{ratio:9.2f}"
        print(f"{name:14}{figures}  {'NOT met' if ratio > _GOAL else 'met'}")


async def _first(stack: AsyncExitStack, url: str) -> Visitor:
    """A visitor, as soon as the server takes one; it has been where it will come from."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            visitor = await stack.enter_async_context(visiting(url, "", ""))
            await visitor.run()
            await visitor.go(*_AWAY)
            return visitor
        except LostError:
            if time.monotonic() > end:
                raise
            await asyncio.sleep(0.1)


async def _visit(pid: int, visitor: Visitor, page: str, query: str) -> float:
    """Processor seconds of the server until a page is whole."""
    start = processor(pid)
    await visitor.go(page, query)
    await asyncio.sleep(_REST)
    seconds = processor(pid) - start
    if wrong := visitor.found.get("exception"):
        raise RuntimeError(f"{page}?{query}: {wrong[0].message}")
    return seconds


if __name__ == "__main__":
    main()
