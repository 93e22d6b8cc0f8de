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
    assert app.selectbox(key="documents-sort").options[0] == "best match first"
    assert "<mark>oil</mark> <mark>company</mark>" in said
    shown = [title for title in titles(app) if title != "Documents"]
    assert all("orange-background[Oil]" in title for title in shown[:2])


def test_a_month_is_marked_as_one(open_page, words):
    assert "February, 1946 (month)" in words(open_page("documents"))


def test_table(open_page):
    app = open_page("documents", show="table")
    (table,) = app.dataframe
    assert len(table.value) == 20
    assert list(table.value.columns[:3]) == ["date_earliest", "date", "title"]


def test_the_order_is_in_the_address(open_page, words):
    app = open_page("documents", show="table", sort="-title", columns="title~genre", size="50")
    (table,) = app.dataframe
    assert list(table.value.columns) == ["title", "genre"]
    shown = table.value["title"].str.casefold().tolist()
    assert shown == sorted(shown, reverse=True)
    app.selectbox(key="documents-sort").select("date").run()
    assert app.query_params["sort"] == "-date"
    app.toggle(key="documents-sort-way").set_value(False).run()
    assert app.query_params["sort"] == "date"


def test_documents_are_counted_by_a_column(open_page):
    app = open_page("documents", show="table", group="genre")
    groups, _table = app.dataframe
    assert groups.value["documents"].sum() == 20
    assert groups.value["documents"].is_monotonic_decreasing


def test_what_makes_no_sense_in_the_address_is_said(open_page, words):
    app = open_page("documents", show="table", sort="mood", columns="mood", size="7")
    assert not app.exception
    assert all(f"{name}=" in words(app).replace("\\", "") for name in ("sort", "columns", "size"))


def test_nothing_found_teaches_the_next_step(open_page, words):
    said = words(open_page("documents", q="oil compani petroluem")).replace("\\", "")
    assert "<b>0 of 20 documents</b>" in said
    assert "No document has the word “petroluem” in any field" in said


def test_a_near_word_is_offered(open_page, words):
    app = open_page("documents", q="seperatist -oil")
    assert "Similar words: separatist" in words(app).replace("\\", "")
    (button,) = (b for b in app.button if b.key.startswith("near-"))
    button.click().run()
    assert app.query_params["q"] == "separatist -oil"
    assert "No document matches" not in words(app)


def test_a_near_name_is_offered(open_page, words):
    app = open_page("documents", q="from:Stalim")
    assert "No document matches" in words(app)
    (button,) = (b for b in app.button if b.key.startswith("near-"))
    button.click().run()
    assert app.query_params["q"] == "person:Stalin"
    assert "No document matches" not in words(app)


def test_how_a_name_was_read_is_said(open_page, words):
    said = words(open_page("documents", q="person:Bagirof -oil")).replace("\\", "")
    assert "<b>10 of 20 documents</b> · naming Bagirof, without “oil”" in said
    assert "person: Bagirof read as Bagirov." in said


def test_phrases_and_names_are_marked(open_page, words):
    app = open_page("documents", q='"oil company" person:Qavam')
    assert "<mark>oil company</mark>" in words(app)
    assert any(":orange-background[Ahmad Qavam]" in title for title in titles(app))


def test_related_documents_stand_below_with_the_words_that_brought_them(open_page, words):
    app = open_page("documents", q="company")
    said = words(app)
    assert [e.value for e in app.header] == ["Related, without these words"]
    assert '<span class="muted">related words:</span> <i>oil</i>' in said
    some = open_page("documents", q="oil zebra")
    assert [e.value for e in some.header] == ["Related, without all of these words"]
    assert '<span class="muted">contains:</span> <i>oil</i>' in words(some)
    assert not open_page("documents").header


def test_related_documents_wait_for_the_last_page(open_page):
    assert not open_page("documents", q="-zebra Bagirov", page="1").header


def test_how_to_search_is_one_click_away(open_page, words):
    said = words(open_page("documents"))
    for typed in ("-troops", "title:treaty", "person:Stalin", "-title:speech"):
        assert typed in said


def test_those_in_the_filter_are_tagged_together_and_that_is_undone(open_page, words):
    app = open_page("documents", show="table", topic="oil")
    app.session_state["together"] = True
    app.run()
    app.multiselect(key="together-tags").set_value(["to read"]).run()
    app.button(key="together-tag").click().run()
    assert not app.exception, app.exception
    app.session_state["together"] = True
    app.run()
    assert "Tag “to read” put on 4 documents" in words(app)
    app.button(key="together-undo").click().run()
    assert not app.exception
    assert "put on" not in words(app)


def test_those_ticked_are_put_into_a_topic_together(open_page):
    app = open_page("documents", show="table", tick=["4fa7baef1e", "c6f3cf6a0f"])
    app.session_state["together"] = True
    app.run()
    app.selectbox(key="together-topic").set_value("oil").run()
    label = app.button(key="together-assign").label
    app.button(key="together-assign").click().run()
    assert not app.exception, app.exception
    assert label in ("Assign 1 document", "Assign 2 documents")
    assert app.query_params["source"] != "iran-crisis"
