"""The link that is handed on: exactly what is shown, for anyone where that can be."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from dash_app.components import view_state
from dash_app.session import studies, url
from dash_core import Collection
from dash_core.analysis.compare.comparison import Comparison
from dash_core.common.keep import keep
from dash_core.study.link_codec import pack

__all__ = ["Permalink", "of_view"]

_LEFT_OUT: Final = (
    *(url.SOURCE, url.EDITS, url.UNDO, url.REDO, url.LANGUAGE, "only"),
    *(view_state.OPEN, view_state.TICK),
)


@dataclass(frozen=True, slots=True)
class Permalink:
    """The parameters of a link, and whether it opens on any server or only on this one."""

    parameters: tuple[tuple[str, str], ...]
    is_portable: bool

    def query(self, **more: str) -> str:
        """The parameters as they stand behind a URL's question mark."""
        return urlencode(
            [*self.parameters, *((name, value) for name, value in more.items() if value)]
        )


def of_view(collection: Collection) -> Permalink:
    """The link to what is shown."""
    offered = {source.key: studies.study_of(source) for source in studies.sources()}
    listing = _listing(collection, tuple((key, study.key) for key, study in offered.items()))
    kept = {name: values for name, values in url.parameters().items() if name not in _LEFT_OUT}
    parameters = {**(listing or {url.SOURCE: [studies.source_key()]}), **kept}
    parameters[view_state.OPEN] = view_state.open_expanders()
    is_table = url.page() == "documents" and url.parameter("show") == "table"
    parameters[view_state.TICK] = list(view_state.ticked()) if is_table else []
    sides = Comparison.from_url(kept).sources
    return Permalink(
        tuple((name, value) for name, values in parameters.items() for value in values),
        listing is not None and all(key in offered for key in sides if key),
    )


@keep(2)
def _listing(
    collection: Collection, offered: tuple[tuple[str, str], ...]
) -> dict[str, list[str]] | None:
    """The parameters of the listing with the changes of it; None where they would be too long or
    only this server has it.

    `offered`: the listings that every Dossier started like this one offers, each with the key of
    its study.
    """
    for name, key in reversed(offered):  # the sample first: that one is everywhere
        if key == collection.study.key:
            return {url.SOURCE: [name]}
        packed = pack(collection.study, studies.study(name))
        if packed:
            return {url.SOURCE: [name], url.EDITS: [packed]}
    return None
