def titles(app):
    return [link.label for link in app.get("page_link") if "document" in str(link.proto.page)]


def test_ten_cards_a_page(open_page, words):
    app = open_page("documents")
    assert words(app).count('class="archival two-lines"') == 10
    again = open_page("documents", page="2")
    assert words(again).count('class="archival two-lines"') == 10
    assert words(app) != words(again)


def test_a_page_too_far_is_the_last(open_page, words):
    assert "April 14, 1946" in words(open_page("documents", page="99"))


def test_search_ranks_and_marks(open_page, words):
    app = open_page("documents", q="oil company")
    said = words(app)
    assert "best match first" in said
    assert "<mark>oil</mark> <mark>company</mark>" in said
    assert said.index("Sadchikov expresses") < said.index("The Shah of Iran")


def test_a_month_is_marked_as_one(open_page, words):
    assert "February, 1946 (month)" in words(open_page("documents"))


def test_table(open_page):
    app = open_page("documents", show="table")
    (table,) = app.dataframe
    assert len(table.value) == 20
    assert list(table.value.columns[:2]) == ["date as printed", "title"]


def test_nothing_found_teaches_the_next_step(open_page, words):
    said = words(open_page("documents", q="oil compani petroluem")).replace("\\", "")
    assert "<b>0 of 20 documents</b>" in said
    assert "No description has the word “petroluem”" in said


def test_a_near_word_is_offered(open_page, words):
    said = words(open_page("documents", q="seperatist")).replace("\\", "")
    assert "Near it: separatist" in said
