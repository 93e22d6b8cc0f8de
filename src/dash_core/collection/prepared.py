"""A fitted listing kept on the disk between two starts of a server: that of the sample.

Fitting imports scikit-learn and loads what is known of languages and places: seconds, and hundreds
of megabytes that showing the result does not need. So the first start fits in a process of its
own, and later ones take what it made, as long as neither Dossier nor the libraries changed.
"""

import os
import pickle
import sys
import tempfile
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Final

from dash_core.collection.collection import Collection
from dash_core.collection.core import Core
from dash_core.common import settings, workers
from dash_core.common.i18n import language
from dash_core.common.progress import Progress, no_progress
from dash_core.study.study import Study

__all__ = ["open_prepared"]

_LIBRARIES: Final = ("numpy", "pandas", "scipy", "scikit-learn", "pyarrow", "pystemmer")
_PACKAGE: Final = Path(__file__).parents[1]
_KEPT: Final = 6  # files that stay: the sample in two languages, of several installations


def open_prepared(study: Study, progress: Progress = no_progress) -> Collection:
    """The collection of a study as an earlier start left it; else it is fitted now, and kept.

    Raises
    ------
    DossierError
        If it cannot be read.
    """
    path = _path(study)
    core = _load(path)
    if core is None:
        core = _fit_elsewhere(study, progress)
        _save(core, path)
    return Collection(study, core=core)


def _fit_elsewhere(study: Study, progress: Progress) -> Core:
    """Fit in a process that then ends, and takes its memory with it."""
    seconds, memory = settings.MAX_SECONDS.value, settings.MAX_WORK.value
    try:
        return workers.run(fit, study, progress=progress, seconds=seconds, memory=memory)
    finally:
        if not settings.is_public():
            workers.stop()


def fit(study: Study, progress: Progress) -> Core:
    """Fit a study, and work out what its pages ask for."""
    collection = Collection(study, progress)
    collection.space.similarity.prepare()
    _ = collection.facets, collection.names, collection.numbers, collection.by_date
    _ = collection.found, collection.positions
    return collection.core


def _path(study: Study) -> Path:
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


def _load(path: Path) -> Core | None:
    """What is kept there; None where that is nothing, or nothing of ours."""
    with suppress(Exception):  # whatever is wrong with it, the listing is fitted anew
        # It is unpickled, which runs what it says: only what this user wrote may say anything.
        if os.name == "nt" or path.stat().st_uid == path.parent.stat().st_uid == os.getuid():
            core = pickle.loads(path.read_bytes())
            return core if isinstance(core, Core) else None
    return None


def _save(core: Core, path: Path) -> None:
    """Keep it, in place of the oldest; a disk that is full or cannot be written is no error."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(workers.pickled(core))
        try:
            os.replace(file.name, path)
        finally:
            Path(file.name).unlink(missing_ok=True)
        kept = sorted(path.parent.glob("*.prepared"), key=lambda one: -one.stat().st_mtime)
        for old in kept[_KEPT:]:
            old.unlink()
