"""A hand-out: what a view shows as one HTML file that needs no network, to read and to print.

Charts are live (Vega is in the file, once) where the reader's browser runs scripts; without, and
on paper, each is a drawing. A Content-Security-Policy in the file forbids every request and every
script but the two in it, which it names by their digests; Vega's expressions go through its
interpreter, so nothing is evaluated. Text of a listing is written by the template, which escapes
it, or as JSON.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Literal
from urllib.parse import urlsplit

import pandas as pd
from lxml import etree
from markupsafe import Markup

from dash_core.charts.catalogue import NamedFigure, key_figures
from dash_core.collection.collection import Collection
from dash_core.collection.view import View, describe
from dash_core.common import i18n, settings
from dash_core.common.errors import PictureError
from dash_core.common.i18n import _, count, format_number, format_percent
from dash_core.common.progress import Progress, no_progress, progress_part
from dash_core.dates import format_date
from dash_core.export.citations.citations import citations
from dash_core.export.handout.template import package_text, template
from dash_core.export.handout.vega import SVG, clean, drawing, libraries, specification
from dash_core.export.provenance import Provenance
from dash_core.export.references.reference import references_in
from dash_core.study.annotations import locate
from dash_core.topics import OTHER, Topic

__all__ = ["HandoutOptions", "Lines", "to_html"]

MAX_TABLE_ROWS: Final = 500  # of the table behind a chart
MAX_QUESTIONS: Final = 20  # that a person may put at its end
MAX_QUESTION_CHARS: Final = 300  # of one

Lines = Literal["none", "each", "end"]

_WIDTH: Final = 690  # pixels of a drawing: as wide as the text on A4, so that its letters keep size
_LEAD: Final = 200  # characters of a summary that is not given in full
# Paths in a square of 10 for the shapes of `dash_core.topics`.
_SHAPES: Final = {
    "circle": "M5 0a5 5 0 1 0 0 10a5 5 0 1 0 0-10z",
    "square": "M.6 .6h8.8v8.8h-8.8z",
    "diamond": "M5 0l5 5l-5 5l-5-5z",
    "triangle-up": "M5 .5l5 9h-10z",
    "triangle-down": "M5 9.5l5-9h-10z",
    "cross": "M3.3 0h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3z",
}


@dataclass(frozen=True, slots=True)
class HandoutOptions:
    """What a hand-out contains.

    Attributes
    ----------
    documents
        Whether the documents of the view are in it, each with its facts.
    summaries
        Whether their summaries are given in full; else their beginning.
    lines
        Blank lines for answers: none, after each document, or at the end.
    n_lines
        How many, each time.
    questions
        Of the person who hands it out; they stand at its end.
    """

    documents: bool = True
    summaries: bool = True
    lines: Lines = "none"
    n_lines: int = 4
    questions: tuple[str, ...] = ()

    @classmethod
    def with_questions(cls, questions: str, **others: Any) -> "HandoutOptions":
        """Options with the questions of a text, one a line; limited to `MAX_QUESTIONS`, each cut to
        `MAX_QUESTION_CHARS`."""
        lines = (" ".join(line.split()) for line in clean(questions).splitlines())
        kept = [line[:MAX_QUESTION_CHARS] for line in lines if line]
        return cls(questions=tuple(kept[:MAX_QUESTIONS]), **others)


def to_html(
    collection: Collection,
    view: View,
    figures: Sequence[NamedFigure],
    provenance: Provenance,
    options: HandoutOptions = HandoutOptions(),
    progress: Progress = no_progress,
    *,
    live: bool = True,
) -> bytes:
    """The hand-out of a view.

    Parameters
    ----------
    figures
        The charts, in their order. One that cannot be drawn says why in its place.
    provenance
        Where it is from; stands at its end.
    live
        Whether its charts are live; else they are drawings only, and no script is in it.
    """
    charts = []
    for number, figure in enumerate(figures):
        progress(0.8 * number / len(figures))
        charts.append(_chart(figure, f"c{number}-", live))
    progress(0.8)
    scripts = (
        [libraries(), package_text(__package__, "handout.js")]
        if any(c["spec"] for c in charts)
        else []
    )
    progress(0.9)
    rows = view.rows[: settings.MAX_HANDOUT.value].tolist() if options.documents else []
    cited = _citations(collection, rows, provenance, progress_part(progress, 0.9, 1))
    page: str = template(__package__, "handout.html").render(
        language=i18n.language(),
        policy=_policy(scripts),
        style=Markup(package_text(__package__, "handout.css")),
        scripts=[Markup(script) for script in scripts],
        title=collection.name,
        sentence=describe(collection, view.filter, len(view)),
        key_figures=key_figures(collection, view),
        charts=charts,
        with_documents=options.documents,
        documents=[
            {**_document(collection, row, options), "citation": citation}
            for row, citation in zip(rows, cited, strict=True)
        ],
        more=_more(len(view), len(rows)) if options.documents else "",
        options=options,
        card=provenance.card,
        json_ld=_json(provenance.as_json()),
    )
    progress(1)
    return page.encode()


def _policy(scripts: Sequence[str]) -> str:
    """The Content-Security-Policy: the file may run its own scripts, and nothing else."""
    digests = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {allowed}",
            "style-src 'unsafe-inline'",  # Vega's tooltips bring theirs; a style fetches nothing
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _json(value: Any) -> Markup:
    """JSON that is safe inside `<script>`: whatever its texts hold, no tag begins or ends there."""
    text = json.dumps(value, allow_nan=False)  # ASCII, so that half a character stays an escape
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _more(n: int, shown: int) -> str:
    if n <= shown:
        return ""
    return _(
        "The first {shown} of {documents} are here; the downloads of the Data page have all of "
        "them."
    ).format(shown=format_number(shown), documents=count(n))


def _chart(titled: NamedFigure, prefix: str, live: bool) -> dict[str, Any]:
    """A figure as the template shows it."""
    figure = titled.figure
    chart = {
        "id": prefix.rstrip("-"),
        "name": titled.name,
        "title": titled.title,
        "alt": figure.alt,
        "note": figure.note,
        "height": figure.height,
        "table": _table(figure.table),
        "svg": "",
        "spec": "",
        "problem": "",
    }
    try:
        svg = drawing(figure, _WIDTH, prefix)
    except PictureError as error:
        return {**chart, "problem": str(error)}
    # The SVG is made of the specification alone, and parsed: only elements of SVG are in it.
    svg.attrib["role"] = "img"
    name = etree.Element(f"{{{SVG}}}title")
    name.text = clean(figure.alt)
    svg.insert(0, name)
    for size in ("width", "height"):
        del svg.attrib[size]
    return {
        **chart,
        "svg": Markup(etree.tostring(svg, encoding="unicode")),
        "spec": _json(specification(figure, "container")) if live else "",
    }


def _table(frame: pd.DataFrame) -> dict[str, Any]:
    """The numbers behind a figure."""
    shown = frame.head(MAX_TABLE_ROWS)
    numbers = [pd.api.types.is_numeric_dtype(dtype) for dtype in shown.dtypes]
    rows = [[_cell(value) for value in row] for row in shown.itertuples(index=False, name=None)]
    return {
        "head": list(zip(map(str, shown.columns), numbers, strict=True)),
        "rows": [list(zip(row, numbers, strict=True)) for row in rows],
        "more": _("{n} more rows are not shown.").format(n=format_number(len(frame) - len(shown)))
        if len(frame) > len(shown)
        else "",
    }


def _cell(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return format_number(value)
    if isinstance(value, float):
        return "" if pd.isna(value) else format_number(value, 3, trim=True)
    return "" if value is None or value is pd.NaT else str(value)


# Documents


def _citations(
    collection: Collection,
    rows: Sequence[int],
    provenance: Provenance,
    progress: Progress,
) -> list[Markup]:
    """How to cite each document: a note in the style of Chicago."""
    frame = collection.table.iloc[list(rows)]
    documents = list(references_in(frame, provenance))
    return [Markup(clean(cited.html)) for cited in citations(documents, "chicago-note", progress)]


def _document(collection: Collection, row: int, options: HandoutOptions) -> dict[str, Any]:
    """A document as the template shows it."""
    document = collection.table.iloc[row]
    note = collection.notes.get(row)
    summary = str(document["summary"])
    is_cut = not options.summaries and len(summary) > _LEAD
    shown = summary[:_LEAD].rsplit(" ", 1)[0] if is_cut else summary
    language = collection.languages[row]
    return {
        "id": str(document["id"]),
        "date": format_date(document),
        "genre": str(document["genre"]),
        "facts": list(_facts(document)),
        "title": _marked(collection, row, "title", str(document["title"]))
        or [(collection.names[row], False)],
        "summary": [*_marked(collection, row, "summary", shown), *([(" …", False)] * is_cut)],
        "language": language if language != i18n.language() else "",
        "topics": [
            _reason(collection, row, topic, strength)
            for topic, strength in collection.topics.of(row)
        ],
        "note": note.text if note else "",
        "tags": note.tags if note else (),
        "url": _address(str(document["url"])),
    }


def _facts(document: "pd.Series[Any]") -> Iterator[tuple[str, str]]:
    """Who and where."""
    for name, values in (
        (_("From"), document["creators"]),
        (_("To"), document["recipients"]),
        (_("Places"), document["places"]),
    ):
        names = ", ".join(str(value) for value in values if value)
        if names:
            yield name, names


def _marked(collection: Collection, row: int, field: str, text: str) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether a person highlighted it."""
    note = collection.notes.get(row)
    whole = str(collection.table[field][row])
    places = (
        (locate(mark, whole) for mark in note.highlights if mark.field == field) if note else ()
    )
    pieces, done = [], 0
    for start, end in sorted(place for place in places if place):
        if done <= start < len(text):
            pieces += [(text[done:start], False), (text[start:end], True)]
            done = end
    return [(part, is_marked) for part, is_marked in [*pieces, (text[done:], False)] if part]


def _reason(collection: Collection, row: int, topic: Topic, strength: float) -> dict[str, Any]:
    """A topic of a document, with how strong it is in it and the words it came from."""
    is_pinned = (row, topic.id) in collection.topics.pinned
    return {
        "label": topic.label,
        "color": topic.color,
        "path": _SHAPES.get(topic.shape, _SHAPES["circle"]),
        "share": ""
        if topic.id == OTHER
        else _("assigned by hand")
        if is_pinned
        else format_percent(strength),
        "words": ", ".join(collection.topics.evidence[row].get(topic.id, ())),
    }


def _address(url: str) -> str:
    """The address, if it is one of the web: no other may become a link."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else ""
