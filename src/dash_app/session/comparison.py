"""The comparison of the Compare page: the pair in the URL, and its two sides."""

from functools import lru_cache

from dash_app.session import links, loading, studies, url
from dash_core import Collection, DossierError, Filter
from dash_core.analysis.compare.distinctive_words import Side
from dash_core.analysis.compare.sides import Pair

__all__ = ["pair", "set_pair", "shown_sides", "sides"]


def pair() -> Pair:
    """The pair the URL holds."""
    return Pair.from_url(url.parameters())


def set_pair(pair: Pair, common: Filter | None = None, word: str = "") -> None:
    """Put a pair into the URL, with another common filter if one is given."""
    url.replace({**links.parameters(common, word=word), **pair.to_url()})


@lru_cache(maxsize=64)
def _side(collection: Collection, filter_: Filter) -> Side:
    return Side(collection, loading.view_of(collection, filter_))


def sides(pair: Pair) -> tuple[Side, Side]:
    """Both sides of a pair.

    Raises
    ------
    DossierError
        If another listing cannot be read.
    """
    return _numbered_side(pair, 0), _numbered_side(pair, 1)


def _numbered_side(pair: Pair, number: int) -> Side:
    key = pair.sources[number]
    if key:
        without = pair.with_side(number, Filter())
        collection = loading.fit(studies.study(key), lambda: set_pair(without))
    else:
        collection = loading.collection()
    return _side(collection, pair.filter(number, url.current_filter()))


def shown_sides() -> tuple[Side, ...]:
    """The sides of the page that is shown; none where it compares nothing."""
    if url.page() != "compare" or not (chosen := pair()):
        return ()
    try:
        return sides(chosen)
    except DossierError:  # the page says so
        return ()
