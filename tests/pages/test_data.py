def test_account_and_table(open_page, words):
    app = open_page("data")
    assert "20 documents from 124 lines. Every line was read." in words(app)
    assert "<dt>not read</dt><dd>0</dd>" in words(app)
    (table,) = app.dataframe
    assert len(table.value) == 20
    assert "date_edtf" in table.value.columns


def test_downloads_follow_the_filter(open_page, words):
    app = open_page("data", topic="oil")
    assert len([b for b in app.get("download_button") if b.key.startswith("download-")]) >= 3
    assert "4 documents, as the filter leaves them" in words(app)
