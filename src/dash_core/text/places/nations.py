"""The nations a text speaks of ("French", "Danes"), as their states: company for towns."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

from dash_core.text.places.gazetteer import Place, gazetteer

__all__ = ["nations_of"]

_WORD: Final = re.compile(r"[A-Z](?<!\w.)[a-z]{2,}")


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """A word for a nation -> the code of its state (ISO 3166)."""
    text = files(__package__).joinpath("place_words.toml").read_text("utf-8")
    return {
        word: code
        for code, words in tomllib.loads(text)["nations"].items()
        for word in words.split()
    }


@lru_cache(maxsize=1)
def _states() -> dict[str, Place]:
    """The state of today of each code."""
    return {place.countries[0]: place for place in gazetteer().states if len(place.countries) == 1}


def nations_of(text: str) -> list[Place]:
    """The states of the nations that a text names, each once; none of a text set in capitals.

    >>> [place.name for place in nations_of("The French and the Danes at Brest")]
    ['France', 'Denmark']
    """
    codes, states = _codes(), {}
    words = _WORD.findall(text)
    if codes.keys().isdisjoint(words):
        return []
    for word in words:
        code = codes.get(word)
        if code is not None and code not in states:
            place = _states().get(code)
            if place is not None:
                states[code] = place
    return list(states.values())
