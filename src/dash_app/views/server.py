"""How this server is, for its administrators: room, limits, listings, counts of classes."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import pandas as pd
import streamlit as st

from dash_app.components import html, summary
from dash_app.components.messages import show_error
from dash_app.session import classroom, pages, url
from dash_app.session.errors import catch_error
from dash_app.session.server_figures import server_figures
from dash_core import DossierError
from dash_core.classroom.store import ClassUsage
from dash_core.common import settings
from dash_core.common.i18n import _, format_number, ngettext
from dash_core.dates import format_day
from dash_core.study.store import Store

__all__ = ["show_server"]

_MEGABYTE: Final = 2**20
_EXPIRE: Final = "server-expire"
_EXPIRED: Final = "server-expired"  # in the session: how many classes were deleted just now


def show_server() -> None:
    """The page; each part says by itself where it cannot be reached."""
    st.title(_("This server"), anchor=False)
    st.page_link(
        pages.page("overview"),
        label=_("Back to the listing"),
        icon=":material/arrow_back:",
        query_params=url.of_visit(),
    )
    st.header(_("What is kept"), anchor=False)
    _part(_listings)
    st.header(_("This process"), anchor=False)
    _part(_process)
    st.header(_("Classes"), anchor=False)
    _part(_classes)


def _part(draw: Callable[[], None]) -> None:
    try:
        draw()
    except DossierError as error:
        st.error(html.plain(str(error)), icon=":material/error:")


def _of_limit(used: float, limit: int) -> str:
    """So many megabytes of those that are allowed."""
    return _("{n} of {all} MB").format(
        n=format_number(round(used / _MEGABYTE)), all=format_number(limit // _MEGABYTE)
    )


def _listings() -> None:
    n, used = Store().usage()
    summary.facts(
        [
            (_("Listings"), format_number(n)),
            (_("Room that all of it takes"), _of_limit(used, settings.MAX_STORE.value)),
        ]
    )


def _process() -> None:
    figures = server_figures()

    def whole(name: str) -> str:
        return format_number(round(figures.get((name, ""), 0)))

    def mean(name: str) -> str:
        n = figures.get((f"{name}s", ""), 0)
        seconds = figures.get((f"{name}_seconds", ""), 0) / n if n else 0
        return _("{n}, {seconds} s each").format(
            n=format_number(round(n)), seconds=format_number(round(seconds, 2))
        )

    refused = sum(n for (name, _label), n in figures.items() if name == "refused")
    summary.facts(
        [
            (_("Visits that are connected"), whole("sessions")),
            (_("Open listings"), whole("listings")),
            (_("Documents in them"), whole("documents")),
            (
                _("Memory of this process"),
                _("{n} MB; {all} MB for open listings").format(
                    n=format_number(round(figures["memory_bytes", ""] / _MEGABYTE)),
                    all=format_number(settings.MAX_MEMORY.value // _MEGABYTE),
                ),
            ),
            (_("Pages drawn"), mean("rerun")),
            (_("Listings read"), mean("fit")),
            (_("Stopped at a limit of time or memory"), whole("killed")),
            (_("Refused because it was too much"), format_number(round(refused))),
            (_("Unforeseen errors"), whole("errors")),
            (_("Running for"), _hours(figures["up_seconds", ""])),
        ]
    )
    st.caption(_("Other processes of this server count for themselves."))


def _hours(seconds: float) -> str:
    hours = int(seconds // 3600)
    minutes = int(seconds // 60)
    if hours:
        return ngettext("{n} hour", "{n} hours", hours)
    return ngettext("{n} minute", "{n} minutes", minutes)


def _classes() -> None:
    usage = classroom.store().usage()
    now = datetime.now(UTC).replace(tzinfo=None)
    over = [one for one in usage if one.expires <= now]
    summary.facts(
        [
            (
                _("Classes"),
                _("{n} of {all}").format(
                    n=format_number(len(usage) - len(over)),
                    all=format_number(settings.MAX_CLASSES.value),
                ),
            ),
            (_("Whose time is over"), format_number(len(over))),
        ]
    )
    if usage:
        st.dataframe(
            _table(usage), hide_index=True, width="stretch", alt=_("Classes and how large they are")
        )
    st.button(
        _("Delete those whose time is over"),
        key=_EXPIRE,
        icon=":material/auto_delete:",
        on_click=_expire,
        disabled=not over,
    )
    if (n := st.session_state.pop(_EXPIRED, None)) is not None:
        st.success(
            ngettext("{n} class was deleted.", "{n} classes were deleted.", n),
            icon=":material/check:",
        )
    show_error(_EXPIRE)


def _expire() -> None:
    with catch_error(_EXPIRE):
        st.session_state[_EXPIRED] = classroom.store().expire()


def _table(usage: list[ClassUsage]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Made on"): [format_day(one.created.date()) for one in usage],
            _("Deleted on"): [format_day(one.expires.date()) for one in usage],
            _("Students"): [one.n_students for one in usage],
            _("Answers"): [one.n_answers for one in usage],
        }
    )
