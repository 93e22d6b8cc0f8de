"""How a class loads a server: students who answer, beside as many visitors of a minimal page.

`python benchmarks/classroom.py` measures 60 students on PostgreSQL (a private one, on loopback) and
30 on SQLite, each answering every 5 s for 3 minutes, with a teacher who looks on. Every answer is
counted in the database afterwards: where one is lost, doubled or wrong, or a goal is missed, the
exit status is 1. In the same run, before each class, as many visitors of
`benchmarks/minimal/app.py` change its filter as often. `--seconds 30` is a short run.
"""

import argparse
import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

import psycopg
from sqlalchemy import func, select
from streamlit.proto.WidgetStates_pb2 import WidgetState

_ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT)]

from benchmarks.visitor import Visitor, visiting  # noqa: E402
from dash_core import Collection  # noqa: E402
from dash_core.classroom.exercises import questions  # noqa: E402
from dash_core.classroom.lessons.lesson_file import lesson_from_data, lesson_to_data  # noqa: E402
from dash_core.classroom.lessons.ready_lessons import ready_lessons  # noqa: E402
from dash_core.classroom.store import Classroom, ClassStore  # noqa: E402
from dash_core.classroom.store.tables import answers  # noqa: E402
from tests.postgresql import running  # noqa: E402

_SEED: Final = "seeds/000_c0d2bb1156087dbf.txt"
_EVERY: Final = 5.0  # seconds between two answers of one student
_GOAL: Final = 1.5  # p95 of an answer to that of the minimal page
_SEEN: Final = 3.0  # seconds until the teacher sees an answer


@contextlib.contextmanager
def served(script: str, **environment: str) -> Iterator[int]:
    """A server of an app; gives its port when it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true"]
    server = subprocess.Popen(
        [*command, "--server.port", str(port), "--", _SEED],
        cwd=_ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("localhost", port), 1):
                break
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()


async def paced(seconds: float, rng: Random) -> AsyncIterator[None]:
    """A step every `_EVERY` seconds, beginning anywhere within the first."""
    end = time.perf_counter() + seconds
    at = time.perf_counter() + rng.random() * _EVERY
    while at < end:
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        yield
        at = max(at + _EVERY, time.perf_counter())


async def minimal(n: int, seconds: float) -> list[float]:
    """Visitors of the minimal page, who change its filter."""
    times: list[float] = []

    async def visit(port: int, number: int) -> None:
        async with visiting(f"ws://localhost:{port}", "", "") as one:
            await one.run()
            pills = one.found["button_group"][0]
            step = number
            async for _ in paced(seconds, Random(number)):
                step += 1
                state = WidgetState(id=pills.id)
                state.string_array_value.data.append(pills.options[step % 5].content)
                one.states[pills.id] = state
                times.append(await one.run())

    with served("benchmarks/minimal/app.py") as port:
        await asyncio.gather(*(visit(port, number) for number in range(n)))
    return times


@dataclass
class Outcome:
    """What a class measured."""

    times: list[float] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)  # when new answers were saved
    seen: list[tuple[float, int]] = field(default_factory=list)  # when, how many
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    bad: int = 0  # answers that are not as they were given


async def poll(one: Visitor, outcome: Outcome) -> None:
    """Run the fragments of a page as often as they ask for."""
    while True:
        fragment, interval = next(iter(one.polls.items()), ("", 1.0))
        await asyncio.sleep(interval)
        if fragment:
            outcome.polls.append(await one.run(fragment))


async def study(port: int, code: str, number: int, seconds: float, outcome: Outcome) -> None:
    """One student: joins, then answers one question after the other."""
    async with visiting(f"ws://localhost:{port}", "join", f"class={code}") as one:
        await one.run()
        name = one.widget("text_input", "Nickname")
        one.states[name.id] = WidgetState(id=name.id, string_value=f"student {number}")
        await one.press("Join")
        one.states.clear()
        await one.run()
        polling = asyncio.create_task(poll(one, outcome))
        given = outcome.answers.setdefault(f"student {number}", {})
        step = number
        async for _ in paced(seconds, Random(number)):
            radios = one.found["radio"]
            radio, choice = radios[step % len(radios)], step // len(radios) % 3
            one.states[radio.id] = WidgetState(id=radio.id, string_value=radio.options[choice])
            outcome.times.append(await one.run())
            if radio.label not in given:
                outcome.saved.append(time.perf_counter())
            given[radio.label] = radio.options[choice]
            step += 1
        polling.cancel()


async def teach(port: int, room: Classroom, secret: str, outcome: Outcome) -> None:
    """The teacher's page, which asks every two seconds; when it says how many answers there are."""
    async with visiting(f"ws://localhost:{port}", "classroom", f"class={room.code}") as one:
        await one.run()
        keys = next(c for c in one.found["bidi_component"] if "classes" in c.component_name)
        one.states[keys.id] = WidgetState(id=keys.id, json_value=f'{{"secret": "{secret}"}}')
        await one.run()
        while True:
            fragment, interval = next(iter(one.polls.items()), ("", 1.0))
            await asyncio.sleep(interval)
            one.found.clear()
            await one.run(fragment)
            bodies = [html.body for html in one.found.get("html", [])]
            figures = next((body for body in bodies if "Answers</dt>" in body), "")
            n = figures.rpartition("Answers</dt><dd>")[2].partition(" ")[0]
            if n:
                outcome.seen.append((time.perf_counter(), int(n.replace(",", ""))))


async def classroom(n: int, seconds: float, store: ClassStore, **environment: str) -> Outcome:
    """A whole class on a server of its own."""
    collection = Collection.read(_ROOT / _SEED)
    lesson = lesson_to_data(ready_lessons()[0])
    room, secret = store.create(collection.study, lesson, "Benchmark")
    store.lead(room, exercise=0)
    outcome = Outcome()
    with served("app.py", **environment) as port:
        async with visiting(f"ws://localhost:{port}", "join", f"class={room.code}") as first:
            await first.run()  # the server reads the listing once
        looking = asyncio.create_task(teach(port, room, secret, outcome))
        async with asyncio.TaskGroup() as students:
            for number in range(n):
                students.create_task(study(port, room.code, number, seconds, outcome))
        await asyncio.sleep(_SEEN + 1)
        if looking.done():
            looking.result()  # raises what stopped it
        looking.cancel()
    outcome.bad = check(store, room, outcome)
    return outcome


def check(store: ClassStore, room: Classroom, outcome: Outcome) -> int:
    """Count what is lost, doubled or another than was given last, print it and give the sum."""
    exercise = lesson_from_data(room.lesson, "x").exercises[0]
    asked = [one for one in questions(exercise, Collection.read(_ROOT / _SEED)) if one.options]
    names = {one.nickname: one.id for one in store.students(room)}
    kept = store.answers(room, 0)
    of_class = answers.c.class_id == room.id
    with store.database.reading() as connection:
        rows = connection.scalar(select(func.count()).select_from(answers).where(of_class)) or 0
    lost = wrong = 0
    for name, given in outcome.answers.items():
        here = kept.get(names.get(name, ""), {})
        for number, one in enumerate(asked, 1):
            label = f"Topic of document {number}"
            value = one.options.get(str(here[one.key])) if one.key in here else None
            lost += label in given and value is None
            wrong += value is not None and value != given.get(label)
    n = sum(map(len, outcome.answers.values()))
    doubled = rows - (n - lost)
    seats = len(names) - len(outcome.answers)
    print(
        f"  {len(outcome.times)} answers given to {n} questions by {len(outcome.answers)} students:"
        f" {lost} lost, {doubled} doubled, {wrong} wrong, {seats} students too many"
    )
    return lost + abs(doubled) + wrong + abs(seats)


def p95(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)] if times else float("nan")


def delays(outcome: Outcome) -> list[float]:
    """Seconds from a new answer to the teacher's page that counts it."""
    waited = []
    for n, at in enumerate(sorted(outcome.saved), 1):
        seen = next((when for when, count in outcome.seen if count >= n), None)
        if seen is not None:
            waited.append(max(0.0, seen - at))
    return waited


def report(name: str, n: int, outcome: Outcome, baseline: list[float]) -> bool:
    """Print what was measured, and give whether all goals are met."""
    ours, theirs = p95(outcome.times), p95(baseline)
    is_fast = ours <= _GOAL * theirs
    met = "met" if is_fast else "NOT met"
    late = delays(outcome)
    print(
        f"{name}, {n} students: p95 of an answer {ours * 1000:.0f} ms beside {theirs * 1000:.0f} ms"
        f" of the minimal page (ratio {ours / theirs:.2f}, goal {_GOAL}: {met}); "
        f"p95 of asking what is on {p95(outcome.polls) * 1000:.0f} ms; "
        f"seen by the teacher after {p95(late):.1f} s (p95), {max(late, default=0):.1f} s (most)",
        flush=True,
    )
    return is_fast and not outcome.bad


async def main() -> bool:
    """Measure both stores, and give whether all goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--postgresql", type=int, default=60, metavar="STUDENTS")
    parser.add_argument("--sqlite", type=int, default=30, metavar="STUDENTS")
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    met = []
    if n := options.postgresql:
        with running() as server:
            url = server.url
            with psycopg.connect(url + "postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE classes")
            baseline = await minimal(n, options.seconds)
            store = ClassStore(url + "classes")
            outcome = await classroom(
                n, options.seconds, store, DATABASE_URL=url + "classes", DOSSIER_HOME="/nonexistent"
            )
            store.database.close()
            met.append(report("PostgreSQL", n, outcome, baseline))
    if n := options.sqlite:
        with tempfile.TemporaryDirectory() as home:
            baseline = await minimal(n, options.seconds)
            store = ClassStore(folder=Path(home))
            outcome = await classroom(n, options.seconds, store, DOSSIER_HOME=home)
            store.database.close()
            met.append(report("SQLite", n, outcome, baseline))
    return all(met)


if __name__ == "__main__":
    sys.exit(not asyncio.run(main()))
