"""Links within the visit: the parameters they need, and changing those of the URL."""

from dash_app.session import history, studies, url
from dash_core import Filter
from dash_core.analysis.compare.comparison import is_side_parameter

__all__ = ["page_parameters", "parameters", "set_filter", "set_parameters"]

# What pages have in the URL beside listing and filter; a page number and ticks are of one view.
_OF_PAGE = (
    "doc",
    "show",
    "kind",
    "who",
    "top",
    "word",
    "all",
    "why",
    "with",
    "walk",
    "rows",
    "cause",
    "sort",
    "group",
    "size",
    "columns",
    "names",
    "name",
)
_OF_VIEW = ("page", "tick", "open")


def page_parameters() -> dict[str, str]:
    """What the page has in the URL beside listing and filter."""
    return {name: url.parameter(name) for name in _OF_PAGE if url.parameter(name)}


def parameters(filter_: Filter | None = None, **of_page: str) -> dict[str, list[str]]:
    """URL parameters of a link: the listing, the filter (by default the present one) and a page's.

    Empty values are left out.
    """
    values = url.of_visit()
    values |= dict((url.current_filter() if filter_ is None else filter_).to_url())
    values |= studies.address()
    stacks = {url.UNDO: history.undo_stack(), url.REDO: history.redo_stack()}
    values.update({name: [".".join(keys)] for name, keys in stacks.items() if keys})
    values.update({name: [value] for name, value in of_page.items() if value})
    return values


def set_filter(filter_: Filter, **of_page: str) -> None:
    """Put another filter into the URL; the page's parameters stay, the page number goes."""
    kept = {**page_parameters(), "only": url.parameter("only")}
    sides = {name: values for name, values in url.parameters().items() if is_side_parameter(name)}
    url.replace({**parameters(filter_, **{**kept, **of_page}), **sides})


def set_parameters(**of_page: str) -> None:
    """Put choices of the page into the URL (empty: out of it); all the rest of it stays."""
    now = {name: values for name, values in url.parameters().items() if name not in _OF_VIEW}
    url.replace({**now, **{name: [value] for name, value in of_page.items()}})
