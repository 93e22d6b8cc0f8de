"""A hostile study on every page: no script runs, nothing is asked of another host, no layout
breaks, nothing is said in the console, and every text stands there as it is."""

import csv
import io
from dataclasses import replace

import pytest

from dash_core import Collection, Filter, Study
from dash_core.charts import catalogue
from dash_core.collection.view import select
from dash_core.export.handout.html import HandoutOptions, to_html
from dash_core.export.provenance import provenance
from dash_core.readers import SourceFile
from dash_core.study.annotations import Note
from dash_core.study.edits import Edit
from dash_core.topics import PALETTE, TopicFile, TopicSpec, to_toml
from tests.hostile_text import KEYS, TEXTS

PEOPLE = [text for text in TEXTS if len(text) < 60][::2]


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Each text is a title, a part of a summary, a name, a place, a subject and a value."""
    out = io.StringIO()
    writer = csv.writer(out)
    own = ["constructor", "__proto__", "image", "<img src=x onerror=window.pwned=1>"]
    writer.writerow(["date", "title", "summary", "from", "to", "subject", *own])
    for n, text in enumerate(TEXTS):
        near = TEXTS[(n + 1) % len(TEXTS)]
        sender, recipient = PEOPLE[n % len(PEOPLE)], PEOPLE[(n * 7 + 1) % len(PEOPLE)]
        date = f"{1900 + n % 40}-05-{1 + n % 28:02}"
        writer.writerow([date, text, f"On {near}.", sender, recipient, KEYS[n % 36], *[text] * 4])
    labels = ["constructor", "__proto__", "toString", TEXTS[0], "$x^2$ :red[x]"]
    topics = TopicFile(
        named=tuple(
            TopicSpec(f"t{n}", label, PALETTE[n], (word,))
            for n, (label, word) in enumerate(
                zip(labels, ("window", "evil", "x", "script", "on"), strict=True)
            )
        )
    )
    file = SourceFile("<b onclick=window.pwned=1>.csv", out.getvalue().encode())
    made = Study(TEXTS[1], (file,), to_toml(topics))
    table = Collection(made).table
    ids, titles = table["id"].tolist(), table["title"].tolist()
    notes = tuple(Note(ids[n], TEXTS[n], (TEXTS[n][:40].strip(),)) for n in range(0, 60, 6))
    edits = tuple(Edit("set", ids[n], "title", "", TEXTS[n + 9]) for n in range(1, 40, 9))
    path = tmp_path_factory.mktemp("hostile") / "study.zip"
    path.write_bytes(replace(made, notes=notes, edits=edits).to_bytes())
    return path, ids, titles


@pytest.fixture(scope="module")
def site(start_process, study):
    from tests.browser.conftest import Server

    server = Server(start_process, str(study[0]))
    yield server.url
    server.stop()


PAGES = [
    "",
    "documents",
    "documents?page=7",
    "documents?show=table",
    "documents?q=window",
    "topics",
    "topics?kind=found",
    "people",
    "people?who=constructor",
    "places?show=all",
    "compare?a.to=1915&b.from=1920",
    "data",
    "data?show=report",
    "about",
    "start",
]


def watch(page, said):
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    # Streamlit asks at every path where its server is.
    page.on(
        "console",
        lambda message: (
            said.append(f"{message.text} {message.location}")
            if message.type == "error" and "_stcore" not in str(message.location)
            else None
        ),
    )


def check(page, said, where):
    assert page.evaluate("window.pwned") is None, where
    assert not said, (where, said)
    wide = page.evaluate(
        """() => { const main = document.querySelector('[data-testid="stMain"]');
                   return [main.scrollWidth, main.clientWidth]; }"""
    )
    assert wide[0] <= wide[1], where
    inside = '[data-testid="stMain"]'
    assert page.locator(f"{inside} a[href*='evil']:not([rel])").count() == 0, where
    assert page.locator(f"{inside} img[src*='evil'], {inside} iframe").count() == 0, where
    assert page.locator(f"{inside} .katex").count() == 0, where
    for chart in page.locator('[data-testid="stVegaLiteChart"]').all():
        assert chart.locator("svg.marks path").count() > 0, where


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_comes_alive_or_breaks(stay, site, go, study, width):
    said = []
    page = stay(base=site, viewport={"width": width, "height": 900})
    watch(page, said)
    documents = (0, 6, 45, 120, 230) if width == 1280 else (6,)
    pages = PAGES if width == 1280 else ["", "documents", "topics", "people", "compare", "data"]
    for path in [*pages, *(f"document?doc={study[1][n]}" for n in documents)]:
        go(page, path)
        check(page, said, path)
    title = page.locator("h1.archival-title").inner_text()
    assert title.strip() == study[2][documents[-1]].strip()


def test_a_handout_of_it_is_only_text(new_context, study, tmp_path):
    """Live charts, as a file, without a network."""
    collection = Collection(Study.from_bytes(study[0].read_bytes(), "study.zip"))
    view = select(collection, Filter(words="window"))
    charts = catalogue.of_view(collection, view)
    source = provenance(collection, view)
    path = tmp_path / "handout.html"
    path.write_bytes(to_html(collection, view, charts, source, HandoutOptions()))
    said, asked = [], []
    context = new_context(offline=True)
    page = context.new_page()
    watch(page, said)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_function(
        """() => Object.keys(window.handout || {}).length
                 === document.querySelectorAll('.is-live').length"""
    )
    assert asked == [path.as_uri()]
    assert not said
    assert page.evaluate("window.pwned") is None
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
    assert TEXTS[0] in page.inner_text("body")
    context.close()
