"""Any page's address works on a server nobody has visited yet."""

import pytest

PAGES = {
    "": "All 20 documents",
    "overview?topic=oil": "Oil",
    "documents?topic=oil": "4 of 20 documents · about Oil",
    "document?doc=cb6e63076f": "Telegram from the CC CP of Azerbaijan",
    "topics?kind=found": "Found by wording",
    "data": "20 documents from 124 lines",
    "about": "These are archivists’ summaries",
}


@pytest.mark.parametrize("path", PAGES)
def test_cold(visit, serve, path):
    page = visit(path, base=serve().url)
    text = page.inner_text('[data-testid="stMain"]')
    assert PAGES[path] in text
    assert page.locator(".sentence").count() >= 1
    assert page.locator('[data-testid="stException"]').count() == 0
