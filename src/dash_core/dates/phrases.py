"""Phrases of printed dates that become what the grammar reads: "vom 3. bis 9. Mai", "1° maggio".

Each has parts of which a text must have one, in lower case, which is told far sooner than by the
pattern.
"""

import re
from typing import Final

__all__ = ["SIGNS", "WORDS_AROUND", "has_one", "with_phrases", "with_years_in_figures"]

# "M.DCC.XXXI." on the title page of a book: from 1400, and with no other word.
_ROMAN_YEAR: Final = re.compile(
    r"(?<![^\W_])M\.? ?(?:CD|DC{0,3}|CM|C{4})\.? ?(?:XC|XL|LX{0,3}|X{0,4})\.? ?"
    r"(?:IX|IV|VI{0,4}|I{0,4})(?![^\W_])\.?"
)
_TWICE: Final = re.compile(r"([0-9]{4}),? [\[(]\1[\])]")
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

Phrases = tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]


def _phrases(*phrases: tuple[str, re.Pattern[str], str]) -> Phrases:
    """Phrases and what they become, with the parts of which a text must have one."""
    return tuple((tuple(needs.split("|")), form, to) for needs, form, to in phrases)


SIGNS: Final = _phrases(
    # "1931:06:04", as photographs have it; "1931_06_04"
    (
        ":|_",
        re.compile(r"(?<![0-9])([12][0-9]{3})([:_])([01][0-9])\2([0-3][0-9])(?![0-9])"),
        r"\1-\3-\4",
    ),
    ("..", re.compile(r"(?<=[0-9]{4}) ?\.{2,3} ?(?=[0-9]{4})"), "–"),  # "1902..1905"
    # "5 мая 1937 г. № 112": of the document, as laws and despatches are cited
    (
        "№|n°|nº|no.|nr.",
        re.compile(
            r"((?<![0-9])[12][0-9]{3}(?: ?[гр]\.)?),? (?:№|[Nn][°º]|No\.|Nr\.) ?[0-9]{1,5}"
            r"(?:[/-][0-9]{1,4})?[^\W\d_]?$"
        ),
        r"\1",
    ),
    # "1° maggio", "1:o maj"
    (".o|.º|º|°|:a|:o", re.compile(r"(?<=[0-9])(?:\.[oº]|º|°|:[ao])(?![^\W\d_])"), "."),
    ("©", re.compile("©"), "copyright "),
    ("--", re.compile(r"(?<![0-9]{2})--+|(?<=[0-9]{4})--+"), "—"),  # not "18--"
    # "31. 12. 1945"
    (
        ". ",
        re.compile(r"(?<![0-9])(?P<d>[0-9]{1,2})\. (?P<m>[0-9]{1,2})\. (?=[0-9]{4}(?![0-9]))"),
        r"\g<d>.\g<m>.",
    ),
    # "1946. 4. 5."
    (
        ". ",
        re.compile(r"(?<![0-9])(?P<y>[0-9]{4})\. (?P<m>[0-9]{1,2})\. (?P<d>[0-9]{1,2})(?![0-9])"),
        r"\g<y>.\g<m>.\g<d>",
    ),
)


WORDS_AROUND: Final = _phrases(
    (
        "anné|anni|año|décad|decad",
        re.compile(
            r"\b(?:(?:des|les) )?(?:années|anni|años|década de(?: los)?|decade of the)"
            r" ([0-9]{3}0)(?![0-9])",
            re.IGNORECASE,
        ),
        r"\1s",
    ),
    # "vom 3. bis 9. Mai" is a span, "vom 3. Mai" a day
    ("vom", re.compile(r"\bvom\b(?P<rest>.*\bbis\b)", re.IGNORECASE), r"von\g<rest>"),
    ("vom", re.compile(r"\bvom\b ?", re.IGNORECASE), ""),
    # "s. XVI in.", "saec. XVI med.", "s. XVI ex.": as catalogues of manuscripts say it
    (
        "in",
        re.compile(r"\b(s(?:aec)?\.? ?[IVX]+)\.? in(?:eunte|c|\b)\.?(?= ?$|[,;-])", re.IGNORECASE),
        r"early \1",
    ),
    ("med", re.compile(r"\b(s(?:aec)?\.? ?[IVX]+)\.? med(?:io)?\b\.?", re.IGNORECASE), r"mid \1"),
    ("ex", re.compile(r"\b(s(?:aec)?\.? ?[IVX]+)\.? ex(?:eunte)?\b\.?", re.IGNORECASE), r"late \1"),
    ("et seq", re.compile(r"\bet seq\b", re.IGNORECASE), "ff"),
    ("cop", re.compile(r"\bcop\. ?(?=[0-9])"), "copyright "),
    ("mi-", re.compile(r"\bmi-(?=[^\W_])", re.IGNORECASE), "mid-"),  # "mi-mai"
    ("в ", re.compile(r"\bв (?=конц|начал|середин)", re.IGNORECASE), ""),
    (
        " day of ",
        re.compile(r"\b(?:this |the )?([0-9]{1,2})(?:st|nd|rd|th|d) day of ", re.IGNORECASE),
        r"\1 ",
    ),
    ("anno|a°|aº", re.compile(r"\b(?:anno|a[°º])(?= ?1[0-9]{3})", re.IGNORECASE), ""),
    ("pre-", re.compile(r"\bpre-(?=[0-9])", re.IGNORECASE), "before "),
    ("post-", re.compile(r"\bpost-(?=[0-9])", re.IGNORECASE), "after "),
    ("intorno", re.compile(r"\bintorno al?\b", re.IGNORECASE), "circa"),
    ("alrededor|cerca", re.compile(r"\balrededor de\b|\bcerca de\b", re.IGNORECASE), "circa"),
    (
        "later than|not after|up to|nicht",
        re.compile(
            r"\b(?:no|not) later than\b|\bnot after\b|\bup to\b|\bnicht (?:nach|später als)\b",
            re.IGNORECASE,
        ),
        "by",
    ),
    (
        "tard",
        re.compile(r"\b(?:plus tard|m[áa]s tarde|mais tarde|più tardi)\b", re.IGNORECASE),
        "later",
    ),
    ("позднее", re.compile(r"\bне позднее\b", re.IGNORECASE), "by"),
    (
        "earlier than|before than|not before|nicht|frühestens",
        re.compile(
            r"\b(?:no|not) (?:earlier|before) than\b|\bnot before\b|\bfrühestens\b"
            r"|\bnicht (?:vor|früher als)\b",
            re.IGNORECASE,
        ),
        "since",
    ),
    ("ранее", re.compile(r"\bне ранее\b", re.IGNORECASE), "since"),
    ("on or before", re.compile(r"\bon or before\b", re.IGNORECASE), "by"),
    ("on or after", re.compile(r"\bon or after\b", re.IGNORECASE), "since"),
    ("prior to", re.compile(r"\bprior to\b", re.IGNORECASE), "before"),
    ("uncertain", re.compile(r"\b(?:date )?uncertain\b", re.IGNORECASE), "?"),
    ("inclusive", re.compile(r"\(inclusive\)|\binclusive\b", re.IGNORECASE), ""),
    # "1930-е", "1930-х": the decade; "с 1930 по 1940" needs no change
    ("-", re.compile(r"(?<=[0-9]{4})-(?:е|х|ые|ых|er)(?![^\W\d_])"), "s"),
    ("'|’", re.compile(r"\bd['’](?=[^\W\d_])"), ""),
    ("1er", re.compile(r"(?<=1)er(?= [^\W\d_])"), ""),  # "1er avril"
    ("г|р|r|g|yılı", re.compile(r"(?<=[0-9])\.? ?(?:гг|г|рр|р|r|god|g|yılı)\.?(?![^\W\d_])"), ""),
    ("-", re.compile(r"(?<=[0-9])-(?:j?[éá]n|i)(?![^\W\d_])"), ""),  # "március 15-én"
    # Vietnamese: day 5 month 4 year 1946; Lithuanian: year 1946
    ("háng", re.compile(r"(?:[Nn]gày )?(\d{1,2}) tháng (\d{1,2})(?: năm|,)? (\d{4})"), r"\3-\2-\1"),
    ("háng", re.compile(r"[Tt]háng (\d{1,2})(?: năm|,)? (\d{4})"), r"\1/\2"),
    ("ăm ", re.compile(r"[Nn]ăm (?=[0-9]{4}\b)"), ""),
    (" m", re.compile(r"([0-9]{4}) m\.? ([^\W\d_]{4,})(?: ([0-9]{1,2}) d\b\.?)?"), r"\1 \2 \3"),
    ("-feira", re.compile(r"(?<=[a-zç])-feira\b", re.IGNORECASE), ""),
    # "Feb’y", "Sept’r"
    ("'|’", re.compile(r"(?<=[a-z])['’](?=(?:y|ry|r|t|br|ber)\b)|(?<=п)['’](?=ят)"), ""),
    (
        "ca|circ|cira|cicra",
        re.compile(
            r"\b(?:c[ri]{2}ca|circ|cica|cirac|ciraca|crca|cira|cicra|circca|cerca)\b", re.IGNORECASE
        ),
        "circa",
    ),
    (
        "-",
        re.compile(r"(?<=[0-9]{3}0)-(?:talet|tallet|luku|luvun|luvulla|ті|as|es)(?: évek)?\b"),
        "s",
    ),
)


def with_phrases(plain: str, phrases: Phrases) -> str:
    """A date with the phrases in it as the grammar has them."""
    low = plain.casefold()
    for needs, pattern, replacement in phrases:
        if has_one(low, needs):
            changed = pattern.sub(replacement, plain)
            if changed != plain:
                plain, low = changed, changed.casefold()
    return plain


def has_one(text: str, parts: tuple[str, ...]) -> bool:
    """Whether one of some parts is in a text."""
    for part in parts:  # noqa: SIM110  # `any` takes twice as long
        if part in text:
            return True
    return False


def with_years_in_figures(text: str) -> str:
    """A date whose years in Roman figures are in Arabic ones, once where they are repeated so.

    >>> with_years_in_figures("MDCCXXXI [1731]"), with_years_in_figures("XII 1911")
    ('1731', 'XII 1911')
    """
    figures = _ROMAN_YEAR.sub(lambda match: str(_number(match[0])), text)
    return text if figures == text else _TWICE.sub(r"\1", figures)


def _number(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman if letter in _ROMAN]
    below = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, below, strict=True))
