"""What a prepared listing costs: to build, to keep, to open, to ask.

    python benchmarks/prepared.py [--sizes 10000 100000] [--folder DIR]

Listings are drawn by `benchmarks/listing.py`, files of 200,000 documents. Building is measured in
one process, opening in another that has the libraries loaded and nothing else: seconds of processor
time, PSS in MB (what the process takes, files mapped included; Linux), and what building took at
most, pages of files that the system could take back included. "Ready" is after what the overview
asks: table, facets, topics, the rows by date. Medians of 40 searches and 40 looks for similar
documents, in ms of processor time. With --folder what is built there stays, and is not built again.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE.parent))
from benchmarks.measures import median_milliseconds  # noqa: E402

_ASKED = 40
_OF_FILE = 200_000  # documents
_NAMES = {
    "documents": "documents",
    "build": "build, s",
    "peak": "at most, MB",
    "disk": "disk, MB",
    "libraries": "libraries, MB",
    "open": "open, s",
    "opened": "opened, MB",
    "ready": "ready, s",
    "shown": "ready, MB",
    "search": "search, ms",
    "similar": "similar, ms",
    "asked": "asked, MB",
}


def main() -> int:
    """Measure each size and print its line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=(10_000, 100_000))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        step, path = options.one[0], Path(options.one[1])
        steps = {"open": _open, "build": _build}
        print(json.dumps(steps[step](path) if step in steps else _draw(int(step), path)))
        return 0
    print(" | ".join(_NAMES.values()))
    with tempfile.TemporaryDirectory() as temporary:
        for size in options.sizes:
            path = (options.folder or Path(temporary)) / str(size)
            row = {"documents": size}
            if not path.exists():
                row |= build(size, path)
            row["disk"] = sum(file.stat().st_size for file in path.rglob("*.*")) / 2**20
            row |= _in_process("open", path)
            cells = (row.get(name, float("nan")) for name in _NAMES)
            print(" | ".join(f"{cell:,.4g}" for cell in cells), flush=True)
    return 0


def build(size: int, path: Path) -> dict[str, float]:
    """Draw a listing and build its folder; gives what building took."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _in_process(str(size), path)
    return _in_process("build", path)


def _in_process(step: str, path: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", step, str(path)]
    done = subprocess.run(command, check=True, capture_output=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _draw(size: int, out: Path) -> dict[str, float]:
    from benchmarks.listing import draw, to_csv

    documents = draw(size)
    for start in range(0, size, _OF_FILE):
        data = to_csv(documents[start : start + _OF_FILE])
        out.with_name(f"{out.name}-{start // _OF_FILE}.csv").write_bytes(data)
    return {}


def _build(out: Path) -> dict[str, float]:
    from dash_core.prepared import prepare
    from dash_core.readers import load
    from dash_core.study.study import Study

    files = sorted(out.parent.glob(f"{out.name}-*.csv"))
    study = Study.of(tuple(load(path) for path in files))
    for path in files:
        path.unlink()
    start = process_time()
    prepare(study, out)
    most = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    return {"build": process_time() - start, "peak": most}


def _pss() -> float:
    """What this process takes, in MB, shared pages by their share."""
    text = Path("/proc/self/smaps_rollup").read_text()
    return int(re.findall(r"^Pss:\s+(\d+)", text, re.MULTILINE)[0]) / 1024


def _open(path: Path) -> dict[str, float]:
    from dash_core import Collection
    from dash_core.prepared import open_folder

    Collection.read("• May 5, 1950\n\n  Letter from A. Smith to B. Jones\n\n  On oil.\n", topics="")
    figures = {"libraries": _pss()}
    start = process_time()
    collection = open_folder(path)
    figures |= {"open": process_time() - start, "opened": _pss()}
    for membership in collection.facets.values():
        membership.counts(collection.all_rows)
    _ = list(collection.topics), collection.by_date, collection.report.sentence()
    figures |= {"ready": process_time() - start, "shown": _pss()}
    table = collection.table.iloc[:: -(-len(collection) // _ASKED)]
    queries = [" ".join(text.split()[:2]) for text in table["summary"]]
    figures["search"] = median_milliseconds(collection.search, queries)
    figures["similar"] = median_milliseconds(collection.similar, table["id"].tolist())
    return figures | {"asked": _pss()}


if __name__ == "__main__":
    raise SystemExit(main())
