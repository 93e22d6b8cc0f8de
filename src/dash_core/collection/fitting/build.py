"""From a study to a fitted core.

A stage is run again only when its inputs are not those of the core before: a decision about a name
reads no file and no date again, and counts no words where it changes none.
"""

from dash_core.collection.fitting.core import Core
from dash_core.collection.fitting.runner import Previous, WhenDone
from dash_core.collection.fitting.stages import Stages
from dash_core.common.garbage import put_off
from dash_core.common.i18n import in_language, language
from dash_core.common.progress import Progress, no_progress, progress_part
from dash_core.study.study import Study
from dash_core.text.vectors.sentence_model import Model

__all__ = ["build"]


def build(
    study: Study,
    progress: Progress = no_progress,
    model: Model | None = None,
    previous: Previous | None = None,
    when_done: WhenDone | None = None,
    topics_later: bool = False,
) -> Core:
    """Read and fit a study.

    Parameters
    ----------
    progress
        Called with the share that is done; may raise to stop.
    model
        A sentence model, whose vectors are added to the listing's own.
    previous
        A core, best of the same listing, from which stages with the same inputs are taken.
    when_done
        Called with all stages that are done after each one that was run; may raise to stop.
    topics_later
        Whether found topics, of a listing where they take long, are left to whoever builds the
        study again with this core before it.

    Raises
    ------
    DossierError
        If the listing, or its topics file, cannot be read.
    """
    with put_off(), in_language(language()):  # which need not be asked for each word
        return _build(study, progress, model, previous, when_done, topics_later)


def _build(
    study: Study,
    progress: Progress,
    model: Model | None,
    previous: Previous | None,
    when_done: WhenDone | None,
    topics_later: bool,
) -> Core:
    topics_progress = progress_part(progress, 0.25 if model else 0.75, 1)
    progress = progress_part(progress, 0, 1 / 3) if model else progress  # encoding takes longest
    stages = Stages(study.core(), model, previous, when_done)
    reading = stages.read(progress_part(progress, 0, 0.2))
    table = stages.make_table(reading)
    dated = stages.correct_dates(table, reading)
    columns = stages.take_columns(table)
    found = stages.find_people(columns, progress_part(progress, 0.25, 0.4))
    people = stages.read_people(found)
    languages = stages.detect_languages(columns)
    subjects = stages.find_subjects(columns, people, languages)
    words = stages.count_words(subjects, languages, progress_part(progress, 0.4, 0.7))
    names = stages.find_name_terms(people, subjects, languages)
    places = stages.find_places(columns, subjects, people, progress_part(progress, 0.7, 0.75))
    points = stages.place_documents(table, columns, words, names, subjects, people, languages)
    progress(0.75)  # who waits may give up, also where all before was there
    topics = stages.make_topics(
        columns, points, words, names, subjects, topics_later, topics_progress
    )
    decided = stages.decide_names(found, people)
    frame = dated.frame.copy(deep=False)
    for name, values in stages.fill(columns, decided, places, topics).items():
        frame[name] = values
    return Core(
        study=stages.study,
        model=model,
        stages=stages.done,
        table=frame,
        report=reading.report.with_remarks(dated.remarks),
        rules=dated.rules,
        unapplied_edits=dated.unapplied,
        people=decided,
        name_parts=stages.take_name_parts(reading),
        languages=languages,
        index=words.index,
        term_counts=stages.count_terms(words, names),
        places=places,
        name_terms=names,
        subjects=subjects,
        source_places=columns["places"],
        space=stages.space_of(points, dated, subjects),
        listing_topics=topics,
        listing_facets=stages.count_facets(columns, topics),
        source=stages.take_source_columns(table),
    )
