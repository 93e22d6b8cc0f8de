"""What is wrong with a listing as a whole is said; each of these is read wrongly, or may be."""

import pytest

from dash_core.readers import SourceFile, read_file

DATES = ("3 May 1871", "9 June 1871", "1 August 1872", "4 March 1874")
TEXTS = ("On the weir.", "Of tolls and carts.", "The ice went out.", "Who keeps the lock.")
TITLES = ("Ferry dues", "A plan of the weir", "Report on ice", "Tolls")


def remarks(text, name="page.txt"):
    return [r.text for r in read_file(SourceFile(name, text.encode())).report.file_remarks]


def listing(titles, texts=TEXTS, above="", below=""):
    blocks = [f"{d}\n{t}\n{s}\n" for d, t, s in zip(DATES, titles, texts, strict=False)]
    return above + "\n".join(blocks) + below


def table(titles, name="Thing"):
    rows = [f"{d},{t},{s}" for d, t, s in zip(DATES, titles, TEXTS, strict=False)]
    return "\n".join([f"Date,{name},Summary", *rows, ""])


SHIFTED = """\
Keel, Rosa. The locks
Book - On the shelf
1871
Moor, Tom. Tolls
Book - On the shelf
1872
Orr, Ann. Ice
Book - On the shelf
1873
Pay, Jo. Rain
Book - Lent
Two copies
1874
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(listing(["Artikel", "Anzeige", "Artikel", "Artikel"]), "kind of", id="kind"),
        pytest.param(listing([f"File — Box: {n}, Folder: 1" for n in "1234"]), "boxes", id="boxes"),
        pytest.param(listing([f"Newspaper: Ark {n}" for n in "1234"]), "names of", id="labels"),
        pytest.param(listing(["<b>Dues</b>", *TITLES[1:]]), "signs of markup", id="tags"),
        pytest.param(listing(TITLES, above="1 - 5 of 71\n\n"), "shows 5", id="fewer than said"),
        pytest.param(listing(TITLES, above="Treffer 1 - 2 von 2\n\n"), "shows 2", id="more"),
        pytest.param(listing(TITLES, below="Made in Ohm. Copyright of the mill\n"), "foot of the",
                     id="foot"),
        pytest.param(listing(TITLES, below="".join(f"Line {n} of it\n" for n in range(12))),
                     "what follows the list", id="long last"),
        pytest.param(SHIFTED, "next to theirs", id="shifted"),
        pytest.param(listing(TITLES, above="The mill\n3 May 1868\n\n"), "is in none", id="head"),
        pytest.param(table(["1", "2", "3", "4"], "Title"), "numbers or codes", id="numbers"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(text, said):
    found = remarks(text, "t.csv" if text.startswith("Date,") else "page.txt")
    assert sum(said in remark for remark in found) == 1, found


def test_years_of_a_life_are_no_dates_of_documents():
    people = ("Keel, Rosa (1830-1901)", "Moor, Tom (1822-1890)", "Orr, Ann (1840-1911)")
    text = "\n".join(
        f"{n}. Letter of {n}\n{who}\n{p}\n" for n, who, p in zip("123", people, "abc", strict=True)
    )
    found = remarks(text)
    assert any("of a life" in remark for remark in found) or "1830" not in str(found)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(listing(TITLES), id="listing"),
        pytest.param(listing(TITLES, above="Records of the mill\n\n1 - 4 of 71\n\n"), id="as said"),
        pytest.param(listing(["Keel to Moor"] * 4), id="letters"),
        pytest.param(listing(["Report on p. 3 [torn", *TITLES[1:]]), id="so printed"),
        pytest.param(table(["Letter", "Letter", "Map", "Letter"], "Title"), id="named title"),
        pytest.param(table(["1917", *TITLES[1:]], "Title"), id="a number"),
    ],
)
def test_what_may_be_right_is_not_doubted(text):
    assert not remarks(text, "t.csv" if text.startswith("Date,") else "page.txt")


def test_titles_that_begin_with_dates_are_said():
    items = "".join(
        f"<li><h3><a href='/{n}'>May {n}, 1871 ~ The keepers of lock {n}</a></h3><p>On it.</p></li>"
        for n in range(2, 6)
    )
    text = f"<!DOCTYPE html><html><body><ul>{items}</ul></body></html>"
    reading = read_file(SourceFile("p.html", text.encode()))
    dated = all(record.date for record in reading.records)
    assert dated or any("begin with a date" in r.text for r in reading.report.file_remarks)
