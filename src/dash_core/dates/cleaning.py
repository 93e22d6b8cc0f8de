"""Remove what is printed with a date and understood, but is no part of it.

Closing punctuation, footnote marks, times of day, "(Received May 21)", the calendar in use. Each
has its rule; anything that no rule names stays.
"""

import re
from dataclasses import dataclass, replace
from typing import Final
from unicodedata import decimal
from unicodedata import normalize as compose

from dash_core.common.i18n import _, cached_words
from dash_core.dates.clock import without_time
from dash_core.dates.grammar.vocabulary import MONTHS, WORDS, fold_word
from dash_core.dates.no_place import without_no_place
from dash_core.dates.phrases import (
    SIGNS,
    WORDS_AROUND,
    has_one,
    with_phrases,
    with_years_in_figures,
)

__all__ = ["CleanedDate", "clean_date", "is_ditto", "is_undated", "normalize"]

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u200a\u202f]+")
_SIGNS: Final = str.maketrans(
    {"‐": "-", "‑": "-", "−": "-", "‒": "–", "―": "—", "／": "/", "．": ".", "（": "(", "）": ")"}
    | dict.fromkeys("→⟶➔➝➜➙⇒⟹⭢🡒", "–")  # spans of Notion
    | {"،": ",", "、": ",", "，": ",", "؛": ";", "～": "-", "〜": "-", "ʼ": "’", "٫": "."}
    # marks of direction, joiners, and the hamza that Persian sets above a last letter
    | dict.fromkeys(
        "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u0654"
    )
)
_DIGIT_OF_ANY_SCRIPT: Final = re.compile(r"(?![0-9])\d")
_ARABIC_PAIR: Final = re.compile("(كانون|تشرين|ربيع|جماد[يى]|ذو|ذي) (?=\\w)")
_BACKSLASH: Final = re.compile(r"(?<=\w) ?\\ ?(?=\w)")
_OPENING: Final = " \"'“‘„«•"
_CLOSING: Final = ".,;:”\"'’»“ "
_FOOTNOTE: Final = re.compile(
    r"(?<=[0-9?.,\])])(?: ?\[[0-9]{1,3}\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<= )[*†‡§]+)$"
)
_SHORT_YEAR: Final = re.compile(r" *['’‘](?=[0-9]{2}(?![0-9'’]))")
_FULL_YEAR: Final = re.compile(r"[0-9]{4}")
_DIGIT: Final = re.compile("[0-9]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
# A date of these signs and words alone has nothing that a rule below could remove.
_PLAIN_SIGNS: Final = re.compile(r"(?:[0-9A-Za-z ,/–]|-(?!-))+")
_PLAIN_WORDS: Final = frozenset(
    {*MONTHS, "and", "between", "circa", "or", "to", "undated"}
    - {*"ekim haziran mart nisan ocak temmuz".split()}  # of other calendars, too
)
_COMMON_WORDS: Final = _PLAIN_WORDS | frozenset(
    "c ca s st rd th the spring summer fall autumn winter early mid late before after "
    "about from century x bulk".split()
)

_UNDATED: Final = re.compile(
    r"n\.? ?d\.?|s\.? ?d\.?|o\. ?d\.|o\.? ?j\.|o\. ?o\. ?u(?:nd|\.) ?[dj]\.|undated|"
    r"no date(?: given)?|not dated|"
    r"unknown(?:[ _]dates?)?|unidentified[ _]dates?|dates? (?:is |are )?(?:not (?:known|examined|"
    r"recorded|identified)|unknown|unidentified|unclear|missing)|sans date|ohne datum|"
    r"sin fecha|senza data|sem data|без даты|б\. ?д\.|б/д|s/[df]|без года|"
    r"undat(?:iert(?:e[rsn]?)?|\.)?|(?:o|n)\. ?dat\.|ohne jahr|non datée?s?|s\. ?l\. ?n\. ?d\."
    r"|non datat[oaie]|senza anno|sin año|sem ano|s\. ?f\.|sine (?:dato|anno)|s\. ?a\.|ongedateerd"
    r"|não datad[oa]s?|недатирован[а-я]{1,4}|без дат|niedatowan[eya]|nedatov[aá]no|ikke datert"
    r"|z\.? ?[dj]\.?|zonder (?:datum|jaar)|u\. ?[dåÅ]\.|utan (?:datum|år)|uten (?:dato|år)|udateret"
    r"|udatert|odaterad|b\. ?[dr]\.|bez (?:data|daty|roku)|é\. ?n\.|k\. ?n\.|"
    r"nan|nat|null|none|n/a|undefined",  # what programs write for nothing
    re.IGNORECASE,
)
# What all of them begin with: most words are told apart by their first letter.
_MAX_UNDATED: Final = 40  # characters, with brackets and the like around them
_UNDATED_BEGINS: Final = re.compile(r"[\W_]*[nsoudбнizbék]", re.IGNORECASE)
_DITTO: Final = re.compile(
    r"do|ditto|same(?: (?:date|day))?|idem|id|dito|〃|″|''|the same|same as above|desgl|"
    r"то же|тогда же",
    re.IGNORECASE,
)
_INNER_UNDATED: Final = re.compile(
    r"(?<![^\W_])(?:n\. ?d\.?|nd|s\. ?d\.?|no dates?|not dated|sans date|без даты"
    r"|o\. ?[DJ]\.?|z\. ?[dj]\.?|б\. ?д\.?)(?![^\W_])",
    re.IGNORECASE,
)

_STAMP: Final = re.compile(
    r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9]{2}(?::?[0-9]{2}){0,2}(?:[.,][0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?(?![0-9])"
)
_RECEIVED: Final = re.compile(
    r"[,;]? ?[\[(](?:received|rec[’']?d|recd|reçue?s?|arrivée?|ankunft|ank|eing(?:egangen|ang)?|per"
    r"|pervenuto|ricevut[oa]|recibid[oa]|recebid[oa]|получен[оа]?)\b ?[.:]?"
    r"(?P<inner>[^\[\]()]{0,40})[\])]?$",
    re.IGNORECASE,
)
_RECEIVED_WORDS: Final = frozenset(
    "at on a p am pm m st nd rd th d noon midnight in the le à den am um el il alle г".split()
)

_OLD_STYLE: Final = re.compile(
    r"[,;]? ?(?P<open>[\[(])?(?:(?<![^\W\d_])o\. ?s\b\.?|(?<![^\W\d_])OS\b|old style|vieux style"
    r"|gamla stilen|julian(?: calendar)?"
    r"|\bst\. ?st\b\.?"
    r"|ст\. ?ст(?:\b\.?|иля)|(?:по )?стар(?:ому|ого) стил[юя]|по ст\. ?ст\.?|alten stils"
    r"|a\. ?st\b\.?|stil(?:ul)? vechi|vecchio stile|stile vecchio|estilo antiguo|estilo antigo"
    r"|gammel stil|gamle stil|gammal stil|oude stijl|stari stil|starog stila|eski usul"
    r"|st\. ?v\b\.?|starého stylu|starego stylu|v\. ?s\b\.?)(?(open)[\])]?)",
    re.IGNORECASE,
)
_NEW_STYLE: Final = re.compile(
    r"[,;]? ?(?P<open>[\[(])?(?:(?<![^\W\d_])(?:n\. ?s|NS)\b\.?|new style|nouveau style|neuen stils"
    r"|stil(?:ul)? nou|gregorian(?: calendar)?"
    r"|н\. ?ст\.|нов\. ст\.)(?(open)[\])]?)",
    re.IGNORECASE,
)
_SIC: Final = re.compile(
    r" ?(?:\[sic[!?.]?\]|\(sic[!?.]?\)|\{sic[!?.]?\})|\bsic\b(?! for\b)[!?.]?[,;:]? ?",
    re.IGNORECASE,
)
_WARNING: Final = re.compile(r" ?(?:\[!\]|\(!\))")
# How much there is: "1946 (7 items)", "1946, 3 letters", "1946 (1 of 2)".
_EXTENT: Final = re.compile(
    r"(?<=[0-9?\])]),? ?(?P<open>[\[(]|(?<=,) )(?:(?:approx(?:imately)?|ca|circa|c)\.? )?"
    r"[0-9]{1,5}(?:[.,][0-9]{1,3})? (?:of [0-9]{1,4}|(?:linear |cubic )?(?:items?|letters?"
    r"|leaves|leaf"
    r"|pages?|pp?|folders?|files?|pieces?|copies|copy|sheets?|vols?|volumes?|box(?:es)?|documents?"
    r"|photographs?|photos?|prints?|negatives?|slides?|reels?|feet|foot|ft|items?|postcards?|cards?"
    r"|maps?|drawings?|manuscripts?|mss?|bl|blatt|blätter|seiten|s|fotos?|fotografien"
    r"|fotografías?|fotografie|bilder|karten|briefe|stück|pièces?|feuillets?|ff?|л"
    r"|листов))\b\.?"
    r"(?P<close>[\])]?)(?=$|[,;])",
    re.IGNORECASE,
)
_BRACKETED: Final = re.compile(  # "17.10.[1797]": figures of which some are supplied
    r"\[?[0-9]{1,2}\]?(?P<stop>[./-])\[?[0-9]{1,2}\]?(?P=stop)(?:[0-9]{4}|\[[0-9]{4}\]|"
    r"\[[0-9]{2}\][0-9]{2}|[0-9]{2}\[[0-9]{2}\])"
)
_ARROW: Final = re.compile(r"(?:[-–—=]{1,2}|~)>")  # as it is typed
_ANNO: Final = re.compile(
    r"\bA\. ?D\b\.?,?|\bAD\b|\bC\. ?E\b\.?|\bCE\b|\bн\. ?э\b\.?|\bn\. ?Chr\b\.?"
    r"|\bapr\. ?J\.-? ?C\b\.?"
    r"|(?<=[0-9]) ?م(?:[يی]لاد[يی][ةه]?)?(?![^\W\d_])|\baprès J\.-? ?C\b\.?|\bd\. ?C\b\.?"
    r"|\bAnno Domini\b"
)
# What a text must have for a pattern to fit, in lower case: told far sooner than by the pattern.
_NEEDS_OLD: Final = tuple(
    "o. s|o.s|os|styl|stil|julian|st. st|st.st|ст|a. st|a.st|st. v|st.v|v. s|v.s".split("|")
)
_NEEDS_NEW: Final = tuple("n. s|n.s|ns|new style|gregorian|н. ст|н.ст|нов. ст".split("|"))
_NEEDS_ANNO: Final = tuple("A. D|A.D|AD|C. E|C.E|CE|н. э|н.э|Chr|J.|م|d. C|d.C|Anno".split("|"))
_NEEDS_UNDATED: Final = tuple(
    "n. d|n.d|nd|s. d|s.d|date|без|o. d|o.d|o. j|o.j|z. j|z.j|z. d|z.d|б. д|б.д".split("|")
)


@dataclass(frozen=True, slots=True)
class CleanedDate:
    """The date alone, whether it is of the Julian calendar, and the years of receipt.

    A plain one has only numbers and common words, so that no rarer rule can apply.
    """

    text: str
    julian: bool = False
    received_in: tuple[int, ...] = ()
    is_plain: bool = False
    has_words: bool = False  # other than the commonest
    is_sic: bool = False
    has_other_digits: bool = False  # of the East, where years may be of another calendar
    notes: tuple[str, ...] = ()


def normalize(text: str) -> str:
    """One kind of space and of hyphen; no quotes around, no closing marks of print."""
    plain = _SPACES.sub(" ", text)
    if not plain.isascii():
        plain = _any_script(plain)
    if "\\" in plain:  # a stroke between numbers or words, else an escape: "1946\-47"
        plain = _BACKSLASH.sub("/", plain).replace("\\", "")
    short_year = _SHORT_YEAR.match(plain)  # its apostrophe is no quotation mark
    plain = plain.lstrip(_OPENING).rstrip(_CLOSING)
    if short_year:
        plain = "’" + plain
    footnote = _FOOTNOTE.search(plain)
    if footnote and _FULL_YEAR.search(plain[: footnote.start()]):
        plain = plain[: footnote.start()].rstrip(_CLOSING)
    return plain


def _any_script(text: str) -> str:
    """The digits of every script as ours, one form of each sign, no marks of direction."""
    plain = compose("NFC", text).translate(_SIGNS)
    plain = _DIGIT_OF_ANY_SCRIPT.sub(lambda digit: str(decimal(digit.group())), plain)
    return _ARABIC_PAIR.sub(r"\1", plain)  # names of two words: "كانون الثاني"


def is_undated(text: str) -> bool:
    """Whether the text says that there is no date, and nothing else."""
    if not _UNDATED_BEGINS.match(text) or len(text) > _MAX_UNDATED or _DIGIT.search(text):
        return False
    bare = without_no_place(normalize(text)).strip("[]() ").rstrip(_CLOSING)
    return bool(_UNDATED.fullmatch(bare) or _UNDATED.fullmatch(bare + "."))


def is_ditto(text: str) -> bool:
    """Whether the text says that the date is that of the entry before."""
    if _DIGIT.search(text):
        return False
    bare = _SPACES.sub(" ", text).strip(" .,;:[]()")
    return bool(bare and _DITTO.fullmatch(bare)) or text.strip() in ('"', "”", "„")


@cached_words(maxsize=2_000)  # what is no date is asked for again: is it in the form of one?
def clean_date(text: str) -> CleanedDate:
    """Remove what is understood and is no part of the date."""
    plain = normalize(text)
    if (
        text.isascii()
        and _PLAIN_SIGNS.fullmatch(plain)
        and all(word.lower() in _PLAIN_WORDS for word in _LETTERS.findall(plain))
    ):
        return CleanedDate(plain, is_plain=True)
    has_words = not all(word.lower() in _COMMON_WORDS for word in _LETTERS.findall(plain))
    cleaned = _without_words(plain) if has_words else CleanedDate(plain)
    plain = cleaned.text
    if not has_words and ":" in plain:
        plain = without_time(plain)
    plain, warnings = _WARNING.subn("", plain) if "!" in plain else (plain, 0)
    if "[" in plain and _BRACKETED.fullmatch(plain) and plain.count("[") == plain.count("]"):
        plain = f"[{plain.replace('[', '').replace(']', '')}]"
    if ">" in plain:
        plain = _ARROW.sub("–", plain)
    plain = with_phrases(plain, SIGNS)
    notes = cleaned.notes
    if warnings or cleaned.is_sic:
        notes = (_("Whoever transcribed this warns that it stands so in the original."),)
    eastern = not text.isascii() and _DIGIT_OF_ANY_SCRIPT.search(text) is not None
    return replace(
        cleaned,
        text=normalize(plain),
        notes=notes,
        has_words=has_words,
        has_other_digits=eastern,
    )


def _without_words(plain: str) -> CleanedDate:
    """The date without words that are understood and are no part of it."""
    plain = without_no_place(plain)
    if "M" in plain:
        plain = with_years_in_figures(plain)
    low = plain.casefold()
    if "-" in plain:
        plain = _STAMP.sub("", plain)
    received = _RECEIVED.search(plain) if "(" in plain or "[" in plain else None
    years: list[str] = []
    if received and received["inner"].strip() and _is_time_of_receipt(received["inner"]):
        plain = plain[: received.start()]
        years = _FULL_YEAR.findall(received["inner"])
    plain, old = _OLD_STYLE.subn("", plain) if has_one(low, _NEEDS_OLD) else (plain, 0)
    is_pair = bool(old) and ("(" in plain or "[" in plain)  # "1 May O.S. (11 May N.S.)"
    if (not old or is_pair) and has_one(low, _NEEDS_NEW):
        plain = _NEW_STYLE.sub("", plain)
    if has_one(plain, _NEEDS_ANNO):
        plain = _ANNO.sub("", plain)
    plain, sic = _SIC.subn("", plain) if "sic" in low else (plain, 0)
    plain = _EXTENT.sub(_extent, plain)
    plain = without_time(plain)
    if has_one(plain.casefold(), _NEEDS_UNDATED):
        plain = _INNER_UNDATED.sub("undated", plain)
    plain = with_phrases(plain, WORDS_AROUND)
    return CleanedDate(plain, bool(old), tuple(map(int, years)), is_sic=bool(sic))


def _extent(match: re.Match[str]) -> str:
    """Nothing, or the match itself where its bracket is not closed."""
    closes = {"(": ")", "[": "]"}.get(match["open"], "")
    return "" if match["close"] == closes else match.group()


def _is_time_of_receipt(inner: str) -> bool:
    words = [fold_word(word) for word in _LETTERS.findall(without_time(inner))]
    return all(
        word in MONTHS or word in _RECEIVED_WORDS or "circa" in WORDS.get(word, ())
        for word in words
    )
