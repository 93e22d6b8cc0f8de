"""The language of each document, which selects its stemmer and stop words.

What a listing states is often the language of the papers and not of their description ("Russian",
in English), and a text of a few words, most of them names, is easily misclassified. So a text is
assigned another language than most of its listing only where the classifier is certain, and
statements count only where they agree with the certain texts.

Languages are identified by py3langid (Lui & Baldwin 2012, "langid.py: An Off-the-shelf Language
Identification Tool"), which ships its model and is deterministic.
"""

import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from dash_core.common.parts import each
from dash_core.common.progress import Progress, no_progress

if TYPE_CHECKING:
    from dash_core.text.language.classify import Classifier

__all__ = ["detect_languages", "language_code", "languages_by_count"]

MIN_LANGUAGE_PROBABILITY: Final = 0.9  # from which a classification is certain
LANGUAGE_SAMPLE: Final = 2_000  # texts that are classified; all, if these are in several languages
MAX_OTHER_LANGUAGES: Final = 0.003  # a larger share of the sample: the listing has several
MAX_DETECTED_CHARS: Final = 400  # of a text that are classified

# Codes of what is one written language to the stemmers and lists of stop words.
_SAME: Final = {"nb": "no", "nn": "no", "bs": "hr", "sh": "sr", "und": "", "mul": "", "zxx": ""}
_DEFAULT: Final = "en"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    text = files(__package__).joinpath("languages.toml").read_text("utf-8")
    rows = tomllib.loads(text).items()
    return {name.strip().casefold(): code for code, line in rows for name in line.split(";")}


@lru_cache(maxsize=1_000)
def language_code(stated: str) -> str:
    """The ISO 639 code (639-1 where there is one) of a language as a listing states it.

    Names in English, in the language itself and in some others, and codes; empty where that
    is no language or more than one.

    >>> [language_code(name) for name in ("fre", "Français", "French", "en-US", "English; Russian")]
    ['fr', 'fr', 'fr', 'en', '']
    """
    name = " ".join(stated.split()).strip(" .").casefold()
    if code := _names().get(name):
        return _SAME.get(code, code)
    import langcodes  # slow to import, rarely needed

    try:
        code = langcodes.get(name).language or ""
        is_code = langcodes.tag_is_valid(name)
    except (LookupError, ValueError):  # no code at all
        return ""
    return _SAME.get(code, code) if is_code else ""


@lru_cache(maxsize=1)
def _classifier() -> "Classifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # the model takes half a second

    from dash_core.text.language.classify import Classifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return Classifier(identifier)


def _clear(texts: Sequence[str], _progress: Progress = no_progress) -> list[str]:
    """The language that each text is clearly in; empty if it is not clear."""
    found = _classifier().classify([text[:MAX_DETECTED_CHARS].lower() for text in texts])
    return [
        _SAME.get(code, code) if probability >= MIN_LANGUAGE_PROBABILITY else ""
        for code, probability in found
    ]


def detect_languages(texts: Sequence[str], stated: Sequence[str] | None = None) -> list[str]:
    """The ISO 639-1 code of the language of each text.

    Parameters
    ----------
    texts
        Title and summary of each document of one listing.
    stated
        What the listing states as language of each; empty where it states nothing.

    A text that is not clear has the language stated, if statements agree with the clear texts,
    else the language of most clear texts. Where nothing is clear it is the language of all texts
    as one, or English.
    """
    n = len(texts)
    codes = [language_code(text) for text in stated] if stated is not None else [""] * n
    step = max(1, -(-n // LANGUAGE_SAMPLE))
    clear = dict(zip(range(0, n, step), each(_clear, texts[::step]), strict=True))
    votes = Counter(filter(None, clear.values()))
    checked = [codes[row] == code for row, code in clear.items() if code and codes[row]]
    is_trusted = 2 * sum(checked) >= len(checked)
    most = min(votes, key=lambda code: (-votes[code], code)) if votes else _language_of_all(texts)
    if step > 1 and votes.total() - votes[most] <= MAX_OTHER_LANGUAGES * len(clear):
        clear = {}  # one language, as far as the sample shows
    elif step > 1:
        others = [row for row in range(n) if row not in clear]
        clear |= zip(others, each(_clear, [texts[row] for row in others]), strict=True)
    return [clear.get(row) or (is_trusted and codes[row]) or most for row in range(n)]


def _language_of_all(texts: Sequence[str]) -> str:
    step = max(1, -(-len(texts) // LANGUAGE_SAMPLE))
    return _clear([" ".join(texts[::step])])[0] or _DEFAULT


def languages_by_count(languages: Sequence[str]) -> tuple[str, ...]:
    """The languages of a collection, that of most documents first; English if there are none."""
    counts = Counter(languages)
    return tuple(sorted(counts, key=lambda code: (-counts[code], code))) or (_DEFAULT,)
