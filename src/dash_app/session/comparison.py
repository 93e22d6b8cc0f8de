"""The comparison of the Compare page: the pair in the URL, its sides, the pair compared last."""

from contextlib import suppress
from dataclasses import fields, replace
from typing import Any, Final

import streamlit as st

from dash_app.session import links, loading, studies, url
from dash_core import Collection, DossierError, Filter, Study
from dash_core.analysis.compare.comparison import Comparison
from dash_core.analysis.compare.distinctive_words import Side
from dash_core.common.keep import keep

__all__ = ["link_to_last", "pair", "remember", "set_pair", "shown_sides", "sides"]

# In the session: the parameters of the Compare page with the pair compared last, by listing.
_COMPARED: Final = "pairs-compared"


def pair() -> Comparison:
    """The pair the URL holds."""
    return Comparison.from_url(url.parameters())


def set_pair(pair: Comparison, common: Filter | None = None, word: str = "") -> None:
    """Put a pair into the URL, with another common filter if one is given."""
    url.replace({**links.parameters(common, word=word), **pair.to_url()})


@keep(32)
def _side(collection: Collection, filter_: Filter) -> Side:
    return Side(collection, loading.view_of(collection, filter_))


def sides(pair: Comparison) -> tuple[Side, Side]:
    """Both sides of a pair.

    Raises
    ------
    DossierError
        If another listing cannot be read.
    """
    return _numbered_side(pair, 0), _numbered_side(pair, 1)


def _numbered_side(pair: Comparison, number: int) -> Side:
    key = pair.sources[number]
    if key:
        without = pair.with_side(number, Filter())
        collection = loading.fit(studies.study(key), lambda: set_pair(without))
    else:
        collection = loading.collection()
    return _side(collection, pair.filter(number, url.current_filter()))


def shown_sides() -> tuple[Side, ...]:
    """The sides of the page that is shown; none where it compares nothing."""
    if url.page() != "compare" or not (compared := pair()):
        return ()
    try:
        return sides(compared)
    except DossierError:  # the page says so
        return ()


def remember() -> None:
    """On the Compare page: note the pair of the URL as the one compared last, of every listing
    that is in it."""
    compared = st.session_state.setdefault(_COMPARED, {})
    for key in {"", *pair().sources}:
        with suppress(DossierError):  # the page says so
            compared[_files(studies.study(key))] = url.parameters()


def link_to_last() -> dict[str, list[str]]:
    """URL parameters of a link to the pair compared last; on the page that shows a pair, to the
    choice of another.

    It is found by the files of the listing, since every change of a study gives it another key.
    """
    here = links.parameters()
    try:
        compared = st.session_state.get(_COMPARED, {}).get(_files(studies.study()))
        if not compared or (url.page() == "compare" and pair()):
            return here
        source = compared.get(url.SOURCE, [studies.default_key()])[0]
        if _files(studies.study(source)) != _files(studies.study()):
            return dict(compared)  # this listing is a side of a comparison from another one
    except DossierError:
        return here
    last = Comparison.from_url(compared)
    common = _common(last, Filter.from_url(compared), url.current_filter())
    word = "".join(compared.get("word", []))
    return {**links.parameters(common, word=word), **last.to_url()}


def _files(study: Study) -> tuple[str, ...]:
    return tuple(file.digest for file in study.files)


def _common(pair: Comparison, before: Filter, now: Filter) -> Filter:
    """The filter of now as the common one of a pair; `before` is the common one it had.

    What is in the filter because a side was opened is no part of what both sides have in common.
    """
    opened = [pair.filter(number, before) for number in (0, 1)]
    restored: dict[str, Any] = {
        field.name: getattr(before, field.name)
        for field in fields(Filter)
        if any(getattr(now, field.name) == getattr(side, field.name) for side in opened)
        and getattr(now, field.name)
    }
    return replace(now, **restored)
