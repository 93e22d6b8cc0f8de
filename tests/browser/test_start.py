"""A listing comes in, is looked at, explored, put right, and its address keeps all of it."""

import pytest
from playwright.sync_api import expect

PAGE = """April 5, 1946

Letter, Qavam to Sadchikov

On the oil company and the troops.

February 30, 1946

An impossible day

On the Tabriz railway.
"""


def test_paste_explore_put_right_reload_undo(visit, serve, settle):
    server = serve()
    page = visit("start", base=server.url)
    page.get_by_label("The listing, as copied").fill(PAGE)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_text("2 documents from 11 lines").wait_for()
    page.get_by_label("Name of this listing").fill("My crisis")
    page.get_by_label("Name of this listing").press("Enter")
    settle(page)
    page.get_by_role("button", name="Explore").click()
    page.get_by_text("All 2 documents").first.wait_for()
    settle(page)
    assert "/start" not in page.url
    assert "My crisis" in page.inner_text(".listing")

    page.get_by_role("link", name="Data", exact=True).click()
    settle(page)
    before = page.url
    grid = page.get_by_test_id("stDataFrame").nth(1)
    grid.scroll_into_view_if_needed()
    settle(page)
    grid.locator("canvas").first.click(position={"x": 60, "y": 80}, force=True)  # the first date
    page.keyboard.press("Enter")
    cell = page.locator("#portal textarea")
    cell.fill("February 3, 1946")
    cell.press("Enter")
    apply = page.get_by_role("button", name="Apply changes")
    expect(apply).to_be_enabled()
    apply.click()
    page.get_by_text("“February 30, 1946” changed to “February 3, 1946”").wait_for()
    settle(page)
    assert page.url != before

    again = visit(page.url.removeprefix(server.url), base=server.url)  # a fresh visitor
    assert "“February 30, 1946” changed to “February 3, 1946”" in again.inner_text(
        '[data-testid="stMain"]'
    )
    page.get_by_role("button", name="Undo the last").click()
    page.get_by_role("heading", name="1 edit").wait_for(state="hidden")
    settle(page)
    assert page.url == before
    page.go_back()
    page.get_by_text("“February 30, 1946” changed to “February 3, 1946”").wait_for()


def test_the_sample_is_offered_once(visit):
    page = visit("start")  # of a server that was started on it
    assert page.get_by_role("link", name="Iran crisis 1945–46").count() == 1


def long_listing(n: int) -> str:
    return "".join(
        f"• May {1 + i % 28}, {1900 + i % 90}\n\n  Letter from Smith to Jones on w{i % 997}\n\n"
        f"  About oil w{i % 991} and wheat w{i % 983} in Tabriz.\n\n"
        for i in range(n)
    )


def test_what_takes_long_shows_how_far_it_is_and_can_be_stopped(visit, serve, settle, tmp_path):
    server = serve()
    page = visit("start", base=server.url)
    listing = tmp_path / "long.txt"
    listing.write_text(long_listing(15_000))
    page.set_input_files('input[type="file"]', str(listing))
    page.get_by_text("15,000 documents from").wait_for()
    settle(page)
    page.get_by_role("button", name="Explore").click()
    page.locator('[class*="st-key-progress-"]').wait_for()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("Reading was stopped").wait_for()
    settle(page)
    assert page.get_by_role("button", name="Read it again").count() == 1
    page.get_by_role("link", name="Open another listing").click()
    page.get_by_text("Paste a page").wait_for()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_preview_fits(visit, serve, width):
    page = visit("start", base=serve().url, viewport={"width": width, "height": 800})
    page.get_by_label("The listing, as copied").fill(PAGE.replace("February 30", "x" * 300))
    page.get_by_role("button", name="Read the text").click()
    page.get_by_text("documents from").or_(page.get_by_text("document from")).wait_for()
    wide = page.evaluate(
        """() => { const main = document.querySelector('[data-testid="stMain"]');
                   return [main.scrollWidth, main.clientWidth]; }"""
    )
    assert wide[0] <= wide[1]


def test_two_tabs_that_part_are_told_and_brought_together(visit, settle):
    first = visit("document?doc=4fa7baef1e")
    second = first.context.new_page()
    second.goto(first.url)
    for tab, text in ((first, "Seen by one."), (second, "Seen by two.")):
        settle(tab)
        tab.get_by_label("Note on this document").fill(text)
        tab.get_by_label("Note on this document").blur()
        tab.get_by_text("Saved.").wait_for()
        settle(tab)
    second.get_by_role("button", name="Bring them here").click()
    second.get_by_role("button", name="Bring them here").wait_for(state="hidden")
    settle(second)
    expect(second.get_by_label("Note on this document")).to_have_value(
        "Seen by two.\n\nSeen by one."
    )

    second.goto(first.url.split("/document")[0] + "/start")  # the next day
    second.get_by_text("20 documents · 1 document with notes").wait_for()
    second.get_by_role("button", name="Forget all").click()
    expect(second.get_by_text("Opened in this browser")).to_be_hidden()
