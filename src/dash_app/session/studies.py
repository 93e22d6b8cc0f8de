"""The listings this server offers, the studies it keeps, and which of them the URL names."""

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

import streamlit as st

from dash_app.session import url
from dash_app.session.site import SITE
from dash_core import Collection, DossierError, Study
from dash_core.common import settings
from dash_core.common.addresses import is_address, shown
from dash_core.common.errors import StudyError
from dash_core.common.i18n import _, format_number
from dash_core.common.recent import Recent
from dash_core.prepared import MANIFEST, folder_of, is_current, open_at
from dash_core.study.link_codec import unpack
from dash_core.study.repository import Repository
from dash_core.study.store import Store
from dash_core.study.store.shelf import BLOCK

__all__ = [
    "STORE",
    "Source",
    "address",
    "default_key",
    "drop_unused",
    "keep",
    "kept_key",
    "key_for_url",
    "look_again",
    "named_key",
    "offered_repository",
    "prepared",
    "source_key",
    "sources",
    "study",
    "study_of",
    "title",
]

STORE: Final = Store()
"""The studies kept on this server."""

_KEPT: Final = "kept-in-this-visit"  # what this visit kept, in bytes by key or digest
_files: dict[Path, tuple[tuple[int, ...], Study]] = {}  # each with the times of its last change
_prepared: dict[Path, Collection] = {}
_opening: Final = Lock()  # one visit opens a listing, the others wait for it
# Their files and the text in them: beside the listings in memory, a quarter of the room of these.
_stored: Final = Recent[tuple[Path, str], Study](
    lambda: settings.MAX_MEMORY.value // 4,
    lambda study: 2**14 + 2 * sum(len(file.data) for file in study.files),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A listing this server offers: its key in the URL, its title, its file, who holds the
    documents, where that is known, and the address that the file is a copy of, if any."""

    key: str
    title: str
    path: Path
    repository: Repository = Repository()
    address: str = ""


def sources() -> list[Source]:
    """The files or addresses named at the start (`streamlit run app.py -- FILE…`), if any, and the
    sample."""
    return list(_offered(tuple(sys.argv[1:])))


@lru_cache(maxsize=4)  # asked for at every link of a page
def _offered(paths: tuple[str, ...]) -> tuple[Source, ...]:
    sample = Source(
        "iran-crisis",
        "Iran crisis 1945–46, Wilson Center Digital Archive",
        SITE / "seeds" / "000_c0d2bb1156087dbf.txt",
        Repository("Wilson Center Digital Archive", "Washington, DC"),
    )
    named = []
    for number, named_path in enumerate(paths, start=1):
        key = "listing" if number == 1 else f"listing-{number}"
        if is_address(named_path):
            name = shown(named_path).rstrip("/").rpartition("/")[2]
            named.append(Source(key, name, folder_of(named_path), address=named_path))
            continue
        path = Path(named_path)
        is_sample = path.resolve() == sample.path
        named.append(
            replace(sample, key=key, path=path) if is_sample else Source(key, path.name, path)
        )
    return (*named, sample)


def default_key() -> str:
    """The listing of a URL that names none: the first file named at the start, else ""."""
    return "listing" if len(sources()) > 1 else ""


def named_key() -> str:
    """The key of the listing in the URL, without the changes the URL may hold."""
    return url.parameter(url.SOURCE) or default_key()


def source_key() -> str:
    """The key of the study the URL names; "" where no listing is chosen.

    Where the URL holds changes, this is the key that the study they make would be kept under.
    """
    with suppress(DossierError):  # `study` raises it
        if changed := _changed_study():
            return STORE.key_of(changed)
    return named_key()


def address() -> dict[str, list[str]]:
    """The parameters that name the study of the URL, for a link that leads on from it.

    Changes that the URL holds stay in it: a study is kept when somebody changes it.
    """
    packed, key = url.parameter(url.EDITS), named_key()
    with suppress(DossierError):
        if packed and _changed_study():
            return {url.SOURCE: [key], url.EDITS: [packed]}
    return {url.SOURCE: [key]} if key != default_key() else {}


def kept_key() -> str:
    """The key of the study the URL names; it is kept now, if it is not yet.

    Raises
    ------
    StudyError
        If it cannot be kept.
    """
    changed = _changed_study()
    return key_for_url(changed) if changed else named_key()


def study(key: str = "") -> Study:
    """The study of this key; by default the one the URL names.

    Raises
    ------
    DossierError
        If it cannot be opened.
    """
    if not key:
        if changed := _changed_study():
            return changed
        key = named_key()
    for source in sources():
        if source.key == key:
            return study_of(source)
    return _stored.get((STORE.folder, key), lambda: STORE.open(key))


def drop_unused(seconds: float) -> None:
    """Let go the studies nobody has asked for in so many seconds; the disk has them."""
    _stored.drop_unused(seconds)


def _changed_study() -> Study | None:
    """The study that the changes in the URL make; None where it holds none. It is not kept.

    Raises
    ------
    StudyError
        If they are damaged, or of a listing that this server does not offer.
    """
    packed = url.parameter(url.EDITS)
    if not packed:
        return None
    for source in sources():
        if source.key == named_key():
            return _unpacked(packed, study_of(source).key, source)
    raise StudyError(
        _("The changes in this address belong to a listing that is not on this computer.")
    )


@lru_cache(maxsize=64)
def _unpacked(packed: str, _base_key: str, source: Source) -> Study:
    return unpack(packed, study_of(source))


def study_of(source: Source) -> Study:
    """The study of a file of this server, read again when the file changes."""
    if not _is_open(source):
        with _opening:
            if not _is_open(source):  # else somebody else opened it meanwhile
                _open(source)
    return _files[source.path][1]


def look_again() -> None:
    """Open what was built again at the addresses that this server opened; it asks each of them."""
    for source in sources():
        if source.address and source.path in _files:
            with suppress(DossierError), _opening:  # what is open stays where it does not answer
                if not is_current(source.address):
                    _open(source)


def _is_open(source: Source) -> bool:
    return source.path in _files and _files[source.path][0] == _stamp(source)


def _open(source: Source) -> None:
    stamp, study = _stamp(source), _opened(source)
    if source.title != source.path.name and not source.address:
        study = replace(study, title=source.title)
    if source.repository != Repository():  # a study file has its own
        study = replace(study, repository=source.repository)
    # Of an address there may be a copy only now.
    _files[source.path] = (_stamp(source) if source.address else stamp, study)


def _stamp(source: Source) -> tuple[int, ...]:
    """When a listing was last changed."""
    path = source.path
    return _mtime(path), _mtime(path / MANIFEST), _mtime(path.parent / "topics.toml")


def _opened(source: Source) -> Study:
    if not source.address and not source.path.is_dir():
        return Study.at(source.path)
    collection = open_at(source.address or source.path)
    _prepared[source.path] = collection
    return collection.study


def prepared() -> list[Collection]:
    """The listings this server offers that were prepared, as far as they were opened."""
    return list(_prepared.values())


def _mtime(path: Path) -> int:
    """When a file was last changed; 0 if it is not there (`Study.at` says so)."""
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def key_for_url(study: Study) -> str:
    """The key of a study for the URL; it is kept, unless this server offers it anyway.

    Raises
    ------
    StudyError
        If it cannot be kept.
    """
    offered = (source.key for source in sources() if study_of(source).key == study.key)
    return next(offered, None) or keep(study)


def keep(study: Study) -> str:
    """Keep a study for its visitor, and give its key.

    Raises
    ------
    StudyError
        If it cannot be kept, or this visit has kept too much.
    """
    kept: dict[str, int] = st.session_state.setdefault(_KEPT, {})
    new = {file.digest: len(file.data) for file in study.files}
    new[study.key] = BLOCK + len(study.topics or "")
    total = sum((kept | new).values())
    if settings.is_public() and total > settings.MAX_VISIT.value:
        raise StudyError(
            _(
                "This visit has kept as much as one may here ({limit} MB). Download the study "
                "under “Share, cite, print”, and open that file in a new visit."
            ).format(limit=format_number(settings.MAX_VISIT.value / 2**20, 0))
        )
    key = STORE.save(study)
    kept.update(new)
    return key


def offered_repository(study: Study) -> Repository:
    """Who holds the documents of a study as this server offers its listing: not stated, else."""
    digests = [file.digest for file in study.files]
    for source in sources():
        if [file.digest for file in study_of(source).files] == digests:
            return source.repository
    return Repository()


def title() -> str:
    """The title of the study the URL names."""
    return study().title
