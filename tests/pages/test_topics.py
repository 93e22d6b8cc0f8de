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
