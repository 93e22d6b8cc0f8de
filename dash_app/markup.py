"""Text of a listing as safe HTML or Markdown. All of it is untrusted and escaped here."""

import html
import re
from collections.abc import Sequence

from dash_core.dates import parse_date, say_span
from dash_core.topics import Topic
from dash_core.words import _

__all__ = ["badges", "escape", "marked", "plain", "plain_inside", "say_date", "symbol"]

# What becomes a link, an icon or an arrow even where it is escaped: a word joiner breaks it.
_LIVE = re.compile(r":(?=\w)|www(?=\.)|/(?=/)|@(?=\w)|[-<](?=[->])", re.IGNORECASE)
_MARKDOWN = re.compile(r"([\\`*_\[\]()!$:<>#~|{}^&+.=-])")


def escape(text: str) -> str:
    """Text for `st.html`."""
    return html.escape(text, quote=True)


def plain(text: str) -> str:
    """Text for a label that Streamlit would read as Markdown."""
    return plain_inside(" ".join(text.split()))


def plain_inside(text: str) -> str:
    """`plain`, with the white space at both ends kept."""
    broken = _LIVE.sub("\\g<0>\u2060", re.sub(r"\s+", " ", text))
    return _MARKDOWN.sub(r"\\\1", broken)


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
    is_sure = read.qualifier == "none"
    if not full:
        if is_sure and read.precision == "day":
            return read.text
        return f"{read.text} ({_(read.precision) if is_sure else _(read.qualifier)})"
    if is_sure and read.precision == "day":
        return _("{date} (the day is known)").format(date=read.text)
    said = _("only the {precision} is known: {span}").format(
        precision=_(read.precision), span=say_span(read.earliest, read.latest)
    )
    return f"{read.text} ({said})" if is_sure else f"{read.text} ({_(read.qualifier)}; {said})"
