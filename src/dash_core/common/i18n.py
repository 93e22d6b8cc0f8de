"""Every word of the interface goes through here, in the language of who is asking.

`_("…")` and `ngettext` are gettext's own; the English text is the key, so English needs no
catalogue. A translation is the file `locale/<language>.po`; `python -m dash_core.common.extract`
brings new keys into it. A module's head runs before anyone asks: there a text is only marked, by
`phrase` or `phrases`, and goes through `_()` where it is shown.

What is data and no word (ids, column names and values of exports, `--json`, "Other" as a topic's
label) does not go through here: it is the same in every language.
"""

import gettext
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from io import BytesIO
from pathlib import Path
from typing import Final, ParamSpec, TypeVar, cast

from dash_core.common.pseudo import PSEUDO, PseudoTranslations

__all__ = [
    "CATALOGUES",
    "LANGUAGES",
    "RIGHT_TO_LEFT",
    "VARIABLE",
    "_",
    "bound",
    "cached_words",
    "count",
    "first_few",
    "format_number",
    "format_percent",
    "host_language",
    "in_language",
    "is_known",
    "language",
    "ngettext",
    "phrase",
    "phrases",
    "set_fallback",
    "speak",
]

LANGUAGES: Final = {"en": "English", "de": "Deutsch"}
"""Languages of the interface (ISO 639-1), each by its own name."""

RIGHT_TO_LEFT: Final = frozenset({"ar-XB"})

CATALOGUES: Final = Path(__file__).with_name("locale")

VARIABLE: Final = "DOSSIER_LANGUAGE"
"""The environment variable with the host's language."""

_P = ParamSpec("_P")
_R = TypeVar("_R")

_language: ContextVar[str] = ContextVar("language", default="")
_fallback: list[Callable[[], str]] = []


def is_known(code: str) -> bool:
    """Whether the interface speaks this language."""
    return code in LANGUAGES or code in PSEUDO


def host_language() -> str:
    """The language that the host set, else English."""
    code = os.environ.get(VARIABLE, "").strip()
    return code if is_known(code) else "en"


def language() -> str:
    """The language of this run."""
    return _language.get() or (_fallback[-1]() if _fallback else host_language())


def set_fallback(ask: Callable[[], str]) -> None:
    """Let this say the language where a run has not set one yet, as in a callback."""
    _fallback[:] = [ask]


def speak(code: str) -> None:
    """From here on, let this run speak a language."""
    _language.set(code)


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Speak a language inside of a block."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def bound(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """A function that will speak the language of now, whichever thread calls it."""
    code = language()

    @wraps(function)
    def spoken(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with in_language(code):
            return function(*args, **kwargs)

    return spoken


def cached_words(maxsize: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """`functools.lru_cache` for a function whose result holds words: one for each language."""

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        @lru_cache(maxsize)
        def by_language(_code: str, /, *args: object, **kwargs: object) -> _R:
            return cast("Callable[..., _R]", function)(*args, **kwargs)

        @wraps(function)
        def cached(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            return by_language(language(), *args, **kwargs)  # type: ignore[arg-type]

        return cached

    return decorate


def _(text: str) -> str:
    """Give `text` in the language of the run."""
    return _catalogue(language()).gettext(text) if text else ""


def phrase(text: str) -> str:
    """Mark a text for translation where it is not shown yet; `_()` translates it later."""
    return text


def phrases(one: str, many: str) -> tuple[str, str]:
    """Mark two forms of a phrase; `ngettext(*…, n)` chooses and translates later."""
    return one, many


def ngettext(one: str, many: str, n: int, **more: str) -> str:
    """Give the form of a phrase that fits the number `n`, with `{n}` and `more` filled in."""
    return _catalogue(language()).ngettext(one, many, n).format(n=format_number(n), **more)


def count(n: int) -> str:
    """Say how many documents, with the noun: `1 document`, `1,204 documents`."""
    return ngettext("{n} document", "{n} documents", n)


def first_few(items: Sequence[str], n: int) -> list[str]:
    """The first `n` items and how many more there are: `["a", "b", "3 more"]`."""
    more = len(items) - n
    return [*items[:n], *([ngettext("{n} more", "{n} more", more)] if more > 0 else [])]


def format_number(value: float, digits: int | None = None, *, trim: bool = False) -> str:
    """A number as people write it: `1,204`, in German `1.204`; `digits` after the point, without
    zeros at the end if `trim`.

    >>> format_number(1204), format_number(1204.25, 1)
    ('1,204', '1,204.2')
    """
    text = f"{value:,}" if digits is None else f"{value:,.{digits}f}"
    if trim and digits:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_signs(language())[0])


def format_percent(share: float, digits: int = 0) -> str:
    """A share as people write it: `12%`, in German `12 %`; `digits` after the point.

    >>> format_percent(0.123), format_percent(0.123, 1)
    ('12%', '12.3%')
    """
    signs, space = _signs(language())
    return f"{share:.{digits}%}".translate(signs).replace("%", f"{space}%")


@lru_cache(maxsize=16)
def _signs(code: str) -> tuple[dict[int, str], str]:
    """The signs of a language for those of English in a number, and the space before "%"."""
    if code not in LANGUAGES or code == "en":
        return {}, ""
    from babel import Locale
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = Locale.parse(code)
    signs = {ord(","): get_group_symbol(locale), ord("."): get_decimal_symbol(locale)}
    return signs, "\N{NO-BREAK SPACE}" * (
        "\N{NO-BREAK SPACE}" in locale.percent_formats[None].pattern
    )


@lru_cache(maxsize=16)
def _catalogue(code: str) -> gettext.NullTranslations:
    """The catalogue of a language, compiled when it is first asked for."""
    if code in PSEUDO:
        return PseudoTranslations(code)
    file = CATALOGUES / f"{code}.po"
    if not file.is_file():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with file.open("rb") as lines:
        catalogue = read_po(lines, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
