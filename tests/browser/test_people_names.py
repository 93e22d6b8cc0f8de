"""Names and spellings with a keyboard, on a phone, and after a reload."""

from tests.browser.axe import violations


def opened(visit, settle, path="people", **options):
    page = visit(path, **options)
    page.locator(".st-key-people-names summary").press("Enter")
    settle(page)
    return page


def test_a_decision_by_keyboard_survives_a_reload_and_is_undone(visit, settle):
    page = opened(visit, settle)
    names = page.locator(".st-key-people-names")
    names.get_by_role("button", name="Keep apart").first.press("Enter")
    settle(page)
    assert "source=" in page.url
    again = opened(visit, settle, page.url.split("/", 3)[3])
    names = again.locator(".st-key-people-names")
    names.get_by_role("radio", name="Your decisions (1)").press("Space")
    settle(again)
    assert "is kept apart from" in names.inner_text()
    names.get_by_role("button", name="Undo").press("Enter")
    settle(again)
    assert names.get_by_role("radio", name="Your decisions (0)").count() == 1


def test_names_on_a_phone(visit, settle):
    page = opened(visit, settle, viewport={"width": 390, "height": 844}, color_scheme="dark")
    names = page.locator(".st-key-people-names")
    for part in ("Merged", "Perhaps", "Your decisions"):
        names.get_by_role("radio", name=part).click()
        settle(page)
        wide, room = page.evaluate(
            """() => { const main = document.querySelector('[data-testid="stMain"]');
                       return [main.scrollWidth, main.clientWidth]; }"""
        )
        assert wide <= room, part
        found = violations(page, {"include": [".st-key-people-names"]})
        assert not found, (part, [violation["id"] for violation in found])
