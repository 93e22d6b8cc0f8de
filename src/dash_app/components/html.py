"""Text of a listing as safe HTML or Markdown. All of it is untrusted and escaped here."""

import html
import re
from collections.abc import Sequence

from dash_core.common.i18n import _
from dash_core.dates import format_date
from dash_core.topics import Topic

__all__ = ["badges", "escape", "format_date", "marked", "plain", "plain_inside", "symbol"]

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


def marked(
    text: str,
    spans: Sequence[tuple[int, int, str]],
    passages: Sequence[tuple[int, int]] = (),
) -> str:
    """Text as HTML with `(start, end, attributes)` spans marked; overlapping ones are dropped.

    `passages` are what a person highlighted. They lie under the marks: one that goes through the
    end of a passage is cut there, so that all of both is seen. The letters are those of the text.
    """
    kept = _apart(spans)
    done, parts = 0, []
    for start, end in _joined(passages):
        parts += [
            _piece(text, done, start, kept),
            f'<mark class="passage" title="{escape(_("highlighted"))}">',
            _piece(text, start, end, kept),
            "</mark>",
        ]
        done = end
    return "".join([*parts, _piece(text, done, len(text), kept)])


def _apart(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans in order, without those that overlap one before them."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _joined(passages: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Passages in order; those that touch are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(passages):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _piece(text: str, first: int, last: int, spans: Sequence[tuple[int, int, str]]) -> str:
    """A piece of a text as HTML, with what of the spans lies in it marked."""
    done, parts = first, []
    for start, end, attributes in spans:
        start, end = max(start, first), min(end, last)
        if start < end:
            inside = escape(text[start:end])
            parts += [escape(text[done:start]), f"<mark{attributes}>{inside}</mark>"]
            done = end
    return "".join([*parts, escape(text[done:last])])


def symbol(topic: Topic) -> str:
    """The topic's shape in its colour."""
    return f'<span class="symbol {topic.shape}" style="background:{topic.color}"></span>'


def badges(topics: Sequence[Topic]) -> str:
    """Topics as small labels: shape, colour and name."""
    return "".join(
        f'<span class="badge">{symbol(topic)}{escape(topic.label)}</span>' for topic in topics
    )
