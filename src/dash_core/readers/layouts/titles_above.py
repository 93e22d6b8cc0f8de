"""Dates alone on their lines whose titles stand above them."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from dash_core.readers.layouts.draft import ENDS
from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.layouts.plain_lines import plain_of

__all__ = ["titles_above"]

_MOST: Final = 0.9  # share of the dates below a title
_OFTEN: Final = 0.6  # share of the kinds below dates that are alike
_KIND_WORDS: Final = 3


def titles_above(page: Page, by_date: Sequence[RecordStart]) -> list[RecordStart] | None:
    """The starts with the lines above the dates as titles, where these are titles: a date is the
    second line of each paragraph, or sentences follow it and none come before."""
    n = len(by_date)
    if n < 2 or any(page.texts[start.line] != start.text for start in by_date):
        return None
    above = [page.text_before(start.line) for start in by_date]
    below = [page.next_text(start.line) for start in by_date]
    dates = {start.line for start in by_date}
    if any(at < 0 or at in dates for at in above):
        return None
    second = sum(
        not page.is_edge(start.line - 1) and page.is_edge(start.line - 2) for start in by_date
    )
    first = sum(page.is_edge(start.line - 1) for start in by_date)
    paragraphs = second >= _MOST * n and not first
    titles = sum(page.texts[at][0] == "#" or not page.texts[at].endswith(ENDS) for at in above)
    sentences = sum(at < len(page) and page.texts[at].endswith(ENDS) for at in below)
    kinds = _kind_below(page, by_date)
    if kinds:
        return _with_kinds(page, by_date, above, kinds)
    in_turn = titles == n and _take_turns(page, above, by_date)
    if not paragraphs and not in_turn and not (titles >= _MOST * n and 2 * sentences > n):
        return None
    starts = []
    for at, start in zip(above, by_date, strict=True):
        title, url = plain_of(page, at)
        fields = {"url": url} if url else {}
        starts.append(RecordStart(at, start.date_line, start.text, True, title, fields))
    return starts


def _take_turns(page: Page, above: Sequence[int], by_date: Sequence[RecordStart]) -> bool:
    """Whether titles and dates take turns without a blank line, from a title to a date."""
    lines = [at for title, start in zip(above, by_date, strict=True) for at in (title, start.line)]
    whole = list(range(lines[0], lines[-1] + 1))
    return lines == whole and page.is_edge(lines[0] - 1) and page.is_edge(lines[-1] + 1)


def _kind_below(page: Page, by_date: Sequence[RecordStart]) -> list[str]:
    """The lines right below the dates, where each is a short one that ends its paragraph and most
    are alike ("Image"): kinds of documents, no titles."""
    below = ["" if page.is_edge(s.line + 1) else page.texts[s.line + 1] for s in by_date]
    ends = all(page.is_edge(s.line + 2) and not page.is_edge(s.line - 1) for s in by_date)
    alike = Counter(below).most_common(1)[0][1]
    short = all(0 < len(text.split()) <= _KIND_WORDS for text in below)
    return below if ends and short and alike >= max(2, _OFTEN * len(below)) else []


def _with_kinds(
    page: Page, by_date: Sequence[RecordStart], above: Sequence[int], kinds: Sequence[str]
) -> list[RecordStart] | None:
    """The starts whose title is the first line of the paragraph of each date."""
    starts = []
    for at, start, kind in zip(above, by_date, kinds, strict=True):
        while not page.is_edge(at - 1):
            at -= 1
        title, url = plain_of(page, at)
        text = " ".join(plain_of(page, i)[0] for i in range(at + 1, start.line))
        fields = {"url": url, "summary": text, "genre": kind}
        fields = {name: value for name, value in fields.items() if value}
        if at >= start.line:
            return None
        starts.append(RecordStart(at, start.date_line, start.text, True, title, fields))
    return starts
