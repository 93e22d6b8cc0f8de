"""Text of a listing as safe HTML or Markdown. All of it is untrusted and escaped here."""

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dash_core.dates import say_span
from dash_core.topics import Topic
from dash_core.words import _

if TYPE_CHECKING:
    import pandas as pd

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


def say_date(document: "pd.Series[Any]", *, full: bool = False) -> str:
    """The date of a row of the table as printed, with a word on it where it is no single day."""
    printed, precision, qualifier = (
        str(document[name]) for name in ("date", "date_precision", "date_qualifier")
    )
    if not printed:
        return _("no date")
    note = f" {document['date_note']}" if full and document["date_note"] else ""
    if precision == "unknown":  # without a note it says itself that there is no date
        said = _("{date} (not understood)") if document["date_note"] else "{date}"
        return said.format(date=printed) + note
    is_sure = qualifier == "none" and not document["date_note"]
    if not full:
        if is_sure and precision == "day":
            return printed
        said = _(qualifier) if qualifier != "none" else _(precision) if is_sure else _("doubtful")
        return f"{printed} ({said})"
    if is_sure and precision == "day":
        return _("{date} (the day is known)").format(date=printed)
    span = say_span(document["date_earliest"].date(), document["date_latest"].date())
    said = (
        _("read as {day}").format(day=span)
        if precision == "day"
        else _("only the {precision} is known: {span}").format(precision=_(precision), span=span)
    )
    parts = [_(qualifier)] if qualifier != "none" else []
    return f"{printed} ({'; '.join([*parts, said])}){note}"
