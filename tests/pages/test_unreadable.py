"""A listing that cannot be read: one clear sentence, and the app stays usable."""

import sys

import pytest

BAD = {
    "missing.txt": (None, "There is no file"),
    "empty.txt": (b"", "is empty"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture (PNG)"),
    "letter.txt": (b"Dear all,\n\nno listing here.\n", "No document was found"),
}


@pytest.mark.parametrize("name", BAD)
def test_one_sentence_and_a_way_on(open_page, words, tmp_path, monkeypatch, name):
    content, sentence = BAD[name]
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(sys, "argv", ["app.py", str(path)])
    app = open_page()
    (error,) = app.error
    said = error.value.replace("\\", "")
    assert sentence in said
    assert name in said
    app.query_params["source"] = "iran-crisis"
    app.run()
    assert not app.error
    assert "<b>All 20 documents</b>" in words(app)


def test_a_listing_of_ones_own(open_page, words, tmp_path, monkeypatch):
    path = tmp_path / "mine.txt"
    path.write_text("• May 5, 1950\n\nLetter from A. Smith to B. Jones\n\nOn *coal* <b>now</b>.\n")
    monkeypatch.setattr(sys, "argv", ["app.py", str(path)])
    said = words(open_page("documents"))
    assert "All 1 document" in said
    assert "On *coal* &lt;b&gt;now&lt;/b&gt;." in said
    for page in ("document", "topics", "data", "about"):
        open_page(page)


@pytest.mark.parametrize(
    "listing",
    [
        "• May 5, 1648\n\nOne\n\nText.\n\n• May 6, 1650\n\nTwo\n\nText.\n",
        "• n.d.\n\nOne\n\nText.\n",
        "• May 5, 1946\n\n5\n\n6\n",
        "".join(f"• n.d.\n\nOil {w}\n\nText.\n\n" for w in "abc def ghi jkl mno pqr stu".split())
        + "• May 5, 1946\n\n1\n\n2\n",
    ],
    ids=["before sliders", "nothing dated", "no words", "dated without topic"],
)
def test_odd_listings_open_on_every_page(open_page, words, tmp_path, monkeypatch, listing):
    path = tmp_path / "odd.txt"
    path.write_text(listing)
    n = listing.count("• ")
    monkeypatch.setattr(sys, "argv", ["app.py", str(path)])
    for page in ("", "documents", "document", "topics", "data", "about"):
        assert f"<b>All {n} document" in words(open_page(page))
    assert f"<b>All {n} document" in words(open_page("documents", page="9" * 5000))
