"""From a pasted listing to a hand-out with citations, and from a chart to its documents, by keys
alone."""

import pytest
from playwright.sync_api import expect

LISTING = """• March 3, 1871

  Letter, A. Weber to B. Roth

  On the price of rye in Tabriz.

• March 9, 1871

  Telegram, B. Roth to A. Weber

  On rye and on barley.

• May 1, 1871

  Note on the harvest

  Rain.
"""
FOCUSED = """() => {
    const at = document.activeElement, name = at.getAttribute('aria-label') || at.innerText || '';
    return [name.trim().slice(0, 60), at.getAttribute('placeholder') || '', at.tagName].join('|');
}"""


@pytest.fixture
def tab_to():
    """Press Tab until what has the focus is called so; says where the focus went if it never is."""

    def pressed(page, name, times=80):
        seen = []
        for _ in range(times):
            page.keyboard.press("Tab")
            seen.append(page.evaluate(FOCUSED))
            if name in seen[-1]:
                return
        pytest.fail(f"Tab does not lead to “{name}”: {seen}")

    return pressed


def test_from_start_to_a_cited_hand_out(visit, settle, serve, tab_to):
    page = visit("start", base=serve().url)
    tab_to(page, "TEXTAREA")
    page.keyboard.insert_text(LISTING)
    tab_to(page, "Read the text")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What was read", exact=True)).to_be_visible()
    settle(page)
    tab_to(page, "Explore")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?*source=*")
    settle(page)
    page.keyboard.press("/")
    page.keyboard.type("rye")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 of 3 documents").first).to_be_visible()
    settle(page)
    tab_to(page, "Share, cite, print")
    page.keyboard.press("Enter")
    settle(page)
    tab_to(page, "Link")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    settle(page)
    tab_to(page, "Make a web page")
    page.keyboard.press("Enter")
    settle(page)
    tab_to(page, "Download the hand-out")
    with page.expect_download() as got:
        page.keyboard.press("Enter")
    text = got.value.path().read_text("utf-8")
    assert "rye and on barley" in text
    assert "A. Weber to B. Roth" in text
    assert "Rain." not in text


def test_what_a_click_on_a_chart_does_can_be_done_by_keys(visit, settle, tab_to):
    page = visit()
    tab_to(page, "Table")  # of the timeline
    page.keyboard.press("Enter")
    settle(page)
    tab_to(page, "Without a mouse")
    page.keyboard.type("December 24")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 of 20 documents").first).to_be_visible()


def test_a_part_of_the_filter_is_opened_and_used(at, settle, tab_to):
    page = at("")
    page.get_by_role("button", name="Places named").focus()
    page.keyboard.press("Enter")
    settle(page)
    tab_to(page, "Places named", times=6)  # its field: the focus stayed
    page.keyboard.type("Tehr")
    page.keyboard.press("Enter")
    settle(page)
    assert page.url.endswith("?place=Tehran")
