"""A study file goes from one machine to another: the same page, sentence and figures."""

import zipfile
from pathlib import Path

from playwright.sync_api import Page


def main(page: Page) -> str:
    return page.inner_text('[data-testid="stMain"]')


def download(page: Page, settle, folder: Path) -> Path:
    page.get_by_role("group").get_by_text("Share, cite, print").click()
    settle(page)
    page.get_by_role("tab", name="Study file").click()
    settle(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="Download the study").click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    page.get_by_role("group").get_by_text("Share, cite, print").click()
    page.mouse.move(0, 0)  # under the pointer its icon is another
    settle(page)
    return path


def drop(page: Page, settle, path: Path) -> None:
    page.set_input_files('input[type="file"]', str(path))
    page.get_by_role("heading", name="What this study contains").wait_for()
    settle(page)


def test_download_drop_in_elsewhere_go_on(visit, serve, settle, tmp_path):
    there = serve()
    page = visit("topics?topic=oil")
    path = download(page, settle, tmp_path)
    shown, sentence = main(page), page.inner_text(".sentence")
    assert "4 of 20 documents" in sentence
    with zipfile.ZipFile(path) as archive:
        assert {"README.txt", "study.json", "topics.toml"} < set(archive.namelist())
        assert sentence in archive.read("README.txt").decode()

    other = visit("start", base=there.url)
    drop(other, settle, path)
    holds = other.inner_text("dl.record")
    assert f"Topics · {sentence}" in " ".join(holds.split("\n"))
    assert "Troops, Oil, Separatism" in holds
    other.get_by_role("button", name="Explore").click()
    other.locator(".sentence").get_by_text("4 of 20 documents").wait_for()
    settle(other)
    assert other.inner_text(".sentence") == sentence
    assert "/topics?" in other.url
    assert "topic=oil" in other.url
    assert main(other) == shown
    other.reload()
    settle(other)
    assert main(other) == shown
    other.go_back()
    other.get_by_role("heading", name="Open a listing").wait_for()
    assert other.url.startswith(there.url + "start")


def test_one_that_is_damaged_is_a_sentence_and_what_is_open_stays(visit, settle, tmp_path):
    page = visit("?topic=oil")
    path = download(page, settle, tmp_path)
    whole = path.read_bytes()
    damaged = tmp_path / "damaged.zip"
    place = whole.index(b"PK\x01\x02")
    damaged.write_bytes(whole[: place - 200] + bytes(100) + whole[place - 100 :])
    page.get_by_role("link", name="Start", exact=True).click()
    settle(page)
    before = page.url
    page.set_input_files('input[type="file"]', str(damaged))
    alert = page.get_by_test_id("stAlert")
    alert.wait_for()
    assert "“damaged.zip” is damaged" in alert.inner_text()
    assert page.url == before
    page.get_by_role("link", name="Overview", exact=True).click()
    settle(page)
    assert "4 of 20 documents" in page.inner_text(".sentence")
