"""Everyone can read every page, all of it unfolded: axe, no sideways scrolling.

That no page asks anything of another host is seen by `visit`, on every visit of every test.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations

PAGES = [
    "",
    "documents?q=oil",
    "documents?show=table",
    "document?doc=cb6e63076f",
    "topics",
    "topics?kind=found",
    "people",
    "people?who=Stalin",
    "places",
    "places?show=all",
    "compare",
    "compare?a.to=1946-02-22&b.from=1946-02-23&word=oil",
    "data",
    "about",
    "start",
    "teach",
    "join",
    "privacy",
]
# In the dark only colours are others: names, roles and order are those in the light.
DARK: dict[str, object] = {"runOnly": ["color-contrast", "link-in-text-block"]}
# Streamlit's own markup, by rule and by the part of the selector, or the element, that is its.
STREAMLITS_OWN = {
    "svg-img-alt": ("_marks", "_brush"),
    "scrollable-region-focusable": ("stMain", "stSidebarContent", "stCode", "glide"),
    "aria-required-children": ("stDataFrame", "glide", "canvas"),
    "region": (),
    "presentation-role-conflict": ("section",),  # where a file is dropped
}


def ours(violation: dict, node: dict) -> bool:
    parts = STREAMLITS_OWN.get(violation["id"])
    if parts is None:
        return True
    element = node["html"].lstrip("<").split(maxsplit=1)[0]
    target = " ".join([*map(str, node["target"]), element])
    return bool(parts) and not any(part in target for part in parts)


# Whatever can be unfolded, as far as it is not hidden itself.
UNFOLD = """() => [...document.querySelectorAll('details:not([open]) > summary')]
    .filter(one => one.checkVisibility()).map(one => one.click()).length"""


def assert_none_is_ours(found: list[dict]) -> None:
    mine = [
        (violation["id"], violation["impact"], node["target"], node.get("failureSummary", ""))
        for violation in found
        for node in violation["nodes"]
        if ours(violation, node)
    ]
    assert not mine, "\n".join(map(str, mine))


@pytest.fixture(scope="module")
def en(stay):
    return stay(color_scheme="light")


@pytest.fixture(scope="module")
def de(stay):
    """The narrowest that WCAG 2.2 asks for (1.4.10), as 1280 pixels at 400 %."""
    return stay(viewport={"width": 320, "height": 640}, locale="de-DE", color_scheme="light")


def assert_all_can_read(page: Page, settle: Callable[[Page], None], language: str) -> None:
    """Neither in the light nor in the dark does axe find anything of ours. Colours are the same in
    all languages and widths: one has to do for the dark."""
    assert_none_is_ours(violations(page))
    if language != "en":
        return
    page.emulate_media(color_scheme="dark")
    try:
        settle(page)
        assert page.evaluate("document.documentElement.style.colorScheme") == "dark"
        assert_none_is_ours(violations(page, **DARK))
    finally:
        page.emulate_media(color_scheme="light")


# Languages outside, so that a worker is done with one page before it opens the next.
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_everyone_can_read_a_page(request, go, settle, path, language):
    page = request.getfixturevalue(language)
    go(page, path)
    assert page.evaluate("document.documentElement.lang") == language
    while page.evaluate(UNFOLD):  # what was folded may hold more
        settle(page)
    wide = page.evaluate(
        """() => { const main = document.querySelector('[data-testid="stMain"]');
                   return [main.scrollWidth, main.clientWidth]; }"""
    )
    assert wide[0] <= wide[1]
    assert_all_can_read(page, settle, language)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("people", "[class*='-table']"),
        ("documents?show=table", ".st-key-documents-choices"),
        ("documents?show=table", ".st-key-search-help"),
    ],
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_everyone_can_read_what_a_button_opens(request, go, settle, path, name, language):
    page = request.getfixturevalue(language)
    go(page, path)
    button = page.locator(f"{name} [data-testid=stPopoverButton]").first
    if not button.is_visible():
        page.get_by_test_id("stExpandSidebarButton").click()
    button.click()
    opened = page.get_by_test_id("stPopoverBody")
    opened.wait_for()
    settle(page)
    assert_all_can_read(page, settle, language)
    page.keyboard.press("Escape")
    opened.wait_for(state="detached")


def test_the_app_keeps_little_in_the_browser(visit, settle):
    """So that a tab can be given to one test after another."""
    page = visit("documents?topic=oil")
    page.get_by_role("link", name="Compare", exact=True).click()
    settle(page)
    cookies = [cookie["name"] for cookie in page.context.cookies()]
    assert all(name.startswith("_streamlit") for name in cookies), cookies
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    own = [name for name in kept if not name.lower().startswith(("st", "sidebar"))]
    assert set(own) <= {"dossier-recent", "dossier-tabs"}, kept


HOSTILE = """• May 5, 1950

  Letter <img src=x onerror=alert(1)> from **A. Smith** to [B](//evil.example) www.evil.example
  :red[x] :material/home: -> x

  On ![pixel](//evil.example/p.png) and $x^2$ &amp; <b>bold</b>.
"""


def test_hostile_text_is_only_text(visit, serve, tmp_path):
    listing = tmp_path / "hostile.txt"
    listing.write_text(HOSTILE)
    page = visit("documents", base=serve(str(listing)).url)
    main = page.locator('[data-testid="stMain"]')
    assert main.locator("img").count() == 0
    assert main.locator("a[href*='evil']").count() == 0
    assert main.locator("[data-testid='stIconMaterial']", has_text="home").count() == 0
    text = main.inner_text().replace("\u2060", "")  # breaks what would come alive, unseen
    for line in HOSTILE.splitlines()[2:]:
        assert line.strip() in text


def test_keys_lead_past_the_menu_and_to_the_search(visit):
    page = visit(
        "documents?topic=oil&genre=letter&genre=message", viewport={"width": 390, "height": 844}
    )
    shown = (
        "getComputedStyle(document.querySelector('[data-testid=stExpandSidebarButton]'), '::after')"
    )
    assert page.evaluate(f"{shown}.content") == '"Filters (2)"'
    page.locator("#skip").wait_for(state="attached")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.closest('[class*=st-key-card-]')")
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_text("this list").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("oil?/")
    assert page.get_by_label("Search everything").input_value() == "oil?/"
