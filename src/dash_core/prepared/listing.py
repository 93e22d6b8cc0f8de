"""Preparing a listing: read and fitted once, written, and opened without doing either again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
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
from dash_core.prepared.directory import (
    MANIFEST,
    VALUES,
    Directory,
    PreparedError,
    clear,
    damaged,
    has_other_things,
    only_one,
    read_manifest,
    write_directory,
)
from dash_core.prepared.reading import UNFIT, MismatchError, Values
from dash_core.study.study import Study

__all__ = ["is_prepared", "open_folder", "prepare"]

FORMAT: Final = 3  # raised when what is written changes
CHECKPOINT: Final = "checkpoint"
_EVERY: Final = 60.0  # seconds of work after which what is done is kept
_SHARE: Final = 5  # and at least so many times what keeping it took
_FITTED: Final = 0.85  # of the work
_LONG: Final = 1.0  # seconds of work after which there may be much to give back


@dataclass(frozen=True, eq=False)
class _Previous:
    """The stages that an interrupted run had done."""

    stages: Mapping[str, Stage]
    model: None = None


def is_prepared(path: Path) -> bool:
    """Whether a path is a directory that `prepare` wrote."""
    return path.is_dir() and read_manifest(path) is not None


def prepare(study: Study, out: Path, progress: Progress = no_progress) -> Collection:
    """Read and fit a study, and write it into a directory.

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
    if has_other_things(out) and not _is_own(out):
        raise PreparedError(
            _("“{name}” has other things in it: name a new folder.").format(name=out)
        )
    with only_one(out), in_files(out):
        return _prepare(study, out, progress)


def _prepare(study: Study, out: Path, progress: Progress) -> Collection:
    from dash_core.collection.fitting.build import build  # slow to import, not needed to open
    from dash_core.prepared.writing import Writer

    give_large_back_at_once()
    keeper = _Keeper(study, out)
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
    write_directory(
        out,
        {**_about(study), "documents": len(collection), "made": f"{datetime.now(UTC):%FT%TZ}"},
        writer.description(),
        writer.arrays(),
        lambda path: collection.table.to_parquet(path, compression="zstd", index=False),
    )
    keeper.forget()
    progress(1)
    return collection


def open_folder(path: Path) -> Collection:
    """Open a directory that `prepare` wrote: nothing is read or fitted again, and what is large
    stays in the files until it is asked for.

    Raises
    ------
    PreparedError
        If it is none, is damaged, or was written by another version.
    """
    manifest = read_manifest(path)
    if manifest is None:
        raise PreparedError(
            _("“{name}” is no prepared listing: make one with dossier build.").format(name=path)
        )
    root = _read(path, manifest)
    try:
        return Collection(root["study"], core=root["core"])
    except (KeyError, AttributeError, TypeError) as err:
        raise damaged(path, MANIFEST) from err


def _read(path: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    if (manifest.get("format"), manifest.get("dossier")) != (FORMAT, _version()):
        raise _other_version(path, str(manifest.get("dossier")))
    directory = Directory(path, manifest)
    try:
        root: dict[str, Any] = Values(directory.values(), directory.array, path).root
    except MismatchError as err:
        raise _other_version(path, str(manifest.get("dossier"))) from err
    except UNFIT as err:
        raise damaged(path, VALUES) from err
    return root


def _other_version(path: Path, made_by: str) -> PreparedError:
    return PreparedError(
        _(
            "“{name}” was made by another state of Dossier ({made}; this is {own}): make it again "
            "with dossier build."
        ).format(name=path, made=made_by[:40], own=_version())
    )


def _ask(collection: Collection) -> None:
    """What pages ask of every listing, so that it is there when one is opened."""
    collection.space.similarity.prepare()
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
    collection.search("the")
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


def _is_own(out: Path) -> bool:
    return is_prepared(out) or is_prepared(out / CHECKPOINT)


class _Keeper:
    """Keeps what is done, so that an interrupted run need not begin again."""

    def __init__(self, study: Study, out: Path) -> None:
        self._about, self._path = {**_about(study), "study": study.core().key}, out / CHECKPOINT
        self._files = study.files
        self._since, self._least, self._worked = monotonic(), _EVERY, process_time()

    def previous(self) -> _Previous | None:
        """What an interrupted run of the same study had done."""
        manifest = read_manifest(self._path)
        if manifest is None or any(manifest.get(key) != self._about[key] for key in self._about):
            return None
        try:
            return _Previous(_read(self._path, manifest)["stages"])
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
        write_directory(self._path, self._about, writer.description(), writer.arrays())
        self._since = monotonic()
        self._least = max(_EVERY, _SHARE * (self._since - start))

    def forget(self) -> None:
        """Delete what was kept."""
        (self._path / MANIFEST).unlink(missing_ok=True)
        clear(self._path)
        if self._path.is_dir():
            self._path.rmdir()
