from dash_core.readers import SourceFile, read_file

HEAD = '"Key","Item Type","Author","Title","Date","Editor","Recipient"\n'


def test_names_of_zotero_are_divided():
    rows = (
        '"A1","letter","ter Horst, Wim; Pell, Tom, Jr.","Tolls","1890-03-07","","Board of Works"\n'
    )
    (record,) = read_file(SourceFile("t.csv", (HEAD + rows).encode())).records
    assert record.creators == ("Wim ter Horst", "Tom Pell Jr.")
    assert record.recipients == ("Board of Works",)
    assert record.names["Tom Pell Jr."].inverted == "Pell, Tom, Jr."
    assert record.names["Wim ter Horst"].particle == "ter"


def test_the_place_of_a_book_is_its_publishers_and_a_month_no_span():
    head = '"Key","Item Type","Title","Date","Place","Publisher"\n'
    rows = (
        '"A1","book","Tolls","1890-93","Leeds",""\n"A2","manuscript","Dues","1891-02","York",""\n'
    )
    book, paper = read_file(SourceFile("t.csv", (head + rows).encode())).records
    assert (book.places, book.extra["Place"], paper.places) == ((), "Leeds", ("York",))
    assert paper.stated.machine == "1891-02"


def test_names_of_other_tables_stay_as_printed():
    text = 'Key,Author,Title,Date\nA1,"Pell, Ada",Tolls,1890-03-07\n'
    (record,) = read_file(SourceFile("t.csv", text.encode())).records
    assert (record.creators, record.names) == (("Pell, Ada",), {})
