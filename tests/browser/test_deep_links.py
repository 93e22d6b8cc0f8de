"""A page's address works on a server nobody has visited yet.

`tests/pages/test_deep_links.py` opens the others: what brings a page that was started alone into
the frame is the same for all.
"""

from pathlib import Path
from urllib.parse import urljoin

import pytest

import dash_app

ICON = Path(dash_app.__file__).parent / "hosting" / "icon.png"
SEED = Path(__file__).parents[2] / "seeds" / "000_c0d2bb1156087dbf.txt"

PAGES = {
    "": "All 20 documents",
    "document?doc=cb6e63076f": "Telegram from the CC CP of Azerbaijan",
    "compare?a.topic=oil&b.topic=troops": "Distinctive words",
}


@pytest.mark.parametrize("path", PAGES)
def test_cold(visit, serve, path):
    page = visit(path, base=serve(str(SEED)).url)
    text = page.inner_text('[data-testid="stMain"]')
    assert PAGES[path] in text
    assert page.locator(".sentence").count() >= 1
    assert page.locator('[data-testid="stException"]').count() == 0
    assert page.get_by_role("dialog").count() == 0  # "Page not found"
    icon = urljoin(page.url, page.locator('link[rel~="icon"]').get_attribute("href"))
    assert page.request.get(icon).body() == ICON.read_bytes()


@pytest.mark.parametrize("path", ["", "topics"])
def test_without_a_listing_every_address_asks_for_one(visit, serve, settle, path):
    page = visit(path, base=serve().url)
    assert page.inner_text("h1") == "Open a listing"
    page.get_by_role("link", name="Iran crisis").click()
    page.get_by_text("All 20 documents").first.wait_for()
    settle(page)
    assert "source=iran-crisis" in page.url
