"""The hand-out as a file: what is in it, the same numbers as the page, and nothing that runs but
its own two scripts, whatever the listing says."""

import base64
import hashlib
import itertools
import json
import re
from datetime import date
from functools import cache
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pypdf import PdfReader

from dash_core import Collection, DossierError, Filter
from dash_core.charts import catalogue
from dash_core.charts.bars.bars import bar_chart
from dash_core.collection.view import describe, select
from dash_core.common import settings as limits
from dash_core.export.citations.citations import cite
from dash_core.export.handout import pdf
from dash_core.export.handout.html import (
    MAX_QUESTION_CHARS,
    MAX_QUESTIONS,
    HandoutOptions,
    to_html,
)
from dash_core.export.handout.vega import clean, specification
from dash_core.export.provenance import Provenance, provenance
from dash_core.export.references.reference import references
from dash_core.study.annotations import Highlight, Note
from tests.shared import few

OIL = Filter(topics=("oil",))


PLAIN = HandoutOptions()


def handed(collection, chosen=OIL, options=PLAIN, **more):
    view = select(collection, chosen)
    charts = catalogue.of_view(collection, view)
    data = to_html(collection, view, charts, provenance(collection, view), options, **more)
    return html.document_fromstring(data.decode())


def said(element):
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def page(seed):
    return handed(seed)


def test_it_says_what_the_page_says(seed, page):
    view = select(seed, OIL)
    assert said(page.find(".//h1")) == seed.name
    assert said(page.find_class("sentence")[0]) == "4 of 20 documents · about Oil"
    pairs = [
        (said(pair.find("dt")), said(pair.find("dd")))
        for pair in page.find_class("figures")[0].iter("div")
    ]
    assert pairs == catalogue.key_figures(seed, view)
    assert [said(article.find("h3")) for article in page.iter("article")] == seed.table[
        "title"
    ].iloc[view.rows].tolist()


def test_each_chart_has_words_numbers_a_drawing_and_its_data(seed, page):
    view = select(seed, OIL)
    drawn = {figure.get("data-name"): figure for figure in page.iter("figure")}
    for one in catalogue.of_view(seed, view):
        own = drawn[one.name]
        assert said(own.find("h3")) == one.title
        assert len(own.findall(".//svg")) == 1
        assert one.figure.alt in said(own.find("details"))
        rows = [[said(cell) for cell in row] for row in own.iter("tr")][1:]
        assert len(rows) == len(one.figure.table)
        spec = json.loads(own.find("script").text_content())
        assert spec["datasets"] == specification(one.figure, 100)["datasets"]


def test_headings_are_in_order_and_ids_are_unique(page):
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in page.iter():
        for name in (element.get("aria-labelledby") or "").split():
            assert name in ids


def test_a_document_has_its_facts_and_the_words_behind_its_topics(seed, page):
    first = next(page.iter("article"))
    row = int(select(seed, OIL).rows[0])
    text = said(first)
    assert seed.table["date"][row] in text
    assert seed.table["summary"][row] in text
    for topic, strength in seed.topics.of(row):
        assert f"{topic.label} {strength:.0%}, because of" in text
        assert ", ".join(seed.topics.evidence[row][topic.id]) in text
    assert first.find(".//svg/path").get("fill") == "#D55E00"
    source = provenance(seed, select(seed, OIL))
    (reference,) = references(seed.table.iloc[[row]], source.repository, source.families)
    assert cite(reference, "chicago-note").text in text


def test_an_imprecise_date_has_its_mark(seed):
    (text,) = [
        said(a) for a in handed(seed, Filter()).iter("article") if "February, 1946" in said(a)
    ]
    assert "February, 1946 (month)" in text


def test_documents_can_be_left_out_and_summaries_shortened(seed):
    assert not list(handed(seed, options=HandoutOptions(documents=False)).iter("article"))
    for article in handed(seed, Filter(), HandoutOptions(summaries=False)).iter("article"):
        shown = said(article.find_class("archival")[0])
        assert len(shown) <= 203
        assert any(whole.startswith(shown.removesuffix(" …")) for whole in seed.table["summary"])


@pytest.mark.parametrize(
    ("lines", "questions", "blank"),
    [("none", "", 0), ("each", "Who?", 4 * 3), ("end", "Who?\n\nWhy?", 2 * 3), ("end", "", 3)],
)
def test_blank_lines(seed, lines, questions, blank):
    page = handed(seed, options=HandoutOptions.with_questions(questions, lines=lines, n_lines=3))
    assert sum(len(answer) for answer in page.find_class("answer")) == blank
    asked = [said(item.find("p")) for item in page.iter("li")]
    assert asked == [line for line in questions.splitlines() if line]


def test_questions_are_kept_short():
    asked = HandoutOptions.with_questions("\n".join(["q" * 1000] * 100)).questions
    assert len(asked) == MAX_QUESTIONS
    assert {len(question) for question in asked} == {MAX_QUESTION_CHARS}


def test_more_documents_than_a_hand_out_holds_are_said(many):
    page = handed(many, Filter())
    assert len(list(page.iter("article"))) == limits.MAX_HANDOUT.value == 200
    assert "The first 200 of 400 documents are here" in page.text_content()


def test_notes_tags_and_passages_of_a_person(seed):
    row = int(select(seed, OIL).rows[0])
    summary = seed.table["summary"][row]
    note = Note(
        seed.table["id"][row],
        "First line\nsecond <b>line</b>",
        ("to read", "oil?"),
        (Highlight("summary", 4, 12, summary[4:12]),),
    )
    first = next(handed(seed.with_notes((note,))).iter("article"))
    assert first.find_class("note")[0].text_content() == note.text
    assert "to read, oil?" in said(first)
    assert [mark.text_content() for mark in first.iter("mark")] == [summary[4:12]]
    assert summary in said(first)


def test_the_card_says_where_it_comes_from(seed):
    view = select(seed, OIL)
    source = provenance(seed, view)
    data = to_html(seed, view, [], source)
    foot = html.document_fromstring(data.decode()).find(".//footer")
    pairs = [(said(p.find("dt")), said(p.find("dd"))) for p in foot.iter("div")]
    assert pairs == [(name, " ".join(value.split())) for name, value in source.card]
    (ld,) = html.document_fromstring(data.decode()).xpath("//script[@type='application/ld+json']")
    assert json.loads(ld.text_content()) == json.loads(json.dumps(source.as_json()))


def test_the_policy_names_its_scripts_and_allows_nothing_else(seed, page):
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    run = [s.text_content() for s in page.iter("script") if s.get("type") is None]
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in run]
    assert rules["script-src"] == " ".join(f"'sha256-{digest}'" for digest in digests)
    assert len(run) == 2
    # Those are all that could ask for something.
    assert not page.xpath("//@src | //link | //img | //iframe | //object | //@onload")


def test_without_live_charts_there_is_no_script(seed):
    page = handed(seed, live=False)
    assert [s.get("type") for s in page.iter("script")] == ["application/ld+json"]
    assert "script-src 'none'" in page.xpath("//meta/@content")[0]
    assert len(page.xpath("//figure//svg")) == 4


# Hostile text

SVG = {"svg", "g", "path", "text", "rect", "title", "clippath", "defs", "line"}

BAD = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "</style><style>*{display:none}</style>",
    "{{ 7 * 7 }}{% for x in y %}",
    "javascript:alert(1)",
    "]]>&lt;b&gt;",
    "\u202egnp.exe",
    "\u2028\u2029",
    "漢字 \U0001f4dc",
]
HOSTILE = st.sampled_from(BAD) | st.text(
    alphabet=st.characters() | st.sampled_from("<>&\"'`\x00\x1b\x0b\ud800\udfff\ufffe\u202e"),
    max_size=30,
)


def skeleton(page):
    """The elements of a page and the names of their attributes, whatever their text."""
    return [(e.tag, tuple(sorted(e.attrib))) for e in page.iter() if isinstance(e.tag, str)]


def outside(page):
    """Those outside of drawings."""
    return [own for own in skeleton(page) if own[0] not in SVG]


@cache
def usual():
    return outside(html.document_fromstring(around("usual").decode()))


def around(words, title="A letter", summary="On oil."):
    """A hand-out with these words in every place that a person or a listing can fill."""
    listing = f"• May 5, 1946\n\n  {title}\n\n  {summary}\n"
    collection = Collection.read(listing, topics="", name=words)
    view = select(collection, Filter())
    named = clean(words)
    figure = bar_chart({named: 1}, {named: 2}, "topic")
    chart = catalogue.NamedFigure(
        words, words, type(figure)(figure.spec, figure.data, words, figure.table, 90, words)
    )
    source = Provenance(words, ((words, words),), {"name": words, "description": words})
    return to_html(collection, view, [chart], source, HandoutOptions(questions=(words,)))


@given(words=HOSTILE.filter(lambda words: words.strip()))
@few
def test_hostile_words_change_no_element(words):
    page = html.document_fromstring(around(words).decode())
    assert outside(page) == usual()
    assert {e.tag for e in page.xpath("//figure//svg//*")} <= SVG
    (ld,) = page.xpath("//script[@type='application/ld+json']")
    assert json.loads(ld.text_content())["name"] == words
    assert said(page.find(".//li/p")) == " ".join(clean(words).split())


@given(title=HOSTILE.map(clean), summary=HOSTILE.map(clean))
@few
def test_hostile_listings_run_nothing(title, summary):
    page = html.document_fromstring(around("usual", f"Letter {title}", f"On {summary}").decode())
    assert len([s for s in page.iter("script") if s.get("type") is None]) == 2
    for element in page.iter():
        assert not any(str(name).startswith("on") for name in element.attrib)
    assert not page.xpath("//@src | //img | //style[position()>1] | //a")


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a?b=1&c=<x>", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        (" data:text/html,<script>alert(1)</script>", False),
        ("//example.org/x", False),
        ("http:alert(1)", False),
        ("https://[::1", False),
    ],
)
def test_only_addresses_of_the_web_are_links(url, is_link):
    listing = pd.DataFrame([{"title": "A letter", "date": "1946", "url": url}]).to_csv(index=False)
    collection = Collection.read(listing, topics="")
    links = handed(collection, Filter()).xpath("//article//a/@href")
    assert links == ([url.strip()] if is_link else [])


# PDF


def test_pdf_is_made_here(in_ci):
    """WeasyPrint and Pango are part of what tests/run.sh sets up."""
    assert pdf.can_print() or not in_ci, pdf.format_how()


printing = pytest.mark.skipif(not pdf.can_print(), reason=pdf.format_how())


@printing
@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_a_pdf_has_the_same_words_on_paper(seed, paper, size):
    view = select(seed, OIL)
    charts = catalogue.of_view(seed, view)
    page = to_html(
        seed,
        view,
        charts,
        provenance(seed, view),
        HandoutOptions.with_questions("Who?"),
        live=False,
    )
    read = PdfReader(BytesIO(pdf.to_pdf(page, paper)))
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in read.pages} == {size}
    assert 2 <= len(read.pages) <= 5
    text = re.sub(r"\s+", "", "".join(p.extract_text() for p in read.pages))
    numbers = catalogue.correspondents(seed, view).table.itertuples(index=False, name=None)
    drawn = [words for name, n, all_ in numbers for words in (name, f"{n} of {all_}") if n != all_]
    assert drawn
    for words in (*seed.table["title"].iloc[view.rows], "4 of 20 documents", "Who?", *drawn):
        assert re.sub(r"\s+", "", words) in text
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.trailer["/Root"]["/Lang"] == "en"
    assert "about Oil" in read.metadata.title
    # Charts are lines and letters, not pixels.
    assert not any(p.images for p in read.pages)


@printing
def test_a_pdf_fetches_nothing():
    page = b'<!doctype html><p>Text<img src="file:///etc/passwd"><img src="http://example.org/">'
    assert len(PdfReader(BytesIO(pdf.to_pdf(page))).pages) == 1


def test_without_weasyprint_a_sentence_says_how(monkeypatch):
    monkeypatch.setattr(pdf, "_weasyprint", lambda: None)
    assert not pdf.can_print()
    with pytest.raises(DossierError, match="print it to a file"):
        pdf.to_pdf(b"<p>x")


def test_the_day_is_said(seed):
    view = select(seed, Filter(earliest=date(1946, 4, 1)))
    page = handed(seed, view.filter)
    assert said(page.find_class("sentence")[0]) == describe(seed, view.filter, len(view))
