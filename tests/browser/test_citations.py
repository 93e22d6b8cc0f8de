"""Citations in a browser: copied, downloaded, and who holds them said by keyboard on a phone."""

import rispy

from tests.browser.axe import violations

NOTE = (
    "B. Smith to Secretary of State, cable, April 5, 1946, Wilson Center Digital Archive, "
    "Washington, DC."
)


def shared(visit, settle, path="documents?topic=oil", **options):
    page = visit(path, **options)
    page.locator(".st-key-share summary").press("Enter")
    settle(page)
    page.get_by_role("tab", name="Citations").press("Enter")
    settle(page)
    return page


def test_a_note_is_copied_with_one_click_and_a_file_is_one_reference(visit, settle):
    page = visit("document?doc=3ba39cc075", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".st-key-cite summary").press("Enter")
    settle(page)
    note = page.locator(".st-key-cited-chicago-note")
    note.hover()
    note.get_by_role("button").click()
    assert page.evaluate("navigator.clipboard.readText()") == NOTE
    with page.expect_download() as download:
        page.locator(".st-key-cite").get_by_role("button", name="RIS").click()
    (one,) = rispy.loads(download.value.path().read_text("utf-8"))
    assert one["title"] == "Cable from B. Smith to Secretary of State"
    assert one["name_of_database"] == "Wilson Center Digital Archive, Washington, DC"


def test_the_list_in_a_style_is_downloaded(visit, settle):
    page = shared(visit, settle)
    page.locator(".st-key-share").get_by_role("radio", name="APA").click()
    settle(page)
    with page.expect_download() as download:
        page.locator(".st-key-share").get_by_role("button", name="Text").click()
    said = download.value.path().read_text("utf-8")
    assert said.startswith("CC CP of Azerbaijan. (1946, April 12). Telegram from")
    assert said.count("Wilson Center Digital Archive, Washington, DC.\n") == 4


def test_who_holds_them_by_keyboard_on_a_phone(visit, settle):
    page = shared(visit, settle, viewport={"width": 390, "height": 844}, color_scheme="dark")
    share = page.locator(".st-key-share")
    share.get_by_label("Enter the archive that holds the documents").press("Space")
    settle(page)
    share.get_by_label("Collection").fill("Iran crisis")
    share.get_by_role("button", name="Use in citations").press("Enter")
    settle(page)
    assert "1946, Iran crisis, Wilson Center" in page.locator("[class*=st-key-cited]").inner_text()
    assert "topic=oil" in page.url
    wide, room = page.evaluate(
        """() => { const main = document.querySelector('[data-testid="stMain"]');
                   return [main.scrollWidth, main.clientWidth]; }"""
    )
    assert wide <= room
    found = violations(page, {"include": [".st-key-share"]})
    serious = [one["id"] for one in found if one["impact"] in ("serious", "critical")]
    assert not serious
