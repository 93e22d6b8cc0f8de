"""How documents are cited: what is stated, in the manuals' order, and nothing else."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_app.session.studies import sources
from dash_core import Collection
from dash_core.collection.table import build
from dash_core.export.citations.citations import (
    STYLES,
    citations,
    cite,
    in_order,
    references_of,
)
from dash_core.export.citations.lists import lists_to_html, lists_to_text
from dash_core.export.provenance import Provenance
from dash_core.export.references.reference import references
from dash_core.readers import FileReport, Reading, Record
from dash_core.study.repository import Repository
from tests.shared import few

ROOT = Path(__file__).parents[4]
PAGE = ROOT / "docs" / "citations.md"
MARK = "<!-- made by tests/core/export/test_citations.py -->\n"
NARA = Repository("National Archives", "College Park, MD", "RG 59")


@pytest.fixture(scope="module")
def held(seed):
    """The sample, with what it says of its holder."""
    return seed.with_study(replace(seed.study, repository=sources()[-1].repository))


def the_page(held: Collection) -> str:
    """The notes and entries of the sample, as the documents of this project list them."""
    found = references_of(held, held.all_rows)
    lines = []
    for number, reference in enumerate(found, 1):
        note, entry = (cite(reference, style).text for style in ("chicago-note", "chicago"))
        lines.append(f"{number}. {note}  \n   *Bibliography:* {entry}\n")
    return "\n".join(lines)


def test_the_reviewed_notes_are_those_that_are_made(held):
    assert PAGE.read_text("utf-8").partition(MARK)[2].strip() == the_page(held).strip()


def of(*records, repository=NARA):
    frame = build(Reading.of(records, FileReport("page.txt"))).frame
    return list(references(frame, repository))


def one(title="On oil", when="April 5, 1946", style="chicago-note", repository=NARA, **more):
    (found,) = of(Record(title=title, date=when, **more), repository=repository)
    return cite(found, style).text


TAIL = "RG 59, National Archives, College Park, MD."


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("April 05, 1946", "April 5, 1946"),
        ("5 April 1946", "April 5, 1946"),
        ("1946-04-05", "April 5, 1946"),
        ("April 1946", "April 1946"),
        ("1946", "1946"),
        ("1944-1946", "1944–1946"),
        ("5 April-7 May 1946", "April 5–May 7, 1946"),
        ("5-7 April 1946", "April 5–7, 1946"),
        # What is not certain stays as printed.
        ("circa 1946", "ca. 1946"),
        ("c. 5 April 1946", "ca. April 5, 1946"),
        ("ca. April 1946", "ca. April 1946"),
        ("[1946?]", "[1946?]"),
        ("[5 April 1946]", "[5 April 1946]"),
        ("Spring 1946", "Spring 1946"),
        ("1940s", "1940s"),
        ("after 1946", "after 1946"),
        ("1946 or 1947", "1946 or 1947"),
        ("4/5/1946", "4/5/1946"),
        ("Feb. 30, 1946", "Feb. 30, 1946"),
        ("30 December 1945-2 January 1946", "30 December 1945-2 January 1946"),
        ("undated", "n.d."),
        ("ohne Datum", "n.d."),
        ("n.d.", "n.d."),
        ("", "n.d."),
    ],
)
def test_dates(when, said):
    assert one(when=when) == f"“On oil,” {said}, {TAIL}"


@pytest.mark.parametrize(
    ("title", "note", "entry"),
    [
        # Title alone, where nobody is said to have written it.
        ("Memo on oil", "“Memo on oil,” April 5, 1946, ", "“Memo on oil.” April 5, 1946. "),
        # A title that only tells who wrote to whom is no title.
        (
            "Letter from Smith to Jones",
            "Smith to Jones, April 5, 1946, ",
            "Smith. Letter to Jones. April 5, 1946. ",
        ),
        (
            "Telegram from I. V. Stalin to Jones",
            "I. V. Stalin to Jones, telegram, April 5, 1946, ",
            "Stalin, I. V. Telegram to Jones. April 5, 1946. ",
        ),
        (
            "Mr. Smith to Mr. Jones (tel.).",
            "Smith to Jones, telegram, April 5, 1946, ",
            "Smith. Telegram to Jones. April 5, 1946. ",
        ),
        # Whether it is a letter is not said.
        (
            "Mr. Smith to Mr. Jones.",
            "Smith to Jones, April 5, 1946, ",
            "Smith. To Jones. April 5, 1946. ",
        ),
        # One that tells more is; its author stands first.
        (
            "Letter from Smith to Jones on oil",
            "Smith, “Letter from Smith to Jones on oil,” April 5, 1946, ",
            "Smith. “Letter from Smith to Jones on oil.” April 5, 1946. ",
        ),
        (
            "Telegram No. 12 from Smith to Jones",
            "Smith, “Telegram No. 12 from Smith to Jones,” April 5, 1946, ",
            "Smith. “Telegram No. 12 from Smith to Jones.” April 5, 1946. ",
        ),
        # Of the quoted title of a named author, the quotation is the title.
        (
            "M. D. Bagirov, 'On the people's oil'",
            "M. D. Bagirov, “On the people’s oil,” April 5, 1946, ",
            "Bagirov, M. D. “On the people’s oil.” April 5, 1946. ",
        ),
        # Who wrote the report did not write the memo.
        (
            "Memo per a Telegraph Report of Nazarli from Rasht",
            "“Memo per a Telegraph Report of Nazarli from Rasht,” April 5, 1946, ",
            "“Memo per a Telegraph Report of Nazarli from Rasht.” April 5, 1946. ",
        ),
    ],
)
def test_forms(title, note, entry, listing):
    letter = ("May 5, 1947", "Letter from A. Hale to B. Ness", "On tin.")  # so names are told
    study = Collection.read(listing(("April 5, 1946", title, "On oil."), letter)).study
    collection = Collection(replace(study, repository=NARA))
    found, _letter = references_of(collection, collection.all_rows)
    assert cite(found, "chicago-note").text == f"{note}{TAIL}"
    assert cite(found, "chicago").text == f"{entry}RG 59. National Archives, College Park, MD."


@pytest.mark.parametrize("title", ["M. Hale, 'On the oil'", "Hale to Ness", "On tin"])
def test_a_title_is_whole_where_nobody_is_told_to_have_written_it(title, listing):
    collection = Collection.read(listing(("April 5, 1946", title, "A drawing.")))
    (found,) = references_of(collection, collection.all_rows)
    if not found.authors and not found.addressees:
        text = cite(found, "chicago-note").text
        assert all(word in text for word in title.replace("'", "").split())


def test_same_to_same_is_who_it_was_before_and_a_year_from_before_is_in_brackets(listing):
    text = listing(
        ("April 5, 1864", "Mr. Smith to Mr. Jones", "On oil."),
        ("April 6", "Same to same", "On wheat."),
        ("April 7", "Mr. Jones to Mr. Smith", "On schools."),
    )
    collection = Collection.read(text)
    _first, same, last = references_of(collection, collection.all_rows)
    assert cite(same, "chicago-note").text == "Smith to Jones, April 6, [1864]."
    assert cite(same, "apa").text == "Smith. (April 6, [1864]). [Communication to Jones]."
    assert cite(last, "mla").text == "Jones. Communication to Smith. April 7, [1864]."


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("On oil.", "“On oil,” "),
        ("On the Standard Oil Co.", "“On the Standard Oil Co.,” "),
        ("On the U.S.", "“On the U.S.,” "),
        ("On oil …", "“On oil …,” "),
        ("On oil...", "“On oil...,” "),
        ("On (oil).", "“On (oil),” "),
        (".", "Untitled document, "),
    ],
)
def test_the_full_stop_of_a_title(title, said):
    assert one(title) == f"{said}April 5, 1946, {TAIL}"


@pytest.mark.parametrize(
    ("creators", "note", "entry"),
    [
        (("Sadchikov, Ivan",), "Ivan Sadchikov, ", "Sadchikov, Ivan. "),
        (("Sadchikov", "Bagirov"), "Sadchikov and Bagirov, ", "Sadchikov and Bagirov. "),
        (
            ("I. V. Stalin", "M. D. Bagirov"),
            "I. V. Stalin and M. D. Bagirov, ",
            "Stalin, I. V., and M. D. Bagirov. ",
        ),
        (("A", "B", "C"), "A et al., ", "A, B, and C. "),
        (
            ("Ministry of Foreign Affairs",),
            "Ministry of Foreign Affairs, ",
            "Ministry of Foreign Affairs. ",
        ),
        (("Mao Zedong",), "Mao Zedong, ", "Mao Zedong. "),
        (("毛澤東",), "毛澤東, ", "毛澤東. "),
        (("דוד בן־גוריון",), "דוד בן־גוריון, ", "דוד בן־גוריון. "),
        ((), "", ""),
    ],
)
def test_names(creators, note, entry):
    assert one(creators=creators) == f"{note}“On oil,” April 5, 1946, {TAIL}"
    said = one(creators=creators, style="chicago")
    assert said.startswith(f"{entry}“On oil.” April 5, 1946. RG 59.")


LETTER = {"creators": ("Okoro, Ada",), "recipients": ("Lindt, Bruno",), "genre": "letter"}


@pytest.mark.parametrize(
    ("title", "genre", "note"),
    [
        ("Ada Okoro to Bruno Lindt, 5 April 1946", "letter", "Ada Okoro to Bruno Lindt, April"),
        ("Letter from Ada Okoro to Bruno Lindt, dated April 5, 1946", "", "Ada Okoro to Bruno"),
        ("Brief von A. Okoro an Bruno Lindt (5.4.1946)", "Brief", "Ada Okoro to Bruno Lindt"),
        ("Telegram", "telegram", "Ada Okoro to Bruno Lindt, telegram, April"),
        ("Postcard", "postcard", "Ada Okoro to Bruno Lindt, postcard, April"),
        ("[Lettre]", "", "Ada Okoro to Bruno Lindt, April"),
        ("Letter on the lock, 5 April 1946", "letter", "Ada Okoro, “Letter on the lock,” April"),
        ("Ada Okoro to Bruno Lindt on the lock", "letter", "“Ada Okoro to Bruno Lindt on"),
    ],
)
def test_a_letter_is_cited_once_with_its_recipient_and_day(title, genre, note):
    said = one(title, "5 April 1946", **(LETTER | {"genre": genre}))
    assert said.startswith(note)
    assert said.count("1946") == 1
    assert said.count("Okoro") == 1


@pytest.mark.parametrize(
    ("creator", "said"),
    [
        ("Unknown", "On oil. (1946, April 5)."),
        ("Unbekannter Verfasser", "On oil. (1946, April 5)."),
        ("n/a", "On oil. (1946, April 5)."),
        ("Unknown Soldiers’ League", "Unknown Soldiers’ League. (1946, April 5). On oil."),
        ("Others & Co.", "Others & Co. (1946, April 5). On oil."),
        ("van der Meer, Iris", "van der Meer, I. (1946, April 5). On oil."),
        ("Hahn, Edgar, Jr.", "Hahn, E., Jr. (1946, April 5). On oil."),
    ],
)
def test_who_is_an_author(creator, said):
    assert one(creators=(creator,), style="apa", repository=Repository()) == said


@pytest.mark.parametrize(
    ("style", "about", "none"),
    [
        ("chicago-note", "“On oil,” ca. 1946.", "“On oil,” n.d."),
        ("apa", "On oil. (ca. 1946).", "On oil. (n.d.)."),
        ("mla", "“On oil.” Circa 1946.", "“On oil.”"),
    ],
)
def test_approximate_and_missing_dates(style, about, none):
    assert one(when="c. 1946", style=style, repository=Repository()) == about
    assert one(when="s. d.", style=style, repository=Repository()) == none


def test_more_authors_than_are_named():
    more = {"creators": ("Okoro, Ada",), "extra": {"and others": "creators"}}
    bare = Repository()
    assert one(**more, repository=bare) == "Ada Okoro et al., “On oil,” April 5, 1946."
    for style, start in (("chicago", "Okoro, Ada, et al. "), ("apa", "Okoro, A., et al. (")):
        assert one(**more, style=style, repository=bare).startswith(start)


NEWSPAPER = {"container-title": "Harbour Courier", "page": "98–102", "type": "article-newspaper"}


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("chicago-note", "Ada Okoro, “Flood,” Harbour Courier, April 5, 1946."),
        ("apa", "Okoro, A. (1946, April 5). Flood. Harbour Courier, 98–102."),
        ("mla", "Okoro, Ada. “Flood.” Harbour Courier, 5 Apr. 1946, pp. 98–102."),
    ],
)
def test_a_newspaper_is_cited_as_one(style, said):
    record = {"creators": ("Okoro, Ada",), "genre": "newspaper article", "extra": NEWSPAPER}
    assert one("Flood", style=style, repository=Repository(), **record) == said


def test_where_it_stands_is_cited_as_printed():
    place = {"archive": "Quay Archives", "archive_location": "eMS Lock 4"}
    assert one(extra=place, style="chicago", repository=Repository()) == (
        "“On oil.” April 5, 1946. eMS Lock 4. Quay Archives."
    )


def test_kinds_that_a_title_does_not_tell_are_told():
    assert one(genre="memorandum") == f"“On oil,” memorandum, April 5, 1946, {TAIL}"
    assert one("Memo on oil", genre="memorandum") == f"“Memo on oil,” April 5, 1946, {TAIL}"
    assert one("Memo on oil", genre="memorandum", creators=("A",), style="apa").startswith(
        "A. (1946, April 5). Memo on oil [Memorandum]. RG 59"
    )
    for genre in ("letter", "telegram", "report", "record of conversation", "speech", "interview"):
        for style in STYLES:
            said = one(genre=genre, style=style)
            assert genre in said.lower()
            assert re.search("5,? (April|Apr.)? ?1946|1946, April 5", said)


def test_a_document_without_a_title_is_called_so():
    assert one("", genre="letter") == f"Letter, April 5, 1946, {TAIL}"
    assert one("") == f"Untitled document, April 5, 1946, {TAIL}"


def test_only_what_is_known_is_said():
    nobody = Repository()
    assert one(repository=nobody) == "“On oil,” April 5, 1946."
    assert one(repository=nobody, style="chicago") == "“On oil.” April 5, 1946."
    assert one(repository=nobody, style="apa") == "On oil. (1946, April 5)."
    assert one(repository=nobody, style="mla") == "“On oil.” 5 Apr. 1946."
    letter = "Letter from Smith to Jones"
    said = one(letter, genre="letter", creators=("A",), recipients=("B",), repository=nobody)
    assert "personal communication" not in said


def test_address_and_day_of_access():
    stated = Repository("W", url="https://w.org", accessed=date(2026, 11, 26))
    assert one(repository=stated) == (
        "“On oil,” April 5, 1946, W, accessed November 26, 2026, https://w.org."
    )
    assert one(repository=stated, url="https://w.org/1").endswith("2026, https://w.org/1.")
    assert one(repository=replace(stated, url="javascript:x")) == "“On oil,” April 5, 1946, W."
    assert one(repository=replace(stated, url="")) == "“On oil,” April 5, 1946, W."


def test_a_list_is_in_the_order_of_the_alphabet():
    found = of(
        Record(title="The zebra", date="1944"),
        Record(title="B", creators=("Smith", "Adams"), date="1944"),
        Record(title="C", creators=("Smith",), date="1946"),
        Record(title="A", creators=("Smith",), date="1947"),
        Record(title="D", creators=("Éluard",), date="1945"),
        Record(title="“Aardvarks”", date="1948"),
    )
    assert [r.title for r in in_order(found, "chicago-note")] == [r.title for r in found]
    titles = [r.title for r in in_order(found, "chicago")]
    assert titles == ["“Aardvarks”", "D", "A", "C", "B", "The zebra"]
    assert [r.title for r in in_order(found, "apa")] == [
        "“Aardvarks”",
        "D",
        "C",
        "A",
        "B",
        "The zebra",
    ]


text = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
names = st.lists(text, max_size=3).map(tuple)


@few
@given(
    record=st.builds(
        Record,
        title=text,
        date=text | st.sampled_from(["1946", "April 5, 1946", "circa 1946", "1944/1946"]),
        creators=names,
        recipients=names,
        genre=text | st.sampled_from(["letter", "telegram"]),
        url=text,
    ),
    style=st.sampled_from(list(STYLES)),
    repository=st.builds(Repository, text, text, text, text, st.none() | st.dates()),
)
def test_whatever_a_listing_says_is_text(record, style, repository):
    (reference,) = of(record, repository=repository)
    found = cite(reference, style)
    assert not re.search("[\ufdd0-\ufdef]", found.text)
    assert not re.search("<(?!/?i>)", found.html)
    letters = re.findall(r"\w", reference.title)
    if not reference.creators:
        assert re.findall(r"\w", found.text)[: len(letters)] == letters


def test_files(held):
    own = Provenance("line", (("Listing", "a <b>"), ("Documents", "20")))
    found = citations(references_of(held, held.all_rows), "apa")
    said = lists_to_text(found, own).decode()
    assert said.startswith("Atakishiyev, Kerimov, Ibragimov, & Gasanov. (1946, April 5).")
    assert said.endswith("---\nListing: a <b>\nDocuments: 20\n")
    page = lists_to_html(found, "apa", own).decode()
    assert page.count("<p>") == 20
    assert "Ibragimov, &amp; Gasanov" in page
    assert "Listing: a &lt;b&gt;" in page
    assert "<i>Memo on the Amount of Weapons Sent to Iranian Azerbaijan</i> [Memorandum]" in page


if __name__ == "__main__":  # with PYTHONPATH=. the page is written anew; then review it
    sample = sources()[-1]
    collection = Collection.read(sample.path)
    collection = collection.with_study(replace(collection.study, repository=sample.repository))
    before = PAGE.read_text("utf-8").partition(MARK)[0]
    PAGE.write_text(f"{before}{MARK}{the_page(collection)}", "utf-8")


def test_apa_names_editors_and_degrees():
    book = {"entry type": "incollection", "booktitle": "Works", "editor": "Lindt, Bruno"}
    assert "In B. Lindt (Ed.), Works" in one(style="apa", genre="chapter", extra=book)
    thesis = {"type": "thesis", "publisher": "Quay University"}
    cited = one("Of locks", style="apa", genre="Doctoral dissertation", extra=thesis)
    assert "Publication" not in cited
    assert "[Doctoral dissertation, Quay University]. " in cited
    report = {"type": "report", "publisher": "Lock Board", "issue": "7"}
    assert "(No. 7)" in one("Of locks", style="apa", genre="report", extra=report)


@pytest.mark.parametrize(
    ("style", "cited"),
    [
        ("chicago-note", "Bruno Lindt, ed., Works (Quay Press, 1946)."),
        ("chicago", "Lindt, Bruno, ed. Works. Quay Press, 1946."),
        ("apa", "Lindt, B. (Ed.). (1946). Works. Quay Press."),
        ("mla", "Lindt, Bruno, editor. Works. Quay Press, 1946."),
    ],
)
def test_editors_in_the_place_of_authors_are_printed_once(style, cited):
    book = {"entry type": "book", "publisher": "Quay Press", "editor": "Lindt, Bruno"}
    nobody = Repository()
    assert one("Works", "1946", style, nobody, genre="book", extra=book) == cited


def test_a_book_of_many_editors_whose_publisher_is_not_known():
    book = {"entry type": "book", "editor": "Lindt, Bruno", "and others": "people"}
    cited = one("Works", "1946", "chicago-note", Repository(), genre="book", extra=book)
    assert cited == "Bruno Lindt et al., eds., Works (1946)."


def test_mla_says_once_that_it_is_an_interview():
    extra = {"interviewer": "Lindt, Bo"}
    cited = one("On oil", style="mla", repository=Repository(), genre="interview", extra=extra)
    assert cited.count("nterview") == 1
