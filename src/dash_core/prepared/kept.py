"""A prepared listing kept between two starts of a server: that of the sample.

Fitting imports scikit-learn and loads what is known of languages and places: seconds, and hundreds
of megabytes that showing the result does not need. So the first start prepares it in a process of
its own, and later ones open what that made, as long as neither Dossier nor the libraries changed.
"""

import shutil
import sys
import tempfile
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dash_core.collection import limited
from dash_core.collection.collection import Collection
from dash_core.common import settings, workers
from dash_core.common.i18n import language
from dash_core.common.progress import Progress, no_progress
from dash_core.prepared.listing import open_folder, prepare
from dash_core.prepared.places import PreparedError
from dash_core.study.study import Study

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = ["open_kept"]

_LIBRARIES: Final = ("numpy", "pandas", "scipy", "scikit-learn", "pyarrow", "pystemmer")
_PACKAGE: Final = Path(__file__).parents[1]
_KEPT: Final = 6  # listings that stay: the sample in two languages, of several installations


def open_kept(study: Study, progress: Progress = no_progress) -> Collection:
    """The collection of a study as an earlier start left it; else it is fitted now, and kept.

    Raises
    ------
    DossierError
        If it cannot be read.
    """
    folder = _folder(study)
    with suppress(PreparedError):  # whatever is wrong with it, it is made anew
        return open_folder(folder)
    try:
        with _only_one(folder.parent):
            with suppress(PreparedError):  # made by another server that started meanwhile
                return open_folder(folder)
            _make(study, folder, progress)
            return open_folder(folder)
    except (OSError, PreparedError):  # the disk is full or cannot be written
        return limited.fit(study, progress)


def _only_one(place: Path) -> "BaseFileLock":
    """Keeps one server from replacing what another one just made and reads."""
    from filelock import FileLock  # not needed to open

    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return FileLock(place / ".making", timeout=settings.MAX_SECONDS.value)


def _make(study: Study, folder: Path, progress: Progress) -> None:
    """Prepare a listing in place of what is there, and drop the oldest beside it, and what a run
    left that was killed: only one makes at a time."""
    for left in folder.parent.glob("unfinished-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="unfinished-") as unfinished:
        _prepare_elsewhere(study, Path(unfinished, "made"), progress)
        shutil.rmtree(folder, ignore_errors=True)
        Path(unfinished, "made").rename(folder)
    kept = sorted(folder.parent.glob("*.prepared"), key=lambda one: -one.stat().st_mtime)
    for old in kept[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _prepare_elsewhere(study: Study, out: Path, progress: Progress) -> None:
    """Prepare in a process that then ends, and takes its memory with it."""
    seconds, memory = settings.MAX_SECONDS.value, settings.MAX_WORK.value
    try:
        workers.run(_prepare, study, out, progress=progress, seconds=seconds, memory=memory)
    finally:
        if not settings.is_public():
            workers.stop()


def _prepare(study: Study, out: Path, progress: Progress) -> None:
    prepare(study, out, progress)


def _folder(study: Study) -> Path:
    from platformdirs import user_cache_path  # not always needed

    digest = blake2b(digest_size=16)
    for part in (*_made_by(), language(), study.key):
        digest.update(part.encode() + b"\0")
    return user_cache_path("dossier") / f"{digest.hexdigest()}.prepared"


def _made_by() -> list[str]:
    """All that the result depends on beside the study."""
    files = (path for path in _PACKAGE.rglob("*.*") if path.suffix != ".pyc")
    times = [f"{path.relative_to(_PACKAGE)} {path.stat().st_mtime_ns}" for path in sorted(files)]
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return [sys.version, *libraries, *times, settings.SPACY.value, settings.WORD_TABLE.value]
