"""Preparing a listing: read and fitted once, written, and opened without doing either again."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import monotonic, process_time
from typing import Any, Final

from dash_core.collection.collection import Collection
from dash_core.collection.fitting.runner import Stage
from dash_core.common import settings
from dash_core.common.garbage import give_large_back_at_once, tidy
from dash_core.common.i18n import _, language
from dash_core.common.progress import Progress, no_progress, progress_part
from dash_core.common.scratch import in_files, let_go
from dash_core.prepared.copies import fetched
from dash_core.prepared.directory import (
    CHECKPOINT,
    MANIFEST,
    VALUES,
    DamagedError,
    Directory,
    clear,
    damaged,
    has_other_things,
    only_one,
    read_manifest,
    write_directory,
)
from dash_core.prepared.places import Address, Folder, Place, PreparedError, place_at
from dash_core.prepared.reading import UNFIT, MismatchError, Values
from dash_core.prepared.table import write_table
from dash_core.study.study import Study

__all__ = ["folder_of", "is_current", "is_prepared", "open_at", "open_folder", "prepare"]

FORMAT: Final = 4  # raised when what is written changes
_EVERY: Final = 60.0  # seconds of work after which what is done is kept
_SHARE: Final = 5  # and at least so many times what keeping it took
_FITTED: Final = 0.85  # of the work
_LONG: Final = 1.0  # seconds of work after which there may be much to give back


@dataclass(frozen=True, eq=False)
class _Previous:
    """The stages that an interrupted run had done."""

    stages: Mapping[str, Stage]
    model: None = None


def is_prepared(where: Path | str) -> bool:
    """Whether at a path or an address is what `prepare` wrote. Raises `PreparedError` if an address
    cannot be reached."""
    return read_manifest(place_at(where)) is not None


def prepare(study: Study, out: Path | str, progress: Progress = no_progress) -> Collection:
    """Read and fit a study, and write it into a directory, at a path or an address.

    What an interrupted run had done is taken from there; what stood there before stays until the
    new version is complete.

    Parameters
    ----------
    progress
        Called with the share that is done; may raise to stop.

    Raises
    ------
    PreparedError
        If the directory has other things in it, another run writes into it, or it cannot be
        written.
    DossierError
        If the listing cannot be read.
    """
    place = place_at(out)
    if has_other_things(place):
        raise PreparedError(
            _("“{name}” has other things in it: name a new folder.").format(name=place.name)
        )
    with only_one(place), in_files(place.work):
        return _prepare(study, place, progress)


def _prepare(study: Study, place: Place, progress: Progress) -> Collection:
    from dash_core.collection.fitting.build import build  # slow to import, not needed to open
    from dash_core.prepared.writing import Writer

    give_large_back_at_once()
    keeper = _Keeper(study, place.work)
    core = build(
        study,
        progress_part(progress, 0, _FITTED),
        previous=keeper.previous(),
        when_done=keeper.keep,
    )
    collection = Collection(study, core=core)
    _ask(collection)
    let_go()
    tidy()
    progress(_FITTED)
    writer = Writer({"core": core, "study": study}, progress_part(progress, _FITTED, 1))
    description, arrays = writer.description(), writer.arrays()
    del writer  # its memory is free when its last array is written
    write_directory(
        place,
        {**_about(study), "documents": len(collection), "made": f"{datetime.now(UTC):%FT%TZ}"},
        description,
        arrays,
        partial(write_table, collection.table),
    )
    keeper.forget()
    progress(1)
    return collection


def folder_of(address: str) -> Path:
    """The folder of this machine where what is at an address is, once it was opened."""
    place = place_at(address)
    return place.copy if isinstance(place, Address) else place.work


def is_current(address: str) -> bool:
    """Whether the folder of this machine has what is at an address now. Raises `PreparedError` if
    it cannot be reached."""
    there = read_manifest(place_at(address)) or {}
    return bool(
        there.get("parts") == (read_manifest(Folder(folder_of(address))) or {}).get("parts")
    )


def open_at(where: Path | str, progress: Progress = no_progress) -> Collection:
    """Open what `prepare` wrote at a path, or at an address, whose files are copied to this machine
    if they are not yet. Raises as `open_folder`, and `PreparedError` if they cannot be."""
    place = place_at(where)
    if not isinstance(place, Address):
        return open_folder(place.work)
    manifest = _manifest(place)
    with fetched(place, manifest, progress) as folder:
        try:
            return open_folder(folder)
        except DamagedError:
            shutil.rmtree(folder)
    with fetched(place, manifest, progress) as folder:
        return open_folder(folder)


def open_folder(path: Path) -> Collection:
    """Open a directory that `prepare` wrote: nothing is read or fitted again, and what is large
    stays in the files until it is asked for.

    Raises
    ------
    PreparedError
        If it is none, is damaged, or was written by another version.
    """
    root = _read(path, _manifest(Folder(path)))
    try:
        return Collection(root["study"], core=root["core"])
    except (KeyError, AttributeError, TypeError) as err:
        raise damaged(path, MANIFEST) from err


def _manifest(place: Place) -> dict[str, Any]:
    """The manifest of what this version wrote."""
    manifest = read_manifest(place)
    if manifest is None:
        raise PreparedError(
            _("“{name}” is no prepared listing: make one with dossier build.").format(
                name=place.name
            )
        )
    if (manifest.get("format"), manifest.get("dossier")) != (FORMAT, _version()):
        raise _other_version(place.name, str(manifest.get("dossier")))
    return manifest


def _read(path: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    directory = Directory(path, manifest)
    try:
        root: dict[str, Any] = Values(directory.values(), directory.array, path).root
    except MismatchError as err:
        raise _other_version(str(path), str(manifest.get("dossier"))) from err
    except UNFIT as err:
        raise damaged(path, VALUES) from err
    return root


def _other_version(name: str, made_by: str) -> PreparedError:
    return PreparedError(
        _(
            "“{name}” was made by another state of Dossier ({made}; this is {own}): make it again "
            "with dossier build."
        ).format(name=name, made=made_by[:40], own=_version())
    )


def _ask(collection: Collection) -> None:
    """What pages ask of every listing, so that it is there when one is opened."""
    collection.space.similarity.prepare()
    let_go()  # pages of what was read for it
    core = collection.core
    _ = collection.facets, core.numbers, core.names, core.by_date, core.fields, core.column_fields
    _ = (
        core.row_of,
        core.pieces,
        core.other_forms,
        collection.found,
        collection.positions,
        collection.suggestion,
    )
    let_go()
    collection.search("the")
    core.index.prepare()
    collection.report.sentence()


def _about(study: Study) -> dict[str, Any]:
    """What a directory depends on."""
    return {
        "format": FORMAT,
        "dossier": _version(),
        "language": language(),
        "study": study.key,
        "title": study.title,
        "sources": [[file.name, file.digest] for file in study.files],
        "settings": {"vectors": study.vectors, "seed": settings.SEED},
    }


def _version() -> str:
    try:
        return version("dossier-dashboard")
    except PackageNotFoundError:
        return "unknown"


class _Keeper:
    """Keeps what is done, so that an interrupted run need not begin again."""

    def __init__(self, study: Study, work: Path) -> None:
        self._about = {**_about(study), "study": study.core().key}
        self._place = Folder(work / CHECKPOINT)
        self._files = study.files
        self._since, self._least, self._worked = monotonic(), _EVERY, process_time()

    def previous(self) -> _Previous | None:
        """What an interrupted run of the same study had done."""
        manifest = read_manifest(self._place)
        if manifest is None or any(manifest.get(key) != self._about[key] for key in self._about):
            return None
        try:
            return _Previous(_read(self._place.path, manifest)["stages"])
        except (PreparedError, KeyError):
            return None

    def keep(self, done: Mapping[str, Stage]) -> None:
        """Give memory back after a stage that took long; keep the stages done so far, where that
        has not been for a while."""
        if process_time() - self._worked > _LONG:
            for file in self._files:
                file.forget()
            let_go()
            tidy()
            self._worked = process_time()
        start = monotonic()
        if start - self._since < self._least:
            return
        from dash_core.prepared.writing import Writer

        writer = Writer({"stages": dict(done)})
        write_directory(self._place, self._about, writer.description(), writer.arrays())
        self._since = monotonic()
        self._least = max(_EVERY, _SHARE * (self._since - start))

    def forget(self) -> None:
        """Delete what was kept."""
        (self._place.path / MANIFEST).unlink(missing_ok=True)
        clear(self._place)
        if self._place.path.is_dir():
            self._place.path.rmdir()
