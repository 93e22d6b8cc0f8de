def test_named(open_page, words):
    said = words(open_page("topics"))
    for label, n in (("Troops", 6), ("Oil", 4), ("Separatism", 7), ("Other", 6)):
        assert f" {label}</h2>" in said
        assert f"{n} documents" in said
    assert "Looked for:" in said


def test_found(open_page, words):
    said = words(open_page("topics", kind="found"))
    assert said.count("stability") >= 2
    assert "is left out" in said


def test_named_beside_found(open_page):
    (table,) = open_page("topics").dataframe
    assert list(table.value["named topic"]) == ["Troops", "Oil", "Separatism", "Other"]
    assert int(table.value.drop(columns="named topic").to_numpy().sum()) == 23


def test_filter_counts(open_page, words):
    assert "2 of 6 documents" in words(open_page("topics", topic="oil"))


def test_what_a_topic_shows_is_within_the_filter(open_page, words):
    app = open_page("topics", topic="oil")
    links = {link.label: link.proto for link in app.get("page_link")}
    query = links["Show 2 documents"].query_string
    assert "topic=oil" in query
    assert query.count("id=") == 2  # troops within oil, one by one
    assert "Show 6 documents" not in links
