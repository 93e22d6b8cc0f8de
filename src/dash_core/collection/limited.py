"""Reading and fitting what strangers bring, in processes with limits of time and memory."""

from time import monotonic

from dash_core import readers, topics
from dash_core.collection import table
from dash_core.collection.collection import Collection
from dash_core.collection.fitting.core import Core
from dash_core.collection.table import Table
from dash_core.common import settings, workers
from dash_core.common.errors import LimitError
from dash_core.common.garbage import put_off
from dash_core.common.i18n import _, in_language, language
from dash_core.common.progress import Progress, no_progress, progress_part
from dash_core.readers import Reading
from dash_core.study.study import Study
from dash_core.text.vectors.sentence_model import Model

__all__ = ["begin", "fit", "prepare", "read", "refit"]

_LISTING = "\u2022 May 5, 1950\n\n  Letter from A. Smith to B. Jones\n\n  On the oil of Tabriz.\n"


def read(study: Study, progress: Progress = no_progress) -> tuple[Reading, Table]:
    """What a listing says and the table of it, before anything is fitted.

    Raises
    ------
    DossierError
        If it cannot be read, or that takes too much.
    """
    if not settings.is_public():
        return _read(study, progress)
    return workers.run(
        _read,
        study,
        progress=progress,
        seconds=settings.MAX_SECONDS.value,
        memory=settings.MAX_WORK.value,
    )


def fit(study: Study, progress: Progress = no_progress, model: Model | None = None) -> Collection:
    """The collection of a study, ready for similar documents. Raises as `read`."""
    if model is not None or not settings.is_public():
        collection = Collection(study, progress, model)
        collection.space.similarity.prepare()
        return collection
    core = workers.run(
        _fit,
        study,
        progress=progress,
        seconds=settings.MAX_SECONDS.value,
        memory=settings.MAX_WORK.value,
    )
    return Collection(core.study, core=core)


def begin(study: Study, progress: Progress = no_progress, model: Model | None = None) -> Collection:
    """As `fit`; a large listing without its topics yet, where a process with limits would have to
    begin them anew."""
    if settings.is_public():
        return fit(study, progress, model)
    # slow to import, not needed for what is fitted
    from dash_core.collection.fitting.build import build

    collection = Collection(study, core=build(study, progress, model, topics_later=True))
    if collection.is_whole:
        collection.space.similarity.prepare()
    return collection


def refit(base: Collection, study: Study, progress: Progress = no_progress) -> Collection:
    """The collection of another study of a listing that is fitted, ready for similar documents.

    In this process, since the two share most of what they hold: it needs less memory than the
    listing did, which fitted. It is ended where it asks for progress after its time is over.

    Raises
    ------
    DossierError
        If the change makes no sense, or that takes too long.
    """
    until = monotonic() + settings.MAX_SECONDS.value

    def watched(share: float) -> None:
        if settings.is_public() and monotonic() > until:
            raise LimitError(
                _("This change takes longer than it may here. Go back, and try it on a part.")
            )
        progress(share)

    collection = base.with_study(study, watched)
    collection.space.similarity.prepare()
    return collection


def _read(study: Study, progress: Progress) -> tuple[Reading, Table]:
    if study.topics:
        topics.parse_topics(study.topics, _("the topics of this listing"))  # else it would not open
    with put_off(), in_language(language()):  # as `build` does
        reading = readers.read_files(study.files, study.columns, progress_part(progress, 0, 0.8))
        return reading, table.build(reading, study.rules, study.edits)


def _fit(study: Study, progress: Progress) -> Core:
    collection = Collection(study, progress)
    collection.space.similarity.prepare()
    return collection.core


def prepare() -> None:
    """Load what the library keeps of languages, places and names, once for all workers."""
    Collection.read(_LISTING, topics="")
