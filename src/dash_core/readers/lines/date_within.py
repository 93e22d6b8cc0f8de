"""A date amid the other text of a line: `Argus (Perth : 1890 - 1954) Monday 9 May 1904 p 3`."""

import re
from collections.abc import Iterator
from typing import Final

from dash_core.common.i18n import cached_words
from dash_core.readers.lines.codes import is_code
from dash_core.readers.lines.date_words import is_date, is_plain_date, may_have_date
from dash_core.readers.lines.parts import GOES_ON
from dash_core.readers.lines.places import may_be_place

__all__ = ["date_in_name", "date_within", "is_apart"]

_BEFORE: Final = ("\t", ",", ";", ".", "(", "[", ":", "–", "—", ',"', ",”", '."', ".”")
_AFTER: Final = ("\t", ",", ";", ".", ")", "]", ":", " –", " —", " -", " (", " [")
_MAX_LINE: Final = 300  # characters; a longer line is a text
_DAY: Final = r"[0-9]{1,2}(?:st|nd|rd|th|er|º|ª|\.|\?)?"
_DAYS: Final = rf"{_DAY}(?: ?(?:and|&|und|et|-|–) ?{_DAY})?"
_WORD: Final = r"[^\W\d_]{3,}\.?"
_YEAR: Final = r"[12][0-9]{3}"
_ITS_WORD: Final = r"(?: ?гг?\.| ?р\.| ?r\.(?= [A-ZŁŚŻ]|$))?"  # for "year": "12 марта 1918 г."
_OF: Final = r"(?:(?:de|of|del|di|do) )?"
# From the most particular to the least; a bare year only between signs.
_FORMS: Final = (
    re.compile(
        rf"(?<![\w.])(?:{_WORD},? )?(?:{_DAY} {_OF}{_WORD},? {_OF}{_YEAR}{_ITS_WORD}"
        rf"|{_WORD} {_DAYS},? {_YEAR}|{_YEAR} {_WORD} {_DAY})(?![\w])"
        r"|(?<![\w.])[0-9]{1,2}\. ?[IVX]{1,4}\.? ?[12][0-9]{3}(?![\w])"
        r"|(?<![\w.])[0-9]{1,2}\. [0-9]{1,2}\. [12][0-9]{3}(?![\w.])"
        r"|(?<![\w./-])(?:[0-9]{1,2}([./-])[0-9]{1,2}\1[12][0-9]{3}"
        r"|[12][0-9]{3}([./-])[0-9]{1,2}\2[0-9]{1,2})(?![\w/-])"
    ),
    re.compile(rf"(?<![\w.])(?:{_WORD},? {_OF}{_YEAR}{_ITS_WORD}|{_YEAR} {_WORD})(?![\w])"),
    re.compile(rf"(?<![\w.(–-]){_YEAR}(?: ?[-–] ?{_YEAR})?(?: ?гг?\.| ?рр?\.)"),
    re.compile(rf"(?<![\w(.–-]){_YEAR} ?[-–] ?{_YEAR}(?=[,;] | [|·•] |\. [-–—] )"),
    re.compile(
        rf"(?:(?<=[,.;|·] )|(?<=\t))\[[^\[\]]{{0,20}}{_YEAR}[^\[\]]{{0,12}}\](?=[,.;:) \t])"
    ),
    re.compile(
        rf"(?:(?<=[,;|·(\[”\"] )|(?<=[(\[\t])|(?<=[-–—] ))(?:[^\W\d_]{{1,6}}\.? )?"
        rf"{_YEAR}(?=\.? ?(?:[,;|·)\]\t–—-]|$)|\. [A-Z])(?! ?[-–—] ?[0-9])"
    ),
)
_SHORT_WORD: Final = re.compile(r"[0-9] ?(?:гг?|рр?|r)\.$")
_ROMAN_MONTH: Final = re.compile(r"[0-9]\. ?[IVX]{1,4}\.? ?[0-9]{4}$")
_WEEKDAY: Final = re.compile(r"[^\W\d_]+\.?,? (?=.*[0-9]\W.*[0-9])")
# Before the date of a document, in its name: not "on", which begins what happened.
_OF_DAY: Final = re.compile(
    r"(?:^|\W)(?:of|dated|de|du|vom|del|dal|do|den|dem|van|от|z dnia|ze dne|af|av|från)$",
    re.IGNORECASE,
)
_DATED: Final = re.compile(r"(?:dated|datiert|vom|du|de|den) ", re.IGNORECASE)
_MADE: Final = re.compile(
    r"\b(?:dated|signed|given|made|written|concluded|datiert|unterzeichnet|daté|signée?|fechada"
    r"|firmad[oa]|datata|datada|assinad[oa])(?: (?:on|am|le|el|il|em|at [^\W\d_]+,?))?$",
    re.IGNORECASE,
)
_THE: Final = re.compile(r"[,;(\[] ?(?:dated|datiert|vom|den|d\.|dat\.) $", re.IGNORECASE)
# "Minute (undated, c. 1912)"
_UNDATED: Final = re.compile(r"[(\[]((?:undated|undatiert|n\. ?d\.|s\. ?d\.|o\. ?[DJ]\.),? )$")
_PLACE_BEFORE: Final = re.compile(r", (?P<place>[^,;.]{2,40})$")
_LIFE: Final = re.compile(r"\([^()]*[0-9]{4}\s*[-–—][^()]*\)")  # of a person, a newspaper


@cached_words(maxsize=20_000)
def date_within(text: str) -> tuple[str, str, str]:
    """What stands before the one most particular date of a line, the date, and what stands after
    it; three "" where there is none, or several.

    >>> date_within("Argus (Perth : 1890 - 1954) Monday 9 May 1904 p 3")
    ('Argus (Perth : 1890 - 1954)', 'Monday 9 May 1904', 'p 3')
    """
    if len(text) > _MAX_LINE or not may_have_date(text):
        return "", "", ""
    if "\t" in text:
        cells = text.split("\t")
        dates = [i for i, cell in enumerate(cells) if is_plain_date(cell)]
        if len(dates) == 1:
            i = dates[0]
            return " ".join(cells[:i]), cells[i], " ".join(cells[i + 1 :])
    hidden = _LIFE.sub(lambda match: " " * len(match[0]), text) if "(" in text else text
    for form in _FORMS:
        found = list(_spans(form, hidden))
        if found:
            start, end = found[0]
            if len({text[a:b] for a, b in found}) > 1:
                return "", "", ""
            start, end = _with_brackets(text, start, end)
            if (undated := _UNDATED.search(text[:start])) is not None:
                start = undated.start(1)
            the = _THE.search(text[:start])  # "Letter to Ray, dated 9 May 1904"
            if the is not None:
                after = text[end:].lstrip(" \t.,;:|·-–—)]").rstrip()
                return text[: the.start()].strip(" \t,;|·-–—"), text[start:end], after
            if goes_on := GOES_ON.search(text[:start].rstrip()):  # "It burned on 9 May 1904"
                code = text[: goes_on.start()].strip()
                if end < len(text) or not is_code(code):
                    return "", "", ""
                return code, text[start:end], ""  # "Paper 7/1234 of 9 May 1904"
            if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
                after = text[end + 1 :].lstrip(" \t.,;:|·-–—").rstrip()
                return text[: start - 1].strip(" \t,;|·-–—"), text[start:end], after
            return (
                text[:start].strip(" \t,;|·-–—"),
                text[start:end],
                text[end:].lstrip(" \t.,;|·-–—").rstrip(),
            )
    return "", "", ""


@cached_words(maxsize=20_000)
def date_in_name(text: str) -> str:
    """The one day that is a part of the name of a document; "" where there is none.

    >>> date_in_name("Ofício n.º 12, de 3 de março de 1891, do governador ao ministro")
    '3 de março de 1891'
    >>> date_in_name("The council met on 3 March 1891.")
    ''
    """
    if len(text) > _MAX_LINE or not may_have_date(text):
        return ""
    found = [
        (a + len(dated[0]) if (dated := _DATED.match(text[a:b])) else a, b)
        for a, b in _spans(_FORMS[0], text)
    ]
    if len(found) > 1:  # "Will dated 3 May 1711, proved 9 June 1711"
        found = [(a, b) for a, b in found if _MADE.search(text[:a].rstrip())]
        return text[slice(*found[0])] if len(found) == 1 else ""
    return next((text[a:b] for a, b in found if _is_of_name(text[:a].rstrip())), "")


def _is_of_name(before: str) -> bool:
    """Whether a date behind this text is a part of a name: "Treaty (signed 9 May 1904)"."""
    made = _MADE.search(before)
    in_brackets = made is not None and before[: made.start()].endswith(("(", "["))
    return in_brackets or _OF_DAY.search(before) is not None


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a date stands, with the square brackets that it is in ("[not before 1 April 1918]")."""
    begin, close = text.rfind("[", 0, start), text.find("]", end)
    if begin < 0 or close < 0 or "]" in text[begin:start] or "[" in text[end:close]:
        return start, end
    is_whole = (begin, close) == (start - 1, end) or is_date(text[begin : close + 1])
    return (begin, close + 1) if is_whole else (start, end)


def _spans(form: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the dates of a form stand; one may begin within what looks like one and is none, as in
    "No. 1 Linz, 1741 May 3"."""
    at = 0
    while match := form.search(text, at):
        span = _span(match)
        at = match.end() if span else match.start() + 1
        if span:
            yield span


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    """Where a date stands, with the name of its day or without what is none; None if no date."""
    start, end = match.span()
    text = match[0]
    if text.endswith(".") and not _SHORT_WORD.search(text):  # of a sentence: "1741 May 3."
        text, end = text[:-1], end - 1
    if is_plain_date(text) or (_ROMAN_MONTH.search(text) and is_date(text)):
        return start, end
    if (weekday := _WEEKDAY.match(text)) and is_plain_date(text[weekday.end() :]):
        return start + weekday.end(), end
    return None


def is_apart(text: str, date: str) -> bool:
    """Whether signs part a date from the text before and after it: it is in no sentence."""
    before, _date, after = text.partition(date)
    is_ended = after.startswith(_AFTER) or _SHORT_WORD.search(date) is not None
    if not is_ended:
        return False
    place = _PLACE_BEFORE.search(before.rstrip(" "))  # "Letter to Ray, Bath 9. 5. 1904, 2 pp."
    is_begun = before.rstrip(" ").endswith(_BEFORE) or _THE.search(before) is not None
    return is_begun or (place is not None and may_be_place(place["place"]))
