"""Notes with a mouse, a keyboard and a phone; the same in another browser by the link."""

import re

import pytest

from tests.browser.axe import violations

DOC = "document?doc=4b27858af5"
PASSAGE = "[data-passage] mark.passage"
STREAMLITS_OWN = ("stMain",)  # a scrollable region that cannot be focused


def write(page, settle, text):
    page.get_by_label("Note on this document").fill(text)
    page.keyboard.press("Tab")
    settle(page)


def seen(page):
    """What is written on the document that the page shows."""
    return {
        "note": page.get_by_label("Note on this document").input_value(),
        "tags": page.locator(".st-key-note [data-tag]").all_inner_texts(),
        "passages": [re.sub(r"\s+", " ", own) for own in page.locator(PASSAGE).all_inner_texts()],
    }


def select(page, first, last):
    """Select from the middle of one word of the summary to that of another, as a hand does."""
    ends = page.evaluate(
        """words => {
            const place = document.querySelector('[data-passage=summary]');
            const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
            const found = {};
            while (texts.nextNode()) for (const word of words) {
                const at = texts.currentNode.data.indexOf(word);
                if (at < 0 || found[word]) continue;
                const range = document.createRange();
                range.setStart(texts.currentNode, at);
                range.setEnd(texts.currentNode, at + word.length);
                found[word] = range.getBoundingClientRect().toJSON();
            }
            return words.map(word => found[word]);
        }""",
        [first, last],
    )
    (start, end) = ends
    page.mouse.move(start["left"] + 1, start["top"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["right"] - 1, end["top"] + end["height"] / 2, steps=5)
    page.mouse.up()


def test_write_highlight_reload_undo_redo_and_hand_on(visit, settle):
    page = visit(DOC)
    write(page, settle, "Compare **this**\nwith <b>that</b>.")
    page.get_by_role("combobox", name="Tags").fill("to check")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)
    page.locator("[data-passage=summary]").scroll_into_view_if_needed()
    select(page, "listing", "conditions")
    page.get_by_text("“listing his conditions”").wait_for()
    page.get_by_role("button", name="Highlight", exact=True).click()
    settle(page)
    whole = {
        "note": "Compare **this**\nwith <b>that</b>.",
        "tags": ["to check"],
        "passages": ["listing his conditions"],
    }
    assert seen(page) == whole
    page.reload()
    settle(page)
    assert seen(page) == whole
    page.get_by_role("button", name="Undo").click()
    settle(page)
    assert seen(page) == {**whole, "passages": []}
    page.get_by_role("button", name="Redo").click()
    settle(page)
    assert seen(page) == whole
    other = visit(page.url.split("/", 3)[3])
    assert seen(other) == whole
    other.get_by_role("link", name="Documents", exact=True).click()
    other.get_by_text("with a note (1)").click()
    settle(other)
    assert other.inner_text(".sentence") == "1 of 20 documents · with a note"
    assert "Compare **this** with <b>that</b>." in other.inner_text(".written")
    assert seen(visit(DOC)) == {"note": "", "tags": [], "passages": []}


def test_highlight_by_keyboard_across_a_topics_words(visit, settle):
    page = visit(DOC)
    opener = page.locator("summary", has_text="Highlight without a mouse")
    opener.focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Words of the passage")
    field.wait_for()
    settle(page)
    before = page.inner_text("[data-passage=summary]")
    field.focus()
    page.keyboard.type("the SEPARATIST  movement")
    page.keyboard.press("Enter")
    settle(page)
    assert seen(page)["passages"] == ["the separatist movement"]
    assert page.inner_text("mark.passage > mark.topic") == "separatist"  # its reason is seen still
    assert page.inner_text("[data-passage=summary]") == before
    remove = page.get_by_role("button", name="Remove")
    remove.focus()
    page.keyboard.press("Enter")
    settle(page)
    assert seen(page)["passages"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_and_all_can_be_read(visit, settle, scheme):
    options = {"viewport": {"width": 390, "height": 844}, "color_scheme": scheme}
    page = visit(DOC, **options)
    write(page, settle, "word" * 100)
    page.locator("summary", has_text="Highlight without a mouse").click()
    page.get_by_label("Words of the passage").fill("separatist movement")
    page.keyboard.press("Enter")
    settle(page)
    page.wait_for_selector(PASSAGE)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    found = violations(page, {"include": [[".st-key-note"], ["[data-passage]"]]})
    wrong = [
        (violation["id"], node["target"])
        for violation in found
        for node in violation["nodes"]
        if not any(part in str(node["target"]) for part in STREAMLITS_OWN)
    ]
    assert not wrong


def test_filter_and_scroll_stay_where_they_are(visit, settle):
    page = visit(DOC + "&topic=separatism")
    field = page.get_by_label("Note on this document")
    field.scroll_into_view_if_needed()
    settle(page)
    top = field.bounding_box()["y"]
    write(page, settle, "x")
    assert abs(field.bounding_box()["y"] - top) <= 1
    assert "topic=separatism" in page.url
    assert "doc=4b27858af5" in page.url


@pytest.mark.parametrize(
    ("link", "shown"),
    [("Next in time", "Message from Bagirov and Maslennikov"), ("Documents", "Cards")],
)
def test_a_note_left_by_clicking_a_link_is_kept_and_the_link_is_followed(
    visit, settle, link, shown
):
    page = visit(DOC, viewport={"width": 1280, "height": 1500})
    page.get_by_label("Note on this document").click()
    page.keyboard.type("Left at once.")
    page.get_by_role("link", name=link, exact=True).first.click(delay=100)  # as a hand does
    page.get_by_text(shown).first.wait_for()
    settle(page)
    assert shown in page.inner_text('[data-testid="stMain"]')
    page.wait_for_url(re.compile("source=[0-9a-f]{24}"))
    again = visit(f"{DOC}&source={re.search('source=([0-9a-f]{24})', page.url)[1]}")
    assert seen(again)["note"] == "Left at once."


APP = '[data-testid="stApp"]'


def test_a_link_waits_for_the_note_where_the_server_is_busy(new_context, server, settle):
    """What the browser says reaches the server at once, note and link together."""
    said, to_server, is_held = [], [], False

    def between(socket):
        to_server.append(socket.connect_to_server())
        socket.on_message(
            lambda message: said.append(message) if is_held else to_server[-1].send(message)
        )

    context = new_context()
    page = context.new_page()
    page.route_web_socket(re.compile("_stcore/stream"), between)
    page.goto(server.url + DOC)
    settle(page)
    page.get_by_label("Note on this document").click()
    page.keyboard.type("While others read.")
    is_held = True
    # The server is at work for somebody else: what the browser shows of that is all the link sees.
    page.evaluate(f"document.querySelector('{APP}').dataset.testScriptState = 'running'")
    page.get_by_role("link", name="Documents", exact=True).first.click()
    while not said:
        page.wait_for_timeout(50)
    is_held = False
    for message in said:
        to_server[-1].send(message)
    page.wait_for_url(re.compile("documents.*source=[0-9a-f]{24}"))
    settle(page)
    page.goto(f"{server.url}{DOC}&source={re.search('source=([0-9a-f]{24})', page.url)[1]}")
    settle(page)
    assert seen(page)["note"] == "While others read."
    context.close()
