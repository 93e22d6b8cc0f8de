"""What `compose.yaml` describes works: nginx, two replicas, one PostgreSQL, on loopback."""

import asyncio
import gzip
import os
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from benchmarks.roles import Tally
from benchmarks.visitors import crowd
from dash_core import Collection
from dash_core.classroom.exercises import Exercise, Lesson
from dash_core.classroom.lessons.lesson_file import lesson_to_data
from dash_core.classroom.store import ClassStore
from tests.hosting.stack import SECRETS, running

PAGE = """• May 5, 1950

  Letter from A. Smith to B. Jones

  On the oil of Tabriz.

• June 7, 1951

  Letter from B. Jones to A. Smith

  On troops in Tehran.
"""


@pytest.fixture(scope="module")
def stack(postgresql, tmp_path_factory):
    with running(postgresql.url, tmp_path_factory.mktemp("stack")) as started:
        yield started


def ask(url, method="GET", data=None, **headers):
    """Status, headers and body of an answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data, named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as err:
        return err.code, err.headers, err.read()


def test_pages_are_packed_guarded_and_stay_at_one_replica(stack):
    _status, headers, body = ask(f"{stack.url}/topics", accept_encoding="gzip")
    assert b"<script" in gzip.decompress(body)
    assert "unsafe-eval" not in headers["content-security-policy"]
    (cookie,) = headers.get_all("set-cookie")
    assert "HttpOnly" in cookie
    own = cookie.split(";")[0]
    for _ in range(4):
        assert "set-cookie" not in ask(f"{stack.url}/topics", cookie=own)[1]
    assert len(set(stack.answered()[-4:])) == 1
    for n in range(8):
        ask(f"{stack.url}/topics", cookie=f"dossier_visit={n:032x}")
    assert set(stack.answered()) >= set(stack.replicas)


@pytest.mark.parametrize(
    "path", ["metrics", "_stcore/metrics", "_stcore/agent/mcp", "_stcore/script-health-check"]
)
def test_what_is_for_the_host_is_not_there(stack, path):
    assert ask(f"{stack.url}/{path}")[0] == 404
    token = f"Bearer {SECRETS['DOSSIER_METRICS_TOKEN']}"
    assert ask(f"{stack.url}/{path}", authorization=token)[0] == 404


def test_a_replica_tells_the_host(stack):
    for url in (replica.url for replica in stack.replicas.values()):
        assert ask(f"{url}/_stcore/script-health-check")[0] == 200
        token = f"Bearer {SECRETS['DOSSIER_METRICS_TOKEN']}"
        assert b"dossier_sessions" in ask(f"{url}/metrics", authorization=token)[2]
        assert ask(f"{url}/metrics")[0] == 404


def test_what_is_too_large_is_refused_before_it_is_read(stack):
    large = b"x" * 2 * 2**20
    assert ask(f"{stack.url}/topics", "POST", large)[0] == 413
    size = str(67 * 2**20)
    path = f"{stack.url}/_stcore/upload_file/s/f"
    assert ask(path, "PUT", b"x", content_length=size)[0] in (400, 413)


def test_visitors_see_their_own_and_lose_nothing(stack):
    tally = Tally()
    visitors = crowd(stack, 4, 8, tally, every=0.5)
    with ThreadPoolExecutor(1) as pool:  # the thread of the tests has a loop: a browser's
        pool.submit(asyncio.run, visitors).result()
    assert tally.wrong == []
    assert tally.counts["listings brought"] >= 2


def visit_with(new_context, stack, replica, path=""):
    """A visitor whose cookie leads to this replica."""
    context = new_context()
    for _n in range(100):
        value, n = os.urandom(16).hex(), len(stack.answered())
        ask(f"{stack.url}/_stcore/health", cookie=f"dossier_visit={value}")
        if stack.answered()[n:] == [replica]:  # nobody else asked meanwhile
            break
    context.add_cookies([{"name": "dossier_visit", "value": value, "url": stack.url}])
    page = context.new_page()
    page.goto(f"{stack.url}/{path}")
    return page


def test_two_replicas_serve_one_class(stack, new_context, settle):
    """A student at one, the teacher at the other: an answer is seen within three seconds."""
    listing = Collection.read(PAGE, topics="")
    card = Exercise("source_card", "Question it", tuple(listing.table["id"]))
    data = lesson_to_data(Lesson("One class", (card,)))
    store = ClassStore(stack.database)
    room, secret = store.create(listing.study, data, "One class")
    store.database.close()
    first, second = stack.replicas
    student = visit_with(new_context, stack, first, f"join?class={room.code}")
    teacher = visit_with(new_context, stack, second, f"classroom?class={room.code}#key={secret}")
    student.get_by_label("Nickname").fill("Otter")
    student.get_by_role("button", name="Join").click()
    student.get_by_text("You are in.").wait_for()
    teacher.get_by_text("Otter").wait_for()
    teacher.get_by_role("button", name="Begin").click()
    settle(teacher)
    field = student.get_by_label("Who wrote it?").first
    field.fill("A certain Smith")
    n = len(stack.answered())
    field.press("Tab")
    teacher.get_by_text("A certain Smith").first.wait_for(timeout=3_000)
    student.locator(".save-state.saved").wait_for()
    assert set(stack.answered()[n:]) <= {first, second}
    for page in (student, teacher):
        page.context.close()


def n_studies(stack):
    with psycopg.connect(stack.database) as connection:
        there = connection.execute("SELECT to_regclass('study_manifest')").fetchone()[0]
        if there is None:  # made with the first study
            return 0
        return connection.execute("SELECT count(*) FROM study_manifest").fetchone()[0]


def test_a_listing_kept_by_one_replica_opens_at_the_other(stack, new_context, settle):
    first, second = stack.replicas
    page = visit_with(new_context, stack, first)
    settle(page)
    kept = n_studies(stack)
    page.get_by_label("The listing, as copied").fill(PAGE)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_role("button", name="Explore").click()
    page.locator(".sentence", has_text="All 2 documents").wait_for()
    settle(page)
    address = page.url.removeprefix(stack.url + "/")
    assert n_studies(stack) == kept + 1
    n = len(stack.answered())
    other = visit_with(new_context, stack, second, address)
    settle(other)
    assert other.inner_text(".sentence") == "All 2 documents"
    assert second in stack.answered()[n:]

    # The database is away: what is open goes on, who saves is told so, and nothing is lost.
    stack.wire.cut()
    page.get_by_role("link", name="Topics", exact=True).click()
    settle(page)
    unknown = visit_with(new_context, stack, second, "documents?source=" + "0" * 24)
    unknown.get_by_text("The listing cannot be reached just now").wait_for()
    settle(unknown)
    page.get_by_role("link", name="About").first.click()
    settle(page)
    switch = page.get_by_role("button", name="Do without the table of English words")
    switch.click()
    page.get_by_text("could not be saved: the database does not answer").wait_for()
    stack.wire.mend()
    switch.click()
    page.get_by_role("button", name="Use the table of English words").wait_for()
    unknown.context.close()

    # The first replica is told to stop: its visitor goes on at the other.
    process = stack.replicas[first].process
    begun = time.monotonic()
    process.terminate()
    assert process.wait(30) in (0, -15)
    assert time.monotonic() - begun < 30
    documents = page.locator("h1.unseen", has_text="Documents")
    while not documents.count():  # a click between two servers is lost: a person clicks again
        page.get_by_role("link", name="Documents", exact=True).click()
        page.wait_for_timeout(3_000)
    settle(page)
    assert page.inner_text(".sentence") == "All 2 documents"
    for one in (page, other):
        one.context.close()
