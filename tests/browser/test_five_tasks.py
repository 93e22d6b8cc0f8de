"""Five tasks as someone new to Dossier tries them: only what is on the screen, at most four clicks.

Each begins where *Explore* leads, in a browser of its own. A click on a link, button, list or field
counts as one, and so does choosing from a list; what is typed is not counted.
"""

import re

import pytest

from tests.browser.own_tables import write_letters

AT_MOST = 4


class Newcomer:
    """Someone at a page, whose clicks are counted."""

    def __init__(self, page, settle):
        self.page, self.settle, self.clicks = page, settle, 0

    def click(self, what):
        self.clicks += 1
        what.click()
        self.settle(self.page)

    def go(self, page):
        """By the menu."""
        self.click(self.page.get_by_role("link", name=page, exact=True).first)

    def choose(self, field, typed, option):
        """From a list in which one can type."""
        self.clicks += 1
        self.page.get_by_role("combobox", name=field).click()
        self.page.keyboard.type(typed)
        self.click(self.page.get_by_role("option", name=option))

    def shown(self):
        return self.page.inner_text('[data-testid="stMain"]')


def what_lippmann_got(at):
    at.go("People")
    at.choose("Show one person", "Lippm", re.compile(r"^Walter Lippmann"))
    at.click(at.page.get_by_role("link", name=re.compile(r"^Show \d+ received")))
    n = int(re.search(r"(\d+) of 200 documents · to Walter Lippmann", at.shown())[1])
    assert n > 20


def sorted_by_motif(at):
    at.go("Documents")
    at.choose("Sort", "Motif", "Motif")
    first = at.page.locator('[class*="st-key-card-"]').first.inner_text()
    assert "Oil concessions" in first  # of the motif "Elections"


def earliest(at):
    at.go("Documents")
    first = at.page.locator('[class*="st-key-card-"]').first.inner_text()
    assert "1910" in first


def two_names_joined(at):
    at.go("People")
    at.click(at.page.locator(".st-key-people-names summary"))
    at.click(at.page.get_by_role("radio", name=re.compile("Perhaps the same")))
    pair = at.page.locator('[class*="st-key-pair-"]').filter(has_text="W. Lippmann").first
    at.click(pair.get_by_role("button", name="Merge"))
    at.page.get_by_role("radio", name=re.compile(r"Your decisions \(1\)")).wait_for()


def yesterdays_work(at):
    at.go("Start")
    at.click(at.page.get_by_role("link", name="yesterday.csv").last)
    assert "All 200 documents" in at.shown()


@pytest.fixture
def letters(tmp_path):
    path = write_letters(tmp_path / "yesterday.csv", 200)
    text = path.read_text("utf-8-sig").split("W. Lippmann")
    # Every third time the name is printed in full.
    joined = "".join(
        part + ("" if i == len(text) - 1 else "Walter Lippmann" if i % 3 else "W. Lippmann")
        for i, part in enumerate(text)
    )
    path.write_text(joined, "utf-8")
    return path


def test_five_tasks_each_in_four_clicks(serve, visit, settle, letters, new_context):
    server = serve(str(letters))
    counted = {}
    for task in (what_lippmann_got, sorted_by_motif, earliest, two_names_joined, yesterdays_work):
        page = visit("overview", base=server.url)
        at = Newcomer(page, settle)
        task(at)
        counted[task.__name__] = at.clicks
    print(counted)
    assert max(counted.values()) <= AT_MOST, counted
