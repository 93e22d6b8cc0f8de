"""A chart as an SVG or PNG file with its title, n of N and provenance in it."""

import json
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from dash_core.charts import Figure
from dash_core.export.handout.vega import FONT, INK, PAPER, clean, drawing
from dash_core.export.provenance import Provenance

__all__ = ["to_png", "to_svg"]

_WIDTH: Final = 720  # pixels, of the chart
_MARGIN: Final = 24
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_LETTER: Final = 0.5  # a small letter's share of the size of the type, on average
_BOLD: Final = 0.54


def to_svg(figure: Figure, provenance: Provenance, title: str = "") -> bytes:
    """The chart as SVG on paper.

    Over it the title and the filter with n of N, under it how it is read and where it is from.
    Its alt text is `<desc>`, the whole provenance `<metadata>` (JSON-LD).

    Raises
    ------
    PictureError
        If there is no chart, or it cannot be drawn.
    """
    chart = drawing(figure, _WIDTH)
    svg = etree.Element("svg", nsmap={None: "http://www.w3.org/2000/svg"})
    facts = provenance.as_json()
    name = title or str(facts.get("name", ""))
    _add(svg, "title", clean(name))
    _add(svg, "desc", clean(figure.alt))
    _add(svg, "metadata", json.dumps(facts))
    ground = _add(svg, "rect", "", fill=PAPER)
    y = float(_MARGIN)
    for text, size, weight in (
        (name, 20, "bold"),
        (str(facts.get("description", "")), 14, "normal"),
    ):
        y = _lines(svg, text, y, size, weight)
        y += size * 0.4
    place = _add(svg, "g", "", transform=f"translate({_MARGIN},{y + 8:g})", fill="none")
    place.attrib["stroke-miterlimit"] = "10"
    place.extend(list(chart))
    y += 8 + float(chart.attrib["height"]) + 10
    for text in (figure.note, provenance.line):
        y = _lines(svg, text, y, 11.5, "normal") + 4
    width, height = _WIDTH + 2 * _MARGIN, round(y + _MARGIN - 6)
    svg.attrib.update(
        {
            "width": str(width),
            "height": str(height),
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
        }
    )
    ground.attrib.update({"width": str(width), "height": str(height)})
    made: bytes = etree.tostring(svg, xml_declaration=True, encoding="utf-8")
    return made


def to_png(figure: Figure, provenance: Provenance, title: str = "", scale: float = 2) -> bytes:
    """The same picture as PNG, `scale` pixels for each of the SVG's.

    Title, alt text and provenance stand in its text chunks under the names that the PNG standard
    has for them.

    Raises
    ------
    PictureError
        If there is no chart, or it cannot be drawn.
    """
    import vl_convert  # a V8, not always needed

    svg = to_svg(figure, provenance, title)
    png: bytes = vl_convert.svg_to_png(svg.decode(), scale=scale)
    facts = provenance.as_json()
    texts = {
        "Title": title or str(facts.get("name", "")),
        "Description": figure.alt,
        "Source": provenance.line,
        "Software": "Dossier",
        "Comment": json.dumps(facts),
    }
    head = len(_PNG) + 25  # after IHDR, which is always first and always 13 bytes
    chunks = b"".join(_chunk(name, clean(text)) for name, text in texts.items())
    return b"".join((png[:head], chunks, png[head:]))


def _chunk(keyword: str, text: str) -> bytes:
    """An iTXt chunk, uncompressed UTF-8 (PNG, third edition, 11.3.3.4)."""
    body = b"iTXt" + keyword.encode() + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def _lines(svg: etree._Element, text: str, y: float, size: float, weight: str) -> float:
    """A text in as many lines as it needs, from `y` down; gives where the next may start."""
    letter = size * (_BOLD if weight == "bold" else _LETTER)
    for line in _wrapped(clean(text), _WIDTH / letter):
        y += size * 1.35
        element = _add(svg, "text", line, x=str(_MARGIN), y=f"{y - size * 0.35:g}", fill=INK)
        element.attrib.update(
            {"font-family": FONT, "font-size": f"{size:g}px", "font-weight": weight}
        )
    return y


def _wrapped(text: str, room: float) -> Iterator[str]:
    """Lines of no more than `room` letters; a longer word is broken."""
    line, used = "", 0.0
    for word in text.split():
        need = _breadth(word)
        if line and used + 1 + need > room:
            yield line
            line, used = "", 0.0
        while need > room:
            cut = max(1, int(room * len(word) / need))
            yield word[:cut]
            word = word[cut:]
            need = _breadth(word)
        line, used = (f"{line} {word}", used + 1 + need) if line else (word, need)
    if line:
        yield line


def _breadth(word: str) -> float:
    """How many small letters wide: capitals are wider, those of East Asia twice as wide."""
    return sum(
        2.0 if unicodedata.east_asian_width(letter) in "WF" else 1.35 if letter.isupper() else 1.0
        for letter in word
    )


def _add(parent: etree._Element, tag: str, text: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{http://www.w3.org/2000/svg}}{tag}", attributes)
    element.text = text or None
    return element
