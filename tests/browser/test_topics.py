"""Steering topics with a mouse, a keyboard and a phone."""

import re

import pytest

from tests.browser.axe import violations

# Streamlit's own markup, by rule: pictures of charts, the colour and the file field.
STREAMLITS_OWN = {
    "svg-img-alt": ("_marks", "_brush"),
    "presentation-role-conflict": (),
    "scrollable-region-focusable": ("stMain",),
    "region": (),
}
MAP = '[class*="st-key-map-"] svg.marks'


def ours(violation, node):
    parts = STREAMLITS_OWN.get(violation["id"])
    target = " ".join(map(str, node["target"]))
    return parts is None or (bool(parts) and not any(part in target for part in parts))


def drag(page, settle, start, end):
    """Drag over the map, from and to these shares of its width and height."""
    chart = page.locator(MAP)
    chart.scroll_into_view_if_needed()
    settle(page)
    box = chart.bounding_box()
    (x0, y0), (x1, y1) = (
        (box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in (start, end)
    )
    page.mouse.move(x0, y0)
    page.mouse.down()
    page.mouse.move((x0 + x1) / 2, (y0 + y1) / 2, steps=5)
    page.mouse.move(x1, y1, steps=5)
    page.mouse.up()
    settle(page)


def n_of(page):
    return int(re.match(r"(\d+) of 20", page.inner_text(".sentence"))[1])


def test_a_part_of_the_map_filters_everything_and_reset_clears_it(at, visit, settle):
    page = at("topics")
    drag(page, settle, (0.5, 0.15), (0.97, 0.6))
    n = n_of(page)
    assert 0 < n < 20
    assert "area=" in page.url
    again = visit(page.url.split("/", 3)[3])
    assert n_of(again) == n
    page.get_by_role("link", name="Documents", exact=True).click()
    settle(page)
    assert page.locator('[class*="st-key-card-"]').count() == min(n, 10)
    page.go_back()
    settle(page)
    page.get_by_role("button", name="Reset").click()
    settle(page)
    assert page.inner_text(".sentence") == "All 20 documents"
    drag(page, settle, (0.02, 0.3), (0.4, 0.95))  # the frame of before is not in the way
    assert 0 < n_of(page) < 20


def test_a_click_beside_a_drag_opens_a_document(at, settle):
    page = at("topics")
    drag(page, settle, (0.02, 0.15), (0.6, 0.99))
    n = n_of(page)
    page.locator(f"{MAP} path[aria-label*='Long Telegram']").click()
    settle(page)
    assert page.inner_text("h1.archival-title") == "George Kennan's 'Long Telegram'"
    page.go_back()
    settle(page)
    assert n_of(page) == n


def rename(page, settle, topic, name):
    page.locator(f".st-key-topic-named-{topic} summary").click()
    settle(page)
    field = page.get_by_role("textbox", name="Name")
    field.fill(name)
    field.press("Enter")
    settle(page)


def heads(page):
    return [name.strip() for name in page.locator(".topic-name").all_inner_texts()]


def test_back_and_undo_after_a_change(visit, settle):
    page = visit("topics")
    rename(page, settle, "oil", "Petroleum")
    assert "Petroleum" in heads(page)
    assert page.get_by_role("textbox", name="Name").is_visible()  # more can be changed
    page.go_back()
    settle(page)
    assert "Oil" in heads(page)
    page.go_forward()
    settle(page)
    assert "Petroleum" in heads(page)
    page.get_by_role("button", name="Undo").click()
    settle(page)
    assert "Oil" in heads(page)
    page.get_by_role("button", name="Redo").click()
    settle(page)
    assert "Petroleum" in heads(page)


def test_a_topic_is_changed_without_a_mouse(visit, settle):
    page = visit("topics")
    page.locator(".st-key-topic-named-oil summary").focus()
    page.keyboard.press("Enter")
    settle(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("Petroleum")
    page.keyboard.press("Enter")
    settle(page)
    assert "Petroleum" in heads(page)


@pytest.mark.parametrize("kind", ["named", "found"])
def test_the_controls_can_be_read_and_fit_a_phone(visit, settle, kind):
    page = visit(f"topics?kind={kind}", viewport={"width": 390, "height": 844})
    for name in ("New topic", "Changes, and a file of topics", "Change"):
        page.locator("summary", has_text=re.compile(f"{name}$")).first.click()
        settle(page)
    wide = page.evaluate(
        """() => { const main = document.querySelector('[data-testid="stMain"]');
                   return [main.scrollWidth, main.clientWidth]; }"""
    )
    assert wide[0] <= wide[1]
    context = {"include": [['[data-testid="stMain"]']]}
    found = violations(page, context)
    assert not [
        (violation["id"], node["target"])
        for violation in found
        for node in violation["nodes"]
        if ours(violation, node)
    ]
