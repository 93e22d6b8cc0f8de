"""What an archive says of a date that is wrong: "1946 [i.e. 1947]", "February 17 [12], 1936"."""

import re
from collections.abc import Callable
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.vocabulary import MONTHS, fold_word
from dash_core.dates.model import UnreadError

__all__ = ["read_corrected"]

_YEAR: Final = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_DAY: Final = re.compile(r"(?<![0-9])[0-9]{1,2}(?![0-9])")
_WORD: Final = re.compile(r"[^\W\d_]+")
_THAT_IS: Final = re.compile(
    r"[,;]? ?(?P<open>[\[(]?)(?:\bi\. ?e\b\.?|\bie\b|\brecte\b|\brectius\b|\bcorrectly\b"
    r"|\bproperly\b"
    r"|\bactually\b|\breally\b|\bvere\b|\bscil\b\.?|\bd\. ?[ih]\b\.?|\bc\.?-?à-?d\b\.?"
    r"|\bт\. ?е\b\.?"
    r"|\bcorrected(?: to)?\b|\bshould (?:be|read)\b|\bthat is\b|\bverbessert\b|\brichtig\b|\blege\b"
    r"|\bsic for\b|\bvielmehr\b|\beigentlich\b|\bplutôt\b|\blire\b|\bpiuttosto\b|\bmás bien\b"
    r"|\blees\b|\bправильно\b|\bwłaściwie\b|\bsprávně\b|\bska vara\b"
    r"|\bcorr\b\.?|\berror for\b|(?<=[\[(])=),?:? ?(?P<right>[^\[\]()]+)(?P<close>[\])]?)",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"(?P<as_printed>(?<![0-9])[0-9]{1,2}(?:st|nd|rd|th|\.)?|[^\W\d_]{3,}\.?|(?<![0-9])[0-9]{4})"
    r" ?\[(?P<right>[0-9]{1,2}(?:st|nd|rd|th|\.)?|[^\W\d_]{3,}\.?|[0-9]{4})\]"
)


def read_corrected(text: str, read: Callable[[str], Span]) -> Span | None:
    """The span of a date that is corrected beside it, marked; None where none is.

    "1946 [i.e. 1947]" is the correction. Of "1946 [1947]" both are covered: the brackets do not
    say that the first is wrong.

    Raises
    ------
    UnreadError
        Where `read` cannot read the date.
    """
    match = _THAT_IS.search(text)
    if match is not None:
        in_one_bracket = not match["open"] and match["close"] == "]"  # "[1946 i.e. 1947]"
        if in_one_bracket and text.startswith("["):
            return read_corrected(text[1:-1], read)
        corrected = _with_correction(text[: match.start()], match["right"].strip(" .,"))
        span = read(corrected + text[match.end() :])
        return span.with_notes(_("The archive corrects the date; it is read as corrected."))
    match = _BESIDE.search(text)
    if match is None or not _same_kind(match["as_printed"], match["right"]):
        return None
    before, after = text[: match.start()], text[match.end() :]
    both = [read(before + match[name] + after) for name in ("as_printed", "right")]
    if _YEAR.fullmatch(match["right"]):
        note = _("The archive corrects the year; both are covered.")
    else:
        note = _("The archive corrects the date; both are covered.")
    return spans.either(both).with_notes(note)


def _with_correction(printed: str, right: str) -> str:
    """The printed date with its last year, day or month put right; or the correction alone."""
    if _YEAR.search(right) and not _YEAR.fullmatch(right):
        return right
    for form in (_YEAR, _DAY, _WORD):
        if not form.fullmatch(right):
            continue
        if form is _WORD and fold_word(right) not in MONTHS:
            break
        places = [m for m in form.finditer(printed) if form is not _WORD or _is_month(m.group())]
        if places:
            last = places[-1]
            return printed[: last.start()] + right + printed[last.end() :]
    for form in (_YEAR, _DAY):  # "5 April [i.e. 6 May] 1946"
        if form is _DAY and _DAY.search(right) and _WORD.search(right):
            years = _YEAR.findall(printed)
            return f"{right} {years[-1]}" if years else right
    raise UnreadError(_("“{text}” in this date was not understood.").format(text=right))


def _is_month(word: str) -> bool:
    return fold_word(word) in MONTHS


def _same_kind(one: str, other: str) -> bool:
    if one[0].isdigit() != other[0].isdigit():
        return False
    if one[0].isdigit():
        return (len(one) == 4) == (len(other) == 4)
    return _is_month(one.rstrip(".")) and _is_month(other.rstrip("."))
