"""The hand-out in a browser without a network: the same numbers as the page it was made from."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from dash_core import Collection, Filter
from dash_core.analysis.compare.distinctive_words import Side, distinctive
from dash_core.analysis.network.layout import CORES
from dash_core.charts import catalogue
from dash_core.charts.bars.distinctive_words import word_chart
from dash_core.charts.graphs.flow import flow_chart
from dash_core.charts.time.side_by_side import two_timelines_chart
from dash_core.collection.view import select
from dash_core.export.handout.html import HandoutOptions, to_html
from dash_core.export.handout.vega import specification
from dash_core.export.provenance import provenance
from tests.browser.axe import violations

OIL = Filter(topics=("oil",))
PAPER = {"A4": (595, 842), "Letter": (612, 792)}


def write(collection, chosen, path, charts=None, options=None):
    view = select(collection, chosen)
    charts = catalogue.of_view(collection, view) if charts is None else charts
    source = provenance(collection, view)
    path.write_bytes(to_html(collection, view, charts, source, options or HandoutOptions()))
    return path


@pytest.fixture
def offline(new_context):
    """Open a file with the network off; fails on any request for another file, and on errors."""
    contexts, wrong = [], []

    def opened(path, **options):
        context = new_context(**{"offline": True, **options})
        contexts.append(context)
        page = context.new_page()
        own = path.as_uri()
        page.on("request", lambda asked: asked.url == own or wrong.append(asked.url))
        page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(own)
        if options.get("java_script_enabled", True):
            page.wait_for_function(
                """() => Object.keys(window.handout || {}).length
                         === document.querySelectorAll('.is-live').length"""
            )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong


def drawn(page, name):
    """The data of a live chart, by name, as Vega holds it."""
    return page.evaluate(
        """name => { const view = window.handout[name];
            return Object.fromEntries(Object.keys(view._runtime.data).map(own =>
                [own, (view.data(own) || []).map(row => Object.fromEntries(
                    Object.entries(row).filter(([, value]) => typeof value !== 'object'
                        || value === null || value instanceof Date)))])); }""",
        name,
    )


def pairs(page):
    return page.locator(".figures > div").all_inner_texts()


@pytest.mark.parametrize("path", ["?topic=oil", "topics?from=1946-02-01", "people?q=Bagirov"])
def test_the_same_numbers_as_the_page(visit, settle, offline, seed, tmp_path, path):
    page = visit(path)
    page.get_by_text("Share, cite, print").click()
    settle(page)
    page.get_by_role("tab", name="Hand-out").click()
    settle(page)
    page.locator(".st-key-handout-html button").click()
    page.locator(".st-key-handout-download button").wait_for()
    settle(page)
    with page.expect_download() as download:
        page.locator(".st-key-handout-download button").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert re.fullmatch(r"[\w-]+_handout-\d+-of-20_[0-9a-f]{8}\.html", file.name)

    given = offline(file)
    assert given.inner_text(".sentence") == page.inner_text(".sentence")
    chosen = Filter.from_url({"topic": ["oil"]} if "oil" in path else {})
    if "topics" in path:
        chosen = Filter.from_url({"from": ["1946-02-01"]})
    if "people" in path:
        chosen = Filter.from_url({"q": ["Bagirov"]})
    view = select(seed, chosen)
    said = [text.split("\n") for text in pairs(given)]
    assert said == [list(own) for own in catalogue.key_figures(seed, view)]
    if path.startswith("?"):
        assert pairs(given) == pairs(page)
    assert given.locator("article h3").all_inner_texts() == [
        " ".join(title.split()) for title in seed.table["title"].iloc[view.rows]
    ]
    # The page's own charts, in its order.
    on_page = page.locator('[data-testid="stMain"] [data-testid="stVegaLiteChart"]').count()
    assert given.locator("figure").count() == on_page
    for name in given.evaluate("Object.keys(window.handout)"):
        assert any(len(rows) for rows in drawn(given, name).values())


@pytest.fixture(scope="module")
def every(seed, tmp_path_factory):
    """A hand-out with every kind of chart, and the figures in it."""
    view = select(seed, OIL)
    a, b = (Side(seed, select(seed, own)) for own in (OIL, Filter(excluded=OIL)))
    part = next(iter(catalogue.map_regions(seed)))
    others = {
        "topics-in-time": catalogue.topics_in_time(seed, view, seed.topics),
        "map": catalogue.document_map(seed, view, seed.topics),
        "letters": catalogue.letters(seed, view, CORES[0]),
        "matrix": catalogue.matrix(seed, view),
        "place-map": catalogue.map_of_places(seed, view, part),
        "place-times": catalogue.places_in_time(seed, view),
        "flow": flow_chart(seed.find_topics(2), seed.find_topics(3)),
        "two-times": two_timelines_chart(a, b),
        "two-words": word_chart(distinctive(a, b)),
    }
    charts = catalogue.of_view(seed, view)
    charts += [catalogue.NamedFigure(name, name, figure) for name, figure in others.items()]
    path = tmp_path_factory.mktemp("every") / "every.html"
    options = HandoutOptions.with_questions("Who?\nWhy?", lines="end")
    return write(seed, OIL, path, charts, options), charts


def test_every_chart_is_live_under_the_policy_with_the_data_of_the_page(offline, every):
    """Vega runs, though the file forbids the network and all evaluation."""
    path, charts = every
    page = offline(path)
    assert page.locator("figure.is-live").count() == len(charts)
    assert page.locator(".still:visible").count() == 0
    for one in charts:
        live, own = drawn(page, one.name), specification(one.figure, 100)["datasets"]
        shared = [name for name, rows in own.items() if rows and live.get(name)]
        assert shared, one.name
        for name in shared:
            assert plain(live[name], own[name]) == plain(own[name], own[name]), (one.name, name)


def test_names_over_marks_can_be_read(offline, every):
    page = offline(every[0])
    texts = page.locator(".live svg text[stroke]")
    assert texts.count() > 10
    looks = texts.evaluate_all(
        """texts => [...new Set(texts.map(text => getComputedStyle(text))
               .map(look => `${look.fill} ${look.paintOrder}`))]"""
    )
    assert looks == ["rgb(31, 35, 40) stroke"]


def plain(rows, like):
    """The words and whole numbers of rows: those of the columns of other rows."""
    names = [key for key, value in like[0].items() if isinstance(value, (str, int))]
    return [[row[name] for name in names] for row in rows]


def test_another_script_does_not_run_and_nothing_is_fetched(new_context, every):
    context = new_context()
    page = context.new_page()
    page.goto(every[0].as_uri())
    ran = page.evaluate(
        """async () => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            const fetched = await fetch(location.href).then(() => true, () => false);
            return [window.ran, fetched]; }"""
    )
    context.close()
    assert ran == [None, False]


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(offline, every, width):
    page = offline(every[0], viewport={"width": width, "height": 844})
    for closed in page.locator("details summary").all():
        closed.click()
    found = violations(page)
    assert not found, [(own["id"], [node["target"] for node in own["nodes"]]) for own in found]
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]


def test_without_scripts_there_are_drawings(offline, every):
    page = offline(every[0], java_script_enabled=False)
    assert page.locator(".still svg:visible").count() == len(every[1])
    assert page.locator(".live:visible").count() == 0


def test_a_hundred_documents_are_less_than_3_mb(offline, tmp_path):
    words = "oil concession company pipeline refinery wheat harvest peasants drought".split()
    listing = "\n".join(
        f"• {1 + i % 28} May {1900 + i}\n\n  Letter from A. Smith to B. Jones on {words[i % 9]} in "
        f"Tehran, no. {i}\n\n  {' '.join(words) * 12}\n"
        for i in range(100)
    )
    many = Collection.read(listing, topics="")
    path = write(many, Filter(), tmp_path / "many.html")
    assert path.stat().st_size < 3_000_000
    page = offline(path)
    assert page.inner_text(".sentence") == "All 100 documents"
    assert page.locator("article").count() == 100
    assert page.locator("figure.is-live").count() == 4


@pytest.mark.parametrize("paper", PAPER)
def test_printed_by_the_browser(offline, seed, tmp_path, paper):
    path = write(seed, Filter(), tmp_path / "all.html")
    page = offline(path)
    read = PdfReader(BytesIO(page.pdf(format=paper, tagged=True)))
    sizes = {(round(own.mediabox.width), round(own.mediabox.height)) for own in read.pages}
    assert all(abs(a - b) < 2 for own in sizes for a, b in zip(own, PAPER[paper], strict=False))
    assert 6 <= len(read.pages) <= 12
    sheets = [re.sub(r"\s+", "", own.extract_text()) for own in read.pages]
    # No card is cut: each begins and ends on one sheet.
    for article in page.locator("article").all():
        begin = re.sub(r"\s+", "", article.locator("h3").inner_text())
        end = re.sub(r"\s+", "", article.locator(".record > div").last.inner_text())
        (on,) = [sheet for sheet in sheets if begin in sheet and end in sheet]
        assert on.index(begin) < on.index(end)
    assert sum(sheet.count("6(30%)") for sheet in sheets) == 2  # a drawing, not twice: two topics
    assert f"{len(sheets)}/{len(sheets)}" in sheets[-1]


@pytest.mark.parametrize("width", [658, 695])
def test_nothing_is_wider_than_the_sheet(offline, every, width):
    """The width of the text on A4 and on Letter, in pixels of print."""
    page = offline(every[0], viewport={"width": width, "height": 900})
    page.emulate_media(media="print")
    assert page.locator(".live:visible, details:visible").count() == 0
    assert page.locator(".still:visible").count() == len(every[1])
    beyond = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(own =>
            own.getClientRects().length && !own.closest('svg') && !own.closest('.unseen')
            && own.getBoundingClientRect().right > innerWidth + 1).map(own => own.outerHTML)"""
    )
    assert not beyond


def test_a_pdf_and_pictures_from_the_page(visit, settle, tmp_path):
    page = visit("?topic=oil")
    page.get_by_text("Share, cite, print").click()
    settle(page)
    page.get_by_role("tab", name="Hand-out").click()
    settle(page)
    page.get_by_label("Questions for the class, one a line").fill("Who wanted oil?")
    page.locator(".st-key-handout-pdf button").click()
    page.locator(".st-key-handout-download button").wait_for()
    settle(page)
    with page.expect_download() as download:
        page.locator(".st-key-handout-download button").click()
    download.value.save_as(tmp_path / "sheet.pdf")
    text = "".join(own.extract_text() for own in PdfReader(tmp_path / "sheet.pdf").pages)
    assert "4 of 20 documents" in text
    assert "Who wanted oil?" in text

    page.locator(".st-key-topics-table button").click()
    for form, start in (("svg", b"<?xml"), ("png", b"\x89PNG")):
        page.locator(f".st-key-download-topics-{form} button").wait_for()
        settle(page)
        with page.expect_download() as download:
            page.locator(f".st-key-download-topics-{form} button").click()
        name = download.value.suggested_filename
        assert re.fullmatch(rf"[\w-]+_topics-4-of-20_[0-9a-f]{{8}}\.{form}", name)
        download.value.save_as(tmp_path / form)
        assert (tmp_path / form).read_bytes().startswith(start)
