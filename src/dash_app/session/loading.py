"""The state of a visit: which listing, which filter. The URL is the one place it lives."""

import gc
import re
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Final

import streamlit as st

from dash_app.session import url as location
from dash_app.session.progress import show_progress
from dash_core import Collection, DossierError, Filter, Study, View
from dash_core.analysis.compare.sides import is_side_parameter
from dash_core.collection.filter import is_parameter
from dash_core.common import settings
from dash_core.common.errors import StudyError
from dash_core.common.i18n import _
from dash_core.common.progress import Progress
from dash_core.study.annotations import Note
from dash_core.study.link_codec import unpack
from dash_core.study.repository import Repository
from dash_core.study.store import Store
from dash_core.study.study import PAGE
from dash_core.text.vectors.sentence_model import Model, find_model

__all__ = [
    "Decided",
    "Source",
    "change",
    "collection",
    "current_filter",
    "current_view",
    "decided_at",
    "explore",
    "fit",
    "future",
    "go_on",
    "hold",
    "is_stopped",
    "meant",
    "model",
    "offered_repository",
    "opened",
    "own_parameters",
    "past",
    "put",
    "put_choice",
    "redo",
    "revise",
    "revise_notes",
    "revise_topics",
    "source",
    "sources",
    "start_again",
    "stop",
    "study",
    "title",
    "undo",
    "url",
    "view_of",
    "visited",
]

MAX_SHOWN: Final = 100  # studies of them: other notes, the same words and numbers
MAX_UNDO: Final = 20  # changes of topics and notes that can be undone: each has a key in the URL

_ROOT = Path(__file__).resolve().parents[3]
_SOURCE = "source"
_EDITS = "edits"
_STOPPED = "reading-stopped"
_OPENED = "just-opened"
_VISITED = "visited-listings"
_UNDO, _REDO = "undo", "redo"
# What no study file may put into the address: other listings, and how Streamlit draws the page.
_NO_VIEW = (PAGE, _SOURCE, _EDITS, _UNDO, _REDO, "embed", "embed_options")
# What pages have in the address beside listing and filter; a page number and ticks are of one view.
_OWN = ("doc", "show", "kind", "who", "top", "word", "all", "why", "with", "rows", "names", "name")
_OF_VIEW = ("page", "tick", "open")
_KEY = re.compile("[0-9a-f]{24}")
_COUNTED = re.compile(r" \([0-9,]+\)$")
_store = Store()
_files: dict[Path, tuple[tuple[int, ...], Study]] = {}
_fitted: OrderedDict[str, Collection] = OrderedDict()
_shown: OrderedDict[str, tuple[str, Collection]] = OrderedDict()
_fitting = Lock()


@dataclass(frozen=True, slots=True)
class Decided:
    """What of a study can be undone: its topics file ("" where it has none) and its notes."""

    topics: str
    notes: tuple[Note, ...]

    @classmethod
    def of(cls, own: Study) -> "Decided":
        """What a study has of it."""
        return cls(own.topics or "", own.notes)


@dataclass(frozen=True, slots=True)
class Source:
    """A listing this server offers by itself: its key in the URL, its name, its file, and who
    holds the documents, where that is known."""

    key: str
    title: str
    path: Path
    repository: Repository = Repository()


def sources() -> list[Source]:
    """The file named at the start (`streamlit run app.py -- FILE`), if any, and the sample."""
    given = [Path(argument) for argument in sys.argv[1:2]]
    sample = Source(
        "iran-crisis",
        _("Iran crisis 1945–46, Wilson Center Digital Archive"),
        _ROOT / "seeds" / "000_c0d2bb1156087dbf.txt",
        Repository("Wilson Center Digital Archive", "Washington, DC"),
    )
    own = [
        replace(sample, key="listing", path=path)
        if path.resolve() == sample.path
        else Source("listing", path.name, path)
        for path in given
    ]
    return [*own, sample]


def _default() -> str:
    """The listing of an address that names none: the file named at the start, else none."""
    return "listing" if len(sources()) > 1 else ""


def source() -> str:
    """The key of the listing the URL names; "" where none is chosen. A URL names no file.

    Where the URL holds decisions about a listing, this is the key of the study they make, so that
    every link leads on from there.
    """
    with suppress(DossierError):  # `study` says so
        if decided := _decided():
            return decided[0]
    return _named()


def _named() -> str:
    return st.query_params.get(_SOURCE, "") or _default()


def _decided() -> tuple[str, Study] | None:
    """The study that the decisions in the URL make, with its key; None where it holds none.

    Raises
    ------
    StudyError
        If they are damaged, or of a listing that this server does not offer.
    """
    packed = location.parameter(_EDITS)
    if not packed:
        return None
    for own in sources():
        if own.key == _named():
            base = _at(own)
            key, made = _unpacked(packed, base.key, own)
            if key not in _store:
                _store.save(made)
            return key, made
    raise StudyError(
        _("The changes this address holds are of a listing that is not on this machine.")
    )


@lru_cache(maxsize=64)
def _unpacked(packed: str, _base: str, own: Source) -> tuple[str, Study]:
    made = unpack(packed, _at(own))
    return made.key, made


def study(key: str = "") -> Study:
    """A listing and what was decided about it: that of the visit, or the one of a key.

    Raises
    ------
    DossierError
        If it cannot be opened.
    """
    if not key:
        decided = _decided()
        if decided:
            return decided[1]
        key = _named()
    if key in _shown:
        return _shown[key][1].study
    for own in sources():
        if own.key == key:
            return _at(own)
    return _store.open(key)


def _at(own: Source) -> Study:
    """The study of a file of this server, read again when the file changes."""
    beside = own.path.parent / "topics.toml"
    stamp = (_changed(own.path), _changed(beside))
    if _files.get(own.path, (None,))[0] != stamp:
        found = Study.at(own.path)
        if own.title != own.path.name:
            found = replace(found, title=own.title)
        if own.repository != Repository():  # a study at the start has its own
            found = replace(found, repository=own.repository)
        _files[own.path] = (stamp, found)
    return _files[own.path][1]


def offered_repository(chosen: Study) -> Repository:
    """Who holds the documents of a study as this server offers its listing: not stated, else."""
    digests = [file.digest for file in chosen.files]
    own = (one for one in sources() if [file.digest for file in _at(one).files] == digests)
    return next((one.repository for one in own), Repository())


def title() -> str:
    """The name of the listing of the visit."""
    return study().title


def collection() -> Collection:
    """The collection collection of the visit, shared by all visits.

    Raises
    ------
    DossierError
        If the listing cannot be read.
    """
    own = study()
    st.session_state.setdefault(_VISITED, {})[own.title] = source()
    return fit(own)


def visited() -> dict[str, str]:
    """Names of the listings of this visit, the last state of each, and of those this server
    offers, by their keys."""
    known = {own.title: own.key for own in reversed(sources())}
    known |= st.session_state.get(_VISITED, {})
    return {key: name for name, key in known.items()}


def fit(chosen: Study, give_up: Callable[[], None] | None = None) -> Collection:
    """A study, read and collection, once for all visits; with progress where it takes time.

    `give_up` is what Cancel does; by default the listing is not read until it is asked for again.
    """
    key = chosen.key
    found = _shown.get(key)
    if found is None:
        collection = _fit(chosen.core(), give_up or partial(stop, key))
        found = _shown[key] = collection.study.key, collection.with_study(chosen)
        while len(_shown) > MAX_SHOWN:
            _shown.popitem(last=False)
    base, shown = found
    for kept, one in ((_shown, key), (_fitted, base)):
        with suppress(KeyError):  # another visit may have dropped it just now
            kept.move_to_end(one)
    return shown


def _fit(chosen: Study, cancel: Callable[[], None]) -> Collection:
    """A study of a listing with nothing beside it, read and collection."""
    key = chosen.key
    if key in _fitted:
        return _fitted[key]
    base = _same_but_topics(chosen)

    def work(progress: Progress) -> Collection:
        with _fitting:  # thirty pupils at once wait for one fit
            if key not in _fitted:
                fresh = (
                    base.with_topics(chosen.topics, progress)
                    if base
                    else Collection(chosen, progress, model())
                )
                fresh.likeness.prepare()
                _keep(key, fresh)
            return _fitted[key]

    if base and past():
        return show_progress(_("Making the topics…"), work, undo)
    return show_progress(_("Reading the listing…"), work, cancel)


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The model of sentences that who runs this server named in DOSSIER_MODEL, if any.

    Raises
    ------
    ModelError
        If it is not there.
    """
    name = settings.MODEL.value
    return find_model(name) if name else None


def _same_but_topics(chosen: Study) -> Collection | None:
    """A collection collection of the same listing, whose index and vectors will do."""
    wanted = chosen.with_topics(None).key
    for collection in reversed(list(_fitted.values())):
        if collection.study.with_topics(None).key == wanted:
            return collection
    return None


def _keep(key: str, collection: Collection) -> None:
    """Keep the last used in memory."""
    _fitted[key] = collection
    while len(_fitted) > settings.MAX_LISTINGS.value:
        gone, _collection = _fitted.popitem(last=False)
        for shown in [one for one, (base, _shares) in list(_shown.items()) if base == gone]:
            _shown.pop(shown, None)
    # Streamlit collects garbage after every run; what never dies need not be walked each time.
    gc.collect()
    gc.freeze()


def stop(key: str) -> None:
    """Do not read this study, until it is asked for again."""
    st.session_state[_STOPPED] = key


def is_stopped() -> bool:
    """Whether the visitor stopped the reading of this listing."""
    return bool(st.session_state.get(_STOPPED) == study().key)


def go_on() -> None:
    """Read the listing that was stopped after all."""
    st.session_state.pop(_STOPPED, None)


def explore(chosen: Study) -> None:
    """From a callback: keep a study and open it, at the page and the filter it was saved with.

    Raises
    ------
    StudyError
        If it cannot be kept.
    """
    go_on()
    view = {name: list(own) for name, own in chosen.view.items() if name.lower() not in _NO_VIEW}
    key = _store.save(chosen)
    st.session_state[_OPENED] = "".join(chosen.view.get(PAGE, ())), {**view, _SOURCE: [key]}


def opened() -> tuple[str, dict[str, list[str]]] | None:
    """The page and the address at which a listing that was just opened is to be shown; None where
    none was."""
    found: tuple[str, dict[str, list[str]]] | None = st.session_state.pop(_OPENED, None)
    return found


def revise(chosen: Study) -> None:
    """Keep a changed study and put it into the URL; filter and page stay.

    Raises
    ------
    StudyError
        If it cannot be kept.
    """
    key = next((own.key for own in sources() if _at(own).key == chosen.key), "")
    now = {name: own for name, own in location.parameters().items() if name != _EDITS}
    location.replace({**now, _SOURCE: [key or _store.save(chosen)]})


def revise_topics(text: str, *, keep: Callable[[Filter], Filter] = lambda same: same) -> None:
    """Give the listing another topics file; what it had can be brought back by `undo`.

    `keep` makes the filter one that fits the new topics.

    Raises
    ------
    StudyError
        If the study cannot be kept.
    """
    _revise(replace(Decided.of(study()), topics=text), keep)


def revise_notes(notes: tuple[Note, ...]) -> None:
    """Give the listing other notes; what it had can be brought back by `undo`.

    Raises
    ------
    StudyError
        If the study cannot be kept.
    """
    _revise(replace(Decided.of(study()), notes=notes))


def _revise(new: Decided, keep: Callable[[Filter], Filter] = lambda same: same) -> None:
    if new != Decided.of(study()):
        _decide(new, [*past(), source()], [], keep)


def _decide(
    new: Decided,
    before: Sequence[str],
    behind: Sequence[str],
    keep: Callable[[Filter], Filter] = lambda same: same,
) -> None:
    """Change what can be undone, and what there is to undo and to redo. The first state stays."""
    cut = [*before[:1], *before[1:][-MAX_UNDO + 1 :]]
    chosen = study().with_topics(new.topics).with_notes(new.notes)
    key = next((own.key for own in sources() if _at(own).key == chosen.key), "")
    fresh = keep(current_filter()).to_url()
    kept = {
        name: st.query_params.get_all(name)
        for name in st.query_params
        if not is_parameter(name) and name not in (_UNDO, _REDO, _EDITS)
    }
    chains = {name: [".".join(chain)] for name, chain in ((_UNDO, cut), (_REDO, behind)) if chain}
    location.replace({**fresh, **kept, **chains, _SOURCE: [key or _store.save(chosen)]})


def past() -> list[str]:
    """The studies (their keys) before each change that can be undone, the first first."""
    chain, named = _chain(_UNDO), _named()
    if chain or source() == named or decided_at(named) == Decided.of(study()):
        return chain
    return [named]  # the URL holds what was decided, not the way there


def future() -> list[str]:
    """The studies that were undone, the last undone last."""
    return _chain(_REDO)


def _chain(name: str) -> list[str]:
    own = {one.key for one in sources()}
    keys = location.parameter(name).split(".")
    return [key for key in keys if key in own or _KEY.fullmatch(key)][-MAX_UNDO:]


def decided_at(key: str) -> Decided:
    """What a study of `past` or `future` has.

    Raises
    ------
    StudyError
        If the study is not on this machine any more.
    """
    for own in sources():
        if own.key == key:
            return Decided.of(_at(own))
    return _stored(key)


@lru_cache(maxsize=256)
def _stored(key: str) -> Decided:
    return Decided.of(_store.open(key))


def undo() -> None:
    """From a callback: topics and notes as they were before the last change."""
    *before, last = past()
    _decide(decided_at(last), before, [*future(), source()])


def redo() -> None:
    """From a callback: the change that was undone last, again."""
    *behind, last = future()
    _decide(decided_at(last), [*past(), source()], behind)


def start_again() -> None:
    """From a callback: the topics as they were before the first change. That can be undone."""
    revise_topics(decided_at(past()[0]).topics)


def _changed(path: Path) -> int:
    """When a file was last changed; 0 if it is not there (`Study.at` says so)."""
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def current_filter() -> Filter:
    """The filter the URL holds."""
    return Filter.from_url(location.parameters())


def current_view() -> View:
    """The documents the filter lets through."""
    return view_of(collection(), current_filter())


@lru_cache(maxsize=64)
def view_of(collection: Collection, chosen: Filter) -> View:
    """The documents any filter lets through; remembered, since a page asks often."""
    return chosen.view(collection)


def own_parameters() -> dict[str, str]:
    """What the page has in the URL beside listing and filter."""
    return {name: location.parameter(name) for name in _OWN if location.parameter(name)}


def url(chosen: Filter | None = None, **own: str) -> dict[str, list[str]]:
    """URL parameters of a link: the listing, the filter (by default today's) and a page's own.

    Empty values are left out.
    """
    found = dict((current_filter() if chosen is None else chosen).to_url())
    if source() != _default():
        found[_SOURCE] = [source()]
    chains = {_UNDO: past(), _REDO: future()}
    found.update({name: [".".join(keys)] for name, keys in chains.items() if keys})
    found.update({name: [value] for name, value in own.items() if value})
    return found


def change(chosen: Filter, **own: str) -> None:
    """Put another filter into the URL; the page's own parameters stay, the page number goes."""
    keep = {**own_parameters(), "only": location.parameter("only")}
    sides = {name: own for name, own in location.parameters().items() if is_side_parameter(name)}
    location.replace({**url(chosen, **{**keep, **own}), **sides})


def put(**own: str) -> None:
    """Put choices of the page into the URL (empty: out of it); all the rest of it stays."""
    now = {name: values for name, values in location.parameters().items() if name not in _OF_VIEW}
    location.replace({**now, **{name: [value] for name, value in own.items()}})


def meant(
    said: Iterable[str], values: Mapping[str, object], say: Callable[[str], str]
) -> list[str]:
    """The values a widget says are chosen. Streamlit (1.67) keeps the label of a chosen value as it
    was, and gives it for the value, when its number has changed since: `Stalin (4)`."""
    called = {say(value): value for value in values}
    found = (
        own if own in values else called.get(_COUNTED.sub("", own)) for own in dict.fromkeys(said)
    )
    return [value for value in found if value is not None]


def put_choice(key: str, name: str, options: Sequence[str]) -> None:
    """From a callback: what a widget says is chosen, out of the URL where it is the first option.
    A browser may still say a label with numbers that are no more: that is stale."""
    chosen = st.session_state[key]
    if chosen in options:
        put(**{name: "" if chosen == options[0] else chosen})


def hold(key: str, value: object) -> None:
    """Make a widget show what the URL says. Only what differs is set: a value that is set goes
    to the browser and would undo a key pressed in the meantime."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
