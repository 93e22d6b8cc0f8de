"""A figure outside a page: a Vega-Lite specification that stands alone, and its drawing.

Vega-Lite and Vega run inside `vl_convert` (a V8 without network, in this process); the same
libraries, of the same versions, go into a hand-out whose charts are live.
"""

import json
import math
import re
from functools import lru_cache
from typing import Any, Final

import pandas as pd
from lxml import etree

from dash_core.charts import Figure
from dash_core.common.errors import PictureError
from dash_core.common.i18n import _

__all__ = [
    "FONT",
    "INK",
    "PAPER",
    "SVG",
    "clean",
    "drawing",
    "libraries",
    "specification",
]

PAPER: Final = "#FAF7F2"
INK: Final = "#1F2328"
_HAIRLINE: Final = "#DDD6CA"
# Liberation Sans comes with vl_convert, so that a PNG is the same on every machine; the others
# have its widths, for those who open an SVG or a hand-out elsewhere.
FONT: Final = "Liberation Sans, Arimo, Arial, Helvetica, sans-serif"
_TICK: Final = " ✓"  # behind values in the filter; FONT has no such glyph
SVG: Final = "http://www.w3.org/2000/svg"

# Not allowed in XML 1.0 or HTML, or not printable: control characters, surrogates, non-characters.
_UNFIT: Final = re.compile(
    "[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
_LONG: Final = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_BREAK: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
_BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with characters that no text file may hold replaced by U+FFFD.

    >>> clean("a\\x00b\\r\\nc\\ud800")
    'a�b\\nc�'
    """
    return _UNFIT.sub("\ufffd", _BREAK.sub("\n", text))


def specification(figure: Figure, width: int | str) -> dict[str, Any]:
    """The figure as Vega-Lite with its data inside, in the light look, with nothing to click.

    Parameters
    ----------
    width
        In pixels; `"container"` takes that of the element it is drawn in.

    Raises
    ------
    PictureError
        If the figure has no chart; it says why.
    """
    if not figure.spec:
        raise PictureError(figure.alt)
    spec = _fit(_still(figure.spec))
    spec["datasets"] = {_fit(name): _records(frame) for name, frame in figure.data.items()}
    return {
        **spec,
        "width": width,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": None,
        "config": _look(spec.get("config", {})),
    }


def _look(config: dict[str, Any]) -> dict[str, Any]:
    """The configuration of the chart, and that of Streamlit's light theme."""
    text = {"labelColor": INK, "titleColor": INK}
    return {
        **config,
        "font": FONT,
        "aria": False,  # the figure has its alt text; the marks would repeat it
        "axis": {**config.get("axis", {}), **text, "gridColor": _HAIRLINE, "gridOpacity": 0.8},
        "legend": {**config.get("legend", {}), **text},
        "text": {"fill": INK},
    }


def _still(part: Any) -> Any:
    """A specification without selections and without the pointer that promises a click."""
    if isinstance(part, dict):
        copy = {name: _still(value) for name, value in part.items() if name != "cursor"}
        if "params" in copy:
            copy["params"] = [param for param in copy["params"] if "select" not in param]
        return copy
    return [_still(each) for each in part] if isinstance(part, list) else part


def _fit(value: Any) -> Any:
    """A value as JSON takes it; seven digits of a number are more than can be drawn."""
    if isinstance(value, str):
        return clean(value).removesuffix(_TICK)
    if isinstance(value, dict):
        return {clean(str(name)): _fit(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_fit(each) for each in value]
    if isinstance(value, float):
        return float(f"{value:.7g}") if math.isfinite(value) else None
    return value


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows; a moment is in milliseconds since 1970, UTC, so that no time zone moves it."""
    columns = {}
    for name in frame:
        values = frame[name]
        if values.dtype.kind == "M":
            moments = values.to_numpy().astype("datetime64[ms]").astype("int64").tolist()
            gone = values.isna()
            columns[clean(str(name))] = [
                None if no else at for at, no in zip(moments, gone, strict=True)
            ]
        else:
            columns[clean(str(name))] = [_fit(value) for value in values.tolist()]
    names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def drawing(figure: Figure, width: int, prefix: str = "") -> etree._Element:
    """The figure as an SVG element, `width` pixels wide, without a ground.

    Parameters
    ----------
    prefix
        Of the ids in it; drawings of one page must not share any.

    Raises
    ------
    PictureError
        If there is no chart, or it cannot be drawn.
    """
    spec = json.dumps(specification(figure, width), ensure_ascii=False)
    try:
        drawn = _draw(spec)
    except ValueError:
        # Vega cuts a long label between the halves of a character beyond U+FFFF, and then fails.
        try:
            drawn = _draw(_BEYOND.sub("\ufffd", spec))
        except ValueError as err:
            reason = (str(err).strip().splitlines() or [""])[:2][-1]
            raise PictureError(
                _("This chart cannot be drawn as a picture: {reason}.").format(
                    reason=reason[:200].rstrip(".")
                )
            ) from err
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    svg = etree.fromstring(drawn.encode(), parser)
    for element in list(svg.iter(f"{{{SVG}}}*")):
        _tidy(element, prefix)
    return svg


@lru_cache(maxsize=16)  # a hand-out is often made again with other documents or questions
def _draw(spec: str) -> str:
    import vl_convert  # a V8, not always needed

    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return svg


def _tidy(element: etree._Element, prefix: str) -> None:
    """Only what is drawn stays: no names for style sheets, no ids of another drawing."""
    for name in list(element.attrib):
        if name in ("class", "role", "pointer-events") or name.startswith("aria-"):
            del element.attrib[name]
    if "id" in element.attrib:
        element.attrib["id"] = prefix + element.attrib["id"]
    for name, value in element.attrib.items():
        if value.startswith("url(#"):
            element.attrib[name] = f"url(#{prefix}{value[5:]}"
        elif name in ("d", "transform"):
            element.attrib[name] = _LONG.sub(_shorter, value)
    if element.tag == f"{{{SVG}}}text" and element.get("stroke") not in (None, "none"):
        _put_halo_behind(element)


def _shorter(number: re.Match[str]) -> str:
    """A hundredth of a pixel is enough."""
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _put_halo_behind(text: etree._Element) -> None:
    """A text with the page's colour around its letters: first that, then the letters on it.

    On a page a style sheet does it (`paint-order`), which not every program for SVG knows.
    """
    parent = text.getparent()
    assert parent is not None
    letters = etree.fromstring(etree.tostring(text, with_tail=False))
    for name in [key for key in letters.attrib if key.startswith("stroke")]:
        del letters.attrib[name]
    letters.attrib["fill"] = INK
    text.attrib["fill"] = text.attrib["stroke"]
    parent.insert(parent.index(text) + 1, letters)


@lru_cache(maxsize=1)
def libraries() -> str:
    """Vega, Vega-Lite and vega-embed as one script (900 KB): it makes `vegaEmbed` of a page.

    Built once in a process (2 s).
    """
    import vl_convert

    script = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
