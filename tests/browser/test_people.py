"""Who wrote to whom, with a mouse: people, lines and numbers are filters."""

import pytest

NETWORK = '[class*="st-key-network"] svg.marks'


def place_of(page, name):
    """Where a person's circle lies: its middle on the page."""
    return page.locator(f'{NETWORK} path[aria-label^="{name}: "]')


def test_a_person_is_a_filter_and_a_second_click_brings_all_back(at, settle):
    page = at("people")
    for said in ("4 of 20 documents · to or from Stalin", "All 20 documents"):
        place_of(page, "Stalin").click()
        settle(page)
        assert page.inner_text(".sentence") == said


# The middle of the i-th line a click is taken from: unseen, wide, in the order of those seen.
MIDDLE = """i => {
    const [seen, wide] = ['mark-trail', 'mark-line'].map(kind => [...document.querySelectorAll(
        `[class*="st-key-network"] svg.marks .${kind} path`)]);
    const path = wide[seen.findIndex(line => line.getAttribute('aria-label') === i)];
    path.scrollIntoView({block: 'center'});
    const at = path.getPointAtLength(path.getTotalLength() / 2);
    const point = new DOMPoint(at.x, at.y + 4).matrixTransform(path.getScreenCTM());
    return [point.x, point.y];
}"""


def test_a_line_is_a_filter_and_so_is_what_is_close_to_it(at, settle):
    page = at("people")
    page.mouse.click(*page.evaluate(MIDDLE, "Kozlov to Stalin (1)"))
    settle(page)
    assert page.inner_text(".sentence") == "1 of 20 documents · from Kozlov · to Stalin"
    assert "sender=Kozlov" in page.url
    assert "recipient=Stalin" in page.url


def test_a_number_of_the_matrix_is_a_filter(at, settle):
    page = at("people?open=people-matrix")
    matrix = page.locator(".st-key-matrix svg.marks")  # an unseen word joiner before keys
    cell = matrix.locator('path[aria-label*="from: Bagirov; \u2060to: Stalin"]')
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    settle(page)
    assert page.inner_text(".sentence") == "3 of 20 documents · from Bagirov · to Stalin"


def test_one_person_is_chosen_by_keyboard_and_has_an_address(at, visit, settle):
    page = at("people")
    page.get_by_role("combobox", name="Show one person").focus()
    page.keyboard.type("Sadch")
    page.keyboard.press("Enter")
    settle(page)
    assert "who=Sadchikov" in page.url
    again = visit(page.url.split("/", 3)[3])
    assert again.inner_text("h2.archival-title") == "Sadchikov"
    page.go_back()
    settle(page)
    assert page.locator("h2.archival-title").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_when_a_person_is_clicked(visit, settle, width):
    page = visit("people", viewport={"width": width, "height": 800})
    before = page.locator(NETWORK).bounding_box()
    place_of(page, "Stalin").click()
    settle(page)
    after = page.locator(NETWORK).bounding_box()
    assert (before["width"], before["height"]) == (after["width"], after["height"])
