"""Downloads: what a file is good for, its buttons, its name. Made at the click."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dash_core import Collection, View
from dash_core.common.media_types import MEDIA_TYPES
from dash_core.export.file_names import file_name

__all__ = ["Group", "Offer", "button", "row"]


@dataclass(frozen=True)
class Offer:
    """One file: `what` is in it, in one or two words with hyphens, and its `form` (ending) make
    its name; `data` makes it; `help` says more of it; `why_not` why it cannot be had now; `icon`
    is of Material's."""

    label: str
    what: str
    form: str
    data: Callable[[], bytes]
    help: str = ""
    why_not: str = ""
    icon: str = "download"


@dataclass(frozen=True)
class Group:
    """Files that are good for the same thing."""

    title: str
    offers: Sequence[Offer]


def row(collection: Collection, view: View, groups: Sequence[Group]) -> None:
    """Groups of buttons side by side, on a small screen one below the other."""
    widths = [sum(len(offer.label) + 8 for offer in group.offers) for group in groups]
    for place, group in zip(st.columns(widths), groups, strict=True):
        with place, st.container(gap="xxsmall"):
            st.caption(group.title)
            with st.container(horizontal=True, gap="small"):
                for offer in group.offers:
                    button(collection, offer, view)


def button(collection: Collection, offer: Offer, view: View | None = None, **more: Any) -> None:
    """The button of one file; `view` if it is of the documents that pass a filter."""
    name = file_name(collection, offer.what, offer.form, view)
    st.download_button(
        offer.label,
        data=offer.data,
        file_name=name,
        mime=MEDIA_TYPES[offer.form],
        key=f"download-{offer.what}-{offer.form}",
        on_click="ignore",
        icon=f":material/{offer.icon}:",
        disabled=bool(offer.why_not),
        help=offer.why_not or offer.help or None,
        **more,
    )
