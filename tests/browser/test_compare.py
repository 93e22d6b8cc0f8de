"""Two sides with a mouse: every mark leads to its documents, and a comparison is a link."""

TOPICS = "compare?a.topic=oil&b.topic=troops"


def test_from_nothing_to_a_comparison_and_back(visit, settle):
    page = visit("compare")
    page.get_by_role("link", name="Topics: about Separatism").click()
    settle(page)
    assert "a.topic=separatism&b.topic=troops" in page.url
    assert page.locator(".side-head").first.inner_text().split() == "A 7 of 20 documents".split()
    address = page.url
    page.get_by_role("button", name="Swap sides").click()
    settle(page)
    assert "a.topic=troops&b.topic=separatism" in page.url
    page.go_back()
    settle(page)
    assert page.url == address
    again = visit(address.split("/", 3)[3])
    assert again.locator(".side-words").all_inner_texts() == ["about Separatism", "about Troops"]


def test_a_word_shows_its_documents(at, settle):
    page = at(TOPICS)
    rows = page.locator('.st-key-compare-words svg.marks path[aria-label*=" times as often on B"]')
    word = rows.last.get_attribute("aria-label").split(":")[0]
    assert page.inner_text(".st-key-compare-documents h3") != f"“{word}”"
    rows.last.click()
    settle(page)
    assert "word=" in page.url
    assert page.inner_text(".st-key-compare-documents h3") == f"“{word}”"
    page.locator(".st-key-compare-documents").get_by_role("link").first.click()
    page.locator(".archival-title").first.wait_for()
    settle(page)
    assert "doc=" in page.url


def test_a_mark_in_time_opens_its_document(at, settle):
    page = at(TOPICS)
    page.locator(
        '.st-key-compare-times svg.marks path[aria-label$="Joint Oil Company"]'
    ).first.click()
    page.locator(".archival-title").first.wait_for()
    settle(page)
    assert "Joint Oil Company" in page.inner_text(".archival-title")


def test_a_bar_opens_the_documents_of_its_side(at, settle):
    page = at(TOPICS)
    bar = page.locator('.st-key-compare-people svg.marks path[aria-label^="Bagirov, B: "]')
    bar.click()
    page.get_by_text("documents · about Troops · naming Bagirov").wait_for()
    settle(page)
    assert page.url.split("?")[1] == "topic=troops&person=Bagirov"


def test_a_question_leads_to_what_there_is(at, settle):
    page = at()
    page.get_by_role("link", name="See the 4 there are").click()
    settle(page)
    assert page.inner_text(".sentence") == "4 of 20 documents · to Stalin"
