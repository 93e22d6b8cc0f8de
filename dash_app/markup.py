"""Text of a listing as safe HTML or Markdown. All of it is untrusted and escaped here."""

import html
import re
from collections.abc import Sequence

from dash_core.dates import parse_date, say_span
from dash_core.topics import Topic
from dash_core.words import _

__all__ = ["badges", "escape", "marked", "plain", "plain_inside", "say_date", "symbol"]

_MARKDOWN = re.compile(r"([\\`*_\[\]()!$:<>#~|{}^&+.=-])")


def escape(text: str) -> str:
    """Text for `st.html`."""
    return html.escape(text, quote=True)


def plain(text: str) -> str:
    """Text for a label that Streamlit would read as Markdown."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def plain_inside(text: str) -> str:
    """`plain`, with the white space at both ends kept."""
    return _MARKDOWN.sub(r"\\\1", re.sub(r"\s+", " ", text))


def marked(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """Text as HTML with `(start, end, attributes)` spans marked; overlapping ones are dropped."""
    done, parts = 0, []
    for start, end, attributes in sorted(spans):
        if start >= done:
            parts += [
                escape(text[done:start]),
                f"<mark{attributes}>{escape(text[start:end])}</mark>",
            ]
            done = end
    return "".join([*parts, escape(text[done:])])


def symbol(topic: Topic) -> str:
    """The topic's shape in its colour."""
    return f'<span class="symbol {topic.shape}" style="background:{topic.color}"></span>'


def badges(topics: Sequence[Topic]) -> str:
    """Topics as small labels: shape, colour and name."""
    return "".join(
        f'<span class="badge">{symbol(topic)}{escape(topic.label)}</span>' for topic in topics
    )


def say_date(printed: str, *, full: bool = False) -> str:
    """The date as printed, with a word on it where it is no single day."""
    read = parse_date(printed)
    if not read.text:
        return _("no date")
    if read.earliest is None or read.latest is None:
        return _("{date} (not understood)").format(date=read.text)
    said = _(read.precision) if read.qualifier == "none" else _(read.qualifier)
    if not full:
        is_day = read.precision == "day" and read.qualifier == "none"
        return read.text if is_day else f"{read.text} ({said})"
    if read.precision == "day":
        return _("{date} (the day is known)").format(date=read.text)
    return _("{date} (only the {precision} is known: {span})").format(
        date=read.text, precision=said, span=say_span(read.earliest, read.latest)
    )
