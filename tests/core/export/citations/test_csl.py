"""CSL styles: what citeproc-js, which Zotero uses, makes of the same items. Its output was taken
by hand (citeproc 2.4.63 of npm) and differs in one thing only: titles stay as printed here,
their capitals and what looks like markup."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from dash_core.export.citations.csl import render

CHICAGO, APA, MLA = "chicago-notes-bibliography-access-dates", "apa", "modern-language-association"
HELD = {
    "archive": "Wilson Center Digital Archive",
    "archive-place": "Washington, DC",
    "archive_collection": "Iran crisis 1945–46",
    "archive_location": "box 3, folder 4",
    "URL": "https://x.org/a",
}
DAY = {"date-parts": [[1946, 4, 4]]}
LETTER = {
    "type": "personal_communication",
    "author": [{"family": "Kennan", "given": "George F."}, {"family": "Smith", "given": "B."}],
    "recipient": [{"family": "Stalin", "given": "I. V."}, {"literal": "Secretary of State"}],
    "genre": "letter",
    "issued": {"date-parts": [[1946, 4, 5]]},
    "archive": "W",
}


def document(**more):
    return {"type": "document", "title": "M", "archive": "W", "author": [{"literal": "A"}], **more}


@pytest.mark.parametrize(
    ("style", "bibliography", "item", "text"),
    [
        (
            CHICAGO,
            False,
            {**document(title="Message to Qavam", issued=DAY), **HELD},
            (
                "A, “Message to Qavam,” April 4, 1946, box 3, folder 4, Iran crisis 1945–46, "
                "Wilson Center Digital Archive, Washington, DC, https://x.org/a."
            ),
        ),
        (
            CHICAGO,
            True,
            {**document(title="Message to Qavam", issued=DAY), **HELD},
            (
                "A. “Message to Qavam.” April 4, 1946. Box 3, folder 4. Iran crisis 1945–46. "
                "Wilson Center Digital Archive, Washington, DC. https://x.org/a."
            ),
        ),
        (
            APA,
            True,
            {**document(title="Message to Qavam", genre="message", issued=DAY), **HELD},
            (
                "A. (1946, April 4). Message to Qavam [Message]. Iran crisis 1945–46 (box 3, "
                "folder 4), Wilson Center Digital Archive, Washington, DC. https://x.org/a"
            ),
        ),
        (
            MLA,
            True,
            {**document(title="Message to Qavam", issued=DAY), **HELD},
            (
                "A. “Message to Qavam.” 4 Apr. 1946, Wilson Center Digital Archive, Washington, "
                "DC, Iran crisis 1945–46, box 3, folder 4, https://x.org/a."
            ),
        ),
        # No author: the title stands once.
        (
            CHICAGO,
            True,
            {"type": "document", "title": "Memo of 'x' from B", "issued": DAY, "archive": "W"},
            "“Memo of ‘x’ from B.” April 4, 1946. W.",
        ),
        (
            APA,
            True,
            {"type": "document", "title": "Memo of 'x' from B", "issued": DAY, "archive": "W"},
            "Memo of “x” from B. (1946, April 4). W.",
        ),
        (
            MLA,
            True,
            {"type": "document", "title": "Memo of 'x' from B", "issued": DAY, "archive": "W"},
            "“Memo of ‘x’ from B.” 4 Apr. 1946, W.",
        ),
        # Given names whole, initials where a style wants them, a comma after a name turned round.
        (
            CHICAGO,
            False,
            LETTER,
            (
                "George F. Kennan and B. Smith, letter to I. V. Stalin and Secretary of State, "
                "April 5, 1946, W."
            ),
        ),
        (
            CHICAGO,
            True,
            LETTER,
            (
                "Kennan, George F., and B. Smith. Letter to I. V. Stalin and Secretary of State. "
                "April 5, 1946. W."
            ),
        ),
        (
            APA,
            True,
            LETTER,
            (
                "Kennan, G. F., & Smith, B. (1946, April 5). [Letter to I. V. Stalin & Secretary "
                "of State]. W."
            ),
        ),
        (
            CHICAGO,
            True,
            document(author=[{"literal": "A"}, {"literal": "C"}], issued=DAY),
            "A and C. “M.” April 4, 1946. W.",
        ),
        # Dates: partial, of a span, in words, none.
        (CHICAGO, False, document(issued={"date-parts": [[1946, 2]]}), "A, “M,” February 1946, W."),
        (CHICAGO, False, document(issued={"date-parts": [[1946]]}), "A, “M,” 1946, W."),
        (
            CHICAGO,
            False,
            document(issued={"date-parts": [[1944], [1946]]}),
            "A, “M,” 1944–1946, W.",
        ),
        (
            CHICAGO,
            False,
            document(issued={"date-parts": [[1946, 4, 5], [1946, 4, 7]]}),
            "A, “M,” April 5–7, 1946, W.",
        ),
        (
            CHICAGO,
            False,
            document(issued={"date-parts": [[1946, 4, 5], [1946, 5, 7]]}),
            "A, “M,” April 5–May 7, 1946, W.",
        ),
        (
            APA,
            True,
            document(issued={"date-parts": [[1946, 4, 5], [1946, 5, 7]]}),
            "A. (1946, April 5–May 7). M. W.",
        ),
        (
            MLA,
            True,
            document(issued={"date-parts": [[1946, 4, 5], [1946, 5, 7]]}),
            "A. “M.” 5 Apr.–7 May 1946, W.",
        ),
        (CHICAGO, False, document(issued={"literal": "circa 1946"}), "A, “M,” circa 1946, W."),
        (APA, True, document(issued={"literal": "circa 1946"}), "A. (circa 1946). M. W."),
        (CHICAGO, False, document(), "A, “M,” n.d., W."),
        # The day of access, where one is stated.
        (
            CHICAGO,
            False,
            document(URL="https://u.org", issued=DAY, accessed={"date-parts": [[2026, 11, 26]]}),
            "A, “M,” April 4, 1946, W, accessed November 26, 2026, https://u.org.",
        ),
        # Marks at the end of a title.
        (
            CHICAGO,
            False,
            document(title="Who Lost Iran?", issued=DAY),
            "A, “Who Lost Iran?,” April 4, 1946, W.",
        ),
        (
            CHICAGO,
            True,
            document(title="Who Lost Iran?", issued=DAY),
            "A. “Who Lost Iran?” April 4, 1946. W.",
        ),
        (
            CHICAGO,
            False,
            document(title="The 'Long Telegram'", issued=DAY),
            "A, “The ‘Long Telegram,’” April 4, 1946, W.",
        ),
        (
            CHICAGO,
            True,
            document(title="The Co. v. U.S.A.", issued=DAY),
            "A. “The Co. v. U.S.A.” April 4, 1946. W.",
        ),
        (
            APA,
            True,
            document(title="The Oil Co.", issued=DAY),
            "A. (1946, April 4). The Oil Co. W.",
        ),
        # Other scripts; capitals as printed; markup is text.
        (
            CHICAGO,
            False,
            document(title="מכתב", author=[{"literal": "דוד"}], issued=DAY),
            "דוד, “מכתב,” April 4, 1946, W.",
        ),
        (
            CHICAGO,
            False,
            document(title="電報", author=[{"literal": "毛澤東"}], issued=DAY),
            "毛澤東, “電報,” April 4, 1946, W.",
        ),
        (
            CHICAGO,
            False,
            document(title="on the zemstvo in Iran[ian] lands", issued=DAY),
            "A, “on the zemstvo in Iran[ian] lands,” April 4, 1946, W.",
        ),
        (
            CHICAGO,
            False,
            document(title='<span class="nocase">x</span>', issued=DAY),
            "A, “<span class=‘nocase’>x</span>,” April 4, 1946, W.",
        ),
    ],
)
def test_as_citeproc_js_has_it(style, bibliography, item, text):
    assert render(style, item, bibliography=bibliography)[0] == text


def test_html_has_italics_and_nothing_of_the_listing():
    item = document(title="<b>Bold</b> & *x* <script>", author=[{"literal": "<i>A</i>"}])
    text, marked = render(APA, {**item, "archive": "W & Co."}, bibliography=True)
    assert text == "<i>A</i>. (n.d.). <b>Bold</b> & *x* <script>. W & Co."
    assert marked == (
        "&lt;i&gt;A&lt;/i&gt;. (n.d.). <i>&lt;b&gt;Bold&lt;/b&gt; &amp; *x* &lt;script&gt;</i>. "
        "W &amp; Co."
    )


def test_our_own_marks_in_a_text_are_none():
    text, marked = render(CHICAGO, document(title="a\ufdd2b\ufdd4c\ufdd5d\ufdd3e"))
    assert text == "A, “a�b�c�d�e,” n.d., W."
    assert not re.search("<|[\ufdd0-\ufdef]", marked)


def test_what_nobody_can_find_is_in_no_bibliography():
    item = {"type": "document", "title": "M", "issued": DAY}
    assert render(CHICAGO, item, bibliography=True) == ("", "")
    assert (
        render(CHICAGO, {**item, "references": ""}, bibliography=True)[0] == "“M.” April 4, 1946."
    )


def test_many_at_once_are_as_one_after_another():
    items = [document(title=f"M {i}", author=[{"literal": f"A{i}"}] * (i % 2)) for i in range(40)]
    one = [render(CHICAGO, item, bibliography=True) for item in items]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda item: render(CHICAGO, item, bibliography=True), items)) == one
