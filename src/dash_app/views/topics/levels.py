"""Coarser and finer groups: a walk down from two groups to many, each level dividing the last."""

from functools import partial
from typing import Final

import streamlit as st

from dash_app.components import html, view_state
from dash_app.components.messages import show_error
from dash_app.components.topic_edits import edit
from dash_app.session import links, url
from dash_app.session.progress import show_progress
from dash_app.views.topics.blocks import format_stability
from dash_app.views.topics.moved import note_change
from dash_core import Collection, Filter
from dash_core.analysis import topics
from dash_core.collection.filter import MAX_LINKED
from dash_core.common.i18n import _, count, ngettext
from dash_core.topics import Topics
from dash_core.topics.edit import hold
from dash_core.topics.file.validate import MAX_HELD
from dash_core.topics.found.levels import Group, Level

__all__ = ["show_levels"]

_PLACE: Final = "topics-levels"
_WALK: Final = "walk"  # parameter: the level and the group, each from 1, as "2.5"
_WORDS: Final = 5  # typical words of a group


def show_levels(collection: Collection, shown: Topics) -> None:
    """The groups of one group, or of the coarsest level, each with a link to its own."""
    numbers = topics.level_numbers(shown)
    if len(numbers) < 2:
        return
    with view_state.expand(_PLACE, _("Coarser and finer groups"), ":material/account_tree:") as own:
        if not own.open:
            return
        levels = show_progress(
            _("Grouping…"), lambda _tick: topics.levels(collection, shown), _close
        )
        st.caption(
            _(
                "In {numbers} groups, a level each. A level divides the groups of the one before "
                "it. The {n} topics of this page are one of them."
            ).format(numbers=_listed(levels), n=len(shown.grouped))
        )
        path = _path(levels)
        _trail(levels, path)
        at = len(path)
        if at < len(levels):
            places = levels[at - 1].groups[path[-1]].parts if path else range(len(levels[0].groups))
            for place in places:
                _group(levels, at, place)
            _take(collection, shown, levels[at])
        if path:
            _documents(collection, levels[at - 1].groups[path[-1]])
    show_error(_PLACE)


def _listed(levels: tuple[Level, ...]) -> str:
    *most, last = [str(len(level.groups)) for level in levels]
    return _("{most} and {last}").format(most=", ".join(most), last=last)


def _path(levels: tuple[Level, ...]) -> list[int]:
    """The group that the URL names, after those it is part of; none for the whole listing."""
    level, _dot, place = url.parameter(_WALK).partition(".")
    if not (level.isdecimal() and place.isdecimal()):
        return []
    at, i = int(level) - 1, int(place) - 1
    if not (0 <= at < len(levels) and 0 <= i < len(levels[at].groups)):
        url.note_invalid(_WALK, url.parameter(_WALK))
        return []
    path = []
    while at >= 0:
        path.append(i)
        i = levels[at].groups[i].whole
        at -= 1
    return path[::-1]


def _parameters(walk: str) -> dict[str, list[str]]:
    kept = {name: value for name, value in links.page_parameters().items() if name != _WALK}
    return links.parameters(None, **{**kept, _WALK: walk})


def _trail(levels: tuple[Level, ...], path: list[int]) -> None:
    """The way from the whole listing to the group."""
    if not path:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(
            "pages/topics.py",
            label=_("All groups"),
            icon=":material/arrow_back:",
            query_params=_parameters(""),
        )
        for at, i in enumerate(path[:-1]):
            if len(levels[at].groups[i].parts) < 2:
                continue  # the next is the same group
            st.page_link(
                "pages/topics.py",
                label=html.plain(levels[at].groups[i].label),
                icon=":material/chevron_right:",
                query_params=_parameters(f"{at + 1}.{i + 1}"),
            )
    group = levels[len(path) - 1].groups[path[-1]]
    st.html(f"<h3>{html.escape(group.label)}</h3>{_facts(group)}")


def _facts(group: Group) -> str:
    facts = [count(len(group.members)), format_stability(group.stability)]
    if len(group.parts) > 1:
        facts.append(ngettext("{n} group in it", "{n} groups in it", len(group.parts)))
    facts.append(", ".join(group.terms[:_WORDS]))
    return f'<p class="facts">{html.escape(" · ".join(filter(None, facts)))}</p>'


def _group(levels: tuple[Level, ...], at: int, place: int) -> None:
    """A link to the parts of a group, over the levels that do not divide it."""
    group = levels[at].groups[place]
    while len(parts := levels[at].groups[place].parts) == 1:
        at, place = at + 1, parts[0]
    st.page_link(
        "pages/topics.py",
        label=html.plain(group.label),
        icon=":material/subdirectory_arrow_right:",
        query_params=_parameters(f"{at + 1}.{place + 1}"),
    )
    st.html(_facts(group))


def _documents(collection: Collection, group: Group) -> None:
    """A link to its documents, where an address holds them all."""
    ids = [str(collection.table["id"][row]) for row in group.members]
    if len(ids) <= MAX_LINKED:
        st.page_link(
            "pages/documents.py",
            label=_("Show {documents}").format(documents=count(len(ids))),
            icon=":material/arrow_forward:",
            query_params=links.parameters(Filter(ids=tuple(ids))),
        )


def _take(collection: Collection, shown: Topics, level: Level) -> None:
    """Make the groups of a level the topics of the page."""
    if level.is_shown or len(collection) > MAX_HELD:
        return
    st.button(
        _("Use these {n} groups as topics").format(n=len(level.groups)),
        key=f"{_PLACE}-take-{len(level.groups)}",
        help=_("Changes to the present groups are not kept. They come back with Undo."),
        on_click=partial(_taken, collection, shown, level),
    )


def _taken(collection: Collection, shown: Topics, level: Level) -> None:
    groups, ids = [group.members for group in level.groups], topics.ids_of(collection)
    edit(_PLACE, lambda file: hold.take_groups(file, groups, ids), moves=True)
    note_change(shown)


def _close() -> None:
    st.session_state[_PLACE] = False
