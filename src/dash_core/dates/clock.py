"""Times of day beside a date: they are no part of it.

9 octobre 1896, 18 h. 10      3. Mai 1937, 7 Uhr abends      May 3, 1937—6 p.m.
"""

import re
from typing import Final

from dash_core.dates.grammar.vocabulary import MONTHS, fold_word

__all__ = ["without_time"]

_HALF: Final = r"(?:[ap]\.? ?m\b\.?|(?<=12 )(?:noon|midnight)|hrs?\b|hours)"
_HOURS: Final = (
    r"(?:h(?:eures?|oras?)?\b|uhr\b|uur\b|or[ae]\b|час(?:ов|а)?\b|ч\b|hod(?:in)?\b|godz\b|óra\b)\.?"
)
_MINUTES: Final = (
    r" ?[0-9]{1,2}(?:/[0-9])?(?![0-9])(?: ?(?:m(?:in(?:utes?|uten|uti)?)?|мин|м)\b\.?)?"
)
_HOURS_BEFORE: Final = r"\b(?:ore|kl|godz|a las)\.? [0-9]{1,2}"
_OF_DAY: Final = (
    r"(?:matin|soir|soirée|nuit|après-midi|midi|minuit|früh|morgens|vorm(?:ittags)?|mittags"
    r"|nachm(?:ittags)?|abends|nachts|mitternacht|mattina|sera|notte|pomeriggio|mezzogiorno"
    r"|mezzanotte|mañana|tarde|noche|mediodía|medianoche|manhã|noite|утра|вечера|ночи|дня)\b\.?"
)
_OF: Final = r"(?:(?:du|de|del|della|di|da|de la|in der|de l['’]) ?)?"
_ZONE: Final = (
    r"(?: ?(?:UTC|GMT|Z\b|[ECMP][SD]T|CES?T|BST|MSK|[+-][0-9]{2}:?[0-9]{2}(?![0-9])))?"
    r"(?: \([A-Z]{2,5}\))?"
)
_TIME: Final = re.compile(
    r"[ ,;—–-]*[\[(]?(?:\bat |à |às |um |om |a las |alle |в )?(?<![0-9:])(?:"
    rf"[0-9]{{1,2}}(?: ?[:.,] ?[0-9]{{2}})? ?{_HOURS}(?:{_MINUTES})?(?: {_OF}{_OF_DAY})?"
    rf"|{_HOURS_BEFORE}(?: ?[:.,] ?[0-9]{{2}})?(?: {_OF}{_OF_DAY})?(?![0-9])"
    rf"|[0-9]{{1,2}}(?: ?[:.h] ?[0-9]{{2}}){{0,2}} ?{_HALF}"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])"
    r"|[0-9]{1,2}h[0-9]{2}(?![0-9])"
    r"|(?<=, )[0-2][0-9][0-5][0-9](?= ?(?:Z|GMT|UTC|[ECMP][SD]T|hours|hrs)\b)(?: ?(?:hours|hrs))?"
    r"|[0-9]{1,2} o[’' ]?clock(?: (?:[a-z]{3,6}day )?(?:in the )?(?:morning|noon|afternoon"
    r"|evening|night))?"
    r"|\b(?:noon|midnight|morning|forenoon|afternoon|evening|night)\b"
    rf"|(?<=, ){_OF_DAY}$"
    rf"){_ZONE}[\])]?",
    re.IGNORECASE,
)
_WORD_AT_END: Final = re.compile(r"([^\W\d_]+)\.?$")


def without_time(text: str) -> str:
    """A date without the time of day beside it.

    >>> without_time("9 octobre 1896, 18 h. 10"), without_time("3. Mai 1937, 7 Uhr abends")
    ('9 octobre 1896', '3. Mai 1937')
    """
    plain = _TIME.sub(_time_of_day, text)
    return text if plain == text else plain.lstrip(" ,;—–-")


def _time_of_day(match: re.Match[str]) -> str:
    """Nothing, or the match itself where its number may be a day ("April 4 p.m.")."""
    word = _WORD_AT_END.search(match.string[: match.start()])
    is_day = word is not None and fold_word(word[1]) in MONTHS and match[0].startswith(" ")
    return match[0] if is_day and match[0][1:2].isdigit() else ""
