"""Many visitors at once, beside as many of a minimal Streamlit page.

    python benchmarks/crowd.py [--visitors 30 100] [--seconds 60]

Both servers start with the same settings, in turns. The visitors come over the websocket as
browsers would, spread over three seconds; each then clicks every three seconds, in Dossier on a
topic, a decade or nothing of the filter. A click takes until "script finished" comes. Printed are
the median and the 95th percentile of the clicks, and what failed. Goal: with 30 visitors a 95th
percentile no worse than the minimal page's, with 100 at most 1.3 times it, and no error.
"""

import argparse
import asyncio
import random
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Final

_ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_ROOT))
from benchmarks.measures import keep, served  # noqa: E402
from benchmarks.visitor import LostError, visiting  # noqa: E402

_SCRIPTS: Final = {"Dossier": "app.py", "minimal": "benchmarks/minimal/app.py"}
_QUERIES: Final = ("", "topic=oil", "topic=troops", "topic=separatism", "from=1945", "q=oil")
_EVERY: Final = 3.0  # seconds between the clicks of one visitor
_PATIENCE: Final = 60.0  # seconds until a server answers
_GOALS: Final = {30: 1.0, 100: 1.3}


def main() -> None:
    """Let the visitors in, first of all one, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, nargs="+", default=[30, 100])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--port", type=int, default=8700)
    options = parser.parse_args()
    print(f"{'visitors':>8} {'':8}{'clicks':>8}{'median, s':>11}{'95 %, s':>9}{'failed':>8}")
    for n in options.visitors:
        last: dict[str, float] = {}
        for name, script in _SCRIPTS.items():
            times, failed = asyncio.run(_crowd(script, n, options.seconds, options.port))
            last[name] = quantiles(times, n=20)[-1]
            figures = f"{len(times):8}{median(times):11.3f}{last[name]:9.3f}{failed:8}"
            print(f"{n:8} {name:8}{figures}", flush=True)
        ratio = last["Dossier"] / last["minimal"]
        print(f"{n:8} ratio of the 95th percentiles {ratio:.2f}")
        what = (
            f"{n} visitors who click every {_EVERY:.0f} s: 95th percentile, times the minimal page"
        )
        keep(what, ratio, _GOALS.get(n))


async def _crowd(script: str, n: int, seconds: float, port: int) -> tuple[list[float], int]:
    """The seconds of all clicks, and the number of visits that broke off."""
    url = f"ws://localhost:{port}"
    with served(script, port):
        await _first(url)
        visits = (_visit(url, number, n, seconds) for number in range(n))
        done = await asyncio.gather(*visits, return_exceptions=True)
    others = [one for one in done if isinstance(one, BaseException)]
    for one in others:
        if not isinstance(one, LostError):
            raise one
    return [t for one in done if not isinstance(one, BaseException) for t in one], len(others)


async def _first(url: str) -> None:
    """Wait until the server has drawn a page."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            async with visiting(url, "", "") as visitor:
                await visitor.run()
                return
        except LostError:
            if time.monotonic() > end:
                raise
            await asyncio.sleep(0.05)


async def _visit(url: str, number: int, n: int, seconds: float) -> list[float]:
    """One visitor: the seconds of each click after the first page."""
    chance = random.Random(number)
    await asyncio.sleep(_EVERY * number / n)
    async with visiting(url, "", "") as visitor:
        await visitor.run()
        times = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            visitor.query = chance.choice(_QUERIES)
            taken = await visitor.run()
            times.append(taken)
            await asyncio.sleep(max(0.0, _EVERY - taken))
        return times


if __name__ == "__main__":
    main()
