"""Calendars whose documents begin with their number and date, on one line or two.

412. 1741, May 3, London.          Nr. 412
J. Roe to T. Doe. Sends seeds.     1741 Mai 3, London
                                   J. Roe an T. Doe: sendet Samen.
"""

import re
from itertools import pairwise
from string import ascii_letters
from typing import Final

from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.layouts.plain_lines import is_counter, plain_of
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.enumeration import split_number

__all__ = ["find_numbered_dates"]

_DIGITS: Final = re.compile(r"[0-9]+")
_MAX: Final = 80  # characters of a number and a date
_MIN: Final = 3
_MOST: Final = 0.8  # share of the steps from number to number that are one


def find_numbered_dates(page: Page) -> list[RecordStart]:
    """The records of a page that begin so; none where the numbers do not count up."""
    starts: list[RecordStart] = []
    for begin, text in enumerate(page.texts):
        at = begin
        if not text or len(text) > _MAX:
            continue
        if not (text[0].isdigit() or text[0] in "[(#№" or is_counter(text)):
            continue
        number, date = split_number(text)
        title = page.next_text(at)
        if is_counter(text) and not text[0].isdigit():  # "Nr. 412" above the date
            number, date = _DIGITS.findall(text)[0], page.texts[title] if title < len(page) else ""
            at, title = title, page.next_text(title)
        if not number or not is_date(date) or title >= len(page) or title != at + 1:
            continue
        plain, url = plain_of(page, title)
        fields = {"number": number, **({"url": url} if url else {})}
        starts.append(RecordStart(begin, title, date, True, plain, fields))
    numbers = [int(start.fields["number"].rstrip(ascii_letters)) for start in starts]
    steps = [b - a for a, b in pairwise(numbers)]
    counts = len(starts) >= _MIN and sum(step == 1 for step in steps) >= _MOST * len(steps)
    return starts if counts else []
