"""Two people with a table of their own, from the upload to what they came for."""

import csv
import io
import re

from tests.browser.own_tables import write_catalogue, write_letters


def _upload(page, settle, path, n):
    page.set_input_files('input[type="file"]', str(path))
    page.get_by_text(f"{n:,} documents from").first.wait_for()
    settle(page)


def _explore(page, settle):
    page.get_by_role("button", name="Explore").click()
    page.get_by_role("link", name="Documents", exact=True).first.wait_for()
    settle(page)


def test_a_student_from_her_spreadsheet_to_a_cited_hand_out(visit, settle, tmp_path):
    page = visit("start")
    _upload(page, settle, write_letters(tmp_path / "letters.csv"), 400)
    _explore(page, settle)
    page.get_by_role("link", name="Documents", exact=True).first.click()
    page.get_by_text("All 400 documents").first.wait_for()
    settle(page)

    search = page.get_by_label("Search everything")
    search.fill('to:Lippmann Motif:"War and peace"')
    search.press("Enter")
    page.get_by_text(re.compile("to Lippmann, “War and peace” in Motif")).first.wait_for()
    settle(page)
    found = page.locator(".st-key-filter-line").inner_text()
    n = int(re.search(r"(\d+) of 400 documents", found)[1])
    assert 0 < n < 100

    page.locator('[class*="st-key-card-"] a').first.click()
    page.get_by_role("heading", name="to W. Lippmann").first.wait_for()
    settle(page)
    facts = page.inner_text('[data-testid="stMain"]')
    assert "War and peace" in facts
    assert re.search(r"WL-\d{3}", facts)

    page.go_back()
    page.locator('[class*="st-key-card-"]').first.wait_for()
    settle(page)
    page.get_by_text("Share, cite, print").click()
    page.get_by_role("tab", name="Citations").click()
    settle(page)
    share = page.locator(".st-key-share")
    with page.expect_download() as download:
        share.get_by_role("button", name="RIS").click()
    cited = download.value.path().read_text("utf-8")
    assert cited.count("TY  - ") == n
    assert "Lippmann" in cited
    page.get_by_role("tab", name="Hand-out").click()
    settle(page)
    page.locator(".st-key-handout-html button").click()
    page.locator(".st-key-handout-download button").wait_for()
    with page.expect_download() as download:
        page.locator(".st-key-handout-download button").click()
    assert f"{n} of 400 documents" in download.value.path().read_text("utf-8")


def test_an_archivist_from_a_catalogue_to_her_own_facet_and_dates_decided(visit, settle, tmp_path):
    page = visit("start")
    _upload(page, settle, write_catalogue(tmp_path / "catalogue.csv"), 5_000)
    _explore(page, settle)
    assert "Correspondents" not in page.locator('[data-testid="stSidebarContent"]').inner_text()
    page.get_by_role("link", name="Documents", exact=True).first.click()
    page.get_by_text("All 5,000 documents").first.wait_for()
    settle(page)

    page.get_by_role("button", name="Condition", exact=True).click()
    condition = page.locator('[class*="st-key-filter-column-Condition"]')
    condition.get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile("^needs a look")).click()
    page.get_by_text("Condition: needs a look").first.wait_for()
    settle(page)
    assert re.search(r"714 of 5,000 documents", page.inner_text(".st-key-filter-line"))

    search = page.get_by_label("Search everything")
    search.fill('"circa 1800"')
    search.press("Enter")
    page.get_by_text("“circa 1800”").first.wait_for()
    settle(page)
    assert "1 of 5,000 documents" in page.inner_text(".st-key-filter-line")
    page.get_by_role("link", name="Data", exact=True).click()
    page.get_by_role("button", name="CSV", exact=True).first.wait_for()
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).first.click()
    text = "".join(
        line
        for line in download.value.path().read_text("utf-8-sig").splitlines(keepends=True)
        if not line.startswith("#")
    )
    [row] = csv.DictReader(io.StringIO(text))
    assert (row["id"], row["Condition"]) == ("M.0.17", "needs a look")

    page.get_by_role("link", name="Documents", exact=True).click()
    page.locator('[class*="st-key-card-"] a').first.click()
    page.get_by_role("heading", name="Study of a mill to the north, no. 17").wait_for()
    settle(page)
    assert "circa 1800" in page.inner_text("dl.record >> nth=0")
    page.get_by_text("Correct the date, title or summary").click()
    date = page.get_by_label("Date", exact=True)
    date.wait_for()
    settle(page)  # a button that moves between the press and the release is not clicked
    date.fill("about May 1802")
    page.get_by_role("button", name="Apply changes").click()
    page.get_by_text("“circa 1800” changed to “about May 1802”").first.wait_for()
    settle(page)
    assert "about May 1802" in page.inner_text("dl.record >> nth=0")
    search.fill('date:1802 Condition:"needs a look" id:M.0.17')
    search.press("Enter")
    page.get_by_role("link", name="Documents", exact=True).click()
    page.get_by_text("1 of 5,000 documents").first.wait_for()
    settle(page)
    assert "about May 1802" in page.inner_text('[class*="st-key-card-"]')

    page.get_by_role("button", name="Reset").click()
    page.get_by_text("All 5,000 documents").first.wait_for()
    settle(page)
    page.get_by_role("link", name="Data", exact=True).click()
    settle(page)
    question = page.get_by_text(re.compile("3 dates were not understood, like “5 Jul 18”"))
    question.first.wait_for()
    page.get_by_role("button", name="Leave all 3 as printed").click()
    page.get_by_role("button", name="Undo these 3").or_(
        page.get_by_role("button", name="Undo the last")
    ).first.wait_for()
    settle(page)
    assert question.count() == 0
