"""What comes down is what the page shows, read back by Dossier's own readers."""

import re

from dash_core.readers import SourceFile, read_file

FORMS = ("Excel", "CSV", "RIS", "BibTeX", "CSL-JSON", "JSON lines", "Parquet")
OIL = ["e204ee8009", "2305b090bb", "c3d97b13de", "cb6e63076f"]


def test_documents_of_the_filter_come_down_in_every_format(at):
    page = at("data?topic=oil")
    for form in FORMS:
        with page.expect_download() as download:
            page.get_by_role("button", name=form, exact=True).click()
        name = download.value.suggested_filename
        pattern = r"iran-crisis-1945-46-wilson-center_documents-4-of-20_[0-9a-f]{8}\.[a-z.]+"
        assert re.fullmatch(pattern, name)
        data = download.value.path().read_bytes()
        read = read_file(SourceFile(name, data)).records
        assert [record.id for record in read] == OIL, form


def test_the_table_of_a_chart_comes_down(at):
    page = at("overview?topic=oil")
    page.locator("[class*=st-key-timeline-table] button").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    text = download.value.path().read_text("utf-8-sig")
    assert len(text.splitlines()) == 5
    assert "4 of 20 documents · about Oil" in text.splitlines()[1]
