"""Text analysis: words with their place in the text, folded and stemmed to terms.

A *token* is a word where it stands; its *term* is what it is counted as. Folding (accents,
points and apostrophes dropped) makes `Yemel’yanov`, `Yemel'yanov` and `Yemelyanov` one term;
Snowball's stemmer of the language makes `soldier` and `soldiers` one. English words are folded,
then stemmed; the other stemmers expect their accents (ß, ı, й), so there folding comes last.

Chinese, Japanese, Thai, Lao, Burmese and Khmer put no spaces between words: there the terms are
overlapping pairs of characters (Nie, Gao, Zhang & Zhou 2000; Manning, Raghavan & Schütze 2008,
sec. 2.2.1), so these tokens overlap by one character.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from threading import Lock
from typing import Final, NamedTuple

import Stemmer

from dash_core.text.language.stopwords import stop_words

__all__ = [
    "Token",
    "find_phrase",
    "fold",
    "fold_case",
    "is_apostrophe",
    "is_elided",
    "is_plain_letter",
    "is_special",
    "phrases_in",
    "spans_of",
    "surfaces",
    "term_of",
    "terms_of",
    "tokenize",
    "written",
]

MIN_TERM_CHARS: Final = 2  # shorter words carry no topic

_APOSTROPHES: Final = "'’‘ʼʹ`´"


def _class_of(categories: tuple[str, ...]) -> str:
    """What stands inside the brackets of a character class: characters of the BMP in ranges."""
    codes = [a for a in range(0x300, 0x10000) if unicodedata.category(chr(a)) in categories]
    starts = [a for before, a in pairwise([-1, *codes]) if a != before + 1]
    ends = [b for b, after in pairwise([*codes, -1]) if after != b + 1]
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True))


# Accents that stand apart, vowel signs, points: they belong to the letter before them.
_MARKS: Final = _class_of(("Mn", "Mc"))
# Marks one may leave out and still be understood: accents, Hebrew points, Arabic vowels.
# Indic, Thai and kana marks are letters of their own and stay.
_LOSABLE: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711"
    "\u0730-\u074a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0640\u200c\u200d]+"
)
# Letters of Cyrillic alphabets and no accents: война is war, воин a warrior.
_CYRILLIC: Final = {"и\u0306": "й", "у\u0306": "ў", "і\u0308": "ї"}
# A word may hold an apostrophe (Yemel’yanov), an editor's addition (Iran[ian]) or, in Persian
# and Indic scripts, a joiner without width.
_RUN: Final = rf"[^\W_]++(?:[{_MARKS}\u200c\u200d]++[^\W_]*+)*+"
_WORD: Final = re.compile(rf"{_RUN}(?:[{_APOSTROPHES}]{_RUN}|\[{_RUN}\](?:{_RUN})?)*")
_POSSESSIVE: Final = re.compile(rf"[{_APOSTROPHES}][sS]$")
_DROPPED: Final = str.maketrans("", "", _APOSTROPHES + "[]")

_HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IS_HAN: Final = re.compile(f"[{_HAN}]")
_KANA: Final = "\u3041-\u3096\u309d-\u309f"  # hiragana
_NO_SPACES: Final = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f"
_UNSPACED: Final = re.compile(f"[{_HAN}{_KANA}\u30a1-\u30ff{_NO_SPACES}]")
_SPECIAL: Final = re.compile(rf"{_UNSPACED.pattern}|[{_MARKS}\u200c\u200d\[]")
_PIECE: Final = re.compile(
    rf"(?P<pairs>[{_HAN}]+|[{_NO_SPACES}]+)|(?P<kana>[{_KANA}\u3099\u309a]+)"
    rf"|(?P<word>[^{_HAN}{_KANA}{_NO_SPACES}]+)"
)
_SIGN: Final = re.compile(rf".[{_MARKS}\u200c\u200d]*", re.DOTALL)

_ELIDED: Final = {  # articles and prepositions that lose their vowel before another word
    "fr": r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)",
    "it": r"(?:[cdlmnstv]|un|dell|all|nell|sull|dall|coll|quell|quest|sant)",
    "ca": r"(?:[dlmnst])",
}
_ELISION: Final = {
    language: re.compile(rf"{elided}[{_APOSTROPHES}](?=\w)", re.IGNORECASE)
    for language, elided in _ELIDED.items()
}
_STEMMERS: Final = dict(
    pair.split(":")
    for pair in (
        "ar:arabic ca:catalan cs:czech da:danish de:german el:greek en:english eo:esperanto "
        "es:spanish et:estonian eu:basque fa:persian fi:finnish fr:french ga:irish hi:hindi "
        "hr:serbian hu:hungarian hy:armenian id:indonesian it:italian lt:lithuanian ne:nepali "
        "nl:dutch no:norwegian pl:polish pt:portuguese ro:romanian ru:russian sr:serbian "
        "st:sesotho sv:swedish ta:tamil tr:turkish yi:yiddish"
    ).split()
)
_UNACCENTED: Final = ("el", "ro")  # lists of stop words written without accents
_TURKISH: Final = str.maketrans({"I": "ı", "İ": "i"})
_PERSIAN: Final = str.maketrans({"ك": "ک", "ي": "ی", "ى": "ی"})
_stemmer_lock = Lock()  # a stemmer keeps the word it works on; sessions are threads


class Token(NamedTuple):
    """A word at `start:end` of the text, and the term it counts as."""

    start: int
    end: int
    surface: str
    term: str


def fold(text: str) -> str:
    """Lower case without accents, points, apostrophes and editorial brackets.

    Signs that make another letter or syllable (Indic, Thai, Hangul, kana) stay.
    """
    if text.isascii():
        lower = text.lower()
        return lower if lower.isalnum() else lower.translate(_DROPPED)
    decomposed = unicodedata.normalize("NFKD", text.translate(_DROPPED))
    # Decomposing may bring capitals (𝐀), folding may bring accents (İ).
    while (folded := unicodedata.normalize("NFKD", decomposed.casefold())) != decomposed:
        decomposed = folded
    for accented, letter in _CYRILLIC.items():
        decomposed = decomposed.replace(accented, letter)
    bare = _LOSABLE.sub("", decomposed).translate(_DROPPED)
    return unicodedata.normalize("NFC", bare)


def fold_case(text: str, language: str) -> str:
    """Lower case as the language has it (Turkish I is ı), with accents, composed."""
    if language in ("tr", "az"):
        text = text.translate(_TURKISH)
    lower = unicodedata.normalize("NFC", text).lower()
    if language in ("fa", "ur"):
        lower = lower.translate(_PERSIAN)
    return lower.replace("ё", "е") if language == "ru" else lower


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Callable[[str], str] | None:
    name = _STEMMERS.get(language)
    # Its own memory of words is not needed: `term_of` remembers them.
    return Stemmer.Stemmer(name, 0).stemWord if name else None


def _stem(word: str, language: str) -> str:
    stem = _stemmer(language)
    if stem is None:
        return word
    with _stemmer_lock:
        return str(stem(word))


@lru_cache(maxsize=200_000)
def term_of(word: str, language: str = "en") -> str:
    """The term of one word; empty for stop words and for words too short to mean anything.

    `language` is an ISO 639-1 code. Where there is no stemmer (and for `""`, a language that is
    not known) the term is the folded word, where there is no list of stop words none is left out.
    """
    if language == "en":
        folded = fold(_POSSESSIVE.sub("", word)).replace(" ", "")  # ﹰ is a space and a sign
        if len(folded) < MIN_TERM_CHARS or folded in stop_words("en"):
            return ""
        return _stem(folded, "en")
    elision = _ELISION.get(language)
    if elision is not None:
        word = elision.sub("", word, count=1)
    lower = fold_case(_POSSESSIVE.sub("", word), language)
    if language == "tr":  # a name's ending stands behind an apostrophe: Ankara'nın
        lower = re.split(f"[{_APOSTROPHES}]", lower, maxsplit=1)[0]
    lower = lower.translate(_DROPPED)
    stops = stop_words(language)
    bare = fold(lower).replace(" ", "")
    form = bare if language in _UNACCENTED else lower
    is_han = _IS_HAN.match(bare) is not None
    is_short = len(bare) < MIN_TERM_CHARS and not is_han
    if is_short or form in stops or (is_han and len(form) == 2 and stops.issuperset(form)):
        return ""
    if language == "vi":  # a Vietnamese mark makes another word
        return lower
    return fold(_stem(lower, language)).replace(" ", "") or bare


def terms_of(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The terms one word has in several languages, each once, empty ones left out."""
    return tuple(dict.fromkeys(filter(None, (term_of(word, code) for code in languages))))


def phrases_in(text: str, languages: Iterable[str] = ("en",)) -> list[tuple[str, ...]]:
    """A word or phrase a person typed, as the terms it has in each language (each way once).

    >>> phrases_in("the oil companies", ["en", "de"])
    [('oil', 'compani'), ('the', 'oil', 'compani')]
    """
    ways = (tuple(t.term for t in tokenize(text, code) if t.term) for code in languages)
    return list(dict.fromkeys(way for way in ways if way))


def tokenize(text: str, language: str = "en") -> list[Token]:
    """Every word of `text` in order, stop words included (with an empty term).

    `language` (ISO 639-1) chooses stop words and stemmer.
    """
    is_spaced = text.isascii() or not _UNSPACED.search(text)
    if is_spaced and language == "en":
        return [
            Token(match.start(), match.end(), match[0], term_of(match[0]))
            for match in _WORD.finditer(text)
        ]
    elision = _ELISION.get(language)
    tokens: list[Token] = []
    for match in _WORD.finditer(text):
        start, word = match.start(), match[0]
        article = elision.match(word) if elision is not None else None
        if article is not None:
            end = article.end()
            tokens.append(Token(start, start + end, word[:end], ""))
            start, word = start + end, word[end:]
        if is_spaced or not _UNSPACED.search(word):
            tokens.append(Token(start, start + len(word), word, term_of(word, language)))
        else:
            tokens += _unspaced(word, start, language)
    return tokens


# What `dash_core.text.language.words` asks of characters, to split texts as `tokenize` does.


def is_elided(language: str) -> bool:
    """Whether words of a language lose a vowel before another word, and stand together with it."""
    return language in _ELISION


def is_special(character: str) -> bool:
    """Whether a text with it is not split by letters and apostrophes alone."""
    return _SPECIAL.match(character) is not None


def is_plain_letter(character: str) -> bool:
    """Whether it is a letter or digit, which words are of."""
    return character.isalnum()


def is_apostrophe(character: str) -> bool:
    """Whether it is inside a word between two letters of it."""
    return character in _APOSTROPHES


def _unspaced(run: str, start: int, language: str) -> Iterator[Token]:
    """Pairs of signs of Chinese, Thai, …; runs of kana and of other letters as they are."""
    for piece in _PIECE.finditer(run):
        at = start + piece.start()
        signs = _SIGN.findall(piece[0]) if piece.lastgroup == "pairs" else [piece[0]]
        for sign, after in pairwise(signs) if len(signs) > 1 else [(signs[0], "")]:
            pair = sign + after
            yield Token(at, at + len(pair), pair, term_of(pair, language))
            at += len(sign)


def find_phrase(tokens: Sequence[Token], phrase: Sequence[str]) -> list[tuple[int, int]]:
    """Positions `(first, behind the last)` in `tokens` where the terms of `phrase` follow one
    another; stop words between them do not count."""
    kept = [i for i, token in enumerate(tokens) if token.term]
    n = len(phrase)
    return [
        (kept[i], kept[i + n - 1] + 1)
        for i in range(len(kept) - n + 1)
        if all(tokens[kept[i + j]].term == phrase[j] for j in range(n))
    ]


def spans_of(tokens: Iterable[Token], terms: Collection[str]) -> list[tuple[int, int]]:
    """Where in the text tokens of these terms stand, in order; pairs that overlap are one."""
    spans: list[tuple[int, int]] = []
    for token in tokens:
        if token.term in terms and token.term:
            if spans and spans[-1][0] <= token.start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], token.end))
            else:
                spans.append((token.start, token.end))
    return spans


def written(tokens: Sequence[Token]) -> str:
    """Tokens that follow one another, as people write them.

    >>> written(tokenize("the oil"))
    'the oil'
    >>> written(tokenize("石油会社", "ja"))
    '石油会社'
    """
    text = ""
    for i, token in enumerate(tokens):
        before = tokens[i - 1].end if i else token.start
        overlap = max(0, before - token.start) if i and tokens[i - 1].start < token.start else 0
        text += (" " if i and before < token.start else "") + token.surface[overlap:]
    return text


def _display_form(word: str) -> str:
    """A word as people read it alone: without a possessive, and not all in capitals."""
    word = _POSSESSIVE.sub("", word)
    return word.title() if word.isupper() and len(word) > 4 else word


def surfaces(words: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """The most frequent way each term is written, for people to read.

    Lower case wins over a capital at equal counts, then the shorter word, then the alphabet.

    Parameters
    ----------
    words
        Words, their terms, and how often they stand.
    """
    counts: dict[str, dict[str, int]] = {}
    for word, term, n in words:
        if term:
            ways, shown = counts.setdefault(term, {}), _display_form(word)
            ways[shown] = ways.get(shown, 0) + n
    return {
        term: min(ways, key=lambda w: (-ways[w], w[:1].isupper(), len(w), w))
        for term, ways in counts.items()
    }
