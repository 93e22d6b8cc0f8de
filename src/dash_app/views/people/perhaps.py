"""Names that may be one person's: accepted or refused, one by one or many at a time."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dash_app.components import html
from dash_app.views.people.decide import decide, decide_all, first, more
from dash_core import Collection
from dash_core.common.i18n import _, format_number, ngettext
from dash_core.study.edits import Edit, Kind
from dash_core.text.spellings import MergeCandidate

__all__ = ["perhaps", "perhaps_also"]

_OF_ONE: Final = 3  # pairs on the panel of one person


def perhaps(collection: Collection) -> None:
    """Every pair that may be one person, or what was compared where there is none."""
    pairs = collection.people.merge_candidates
    if not pairs:
        st.caption(
            _(
                "No two names in this listing look like the same person. Compared were surnames, "
                "initials, the order of words, and spelling."
            )
        )
        return
    _likely(collection, pairs)
    shown = first(pairs, "names-more-pairs")
    _ticked(collection, shown)
    for pair in shown:
        _pair(collection, pair)
    more(pairs, "names-more-pairs")


def _likely(collection: Collection, pairs: Sequence[MergeCandidate]) -> None:
    """One step for all that are likely one person; each can be undone alone."""
    names = [_rare_and_main(collection, pair) for pair in pairs if pair.likely]
    if not names:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="pairs-likely"):
        st.button(
            ngettext("Merge the {n} likely", "Merge the {n} likely", len(names)),
            key="pairs-merge-likely",
            icon=":material/call_merge:",
            on_click=decide_all,
            args=(collection, [Edit("same person", rare, after=main) for rare, main in names]),
        )
        st.caption(
            _(
                "The first below: an office printed with a surname that few people have, and the "
                "only full name with it. Each can be undone."
            )
        )


def perhaps_also(collection: Collection, name: str) -> None:
    """The names that may be this person's, each to be merged or kept apart."""
    pairs = collection.people.merge_candidates
    for pair in [pair for pair in pairs if name in (pair.name, pair.other)][:_OF_ONE]:
        _pair(collection, pair, of=name)


def _rare_and_main(collection: Collection, pair: MergeCandidate) -> tuple[str, str]:
    """The two names of a pair, the likely name of both or the one of more documents last."""
    if pair.likely:
        return (pair.other if pair.likely == pair.name else pair.name), pair.likely
    counts = collection.facets["people"].counts(collection.all_rows)
    rare, main = sorted((pair.name, pair.other), key=lambda name: (counts.get(name, 0), name))
    return rare, main


def _ticked(collection: Collection, pairs: Sequence[MergeCandidate]) -> None:
    """Accept or refuse many at a time: those that are ticked."""
    names = [_rare_and_main(collection, pair) for pair in pairs]
    keys = [f"tick-{rare}-{main}" for rare, main in names]
    ticked = [pair for pair, key in zip(names, keys, strict=True) if st.session_state.get(key)]

    def tick() -> None:
        for key in keys:
            st.session_state[key] = len(ticked) < len(keys)

    def decide_ticked(kind: Kind) -> None:
        decide_all(collection, [Edit(kind, rare, after=main) for rare, main in ticked])
        for key in keys:
            st.session_state.pop(key, None)

    with st.container(horizontal=True, vertical_alignment="center", key="pairs-ticked"):
        st.button(
            _("Tick all shown") if len(ticked) < len(keys) else _("Tick none"),
            key="pairs-tick-all",
            type="tertiary",
            on_click=tick,
        )
        acts: tuple[tuple[str, str, str, Kind], ...] = (
            ("merge", _("Merge ticked ({n})"), "call_merge", "same person"),
            ("apart", _("Keep ticked apart ({n})"), "call_split", "keep apart"),
        )
        for key, label, icon, kind in acts:
            st.button(
                label.format(n=format_number(len(ticked))),
                key=f"pairs-{key}",
                icon=f":material/{icon}:",
                on_click=decide_ticked,
                args=(kind,),
                disabled=not ticked,
            )


def _pair(collection: Collection, pair: MergeCandidate, of: str = "") -> None:
    """Two names, why they are offered, and what to do; `of`: on the panel of this person."""
    counts = collection.facets["people"].counts(collection.all_rows)
    rare, main = _rare_and_main(collection, pair)
    both = _("“{a}” ({n}) and “{b}” ({m})").format(
        a=rare, n=format_number(counts.get(rare, 0)), b=main, m=format_number(counts.get(main, 0))
    )
    if of:
        other = main if of == rare else rare
        both = _("Perhaps also “{name}” ({n})").format(
            name=other, n=format_number(counts.get(other, 0))
        )
    acts = (
        ("join", _("Merge"), "call_merge", Edit("same person", rare, after=main)),
        ("split", _("Keep apart"), "call_split", Edit("keep apart", rare, after=main)),
    )
    prefix = "of-" if of else ""
    with st.container(key=f"{prefix}pair-{rare}-{main}"):
        line = (
            f'<p class="words">{html.escape(both)} '
            f'<span class="muted">{html.escape(pair.reason)}</span></p>'
        )
        st.html(line)
        with st.container(horizontal=True, vertical_alignment="center"):
            if not of:
                st.checkbox(
                    _("Tick “{a}” and “{b}”").format(a=html.plain(rare), b=html.plain(main)),
                    key=f"tick-{rare}-{main}",
                    label_visibility="collapsed",
                )
            for key, label, icon, edit in acts:
                st.button(
                    label,
                    type="tertiary",
                    icon=f":material/{icon}:",
                    key=f"{prefix}{key}-{rare}-{main}",
                    help=html.plain(edit.sentence()),
                    on_click=decide,
                    args=(collection, edit),
                )
