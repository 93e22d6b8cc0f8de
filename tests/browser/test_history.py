"""Back, and the menu, lead to what was there."""

PAGE = """April 5, 1946

Letter, Qavam to Sadchikov

On the oil company and the troops.

April 8, 1946

Letter, Sadchikov to Qavam

On the Tabriz railway.
"""


def menu(page, settle, name):
    page.locator(".st-key-head").get_by_role("link", name=name, exact=True).click()
    settle(page)


def sizes(page):
    return [" ".join(head.split()) for head in page.locator(".side-head").all_inner_texts()[:2]]


def test_back_from_an_opened_listing_shows_start_as_it_was(visit, serve, settle):
    server = serve()
    page = visit("start", base=server.url)
    page.get_by_label("The listing, as copied").fill(PAGE)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_text("2 documents from").wait_for()
    settle(page)
    start = page.url
    assert start == server.url + "start"
    page.get_by_role("button", name="Explore").click()
    page.get_by_text("All 2 documents").first.wait_for()
    settle(page)
    opened = page.url
    assert "source=" in opened
    page.go_back()
    page.get_by_text("2 documents from").wait_for()
    settle(page)
    assert page.url == start
    assert page.locator(".st-key-head").count() == 0
    page.go_forward()
    page.get_by_text("All 2 documents").first.wait_for()
    settle(page)
    assert page.url == opened
    menu(page, settle, "Start")  # not Back: another listing is wanted
    assert page.get_by_text("Paste a page").count() == 1


def test_back_where_the_first_page_is_start(visit, serve, settle):
    server = serve()
    page = visit("", base=server.url)
    page.get_by_label("The listing, as copied").fill(PAGE)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_role("button", name="Explore").click()
    page.get_by_text("All 2 documents").first.wait_for()
    settle(page)
    page.go_back()
    page.get_by_text("2 documents from").wait_for()
    settle(page)
    assert page.url == server.url


def test_the_menu_leads_back_to_the_pair_compared_last(visit, settle):
    page = visit("compare?a.topic=separatism&b.topic=troops")
    compared = sizes(page)
    menu(page, settle, "Topics")
    menu(page, settle, "Compare")
    assert sizes(page) == compared
    menu(page, settle, "Documents")
    search = page.get_by_label("Search everything")
    search.fill("government")
    search.press("Enter")
    settle(page)
    menu(page, settle, "Compare")
    assert "q=government&a.topic=separatism&b.topic=troops" in page.url
    menu(page, settle, "Compare")  # on a comparison: the choice of another
    assert "a.topic" not in page.url
    menu(page, settle, "Compare")  # and back
    assert "q=government&a.topic=separatism&b.topic=troops" in page.url


def test_the_pair_is_there_after_a_side_was_opened(visit, settle):
    page = visit("compare?a.topic=oil&rest=b")
    compared = sizes(page)
    page.get_by_role("link", name="Open side A").click()
    settle(page)
    assert "documents?topic=oil" in page.url
    menu(page, settle, "Compare")
    assert sizes(page) == compared
    assert page.url.endswith("compare?a.topic=oil&rest=b")


def test_the_pair_is_there_after_a_note(visit, settle):
    page = visit("compare?a.topic=separatism&b.topic=troops")
    compared = sizes(page)
    menu(page, settle, "Documents")
    page.locator("[class*=st-key-card-]").first.get_by_role("link").click()
    settle(page)
    page.get_by_label("Note on this document").fill("To check")
    page.get_by_label("Note on this document").press("Control+Enter")
    page.get_by_text("Saved.").wait_for()
    settle(page)
    menu(page, settle, "Compare")
    assert "source=" in page.url
    assert sizes(page) == compared


def test_the_pair_is_there_from_the_other_listing(visit, serve, settle):
    server = serve()
    page = visit("start", base=server.url)
    page.get_by_label("The listing, as copied").fill(PAGE)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_role("button", name="Explore").click()
    page.get_by_text("All 2 documents").first.wait_for()
    settle(page)
    other = page.url.split("source=")[1]
    page = visit(f"compare?source=iran-crisis&b.source={other}", base=server.url)
    pair, compared = page.url, sizes(page)
    page.get_by_role("link", name="Open side B").click()
    settle(page)
    assert f"source={other}" in page.url
    menu(page, settle, "Compare")
    assert (page.url, sizes(page)) == (pair, compared)
