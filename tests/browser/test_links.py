"""Every state is an address: what one browser shows, another one shows that is given the link."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

import pytest

from dash_app.session import studies
from dash_core import Collection, Filter
from dash_core.charts import catalogue
from dash_core.collection.view import describe, select
from dash_core.study.edits import Edit
from dash_core.study.link_codec import pack

N = 32
# Loaded with a session of their own: one of every page at least. Another visitor is led through the
# others backwards, so that what an earlier state left behind shows in one of the two.
LOADED = {*range(0, N, 4), 5}
BASE = studies.study("iran-crisis")
TOPICS = BASE.topics or ""
STUDIES = {
    "": BASE,
    "renamed": BASE.with_topics(TOPICS.replace('"Oil"', '"Oil & <b>gas</b>"')),
    "groups": BASE.with_topics("[found]\nk = 4\n"),
    "names": replace(
        BASE,
        topics=TOPICS.replace('"Troops"', '"Armies"'),
        edits=(Edit("no person", "Stalin"), Edit("place", "Tehran")),
    ),
}
WAYS = {
    "topic": ["oil", "troops", "separatism", "other"],
    "not.topic": ["oil", "troops"],
    "q": ["oil company", '"oil company" -troops', "zebra", "from:Bagirov", "Yemel’yanov"],
    "from": ["1946-02-01", "1946-04-05"],
    "to": ["1946-03-31", "1946-01-01"],
    "genre": ["telegram", "letter", "-"],
    "correspondent": ["Stalin", "Molotov"],
    "sender": ["Bagirov"],
    "recipient": ["Stalin", "Bagirov"],
    "person": ["Qavam", "Stalin"],
    "place": ["Tabriz", "Iran"],
    "area": ["0,0.5,0,1"],
    "id": ["e204ee8009", "cb6e63076f"],
}
OWN = {
    "": [{}, {"open": "silences-more"}],
    "documents": [
        {},
        {"show": "table"},
        {"show": "table", "tick": ["e204ee8009", "cb6e63076f"]},
        {"page": "2"},
    ],
    "document": [
        {"doc": "e204ee8009"},
        {"doc": "cb6e63076f", "open": "in-the-source"},
        {"doc": "e204ee8009", "why": "troops"},
    ],
    "topics": [{}, {"kind": "found"}, {"kind": "found", "open": "number-why"}],
    "people": [{}, {"who": "Bagirov"}, {"names": "perhaps"}, {"who": "Molotov", "name": "Bagirov"}],
    "places": [{}, {"show": "all"}],
    "compare": [
        {},
        {"a.topic": "oil", "b.topic": "troops", "word": "company"},
        {"a.to": "1946-02-22", "b.from": "1946-02-23"},
        {"a.topic": "separatism", "rest": "b"},
    ],
    "data": [{}, {"rows": "all"}],
    "about": [{}],
}


@dataclass(frozen=True)
class State:
    """A page, the parameters of its address, and the study behind it."""

    page: str
    parameters: dict[str, list[str]]
    study: str

    @property
    def path(self) -> str:
        return f"{self.page}?{urlencode(self.parameters, doseq=True)}"

    @property
    def filter(self) -> Filter:
        return Filter.from_url(self.parameters)


def generated() -> Iterator[State]:
    """States of every page, with and without filters, with and without documents."""
    rng = random.Random(1946)
    pages = list(OWN)
    for number in range(N):
        page = pages[number % len(pages)]
        found: dict[str, list[str]] = {"source": ["iran-crisis"]}
        study = rng.choice(["", "", *list(STUDIES)])
        if study:
            found["edits"] = [pack(STUDIES[study], BASE)]
        for name in rng.sample(list(WAYS), rng.choice([0, 1, 1, 2, 3])):
            found[name] = rng.sample(WAYS[name], min(len(WAYS[name]), rng.choice([1, 1, 2])))
            if name in ("q", "from", "to"):
                del found[name][1:]
        for name, values in rng.choice(OWN[page]).items():
            found[name] = [values] if isinstance(values, str) else list(values)
        yield State(page, found, study)


STATES = list(generated())


@lru_cache
def collection(study: str) -> Collection:
    return Collection(STUDIES[study])


def shown(state_: State) -> int:
    return len(select(collection(state_.study), state_.filter))


# All a page says, the rows of the table of documents, and every mark of the charts with what it
# says of itself, by the chart's key.
SNAPSHOT = """() => {
    const main = document.querySelector('[data-testid="stMain"]').cloneNode(true);
    for (const own of main.querySelectorAll('.copy-link, style, script, svg, canvas')) own.remove();
    const charts = {};
    for (const chart of document.querySelectorAll('[data-testid="stVegaLiteChart"]')) {
        const key = chart.closest('[class*="st-key-"]').className.match(/st-key-([^ ]+)/)[1];
        charts[key] = [...chart.querySelectorAll('svg.marks [aria-label]')]
            .map(mark => mark.getAttribute('aria-label'));
    }
    const rows = [...document.querySelectorAll('[class*="st-key-documents-table"] canvas td')];
    return {title: document.title, text: main.textContent, charts: charts,
            rows: rows.map(cell => cell.textContent),
            sentence: main.querySelector('.sentence').textContent};
}"""
# Tables that are in sight, and the title of the window, come a little after everything else.
DRAWN = """title => document.title === title
    && [...document.querySelectorAll('[class*="st-key-documents-table"]')]
        .every(table => table.querySelector('canvas td'))"""


def test_another_browser_shows_the_same(server, visit, settle, go):
    empty, edited = (sum(1 for s in STATES if own(s)) for own in (lambda s: not shown(s), _edited))
    assert N - 5 >= empty >= 5
    assert edited >= 8
    assert {STATES[number].page for number in LOADED} == set(OWN)
    first, seen, links = visit(), [], []
    for one in STATES:
        go(first, one.path)
        first.wait_for_function(DRAWN, arg=_title(one))
        seen.append(first.evaluate(SNAPSHOT))
        query = first.locator(".copy-link button").get_attribute("data-query")
        links.append(f"{one.page}?{query}")
    second = visit("about")
    for number in reversed([n for n in range(N) if n not in LOADED]):
        go(second, links[number])
        _shows_the_same(second, number, links, seen)
    for number in sorted(LOADED):
        second.goto(server.url + links[number], wait_until="commit")
        settle(second)
        _shows_the_same(second, number, links, seen)


def _shows_the_same(page, number: int, links: list[str], seen: list[dict]) -> None:
    page.wait_for_function(DRAWN, arg=_title(STATES[number]))
    now, before = page.evaluate(SNAPSHOT), seen[number]
    for name, own in now.items():
        if own != before[name]:
            pytest.fail(f"{links[number]}: {_difference(own, before[name])}")
    _as_the_library_has_it(STATES[number], now, page)


def _title(one: State) -> str:
    return f"{(one.page or 'overview').capitalize()} · Dossier"


def _difference(now: object, before: object) -> str:
    """Where two snapshots part."""
    a, b = str(now), str(before)
    at = next((i for i, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]), 0)
    return f"{a[at - 60 : at + 90]!r} was {b[at - 60 : at + 90]!r}"


def _edited(one: State) -> bool:
    return bool(one.study)


def _as_the_library_has_it(one: State, now: dict, page) -> None:
    """The same sentence and count, and the same numbers in the charts."""
    own = collection(one.study)
    view = select(own, one.filter)
    assert now["sentence"] == describe(own, one.filter, len(view))
    if one.page == "":
        for key, draw in (
            ("topics", catalogue.topics),
            ("correspondents", catalogue.correspondents),
            ("places", catalogue.places),
        ):
            _same_bars(now["charts"][key], draw(own, view).table)
    if one.page == "documents" and "show" not in one.parameters:
        first = 10 if one.parameters.get("page") == ["2"] and len(view) > 10 else 0
        titles = own.table["title"].iloc[view.rows[first : first + 10]].tolist()
        drawn = page.locator('[class*="st-key-card-"] [data-testid="stPageLink"] p')
        said = [title.replace("\u2060", "") for title in drawn.all_inner_texts()]
        assert said[: len(titles)] == titles
    if one.page == "document":
        title = own.document(one.parameters["doc"][0])["title"]
        assert page.inner_text("h1.archival-title") == title


def _same_bars(marks: list[str], table) -> None:
    """The numbers that a chart's bars say are those of its table."""
    said = {}
    for mark in marks:
        parts = dict(part.split(": ", 1) for part in mark.split("; ") if ": " in part)
        if "documents in the filter" in parts and "name" in parts:
            name = parts["name"].removeprefix("\u2060")  # unseen: no name is a key of JavaScript
            said[name] = int(parts["documents in the filter"])
    name, number = table.columns[:2]
    assert said == dict(zip(table[name], table[number], strict=True))
