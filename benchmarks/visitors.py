"""Many visitors of a hosted Dossier: does each get its own answers, and is every edit kept?

`python benchmarks/visitors.py` starts what `compose.yaml` describes on loopback (nginx, two
replicas, PostgreSQL) and lets 30 visitors in for 10 minutes: some upload or paste a listing of
their own and write notes in it, some are students of a class, one is its teacher. One replica is
killed and started again twice meanwhile. Each listing has a word of its own: no message of the
server may have another's. At the end all edits are looked for, by a new visit and in the database.
Before and after, when nobody came for longer than a listing is kept, memory is measured: before,
when each replica has done each kind of work once and so loaded what it takes.
"""

import argparse
import asyncio
import contextlib
import os
import re
import sys
import tempfile
import time
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

_ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT)]

from benchmarks.classroom import Outcome, check  # noqa: E402
from benchmarks.roles import (  # noqa: E402
    EVERY,
    PAGES,
    Editor,
    Student,
    Tally,
    Teacher,
    with_parameters,
)
from dash_core import Collection  # noqa: E402
from dash_core.classroom.lessons.lesson_file import lesson_to_data  # noqa: E402
from dash_core.classroom.lessons.ready_lessons import ready_lessons  # noqa: E402
from dash_core.classroom.store import ClassStore  # noqa: E402
from dash_core.study.store import Store  # noqa: E402
from dash_core.study.store.database import Database  # noqa: E402
from tests import postgresql  # noqa: E402
from tests.hosting.stack import SECRETS, Replica, Stack, running  # noqa: E402

_SEED: Final = "seeds/000_c0d2bb1156087dbf.txt"
_KEPT: Final = 1  # minutes until a listing nobody uses is dropped
_AWAY: Final = 5.0  # seconds that a killed replica is not there


def memory(pid: int) -> float:
    """MB of a process and its children, shared pages divided (PSS)."""
    todo, total = [pid], 0
    while todo:
        pid = todo.pop()
        with contextlib.suppress(OSError):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += int(re.search(r"Pss:\s+(\d+)", rollup)[1])  # type: ignore[index]
            todo += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    return total / 1024


def metrics(replica: Replica) -> dict[str, float]:
    """The figures of a replica."""
    request = urllib.request.Request(f"{replica.url}/metrics")
    request.add_header("Authorization", f"Bearer {SECRETS['DOSSIER_METRICS_TOKEN']}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        lines = answer.read().decode().splitlines()
    return {k: float(v) for k, _, v in (line.rpartition(" ") for line in lines if line[0] != "#")}


async def disturb(replica: Replica, seconds: float) -> None:
    """Kill a replica and start it again, twice."""
    for _ in range(2):
        await asyncio.sleep(seconds / 3)
        replica.kill()
        print("  a replica was killed", flush=True)
        await asyncio.sleep(_AWAY)
        replica.start()
        await asyncio.to_thread(replica.wait)
        print("  it is back", flush=True)


async def again(editors: list[Editor], stack: Stack, tally: Tally) -> None:
    """Look for every edit: in the database, and some of them by a new visit."""
    shelf = Database(stack.database)
    store = Store(shelf=shelf)
    for editor in editors:
        for own, mark, n, notes, has_table in [*editor.ended, editor.kept()]:
            if not own:
                continue
            study = store.open(parse_qs(own)["source"][-1])
            kept = {note.document: note.text for note in study.notes}
            tally.counts["edits looked for"] += len(notes) + 1
            lost = {key for key, text in notes.items() if kept.get(key) != text}
            if lost or len(kept) != len(notes) or (study.vectors == "words") != has_table:
                tally.note_wrong(f"lost edits of visitor {editor.number}: {lost or kept}")
            fresh = Editor(1000 + editor.number, stack, tally)
            fresh.mark, fresh.n, fresh.own, fresh.notes = mark, n, own, notes
            fresh.page, fresh.query = "documents", own
            async with fresh.connected() as one:
                fresh.look(one)
                fresh.sentence(one, f"All {n:,} documents")
                for document in list(notes)[:2]:
                    await fresh.go(one, "document", with_parameters(own, doc=document))
                    fresh.shown(one, document)
    shelf.close()


async def try_all(stack: Stack, tally: Tally) -> None:
    """Let each replica do each kind of work once, for one visitor."""
    for number, replica in enumerate(stack.replicas.values()):
        editor = Editor(100 + number, replace(stack, url=replica.url), tally, page="start")
        async with editor.connected() as one:
            for act in (editor.bring, editor.note, editor.switch, editor.search):
                await act(one)
            for page in PAGES:
                await editor.go(one, page, editor.own)
                editor.look(one)


async def crowd(
    stack: Stack,
    n: int,
    seconds: float,
    tally: Tally,
    *,
    is_disturbed: bool = False,
    every: float = EVERY,
) -> None:
    """All visitors at once, and then the search for what they did."""
    store = ClassStore(stack.database)
    seed = Collection.read(_ROOT / _SEED)
    room, secret = store.create(seed.study, lesson_to_data(ready_lessons()[0]), "Visitors")
    store.lead(room, exercise=0)
    outcome = Outcome()
    until = time.monotonic() + seconds
    n_students = n // 4
    people: list[Any] = [Teacher(0, stack, tally, page="classroom", query=f"class={room.code}")]
    people[0].secret = secret
    for number in range(1, n):
        if number <= n_students:
            one: Any = Student(number, stack, tally, page="join", query=f"class={room.code}")
            one.outcome = outcome
        else:
            one = Editor(number, stack, tally, page="start")
        people.append(one)
    async with asyncio.TaskGroup() as tasks:
        for one in people:
            one.every = every
            tasks.create_task(one.visit(until, one.act))
        if is_disturbed:
            tasks.create_task(disturb(next(iter(stack.replicas.values())), seconds))
    print(f"  {dict(tally.counts)}", flush=True)
    if bad := check(store, room, outcome):
        tally.note_wrong(f"{bad} answers of the class")
    await again([one for one in people if isinstance(one, Editor)], stack, tally)
    store.database.close()


def report(
    stack: Stack, tally: Tally, before: dict[str, float], drawn: dict[str, dict[str, float]]
) -> None:
    """Print what was counted; pages and errors are those until the crowd had gone, since a server
    that has grown starts anew then."""
    for name, count in sorted(tally.counts.items()):
        print(f"{name:30}{count:8,}")
    print(f"{'wrong answers':30}{len(tally.wrong):8,}")
    for name, replica in stack.replicas.items():
        figures, after = metrics(replica), memory(replica.pid)
        until = drawn[name]
        print(
            f"{name}: {before[name]:.0f} MB before, {after:.0f} MB after "
            f"({after / before[name] - 1:+.0%}); {figures['dossier_listings']:.0f} listings held, "
            f"{figures['dossier_sessions']:.0f} visits, "
            f"{until['dossier_errors_total']:.0f} errors, "
            f"{until['dossier_reruns_total']:.0f} pages drawn"
        )


async def main() -> None:
    """Let them in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--rest", type=float, default=240, help="until memory is measured")
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ["DOSSIER_KEEP_MINUTES"] = str(_KEPT)  # an hour by default
    with (
        postgresql.running() as database,
        tempfile.TemporaryDirectory() as home,
        running(database.url, Path(home)) as stack,
    ):
        print("a few visitors first", flush=True)
        few = Tally()
        await crowd(stack, 4, 40, few)
        await try_all(stack, few)
        await asyncio.sleep(options.rest)
        before = {name: memory(replica.pid) for name, replica in stack.replicas.items()}
        print(f"{options.visitors} visitors for {options.seconds:.0f} s", flush=True)
        tally = Tally()
        await crowd(stack, options.visitors, options.seconds, tally, is_disturbed=True)
        drawn = {name: metrics(replica) for name, replica in stack.replicas.items()}
        await asyncio.sleep(options.rest)
        report(stack, tally, before, drawn)
        for replica in stack.replicas.values():
            lines = [line for line in replica.log.read_text().splitlines() if '"error"' in line]
            print(*lines[:10], sep="\n")
    sys.exit(bool(tally.wrong))


if __name__ == "__main__":
    asyncio.run(main())
