"""The walk a reader takes, and links that give another person the same page."""

import pytest

from dash_core.text.vectors.similarity import STRONG_SIMILARITY

MAIN = '[data-testid="stMain"]'


def bar(page, chart, name):
    """The bar of this name in a chart: a place on it to click."""
    page.locator(f".st-key-{chart} svg.marks").scroll_into_view_if_needed()
    text = page.locator(f".st-key-{chart} svg.marks text", has_text=name).first
    text.scroll_into_view_if_needed()
    label = text.bounding_box()
    marks = page.locator(f".st-key-{chart} svg.marks").bounding_box()
    x, y = marks["x"] + marks["width"] * 0.6, label["y"] + label["height"] / 2
    return lambda: page.mouse.click(x, y)


def words(page):
    """What the page says; the icon of an expander under the pointer is another than its own."""
    return page.inner_text(MAIN).replace("keyboard_arrow_right", "ios_share")


def test_from_overview_to_a_similar_document_and_its_link(visit, settle, seed):
    page = visit()
    assert page.inner_text(".sentence") == "All 20 documents"
    bar(page, "topics", "Oil")()
    settle(page)
    assert page.inner_text(".sentence") == "4 of 20 documents · about Oil"

    page.get_by_role("link", name="Documents", exact=True).click()
    settle(page)
    assert page.inner_text(".sentence") == "4 of 20 documents · about Oil"
    cards = page.locator('[class*="st-key-card-"]')
    assert cards.count() == 4
    # The whole card opens, not only its title.
    summary = cards.filter(has_text="Prime Minister Ahmad Qavam to Ambassador").locator(".archival")
    place = summary.bounding_box()
    page.mouse.click(place["x"] + 5, place["y"] + place["height"] - 5)
    settle(page)
    assert "Ahmad Qavam to Ambassador Sadchikov" in page.inner_text("h1.archival-title")
    assert page.locator(".archival.full mark.topic", has_text="oil company").count() == 1

    similar = page.locator('[class*="st-key-card-"]').first
    (nearest,) = seed.similar("e204ee8009", 1)["score"]
    assert nearest > STRONG_SIMILARITY
    assert "strong" in similar.inner_text()
    assert "oil, company, joint" in similar.inner_text()
    similar.get_by_role("link").click()
    settle(page)
    assert "Message from Ambassador Sadchikov" in page.inner_text("h1.archival-title")

    again = visit(page.url.split("/", 3)[3])
    assert words(again) == words(page)
    assert again.inner_text(".sentence") == "4 of 20 documents · about Oil"


def test_back_and_forward(at, settle):
    page = at()
    bar(page, "topics", "Troops")()
    settle(page)
    page.get_by_role("link", name="Topics", exact=True).click()
    settle(page)
    page.go_back()
    settle(page)
    assert page.inner_text(".sentence") == "6 of 20 documents · about Troops"
    page.go_back()
    settle(page)
    assert page.inner_text(".sentence") == "All 20 documents"
    page.go_forward()
    settle(page)
    assert page.inner_text(".sentence") == "6 of 20 documents · about Troops"


def test_a_click_again_and_after_a_reset(at, settle):
    page = at()
    oil = bar(page, "topics", "Oil")
    for expected in ("4 of 20", "All 20", "4 of 20"):
        oil()
        settle(page)
        assert page.inner_text(".sentence").startswith(expected)
    page.get_by_role("button", name="Reset").click()
    settle(page)
    assert page.inner_text(".sentence") == "All 20 documents"
    oil()
    settle(page)
    assert page.inner_text(".sentence").startswith("4 of 20")


@pytest.mark.parametrize(
    ("chart", "name", "sentence"),
    [
        ("correspondents", "Stalin", "4 of 20 documents · to or from Stalin"),
        ("places", "Tabriz", "2 of 20 documents · in Tabriz"),
    ],
)
def test_every_bar_is_a_filter(at, settle, chart, name, sentence):
    page = at()
    bar(page, chart, name)()
    settle(page)
    assert page.inner_text(".sentence") == sentence


def test_timeline_marks_are_filters(at, settle):
    page = at()
    page.locator(".st-key-timeline svg.marks path[aria-label*='Long Telegram']").click()
    settle(page)
    # The document dated only "February, 1946" may be of that day too.
    assert page.inner_text(".sentence") == "2 of 20 documents · 22 Feb 1946"


def test_map_opens_a_document(at, settle):
    page = at("topics")
    page.locator(".st-key-map-named svg.marks path[aria-label*='Long Telegram']").click()
    settle(page)
    assert page.inner_text("h1.archival-title") == "George Kennan's 'Long Telegram'"


def test_search(at, settle):
    page = at()
    field = page.get_by_role("searchbox")
    field.fill("Yemel'yanov")
    field.press("Enter")
    settle(page)
    assert page.inner_text(".sentence") == ("2 of 20 documents · with the words “Yemel'yanov”")
    page.get_by_role("link", name="Documents", exact=True).click()
    settle(page)
    assert page.locator('[class*="st-key-card-"]').count() == 2


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_a_day_is_that_day_in_every_time_zone(visit, settle, zone):
    page = visit(timezone_id=zone)
    label = page.locator(".st-key-timeline svg.marks path[aria-label*='Long Telegram']")
    assert "February 22, 1946" in label.get_attribute("aria-label")
    label.click()
    settle(page)
    assert "from=1946-02-22&to=1946-02-22" in page.url


def test_nothing_jumps_when_the_filter_changes(at, settle):
    page = at()

    def places():
        return page.evaluate(
            """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
                     .map(chart => { const b = chart.getBoundingClientRect();
                                     return [b.x, b.y, b.width, b.height].map(Math.round); })"""
        )

    oil = bar(page, "topics", "Oil")
    before = places()
    oil()
    settle(page)
    assert page.inner_text(".sentence").startswith("4 of 20")
    assert places() == before
