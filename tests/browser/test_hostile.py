"""A hostile study on every page: no script runs, nothing is asked of another host, no layout
breaks, nothing is said in the console, and every text stands there as it is."""

import pytest

from dash_core import Filter
from dash_core.charts import catalogue
from dash_core.collection.view import select
from dash_core.export.handout.html import HandoutOptions, to_html
from dash_core.export.provenance import provenance
from tests.browser.hostile_page import check, watch
from tests.hostile_study import hostile_collection, hostile_study
from tests.hostile_text import TEXTS


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    table = hostile_collection().table
    path = tmp_path_factory.mktemp("hostile") / "study.zip"
    path.write_bytes(hostile_study().to_bytes())
    return path, table["id"].tolist(), table["title"].tolist()


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


def test_a_handout_of_it_is_only_text(new_context, tmp_path):
    """Live charts, as a file, without a network."""
    collection = hostile_collection()
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
