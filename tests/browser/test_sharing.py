"""Copy link, a figure inside another page, Back and Forward, addresses that make no sense."""

import html
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.axe import violations

ROOT = Path(__file__).parents[2]
MENU = ".st-key-head"


def here(page):
    """The path and the parameters of an address."""
    parts = urlsplit(page.url)
    return parts.path, parse_qs(parts.query)


# Copy link


def keep_messages(page):
    """What would go away by itself after two seconds stays."""
    page.evaluate(
        """() => { const later = window.setTimeout;
            window.setTimeout = (call, delay, ...rest) =>
                later(call, delay > 2000 ? 1e7 : delay, ...rest); }"""
    )


def test_one_click_copies_the_link_and_says_so(visit, server):
    page = visit("documents?topic=oil", permissions=["clipboard-read", "clipboard-write"])
    keep_messages(page)
    button = page.get_by_role("button", name="Copy link")
    button.click()
    page.locator(".copy-link [role=status]", has_text="Copied").wait_for(state="attached")
    assert page.locator(".copy-link .then").is_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{server.url}documents?source=iran-crisis&topic=oil"
    again = visit(link.removeprefix(server.url))
    assert again.inner_text(".sentence") == "4 of 20 documents · about Oil"


def test_where_the_clipboard_is_forbidden_the_address_can_be_copied_by_hand(
    new_context, server, settle
):
    context = new_context()
    context.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.execCommand = () => false;"
    )
    page = context.new_page()
    page.goto(server.url + "topics?kind=found")
    settle(page)
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_role("textbox", name="Address")
    assert field.input_value() == f"{server.url}topics?source=iran-crisis&kind=found"
    assert field.evaluate("field => field === document.activeElement")
    assert page.inner_text(".copy-link [role=status]") == "Copy the address from the field."
    context.close()


def test_scripts_run_under_a_strict_policy(new_context, server, settle):
    """No eval; the scripts of Dossier's own are named by their hashes."""
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    blocked: list[str] = []
    page.on("console", lambda m: blocked.append(m.text) if "Content Security" in m.text else None)
    answer = page.goto(server.url + "topics")
    policy = answer.headers["content-security-policy"]
    assert "unsafe-eval" not in policy
    assert "sha256-" in policy
    settle(page)
    keep_messages(page)
    page.get_by_role("button", name="Copy link").click()
    page.locator(".copy-link [role=status]", has_text="Copied").wait_for(state="attached")
    page.locator(".st-key-map-named svg.marks path[aria-label*='Long Telegram']").click()
    page.locator("h1.archival-title").wait_for()
    settle(page)
    assert here(page)[0] == "/document"
    assert not blocked
    context.close()


def test_edited_topics_travel_in_the_link(visit, settle, serve):
    page = visit("topics")
    block = page.locator(".st-key-topic-named-oil")
    block.get_by_text("Change", exact=True).click()
    settle(page)
    name = block.get_by_role("textbox", name="Name")
    name.fill("Oil & gas")
    name.press("Enter")
    settle(page)
    assert len(here(page)[1]["source"][0]) == 24  # a key of this server's store
    query = page.locator(".copy-link button").get_attribute("data-query")
    assert parse_qs(query).keys() == {"source", "edits"}
    assert len(query) < 300
    other = visit(f"topics?{query}", base=serve().url)  # with a store of its own
    assert "Oil & gas" in other.inner_text(".st-key-topic-named-oil h2")
    other.get_by_role("button", name="Undo").first.click()
    settle(other)
    assert other.inner_text(".st-key-topic-named-oil h2").strip() == "Oil"


def test_a_damaged_link_is_one_sentence_and_a_way_on(visit, settle):
    page = visit("topics?source=iran-crisis&edits=0123456789abQUJD")
    assert "another version of “Iran crisis" in page.inner_text('[data-testid="stAlert"]')
    page.get_by_role("link", name="Open the listing without these changes").click()
    settle(page)
    assert page.inner_text(".sentence") == "All 20 documents"


# Inside another page


@pytest.fixture
def framed(new_context, server, settle):
    """A course page that holds a part of Dossier."""
    yield from _frames(new_context, server, settle)


@pytest.fixture(scope="module")
def narrow(new_context, server, settle):
    """One that stays, as wide as a phone."""
    for open_frame in _frames(new_context, server, settle):
        yield open_frame("?embed=true", 390)


def _frames(new_context, server, settle):
    contexts = []

    def opened(path, width=900):
        context = new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        source = html.escape(server.url + path)
        page.set_content(f'<iframe src="{source}" title="x" width="100%" height="640"></iframe>')
        frame = page.frames[1]
        frame.locator(".embed-source").wait_for()
        settle(frame)
        return frame

    yield opened
    for context in contexts:
        context.close()


def test_a_figure_alone_answers_clicks_in_its_frame(framed, settle):
    frame = framed("?topic=oil&embed=true&only=topics")
    assert frame.inner_text(".sentence") == "4 of 20 documents · about Oil"
    frame.locator("svg.marks").wait_for()
    assert frame.locator('[data-testid="stVegaLiteChart"]').count() == 1
    assert frame.locator(MENU).count() == 0
    assert frame.get_by_role("button", name="Copy link").count() == 0
    assert frame.locator('[data-testid="stSidebar"]').count() == 0
    frame.locator("svg.marks path[aria-label*='Troops']").last.click()
    frame.locator(".sentence", has_text="about Oil or Troops").wait_for()
    settle(frame)
    assert frame.locator('[data-testid="stVegaLiteChart"]').count() == 1
    link = frame.get_by_role("link", name="Open in Dossier")
    assert link.get_attribute("target") == "_blank"
    # The end of the page follows its head.
    whole = "?source=iran-crisis&topic=oil&topic=troops"
    frame.locator(f'.embed-source a[href="{whole}"]', has_text="Open in Dossier").wait_for()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("documents?topic=oil&embed=true", "Joint Oil Company"),
        ("document?doc=cb6e63076f&embed=true", "Telegram from the CC CP of Azerbaijan"),
        ("people?embed=true", "Who wrote to whom"),
        ("people?who=Stalin&embed=true&only=person-time", "In time"),
        ("places?embed=true", "Map of places"),
        ("topics?kind=found&embed=true&only=map-found", "Map of documents"),
        ("topics?kind=found&open=number-why&embed=true&only=number", "number of groups"),
        ("compare?a.topic=oil&b.topic=troops&embed=true&only=compare-words", "about Troops"),
        ("overview?q=zebra&embed=true", "0 of 20 documents"),
        ("data?embed=true", "There is no such chart here"),
        ("?embed=true&only=%3Cscript%3E", "There is no such chart here"),
    ],
)
def test_each_page_in_a_frame(narrow, go, path, said):
    frame = narrow
    go(frame, path)
    main = frame.locator('[data-testid="stMain"]')
    main.get_by_text(said).first.wait_for()
    assert frame.locator(MENU).count() == 0
    assert frame.locator('[data-testid="stException"]').count() == 0
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth")


def test_a_framed_map_opens_a_document_in_the_frame(framed, settle):
    frame = framed("topics?embed=true&only=map-named")
    frame.locator("svg.marks path[aria-label*='Long Telegram']").click()
    frame.locator("h1.archival-title", has_text="Long Telegram").wait_for()
    settle(frame)
    assert "embed=true" in frame.url
    assert frame.locator(MENU).count() == 0
    assert frame.get_by_text("Assign to other topics").count() == 0


def test_the_code_to_embed_opens_what_it_says(visit, settle, new_context):
    page = visit("compare?a.topic=oil&b.topic=troops")
    page.get_by_text("Share, cite, print").click()
    settle(page)
    page.get_by_role("combobox", name="What to embed").click()
    page.get_by_role("option", name="Distinctive words").click()
    settle(page)
    (code,) = [c for c in page.locator("code").all_inner_texts() if c.startswith("<iframe")]
    context = new_context()
    outside = context.new_page()
    outside.set_content(code)
    frame = outside.frames[1]
    frame.get_by_role("heading", name="Distinctive words").wait_for()
    settle(frame)
    assert frame.locator(".side-words").all_inner_texts() == ["about Oil", "about Troops"]
    title = outside.locator("iframe").get_attribute("title")
    assert title.startswith("Distinctive words · ")
    assert "Iran crisis" in title
    context.close()


def test_axe_finds_nothing_in_an_embedded_figure(visit):
    page = visit("?embed=true&only=topics")
    found = violations(page)
    streamlits = ("region", "svg-img-alt", "scrollable-region-focusable", "landmark-one-main")
    assert not [v["id"] for v in found if v["id"] not in streamlits]


# Back and Forward


def walk(page, settle, *steps):
    """Do each step, then go back through all of them, and forward again."""
    seen = [here(page)]
    for step in steps:
        step()
        settle(page)
        seen.append(here(page))
    assert len({str(one) for one in seen}) == len(seen)  # each step has an address of its own
    for way, places in ((page.go_back, seen[-2::-1]), (page.go_forward, seen[1:])):
        for place in places:
            way()
            settle(page)
            assert here(page) == place
    return seen


def menu(page, name):
    return lambda: page.locator(MENU).get_by_role("link", name=name, exact=True).click()


def test_each_step_is_one_back(visit, settle):
    page = visit()
    card = page.locator('[class*="st-key-card-"] a').first
    walk(
        page,
        settle,
        menu(page, "Documents"),
        card.click,
        card.click,  # a similar document
        menu(page, "Topics"),
        lambda: page.get_by_role("radio", name="Found by wording").click(),
        lambda: page.locator(".st-key-map-found path[aria-label*='Long Telegram']").click(),
        menu(page, "Compare"),
        lambda: page.get_by_role("link", name="Topics: about Separatism").click(),
        lambda: page.get_by_role("button", name="Swap sides").click(),
    )
    assert page.locator(".side-words").all_inner_texts() == ["about Troops", "about Separatism"]


def test_the_menu_leads_back_to_what_was_compared(visit, settle):
    page = visit("compare?a.topic=oil&b.topic=troops&word=company")
    for name in ("People", "Compare"):
        menu(page, name)()
        settle(page)
    assert here(page)[1] == {"a.topic": ["oil"], "b.topic": ["troops"], "word": ["company"]}
    menu(page, "Compare")()  # once more: to the choice of what to compare
    settle(page)
    assert here(page) == ("/compare", {})
    assert page.get_by_text("Compare any two parts of the listing").is_visible()


def test_a_value_is_added_beside_one_whose_number_changed(at, settle):
    page = at("?correspondent=Stalin")
    page.locator(".st-key-topics svg.marks path[aria-label*='Troops']").last.click()
    settle(page)
    page.locator(".st-key-filter-correspondents input").fill("Molo")
    page.keyboard.press("Enter")
    settle(page)
    assert here(page)[1]["correspondent"] == ["Stalin", "Molotov"]


def test_the_menu_marks_the_overview_at_both_addresses(at):
    marks = [
        at(path).evaluate(
            f"""() => [...document.querySelectorAll('{MENU} a')]
                .filter(link => getComputedStyle(link).backgroundColor !== 'rgba(0, 0, 0, 0)')
                .map(link => link.innerText)"""
        )
        for path in ("", "overview?topic=oil")
    ]
    assert marks == [["Overview"], ["Overview"]]


def test_ticked_documents_are_kept_or_opened(at, settle):
    page = at("documents?show=table&tick=e204ee8009&tick=cb6e63076f&tick=nobody")
    assert "2 ticked:" in page.inner_text(".st-key-documents-ticked")
    assert "“tick=nobody”" in page.inner_text('[data-testid="stAlert"]')
    page.get_by_role("button", name="Only these").click()
    settle(page)
    assert page.inner_text(".sentence") == "2 of 20 documents · selected one by one"
    box = page.locator('[data-testid="stDataFrame"] canvas').first.bounding_box()
    page.mouse.click(box["x"] + 15, box["y"] + 50)
    settle(page)
    page.locator(".st-key-ticked-open button").click()
    page.locator("h1.archival-title").wait_for()
    settle(page)
    assert here(page)[1]["doc"] == ["e204ee8009"]


NONSENSE = {
    "documents?show=cube&page=99&from=1946-02-30&unknown=x": [
        "from=1946-02-30",
        "page=99",
        "show=cube",
    ],
    "topics?kind=%3Cb%3E&all=2": ["kind=<b>"],
    "people?top=7&who=Nobody": ["top=7"],
    "places?show=moon": ["show=moon"],
    "compare?a.topic=oil&b.to=soon&word=zebra": ["b.to=soon", "word=zebra"],
    "data?rows=none": ["rows=none"],
}


@pytest.mark.parametrize("path", NONSENSE)
def test_what_makes_no_sense_is_said(at, path):
    page = at(path)
    said = page.locator('.st-key-not-understood [data-testid="stAlert"]').inner_text()
    for part in NONSENSE[path]:
        assert f"“{part}”" in said.replace("\u2060", "")
    assert "unknown" not in said
    assert page.locator('[data-testid="stException"]').count() == 0
