"""Names and spellings: every join with its reason, and what a person decides about them.

A decision is an edit of the study like any other: it makes a new address, is listed on the Data
page, and has its undo.
"""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dash_app.components import edit_list, html, widgets
from dash_app.components.downloads import Offer, button
from dash_app.components.messages import show_error
from dash_app.session import links, loading, url
from dash_app.session.errors import catch_error
from dash_app.views.people import decide, perhaps
from dash_core import Collection, Filter, View
from dash_core.common import settings
from dash_core.common.i18n import _, count, format_number, ngettext
from dash_core.export.provenance import provenance
from dash_core.study.comment_header import with_header
from dash_core.study.edits import Edit
from dash_core.text.spellings import Spelling, parse_table, to_table

__all__ = ["names", "say_open"]

_TABLE: Final = "names-table"
_VIEWS: Final = ("joined", "perhaps", "decided")
_ROLES: Final = 4  # roles of a name, at most


def say_open(collection: Collection) -> None:
    """How many pairs of names wait for a decision, where any do."""
    n = len(collection.people.merge_candidates)
    if n:
        st.caption(
            ngettext(
                "{n} pair of names may be one person: “Perhaps the same”, below.",
                "{n} pairs of names may be one person: “Perhaps the same”, below.",
                n,
            )
        )


def names(collection: Collection, view: View) -> None:
    """The names of the filter with their spellings, what may be the same, what was decided."""
    show_error(decide.PLACE)
    if not collection.people.names:
        st.caption(_("No names were found in this listing."))
        return
    joined = _joined(collection, view)
    decided = _decided(collection)
    labels = {
        "joined": _("Merged ({n})").format(n=format_number(len(joined))),
        "perhaps": _("Perhaps the same ({n})").format(
            n=format_number(len(collection.people.merge_candidates))
        ),
        "decided": _("Your decisions ({n})").format(n=format_number(len(decided))),
    }
    key = "names-kind"
    widgets.sync_widget(key, url.choice("names", _VIEWS, "joined"))
    kind = st.segmented_control(
        _("Names"),
        _VIEWS,
        format_func=lambda kind: labels[kind],
        required=True,
        key=key,
        on_change=lambda: widgets.write_choice(key, "names", _VIEWS),
        label_visibility="collapsed",
    )
    if kind == "perhaps":
        perhaps.perhaps(collection)
    elif kind == "decided":
        _decisions(collection, decided)
    else:
        _spellings(collection, view, joined)


# Joined


def _joined(collection: Collection, view: View) -> list[str]:
    """The names of the filter that stand for several spellings, the most frequent first."""
    counts = collection.facets["people"].counts(view.rows)
    several = (name for name, forms in collection.people.names.items() if len(forms) > 1)
    return sorted((n for n in several if counts.get(n)), key=lambda name: (-counts[name], name))


def _spellings(collection: Collection, view: View, joined: Sequence[str]) -> None:
    key = "names-one"
    counts = collection.facets["people"].counts(view.rows)
    everyone = sorted((n for n in counts if counts[n]), key=lambda n: (-counts[n], n))
    widgets.sync_widget(key, url.choice("name", everyone) or None)
    one = st.selectbox(
        _("Show one name"),
        everyone[: settings.MAX_OPTIONS.value],
        index=None,
        key=key,
        on_change=lambda: links.set_parameters(name=st.session_state[key] or ""),
        placeholder=_("Type a name"),
    )
    if not one and not joined:
        st.caption(_("Every name in this filter has one spelling. Choose one to change it here."))
    shown = [one] if one else decide.first(joined, "names-more-joined")
    for name in shown:
        _name(collection, name)
    decide.more(joined if not one else (), "names-more-joined")
    carried, left = collection.people.same, collection.people.unresolved
    if carried or left:
        _format_same(len(carried), len(left))


def _format_same(carried: int, left: int) -> None:
    sentences = []
    if carried:
        sentences.append(
            ngettext(
                "{n} title says “same”: its people are those of the previous entry.",
                "{n} titles say “same”: their people are those of the previous entry.",
                carried,
            ).format(n=format_number(carried))
        )
    if left:
        sentences.append(
            ngettext(
                "{n} says so where it is not certain who is meant, and is left as printed.",
                "{n} say so where it is not certain who is meant, and are left as printed.",
                left,
            ).format(n=format_number(left))
        )
    st.caption(" ".join(sentences))


def _name(collection: Collection, name: str) -> None:
    """A name with its documents and roles, and each other spelling with its reason."""
    forms = collection.people.names.get(name, ())
    numbers = [count(form.documents) for form in forms if form.printed == name]
    roles = [role.role for role in collection.people.roles.get(name, ())][:_ROLES]
    if name in collection.people.by_model:
        roles.append(_("found by the language model"))
    with st.container(key=f"spelling-{name}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                f'<p class="facts"><b class="archival">{html.escape(name)}</b> '
                f'<span class="muted">{html.escape(" · ".join([*numbers, *roles]))}</span></p>'
            )
            if name in collection.people.persons:
                st.button(
                    _("Not a person"),
                    type="tertiary",
                    key=f"no-person-{name}",
                    help=html.plain(_("Remove “{name}” from the people").format(name=name)),
                    on_click=decide.decide,
                    args=(collection, Edit("no person", name)),
                )
        for form in forms:
            if form.printed != name:
                _form(collection, name, form)


def _form(collection: Collection, name: str, form: Spelling) -> None:
    line = _("{documents}; {reason}").format(documents=count(form.documents), reason=form.reason)
    merged = Edit("same person", form.printed, after=name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f'<p class="words">{html.escape(_("“{form}”").format(form=form.printed))} '
            f'<span class="muted">{html.escape(line)}</span></p>'
        )
        if merged in collection.study.edits:
            st.button(
                _("Undo"),
                type="tertiary",
                icon=":material/undo:",
                key=f"unjoin-{name}-{form.printed}",
                on_click=decide.keep,
                args=(collection, tuple(e for e in collection.study.edits if e != merged)),
            )
        else:
            st.button(
                _("Keep apart"),
                type="tertiary",
                icon=":material/call_split:",
                key=f"apart-{name}-{form.printed}",
                help=html.plain(_("“{form}” is not “{name}”").format(form=form.printed, name=name)),
                on_click=decide.decide,
                args=(collection, Edit("keep apart", form.printed, after=name)),
            )


# Your decisions


def _decided(collection: Collection) -> list[Edit]:
    return [edit for edit in collection.study.edits if edit.target == "name"]


def _decisions(collection: Collection, decided: Sequence[Edit]) -> None:
    _join_two(collection)
    if not decided:
        st.caption(_("What you decide about names is listed here, and can be undone."))
    edit_list.draw(collection, decided, "names", decide.keep)
    _table(collection)


def _join_two(collection: Collection) -> None:
    """Two names to be made one."""
    known = sorted(collection.people.names)
    one, other = "names-join-one", "names-join-other"
    for key in (one, other):
        if st.session_state.get(key) not in known:
            st.session_state.pop(key, None)

    def join() -> None:
        a, b = st.session_state.get(one), st.session_state.get(other)
        if a and b and a != b:
            decide.decide(collection, Edit("same person", a, after=b))

    with st.container(horizontal=True, vertical_alignment="bottom", key="names-join"):
        for key, label in ((one, _("This name")), (other, _("is the same person as"))):
            st.selectbox(
                label,
                _offered(collection, known, st.session_state.get(key)),
                index=None,
                key=key,
                placeholder=_("Type a name"),
            )
        a, b = st.session_state.get(one), st.session_state.get(other)
        st.button(
            _("Merge"),
            icon=":material/call_merge:",
            key="names-join-button",
            on_click=join,
            disabled=not (a and b and a != b),
        )


def _offered(collection: Collection, known: Sequence[str], selected: str | None) -> list[str]:
    """As many names as a browser can take, the most frequent."""
    if len(known) <= settings.MAX_OPTIONS.value:
        return list(known)
    counts = collection.facets["people"].counts(collection.all_rows)
    first = sorted(known, key=lambda name: (-counts.get(name, 0), name))[
        : settings.MAX_OPTIONS.value
    ]
    return sorted({*first, *([selected] if selected else [])})


def _table(collection: Collection) -> None:
    """All decisions as text, to be edited, kept or brought from another listing."""
    text = to_table(collection.study.edits)
    key = f"{_TABLE}-{collection.fingerprint}"
    st.session_state.setdefault(key, text)

    def apply() -> None:
        with catch_error(decide.PLACE):
            decide.revise(collection, parse_table(st.session_state[key], collection.study.edits))

    st.text_area(
        _("The same as a table, one decision per line"),
        key=key,
        height=max(140, min(320, 40 + 24 * (text.count("\n") + 1))),
        placeholder=_(
            "Pishevari = Pishavari; J. Pishevari\nkeep apart: A. Smith; B. Smith\n"
            "not a person: Negotiate Peace\nrole: Sadchikov = Soviet ambassador, 1946"
        ),
    )
    with st.container(horizontal=True):
        st.button(
            _("Apply the table"),
            key="names-apply",
            on_click=apply,
            disabled=st.session_state[key].strip() == text.strip(),
        )
        every = loading.view_of(collection, Filter())
        offer = Offer(
            _("Download the table"),
            "names",
            "txt",
            lambda: with_header(text, provenance(collection, every).as_text()).encode(),
            why_not="" if text else _("Nothing was decided about names yet."),
        )
        button(collection, offer, type="tertiary")
    st.caption(
        _(
            "Saved in the study of this listing. Write “Name = spelling; spelling”, “keep apart: "
            "A; B”, “not a person: X” or “role: Name = what you know”."
        )
    )
