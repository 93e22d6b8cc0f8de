"""Charts as pictures: drawn without a browser, with title, n of N and source, safe whatever the
listing says."""

import struct
import zlib
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from dash_core import Collection, Filter
from dash_core.analysis.compare.distinctive_words import Side, distinctive
from dash_core.charts import catalogue
from dash_core.charts.bars.bars import bar_chart
from dash_core.charts.bars.distinctive_words import word_chart
from dash_core.charts.figure import empty_figure
from dash_core.charts.graphs.flow import flow_chart
from dash_core.charts.time.side_by_side import two_timelines_chart
from dash_core.collection.view import select
from dash_core.common.errors import PictureError
from dash_core.export.handout.picture import to_png, to_svg
from dash_core.export.handout.vega import clean, specification
from dash_core.export.provenance import Provenance, provenance
from tests.shared import few

SVG = "{http://www.w3.org/2000/svg}"
OIL = Filter(topics=("oil",))
DRAWN = {
    "rect",
    "g",
    "path",
    "text",
    "svg",
    "title",
    "desc",
    "metadata",
    "clipPath",
    "defs",
    "line",
}


def texts(svg):
    return [element.text or "" for element in etree.fromstring(svg).iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def drawn(seed):
    """Every chart that a page draws of a view, by name."""
    view = select(seed, OIL)
    found = {one.name: one.figure for one in catalogue.of_view(seed, view)}
    part = next(iter(catalogue.map_regions(seed)))
    a, b = (Side(seed, select(seed, own)) for own in (OIL, Filter(excluded=OIL)))
    return found | {
        "topics in time": catalogue.topics_in_time(seed, view, seed.topics),
        "map": catalogue.document_map(seed, view, seed.topics),
        "letters": catalogue.letters(seed, view, 40),
        "matrix": catalogue.matrix(seed, view),
        "place map": catalogue.map_of_places(seed, view, part),
        "places in time": catalogue.places_in_time(seed, view),
        "flow": flow_chart(seed.find_topics(2), seed.find_topics(3)),
        "two times": two_timelines_chart(a, b),
        "two words": word_chart(distinctive(a, b)),
    }


def test_every_chart_is_drawn_with_title_filter_and_source(seed, drawn):
    source = provenance(seed, select(seed, OIL))
    for name, figure in drawn.items():
        svg = to_svg(figure, source, name)
        root = etree.fromstring(svg)
        assert root.findtext(f"{SVG}title") == name
        assert root.findtext(f"{SVG}desc") == figure.alt
        said = " ".join(texts(svg))
        assert said.startswith(f"{name} 4 of 20 documents · about Oil")
        assert said.endswith(source.line)
        assert root.findtext(f"{SVG}metadata")
        assert len(list(root.iter(f"{SVG}path"))) > 3, name
        assert {etree.QName(element).localname for element in root.iter()} <= DRAWN


def test_the_same_numbers_as_the_table(seed):
    figure = catalogue.topics(seed, select(seed, OIL))
    said = texts(to_svg(figure, provenance(seed, select(seed, OIL)), "Topics"))
    numbers = {f"{n:,} of {all_:,}" for n, all_ in figure.table.iloc[:, 1:].to_numpy() if n != all_}
    assert numbers
    assert numbers <= set(said)


def test_nothing_in_a_picture_looks_clickable(seed, drawn):
    for figure in drawn.values():
        said = str(specification(figure, 600))
        assert "cursor" not in said
        assert "'select'" not in said


def test_letters_over_marks_stand_on_a_halo(seed, drawn):
    root = etree.fromstring(to_svg(drawn["letters"], provenance(seed, select(seed, OIL)), "x"))
    behind = [t for t in root.iter(f"{SVG}text") if t.get("stroke")]
    assert behind
    for text in behind:
        letters = text.getnext()
        assert letters.text == text.text
        assert letters.get("stroke") is None
        assert text.get("fill") == text.get("stroke") != letters.get("fill")


def chunks(png):
    at = 8
    while at < len(png):
        (n,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        body = png[at + 8 : at + 8 + n]
        (crc,) = struct.unpack(">I", png[at + 8 + n : at + 12 + n])
        assert crc == zlib.crc32(kind + body)
        yield kind, body
        at += 12 + n


@pytest.mark.parametrize("scale", [1, 2])
def test_a_png_is_the_svg_in_pixels_with_its_source_in_text_chunks(seed, drawn, scale):
    source = provenance(seed, select(seed, OIL))
    png = to_png(drawn["timeline"], source, "Wann? Ж", scale)
    assert next(kind for kind, _body in chunks(png)) == b"IHDR"
    image = Image.open(BytesIO(png))
    image.load()
    root = etree.fromstring(to_svg(drawn["timeline"], source, "Wann? Ж"))
    assert image.size == tuple(int(root.get(side)) * scale for side in ("width", "height"))
    assert image.text["Title"] == "Wann? Ж"
    assert image.text["Description"] == drawn["timeline"].alt
    assert image.text["Source"] == source.line
    assert image.getpixel((2, 2))[:3] == (250, 247, 242)


def test_letters_do_not_come_from_the_machine(seed, drawn):
    """Liberation Sans, which vl_convert brings along, is the first choice of every text."""
    root = etree.fromstring(to_svg(drawn["timeline"], provenance(seed, select(seed, OIL)), "x"))
    fonts = {text.get("font-family") for text in root.iter(f"{SVG}text")}
    assert fonts
    assert all(font.startswith("Liberation Sans") for font in fonts)


def test_no_chart_is_a_sentence(seed):
    with pytest.raises(PictureError, match="There is nothing here"):
        to_svg(empty_figure("There is nothing here."), provenance(seed, select(seed, OIL)))


def test_what_vega_cannot_draw_is_a_sentence(seed):
    figure = catalogue.topics(seed, select(seed, OIL))
    broken = type(figure)({**figure.spec, "layer": 7}, figure.data, "alt", figure.table, 100)
    with pytest.raises(PictureError, match="cannot be drawn as a picture"):
        to_png(broken, provenance(seed, select(seed, OIL)))


HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("<>&\"'\\/{}$`\u202e\u2066\x00\x1b\ud800\udfff\ufffe]]>"),
    ),
    max_size=40,
) | st.sampled_from(
    [
        "</text><script>alert(1)</script>",
        "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
        "{datum.constructor.constructor('alert(1)')()}",
        "javascript:alert(1)",
        "x" * 3000,
        "漢" * 400,
        "00000000000000:00𐀀",  # cut between its halves
    ]
)


# No table holds half a character: pandas refuses it.
@given(title=HOSTILE, name=HOSTILE.map(clean), alt=HOSTILE, line=HOSTILE)
@few
def test_hostile_text_stays_text(title, name, alt, line):
    figure = bar_chart({name: 1, "b": 2}, {name: 3, "b": 2}, "topic")
    figure = type(figure)(figure.spec, figure.data, alt, figure.table, figure.height, line)
    svg = to_svg(figure, Provenance(line, (), {"name": "x", "description": alt}), title)
    root = etree.fromstring(svg)
    assert root.findtext(f"{SVG}title") == clean(title or "x")
    assert {etree.QName(element).localname for element in root.iter()} <= DRAWN
    for element in root.iter():
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)
    width = int(root.get("width"))
    assert all(float(text.get("x", 0)) <= width for text in root.iter(f"{SVG}text"))


def test_a_day_is_that_day(seed):
    """Moments go into a chart in UTC: the axis of the file has the day of the table."""
    figure = catalogue.timeline(seed, select(seed, Filter()))
    rows = specification(figure, 600)["datasets"]["days inside"]
    for row in rows:
        assert str(pd.Timestamp(row["first"], unit="ms").date()) == row["start"]


def test_a_listing_without_dates_has_no_timeline():
    undated = Collection.read("• no date\n\n  A letter\n\n  On oil.\n", topics="")
    names = [one.name for one in catalogue.of_view(undated, select(undated, Filter()))]
    assert "timeline" not in names
