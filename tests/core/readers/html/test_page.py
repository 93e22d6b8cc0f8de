"""Pages are made here, in the shapes that archives' sites have; no rows of theirs."""

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.html import page as html
from dash_core.readers.html.cues import printed_date
from dash_core.readers.html.text import Markup
from dash_core.readers.pages import listing


def read(text, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return html.read(SourceFile("page.html", data), Options(**options))


def fields(record):
    names = ("date", "title", "summary", "url")
    return tuple(getattr(record, name) for name in names)


def page(body, head=""):
    return (
        f"<!DOCTYPE html>\n<html><head><title>Search</title>{head}</head>\n<body>"
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/1946">1946</a> (12)</li></ul></nav>'
        f"<h1>Results</h1>{body}<footer><p>© 2024 The Archive, founded in</p><p>1946</p></footer>"
        "</body></html>"
    )


A = ("May 5, 1946", "Letter from A to B", "They spoke of oil.", "/doc/1")
B = ("April, 1946", "Telegram to C", "He asks for wheat.", "/doc/2")
C = ("c. 1947", "Report on the north", "Nobody came.", "/doc/3")
ABC = (A, B, C)


def within(outer, inside):
    """Inside of an element that the first tag of `outer` opens."""
    return f"{outer}{inside}</{re.match('<([a-z]+)', outer)[1]}>"


def each(shape, *records):
    return "\n".join(shape.format(d=d, t=t, s=s, u=u) for d, t, s, u in records)


SHAPES = {
    "Drupal view": (
        '<div class="view-content">',
        (
            '<div class="views-row views-row-7"><div class="views-date"><span class="x">{d}'
            '</span></div><div class="views-field-title"><h3><a href="{u}">{t}</a></h3></div>'
            '<div class="views-field-body"><p>{s}</p></div></div>'
        ),
    ),
    "list": ("<ul>", '<li><p>{d}</p><p><a href="{u}">{t}</a></p><p>{s}</p></li>'),
    "unclosed": ("<ul>", '<li>{d}<p><a href="{u}">{t}</a><p>{s}'),
    "articles, the date behind": (
        "<main>",
        (
            '<article class="post-7 x"><header><span class="n">7. </span><h2><a href="{u}">{t}'
            "</a></h2></header><div><p>{s}</p></div><footer-x>{d}</footer-x></article>"
        ),
    ),
    "a card that is a link": (
        "<section>",
        '<div class="card"><a href="{u}"><h4>{t}</h4><p>{s}</p><small>{d}</small></a></div>',
    ),
    "one line": ("<ol>", '<li><a href="{u}">{t}</a>, {d}<br>{s}</li>'),
    "date in the heading": ("<div>", '<h3><a href="{u}">{t}</a> ({d})</h3><p>{s}</p>'),
    "flat, title first": ("<div>", '<h3><a href="{u}">{t}</a></h3><p class="d">{d}</p><p>{s}</p>'),
    "flat, date first": ("<div>", '<p class="d">{d}</p><h3><a href="{u}">{t}</a></h3><p>{s}</p>'),
    "terms": ("<dl>", '<dt><a href="{u}">{t}</a></dt><dd>{d}</dd><dd>{s}</dd>'),
    "rows without names": (
        "<table>",
        '<tr><td>{d}</td><td><a href="{u}">{t}</a></td><td>{s}</td></tr>',
    ),
    "rows in pairs": (
        "<table>",
        '<tr><td>{d}</td><td><a href="{u}">{t}</a></td></tr><tr><td colspan=2>{s}</td></tr>',
    ),
    "rows with names": (
        "<table><tr><th>Title</th><th>Date</th><th>Description</th></tr>",
        '<tr><td><a href="{u}">{t}</a></td><td>{d}</td><td>{s}</td></tr>',
    ),
    "labels": (
        "<div>",
        (
            '<div class="r"><h3><a href="{u}">{t}</a></h3><dl><dt>Date:</dt><dd>{d}</dd>'
            "<dt>Description:</dt><dd>{s}</dd></dl></div>"
        ),
    ),
    "no structure, as copied": (
        "<pre>",
        '{d}\n\n<a href="{u}">{t}</a>\n\n{s}\n\n',
    ),
    "line breaks": ("<p>", '{d}<br><a href="{u}">{t}</a><br>{s}<br><br>'),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape):
    outer, inner = SHAPES[shape]
    text = page(within(outer, each(inner, *ABC)))
    reading = read(text)
    assert [fields(record) for record in reading.records] == list(ABC)
    assert not reading.report.unread
    check_account(text, reading)


@pytest.mark.parametrize("shape", [s for s in SHAPES if s not in ("rows in pairs",)])
def test_shapes_of_two(shape):
    outer, inner = SHAPES[shape]
    assert [fields(r) for r in read(page(within(outer, each(inner, A, B)))).records] == [A, B]


@pytest.mark.parametrize("shape", ["Drupal view", "list", "articles, the date behind"])
def test_no_date_and_no_summary(shape):
    outer, inner = SHAPES[shape]
    undated, bare = ("", "A letter that has no date", "Text of it.", "/u"), (*B[:2], "", "/b")
    records = read(page(within(outer, each(inner, A, undated, bare, C)))).records
    assert [fields(record) for record in records] == [A, undated, bare, C]


def test_groups_under_headings():
    rows = [each(SHAPES["list"][1], *pair) for pair in ((A, B), (C, A))]
    body = "".join(
        f"<h2>{year}</h2><ul>{row}</ul>" for year, row in zip((1946, 1947), rows, strict=True)
    )
    assert [fields(r) for r in read(page(body)).records] == [A, B, C, A]
    inner = SHAPES["flat, title first"][1]
    body = f"<div><h2>1946</h2>{each(inner, A, B)}<h2>1947</h2>{each(inner, C)}</div>"
    assert [fields(r) for r in read(page(body)).records] == list(ABC)


def test_what_is_no_document_among_documents_is_said():
    inner = SHAPES["Drupal view"][1]
    body = (
        f"<div>{each(inner, A, B)}<div class=ad>Buy our book of letters</div>{each(inner, C)}</div>"
    )
    reading = read(page(body))
    assert [fields(r) for r in reading.records] == list(ABC)
    assert [piece.text for piece in reading.report.unread] == ["Buy our book of letters"]
    assert "1 text between the documents" in reading.report.file_remarks[0].text


def test_a_second_list_is_said():
    news = '<div class="news">' + each('<p><a href="{u}">{t}</a> {d}</p>', A, B) + "</div>"
    reading = read(page(f"<ul>{each(SHAPES['list'][1], A, B, C)}</ul>{news}"))
    assert len(reading.records) == 3
    assert any("Another list of 2 entries" in remark.text for remark in reading.report.file_remarks)


def test_fields():
    body = "".join(
        f"""<article><time datetime="1946-05-0{i}T12:00:00Z">{i} May</time>
        <h2><a href="d{i}">Title of {i}</a></h2>
        <p><b>Creator:</b> <a href="x">M. Bagirov</a>, <a href="y">J. Stalin</a></p>
        <p>Recipient: V. Molotov</p><p><strong>Shelf</strong>: F {i}</p>
        <table><tr><th>Language</th><td>Russian</td></tr><tr><th>Box</th><td>{i}</td></tr></table>
        <p>Memorandum: on the oil.</p><a href="d{i}">Read more</a></article>"""
        for i in (1, 2)
    )
    first, second = read(page(body, '<base href="https://archive.org/s/">')).records
    assert (first.date, first.stated.machine, first.title) == ("1 May", "1946-05-01", "Title of 1")
    assert first.url == "https://archive.org/s/d1"
    assert first.creators == ("M. Bagirov", "J. Stalin")
    assert first.recipients == ("V. Molotov",)
    assert first.language == "Russian"
    assert first.extra == {"Shelf": "F 1", "Box": "1"}
    assert first.summary == second.summary == "Memorandum: on the oil."


@pytest.mark.parametrize(
    ("head", "href", "url"),
    [
        ("", "/doc/1", "/doc/1"),
        ("", "https://a.org/d?x=1&y", "https://a.org/d?x=1&y"),
        ('<link rel="canonical" href="https://a.org/s/q">', "d1", "https://a.org/s/d1"),
        (
            '<base href="/b/"><link rel=canonical href="https://a.org/s/q">',
            "d1",
            "https://a.org/b/d1",
        ),
        ("<!-- saved from url=(0021)https://b.org/x/list -->", "d1", "https://b.org/x/d1"),
        ("", "javascript:alert(1)", ""),
        ("", "data:text/html,x", ""),
        ("", " java\nscript:x", ""),
        ("", "#", ""),
        ("", "http://[", ""),
        ("", "x" * 3_000, ""),
    ],
)
def test_addresses(head, href, url):
    body = each(SHAPES["list"][1], (*A[:3], escape(href)), B)
    assert read(page(body, head)).records[0].url == url


def test_a_table_and_its_columns():
    body = """<table><caption>Letters</caption><thead><tr><th>Date</th><th>Title</th><th>Box</th>
    <th>Box</th></tr></thead><tr><td>1946</td><td>One</td><td>3</td><td>4</td><td>5</td></tr>
    <tr><th>Date</th><th>Title</th><th>Box</th><th>Box</th></tr>
    <tr><td></td><td>Two</td><td> </td></tr><tr></tr></table>"""
    reading = read(page(body))
    one, two = reading.records
    assert (one.date, one.title, one.extra) == (
        "1946",
        "One",
        {"Box": "3", "Box (2)": "4", "Column 5": "5"},
    )
    assert (two.date, two.title, two.extra) == ("", "Two", {})
    columns = {column.name: column.field for column in reading.report.files[0].columns}
    assert columns == {"Date": "date", "Title": "title", "Box": "", "Box (2)": "", "Column 5": ""}
    check_account(page(body), reading)
    (record, _other) = read(page(body), columns={"page.html": {"Box": "summary"}}).records
    assert record.summary == "3"


def test_nothing_is_shown_of_scripts():
    body = (
        "<script>var x = '<li>May 5, 1946</li>';</script><style>p {}</style><!-- 1946 -->"
        "<noscript>no</noscript><template><p>t</p></template>"
        '<div style="color:red; display : none">'
        "hid <b>den</b></div><p hidden>x</p>" + each(SHAPES["list"][1], *ABC)
    )
    reading = read(page(body))
    assert [fields(r) for r in reading.records] == list(ABC)
    named = [p.text for p in reading.report.files[0].pieces if p.text.startswith("(")]
    assert named == (
        "(script)|(style)|(comment)|(noscript) no|(template) t|(hidden) hid den|(hidden) x".split(
            "|"
        )
    )


def test_an_archive_of_the_browser():
    inside = (
        page(f"<ul>{each(SHAPES['list'][1], *ABC)}</ul>")
        .replace("=", "=3D")
        .replace("Nobody", "N=C3=B6b=\n")
    )
    mail = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.org/s/\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="X"\r\n\r\n--X\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{inside}\r\n--X\r\n"
        "Content-Type: image/png\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\niVBO\r\n--X--\r\n"
    )
    assert html.sniff(SourceFile("x.mht", mail.encode()))
    records = read(mail).records
    assert [r.title for r in records] == [A[1], B[1], C[1]]
    assert records[0].url == "https://a.org/doc/1"
    assert records[2].summary == "Nöb came."
    with pytest.raises(ReadError, match="save the page as HTML"):
        read(mail.replace("text/html", "text/plain"))


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("\ufeff \n<!-- x --><!doctype HTML PUBLIC '-//W3C'><p>x", True),
        ("<HTML>", True),
        ('<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"/>', True),
        ("<ul><li>a<li>b<li>c</ul>", True),
        ("<div><p>a</p><p>b</p><p>c</p></div>", True),
        ('<?xml version="1.0"?><ead><p>x</p><p>x</p><p>x</p><p>x</p></ead>', False),
        ("<TEI><p>x</p><p>x</p><p>x</p><p>x</p></TEI>", False),
        ('<div xmlns="http://www.tei-c.org/ns/1.0"><p>x</p><p>x</p><p>x</p><p>x</p></div>', False),
        ("title,text\nx,<p>a</p><p>b</p><p>c</p><p>d</p>", False),
        ("• May 5, 1946\n\n  <b>One</b>\n\n  <p>Text", False),
        ("a < b and <i>c", False),
        ('{"a": "<html>"}', False),
    ],
)
def test_sniff(text, is_html):
    assert html.sniff(SourceFile("x", text.encode())) is is_html


@pytest.mark.parametrize(
    "body",
    ["", "<p>Hello</p>", "<ul><li><a href=1>A title</a><li><a href=2>Another</a></ul>", "<!-- x"],
)
def test_no_document(body):
    with pytest.raises(ReadError, match=r"“page.html”[^\n]*\.$"):
        read(f"<html><body>{body}")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<div>" * 100_000 + "{}" + "</div>" * 50_000 + "<p>end", id="deep"),
        pytest.param("<div>" * 100_000 + "{}" + "</div>" * 100_000 + "<p>end", id="deep, closed"),
        pytest.param("<b>" * 50_000 + "{}<p>end", id="deep inline"),
        pytest.param("<ul><li>" * 50_000 + "{}<p>end", id="deep lists"),
        pytest.param("<table><tr><td>" * 20_000 + "{}<p>end", id="deep tables"),
        pytest.param("<p class='" + "x " * 3_000_000 + "'>y</p>{}<p>end", id="attribute"),
        pytest.param("<p>" + "x" * 11_000_000 + "</p>{}<p>end", id="text"),
        pytest.param("<p>" + "&lt;" * 500_000 + "</p>{}<p>end", id="entities"),
        pytest.param("<!" * 100_000 + "<" * 100_000 + ">{}<p>end", id="broken tags"),
        pytest.param("<a href=1>x 1946 " * 50_000 + "{}<p>end", id="links"),
        pytest.param("<li>1946<li><a>some</a>" * 40_000 + "</ul>{}<p>end", id="many"),
    ],
)
def test_hostile_pages(text):
    rows = f"<ul>{each(SHAPES['list'][1], *ABC)}</ul>"
    given_text = "<html><body>" + text.replace("{}", rows)
    reading = read(given_text)
    pieces = " ".join(piece.text for piece in reading.report.files[0].pieces)
    for words in (*A[:3], *B[:3], *C[:3], "end"):
        assert words in pieces


def test_lines_after_the_last_that_is_counted():
    reading = read("<html><body>" + "\n" * 70_000 + each(SHAPES["list"][1], *ABC))
    assert [r.title for r in reading.records] == [A[1], B[1], C[1]]
    assert any("65,535" in remark.text for remark in reading.report.file_remarks)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("May 5, 1946", "May 5, 1946"),
        ("| May\u00a05, 1946 ·", "May 5, 1946"),
        ("(1946)", "1946"),
        ("[1946]", "[1946]"),
        ("Date: 1946", "1946"),
        ("Letter: 1946", ""),
        ("undated", ""),
        ("Letter of 1946", ""),
        ("", ""),
    ],
)
def test_printed_dates(text, date):
    assert printed_date(text) == date


def test_an_address_without_a_page():
    assert Markup(None, []).resolve("a/b") == "a/b"


def shown_text(text):
    """The words a browser shows, according to another parser."""
    from html.parser import HTMLParser

    class Words(HTMLParser):
        def __init__(self):
            super().__init__()
            self.words = []
            self.unshown = 0

        def handle_starttag(self, tag, attrs):
            self.unshown += tag in ("script", "style")

        def handle_endtag(self, tag):
            self.unshown -= tag in ("script", "style")

        def handle_data(self, data):
            if not self.unshown:
                self.words.append(data)

    parser = Words()
    parser.feed(text)
    parser.close()
    return "".join("".join(parser.words).split())


def check_account(text, reading):
    """Every text once, in order; what has a record is in that record, and the reverse."""
    (report,) = reading.report.files
    pieces = report.pieces
    numbers = [piece.number for piece in pieces]
    assert numbers == sorted(numbers)
    assert min(numbers) >= 1
    assert max(numbers) <= text.count("\n") + 1
    shown = "".join(p.text for p in pieces if p.text not in ("(script)", "(style)", "(comment)"))
    assert "".join(shown.split()) == shown_text(text)
    assert report.n_records == len(reading.records) > 0
    given_to = {piece.record for piece in pieces} - {None}
    assert given_to == set(range(len(reading.records)))
    for piece in pieces:
        inside = piece.role in ("date", "title", "summary", "field")
        assert (piece.record is not None) == inside
        if inside:
            record = reading.records[piece.record]
            assert record.first <= piece.number <= record.last
            if piece.role != "field":
                given = re.findall(r"\w+", getattr(record, piece.role))
                assert set(re.findall(r"\w+", piece.text)) <= {*given, "Date", "Description"}


TEXT = st.text("abcdeé ß<&1\u05d0", min_size=1, max_size=20).map(lambda t: f"Some {t}.")
DATES = st.sampled_from(
    ["May 5, 1946", "1946", "April, 1946", "1946-05-05", "c. 1946", "Feb. 26, 1861"]
)
RECORDS = st.lists(st.tuples(DATES, TEXT, TEXT), min_size=2, max_size=6)


@given(
    RECORDS,
    st.sampled_from([s for s in SHAPES if s not in ("no structure, as copied", "line breaks")]),
    st.randoms(),
)
def test_what_is_printed_as_a_page_is_read_back(given_records, shape, random):
    outer, inner = SHAPES[shape]
    rows = [tuple(map(escape, (*record, f"/doc/{i}"))) for i, record in enumerate(given_records)]
    noise = ["<!-- x -->", "<script>1946</script>", "\n", ""]
    inside = "".join(each(inner, row) + random.choice(noise) for row in rows)
    text = page(within(outer, inside))
    reading = read(text)
    folded = [tuple(" ".join(part.split()) for part in record) for record in given_records]
    assert [fields(record)[:2] for record in reading.records] == [record[:2] for record in folded]
    check_account(text, reading)


BITS = (
    "<p>|</p>|<li>|<ul>|</ul>|<div>|</div>|<h3>|</h3>|<a href='x'>|</a>|<br>|<table>|<tr>|<td>|"
    "<th>|</table>|<dl>|<dt>|<dd>|<time>|</time>|<time datetime='1946-05'>|<b>|</b>|<pre>|</pre>|"
    "<hr>|"
    "<span>|</span>|May 5, 1946|1946|Letter from A|A text that says more.|Title|Date|Creator: B|"
    "Date:|Read more|Next| |\n|,|&amp;|&nbsp;|<!-- c -->|<script>s</script>|11 - 20 of 42|<option>|"
    "<nav>|</nav>|<title>|</title>|<body>|<html>"
).split("|")


@given(st.lists(st.sampled_from(BITS) | st.text("<>&!-/a \x00\u2028", max_size=4), max_size=60))
def test_any_page_is_read_or_refused(bits):
    text = "<html><body>" + "".join(bits)
    file = SourceFile("page.html", text.encode())
    try:
        assert html.sniff(file)
        reading = html.read(file, Options())
    except ReadError as err:
        reading = None
        message = str(err)
    if reading is None:
        assert re.fullmatch(r"[^\n]*“page.html”[^\n]*\.", message)
        return
    (report,) = reading.report.files
    assert len(reading.records) == report.n_records > 0
    numbers = [piece.number for piece in report.pieces]
    assert numbers == sorted(numbers)
    for piece in report.pieces:
        assert (piece.record is not None) == (piece.role in ("date", "title", "summary", "field"))
    assert {p.record for p in report.pieces} - {None} == set(range(report.n_records))


@given(
    st.binary(max_size=200),
    st.sampled_from(
        [b"<html>", b"<p><p><p><p>", b"MIME-Version: 1.0\nContent-Type: multipart/related\n"]
    ),
)
def test_any_bytes_are_read_or_refused(data, start):
    file = SourceFile("page.html", start + data)
    try:
        if html.sniff(file):
            html.read(file, Options())
    except ReadError as err:
        text = str(err)
    else:
        return
    assert "“page.html”" in text


def test_a_listing_that_speaks_of_html_is_a_listing():
    file = SourceFile("x", "• May 5, 1946\n\n<p>One</p>\n\n<ul><li>a<li>b</ul>".encode())
    assert not html.sniff(file)
    assert listing.read(file, Options()).records[0].title == "<p>One</p>"


PROGRAMS = {
    "AtoM": (
        "<div>",
        (
            '<article class="search-result"><a href="{u}" class="h5">{t}</a><button>Add to'
            " clipboard</button><div><span>Q 4/{n}</span><span> · </span><span>File</span> · "
            "<span>{d}</span></div><p>{s}</p></article>"
        ),
        {"id": "Q 4/{n}", "extra": {"level": "File"}},
    ),
    "DSpace": (
        "<ul>",
        (
            '<li><h4><a href="{u}">{t}</a></h4><div><span class="author"><small>Ray, T.</small>'
            '</span> <small>(<span class="publisher">Quay Press</span>, <i>{d}</i>)</small>'
            "</div><div>{s}</div></li>"
        ),
        {"creators": ("Ray, T.",), "extra": {"publisher": "Quay Press"}},
    ),
    "terms and their descriptions": (
        "<div>",
        (
            "<div><dl><dt>Reference</dt><dd>Q {n}</dd><dt>Title</dt><dd><a href={u}>{t}</a></dd>"
            "<dt>Date</dt><dd>{d}</dd><dt>Description</dt><dd>{s}</dd></dl></div>"
        ),
        {"id": "Q {n}"},
    ),
    "one list of terms": (
        "<dl>",
        (
            "<dt>Title</dt><dd><a href={u}>{t}</a></dd><dt>Date</dt><dd>{d}</dd>"
            "<dt>Description</dt><dd>{s}</dd>"
        ),
        {},
    ),
    "one list of terms, codes first": (
        "<dl><dt>Fonds</dt><dd>Harbour</dd>",
        (
            "<dt>Reference:</dt><dd>Q {n}</dd><dt>Title:</dt><dd><a href={u}>{t}</a></dd>"
            "<dt>Date:</dt><dd>{d}</dd><dt>Description:</dt><dd>{s}</dd>"
        ),
        {"id": "Q {n}"},
    ),
    "one table of labels, codes first": (
        "<table>",
        (
            "<tr><th>Reference</th><td>Q {n}</td></tr>"
            "<tr><th>Title</th><td><a href={u}>{t}</a></td></tr>"
            "<tr><th>Date</th><td>{d}</td></tr><tr><th>Description</th><td>{s}</td></tr>"
        ),
        {"id": "Q {n}"},
    ),
    "labels that a style sheet parts": (
        "<div>",
        (
            "<div><p><b>Title:</b><span><a href={u}>{t}</a></span></p>"
            "<p><b>Date:</b><span>{d}</span></p><p><b>Reference:</b><span>Q {n}</span></p>"
            "<p><b>Description:</b><span>{s}</span></p></div>"
        ),
        {"id": "Q {n}"},
    ),
    "ArcLight": (
        "<div>",
        '<article><h3><a href="{u}">{t}, {d}</a></h3><div>{s}</div></article>',
        {},
    ),
    "Bootstrap": (
        "<div>",
        (
            '<div><h5><a href="{u}">{t}</a></h5><h6>Item · Q 4/{n} · {d}</h6><p>{s}</p>'
            "<a href='/keep{n}'>In die Leseliste</a></div>"
        ),
        {"id": "Q 4/{n}", "extra": {"level": "Item"}},
    ),
    "microdata": (
        "<div>",
        (
            '<div><h3><a href="{u}">{t}</a></h3><p><span itemprop="author">T. Ray</span></p>'
            "<p>{d}</p><p>{s}</p></div>"
        ),
        {"creators": ("T. Ray",)},
    ),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_pages_of_programs(program):
    outer, inner, others = PROGRAMS[program]
    body = "".join(inner.format(d=d, t=t, s=s, u=u, n=i) for i, (d, t, s, u) in enumerate(ABC))
    records = read(page(within(outer, body))).records
    assert [fields(record) for record in records] == list(ABC)
    for i, record in enumerate(records):
        for name, value in others.items():
            got = getattr(record, name)
            assert got == (value.format(n=i) if isinstance(value, str) else value)


def items(n, tag="div"):
    return "".join(
        f"""<{tag} class="item record"><h2><a href="/items/{i}">View of quay {i}</a></h2>
        <div class="item-description">From the tower, for the {i}th time.</div>
        <p><b>Tags:</b> <a href="/t/q" rel="tag">quay</a>, <a href="/t/s" rel="tag">salt</a></p>
        </{tag}>"""
        for i in range(1, n + 1)
    )


@pytest.mark.parametrize("tag", ["div", "li", "article"])
def test_documents_without_dates_are_told_by_linked_headings_that_repeat(tag):
    text = f"<html><body><h1>Browse items (4 total)</h1>{items(4, tag)}<p>Powered by Omeka</p>"
    reading = read(text)
    assert [(r.title, r.date, r.url) for r in reading.records] == [
        (f"View of quay {i}", "", f"/items/{i}") for i in range(1, 5)
    ]
    assert reading.records[0].summary == "From the tower, for the 1th time."
    assert reading.records[0].subjects == ("quay", "salt")
    assert any("Are these documents?" in text for text in reading.report.remarks)
    check_account(text, reading)


def test_linked_headings_alone_or_a_few_are_no_documents():
    menu = "".join(f'<h2><a href="/{i}">View of quay {i}</a></h2>' for i in range(5))
    for body in (menu, items(2)):
        with pytest.raises(ReadError, match="No document was found"):
            read(f"<html><body>{body}</body></html>")


def test_a_table_without_names_of_columns_keeps_its_numbers():
    rows = "".join(
        f"<tr><td>2</td><td>{i}</td><td>Letters from Ann, part {i}</td><td>{1850 + i}</td></tr>"
        for i in range(1, 5)
    )
    reading = read(f"<html><body><table>{rows}</table></body></html>")
    assert [(r.title, r.date, r.id) for r in reading.records] == [
        (f"Letters from Ann, part {i}", str(1850 + i), "") for i in range(1, 5)
    ]
    assert reading.records[1].extra == {"column 1": "2", "column 2": "2"}
    assert any("names of the columns" in r.text for r in reading.report.files[0].remarks)


def test_a_table_with_names_of_columns_that_are_not_known():
    rows = "".join(
        f"<tr><td>{i}</td><td>Map of the quay {i}</td><td>{1850 + i}</td></tr>" for i in (1, 2, 3)
    )
    head = "<tr><th>Tin</th><th>Thing</th><th>Made when</th></tr>"
    records = read(f"<html><body><table>{head}{rows}</table></body></html>").records
    assert [(r.title, r.date, r.extra) for r in records] == [
        (f"Map of the quay {i}", str(1850 + i), {"Tin": str(i)}) for i in (1, 2, 3)
    ]


WIKI = """<h1>Leagues of the river towns</h1>
<table class="wikitable sortable"><tbody><tr><th>Name</th><th>Sealed</th><th>Towns</th></tr>
{rows}</tbody></table><h2>References<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>
<ol><li>^ Moor, T. (1931). <i>Leagues</i>. p. 4.</li></ol>"""
NOTE = '<sup class="reference"><a href="#n1">[1]</a></sup>'
ROWS = (
    f'<tr><td><a href="/w/A">League of Ohm</a>{NOTE}</td><td>3 May 1411</td><td>Ohm, Ulm</td></tr>',
    f'<tr><td><a href="/w/B">Second league</a></td><td>1448{NOTE}</td><td>Ohm</td></tr>',
    "<tr><td>Salt league</td><td>c. 1472</td><td>Ulm</td></tr>",
)


def test_a_table_whose_names_are_marked_is_one_of_documents_where_a_column_has_dates():
    reading = read(page(WIKI.format(rows="".join(ROWS))))
    assert [(r.title, r.date, r.extra["Towns"]) for r in reading.records] == [
        ("League of Ohm", "3 May 1411", "Ohm, Ulm"),
        ("Second league", "1448", "Ohm"),
        ("Salt league", "c. 1472", "Ulm"),
    ]
    assert reading.records[0].url == "/w/A"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('<tr><th colspan="3">After 1448</th></tr>', ""),
        ("<tr><th>Other name</th><th>Begun</th><th>Ended</th></tr>", "marked as a heading"),
    ],
)
def test_headings_within_a_table_are_no_documents(row, said):
    reading = read(page(WIKI.format(rows=ROWS[0] + ROWS[1] + row + ROWS[2])))
    assert len(reading.records) == 3
    remarks = [r.text for r in reading.report.file_remarks if "heading" in r.text]
    assert len(remarks) == bool(said)


def test_a_table_with_other_columns_is_named():
    other = "<table><tr><th>Bishop</th><th>Elected</th></tr>" + "".join(
        f"<tr><td>Hugo {n}</td><td>13{n}1</td></tr>" for n in "12"
    )
    reading = read(page(WIKI.format(rows="".join(ROWS)) + other + "</table>"))
    assert len(reading.records) == 3
    assert any("other columns" in remark.text for remark in reading.report.file_remarks)
    assert {piece.text for piece in reading.report.unread} == {"Hugo 1", "1311", "Hugo 2", "1321"}


def test_a_small_table_is_not_read_instead_of_a_list_of_results():
    shape = '<li><h3><a href="{u}">{t}</a></h3><p>{d}</p><p>{s}</p></li>'
    table = WIKI.format(rows="".join(ROWS[:2]))
    reading = read(page(table + within("<ul>", each(shape, A, B, C))))
    assert [record.title for record in reading.records] == [A[1], B[1], C[1]]


def test_rows_without_a_link_are_documents_as_those_with_one():
    rows = "".join(
        f"<tr><td>{d}</td><td>{t if i else f'<a href={u!r}>{t}</a>'}</td></tr>"
        for i, (d, t, _s, u) in enumerate((A, B, C))
    )
    rows = rows.replace(f"<td>{B[1]}", f'<td><a href="/b">{B[1]}</a>')
    reading = read(page(within("<table>", rows)))
    assert [record.title for record in reading.records] == [A[1], B[1], C[1]]


PATH = (
    '<div class="breadcrumb-links"><a href="/c/1">Keel Family Papers, 1880-1950</a> <span>»</span> '
    '<a href="/c/2">{series}, 1899-1940</a></div>'
)


@pytest.mark.parametrize(
    "facets", ["", "<h2>Date</h2><ul><li><a>1911</a> 2</li><li><a>1934</a> 1</li></ul>"]
)
@pytest.mark.parametrize("path", [PATH, PATH.replace(' class="breadcrumb-links"', "")])
def test_the_path_to_a_document_is_not_the_document(path, facets):
    shape = (
        '<article><header><h3><span>{u}. </span><a href="/c/{u}">{t}, {d}</a></h3></header>'
        f"<div>Box 2, Folder 5</div>{path.format(series='Series 3: Sea')}<p>{{s}}</p></article>"
    )
    documents = [("1908", "Tables of the tide", "With wrecks.", "7"), ("1911", "Log", "Wet.", "8")]
    reading = read(page(facets + within('<div id="documents">', each(shape, *documents))))
    assert [(r.title, r.date, r.url) for r in reading.records] == [
        ("Tables of the tide", "1908", "/c/7"),
        ("Log", "1911", "/c/8"),
    ]
    assert "Keel Family Papers" in str(reading.records[0])


ROLL = (
    "<tr><td>Roll</td><td>Title</td></tr><tr><td>A-1</td><td><a href='/1'>Ohm v. Ulm</a></td></tr>"
    "<tr><td>A-2</td><td>Moor v. Keel</td></tr>"
)


def test_a_date_above_a_table_is_that_of_its_rows():
    parts = "".join(
        f"<div><time>{d}</time></div><table>{ROLL}</table>" for d in (A[0], "June 7, 1946")
    )
    reading = read(page(parts))
    assert [(r.title, r.date) for r in reading.records] == [
        ("Ohm v. Ulm", A[0]),
        ("Moor v. Keel", A[0]),
        ("Ohm v. Ulm", "June 7, 1946"),
        ("Moor v. Keel", "June 7, 1946"),
    ]


def test_a_row_above_the_names_of_the_columns_is_a_heading():
    rows = "".join(f"<tr><td>{d}</td><td>{t}</td><td>{s}</td></tr>" for d, t, s, _u in ABC)
    head = "<tr><td>1946</td><td colspan='2'>*Papers marked are copies</td></tr>"
    names = "<tr><td><b>File Date</b></td><td>Title of it</td><td>Kept</td></tr>"
    reading = read(page(f"<table>{head}{names}{rows}</table>"))
    assert [(r.date, r.title) for r in reading.records] == [(d, t) for d, t, _s, _u in ABC]


def test_names_of_columns_are_no_document_of_a_list():
    head = "<tr><th><a href='?sort=1'>Case</a></th><th>Sealed</th></tr>"
    rows = "".join(f"<tr><td><a href='{u}'>{t}</a></td><td>{d}</td></tr>" for d, t, _s, u in ABC)
    assert len(read(page(f"<table>{head}{rows}</table>")).records) == 3


def test_a_date_within_the_link_of_a_title():
    shape = '<p><a href="{u}"><strong>{d}</strong> &mdash; {t}</a><br>{s}</p>'
    reading = read(page(within("<div>", each(shape, *ABC))))
    assert [fields(record) for record in reading.records] == list(ABC)


@pytest.mark.parametrize("many", [2, 7])
def test_links_that_are_codes_lead_to_documents_with_bare_titles(many):
    shape = '<div class="row"><a href="{u}">23-{u}</a><div>{t}</div><i>{d}</i></div>'
    records = [
        (f"May {n}, 1946", f"Ohm v. Ulm and {n} more", "", f"{n}") for n in range(2, 2 + many)
    ]
    reading = read(page(within("<div>", each(shape, *records))))
    assert [r.date for r in reading.records] == [d for d, *_rest in records]
    assert all("Ohm v. Ulm" in r.title for r in reading.records)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            within(
                "<div>",
                "".join(
                    f"<section><h3>Roll {n}</h3><p>{d}</p>"
                    + "".join(f"<dl><dt>Clerk:</dt><dd>Moor {i}{n}</dd></dl>" for i in "abc")
                    + "</section>"
                    for n, d in enumerate((A[0], B[0], C[0]))
                ),
            ),
            "stands several times",
        ),
        (
            "".join(f"<ul><li>May {n}, 1946</li></ul><b>Ohm v. {n}</b>" for n in range(2, 12))
            + within("<ol>", each("<li><h3><a href='{u}'>{t}</a></h3><p>{d}</p></li>", A, B)),
            "in no document",
        ),
    ],
)
def test_a_page_with_more_documents_than_were_read_says_so(body, said):
    reading = read_file(SourceFile("p.html", page(body).encode()))
    assert any(said in remark.text for remark in reading.report.file_remarks)


def test_a_page_without_its_first_characters_is_a_web_page():
    shape = "<li><h3><a href='{u}'>{t}</a></h3><p>{d}</p><p>{s}</p></li>"
    text = page(within("<ul>", each(shape, *ABC)))[4:]
    reading = read_file(SourceFile("p.html", text.encode()))
    assert [record.title for record in reading.records] == [t for _d, t, _s, _u in ABC]


def test_names_of_columns_in_bold():
    rows = "".join(
        f"<tr><td><a href='/{n}'>{nation}</a></td><td>7 Stat. {n}</td><td>0{n}/15/1846</td></tr>"
        for n, nation in enumerate(("Ray River", "May Hill", "Dell Bay"), 1)
    )
    head = "<tr><td><b>Nation</b></td><td><p><b>Citation</b></p></td><td><b>Signed</b></td></tr>"
    records = read(page(f"<table>{head}{rows}</table>")).records
    assert [record.date for record in records] == ["01/15/1846", "02/15/1846", "03/15/1846"]
    assert (records[1].title, records[1].extra) == ("May Hill", {"Citation": "7 Stat. 2"})


def test_a_title_within_the_cell_of_its_description():
    rows = "".join(
        f"<tr><td>C{n}</td><td>5/1{n}/1963</td><td><strong>{title}</strong><p>{text}</p></td></tr>"
        for n, title, text in ((1, "Musings on rye", "Typed."), (2, "Note to May", "By hand."))
    )
    head = "<tr><th>ID</th><th>Date</th><th>Title &amp; description</th></tr>"
    records = read(page(f"<table>{head}{rows}</table>")).records
    assert [(record.title, record.summary) for record in records] == [
        ("Musings on rye", "Typed."),
        ("Note to May", "By hand."),
    ]


def test_a_table_of_letters_without_titles_and_labels_in_one_paragraph():
    rows = "".join(
        f"<tr><td>{n}</td><td>{who}</td><td>{n} June 1907</td></tr>"
        for n, who in ((1, "Ann May"), (2, "Bob Ray"))
    )
    table = f"<table><tr><th>No.</th><th>Recipient</th><th>Date</th></tr>{rows}</table>"
    records = read(page(table)).records
    assert [(r.recipients, r.date) for r in records] == [
        (("Ann May",), "1 June 1907"),
        (("Bob Ray",), "2 June 1907"),
    ]
    cards = "".join(
        f"<div class='r'><h3><a href='/{n}'>{title}</a></h3>"
        f"<p>Document Number: OR-{n} | Publication Date: June {n}, 1951 | Pages: {n}</p></div>"
        for n, title in ((4, "Report on rye"), (5, "Mills of Dell"), (6, "Weirs"))
    )
    records = read(page(f"<div>{cards}</div>")).records
    assert [(r.id, r.date, r.summary) for r in records] == [
        ("OR-4", "June 4, 1951", "Pages: 4"),
        ("OR-5", "June 5, 1951", "Pages: 5"),
        ("OR-6", "June 6, 1951", "Pages: 6"),
    ]


@pytest.mark.parametrize("colon", ["", ":"])
def test_names_of_fields_marked_as_labels_need_no_colon(colon):
    def item(title, date, creator):
        pairs = (("Date", date), ("Creator", creator))
        rows = "".join(
            f'<div><span class="label">{label}{colon}</span> <span>{value}</span></div>'
            for label, value in pairs
        )
        return f"<div><div>{title}</div>{rows}</div>"

    reading = read(item("Lease", "9 May 1911", "Ray, Ann") + item("Plan", "1912", "Hay, Bo"))
    assert [(r.title, r.date, r.summary, r.creators) for r in reading.records] == [
        ("Lease", "9 May 1911", "", ("Ray, Ann",)),
        ("Plan", "1912", "", ("Hay, Bo",)),
    ]


def test_names_in_an_element_of_one_class_are_its_field():
    rows = "".join(
        f'<div class="row"><h4><a href="/{i}">{title}</a><span>\ufeff</span></h4>'
        '<span class="author h4"><small><span>Ray, Ada</span>; <span>May, Max</span></small>'
        "</span> "
        f'<span class="date">187{i}</span><div>On {title.lower()}.</div></div>'
        for i, title in enumerate(["Rye", "Oats", "Barley"])
    )
    records = read(f"<body>{rows}</body>").records
    assert [r.title for r in records] == ["Rye", "Oats", "Barley"]
    assert {r.creators for r in records} == {("Ray, Ada", "May, Max")}
    assert [r.summary for r in records] == ["On rye.", "On oats.", "On barley."]


def test_kinds_of_documents_above_titles_are_no_titles():
    items = (
        ("Letter", "Low to Coe on the weir", "3 May 1911"),
        ("Map", "Plan of the weir", "1898"),
    )
    items = (*items, ("Letter", "Coe to Low", "June 1911"))
    reading = read(
        "".join(
            f"<article><span>{kind}</span><h3>{title}</h3><p>Dell Archives | {date}</p></article>"
            for kind, title, date in items
        )
    )
    assert [(r.title, r.date) for r in reading.records] == [item[1:] for item in items]
